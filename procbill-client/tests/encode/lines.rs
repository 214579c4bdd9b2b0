//! The printed lines: of the vendor's page, of two clients of one provider, and those that follow from the page's tables.

use procbill_client::testing::{Reply, Script};
use procbill_client::{Client, Effect, LoginMode};
use rust_decimal::dec;

use super::support::{asked, quick};

const LOGIN: &str = "api.php?cmd=execute&proc=CLN_AUTH_LOGIN&arg1=Administrator&arg2=servicemode&arg3=0";
const BOTH: &str = "api.php?login=Administrator&password=servicemode&cmd=execute&proc=";

/// A login's answer, then any number of others.
fn script() -> Script {
    let script = Script::always(Reply::ok("<r><w><user_id>1204</user_id><id>1</id></w></r>"));
    script.push(Reply::ok("<suid>662704168</suid>"));
    script
}

fn client(script: &Script, mode: LoginMode) -> Client {
    let builder = Client::builder("https://billing.test:1443").unwrap().login("Administrator", "servicemode");
    quick(builder.login_mode(mode).transport(script.clone())).build().unwrap()
}

/// `null`s for these positions but for the given ones.
fn line(proc: &str, arguments: std::ops::RangeInclusive<usize>, given: &[(usize, &str)]) -> String {
    let text = |at| given.iter().find(|(known, _)| *known == at).map_or("null", |(_, text)| text);
    let mut line = format!("api.php?cmd=execute&proc={proc}");
    arguments.for_each(|at| line.push_str(&format!("&arg{at}={}", text(at))));
    line
}

#[tokio::test]
async fn the_deletion_of_a_house_in_two_steps() {
    let script = script();
    let _ = client(&script, LoginMode::TwoStep).delete_home(10).await.unwrap();
    assert_eq!(
        asked(&script),
        [LOGIN.to_owned(), line("CLN_HOME_EDIT", 1..=12, &[(1, "662704168"), (2, "2"), (3, "10")])]
    );
}

/// As printed: three of twelve arguments.
#[tokio::test]
async fn the_same_with_as_many_arguments_as_the_page_prints() {
    let script = script();
    let builder = Client::builder("https://billing.test:1443").unwrap().login("Administrator", "servicemode");
    let billing = builder.argument_count("CLN_HOME_EDIT", 3).transport(script.clone()).build().unwrap();
    let _ = billing.delete_home(10).await.unwrap();
    assert_eq!(
        asked(&script),
        [LOGIN, "api.php?cmd=execute&proc=CLN_HOME_EDIT&arg1=662704168&arg2=2&arg3=10"]
    );
}

#[tokio::test]
async fn the_same_in_one_step() {
    let script = Script::always(Reply::ok("<r/>"));
    let builder = Client::builder("https://billing.test:1443").unwrap().login("Administrator", "servicemode");
    let builder = builder.login_mode(LoginMode::OneStep).argument_count("CLN_HOME_EDIT", 3);
    let _ = builder.transport(script.clone()).build().unwrap().delete_home(10).await.unwrap();
    assert_eq!(asked(&script), [format!("{BOTH}CLN_HOME_EDIT&arg1=2&arg2=10")]);
}

/// Both clients send 24 arguments. They write the fourteenth without a value, which is not copied.
#[tokio::test]
async fn three_searches_with_24_arguments() {
    let script = script();
    let builder = Client::builder("https://billing.test:1443").unwrap().login("Administrator", "servicemode");
    let billing = builder.argument_count("CLN_USR_FIND_2", 24).transport(script.clone()).build().unwrap();
    let _ = billing.find_subscribers().ip([10, 0, 12, 34].into()).await.unwrap();
    let _ = billing.find_subscribers().login("ivanov34").await.unwrap();
    let _ = billing.find_subscribers().contract("000123").await.unwrap();
    let find = |at, text| line("CLN_USR_FIND_2", 1..=24, &[(1, "662704168"), (at, text)]);
    assert_eq!(asked(&script)[1..], [find(6, "167775266"), find(3, "ivanov34"), find(18, "000123")]);
}

/// Against what the page says of login and password in the address.
#[tokio::test]
async fn a_subscriber_with_credentials_and_session() {
    let script = script();
    let _ = client(&script, LoginMode::Both).subscriber(1204).await.unwrap();
    assert_eq!(asked(&script), [LOGIN.to_owned(), format!("{BOTH}CLN_USR_GET&arg1=662704168&arg2=1204")]);
}

