//! The block `usr`: who the subscriber is, and how the account stands.

use std::net::Ipv4Addr;

use isp_client_core::time::UnixTime;
use isp_client_core::{lenient, open_enum, record};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::FieldValue;
use crate::field_value::field_values;
use crate::text::opt_json;

open_enum! {
    /// Whether a subscriber has access (`state`). *Source:* observed.
    pub enum AccessState {
        /// Access is on.
        On = "on",
        /// Access is off.
        Off = "off",
    }
}

open_enum! {
    /// How far a subscriber is connected physically (`cstate`). *Source:* the source of 2012; the list is open.
    pub enum ConnectState {
        /// All is well.
        Ok = "0",
        /// Being connected.
        Connecting = "1",
        /// See the comments.
        ReadComments = "2",
        /// Needs a repair.
        NeedsRepair = "3",
        /// A repair was asked for.
        RepairRequest = "4",
        /// In repair.
        InRepair = "5",
        /// To be set up.
        SetUp = "6",
        /// Physically off.
        Off = "7",
        /// To be disconnected physically.
        Disconnect = "8",
        /// To be disconnected at once.
        DisconnectNow = "9",
        /// Refused.
        Refused = "10",
        /// Viruses.
        Viruses = "11",
        /// Losses.
        Losses = "12",
        /// Being recalculated.
        Recalculation = "13",
    }
}

open_enum! {
    /// How an address is given out. *Source:* the source of 2012.
    pub enum AddressKind {
        /// Always the same.
        Static = "static",
        /// Another one each time.
        Dynamic = "dynamic",
        /// Kept for somebody.
        Reserved = "reserved",
    }
}

record! {
    /// An address of a subscriber. *Source:* observed on a live installation. What describes a session is `None` while
    /// there is none.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct UserAddress {
        /// The address.
        pub ip: Option<Ipv4Addr> = "ip" => lenient::opt_ipv4,
        /// The same, which the wire has as an integer.
        pub ipn: Option<Ipv4Addr> = "ipn" => lenient::opt_ipv4,
        /// The subscriber.
        pub uid: Option<u64> = "uid" => lenient::opt_number,
        /// How it is given out.
        pub kind: Option<AddressKind> = "type" => lenient::opt_enum,
        /// When it is given back.
        pub release: Option<UnixTime> = "release" => lenient::opt_unix_time,
        /// Whether it is authorised now.
        pub auth: Option<bool> = "auth" => lenient::opt_perl_flag,
        /// Since when.
        pub start: Option<UnixTime> = "start" => lenient::opt_unix_time,
        /// Last seen.
        pub last: Option<UnixTime> = "last" => lenient::opt_unix_time,
        /// For how many seconds.
        pub tm_auth: Option<u64> = "tm_auth" => lenient::opt_number,
        /// `mod=…;user=…;nas=…`.
        pub properties: Option<String> = "properties" => lenient::opt_text,
        /// Not explained anywhere.
        pub num_tag: Option<String> = "num_tag" => lenient::opt_text,
        /// Not explained anywhere, and seen empty only.
        pub tag: Option<Value> = "tag" => opt_json,
    }
}

