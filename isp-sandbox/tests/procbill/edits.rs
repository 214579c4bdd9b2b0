//! Houses, switches and services: what an edit does, and what the lists say then.

use isp_sandbox::procbill::{
    DEBTOR, Deed, Dialect, EditReply, House, SERVICE, SUBSCRIBER, SWITCH, Service, Switch,
};

use crate::http::{call, get, one_step, speaking, start};

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[tokio::test]
async fn a_house_is_added_changed_deleted() {
    let billing = start().await;
    let arguments = [
        "1",
        "null",
        "3",
        "2014-06-01 12:00:00",
        "620001",
        "Россия",
        "Пермь",
        "Пермский край",
        "Новая \"1\"",
        "5",
        "б",
    ];
    let id = call(&billing, "CLN_HOME_EDIT", &arguments).await.value("id").unwrap();
    let house = House {
        id: id.parse().unwrap(),
        pull_id: Some(3),
        connect_date: some("2014-06-01 12:00:00"),
        zip_code: some("620001"),
        country: some("Россия"),
        city: some("Пермь"),
        region: some("Пермский край"),
        street: some("Новая \"1\""),
        number: Some(5),
        liter: some("б"),
    };
    assert!(billing.houses().contains(&house));
    let listed = call(&billing, "CLN_HOME_LIST", &[&id]).await;
    let expected = format!(
        "<?xml version=\"1.0\" encoding=\"windows-1251\"?>\n<data>\n<row>\n<id>{id}</id>\n<pull_id>3</pull_id>\n\
         <connect_date>2014-06-01 12:00:00</connect_date>\n<zip_code>620001</zip_code>\n<country>Россия</country>\n\
         <city>Пермь</city>\n<region>Пермский край</region>\n<street>Новая &quot;1&quot;</street>\n\
         <s_number>5</s_number>\n<s_liter>б</s_liter>\n</row>\n</data>\n"
    );
    assert_eq!(listed.text(), expected);

    // A null overwrites.
    call(&billing, "CLN_HOME_EDIT", &["0", &id, "4", "null", "null", "null", "Пермь"]).await;
    let changed = House { id: house.id, pull_id: Some(4), city: some("Пермь"), ..House::default() };
    assert!(billing.houses().contains(&changed));
    call(&billing, "CLN_HOME_EDIT", &["2", &id]).await;
    assert_eq!(billing.houses().len(), 2);
    let deeds: Vec<_> = billing.acts().into_iter().map(|act| act.deed).collect();
    assert_eq!(
        deeds,
        [Deed::HouseAdded(house), Deed::HouseChanged(changed.clone()), Deed::HouseDeleted(changed)]
    );
}

#[tokio::test]
async fn edits_of_nothing_do_nothing() {
    let billing = start().await;
    for procedure in ["CLN_HOME_EDIT", "CLN_SWITCH_EDIT"] {
        for arguments in
            [&["2", "999"][..], &["0", "999"], &["2", "null"], &["0"], &["7", "10"], &["null", "10"]]
        {
            let answer = call(&billing, procedure, arguments).await;
            assert!(answer.text().contains("<data>"), "{arguments:?}: {}", answer.text());
        }
    }
    let service = ["999", "null", "null", "null", "null", "null", "null", "2"];
    call(&billing, "CLN_USR_USLUGA_EDIT", &service).await;
    assert!(billing.acts().is_empty());
    // An id that is there already cannot be added.
    for (procedure, id) in [("CLN_HOME_EDIT", "10"), ("CLN_SWITCH_EDIT", "31")] {
        assert!(call(&billing, procedure, &["1", id]).await.text().starts_with("violation of PRIMARY"));
    }
    assert!(billing.acts().is_empty());
}

#[tokio::test]
async fn a_switch_restarts_dhcpd() {
    let billing = start().await;
    let arguments =
        ["1", "null", "sw-2", "-1408236278", "DES-3200", "snmp", "ssh", "telnet", "11", "26", "1"];
    let id: i32 = call(&billing, "CLN_SWITCH_EDIT", &arguments).await.value("id").unwrap().parse().unwrap();
    let switch = Switch {
        id,
        name: some("sw-2"),
        ip: Some([172, 16, 5, 10].into()),
        switch_type: some("DES-3200"),
        psw_snmp: some("snmp"),
        psw_ssh: some("ssh"),
        psw_telnet: some("telnet"),
        home_id: Some(11),
        ports: Some(26),
    };
    assert_eq!(billing.switches()[1], switch);
    let deeds: Vec<_> = billing.acts().into_iter().map(|act| act.deed).collect();
    let spread = Deed::SwitchSpread { switch_id: id, home_id: 11, subscribers: 2 };
    assert_eq!(deeds, [Deed::SwitchAdded(switch), spread]);
    for user in [SUBSCRIBER, DEBTOR] {
        let row = call(&billing, "CLN_USR_GET", &[&user.to_string()]).await;
        assert_eq!((row.value("switch_id"), row.value("switch_name")), (Some(id.to_string()), some("sw-2")));
    }
    assert_eq!(billing.dhcpd_restarts(), 1);
    call(&billing, "CLN_SWITCH_EDIT", &["0", &SWITCH.to_string(), "sw-31"]).await;
    call(&billing, "CLN_SWITCH_EDIT", &["2", &SWITCH.to_string()]).await;
    assert_eq!(billing.dhcpd_restarts(), 3);
    call(&billing, "CLN_SWITCH_EDIT", &["x"]).await;
    assert_eq!(billing.dhcpd_restarts(), 3, "what was not carried out restarts nothing");

    let listed = call(&billing, "CLN_SWITCH_LIST", &["null", "11"]).await;
    assert_eq!(
        (listed.values("id"), listed.values("ip")),
        (vec![id.to_string()], vec!["-1408236278".to_owned()])
    );
    let names =
        ["id", "name", "ip", "switch_type", "psw_snmp", "psw_ssh", "psw_telnet", "home_id", "ports_cnt"];
    for name in names {
        assert_eq!(listed.values(name).len(), 1, "{name}");
    }
}

