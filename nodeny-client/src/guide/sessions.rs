//! Sessions across restarts, tasks and processes.
//!
//! For whoever runs a program against NoDeny that starts often, has many tasks, or serves many subscribers.
//!
//! # What a session is
//!
//! A login brings a token, and whoever sends it is that account until the session ends: no password is asked for. A
//! [`Client`] logs in at the first call that needs it, keeps the token in memory, and logs in again when the server
//! says `unauthorized`. What was refused like that did not run, so the call is sent once more whatever it does. You
//! never see it:
//!
//! ```
//! use isp_sandbox::Sandbox;
//! use isp_sandbox::nodeny::SUBSCRIBER;
//! use nodeny_client::Client;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let server = Sandbox::nodeny().start().await?;
//! let billing = Client::builder(&server.url())?.login(SUBSCRIBER.login, SUBSCRIBER.password).build()?;
//! billing.subscriber().account().await?;
//! server.expire_sessions();
//! billing.subscriber().account().await?;
//! assert_eq!(server.logins(), 2);
//! # Ok(())
//! # }
//! ```
//!
//! Each use moves the end of a session, so one that is used does not end. After how much idle time it does is a setting
//! of the installation, and nothing in an answer tells: two hours and ten days are known. Do not count time, and do not
//! keep a session alive by calls that nobody needs: another login costs one request.
//!
//! # One login for many tasks
//!
//! A clone of a client is cheap and shares the session. However many calls wait for it, there is one login at a time;
//! those that waited take what it brought. So make one client for each account, when the program starts, and clone it.
//!
//! ```
//! use isp_sandbox::Sandbox;
//! use isp_sandbox::nodeny::{ADMIN, FIRST_GENERATED};
//! use nodeny_client::Client;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let server = Sandbox::nodeny().generated_users(50).start().await?;
//! let billing = Client::builder(&server.url())?.login(ADMIN.login, ADMIN.password).build()?;
//! let mut tasks = tokio::task::JoinSet::new();
//! for uid in FIRST_GENERATED..FIRST_GENERATED + 50 {
//!     let admin = billing.admin();
//!     tasks.spawn(async move { admin.subscriber(uid.into()).account().await });
//! }
//! for account in tasks.join_all().await {
//!     account?;
//! }
//! assert_eq!(server.logins(), 1);
//! # Ok(())
//! # }
//! ```
//!
//! # Over a restart
//!
//! [`Client::session`] gives the token, [`ClientBuilder::session`] takes it. Give the account as well: the client then
//! begins on the old session, and logs in when that has ended. With a session alone there is nothing to log in with,
//! and the first call after its end fails, as [`ErrorKind::Auth`] with [`Refusal::Unauthorized`].
//!
//! The token is a secret, as good as the password while it lasts. Write it to a file that only the program's user can
//! read, first under another name, so that a crash leaves the old one or the new one and nothing between. Name the file
//! after the account: with the session of another one the client acts as that one. A crash in the middle leaves a
//! `.PID.new` with a session in it: remove such files where the program is set up to start.
//!
//! ```
//! use std::fs::{self, OpenOptions};
//! use std::io::{self, Write};
//! use std::path::Path;
//!
//! use nodeny_client::{Client, Secret};
//!
//! fn save(path: &Path, session: &Secret) -> io::Result<()> {
//!     let new = path.with_extension(format!("{}.new", std::process::id())); // another run may save its own
//!     match fs::remove_file(&new) {
//!         Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
//!         _ => {} // what a crash has left under this name is gone
//!     }
//!     let mut options = OpenOptions::new();
//!     options.write(true).create_new(true); // neither an old file with its old mode, nor a link
//!     #[cfg(unix)]
//!     std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
//!     let mut file = options.open(&new)?;
//!     file.write_all(session.expose().as_bytes())?;
//!     file.sync_all()?;
//!     fs::rename(&new, path)
//! }
//!
//! /// None if there is none yet.
//! fn load(path: &Path) -> io::Result<Option<Secret>> {
//!     match fs::read_to_string(path) {
//!         Ok(text) => Ok(Some(Secret::new(text)).filter(|session| !session.expose().is_empty())),
//!         Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
//!         Err(error) => Err(error),
//!     }
//! }
//!
//! # use isp_sandbox::nodeny::SUBSCRIBER;
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let server = isp_sandbox::Sandbox::nodeny().start().await?;
//! # let folder = std::env::temp_dir().join(format!("guide-sessions-{}", std::process::id()));
//! # let _ = fs::remove_dir_all(&folder);
//! # fs::create_dir(&folder)?;
//! let path = folder.join(format!("{}.session", SUBSCRIBER.login));
//! for _start_of_the_program in 0..3 {
//!     let mut builder = Client::builder(&server.url())?.login(SUBSCRIBER.login, SUBSCRIBER.password);
//!     let before = load(&path)?;
//!     if let Some(session) = before.clone() {
//!         builder = builder.session(session);
//!     }
//!     let billing = builder.build()?;
//!     billing.subscriber().account().await?;
//!
//!     // Before the program ends, and now and then: it may have logged in again.
//!     if let Some(session) = billing.session().filter(|session| Some(session) != before.as_ref()) {
//!         save(&path, &session)?;
//!     }
//! }
//! assert_eq!(server.logins(), 1);
//! # fs::remove_dir_all(&folder)?;
//! # Ok(())
//! # }
//! ```
//!
//! The client takes a token that cannot stand in a cookie for an error at `build()`. Who the session is for it does not
//! know: [`Client::identity`] is `None` until it has logged in itself.
//!
//! Is it worth it? A program that runs all day logs in once anyway. It is for one that cron starts every minute, and
//! for one that is not given the password: an operator logs in, and hands over the session.
//!
//! # A wrong password
//!
//! A login that the server refuses in words is remembered for a minute. Until then every call that needs a session
//! fails with the same error and without a request, so that a thousand waiting calls do not lock the account. What is
//! not a word about the account, such as a broken connection, is not remembered. [`Client::login`] always tries, and is
//! the way to check a password when the program starts.
//!
//! ```
//! use std::time::Duration;
//!
//! use nodeny_client::testing::{Reply, Script};
//! use nodeny_client::{Client, Delivery, ErrorKind, Refusal};
//!
//! # #[tokio::main(flavor = "current_thread", start_paused = true)]
//! # async fn main() -> Result<(), nodeny_client::Error> {
//! let refused = r#"{"error":"Неверный логин или пароль","err_cod":"wrong_password"}"#;
//! let script = Script::always(Reply::ok(refused));
//! let builder = Client::builder("https://billing.test")?.login("test", "guess");
//! let billing = builder.transport(script.clone()).build()?;
//! for _ in 0..1000 {
//!     let error = billing.subscriber().take_credit().await.unwrap_err();
//!     assert_eq!((error.kind(), error.delivery()), (ErrorKind::Auth, Delivery::NotSent));
//!     assert_eq!(error.refusal(), Some(&Refusal::WrongPassword));
//! }
//! assert_eq!(script.requests().len(), 1);
//!
//! tokio::time::sleep(Duration::from_secs(61)).await;
//! billing.subscriber().take_credit().await.unwrap_err();
//! assert_eq!(script.requests().len(), 2);
//! # Ok(())
//! # }
//! ```
//!
//! A new password needs a new client. Give it the session of the old one, and nobody notices.
//!
//! # Logging out ends the sessions of everybody
//!
//! [`Client::logout`] ends every session of the account: those of other programs, of other machines, of the person's
//! phone. So the client never does it by itself, and a program that ends should not either. Leave the session to run
//! out. Log out when a token may have got into wrong hands, or when a person asks for it. Other clients with the
//! password log in again; those with a session alone are out.
//!
//! ```
//! use isp_sandbox::nodeny::SUBSCRIBER;
//! use nodeny_client::{Client, ErrorKind, Refusal};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let server = isp_sandbox::Sandbox::nodeny().start().await?;
//! let account = Client::builder(&server.url())?.login(SUBSCRIBER.login, SUBSCRIBER.password);
//! let (one, other) = (account.clone().build()?, account.build()?);
//! one.login().await?;
//! other.login().await?;
//! let guest = Client::builder(&server.url())?.session(other.session().unwrap()).build()?;
//!
//! one.logout().await?;
//! assert!(other.subscriber().account().await.is_ok()); // logged in again
//! let error = guest.subscriber().account().await.unwrap_err();
//! assert_eq!((error.kind(), error.refusal()), (ErrorKind::Auth, Some(&Refusal::Unauthorized)));
//! # Ok(())
//! # }
//! ```
//!
//! # Subscriber or administrator
//!
//! Both log in alike; [`Client::login`] says which it was, by [`Identity::role`]. [`Client::subscriber`] acts on the
//! account that has logged in, [`Client::admin`] asks about others, which the server refuses to a subscriber. An
//! administrator who is blocked is refused at the login, as [`Refusal::Blocked`] if the server says so in English; else
//! as [`Refusal::Other`].
//!
//! A cabinet for subscribers needs a session for each of them, and not a client for each that lives for ever: keep the
//! token in the visitor's server-side session, build a client from it for the visit, and drop it. Clients that shall
//! share connections can share a reqwest client of yours; see [`own_transport`](super::own_transport). Their limits are
//! not shared: put a `tokio::sync::Semaphore` of yours around the calls.
//!
//! # Several processes
//!
//! An account may have several sessions at a time, so each process can log in for itself, and should: there is nothing
//! to keep in step. Two clients on one session do no harm either, as either of them logs in again on its own. What each
//! process has to itself is the memory of a wrong password: ten of them try ten times a minute.
//!
//! # For comparison: Carbon Billing
//!
//! Its session (SUID) has the same two methods: [`suid`] of the client, and of the builder. How long a server keeps one
//! is not known, nor what an ended one gets. So there the client renews it by age ([`suid_age`]), and after an error
//! text that could mean its end it repeats reads only. The age begins anew in each client: one that is given a SUID
//! from before cannot tell how old it is, so let it `login()` once, at the latest before it pays. KubaLink and Mobilon
//! have keys and no sessions.
//!
//! [`Client`]: crate::Client
//! [`Client::login`]: crate::Client::login
//! [`Client::logout`]: crate::Client::logout
//! [`Client::session`]: crate::Client::session
//! [`Client::identity`]: crate::Client::identity
//! [`Client::subscriber`]: crate::Client::subscriber
//! [`Client::admin`]: crate::Client::admin
//! [`ClientBuilder::session`]: crate::ClientBuilder::session
//! [`Identity::role`]: crate::Identity::role
//! [`ErrorKind::Auth`]: crate::ErrorKind::Auth
//! [`Refusal::Unauthorized`]: crate::Refusal::Unauthorized
//! [`Refusal::Blocked`]: crate::Refusal::Blocked
//! [`Refusal::Other`]: crate::Refusal::Other
//! [`suid`]: https://docs.rs/procbill-client/latest/procbill_client/struct.Client.html#method.suid
//! [`suid_age`]: https://docs.rs/procbill-client/latest/procbill_client/struct.ClientBuilder.html#method.suid_age
