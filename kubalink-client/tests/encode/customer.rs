use std::net::Ipv4Addr;

use kubalink_client::customer::{ActivityCounter, CustomerKey, CustomerState, IpToDelete, Manager};
use kubalink_client::{LocalDate, LocalDateTime, Mac};
use rust_decimal::dec;

use super::{erp, every_form, form, forms, refusals};

const IP: Ipv4Addr = Ipv4Addr::new(10, 0, 0, 77);
const MAC: Mac = Mac::new([0, 0x1a, 0x2b, 0x3c, 0x4d, 0x5e]);

fn day() -> LocalDate {
    LocalDate::new(2026, 1, 2).unwrap()
}

fn noon() -> LocalDateTime {
    LocalDateTime::new(2026, 1, 2, 12, 0, 0).unwrap()
}

#[test]
fn forms_of_customer() {
    let customer = erp().customer();
    every_form! {
        "customer";
        customer.add().fio("A").codeti(9).is_corporate(true).billing_id(1).billing_customer_id(77) =>
            "add&fio=A&codeti=9&is_corporate=1&billing_id=1&billing_customer_id=77";
        customer.add().is_potential(true) => "add&is_potential=1";
        customer.abon_hist(42) => "abon_hist&customer_id=42";
        customer.change_balance(42, dec!(150.00), "cash desk 3").employee_id(7) =>
            "change_balance&customer_id=42&amount=150.00&comment=cash%20desk%203&employee_id=7";
        customer.change_balance(42, dec!(-0.05), "x") => "change_balance&customer_id=42&amount=-0.05&comment=x";
        customer.change_balance(42, dec!(79228162514264337593543950335), "x") =>
            "change_balance&customer_id=42&amount=79228162514264337593543950335&comment=x";
        customer.change_billing(42, 2).billing_user_id(9) =>
            "change_billing&customer_id=42&billing_id=2&billing_user_id=9";
        customer.change_date_connect(42, day()) => "change_date_connect&customer_id=42&value=2026-01-02";
        customer.delete(42) => "delete&id=42";
        customer.edit(42) => "edit&id=42";
        customer.edit(42).account_number("").agreement_date(day()).agreement_number("1/2").apartment_number("5a")
            .comment("").date_activity(noon()).date_activity_inet(noon()).date_connect(day()).email("a@b.test")
            .entrance("2").flag_corporate(false).floor("0").group_id(51) =>
            "edit&id=42&account_number=&agreement_date=2026-01-02&agreement_number=1%2F2&apartment_number=5a\
             &comment=&date_activity=2026-01-02%2012:00:00&date_activity_inet=2026-01-02%2012:00:00\
             &date_connect=2026-01-02&email=a%40b.test&entrance=2&flag_corporate=0&floor=0&group_id=51";
        customer.edit(42).house_id(900).is_potential(false).login("").manager_id(7).name("Ромашка").parent_id(43)
            .phone0("+7").phone1("").phone2("2").phone3("3").phone4("4") =>
            "edit&id=42&house_id=900&is_potential=0&login=&manager_id=7\
             &name=%D0%A0%D0%BE%D0%BC%D0%B0%D1%88%D0%BA%D0%B0&parent_id=43&phone0=%2B7&phone1=&phone2=2&phone3=3\
             &phone4=4";
        customer.get_activity_counter(ActivityCounter::PersonalArea) => "get_activity_counter&type=personal_area";
        customer.get_abon_id(CustomerKey::Phone, "+79000000001").is_skip_old(true) =>
            "get_abon_id&data_typer=phone&data_value=%2B79000000001&is_skip_old=1";
        customer.get_abon_ids(CustomerKey::Mail, "a@b.test").is_skip_old(false) =>
            "get_abon_id&data_typer=mail&data_value=a%40b.test&is_skip_old=0";
        customer.get_customer_group() => "get_customer_group";
        customer.get_customers_id().account_number("1").address_unit_id(5).appartment("5a").balance_from(dec!(-1.5))
            .balance_to(dec!(0)).billing_id(1).billing_uuid("u").date_connect_from(day()).date_connect_to(day())
            .dependence_device_id(71) =>
            "get_customers_id&account_number=1&address_unit_id=5&appartment=5a&balance_from=-1.5&balance_to=0\
             &billing_id=1&billing_uuid=u&date_connect_from=2026-01-02&date_connect_to=2026-01-02\
             &dependence_device_id=71";
        customer.get_customers_id().house_id(900).is_corporate(true).is_ex(false).manager_id(Manager::Nobody)
            .mark_id(2).name("А%").state_id(CustomerState::Pause).tariff_id(3).limit(5).is_like(true) =>
            "get_customers_id&house_id=900&is_corporate=1&is_ex=0&manager_id=0&mark_id=2&name=%D0%90%25&state_id=1\
             &tariff_id=3&limit=5&is_like=1";
        customer.get_data(42) => "get_data&customer_id=42";
        customer.get_data_by_account("10013615", 1) => "get_data&account_number=10013615&billing_id=1";
        customer.get_data_many([1, 2, 3]) => "get_data&customer_id=1%2C2%2C3";
        customer.get_ip_port_device_commutation() => "get_ip_port_device_commutation";
        customer.get_last_ip() => "get_last_ip";
        customer.get_mac_history(42) => "get_mac_history&customer_id=42";
        customer.get_max_agreement_number() => "get_max_agreement_number";
        customer.get_max_agreement_number().billing_id(1) => "get_max_agreement_number&billing_id=1";
        customer.ip_add(42, IP).mac(MAC) => "ip_add&customer_id=42&value=10.0.0.77&mac=001A2B3C4D5E";
        customer.ip_delete(42, IP) => "ip_delete&customer_id=42&value=10.0.0.77";
        customer.ip_delete(42, IpToDelete::WithoutIp) => "ip_delete&customer_id=42&value=-1";
        customer.ip_delete(42, IpToDelete::All) => "ip_delete&customer_id=42&value=all";
        customer.ip_subnet_add(42, IP, 32) => "ip_subnet_add&customer_id=42&ip=10.0.0.77&subnet=32";
        customer.ip_subnet_add(42, IP, 0) => "ip_subnet_add&customer_id=42&ip=10.0.0.77&subnet=0";
        customer.ip_subnet_delete(42, IP) => "ip_subnet_delete&customer_id=42&ip=10.0.0.77";
        customer.list_tarif_available(42) => "list_tarif_available&usercode=42";
        customer.mark_add(42, 2) => "mark_add&customer_id=42&mark_id=2";
        customer.mark_delete(42, 2) => "mark_delete&customer_id=42&mark_id=2";
        customer.merge(5, 6) => "merge&dst_id=5&src_id=6";
        customer.msg().customer_id(42).date_add_from(day()).date_add_to(day()).employee_id(7) =>
            "msg&customer_id=42&date_add_from=2026-01-02&date_add_to=2026-01-02&employee_id=7";
        customer.msg_add(42, "да").is_arc(true) => "msg_add&customer_id=42&text=%D0%B4%D0%B0&is_arc=1";
        customer.msg_add_to_customer(7, 42, "x").is_arc(false) =>
            "msg_add_to_customer&employee_id=7&customer_id=42&text=x&is_arc=0";
        customer.pass_change(42, "n&w =1").pass_old("old") =>
            "pass_change&customer_id=42&pass_new=n%26w%20%3D1&pass_old=old";
        customer.service_add(42, 3).price(dec!(0.00)).comment("") =>
            "service_add&customer_id=42&service_id=3&price=0.00&comment=";
        customer.service_remove(42, 3) => "service_remove&customer_id=42&service_id=3";
        customer.set_mac_by_ip(IP, MAC) => "set_mac_by_ip&ip=10.0.0.77&mac=00:1A:2B:3C:4D:5E";
        customer.state_change(42, CustomerState::Stop) => "state_change&customer_id=42&state_id=0";
        customer.tarif_change(42, 3) => "tarif_change&customer_id=42&tarif=3";
        customer.to_ex(42) => "to_ex&customer_id=42";
        customer.to_normal(42) => "to_normal&customer_id=42";
    }
}

