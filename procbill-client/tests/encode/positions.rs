//! Every argument of every procedure at its place: names, order and types as the vendor's page has them.

use procbill_client::{Client, Decimal, LocalDateTime, LoginMode, OPERATIONS, Requirement};
use rust_decimal::dec;

use super::support::asked;
use super::{builder, script};

/// Type words of the page, in short: `I` integer, `T` timestamp, `D` double precision, a number for varchar.
type Table = &'static [(&'static str, &'static str)];

/// Behind the session, in the page's order.
const PAGE: &[(&str, Table)] = &[
    (
        "CLN_HOME_EDIT",
        &[
            ("P_OP", "I"),
            ("ID", "I"),
            ("PULL_ID", "I"),
            ("CONNECT_DATE", "T"),
            ("ZIP_CODE", "10"),
            ("COUNTRY", "256"),
            ("CITY", "256"),
            ("REGION", "256"),
            ("STREET", "256"),
            ("S_NUMBER", "I"),
            ("S_LITER", "32"),
        ],
    ),
    ("CLN_HOME_LIST", &[("P_ID", "I")]),
    (
        "CLN_SWITCH_EDIT",
        &[
            ("P_OP", "I"),
            ("ID", "I"),
            ("NAME", "1024"),
            ("IP", "I"),
            ("SWITCH_TYPE", "256"),
            ("PSW_SNMP", "40"),
            ("PSW_SSH", "40"),
            ("PSW_TELNET", "40"),
            ("HOME_ID", "I"),
            ("PORTS_CNT", "I"),
            ("UPDATE_HOME_FLAG", "I"),
        ],
    ),
    ("CLN_SWITCH_LIST", &[("P_ID", "I"), ("P_HOME_ID", "I")]),
    (
        "CLN_USR_USLUGA_EDIT",
        &[
            ("ID", "I"),
            ("USER_ID", "I"),
            ("USLUGA_ID", "I"),
            ("ENABLED", "I"),
            ("CREATE_DATE", "T"),
            ("NEXT_DATE", "T"),
            ("COUNTT", "I"),
            ("UK", "I"),
            ("COMMENT", "64"),
            ("EQUIPMENT_ID", "I"),
            ("SIP_ID", "32"),
        ],
    ),
    ("CLN_USR_GET", &[("SELECT_ID", "I")]),
    ("WEB_USER_PROMISE_PAY", &[("USER_ID", "I"), ("PROMISE_PAY", "D"), ("HOST", "15")]),
    (
        "CLN_USR_FIND_2",
        &[
            ("NAME_IN", "128"),
            ("LOGIN_IN", "32"),
            ("ID_IN", "I"),
            ("EMAIL_IN", "128"),
            ("IP_IN", "I"),
            ("FINANCE_IN", "I"),
            ("SERVER_IN", "I"),
            ("ADMIN_IN", "I"),
            ("BALANCEL_IN", "D"),
            ("BALANCEH_IN", "D"),
            ("PARENT_ID_IN", "I"),
            ("END_USER_IN", "I"),
            ("COUNT_USER_IN", "I"),
            ("ALL_IN", "I"),
            ("DELETED_IN", "I"),
            ("ATTRIBUTE", "128"),
            ("CONTRACT_NUMBER_IN", "32"),
            ("TARIFF_ID", "I"),
            ("ROUTER_IP", "I"),
            ("ROUTER_VLAN", "I"),
            ("ROUTER_PORT", "I"),
            ("SIP_ID", "32"),
            ("SMS_IN", "32"),
            ("NAS_IP", "I"),
        ],
    ),
    (
        "CLN_FIN_OPER_ADD",
        &[
            ("USER_ID", "I"),
            ("OP_DATE", "T"),
            ("SUMMA", "D"),
            ("DESCR", "255"),
            ("NUMBER", "10"),
            ("(type)", "2"),
            ("(empty)", "null"),
        ],
    ),
    (
        "CLN_FIN_OPER",
        &[
            ("USER_ID", "I"),
            ("DATEL", "T"),
            ("DATEH", "T"),
            ("FINANCE_IN", "I"),
            ("OP_TYPE_IN", "I"),
            ("ID", "I"),
            ("END_USER", "I"),
            ("FIN_USER", "I"),
            ("PARENT_ID_IN", "I"),
        ],
    ),
];

fn page(procedure: &str) -> Table {
    PAGE.iter().find(|(name, _)| *name == procedure).unwrap().1
}

