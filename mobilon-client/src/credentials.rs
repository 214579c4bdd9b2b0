//! The two credentials of the API. Neither can be used in the other's place.

use std::fmt;

use isp_client_core::{Error, Secret};

macro_rules! credential {
    ($(#[$meta:meta])* $name:ident, $field:literal) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name(Secret);

        impl $name {
            /// Takes the text over as it was handed out.
            pub fn new(text: impl Into<Secret>) -> Self {
                Self(text.into())
            }

            /// The text itself.
            pub fn expose(&self) -> &str {
                self.0.expose()
            }

            pub(crate) fn secret(&self) -> Secret {
                self.0.clone()
            }

            pub(crate) fn check(&self) -> Result<(), Error> {
                let text = self.expose();
                if text.is_empty() {
                    return Err(Error::input($field, "is empty"));
                }
                if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
                    return Err(Error::input($field, "holds white space or a control character"));
                }
                Ok(())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(***)"))
            }
        }

        impl<T: Into<Secret>> From<T> for $name {
            fn from(text: T) -> Self {
                Self::new(text)
            }
        }
    };
}

credential!(
    /// The key of a portal user, who places calls (`key` on the wire).
    ///
    /// Its shape changed: 15 mixed letters and digits in 2016, `node:key` with a colon since about 2019, 6 mixed
    /// characters before the colon and 16 lower-case ones after it. Webhooks carry only the part after the colon. An
    /// extension number such as `105` is not a key. *Source:* observed.
    UserKey,
    "user_key"
);

credential!(
    /// The token of an account, which reads everything (`token` on the wire; "API-Token" in the portal under Аккаунт →
    /// Настройки). *Source:* the vendor's page.
    AccountToken,
    "account_token"
);

impl UserKey {
    /// Whether a webhook's key is of this user, where either may lack its node, the part before the colon.
    ///
    /// If both have a node, it must be the same. An empty key is nobody's. Takes constant time.
    ///
    /// ```
    /// use mobilon_client::UserKey;
    ///
    /// let key = UserKey::new("Ab3dE6:abcd1efghij2klmn");
    /// assert!(key.is_of_webhook(&"abcd1efghij2klmn".into()));
    /// assert!(!key.is_of_webhook(&"Xb3dE6:abcd1efghij2klmn".into()));
    /// ```
    pub fn is_of_webhook(&self, key: &Secret) -> bool {
        let (own, other) = (self.expose(), key.expose());
        let same = match (own.split_once(':'), other.split_once(':')) {
            (Some((_, own)), None) => key.matches(own),
            (None, Some((_, other))) => self.0.matches(other),
            _ => self.0 == *key,
        };
        same && !own.is_empty() && !other.is_empty()
    }
}
