//! The vendor's page: its examples as printed, and every procedure.

use isp_sandbox::procbill::{Deed, HOUSE, LOGIN, Mode, PASSWORD};

use crate::http::{call, filters, get, start};

#[tokio::test]
async fn the_examples_as_printed() {
    let billing = start().await;
    // "логин администратора с получением SUID"
    let login =
        get(&billing, "cmd=execute&proc=CLN_AUTH_LOGIN&arg1=Administrator&arg2=servicemode&arg3=0").await;
    assert_eq!((LOGIN, PASSWORD), ("Administrator", "servicemode"));
    let suid = login.value("suid").unwrap();
    assert_eq!(
        login.text(),
        format!(
            "<?xml version=\"1.0\" encoding=\"windows-1251\"?>\n<data>\n<row>\n<suid>{suid}</suid>\n</row>\n</data>\n"
        )
    );
    assert_eq!((login.status, login.header("content-type")), (200, Some("text/xml")));
    assert_eq!((billing.logins(), billing.sessions()), (1, 1));

    // "удаление из справочника адреса с использованием ранее полученного SUID"
    get(&billing, &format!("cmd=execute&proc=CLN_HOME_EDIT&arg1={suid}&arg2=2&arg3=10")).await;
    let Deed::HouseDeleted(house) = billing.acts()[0].deed.clone() else { panic!("{:?}", billing.acts()) };
    assert_eq!(house.id, HOUSE);
    assert!(billing.houses().iter().all(|house| house.id != HOUSE));
    let calls = billing.calls();
    assert_eq!(
        (calls[1].procedure.as_str(), calls[1].mode, &calls[1].error),
        ("CLN_HOME_EDIT", Mode::TwoStep, &None)
    );
    assert_eq!(calls[1].argument("SUID"), Some(suid.as_str()));
    assert_eq!((calls[1].argument("P_OP"), calls[1].argument("ID")), (Some("2"), Some("10")));
}

#[tokio::test]
async fn the_example_in_one_step() {
    let billing = start().await;
    let query = "login=Administrator&password=servicemode&cmd=execute&proc=CLN_HOME_EDIT&arg1=2&arg2=10";
    get(&billing, query).await;
    assert!(matches!(&billing.acts()[0].deed, Deed::HouseDeleted(house) if house.id == 10));
    let calls = billing.calls();
    assert_eq!(calls[0].mode, Mode::OneStep);
    let expected = [("P_OP", Some("2")), ("ID", Some("10"))];
    let understood: Vec<_> =
        calls[0].arguments.iter().map(|(name, value)| (name.as_str(), value.as_deref())).collect();
    assert_eq!(understood, expected);
    assert_eq!((billing.logins(), billing.sessions()), (0, 0));
}

/// What two public clients send, over plain http.
#[tokio::test]
async fn what_clients_in_the_field_send() {
    use isp_sandbox::Sandbox;
    use isp_sandbox::procbill::{Dialect, FindArguments, LoginMode};
    let dialect = Dialect {
        find_arguments: FindArguments::TwentyFour,
        login_mode: LoginMode::CredentialsAndSuid,
        ..Dialect::default()
    };
    let billing = Sandbox::procbill().dialect(dialect).plain_http().start().await.unwrap();
    let addr = billing.plain_addr().unwrap();
    assert_eq!(billing.plain_url().unwrap(), format!("http://{addr}/api.php"));
    let ask = async |query: &str| {
        let tcp = tokio::net::TcpStream::connect(addr).await.unwrap();
        let (bytes, _) = crate::http::all_bytes(tcp, &crate::http::head("GET", query, true)).await;
        crate::http::parsed(&bytes)
    };
    let login = ask("cmd=execute&proc=CLN_AUTH_LOGIN&arg1=Administrator&arg2=servicemode&arg3=0").await;
    let suid = login.value("suid").unwrap();
    let find = format!(
        "cmd=execute&proc=CLN_USR_FIND_2&arg1={suid}&arg2=null&arg3=null&arg4=null&arg5=null&arg6=167775266\
         &arg7=null&arg8=null&arg9=null&arg10=null&arg11=null&arg12=null&arg13=null&arg14&arg15=null&arg16=null\
         &arg17=null&arg18=null&arg19=null&arg20=null&arg21=null&arg22=null&arg23=null&arg24=null"
    );
    let id = ask(&find).await.value("id").unwrap();
    let get = format!(
        "login=Administrator&password=servicemode&cmd=execute&proc=CLN_USR_GET&arg1={suid}&arg2={id}"
    );
    let answer = ask(&get).await;
    for (name, expected) in [("balance", "433.33"), ("contract_number", "000123"), ("gen_pwd", "pw-1204")] {
        assert_eq!(answer.value(name).as_deref(), Some(expected));
    }
    assert_eq!(
        billing.calls().iter().map(|call| call.mode).collect::<Vec<_>>(),
        [Mode::TwoStep, Mode::TwoStep, Mode::Both]
    );
}

#[tokio::test]
async fn every_procedure_answers() {
    let billing = start().await;
    let nulls = filters(&[]);
    let procedures: [(&str, Vec<&str>); 10] = [
        ("CLN_HOME_EDIT", vec!["1"]),
        ("CLN_HOME_LIST", vec![]),
        ("CLN_SWITCH_EDIT", vec!["1"]),
        ("CLN_SWITCH_LIST", vec![]),
        ("CLN_USR_USLUGA_EDIT", vec!["77", "null", "null", "null", "null", "null", "null", "0"]),
        ("CLN_USR_GET", vec!["1204"]),
        ("WEB_USER_PROMISE_PAY", vec!["1204", "100", "127.0.0.1"]),
        ("CLN_USR_FIND_2", nulls),
        ("CLN_FIN_OPER_ADD", vec!["1204", "null", "1", "null", "null", "2", "null"]),
        ("CLN_FIN_OPER", vec!["1204"]),
    ];
    for (procedure, arguments) in procedures {
        let answer = call(&billing, procedure, &arguments).await;
        assert!(
            answer.text().contains("<id>") || answer.text().contains("<user_id>"),
            "{procedure}: {}",
            answer.text()
        );
    }
    assert!(billing.calls().iter().all(|call| call.error.is_none()));
}

#[tokio::test]
async fn only_get_and_only_execute() {
    let billing = start().await;
    let delete = "login=Administrator&password=servicemode&cmd=execute&proc=CLN_HOME_EDIT&arg1=2&arg2=10";
    for method in ["POST", "HEAD", "PUT"] {
        let stream = crate::http::connect(&billing).await;
        let (bytes, _) = crate::http::all_bytes(stream, &crate::http::head(method, delete, true)).await;
        assert_eq!(crate::http::parsed(&bytes).status, 405, "{method}");
    }
    let other = get(&billing, &delete.replace("execute", "explain")).await;
    assert_eq!((other.status, other.body.len()), (200, 0));
    assert!(billing.acts().is_empty() && billing.calls().is_empty());
    assert_eq!(billing.requests().len(), 4);
}
