//! Answers that go wrong, and what was applied all the same.

use isp_sandbox::kubalink::{Breakage, CUSTOMER};
use isp_sandbox::{Fault, StallPoint};

use crate::http::{call, ok, start};

const PAYMENT: [(&str, &str); 3] = [("customer_id", "42"), ("amount", "1"), ("comment", "")];

#[tokio::test]
async fn an_ill_server() {
    let erp = start().await;
    for (breakage, start, applied) in [
        (Breakage::PhpWarning, "<br />\n<b>Warning</b>", 1),
        (Breakage::LoginPage, "<!DOCTYPE html>", 1),
        (Breakage::EmptyBody, "", 2),
    ] {
        erp.break_next(breakage);
        let answer = call(&erp, "customer.change_balance", &PAYMENT).await;
        assert_eq!(answer.status, 200, "{breakage:?}");
        let text = answer.text();
        assert!(text.starts_with(start), "{breakage:?}: {text}");
        assert!(!start.is_empty() || text.is_empty(), "{text}");
        assert!(serde_json::from_slice::<serde_json::Value>(&answer.body).is_err(), "{breakage:?}");
        assert_eq!(erp.acts().len(), applied, "{breakage:?}");
    }
    let whole = call(&erp, "customer.change_balance", &PAYMENT).await;
    assert_eq!(whole.json()["result"], "OK");
    assert_eq!(erp.calls().len(), 4);
}

#[tokio::test]
async fn a_warning_stands_before_json() {
    let erp = start().await;
    erp.break_next(Breakage::PhpWarning);
    let text = call(&erp, "billing.get", &[]).await.text();
    let json = &text[text.find('{').unwrap()..];
    assert_eq!(serde_json::from_str::<serde_json::Value>(json).unwrap()["result"], "OK");
    erp.break_next(Breakage::PhpWarning);
    let refused = call(&erp, "customer.delete", &[]).await;
    assert_eq!((refused.status, refused.text().starts_with("<br />")), (400, true));
}

#[tokio::test]
async fn of_one_action_or_of_all_until_mended() {
    let erp = start().await;
    erp.break_action("device", "get_data", Breakage::EmptyBody);
    for _ in 0..2 {
        assert!(call(&erp, "device.get_data", &[("object_type", "all")]).await.body.is_empty());
        assert!(!call(&erp, "billing.get", &[]).await.body.is_empty());
    }
    erp.break_all(Breakage::LoginPage);
    assert!(call(&erp, "billing.get", &[]).await.text().contains("<html>"));
    assert!(call(&erp, "attach.get_file", &[("uuid", "x")]).await.text().contains("<html>"));
    erp.mend();
    ok(&erp, "device.get_data", &[("object_type", "all")]).await;
}

#[tokio::test]
async fn faults_on_the_way() {
    let erp = start().await;
    erp.fault_next(1, Fault::Status { status: 503, retry_after: None });
    assert_eq!(call(&erp, "customer.change_balance", &PAYMENT).await.status, 503);
    assert!(erp.acts().is_empty() && erp.calls().is_empty());
    erp.fault_next(1, Fault::Gzip);
    let gzip = call(&erp, "customer.change_balance", &PAYMENT).await;
    assert_eq!(gzip.header("content-encoding"), Some("gzip"));
    assert_eq!(erp.balance(CUSTOMER).as_deref(), Some("151.50"));
    let stall = erp.stall_next(StallPoint::AfterAct);
    let ((), answer) = tokio::join!(
        async {
            stall.reached().await;
            assert_eq!(erp.acts().len(), 2);
            stall.release();
        },
        call(&erp, "customer.change_balance", &PAYMENT)
    );
    assert_eq!(answer.status, 200);
    assert_eq!(erp.requests().len(), 3);
}
