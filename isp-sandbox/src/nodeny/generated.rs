//! Subscribers that are made up one by one when they are asked for.

use super::account::{Credit, Subscriber};
use super::person::{Connected, Person};

/// The `uid` of the first generated subscriber; the others follow.
pub const FIRST_GENERATED: u32 = 1_000_001;

/// The subscriber number `index`; everything follows from the index.
pub(crate) fn person(index: u32) -> Person {
    let id = FIRST_GENERATED + index;
    let street = if index.is_multiple_of(2) { "12" } else { "13" };
    let start = 1_700_000_000 + index % 1000 * 3600;
    Person {
        services: vec![Connected {
            id: 2_000_000 + index,
            service_id: if index.is_multiple_of(3) { 34 } else { 33 },
            next_service_id: 33,
            pay_id: 3_000_000 + index,
            start,
            end: 1_783_684_004,
        }],
        fields: vec![("_adr_street", street.to_owned()), ("_phone", format!("+38000{index:07}"))],
        set_next_time: index.is_multiple_of(5).then_some(start),
        last_traf: start + 600,
        ..Person::new(Subscriber {
            full_name: format!("Абонент {index}"),
            balance: i64::from(index % 70_000) - 10_000,
            credit: Credit::Offered(316),
            ..Subscriber::new(id, format!("user{index}"), format!("pw-{index}"))
        })
    }
}

/// Finds the index again, if there are more than that.
pub(crate) fn index(uid: u32, count: u32) -> Option<u32> {
    uid.checked_sub(FIRST_GENERATED).filter(|index| *index < count)
}

/// Finds the index of a generated login.
pub(crate) fn index_of_login(login: &str, count: u32) -> Option<u32> {
    let digits = login.strip_prefix("user")?;
    let index: u32 = digits.parse().ok()?;
    (index < count && index.to_string() == digits).then_some(index)
}