record! {
    /// The subscriber of an [`Account`](crate::Account). *Source:* names and types were observed on a live installation,
    /// most meanings are those of the source of 2012.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct User {
        /// The id.
        pub id: Option<u64> = "id" => lenient::opt_number,
        /// The id again; absent for a subscriber without traffic.
        pub uid: Option<u64> = "uid" => lenient::opt_number,
        /// The login.
        pub name: Option<String> = "name" => lenient::opt_text,
        /// The full name.
        pub fio: Option<String> = "fio" => lenient::opt_text,
        /// The number of the contract.
        pub contract: Option<String> = "contract" => lenient::opt_text,
        /// The moment of the contract.
        pub contract_date: Option<UnixTime> = "contract_date" => lenient::opt_unix_time,
        /// The same for people.
        pub contract_date_as_text: Option<String> = "contract_date_as_text" => lenient::opt_text,
        /// The group of subscribers.
        pub grp: Option<u64> = "grp" => lenient::opt_number,
        /// Its name.
        pub grp_name: Option<String> = "grp_name" => lenient::opt_text,
        /// Whether access is on.
        pub state: Option<AccessState> = "state" => lenient::opt_enum,
        /// Whether access is off.
        pub state_off: Option<bool> = "state_off" => lenient::opt_perl_flag,
        /// What is on the account; may be negative.
        pub balance: Option<Decimal> = "balance" => lenient::opt_money,
        /// At which balance access ends.
        pub limit_balance: Option<Decimal> = "limit_balance" => lenient::opt_money,
        /// Whether access ends there.
        pub block_if_limit: Option<bool> = "block_if_limit" => lenient::opt_perl_flag,
        /// In percent.
        pub discount: Option<Decimal> = "discount" => lenient::opt_money,
        /// A debt; how it is counted is not known.
        pub debt: Option<Decimal> = "debt" => lenient::opt_money,
        /// How much to pay, as text for people.
        pub recommended_pay: Option<String> = "recommended_pay" => lenient::opt_text,
        /// The personal payment code: the id and its check digit.
        pub ppc: Option<String> = "ppc" => lenient::opt_text,
        /// What an operator wrote about the subscriber.
        pub comment: Option<String> = "comment" => lenient::opt_text,
        /// How far the subscriber is connected physically.
        pub cstate: Option<ConnectState> = "cstate" => lenient::opt_enum,
        /// Since when.
        pub cstate_time: Option<UnixTime> = "cstate_time" => lenient::opt_unix_time,
        /// No authorisation is needed.
        pub lstate: Option<bool> = "lstate" => lenient::opt_perl_flag,
        /// When the record was changed last.
        pub modify_time: Option<UnixTime> = "modify_time" => lenient::opt_unix_time,
        /// Whether services are frozen.
        pub frozen_srv: Option<bool> = "frozen_srv" => lenient::opt_perl_flag,
        /// What was withdrawn.
        pub submoney: Option<Decimal> = "submoney" => lenient::opt_money,
        /// Traffic in megabytes.
        pub traf: Option<Decimal> = "traf" => lenient::opt_money,
        /// Incoming traffic in megabytes.
        pub traf_in: Option<Decimal> = "traf_in" => lenient::opt_money,
        /// Outgoing traffic in megabytes.
        pub traf_out: Option<Decimal> = "traf_out" => lenient::opt_money,
        /// Bytes in, direction 1.
        pub in1: Option<u64> = "in1" => lenient::opt_number,
        /// Bytes in, direction 2.
        pub in2: Option<u64> = "in2" => lenient::opt_number,
        /// Bytes in, direction 3.
        pub in3: Option<u64> = "in3" => lenient::opt_number,
        /// Bytes in, direction 4.
        pub in4: Option<u64> = "in4" => lenient::opt_number,
        /// Bytes in, direction 5.
        pub in5: Option<u64> = "in5" => lenient::opt_number,
        /// Bytes in, direction 6.
        pub in6: Option<u64> = "in6" => lenient::opt_number,
        /// Bytes in, direction 7.
        pub in7: Option<u64> = "in7" => lenient::opt_number,
        /// Bytes in, direction 8.
        pub in8: Option<u64> = "in8" => lenient::opt_number,
        /// Bytes out, direction 1.
        pub out1: Option<u64> = "out1" => lenient::opt_number,
        /// Bytes out, direction 2.
        pub out2: Option<u64> = "out2" => lenient::opt_number,
        /// Bytes out, direction 3.
        pub out3: Option<u64> = "out3" => lenient::opt_number,
        /// Bytes out, direction 4.
        pub out4: Option<u64> = "out4" => lenient::opt_number,
        /// Bytes out, direction 5.
        pub out5: Option<u64> = "out5" => lenient::opt_number,
        /// Bytes out, direction 6.
        pub out6: Option<u64> = "out6" => lenient::opt_number,
        /// Bytes out, direction 7.
        pub out7: Option<u64> = "out7" => lenient::opt_number,
        /// Bytes out, direction 8.
        pub out8: Option<u64> = "out8" => lenient::opt_number,
        /// Bytes, direction 1.
        pub traf1: Option<u64> = "traf1" => lenient::opt_number,
        /// Bytes, direction 2.
        pub traf2: Option<u64> = "traf2" => lenient::opt_number,
        /// Bytes, direction 3.
        pub traf3: Option<u64> = "traf3" => lenient::opt_number,
        /// Bytes, direction 4.
        pub traf4: Option<u64> = "traf4" => lenient::opt_number,
        /// A flag of the program.
        pub test: Option<i64> = "test" => lenient::opt_number,
        /// A flag of the program.
        pub actual: Option<i64> = "actual" => lenient::opt_number,
        /// The addresses.
        pub ips: Vec<UserAddress> = "ips" => lenient::rows,
        /// The extra fields.
        pub dopdata: Vec<FieldValue> = "dopdata" => field_values,
    }
}
