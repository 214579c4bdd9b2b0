//! Who may call and who may read. All values are invented.

/// A user key of the 2026 form: six mixed characters, a colon, sixteen lower-case ones (observed).
pub const USER_KEY: &str = "Qw3rT9:a1b2c3d4e5f6g7h8";
/// A user key whose user has neither subscriber nor operator: a call is refused with code 5.
pub const KEY_WITHOUT_SUBSCRIBER: &str = "Zx8cV2:nosubscriber0001";
/// A user key whose operator is logged in at no phone: a call is refused with code 1.
pub const KEY_NOT_REGISTERED: &str = "Pl5mK7:notregistered002";
/// An account token: 32 hex digits (observed 2026).
pub const ACCOUNT_TOKEN: &str = "5a0db07e5a0db07e5a0db07e5a0db07e";
/// The internal number of [`USER_KEY`]'s subscriber.
pub const EXTENSION: &str = "110";

/// A user of the portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// What `key=` must hold.
    pub key: String,
    /// What the user is linked to.
    pub subscriber: Subscriber,
    /// `operator_id` of the user's calls; absent for calls outside a call centre (presumed).
    pub operator_id: Option<String>,
    /// `subscriber_id` of the user's calls.
    pub subscriber_id: Option<String>,
}

/// The phone side of a [`User`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subscriber {
    /// None: code 5.
    Missing,
    /// Not logged in at a phone: code 1.
    NotRegistered,
    /// Can be called at this internal number.
    Registered {
        /// The internal number, for example `110`.
        extension: String,
    },
}

impl User {
    /// A user with a phone at `extension`.
    pub fn new(key: impl Into<String>, extension: impl Into<String>) -> Self {
        let subscriber = Subscriber::Registered { extension: extension.into() };
        Self { key: key.into(), subscriber, operator_id: None, subscriber_id: None }
    }

    /// What webhooks carry: the part after the colon, or all of a key that has none (observed).
    pub(crate) fn short_key(&self) -> &str {
        self.key.split_once(':').map_or(self.key.as_str(), |(_, user)| user)
    }

    pub(crate) fn extension(&self) -> Option<&str> {
        match &self.subscriber {
            Subscriber::Registered { extension } => Some(extension),
            _ => None,
        }
    }
}

pub(crate) fn ready_made() -> Vec<User> {
    let linked = User {
        operator_id: Some("125000110".into()),
        subscriber_id: Some("20000110".into()),
        ..User::new(USER_KEY, EXTENSION)
    };
    let missing = User { subscriber: Subscriber::Missing, ..User::new(KEY_WITHOUT_SUBSCRIBER, "") };
    let away = User { subscriber: Subscriber::NotRegistered, ..User::new(KEY_NOT_REGISTERED, "") };
    vec![linked, missing, away]
}
