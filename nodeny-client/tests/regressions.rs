//! Faults that were found once: each test says what should be.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use isp_client_core::{Body, BoxFuture, Incoming, Request};
use nodeny_client::testing::{Reply, Script};
use nodeny_client::{
    BaseUrl, Client, CreditOutcome, Delivery, Error, ErrorKind, Evidence, OPERATIONS, Refusal, Transport,
    plain_text,
};

const LOGIN: &str = r#"{"result":"auth ok","ses":"s1","data":{"id":1,"role":"user","trust":1}}"#;
const UNAUTHORIZED: &str = r#"{"error":"x","err_cod":"unauthorized"}"#;

fn with_session(script: &Script) -> Client {
    Client::builder("https://billing.test").unwrap().session("s3s").transport(script.clone()).build().unwrap()
}

fn with_login(transport: impl Transport) -> Client {
    Client::builder("https://billing.test")
        .unwrap()
        .login("test", "hunter2")
        .transport(transport)
        .build()
        .unwrap()
}

fn answering(body: impl Into<String>) -> Client {
    with_session(&Script::always(Reply::ok(body.into())))
}

/// Answers by what is asked, and counts logins.
#[derive(Clone)]
struct By {
    logins: Arc<AtomicUsize>,
    at_once: Arc<AtomicUsize>,
    most_at_once: Arc<AtomicUsize>,
    login: Arc<dyn Fn(usize) -> Option<String> + Send + Sync>,
    call: Arc<dyn Fn(&str) -> String + Send + Sync>,
}

impl std::fmt::Debug for By {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("By")
    }
}

impl By {
    fn new(
        login: impl Fn(usize) -> Option<String> + Send + Sync + 'static,
        call: impl Fn(&str) -> String + Send + Sync + 'static,
    ) -> Self {
        Self {
            logins: Arc::default(),
            at_once: Arc::default(),
            most_at_once: Arc::default(),
            login: Arc::new(login),
            call: Arc::new(call),
        }
    }
}

impl Transport for By {
    fn send<'a>(&'a self, request: &'a Request, _: &'a BaseUrl) -> BoxFuture<'a, Result<Incoming, Error>> {
        Box::pin(async move {
            let is_login = request.wire_form().is_some_and(|form| form.body().expose().contains("_uu="));
            let body = if is_login {
                let number = self.logins.fetch_add(1, Ordering::SeqCst);
                let now = self.at_once.fetch_add(1, Ordering::SeqCst) + 1;
                self.most_at_once.fetch_max(now, Ordering::SeqCst);
                tokio::time::sleep(Duration::from_millis(5)).await;
                self.at_once.fetch_sub(1, Ordering::SeqCst);
                match (self.login)(number) {
                    Some(body) => body,
                    None => std::future::pending().await,
                }
            } else {
                tokio::time::sleep(Duration::from_millis(5)).await;
                let cookie = request.wire_cookie().map(|cookie| cookie.expose().to_owned());
                (self.call)(&cookie.unwrap_or_default())
            };
            Ok(Incoming::new(http::StatusCode::OK, http::HeaderMap::new(), Body::whole(body)))
        })
    }
}

// --- 1: wrong or lost data ---

/// The vendor's page: extra fields are columns such as `_adr_street`. A column `_fio` is not the column `fio`: what the
/// caller names is what must be sent.
#[tokio::test]
async fn field_names_are_sent_as_given() {
    let script = Script::always(Reply::ok("[]"));
    for name in ["_fio", "_state", "_id", "_contract", "Name", "dop_data"] {
        with_session(&script).admin().users().fields([name]).await.unwrap();
        let url = script.requests().last().unwrap().url.clone();
        assert!(url.ends_with(&format!("fields={name}")), "{name}: {url}");
    }
}

