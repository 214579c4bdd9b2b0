//! Whether a payment is booked, when its answer was lost.

use std::sync::Arc;

use isp_client_core::time::{LocalDate, LocalDateTime};
use isp_client_core::{Endpoint, Error, Operation, Request, Response, lenient};
use rust_decimal::Decimal;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as ValueError, StrDeserializer};

use crate::columns::timestamp;
use crate::procedure::Rules;
use crate::procedures::ListOperations;
use crate::reply::by_name;
use crate::{Columns, Pending};

/// What is known of a payment before it is sent. Keep it where your program finds it again.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Receipt {
    /// The subscriber.
    pub user_id: i64,
    /// How much.
    pub sum: Decimal,
    /// The reference, at most ten characters.
    pub number: String,
    /// The date of the operation, if it was set.
    pub date: Option<LocalDateTime>,
    /// The description, if it was set.
    pub description: Option<String>,
}

impl Receipt {
    /// The receipt of a payment from before.
    pub fn new(user_id: i64, sum: Decimal, number: impl Into<String>) -> Self {
        Self { user_id, sum, number: number.into(), date: None, description: None }
    }

    /// With the date of the operation.
    #[must_use]
    pub fn with_date(self, date: LocalDateTime) -> Self {
        Self { date: Some(date), ..self }
    }

    /// With the description.
    #[must_use]
    pub fn with_description(self, description: impl Into<String>) -> Self {
        Self { description: Some(description.into()), ..self }
    }
}

/// Ten letters and digits, of which there are 32 to the tenth: two payments of one subscriber hardly share one.
pub(crate) fn new_number() -> String {
    const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let letter = || char::from(LETTERS[usize::from(fastrand::u8(..32))]);
    std::iter::repeat_with(letter).take(10).collect()
}

/// Whether a payment is booked.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Confirmation {
    /// It is: this row shows it.
    Booked(Columns),
    /// It is not: the operations of the subscriber came, in the columns that would show it, and it is not among them. Just
    /// after a lost answer it can mean "not yet", as the request may still be on its way: wait as long as your server may
    /// take for one before you believe it.
    NotBooked,
    /// The answer cannot tell: no operation came, or the columns that would show it did not.
    Undecided,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Number,
    SumDayAndText,
}

/// The question whether a payment is booked. See [`Client::confirm`](crate::Client::confirm).
#[derive(Debug, Clone)]
pub struct Confirm {
    receipt: Receipt,
    by: By,
    number_column: String,
    trust_empty: bool,
    from: Option<LocalDateTime>,
    operations: ListOperations,
}

impl Confirm {
    pub(crate) fn new(rules: Arc<Rules>, receipt: Receipt) -> Self {
        let operations = ListOperations::of_user(rules, receipt.user_id);
        Self {
            receipt,
            by: By::Number,
            number_column: "number".to_owned(),
            trust_empty: false,
            from: None,
            operations,
        }
    }
}

impl Pending<Confirm> {
    /// Looks for the sum, the day and the description, in the place of the number. All three have to be in the receipt.
    pub fn by_sum_day_and_text(mut self) -> Self {
        self.endpoint_mut().by = By::SumDayAndText;
        self
    }

    /// The column that holds the numbers, if your server calls it otherwise than `number`. Where there is none of this
    /// name, a number that could not be a sum, an id or a day is found in any column; that it is not there is believed only of rows with this
    /// one, of which at least one shows a number.
    pub fn number_column(mut self, name: impl Into<String>) -> Self {
        self.endpoint_mut().number_column = name.into().to_ascii_lowercase();
        self
    }

    /// Takes an answer without any operation for [`NotBooked`](Confirmation::NotBooked): right for a subscriber who may
    /// have none, on a server of which you know that it does not answer so for other reasons.
    pub fn trust_empty(mut self) -> Self {
        self.endpoint_mut().trust_empty = true;
        self
    }

    /// Only operations from this time on.
    pub fn from(mut self, at: LocalDateTime) -> Self {
        self.endpoint_mut().from = Some(at);
        self.endpoint_mut().operations.0.set("DATEL", at);
        self
    }
}

impl Endpoint for Confirm {
    type Output = Confirmation;

    fn operation(&self) -> Operation {
        crate::procedures::LIST_OPERATIONS
    }

    fn encode(&self) -> Result<Request, Error> {
        let Receipt { number, date, description, .. } = &self.receipt;
        if self.by == By::Number && number.trim().is_empty() {
            return Err(Error::input("NUMBER", "must not be empty: there is nothing to look for"));
        }
        if self.by == By::SumDayAndText
            && (date.is_none() || description.as_deref().is_none_or(str::is_empty))
        {
            return Err(Error::input(
                "receipt",
                "must have a date and a description to be looked for by them",
            ));
        }
        if date.is_some_and(|date| self.from.is_some_and(|from| from > date)) {
            return Err(Error::input("from", "must not be later than the date of the payment"));
        }
        self.operations.encode()
    }

