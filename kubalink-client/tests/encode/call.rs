use super::{erp, forms, refused};

#[test]
fn forms_of_call() {
    let call = erp().call();
    let (from, to) = ("2024-05-31 09:00:00".parse().unwrap(), "2024-05-31 18:30:00".parse().unwrap());
    forms! {
        call.add("+79000000001") => "cat=call&action=add&number=%2B79000000001";
        call.add("101").date_add(from).phone_system_uuid("1700000000.17").answer_number("205") =>
            "cat=call&action=add&number=101&date_add=2024-05-31%2009:00:00&phone_system_uuid=1700000000.17\
            &answer_number=205";
        call.get() => "cat=call&action=get";
        call.get().date_from(from).date_to(to) =>
            "cat=call&action=get&date_from=2024-05-31%2009:00:00&date_to=2024-05-31%2018:30:00";
        call.hangup().id(17).record_url("https://pbx.test/17.mp3") =>
            "cat=call&action=hangup&id=17&record_url=https:%2F%2Fpbx.test%2F17.mp3";
        call.hangup().phone_system_uuid("1700000000.17") =>
            "cat=call&action=hangup&phone_system_uuid=1700000000.17";
        call.transfer_call().id(17).answer_number("206") =>
            "cat=call&action=transfer_call&id=17&answer_number=206";
        call.transfer_call().phone_system_uuid("1700000000.17") =>
            "cat=call&action=transfer_call&phone_system_uuid=1700000000.17";
    }
}

#[test]
fn what_call_refuses() {
    let call = erp().call();
    assert!(refused(call.add(" ").request()).contains("number"));
    assert!(refused(call.hangup().request()).contains("phone_system_uuid"));
    assert!(refused(call.hangup().id(17).phone_system_uuid("17").request()).contains("exactly one"));
    assert!(refused(call.transfer_call().answer_number("206").request()).contains("phone_system_uuid"));
    assert!(refused(call.transfer_call().id(17).phone_system_uuid("17").request()).contains("exactly one"));
}
