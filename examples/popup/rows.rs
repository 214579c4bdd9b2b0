//! What the systems answer, as rows of a card.

use kubalink_client::customer::{Customer, CustomerState};
use kubalink_client::task::Task;
use kubalink_client::{Error, ErrorKind};
use nodeny_client::{AccessState, Account};
use procbill_client::{Decimal, FoundSubscriber};

use super::card::Row;

/// Why an answer is missing, when it did not come in time.
pub const LATE: &str = "no answer in time";

/// A kind of error in words for people.
pub fn reason(error: &Error) -> String {
    match (error.kind(), error.status()) {
        (ErrorKind::Timeout, _) => LATE.to_owned(),
        (ErrorKind::Connect, _) => "no connection".to_owned(),
        (ErrorKind::Tls, _) => "no trust in its certificate, or in ours".to_owned(),
        (ErrorKind::Interrupted, _) => "the connection broke".to_owned(),
        (ErrorKind::Throttled, _) => "it asks for fewer requests".to_owned(),
        (ErrorKind::Auth, _) => "key or login not accepted".to_owned(),
        (ErrorKind::Api, _) => "refused".to_owned(),
        (ErrorKind::Decode, _) => "an answer that is not understood".to_owned(),
        (ErrorKind::Status, Some(status)) => format!("status {}", status.as_u16()),
        (kind, _) => kind.to_string(),
    }
}

/// With two decimals, unless the server has more.
fn money(sum: Option<Decimal>) -> Option<String> {
    sum.map(|sum| if sum.scale() > 2 { sum.to_string() } else { format!("{sum:.2}") })
}

pub fn number(id: impl Into<u64>) -> Option<i64> {
    i64::try_from(id.into()).ok()
}

pub fn customer_row(customer: &Customer) -> Row {
    let account = customer.account_number.as_ref().filter(|account| !account.is_empty());
    let address = customer.address.first().and_then(|address| {
        let flat = address.apartment.as_ref()?;
        let short =
            || flat.number.as_ref().filter(|flat| !flat.is_empty()).map(|flat| format!("flat {flat}"));
        flat.full_name.as_ref().filter(|full| !full.is_empty()).map(ToString::to_string).or_else(short)
    });
    let state = customer.state_id.as_ref().and_then(|state| match state {
        CustomerState::Active => None,
        CustomerState::Pause => Some("service pauses".to_owned()),
        CustomerState::Stop => Some("no service".to_owned()),
        other => Some(format!("state {other}")),
    });
    let notes = [account.map(|account| format!("account {account}")), address, state];
    Row::new(number(customer.id), customer.full_name.as_ref(), money(customer.balance), notes)
}

/// A session that is no administrator's may get an account of its own.
pub fn account_row(uid: u64, account: Account) -> Result<Row, String> {
    let user = account.user.ok_or("the answer has no account")?;
    if user.uid.or(user.id) != Some(uid) {
        return Err("the answer is of another account".to_owned());
    }
    let access = user.state.filter(|state| *state == AccessState::Off).map(|_| "access is off".to_owned());
    let contract = user.contract.filter(|contract| !contract.is_empty());
    let notes = [contract.map(|contract| format!("contract {contract}")), access];
    Ok(Row::new(
        number(uid),
        user.fio.filter(|fio| !fio.is_empty()).or(user.name),
        money(user.balance),
        notes,
    ))
}

pub fn subscriber_row(found: &FoundSubscriber) -> Row {
    let deleted = found.deleted.filter(|deleted| *deleted).map(|_| "deleted".to_owned());
    let login = found.login.as_ref().filter(|login| !login.is_empty());
    let notes = [login.map(|login| format!("login {login}")), found.parent_identify.clone(), deleted];
    Row::new(found.id, found.identify.as_ref(), money(found.balance), notes)
}

pub fn task_row(task: &Task) -> Row {
    let kind = task.kind.as_ref().and_then(|kind| kind.name.as_ref());
    let what = task.description.as_ref().or(task.description_short.as_ref()).map(ToString::to_string);
    let state = task.state.as_ref().and_then(|state| state.name.as_ref()).map(ToString::to_string);
    let todo = task.date.as_ref().and_then(|date| date.todo).map(|todo| {
        let (date, hour, minute) = (todo.date(), todo.hour(), todo.minute());
        format!("for {date} {hour:02}:{minute:02}")
    });
    let when: Vec<_> = state.into_iter().chain(todo).collect();
    let of = task.customer.first().map(|customer| customer.id).or(task.customer_id);
    let row = Row::new(number(task.id), kind, None, [what, Some(when.join(", "))]);
    Row { of: of.and_then(number), ..row }
}
