//! An operation that the vendor just added.
//!
//! For whoever reads in the vendor's news what this version of the crate does not know yet, and needs it today.
//!
//! The actions, parameters and fields below that begin with `bonus` are made up: they stand for whatever is new.
//!
//! # Is it missing?
//!
//! The search field of this page finds names on the wire, and [`OPERATIONS`] has a row for each action:
//!
//! ```
//! use kubalink_client::{Effect, OPERATIONS};
//!
//! let row = OPERATIONS.iter().find(|row| row.name == "customer.change_balance").unwrap();
//! assert_eq!(row.effect, Effect::Once);
//! assert!(OPERATIONS.iter().all(|row| row.name != "customer.bonus_get"));
//! ```
//!
//! # A new parameter of a known action
//!
//! `param` of every action adds it. Nothing about it is checked, except that no name comes twice and that it is none of
//! the client's own. Write values as the server wants them: money as text with a point, flags as 1 and 0, days as
//! `2026-11-20`. A [`Secret`] as a value reaches the wire and no log. `request()` shows what would be sent, without the
//! key, and sends nothing.
//!
//! ```
//! use kubalink_client::testing::{Reply, Script};
//! use kubalink_client::{Client, Decimal};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), kubalink_client::Error> {
//! let script = Script::new([Reply::ok(r#"{"result":"OK"}"#)]);
//! let erp = Client::builder("https://erp.test")?.key("k").transport(script.clone()).build()?;
//! let payment = erp.customer().change_balance(42, Decimal::new(15_000, 2), "cash desk 3");
//! payment.param("bonus_percent", "2.5").await?;
//! assert!(script.requests()[0].form.as_deref().unwrap().ends_with("&bonus_percent=2.5"));
//!
//! let error = erp.customer().get_data(42).param("key", "other").request().unwrap_err();
//! assert_eq!(error.path(), Some("key"));
//! # Ok(())
//! # }
//! ```
//!
//! # A new field or word in a known answer
//!
//! Neither fails. A field that a record does not know is in its `extra`; a value that the declared field cannot be read
//! from is there as well, and `unreadable()` names it. A word that an enum does not know is its `Other`.
//!
//! ```
//! use kubalink_client::Client;
//! use kubalink_client::customer::CustomerState;
//! use kubalink_client::testing::{Reply, Script};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), kubalink_client::Error> {
//! let answer = r#"{"result":"OK","data":{"id":"42","state_id":"7","balance":"n/a","bonus":"12.50"}}"#;
//! let script = Script::new([Reply::ok(answer)]);
//! let erp = Client::builder("https://erp.test")?.key("k").transport(script).build()?;
//! let card = erp.customer().get_data(42).await?.unwrap();
//! assert_eq!(card.extra.get("bonus").and_then(|bonus| bonus.as_str()), Some("12.50"));
//! assert_eq!(card.state_id, Some(CustomerState::Other("7".to_owned())));
//! assert_eq!((card.balance, card.unreadable().collect::<Vec<_>>()), (None, vec!["balance"]));
//! # Ok(())
//! # }
//! ```
//!
//! If the whole answer has another form now, `json::<T>()` of the same action reads it as a type of yours.
//!
//! # A new action
//!
//! [`Client::raw`] calls it by its names. Awaited, it gives the whole JSON; `json::<T>()` gives its data as a type of
//! yours. The key, the look for errors, repeats and limits are those of every other call.
//!
//! **Choose the [`Effect`] yourself**, for nobody else knows. The method of HTTP says nothing here, as this product
//! writes by GET too.
//!
//! - It changes nothing, not even a counter or a log that people read: [`Effect::Read`].
//! - It sets a value, and the second time leaves the same state: [`Effect::Replay`].
//! - It adds, charges, sends or rings; or you are not sure: [`Effect::Once`], the default of what no table knows.
//!
//! ```
//! use kubalink_client::testing::{Reply, Script};
//! use kubalink_client::{Client, Delivery, Effect, ErrorKind, NotRepeated};
//!
//! # #[tokio::main(flavor = "current_thread", start_paused = true)]
//! # async fn main() -> Result<(), kubalink_client::Error> {
//! let lost = Reply::fail(ErrorKind::Interrupted, Delivery::Unknown);
//! let script = Script::new([lost.clone(), Reply::ok(r#"{"result":"OK","data":{"points":"12.50"}}"#), lost]);
//! let erp = Client::builder("https://erp.test")?.key("k").transport(script).build()?;
//!
//! let answer = erp.raw("customer", "bonus_get").param("customer_id", 42).effect(Effect::Read).await?;
//! assert_eq!(answer["data"]["points"], "12.50"); // the answer to the second attempt
//!
//! let error = erp.raw("customer", "bonus_add").param("customer_id", 42).param("points", "5").await.unwrap_err();
//! assert_eq!(error.not_repeated(), Some(NotRepeated::MayHaveActed));
//! # Ok(())
//! # }
//! ```
//!
//! # A type of your own
//!
//! These servers write numbers as text, and nothing as `""`, `[]` or `0000-00-00`. The readers that this crate uses are
//! public in `isp-client-core`: [`lenient`](isp_client_core::lenient) has functions for serde's `deserialize_with`. Add
//! `isp-client-core = "0.1"` to your dependencies, and `serde` with its feature `derive`.
//!
//! ```
//! use isp_client_core::lenient;
//! use kubalink_client::testing::{Reply, Script};
//! use kubalink_client::{Client, Decimal, Effect};
//!
//! #[derive(serde::Deserialize)]
//! struct Bonus {
//!     #[serde(default, deserialize_with = "lenient::opt_money")]
//!     points: Option<Decimal>,
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), kubalink_client::Error> {
//! let script = Script::new([Reply::ok(r#"{"result":"OK","data":{"points":"12.50","color":"red"}}"#)]);
//! let erp = Client::builder("https://erp.test")?.key("k").transport(script).build()?;
//! let bonus: Bonus = erp.raw("customer", "bonus_get").param("customer_id", 42).effect(Effect::Read).json().await?;
//! assert_eq!(bonus.points, Some(Decimal::new(12_50, 2)));
//! # Ok(())
//! # }
//! ```
//!
//! Two macros go further: [`record!`](isp_client_core::record!) and [`open_enum!`](isp_client_core::open_enum!) declare
//! a record and an enum as they are here, with `extra`, `unreadable()` and `Other`. A raw answer comes whole, at most
//! 256 MiB: streams are for what the crate knows.
//!
//! # As a method of the client
//!
//! Put the action behind a trait, and the rest of your program does not see that it is raw. [`Pending`] has the limits
//! of a call, and runs when awaited:
//!
//! ```
//! use std::time::Duration;
//!
//! use isp_client_core::{lenient, open_enum, record};
//! use kubalink_client::{AsJson, Ask, Client, CustomerId, Decimal, Effect, LocalDate, Pending};
//!
//! open_enum! {
//!     /// What the points are for.
//!     pub enum BonusKind {
//!         /// For paying early.
//!         Early = "early",
//!     }
//! }
//!
//! record! {
//!     /// What `customer.bonus_get` answers.
//!     #[derive(Debug, Clone, Default, PartialEq)]
//!     pub struct Bonus {
//!         /// How many there are.
//!         pub points: Option<Decimal> = "points" => lenient::opt_money,
//!         /// Until when.
//!         pub until: Option<LocalDate> = "date_to" => lenient::opt_date,
//!         /// What for.
//!         pub kind: Option<BonusKind> = "type" => lenient::opt_enum,
//!     }
//! }
//!
//! pub trait BonusActions {
//!     /// The points of a customer.
//!     fn bonus(&self, customer: impl Into<CustomerId>) -> Pending<Ask<AsJson<Bonus>>>;
//! }
//!
//! impl BonusActions for Client {
//!     fn bonus(&self, customer: impl Into<CustomerId>) -> Pending<Ask<AsJson<Bonus>>> {
//!         self.raw("customer", "bonus_get").param("customer_id", customer.into().get()).effect(Effect::Read).json()
//!     }
//! }
//!
//! # use kubalink_client::testing::{Reply, Script};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), kubalink_client::Error> {
//! # let answer = r#"{"result":"OK","data":{"points":"12.50","date_to":"0000-00-00","type":"birthday","color":"red"}}"#;
//! # let script = Script::new([Reply::ok(answer)]);
//! # let erp = Client::builder("https://erp.test")?.key("k").transport(script.clone()).build()?;
//! let bonus = erp.bonus(42).timeout(Duration::from_secs(10)).await?;
//! assert_eq!((bonus.points, bonus.until), (Some(Decimal::new(12_50, 2)), None));
//! assert_eq!(bonus.kind, Some(BonusKind::Other("birthday".to_owned())));
//! assert!(bonus.extra.get("color").is_some());
//! assert_eq!(script.requests()[0].form.as_deref(), Some("key=k&cat=customer&action=bonus_get&customer_id=42"));
//! # Ok(())
//! # }
//! ```
//!
//! Arguments that break a rule of the vendor are yours to refuse: [`Error::input`] names the field and the rule, as
//! this crate does.
//!
//! # An `Endpoint` of your own
//!
//! An operation of the core is an [`Endpoint`](isp_client_core::Endpoint): a name with an effect, how it becomes a
//! request, how its answer is read. The client of this crate takes none from outside, since `raw` with a type of yours
//! says the same. Write one when you write a client for a product that is not here: an [`isp_client_core::Client`] with
//! a [`Dialect`](isp_client_core::Dialect) of yours runs it, with the same loop. The first page of `isp-client-core` is
//! an example.
//!
//! # The other products
//!
//! | product | any operation | its parameters | the answer as a type of yours |
//! | --- | --- | --- | --- |
//! | KubaLink | [`raw(category, action)`](crate::Client::raw), `effect(…)` | `param(name, value)` | `json::<T>()` |
//! | NoDeny | [`raw(action, effect)`][nodeny] | `param(name, value)`, `post()` for long ones | `decode::<T>()`, `rows::<T>()` of the `Answer` |
//! | Carbon Billing | [`execute(procedure, effect)`][procbill] | `arg(value)`, `null()`, by position, the session left out | `decode::<T>()` of each row |
//! | Mobilon | [`raw(path, effect)`][mobilon] | `query(name, value)`; `with_user_key()` or `with_account_token()` | `json::<T>()` of the `Response` |
//!
//! # Before it meets a real server
//!
//! [`testing::Script`](crate::testing::Script) answers what the vendor's page shows, as above. The sandbox knows what
//! was documented when it was made, and refuses the rest. On the real server begin with a read, and with a customer of
//! your own.
//!
//! # Give it back
//!
//! With the vendor's page, or an answer of your server without names, addresses and keys, it can become a row of this
//! crate in which nobody has to choose the effect any more. `CONTRIBUTING.md` in the repository says how.
//!
//! [`OPERATIONS`]: crate::OPERATIONS
//! [`Client::raw`]: crate::Client::raw
//! [`Secret`]: crate::Secret
//! [`Pending`]: crate::Pending
//! [`Effect`]: crate::Effect
//! [`Effect::Read`]: crate::Effect::Read
//! [`Effect::Replay`]: crate::Effect::Replay
//! [`Effect::Once`]: crate::Effect::Once
//! [`Error::input`]: crate::Error::input
//! [nodeny]: https://docs.rs/nodeny-client/latest/nodeny_client/struct.Client.html#method.raw
//! [procbill]: https://docs.rs/procbill-client/latest/procbill_client/struct.Client.html#method.execute
//! [mobilon]: https://docs.rs/mobilon-client/latest/mobilon_client/struct.Client.html#method.raw
