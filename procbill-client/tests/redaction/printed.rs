//! What this crate itself prints: clients, builders, operations, answers, spans.

use isp_test_support::collect;
use isp_test_support::secret::debugged;
use procbill_client::testing::{Reply, Script};
use procbill_client::{Client, ClientBuilder, Effect, LoginMode, Secret};
use rust_decimal::dec;
use tokio::runtime::Runtime;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::forms::{Secrets, all_hidden, check, shown};
use super::support::quick;

fn builder(url: &str, secrets: &Secrets) -> ClientBuilder {
    let builder = Client::builder(url).unwrap().login("api", secrets.password.as_str());
    quick(builder.suid(secrets.suid.as_str()))
}

#[test]
fn clients_builders_and_operations() {
    check(64, |secrets| {
        let builder = builder("http://127.0.0.1:9", &secrets).login_mode(LoginMode::Both);
        let billing = builder.clone().build().unwrap();
        let secret = || Secret::new(secrets.switch.as_str());
        let switch = billing.add_switch().snmp_password(secret()).ssh_password(secret());
        let payment = billing.add_payment(1, dec!(1));
        let printed = [
            debugged(&builder),
            debugged(&billing),
            debugged(&billing.suid()),
            debugged(&switch.telnet_password(secrets.switch.as_str())),
            debugged(&billing.confirm(&payment.receipt())),
            debugged(&payment),
            debugged(&billing.execute("X", Effect::Once).arg(secret())),
            debugged(&(billing.subscriber(1), billing.homes(), billing.operations(1))),
        ];
        all_hidden(&secrets, &printed.concat())
    });
}

#[test]
fn errors_of_the_builder_and_of_arguments() {
    let runtime = Runtime::new().unwrap();
    check(64, |secrets| {
        let Secrets { password, suid, switch, subscriber } = &secrets;
        let url = "http://127.0.0.1:9";
        let billing = builder(url, &secrets).build().unwrap();
        let long = switch.repeat(5);
        let errors = [
            builder(url, &secrets).suid(format!("{suid}x")).build().unwrap_err(),
            builder(url, &secrets).login("api", format!("{password}\n")).build().unwrap_err(),
            builder(url, &secrets).login(format!("{password}\n"), "x").build().unwrap_err(),
            builder(url, &secrets).login_procedure(password.as_str()).build().unwrap_err(),
            builder(url, &secrets).in_flight(0).build().unwrap_err(),
            builder("http://billing.test", &secrets).build().unwrap_err(),
            Client::builder(&format!("https://billing.test/?login=x&password={password}")).unwrap_err(),
            Client::builder(password).unwrap_err(),
            runtime.block_on(billing.add_switch().ssh_password(long).into_future()).unwrap_err(),
            runtime
                .block_on(billing.add_switch().ssh_password(format!("{switch}\n")).into_future())
                .unwrap_err(),
            runtime.block_on(billing.add_home().zip_code(subscriber.as_str()).into_future()).unwrap_err(),
        ];
        errors.iter().try_for_each(|error| all_hidden(&secrets, &shown(error)))
    });
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Passwords of subscribers, known as such or in a column that nobody knows.
#[test]
fn answers_that_hold_secrets() {
    let runtime = Runtime::new().unwrap();
    check(48, |secrets| {
        let secret = escaped(&secrets.subscriber);
        let body = format!(
            "<r><w><user_id>1</user_id><id>1</id><psw>{secret}</psw><gen_pwd>{secret}</gen_pwd><ad_pass>{secret}</ad_pass>\
             <balance>{secret}</balance><new_one>{secret}</new_one></w></r>"
        );
        let script = Script::always(Reply::ok(body));
        let billing = builder("https://billing.test", &secrets).transport(script).build().unwrap();
        runtime.block_on(async {
            let card = billing.subscriber(1).await.unwrap().unwrap();
            for held in [&card.psw, &card.gen_pwd, &card.ad_pass] {
                assert_eq!(held.as_ref().unwrap().expose(), secrets.subscriber);
            }
            assert_eq!(card.extra.get("new_one"), Some(&*secrets.subscriber));
            let rows = billing.switches().await.unwrap();
            assert_eq!(rows[0].get("psw"), Some(&*secrets.subscriber));
            let found = billing.find_subscribers().id(1).await.unwrap();
            let outcome = billing.change_home(1).await.unwrap();
            let printed = [debugged(&card), debugged(&rows), debugged(&found), debugged(&outcome)];
            all_hidden(&secrets, &printed.concat())
        })
    });
}

/// The whole way, with every part of the stack at TRACE.
#[test]
fn spans_and_events_of_the_whole_stack() {
    collect::start();
    let runtime = Runtime::new().unwrap();
    check(24, |secrets| {
        let mark = collect::mark();
        let secret = escaped(&secrets.subscriber);
        let body = format!(
            "<suid>{}</suid><user_id>1</user_id><gen_pwd>{secret}</gen_pwd><other>{secret}</other>",
            secrets.suid
        );
        runtime.block_on(async {
            let server = MockServer::start().await;
            let answer = ResponseTemplate::new(200).set_body_raw(body, "text/xml; charset=utf-8");
            Mock::given(any()).respond_with(answer).mount(&server).await;
            for mode in [LoginMode::TwoStep, LoginMode::OneStep, LoginMode::Both] {
                let billing = builder(&server.uri(), &secrets).login_mode(mode).build().unwrap();
                billing.login().await.unwrap();
                billing.subscriber(1).await.unwrap().unwrap();
                let _ = billing.add_switch().ssh_password(secrets.switch.as_str()).await.unwrap();
                let _ = billing.add_payment(1, dec!(1)).await.unwrap();
            }
        });
        // The server of the test is of this process, and logs what it gets.
        let logged = collect::since(mark);
        let ours: Vec<_> = logged.lines().filter(|line| !line.starts_with("wiremock")).collect();
        all_hidden(&secrets, &ours.join("\n"))
    });
    collect::assert_heard(&["reqwest::", "hyper_util::", "isp_client_core::"]);
}
