//! The card of a customer.

use std::net::Ipv4Addr;

use isp_client_core::time::{LocalDate, LocalDateTime};
use isp_client_core::{lenient, open_enum, record};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::read::{self, AdditionalValue};
use crate::{BuildingId, CustomerGroupId, CustomerId, EmployeeId, Mac, MarkId, Text};

open_enum! {
    /// Whether a customer is served.
    pub enum CustomerState {
        /// No service.
        Stop = "0",
        /// Service pauses.
        Pause = "1",
        /// Service is active.
        Active = "2",
    }
}

record! {
    /// A customer.
    ///
    /// *Source:* a captured answer of a sibling product, and the models of several clients; which of the fields a server
    /// sends depends on its version and settings.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Customer {
        /// The id.
        pub id: CustomerId = "id" => read::id,
        /// The login.
        pub login: Option<Text> = "login" => read::text,
        /// The name.
        pub full_name: Option<Text> = "full_name" => read::text,
        /// Whether it is a company.
        pub flag_corporate: Option<bool> = "flag_corporate" => lenient::opt_flag,
        /// What is on the account.
        pub balance: Option<Decimal> = "balance" => lenient::opt_money,
        /// The credit: how far the balance may fall below zero, presumably.
        pub credit: Option<Decimal> = "credit" => lenient::opt_money,
        /// The discount. Whether in percent or in money is not known.
        pub discount: Option<Decimal> = "discount" => lenient::opt_money,
        /// Whether the customer is served.
        pub state_id: Option<CustomerState> = "state_id" => lenient::opt_enum,
        /// Whether the customer is switched off.
        pub is_disable: Option<bool> = "is_disable" => lenient::opt_flag,
        /// Whether the customer is none yet.
        pub is_potential: Option<bool> = "is_potential" => lenient::opt_flag,
        /// Whether the billing knows the customer.
        pub is_in_billing: Option<bool> = "is_in_billing" => lenient::opt_flag,
        /// Which number this is differs between servers: that of the billing, or of the customer in it.
        pub billing_id: Option<u64> = "billing_id" => lenient::opt_number,
        /// The personal account.
        pub account_number: Option<Text> = "account_number" => read::text,
        /// A check sum of the billing's own.
        pub crc_billing: Option<Text> = "crc_billing" => read::text,
        /// The customer in the billing.
        pub billing: Option<CustomerInBilling> = "billing" => read::object,
        /// Who looks after the customer.
        pub manager_id: Option<EmployeeId> = "manager_id" => read::opt_id,
        /// A comment.
        pub comment: Option<Text> = "comment" => read::text,
        /// Another comment.
        pub comment2: Option<Text> = "comment2" => read::text,
        /// When the card was made.
        pub date_create: Option<LocalDateTime> = "date_create" => lenient::opt_date_time,
        /// When the customer was connected; 1970-01-01 is never.
        pub date_connect: Option<LocalDate> = "date_connect" => lenient::opt_date,
        /// By its name, until when the balance is above zero.
        pub date_positive_balance: Option<LocalDate> = "date_positive_balance" => lenient::opt_date,
        /// When the customer was active last.
        pub date_activity: Option<LocalDateTime> = "date_activity" => lenient::opt_date_time,
        /// When the customer was active in the internet last.
        pub date_activity_inet: Option<LocalDateTime> = "date_activity_inet" => lenient::opt_date_time,
        /// Contracts.
        pub agreement: Vec<Agreement> = "agreement" => read::list,
        /// Phone numbers; empty ones occur.
        pub phone: Vec<Phone> = "phone" => read::list,
        /// E-mail addresses.
        pub email: Vec<Email> = "email" => read::list,
        /// Addresses.
        pub address: Vec<CustomerAddress> = "address" => read::list,
        /// IP addresses.
        pub ip_mac: Vec<IpMac> = "ip_mac" => read::list,
        /// Groups.
        pub group: Vec<CustomerGroupId> = "group" => read::ids,
        /// Where the customer is on the map, as it came: in which form is not known.
        pub coordinates: Option<Value> = "coordinates" => read::as_it_came,
        /// Tariffs.
        pub tariff: Option<CustomerTariffs> = "tariff" => read::object,
        /// Additional services.
        pub service: Vec<CustomerService> = "service" => read::list,
        /// How much was sent and received.
        pub traffic: Option<CustomerTraffic> = "traffic" => read::object,
        /// Marks.
        pub mark: Vec<MarkId> = "mark" => read::ids,
        /// Tags.
        pub tag: Vec<CustomerTag> = "tag" => read::list,
        /// Additional fields.
        pub additional_data: Vec<AdditionalValue> = "additional_data" => read::additional,
        /// Additional fields, as some servers call them.
        pub additional_customer_data: Vec<AdditionalValue> = "additional_customer_data" => read::additional,
    }
}