/// The vendor's page: a key `error` means that an error occurred. wire.md 3: failure if and only if it exists.
#[tokio::test]
async fn an_error_in_any_spelling_is_an_error() {
    for body in [
        r#"{"error":["no money","come back"]}"#,
        r#"{"error":{"text":"no money"}}"#,
        r#"{"error":"","err_cod":"unauthorized"}"#,
        r#"{"error":null,"err_cod":"no_money"}"#,
        r#"{"error":""}"#,
    ] {
        let connected = answering(body).subscriber().connect_service(63).await;
        assert!(connected.is_err(), "a charge was reported as done: {body}");
    }
}

/// wire.md 4: unknown keys are always ignored, servers are patched; 3: other data may sit beside `result`. The container
/// of `u_autopays` is documented.
#[tokio::test]
async fn a_key_beside_the_documented_list_is_ignored() {
    for body in [
        r#"{"result":[{"id":"107"}],"rev":"2700"}"#,
        r#"{"result":[{"id":"107"}],"max":{"sum":"100"}}"#,
        r#"{"result":[{"id":"107"}],"hints":[]}"#,
    ] {
        let cards = answering(body).subscriber().bank_cards().await;
        assert_eq!(cards.map(|cards| cards.len()).ok(), Some(1), "{body}");
    }
}

/// The same for `api_users`, where the list is empty.
#[tokio::test]
async fn an_empty_list_of_users_with_a_key_beside_it_is_empty() {
    let body = r#"{"result":[],"fields":["name"]}"#;
    assert!(answering(body).admin().users().await.is_ok(), "whole");
    assert!(answering(body).admin().users().stream().collect().await.is_ok(), "stream");
}

/// wire.md 3: `debug` is to be ignored. Read whole this is an empty list, so it must be one in a stream.
#[tokio::test]
async fn an_empty_stream_with_debug_beside_it_is_empty() {
    let body = r#"{"result":[],"debug":["SELECT"]}"#;
    assert_eq!(answering(body).admin().users().await.unwrap().len(), 0);
    let streamed = answering(body).admin().users().stream().collect().await;
    assert_eq!(streamed.map(|users| users.len()).ok(), Some(0));
}

