//! The categories of a few actions.

use kubalink_client::cable_route::RouteEnd;
use kubalink_client::{CustomerId, NodeId};

use super::calls;

calls! {
    reads(erp) {
        erp.advertising().get();
        erp.billing().get();
        erp.cable_route().get_route();
        erp.cable_route().get_duct();
        erp.call().get();
    }
}

calls! {
    writes(erp) {
        erp.advertising().add_customer(1, 42);
        erp.advertising().remove_customer(1, 42);
        erp.cable_route().add_route(RouteEnd::Node, NodeId::from(301), RouteEnd::Customer, CustomerId::from(42));
        erp.cable_route().add_duct(1);
        erp.call().add("+79130000042").phone_system_uuid("1700000000.17");
        erp.call().hangup().id(1);
        erp.call().transfer_call().id(1).answer_number("102");
    }
}
