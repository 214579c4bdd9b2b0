//! The session, against a server that keeps sessions, under tokio's paused clock.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use isp_client_core::{Body, BoxFuture, Incoming, Request};
use nodeny_client::{
    BaseUrl, Client, ClientBuilder, Delivery, Effect, Error, ErrorKind, Refusal, Role, Transport,
};
use tokio::time::{Instant, sleep};

/// NoDeny's part that matters here: logins, sessions, and what was executed.
#[derive(Debug, Clone, Default)]
struct Server(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    password: String,
    sessions: HashSet<String>,
    logins: Vec<String>,
    executed: usize,
    seen: usize,
}

impl Server {
    fn new() -> Self {
        let server = Self::default();
        server.state().password = "p=w;1".to_owned();
        server
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    /// Logins, and calls that were executed.
    fn counts(&self) -> (usize, usize) {
        let state = self.state();
        (state.logins.len(), state.executed)
    }

    fn expire(&self) {
        self.state().sessions.clear();
    }

    fn answer(&self, request: &Request, base: &BaseUrl) -> String {
        let mut state = self.state();
        state.seen += 1;
        let form = request.wire_form().map(|form| form.body().expose().to_owned()).unwrap_or_default();
        let cookie = request.wire_cookie().map(|cookie| cookie.expose().to_owned());
        if form.contains("_uu=") {
            assert!(cookie.is_none(), "a login with a cookie is none");
            assert_eq!(request.wire_url(base).expose(), "https://billing.test/cgi-bin/noapi.pl");
            state.logins.push(form.clone());
            if form != format!("_uu=test&_pp={}", state.password.replace('=', "%3D").replace(';', "%3B")) {
                return include_str!("fixtures/wrong_password.json").to_owned();
            }
            let token = format!("t/{}", state.logins.len());
            state.sessions.insert(token.clone());
            let answer = include_str!("fixtures/login_user.json");
            return answer.replace("pQ7uidO6MqAwTcqOnZF4Qg", &token);
        }
        let token =
            cookie.and_then(|cookie| Some(cookie.split("; ").next()?.strip_prefix("noses=")?.to_owned()));
        if !token.is_some_and(|token| state.sessions.contains(&token)) {
            return include_str!("fixtures/unauthorized.json").to_owned();
        }
        state.executed += 1;
        r#"{"result":"ok"}"#.to_owned()
    }
}

impl Transport for Server {
    fn send<'a>(&'a self, request: &'a Request, base: &'a BaseUrl) -> BoxFuture<'a, Result<Incoming, Error>> {
        Box::pin(async move {
            sleep(Duration::from_millis(5)).await;
            let answer = self.answer(request, base);
            sleep(Duration::from_millis(5)).await;
            Ok(Incoming::new(http::StatusCode::OK, http::HeaderMap::new(), Body::whole(answer)))
        })
    }
}

fn builder(server: &Server) -> ClientBuilder {
    Client::builder("https://billing.test").unwrap().login("test", "p=w;1").transport(server.clone())
}

async fn act(client: &Client) -> Result<(), Error> {
    client.raw("u_srv_add", Effect::Once).param("service_id", 63).await.map(drop)
}

#[tokio::test(start_paused = true)]
async fn a_call_logs_in_by_itself_and_keeps_the_session() {
    let server = Server::new();
    let client = builder(&server).build().unwrap();
    assert_eq!(client.identity(), None);
    for _ in 0..3 {
        act(&client).await.unwrap();
    }
    assert_eq!(server.counts(), (1, 3));
    assert_eq!(client.identity().unwrap().role, Some(Role::User));
    assert_eq!(client.session().unwrap().expose(), "t/1", "a session with a slash");
}

