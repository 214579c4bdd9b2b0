//! A map that stops growing.

use std::collections::BTreeMap;

/// Keys beyond the first `most` are kept together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounded<K, V> {
    pub known: BTreeMap<K, V>,
    /// None as long as all keys had room.
    pub others: Option<V>,
    most: usize,
}

impl<K: Ord, V: Default> Bounded<K, V> {
    pub fn new(most: usize) -> Self {
        Self { known: BTreeMap::new(), others: None, most }
    }

    /// The value of the key, or of all keys that have no room.
    pub fn at(&mut self, key: K) -> &mut V {
        if self.known.len() < self.most || self.known.contains_key(&key) {
            self.known.entry(key).or_default()
        } else {
            self.others.get_or_insert_default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Bounded;

    #[test]
    fn what_comes_late_is_kept_together() {
        let mut counts = Bounded::new(2);
        for key in ["a", "b", "a", "c", "d", "b", "c"] {
            *counts.at(key) += 1;
        }
        assert_eq!(counts.known.into_iter().collect::<Vec<_>>(), [("a", 2), ("b", 2)]);
        assert_eq!(counts.others, Some(3));
    }
}