#[test]
fn every_word_of_customer() {
    let customer = erp().customer();
    for (key, word) in [
        (CustomerKey::Account, "account"),
        (CustomerKey::BillingUid, "billing_uid"),
        (CustomerKey::Codeti, "codeti"),
        (CustomerKey::DogNumber, "dognumber"),
        (CustomerKey::Ip, "ip"),
        (CustomerKey::Login, "login"),
        (CustomerKey::Mac, "mac"),
        (CustomerKey::Mail, "mail"),
        (CustomerKey::Phone, "phone"),
        (CustomerKey::Other("own".to_owned()), "own"),
    ] {
        let sent = form(customer.get_abon_id(key, "1").request());
        assert_eq!(sent, format!("cat=customer&action=get_abon_id&data_typer={word}&data_value=1"));
    }
    for (counter, word) in [(ActivityCounter::Net, "net"), (ActivityCounter::Internet, "internet")] {
        let sent = form(customer.get_activity_counter(counter).request());
        assert_eq!(sent, format!("cat=customer&action=get_activity_counter&type={word}"));
    }
    for (state, word) in
        [(CustomerState::Stop, "0"), (CustomerState::Pause, "1"), (CustomerState::Active, "2")]
    {
        let sent = form(customer.get_customers_id().state_id(state).request());
        assert_eq!(sent, format!("cat=customer&action=get_customers_id&state_id={word}"));
    }
    forms! {
        customer.get_customers_id().manager_id(7) => "cat=customer&action=get_customers_id&manager_id=7";
    }
}