record! {
    /// A customer in a billing.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct CustomerInBilling {
        /// The billing.
        pub id: Option<u64> = "id" => lenient::opt_number,
        /// The customer's id in it, as text.
        pub uuid: Option<Text> = "uuid" => read::text,
    }
}

record! {
    /// A contract.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Agreement {
        /// Its number, which is free text.
        pub number: Option<Text> = "number" => read::text,
        /// Its date; some servers add a time.
        pub date: Option<LocalDateTime> = "date" => lenient::opt_date_time,
    }
}

record! {
    /// A phone number.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Phone {
        /// The number, as it was typed in.
        pub number: Option<Text> = "number" => read::text,
        /// Whether it is the first to call.
        pub flag_main: Option<bool> = "flag_main" => lenient::opt_flag,
    }
}

record! {
    /// An e-mail address.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Email {
        /// The address.
        pub address: Option<Text> = "address" => read::text,
        /// Whether it is the first to write to.
        pub flag_main: Option<bool> = "flag_main" => lenient::opt_flag,
    }
}

record! {
    /// An address of a customer.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct CustomerAddress {
        /// What it is for (`type`); `connect` was seen.
        pub kind: Option<Text> = "type" => read::text,
        /// The building; see [`address().get_house()`](crate::address::Actions::get_house).
        pub house_id: Option<BuildingId> = "house_id" => read::opt_id,
        /// The flat.
        pub apartment: Option<Apartment> = "apartment" => read::object,
        /// The entrance.
        pub entrance: Option<Text> = "entrance" => read::text,
        /// The floor, which is text.
        pub floor: Option<Text> = "floor" => read::text,
    }
}

record! {
    /// A flat.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Apartment {
        /// Its number, which is text.
        pub number: Option<Text> = "number" => read::text,
        /// Its whole address.
        pub full_name: Option<Text> = "full_name" => read::text,
        /// The block of the building.
        pub block: Option<Text> = "block" => read::text,
    }
}

record! {
    /// An IP address and the MAC address that uses it.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct IpMac {
        /// The IP address.
        pub ip: Option<Ipv4Addr> = "ip" => lenient::opt_ipv4,
        /// The MAC address that uses it.
        pub mac: Option<Mac> = "mac" => read::mac,
    }
}

record! {
    /// The tariffs of a customer.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct CustomerTariffs {
        /// What counts now.
        pub current: Vec<CustomerTariff> = "current" => read::list,
        /// What counts next.
        pub new: Vec<CustomerTariff> = "new" => read::list,
    }
}

record! {
    /// A tariff of a customer.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct CustomerTariff {
        /// Its id in the billing, which is text: `billing_uuid` of a [`Tariff`](crate::tariff::Tariff).
        pub id: Option<Text> = "id" => read::text,
        /// From when it counts.
        pub date_start: Option<LocalDateTime> = "date_start" => lenient::opt_date_time,
        /// Until when it counts.
        pub date_finish: Option<LocalDateTime> = "date_finish" => lenient::opt_date_time,
    }
}

record! {
    /// An additional service of a customer.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct CustomerService {
        /// The service, presumably: a field `id`, or the key that the record stands under.
        pub id: Option<u64> = "id" => lenient::opt_number,
        /// What it costs.
        pub cost: Option<Decimal> = "cost" => lenient::opt_money,
        /// A comment.
        pub comment: Option<Text> = "comment" => read::text,
        /// Since when.
        pub date_add: Option<LocalDateTime> = "date_add" => lenient::opt_date_time,
    }
}

record! {
    /// How much a customer has sent and received.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct CustomerTraffic {
        /// In this month.
        pub month: Option<Traffic> = "month" => read::object,
    }
}

record! {
    /// How much was sent and received. The unit is not documented.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Traffic {
        /// Sent.
        pub up: Option<u64> = "up" => lenient::opt_number,
        /// Received.
        pub down: Option<u64> = "down" => lenient::opt_number,
    }
}

record! {
    /// A tag of a customer.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct CustomerTag {
        /// The tag.
        pub id: Option<u64> = "id" => lenient::opt_number,
        /// Since when.
        pub date_add: Option<LocalDateTime> = "date_add" => lenient::opt_date_time,
    }
}

read::keyed! { Customer, id = "id"; }
read::optional_key! {
    CustomerService, id;
    CustomerTag, id;
}
read::unkeyed!(
    Agreement,
    Apartment,
    CustomerAddress,
    CustomerInBilling,
    CustomerTariff,
    CustomerTariffs,
    CustomerTraffic,
    Email,
    IpMac,
    Phone,
    Traffic,
);
