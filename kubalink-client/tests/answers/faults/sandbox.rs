//! The sandbox refuses or breaks on cue, in all its ways to say so.

use isp_sandbox::kubalink::{Breakage, CUSTOMER, Dialect, Envelope, ErrorKey, ErrorStyle, KEY};
use isp_sandbox::{Fault, Sandbox};
use kubalink_client::{Client, Delivery, Error, ErrorKind, Refusal};
use rust_decimal::dec;

use crate::support::{patient, quick};

const ID: u64 = CUSTOMER as u64;

/// Acts of several effects, and reads.
const CALLS: usize = 6;

async fn run(number: usize, erp: &Client) -> Result<(), Error> {
    let customer = erp.customer();
    match number {
        0 => customer.change_balance(ID, dec!(1), "cash").await.map(drop),
        1 => customer.edit(ID).comment("x").await.map(drop),
        2 => erp.task().comment_add(501, "x").await.map(drop),
        3 => customer.get_data(ID).await.map(drop),
        4 => customer.get_data_many([ID]).stream().collect().await.map(drop),
        5 => erp.raw("task", "mark_add").param("task_id", 501).param("mark_id", 1).await.map(drop),
        _ => panic!("{number}"),
    }
}

/// Every style of error with every key of its text, under every spelling of the envelope.
fn dialects() -> impl Iterator<Item = Dialect> {
    let styles = [ErrorStyle::Both, ErrorStyle::Status, ErrorStyle::Body];
    let keys = [ErrorKey::ErrorText, ErrorKey::Lower, ErrorKey::Capital, ErrorKey::Msg];
    let envelopes = [Envelope::ByAction, Envelope::Lower, Envelope::Capital, Envelope::Mixed];
    styles.into_iter().flat_map(move |error_style| {
        keys.into_iter().flat_map(move |error_key| {
            envelopes.map(|envelope| Dialect { error_style, error_key, envelope, ..Dialect::default() })
        })
    })
}

#[tokio::test]
async fn refusals_in_words() {
    let sandbox = Sandbox::kubalink().start().await.unwrap();
    let erp = patient(&sandbox).build().unwrap();
    for dialect in dialects() {
        sandbox.set_dialect(dialect.clone());
        // A lone `msg` under a status is no error that anybody has seen: the status says it all.
        let in_words = (dialect.error_style, dialect.error_key) != (ErrorStyle::Status, ErrorKey::Msg);
        for number in 0..CALLS {
            sandbox.refuse_next("нет такого: \"x\"");
            let before = (sandbox.calls().len(), sandbox.acts().len());
            let error = run(number, &erp).await.unwrap_err();
            let what = format!("{number} {dialect:?} {error}");
            if in_words {
                assert_eq!(
                    (error.kind(), error.message()),
                    (ErrorKind::Api, Some("нет такого: \"x\"")),
                    "{what}"
                );
                assert_eq!(error.refusal::<Refusal>(), Some(&Refusal::Error), "{what}");
            } else {
                assert_eq!(error.kind(), ErrorKind::Status, "{what}");
            }
            assert_ne!(error.delivery(), Delivery::NotSent, "{what}");
            assert_eq!((sandbox.calls().len(), sandbox.acts().len()), (before.0 + 1, before.1), "{what}");
            assert!(error.body().is_some());
        }
    }
}

#[tokio::test]
async fn wrong_keys() {
    let sandbox = Sandbox::kubalink().key_for("tasks-only", ["task"]).start().await.unwrap();
    for dialect in dialects() {
        sandbox.set_dialect(dialect.clone());
        for key in ["wrong", "tasks-only"] {
            let erp = quick(Client::builder(&sandbox.url()).unwrap().key(key)).build().unwrap();
            for number in [0, 1, 3, 4] {
                let error = run(number, &erp).await.unwrap_err();
                let what = format!("{number} {dialect:?} {error}");
                if dialect.error_style == ErrorStyle::Body {
                    // Nothing but words tells it from any other refusal.
                    assert_eq!(
                        (error.kind(), error.delivery()),
                        (ErrorKind::Api, Delivery::Refused),
                        "{what}"
                    );
                } else {
                    assert_eq!(
                        (error.kind(), error.delivery()),
                        (ErrorKind::Auth, Delivery::Refused),
                        "{what}"
                    );
                    assert_eq!(error.refusal::<Refusal>(), Some(&Refusal::Key), "{what}");
                }
                assert_eq!(error.attempts(), 1, "{what}");
            }
        }
    }
    assert_eq!(sandbox.acts(), []);
    sandbox.set_dialect(Dialect::default());
    let erp = quick(Client::builder(&sandbox.url()).unwrap().key("tasks-only")).build().unwrap();
    assert!(erp.task().show(501).await.unwrap().is_some());
}

#[tokio::test]
async fn ill_servers() {
    let sandbox = Sandbox::kubalink().start().await.unwrap();
    let erp = patient(&sandbox).build().unwrap();
    for number in 0..CALLS {
        for (breakage, refusal) in [
            (Breakage::PhpWarning, Refusal::Php),
            (Breakage::LoginPage, Refusal::Page),
            (Breakage::EmptyBody, Refusal::Empty),
        ] {
            sandbox.break_next(breakage);
            let before = sandbox.calls().len();
            let error = run(number, &erp).await.unwrap_err();
            let what = format!("{number} {breakage:?} {error}");
            assert_eq!((error.kind(), error.delivery()), (ErrorKind::Decode, Delivery::Unknown), "{what}");
            assert_eq!((error.refusal::<Refusal>(), error.attempts()), (Some(&refusal), 1), "{what}");
            assert_eq!(sandbox.calls().len() - before, 1, "{what}");
        }
    }
}

/// A refusal is told even where PHP complained before it: as the complaint.
#[tokio::test]
async fn a_warning_before_a_refusal() {
    let sandbox = Sandbox::kubalink().start().await.unwrap();
    let erp = patient(&sandbox).attempts(1).build().unwrap();
    for error_style in [ErrorStyle::Both, ErrorStyle::Body] {
        sandbox.set_dialect(Dialect { error_style, ..Dialect::default() });
        sandbox.break_next(Breakage::PhpWarning);
        sandbox.refuse_next("x");
        let error = run(0, &erp).await.unwrap_err();
        assert_eq!(error.delivery(), Delivery::Unknown, "{error}");
        assert!(matches!(error.kind(), ErrorKind::Status | ErrorKind::Decode), "{error}");
    }
    assert_eq!(sandbox.acts(), []);
}

#[tokio::test]
async fn statuses_of_the_web_server() {
    let sandbox = Sandbox::kubalink().start().await.unwrap();
    let erp = patient(&sandbox).build().unwrap();
    sandbox.fault_next(2, Fault::Status { status: 503, retry_after: Some("0".to_owned()) });
    erp.customer().change_balance(ID, dec!(1), "cash").await.unwrap();
    assert_eq!(sandbox.acts().len(), 1);
    sandbox.fault_next(1, Fault::Status { status: 500, retry_after: None });
    let error = erp.customer().change_balance(ID, dec!(1), "cash").await.unwrap_err();
    assert_eq!((error.kind(), error.delivery(), error.attempts()), (ErrorKind::Status, Delivery::Unknown, 1));
    sandbox.fault_next(1, Fault::Status { status: 500, retry_after: None });
    erp.customer().edit(ID).comment("x").await.unwrap();
    // The path of another installation.
    let lost = quick(Client::builder(&format!("{}/erp", sandbox.base())).unwrap().key(KEY)).build().unwrap();
    let error = lost.customer().get_data(ID).await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Status, 404));
}