/// wire.md 3: `debug` (SQL of a page of subscribers, easily long) is to be ignored.
#[tokio::test]
async fn a_long_debug_does_not_break_a_stream() {
    let body = format!(r#"{{"debug":"{}","result":[{{"id":1}}]}}"#, "S".repeat(70_000));
    assert_eq!(answering(body.clone()).admin().users().await.unwrap().len(), 1);
    let streamed = answering(body).admin().users().stream().collect().await;
    assert_eq!(streamed.map_err(|error| error.to_string()).map(|users| users.len()), Ok(1));
}

/// The order of keys is random (wire.md 1), and `error` anywhere at the top means failure: read whole it is one.
#[tokio::test]
async fn an_error_behind_the_users_of_a_stream_is_an_error() {
    let user = r#"{"id":1,"name":"abcdefghijklmnopqrstuvwxyz"},"#.repeat(100);
    let body = format!(r#"{{"result":[{user}{{"id":2}}],"error":"Internal error"}}"#);
    assert!(answering(body.clone()).admin().users().await.is_err());
    let chunks: Vec<_> = body.as_bytes().chunks(2048).map(|chunk| chunk.to_vec().into()).collect();
    let script = Script::new([Reply::status(200).chunks(chunks, Duration::ZERO)]);
    let streamed = with_session(&script).admin().users().stream().collect().await;
    assert!(streamed.is_err(), "half a list passes for a whole one");
}

/// rows() reads it for every other list: `"result": "ok"` beside the rows.
#[tokio::test]
async fn users_by_id_beside_a_result_are_read() {
    for body in [r#"{"result":"ok","7":{"name":"a"}}"#, r#"{"7":{"name":"a"},"result":"ok"}"#] {
        let users = answering(body).admin().users().await;
        assert_eq!(users.map_err(|error| error.to_string()).map(|users| users[0].id), Ok(Some(7)), "{body}");
    }
}

/// The key is the only place of the id in a list by id: it must not be lost silently (it is kept for `api_users`).
#[tokio::test]
async fn the_key_of_a_row_is_kept() {
    let body = r#"{"result":{"33":{"title":"50 Mb"}}}"#;
    let services = answering(body).subscriber().services_to_connect().await.unwrap();
    assert_eq!(services[0].service_id.or(services[0].id), Some(33));
}

/// catalogue.md: how `last_traf`, `last_auth` and `set_next_time` write a time is not stated. One that is no unix time
/// must not make 100,000 subscribers unreadable.
#[tokio::test]
async fn times_whose_form_is_not_known_do_not_break_the_list() {
    for field in ["last_traf", "last_auth", "set_next_time"] {
        let body = format!(r#"{{"result":[{{"id":1,"{field}":"28.11.2021 19:48"}}]}}"#);
        let users = answering(body).admin().users().await;
        assert!(users.is_ok(), "{field}: {}", users.unwrap_err());
    }
}

/// catalogue.md: of `u_auth_log` only `end`, of `u_message` only `category` is documented; the other columns are hints. A
/// hint that is wrong must not make the documented part unreadable.
#[tokio::test]
async fn a_hint_that_is_wrong_does_not_break_a_list() {
    let messages = r#"{"result":[{"category":"480","time":"28.11.2021 19:48"}]}"#;
    assert!(answering(messages).subscriber().messages().await.is_ok());
    let log = r#"{"result":[{"end":"0","ip":"2001:db8::1"}]}"#;
    assert!(answering(log).subscriber().connections().await.is_ok());
}

/// An empty text under a name that nobody knows is no list: "no messages" would be a guess.
#[tokio::test]
async fn an_unknown_scalar_is_no_empty_list() {
    for body in [r#"{"status":""}"#, r#"{"message":null}"#] {
        assert!(answering(body).subscriber().messages().await.is_err(), "{body}");
    }
}

/// The same key `error`: an expired session must not look like a provider without subscribers.
#[tokio::test]
async fn an_error_without_text_is_no_empty_list_of_users() {
    let body = r#"{"error":"","err_cod":"unauthorized"}"#;
    assert!(answering(body).admin().users().await.is_err());
}

/// wire.md 4: the optional object is `{}`, and also `null`, `[]`, `""`, `0`. What became of a credit is in `result`.
#[tokio::test]
async fn no_credit_in_any_spelling_leaves_the_outcome() {
    for empty in ["null", "[]", "{}", r#""""#, "0", r#""0""#] {
        let body = format!(r#"{{"result":"blocked","credit":{empty}}}"#);
        let taken = answering(body).subscriber().take_credit().await;
        let outcome = taken.map(|taken| taken.outcome).map_err(|error| error.to_string());
        assert_eq!(outcome, Ok(CreditOutcome::Blocked), "{empty}");
    }
}

/// After `go=1` the result says what became of it, whatever stands in a field beside it.
#[tokio::test]
async fn the_outcome_of_a_taken_credit_survives_a_strange_field() {
    let body = r#"{"result":"ok","credit":{"amt":3.16,"days":"3 дня"}}"#;
    let taken = answering(body).subscriber().take_credit().await;
    assert_eq!(taken.map(|taken| taken.outcome).ok(), Some(CreditOutcome::Ok));
}

/// wire.md 4: an integer or id is a JSON integer or a digit string with an optional `-`; ids fit i64.
#[tokio::test]
async fn a_negative_id_does_not_break_the_account() {
    let body = r#"{"usr":{"id":"1","balance":"5"},"pays":[{"id":"1","creator_id":"-1"}]}"#;
    let account = answering(body).subscriber().account().await;
    assert!(account.is_ok(), "{}", account.unwrap_err());
}

/// wire.md 4: `""` as a unix time is absent as `0` is: for `end`, "active now".
#[tokio::test]
async fn an_end_of_empty_text_is_active() {
    let log = answering(r#"[{"end":""}]"#).subscriber().connections().await.unwrap();
    assert!(log[0].is_active());
}

/// Blocks at the top: what stands in `result` beside them must not be turned into null.
#[tokio::test]
async fn what_stands_in_result_beside_the_blocks_is_kept() {
    let account = answering(r#"{"result":"ok","usr":{"id":1}}"#).subscriber().account().await.unwrap();
    assert_eq!(account.extra.get("result").unwrap(), "ok");
}

/// The same, with a block on each side: nothing may be lost silently.
#[tokio::test]
async fn blocks_on_both_sides_are_read_or_refused() {
    let body = r#"{"result":{"usr":{"id":1}},"services":[]}"#;
    if let Ok(account) = answering(body).subscriber().account().await {
        assert!(account.user.is_some() || account.extra.get("result").is_some_and(|kept| kept.is_object()));
    }
}

/// The session is there: an empty `data` in any spelling must not make the login fail.
#[tokio::test]
async fn a_login_with_empty_data_is_a_login() {
    for data in ["null", "[]", "\"\"", "{}"] {
        let login = format!(r#"{{"result":"auth ok","ses":"s1","data":{data}}}"#);
        let client = with_login(Script::always(Reply::ok(login)));
        assert!(client.login().await.is_ok(), "{data}");
    }
}

/// FieldFlags of nothing: 0 is no flag (wire.md: a field of letters, empty in every spelling).
#[tokio::test]
async fn flags_of_nothing() {
    for flags in ["null", "\"\"", "[]", "{}", "0"] {
        let fields = answering(format!(r#"[{{"name":"_a","flags":{flags}}}]"#)).admin().extra_fields().await;
        assert!(fields.is_ok(), "{flags}");
    }
}

/// Flag `k`: several values can be chosen. How they are written is not published; the list must survive it.
#[tokio::test]
async fn an_extra_field_with_several_values_does_not_break_the_list() {
    for dopdata in [r#"{"_tags":["1","2"]}"#, r#"[{"name":"_tags","value":["1","2"]}]"#] {
        let users = answering(format!(r#"[{{"id":1,"dopdata":{dopdata}}}]"#)).admin().users().await;
        assert!(users.is_ok(), "{dopdata}");
    }
}

/// Fields beside `error` belong to the answer; `Error::body` promises its start, and only `debug` must go.
#[tokio::test]
async fn an_error_keeps_what_stands_beside_it() {
    let long = "x".repeat(600);
    let client = answering(format!(r#"{{"error":"{long}","max":"500","debug":"SELECT"}}"#));
    let error = client.subscriber().connect_service(63).await.unwrap_err();
    let body = String::from_utf8_lossy(error.body().unwrap_or_default()).into_owned();
    assert!(body.contains("\"max\"") && body.contains(&long), "body: {body:?}");
}

/// Issue 3: `{}` is a legal success; catalogue.md: all blocks are optional.
#[tokio::test]
async fn an_account_without_blocks_is_empty() {
    for body in ["{}", r#"{"result":{}}"#, r#"{"result":[]}"#] {
        assert!(answering(body).subscriber().account().await.is_ok(), "{body}");
    }
}

/// A mark and white space before the document, in either order.
#[tokio::test]
async fn white_space_behind_a_byte_order_mark_is_no_crash() {
    for body in ["\u{feff}{}", "\u{feff}\n{}"] {
        assert!(answering(body).version().await.is_ok(), "{body:?}");
    }
}

/// catalogue.md lists `tag` (an array) among the fields of `ips[]`.
#[tokio::test]
async fn a_field_of_ips_is_named() {
    let body = r#"{"usr":{"ips":[{"ip":"198.18.0.1","num_tag":"1","tag":["a"]}]}}"#;
    let account = answering(body).subscriber().account().await.unwrap();
    assert!(account.user.unwrap().ips[0].extra.is_empty(), "catalogue.md names `tag`");
}

// --- 2: effects, delivery, session ---

/// Issue 3: a refused login is remembered, so that 1,000 waiting calls make one attempt. A blocked administrator is
/// refused too (catalogue.md: at any request with the right password, without `err_cod`).
#[tokio::test(start_paused = true)]
async fn a_blocked_account_is_tried_once() {
    let server = By::new(
        |_| Some(r#"{"error":"Access for login <b>boss</b> is blocked"}"#.into()),
        |_| UNAUTHORIZED.into(),
    );
    let client = with_login(server.clone());
    let calls: Vec<_> = (0..100).map(|_| tokio::spawn(client.version().into_future())).collect();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap_err().refusal(), Some(&Refusal::Blocked));
    }
    assert_eq!(server.logins.load(Ordering::SeqCst), 1);
}

/// The same for a refusal in words, for example too many tries.
#[tokio::test(start_paused = true)]
async fn a_login_refused_in_words_is_tried_once() {
    let server = By::new(|_| Some(r#"{"error":"Too many tries"}"#.into()), |_| UNAUTHORIZED.into());
    let client = with_login(server.clone());
    let calls: Vec<_> = (0..100).map(|_| tokio::spawn(client.version().into_future())).collect();
    for call in calls {
        call.await.unwrap().unwrap_err();
    }
    assert_eq!(server.logins.load(Ordering::SeqCst), 1);
}

/// A login that was refused when it was asked for says as much as one that was not: calls just after it must not try
/// the same password again.
#[tokio::test(start_paused = true)]
async fn a_refused_explicit_login_is_remembered() {
    let server =
        By::new(|_| Some(r#"{"error":"x","err_cod":"wrong_password"}"#.into()), |_| UNAUTHORIZED.into());
    let client = with_login(server.clone());
    client.login().await.unwrap_err();
    client.version().await.unwrap_err();
    assert_eq!(server.logins.load(Ordering::SeqCst), 1);
}

/// A login that never comes back may hold the others up for one attempt (30 s), not for as long as a patient call may
/// take in all. The first login at the start is bounded so; the renewal is not.
#[tokio::test(start_paused = true)]
async fn a_renewal_that_hangs_does_not_hold_up_the_others() {
    // The second login hangs, the third works. Only the sessions of the third are good.
    let server = By::new(
        |number| (number != 1).then(|| LOGIN.replace("s1", &format!("s{number}"))),
        |cookie| if cookie.contains("s2") { "{}".into() } else { UNAUTHORIZED.to_owned() },
    );
    let client = with_login(server.clone());
    let patient = tokio::spawn(client.version().timeout(Duration::from_secs(3600)).into_future());
    tokio::time::sleep(Duration::from_secs(1)).await;
    let other = client.version().timeout(Duration::from_secs(300)).attempts(3).await;
    assert!(other.is_ok(), "{}", other.unwrap_err());
    patient.abort();
}

/// A renewal that broke off (the login's connection failed) is as transient as a first login that did, which is tried
/// again: a `Read` with attempts left must not fail by it.
#[tokio::test(start_paused = true)]
async fn a_renewal_that_broke_off_is_tried_again() {
    let script = Script::new([
        Reply::ok(UNAUTHORIZED),
        Reply::fail(ErrorKind::Connect, Delivery::NotSent),
        Reply::ok(LOGIN),
        Reply::ok("{}"),
    ]);
    let client = Client::builder("https://billing.test").unwrap().login("a", "b").session("old");
    let client = client.transport(script.clone()).build().unwrap();
    let outcome = client.version().await;
    assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
}

/// wire.md 3: "Internal error" (the database is down) is a transient server error. A `Read` may be repeated.
#[tokio::test(start_paused = true)]
async fn an_internal_error_is_transient() {
    let internal = r#"{"error":"Internal error","debug":"Turn debug on"}"#;
    let script = Script::new([Reply::ok(internal), Reply::ok("{}")]);
    let outcome = with_session(&script).version().await;
    assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
    // And money is not moved twice on a guess.
    let script = Script::new([Reply::ok(internal), Reply::ok(r#"{"result":"ok"}"#)]);
    with_session(&script).subscriber().take_credit().await.unwrap_err();
}

/// The page: the text of `error` decides nothing, a code does. A message that only quotes the words of another refusal
/// must not be claimed as `Refused`: `Once` would be repeated by a caller who trusts it.
#[tokio::test]
async fn words_inside_a_longer_text_do_not_prove_a_refusal() {
    let body = r#"{"error":"Услуга подключена, но отправить SMS нельзя: Недостаточно привилегий."}"#;
    let error = answering(body).subscriber().connect_service(63).await.unwrap_err();
    assert_eq!(error.delivery(), Delivery::Unknown);
}

/// A 403 of a proxy says nothing about the session: it must not cost a login, nor be taken for a refused password.
#[tokio::test(start_paused = true)]
async fn a_403_of_a_proxy_is_no_refused_session() {
    let script = Script::new([Reply::status(403).body("<html>"), Reply::ok(LOGIN), Reply::ok("{}")]);
    let client = Client::builder("https://billing.test").unwrap().login("a", "b").session("good");
    let client = client.transport(script.clone()).build().unwrap();
    client.version().await.ok();
    let logins = script.requests().iter().filter(|sent| sent.form.is_some()).count();
    assert_eq!(logins, 0);
}

/// The same at the login: 403 of a proxy is no refused password, which alone is remembered.
#[tokio::test(start_paused = true)]
async fn a_403_at_the_login_is_not_remembered() {
    let script = Script::new([Reply::status(403).body("<html>"), Reply::ok(LOGIN), Reply::ok("{}")]);
    let client = with_login(script.clone());
    client.version().await.unwrap_err();
    assert!(client.version().await.is_ok());
}

/// A logout that comes back late must end the session that it was sent with, not a newer one.
#[tokio::test(start_paused = true)]
async fn a_late_logout_leaves_a_newer_session() {
    let script =
        Script::new([Reply::ok("{}").after(Duration::from_secs(5)), Reply::ok(LOGIN.replace("s1", "newer"))]);
    let client = Client::builder("https://billing.test").unwrap().login("a", "b").session("old");
    let client = client.transport(script).build().unwrap();
    let leaving = client.clone();
    let logout = tokio::spawn(async move { leaving.logout().await });
    tokio::time::sleep(Duration::from_secs(1)).await;
    client.login().await.unwrap();
    logout.await.unwrap().unwrap();
    assert_eq!(client.session().map(|session| session.expose().to_owned()).as_deref(), Some("newer"));
}

// --- 3: secrets ---

/// `Error::message`: "with the credentials of the request masked". An explicit login masks the password; the one that a
/// call makes by itself must too.
#[tokio::test(start_paused = true)]
async fn a_password_that_the_server_echoes_is_masked() {
    let login = r#"{"error":"wrong: test/hunter2","err_cod":"wrong_password"}"#;
    let client = with_login(Script::always(Reply::ok(login)));
    let explicit = client.login().await.unwrap_err();
    assert!(!format!("{explicit} {explicit:?}").contains("hunter2"), "explicit: {explicit}");
    let own = client.version().await.unwrap_err();
    assert!(!format!("{own} {own:?}").contains("hunter2"), "by itself: {own}");
}

/// The same in the renewal.
#[tokio::test(start_paused = true)]
async fn a_password_that_the_server_echoes_at_a_renewal_is_masked() {
    let login = r#"{"error":"wrong: test/hunter2","err_cod":"wrong_password"}"#;
    let script = Script::new([Reply::ok(UNAUTHORIZED), Reply::ok(login)]);
    let client = Client::builder("https://billing.test").unwrap().login("test", "hunter2").session("old");
    let own = client.transport(script).build().unwrap().version().await.unwrap_err();
    assert!(!format!("{own} {own:?}").contains("hunter2"), "{own}");
}

/// Issue 3: the key `debug` is never kept or shown.
#[tokio::test]
async fn debug_is_not_kept_of_an_answer_that_broke_off() {
    let body = r#"{"debug":["SELECT hush FROM /srv"],"result":{"usr":"#;
    let error = answering(body).subscriber().account().await.unwrap_err();
    assert!(!String::from_utf8_lossy(error.body().unwrap_or_default()).contains("hush"));
}

/// The same at the start of a stream.
#[tokio::test]
async fn debug_is_not_kept_of_a_stream_that_did_not_open() {
    let script =
        Script::always(Reply::status(500).body(r#"{"error":"Internal error","debug":"SELECT hush"}"#));
    let error = with_session(&script).admin().users().attempts(1).stream().next().await.unwrap().unwrap_err();
    assert!(!String::from_utf8_lossy(error.body().unwrap_or_default()).contains("hush"));
}

/// HOUSE: no value of a body in any Debug. `Response` obeys; an `Answer` (a pay request, say) does not.
#[tokio::test]
async fn the_debug_of_an_answer_shows_no_value() {
    let answer = answering(r#"{"result":{"link":"hush"}}"#).version().await.unwrap();
    assert!(!format!("{answer:?}").contains("hush"));
}

// --- 4: what the docs and labels claim ---

/// design.md: "`unknown` (then the answer is raw JSON or raw rows, never an invented type)". What the reference does not
/// know must be readable: here a catalogue of names by id.
#[tokio::test]
async fn an_unknown_answer_is_not_refused_by_an_invented_type() {
    let unknown =
        |name: &str| OPERATIONS.iter().any(|row| row.name == name && row.evidence == Evidence::Unknown);
    assert!(unknown("api_services"));
    let body = r#"{"result":{"33":"50 Mb unlim","34":"100 Mb unlim"}}"#;
    assert!(answering(body).admin().services().await.is_ok());
}

/// Its docs: "the five entities of XML".
#[test]
fn five_entities() {
    assert_eq!(plain_text("&lt;&gt;&quot;&amp;&apos;"), "<>\"&'");
}

/// catalogue.md lists `tag` of `ips[]`, and the row of the tickets needs `act`, as the rows of other actions list theirs.
#[test]
fn the_row_of_tickets_names_act() {
    let row = OPERATIONS.iter().find(|row| row.name.starts_with("op")).unwrap();
    assert!(row.parameters.iter().any(|parameter| parameter.name == "act"));
}

// --- 5: hostile answers ---

/// A megabyte must not take seconds: every `<a` looks for its `>` up to the end.
#[tokio::test]
async fn an_error_of_half_tags_takes_no_long() {
    let client = answering(format!(r#"{{"error":"{}"}}"#, "<a".repeat(200_000)));
    let start = std::time::Instant::now();
    client.version().await.unwrap_err();
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}

/// 90 kB of answer must not take hundreds of megabytes: each row gets a path of its own with the whole name around it.
#[tokio::test]
async fn a_long_name_around_many_rows_takes_little_memory() {
    let most = || -> u64 {
        let status = std::fs::read_to_string("/proc/self/status").unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    };
    let rows = vec!["{}"; 20_000].join(",");
    let client = answering(format!(r#"{{"{}":[{rows}]}}"#, "n".repeat(30_000)));
    let before = most();
    client.subscriber().messages().await.unwrap();
    let grown = (most() - before) / 1024;
    assert!(grown < 64, "{grown} MiB");
}

/// A text of a subscriber, which may hold anything, must not stop the thread.
#[tokio::test]
async fn a_message_full_of_boundaries_takes_no_long() {
    let text: String = (0..5_000).map(|number| format!("form-part-{number} ")).collect();
    let client = answering("{}");
    let start = std::time::Instant::now();
    client.subscriber().send_message(text).await.unwrap();
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}
