use super::{erp, forms, refused};

#[test]
fn forms_of_splitter() {
    let splitter = erp().splitter();
    forms! {
        splitter.get() => "cat=splitter&action=get";
        splitter.get().id([1, 2]) => "cat=splitter&action=get&id=1%2C2";
        splitter.add(7, 1, 8) => "cat=splitter&action=add&node_id=7&port_count_in=1&port_count_out=8";
        splitter.add(7, 2, 16).description("").is_planned(true) =>
            "cat=splitter&action=add&node_id=7&port_count_in=2&port_count_out=16&description=&is_planned=1";
        splitter.edit(3).description("1:8").is_planned(false) =>
            "cat=splitter&action=edit&id=3&description=1:8&is_planned=0";
        splitter.delete(3) => "cat=splitter&action=delete&id=3";
    }
    assert!(refused(splitter.add(0, 1, 8).request()).contains("node_id"));
}
