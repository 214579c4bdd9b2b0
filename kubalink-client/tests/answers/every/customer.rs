use std::net::Ipv4Addr;

use kubalink_client::customer::{ActivityCounter, CustomerKey, CustomerState, IpToDelete};
use kubalink_client::{LocalDate, Mac};
use rust_decimal::dec;

use super::calls;

const CUSTOMER: u64 = isp_sandbox::kubalink::CUSTOMER as u64;
const NEIGHBOUR: u64 = isp_sandbox::kubalink::NEIGHBOUR as u64;
const FORMER: u64 = isp_sandbox::kubalink::FORMER as u64;
const NOBODY: u64 = 999_999;
const IP: Ipv4Addr = Ipv4Addr::new(10, 0, 0, 77);

calls! {
    reads(erp) {
        erp.customer().abon_hist(CUSTOMER);
        erp.customer().get_activity_counter(ActivityCounter::Net);
        erp.customer().get_abon_id(CustomerKey::Login, "ivanov");
        erp.customer().get_abon_id(CustomerKey::Login, "nobody");
        erp.customer().get_abon_ids(CustomerKey::Phone, "+79000000001");
        erp.customer().get_customer_group();
        erp.customer().get_customers_id().name("a").is_like(true);
        erp.customer().get_customers_id().name("nobody of this name");
        erp.customer().get_data(CUSTOMER);
        erp.customer().get_data(NOBODY);
        erp.customer().get_data_many([CUSTOMER]);
        erp.customer().get_data_many([CUSTOMER, NEIGHBOUR, NOBODY]);
        erp.customer().get_ip_port_device_commutation();
        erp.customer().get_last_ip();
        erp.customer().get_mac_history(CUSTOMER);
        erp.customer().get_max_agreement_number();
        erp.customer().list_tarif_available(CUSTOMER);
        erp.customer().msg().customer_id(CUSTOMER);
        erp.customer().msg().customer_id(NOBODY);
    }
}

calls! {
    writes(erp) {
        erp.customer().add().fio("New").is_potential(true);
        erp.customer().change_balance(CUSTOMER, dec!(150.00), "cash desk 3").employee_id(7);
        erp.customer().change_billing(NEIGHBOUR, 1);
        erp.customer().change_date_connect(CUSTOMER, LocalDate::new(2026, 1, 2).unwrap());
        erp.customer().edit(CUSTOMER).comment("c").phone0("").manager_id(7);
        erp.customer().ip_add(CUSTOMER, IP).mac(Mac::new([0, 1, 2, 3, 4, 5]));
        erp.customer().set_mac_by_ip(IP, Mac::new([0, 1, 2, 3, 4, 6]));
        erp.customer().ip_delete(CUSTOMER, IP);
        erp.customer().ip_delete(CUSTOMER, IpToDelete::All);
        erp.customer().ip_subnet_add(CUSTOMER, Ipv4Addr::new(10, 1, 0, 0), 24);
        erp.customer().ip_subnet_delete(CUSTOMER, Ipv4Addr::new(10, 1, 0, 0));
        erp.customer().mark_add(CUSTOMER, 1);
        erp.customer().mark_delete(CUSTOMER, 1);
        erp.customer().msg_add(CUSTOMER, "hello").is_arc(true);
        erp.customer().msg_add_to_customer(7, CUSTOMER, "hello");
        erp.customer().pass_change(CUSTOMER, "new password").pass_old("old password");
        erp.customer().service_add(CUSTOMER, 1).price(dec!(5)).comment("");
        erp.customer().service_remove(CUSTOMER, 1);
        erp.customer().state_change(CUSTOMER, CustomerState::Pause);
        erp.customer().tarif_change(CUSTOMER, 1);
        erp.customer().to_ex(CUSTOMER);
        erp.customer().to_normal(CUSTOMER);
        erp.customer().merge(CUSTOMER, NEIGHBOUR);
        erp.customer().delete(FORMER);
    }
}
