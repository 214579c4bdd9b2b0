//! Receiving webhooks behind a proxy.
//!
//! For whoever runs the program that the PBX reports calls to, with nginx, Caddy or the like in front of it. What arrives
//! and how it is read is in [`webhook`](crate::webhook); this page is about running it.
//!
//! | question | what is known |
//! | --- | --- |
//! | what is a good answer | 200 with a short body, at once. The portal's log shows 599 for a receiver that did not answer properly; how long it may take is unknown |
//! | is a failed one sent again | unknown: fill the gap [from the journal](#when-the-receiver-was-down) |
//! | do events come in order, and once | unknown: take them in any order and any number |
//! | who has sent it | nothing in a request proves that: no signature, no header. [A secret in the address](#the-secret-in-the-address) is all there is |
//! | from which addresses | not documented. One was seen in 2016; do not build an allow list on that, ask the vendor |
//! | which events | some accounts get `HANGUP` and `END` only |
//! | is the certificate of the receiver checked | unknown: have one that everybody trusts |
//!
//! # Answer first, work later
//!
//! The handler reads, puts what it has read into a queue, and answers. Whatever takes time (a database, a CRM, the API of
//! the PBX) is on the other side of the queue. axum here; [`WebhookParser`](crate::webhook::WebhookParser) takes the parts
//! of a request from any framework.
//!
//! ```
//! use std::sync::Arc;
//! use std::time::Duration;
//!
//! use axum::Router;
//! use axum::body::Bytes;
//! use axum::extract::{DefaultBodyLimit, State};
//! use axum::http::{HeaderMap, Method, StatusCode, Uri};
//! use axum::routing::any;
//! use mobilon_client::UnixTime;
//! use mobilon_client::webhook::{CallTracker, Outcome, TrackedCall, Webhook, WebhookError, WebhookParser};
//! use tokio::net::TcpListener;
//! use tokio::sync::mpsc;
//!
//! #[derive(Clone)]
//! struct Receiver {
//!     parser: Arc<WebhookParser>,
//!     queue: mpsc::Sender<Webhook>,
//! }
//!
//! fn routes(secret: &str, queue: mpsc::Sender<Webhook>) -> Router {
//!     let parser = Arc::new(WebhookParser::new().shared_secret("authkey", secret));
//!     let routes = Router::new().route("/hook", any(receive)).with_state(Receiver { parser, queue });
//!     routes.layer(DefaultBodyLimit::max(64 * 1024))
//! }
//!
//! async fn receive(
//!     State(receiver): State<Receiver>,
//!     method: Method,
//!     uri: Uri,
//!     headers: HeaderMap,
//!     body: Bytes,
//! ) -> (StatusCode, &'static str) {
//!     let content_type = headers.get("content-type").and_then(|value| value.to_str().ok());
//!     match receiver.parser.parse(method.as_str(), uri.query(), content_type, &body) {
//!         Ok(webhook) => match receiver.queue.try_send(webhook) {
//!             Ok(()) => (StatusCode::OK, "ok"),
//!             // The work has fallen behind. Said, and not lost in silence.
//!             Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "busy"),
//!         },
//!         Err(WebhookError::SecretMissing | WebhookError::SecretWrong) => (StatusCode::FORBIDDEN, "no"),
//!         // Count these: the vendor may have begun to send something new. The error's text holds no value.
//!         Err(_) => (StatusCode::BAD_REQUEST, "no"),
//!     }
//! }
//!
//! /// Folds events into calls, and hands a call over when nothing has changed it for a minute. `now` is
//! /// `|| UnixTime::from(SystemTime::now())`, but in a test.
//! async fn fold(
//!     mut queue: mpsc::Receiver<Webhook>,
//!     now: impl Fn() -> UnixTime,
//!     mut done: impl FnMut(TrackedCall),
//! ) {
//!     let mut tracker = CallTracker::new();
//!     let mut tick = tokio::time::interval(Duration::from_secs(10));
//!     loop {
//!         tokio::select! {
//!             webhook = queue.recv() => match webhook {
//!                 Some(Webhook::Event(event)) => tracker.apply(&event, now()).evicted.into_iter().for_each(&mut done),
//!                 Some(_) => {} // a ringing subscriber, a route: for a pop-up
//!                 None => break,
//!             },
//!             _ = tick.tick() => {}
//!         }
//!         let quiet_since = UnixTime::from_seconds(now().seconds() - 60);
//!         tracker.take_finished(quiet_since).into_iter().for_each(&mut done);
//!     }
//!     // The program ends. Calls that still go on are for the journal.
//!     tracker.take_finished(now()).into_iter().for_each(done);
//! }
//!
//! # use isp_sandbox::Sandbox;
//! # use isp_sandbox::mobilon::{CallPlan, IncomingCall, Webhook as Hooks};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let (queue, waiting) = mpsc::channel(1000);
//! let listener = TcpListener::bind("127.0.0.1:0").await?; // the proxy is the only way in
//! let address = listener.local_addr()?;
//! let server = tokio::spawn(async { axum::serve(listener, routes("a-long-random-text", queue)).await });
//!
//! // The sandbox reports two calls to it, and one to an address without the secret.
//! let hook = format!("http://{address}/hook?authkey=a-long-random-text");
//! let pbx = Sandbox::mobilon().webhook(Hooks::events(hook)).start().await?;
//! pbx.incoming_call(IncomingCall::new("89130000003", CallPlan::missed())).await;
//! pbx.incoming_call(IncomingCall::new("89130000004", CallPlan::answered(60))).await;
//! pbx.delivered().await;
//! assert!(pbx.deliveries().iter().all(|delivery| delivery.status == 200));
//! let stranger = Sandbox::mobilon().webhook(Hooks::events(format!("http://{address}/hook"))).start().await?;
//! stranger.incoming_call(IncomingCall::new("89130000005", CallPlan::missed())).await;
//! stranger.delivered().await;
//! assert!(stranger.deliveries().iter().all(|delivery| delivery.status == 403));
//!
//! server.abort();
//! let mut outcomes = Vec::new();
//! let now = || UnixTime::from_seconds(pbx.now().into());
//! fold(waiting, now, |call| outcomes.push((call.from().map(str::to_owned), call.outcome()))).await;
//! assert_eq!(outcomes, [
//!     (Some("89130000003".to_owned()), Some(Outcome::Missed)),
//!     (Some("89130000004".to_owned()), Some(Outcome::Answered)),
//! ]);
//! # Ok(())
//! # }
//! ```
//!
//! What is in the queue when the program is killed is gone, 200 or not. Whoever cannot have that writes it to a disk before
//! the answer, or leaves it to the journal.
//!
//! # The secret in the address
//!
//! It is checked in constant time, before anything else is read. It stands in the query of an address, so it is written
//! down wherever addresses are: in the access log of the proxy and, when something fails, in its error log; in your own
//! log, if it prints addresses; in the portal, before everybody who may see its settings and its log of webhooks. The
//! templated GET puts the key of a subscriber there too, under the name that your template gives to `{KEY}`, and that key
//! places calls.
//!
//! So: a secret for this purpose alone, long and random; https from end to end; another one when somebody leaves (two
//! parsers, old and new, while the portal is being changed); and a proxy that does not write the query. A secret in the
//! path is no better: it is logged by more formats, and this parser does not look there.
//!
//! nginx, tried with 1.22. Both logs are set for the whole server: a request line that is too long never comes as far as
//! a location. `$request`, which the usual format has, is the whole line; so is what `error` writes about a receiver that
//! is down, hence `crit`.
//!
//! ```text
//! log_format no_query '$time_iso8601 $remote_addr $request_method $uri $status';
//! server {
//!     listen 443 ssl;
//!     server_name hooks.example.net;
//!     ssl_certificate     /etc/ssl/hooks.pem;
//!     ssl_certificate_key /etc/ssl/hooks.key;
//!     access_log /var/log/nginx/hooks.log no_query;
//!     error_log  /var/log/nginx/hooks.error.log crit;
//!     client_max_body_size 64k;
//!     location = /hook {
//!         proxy_pass http://127.0.0.1:9000;
//!         proxy_set_header X-Forwarded-For $remote_addr;
//!     }
//! }
//! ```
//!
//! Caddy, tried with 2.6. The filter stands at the default logger, which writes the errors too. It masks what it names: the
//! secret, and each name that a template of yours gives to `{KEY}`.
//!
//! ```text
//! {
//!     log default {
//!         format filter {
//!             wrap json
//!             fields {
//!                 request>uri query {
//!                     replace authkey REDACTED
//!                     replace key REDACTED
//!                 }
//!             }
//!         }
//!     }
//! }
//! hooks.example.net {
//!     log
//!     request_body {
//!         max_size 64KiB
//!     }
//!     reverse_proxy 127.0.0.1:9000
//! }
//! ```
//!
//! Then send it a request with a word that you can search for, with the receiver running and not, and search the logs.
//!
//! # The proxy itself
//!
//! - **Sizes.** The parser takes 64 KiB of body and 8 KiB of query; nothing larger was ever seen. The proxy should refuse
//!   earlier what the receiver would refuse, and nothing that it takes.
//! - **Who is calling.** `X-Forwarded-For` is what the sender wrote, unless your proxy overwrites it (the line above;
//!   nginx by itself passes on what came). It is for a log; the secret decides.
//! - **TLS** ends at the proxy. Between it and the receiver is loopback, or a network that is yours: the secret is in
//!   clear there.
//! - **No buffering of answers, no caching, no repeats.** A proxy that asks a second receiver when the first is slow
//!   delivers twice; the tracker does not mind, a counter of your own would.
//!
//! # Several receivers
//!
//! Whether the portal takes several addresses is unknown, and two receivers behind a balancer each see half of a call. Have
//! one receiver with one [`CallTracker`](crate::webhook::CallTracker), and pass on from its queue what others need: the
//! events as they came, or the calls when they are done. A test installation gets a copy, not a share.
//!
//! # Order and repetition
//!
//! [`CallTracker`](crate::webhook::CallTracker) comes to the same result in any order and with any repetition; a late event
//! can make a missed call an answered one, and then the call is handed out again. So write calls under their
//! [`uuid`](crate::webhook::TrackedCall::uuid), and let the later word replace the earlier. A reminder to ring back waits
//! until a call is quiet, as above. A call that was going on when the program stopped is half told: of an answered one
//! only the `END` comes, and it looks missed. There the [journal](#when-the-receiver-was-down) decides. The guide
//! [`testing`](super::testing#webhooks) shows how to test that.
//!
//! # Accounts that send final events only
//!
//! Then nobody rings in the events: [`rung`](crate::webhook::TrackedCall::rung) is empty, who answered is known from
//! `HANGUP` alone, and a pop-up at the first ring is not possible from events. Do not promise one before you have seen
//! `PREANSWER` on the account in question. Missed calls are told all the same.
//!
//! # The templated GET
//!
//! The one form that the vendor documents: an address with `{KEY}` and `{NUMBER}`, asked for when a subscriber gets a
//! call. Names and secret are yours; whether it comes at the ring or at the answer, and how often for a group, is unknown.
//! The key tells whose phone it is:
//!
//! ```
//! use mobilon_client::UserKey;
//! use mobilon_client::webhook::{Webhook, WebhookError, WebhookParser};
//!
//! // In the portal: https://hooks.example.net/hook?authkey=…&key={KEY}&number={NUMBER}
//! let parser = WebhookParser::new().shared_secret("authkey", "s3cret").key_parameter("key").number_parameter("number");
//! let users = [(UserKey::new("Ab3dE6:abcd1efghij2klmn"), "Ann"), (UserKey::new("Xy1zW2:other0000000001"), "Bob")];
//!
//! let query = "authkey=s3cret&key=abcd1efghij2klmn&number=89130000003";
//! let Webhook::Subscriber { key, number, .. } = parser.parse("GET", Some(query), None, b"")? else {
//!     panic!("another form")
//! };
//! let whose = users.iter().find(|(user, _)| user.is_of_webhook(&key)).map(|(_, name)| *name);
//! assert_eq!((whose, number.as_str()), (Some("Ann"), "89130000003"));
//! # Ok::<(), WebhookError>(())
//! ```
//!
//! Everything in it is a stranger's: escape the number before it stands in a page.
//!
//! # When the receiver was down
//!
//! The journal knows every call, so read it at every start, for the days since the last event, and once in the night for
//! the day before. Its days are in a zone that nobody documents: take the neighbours too. What it says of a call replaces
//! what was written from events, under [`call_id`](crate::webhook::TrackedCall::call_id).
//!
//! ```
//! use std::collections::HashSet;
//!
//! use mobilon_client::webhook::TrackedCall;
//! use mobilon_client::{Call, CallId, Client, Error, LocalDate, UnixTime};
//!
//! /// The calls that events have told from their beginning on. What began before the program, or nobody knows when, is half
//! /// told at best. Beginnings are told by the clock of the PBX: five minutes are left for its being ahead.
//! fn told<'a>(calls: impl IntoIterator<Item = &'a TrackedCall>, program_began: UnixTime) -> HashSet<CallId> {
//!     let since = UnixTime::from_seconds(program_began.seconds() + 5 * 60);
//!     let ids = calls.into_iter().filter_map(TrackedCall::call_id);
//!     ids.filter(|id| id.created().is_some_and(|began| began > since)).cloned().collect()
//! }
//!
//! /// The calls of a day that events have not told, or not whole.
//! async fn untold(pbx: &Client, day: LocalDate, told: &HashSet<CallId>) -> Result<Vec<Call>, Error> {
//!     let mut untold = Vec::new();
//!     let mut calls = pbx.journal(day).stream();
//!     while let Some(call) = calls.next().await {
//!         let call = call?;
//!         if call.call_id.as_ref().is_none_or(|id| !told.contains(id)) {
//!             untold.push(call);
//!         }
//!     }
//!     Ok(untold)
//! }
//!
//! # use mobilon_client::webhook::{CallTracker, Outcome, Webhook};
//! # use isp_sandbox::Sandbox;
//! # use isp_sandbox::mobilon::{ACCOUNT_TOKEN, CallPlan, IncomingCall, NOT_ANSWERED, Webhook as Hooks};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let (_held, nobody) = isp_test_support::loopback::closed_port();
//! // Nobody listens at the address that the PBX has.
//! let server = Sandbox::mobilon().webhook(Hooks::events(nobody)).start().await?;
//! let half = CallId::new(server.incoming_call(IncomingCall::new("89130000003", CallPlan::answered(60))).await);
//! server.incoming_call(IncomingCall::new("89130000004", CallPlan::missed())).await;
//! server.delivered().await;
//! assert!(server.deliveries().iter().all(|delivery| delivery.status == NOT_ANSWERED));
//!
//! // The receiver comes up in the middle of the first call. The end is all that it hears of it.
//! let program_began = UnixTime::from_seconds(half.created().unwrap().seconds() + 30);
//! let end = format!(r#"{{"uuid":"u1","state":"END","direction":"incoming","from":"89130000003","baseid":"{half}"}}"#);
//! let Webhook::Event(event) = Webhook::parse("POST", None, Some("application/json"), end.as_bytes())? else { panic!() };
//! let mut tracker = CallTracker::new();
//! tracker.apply(&event, program_began);
//! assert_eq!(tracker.calls().next().and_then(TrackedCall::outcome), Some(Outcome::Missed));
//!
//! // The journal knows better, and knows the second one too.
//! let pbx = Client::builder(&server.url())?.account_token(ACCOUNT_TOKEN).build()?;
//! let untold = untold(&pbx, server.today().parse()?, &told(tracker.calls(), program_began)).await?;
//! let mut untold: Vec<_> = untold.iter().map(|call| (call.from.as_deref(), call.is_answered())).collect();
//! untold.sort_unstable();
//! assert_eq!(untold, [(Some("89130000003"), true), (Some("89130000004"), false)]);
//!
//! // Of a call that began later, the events are enough.
//! let before = UnixTime::from_seconds(program_began.seconds() - 10 * 60);
//! assert_eq!(told(tracker.calls(), before), HashSet::from([half]));
//! # Ok(())
//! # }
//! ```
//!
//! It compares [`TrackedCall::call_id`](crate::webhook::TrackedCall::call_id), which is the `baseid` of events, with the id
//! of the journal. That the two are one is likely, not verified: look at one call of your account in both. The journal
//! names no telephones that rang, and its words for calls that nobody answered are not documented.
