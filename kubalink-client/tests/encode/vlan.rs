use super::{erp, forms, refused};

#[test]
fn forms_of_vlan() {
    let vlan = erp().vlan();
    forms! {
        vlan.add(1, "a") => "cat=vlan&action=add&vid=1&name=a";
        vlan.add(4094, "a").comment("b") => "cat=vlan&action=add&vid=4094&name=a&comment=b";
        vlan.delete(42) => "cat=vlan&action=delete&vid=42";
        vlan.edit(42).name("c").comment("") => "cat=vlan&action=edit&vid=42&name=c&comment=";
        vlan.get_list() => "cat=vlan&action=get_list";
        vlan.get_list().vid(42) => "cat=vlan&action=get_list&vid=42";
    }
}

#[test]
fn what_vlan_refuses() {
    let vlan = erp().vlan();
    for vid in [0, 4095, u16::MAX] {
        assert!(refused(vlan.add(vid, "a").request()).contains("vid"));
        assert!(refused(vlan.delete(vid).request()).contains("vid"));
        assert!(refused(vlan.edit(vid).request()).contains("vid"));
        assert!(refused(vlan.get_list().vid(vid).request()).contains("vid"));
    }
    assert!(refused(vlan.add(42, "").request()).contains("name"));
}
