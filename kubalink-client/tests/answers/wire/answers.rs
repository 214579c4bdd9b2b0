//! Documented and observed answers, in whatever way they arrive.

use isp_test_support::loopback::Canned;
use isp_test_support::{fixture, gzip};
use kubalink_client::customer::{Customer, CustomerState};
use kubalink_client::device::ObjectType;
use kubalink_client::{Client, Delivery, ErrorKind, LocalDate, LocalDateTime, Refusal};
use rust_decimal::dec;
use wiremock::ResponseTemplate;

use super::{html, serving};
use crate::support::{chunked, client, whole_or_cut};

const CUSTOMERS: &str = fixture!("customer_get_data_multi.json");
const REFUSED: &str = fixture!("docs_error_envelope.json");

/// The customers read whole and one by one, which must be the same.
async fn customers(erp: &Client) -> Vec<Customer> {
    let all = erp.customer().get_data_many([20_517, 20_518]).await.unwrap();
    let streamed = erp.customer().get_data_many([20_517, 20_518]).stream().collect().await.unwrap();
    assert_eq!(all, streamed);
    all
}

/// The shape that was captured from a sibling product.
#[tokio::test]
async fn the_customers_of_a_captured_answer() {
    let (_server, erp) = serving(html(CUSTOMERS)).await;
    let [one, two] = &customers(&erp).await[..] else { panic!() };
    assert_eq!((one.id.get(), one.login.as_ref().unwrap().as_given()), (20_517, "sidorov"));
    assert_eq!(one.full_name.as_ref().unwrap().plain(), "ООО \"Берёза\"");
    assert_eq!(
        (one.flag_corporate, one.is_disable, one.is_in_billing),
        (Some(true), Some(false), Some(true))
    );
    assert_eq!((one.balance, one.state_id.clone()), (Some(dec!(0)), Some(CustomerState::Stop)));
    assert_eq!(one.agreement[0].number.as_ref().unwrap().plain(), "AGR-17/3");
    assert_eq!(one.agreement[0].date, LocalDateTime::new(2022, 6, 14, 9, 5, 31).ok());
    assert_eq!(one.traffic.as_ref().unwrap().month.as_ref().unwrap().up, Some(0));
    assert_eq!(one.date_connect, LocalDate::new(1970, 1, 1).ok());
    assert_eq!(one.date_positive_balance, LocalDate::new(2025, 2, 27).ok());
    let address = &one.address[0];
    assert_eq!((address.kind.as_ref().unwrap().as_given(), address.house_id), ("connect", Some(900.into())));
    assert_eq!(address.apartment.as_ref().unwrap().number.as_ref().unwrap().as_given(), "41");
    assert_eq!((one.billing_id, one.group.clone()), (Some(20_911), vec![63.into()]));
    assert_eq!(one.tariff.as_ref().unwrap().current[0].id.as_ref().unwrap().as_given(), "2207");
    assert_eq!(one.account_number.as_ref().unwrap().as_given(), "30020911");
    assert_eq!((one.phone.len(), one.phone[0].flag_main, &one.phone[1].number), (2, Some(true), &None));
    assert_eq!((&one.comment2, one.extra.is_empty()), (&None, true));
    assert_eq!((two.id.get(), &two.login, two.balance), (20_518, &None, Some(dec!(-12.5))));
    assert!(two.phone.is_empty() && two.group.is_empty() && two.extra.is_empty());
}

#[tokio::test]
async fn a_task_of_the_described_shape() {
    let (_server, erp) = serving(html(fixture!("task_show.json"))).await;
    let task = erp.task().show(815).await.unwrap().unwrap();
    assert_eq!((task.id.get(), task.state.as_ref().unwrap().role()), (815, Some(1)));
    assert_eq!(task.address.as_ref().unwrap().text.as_ref().unwrap().plain(), "Birchville, Mill Street, 1/2");
    assert_eq!(task.description.as_ref().unwrap().plain(), "Нет линка & света");
    assert_eq!(task.customer[0].id.get(), 42);
    assert_eq!(task.date.as_ref().unwrap().complete, None);
    assert_eq!(task.staff.as_ref().unwrap().employee, [7.into()]);
    assert_eq!(task.comments[0].comment.as_ref().unwrap().as_given(), "Выехали");
    assert!(task.extra.is_empty(), "{:?}", task.extra);
}

#[tokio::test]
async fn the_documented_refusal() {
    let (_server, erp) = serving(html(REFUSED)).await;
    for error in [
        erp.customer().get_data(42).await.unwrap_err(),
        erp.customer().change_balance(42, dec!(1), "x").await.unwrap_err(),
        erp.customer().get_data_many([42]).stream().collect().await.unwrap_err(),
    ] {
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Api, Delivery::Refused));
        assert_eq!((error.message(), error.body()), (Some("Абонент не найден"), Some(REFUSED.as_bytes())));
        assert_eq!(error.refusal::<Refusal>(), Some(&Refusal::Error));
    }
}

