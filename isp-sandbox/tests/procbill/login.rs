//! Sessions, wrong passwords, and the ways to show who one is.

use isp_sandbox::Sandbox;
use isp_sandbox::procbill::{Dialect, ErrorStyle, LoginMode, Mode, NotAdmitted, SuidForm};

use crate::http::{call, encoded, get, one_step, query, speaking, start};

const WRONG: [&str; 3] = ["Administrator", "wrong", "0"];

#[tokio::test]
async fn digits_of_a_suid() {
    for (suid, digits) in [(SuidForm::Nine, 9), (SuidForm::Eighteen, 18)] {
        let billing = speaking(Dialect { suid, ..Dialect::default() }).await;
        let mut seen = Vec::new();
        for _ in 0..3 {
            let answer =
                get(&billing, &query("CLN_AUTH_LOGIN", &["Administrator", "servicemode", "0"])).await;
            let suid = answer.value("suid").unwrap();
            assert!(suid.len() == digits && suid.bytes().all(|byte| byte.is_ascii_digit()), "{suid}");
            let list = get(&billing, &query("CLN_HOME_LIST", &[&suid])).await;
            assert_eq!(list.values("id"), ["10", "11"]);
            assert!(!seen.contains(&suid));
            seen.push(suid);
        }
        assert_eq!((billing.logins(), billing.sessions(), billing.open_session().len()), (3, 3, digits));
        assert_eq!(billing.logins(), 3, "opening one by hand is no login");
    }
}

#[tokio::test]
async fn what_a_wrong_login_gets() {
    for (wrong_login, expected) in [
        (NotAdmitted::NoSuid, "<data></data>"),
        (NotAdmitted::EmptySuid, "<data><row><suid></suid></row></data>"),
        (NotAdmitted::MinusOne, "<data><row><suid>-1</suid></row></data>"),
        (NotAdmitted::ErrorText, "exception 5 E_LOGIN Неверный логин или пароль "),
    ] {
        let dialect = Dialect { wrong_login, line_breaks: false, ..Dialect::default() };
        let billing = speaking(dialect).await;
        for arguments in [WRONG, ["administrator", "servicemode", "0"], ["null", "null", "0"]] {
            let answer = get(&billing, &query("CLN_AUTH_LOGIN", &arguments)).await.text();
            let answer = answer.trim_start_matches("<?xml version=\"1.0\" encoding=\"windows-1251\"?>");
            assert_eq!(answer, expected, "{arguments:?}");
        }
        let in_url = "login=Administrator&password=wrong&cmd=execute&proc=CLN_HOME_EDIT&arg1=2&arg2=10";
        assert!(get(&billing, in_url).await.text().ends_with(expected));
        assert!(get(&billing, &in_url.replace("&password=wrong", "")).await.text().ends_with(expected));
        assert_eq!((billing.logins(), billing.refused_logins(), billing.sessions()), (0, 5, 0));
        assert!(billing.acts().is_empty());
    }
}

#[tokio::test]
async fn what_an_expired_suid_gets() {
    for (expired_suid, expected) in [
        (NotAdmitted::NoSuid, "<data></data>"),
        (NotAdmitted::EmptySuid, "<data><row><suid></suid></row></data>"),
        (NotAdmitted::MinusOne, "<data><row><suid>-1</suid></row></data>"),
        (NotAdmitted::ErrorText, "exception 7 E_SUID Сессия не найдена "),
    ] {
        let billing = speaking(Dialect { expired_suid, line_breaks: false, ..Dialect::default() }).await;
        let suid = billing.open_session();
        assert_eq!(get(&billing, &query("CLN_HOME_LIST", &[&suid])).await.values("id").len(), 2);
        billing.expire_sessions();
        assert_eq!(billing.sessions(), 0);
        for suid in [suid.as_str(), "662704168", "0", "-1", "null"] {
            let answer = get(&billing, &query("CLN_HOME_EDIT", &[suid, "2", "10"])).await.text();
            assert!(answer.ends_with(expected), "{suid}: {answer}");
        }
        assert!(billing.acts().is_empty());
        assert_eq!(call(&billing, "CLN_HOME_LIST", &[]).await.values("id").len(), 2, "a new one works");
    }
}

#[tokio::test]
async fn credentials_and_suid_in_each_mode() {
    let in_one_step = one_step("CLN_USR_GET", &["1204"]);
    for (login_mode, alone_works, with_suid_works, wrong_with_suid_works) in [
        (LoginMode::Either, true, false, false),
        (LoginMode::TwoStepOnly, false, true, true),
        (LoginMode::CredentialsAndSuid, false, true, false),
    ] {
        let billing = speaking(Dialect { login_mode, ..Dialect::default() }).await;
        let suid = billing.open_session();
        let with_suid = one_step("CLN_USR_GET", &[&suid, "1204"]);
        let found =
            async |query: &str| get(&billing, query).await.value("user_id").as_deref() == Some("1204");
        assert_eq!(found(&in_one_step).await, alone_works, "{login_mode:?}");
        assert_eq!(found(&with_suid).await, with_suid_works, "{login_mode:?}");
        let wrong = with_suid.replace("servicemode", "wrong");
        assert_eq!(found(&wrong).await, wrong_with_suid_works, "{login_mode:?}");
        assert!(found(&query("CLN_USR_GET", &[&suid, "1204"])).await, "two steps work everywhere");
        let modes: Vec<_> = billing.calls().iter().map(|call| call.mode).collect();
        let of_both = if login_mode == LoginMode::Either { Mode::OneStep } else { Mode::Both };
        assert_eq!(modes, [of_both, of_both, of_both, Mode::TwoStep]);
        // The login itself never takes the credentials of the URL.
        let login = get(&billing, &one_step("CLN_AUTH_LOGIN", &WRONG)).await;
        assert_eq!(login.value("suid"), None);
    }
}

#[tokio::test]
async fn an_administrator_of_ones_own() {
    let (login, password) = ("Касса №1", "пароль & ключ");
    let billing = Sandbox::procbill().administrator(login, password).start().await.unwrap();
    let answer = get(&billing, &query("CLN_AUTH_LOGIN", &[login, password, "0"])).await;
    assert!(answer.value("suid").is_some());
    let credentials = format!("login={}&password={}", encoded(login), encoded(password));
    let list = get(&billing, &format!("{credentials}&{}", query("CLN_HOME_LIST", &[]))).await;
    assert_eq!(list.values("id"), ["10", "11"]);
    assert_eq!(billing.logins(), 1);
}

#[tokio::test]
async fn a_wrong_login_in_the_style_of_errors() {
    let dialect = Dialect {
        wrong_login: NotAdmitted::ErrorText,
        errors: ErrorStyle::ErrorElement,
        ..Dialect::default()
    };
    let billing = speaking(dialect).await;
    let answer = get(&billing, &query("CLN_AUTH_LOGIN", &WRONG)).await;
    assert_eq!(answer.value("error").as_deref(), Some("exception 5 E_LOGIN Неверный логин или пароль "));
    assert!(billing.calls()[0].error.is_some());
}

#[tokio::test]
async fn the_oldest_session_goes_first() {
    let billing = start().await;
    let first = billing.open_session();
    for _ in 0..10_000 {
        billing.open_session();
    }
    assert_eq!(billing.sessions(), 10_000);
    assert!(get(&billing, &query("CLN_HOME_LIST", &[&first])).await.text().contains("E_SUID"));
}
