//! Big reads: streams, memory, time limits, and answers that break off.
//!
//! For whoever reads all devices, all customers, or a year of calls: more than fits a page, and perhaps more than fits
//! memory.
//!
//! # Whole, or one record at a time
//!
//! Awaited, a list comes as a `Vec`, with a cap on the answer. Most lists that can be large have a stream beside it,
//! which holds one record at a time and has no cap.
//!
//! | product | list | one at a time | awaited, at most |
//! | --- | --- | --- | --- |
//! | KubaLink | devices, houses, cable lines, the history and many more | `stream()` of the action | 256 MiB |
//! | KubaLink | tasks of a search | [`tasks`], [`stream`] of ids: by pages | a page |
//! | NoDeny | all subscribers | [`users().stream()`](https://docs.rs/nodeny-client/latest/nodeny_client/struct.Pending.html#method.stream) | 256 MiB |
//! | Mobilon | calls of a day, of several days | [`stream()`, `pages(n)`](https://docs.rs/mobilon-client/latest/mobilon_client/struct.Pending.html#method.stream) | 64 MiB a day |
//! | Mobilon, KubaLink | a recording, an attached file | `chunk()` of what the call gives | |
//! | Carbon Billing | subscribers found, operations | no: rows come whole, so set filters | 256 MiB |
//!
//! ```
//! use isp_sandbox::Sandbox;
//! use isp_sandbox::kubalink::KEY;
//! use kubalink_client::Client;
//! use kubalink_client::device::ObjectType;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let server = Sandbox::kubalink().generated_devices(500).start().await?;
//! let erp = Client::builder(&server.base())?.key(KEY).build()?;
//!
//! let mut devices = erp.device().get_data(ObjectType::Switch).is_hide_ifaces_data(true).stream();
//! let (mut all, mut ports) = (0_u64, 0_u64);
//! while let Some(device) = devices.next().await {
//!     let device = device?;
//!     all += 1;
//!     ports += u64::from(device.interfaces.unwrap_or_default());
//! }
//! assert!(all >= 500 && ports > 0);
//! # Ok(())
//! # }
//! ```
//!
//! Nothing is sent before the first `next()`. A stream is also a [`Stream`](futures_util::Stream), for those who like
//! combinators.
//!
//! # Ask for less
//!
//! The server has to put the answer together. What you do not ask for costs nothing: [`is_hide_ifaces_data`] leaves out
//! what is most of an answer about devices, [`dataset`] names the fields, the conditions of a search leave rows out;
//! NoDeny's `users()` has `fields`. A server may leave something out by itself: the history is documented to end at
//! 10,000 entries, so ask for it day by day.
//!
//! # A long list of ids: in parts
//!
//! Where an action takes a list of ids, `in_parts_of` sends it in several calls, one after another, and puts the
//! answers together, awaited or streamed. How many a server takes at once is not documented; some hundreds keep each
//! answer small. Each part is a call of its own with the limits of one, and is repeated alone.
//!
//! ```
//! use isp_sandbox::Sandbox;
//! use isp_sandbox::kubalink::KEY;
//! use kubalink_client::customer::CustomerState;
//! use kubalink_client::{Client, Decimal};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let server = Sandbox::kubalink().generated_customers(250).start().await?;
//! let erp = Client::builder(&server.base())?.key(KEY).build()?;
//! let ids = erp.customer().get_customers_id().state_id(CustomerState::Active).await?;
//! let count = ids.len();
//!
//! let mut cards = erp.customer().get_data_many(ids).in_parts_of(100).stream();
//! let mut debts = Decimal::ZERO;
//! while let Some(card) = cards.next().await {
//!     debts += card?.balance.unwrap_or_default().min(Decimal::ZERO);
//! }
//! assert_eq!(server.calls().len(), 1 + count.div_ceil(100));
//! # Ok(())
//! # }
//! ```
//!
//! # How much memory
//!
//! A list that is awaited takes its body and its records at the same time. [`max_body`] sets another cap, for the
//! builder or for one call, counted after decompression; beyond it the call ends as [`TooLarge`]. It holds for streams
//! too, so leave it off the builder of a client that streams. A stream takes what arrived in one piece, and the records
//! in it. By how much the peak of a process grew while a stream was counted, from `benches/README.md` of the
//! repository:
//!
//! | stream | answer | growth |
//! | --- | --- | --- |
//! | `device.get_data` | 100,000 devices | 0.0 MiB |
//! | NoDeny `api_users` | 100,000 subscribers, 119 MB | 0.0 to 0.2 MiB |
//! | Mobilon journal | 1,000,000 calls, some 400 MB | 0.4 to 0.9 MiB |
//!
//! What you keep of the records is yours to count: a set of a million ids, and `extra` of a record that you store.
//!
//! # Time limits
//!
//! Awaited, [`attempt_timeout`] (30 s) and [`timeout`] (60 s) hold until the last byte: a list that takes longer is cut
//! off and asked for again. Raise both, or stream.
//!
//! Of a stream, both end when it is open, that is with the first bytes of the answer. A server that computes for
//! minutes before it says anything needs more of both. From then on only [`stall`] (20 s) counts: the time until the
//! next piece, while you wait for it. How long all of it may take is up to you; a read may be dropped at any point.
//!
//! ```
//! use std::time::Duration;
//!
//! use kubalink_client::device::ObjectType;
//! use kubalink_client::testing::{Reply, Script};
//! use kubalink_client::{Client, ErrorKind};
//!
//! # #[tokio::main(flavor = "current_thread", start_paused = true)]
//! # async fn main() -> Result<(), kubalink_client::Error> {
//! let two = r#"{"result":"OK","data":[{"id":1},{"id":2},"#;
//! let script = Script::new([Reply::ok(two).stalled(), Reply::ok(r#"{"result":"OK","data":{"id":42}}"#)]);
//! let erp = Client::builder("https://erp.test")?.key("k").in_flight(1).transport(script.clone()).build()?;
//!
//! let mut devices = erp.device().get_data(ObjectType::Switch).stream();
//! devices.next().await.unwrap()?;
//! tokio::time::sleep(Duration::from_secs(3600)).await; // a slow consumer does not stall it
//! devices.next().await.unwrap()?;
//!
//! // The stream has the only place in flight: another call waits for it in vain, and does not leave.
//! let error = erp.customer().get_data(42).await.unwrap_err();
//! assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 0));
//!
//! // A silent server does stall it. After an error a stream is over, and its place is free.
//! assert_eq!(devices.next().await.unwrap().unwrap_err().kind(), ErrorKind::Timeout);
//! assert!(devices.next().await.is_none());
//! assert!(erp.customer().get_data(42).await?.is_some());
//! # Ok(())
//! # }
//! ```
//!
//! # A slow consumer
//!
//! Nothing is read ahead. A consumer that takes its time holds the server back, whose answer then waits in the sockets.
//! The client has no limit for that, the server may have one, which is not known here; then the stream breaks off. If
//! each record costs a call or a slow disk, put the records into a file first. And a stream holds one of the places of
//! [`in_flight`] until its end or its drop, so a call between two records needs another.
//!
//! # When a stream breaks off
//!
//! What came is whole and valid; then comes the error, and nothing after it. A connection that broke is
//! [`Interrupted`]. An answer that the server itself ended in the middle, as when PHP runs out of memory, is
//! [`Decode`], and the code below gives up on it: ask for less. (Where answers end by closing the connection, it looks
//! like one that broke.) A record that cannot be understood is `Decode` as well, with its path. An open stream is never
//! repeated by itself, since you have used a part of it. To go on, ask again and leave out what you have:
//!
//! ```
//! use std::collections::HashSet;
//!
//! # use isp_sandbox::{Fault, Sandbox};
//! # use isp_sandbox::kubalink::KEY;
//! use kubalink_client::device::{Device, ObjectType};
//! use kubalink_client::{Client, DeviceId, Effect, Error};
//!
//! /// Hands each device over once.
//! async fn each(erp: &Client, rounds: u32, mut take: impl FnMut(Device)) -> Result<(), Error> {
//!     let mut taken: HashSet<DeviceId> = HashSet::new();
//!     for round in 1.. {
//!         let mut devices = erp.device().get_data(ObjectType::Switch).stream();
//!         let broken = loop {
//!             match devices.next().await {
//!                 Some(Ok(device)) if taken.insert(device.id) => take(device),
//!                 Some(Ok(_)) => {}
//!                 Some(Err(error)) => break error,
//!                 None => return Ok(()), // only now it is complete
//!             }
//!         };
//!         if round >= rounds || !broken.is_retryable(Effect::Read) {
//!             return Err(broken);
//!         }
//!     }
//!     Ok(())
//! }
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let server = Sandbox::kubalink().generated_devices(300).start().await?;
//! # let erp = Client::builder(&server.base())?.key(KEY).build()?;
//!
//! let mut all = 0;
//! server.fault_next(2, Fault::CutBody { after: 50_000 });
//! each(&erp, 3, |_| all += 1).await?;
//! assert_eq!(all, erp.device().get_data(ObjectType::Switch).await?.len());
//! # Ok(())
//! # }
//! ```
//!
//! With a list of ids, send only those that are left. Two reads are two moments: what changed in between is in the
//! result as it was the first time. And a list is no snapshot of the server even when it comes in one piece; pages of
//! tasks can shift under you.
//!
//! # Into a file
//!
//! Write beside the file, and give it its name when `None` has come and the bytes are on the disk. Then a file with
//! that name is a complete one:
//!
//! ```
//! use std::fs::{self, File};
//! use std::io::{BufWriter, Write};
//! use std::path::Path;
//!
//! # use isp_sandbox::kubalink::KEY;
//! use kubalink_client::Client;
//! use kubalink_client::device::ObjectType;
//!
//! async fn export(erp: &Client, path: &Path) -> Result<(), Box<dyn std::error::Error>> {
//!     let part = path.with_extension("part");
//!     let mut file = BufWriter::new(File::create(&part)?);
//!     let mut devices = erp.device().get_data(ObjectType::Switch).is_hide_ifaces_data(true).stream();
//!     while let Some(device) = devices.next().await {
//!         let device = device?; // leaves the part, and no file
//!         writeln!(file, "{},{}", device.id, device.ip.map(|ip| ip.to_string()).unwrap_or_default())?;
//!     }
//!     file.into_inner()?.sync_all()?;
//!     Ok(fs::rename(part, path)?)
//! }
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let server = isp_sandbox::Sandbox::kubalink().generated_devices(50).start().await?;
//! # let erp = Client::builder(&server.base())?.key(KEY).build()?;
//! # let path = std::env::temp_dir().join(format!("guide-big-reads-{}.csv", std::process::id()));
//! # export(&erp, &path).await?;
//! # assert!(fs::read_to_string(&path)?.lines().count() >= 50);
//! # fs::remove_file(path)?;
//! # Ok(())
//! # }
//! ```
//!
//! Numbers and addresses need no quoting; names do, and more before a spreadsheet opens them. `examples/nodeny_export`
//! in the repository does that, goes on after a break, and keeps people's data for its owner only.
//!
//! [`tasks`]: crate::task::GetList::tasks
//! [`stream`]: crate::task::GetList::stream
//! [`is_hide_ifaces_data`]: crate::device::GetData::is_hide_ifaces_data
//! [`dataset`]: crate::device::GetData::dataset
//! [`max_body`]: crate::ClientBuilder::max_body
//! [`attempt_timeout`]: crate::ClientBuilder::attempt_timeout
//! [`timeout`]: crate::ClientBuilder::timeout
//! [`stall`]: crate::ClientBuilder::stall
//! [`in_flight`]: crate::ClientBuilder::in_flight
//! [`TooLarge`]: crate::ErrorKind::TooLarge
//! [`Interrupted`]: crate::ErrorKind::Interrupted
//! [`Decode`]: crate::ErrorKind::Decode
