//! Single values, in the spellings of PHP.

use kubalink_client::customer::{Customer, CustomerState};
use kubalink_client::{LocalDate, LocalDateTime, Mac};
use rust_decimal::{Decimal, dec};
use serde_json::Value;

use super::{answered, not_understood};

/// A customer with these fields.
async fn with(fields: &str) -> Customer {
    let body = format!(r#"{{"Result":"OK","data":{{"id":42,{fields}}}}}"#);
    answered(body).customer().get_data(42).await.unwrap_or_else(|error| panic!("{fields}: {error}")).unwrap()
}

/// What stands for no value.
const EMPTY: [&str; 4] = ["null", "\"\"", "[]", "{}"];

#[tokio::test]
async fn numbers_as_numbers_and_as_text() {
    for (text, money) in [
        ("0", dec!(0)),
        ("\"0\"", dec!(0)),
        ("150.5", dec!(150.5)),
        ("\"150.50\"", dec!(150.50)),
        ("\"-0.05\"", dec!(-0.05)),
        ("-150", dec!(-150)),
        ("\"1 234,50\"", dec!(1234.50)),
        ("\"12345678901234567890.12\"", dec!(12345678901234567890.12)),
    ] {
        let customer = with(&format!(r#""balance":{text}"#)).await;
        assert_eq!(customer.balance, Some(money), "{text}");
        assert_eq!(customer.unreadable().count(), 0);
    }
    for billing in ["13615", "\"13615\"", "\" 13615 \"", "13615.0"] {
        assert_eq!(with(&format!(r#""billing_id":{billing}"#)).await.billing_id, Some(13_615), "{billing}");
    }
    for state in ["2", "\"2\""] {
        assert_eq!(with(&format!(r#""state_id":{state}"#)).await.state_id, Some(CustomerState::Active));
    }
    let other = with(r#""state_id":7"#).await.state_id;
    assert_eq!(other, Some(CustomerState::Other("7".to_owned())));
    for empty in EMPTY {
        let customer = with(&format!(r#""balance":{empty},"billing_id":{empty},"state_id":{empty}"#)).await;
        assert_eq!((customer.balance, customer.billing_id, customer.state_id), (None, None, None), "{empty}");
        assert!(customer.extra.is_empty(), "{empty}");
    }
}

#[tokio::test]
async fn flags() {
    for (text, flag) in
        [("1", true), ("0", false), ("\"1\"", true), ("\"0\"", false), ("true", true), ("false", false)]
    {
        assert_eq!(with(&format!(r#""is_disable":{text}"#)).await.is_disable, Some(flag), "{text}");
    }
    for empty in EMPTY {
        assert_eq!(with(&format!(r#""is_disable":{empty}"#)).await.is_disable, None, "{empty}");
    }
    let odd = with(r#""is_disable":-1"#).await;
    assert_eq!((odd.is_disable, odd.extra.get("is_disable")), (None, Some(&Value::from(-1))));
}

/// 178320547 is 10.160.244.163 of `INET_ATON`.
#[tokio::test]
async fn addresses_of_the_network() {
    for ip in ["178320547", "\"178320547\"", "\"10.160.244.163\""] {
        let fields = format!(r#""ip_mac":{{"178320547":{{"ip":{ip},"mac":"001a2b3c4d5e"}}}}"#);
        let customer = with(&fields).await;
        assert_eq!(customer.ip_mac[0].ip.unwrap().to_string(), "10.160.244.163", "{ip}");
        assert_eq!(customer.ip_mac[0].mac, Some(Mac::new([0, 0x1a, 0x2b, 0x3c, 0x4d, 0x5e])));
    }
    for mac in ["\"001A2B3C4D5E\"", "\"00:1a:2b:3c:4d:5e\"", "\"00-1A-2B-3C-4D-5E\""] {
        let customer = with(&format!(r#""ip_mac":[{{"mac":{mac}}}]"#)).await;
        assert_eq!(customer.ip_mac[0].mac.unwrap().to_string(), "001A2B3C4D5E", "{mac}");
    }
    for none in ["\"\"", "null", "\"000000000000\"", "\"00:00:00:00:00:00\""] {
        let customer = with(&format!(r#""ip_mac":[{{"mac":{none}}}]"#)).await;
        assert_eq!((customer.ip_mac[0].mac, customer.ip_mac[0].extra.is_empty()), (None, true), "{none}");
    }
    // A value that is no address is kept, and named.
    let odd = &with(r#""ip_mac":[{"ip":"somewhere","mac":"none"}]"#).await.ip_mac[0];
    assert_eq!((odd.ip, odd.mac), (None, None));
    assert_eq!(odd.unreadable().collect::<Vec<_>>(), ["ip", "mac"]);
    assert_eq!(odd.extra.get("mac"), Some(&Value::from("none")));
}

#[tokio::test]
async fn dates_in_every_form() {
    let day = LocalDate::new(2023, 3, 9).unwrap();
    let at = |hour, minute, second| LocalDateTime::new(2023, 3, 9, hour, minute, second).unwrap();
    for (text, moment) in [
        ("2023-03-09 15:47:54", at(15, 47, 54)),
        ("2023-03-09T15:47:54", at(15, 47, 54)),
        ("2023-03-09 15:47", at(15, 47, 0)),
        ("2023-03-09", at(0, 0, 0)),
        ("09.03.2023", at(0, 0, 0)),
        ("09.03.2023 15:47", at(15, 47, 0)),
    ] {
        let fields = format!(r#""date_create":"{text}","agreement":[{{"date":"{text}"}}]"#);
        let customer = with(&fields).await;
        assert_eq!(
            (customer.date_create, customer.agreement[0].date),
            (Some(moment), Some(moment)),
            "{text}"
        );
    }
    for text in ["2023-03-09", "09.03.2023", "2023-03-09 00:00:00"] {
        let customer = with(&format!(r#""date_connect":"{text}""#)).await;
        assert_eq!(customer.date_connect, Some(day), "{text}");
    }
    // As given: what it means is said in the field's documentation.
    let never = with(r#""date_connect":"1970-01-01","date_activity":"1970-01-01 00:00:00""#).await;
    assert_eq!(never.date_connect, LocalDate::new(1970, 1, 1).ok());
    assert_eq!(never.date_activity, LocalDateTime::new(1970, 1, 1, 0, 0, 0).ok());
    for none in ["\"-\"", "\"\"", "null", "\"0000-00-00\"", "\"0000-00-00 00:00:00\"", "[]"] {
        let customer = with(&format!(r#""date_create":{none},"date_connect":{none}"#)).await;
        assert_eq!((customer.date_create, customer.date_connect), (None, None), "{none}");
        assert!(customer.extra.is_empty(), "{none}");
    }
    for odd in
        ["\"2023-02-30\"", "\"2023.03.09 15:47:54\"", "\"never\"", "1678376874", "\"2023-03-09T15:47:54Z\""]
    {
        let customer = with(&format!(r#""date_create":{odd}"#)).await;
        assert_eq!(
            (customer.date_create, customer.unreadable().collect::<Vec<_>>()),
            (None, vec!["date_create"]),
            "{odd}"
        );
        assert_eq!(customer.extra.get("date_create"), Some(&serde_json::from_str(odd).unwrap()));
    }
}

#[tokio::test]
async fn texts_as_given_and_plain() {
    for (given, plain) in [
        ("ООО &quot;Ромашка&quot;", "ООО \"Ромашка\""),
        ("О&#039;Нил", "О'Нил"),
        ("1&#047;2", "1/2"),
        ("a &amp;quot; b", "a &quot; b"),
        ("&lt;b&gt; &amp; c", "<b> & c"),
        ("R&D &unknown; 100%", "R&D &unknown; 100%"),
    ] {
        let customer = with(&format!(r#""full_name":"{given}""#)).await;
        let name = customer.full_name.unwrap();
        assert_eq!(
            (name.as_given(), name.plain().as_ref(), name.to_string().as_str()),
            (given, plain, plain)
        );
    }
    // A number where a text is expected is its text.
    assert_eq!(with(r#""account_number":10013615"#).await.account_number.unwrap().as_given(), "10013615");
    assert_eq!(with(r#""comment":"0""#).await.comment.unwrap().as_given(), "0");
    for empty in EMPTY {
        assert_eq!(with(&format!(r#""comment":{empty}"#)).await.comment, None, "{empty}");
    }
}

#[tokio::test]
async fn additional_fields_in_three_forms() {
    let shown = |customer: &Customer| {
        let fields = customer.additional_data.iter();
        fields
            .map(|field| {
                let text = |text: &Option<kubalink_client::Text>| text.as_ref().map(ToString::to_string);
                (field.id.get(), text(&field.caption), text(&field.value))
            })
            .collect::<Vec<_>>()
    };
    let (floor, five) = (Some("Floor".to_owned()), Some("5".to_owned()));
    for fields in [
        r#"{"17":{"id":17,"caption":"Floor","value":"5"}}"#,
        r#"{"17":{"caption":"Floor","value":5}}"#,
        r#"[{"id":"17","caption":"Floor","value":"5"}]"#,
        r#"{"0":{"id":17,"caption":"Floor","value":"5"}}"#,
    ] {
        let customer = with(&format!(r#""additional_data":{fields}"#)).await;
        assert_eq!(shown(&customer), [(17, floor.clone(), five.clone())], "{fields}");
    }
    for fields in [r#"{"17":"5"}"#, r#"{"17":5}"#] {
        let customer = with(&format!(r#""additional_data":{fields}"#)).await;
        assert_eq!(shown(&customer), [(17, None, five.clone())], "{fields}");
    }
    let several =
        with(r#""additional_data":{"17":{"id":17,"value":["a","b"]},"18":{"id":18,"value":""}}"#).await;
    assert_eq!(shown(&several), [(17, None, Some("a,b".to_owned())), (18, None, None)]);
    for empty in EMPTY.into_iter().chain(["false"]) {
        let customer = with(&format!(r#""additional_data":{empty}"#)).await;
        assert!(customer.additional_data.is_empty() && customer.extra.is_empty(), "{empty}");
    }
    let odd = with(r#""additional_data":"x""#).await;
    assert_eq!(odd.unreadable().collect::<Vec<_>>(), ["additional_data"]);
}

#[tokio::test]
async fn marks_and_groups_in_every_form() {
    for marks in [
        r#"{"2":{"id":2,"name":"x"},"3":{"id":"3"}}"#,
        r#"{"2":{"name":"x"},"3":{}}"#,
        r#"{"2":2,"3":3}"#,
        r#"{"0":2,"1":"3"}"#,
        "[2,3]",
        r#"["2","3"]"#,
        r#"[{"id":2},{"id":3}]"#,
        r#""2,3""#,
        r#""2, 3,""#,
    ] {
        let customer = with(&format!(r#""mark":{marks},"group":{marks}"#)).await;
        assert_eq!(customer.mark.iter().map(|mark| mark.get()).collect::<Vec<_>>(), [2, 3], "{marks}");
        assert_eq!(customer.group.len(), 2, "{marks}");
    }
    assert_eq!(with(r#""mark":2"#).await.mark, [2.into()]);
    for empty in EMPTY.into_iter().chain(["false"]) {
        let customer = with(&format!(r#""mark":{empty}"#)).await;
        assert!(customer.mark.is_empty() && customer.extra.is_empty(), "{empty}");
    }
    let body = r#"{"Result":"OK","data":{"id":42,"mark":["hush"]}}"#;
    let error = not_understood(answered(body).customer().get_data(42).await, body);
    assert!(error.path().unwrap().ends_with("mark"), "{error}");
}

/// What nobody has published is kept, and an odd value does not hide the record.
#[tokio::test]
async fn nothing_is_lost() {
    let customer =
        with(r#""new_field":{"a":[1,"hush"]},"Balance":"7","LOGIN":"x","login":"y","credit":"a lot""#).await;
    let names: Vec<_> = customer.extra.iter().map(|(name, _)| name.to_owned()).collect();
    assert_eq!(names, ["new_field", "Balance", "LOGIN", "credit"]);
    assert_eq!(customer.extra.get("new_field"), Some(&serde_json::json!({"a": [1, "hush"]})));
    assert_eq!(
        (customer.balance, customer.login.as_ref().unwrap().as_given()),
        (None, "y"),
        "names are exact"
    );
    assert_eq!(customer.unreadable().collect::<Vec<_>>(), ["credit"]);
    let shown = format!("{customer:?}");
    assert!(!shown.contains("hush") && shown.contains("new_field"), "{shown}");
}

/// Records in an object by key or in a list; the key is theirs if they have none.
#[tokio::test]
async fn records_within_records() {
    let services = r#"{"3":{"cost":"10.50"},"4":{"id":9,"cost":1}}"#;
    let customer = with(&format!(r#""service":{services},"tag":[{{"id":5}}],"phone":{{"0":{{"number":"+7","flag_main":"1"}},"1":{{"number":""}}}}"#)).await;
    let costs: Vec<_> = customer.service.iter().map(|service| (service.id, service.cost)).collect();
    assert_eq!(costs, [(Some(3), Some(dec!(10.50))), (Some(9), Some(Decimal::ONE))]);
    assert_eq!(customer.tag[0].id, Some(5));
    assert_eq!(
        (customer.phone.len(), customer.phone[0].flag_main, &customer.phone[1].number),
        (2, Some(true), &None)
    );
    for empty in EMPTY.into_iter().chain(["false"]) {
        let fields = format!(
            r#""service":{empty},"phone":{empty},"tariff":{empty},"traffic":{empty},"billing":{empty}"#
        );
        let customer = with(&fields).await;
        assert!(customer.service.is_empty() && customer.phone.is_empty(), "{empty}");
        assert_eq!((customer.tariff, customer.traffic, customer.billing), (None, None, None), "{empty}");
    }
    let nobody = with(r#""manager_id":0,"address":[{"type":"connect","house_id":"0","floor":2}]"#).await;
    assert_eq!((nobody.manager_id, nobody.address[0].house_id), (None, None), "0 is nobody's id");
    assert_eq!(nobody.address[0].floor.as_ref().unwrap().as_given(), "2");
}