#[test]
fn the_table_of_operations_is_the_page_s() {
    for row in OPERATIONS {
        let procedure = row.name.split(' ').next().unwrap();
        if procedure == "CLN_AUTH_LOGIN" {
            continue;
        }
        let names: Vec<_> = row.parameters.iter().map(|parameter| parameter.name).collect();
        let expected: Vec<_> = page(procedure).iter().map(|(name, _)| *name).collect();
        assert_eq!(names, expected, "{procedure}");
    }
    let named = |procedure: &str| {
        OPERATIONS.iter().filter(|row| row.name.split(' ').next() == Some(procedure)).count()
    };
    for (procedure, _) in PAGE {
        assert_eq!(named(procedure), if procedure.ends_with("EDIT") { 3 } else { 1 }, "{procedure}");
    }
    assert_eq!(named("CLN_AUTH_LOGIN"), 1);
    assert_eq!(OPERATIONS.len(), PAGE.len() + 1 + 2 * 3);
    let of = |name: &str| OPERATIONS.iter().find(|row| row.name == name).unwrap();
    assert!(
        of("CLN_FIN_OPER")
            .parameters
            .iter()
            .all(|parameter| (parameter.requirement == Requirement::OneOf("whose"))
                == ["USER_ID", "PARENT_ID_IN"].contains(&parameter.name))
    );
}

fn at() -> LocalDateTime {
    "2014-06-01T12:00:00".parse().unwrap()
}

/// A procedure, and its arguments as they should come.
type Asked = (&'static str, Vec<(&'static str, String)>);