    fn decode(&self, response: &Response) -> Result<Confirmation, Error> {
        let rows = by_name(response)?;
        if rows.is_empty() {
            return Ok(if self.trust_empty { Confirmation::NotBooked } else { Confirmation::Undecided });
        }
        Ok(match self.by {
            By::Number => self.by_number(&rows),
            By::SumDayAndText => self.by_sum_day_and_text(&rows),
        })
    }
}

impl Confirm {
    /// A number is found in its own column. Where there is no such column, one that is more than a number could be is
    /// found in any: an id or a type is no reference.
    fn by_number(&self, rows: &[Columns]) -> Confirmation {
        let number = self.receipt.number.trim();
        // What reads as a sum, an id or a day may stand in another column by chance.
        let is_distinct = sum(number).is_none() && day_of(number).is_none();
        let shows = |row: &Columns| row.get(&self.number_column).is_some();
        let holds = |row: &Columns| match row.value(&self.number_column) {
            Some(text) => text.trim() == number,
            None => !shows(row) && is_distinct && row.iter().any(|(_, text)| text.trim() == number),
        };
        let mut found = rows.iter().filter(|row| holds(row)).peekable();
        if found.peek().is_some() {
            // The same number with another sum is somebody else's, or not what it looks like.
            let booked = found.find(|row| self.may_be_of_the_sum(row));
            return booked.map_or(Confirmation::Undecided, |row| Confirmation::Booked(row.clone()));
        }
        // A server that never gives the numbers back shows none of them.
        let gives_numbers =
            rows.iter().all(shows) && rows.iter().any(|row| row.value(&self.number_column).is_some());
        if gives_numbers { Confirmation::NotBooked } else { Confirmation::Undecided }
    }

    /// Whether the row has the sum, or no amount of money at all.
    fn may_be_of_the_sum(&self, row: &Columns) -> bool {
        let mut amounts =
            row.iter().filter(|(_, text)| text.contains(['.', ','])).filter_map(|(_, text)| sum(text));
        let has_sum = row.iter().any(|(_, text)| sum(text) == Some(self.receipt.sum));
        has_sum || amounts.next().is_none()
    }

    fn by_sum_day_and_text(&self, rows: &[Columns]) -> Confirmation {
        let day = self.receipt.date.map(LocalDateTime::date);
        let text = self.receipt.description.as_deref().unwrap_or_default().trim();
        let any = |row: &Columns, test: &dyn Fn(&str) -> bool| row.iter().any(|(_, value)| test(value));
        let is_sum = |value: &str| sum(value) == Some(self.receipt.sum);
        let is_day = |value: &str| day_of(value).is_some() && day_of(value) == day;
        let mut alike = rows.iter().filter(|row| any(row, &is_sum) && any(row, &is_day)).peekable();
        if alike.peek().is_some() {
            // The same sum on the same day with another text may be this payment in another charset.
            let booked = alike.find(|row| any(row, &|value| value.contains(text)));
            return booked.map_or(Confirmation::Undecided, |row| Confirmation::Booked(row.clone()));
        }
        let shows = |row: &Columns| {
            any(row, &|value| day_of(value).is_some())
                && any(row, &|value| sum(value).is_some_and(|sum| sum.scale() == 2))
        };
        if rows.iter().all(shows) { Confirmation::NotBooked } else { Confirmation::Undecided }
    }
}

fn sum(text: &str) -> Option<Decimal> {
    let text: StrDeserializer<'_, ValueError> = text.into_deserializer();
    lenient::opt_money(text).ok().flatten()
}

fn day_of(text: &str) -> Option<LocalDate> {
    let text: StrDeserializer<'_, ValueError> = text.into_deserializer();
    timestamp(text).ok().flatten().map(LocalDateTime::date)
}

#[cfg(test)]
mod tests {
    use super::new_number;

    #[test]
    fn a_number_is_ten_characters_that_nobody_mixes_up() {
        let numbers: std::collections::HashSet<_> = (0..1000).map(|_| new_number()).collect();
        assert_eq!(numbers.len(), 1000);
        for number in numbers {
            assert_eq!(number.len(), 10);
            assert!(
                number.bytes().all(|byte| byte.is_ascii_alphanumeric() && !b"01IO".contains(&byte)),
                "{number}"
            );
        }
    }
}
