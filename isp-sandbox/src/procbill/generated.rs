//! Subscribers that are made up one by one when they are asked for.

use std::net::Ipv4Addr;

use super::account::{GROUP, Subscriber};

/// The id of the first generated subscriber; the others follow.
pub const FIRST_GENERATED: i32 = 1_000_001;

/// The subscriber number `index`; everything follows from the index.
pub(crate) fn subscriber(index: i32) -> Subscriber {
    let address = |base: u32| Ipv4Addr::from_bits(base.wrapping_add(index.cast_unsigned()));
    // Half of them above 128.0.0.0.
    let ip = address(if index % 2 == 0 { 0x0A40_0000 } else { 0xAC10_0000 });
    Subscriber {
        parent_id: Some(GROUP),
        ip: Some(ip),
        balance: i64::from(index % 70_000) - 10_000,
        contract: Some(format!("{index:06}")),
        phone: Some(format!("7900{index:07}")),
        comment: (index % 7 == 0).then(|| format!("подъезд {} & \"домофон\" <{index}>", index % 9)),
        password: Some(format!("pw-{index}")),
        tariff_id: Some(17),
        ..Subscriber::new(FIRST_GENERATED + index, format!("user{index}"), format!("Абонент {index}"))
    }
}

/// The subscriber of this id, if there are more than that.
pub(crate) fn find(id: i32, count: i32) -> Option<Subscriber> {
    let index = id.checked_sub(FIRST_GENERATED)?;
    (0..count).contains(&index).then(|| subscriber(index))
}
