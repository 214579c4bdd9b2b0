//! What `confirm` makes of operations whose columns nobody knows.

use procbill_client::testing::{Reply, Script};
use procbill_client::{Confirmation, ErrorKind, Receipt};
use rust_decimal::dec;

use super::support::with_suid;

async fn confirm(number: &str, rows: &str) -> Confirmation {
    let billing = with_suid(&Script::always(Reply::ok(format!("<r>{rows}</r>")))).build().unwrap();
    billing.confirm(&Receipt::new(1204, dec!(350), number)).await.unwrap()
}

fn is_booked(confirmation: &Confirmation) -> bool {
    matches!(confirmation, Confirmation::Booked(_))
}

#[tokio::test]
async fn a_number_in_whatever_column() {
    for row in
        ["<w><number>A7</number></w>", "<w><NUM>A7</NUM><id>1</id></w>", "<w><id>1</id><doc>A7</doc></w>"]
    {
        assert!(is_booked(&confirm("A7", row).await), "{row}");
    }
}

/// A number of digits may look like an id, a type or a sum. Where the column of numbers is, only that one counts.
#[tokio::test]
async fn a_number_that_looks_like_something_else() {
    let row = "<w><id>9</id><user_id>1204</user_id><summa>350.00</summa><op_type>2</op_type><number>A1</number></w>";
    for number in ["2", "1204", "9", "350.00"] {
        assert_eq!(confirm(number, row).await, Confirmation::NotBooked, "{number}");
    }
    // Where that column is not, such a number says nothing.
    let row = "<w><id>9</id><user_id>1204</user_id><summa>350.00</summa><op_date>2026-04-10</op_date></w>";
    for number in ["9", "1204", "350.00", "2026-04-10"] {
        assert_eq!(confirm(number, row).await, Confirmation::Undecided, "{number}");
    }
}

#[tokio::test]
async fn what_cannot_be_told() {
    assert_eq!(confirm("A7", "").await, Confirmation::Undecided, "no operation");
    assert_eq!(confirm("A7", "<w><id>1</id></w>").await, Confirmation::Undecided, "no column of numbers");
    // Nulls may be left out: the second row could be the one.
    let rows = "<w><number>A1</number></w><w><id>2</id></w>";
    assert_eq!(confirm("A7", rows).await, Confirmation::Undecided);
    assert_eq!(confirm("A7", "<w><number>A70</number></w><w><number/></w>").await, Confirmation::NotBooked);
}

#[tokio::test]
async fn an_answer_that_fails_settles_nothing() {
    for body in ["", "deadlock", "<r><w><number>A7</number>", "<html></html>"] {
        let billing = with_suid(&Script::always(Reply::ok(body))).build().unwrap();
        billing.confirm(&Receipt::new(1204, dec!(350), "A7")).trust_empty().await.unwrap_err();
    }
}

#[tokio::test]
async fn a_receipt_that_says_too_little() {
    let script = Script::default();
    let billing = with_suid(&script).build().unwrap();
    let receipt = Receipt::new(1204, dec!(350), " ");
    let error = billing.confirm(&receipt).await.unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::Input, Some("NUMBER")));
    let dated = receipt.clone().with_date("2026-04-10T00:00:00".parse().unwrap());
    for receipt in [receipt.clone(), receipt.with_description("x"), dated] {
        let error = billing.confirm(&receipt).by_sum_day_and_text().await.unwrap_err();
        assert_eq!((error.kind(), error.path()), (ErrorKind::Input, Some("receipt")));
    }
    assert!(script.requests().is_empty());
}
