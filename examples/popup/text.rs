//! Cards in the terminal: a line whenever a call is another than before, and what was found when all is there.

use std::collections::BTreeMap;

use super::calls::{Changes, Refused};
use super::card::{Card, Column, Row, Stage};
use crate::terminal::clean;

/// What was printed so far.
#[derive(Debug, Default)]
pub struct Printed {
    cards: BTreeMap<u64, Last>,
    refused: u64,
}

/// What was printed of a card.
#[derive(Debug, Default)]
struct Last {
    /// How the call stands.
    call: String,
    again: Option<i64>,
    caller: String,
    /// What was found of that caller.
    is_found: bool,
}

impl Printed {
    /// What there is to print of the changes.
    pub fn lines(&mut self, changes: &Changes) -> Vec<String> {
        self.cards.retain(|id, _| *id >= changes.first);
        let mut lines = Vec::new();
        for card in &changes.cards {
            let last = self.cards.entry(card.id).or_default();
            let line = call(card);
            let is_new = last.call.is_empty();
            let is_told = line == last.call && card.again == last.again;
            let is_last = !is_new && card.stage.is_over();
            if !is_told && !is_last {
                lines.push(format!("[{}] {line}", card.id));
            }
            last.is_found &= last.caller == card.caller;
            if !last.is_found && card.found.is_complete() {
                lines.extend(found(card));
                last.is_found = true;
            }
            if !is_told && is_last {
                lines.push(format!("[{}] {line}", card.id));
            }
            (last.call, last.again, last.caller) = (line, card.again, card.caller.clone());
        }
        // Anybody can send them, so a line is printed only when they are twice as many.
        let Refused { count, last } = &changes.refused;
        if let Some(last) = last.as_ref().filter(|_| *count >= 2 * self.refused && *count > self.refused) {
            lines.push(format!("Requests that were not understood: {count}. The last one: {}.", clean(last)));
            self.refused = *count;
        }
        lines
    }
}

fn call(card: &Card) -> String {
    let caller = match card.caller.as_str() {
        "" => "number withheld".to_owned(),
        caller => clean(caller),
    };
    let by = |by: &Option<String>| by.as_ref().map(|by| format!(" by {}", clean(by))).unwrap_or_default();
    let stage = match &card.stage {
        Stage::Announced if card.again.is_some() => "calls, again".to_owned(),
        Stage::Announced => "calls".to_owned(),
        Stage::Begun => "is in the PBX".to_owned(),
        Stage::Rings => format!("rings at {}", clean(&card.rung.join(", "))),
        Stage::Talks { by: who } => format!("is talked to{}", by(who)),
        Stage::Answered { by: who } => format!("over: answered{}", by(who)),
        Stage::Missed => "over: missed".to_owned(),
        Stage::Unreported => "over, presumably: no end was reported".to_owned(),
    };
    format!("{caller}  {stage}")
}

fn found(card: &Card) -> Vec<String> {
    let mut lines = Vec::new();
    for (title, column) in card.found.columns() {
        for (index, text) in texts(card, column).iter().enumerate() {
            let title = if index == 0 { title } else { "" };
            lines.push(format!("[{}]   {title:14}  {text}", card.id));
        }
    }
    lines
}

fn texts(card: &Card, column: &Column) -> Vec<String> {
    let row = |row| text(row, card.found.customer_of(row));
    let mut texts: Vec<_> = column.rows.iter().map(row).collect();
    texts.extend(column.more.then(|| "and more".to_owned()));
    match (&column.missing, &column.unasked) {
        (Some(why), _) => texts.push(format!("missing: {}", clean(why))),
        (None, Some(why)) if texts.is_empty() => texts.push(clean(why)),
        (None, _) if texts.is_empty() => texts.push("nothing".to_owned()),
        _ => {}
    }
    texts
}

fn text(row: &Row, of: Option<String>) -> String {
    let id = row.id.map(|id| format!("{id} ")).unwrap_or_default();
    let balance = row.balance.as_ref().map(|balance| format!("  balance {}", clean(balance)));
    let of = of.map(|of| format!("of {of}"));
    let notes: Vec<_> = of.iter().chain(&row.notes).map(|note| clean(note)).collect();
    let notes = if notes.is_empty() { String::new() } else { format!("  ({})", notes.join("; ")) };
    format!("{id}{}{}{notes}", clean(&row.title), balance.unwrap_or_default())
}