/// Each setter of each procedure with a value that no other has.
async fn ask_everything(billing: &Client) -> Vec<Asked> {
    let pairs = |given: &[(&'static str, &str)]| -> Vec<(&'static str, String)> {
        given.iter().map(|(name, text)| (*name, (*text).to_owned())).collect()
    };
    const AT: &str = "2014-06-01 12:00:00";
    let mut asked: Vec<Asked> = Vec::new();

    let home = [
        ("PULL_ID", "103"),
        ("CONNECT_DATE", AT),
        ("ZIP_CODE", "620104"),
        ("COUNTRY", "c105"),
        ("CITY", "c106"),
        ("REGION", "r107"),
        ("STREET", "s108"),
        ("S_NUMBER", "109"),
        ("S_LITER", "l110"),
    ];
    for (code, edit) in
        [("1", billing.add_home().id(102)), ("0", billing.change_home(102)), ("2", billing.delete_home(102))]
    {
        let edit = edit.pull_id(103).connect_date(at()).zip_code("620104").country("c105").city("c106");
        let _ = edit.region("r107").street("s108").number(109).letter("l110").await.unwrap();
        asked.push(("CLN_HOME_EDIT", [pairs(&[("P_OP", code), ("ID", "102")]), pairs(&home)].concat()));
    }
    let _ = billing.homes().id(102).await.unwrap();
    asked.push(("CLN_HOME_LIST", pairs(&[("P_ID", "102")])));

    let switch = [
        ("NAME", "n203"),
        ("IP", "-1062731510"),
        ("SWITCH_TYPE", "t205"),
        ("PSW_SNMP", "p206"),
        ("PSW_SSH", "p207"),
        ("PSW_TELNET", "p208"),
        ("HOME_ID", "209"),
        ("PORTS_CNT", "210"),
        ("UPDATE_HOME_FLAG", "1"),
    ];
    for (code, edit) in [
        ("1", billing.add_switch().id(202)),
        ("0", billing.change_switch(202)),
        ("2", billing.delete_switch(202)),
    ] {
        let edit = edit.name("n203").ip([192, 168, 1, 10].into()).switch_type("t205").snmp_password("p206");
        let edit = edit.ssh_password("p207").telnet_password("p208").home_id(209).ports(210);
        let _ = edit.update_home(true).await.unwrap();
        asked.push(("CLN_SWITCH_EDIT", [pairs(&[("P_OP", code), ("ID", "202")]), pairs(&switch)].concat()));
    }
    let _ = billing.switches().id(202).home_id(209).await.unwrap();
    asked.push(("CLN_SWITCH_LIST", pairs(&[("P_ID", "202"), ("P_HOME_ID", "209")])));

    for (code, edit) in [
        ("1", billing.add_service(302, 303).id(301)),
        ("0", billing.change_service(301).user_id(302).service_id(303)),
        ("2", billing.delete_service(301).user_id(302).service_id(303)),
    ] {
        let edit = edit.enabled(false).create_date(at()).next_date(at()).count(307).comment("c309");
        let _ = edit.equipment_id(310).sip_id("s311").await.unwrap();
        let service = [
            ("ID", "301"),
            ("USER_ID", "302"),
            ("USLUGA_ID", "303"),
            ("ENABLED", "0"),
            ("CREATE_DATE", AT),
            ("NEXT_DATE", AT),
            ("COUNTT", "307"),
            ("UK", code),
            ("COMMENT", "c309"),
            ("EQUIPMENT_ID", "310"),
            ("SIP_ID", "s311"),
        ];
        asked.push(("CLN_USR_USLUGA_EDIT", pairs(&service)));
    }

    let _ = billing.subscriber(1204).await.unwrap();
    asked.push(("CLN_USR_GET", pairs(&[("SELECT_ID", "1204")])));
    let _ = billing.promise_payment(1204, dec!(7.5)).host("10.0.12.34").await.unwrap();
    asked.push((
        "WEB_USER_PROMISE_PAY",
        pairs(&[("USER_ID", "1204"), ("PROMISE_PAY", "7.50"), ("HOST", "10.0.12.34")]),
    ));

    let find = billing.find_subscribers().name("n401").login("l402").id(403).email("e404");
    let find = find.ip([10, 0, 12, 34].into()).finance(406).server(407).admin(408);
    let find = find.balance_from(dec!(-0.5)).balance_to(dec!(410)).parent_id(411).end_user(true);
    let find = find.count_user(413).all(414).deleted(415).attribute("a416").contract("c417").tariff_id(418);
    let find = find.router_ip([172, 16, 5, 9].into()).router_vlan(420).router_port(421).sip_id("s422");
    let _ = find.phone("p423").nas_ip([203, 0, 113, 7].into()).await.unwrap();
    asked.push((
        "CLN_USR_FIND_2",
        pairs(&[
            ("NAME_IN", "n401"),
            ("LOGIN_IN", "l402"),
            ("ID_IN", "403"),
            ("EMAIL_IN", "e404"),
            ("IP_IN", "167775266"),
            ("FINANCE_IN", "406"),
            ("SERVER_IN", "407"),
            ("ADMIN_IN", "408"),
            ("BALANCEL_IN", "-0.50"),
            ("BALANCEH_IN", "410.00"),
            ("PARENT_ID_IN", "411"),
            ("END_USER_IN", "1"),
            ("COUNT_USER_IN", "413"),
            ("ALL_IN", "414"),
            ("DELETED_IN", "415"),
            ("ATTRIBUTE", "a416"),
            ("CONTRACT_NUMBER_IN", "c417"),
            ("TARIFF_ID", "418"),
            ("ROUTER_IP", "-1408236279"),
            ("ROUTER_VLAN", "420"),
            ("ROUTER_PORT", "421"),
            ("SIP_ID", "s422"),
            ("SMS_IN", "p423"),
            ("NAS_IP", "-889163513"),
        ]),
    ));

    let payment = billing.add_payment(1204, Decimal::ONE).date(at()).description("d504").number("n505");
    let _ = payment.await.unwrap();
    asked.push((
        "CLN_FIN_OPER_ADD",
        pairs(&[
            ("USER_ID", "1204"),
            ("OP_DATE", AT),
            ("SUMMA", "1.00"),
            ("DESCR", "d504"),
            ("NUMBER", "n505"),
            ("(type)", "2"),
            ("(empty)", "null"),
        ]),
    ));
    for group in [false, true] {
        let call = if group { billing.group_operations(601) } else { billing.operations(601) };
        let call = call.from(at()).to(at()).finance(true).operation_type(605).id(606);
        let _ = call.end_user(false).financially_responsible(true).await.unwrap();
        let (user, parent) = if group { ("null", "601") } else { ("601", "null") };
        asked.push((
            "CLN_FIN_OPER",
            pairs(&[
                ("USER_ID", user),
                ("DATEL", AT),
                ("DATEH", AT),
                ("FINANCE_IN", "1"),
                ("OP_TYPE_IN", "605"),
                ("ID", "606"),
                ("END_USER", "0"),
                ("FIN_USER", "1"),
                ("PARENT_ID_IN", parent),
            ]),
        ));
    }
    asked
}

/// The arguments from this position on, decoded; all are plain ASCII.
fn arguments(line: &str) -> (String, Vec<(usize, String)>) {
    let (_, query) = line.split_once('?').unwrap();
    assert!(!query.contains('+'), "a space is %20");
    let pairs: Vec<_> = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let procedure = pairs.iter().find(|(name, _)| name == "proc").unwrap().1.clone();
    let numbered =
        |(name, text): &(String, String)| Some((name.strip_prefix("arg")?.parse().ok()?, text.clone()));
    (procedure, pairs.iter().filter_map(numbered).collect())
}

/// Paused: switches are edited with pauses between.
#[tokio::test(start_paused = true)]
async fn every_argument_stands_at_its_place() {
    for (mode, first) in [(LoginMode::TwoStep, 2), (LoginMode::Both, 2), (LoginMode::OneStep, 1)] {
        let script = script();
        let billing = builder(&script).login("a", "b").login_mode(mode).build().unwrap();
        let expected = ask_everything(&billing).await;
        let lines = asked(&script);
        assert_eq!(lines.len(), expected.len(), "{mode:?}");
        for (line, (procedure, given)) in lines.iter().zip(expected) {
            let names: Vec<_> = given.iter().map(|(name, _)| *name).collect();
            assert_eq!(
                names,
                page(procedure).iter().map(|(name, _)| *name).collect::<Vec<_>>(),
                "{procedure}"
            );
            let (wire, mut came) = arguments(line);
            assert_eq!(wire, procedure);
            if first == 2 {
                assert_eq!(came.remove(0), (1, "700100200".to_owned()), "the session is the first");
            }
            let expected: Vec<_> = (first..).zip(given.into_iter().map(|(_, text)| text)).collect();
            assert_eq!(came, expected, "{mode:?} {procedure}");
        }
    }
}
