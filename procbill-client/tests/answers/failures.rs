//! What comes in the place of an answer.

use procbill_client::{Client, Delivery, Effect, Error, ErrorKind, Outcome, Refusal};
use rust_decimal::dec;
use wiremock::ResponseTemplate;

use super::support::{fixture, quick};
use super::{html, serving};

/// A read of typed rows, one of untyped rows, and two that change something.
async fn each(billing: &Client) -> [Result<(), Error>; 4] {
    [
        billing.subscriber(1).await.map(drop),
        billing.execute("CLN_X", Effect::Once).await.map(drop),
        billing.add_payment(1, dec!(1)).await.map(drop),
        billing.delete_home(1).await.map(drop),
    ]
}

#[tokio::test]
async fn texts_of_the_database() {
    for (body, refusal, delivery) in [
        (fixture!("fail_firebird_arity.txt"), Refusal::ArgumentCount, Delivery::Refused),
        (fixture!("fail_firebird_conversion.txt"), Refusal::Conversion, Delivery::Unknown),
        (fixture!("fail_firebird_unknown_proc.txt"), Refusal::UnknownProcedure, Delivery::Refused),
    ] {
        let (server, billing) = serving(html(body)).await;
        for ended in each(&billing).await {
            let error = ended.unwrap_err();
            assert_eq!((error.kind(), error.delivery()), (ErrorKind::Api, delivery));
            assert_eq!(error.refusal(), Some(&refusal));
            assert_eq!(error.message(), Some(str::from_utf8(body).unwrap().trim()));
            assert_eq!(error.body(), Some(body), "as it came");
            assert_eq!(error.attempts(), 1);
        }
        assert_eq!(server.received_requests().await.unwrap().len(), 4);
    }
}

#[tokio::test]
async fn a_page_of_a_web_server() {
    let page = fixture!("fail_html_403.html");
    let (_server, billing) = serving(html(page)).await;
    for ended in each(&billing).await {
        let error = ended.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Decode, Delivery::Unknown));
        assert_eq!(error.body(), Some(page));
    }
    let (_server, billing) = serving(ResponseTemplate::new(403).set_body_raw(page, "text/html")).await;
    for ended in each(&billing).await {
        assert_eq!(ended.unwrap_err().status(), Some(http::StatusCode::FORBIDDEN));
    }
}

/// Nothing is no success, and no error either: nobody knows what an edit answers.
#[tokio::test]
async fn nothing_at_all() {
    for body in [fixture!("fail_empty_body.txt"), b" \r\n\t "] {
        let (_server, billing) = serving(html(body)).await;
        assert_eq!(billing.subscriber(1).await.unwrap_err().kind(), ErrorKind::Decode);
        assert_eq!(billing.homes().await.unwrap_err().kind(), ErrorKind::Decode);
        let nothing = Outcome::Unrecognised(String::new());
        assert_eq!(billing.delete_home(1).await.unwrap(), nothing);
        assert_eq!(billing.add_payment(1, dec!(1)).await.unwrap(), nothing);
    }
}

#[tokio::test]
async fn outcomes_of_edits() {
    for (body, outcome) in [
        ("<r/>", "no rows"),
        ("<?xml version=\"1.0\"?>\n<r>\n</r>", "no rows"),
        ("<r><w><id>5</id></w></r>", "rows"),
        ("<id>5</id>", "rows"),
        ("OK", "unrecognised"),
        ("Изменение выполнено", "unrecognised"),
        ("5", "unrecognised"),
        ("OK <r><w><id>5</id></w></r>", "unrecognised"),
    ] {
        let (_server, billing) = serving(html(body)).await;
        let seen = billing.change_home(5).await.unwrap();
        let class = match &seen {
            Outcome::NoRows => "no rows",
            Outcome::Rows(rows) => {
                assert_eq!(rows[0].get("id"), Some("5"));
                "rows"
            }
            Outcome::Unrecognised(text) => {
                assert_eq!(text, body);
                "unrecognised"
            }
            _ => "?",
        };
        assert_eq!(class, outcome, "{body}");
        assert_eq!(seen.rows().len(), usize::from(outcome == "rows"));
    }
}

/// An edit's rows that stop are no rows.
#[tokio::test]
async fn an_edit_s_answer_that_stops() {
    for body in ["<r><w><id>5</id>", "<r><w><id>5", "<r><w><id>5</id></w>", "<r"] {
        let (_server, billing) = serving(html(body)).await;
        if let Ok(outcome) = billing.change_home(5).await {
            assert!(outcome.rows().is_empty(), "{body} {outcome:?}");
        }
    }
}

/// In the dress of PHP, and in an element.
#[tokio::test]
async fn texts_of_the_database_in_other_dress() {
    for body in [
        "<br />\n<b>Warning</b>:  ibase_query(): Dynamic SQL Error -Input parameter mismatch for procedure X in \
            <b>/x.php</b> on line <b>7</b><br />\n",
        "<?xml version=\"1.0\"?><r><error>Input parameter mismatch for procedure X</error></r>",
        "<r><w><errmsg>Input parameter mismatch for procedure X</errmsg></w></r>",
        "<ERR>Input parameter mismatch for procedure X</ERR>",
    ] {
        let (_server, billing) = serving(html(body)).await;
        for ended in each(&billing).await {
            assert_eq!(ended.unwrap_err().refusal(), Some(&Refusal::ArgumentCount), "{body}");
        }
    }
    let (_server, billing) = serving(html("<br /><b>Notice</b>: Undefined index in <b>/x.php</b>")).await;
    assert_eq!(billing.homes().await.unwrap_err().refusal(), Some(&Refusal::Php));
    let (_server, billing) = serving(html("<r><error>нельзя</error></r>")).await;
    let error = billing.homes().await.unwrap_err();
    assert_eq!((error.refusal(), error.message()), (Some(&Refusal::Other), Some("нельзя")));
}

#[tokio::test]
async fn logins_without_a_session() {
    for body in [
        fixture!("login_no_suid.xml"),
        fixture!("login_suid_empty.xml"),
        fixture!("fail_empty_body.txt"),
        fixture!("fail_firebird_arity.txt"),
        b"<suid>0</suid>",
        b"<suid>-1</suid>",
        b"<suid>null</suid>",
        b"<suid>12345678901234567890</suid>",
        b"<sid>5</sid>",
        b"3 662704168 600 0",
    ] {
        let (server, _) = serving(html(body)).await;
        let billing = quick(Client::builder(&server.uri()).unwrap().login("api", "x")).build().unwrap();
        let error = billing.login().await.unwrap_err();
        assert_eq!((error.kind(), error.refusal()), (ErrorKind::Auth, Some(&Refusal::Login)), "{body:?}");
        assert_eq!(error.body(), Some(body));
        assert!(billing.suid().is_none());
    }
}

#[tokio::test]
async fn logins_with_a_session() {
    for (body, suid) in [
        (fixture!("login_ok.xml"), "662704168"),
        (fixture!("login_ok_suid18.xml"), "100000000662704168"),
        (b"<SUID>7</SUID>", "7"),
    ] {
        let (server, _) = serving(html(body)).await;
        let billing = quick(Client::builder(&server.uri()).unwrap().login("api", "x")).build().unwrap();
        billing.login().await.unwrap();
        assert_eq!(billing.suid().unwrap().expose(), suid);
    }
}
