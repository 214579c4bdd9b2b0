//! Customers (абоненты, `customer`): cards, balance, IP addresses, services, correspondence.
//!
//! The vendor says that most of these actions make sense for customers of a manual billing.
//!
//! All actions are methods of [`Actions`].
//!
//! ```no_run
//! # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
//! use kubalink_client::{Decimal, customer::CustomerKey};
//!
//! let customer = erp.customer();
//! if let Some(id) = customer.get_abon_id(CustomerKey::Phone, "79000000001").await? {
//!     let card = customer.get_data(id).await?;
//!     println!("{:?}", card.and_then(|card| card.balance));
//!     customer.change_balance(id, Decimal::new(15_000, 2), "cash desk 3").employee_id(7).await?;
//! }
//! # Ok(())
//! # }
//! ```

mod card;
mod records;
mod words;

use std::net::Ipv4Addr;

use isp_client_core::Error;
use rust_decimal::Decimal;

pub use self::card::*;
pub use self::records::*;
pub use self::words::*;
use crate::action::actions;
use crate::draft::Draft;
use crate::{
    AddressUnitId, Answer, BillingId, BuildingId, CustomerGroupId, CustomerId, DeviceId, Done, EmployeeId,
    LocalDate, LocalDateTime, Mac, MarkId, MessageId, ServiceId, TariffId, Text,
};

