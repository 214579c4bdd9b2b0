//! What this crate itself prints: clients, builders, actions, requests, answers, spans.

use isp_test_support::collect;
use isp_test_support::loopback::Canned;
use isp_test_support::secret::debugged;
use kubalink_client::attach::{AttachTo, SourceUrl};
use kubalink_client::device::ObjectType;
use kubalink_client::{Client, ClientBuilder, Method, RedirectCustomer, Secret};
use serde_json::json;
use tokio::runtime::Runtime;

use super::forms::{Secrets, all_hidden, check, shown};
use crate::support::{quick, whole_or_cut};

fn builder(url: &str, secrets: &Secrets) -> ClientBuilder {
    quick(Client::builder(url).unwrap().key(secrets.key.as_str()))
}

#[test]
fn clients_builders_and_actions() {
    check(64, |secrets| {
        let builder = builder("http://127.0.0.1:9", &secrets);
        let erp = builder.clone().build().unwrap();
        let customer = erp.customer();
        let change = customer.pass_change(42, secrets.new.as_str()).pass_old(secrets.old.as_str());
        let add = erp.attach().add(AttachTo::Task, 1, secrets.file());
        let raw = erp.raw("employee", "check_pass").param("pass", Secret::new(secrets.new.as_str()));
        let own = customer.to_ex(42).param("own", Secret::new(secrets.old.as_str()));
        let requests = [change.request(), add.request(), raw.request(), own.request()].map(Result::unwrap);
        let base = "http://127.0.0.1:9".parse().unwrap();
        let by_get = change.clone().method(Method::Get).request().unwrap();
        let printed = [
            debugged(&builder),
            debugged(&erp),
            debugged(&(customer.clone(), erp.task(), erp.device(), erp.attach(), erp.commutation())),
            debugged(&(change.clone(), add.clone(), raw, own)),
            debugged(&requests),
            debugged(&by_get),
            requests.iter().map(|request| request.shown_url(&base)).collect(),
            by_get.shown_url(&base),
            debugged(&requests.iter().map(kubalink_client::Request::wire_form).collect::<Vec<_>>()),
            debugged(&SourceUrl::from(secrets.file())),
            debugged(&(erp.newin(), erp.newin().url(), erp.redirect_to_customer(RedirectCustomer::Tel, "1"))),
            debugged(&(customer.get_data_many([1]).stream(), erp.task().get_list().tasks())),
            debugged(&change.json::<serde_json::Value>()),
        ];
        all_hidden(&secrets, &printed.concat())
    });
}

#[test]
fn errors_of_the_builder_and_of_parameters() {
    let runtime = Runtime::new().unwrap();
    check(64, |secrets| {
        let url = "http://127.0.0.1:9";
        let Secrets { key, new, old, token } = &secrets;
        let erp = builder(url, &secrets).build().unwrap();
        let customer = erp.customer();
        let errors = [
            builder(url, &secrets).in_flight(0).build().unwrap_err(),
            builder(url, &secrets).lang(format!("{token} {new}")).build().unwrap_err(),
            builder("http://erp.test", &secrets).build().unwrap_err(),
            Client::builder(&format!("https://erp.test/api.php?key={token}")).unwrap_err(),
            Client::builder(&format!("{key}{token}")).unwrap_err(),
            runtime
                .block_on(customer.pass_change(0, new.as_str()).pass_old(old.as_str()).into_future())
                .unwrap_err(),
            runtime.block_on(customer.pass_change(1, new.as_str()).pass_old("").into_future()).unwrap_err(),
            runtime.block_on(customer.to_ex(1).lang(new.as_str()).into_future()).unwrap_err(),
            runtime.block_on(customer.to_ex(1).param("key", key.clone()).into_future()).unwrap_err(),
            runtime
                .block_on(erp.attach().add(AttachTo::Task, 1, format!("ftp://x/{token}")).into_future())
                .unwrap_err(),
            runtime
                .block_on(erp.device().get_data(ObjectType::All).dataset([format!("{new},")]).into_future())
                .unwrap_err(),
        ];
        errors.iter().try_for_each(|error| all_hidden(&secrets, &shown(error)))
    });
}

/// Access data of devices, links to files, values of fields that nobody knows.
#[test]
fn answers_that_hold_secrets() {
    let runtime = Runtime::new().unwrap();
    check(24, |secrets| {
        let Secrets { key, new, old, token } = &secrets;
        let device = json!({"id": 1, "telnet_login": old, "telnet_pass": new, "snmp_community": token,
            "snmp_community_ro": new, "snmp_community_rw": old, "TELNET_PASS": new, "odd": [{"a": key}], "snmp_port": old});
        let devices = json!({"Result": "OK", "data": {"1": device}}).to_string();
        let link = json!({"Result": "OK", "data": format!("https://erp.test/{token}")}).to_string();
        let done = json!({"Result": "OK", "pass": new, "data": {"a": old}}).to_string();
        let strange = json!({"Result": "OK", "data": {"1": {"telnet_pass": {"a": new}}}}).to_string();
        runtime.block_on(async {
            let answers =
                [devices.clone(), devices, link, done.clone(), done.clone(), done, strange.clone(), strange];
            let server = Canned::start(answers.map(|body| whole_or_cut(&body, 0))).await;
            let erp = builder(&server.url, &secrets).build().unwrap();
            let all = erp.device().get_data(ObjectType::All).is_hide_access_data(false);
            let devices = all.clone().await.unwrap();
            assert_eq!(devices[0].telnet_pass.as_ref().unwrap().expose(), new.trim());
            all_hidden(&secrets, &debugged(&devices))?;
            all_hidden(&secrets, &debugged(&all.clone().stream().collect().await.unwrap()))?;
            all_hidden(&secrets, &debugged(&erp.attach().get_file_temporary_link("u").await.unwrap()))?;
            all_hidden(&secrets, &debugged(&erp.customer().to_ex(1).await.unwrap()))?;
            all_hidden(&secrets, &debugged(&erp.customer().get_mac_history(1).await.unwrap()))?;
            all_hidden(&secrets, &debugged(&erp.attach().get_file("u").await.unwrap()))?;
            all_hidden(&secrets, &shown(&all.clone().await.unwrap_err()))?;
            all_hidden(&secrets, &shown(&all.stream().collect().await.unwrap_err()))
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
        let link = json!({"Result": "OK", "data": {"url": format!("https://erp.test/{}", secrets.token)}})
            .to_string();
        let short = whole_or_cut("{\"Res", 9);
        runtime.block_on(async {
            let answers = [short.clone(), whole_or_cut(&link, 0)];
            let server = Canned::start(answers).await;
            let erp = builder(&server.url, &secrets).build().unwrap();
            erp.attach().get_file_temporary_link("u").await.unwrap();
            let change = erp.customer().pass_change(42, secrets.new.as_str()).pass_old(secrets.old.as_str());
            change.clone().await.unwrap();
            change.method(Method::Get).await.unwrap();
            erp.attach().add(AttachTo::Task, 1, secrets.file()).await.unwrap();
            let raw = erp.raw("employee", "check_pass").param("pass", Secret::new(secrets.new.as_str()));
            raw.await.unwrap();
            let form = String::from_utf8(server.requests()[2].body.clone()).unwrap();
            assert!(
                form.contains("&pass_new=Nn") && form.contains("&pass_old=Oo") && form.starts_with("key=Kk")
            );
            assert_eq!(server.requests().len(), 6);
        });
        all_hidden(&secrets, &collect::since(mark))
    });
    collect::assert_heard(&["reqwest::", "hyper_util::", "isp_client_core::"]);
}
