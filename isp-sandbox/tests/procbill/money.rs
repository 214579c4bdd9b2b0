//! Payments, promised payments, the list of operations.

use isp_sandbox::Sandbox;
use isp_sandbox::procbill::{
    DEBTOR, Deed, Dialect, FIRST_GENERATED, FinColumns, FinNames, GROUP, OTHER_GROUP, Operation, ROOT_GROUP,
    Running, SUBSCRIBER, Subscriber,
};

use crate::http::{Answer, call, get, one_step, speaking, start};

async fn pay(billing: &Running, user: i32, date: &str, sum: &str, number: &str) -> Answer {
    call(
        billing,
        "CLN_FIN_OPER_ADD",
        &[&user.to_string(), date, sum, "оплата & \"касса\"", number, "2", "null"],
    )
    .await
}

async fn numbers(billing: &Running, arguments: &[&str]) -> Vec<String> {
    call(billing, "CLN_FIN_OPER", arguments).await.values("number")
}

#[tokio::test]
async fn a_payment_is_booked() {
    let billing = start().await;
    let id: i32 = pay(&billing, DEBTOR, "2014-06-01 12:00:00", "350.00", "A000001")
        .await
        .value("id")
        .unwrap()
        .parse()
        .unwrap();
    let operation = Operation {
        id,
        user_id: DEBTOR,
        op_date: "2014-06-01 12:00:00".to_owned(),
        sum: 35_000,
        descr: Some("оплата & \"касса\"".to_owned()),
        number: Some("A000001".to_owned()),
        op_type: 2,
    };
    assert_eq!(billing.operations(DEBTOR), std::slice::from_ref(&operation));
    assert_eq!((billing.balance(DEBTOR), billing.balance(SUBSCRIBER)), (Some(34_950), Some(43_333)));
    assert_eq!(billing.acts()[0].deed, Deed::PaymentAdded(operation));
    let listed = call(&billing, "CLN_FIN_OPER", &[&DEBTOR.to_string()]).await;
    let expected = format!(
        "<row>\n<id>{id}</id>\n<user_id>1377</user_id>\n<op_date>2014-06-01 12:00:00</op_date>\n<summa>350.00</summa>\n\
         <descr>оплата &amp; &quot;касса&quot;</descr>\n<number>A000001</number>\n<op_type>2</op_type>\n</row>\n"
    );
    assert!(listed.text().contains(&expected), "{}", listed.text());
    assert_eq!(call(&billing, "CLN_USR_GET", &["1377"]).await.value("balance").as_deref(), Some("349.50"));

    // In one step everything moves down by one, and without a date it is now.
    let arguments = ["1204", "null", "0.1", "null", "null", "2", "null"];
    get(&billing, &one_step("CLN_FIN_OPER_ADD", &arguments)).await;
    let [operation] = &billing.operations(SUBSCRIBER)[..] else {
        panic!("{:?}", billing.operations(SUBSCRIBER))
    };
    assert_eq!((operation.sum, operation.op_date.as_str()), (10, "2026-04-15 08:30:00"));
    assert_eq!((&operation.number, &operation.descr), (&None, &None));
}

#[tokio::test]
async fn a_number_used_before() {
    for refuse_duplicates in [false, true] {
        let billing = speaking(Dialect { refuse_duplicates, ..Dialect::default() }).await;
        pay(&billing, DEBTOR, "null", "1", "A1").await;
        let second = pay(&billing, SUBSCRIBER, "null", "2", "A1").await.text();
        assert_eq!(second.starts_with("violation of PRIMARY or UNIQUE KEY"), refuse_duplicates, "{second}");
        pay(&billing, DEBTOR, "null", "1", "null").await;
        pay(&billing, DEBTOR, "null", "1", "null").await;
        assert_eq!(billing.acts().len(), if refuse_duplicates { 3 } else { 4 });
    }
}

#[tokio::test]
async fn a_promise() {
    let billing = start().await;
    call(&billing, "WEB_USER_PROMISE_PAY", &["1377", "100.5", "203.0.113.7"]).await;
    let promised = Deed::Promised { user_id: DEBTOR, amount: 10_050, host: Some("203.0.113.7".to_owned()) };
    assert_eq!(billing.acts()[0].deed, promised);
    let row = call(&billing, "CLN_USR_GET", &["1377"]).await;
    assert_eq!(row.value("promise_pay").as_deref(), Some("100.50"));
    assert_eq!(row.value("promise_date_end").as_deref(), Some("2026-04-20 08:30:00"));
    assert_eq!(billing.balance(DEBTOR), Some(-50), "it is no money");
    assert!(call(&billing, "WEB_USER_PROMISE_PAY", &["999", "1", "x"]).await.text().contains("E_USER"));
    assert!(
        call(&billing, "WEB_USER_PROMISE_PAY", &["1377", "1", "1234567890123456"])
            .await
            .text()
            .contains("truncation")
    );
    assert_eq!(billing.acts().len(), 1);
}

