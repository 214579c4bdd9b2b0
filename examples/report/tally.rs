//! What a month of calls comes to, in memory that does not grow with their number.

use mobilon_client::{Call, CallStatus, Direction, LocalDate};

use super::bounded::Bounded;
use super::month::weekday;
use super::waiting::Waiting;
use super::{Day, State};
use crate::terminal::{clean, shortened};

/// So many operators and subscribers are told apart.
pub const MOST_PEOPLE: usize = 1000;
/// So many words of one kind are told apart.
const MOST_WORDS: usize = 20;
/// Letters of an id or a word that are kept. Those that have more are one if they begin alike.
const LETTERS: usize = 64;

/// Which way a call went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Incoming,
    Outgoing,
    Internal,
    /// The journal does not say, or by a word that is not known.
    Unknown,
}

impl Way {
    pub const ALL: [Self; 4] = [Self::Incoming, Self::Outgoing, Self::Internal, Self::Unknown];

    fn of(call: &Call) -> Self {
        match call.direction {
            Some(Direction::Incoming) => Self::Incoming,
            Some(Direction::Outgoing) => Self::Outgoing,
            Some(Direction::Internal) => Self::Internal,
            _ => Self::Unknown,
        }
    }
}

/// How a call ended, as far as this report is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    Answered,
    Unanswered,
    /// No status, or a word that is not known.
    Other,
}

impl End {
    pub fn of(status: Option<&CallStatus>) -> Self {
        match status {
            Some(CallStatus::Answered) => Self::Answered,
            Some(CallStatus::NoAnswer | CallStatus::Busy | CallStatus::Failed | CallStatus::Canceled) => {
                Self::Unanswered
            }
            _ => Self::Other,
        }
    }
}

/// How calls ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ends {
    pub answered: u64,
    pub unanswered: u64,
    pub other: u64,
}

impl Ends {
    pub fn total(self) -> u64 {
        self.answered + self.unanswered + self.other
    }

    fn add(&mut self, end: End) {
        match end {
            End::Answered => self.answered += 1,
            End::Unanswered => self.unanswered += 1,
            End::Other => self.other += 1,
        }
    }
}

/// The ends of calls, by their way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ByWay([Ends; 4]);

impl ByWay {
    pub fn of(&self, way: Way) -> Ends {
        self.0[way as usize]
    }

    pub fn total(&self) -> u64 {
        self.0.iter().map(|ends| ends.total()).sum()
    }

    fn add(&mut self, way: Way, end: End) {
        self.0[way as usize].add(end);
    }

    pub fn sum<'a>(all: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut sum = Self::default();
        for one in all {
            for (into, ends) in sum.0.iter_mut().zip(one.0) {
                into.answered += ends.answered;
                into.unanswered += ends.unanswered;
                into.other += ends.other;
            }
        }
        sum
    }
}

/// Whose a call is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Person {
    /// By `operator_id`.
    Operator(String),
    /// By `subscriber_id`, where there is no `operator_id`.
    Subscriber(String),
    /// The journal names neither.
    Nobody,
}

impl Person {
    fn of(call: &Call) -> Self {
        match (&call.operator_id, &call.subscriber_id) {
            (Some(id), _) => Self::Operator(word(id)),
            (None, Some(id)) => Self::Subscriber(word(id)),
            (None, None) => Self::Nobody,
        }
    }
}

/// What a person did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Work {
    pub ends: ByWay,
    /// Of answered calls.
    pub seconds: u64,
    /// Answered calls that have a duration.
    pub timed: u64,
}

impl Work {
    fn add(&mut self, call: &Call) {
        self.ends.add(Way::of(call), End::of(call.status.as_ref()));
        if let (true, Some(seconds)) = (call.is_answered(), call.duration) {
            self.seconds += u64::from(seconds);
            self.timed += 1;
        }
    }

    pub fn sum<'a>(all: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut sum = Self::default();
        for one in all {
            sum.ends = ByWay::sum([&sum.ends, &one.ends]);
            sum.seconds += one.seconds;
            sum.timed += one.timed;
        }
        sum
    }
}

/// All that the report says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// By day of the month, from 0.
    days: Vec<ByWay>,
    /// By weekday and hour, of days that were over.
    hours: Vec<ByWay>,
    /// Of incoming calls that nobody answered, but for busy lines and failures.
    pub waiting: Waiting,
    /// Incoming calls that were busy or failed: nobody waited.
    pub not_waiting: u64,
    /// By the word of the journal, none where it has no status.
    pub statuses: Bounded<Option<String>, [u64; 4]>,
    /// Words for directions that are not known.
    pub directions: Bounded<Option<String>, u64>,
    pub people: Bounded<Person, Work>,
    pub without_time: u64,
    /// Calls that a day listed although their time is on another one.
    pub of_another_day: u64,
    /// Calls that came a second time, and were left out.
    pub repeated: u64,
    /// Calls with a value that could not be read.
    pub unreadable: u64,
}

impl Default for Tally {
    fn default() -> Self {
        Self {
            days: vec![ByWay::default(); 31],
            hours: vec![ByWay::default(); 7 * 24],
            waiting: Waiting::default(),
            not_waiting: 0,
            statuses: Bounded::new(MOST_WORDS),
            directions: Bounded::new(MOST_WORDS),
            people: Bounded::new(MOST_PEOPLE),
            without_time: 0,
            of_another_day: 0,
            repeated: 0,
            unreadable: 0,
        }
    }
}

impl Tally {
    /// Counts a call of the journal of this day; by hours only if the day was over, or its later hours would seem quiet.
    pub fn add(&mut self, Day { date: day, state }: &Day, call: &Call) {
        let day = *day;
        let (way, status) = (Way::of(call), call.status.as_ref());
        let end = End::of(status);
        self.days[usize::from(day.day()) - 1].add(way, end);
        match call.time {
            Some(time) => {
                if *state == State::Whole {
                    self.hours[weekday(day) * 24 + usize::from(time.hour())].add(way, end);
                }
                self.of_another_day += u64::from(time.date() != day);
            }
            None => self.without_time += 1,
        }
        match status {
            Some(CallStatus::NoAnswer | CallStatus::Canceled) if way == Way::Incoming => {
                self.waiting.add(call.duration);
            }
            Some(CallStatus::Busy | CallStatus::Failed) if way == Way::Incoming => self.not_waiting += 1,
            _ => {}
        }
        self.statuses.at(status.map(|status| word(status.as_str())))[way as usize] += 1;
        if way == Way::Unknown {
            *self.directions.at(call.direction.as_ref().map(|way| word(way.as_str()))) += 1;
        }
        self.people.at(Person::of(call)).add(call);
        self.unreadable += u64::from(call.unreadable().next().is_some());
    }

    pub fn calls(&self) -> u64 {
        self.all().total()
    }

    pub fn all(&self) -> ByWay {
        ByWay::sum(&self.days)
    }

    pub fn day(&self, day: LocalDate) -> &ByWay {
        &self.days[usize::from(day.day()) - 1]
    }

    /// Monday is 0.
    pub fn hour(&self, weekday: usize, hour: usize) -> &ByWay {
        &self.hours[weekday * 24 + hour]
    }
}

/// What a server wrote, as much of it as is kept.
fn word(text: &str) -> String {
    shortened(&clean(text), LETTERS)
}
