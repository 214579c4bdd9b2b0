//! What a single call may decide for itself.

use std::time::Duration;

use crate::{Backoff, Error};

/// The limits of one call. A client has defaults for all of them, a call can change its own.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CallOptions {
    /// How often the request is sent at the most. Default 3.
    pub attempts: u32,
    /// The waits between attempts.
    pub backoff: Backoff,
    /// How long one attempt may take, its body included. Default 30 s.
    pub attempt_timeout: Duration,
    /// How long the call may take, with all attempts, waits and logins. Default 60 s.
    pub timeout: Duration,
    /// How long the next chunk of an answer may take. Default 20 s.
    pub stall: Duration,
    /// The largest answer in bytes after decompression. None: 16 MiB, or what the operation says.
    pub max_body: Option<usize>,
    /// Whether repeats take from the client's retry budget. Default true.
    pub use_budget: bool,
}

impl Default for CallOptions {
    fn default() -> Self {
        Self {
            attempts: 3,
            backoff: Backoff::default(),
            attempt_timeout: Duration::from_secs(30),
            timeout: Duration::from_secs(60),
            stall: Duration::from_secs(20),
            max_body: None,
            use_budget: true,
        }
    }
}

/// The setters of [`CallOptions`], for a builder or a call that holds them. One list for all products.
///
/// `$self => $options` says how to reach the options from `self`. They are inlined, thus compiled where they are used: a
/// client with hundreds of operations has thousands of them.
#[macro_export]
#[doc(hidden)]
macro_rules! call_option_setters {
    ($this:ident => $options:expr) => {
        /// How often the request is sent at the most, the first time included. 1: never repeated.
        #[inline]
        pub fn attempts(mut $this, attempts: u32) -> Self {
            $options.attempts = attempts;
            $this
        }

        /// The waits between attempts, unless the server names one by `Retry-After`.
        #[inline]
        pub fn backoff(mut $this, backoff: $crate::Backoff) -> Self {
            $options.backoff = backoff;
            $this
        }

        /// How long one attempt may take, its body included.
        #[inline]
        pub fn attempt_timeout(mut $this, limit: ::std::time::Duration) -> Self {
            $options.attempt_timeout = limit;
            $this
        }

        /// How long the call may take, with all attempts, waits and logins. Of a stream: until it is open.
        #[inline]
        pub fn timeout(mut $this, limit: ::std::time::Duration) -> Self {
            $options.timeout = limit;
            $this
        }

        /// How long the next chunk of an answer may take.
        #[inline]
        pub fn stall(mut $this, limit: ::std::time::Duration) -> Self {
            $options.stall = limit;
            $this
        }

        /// The largest answer in bytes, after decompression.
        #[inline]
        pub fn max_body(mut $this, bytes: usize) -> Self {
            $options.max_body = Some(bytes);
            $this
        }

        /// Whether repeats take from the client's shared retry budget.
        #[inline]
        pub fn use_retry_budget(mut $this, yes: bool) -> Self {
            $options.use_budget = yes;
            $this
        }
    };
}

/// The cap on an answer when neither the user nor the operation names one.
const MAX_BODY: usize = 16 << 20;

impl CallOptions {
    /// Zero is no limit that one could work with.
    pub(crate) fn check(&self) -> Result<(), Error> {
        for (field, zero) in [
            ("attempts", self.attempts == 0),
            ("attempt_timeout", self.attempt_timeout.is_zero()),
            ("timeout", self.timeout.is_zero()),
            ("stall", self.stall.is_zero()),
        ] {
            if zero {
                return Err(Error::input(field, "must be more than zero"));
            }
        }
        Ok(())
    }

    /// The user's word goes before the operation's.
    pub(crate) fn cap(&self, request: &crate::Request) -> usize {
        self.max_body.or(request.body_limit()).unwrap_or(MAX_BODY)
    }
}
