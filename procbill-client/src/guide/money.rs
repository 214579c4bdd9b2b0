//! Retries and money: what is sent again, and how a payment is found again.
//!
//! For whoever books payments by a program, where none may be booked twice and none may get lost.
//!
//! The rules hold for all clients of this family. The code is of this crate, and its payments go to the sandbox, by
//! plain http to keep it short; a real server wants [`certificates`](super::certificates). As a program that may be
//! killed at any moment it is `examples/procbill_topup` in the repository. What to do with an error in general is in
//! [`errors`](super::errors).
//!
//! # Two words decide
//!
//! Every operation has an [`Effect`]: `Read`, `Replay` (a repeat leaves the same state) or `Once` (a repeat may act
//! twice). Every [`Error`] has a [`Delivery`]: `NotSent`, `Refused` (the server said that it did not act) or `Unknown`
//! (it may have acted); of several attempts it is the worst.
//!
//! A payment is `Once`, in all three products that take one. None of them is known to have what payment services call
//! an idempotency key: the same request once more is one more payment.
//!
//! # What the client repeats by itself, and what never
//!
//! | | `NotSent` | `Refused` | `Unknown` |
//! | --- | --- | --- | --- |
//! | `Read`, `Replay` | repeated | repeated | repeated |
//! | `Once` | repeated | repeated | **never** |
//!
//! That is if a repeat can help: no connection, a server that asks for less, a session that has ended. What a server
//! refuses in words it would refuse again. What an error status means to Carbon Billing is not known, so after a write
//! it is `Unknown`: here a payment is sent again only if it did not leave.
//!
//! ```
//! use procbill_client::testing::{Reply, Script};
//! use procbill_client::{Client, Decimal, Delivery, ErrorKind, NotRepeated};
//!
//! # #[tokio::main(flavor = "current_thread", start_paused = true)]
//! # async fn main() -> Result<(), procbill_client::Error> {
//! let no_connection = Reply::fail(ErrorKind::Connect, Delivery::NotSent);
//! let answer_lost = Reply::fail(ErrorKind::Interrupted, Delivery::Unknown);
//! let script = Script::new([no_connection.clone(), no_connection, answer_lost.clone()]);
//! let builder = Client::builder("https://billing.test:1443")?.suid("700100200");
//! let billing = builder.transport(script.clone()).build()?;
//!
//! // Two attempts do not leave, the third one does. There is no fourth, though five were allowed.
//! let error = billing.add_payment(1204, Decimal::new(350_00, 2)).attempts(5).await.unwrap_err();
//! assert_eq!((error.attempts(), error.delivery()), (3, Delivery::Unknown));
//! assert_eq!(error.not_repeated(), Some(NotRepeated::MayHaveActed));
//!
//! // A read is repeated after the same failure.
//! script.push(answer_lost);
//! script.push(Reply::ok("<r><op><number>K-004100</number></op></r>"));
//! assert_eq!(billing.operations(1204).await?.len(), 1);
//! # Ok(())
//! # }
//! ```
//!
//! So put no loop of your own around a payment. Where there has to be one, [`Error::is_retryable`] knows.
//!
//! # What moves money, and how to find it again
//!
//! | operation | your own reference | where it shows |
//! | --- | --- | --- |
//! | Carbon Billing, [`add_payment`] | `NUMBER`, at most ten characters: [`number`] | [`confirm`] looks it up, [`operations`] lists |
//! | Carbon Billing, [`promise_payment`] | none | not published |
//! | KubaLink, [`change_balance`] | only in the comment | [`abon_hist`], by amount and comment, as a sibling product answers |
//! | NoDeny, [`redeem_card`] | the code of the card | payments of [`account`]; a used code is [`AlreadyActivated`], by whomever |
//! | NoDeny, [`take_credit`] | none | [`credit`] says [`OtherExists`] while one is active |
//!
//! Of NoDeny, what was answered by `unauthorized` did not run: the client logs in again and sends it once more.
//!
//! The habit is the same everywhere. Take a reference that nobody else uses or ever used, with a letter in it so that it
//! cannot be taken for an id or a sum, write it down, send it with the payment, and after an unknown end look for it
//! before anything else. A number that begins anew each month finds last month's payment.
//!
//! # After a lost answer: look, do not guess
//!
//! ```
//! use isp_sandbox::procbill::{LOGIN, PASSWORD, SUBSCRIBER};
//! use isp_sandbox::{Fault, Sandbox};
//! use procbill_client::{Client, Confirmation, Decimal, Delivery};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let server = Sandbox::procbill().plain_http().start().await?;
//! let billing = Client::builder(&server.plain_url().unwrap())?.login(LOGIN, PASSWORD).build()?;
//! billing.login().await?;
//!
//! server.fault_next(1, Fault::ResetAfter); // booked, and the answer is lost
//! let payment = billing.add_payment(SUBSCRIBER.into(), Decimal::new(350_00, 2)).number("K-004100");
//! let receipt = payment.receipt(); // before it is awaited
//! assert_eq!(payment.await.unwrap_err().delivery(), Delivery::Unknown);
//! assert!(matches!(billing.confirm(&receipt).await?, Confirmation::Booked(_)));
//!
//! server.fault_next(1, Fault::ResetBefore); // lost on the way: from here it looks the same
//! let payment = billing.add_payment(SUBSCRIBER.into(), Decimal::new(120_50, 2)).number("K-004101");
//! let receipt = payment.receipt();
//! assert_eq!(payment.clone().await.unwrap_err().delivery(), Delivery::Unknown);
//! // The sandbox is done at once. With a real server, after the grace: see below.
//! assert_eq!(billing.confirm(&receipt).await?, Confirmation::NotBooked);
//! let _ = payment.await?; // again, under the same reference
//! assert_eq!(server.operations(SUBSCRIBER).len(), 2);
//! # Ok(())
//! # }
//! ```
//!
//! The third answer, [`Undecided`], is for a person: no operation came, or none that shows references, or the reference
//! stands beside another sum. If your server calls the column otherwise, name it by [`number_column`]. That an account
//! has no operation at all proves something only with [`trust_empty`]; say that only right after a
//! [`login`](crate::Client::login), since a session that has ended might be answered with nothing too. Where references
//! do not come back, [`by_sum_day_and_text`] looks for what does.
//!
//! An answer is no proof either: what an edit answers was never published. Look up those payments too. One that was
//! answered and does not show is for a person, and is never sent again.
//!
//! # How long to wait before "not booked" is true
//!
//! After a lost answer the request may still be on its way, in a proxy or in a slow server, and [`NotBooked`] means
//! "not yet". Wait from the error on, as long as your web server lets a request run. How long that is, is not known
//! here. If the program ended before the error came, all you know is when the payment was begun. It may have been sent
//! as late as its [`timeout`] (60 s) after that, behind other calls and a slow login: wait for that too.
//! `procbill_topup` takes 120 s, or its `--grace`. [`Booked`] is true at once.
//!
//! # A journal on the disk, before anything is sent
//!
//! A program can end between a request and its answer. So first a line that the payment is begun goes onto the disk,
//! then the payment to the server, then a line with its end. The next run looks up what is begun and has no end. A
//! payment that the journal does not have is looked for as well, in case its reference is another one's or the journal
//! was lost.
//!
//! ```
//! use std::fs::{File, OpenOptions};
//! use std::io::{self, Read, Write};
//! use std::time::Duration;
//!
//! use procbill_client::{Client, Confirmation, Decimal, Delivery, Receipt};
//!
//! type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;
//!
//! /// No word is the beginning of another: a torn one is none.
//! const STATES: [&str; 4] = ["begun", "answered", "booked", "unpaid"];
//!
//! /// The last word of the journal on a payment.
//! fn state<'a>(journal: &'a str, receipt: &Receipt) -> Option<&'a str> {
//!     let lines = journal.lines().filter_map(|line| line.split_once(';'));
//!     let own = lines.filter(|(number, word)| *number == receipt.number && STATES.contains(word));
//!     own.last().map(|(_, word)| word)
//! }
//!
//! /// Once this returns, the line is on the disk.
//! fn note(journal: &mut File, receipt: &Receipt, word: &str) -> io::Result<()> {
//!     journal.write_all(format!("{};{word}\n", receipt.number).as_bytes())?;
//!     journal.sync_data()
//! }
//!
//! /// Whether it is booked.
//! async fn pay(billing: &Client, journal: &mut File, receipt: &Receipt) -> Result<bool> {
//!     note(journal, receipt, "begun")?; // if this fails, nothing is sent
//!     match billing.add_payment(receipt.user_id, receipt.sum).number(receipt.number.as_str()).await {
//!         Ok(_) => note(journal, receipt, "answered")?,
//!         Err(error) if error.delivery() == Delivery::Unknown => {
//!             note(journal, receipt, "begun")?; // still, and the grace counts from here
//!             return Err(error.into());
//!         }
//!         Err(error) => {
//!             note(journal, receipt, "unpaid")?;
//!             return Err(error.into());
//!         }
//!     }
//!     let is_booked = matches!(billing.confirm(receipt).await?, Confirmation::Booked(_));
//!     if is_booked {
//!         note(journal, receipt, "booked")?;
//!     }
//!     Ok(is_booked)
//! }
//!
//! /// Whether an operation of the account has this reference, with whatever sum. It has a letter, so any column will do.
//! async fn is_used(billing: &Client, receipt: &Receipt) -> Result<bool> {
//!     let rows = billing.operations(receipt.user_id).await?;
//!     Ok(rows.iter().any(|row| row.iter().any(|(_, text)| text.trim() == receipt.number)))
//! }
//!
//! /// The first run and any later one. Gives the payments that a person has to look at. The grace is the time of a call
//! /// and that of the web server.
//! async fn run<'a>(billing: &Client, path: &str, receipts: &'a [Receipt], grace: Duration) -> Result<Vec<&'a str>> {
//!     let mut journal = OpenOptions::new().read(true).append(true).create(true).open(path)?;
//!     journal.try_lock()?; // two runs at once would pay twice
//!     let age = journal.metadata()?.modified()?.elapsed().unwrap_or_default();
//!     let mut before = String::new();
//!     journal.read_to_string(&mut before)?;
//!     journal.write_all(b"\n")?; // ends a torn line
//!     if receipts.iter().any(|receipt| state(&before, receipt) == Some("begun")) {
//!         tokio::time::sleep(grace.saturating_sub(age)).await;
//!     }
//!     let mut for_a_person = Vec::new();
//!     for receipt in receipts {
//!         let is_booked = match state(&before, receipt) {
//!             Some("booked") => true,
//!             None if is_used(billing, receipt).await? => false, // not sent: it could be taken for that one
//!             None | Some("unpaid") => pay(billing, &mut journal, receipt).await?,
//!             Some(word) => match billing.confirm(receipt).await? {
//!                 Confirmation::Booked(_) => note(&mut journal, receipt, "booked").map(|()| true)?,
//!                 Confirmation::NotBooked if word == "begun" => pay(billing, &mut journal, receipt).await?,
//!                 _ => false,
//!             },
//!         };
//!         if !is_booked {
//!             for_a_person.push(receipt.number.as_str());
//!         }
//!     }
//!     Ok(for_a_person)
//! }
//!
//! # use isp_sandbox::procbill::{DEBTOR, LOGIN, PASSWORD, SUBSCRIBER};
//! # use isp_sandbox::{Fault, Sandbox};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<()> {
//! # let server = Sandbox::procbill().plain_http().start().await?;
//! # let billing = Client::builder(&server.plain_url().unwrap())?.login(LOGIN, PASSWORD).build()?;
//! # billing.login().await?;
//! # let path = std::env::temp_dir().join(format!("guide-money-{}.journal", std::process::id()));
//! # let path = path.to_str().unwrap();
//! # let _ = std::fs::remove_file(path);
//! let receipts = [
//!     Receipt::new(SUBSCRIBER.into(), Decimal::new(350_00, 2), "K-004100"),
//!     Receipt::new(DEBTOR.into(), Decimal::new(120_50, 2), "K-004101"),
//! ];
//! let grace = Duration::ZERO; // the sandbox is done at once
//! # drop(server.stall_next(isp_sandbox::StallPoint::BeforeHead)); // the look whether the reference is used
//! server.fault_next(1, Fault::ResetAfter); // of the first payment
//! assert!(run(&billing, path, &receipts, grace).await.is_err()); // breaks off at the first, which is booked
//! assert!(run(&billing, path, &receipts, grace).await?.is_empty());
//! assert!(run(&billing, path, &receipts, grace).await?.is_empty()); // nothing left to do
//! # std::fs::remove_file(path)?;
//! let for_a_person = run(&billing, path, &receipts, grace).await?; // the journal is lost
//! assert_eq!(for_a_person, ["K-004100", "K-004101"]);
//! assert_eq!((server.operations(SUBSCRIBER).len(), server.operations(DEBTOR).len()), (1, 1));
//! # std::fs::remove_file(path)?;
//! # Ok(())
//! # }
//! ```
//!
//! `procbill_topup` also reads and checks the whole file of payments before the first is sent, refuses a reference that
//! occurs twice, has the journal's name on the disk too (`sync_all` of its folder), and keeps the journal for its owner
//! only.
//!
//! # Deadlines, and futures that are dropped
//!
//! Whoever drops the future of a payment, by `tokio::time::timeout`, by `select!`, or because a browser closed the page
//! whose handler it was in, gives up the answer and not the payment, and gets no error that could tell. Use the
//! client's own limits, [`timeout`] and [`attempt_timeout`], which end in an error with a delivery, and `tokio::spawn`
//! a payment that must not end with its caller.
//!
//! ```
//! # use isp_sandbox::procbill::{LOGIN, PASSWORD, SUBSCRIBER};
//! # use isp_sandbox::{Sandbox, StallPoint};
//! # use procbill_client::{Client, Confirmation, Decimal};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let server = Sandbox::procbill().plain_http().start().await?;
//! # let billing = Client::builder(&server.plain_url().unwrap())?.login(LOGIN, PASSWORD).build()?;
//! # billing.login().await?;
//! let stall = server.stall_next(StallPoint::AfterAct); // booked, and the answer is held back
//! let payment = billing.add_payment(SUBSCRIBER.into(), Decimal::new(350_00, 2)).number("K-004100");
//! let receipt = payment.receipt();
//! tokio::select! {
//!     ended = payment.into_future() => unreachable!("{ended:?}"),
//!     () = stall.reached() => {} // the payment is dropped here
//! }
//! stall.release();
//! assert!(matches!(billing.confirm(&receipt).await?, Confirmation::Booked(_)));
//! # Ok(())
//! # }
//! ```
//!
//! # Many payments
//!
//! One after the other is the easiest to get right. If it has to be several at a time, limit how many are begun, not
//! only how many are sent: beyond [`in_flight`] (8) they wait on their own [`timeout`], and end as `NotSent` when it is
//! over.
//!
//! ```
//! # use isp_sandbox::procbill::{FIRST_GENERATED, LOGIN, PASSWORD};
//! use procbill_client::{Client, Confirmation, Decimal, Delivery, Receipt};
//! use tokio::task::JoinSet;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let server = isp_sandbox::Sandbox::procbill().plain_http().generated_subscribers(12).start().await?;
//! # let billing = Client::builder(&server.plain_url().unwrap())?.login(LOGIN, PASSWORD).build()?;
//! # let receipts = (0..12).map(|index| {
//! #     Receipt::new((FIRST_GENERATED + index).into(), Decimal::new(99_90, 2), format!("K-{index:06}"))
//! # });
//! let (mut begun, mut ended) = (JoinSet::new(), Vec::new());
//! for receipt in receipts {
//!     if begun.len() == 4 {
//!         ended.extend(begun.join_next().await.transpose()?);
//!     }
//!     // Here the journal says "begun".
//!     let payment = billing.add_payment(receipt.user_id, receipt.sum).number(receipt.number.as_str());
//!     begun.spawn(async move { (receipt, payment.await) });
//! }
//! ended.extend(begun.join_all().await);
//! for (receipt, ended) in ended {
//!     match ended {
//!         Err(error) if error.delivery() != Delivery::Unknown => println!("{} is unpaid", receipt.number),
//!         // After the grace, if it is an error.
//!         _ => assert!(matches!(billing.confirm(&receipt).await?, Confirmation::Booked(_))),
//!     }
//! }
//! # Ok(())
//! # }
//! ```
//!
//! [`calls_per_second`] spreads them over time. [`retry_budget`] is the brake on repeats that all calls of a client
//! share: with a server that cannot be reached, a batch soon stops repeating, and the rest ends as `NotSent` after one
//! attempt each.
//!
//! # Sums
//!
//! Money is [`Decimal`] and never a float: `Decimal::new(350_50, 2)` and `"350.50".parse()` are 350.50. Round where the
//! sum is computed, as your accountants do. A sum that is not above zero or has more than two decimals is refused
//! before anything is sent, as [`ErrorKind::Input`] with the name of the field.
//!
//! # Reconcile
//!
//! The journal says what the program believes, the billing what is booked. Compare them each day, both ways: what the
//! journal calls booked stands in [`operations`] with its reference and sum, and each operation with a reference of
//! yours stands in the journal.
//!
//! [`Effect`]: crate::Effect
//! [`Error`]: crate::Error
//! [`Delivery`]: crate::Delivery
//! [`Decimal`]: crate::Decimal
//! [`ErrorKind::Input`]: crate::ErrorKind::Input
//! [`Error::is_retryable`]: crate::Error::is_retryable
//! [`add_payment`]: crate::Client::add_payment
//! [`promise_payment`]: crate::Client::promise_payment
//! [`confirm`]: crate::Client::confirm
//! [`operations`]: crate::Client::operations
//! [`number`]: crate::Pending::<crate::AddPayment>::number
//! [`number_column`]: crate::Pending::<crate::Confirm>::number_column
//! [`trust_empty`]: crate::Pending::<crate::Confirm>::trust_empty
//! [`by_sum_day_and_text`]: crate::Pending::<crate::Confirm>::by_sum_day_and_text
//! [`Booked`]: crate::Confirmation::Booked
//! [`NotBooked`]: crate::Confirmation::NotBooked
//! [`Undecided`]: crate::Confirmation::Undecided
//! [`timeout`]: crate::ClientBuilder::timeout
//! [`attempt_timeout`]: crate::ClientBuilder::attempt_timeout
//! [`in_flight`]: crate::ClientBuilder::in_flight
//! [`calls_per_second`]: crate::ClientBuilder::calls_per_second
//! [`retry_budget`]: crate::ClientBuilder::retry_budget
//! [`change_balance`]: https://docs.rs/kubalink-client/latest/kubalink_client/customer/struct.Actions.html#method.change_balance
//! [`abon_hist`]: https://docs.rs/kubalink-client/latest/kubalink_client/customer/struct.Actions.html#method.abon_hist
//! [`redeem_card`]: https://docs.rs/nodeny-client/latest/nodeny_client/struct.Subscriber.html#method.redeem_card
//! [`take_credit`]: https://docs.rs/nodeny-client/latest/nodeny_client/struct.Subscriber.html#method.take_credit
//! [`credit`]: https://docs.rs/nodeny-client/latest/nodeny_client/struct.Subscriber.html#method.credit
//! [`account`]: https://docs.rs/nodeny-client/latest/nodeny_client/struct.Subscriber.html#method.account
//! [`AlreadyActivated`]: https://docs.rs/nodeny-client/latest/nodeny_client/enum.CardOutcome.html#variant.AlreadyActivated
//! [`OtherExists`]: https://docs.rs/nodeny-client/latest/nodeny_client/enum.CreditOutcome.html#variant.OtherExists
