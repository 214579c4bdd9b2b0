//! A day of calls that are made up one by one when they are asked for.

use super::call::Call;

const DAY: u64 = 86_400;

/// `count` calls spread evenly over one day; call 0 is the newest. Everything follows from the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct GeneratedDay {
    pub(crate) start: u32,
    pub(crate) count: u64,
}

impl GeneratedDay {
    /// Does not grow when the index does.
    pub(crate) fn started(&self, index: u64) -> u32 {
        let back = u128::from(index) * u128::from(DAY) / u128::from(self.count.max(1));
        let second = (DAY - 1).saturating_sub(u64::try_from(back).unwrap_or(DAY));
        self.start.saturating_add(u32::try_from(second).unwrap_or(0))
    }

    /// How many calls of the day started at this second or later.
    pub(crate) fn not_before(&self, second: u32) -> u64 {
        let (mut low, mut high) = (0, self.count);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.started(middle) >= second { low = middle + 1 } else { high = middle }
        }
        low
    }

    pub(crate) fn call(&self, index: u64) -> Call {
        let started = self.started(index);
        let answered = index % 4 != 3;
        let outgoing = index.is_multiple_of(3);
        let outside = format!("8913{:07}", index % 10_000_000);
        let inside = (110 + index % 20).to_string();
        let (from, to) = if outgoing { (inside, outside) } else { (outside, inside) };
        let duration = 5 + u32::try_from(index * 37 % 600).unwrap_or(0);
        Call {
            callid: format!("{started}.{:06}", index % 1_000_000),
            started,
            status: if answered { "ANSWERED" } else { "NO ANSWER" }.to_owned(),
            duration,
            from,
            direction: if outgoing { "OUTGOING" } else { "INCOMING" }.to_owned(),
            to,
            operator_id: None,
            subscriber_id: Some((20_000_110 + index % 20).to_string()),
            recording: answered.then_some(duration * 8000),
        }
    }

    /// Finds what [`GeneratedDay::call`] made.
    pub(crate) fn find(&self, callid: &str) -> Option<Call> {
        let (started, sequence) = callid.split_once('.')?;
        let (started, sequence): (u32, u64) = (started.parse().ok()?, sequence.parse().ok()?);
        let first = self.not_before(started.checked_add(1)?);
        let step = (sequence.checked_add(1_000_000)? - first % 1_000_000) % 1_000_000;
        let index = first + step;
        Some(self.call(index)).filter(|call| index < self.count && call.callid == callid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAYS: [GeneratedDay; 4] = [
        GeneratedDay { start: 1_776_186_000, count: 1 },
        GeneratedDay { start: 1_776_186_000, count: 7 },
        GeneratedDay { start: 1_776_186_000, count: 86_400 },
        GeneratedDay { start: 1_776_186_000, count: 2_000_003 },
    ];

    #[test]
    fn newest_first_and_all_on_the_day() {
        for day in DAYS {
            let mut before = day.start + 86_399;
            for index in (0..day.count).step_by((day.count / 1000 + 1) as usize) {
                let started = day.started(index);
                assert!(started <= before && started >= day.start, "{index} of {day:?}");
                before = started;
            }
        }
    }

    #[test]
    fn every_call_is_found_by_its_id() {
        for day in DAYS {
            for index in (0..day.count).step_by((day.count / 1000 + 1) as usize) {
                let call = day.call(index);
                assert_eq!(day.find(&call.callid), Some(call), "{index} of {day:?}");
            }
        }
    }

    #[test]
    fn other_ids_are_not_found() {
        let day = DAYS[1];
        for callid in [
            "",
            ".",
            "1.2",
            "1776272399.000001",
            "4294967295.000000",
            "1776272399.0",
            "x.y",
            "1776272399.18446744073709551615",
        ] {
            assert_eq!(day.find(callid), None, "{callid}");
        }
    }
}
