//! A card: who calls, what is known of them, how the call stands. Plain texts, as server and caller wrote them: whoever
//! shows them has to escape.

use serde::Serialize;

use crate::terminal::{or_unknown, shortened};

/// The most rows of a column.
pub const MOST_ROWS: usize = 10;
/// The most characters of a text.
const LONGEST: usize = 160;

/// A call with what is known of its caller.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Card {
    /// Later ones are larger.
    pub id: u64,
    /// The number as it came; empty if it is withheld.
    pub caller: String,
    pub stage: Stage,
    /// The extensions that were rung, the first one first.
    pub rung: Vec<String>,
    /// When the card was made, in unix seconds by this machine's clock.
    pub since: i64,
    /// When the documented GET came again, after [`Stage::Announced`] and with no event that tells why: another telephone
    /// rings, or the caller tries once more.
    pub again: Option<i64>,
    pub found: Findings,
}

/// How a call stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "lowercase")]
pub enum Stage {
    /// By the documented GET, which says that a subscriber gets a call and nothing after that.
    Announced,
    /// No telephone was reported yet: the voice menu, or an account that is sent only the end.
    Begun,
    /// A telephone rings.
    Rings,
    /// Somebody has answered.
    Talks { by: Option<String> },
    /// Over, and somebody had answered.
    Answered { by: Option<String> },
    /// Over, and nobody had.
    Missed,
    /// Nothing was reported for so long that it must be over.
    Unreported,
}

impl Stage {
    pub fn is_over(&self) -> bool {
        matches!(self, Self::Answered { .. } | Self::Missed | Self::Unreported)
    }
}

/// What each system says.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Findings {
    pub customers: Column,
    pub nodeny: Column,
    pub carbon: Column,
    pub tasks: Column,
}

impl Findings {
    /// What each column is called, in the order of showing.
    pub fn columns(&self) -> [(&'static str, &Column); 4] {
        [
            ("KubaLink", &self.customers),
            ("NoDeny", &self.nodeny),
            ("Carbon Billing", &self.carbon),
            ("Open tasks", &self.tasks),
        ]
    }

    /// Of whom a task is, where there is a choice: a name, or else an id.
    pub fn customer_of(&self, task: &Row) -> Option<String> {
        let customers = &self.customers.rows;
        let of = task.of.filter(|_| customers.len() > 1)?;
        let known = customers.iter().find(|customer| customer.id == Some(of));
        Some(known.map_or_else(|| format!("customer {of}"), |customer| customer.title.clone()))
    }

    /// Nothing is waited for any more.
    pub fn is_complete(&self) -> bool {
        self.columns().iter().all(|(_, column)| column.asking == 0)
    }

    /// Nothing is known yet.
    pub fn awaited() -> Self {
        Self::of(&Column { asking: 1, ..Column::default() })
    }

    /// Nothing is looked for, and why.
    pub fn unasked(why: &str) -> Self {
        Self::of(&Column { unasked: Some(why.to_owned()), ..Column::default() })
    }

    fn of(column: &Column) -> Self {
        let [customers, nodeny, carbon, tasks] = [(); 4].map(|()| column.clone());
        Self { customers, nodeny, carbon, tasks }
    }
}

/// What one system says. Without rows, and with no reason below, it knows nobody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Column {
    pub rows: Vec<Row>,
    /// There are more rows than shown.
    pub more: bool,
    /// How many questions wait for an answer.
    pub asking: usize,
    /// Why something is missing, rows or not.
    pub missing: Option<String>,
    /// Why the system was not asked.
    pub unasked: Option<String>,
}

impl Column {
    /// One more question.
    pub fn ask(&mut self) {
        self.asking += 1;
    }

    /// A question is answered. A row that is there is not added again.
    pub fn answer(&mut self, rows: impl IntoIterator<Item = Row>) {
        self.asking = self.asking.saturating_sub(1);
        self.add(rows);
    }

    fn add(&mut self, rows: impl IntoIterator<Item = Row>) {
        for row in rows {
            if row.id.is_some() && self.rows.iter().any(|known| known.id == row.id) {
                continue;
            }
            match self.rows.len() < MOST_ROWS {
                true => self.rows.push(row),
                false => self.more = true,
            }
        }
    }

    /// A question has no answer. The first reason is kept.
    pub fn miss(&mut self, why: impl Into<String>) {
        self.asking = self.asking.saturating_sub(1);
        self.missing.get_or_insert_with(|| why.into());
    }

    /// A question has half an answer.
    pub fn miss_some(&mut self, why: impl Into<String>, rows: impl IntoIterator<Item = Row>) {
        self.miss(why);
        self.add(rows);
    }
}

/// A customer, an account, a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its id in its system.
    pub id: Option<i64>,
    pub title: String,
    /// What is on the account.
    pub balance: Option<String>,
    /// The customer that a task is of.
    pub of: Option<i64>,
    pub notes: Vec<String>,
}

impl Row {
    /// Empty notes are left out, and what is longer than anybody reads is cut.
    pub fn new(
        id: Option<i64>,
        title: Option<impl ToString>,
        balance: Option<String>,
        notes: impl IntoIterator<Item = Option<String>>,
    ) -> Self {
        let short = |text: String| shortened(text.trim(), LONGEST);
        let title = title.map(|title| short(title.to_string())).filter(|title| !title.is_empty());
        Self {
            id,
            title: title.unwrap_or_else(|| or_unknown(id)),
            balance,
            of: None,
            notes: notes.into_iter().flatten().map(short).filter(|note| !note.is_empty()).collect(),
        }
    }
}
