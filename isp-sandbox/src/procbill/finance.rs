//! Money: payments, promised payments, the list of operations.

use std::borrow::Cow;

use jiff::ToSpan;
use jiff::civil::DateTime;

use super::account::{Operation, Subscriber};
use super::act::Deed;
use super::answer::Reply;
use super::dialect::FinNames;
use super::firebird;
use super::generated;
use super::state::{Desk, Live};
use super::value::{Row, Value, int};

/// The only documented type.
const INCOMING: i32 = 2;
/// NUMERIC(15,2) holds less than this many hundredths.
const TOO_MUCH: i64 = 1_000_000_000_000_000;
/// How long a promise lasts is unknown.
const PROMISE_DAYS: i64 = 5;
/// Groups in groups, at most.
const DEPTH_MOST: usize = 64;

/// Rounded to hundredths; `None` when NUMERIC(15,2) cannot hold it.
fn hundredths(sum: f64) -> Option<i64> {
    let rounded = (sum * 100.0).round();
    // Far from where whole numbers in an f64 stop being exact.
    (rounded.abs() < TOO_MUCH as f64).then_some(rounded as i64)
}

impl Live {
    /// Whether the subscriber or group is `group` or stands in it, at any depth.
    fn is_within(&self, id: i32, group: i32, generated: i32) -> bool {
        let parent = |id: i32| match self.people.get(&id) {
            Some(person) => person.parent_id,
            None => generated::find(id, generated)?.parent_id,
        };
        std::iter::successors(Some(id), |id| parent(*id)).take(DEPTH_MOST).any(|above| above == group)
    }
}

impl Desk<'_> {
    /// A sum that is not positive, a type other than 2 and an eighth argument other than null: what they do is unknown;
    /// here they are booked like any other.
    pub(crate) fn add_payment(&mut self) -> Reply {
        let asked = self.arguments;
        let sum = asked.double("SUMMA").unwrap_or(0.0);
        let Some(sum) = hundredths(sum) else { return Reply::Failed(firebird::OVERFLOW.to_owned()) };
        let user = asked.int("USER_ID").filter(|id| self.live.is_subscriber(*id, self.state.generated));
        let Some(user_id) = user else {
            return Reply::Failed(firebird::foreign_key("FK_FIN_OPERS_USER", "FIN_OPERS"));
        };
        let number = asked.string("NUMBER");
        let used = number.is_some() && self.live.operations.iter().any(|known| known.number == number);
        if used && self.dialect.refuse_duplicates {
            return Reply::Failed(firebird::primary_key("UQ_FIN_OPERS_NUMBER", "FIN_OPERS"));
        }
        let operation = Operation {
            id: self.live.new_id(),
            user_id,
            op_date: Self::written(asked.moment("OP_DATE").unwrap_or(self.now)),
            sum,
            descr: asked.string("DESCR"),
            number,
            op_type: asked.int("op_type").unwrap_or(INCOMING),
        };
        if let Some(person) = self.live.subscriber(user_id, self.state.generated) {
            person.balance = person.balance.saturating_add(sum);
        }
        let id = operation.id;
        self.live.operations.push(operation.clone());
        self.act(Deed::PaymentAdded(operation));
        Reply::Edited(Some(id))
    }

    /// What makes the real one refuse is unknown; here a later promise replaces an earlier one.
    pub(crate) fn promise(&mut self) -> Reply {
        let asked = self.arguments;
        let Some(amount) = hundredths(asked.double("PROMISE_PAY").unwrap_or(0.0)) else {
            return Reply::Failed(firebird::OVERFLOW.to_owned());
        };
        let user = asked.int("USER_ID").filter(|id| self.live.is_subscriber(*id, self.state.generated));
        let Some(user_id) = user else { return Reply::Failed(firebird::UNKNOWN_SUBSCRIBER.to_owned()) };
        let end = self.now.saturating_add(PROMISE_DAYS.days());
        self.live.promises.insert(user_id, (amount, end));
        self.act(Deed::Promised { user_id, amount, host: asked.string("HOST") });
        Reply::Edited(Some(user_id))
    }

    /// Both dates are inclusive: documented. The columns are unknown.
    pub(crate) fn operations(&self) -> Reply {
        let asked = self.arguments;
        // Of all that is not given, one of these is documented as necessary; without either nobody is asked about.
        let Some(owner) = asked.int("USER_ID").or(asked.int("PARENT_ID_IN")) else {
            return Reply::Rows(Vec::new());
        };
        let parent = asked.int("PARENT_ID_IN");
        let same = |wanted: &str, actual: i32| asked.int(wanted).is_none_or(|wanted| wanted == actual);
        let wanted = |operation: &&Operation| {
            let within = |group| self.live.is_within(operation.user_id, group, self.state.generated);
            let date = operation.op_date.parse::<DateTime>().ok();
            let person = self.live.people.get(&operation.user_id);
            let flag = |test: fn(&Subscriber) -> bool| i32::from(person.is_none_or(test));
            within(owner)
                && parent.is_none_or(within)
                && asked.moment("DATEL").is_none_or(|from| date.is_some_and(|date| date >= from))
                && asked.moment("DATEH").is_none_or(|to| date.is_some_and(|date| date <= to))
                && same("FINANCE_IN", 1)
                && same("OP_TYPE_IN", operation.op_type)
                && same("ID", operation.id)
                && same("END_USER", flag(|person| !person.group))
                && same("FIN_USER", flag(|person| person.financial))
        };
        Reply::Rows(self.live.operations.iter().filter(wanted).map(|operation| self.row(operation)).collect())
    }

    fn row(&self, operation: &Operation) -> Row {
        let shown = self.dialect.fin_columns;
        let [date, sum, descr, number, kind] = match self.dialect.fin_names {
            FinNames::AsArguments => ["OP_DATE", "SUMMA", "DESCR", "NUMBER", "OP_TYPE"],
            FinNames::Other => ["OPER_DATE", "OPER_SUM", "COMMENT", "DOC_NUMBER", "TYPE_ID"],
        };
        let at = operation.op_date.parse().map_or(Value::Null, Value::Moment);
        let columns = [
            (true, "ID", int(operation.id)),
            (true, "USER_ID", int(operation.user_id)),
            (shown.op_date, date, at),
            (shown.summa, sum, Value::Money(operation.sum)),
            (shown.descr, descr, operation.descr.as_ref().into()),
            (shown.number, number, operation.number.as_ref().into()),
            (true, kind, int(operation.op_type)),
        ];
        let columns = columns.into_iter().filter(|(shown, ..)| *shown);
        columns.map(|(_, name, value)| (Cow::Borrowed(name), value)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums() {
        for (sum, expected) in [
            (350.0, Some(35_000)),
            (0.1 + 0.2, Some(30)),
            (-0.5, Some(-50)),
            (9_999_999_999_999.99, Some(TOO_MUCH - 1)),
        ] {
            assert_eq!(hundredths(sum), expected, "{sum}");
        }
        for sum in [1e13, -1e13, 1e300] {
            assert_eq!(hundredths(sum), None, "{sum}");
        }
    }
}
