use kubalink_client::additional_data::{FieldCategory, FieldType, Section};

use super::calls;

const CUSTOMER: u64 = isp_sandbox::kubalink::CUSTOMER as u64;
const HOUSE: u64 = isp_sandbox::kubalink::HOUSE as u64;
const NEIGHBOUR: u64 = isp_sandbox::kubalink::NEIGHBOUR as u64;

calls! {
    reads(erp) {
        erp.additional_data().get_list(Section::House);
        erp.additional_data().get_list(FieldCategory::Task);
        erp.additional_data().get_value(5);
        erp.additional_data().get_value(5).cat_id(FieldCategory::Building).object_id(HOUSE);
    }
}

calls! {
    writes(erp) {
        erp.additional_data().add_field(FieldCategory::Customer, "Colour").kind(FieldType::Choice);
        erp.additional_data().edit_field(FieldCategory::Building, 5).value_list(["red", "blue"]);
        erp.additional_data().change_value(1, CUSTOMER, "red", FieldCategory::Customer);
        erp.additional_data().change_value_mass(FieldCategory::Customer, 1).value(CUSTOMER, "a").value(NEIGHBOUR, "b");
        erp.additional_data().change_value_mass(FieldCategory::Customer, 1).value_by_key(CUSTOMER, "a|b");
        erp.additional_data().delete_field(FieldCategory::Building, 5);
    }
}