actions! {
    "customer";

    /// Adds a customer.
    ///
    /// Billing and id in it must be given, unless the customer is only a potential one.
    once Add = add() {
        /// The name.
        fio: text,
        /// The id in the billing.
        codeti: u64,
        /// Whether it is no customer yet.
        is_potential: flag,
        /// Whether it is a company.
        is_corporate: flag,
        /// The billing.
        billing_id: BillingId,
        /// The id in the billing.
        billing_customer_id: u64,
    } -> CustomerId, observed, check(billing_unless_potential);

    /// What was done with the account: payments, charges, corrections.
    read AbonHist = abon_hist(customer_id: CustomerId) {} -> Vec<AccountOperation>, observed, big;

    /// Adds to the balance, or takes from it if `amount` is below zero.
    ///
    /// That a negative amount is a charge is how the vendor's words are read ("income/expense").
    once ChangeBalance = change_balance(customer_id: CustomerId, amount: Decimal, comment: text) {
        /// Who did it.
        employee_id: EmployeeId,
    } -> Done, observed;

    /// Moves a customer to another billing.
    replay ChangeBilling = change_billing(customer_id: CustomerId, billing_id: BillingId) {
        /// The id in that billing.
        billing_user_id: u64,
    } -> Done, observed;

    /// Sets when the customer was connected.
    replay ChangeDateConnect = change_date_connect(customer_id: CustomerId, value: LocalDate) {} -> Done, observed;

    /// Deletes a customer.
    replay Delete = delete(id: CustomerId) {} -> Done, observed;

    /// Changes fields of the card. What is not set stays as it is.
    replay Edit = edit(id: CustomerId) {
        /// The personal account.
        account_number: any_text,
        /// The date of the contract.
        agreement_date: LocalDate,
        /// The number of the contract.
        agreement_number: any_text,
        /// The flat.
        apartment_number: any_text,
        /// A comment.
        comment: any_text,
        /// When the customer was active last.
        date_activity: LocalDateTime,
        /// When the customer was active in the internet last.
        date_activity_inet: LocalDateTime,
        /// When the customer was connected.
        date_connect: LocalDate,
        /// The e-mail address.
        email: any_text,
        /// The entrance.
        entrance: any_text,
        /// Whether it is a company. The one flag of this product whose name does not begin with `is_`.
        flag_corporate: flag,
        /// The floor.
        floor: any_text,
        /// The group.
        group_id: CustomerGroupId,
        /// The building.
        house_id: BuildingId,
        /// Whether it is no customer yet.
        is_potential: flag,
        /// The login.
        login: any_text,
        /// Who looks after the customer.
        manager_id: EmployeeId,
        /// The name.
        name: text,
        /// The customer that this one belongs to.
        parent_id: CustomerId,
        /// The mobile phone.
        phone0: any_text,
        /// The phone at home.
        phone1: any_text,
        /// Another phone.
        phone2: any_text,
        /// Another phone.
        phone3: any_text,
        /// Another phone.
        phone4: any_text,
    } -> Done, observed;

    /// How many customers are active.
    read GetActivityCounter = get_activity_counter(kind as type: ActivityCounter) {} -> Option<u64>, observed;

    /// The id of a customer, by something else that is known of them.
    ///
    /// A server that says "not found" by an error is not told apart from one in trouble: that stays an error. Several
    /// customers, as can have one phone, are an error too: see [`Actions::get_abon_ids`].
    read GetAbonId = get_abon_id(data_typer: CustomerKey, data_value: text) {
        /// Leaves former customers out.
        is_skip_old: flag,
    } -> Option<CustomerId>, observed;

    /// The ids of all customers that are found by something, such as a phone number.
    #[doc(alias = "get_abon_id")]
    read GetAbonIds = get_abon_ids as get_abon_id(data_typer: CustomerKey, data_value: text) {
        /// Leaves former customers out.
        is_skip_old: flag,
    } -> Vec<CustomerId>, observed, also;

    /// The groups of customers.
    read GetCustomerGroup = get_customer_group() {} -> Vec<CustomerGroup>, observed;

    /// The ids of the customers that all these conditions fit. At least one must be given.
    read GetCustomersId = get_customers_id() {
        /// How many ids at the most.
        limit: u32,
        /// Whether a part of the text is enough.
        is_like: flag,
    } any_of("condition") {
        /// The personal account.
        account_number: text,
        /// The unit of the address.
        address_unit_id: AddressUnitId,
        /// The flat. The vendor's spelling.
        appartment: text,
        /// The lowest balance.
        balance_from: Decimal,
        /// The highest balance.
        balance_to: Decimal,
        /// The billing.
        billing_id: BillingId,
        /// The customer's id in the billing, as text.
        billing_uuid: text,
        /// The first day of connection.
        date_connect_from: LocalDate,
        /// The last day of connection.
        date_connect_to: LocalDate,
        /// The device that the customer hangs on.
        dependence_device_id: DeviceId,
        /// The building.
        house_id: BuildingId,
        /// Whether it is a company.
        is_corporate: flag,
        /// Whether it is a former customer.
        is_ex: flag,
        /// Who looks after the customer, or nobody.
        manager_id: Manager,
        /// A mark.
        mark_id: MarkId,
        /// The name.
        name: text,
        /// Whether the customer is served.
        state_id: CustomerState,
        /// The tariff.
        tariff_id: TariffId,
    } -> Vec<CustomerId>, observed;

    /// The card of a customer, by id.
    read GetData = get_data(customer_id: CustomerId) {} -> Option<Customer>, observed,
        row { any_of("customer") "customer_id", any_of("customer") "account_number", any_of("customer") "billing_id" };

    /// The card of a customer, by the personal account in a billing.
    #[doc(alias = "get_data")]
    read GetDataByAccount = get_data_by_account as get_data(account_number: text, billing_id: BillingId) {}
        -> Option<Customer>, observed, also;

    /// The cards of several customers. Those that there are not are left out.
    ///
    /// That the server takes several ids was seen with sibling products; the vendor's page tells of one.
    #[doc(alias = "get_data")]
    read GetDataMany = get_data_many as get_data(customer_id: [CustomerId]) {} -> Vec<Customer>, observed,
        also, big, parts(customer_id);

    /// The IP and MAC addresses of customers that hang on switches, for a DHCP server for example.
    read GetIpPortDeviceCommutation = get_ip_port_device_commutation() {} -> Answer, unknown;

    /// The last IP address that customers use.
    ///
    /// Of which of them is not documented.
    read GetLastIp = get_last_ip() {} -> Option<Text>, observed;

    /// The MAC addresses that a customer had.
    read GetMacHistory = get_mac_history(customer_id: CustomerId) {} -> Answer, unknown;

    /// The highest number of a contract, of those that are numbers.
    read GetMaxAgreementNumber = get_max_agreement_number() {
        /// Only those of this billing.
        billing_id: BillingId,
    } -> Option<Text>, observed;

    /// Gives a customer an IP address.
    ///
    /// `Once`, since nobody says what a second address of the same value does.
    once IpAdd = ip_add(customer_id: CustomerId, value: Ipv4Addr) {
        /// The MAC address that uses it.
        mac: Mac,
    } -> Done, observed;

    /// Takes IP addresses from a customer.
    replay IpDelete = ip_delete(customer_id: CustomerId, value: IpToDelete) {} -> Done, observed;

    /// Gives a customer a subnet, by its first address and the length of its mask.
    once IpSubnetAdd = ip_subnet_add(customer_id: CustomerId, ip: Ipv4Addr, subnet: MaskLength) {} -> Done, observed;

    /// Takes a subnet from a customer.
    replay IpSubnetDelete = ip_subnet_delete(customer_id: CustomerId, ip: Ipv4Addr) {} -> Done, observed;

    /// The tariffs that a customer may change to. `usercode` is the customer.
    ///
    /// A sibling product has dropped this action.
    read ListTarifAvailable = list_tarif_available(usercode: CustomerId) {} -> Answer, unknown;

    /// Puts a mark on a customer.
    once MarkAdd = mark_add(customer_id: CustomerId, mark_id: MarkId) {} -> Done, observed;

    /// Takes a mark from a customer.
    replay MarkDelete = mark_delete(customer_id: CustomerId, mark_id: MarkId) {} -> Done, observed;

    /// Makes one customer of two: `src_id` is moved into `dst_id` and is gone then.
    ///
    /// `Once`: a repeat finds no `src_id`, and its error would say that nothing was done.
    once Merge = merge(dst_id: CustomerId, src_id: CustomerId) {} -> Answer, unknown, check(not_with_itself);

    /// The correspondence with customers, as far as it fits. At least one condition must be given.
    read Msg = msg() {} any_of("condition") {
        /// Only those with this customer.
        customer_id: CustomerId,
        /// From this day on.
        date_add_from: LocalDate,
        /// Until this day.
        date_add_to: LocalDate,
        /// Only those by this employee.
        employee_id: EmployeeId,
    } -> Vec<Message>, observed, big;

    /// Stores a message from a customer.
    once MsgAdd = msg_add(customer_id: CustomerId, text: text) {
        /// Whether it goes to the archive at once.
        is_arc: flag,
    } -> MessageId, observed;

    /// Stores a message from an employee to a customer.
    once MsgAddToCustomer = msg_add_to_customer(employee_id: EmployeeId, customer_id: CustomerId, text: text) {
        /// Whether it goes to the archive at once.
        is_arc: flag,
    } -> Answer, unknown;

    /// Sets the password of the customer's personal area.
    ///
    /// `Once`: with `pass_old`, a repeat of a change that was made is refused, since the old password is another one then.
    once PassChange = pass_change(customer_id: CustomerId, pass_new: secret) {
        /// The password until now.
        pass_old: secret,
    } -> Done, observed;

    /// Gives a customer an additional service.
    once ServiceAdd = service_add(customer_id: CustomerId, service_id: ServiceId) {
        /// What it costs this customer.
        price: Decimal,
        /// A comment.
        comment: any_text,
    } -> Answer, unknown;

    /// Takes an additional service from a customer.
    ///
    /// `Once`: who has a service twice could lose both by a repeat.
    once ServiceRemove = service_remove(customer_id: CustomerId, service_id: ServiceId) {} -> Answer, unknown;

    /// Sets the MAC address that belongs to an IP address.
    replay SetMacByIp = set_mac_by_ip(ip: Ipv4Addr, mac: MacWithColons) {} -> Done, observed;

    /// Stops, pauses or starts service.
    replay StateChange = state_change(customer_id: CustomerId, state_id: CustomerState) {} -> Done, observed;

    /// Changes the tariff. `tarif`, in the vendor's spelling, is the new one.
    ///
    /// `Once`: a billing may charge for each change.
    once TarifChange = tarif_change(customer_id: CustomerId, tarif: TariffId) {} -> Done, observed;

    /// Makes a customer a former one.
    replay ToEx = to_ex(customer_id: CustomerId) {} -> Done, observed;

    /// Makes a former customer a customer again.
    replay ToNormal = to_normal(customer_id: CustomerId) {} -> Done, observed;
}

fn billing_unless_potential(draft: &Draft) -> Result<(), Error> {
    let is_potential = draft.text_of("is_potential") == Some("1");
    let missing = ["billing_id", "billing_customer_id"].into_iter().find(|name| !draft.has(name));
    match missing {
        Some(name) if !is_potential => Err(Error::input(name, "must be given, unless is_potential is set")),
        _ => Ok(()),
    }
}

fn not_with_itself(draft: &Draft) -> Result<(), Error> {
    if draft.text_of("dst_id") == draft.text_of("src_id") {
        return Err(Error::input("src_id", "must be another customer than dst_id"));
    }
    Ok(())
}
