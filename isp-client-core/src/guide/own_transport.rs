//! Bringing an HTTP client of your own, or seeing what is sent.
//!
//! For whoever has a server that the built-in transport cannot reach (TLS 1.0, SOCKS), an HTTP stack that the whole
//! company uses, or figures to collect. Where the code says `isp_client_core`, write the name of your client: it exports
//! the same. `builder()` and `Ask` stand for your client's builder and an operation of it.
//!
//! | you want | take |
//! | --- | --- |
//! | to count and time what is sent | `on_attempt` of every client's builder |
//! | an HTTP proxy | `proxy` of the builder; the environment is not read |
//! | other TLS, SOCKS, another resolver, still by reqwest | [`ReqwestTransport`](crate::ReqwestTransport), feature `from-reqwest` |
//! | a header on every request, a switch between two lines | a transport around a transport |
//! | another HTTP library | a [`Transport`](crate::Transport) of your own |
//! | no network at all, in a test | [`Script`](crate::testing::Script), feature `test-util` |
//!
//! # What a transport must do, and must not
//!
//! A [`Transport`](crate::Transport) makes one attempt. Repeats, waits, deadlines, the limit on calls in flight and on the
//! size of an answer, sessions and spans are above it and work the same over every transport.
//!
//! - **It says truthfully whether the request left.** [`Delivery::NotSent`](crate::Delivery::NotSent) only if no byte of
//!   it can have been written; else [`Unknown`](crate::Delivery::Unknown). A payment is sent again after `NotSent`: this
//!   is the one mistake that costs money.
//! - **It does not repeat.** Many HTTP libraries do, silently, when an idle connection breaks: switch that off.
//! - **It does not follow redirects.** They would carry the key to another address. A 3xx is an answer.
//! - **It has no cookies of its own.** A session is the client's business.
//! - **It hands the body over as it arrives.** The cap on an answer counts the chunks; a body that was collected first has
//!   filled the memory by then. Whatever it asked to be compressed it unpacks, chunk by chunk.
//! - **It shows no secret.** Keys stand in the address, the form, the headers and the cookie. They belong in no log and no
//!   error, and many libraries print the whole address in theirs: an error's text and its source must not hold it. Mark
//!   headers that come as [`Value::Secret`](crate::Value::Secret) as sensitive.
//! - **It stops when its future is dropped**, and when the body is: that is how the client ends an attempt in time.
//! - A timeout for the connection, the time that idle ones are kept, a proxy, a user agent and TLS are its own. The
//!   builder's settings of these do not reach it: beside a transport, `build()` refuses them.
//!
//! # A reqwest client of your own
//!
//! The version of reqwest must be the one that this crate uses, 0.13. Turn on what you need of it:
//!
//! ```toml
//! [dependencies]
//! procbill-client = { version = "0.1", features = ["from-reqwest"] }
//! reqwest = { version = "0.13", default-features = false, features = ["native-tls", "socks"] }
//! rustls = { version = "0.23", default-features = false, features = ["ring", "std", "tls12"] } # for the block below
//! ```
//!
//! What the built-in client takes care of is yours then. This much is common to all; here with a configuration of rustls,
//! which trusts nobody, so only plain http gets through:
//!
//! ```
//! # mod product { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/product.rs")); }
//! # use product::{Ask, builder};
//! # use isp_test_support::loopback::Canned;
//! use std::sync::Arc;
//! use std::time::Duration;
//!
//! use isp_client_core::ReqwestTransport;
//! use rustls::{ClientConfig, RootCertStore, crypto::ring::default_provider};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let server = Canned::start([b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".to_vec()]).await;
//! let tls = ClientConfig::builder_with_provider(Arc::new(default_provider()))
//!     .with_safe_default_protocol_versions()?
//!     .with_root_certificates(RootCertStore::empty())
//!     .with_no_client_auth();
//! let http = reqwest::Client::builder()
//!     .tls_backend_preconfigured(tls)
//!     .redirect(reqwest::redirect::Policy::none()) // one that was followed is an error
//!     .retry(reqwest::retry::never())
//!     .referer(false)
//!     .no_proxy() // or .proxy(reqwest::Proxy::all("socks5h://127.0.0.1:1080")?)
//!     .http1_only()
//!     .connect_timeout(Duration::from_secs(5))
//!     .pool_idle_timeout(Duration::from_secs(4)) // shorter than the server's
//!     .build()?;
//! let client = builder().transport(ReqwestTransport::from_reqwest(http)).build(&server.url);
//! assert_eq!(client.call(Ask::read()).await?, "ok");
//! # Ok(())
//! # }
//! ```
//!
//! Two things are known less well than of the built-in client: a failed handshake of another TLS library is `Connect` and
//! not `Tls`, and whether a connection had served before is not told, so a read that met a dead one costs an attempt.
//!
//! # A box that speaks only TLS 1.0
//!
//! The TLS library of the system, in place of rustls: these lines for `tls_backend_preconfigured(tls)` above. `server.pem`
//! is the certificate that the box has signed itself, or that of the authority which has; nobody else is trusted.
//!
//! ```text
//! use reqwest::tls::{Certificate, Identity, Version};
//!
//!     .tls_backend_native()
//!     .tls_version_min(Version::TLS_1_0)
//!     .identity(Identity::from_pkcs12_der(&pfx, "password")?)
//!     .tls_certs_only([Certificate::from_pem(&server_pem)?])
//!     .tls_danger_accept_invalid_hostnames(true) // only beside tls_certs_only, and for a box with another name in it
//! ```
//!
//! This one piece is not compiled with the others, since it needs OpenSSL. It was tried with reqwest 0.13.5, native-tls
//! 0.2.18 and OpenSSL 3.0.19, on the sandbox and on a server of TLS 1.0 that asks for a certificate. Never
//! `tls_danger_accept_invalid_certs(true)`: it shows password and session to whoever stands between. OpenSSL 3 itself:
//!
//! - It refuses TLS 1.0 ("legacy sigalg disallowed") until a file that the variable `OPENSSL_CONF` names allows it, to this
//!   program alone:
//!
//!   ```text
//!   openssl_conf = conf
//!   [conf]
//!   ssl_conf = ssl
//!   [ssl]
//!   system_default = old
//!   [old]
//!   CipherString = DEFAULT@SECLEVEL=0
//!   ```
//! - It reads an old PFX ("unsupported") only after it was written anew: out of it by `openssl pkcs12 -legacy`, and into
//!   another one.
//! - A client certificate that the server refuses may be told under TLS 1.3 as `Interrupted` with `Unknown`, since it comes
//!   after the handshake.
//!
//! # Another HTTP library
//!
//! A whole transport over hyper, for plain http on loopback or behind a tunnel: a connection for each attempt, no pool.
//! The part to copy is how each failure is told.
//!
//! ```
//! # mod product { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/product.rs")); }
//! # use product::{Ask, builder};
//! # use isp_test_support::loopback::{Canned, closed_port};
//! use std::future::poll_fn;
//! use std::pin::Pin;
//! use std::time::Duration;
//!
//! use bytes::Bytes;
//! use http::header::{CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HOST, HeaderValue};
//! use hyper::body::Body as _;
//! use hyper::client::conn::http1;
//! use hyper_util::rt::TokioIo;
//! use isp_client_core::{
//!     BaseUrl, Body, BoxFuture, Chunks, Delivery, Effect, Error, ErrorKind, Incoming, NotRepeated, Request, Transport,
//!     Value,
//! };
//! use tokio::net::TcpStream;
//! use tokio::task::JoinSet;
//! use tokio::time::timeout;
//!
//! #[derive(Debug)]
//! struct OverHyper {
//!     connect_timeout: Duration,
//! }
//!
//! impl Transport for OverHyper {
//!     fn send<'a>(&'a self, request: &'a Request, base: &'a BaseUrl) -> BoxFuture<'a, Result<Incoming, Error>> {
//!         Box::pin(async move {
//!             let url = base.as_url();
//!             if url.scheme() != "http" {
//!                 return Err(Error::config("this transport has no TLS"));
//!             }
//!             let outgoing = written(request, base)?;
//!             let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
//!             let connecting = TcpStream::connect((host, url.port_or_known_default().unwrap_or(80)));
//!             // Until the request is handed to hyper, nothing has left.
//!             let not_sent = |what| Error::new(ErrorKind::Connect, Delivery::NotSent, what);
//!             let stream = match timeout(self.connect_timeout, connecting).await {
//!                 Err(_) => return Err(not_sent("connecting took too long")),
//!                 Ok(Err(error)) => return Err(not_sent("could not connect").with_source(error)),
//!                 Ok(Ok(stream)) => stream,
//!             };
//!             let shaken = http1::handshake(TokioIo::new(stream)).await;
//!             let (mut sender, connection) = shaken.map_err(|error| not_sent("no HTTP").with_source(error))?;
//!             // The connection ends when this is dropped: with the attempt, or with the body.
//!             let mut driver = JoinSet::new();
//!             driver.spawn(connection);
//!             let answer = sender.try_send_request(outgoing).await.map_err(|mut failed| {
//!                 // hyper hands a request back only if not a byte of it was written.
//!                 match failed.take_message() {
//!                     Some(_) => not_sent("the connection closed first").with_source(failed.into_error()),
//!                     None => lost("the connection broke before an answer came", failed.into_error()),
//!                 }
//!             })?;
//!             let (head, body) = answer.into_parts();
//!             Ok(Incoming::new(head.status, head.headers, Body::new(Arriving { body, _driver: driver })))
//!         })
//!     }
//! }
//!
//! /// What went wrong after the request was, or may have been, written. hyper's errors hold no address.
//! fn lost(what: &'static str, error: hyper::Error) -> Error {
//!     let kind = if error.is_parse() { ErrorKind::Decode } else { ErrorKind::Interrupted };
//!     Error::new(kind, Delivery::Unknown, what).with_source(error)
//! }
//!
//! struct Arriving {
//!     body: hyper::body::Incoming,
//!     _driver: JoinSet<Result<(), hyper::Error>>,
//! }
//!
//! impl Chunks for Arriving {
//!     fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, Error>> {
//!         Box::pin(async {
//!             while let Some(frame) = poll_fn(|cx| Pin::new(&mut self.body).poll_frame(cx)).await {
//!                 let frame = frame.map_err(|error| lost("the connection broke inside the answer", error))?;
//!                 // What is no data is a trailer.
//!                 if let Ok(data) = frame.into_data() {
//!                     return Ok(Some(data));
//!                 }
//!             }
//!             Ok(None)
//!         })
//!     }
//! }
//!
//! /// The request with all its secrets, as hyper wants it.
//! fn written(request: &Request, base: &BaseUrl) -> Result<http::Request<String>, Error> {
//!     let url: http::Uri = request.wire_url(base).expose().parse().map_err(unfit)?;
//!     let host = url.authority().map_or("", |authority| authority.as_str());
//!     let target = url.path_and_query().map_or("/", |target| target.as_str());
//!     let mut outgoing = http::Request::builder().method(request.method().as_str()).uri(target).header(HOST, host);
//!     for (name, value) in request.headers() {
//!         let value = match value {
//!             Value::Plain(text) => header(text, false)?,
//!             Value::Secret(secret) => header(secret.expose(), true)?,
//!             _ => return Err(unfit("a value of a new kind")),
//!         };
//!         outgoing = outgoing.header(name, value);
//!     }
//!     if let Some(cookie) = request.wire_cookie() {
//!         outgoing = outgoing.header(COOKIE, header(cookie.expose(), true)?);
//!     }
//!     let form = request.wire_form();
//!     if let Some(form) = &form {
//!         let length = form.body().expose().len();
//!         outgoing = outgoing.header(CONTENT_TYPE, form.content_type()).header(CONTENT_LENGTH, length);
//!     }
//!     outgoing.body(form.map_or_else(String::new, |form| form.body().expose().to_owned())).map_err(unfit)
//! }
//!
//! fn header(text: &str, secret: bool) -> Result<HeaderValue, Error> {
//!     let mut value = HeaderValue::from_str(text).map_err(unfit)?;
//!     value.set_sensitive(secret);
//!     Ok(value)
//! }
//!
//! /// What a library says about a bad request could show a secret, so it is not kept.
//! fn unfit<E>(_: E) -> Error {
//!     Error::input("request", "cannot be written as HTTP")
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Error> {
//! # let whole = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".to_vec();
//! # let cut = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok".to_vec();
//! # let (good, silent, broken) = (Canned::start([whole]).await, Canned::start([vec![]]).await, Canned::start([cut]).await);
//! # let (_held, nobody) = closed_port();
//! let over_hyper = || builder().transport(OverHyper { connect_timeout: Duration::from_secs(5) });
//! assert_eq!(over_hyper().build(&good.url).call(Ask::read()).await?, "ok");
//!
//! // Nobody listens: three attempts, whatever the effect.
//! let error = over_hyper().build(&nobody).call(Ask::new(Effect::Once)).await.unwrap_err();
//! assert_eq!((error.kind(), error.delivery(), error.attempts()), (ErrorKind::Connect, Delivery::NotSent, 3));
//!
//! // A server that reads the request and hangs up, and one that hangs up inside its answer: one attempt.
//! for url in [&silent.url, &broken.url] {
//!     let error = over_hyper().build(url).call(Ask::new(Effect::Once)).await.unwrap_err();
//!     assert_eq!((error.kind(), error.delivery()), (ErrorKind::Interrupted, Delivery::Unknown));
//!     assert_eq!((error.attempts(), error.not_repeated()), (1, Some(NotRepeated::MayHaveActed)));
//! }
//! # Ok(())
//! # }
//! ```
//!
//! With a pool, say by [`on_reused_connection`](crate::Error::on_reused_connection) of an error whether the connection had
//! served before: a read that met one which was just being closed is then repeated without costing an attempt.
//!
//! Test yours as above: nobody listening, a server that reads and hangs up, one that hangs up inside the answer. Add what
//! your library does between: a refused TLS handshake, a proxy that says no, a name that does not resolve are `NotSent`
//! only if you have seen that they are.
//!
//! # A transport around a transport
//!
//! A request can be changed on its way by a copy of it: `request.clone().header(name, secret)`, then
//! `self.inner.send(&changed, base).await`. So a header for a gateway is a matter of ten lines. The client masks in errors
//! what a server echoes of the request's own secrets; it does not know the one that you add.
//!
//! A switch between two lines chooses the line before it sends. It may try the other one only after an error with
//! `Delivery::NotSent`: after any other the first may have acted, and the second would be a repeat.
//!
//! # Figures
//!
//! `on_attempt` sees each attempt when it is over, with [`AttemptReport`](crate::AttemptReport): operation, number, time,
//! status, error, and whether another one follows. It runs inside the call, so it must be quick. An attempt that did not
//! begin, for want of a login for example, is none. Several hooks can be set.
//!
//! ```
//! # mod product { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/product.rs")); }
//! # use product::{Ask, builder};
//! use std::collections::BTreeMap;
//! use std::sync::{Arc, Mutex, PoisonError};
//!
//! use isp_client_core::testing::{Reply, Script};
//! use isp_client_core::{AttemptReport, Effect};
//!
//! /// Attempts by operation and outcome: few names, fit for the labels of any metrics library.
//! #[derive(Clone, Default)]
//! struct Counts(Arc<Mutex<BTreeMap<(String, &'static str), u64>>>);
//!
//! impl Counts {
//!     fn see(&self, report: &AttemptReport<'_>) {
//!         let outcome = report.error.map_or("ok", |error| error.kind().as_str());
//!         let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
//!         *counts.entry((report.operation.name.to_string(), outcome)).or_default() += 1;
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), isp_client_core::Error> {
//! let counts = Counts::default();
//! let seen = counts.clone();
//! let script = Script::new([Reply::status(429), Reply::status(500), Reply::ok("ok")]);
//! let client = builder().transport(script).on_attempt(move |report| seen.see(report)).build("https://billing.test");
//! client.call(Ask::read()).await?;
//!
//! let counted: Vec<_> = counts.0.lock().unwrap().iter().map(|((_, outcome), count)| (*outcome, *count)).collect();
//! assert_eq!(counted, [("ok", 1), ("status", 1), ("throttled", 1)]);
//! # Ok(())
//! # }
//! ```
//!
//! For traces there is nothing to write: each call and each attempt is a span of `tracing`, named as OpenTelemetry does,
//! without a query.
