//! Rows of the account's money.

use std::net::Ipv4Addr;

use isp_client_core::time::UnixTime;
use isp_client_core::{lenient, open_enum, record};
use rust_decimal::Decimal;

use crate::HumanTime;
use crate::text::opt_human_time;

open_enum! {
    /// What a payment is (`category`). *Source:* the source of 2012 and a module of 2019; the list is open.
    pub enum PayCategory {
        /// Cash.
        Cash = "1",
        /// A bonus.
        Bonus = "2",
        /// A temporary payment: a credit.
        Temporary = "3",
        /// Over a pay system.
        PaySystem = "20",
        /// Transferred in from another account.
        TransferIn = "30",
        /// Transferred from a virtual balance.
        VirtualTransfer = "31",
        /// A bonus of a service.
        ServiceBonus = "50",
        /// A scratch card.
        Card = "99",
        /// A service was charged.
        Service = "100",
        /// Transferred out to another account.
        TransferOut = "130",
        /// A temporary payment was removed.
        TemporaryRemoved = "200",
        /// A wrong code of a scratch card.
        WrongCardCode = "305",
        /// A service ended early.
        EndedEarly = "406",
        /// Blocked for debt.
        BlockedForDebt = "423",
        /// A request to pay.
        PayRequest = "444",
        /// A request to pay that the pay system took.
        PayRequestAccepted = "445",
        /// A request to pay that failed.
        PayRequestFailed = "446",
    }
}

open_enum! {
    /// Who made a row. *Source:* the source of 2012.
    pub enum Creator {
        /// An administrator.
        Admin = "admin",
        /// The subscriber.
        User = "user",
        /// The billing itself.
        Kernel = "kernel",
        /// Somebody else, for example a pay system (`other`).
        Elsewhere = "other",
    }
}

record! {
    /// A payment, or a charge when it is negative. *Source:* observed on a live installation.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Pay {
        /// Its id.
        pub id: Option<u64> = "id" => lenient::opt_number,
        /// When.
        pub time: Option<UnixTime> = "time" => lenient::opt_unix_time,
        /// The same for people.
        pub date: Option<HumanTime> = "date" => opt_human_time,
        /// How much; negative is a charge.
        pub cash: Option<Decimal> = "cash" => lenient::opt_money,
        /// What for.
        pub category: Option<PayCategory> = "category" => lenient::opt_enum,
        /// Who made it.
        pub creator: Option<Creator> = "creator" => lenient::opt_enum,
        /// The id of who made it.
        pub creator_id: Option<u64> = "creator_id" => lenient::opt_number,
        /// From which address.
        pub creator_ip: Option<Ipv4Addr> = "creator_ip" => lenient::opt_ipv4,
        /// A text of the program that made it.
        pub reason: Option<String> = "reason" => lenient::opt_text,
        /// A text for people.
        pub comment: Option<String> = "comment" => lenient::opt_text,
    }
}

record! {
    /// A credit that was taken. *Source:* observed on a live installation.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct TakenCredit {
        /// When.
        pub time: Option<UnixTime> = "time" => lenient::opt_unix_time,
        /// The same for people.
        pub date: Option<HumanTime> = "date" => opt_human_time,
        /// How much.
        pub cash: Option<Decimal> = "cash" => lenient::opt_money,
    }
}
