use super::calls;

calls! {
    reads(erp) {
        erp.call().get();
    }
}

calls! {
    writes(erp) {
        erp.call().add("79000000001").phone_system_uuid("1700000000.17");
        erp.call().transfer_call().phone_system_uuid("1700000000.17").answer_number("206");
        erp.call().hangup().phone_system_uuid("1700000000.17").record_url("https://pbx.example.net/17.mp3");
    }
}
