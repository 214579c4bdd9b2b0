//! The calls of one day, newest first: remembered ones and generated ones merged, from any offset, one at a time.

use std::sync::Arc;

use super::call::Call;
use super::dialect::{EmptyJson, EmptyXml, JournalJson};
use super::fields::Pen;
use super::generated::GeneratedDay;

/// What is left to tell of a day.
#[derive(Debug)]
pub(crate) struct Day {
    /// Newest first.
    remembered: Vec<Arc<Call>>,
    generated: Option<GeneratedDay>,
    told: usize,
    made: u64,
    left: u64,
}

impl Day {
    pub(crate) fn new(
        remembered: Vec<Arc<Call>>,
        generated: Option<GeneratedDay>,
        offset: u64,
        limit: Option<u64>,
    ) -> Self {
        let mut day = Self { remembered, generated, told: 0, made: 0, left: 0 };
        day.pass_over(offset);
        let there = (day.remembered.len() - day.told) as u64 + day.generated_count() - day.made;
        day.left = limit.map_or(there, |limit| limit.min(there));
        day
    }

    pub(crate) fn is_generated(&self) -> bool {
        self.generated.is_some()
    }

    fn generated_count(&self) -> u64 {
        self.generated.map_or(0, |day| day.count)
    }

    /// In steps of whole stretches between remembered calls, so that a far page is no slower than the first.
    fn pass_over(&mut self, mut offset: u64) {
        while let Some(next) = self.remembered.get(self.told).filter(|_| offset > 0) {
            let newer = self.generated.map_or(0, |day| day.not_before(next.started.saturating_add(1)));
            let step = (newer - self.made).min(offset);
            self.made += step;
            offset -= step;
            if offset > 0 {
                self.told += 1;
                offset -= 1;
            }
        }
        self.made = self.made.saturating_add(offset).min(self.generated_count());
    }
}

impl Iterator for Day {
    type Item = Arc<Call>;

    fn next(&mut self) -> Option<Arc<Call>> {
        self.left = self.left.checked_sub(1)?;
        let generated = self.generated.filter(|day| self.made < day.count);
        let remembered = self.remembered.get(self.told);
        match (remembered, generated) {
            (Some(call), generated) if generated.is_none_or(|day| call.started >= day.started(self.made)) => {
                self.told += 1;
                Some(call.clone())
            }
            (_, Some(day)) => {
                self.made += 1;
                Some(Arc::new(day.call(self.made - 1)))
            }
            _ => None,
        }
    }
}

/// Calls in one piece of text: enough for a full packet, little enough to hold.
const PIECE: usize = 64;

/// `<calls>…</calls>` in pieces, after the XML declaration.
pub(crate) fn xml(day: Day, pen: Pen) -> Box<dyn Iterator<Item = String> + Send> {
    if day.left == 0 && pen.dialect.empty_xml == EmptyXml::SelfClosed {
        return Box::new(["<calls/>\n".to_owned()].into_iter());
    }
    let ellipsis = if pen.dialect.ellipsis { "  ....\n" } else { "" };
    let body = pieces(day, move |call, out| pen.xml(call, "  ", out));
    let head = [format!("<calls>\n{ellipsis}")];
    Box::new(head.into_iter().chain(body).chain([format!("{ellipsis}</calls>\n")]))
}

/// The journal in JSON, in pieces.
pub(crate) fn json(day: Day, pen: Pen) -> Box<dyn Iterator<Item = String> + Send> {
    let whole =
        |text: &str| -> Box<dyn Iterator<Item = String> + Send> { Box::new([text.to_owned()].into_iter()) };
    if day.left == 0 {
        return match pen.dialect.empty_json {
            EmptyJson::Array => whole("[]"),
            EmptyJson::CallsArray => whole(r#"{"calls":[]}"#),
            EmptyJson::CallsString => whole(r#"{"calls":""}"#),
            EmptyJson::Null => whole("null"),
        };
    }
    let (head, tail) = match pen.dialect.journal_json {
        JournalJson::Array => ("[", "]"),
        JournalJson::Calls => (r#"{"calls":["#, "]}"),
        JournalJson::CallsCallCollapsed if day.left == 1 => (r#"{"calls":{"call":"#, "}}"),
        JournalJson::CallsCall | JournalJson::CallsCallCollapsed => (r#"{"calls":{"call":["#, "]}}"),
    };
    let mut first = true;
    let body = pieces(day, move |call, out| {
        if !std::mem::take(&mut first) {
            out.push(',');
        }
        out.push_str(&pen.json(call));
    });
    Box::new([head.to_owned()].into_iter().chain(body).chain([tail.to_owned()]))
}

fn pieces(
    mut day: Day,
    mut write: impl FnMut(&Call, &mut String) + Send,
) -> impl Iterator<Item = String> + Send {
    std::iter::from_fn(move || {
        let mut piece = String::new();
        for call in day.by_ref().take(PIECE) {
            write(&call, &mut piece);
        }
        Some(piece).filter(|piece| !piece.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn remembered(started: u32) -> Arc<Call> {
        let call = GeneratedDay { start: started - 86_399, count: 1 }.call(0);
        Arc::new(Call { callid: format!("{started}.900000"), ..call })
    }

    #[test]
    fn every_offset_continues_the_same_order() {
        let generated = GeneratedDay { start: 1_776_186_000, count: 50 };
        let own: Vec<_> = [86_399, 70_000, 40_000, 40_000, 0].map(|s| remembered(1_776_186_000 + s)).into();
        let whole: Vec<_> = Day::new(own.clone(), Some(generated), 0, None).collect();
        assert_eq!(whole.len(), 55);
        assert!(whole.is_sorted_by_key(|call| std::cmp::Reverse(call.started)));
        for offset in 0..60 {
            let page: Vec<_> = Day::new(own.clone(), Some(generated), offset, Some(7)).collect();
            let expected: Vec<_> = whole.iter().skip(offset as usize).take(7).cloned().collect();
            assert_eq!(page, expected, "offset {offset}");
        }
    }

    #[test]
    fn huge_numbers_are_just_the_end() {
        let generated = GeneratedDay { start: 1_776_186_000, count: 3 };
        assert_eq!(Day::new(Vec::new(), Some(generated), u64::MAX, Some(u64::MAX)).count(), 0);
        assert_eq!(Day::new(Vec::new(), None, u64::MAX, None).count(), 0);
    }
}
