//! Exponential backoff with full jitter.

use std::time::Duration;

/// How long to wait before attempt 2, 3, ...: anything between nothing and `base`, then twice that, up to `cap`.
///
/// The default is 250 ms with a cap of 8 s. A `Retry-After` of the server takes its place.
///
/// ```
/// use std::time::Duration;
/// use isp_client_core::Backoff;
///
/// let slow = Backoff::new(Duration::from_secs(1), Duration::from_secs(30));
/// assert_eq!(slow.longest(3), Duration::from_secs(4));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backoff {
    base: Duration,
    cap: Duration,
}

impl Backoff {
    /// Waits of up to `base`, doubled with each repeat, never more than `cap`.
    pub const fn new(base: Duration, cap: Duration) -> Self {
        Self { base, cap }
    }

    /// The longest wait after the attempt with this number, from 1.
    pub fn longest(&self, attempt: u32) -> Duration {
        let factor = 1_u32.checked_shl(attempt.saturating_sub(1)).unwrap_or(u32::MAX);
        self.base.saturating_mul(factor).min(self.cap)
    }

    /// `random` is from 0 to 1: full jitter keeps the clients of one outage from coming back together.
    pub(crate) fn wait(&self, attempt: u32, random: f64) -> Duration {
        self.longest(attempt).mul_f64(random.clamp(0.0, 1.0))
    }
}

impl Default for Backoff {
    fn default() -> Self {
        Self::new(Duration::from_millis(250), Duration::from_secs(8))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_up_to_the_cap() {
        let backoff = Backoff::new(Duration::from_millis(100), Duration::from_secs(1));
        let longest: Vec<_> = [1, 2, 3, 4, 5, 40, u32::MAX].map(|n| backoff.longest(n).as_millis()).into();
        assert_eq!(longest, [100, 200, 400, 800, 1000, 1000, 1000]);
        assert_eq!(backoff.wait(2, 0.5), Duration::from_millis(100));
    }
}
