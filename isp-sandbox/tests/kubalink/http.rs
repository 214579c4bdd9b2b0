//! Asks the sandbox, byte for byte.

use isp_sandbox::Sandbox;
use isp_sandbox::kubalink::{Dialect, KEY, PATH, Running};
pub(crate) use isp_test_support::http::{Answer, FORM, exchange};
use serde_json::Value;

/// `name` is `category.action`.
fn fields(name: &str, parameters: &[(&str, &str)]) -> String {
    let (category, action) = name.split_once('.').unwrap();
    let mut out = url::form_urlencoded::Serializer::new(String::new());
    out.append_pair("key", KEY).append_pair("cat", category).append_pair("action", action);
    out.extend_pairs(parameters).finish()
}

pub(crate) async fn get(erp: &Running, query: &str) -> Answer {
    exchange(erp.addr(), "GET", &format!("{PATH}?{query}"), &[], b"").await
}

pub(crate) async fn post(erp: &Running, query: &str, form: &str) -> Answer {
    exchange(erp.addr(), "POST", &format!("{PATH}{query}"), &[FORM], form.as_bytes()).await
}

/// Everything in the form, as a client should send it.
pub(crate) async fn call(erp: &Running, name: &str, parameters: &[(&str, &str)]) -> Answer {
    post(erp, "", &fields(name, parameters)).await
}

/// The answer of an action that must succeed.
pub(crate) async fn ok(erp: &Running, name: &str, parameters: &[(&str, &str)]) -> Value {
    let answer = call(erp, name, parameters).await;
    assert_eq!(answer.status, 200, "{name}: {}", answer.text());
    answer.json()
}

/// Its payload.
pub(crate) async fn data(erp: &Running, name: &str, parameters: &[(&str, &str)]) -> Value {
    ok(erp, name, parameters).await["data"].take()
}

/// The text of a refusal.
pub(crate) async fn refusal(erp: &Running, name: &str, parameters: &[(&str, &str)]) -> String {
    let answer = call(erp, name, parameters).await;
    assert_ne!(answer.status, 200, "{name}: {}", answer.text());
    answer.json()["ErrorText"].as_str().unwrap().to_owned()
}

pub(crate) async fn start() -> Running {
    Sandbox::kubalink().start().await.unwrap()
}

pub(crate) async fn speaking(dialect: Dialect) -> Running {
    Sandbox::kubalink().dialect(dialect).start().await.unwrap()
}
