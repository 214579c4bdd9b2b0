use super::{erp, forms, refused};

#[test]
fn forms_of_trader() {
    let trader = erp().trader();
    forms! {
        trader.add("A & B") => "cat=trader&action=add&name=A%20%26%20B";
        trader.delete(3) => "cat=trader&action=delete&id=3";
        trader.edit(3, "C") => "cat=trader&action=edit&id=3&name=C";
        trader.get() => "cat=trader&action=get";
        trader.get().id([3, 4]) => "cat=trader&action=get&id=3%2C4";
    }
    assert!(refused(trader.add("").request()).contains("name"));
    assert!(refused(trader.edit(3, " ").request()).contains("name"));
}
