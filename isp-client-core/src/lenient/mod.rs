//! Reading values that PHP, Perl and SQL wrote: one place for all the spellings of one thing.
//!
//! Each helper is named in a field attribute and works on JSON and on a source that knows only text, such as
//! XML:
//!
//! ```
//! use isp_client_core::{lenient, time::LocalDate};
//! use rust_decimal::Decimal;
//! use serde::Deserialize;
//!
//! #[derive(Deserialize)]
//! struct Customer {
//!     #[serde(deserialize_with = "lenient::number")]
//!     id: u64,
//!     #[serde(default, deserialize_with = "lenient::opt_money")]
//!     balance: Option<Decimal>,
//!     #[serde(default, deserialize_with = "lenient::opt_flag")]
//!     is_corporate: Option<bool>,
//!     #[serde(default, deserialize_with = "lenient::opt_date")]
//!     agreement_date: Option<LocalDate>,
//!     #[serde(default, deserialize_with = "lenient::comma_list")]
//!     groups: Vec<u32>,
//! }
//!
//! let customer: Customer = serde_json::from_str(
//!     r#"{"id": "42", "balance": "1 234,50", "is_corporate": "", "agreement_date": "0000-00-00", "groups": ",3,5,"}"#,
//! )?;
//! assert_eq!(customer.id, 42);
//! assert_eq!(customer.balance, Some(Decimal::new(123_450, 2)));
//! assert_eq!((customer.is_corporate, customer.agreement_date), (None, None));
//! assert_eq!(customer.groups, [3, 5]);
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! # Empty
//!
//! `null`, `[]`, `{}` and empty text all say "no value". For all but text and lists, so do blank text and the
//! words `null` and `<null>`, which SQL tools print. An `opt_` helper makes `None` of them; with
//! `#[serde(default)]` a missing field is `None` too. A helper without `opt_` refuses them, unless it says
//! otherwise.
//!
//! # Errors
//!
//! What fits no spelling is refused, and so is what would have to be cut or rounded. The error names the kind
//! and the length of what came, never the value.

mod address;
mod flag;
mod leaf;
mod list;
mod many;
mod money;
mod number;
mod rows;
mod text;
mod time;

pub use self::{
    address::{ipv4, opt_ipv4},
    flag::{flag, opt_flag, opt_perl_flag, perl_flag},
    list::comma_list,
    many::one_or_many,
    money::{money, opt_money},
    number::{number, opt_number},
    rows::rows,
    text::{opt_enum, opt_text, text},
    time::{date, date_time, opt_date, opt_date_time, opt_unix_time, unix_time},
};

#[doc(hidden)]
pub use self::many::Unread;
pub(crate) use self::text::word;
