//! Answers about employees that are neither records nor ids.

use isp_client_core::{Error, Response, record};
use serde::de::Deserialize;
use serde_json::{Map, Value};

use super::AccessibleAddress;
use crate::envelope::{is_nothing, is_status};
use crate::read::{self, Read, found_ids, unexpected};
use crate::{Answer, Text};

/// Whether a login and a password belong together.
///
/// *Source:* two clients of sibling products. One takes the word `OK` as a match, the other any answer that has a field
/// `result`: an answer without it is a mismatch then. Nobody has published what else such an answer holds, so it is kept.
#[derive(Debug, Clone)]
#[must_use = "a password that does not match is no error"]
pub enum PassCheck {
    /// The server said `OK`.
    Match(Answer),
    /// The server said nothing of a result.
    NoMatch(Answer),
}

impl PassCheck {
    /// Whether they do.
    pub fn is_match(&self) -> bool {
        matches!(self, Self::Match(_))
    }

    /// What the server sent.
    pub fn answer(&self) -> &Answer {
        match self {
            Self::Match(answer) | Self::NoMatch(answer) => answer,
        }
    }
}

/// A result that is neither `OK` nor missing is no answer: it must not open a door.
impl Read for PassCheck {
    type Output = Self;

    #[inline]
    fn read(response: &Response) -> Result<Self, Error> {
        let answer = Answer::read(response)?;
        let fields = answer.json().as_object().into_iter().flatten();
        let mut results = fields.filter(|(name, _)| name.eq_ignore_ascii_case("result")).peekable();
        if results.peek().is_none() {
            return Ok(Self::NoMatch(answer));
        }
        let is_ok = |value: &Value| value.as_str().is_some_and(|word| word.trim().eq_ignore_ascii_case("ok"));
        if results.all(|(_, value)| is_ok(value)) {
            Ok(Self::Match(answer))
        } else {
            Err(unexpected(response, "`result` says neither that the password matches nor that it does not"))
        }
    }
}

impl Read for Vec<AccessibleAddress> {
    type Output = Self;

    #[inline]
    fn read(response: &Response) -> Result<Self, Error> {
        let ids = found_ids::<i64>(response)?.into_iter();
        let addresses: Result<_, _> = ids.map(|id| id.to_string().parse()).collect();
        addresses.map_err(|_| {
            unexpected(response, "a negative number that is not known stands in the place of an address")
        })
    }
}

record! {
    /// The hours or letters of one cell of the timesheet.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct TimesheetCell {
        /// Main time.
        pub normal: Option<Text> = "normal" => read::text,
        /// Overtime.
        pub overtime: Option<Text> = "overtime" => read::text,
        /// Emergencies.
        pub emergency: Option<Text> = "emergency" => read::text,
    }
}

/// A cell of the timesheet, and where it stood.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct TimesheetEntry {
    /// The names of the objects that the cell stood in, from the outside in. They are the employee and the day,
    /// presumably; that is not documented. A list adds none.
    pub path: Vec<String>,
    /// The cell.
    pub cell: TimesheetCell,
}

/// The timesheet.
///
/// *Source:* a client of a sibling product, which names the fields of a cell. What the cells stand in is not known, so
/// they are looked for at any depth up to four, and the whole answer is kept.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Timesheet {
    /// The cells. Those of one object are in the order of their names.
    pub entries: Vec<TimesheetEntry>,
    /// What the server sent, with all that stood beside the cells.
    pub answer: Answer,
}

/// How deep a cell may stand.
const DEEPEST: usize = 4;
/// How long a name on the way to a cell may be: an id or a date. It is copied to each cell.
const LONGEST: usize = 64;

#[derive(Default)]
struct Search {
    entries: Vec<TimesheetEntry>,
    path: Vec<String>,
    /// Something was there that is no cell.
    others: bool,
}

impl Search {
    fn look(&mut self, value: &Value, depth: usize) -> Result<(), &'static str> {
        match value {
            nothing if is_nothing(nothing) => {}
            Value::Object(_) if is_cell(value) => {
                let cell = TimesheetCell::deserialize(value)
                    .map_err(|_| "a list or an object stands in the place of hours")?;
                self.entries.push(TimesheetEntry { path: self.path.clone(), cell });
            }
            Value::Object(_) | Value::Array(_) if depth == DEEPEST => {
                return Err("the timesheet is nested too deeply");
            }
            Value::Array(items) => items.iter().try_for_each(|item| self.look(item, depth + 1))?,
            Value::Object(fields) => self.look_into(fields, depth)?,
            _ => self.others = true,
        }
        Ok(())
    }

    fn look_into(&mut self, fields: &Map<String, Value>, depth: usize) -> Result<(), &'static str> {
        // Beside the status, where there is no `data`.
        for (name, value) in fields.iter().filter(|(name, _)| depth > 0 || !is_status(name)) {
            if name.len() > LONGEST {
                return Err("a name in the timesheet is too long");
            }
            self.path.push(name.clone());
            self.look(value, depth + 1)?;
            self.path.pop();
        }
        Ok(())
    }
}

fn is_cell(value: &Value) -> bool {
    let holds = |name| value.get(name).is_some_and(|value| !value.is_object() && !value.is_array());
    ["normal", "overtime", "emergency"].into_iter().any(holds)
}

impl Read for Timesheet {
    type Output = Self;

    #[inline]
    fn read(response: &Response) -> Result<Self, Error> {
        let answer = Answer::read(response)?;
        let mut search = Search::default();
        let found = match (answer.data(), answer.json()) {
            (Some(data), _) => search.look(data, 0),
            (None, Value::Object(fields)) => search.look_into(fields, 0),
            (None, other) => search.look(other, 0),
        };
        found.map_err(|problem| unexpected(response, problem))?;
        if search.entries.is_empty() && search.others {
            return Err(unexpected(
                response,
                "no cell of a timesheet was found: `normal`, `overtime` or `emergency`",
            ));
        }
        Ok(Self { entries: search.entries, answer })
    }
}
