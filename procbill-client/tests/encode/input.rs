//! What is not sent, and why; and how texts are written.

use procbill_client::testing::Script;
use procbill_client::{
    ArgumentValue, Charset, Client, ClientBuilder, Decimal, Effect, ErrorKind, LoginMode, Pending, Secret,
};
use rust_decimal::dec;

use super::support::asked;
use super::{builder, is_input, script};

/// Nothing may be sent: a script without replies, which is looked at in the end.
fn silent() -> (Script, Client) {
    let script = Script::default();
    let billing = builder(&script).build().unwrap();
    (script, billing)
}

/// The characters of a varchar are counted as such, each of one byte in the database; a Cyrillic one is two in UTF-8.
#[tokio::test]
async fn lengths_are_counted_in_characters() {
    for letter in ["x", "я"] {
        let text = |count: usize| letter.repeat(count);
        let (silent, refusing) = silent();
        let script = script();
        let billing = builder(&script).switch_edit_gap(std::time::Duration::ZERO).build().unwrap();
        macro_rules! at_most {
            ($start:ident($($of:expr),*).$setter:ident, $most:literal, $field:literal) => {
                let longer = refusing.$start($($of),*).$setter(text($most + 1));
                is_input(longer.await.map(drop), $field);
                let before = asked(&script).len();
                let _ = billing.$start($($of),*).$setter(text($most)).await.unwrap();
                assert_eq!(asked(&script).len(), before + 1);
            };
        }
        at_most!(add_home().zip_code, 10, "ZIP_CODE");
        at_most!(add_home().country, 256, "COUNTRY");
        at_most!(add_home().city, 256, "CITY");
        at_most!(add_home().region, 256, "REGION");
        at_most!(add_home().street, 256, "STREET");
        at_most!(add_home().letter, 32, "S_LITER");
        at_most!(add_switch().name, 1024, "NAME");
        at_most!(add_switch().switch_type, 256, "SWITCH_TYPE");
        at_most!(add_switch().snmp_password, 40, "PSW_SNMP");
        at_most!(add_switch().ssh_password, 40, "PSW_SSH");
        at_most!(add_switch().telnet_password, 40, "PSW_TELNET");
        at_most!(change_service(1).comment, 64, "COMMENT");
        at_most!(change_service(1).sip_id, 32, "SIP_ID");
        at_most!(promise_payment(1, dec!(1)).host, 15, "HOST");
        at_most!(find_subscribers().name, 128, "NAME_IN");
        at_most!(find_subscribers().login, 32, "LOGIN_IN");
        at_most!(find_subscribers().email, 128, "EMAIL_IN");
        at_most!(find_subscribers().attribute, 128, "ATTRIBUTE");
        at_most!(find_subscribers().contract, 32, "CONTRACT_NUMBER_IN");
        at_most!(find_subscribers().sip_id, 32, "SIP_ID");
        at_most!(find_subscribers().phone, 32, "SMS_IN");
        at_most!(add_payment(1, dec!(1)).description, 255, "DESCR");
        at_most!(add_payment(1, dec!(1)).number, 10, "NUMBER");
        assert!(silent.requests().is_empty());
    }
}

#[tokio::test]
async fn integers_have_32_bits() {
    let (script, billing) = silent();
    for number in [i64::MIN, i64::from(i32::MIN) - 1, i64::from(i32::MAX) + 1, i64::MAX] {
        is_input(billing.subscriber(number).await, "SELECT_ID");
        is_input(billing.operations(number).await, "USER_ID");
        is_input(billing.group_operations(number).await, "PARENT_ID_IN");
        is_input(billing.add_payment(number, dec!(1)).await.map(drop), "USER_ID");
        is_input(billing.promise_payment(number, dec!(1)).await.map(drop), "USER_ID");
        is_input(billing.homes().id(number).await, "P_ID");
        is_input(billing.switches().home_id(number).await, "P_HOME_ID");
        is_input(billing.delete_home(number).await.map(drop), "ID");
        is_input(billing.add_home().number(number).await.map(drop), "S_NUMBER");
        is_input(billing.delete_switch(number).await.map(drop), "ID");
        is_input(billing.add_switch().ports(number).await.map(drop), "PORTS_CNT");
        is_input(billing.add_service(1, number).await.map(drop), "USLUGA_ID");
        is_input(billing.find_subscribers().tariff_id(number).await, "TARIFF_ID");
    }
    assert!(script.requests().is_empty());
    let script = super::script();
    let billing = builder(&script).build().unwrap();
    for number in [i32::MIN, -1, 0, i32::MAX] {
        let _ = billing.homes().id(number.into()).await.unwrap();
        assert!(asked(&script).last().unwrap().ends_with(&format!("&arg2={number}")));
    }
}