#[tokio::test]
async fn operations_by_subscriber_group_date_and_id() {
    let unpaid =
        Subscriber { financial: false, parent_id: Some(OTHER_GROUP), ..Subscriber::new(50, "x", "Х") };
    let billing = Sandbox::procbill().subscriber(unpaid).start().await.unwrap();
    pay(&billing, SUBSCRIBER, "2014-05-01", "1", "S1").await;
    pay(&billing, SUBSCRIBER, "2014-05-31 23:59:59", "2", "S2").await;
    pay(&billing, DEBTOR, "2014-06-01", "3", "D1").await;
    pay(&billing, 50, "2014-06-02", "4", "X1").await;
    pay(&billing, GROUP, "2014-06-03", "5", "G1").await;
    let [subscriber, group, other, root] =
        [SUBSCRIBER, GROUP, OTHER_GROUP, ROOT_GROUP].map(|id| id.to_string());

    assert_eq!(numbers(&billing, &[&subscriber]).await, ["S1", "S2"]);
    assert_eq!(numbers(&billing, &[&group]).await, ["S1", "S2", "D1", "G1"], "a group by USER_ID");
    assert_eq!(numbers(&billing, &[&root]).await, ["S1", "S2", "D1", "X1", "G1"], "groups in groups");
    let by_parent = ["null", "null", "null", "null", "null", "null", "null", "null", &other];
    assert_eq!(numbers(&billing, &by_parent).await, ["X1"]);
    assert!(numbers(&billing, &["null"]).await.is_empty());
    assert!(numbers(&billing, &["999"]).await.is_empty());

    let may = [subscriber.as_str(), "2014-05-01", "2014-05-31 23:59:59"];
    assert_eq!(numbers(&billing, &may).await, ["S1", "S2"], "both ends count");
    assert_eq!(numbers(&billing, &[&subscriber, "2014-05-01 00:00:01"]).await, ["S2"]);
    assert_eq!(numbers(&billing, &[&subscriber, "null", "2014-05-31"]).await, ["S1"]);
    assert_eq!(numbers(&billing, &[&root, "null", "null", "1", "2"]).await.len(), 5);
    assert_eq!(numbers(&billing, &[&root, "null", "null", "0"]).await.len(), 0);
    assert_eq!(numbers(&billing, &[&root, "null", "null", "null", "1"]).await.len(), 0);
    let id = billing.operations(DEBTOR)[0].id.to_string();
    assert_eq!(numbers(&billing, &[&root, "null", "null", "null", "null", &id]).await, ["D1"]);
    assert_eq!(numbers(&billing, &[&root, "null", "null", "null", "null", "null", "0"]).await, ["G1"]);
    assert_eq!(numbers(&billing, &[&root, "null", "null", "null", "null", "null", "1"]).await.len(), 4);
    assert_eq!(
        numbers(&billing, &[&root, "null", "null", "null", "null", "null", "null", "0"]).await,
        ["X1"]
    );
}

#[tokio::test]
async fn columns_of_operations() {
    const ALL: FinColumns = FinColumns { number: true, descr: true, summa: true, op_date: true };
    let shows = async |fin_columns, fin_names, expected: &[&str]| {
        let billing = speaking(Dialect {
            fin_columns,
            fin_names,
            nulls: isp_sandbox::procbill::NullForm::Missing,
            ..Dialect::default()
        })
        .await;
        pay(&billing, SUBSCRIBER, "2014-05-01", "1", "S1").await;
        let text = call(&billing, "CLN_FIN_OPER", &["1204"]).await.text();
        let names: Vec<&str> = text
            .split("</")
            .skip(1)
            .map(|rest| rest.split('>').next().unwrap())
            .filter(|name| !["row", "data"].contains(name))
            .collect();
        assert_eq!(names, expected);
    };
    let names = FinNames::AsArguments;
    shows(ALL, names, &["id", "user_id", "op_date", "summa", "descr", "number", "op_type"]).await;
    shows(
        ALL,
        FinNames::Other,
        &["id", "user_id", "oper_date", "oper_sum", "comment", "doc_number", "type_id"],
    )
    .await;
    let without = |change: fn(&mut FinColumns)| {
        let mut columns = ALL;
        change(&mut columns);
        columns
    };
    shows(without(|it| it.number = false), names, &["id", "user_id", "op_date", "summa", "descr", "op_type"])
        .await;
    shows(without(|it| it.descr = false), names, &["id", "user_id", "op_date", "summa", "number", "op_type"])
        .await;
    shows(without(|it| it.summa = false), names, &["id", "user_id", "op_date", "descr", "number", "op_type"])
        .await;
    shows(without(|it| it.op_date = false), names, &["id", "user_id", "summa", "descr", "number", "op_type"])
        .await;
}

#[tokio::test]
async fn a_generated_subscriber_pays_too() {
    let billing = Sandbox::procbill().generated_subscribers(10).start().await.unwrap();
    assert_eq!(
        (billing.balance(FIRST_GENERATED + 9), billing.balance(FIRST_GENERATED + 10)),
        (Some(-9_991), None)
    );
    pay(&billing, FIRST_GENERATED + 9, "null", "100", "G9").await;
    assert_eq!(billing.balance(FIRST_GENERATED + 9), Some(9));
    assert_eq!(numbers(&billing, &[&GROUP.to_string()]).await, ["G9"]);
    let nobody = pay(&billing, FIRST_GENERATED + 10, "null", "100", "G9").await;
    assert!(nobody.text().contains("FOREIGN KEY"));
}
