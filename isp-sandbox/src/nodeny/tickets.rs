//! Tickets with the documented filters. Keys of a row are documented; what stands inside a person is not.

use super::answer::Reply;
use super::money;
use super::state::Desk;
use super::value::{Value, int, map, text};
use crate::shared::clock::day_start;

struct Ticket {
    id: u32,
    created: u32,
    subject: &'static str,
    comment: &'static str,
    state: &'static str,
    level: u32,
    kind: u32,
    private: u32,
    creator: u32,
    client: u32,
    performers: [u32; 3],
    group: &'static str,
}

/// The state of the last one is invented: the code of a closed ticket is not documented.
const TICKETS: [Ticket; 4] = [
    Ticket {
        id: 12,
        created: 1_675_209_600,
        subject: "Немає інтернету",
        comment: "Дзвонити після 18:00",
        state: "new",
        level: 2,
        kind: 1,
        private: 0,
        creator: 1,
        client: 357,
        performers: [0, 0, 0],
        group: "",
    },
    Ticket {
        id: 13,
        created: 1_686_830_400,
        subject: "Підключення",
        comment: "",
        state: "active",
        level: 1,
        kind: 2,
        private: 1,
        creator: 2,
        client: 5,
        performers: [1, 2, 0],
        group: "",
    },
    Ticket {
        id: 14,
        created: 1_690_000_000,
        subject: "Аварія",
        comment: "Кабель",
        state: "alert",
        level: 3,
        kind: 1,
        private: 0,
        creator: 1,
        client: 0,
        performers: [0, 0, 0],
        group: "Монтажники",
    },
    Ticket {
        id: 15,
        created: 1_700_000_000,
        subject: "Переїзд",
        comment: "",
        state: "closed",
        level: 1,
        kind: 2,
        private: 0,
        creator: 1,
        client: 5,
        performers: [2, 0, 0],
        group: "",
    },
];

impl Desk<'_> {
    /// A filter that is absent or empty does not filter. What an unreadable date does is unknown; here nothing.
    pub(crate) fn tickets(&self) -> Reply {
        let rows = TICKETS.iter().filter(|ticket| self.is_wanted(ticket));
        Reply::list(self.dialect.lists, rows.map(|ticket| (ticket.id, row(ticket))))
    }

    fn is_wanted(&self, ticket: &Ticket) -> bool {
        let given = |name: &str| Some(self.parameter(name)).filter(|value| !value.is_empty());
        let number = |name: &str, actual: u32| given(name).is_none_or(|value| money::int(value) == actual);
        let from = given("start_date").and_then(|date| self.day(date));
        let to = given("end_date").and_then(|date| self.day(date));
        let performer = given("performer").map(money::int);
        let searched = given("search_str");
        number("creator", ticket.creator)
            && number("level", ticket.level)
            && number("type", ticket.kind)
            && number("private", ticket.private)
            && from.is_none_or(|start| ticket.created >= start)
            && to.is_none_or(|start| ticket.created < start.saturating_add(86_400))
            && given("state").is_none_or(|state| match state {
                "-1" => ticket.state != "closed",
                state => ticket.state == state,
            })
            && performer.is_none_or(|id| match id {
                0 => ticket.performers == [0; 3],
                id => ticket.performers.contains(&id),
            })
            && searched.is_none_or(|part| ticket.subject.contains(part) || ticket.comment.contains(part))
    }

    /// The first second of `dd.mm.yyyy`.
    fn day(&self, date: &str) -> Option<u32> {
        let mut parts = date.split('.');
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        day_start(&format!("{year}-{month}-{day}"), self.state.offset).filter(|_| parts.next().is_none())
    }
}

fn row(ticket: &Ticket) -> Value {
    let [first, second, third] = ticket.performers;
    map([
        ("id", int(ticket.id)),
        ("subject", text(ticket.subject)),
        ("comment", text(ticket.comment)),
        ("state", text(ticket.state)),
        ("client_informed", int(ticket.level > 1)),
        ("performer_informed", int(ticket.performers != [0; 3])),
        ("creator", person(ticket.creator)),
        ("updater", person(ticket.creator)),
        ("client", person(ticket.client)),
        ("performer", person(first)),
        ("performer2", person(second)),
        ("performer3", person(third)),
        ("performer_grp", text(ticket.group)),
    ])
}

/// `{}` for nobody: documented. The keys of somebody are invented.
fn person(id: u32) -> Value {
    if id == 0 { map([]) } else { map([("id", int(id)), ("name", text(format!("Особа {id}")))]) }
}
