//! A brake shared by all calls of a client: when most calls fail, repeats make it worse.

use std::sync::Mutex;

/// How many repeats a client may make beyond what its successes earn.
///
/// A repeat costs one token, a success earns a part of one. The default is 10 tokens and a tenth per success: a short
/// outage is ridden out, a long one sees hardly more than one attempt per call.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RetryBudget {
    tokens: f64,
    earned: f64,
}

impl RetryBudget {
    /// `tokens` to begin with and at the most, and what a success earns.
    pub fn new(tokens: u32, earned_per_success: f64) -> Self {
        Self { tokens: f64::from(tokens), earned: earned_per_success.max(0.0) }
    }

    /// No brake.
    pub fn unlimited() -> Self {
        Self { tokens: f64::INFINITY, earned: 0.0 }
    }
}

impl Default for RetryBudget {
    fn default() -> Self {
        Self::new(10, 0.1)
    }
}

#[derive(Debug)]
pub(crate) struct Budget {
    rule: RetryBudget,
    left: Mutex<f64>,
}

impl Budget {
    pub(crate) fn new(rule: RetryBudget) -> Self {
        Self { rule, left: Mutex::new(rule.tokens) }
    }

    pub(crate) fn earn(&self) {
        let mut left = self.lock();
        *left = (*left + self.rule.earned).min(self.rule.tokens);
    }

    /// Takes a token if there is a whole one.
    pub(crate) fn spend(&self) -> bool {
        let mut left = self.lock();
        // Ten tenths are a little less than one in binary.
        let enough = *left >= 1.0 - 1e-9;
        if enough {
            *left -= 1.0;
        }
        enough
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, f64> {
        self.left.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_successes_earn_one_repeat() {
        let budget = Budget::new(RetryBudget::new(2, 0.1));
        assert!(budget.spend() && budget.spend() && !budget.spend());
        (0..9).for_each(|_| budget.earn());
        assert!(!budget.spend());
        budget.earn();
        assert!(budget.spend() && !budget.spend());
    }

    #[test]
    fn never_holds_more_than_it_began_with() {
        let budget = Budget::new(RetryBudget::new(1, 0.5));
        (0..100).for_each(|_| budget.earn());
        assert!(budget.spend() && !budget.spend());
    }

    #[test]
    fn unlimited_is_never_spent() {
        let budget = Budget::new(RetryBudget::unlimited());
        assert!((0..1000).all(|_| budget.spend()));
    }
}
