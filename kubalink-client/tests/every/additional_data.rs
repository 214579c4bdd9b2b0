use kubalink_client::additional_data::{FieldCategory, Section};

use super::calls;

calls! {
    reads(erp) {
        erp.additional_data().get_list(Section::Task);
        erp.additional_data().get_list(FieldCategory::Customer);
        erp.additional_data().get_value(6).object_id(501);
    }
}

calls! {
    writes(erp) {
        erp.additional_data().add_field(FieldCategory::Node, "Colour");
        erp.additional_data().edit_field(FieldCategory::Customer, 5).name("Door");
        erp.additional_data().change_value(6, 501, "x", FieldCategory::Task);
        erp.additional_data().change_value_mass(FieldCategory::Task, 6).value(501, "x").value(502, "y");
        erp.additional_data().delete_field(FieldCategory::Customer, 5);
    }
}