#[tokio::test]
async fn compressed_answers() {
    let gzipped = |body: &str| html(gzip(body)).insert_header("content-encoding", "gzip");
    let (_server, erp) = serving(gzipped(CUSTOMERS)).await;
    assert_eq!(customers(&erp).await.len(), 2);
    let (_server, erp) = serving(gzipped(fixture!("device_of_an_old_build.json"))).await;
    assert_eq!(erp.device().get_data(ObjectType::All).stream().collect().await.unwrap().len(), 1);
    let (_server, erp) = serving(gzipped(REFUSED)).await;
    assert_eq!(erp.customer().get_data(42).await.unwrap_err().message(), Some("Абонент не найден"));
}

/// A small answer that grows without end is refused before it fills the memory.
#[tokio::test]
async fn a_compressed_answer_has_a_limit() {
    let many = format!(r#"{{"Result":"OK","data":[{}]}}"#, " ".repeat(1 << 20));
    let (_server, erp) = serving(html(gzip(many)).insert_header("content-encoding", "gzip")).await;
    let error = erp.customer().get_data(42).max_body(1 << 16).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::TooLarge, 1));
}

/// Letters of several bytes are cut too.
#[tokio::test]
async fn answers_in_single_bytes() {
    let server = Canned::in_pieces([chunked(CUSTOMERS.as_bytes().chunks(1), true)]).await;
    assert_eq!(customers(&client(&server.url)).await.len(), 2);
    let server = Canned::in_pieces([chunked(REFUSED.as_bytes().chunks(1), true)]).await;
    let erp = client(&server.url);
    for error in [
        erp.customer().get_data(42).await.unwrap_err(),
        erp.customer().get_data_many([42]).stream().collect().await.unwrap_err(),
    ] {
        assert_eq!(error.message(), Some("Абонент не найден"));
    }
}

#[tokio::test]
async fn a_byte_order_mark_is_passed_over() {
    let (_server, erp) = serving(html(format!("\u{feff}{CUSTOMERS}"))).await;
    assert_eq!(customers(&erp).await[0].full_name.as_ref().unwrap().plain(), "ООО \"Берёза\"");
    let (_server, erp) = serving(html(format!("\u{feff}{REFUSED}"))).await;
    assert_eq!(erp.customer().to_ex(42).await.unwrap_err().message(), Some("Абонент не найден"));
}

/// Nobody knows what servers write in this header.
#[tokio::test]
async fn labels_of_all_kinds() {
    for label in [
        "application/json",
        "application/json; charset=utf-8",
        "text/html",
        "text/plain; charset=\"UTF-8\"",
        "text/html; charset=no-such-charset",
        "application/octet-stream",
        "text/xml; charset=utf8",
        "nonsense",
    ] {
        let answer = ResponseTemplate::new(200).set_body_raw(CUSTOMERS, label);
        let (_server, erp) = serving(answer).await;
        assert_eq!(customers(&erp).await[0].full_name.as_ref().unwrap().plain(), "ООО \"Берёза\"", "{label}");
    }
    let unlabelled = format!(
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{CUSTOMERS}",
        CUSTOMERS.len()
    );
    let server = Canned::start([unlabelled.into_bytes()]).await;
    assert_eq!(customers(&client(&server.url)).await.len(), 2);
}

/// All of this family is UTF-8, and the header is not to be relied on: a web server adds its default to it.
#[tokio::test]
async fn a_label_that_is_wrong() {
    for label in ["text/html; charset=windows-1251", "text/html; charset=ISO-8859-1"] {
        let answer = ResponseTemplate::new(200).set_body_raw(CUSTOMERS, label);
        let (_server, erp) = serving(answer).await;
        assert_eq!(customers(&erp).await[0].full_name.as_ref().unwrap().plain(), "ООО \"Берёза\"", "{label}");
    }
}

#[tokio::test]
async fn a_file_arrives_byte_for_byte() {
    let bytes: Vec<u8> = (0..200_000_u32).map(|at| (at * 7 % 256) as u8).collect();
    let answer = ResponseTemplate::new(200).set_body_raw(bytes.clone(), "image/jpeg");
    let (_server, erp) = serving(answer).await;
    let file = erp.attach().get_file("u").await.unwrap();
    assert_eq!((file.content_type(), file.length()), (Some("image/jpeg"), Some(200_000)));
    assert_eq!(file.read_all(200_000).await.unwrap(), bytes);
    let error = erp.attach().get_file("u").await.unwrap().read_all(199_999).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    // One that breaks off is no shorter file, wherever that shows.
    for body in ["JFIF".to_owned(), "x".repeat(50_000)] {
        let server = Canned::start([whole_or_cut(&body, 5)]).await;
        let error = match client(&server.url).attach().get_file("u").await {
            Ok(file) => file.read_all(100_000).await.unwrap_err(),
            Err(error) => error,
        };
        assert_eq!(error.kind(), ErrorKind::Interrupted);
    }
}
