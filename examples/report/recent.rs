//! Which calls came a little while ago.

use std::collections::{HashSet, VecDeque};

use mobilon_client::CallId;

/// So many ids are remembered: a day of a small office, or what a server could send again.
pub const REMEMBERED: usize = 4096;
/// A longer id is none, and is not remembered.
const LONGEST: usize = 64;

/// The last ids of a day. Its size is bounded, so a repetition that comes late is not noticed.
#[derive(Debug, Default)]
pub struct Recent {
    order: VecDeque<CallId>,
    ids: HashSet<CallId>,
}

impl Recent {
    /// Whether this id was not among the last ones.
    pub fn is_new(&mut self, id: &CallId) -> bool {
        if id.as_str().len() > LONGEST {
            return true;
        }
        if !self.ids.insert(id.clone()) {
            return false;
        }
        self.order.push_back(id.clone());
        if self.order.len() > REMEMBERED
            && let Some(oldest) = self.order.pop_front()
        {
            self.ids.remove(&oldest);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use mobilon_client::CallId;

    use super::{REMEMBERED, Recent};

    #[test]
    fn the_last_ids_are_known() {
        let mut recent = Recent::default();
        let id = |number: usize| CallId::new(format!("1776142800.{number:06}"));
        for number in 0..REMEMBERED {
            assert!(recent.is_new(&id(number)));
        }
        assert!(!recent.is_new(&id(0)));
        assert!(recent.is_new(&id(REMEMBERED)));
        assert!(!recent.is_new(&id(1)));
        assert!(recent.is_new(&id(0)), "it is forgotten by now");
        let long = CallId::new("1".repeat(1000));
        assert!(recent.is_new(&long) && recent.is_new(&long));
        assert_eq!(recent.ids.len(), recent.order.len());
    }
}