#[tokio::test]
async fn texts_that_could_mean_something_else() {
    let (script, billing) = silent();
    let texts = [
        "null",
        "NULL",
        "Null",
        "a'b",
        "'",
        "a\0b",
        "a\nb",
        "a\tb",
        "\u{7f}",
        "\u{85}",
        "名",
        "🏠",
        "ї\u{301}",
    ];
    for text in texts {
        is_input(billing.find_subscribers().name(text).await, "NAME_IN");
        is_input(billing.add_home().street(text).await.map(drop), "STREET");
        is_input(billing.add_switch().ssh_password(text).await.map(drop), "PSW_SSH");
        is_input(billing.change_service(1).comment(text).await.map(drop), "COMMENT");
        is_input(billing.add_payment(1, dec!(1)).description(text).await.map(drop), "DESCR");
        is_input(billing.add_payment(1, dec!(1)).number(text).await.map(drop), "NUMBER");
        is_input(billing.promise_payment(1, dec!(1)).host(text).await.map(drop), "HOST");
        is_input(billing.execute("X", Effect::Once).null().arg(text).await, "argument 2");
        is_input(billing.execute("X", Effect::Once).arg(Secret::new(text)).await, "argument 1");
    }
    assert!(script.requests().is_empty());
}

/// The error says what is wrong and nothing of the text.
#[tokio::test]
async fn refused_texts_stand_in_no_error() {
    let (_, billing) = silent();
    for text in ["hush'", "hush\n", "hush名", "hushhushhushhush"] {
        let error = billing.promise_payment(1, dec!(1)).host(text).await.unwrap_err();
        assert!(!format!("{error} {error:?}").contains("hush"), "{error}");
    }
}

#[tokio::test]
async fn quotes_by_choice() {
    let script = script();
    let billing = builder(&script).allow_quotes().build().unwrap();
    let _ = billing.find_subscribers().name("О'Нил").await.unwrap();
    assert!(asked(&script)[0].contains("&arg2=%CE%27%CD%E8%EB&"), "{:?}", asked(&script));
}

#[tokio::test]
async fn cyrillic_in_both_charsets() {
    for (charset, name, wire) in [
        (Charset::Windows1251, "Щука ё №5", "%D9%F3%EA%E0%20%B8%20%B95"),
        (Charset::Windows1251, "«ў» —", "%AB%A2%BB%20%97"),
        (Charset::Utf8, "Щука", "%D0%A9%D1%83%D0%BA%D0%B0"),
        (Charset::Utf8, "名", "%E5%90%8D"),
    ] {
        let script = script();
        let billing = builder(&script).request_charset(charset).build().unwrap();
        let _ = billing.find_subscribers().name(name).await.unwrap();
        assert!(asked(&script)[0].contains(&format!("&arg2={wire}&")), "{:?}", asked(&script));
    }
}

/// What would end a value, or mean a space, a percent sign or an entity.
#[tokio::test]
async fn signs_that_mean_something_in_an_address() {
    let script = script();
    let billing = builder(&script).build().unwrap();
    let _ = billing.find_subscribers().name("a&b=c+d%20#e?/;\"<>").await.unwrap();
    let wire = "&arg2=a%26b%3Dc%2Bd%2520%23e%3F%2F%3B%22%3C%3E&arg3=null";
    assert!(asked(&script)[0].contains(wire), "{:?}", asked(&script));
}

#[tokio::test]
async fn sums() {
    let (script, billing) = silent();
    for sum in [dec!(0), dec!(-0.01), dec!(-350), dec!(0.001), dec!(1.005), Decimal::MIN] {
        is_input(billing.add_payment(1, sum).await.map(drop), "SUMMA");
        is_input(billing.promise_payment(1, sum).await.map(drop), "PROMISE_PAY");
    }
    is_input(billing.find_subscribers().balance_from(dec!(0.001)).await, "BALANCEL_IN");
    is_input(billing.find_subscribers().balance_to(dec!(-0.001)).await, "BALANCEH_IN");
    assert!(script.requests().is_empty());
    for (sum, wire) in [
        (dec!(0.01), "0.01"),
        (dec!(350), "350.00"),
        (dec!(350.5), "350.50"),
        (dec!(350.500), "350.50"),
        (dec!(9999999999999.99), "9999999999999.99"),
    ] {
        let script = super::script();
        let _ = builder(&script).build().unwrap().add_payment(1, sum).number("1").await.unwrap();
        assert!(asked(&script)[0].contains(&format!("&arg4={wire}&")), "{:?}", asked(&script));
    }
}

#[tokio::test]
async fn numbers_of_payments() {
    let (script, billing) = silent();
    for number in ["", " ", " 1", "1 ", "12345678901"] {
        is_input(billing.add_payment(1, dec!(1)).number(number).await.map(drop), "NUMBER");
    }
    assert!(script.requests().is_empty());
    let script = super::script();
    let billing = builder(&script).build().unwrap();
    let payment = billing.add_payment(1, dec!(1));
    let made = payment.receipt().number;
    let _ = payment.await.unwrap();
    assert!(asked(&script)[0].contains(&format!("&arg6={made}&")), "the receipt has the number that is sent");
}

