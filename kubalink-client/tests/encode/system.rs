use super::{erp, forms, refused};

#[test]
fn forms_of_system() {
    let system = erp().system();
    forms! {
        system.get_system_info() => "cat=system&action=get_system_info";
        system.send_email("a@example.net", "Hello", "a\nb") =>
            "cat=system&action=send_email&recipient=a%40example.net&subject=Hello&body=a%0Ab";
        system.send_email("a@example.net", "Hello", "<p>a</p>").is_html(true) =>
            "cat=system&action=send_email&recipient=a%40example.net&subject=Hello&body=%3Cp%3Ea%3C%2Fp%3E&is_html=1";
    }
}

#[test]
fn what_system_refuses() {
    let system = erp().system();
    assert!(refused(system.send_email("", "s", "b").request()).contains("recipient"));
    assert!(refused(system.send_email("a@example.net", " ", "b").request()).contains("subject"));
    assert!(refused(system.send_email("a@example.net", "s", "").request()).contains("body"));
}