#[test]
fn what_customer_refuses() {
    let customer = erp().customer();
    let nobody: [u64; 0] = [];
    refusals! {
        customer.add() => "billing_id";
        customer.add().fio("A") => "billing_id";
        customer.add().billing_id(1) => "billing_customer_id";
        customer.add().billing_customer_id(1) => "billing_id";
        customer.add().is_potential(false).fio("A") => "billing_id";
        customer.add().is_potential(true).fio(" ") => "fio";
        customer.add().billing_id(0).billing_customer_id(1) => "billing_id";
        customer.abon_hist(0) => "customer_id";
        customer.change_balance(0, dec!(1), "x") => "customer_id";
        customer.change_balance(42, dec!(1), " ") => "comment";
        customer.change_balance(42, dec!(1), "x").employee_id(0) => "employee_id";
        customer.change_billing(42, 0) => "billing_id";
        customer.change_date_connect(0, day()) => "customer_id";
        customer.delete(0) => "id";
        customer.edit(0) => "id";
        customer.edit(42).name("") => "name";
        customer.edit(42).group_id(0) => "group_id";
        customer.edit(42).house_id(0) => "house_id";
        customer.edit(42).manager_id(0) => "manager_id";
        customer.edit(42).parent_id(0) => "parent_id";
        customer.get_abon_id(CustomerKey::Phone, "") => "data_value";
        customer.get_abon_id(CustomerKey::Other(String::new()), "1") => "data_typer";
        customer.get_abon_ids(CustomerKey::Phone, " ") => "data_value";
        customer.get_customers_id() =>
            "account_number, address_unit_id, appartment, balance_from, balance_to, billing_id, billing_uuid, \
             date_connect_from, date_connect_to, dependence_device_id, house_id, is_corporate, is_ex, manager_id, \
             mark_id, name, state_id, tariff_id";
        customer.get_customers_id().manager_id(0) => "manager_id";
        customer.get_customers_id().name("") => "name";
        customer.get_data(0) => "customer_id";
        customer.get_data_by_account("", 1) => "account_number";
        customer.get_data_by_account("1", 0) => "billing_id";
        customer.get_data_many(nobody) => "customer_id";
        customer.get_data_many([1, 0]) => "customer_id";
        customer.get_max_agreement_number().billing_id(0) => "billing_id";
        customer.ip_add(0, IP) => "customer_id";
        customer.ip_subnet_add(42, IP, 33) => "subnet";
        customer.mark_add(42, 0) => "mark_id";
        customer.merge(5, 5) => "src_id";
        customer.merge(0, 5) => "dst_id";
        customer.msg() => "customer_id, date_add_from, date_add_to, employee_id";
        customer.msg_add(42, "") => "text";
        customer.msg_add_to_customer(0, 42, "x") => "employee_id";
        customer.pass_change(42, "") => "pass_new";
        customer.pass_change(42, "new").pass_old("") => "pass_old";
        customer.service_add(42, 0) => "service_id";
        customer.state_change(42, CustomerState::Other(String::new())) => "state_id";
        customer.tarif_change(42, 0) => "tarif";
        customer.list_tarif_available(0) => "usercode";
    }
}

/// Conditions of a search do not count as one by what else is said.
#[test]
fn a_limit_is_no_condition() {
    let customer = erp().customer();
    for action in [customer.get_customers_id().limit(5), customer.get_customers_id().is_like(true)] {
        assert!(super::refused(action.request()).contains("at least one"));
    }
}
