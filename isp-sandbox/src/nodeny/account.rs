//! Who may log in, and the card file. All values but the seed's own `test`, `123` and card code are invented.

/// A ready-made account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Login {
    /// `data.id` of its login answer; the `uid` of a subscriber.
    pub id: u32,
    /// What `_uu` must hold.
    pub login: &'static str,
    /// What `_pp` must hold.
    pub password: &'static str,
}

/// The subscriber of the vendor's page: services, payments, messages, a saved bank card, and a credit on offer.
pub const SUBSCRIBER: Login = Login { id: 357, login: "test", password: "123" };
/// Another subscriber, with no services and no bank card: `u_autopays` says `no_tokens`.
pub const NEIGHBOUR: Login = Login { id: 5, login: "сусід@home", password: "p=a ss;&%+ї" };
/// A subscriber whose credit is refused with `blocked`.
pub const CREDIT_BLOCKED: Login = Login { id: 361, login: "credit-blocked", password: "pw-361" };
/// A subscriber whose credit is refused with `other_exists`.
pub const CREDIT_OTHER_EXISTS: Login = Login { id: 362, login: "credit-other", password: "pw-362" };
/// A subscriber whose credit is refused with `no_more`.
pub const CREDIT_NO_MORE: Login = Login { id: 363, login: "credit-no-more", password: "pw-363" };
/// A subscriber whose credit is refused with `many_nopay_days`.
pub const CREDIT_MANY_NOPAY_DAYS: Login = Login { id: 364, login: "credit-nopay", password: "pw-364" };
/// An administrator who may do everything.
pub const ADMIN: Login = Login { id: 1, login: "operator", password: "op-secret" };
/// An administrator without privileges: every action but the core's is refused with a text.
pub const ADMIN_LIMITED: Login = Login { id: 2, login: "trainee", password: "tr-secret" };
/// An administrator without even the basic privilege: refused with HTML inside `error`, at the login already.
pub const ADMIN_BLOCKED: Login = Login { id: 3, login: "blk", password: "blk-secret" };

/// The code of a card that was never used: the one on the vendor's page. Worth 50.
pub const CARD_FRESH: &str = "21242830587619";
/// The code of a card that somebody used before.
pub const CARD_USED: &str = "00000000000042";

/// What `u_credit` says to a subscriber. The names of the refusals are documented; what makes the billing say them is
/// here simply a state of the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Credit {
    /// `ok`: this amount, in hundredths, can be taken. Once taken it becomes [`Credit::OtherExists`].
    Offered(i64),
    /// `blocked`: a payment blocks credits.
    Blocked,
    /// `other_exists`: a credit is active.
    OtherExists,
    /// `no_more`: a credit was repaid, and no larger payment came since.
    NoMore,
    /// `many_nopay_days`: no payment for too long.
    ManyNopayDays,
}

/// A subscriber to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscriber {
    /// The `uid`.
    pub id: u32,
    /// `_uu`, compared exactly.
    pub login: String,
    /// `_pp`.
    pub password: String,
    /// `fio`.
    pub full_name: String,
    /// `balance`, in hundredths.
    pub balance: i64,
    /// The answer of `u_credit`.
    pub credit: Credit,
    /// `data.trust` of the login: `1`, or `0` for a session in which the web pages refuse important operations
    /// (observed); what the API then refuses is unknown, here nothing.
    pub trusted: bool,
}

impl Subscriber {
    /// A subscriber with nothing on the account, who may take a credit of 3.16.
    pub fn new(id: u32, login: impl Into<String>, password: impl Into<String>) -> Self {
        let (login, password) = (login.into(), password.into());
        let credit = Credit::Offered(316);
        Self { id, login, password, full_name: String::new(), balance: 0, credit, trusted: true }
    }
}

/// An administrator to be added, with every privilege.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admin {
    /// `data.id`.
    pub id: u32,
    /// `_uu`, compared exactly.
    pub login: String,
    /// `_pp`.
    pub password: String,
    /// Refused everywhere, at the login already.
    pub blocked: bool,
    /// Has no privilege beyond logging in.
    pub limited: bool,
}

impl Admin {
    /// An administrator who may do everything.
    pub fn new(id: u32, login: impl Into<String>, password: impl Into<String>) -> Self {
        Self { id, login: login.into(), password: password.into(), blocked: false, limited: false }
    }
}

pub(crate) fn ready_made_admins() -> Vec<Admin> {
    let of = |login: Login| Admin::new(login.id, login.login, login.password);
    let blocked = Admin { blocked: true, ..of(ADMIN_BLOCKED) };
    vec![of(ADMIN), Admin { limited: true, ..of(ADMIN_LIMITED) }, blocked]
}

/// One card of the card file.
#[derive(Debug, Clone)]
pub(crate) struct Card {
    pub(crate) amount: i64,
    pub(crate) activated: bool,
}
