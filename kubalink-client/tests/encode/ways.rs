//! The ways to send, and what is refused before anything is sent.

use kubalink_client::{Effect, Method};

use super::{erp, form, refused};

#[test]
fn what_is_said_with_every_action() {
    let action = erp().customer().to_ex(42).skip_internal_api(true).lang("ru").param("own", "a b");
    assert_eq!(
        form(action.request()),
        "cat=customer&action=to_ex&customer_id=42&own=a%20b&skip_internal_api=1&lang=ru"
    );
    let refusal = refused(erp().customer().to_ex(42).lang("").request());
    assert!(refusal.contains("lang"), "{refusal}");
    for name in ["key", "cat", "action", "subcat"] {
        let refusal = refused(erp().customer().to_ex(42).param(name, "x").request());
        assert!(refusal.contains(name), "{refusal}");
    }
}

#[test]
fn a_get_has_everything_in_its_query() {
    let action = erp().customer().get_data(42).method(Method::Get);
    let request = action.request().unwrap();
    let base = "https://erp.test/x/".parse().unwrap();
    assert_eq!(
        request.shown_url(&base),
        "https://erp.test/x/api.php?cat=customer&action=get_data&customer_id=42"
    );
    assert!(request.wire_form().is_none());
}

#[test]
fn ids_are_never_zero_and_lists_never_empty() {
    assert!(refused(erp().customer().get_data(0).request()).contains("customer_id"));
    assert!(refused(erp().customer().get_data_many([1, 0]).request()).contains("customer_id"));
    let nobody: [u64; 0] = [];
    assert!(refused(erp().customer().get_data_many(nobody).request()).contains("customer_id"));
}

#[test]
fn slashes_are_escaped_by_choice() {
    let client = kubalink_client::Client::builder("https://erp.test").unwrap().key("k").escape_slashes(true);
    let erp = client.transport(kubalink_client::testing::Script::new([])).build().unwrap();
    let action = erp.customer().msg_add(42, "1/2 a\\b");
    assert_eq!(
        form(action.request()),
        "cat=customer&action=msg_add&customer_id=42&text=1%26%23047%3B2%20a%26%23092%3Bb"
    );
}

#[test]
fn any_action_by_its_name() {
    let raw = erp().raw("abon", "msg").param("usercode", 1).effect(Effect::Read);
    assert_eq!(form(raw.request()), "cat=abon&action=msg&usercode=1");
    assert!(refused(erp().raw("", "msg").request()).contains("cat"));
}
