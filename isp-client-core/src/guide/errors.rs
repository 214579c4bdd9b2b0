//! Reading an error, and deciding what to do.
//!
//! For whoever calls an operation of any of the four clients and has to go on when it fails. Where the code says
//! `isp_client_core`, write the name of your client: it exports the same. `builder()` and `Ask` stand for your client's
//! builder and an operation of it; both are of a product that does not exist.
//!
//! An [`Error`](crate::Error) is asked, not matched. Four answers decide nearly everything:
//!
//! - [`delivery`](crate::Error::delivery): may the server have acted? Ask this first where money or phones are concerned.
//! - [`kind`](crate::Error::kind): what went wrong.
//! - [`not_repeated`](crate::Error::not_repeated): why the client did not try (again).
//! - [`operation`](crate::Error::operation), whose [`effect`](crate::Operation::effect) says what a repeat would do.
//!
//! # The table
//!
//! By the time you see an error, the client has repeated what is safe, with waits, within the call's deadline. So
//! "again" means: later, as a job of its own. "Look" means: read back whether it was done, before anything else. "Tell"
//! means: show it to a person.
//!
//! | kind | delivery | what happened | `Read` | `Replay` | `Once` |
//! | --- | --- | --- | --- | --- | --- |
//! | `Config`, `Input` | `NotSent` | the client or an argument is not fit; [`path`](crate::Error::path) names the argument | mend it | mend it | mend it |
//! | `Connect` | `NotSent` | no connection | again | again | again |
//! | `Tls` | `NotSent` | the two sides do not trust each other | certificates | certificates | certificates |
//! | `Timeout` | `NotSent` | the call never had its turn: too many at once, or a login that took too long | again | again | again |
//! | `Interrupted`, `Status`, ... | `NotSent` | the login before the call failed like this | as below | as below | as below: the call itself did not leave |
//! | `Throttled` | `Refused` | the server asks for less | after [`retry_after`](crate::Error::retry_after) | the same | the same |
//! | `Auth` | `NotSent`, `Refused` | the credential or the session is not accepted | credentials | credentials | credentials |
//! | `Api` | `Refused` | the product said no, in its own words | tell | tell | tell: it did not happen |
//! | `Status` | `Refused` | 401 or 403 of the web server (NoDeny, reads of Carbon Billing): its own credentials, or a wall in between | tell | tell | tell: it did not happen |
//! | `Timeout`, `Interrupted` | `Unknown` | sent, and then the answer was lost | again | again | look |
//! | `Throttled` | `Unknown` | the server asks for less, where that proves nothing (a write of Carbon Billing), or an earlier attempt may have arrived | after `retry_after` | the same | look |
//! | `Status` | `Unknown` | a status without words: of 5xx | again | again | look |
//! | | | of 3xx and 4xx: likely another address, or a wall in between | address | look, then the address | look, then the address |
//! | `Api`, `Auth` | `Unknown` | words that do not prove a refusal, the server's own trouble among them | tell, or again | look | look |
//! | `Decode` | `Unknown` | an answer came and is not understood: what was asked has likely been done | tell | look | look |
//! | `TooLarge` | `Unknown` | the answer is larger than `max_body`: the same | raise it, or stream | look | look |
//! | `Config` | `Unknown` | a reqwest client of your own followed a redirect | mend it | look, then mend it | look, then mend it |
//!
//! Two things to know:
//!
//! - The kind is that of the last attempt, the delivery the worst of all. `Connect` with `Unknown` means: an earlier
//!   attempt may have arrived, the last one found no connection.
//! - Each product knows more than HTTP does: the README of each client has its own table of errors, and a type for what
//!   the server refuses (`CallRefusal`, `Refusal`), which [`refusal`](crate::Error::refusal) gives.
//!
//! # One decision for all calls
//!
//! The whole table in one function, tried on every effect:
//!
//! ```
//! # mod product { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/product.rs")); }
//! # use product::{Ask, builder};
//! use isp_client_core::testing::{Reply, Script};
//! use isp_client_core::{Delivery, Effect, Error, ErrorKind};
//!
//! #[derive(Debug, PartialEq)]
//! enum Next {
//!     /// A later try cannot act twice, and may help.
//!     Again,
//!     /// It may have been done: read back before anything else.
//!     Look,
//!     /// Nothing was done, and the same request would fail again.
//!     Stop,
//! }
//!
//! fn next(error: &Error) -> Next {
//!     // The configuration fails without an operation.
//!     let Some(operation) = error.operation() else { return Next::Stop };
//!     if error.is_retryable(operation.effect) {
//!         Next::Again
//!     } else if error.delivery() == Delivery::Unknown && operation.effect != Effect::Read {
//!         Next::Look
//!     } else {
//!         Next::Stop
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() {
//! for (reply, of_read, of_replay, of_once) in [
//!     (Reply::fail(ErrorKind::Connect, Delivery::NotSent), Next::Again, Next::Again, Next::Again),
//!     (Reply::status(429), Next::Again, Next::Again, Next::Again),
//!     (Reply::status(403), Next::Stop, Next::Stop, Next::Stop),
//!     (Reply::ok("half an ans").cut(), Next::Again, Next::Again, Next::Look),
//!     (Reply::status(500), Next::Again, Next::Again, Next::Look),
//!     (Reply::status(404), Next::Stop, Next::Look, Next::Look),
//!     (Reply::ok("refused: no such account"), Next::Stop, Next::Stop, Next::Stop),
//! ] {
//!     let client = builder().transport(Script::always(reply)).build("https://billing.test");
//!     for (effect, expected) in [(Effect::Read, of_read), (Effect::Replay, of_replay), (Effect::Once, of_once)] {
//!         let error = client.call(Ask::new(effect)).await.unwrap_err();
//!         assert_eq!(next(&error), expected, "{error}");
//!     }
//! }
//! # }
//! ```
//!
//! [`is_retryable`](crate::Error::is_retryable) is the rule of the call loop itself. An operation that no table knows
//! (`raw`, `execute`) has the effect that you gave it.
//!
//! # What the client has tried already
//!
//! [`attempts`](crate::Error::attempts) counts those that found no connection too, and no login; 0 means that the call
//! itself did not leave. Why there was no further one is in [`not_repeated`](crate::Error::not_repeated):
//!
//! | [`NotRepeated`](crate::NotRepeated) | what it tells you |
//! | --- | --- |
//! | `CannotHelp` | something has to change first: a key, a certificate, the server |
//! | `MayHaveActed` | an operation that is `Once`; look |
//! | `Attempts` | raise `attempts` only if the trouble is short; a job that comes back in a minute does more |
//! | `Deadline` | the wait that is due is longer than what is left of the call's `timeout`, and `retry_after` names it where the server did; or that time was spent waiting for a place |
//! | `Budget` | most calls of this client fail just now: do not come back at once with all of them |
//!
//! ```
//! # mod product { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/product.rs")); }
//! # use product::{Ask, builder};
//! use std::time::Duration;
//!
//! use isp_client_core::testing::{Reply, Script};
//! use isp_client_core::{Effect, NotRepeated};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() {
//! // An hour is longer than the call may take: it fails at once and hands the wait over.
//! let script = Script::new([Reply::status(429).header("retry-after", "3600")]);
//! let client = builder().transport(script).build("https://billing.test");
//! let error = client.call(Ask::new(Effect::Once)).timeout(Duration::from_secs(60)).await.unwrap_err();
//!
//! assert_eq!((error.attempts(), error.not_repeated()), (1, Some(NotRepeated::Deadline)));
//! assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
//! # }
//! ```
//!
//! # What the server said
//!
//! | method | holds | caution |
//! | --- | --- | --- |
//! | [`code`](crate::Error::code) | the product's own code, as text | |
//! | [`message`](crate::Error::message) | the server's words: one line, at most 500 characters, the credentials of the request masked | untrusted: escape it for HTML; it may name people |
//! | [`status`](crate::Error::status) | the HTTP status, if an answer came | these products refuse with 200 as well |
//! | [`path`](crate::Error::path) | the field of the answer that failed (`calls[3].duration`), or your argument | no value, only names |
//! | [`location`](crate::Error::location) | where a redirect pointed, without its query; it was not followed | |
//! | [`body`](crate::Error::body) | the start of the answer as it came, at most 64 KiB | people's data, perhaps an echoed key: for a file that few can read |
//!
//! ```
//! # mod product { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/product.rs")); }
//! # use product::{AskNumbers, builder};
//! use isp_client_core::testing::{Reply, Script};
//! use isp_client_core::{Effect, ErrorKind};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() {
//! let client = builder().transport(Script::always(Reply::ok("[1, 2, \"Jane Roe\"]"))).build("https://billing.test");
//! let error = client.call(AskNumbers(Effect::Read)).await.unwrap_err();
//!
//! assert_eq!((error.kind(), error.path()), (ErrorKind::Decode, Some("[2]")));
//! assert!(!error.to_string().contains("Jane"), "no formatter prints the body");
//! assert_eq!(error.body(), Some(&b"[1, 2, \"Jane Roe\"]"[..]));
//! # }
//! ```
//!
//! # Logging an error
//!
//! `Display` is one line: operation, what failed and where, the server's words, the status, how often it was tried. It
//! holds no secret, no query and no body, and does not repeat its cause, so print the chain beside it. `Debug` adds the
//! address without its query.
//!
//! ```
//! use isp_client_core::Error;
//!
//! /// A line for the log, with the causes below: those of the socket and of TLS.
//! fn line(error: &Error) -> String {
//!     let mut line = format!("{error} [{}, delivery {}]", error.kind(), error.delivery());
//!     let mut cause = std::error::Error::source(error);
//!     while let Some(below) = cause {
//!         line.push_str(&format!("; {below}"));
//!         cause = below.source();
//!     }
//!     line
//! }
//!
//! let refused = std::io::Error::from(std::io::ErrorKind::ConnectionRefused);
//! let error = Error::new(isp_client_core::ErrorKind::Connect, isp_client_core::Delivery::NotSent, "could not connect");
//! assert_eq!(
//!     line(&error.with_source(refused)),
//!     "could not connect [connect, delivery not sent]; connection refused"
//! );
//! ```
//!
//! Count by [`ErrorKind::as_str`](crate::ErrorKind::as_str) and the operation's name, which are few; a message is a new
//! one each time. The spans of `tracing` carry the kind as `error.type`; for `Status`, the status.
//!
//! # An exit code, or a status of your own
//!
//! Whoever starts your program, or calls your service, needs the same answer: did it happen, and may they try again? Your
//! server's credentials are not your caller's: `Auth` is not their 401.
//!
//! ```
//! use isp_client_core::{Delivery, Effect, Error, ErrorKind};
//!
//! /// 1: nothing happened. 75 (as `EX_TEMPFAIL`): nothing happened that another run would double. 3: a person must look.
//! fn exit_code(error: &Error, effect: Effect) -> u8 {
//!     match error.delivery() {
//!         _ if error.is_retryable(effect) => 75,
//!         Delivery::Unknown if effect != Effect::Read => 3,
//!         _ => 1,
//!     }
//! }
//!
//! /// The status, and the header `Retry-After` in seconds.
//! fn status(error: &Error, effect: Effect) -> (u16, Option<u64>) {
//!     let wait = error.retry_after().map(|wait| wait.as_secs());
//!     match (error.kind(), error.delivery()) {
//!         // Their argument.
//!         (ErrorKind::Input, _) => (422, None),
//!         (ErrorKind::Api, Delivery::Refused) => (409, None),
//!         // They may come again, and many libraries do so by themselves at a 503.
//!         _ if error.is_retryable(effect) => (503, wait),
//!         // They must not. No status says that: say it in the body, and take a reference from them for each payment.
//!         (_, Delivery::Unknown) if effect != Effect::Read => (500, None),
//!         _ => (502, None),
//!     }
//! }
//!
//! let lost = Error::new(ErrorKind::Interrupted, Delivery::Unknown, "the connection broke");
//! assert_eq!((exit_code(&lost, Effect::Read), status(&lost, Effect::Read)), (75, (503, None)));
//! assert_eq!((exit_code(&lost, Effect::Once), status(&lost, Effect::Once)), (3, (500, None)));
//! assert_eq!(status(&Error::input("number", "is empty"), Effect::Once), (422, None));
//! ```
//!
//! # A journal before a payment
//!
//! The worst end of a call has no error: the program is killed between the request and its answer. So what must not
//! happen twice is written down before it is sent, and onto the disk. After a crash, an entry without an end is the same
//! as `Delivery::Unknown`: look, and do not send it again.
//!
//! ```
//! # mod product { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/product.rs")); }
//! # use product::{Ask, builder};
//! use std::collections::BTreeMap;
//! use std::fs::File;
//! use std::future::IntoFuture;
//! use std::io::{self, Write as _};
//!
//! use isp_client_core::testing::{Reply, Script};
//! use isp_client_core::{Delivery, Effect, Error, ErrorKind};
//!
//! /// An entry begins a line of its own, whatever an earlier crash has left of the last one.
//! fn note(journal: &mut File, reference: &str, state: &str) -> io::Result<()> {
//!     journal.write_all(format!("\n{reference} {state}").as_bytes())?;
//!     journal.sync_data()
//! }
//!
//! async fn pay<T>(
//!     journal: &mut File,
//!     reference: &str,
//!     payment: impl IntoFuture<Output = Result<T, Error>>,
//! ) -> io::Result<Result<T, Error>> {
//!     note(journal, reference, "begun")?; // if this fails, nothing is sent
//!     let ended = payment.await;
//!     match &ended {
//!         Ok(_) => note(journal, reference, "done")?,
//!         Err(error) if error.delivery() != Delivery::Unknown => note(journal, reference, "unpaid")?,
//!         Err(_) => {} // still "begun"
//!     }
//!     Ok(ended)
//! }
//!
//! /// What has to be looked up before anything is sent again. A torn entry has no known end, so it costs a look at most.
//! fn to_look_up(journal: &str) -> Vec<&str> {
//!     let mut last = BTreeMap::new();
//!     for line in journal.lines().filter(|line| !line.is_empty()) {
//!         let (reference, state) = line.split_once(' ').unwrap_or((line, ""));
//!         last.insert(reference, state);
//!     }
//!     last.into_iter().filter(|(_, state)| !matches!(*state, "done" | "unpaid")).map(|(reference, _)| reference).collect()
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> io::Result<()> {
//! # let path = std::env::temp_dir().join(format!("isp-client-core-guide-{}", std::process::id()));
//! // Never `File::create`: it forgets what was begun.
//! let mut journal = File::options().append(true).create(true).open(&path)?;
//! for (reference, reply) in [
//!     ("inv-1", Reply::ok("booked")),
//!     ("inv-2", Reply::fail(ErrorKind::Connect, Delivery::NotSent)),
//!     ("inv-3", Reply::ok("boo").cut()),
//! ] {
//!     let client = builder().transport(Script::always(reply)).build("https://billing.test");
//!     let _ = pay(&mut journal, reference, client.call(Ask::new(Effect::Once))).await?;
//! }
//! note(&mut journal, "inv-4", "begun")?; // and here the program was killed
//! assert_eq!(to_look_up(&std::fs::read_to_string(&path)?), ["inv-3", "inv-4"]);
//! # std::fs::remove_file(&path)
//! # }
//! ```
//!
//! Of Carbon Billing an answer is no proof: there look up "done" too. And one run at a time: two would each pay what
//! neither has begun. How long an answer can still be on its way, how to look, who decides what cannot be seen, and the
//! lock: the guide [`money` of procbill-client](https://docs.rs/procbill-client/latest/procbill_client/guide/money/index.html).