#[tokio::test(start_paused = true)]
async fn a_thousand_calls_on_an_expired_session_make_one_login() {
    let server = Server::new();
    let client = builder(&server).in_flight(100).timeout(Duration::from_secs(600)).build().unwrap();
    act(&client).await.unwrap();
    server.expire();
    let calls: Vec<_> = (0..1000)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { act(&client).await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    // `Once` all of them: each was refused before it ran, and then ran once.
    assert_eq!(server.counts(), (2, 1001));
}

#[tokio::test(start_paused = true)]
async fn a_thousand_calls_with_a_wrong_password_make_one_login() {
    let server = Server::new();
    let client = builder(&server).login("test", "wrong").in_flight(100).build().unwrap();
    let calls: Vec<_> = (0..1000)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { act(&client).await })
        })
        .collect();
    for call in calls {
        let error = call.await.unwrap().unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Auth, Delivery::NotSent));
        assert_eq!(error.refusal(), Some(&Refusal::WrongPassword));
    }
    assert_eq!(server.counts(), (1, 0));
    assert_eq!(server.state().seen, 1);
    // For a while; then the account may have been mended.
    sleep(Duration::from_secs(61)).await;
    act(&client).await.unwrap_err();
    assert_eq!(server.state().logins.len(), 2);
    // Asked for, it is tried at once.
    client.login().await.unwrap_err();
    assert_eq!(server.state().logins.len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_login_that_failed_otherwise_is_not_remembered() {
    use nodeny_client::testing::{Reply, Script};

    let login = include_str!("fixtures/login_user.json");
    let script = Script::new([Reply::status(500), Reply::ok(login), Reply::ok("{}")]);
    let client =
        Client::builder("https://billing.test").unwrap().login("test", "x").transport(script.clone());
    client.build().unwrap().version().await.unwrap();
    assert_eq!(script.requests().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_session_survives_a_restart() {
    let server = Server::new();
    let before = builder(&server).build().unwrap();
    act(&before).await.unwrap();
    let token = before.session().unwrap();
    drop(before);
    let after = Client::builder("https://billing.test").unwrap().session(token).transport(server.clone());
    let after = after.build().unwrap();
    act(&after).await.unwrap();
    assert_eq!(server.state().logins.len(), 1);
    // Without an account it cannot be renewed.
    server.expire();
    let error = act(&after).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery(), error.attempts()), (ErrorKind::Auth, Delivery::Refused, 1));
    assert_eq!(error.refusal(), Some(&Refusal::Unauthorized));
    assert_eq!(after.login().await.unwrap_err().kind(), ErrorKind::Config);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_dropped_anywhere_leaves_a_working_client() {
    let server = Server::new();
    // One place only: a lost one would show.
    let client = builder(&server).in_flight(1).build().unwrap();
    for expired in [false, true] {
        for milliseconds in 0..40 {
            if expired {
                server.expire();
            }
            let patience = Duration::from_millis(milliseconds);
            let _ = tokio::time::timeout(patience, act(&client)).await;
        }
    }
    let start = Instant::now();
    act(&client).await.unwrap();
    assert!(start.elapsed() < Duration::from_secs(1));
}

/// The lock of the login and the places among the calls in flight must not wait for each other.
#[tokio::test(start_paused = true)]
async fn a_login_that_is_asked_for_does_not_wait_for_calls_that_wait_for_a_login() {
    let server = Server::new();
    let client = builder(&server).in_flight(1).build().unwrap();
    let start = Instant::now();
    let calls: Vec<_> = (0..10)
        .map(|number| {
            let client = client.clone();
            tokio::spawn(async move {
                if number % 2 == 0 { act(&client).await } else { client.login().await.map(drop) }
            })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert!(start.elapsed() < Duration::from_secs(1));
}

#[tokio::test(start_paused = true)]
async fn logout_ends_the_session_and_the_next_call_opens_one() {
    let server = Server::new();
    let client = builder(&server).build().unwrap();
    act(&client).await.unwrap();
    client.logout().await.unwrap();
    assert!(client.session().is_none() && client.identity().is_none());
    act(&client).await.unwrap();
    assert_eq!(server.state().logins.len(), 2);
}

#[test]
fn what_cannot_be_an_account_or_a_session_is_refused() {
    let refused = |builder: ClientBuilder, kind: ErrorKind| {
        let error = builder.build().unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (kind, Delivery::NotSent));
    };
    let new = || Client::builder("https://billing.test").unwrap();
    refused(new(), ErrorKind::Config);
    refused(new().login("", "x"), ErrorKind::Input);
    refused(new().login("x", ""), ErrorKind::Input);
    for token in ["", "a b", "a;b", "a,b", "a\nb", "я"] {
        refused(new().session(token), ErrorKind::Input);
    }
    refused(new().login("x", "y").language("UA; noses=1"), ErrorKind::Input);
}

#[test]
fn no_formatter_shows_password_or_session() {
    let server = Server::new();
    let builder = Client::builder("https://billing.test").unwrap().login("test", "hush1").session("hush2");
    let builder = builder.transport(server);
    let shown = format!("{builder:?}");
    let client = builder.build().unwrap();
    let shown = format!("{shown} {client:?} {:?} {:?}", client.version(), client.subscriber());
    assert!(!shown.contains("hush"), "{shown}");
}
