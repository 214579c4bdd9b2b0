//! `CLN_USR_FIND_2` and `CLN_USR_GET`.

use isp_sandbox::Sandbox;
use isp_sandbox::procbill::{Dialect, Subscriber, TextMatch, UnknownSubscriber};

use crate::http::{call, filters, speaking, start};

#[tokio::test]
async fn every_filter_alone() {
    let odd = Subscriber {
        parent_id: Some(210),
        email: Some("odd@example.test".to_owned()),
        ..Subscriber::new(60, "odd", "Странный")
    };
    let billing = Sandbox::procbill().subscriber(odd).start().await.unwrap();
    let all = ["1", "5", "60", "210", "220", "1204", "1377", "1402"];
    let cases: [(usize, &str, &[&str]); 29] = [
        (2, "Соколов Пётр Ильич", &["1204"]),
        (3, "lebedeva", &["1377"]),
        (4, "60", &["60"]),
        (5, "odd@example.test", &["60"]),
        (6, "167775266", &["1204"]),
        (6, "0", &[]),
        (7, "0", &["5"]),
        (7, "1", &["1", "60", "210", "220", "1204", "1377", "1402"]),
        (8, "0", &all),
        (8, "1", &[]),
        (9, "1", &["5"]),
        (10, "433.33", &["1204", "1402"]),
        (10, "433.34", &["1402"]),
        (11, "-0.50", &["1377"]),
        (11, "-0.51", &[]),
        (12, "210", &all),
        (13, "0", &["1", "210", "220"]),
        (14, "1", &all),
        (15, "1", &all),
        (16, "1", &["1402"]),
        (17, "x", &all),
        (18, "000123", &["1204"]),
        (19, "18", &["1377"]),
        (20, "-1408236279", &["1204"]),
        (21, "105", &["1204"]),
        (22, "7", &["1204"]),
        (23, "73430000001", &["1204"]),
        (24, "79000000002", &["1377"]),
        (25, "-1062731510", &["1204"]),
    ];
    assert_eq!(call(&billing, "CLN_USR_FIND_2", &filters(&[])).await.values("id"), all);
    for (position, value, expected) in cases {
        let found = call(&billing, "CLN_USR_FIND_2", &filters(&[(position, value)])).await;
        assert_eq!(found.values("id"), expected, "{position} {value}");
    }
}

#[tokio::test]
async fn all_filters_together() {
    let billing = start().await;
    let both = call(&billing, "CLN_USR_FIND_2", &filters(&[(19, "17"), (10, "0"), (13, "1")])).await;
    assert_eq!(both.values("id"), ["1204"]);
    let neither = call(&billing, "CLN_USR_FIND_2", &filters(&[(19, "17"), (3, "lebedeva")])).await;
    assert_eq!(neither.text(), "<?xml version=\"1.0\" encoding=\"windows-1251\"?>\n<data>\n</data>\n");
}

#[tokio::test]
async fn exact_or_in_part() {
    let part = filters(&[(2, "Пётр")]);
    let billing = start().await;
    assert!(call(&billing, "CLN_USR_FIND_2", &part).await.values("id").is_empty());
    billing.set_dialect(Dialect { text_match: TextMatch::Contains, ..Dialect::default() });
    assert_eq!(call(&billing, "CLN_USR_FIND_2", &part).await.values("id"), ["1204"]);
    assert_eq!(
        call(&billing, "CLN_USR_FIND_2", &filters(&[(18, "0001")])).await.values("id"),
        ["1204", "1377"]
    );
}