#[tokio::test]
async fn a_payment() {
    let script = script();
    let payment = client(&script, LoginMode::TwoStep).add_payment(1204, dec!(350));
    let at = "2014-06-01T12:00:00".parse().unwrap();
    let _ = payment.date(at).description("test").number("A000001").await.unwrap();
    let given = [
        (1, "662704168"),
        (2, "1204"),
        (3, "2014-06-01%2012:00:00"),
        (4, "350.00"),
        (5, "test"),
        (6, "A000001"),
        (7, "2"),
    ];
    assert_eq!(asked(&script)[1], line("CLN_FIN_OPER_ADD", 1..=8, &given));
}

/// The page's table has no line with a time; the first is for May, the second for a group.
#[tokio::test]
async fn operations_of_a_subscriber_and_of_a_group() {
    let script = script();
    let billing = client(&script, LoginMode::TwoStep);
    let (from, to) = ("2014-05-01T00:00:00".parse().unwrap(), "2014-05-31T23:59:59".parse().unwrap());
    let _ = billing.operations(1204).from(from).to(to).await.unwrap();
    let _ = billing.group_operations(210).await.unwrap();
    let may = [(1, "662704168"), (2, "1204"), (3, "2014-05-01%2000:00:00"), (4, "2014-05-31%2023:59:59")];
    let of_group = [(1, "662704168"), (10, "210")];
    assert_eq!(
        asked(&script)[1..],
        [line("CLN_FIN_OPER", 1..=10, &may), line("CLN_FIN_OPER", 1..=10, &of_group)]
    );
}

/// The code of the operation is the ninth argument.
#[tokio::test]
async fn the_deletion_of_a_service() {
    let script = script();
    let _ = client(&script, LoginMode::TwoStep).delete_service(77).await.unwrap();
    let given = [(1, "662704168"), (2, "77"), (9, "2")];
    assert_eq!(asked(&script)[1], line("CLN_USR_USLUGA_EDIT", 1..=12, &given));
}

/// One call in the three modes: where the session is not, all arguments move down by one.
#[tokio::test]
async fn one_call_in_three_modes() {
    let rest = |line: String| line.strip_prefix("api.php?").unwrap().to_owned();
    for (mode, logins, expected) in [
        (LoginMode::TwoStep, 1, rest(line("CLN_SWITCH_LIST", 1..=3, &[(1, "662704168"), (3, "10")]))),
        (
            LoginMode::OneStep,
            0,
            "login=Administrator&password=servicemode&cmd=execute&proc=CLN_SWITCH_LIST&arg1=null&arg2=10"
                .to_owned(),
        ),
        (
            LoginMode::Both,
            1,
            format!(
                "login=Administrator&password=servicemode&{}",
                rest(line("CLN_SWITCH_LIST", 1..=3, &[(1, "662704168"), (3, "10")]))
            ),
        ),
    ] {
        let script = script();
        let _ = client(&script, mode).switches().home_id(10).await.unwrap();
        let asked = asked(&script);
        assert_eq!(asked.len(), logins + 1, "{mode:?}");
        assert_eq!(asked[logins], format!("api.php?{expected}"), "{mode:?}");
        // The same through the escape hatch.
        let billing = client(&script, mode);
        if mode != LoginMode::OneStep {
            script.push(Reply::ok("<suid>662704168</suid>"));
        }
        let _ = billing.execute("CLN_SWITCH_LIST", Effect::Read).null().arg(10).await.unwrap();
        assert_eq!(super::support::asked(&script).last().unwrap(), &asked[logins], "{mode:?}");
    }
}

/// The page names the login's procedure in three ways.
#[tokio::test]
async fn another_name_for_the_login() {
    let script = script();
    let builder = Client::builder("https://billing.test:1443/api.php").unwrap().login("a b", "п&р=ль+");
    let billing = builder.login_procedure("CLN_USR_LOGIN").transport(script.clone()).build().unwrap();
    billing.login().await.unwrap();
    let expected = "api.php?cmd=execute&proc=CLN_USR_LOGIN&arg1=a%20b&arg2=%EF%26%F0%3D%EB%FC%2B&arg3=0";
    assert_eq!(asked(&script), [expected]);
}