/// Addresses in the form that the server's columns can hold, and in the other by choice.
#[tokio::test]
async fn addresses_of_two_signs() {
    for (address, signed, unsigned) in [
        ("0.0.0.0", "0", "0"),
        ("10.0.12.34", "167775266", "167775266"),
        ("127.255.255.255", "2147483647", "2147483647"),
        ("128.0.0.0", "-2147483648", "2147483648"),
        ("172.16.5.9", "-1408236279", "2886731017"),
        ("192.168.1.10", "-1062731510", "3232235786"),
        ("203.0.113.7", "-889163513", "3405803783"),
        ("255.255.255.255", "-1", "4294967295"),
    ] {
        let written = |builder: ClientBuilder, script: Script| async move {
            let billing = builder.build().unwrap();
            let _ = billing.find_subscribers().ip(address.parse().unwrap()).await.unwrap();
            asked(&script)[0].clone()
        };
        let script = super::script();
        let line = written(builder(&script), script.clone()).await;
        assert!(line.contains(&format!("&arg6={signed}&")), "{line}");
        let script = super::script();
        let line = written(builder(&script).unsigned_addresses(), script.clone()).await;
        assert!(line.contains(&format!("&arg6={unsigned}&")), "{line}");
    }
}

#[tokio::test]
async fn a_search_needs_a_filter_and_a_procedure_a_name() {
    let (script, billing) = silent();
    is_input(billing.find_subscribers().await, "filters");
    for name in ["", "A B", "A&B", "A;DROP", "Я", "a-b", "proc=1"] {
        is_input(billing.execute(name, Effect::Read).await, "proc");
        let named = builder(&script).login_procedure(name).build();
        is_input(named, "login_procedure");
    }
    assert!(script.requests().is_empty());
}

/// What a server does not take may not be given; nothing is dropped in silence.
#[tokio::test]
async fn arguments_beyond_the_count() {
    let script = Script::default();
    let billing = builder(&script).argument_count("CLN_USR_FIND_2", 24).argument_count("CLN_HOME_EDIT", 3);
    let billing = billing.argument_count("CLN_FIN_OPER_ADD", 6).build().unwrap();
    is_input(billing.find_subscribers().nas_ip([10, 0, 0, 1].into()).await, "NAS_IP");
    is_input(billing.change_home(1).city("x").await.map(drop), "CITY");
    // The type of the operation is always sent.
    is_input(billing.add_payment(1, dec!(1)).await.map(drop), "(type)");
    assert!(script.requests().is_empty());
    let script = super::script();
    let billing = builder(&script).login("a", "b").login_mode(LoginMode::OneStep);
    let billing = billing.argument_count("CLN_USR_FIND_2", 24).build().unwrap();
    let _ = billing.find_subscribers().phone("7").await.unwrap();
    let line = &asked(&script)[0];
    assert!(line.ends_with("&arg23=7"), "counted with the session, which this mode has not: {line}");
}

/// Of an unknown procedure the types are not known.
#[tokio::test]
async fn values_of_any_procedure() {
    let script = script();
    let billing = builder(&script).build().unwrap();
    let call: Pending<_> = billing.execute("CLN_NEW_9", Effect::Replay).arg(1_i64 << 40).arg(true);
    let call = call.arg(dec!(1.2300)).arg("x").arg(None::<i64>).arg(Some("y")).arg(ArgumentValue::Null);
    let at: procbill_client::LocalDateTime = "2014-06-01T12:00:00".parse().unwrap();
    let _ = call.arg(at).arg(std::net::Ipv4Addr::new(203, 0, 113, 7)).arg(Secret::new("z")).await.unwrap();
    let expected = "api.php?cmd=execute&proc=CLN_NEW_9&arg1=700100200&arg2=1099511627776&arg3=1&arg4=1.23&arg5=x\
        &arg6=null&arg7=y&arg8=null&arg9=2014-06-01%2012:00:00&arg10=-889163513&arg11=z";
    assert_eq!(asked(&script), [expected]);
}

#[test]
fn what_cannot_be_an_administrator_or_a_session() {
    let new = || Client::builder("https://billing.test:1443").unwrap();
    let refused =
        |builder: ClientBuilder, kind: ErrorKind| assert_eq!(builder.build().unwrap_err().kind(), kind);
    refused(new(), ErrorKind::Config);
    for mode in [LoginMode::OneStep, LoginMode::Both] {
        refused(new().suid("1").login_mode(mode), ErrorKind::Config);
    }
    for text in ["", "null", "a\nb", "名"] {
        refused(new().login(text, "x"), ErrorKind::Input);
        refused(new().login("x", text), ErrorKind::Input);
    }
    for suid in ["", "0", "000", "-1", "null", " 1", "1 ", "1&arg2=3", "12345678901234567890", "٣"] {
        refused(new().suid(suid), ErrorKind::Input);
    }
    refused(Client::builder("http://billing.test:1444").unwrap().suid("1"), ErrorKind::Input);
    Client::builder("http://billing.test:1444").unwrap().suid("1").allow_plain_http().build().unwrap();
    new().login("O'Neil", "it's").build().unwrap();
}
