//! What came in, and how it was answered.

use std::collections::VecDeque;

/// How many requests are remembered; older ones are forgotten.
pub(crate) const REMEMBERED: usize = 10_000;

/// One request as the sandbox got it. Secrets stand in it as they came: they are the test's own.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Received {
    /// Unix seconds of the sandbox's clock.
    pub at: u32,
    /// The HTTP method.
    pub method: String,
    /// The path, with the prefix and the trailing slash it came with.
    pub path: String,
    /// The query string as it came, not decoded; empty when there was none.
    pub query: String,
    /// The status of the answer; `None` while there is none, and for a connection closed without an answer.
    pub status: Option<u16>,
}

impl Received {
    /// The decoded parameters, in the order they came.
    pub fn parameters(&self) -> Vec<(String, String)> {
        url::form_urlencoded::parse(self.query.as_bytes()).into_owned().collect()
    }

    /// The first value of a parameter.
    pub fn parameter(&self, name: &str) -> Option<String> {
        self.parameters().into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }
}

#[derive(Debug, Default)]
pub(crate) struct Ledger {
    rows: VecDeque<Received>,
    forgotten: u64,
}

impl Ledger {
    /// The row's number, for [`Ledger::answered`].
    pub(crate) fn add(&mut self, row: Received) -> u64 {
        self.rows.push_back(row);
        if self.rows.len() > REMEMBERED {
            self.rows.pop_front();
            self.forgotten += 1;
        }
        self.forgotten + self.rows.len() as u64 - 1
    }

    pub(crate) fn answered(&mut self, number: u64, status: u16) {
        let row = number.checked_sub(self.forgotten).and_then(|index| usize::try_from(index).ok());
        if let Some(row) = row.and_then(|index| self.rows.get_mut(index)) {
            row.status = Some(status);
        }
    }

    pub(crate) fn rows(&self) -> Vec<Received> {
        self.rows.iter().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(at: u32) -> Received {
        Received { at, method: "GET".into(), path: "/".into(), query: String::new(), status: None }
    }

    #[test]
    fn the_oldest_row_goes_first() {
        let mut ledger = Ledger::default();
        let first = ledger.add(row(0));
        for at in 1..=REMEMBERED as u32 {
            ledger.add(row(at));
        }
        let last = ledger.add(row(99_999));
        ledger.answered(first, 500);
        ledger.answered(last, 200);
        let rows = ledger.rows();
        assert_eq!(rows.len(), REMEMBERED);
        assert_eq!((rows[0].at, rows[0].status), (2, None));
        assert_eq!(rows[REMEMBERED - 1].status, Some(200));
    }
}
