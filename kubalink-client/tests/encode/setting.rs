use kubalink_client::setting::MarkObject;

use super::{erp, forms, refused};

#[test]
fn forms_of_setting() {
    let setting = erp().setting();
    forms! {
        setting.get() => "cat=setting&action=get";
        setting.get().id([1, 2]) => "cat=setting&action=get&id=1%2C2";
        setting.mark_show() => "cat=setting&action=mark_show";
        setting.mark_show().object_type(MarkObject::Customer) =>
            "cat=setting&action=mark_show&object_type=customer";
        setting.mark_add("VIP").color("#f80").line_type("2").is_on_map_by_default(true)
            .type_array(["customer", "node"]) =>
            "cat=setting&action=mark_add&name=VIP&color=%23f80&line_type=2&is_on_map_by_default=1\
             &type_array%5B%5D=customer&type_array%5B%5D=node";
        setting.mark_edit(3).name("VIP").color("red").line_type("1").is_on_map_by_default(false)
            .type_array(["node"]) =>
            "cat=setting&action=mark_edit&id=3&name=VIP&color=red&line_type=1&is_on_map_by_default=0\
             &type_array%5B%5D=node";
        setting.mark_edit(3).type_array(["node", "task"]).type_array(["customer"]) =>
            "cat=setting&action=mark_edit&id=3&type_array%5B%5D=customer";
        setting.mark_delete(3) => "cat=setting&action=mark_delete&id=3";
    }
}

#[test]
fn what_setting_refuses() {
    let setting = erp().setting();
    assert!(refused(setting.mark_add("").request()).contains("name"));
    assert!(refused(setting.mark_add("A").color("#ff").request()).contains("color"));
    let none: [&str; 0] = [];
    assert!(refused(setting.mark_edit(3).type_array(none).request()).contains("type_array"));
    assert!(refused(setting.mark_edit(3).type_array(["node", ""]).request()).contains("type_array"));
}
