//! A login page elsewhere: neither the key nor a payment may travel to where a redirect points.

use kubalink_client::{Client, Delivery, Error, ErrorKind, Method};
use rust_decimal::dec;
use wiremock::{MockServer, ResponseTemplate};

use super::{seen, serving};
use crate::support::builder;

async fn errors(erp: &Client) -> [Error; 4] {
    [
        erp.customer().get_data(42).await.unwrap_err(),
        erp.customer().change_balance(42, dec!(1), "cash").await.unwrap_err(),
        erp.customer().get_data_many([42]).stream().collect().await.unwrap_err(),
        erp.attach().get_file("u").await.unwrap_err(),
    ]
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let elsewhere = MockServer::start().await;
    for status in [301, 302, 303, 307, 308] {
        for to in [format!("{}/login.php", elsewhere.uri()), "/oper/login.php".to_owned()] {
            let location = format!("{to}?back=%2Fapi.php&key=the-key#hush");
            let body = r#"{"Result":"OK","data":{"42":{"id":42}}}"#;
            let answer = ResponseTemplate::new(status).insert_header("location", location.as_str());
            let (server, erp) = serving(answer.set_body_raw(body, "text/html")).await;
            let by_get = builder(&server.uri()).method(Method::Get).build().unwrap();
            for error in errors(&erp).await.into_iter().chain(errors(&by_get).await) {
                assert_eq!(
                    (error.kind(), error.location()),
                    (ErrorKind::Status, Some(to.as_str())),
                    "{error}"
                );
                assert_eq!(
                    (error.delivery(), error.attempts()),
                    (Delivery::Unknown, 1),
                    "a redirect proves nothing"
                );
                assert_eq!(error.status().unwrap().as_u16(), status);
                let shown = format!("{error} {error:?}");
                assert!(!shown.contains("the-key") && !shown.contains("hush"), "{shown}");
            }
            assert_eq!(seen(&server).await, 8);
        }
    }
    assert_eq!(seen(&elsewhere).await, 0);
}
