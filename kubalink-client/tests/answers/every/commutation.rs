use kubalink_client::commutation::ObjectType;

use super::calls;

const DEVICE: u64 = isp_sandbox::kubalink::DEVICE as u64;
const CUSTOMER: u64 = isp_sandbox::kubalink::CUSTOMER as u64;

calls! {
    reads(erp) {
        erp.commutation().get_data(ObjectType::Customer);
        erp.commutation().get_data(ObjectType::Customer).object_id(CUSTOMER);
        erp.commutation().get_data(ObjectType::Customer).object_id(CUSTOMER).is_finish_data(true);
        erp.commutation().get_data(ObjectType::Switch).object_id(DEVICE);
        erp.commutation().get_data(ObjectType::Switch).object_id(DEVICE).is_finish_data(true);
        erp.commutation().get_data(ObjectType::Fiber).object_id(1);
    }
}

calls! {
    writes(erp) {
        erp.commutation().add(ObjectType::Customer, CUSTOMER, 1, ObjectType::Switch, DEVICE, 7);
        erp.commutation().add(ObjectType::Fiber, 1, 1, ObjectType::Cross, "cross-1", 2).object1_side(1);
        erp.commutation().delete(ObjectType::Customer, CUSTOMER);
    }
}
