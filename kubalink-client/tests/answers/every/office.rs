//! Keys, vehicles, the notepad, messages, settings and the installation itself.

use kubalink_client::setting::MarkObject;

use super::calls;

calls! {
    reads(erp) {
        erp.key().get_list();
        erp.key().get_list().staff_id([8]);
        erp.notepad().get_chapter();
        erp.notepad().get_note();
        erp.notepad().get_note().id(1);
        erp.setting().get();
        erp.setting().mark_show();
        erp.setting().mark_show().object_type(MarkObject::Customer);
        erp.sms().status([1, 2]);
        erp.system().get_system_info();
        erp.vehicle().get();
        erp.vehicle().get().id([2]);
    }
}

calls! {
    writes(erp) {
        erp.key().add().name("Roof").building_id(900);
        erp.setting().mark_add("New").color("#0f0").type_array(["customer", "node"]);
        erp.setting().mark_edit(3).name("Renamed").type_array(["customer"]);
        erp.setting().mark_delete(4);
        erp.sms().send("+79130000001", "hello").customer_id(42);
        erp.system().send_email("a@example.net", "Hello", "a");
    }
}