#[tokio::test]
async fn fifteen_columns() {
    let billing = start().await;
    let found = call(&billing, "CLN_USR_FIND_2", &filters(&[(4, "1377")])).await;
    let expected = "<row>\n<id>1377</id>\n<parent_identify>Жилой сектор</parent_identify>\n\
        <identify>Лебедева Анна</identify>\n<ip>203.0.113.7</ip>\n<balance>-0.50</balance>\n<deleted>0</deleted>\n\
        <end_user>1</end_user>\n<server>0</server>\n<parid>210</parid>\n<comment></comment>\n<parid1></parid1>\n\
        <id1></id1>\n<count_user></count_user>\n<login>lebedeva</login>\n<color></color>\n</row>\n";
    assert!(found.text().contains(expected), "{}", found.text());
    let group = call(&billing, "CLN_USR_FIND_2", &filters(&[(4, "210")])).await;
    assert_eq!(
        (group.value("count_user").as_deref(), group.value("end_user").as_deref()),
        (Some("2"), Some("0"))
    );
}

#[tokio::test]
async fn a_hundred_and_fourteen_columns() {
    let billing = start().await;
    let text = call(&billing, "CLN_USR_GET", &["1204"]).await.text();
    let names: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix('<')?.split_once("</")?.1.strip_suffix('>'))
        .collect();
    assert_eq!(names.len(), 114);
    for (number, name) in [
        (1, "user_id"),
        (10, "ip"),
        (17, "balance"),
        (31, "psw"),
        (33, "next_auto_acount"),
        (46, "abonent_pay"),
        (53, "ad_pass"),
        (72, "contract_number"),
        (84, "promise_pay"),
        (94, "gen_pwd"),
        (102, "tarif_txt"),
        (105, "create_date"),
        (114, "sorm_admin"),
    ] {
        assert_eq!(names[number - 1], name);
    }
    let row = call(&billing, "CLN_USR_GET", &["1204"]).await;
    for (name, value) in [
        ("user_id", "1204"),
        ("parent_id", "210"),
        ("login", "sokolov34"),
        ("name", "Соколов Пётр Ильич"),
        ("ip", "167775266"),
        ("nas_ip", "-1062731510"),
        ("balance", "433.33"),
        ("end_user", "1"),
        ("email", "sokolov@example.test"),
        ("snatip", ""),
        ("gen_pwd", "pw-1204"),
        ("sms", "79000000001"),
        ("switch_name", "sw-sadovaya-12 &quot;чердак&quot;"),
        ("create_date", "2012-03-15"),
        ("next_auto_acount", "2026-05-01 00:00:00"),
    ] {
        assert_eq!(row.value(name).as_deref(), Some(value), "{name}");
    }
}

#[tokio::test]
async fn columns_of_the_tests_own() {
    let mut subscriber = Subscriber::new(60, "x", "Х");
    subscriber.columns = [("AD_PASS", Some("тайна")), ("BALANCE", None), ("EXTRA", Some("1"))]
        .map(|(name, value)| (name.to_owned(), value.map(str::to_owned)))
        .into();
    let billing = Sandbox::procbill().subscriber(subscriber).start().await.unwrap();
    let row = call(&billing, "CLN_USR_GET", &["60"]).await;
    assert_eq!((row.value("ad_pass").as_deref(), row.value("balance").as_deref()), (Some("тайна"), Some("")));
    assert!(row.text().ends_with("<sorm_admin>0</sorm_admin>\n<extra>1</extra>\n</row>\n</data>\n"));
}

#[tokio::test]
async fn nobody_of_this_id() {
    for unknown_subscriber in
        [UnknownSubscriber::NoRows, UnknownSubscriber::NullRow, UnknownSubscriber::ErrorText]
    {
        let billing = speaking(Dialect { unknown_subscriber, ..Dialect::default() }).await;
        for id in ["999", "null"] {
            let answer = call(&billing, "CLN_USR_GET", &[id]).await;
            match unknown_subscriber {
                UnknownSubscriber::NoRows => assert!(answer.text().ends_with("<data>\n</data>\n")),
                UnknownSubscriber::NullRow => {
                    assert_eq!(answer.text().matches("></").count(), 114);
                    assert_eq!(answer.value("user_id").as_deref(), Some(""));
                }
                UnknownSubscriber::ErrorText => {
                    assert_eq!(answer.text(), "exception 9 E_USER Абонент не найден ");
                }
            }
        }
    }
}
