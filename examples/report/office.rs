//! The calls of an office, made up for the sandbox: always the same for a day.

use fastrand::Rng;
use isp_sandbox::mobilon::Call;
use mobilon_client::LocalDate;

use super::month::weekday;

/// The sandbox's hours ahead of UTC.
pub const UTC_OFFSET_HOURS: i8 = 7;

/// Incoming calls that begin in each hour of a common working day.
const WORKDAY: [u32; 24] = [0, 0, 0, 0, 0, 0, 0, 1, 4, 12, 17, 15, 10, 8, 13, 14, 11, 8, 5, 3, 1, 1, 0, 0];
/// In percent of a common day, Monday first.
const BUSY: [u32; 7] = [125, 105, 100, 100, 90, 40, 15];
/// The day of the month on which something is out of order, and the hours.
const OUTAGE: (u8, std::ops::Range<u32>) = (17, 13..17);

/// `operator_id` and `subscriber_id`. The first ones are a call centre; the others have no `operator_id`.
const PEOPLE: [(Option<&str>, &str); 9] = [
    (Some("125000101"), "20000111"),
    (Some("125000102"), "20000112"),
    (Some("125000103"), "20000113"),
    (Some("125000104"), "20000114"),
    (None, "20000115"),
    (None, "20000116"),
    (None, "20000117"),
    (None, "20000118"),
    (None, "20000119"),
];
const CALL_CENTRE: usize = 4;

/// The calls of a day, in no order.
pub fn calls(day: LocalDate) -> Vec<Call> {
    let midnight = midnight_of(day);
    let mut office = Office { rng: Rng::with_seed(u64::from(midnight)), midnight, calls: Vec::new() };
    let busy = BUSY[weekday(day)];
    for (hour, usual) in (0..).zip(WORKDAY) {
        let is_outage = day.day() == OUTAGE.0 && OUTAGE.1.contains(&hour);
        let mean = usual * busy / 100 * if is_outage { 4 } else { 1 };
        for _ in 0..office.about(mean) {
            office.incoming(hour, is_outage);
        }
        if (9..18).contains(&hour) {
            for _ in 0..office.about(usual * busy / 250) {
                office.outgoing(hour);
            }
            if office.rng.u32(..140) < busy {
                office.internal(hour);
            }
        }
    }
    office.calls
}

/// By the sandbox's clock.
fn midnight_of(day: LocalDate) -> u32 {
    let days = LocalDate::new(1970, 1, 1).map_or(0, |epoch| epoch.days_until(day));
    u32::try_from(days * 86_400 - i64::from(UTC_OFFSET_HOURS) * 3600).unwrap_or_default()
}

struct Office {
    rng: Rng,
    midnight: u32,
    calls: Vec<Call>,
}

impl Office {
    /// From half to one and a half of it.
    fn about(&mut self, mean: u32) -> u32 {
        self.rng.u32(mean - mean / 2..=mean + mean.div_ceil(2))
    }

    /// Seconds of a length that is mostly short and seldom long.
    fn long(&mut self, mean: u32) -> u32 {
        (-(1.0 - self.rng.f64()).ln() * f64::from(mean)) as u32
    }

    fn of(&mut self, share: u32) -> bool {
        self.rng.u32(..100) < share
    }

    fn outside(&mut self) -> String {
        format!("8913{:07}", self.rng.u32(..10_000_000))
    }

    fn incoming(&mut self, hour: u32, is_outage: bool) {
        // Before and after the office is open, at lunch, when all lines are busy, and else.
        let answered = match hour {
            _ if is_outage => 42,
            0..9 | 18.. => 30,
            12 => 72,
            _ => 90,
        };
        let who = if self.of(80) {
            self.rng.usize(..CALL_CENTRE)
        } else {
            self.rng.usize(CALL_CENTRE..PEOPLE.len())
        };
        let (status, duration, who) = if self.of(answered) {
            ("ANSWERED", 4 + self.rng.u32(..20) + self.long(170), Some(who))
        } else {
            let waited = 3 + self.long(if is_outage { 55 } else { 28 });
            // A missed call has seldom a name on it.
            let who = self.of(30).then_some(who);
            match self.rng.u32(..100) {
                0..55 => ("NO ANSWER", waited.min(180), who),
                55..88 => ("CANCEL", waited, who),
                88..98 => ("BUSY", 0, who),
                _ => ("CONGESTION", 0, None),
            }
        };
        let from = self.outside();
        self.add(hour, "INCOMING", status, duration, from, "83912000000".to_owned(), who);
    }

    fn outgoing(&mut self, hour: u32) {
        let who = self.rng.usize(..PEOPLE.len());
        let (status, duration) = match self.rng.u32(..100) {
            0..68 => ("ANSWERED", 6 + self.rng.u32(..25) + self.long(140)),
            68..90 => ("NO ANSWER", 20 + self.rng.u32(..40)),
            90..97 => ("BUSY", 2),
            _ => ("FAILED", 0),
        };
        let to = self.outside();
        self.add(hour, "OUTGOING", status, duration, extension(who), to, Some(who));
    }

    fn internal(&mut self, hour: u32) {
        let from = self.rng.usize(..PEOPLE.len());
        let to = (from + self.rng.usize(1..PEOPLE.len())) % PEOPLE.len();
        let (status, duration) =
            if self.of(75) { ("ANSWERED", 3 + self.long(60)) } else { ("NO ANSWER", 25) };
        self.add(hour, "INTERNAL", status, duration, extension(from), extension(to), Some(from));
    }

    #[allow(clippy::too_many_arguments, reason = "the columns of a row")]
    fn add(
        &mut self,
        hour: u32,
        direction: &str,
        status: &str,
        duration: u32,
        from: String,
        to: String,
        who: Option<usize>,
    ) {
        let started = self.midnight + hour * 3600 + self.rng.u32(..3600);
        let is_answered = status == "ANSWERED";
        let (operator, subscriber) = who.map_or((None, None), |who| (PEOPLE[who].0, Some(PEOPLE[who].1)));
        self.calls.push(Call {
            callid: format!("{started}.{:06}", self.calls.len()),
            started,
            status: status.to_owned(),
            duration,
            from,
            direction: direction.to_owned(),
            to,
            operator_id: operator.map(str::to_owned),
            subscriber_id: subscriber.map(str::to_owned),
            recording: is_answered.then_some(duration * 8000),
        });
    }
}

fn extension(who: usize) -> String {
    (111 + who).to_string()
}
