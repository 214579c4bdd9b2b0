//! Testing a program that calls the PBX, or is called by it.
//!
//! For whoever writes on this client and wants to know what their code does on the bad days too.
//!
//! | with | you prove | you do not prove |
//! | --- | --- | --- |
//! | values made by hand, such as [`Call::default`](crate::Call) | your own logic | anything about requests and answers |
//! | [a script](#a-script-answers-and-failures-in-order) | what your code makes of each answer and each failure, to the request and to the second | that a server answers so, or takes the request |
//! | [the sandbox](#the-sandbox-a-pbx-that-counts) | that your code gets on with a PBX as far as one is documented or was seen, and what was really done | what nobody knows: its guesses are marked in its README |
//! | [a mock server](#a-mock-server-bytes-on-a-socket) | what goes over the socket: headers, compression, your own address and prefix | that the product does any of it |
//! | the real PBX | the rest | by hand, and with reads: a test must not ring phones |
//!
//! ```toml
//! [dev-dependencies]
//! mobilon-client = { version = "0.1", features = ["test-util"] }
//! isp-sandbox = "0.1"
//! tokio = { version = "1", features = ["macros", "rt", "test-util"] }
//! wiremock = "0.6" # for the mock server
//! ```
//!
//! # The code under test
//!
//! It takes a client, so that a test can hand in any, and it gives an answer of its own, so that a test has something to
//! compare.
//!
//! ```
#![doc = include_str!("ring_back.rs")]
//! ```
//!
//! # A script: answers and failures in order
//!
//! [`Script`](crate::testing::Script) is a transport. It gives its [`Reply`](crate::testing::Reply)s one after the other
//! and keeps the requests; when it has none left, the call fails with `Config`. There is no socket.
//!
//! ```
//! # mod under_test { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/ring_back.rs")); }
//! # use under_test::{RungBack, ring_back};
//! use mobilon_client::testing::{Reply, Script};
//! use mobilon_client::{Client, Error, ErrorKind};
//!
//! fn scripted(script: &Script) -> Result<Client, Error> {
//!     Client::builder("https://pbx.test")?.user_key("k").account_token("t").transport(script.clone()).build()
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Error> {
//! let script = Script::new([Reply::ok(r#"{"result":"FAIL","description":"Operator is not registered","code":"1"}"#)]);
//! assert_eq!(ring_back(&scripted(&script)?, "89130000001").await?, RungBack::LogInFirst);
//!
//! // Bad input never leaves.
//! let script = Script::new([]);
//! let error = ring_back(&scripted(&script)?, "+7 913 000-00-01").await.unwrap_err();
//! assert_eq!((error.kind(), error.path()), (ErrorKind::Input, Some("outboundNumber")));
//! assert!(script.requests().is_empty());
//! # Ok(())
//! # }
//! ```
//!
//! # That a call is not placed twice
//!
//! The client sees to it; your code can still undo that, with a loop around it or a button that stays enabled. Put a
//! success behind the failure: if the script still has it at the end, nothing was repeated. And the other way round: what
//! surely was not placed is tried again.
//!
//! ```
//! # mod under_test { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/ring_back.rs")); }
//! # use under_test::{RungBack, ring_back};
//! use std::time::Duration;
//!
//! use mobilon_client::testing::{Reply, Script};
//! use mobilon_client::{Client, Delivery, Error, ErrorKind};
//! use tokio::time::Instant;
//! # fn scripted(script: &Script) -> Result<Client, Error> {
//! #     Client::builder("https://pbx.test")?.user_key("k").account_token("t").transport(script.clone()).build()
//! # }
//!
//! fn placed() -> Reply {
//!     Reply::ok(r#"{"result":"SUCCESS","callid":"1611111111.222330"}"#)
//! }
//!
//! #[tokio::main(flavor = "current_thread", start_paused = true)] // yours is a #[tokio::test(start_paused = true)]
//! async fn main() -> Result<(), Error> {
//!     for lost in [
//!         Reply::ok(r#"{"result""#).cut(),
//!         Reply::status(500),
//!         Reply::hang(),
//!         Reply::fail(ErrorKind::Interrupted, Delivery::Unknown),
//!     ] {
//!         let script = Script::new([lost, placed()]);
//!         assert_eq!(ring_back(&scripted(&script)?, "89130000001").await?, RungBack::Perhaps);
//!         assert_eq!(script.requests().len(), 1);
//!     }
//!
//!     let start = Instant::now();
//!     let script = Script::new([Reply::status(429).header("retry-after", "30"), placed()]);
//!     assert!(matches!(ring_back(&scripted(&script)?, "89130000001").await?, RungBack::Placed(Some(_))));
//!     assert_eq!((script.requests().len(), start.elapsed()), (2, Duration::from_secs(30)));
//!     Ok(())
//! }
//! ```
//!
//! All waits of the client are tokio's, so under a paused clock the hang above and the 30 seconds take no time, and the
//! count is exact. Keep it to scripts: with a real socket a paused clock jumps to the next timeout while the answer is on
//! its way. Where waits are random, [`jitter_seed`](crate::ClientBuilder::jitter_seed) makes them repeatable.
//!
//! # What was asked: a snapshot of requests
//!
//! [`Sent`](crate::testing::Sent) holds what went out, secrets included, so use invented ones. One line a request is
//! easily compared, by hand or by a snapshot library.
//!
//! ```
//! use mobilon_client::testing::{Reply, Script};
//! use mobilon_client::{Client, Error};
//! # fn scripted(script: &Script) -> Result<Client, Error> {
//! #     Client::builder("https://pbx.test")?.user_key("k").account_token("t").transport(script.clone()).build()
//! # }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Error> {
//! let script = Script::always(Reply::ok("<calls></calls>"));
//! let pbx = scripted(&script)?;
//! pbx.journal("2026-11-20".parse()?).await?;
//! pbx.journal("2026-11-20".parse()?).limit(50).offset(100).await?;
//!
//! let sent: Vec<_> = script.requests().iter().map(|sent| format!("{} {}", sent.method.as_str(), sent.url)).collect();
//! assert_eq!(sent, [
//!     "GET https://pbx.test/api/call/journal?token=t&date=2026-11-20&format=xml",
//!     "GET https://pbx.test/api/call/journal?token=t&date=2026-11-20&format=xml&limit=50&offset=100",
//! ]);
//! # Ok(())
//! # }
//! ```
//!
//! # The sandbox: a PBX that counts
//!
//! `isp-sandbox` is a whole PBX on loopback, written without this client. Its ledger tells what was done, and that is what
//! no answer can tell. The two faults below look alike from outside; in one of them the phone rings:
//!
//! ```
//! # mod under_test { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/ring_back.rs")); }
//! # use under_test::{RungBack, ring_back};
//! use isp_sandbox::mobilon::{ACCOUNT_TOKEN, CallAnswer, Dialect, USER_KEY};
//! use isp_sandbox::{Fault, Sandbox};
//! use mobilon_client::Client;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let server = Sandbox::mobilon().start().await?;
//! let pbx = Client::builder(&server.url())?.user_key(USER_KEY).account_token(ACCOUNT_TOKEN).build()?;
//!
//! // A fault on the way.
//! for (fault, phones) in [(Fault::ResetBefore, 0), (Fault::ResetAfter, 1)] {
//!     server.fault_next(1, fault);
//!     assert_eq!(ring_back(&pbx, "89130000001").await?, RungBack::Perhaps);
//!     assert_eq!(server.calls_placed().len(), phones);
//! }
//! // What the user does next: look. The sandbox's clock stands still, so its day is always the same.
//! let today = pbx.journal(server.today().parse()?).await?;
//! assert!(today.iter().any(|call| call.to.as_deref() == Some("89130000001")));
//!
//! // A switch: a server as old as this one gives no id.
//! server.set_dialect(Dialect { call_answer: CallAnswer::Message, ..Dialect::default() });
//! assert_eq!(ring_back(&pbx, "89130000002").await?, RungBack::Placed(None));
//! # Ok(())
//! # }
//! ```
//!
//! - `Dialect` has a switch for whatever the vendor's page leaves open or has changed: run a test in those positions that
//!   your code could notice. Its README says which positions are documented, observed, or a guess.
//! - `Fault` and `stall_next` break an answer at a chosen place, without sleeping.
//! - `set_now` moves the clock, `plan_next` says how the next call goes, `incoming_call` makes one that nobody placed.
//! - The ledgers of the billings and of the ERP are called `acts`.
//!
//! # A mock server: bytes on a socket
//!
//! A client takes any address, and plain http on loopback needs no permission. With
//! [wiremock](https://docs.rs/wiremock), for what is yours on the wire:
//!
//! ```
//! # mod under_test { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/ring_back.rs")); }
//! # use under_test::{RungBack, ring_back};
//! use mobilon_client::Client;
//! use wiremock::matchers::{header_regex, method, path, query_param};
//! use wiremock::{Mock, MockServer, ResponseTemplate};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let server = MockServer::start().await;
//! Mock::given(method("GET"))
//!     .and(path("/tenant-7/api/call/CallToSubscriber"))
//!     .and(query_param("outboundNumber", "89130000001"))
//!     .and(header_regex("user-agent", "ring-back/2.0$"))
//!     .respond_with(ResponseTemplate::new(200).set_body_string(r#"{"result":"SUCCESS","callid":"1.2"}"#))
//!     .expect(1)
//!     .mount(&server)
//!     .await;
//!
//! let address = format!("{}/tenant-7", server.uri());
//! let pbx = Client::builder(&address)?.user_key("k").user_agent("ring-back/2.0").build()?;
//! assert_eq!(ring_back(&pbx, "89130000001").await?, RungBack::Placed(Some("1.2".into())));
//! # Ok(())
//! # }
//! ```
//!
//! # Webhooks
//!
//! What arrives is four values: method, query, content type, body. [`Webhook::parse`](crate::webhook::Webhook::parse) takes
//! them without a server. Events come in any order and more than once: test yours backwards and doubled.
//!
//! ```
//! use mobilon_client::UnixTime;
//! use mobilon_client::webhook::{CallTracker, Outcome, Webhook, WebhookError};
//!
//! let bodies = [
//!     r#"{"uuid":"u1","state":"PREANSWER","direction":"incoming","from":"89130000003","to":"110","time":1565778981}"#,
//!     r#"{"uuid":"u1","state":"HANGUP","direction":"incoming","from":"89130000003","time":1565778995,"duration":"14"}"#,
//!     r#"{"uuid":"u1","state":"END","direction":"incoming","from":"89130000003","time":1565778995}"#,
//! ];
//! let mut tracker = CallTracker::new();
//! for body in bodies.iter().rev().chain(&bodies) {
//!     let Webhook::Event(event) = Webhook::parse("POST", None, Some("application/json"), body.as_bytes())? else {
//!         panic!("another webhook: {body}")
//!     };
//!     tracker.apply(&event, UnixTime::from_seconds(1_565_779_000));
//! }
//! let [call] = tracker.calls().collect::<Vec<_>>()[..] else { panic!("one call") };
//! assert_eq!((call.outcome(), call.rung()[0].extension()), (Some(Outcome::Missed), Some("110")));
//! # Ok::<(), WebhookError>(())
//! ```
//!
//! To test the whole receiver, let the sandbox post to it: `Webhook::events(url)` at its start, then `incoming_call` or
//! `post_event` with any JSON, `delivered` to wait, and `deliveries` for what the receiver answered. The guide
//! [`webhooks`](super::webhooks) does so.
