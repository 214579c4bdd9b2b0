//! What Firebird says of arguments, and that nothing is done then.

use isp_sandbox::procbill::{Addresses, Dialect, FindArguments, Mode, RequestCharset};

use crate::http::{call, encoded, filters, get, one_step, query, speaking, start};

const ARITY: &str = "Dynamic SQL Error -Input parameter mismatch for procedure ";

#[tokio::test]
async fn an_unknown_procedure() {
    let billing = start().await;
    let answer = call(&billing, "CLN_NO_SUCH", &["1"]).await;
    let expected =
        "Dynamic SQL Error SQL error code = -204 Procedure unknown CLN_NO_SUCH At line 1, column 15. ";
    assert_eq!((answer.status, answer.text().as_str()), (200, expected));
    let calls = billing.calls();
    assert_eq!((calls[0].procedure.as_str(), calls[0].error.as_deref()), ("CLN_NO_SUCH", Some(expected)));
    assert_eq!(calls[0].argument("arg2"), Some("1"));
    assert!(get(&billing, "cmd=execute").await.text().contains("Procedure unknown  At"));
    assert!(
        get(&billing, "cmd=execute&proc=cln_home_list&arg1=1").await.text().contains("Procedure unknown")
    );
}

#[tokio::test]
async fn too_many_and_too_few() {
    let billing = start().await;
    for (procedure, most) in [
        ("CLN_HOME_EDIT", 12),
        ("CLN_HOME_LIST", 2),
        ("CLN_SWITCH_EDIT", 12),
        ("CLN_SWITCH_LIST", 3),
        ("CLN_USR_USLUGA_EDIT", 12),
        ("CLN_USR_GET", 2),
        ("WEB_USER_PROMISE_PAY", 4),
        ("CLN_FIN_OPER_ADD", 8),
        ("CLN_FIN_OPER", 10),
    ] {
        let nulls = vec!["null"; most];
        let refused = format!("{ARITY}{procedure} ");
        assert_eq!(call(&billing, procedure, &nulls).await.text(), refused);
        assert_ne!(call(&billing, procedure, &nulls[1..]).await.text(), refused);
        // In one step the SUID's place is gone.
        assert_eq!(get(&billing, &one_step(procedure, &nulls)).await.text(), refused);
        assert_ne!(get(&billing, &one_step(procedure, &nulls[1..])).await.text(), refused);
    }
    for arguments in [&["Administrator", "servicemode"][..], &["Administrator", "servicemode", "0", "null"]] {
        let answer = get(&billing, &query("CLN_AUTH_LOGIN", arguments)).await;
        assert_eq!(answer.text(), format!("{ARITY}CLN_AUTH_LOGIN "));
    }
    let six = call(&billing, "CLN_FIN_OPER_ADD", &["1204", "null", "1", "null", "null", "2"]).await;
    assert_eq!(six.text(), format!("{ARITY}CLN_FIN_OPER_ADD "), "the last null is mandatory");
    assert_eq!(
        get(&billing, &format!("{}&arg99=1", query("CLN_HOME_LIST", &["1"]))).await.text(),
        format!("{ARITY}CLN_HOME_LIST ")
    );
    assert!(billing.acts().is_empty());
}

#[tokio::test]
async fn the_count_of_find() {
    let nulls = filters(&[]);
    for (find_arguments, taken) in [
        (FindArguments::TwentyFive, vec![25]),
        (FindArguments::TwentyFour, vec![24]),
        (FindArguments::Any, vec![1, 3, 24, 25]),
    ] {
        let billing = speaking(Dialect { find_arguments, ..Dialect::default() }).await;
        for count in [1, 3, 23, 24, 25, 26] {
            let arguments = [&nulls[..], &["null"]].concat()[..count - 1].to_vec();
            let taken = taken.contains(&count) || (find_arguments == FindArguments::Any && count == 23);
            let answer = call(&billing, "CLN_USR_FIND_2", &arguments).await.text();
            assert_eq!(answer.contains("<login>"), taken, "{find_arguments:?}, {count}: {answer}");
            assert_eq!(answer.starts_with(ARITY), !taken, "{find_arguments:?}, {count}");
            let answer = get(&billing, &one_step("CLN_USR_FIND_2", &arguments)).await.text();
            assert_eq!(answer.starts_with(ARITY), !taken, "one step, {find_arguments:?}, {count}");
        }
    }
}