#[tokio::test]
async fn a_service_has_its_code_in_the_ninth_place() {
    let billing = start().await;
    let user = DEBTOR.to_string();
    let arguments = ["null", &user, "4", "1", "null", "2014-07-01", "2", "1", "IP-TV", "12", "iptv-7"];
    let id: i32 =
        call(&billing, "CLN_USR_USLUGA_EDIT", &arguments).await.value("id").unwrap().parse().unwrap();
    let service = Service {
        id,
        user_id: DEBTOR,
        usluga_id: Some(4),
        enabled: Some(1),
        // The sandbox's moment, at UTC+5.
        create_date: some("2026-04-15 08:30:00"),
        next_date: some("2014-07-01 00:00:00"),
        count: Some(2),
        comment: some("IP-TV"),
        equipment_id: Some(12),
        sip_id: some("iptv-7"),
    };
    assert_eq!(billing.services()[1], service);
    assert_eq!(billing.calls()[0].argument("UK"), Some("1"));

    let change = [&id.to_string(), "null", "5", "0", "2014-06-01", "null", "1", "0"];
    get(&billing, &one_step("CLN_USR_USLUGA_EDIT", &change)).await;
    let changed = Service {
        id,
        user_id: DEBTOR,
        usluga_id: Some(5),
        enabled: Some(0),
        create_date: some("2014-06-01 00:00:00"),
        count: Some(1),
        ..Service::default()
    };
    let delete = [&SERVICE.to_string(), "null", "null", "null", "null", "null", "null", "2"];
    call(&billing, "CLN_USR_USLUGA_EDIT", &delete).await;
    assert_eq!(billing.services(), std::slice::from_ref(&changed));
    let deeds: Vec<_> = billing.acts().into_iter().map(|act| act.deed).collect();
    assert_eq!(deeds[..2], [Deed::ServiceAdded(service), Deed::ServiceChanged(changed)]);
    assert!(matches!(&deeds[2], Deed::ServiceDeleted(service) if service.user_id == SUBSCRIBER));
    let nobody = ["null", "999", "4", "1", "null", "null", "1", "1"];
    assert!(
        call(&billing, "CLN_USR_USLUGA_EDIT", &nobody).await.text().starts_with("violation of FOREIGN KEY")
    );
}

#[tokio::test]
async fn what_an_edit_answers() {
    const PROLOG: &str = "<?xml version=\"1.0\" encoding=\"windows-1251\"?>";
    let edits: [(&str, &[&str]); 5] = [
        ("CLN_HOME_EDIT", &["0", "10"]),
        ("CLN_SWITCH_EDIT", &["0", "31"]),
        ("CLN_USR_USLUGA_EDIT", &["77", "null", "null", "null", "null", "null", "null", "0"]),
        ("WEB_USER_PROMISE_PAY", &["1204", "5", "null"]),
        ("CLN_FIN_OPER_ADD", &["1204", "null", "5", "null", "null", "2", "null"]),
    ];
    for (edit_reply, expected) in [
        (EditReply::NewId, None),
        (EditReply::EmptyBody, Some(String::new())),
        (EditReply::Text, Some("Изменение выполнено\n".to_owned())),
        (EditReply::NoRows, Some(format!("{PROLOG}<data></data>"))),
    ] {
        let billing = speaking(Dialect { edit_reply, line_breaks: false, ..Dialect::default() }).await;
        for ((procedure, arguments), id) in edits.iter().zip(["10", "31", "77", "1204", "10001"]) {
            let answer = call(&billing, procedure, arguments).await;
            let with_id = format!("{PROLOG}<data><row><id>{id}</id></row></data>");
            assert_eq!(&answer.text(), expected.as_ref().unwrap_or(&with_id), "{procedure}");
            assert_eq!(answer.status, 200);
        }
        assert_eq!(billing.acts().len(), 5);
    }
}
