//! Answers of `CLN_USR_GET`: the same record in each form.

use procbill_client::{ErrorKind, SubscriberCard};
use rust_decimal::dec;

use super::support::fixture;
use super::{html, serving};

async fn card(body: &[u8]) -> Option<SubscriberCard> {
    let (_server, billing) = serving(html(body)).await;
    billing.subscriber(1204).await.unwrap()
}

fn is_right(card: &SubscriberCard) {
    assert_eq!((card.user_id, card.parent_id, card.tarif_id), (Some(1204), Some(210), Some(17)));
    assert_eq!((card.login.as_deref(), card.email.as_deref()), (Some("ivanov34"), None));
    assert_eq!(card.name.as_deref(), Some("Иванов Иван Иванович"));
    assert_eq!((card.balance, card.debit), (Some(dec!(433.33)), Some(dec!(500))));
    assert_eq!((card.ostatok, card.credit), (Some(dec!(150)), Some(dec!(216.67))));
    assert_eq!(card.ip, Some([10, 0, 12, 34].into()));
    assert_eq!(card.router_ip, Some([172, 16, 5, 9].into()), "a positive number");
    assert_eq!(card.nas_ip, Some([192, 168, 1, 10].into()), "a negative number");
    assert_eq!((card.snatip, card.host_ip, card.voip_ip), (None, None, None));
    assert_eq!(card.psw.as_ref().unwrap().expose(), "EXAMPLE-PSW");
    assert_eq!(card.gen_pwd.as_ref().unwrap().expose(), "EXAMPLE-GENPWD");
    assert!(card.ad_pass.is_none());
    assert_eq!(card.next_auto_acount, Some("2014-06-01T00:00:00".parse().unwrap()));
    assert_eq!(card.create_date, Some("2012-03-15".parse().unwrap()));
    assert_eq!((card.disabled_date, card.kill_time), (None, None));
    assert_eq!((card.abonent_pay, card.promise_pay), (Some(dec!(350)), Some(dec!(0))));
    assert_eq!((card.enabled, card.deleted, card.end_user), (Some(true), Some(false), Some(true)));
    assert_eq!(
        (card.contract_number.as_deref(), card.sms.as_deref()),
        (Some("000123"), Some("+79000000000"))
    );
    assert_eq!(card.switch_name.as_deref(), Some("Коммутатор № 5"));
    assert_eq!((card.home_id, card.switch_id, card.a_home_number), (Some(10), Some(5), Some(34)));
    assert_eq!(card.tarif_txt.as_deref(), Some("01 Домашний 100"));
    assert_eq!((card.mac.as_deref(), card.sorm_admin), (Some("00:11:22:33:44:55"), Some(0)));
    assert!(card.extra.is_empty(), "all 114 columns are known: {:?}", card.extra);
}

#[tokio::test]
async fn one_record_in_five_forms() {
    let first = card(fixture!("usr_get_nulls_empty.xml")).await.unwrap();
    is_right(&first);
    for body in [
        fixture!("usr_get_nulls_selfclosed.xml"),
        fixture!("usr_get_nulls_word.xml"),
        fixture!("usr_get_utf8.xml"),
        fixture!("usr_get_uppercase_tags.xml"),
    ] {
        assert_eq!(card(body).await.unwrap(), first);
    }
}

/// Declared, said by the header, or said nowhere.
#[tokio::test]
async fn a_charset_that_is_said_nowhere() {
    let body = fixture!("usr_get_nulls_empty.xml");
    let line = body.iter().position(|byte| *byte == b'\n').unwrap();
    assert_eq!(card(&body[line..]).await, card(body).await);
    let answer =
        wiremock::ResponseTemplate::new(200).set_body_raw(&body[line..], "text/xml; charset=windows-1251");
    let (_server, billing) = serving(answer).await;
    assert_eq!(billing.subscriber(1204).await.unwrap(), card(body).await);
}

#[tokio::test]
async fn nobody_of_this_id() {
    assert_eq!(card(fixture!("usr_get_zero_rows.xml")).await, None);
    let nulls =
        "<r><w><user_id></user_id><login>null</login><balance/><gen_pwd>&lt;null&gt;</gen_pwd></w></r>";
    assert_eq!(card(nulls.as_bytes()).await, None);
}

#[tokio::test]
async fn more_than_one_is_no_answer() {
    let (_server, billing) =
        serving(html("<r><w><user_id>1</user_id></w><w><user_id>2</user_id></w></r>")).await;
    assert_eq!(billing.subscriber(1).await.unwrap_err().kind(), ErrorKind::Decode);
    // Another procedure's row.
    let (_server, billing) = serving(html("<r><w><colour>1</colour></w></r>")).await;
    assert_eq!(billing.subscriber(1).await.unwrap_err().kind(), ErrorKind::Decode);
}

/// Cut anywhere, it is an error and never a part of a record.
#[tokio::test]
async fn a_record_that_stops_in_the_middle() {
    use procbill_client::testing::{Reply, Script};

    let body = fixture!("usr_get_nulls_empty.xml");
    let end = body.windows(19).position(|bytes| bytes == b"</PLACEHOLDER_ROOT>").unwrap() + 19;
    for at in (1..end).step_by(37).chain(end - 20..end) {
        let script = Script::always(Reply::ok(body[..at].to_vec()));
        let billing = super::support::with_suid(&script).build().unwrap();
        let ended = billing.subscriber(1204).await;
        assert!(ended.is_err(), "{at}: {ended:?}");
        let rows = billing.execute("CLN_USR_GET", procbill_client::Effect::Read).arg(1204).await;
        assert!(rows.is_err(), "{at}: {rows:?}");
        let found = billing.find_subscribers().id(1204).await;
        assert!(found.is_err(), "{at}");
    }
}
