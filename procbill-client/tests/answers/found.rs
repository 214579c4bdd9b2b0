//! Answers of `CLN_USR_FIND_2`.

use procbill_client::{Client, FoundSubscriber};
use rust_decimal::dec;

use super::support::fixture;
use super::{html, serving};

async fn find(billing: &Client) -> Vec<FoundSubscriber> {
    billing.find_subscribers().id(1204).await.unwrap()
}

async fn found(body: &[u8]) -> Vec<FoundSubscriber> {
    let (_server, billing) = serving(html(body)).await;
    find(&billing).await
}

#[tokio::test]
async fn one() {
    let found = found(fixture!("find2_one_row.xml")).await;
    let [one] = &found[..] else { panic!("{found:?}") };
    assert_eq!((one.id, one.ip), (Some(1204), Some([10, 0, 12, 34].into())));
    assert_eq!(one.identify.as_deref(), Some("Иванов Иван Иванович"));
    assert_eq!(one.comment.as_deref(), Some("подъезд 2 & \"домофон\""));
    assert_eq!((one.balance, one.deleted, one.end_user), (Some(dec!(433.33)), Some(false), Some(true)));
    assert_eq!((one.parid, one.server, one.login.as_deref()), (Some(210), Some(0), Some("ivanov34")));
    assert_eq!((one.parid1, one.id1, one.count_user, &one.color), (None, None, None, &None));
    assert!(one.extra.is_empty() && one.unreadable().count() == 0);
}

#[tokio::test]
async fn three_and_none() {
    let three = found(fixture!("find2_three_rows.xml")).await;
    assert_eq!(three.iter().map(|row| row.id.unwrap()).collect::<Vec<_>>(), [1204, 1377, 210]);
    assert_eq!((three[1].balance, three[1].ip), (Some(dec!(-0.50)), Some([203, 0, 113, 7].into())));
    assert_eq!((three[2].end_user, three[2].ip, three[2].count_user), (Some(false), None, Some(2)));
    assert_eq!(found(fixture!("find2_zero_rows.xml")).await, []);
}

/// Whatever stands around, and in whatever order: columns are known by their names.
#[tokio::test]
async fn columns_are_looked_up_by_name() {
    for body in [
        "<balance>1.00</balance><id>7</id>",
        "<ID>7</ID><BALANCE>1.00</BALANCE>",
        "<r><id>7</id><balance>1.00</balance></r>",
        "<a><b><c><d><id>7</id><balance>1.00</balance></d></c></b></a>",
        "\u{feff}<r>\n\n<w kind=\"x\"><id a='1'> 7 </id>\r\n<balance><![CDATA[1.00]]></balance></w>\n</r>",
        "<r><w><id>7</id><balance>1.00</balance></w></r><!-- 5 ms -->",
    ] {
        let found = found(body.as_bytes()).await;
        let [one] = &found[..] else { panic!("{body} {found:?}") };
        assert_eq!((one.id, one.balance), (Some(7), Some(dec!(1))), "{body}");
    }
}

/// `id` is no part of `id1`, nor `parid` of `parid1`.
#[tokio::test]
async fn names_are_whole_names() {
    let found = found(b"<r><w><id1>5</id1><parid1>6</parid1><id>7</id></w></r>").await;
    assert_eq!((found[0].id, found[0].id1), (Some(7), Some(5)));
    assert_eq!((found[0].parid, found[0].parid1), (None, Some(6)));
}

/// A first column that comes again begins a row where rows have no element.
#[tokio::test]
async fn rows_without_an_element() {
    for body in [
        "<r><id>1</id><login>a</login><id>2</id><id>3</id><login>c</login></r>",
        "<id>1</id><login>a</login><id>2</id><id>3</id><login>c</login>",
    ] {
        let found = found(body.as_bytes()).await;
        let seen: Vec<_> = found.iter().map(|row| (row.id.unwrap(), row.login.as_deref())).collect();
        assert_eq!(seen, [(1, Some("a")), (2, None), (3, Some("c"))], "{body}");
    }
}

/// What nobody knows, what comes twice and what cannot be read: all of it is kept.
#[tokio::test]
async fn nothing_is_lost() {
    let body = "<r><w><id>7</id><balance>many</balance><ip>10.0.0</ip><ip>8</ip><new_one>x &amp; y</new_one>\
        <login>null</login><comment></comment></w></r>";
    let found = found(body.as_bytes()).await;
    let [one] = &found[..] else { panic!("{found:?}") };
    assert_eq!((one.id, one.balance, one.ip), (Some(7), None, None));
    assert_eq!(one.unreadable().collect::<Vec<_>>(), ["balance", "ip", "ip"]);
    let extra: Vec<_> = one.extra.iter().collect();
    assert_eq!(extra, [("balance", "many"), ("ip", "10.0.0"), ("ip", "8"), ("new_one", "x & y")]);
    assert_eq!((one.extra.get("new_one"), one.login.as_deref()), (Some("x & y"), None));
    assert_eq!(format!("{:?}", one.extra), r#"{"balance", "ip", "ip", "new_one"}"#, "names only");
}