#[tokio::test]
async fn what_does_not_convert() {
    let billing = start().await;
    for (procedure, arguments, error) in [
        ("CLN_USR_GET", vec!["abc"], "conversion error from string \"abc\" "),
        ("CLN_USR_GET", vec!["12,50"], "conversion error from string \"12,50\" "),
        ("CLN_USR_GET", vec!["NULL"], "conversion error from string \"NULL\" "),
        ("CLN_USR_GET", vec!["2147483648"], "arithmetic exception, numeric overflow, or string truncation "),
        ("CLN_HOME_EDIT", vec!["1", "null", "3", "soon"], "conversion error from string \"soon\" "),
        (
            "CLN_HOME_EDIT",
            vec!["1", "null", "3", "null", "12345678901"],
            "arithmetic exception, numeric overflow, or string truncation ",
        ),
        (
            "CLN_HOME_EDIT",
            vec!["1", "null", "3", "null", "null", "null", "Кот-д'Ивуар"],
            "Dynamic SQL Error SQL error code = -104 Token unknown - line 1, column 6 ' ",
        ),
        (
            "CLN_FIN_OPER_ADD",
            vec!["1204", "null", "1e13", "null", "null", "2", "null"],
            "arithmetic exception, numeric overflow, or string truncation ",
        ),
        (
            "CLN_FIN_OPER_ADD",
            vec!["999", "null", "1", "null", "null", "2", "null"],
            "violation of FOREIGN KEY constraint \"FK_FIN_OPERS_USER\" on table \"FIN_OPERS\" ",
        ),
        (
            "CLN_FIN_OPER_ADD",
            vec!["1204", "null", "1", "null", "12345678901", "2", "null"],
            "arithmetic exception, numeric overflow, or string truncation ",
        ),
    ] {
        let answer = call(&billing, procedure, &arguments).await;
        assert_eq!(answer.text(), error, "{procedure} {arguments:?}");
        assert_eq!(billing.calls().last().unwrap().error.as_deref(), Some(error));
    }
    let suid = get(&billing, &query("CLN_HOME_LIST", &["12x"])).await;
    assert_eq!(suid.text(), "conversion error from string \"12x\" ");
    assert!(billing.acts().is_empty());
}

#[tokio::test]
async fn addresses_with_and_without_a_sign() {
    let billing = start().await;
    let find = async |address: &str| call(&billing, "CLN_USR_FIND_2", &filters(&[(6, address)])).await;
    assert_eq!(find("-889163513").await.values("id"), ["1377"]);
    assert!(find("3405803783").await.text().contains("numeric overflow"));
    assert_eq!(find("167775266").await.values("id"), ["1204"]);
    assert!(find("10.0.12.34").await.text().contains("conversion error"));

    billing.set_dialect(Dialect { addresses: Addresses::Unsigned, ..Dialect::default() });
    assert_eq!(find("3405803783").await.values("id"), ["1377"]);
    assert!(find("-889163513").await.text().contains("numeric overflow"));
    assert_eq!(call(&billing, "CLN_USR_GET", &["1377"]).await.value("ip").as_deref(), Some("3405803783"));
}

#[tokio::test]
async fn the_charset_of_texts() {
    let billing = start().await;
    let name = "Соколов Пётр Ильич";
    let utf8: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect();
    let find = async |written: &str| {
        let suid = billing.open_session();
        let rest: String = (3..=25).map(|position| format!("&arg{position}=null")).collect();
        get(&billing, &format!("cmd=execute&proc=CLN_USR_FIND_2&arg1={suid}&arg2={written}{rest}")).await
    };
    assert_eq!(find(&encoded(name)).await.values("id"), ["1204"]);
    assert!(find(&utf8).await.values("id").is_empty());
    assert_eq!(billing.calls()[0].argument("NAME_IN"), Some(name));

    billing.set_dialect(Dialect { request_charset: RequestCharset::Utf8, ..Dialect::default() });
    assert_eq!(find(&utf8).await.values("id"), ["1204"]);
    assert_eq!(find(&encoded(name)).await.text(), "Malformed string ");
}

#[tokio::test]
async fn nulls_in_every_spelling() {
    let billing = start().await;
    let suid = billing.open_session();
    let list = format!("cmd=execute&proc=CLN_SWITCH_LIST&arg1={suid}");
    for rest in ["", "&arg2=null&arg3=null", "&arg2&arg3", "&arg2=&arg3=null", "&arg3=11"] {
        assert_eq!(get(&billing, &format!("{list}{rest}")).await.values("id"), ["31"], "{rest}");
    }
    assert!(get(&billing, &format!("{list}&arg2=31&arg3=10")).await.values("id").is_empty());
    assert!(get(&billing, &format!("{list}&arg2=30&arg2=31")).await.value("id").is_some(), "the last wins");
}

#[tokio::test]
async fn what_is_remembered_of_a_call() {
    let billing = start().await;
    let name = "ж".repeat(5000);
    get(&billing, &one_step("CLN_HOME_LIST", &[&name])).await;
    let call = &billing.calls()[0];
    assert_eq!((call.mode, call.argument("P_ID").unwrap().chars().count()), (Mode::OneStep, 1024));
    assert!(call.error.as_deref().unwrap().starts_with("conversion error"));
    assert_eq!(billing.requests()[0].status, Some(200));
}

/// An error is not carried out, in either form.
#[tokio::test]
async fn a_refusal_of_the_tests_own() {
    let billing = start().await;
    billing.refuse_next("exception 3 E_LIMIT Слишком много ");
    assert!(
        get(&billing, &one_step("CLN_HOME_EDIT", &["x"])).await.text().contains("conversion error"),
        "it waits"
    );
    let answer = get(&billing, &one_step("CLN_HOME_EDIT", &["2", "10"])).await;
    assert_eq!(answer.text(), "exception 3 E_LIMIT Слишком много ");
    assert!(billing.acts().is_empty());
    get(&billing, &one_step("CLN_HOME_EDIT", &["2", "10"])).await;
    assert_eq!(billing.acts().len(), 1);
}
