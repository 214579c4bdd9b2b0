use super::{erp, forms, refused};

#[test]
fn forms_of_key() {
    let key = erp().key();
    forms! {
        key.add().name("attic") => "cat=key&action=add&name=attic";
        key.add().building_id(13225).name("attic").comment("north") =>
            "cat=key&action=add&building_id=13225&name=attic&comment=north";
        key.get_list() => "cat=key&action=get_list";
        key.get_list().id([1, 2]).staff_id([7]) => "cat=key&action=get_list&id=1%2C2&staff_id=7";
    }
}

#[test]
fn what_key_refuses() {
    let refusal = refused(erp().key().add().comment("north").request());
    assert!(refusal.contains("name") && refusal.contains("building_id"), "{refusal}");
}
