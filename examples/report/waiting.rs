//! How long calls took, to the second, in memory that does not grow with their number.

/// Beyond this a second more or less does not matter.
const COUNTED: usize = 600;

/// How many calls took how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// So many took that many seconds.
    seconds: Vec<u64>,
    longer: u64,
    /// Calls without a duration.
    pub unknown: u64,
}

impl Default for Waiting {
    fn default() -> Self {
        Self { seconds: vec![0; COUNTED], longer: 0, unknown: 0 }
    }
}

/// A share of the calls ended within so many seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    Seconds(usize),
    /// It is longer than what is counted to the second.
    Longer,
}

impl Waiting {
    pub fn add(&mut self, seconds: Option<u32>) {
        let Some(seconds) = seconds else {
            self.unknown += 1;
            return;
        };
        match usize::try_from(seconds).ok().and_then(|second| self.seconds.get_mut(second)) {
            Some(count) => *count += 1,
            None => self.longer += 1,
        }
    }

    /// Calls whose duration is known.
    pub fn known(&self) -> u64 {
        self.seconds.iter().sum::<u64>() + self.longer
    }

    /// Calls that took at least `from` seconds and less than `to`, or without an end.
    pub fn between(&self, from: usize, to: Option<usize>) -> u64 {
        let last = to.unwrap_or(COUNTED).min(COUNTED);
        let counted: u64 = self.seconds[from.min(last)..last].iter().sum();
        if to.is_none() { counted + self.longer } else { counted }
    }

    /// The fewest seconds within which `percent` of the calls ended; none without calls.
    pub fn within(&self, percent: u64) -> Option<Within> {
        let known = self.known();
        if known == 0 {
            return None;
        }
        // One of them at least.
        let enough = (known * percent).div_ceil(100).max(1);
        let mut ended = 0;
        for (second, count) in self.seconds.iter().enumerate() {
            ended += count;
            if ended >= enough {
                return Some(Within::Seconds(second));
            }
        }
        Some(Within::Longer)
    }
}

#[cfg(test)]
mod tests {
    use super::{Waiting, Within};

    fn of(seconds: &[u32]) -> Waiting {
        let mut waiting = Waiting::default();
        seconds.iter().for_each(|second| waiting.add(Some(*second)));
        waiting
    }

    #[test]
    fn counts_between_bounds() {
        let mut waiting = of(&[0, 9, 10, 19, 20, 599, 600, 4_000_000_000]);
        waiting.add(None);
        assert_eq!((waiting.known(), waiting.unknown), (8, 1));
        assert_eq!(waiting.between(0, Some(10)), 2);
        assert_eq!(waiting.between(10, Some(20)), 2);
        assert_eq!(waiting.between(20, None), 4);
        assert_eq!(waiting.between(600, None), 2);
    }

    #[test]
    fn a_share_ends_within() {
        assert_eq!(of(&[]).within(50), None);
        assert_eq!(of(&[7]).within(50), Some(Within::Seconds(7)));
        assert_eq!(of(&[1, 2, 3, 4]).within(50), Some(Within::Seconds(2)));
        assert_eq!(of(&[1, 2, 3, 4, 5]).within(50), Some(Within::Seconds(3)));
        assert_eq!(of(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 90]).within(90), Some(Within::Seconds(9)));
        assert_eq!(of(&[1, 601, 602]).within(50), Some(Within::Longer));
    }
}
