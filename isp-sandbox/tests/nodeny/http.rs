//! Asks the sandbox, byte for byte.

use isp_sandbox::Sandbox;
use isp_sandbox::nodeny::{ADMIN, Dialect, Login, PATH, Running, SUBSCRIBER};
pub(crate) use isp_test_support::http::{Answer, FORM, exchange};
use serde_json::Value;

/// A billing and somebody who asks it.
pub(crate) struct Asker<'a> {
    pub(crate) billing: &'a Running,
    pub(crate) ses: String,
}

impl Asker<'_> {
    pub(crate) async fn get(&self, query: &str) -> Answer {
        get(self.billing, query, &[&format!("Cookie: noses={}", self.ses)]).await
    }

    pub(crate) async fn json(&self, query: &str) -> Value {
        self.get(query).await.json()
    }

    pub(crate) async fn post(&self, query: &str, body: &str) -> Value {
        let cookie = format!("Cookie: noses={}", self.ses);
        let target = format!("{PATH}?{query}");
        exchange(self.billing.addr(), "POST", &target, &[&cookie, FORM], body.as_bytes()).await.json()
    }
}

pub(crate) async fn get(billing: &Running, query: &str, lines: &[&str]) -> Answer {
    exchange(billing.addr(), "GET", &format!("{PATH}?{query}"), lines, b"").await
}

pub(crate) fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

pub(crate) fn credentials(login: Login) -> String {
    format!("_uu={}&_pp={}", encoded(login.login), encoded(login.password))
}

/// Logs in as a client should: by POST, without a cookie.
pub(crate) async fn log_in(billing: &Running, login: Login) -> Value {
    exchange(billing.addr(), "POST", PATH, &[FORM], credentials(login).as_bytes()).await.json()
}

pub(crate) async fn asker(billing: &Running, login: Login) -> Asker<'_> {
    let ses = log_in(billing, login).await["ses"].as_str().unwrap().to_owned();
    Asker { billing, ses }
}

pub(crate) async fn start() -> Running {
    Sandbox::nodeny().start().await.unwrap()
}

/// The answer of one query to the sample subscriber.
pub(crate) async fn subscriber_gets(dialect: Dialect, query: &str) -> Value {
    let billing = Sandbox::nodeny().dialect(dialect).start().await.unwrap();
    asker(&billing, SUBSCRIBER).await.json(query).await
}

/// The answer of one query to the administrator.
pub(crate) async fn admin_gets(dialect: Dialect, query: &str) -> Value {
    let billing = Sandbox::nodeny().dialect(dialect).start().await.unwrap();
    asker(&billing, ADMIN).await.json(query).await
}
