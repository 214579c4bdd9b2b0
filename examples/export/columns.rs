//! What a column holds.

use nodeny_client::{UnixTime, UserField, UserRow};

/// The columns of the file. The first is the id, by which a second run knows what is there.
#[derive(Debug, Clone)]
pub struct Columns(Vec<UserField>);

impl Columns {
    pub const DEFAULT: &str = "name,fio,contract,balance,state,services,last_auth";

    /// Reads `name,balance,_phone`. The id is always there.
    pub fn parse(names: &str) -> Result<Self, String> {
        let mut columns = vec![UserField::Id];
        for name in names.split(',').map(str::trim).filter(|name| *name != "id") {
            let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
            if name.is_empty() || !name.bytes().all(is_name) {
                return Err(format!("{name:?} cannot be the name of a field"));
            }
            let column = UserField::from(name);
            if columns.contains(&column) {
                return Err(format!("the field {name} is named twice"));
            }
            columns.push(column);
        }
        Ok(Self(columns))
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(UserField::as_str)
    }

    /// What to ask the server for. That it knows an extra field (`_phone`) by its name is not published, that
    /// `dopfields` is all of them is.
    pub(super) fn wanted(&self) -> Vec<UserField> {
        let mut wanted = Vec::new();
        for column in &self.0 {
            let field = if column.as_str().starts_with('_') { &UserField::DopFields } else { column };
            if !wanted.contains(field) {
                wanted.push(field.clone());
            }
        }
        wanted
    }

    pub(super) fn cells(&self, user: &UserRow) -> Vec<String> {
        self.0.iter().map(|column| cell(column, user)).collect()
    }
}

fn cell(column: &UserField, user: &UserRow) -> String {
    let next = user.next_service();
    match column {
        UserField::Id => number(user.id),
        UserField::Grp => number(user.grp),
        UserField::Balance => number(user.balance),
        UserField::NextServiceId => number(next.map(|next| next.service_id)),
        UserField::SetNextTime => time(user.set_next_time.or(next.and_then(|next| next.set_at))),
        UserField::LastTraf => time(user.last_traf),
        UserField::LastAuth => time(user.last_auth),
        UserField::Name => text(user.name.as_deref()),
        UserField::Fio => text(user.fio.as_deref()),
        UserField::Contract => text(user.contract.as_deref()),
        UserField::State => text(user.state.as_ref().map(|state| state.as_str())),
        UserField::NextTitle => text(user.next_title.as_deref().or(next.and_then(|next| next.title))),
        UserField::Services => {
            let names = user.services.iter().filter_map(|service| service.name());
            text(Some(&names.collect::<Vec<_>>().join("; ")))
        }
        UserField::DopFields | UserField::DopData => {
            let fields = user.dopdata.iter().map(|field| {
                let shown = field.show.as_deref().or(field.value.as_deref());
                format!("{}={}", field.name.as_deref().unwrap_or_default(), shown.unwrap_or_default())
            });
            text(Some(&fields.collect::<Vec<_>>().join("; ")))
        }
        other => {
            let field = user.dopdata.iter().find(|field| field.name.as_deref() == Some(other.as_str()));
            let shown = field.and_then(|field| field.show.as_deref().or(field.value.as_deref()));
            match user.extra.get(other.as_str()).filter(|value| !value.is_null()) {
                Some(value) => text(Some(value.as_str().unwrap_or(&value.to_string()))),
                None => text(shown),
            }
        }
    }
}

fn number(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// In UTC, since the zone of the server is in no answer.
fn time(moment: Option<UnixTime>) -> String {
    let Some(moment) = moment else { return String::new() };
    moment
        .local_at_offset(0)
        .map_or_else(|| moment.to_string(), |local| format!("{local}Z").replace(' ', "T"))
}

/// Whoever may choose a name could choose a formula that runs in the operator's spreadsheet. An apostrophe in front makes
/// a text of it. A number with its sign, as a phone has it, cannot run.
fn text(text: Option<&str>) -> String {
    let text = text.unwrap_or_default();
    let runs = text.starts_with(['=', '@', '\t', '\r'])
        || text
            .strip_prefix(['+', '-'])
            .is_some_and(|rest| rest.is_empty() || !rest.bytes().all(|byte| byte.is_ascii_digit()));
    if runs { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{Columns, text};

    #[test]
    fn a_text_cannot_become_a_formula() {
        for (given, written) in [
            ("ivan", "ivan"),
            ("", ""),
            ("=1+1", "'=1+1"),
            ("@SUM(1)", "'@SUM(1)"),
            ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
            ("-2+3", "'-2+3"),
            ("\t=1", "'\t=1"),
            ("+380000000357", "+380000000357"),
            ("-12", "-12"),
            ("+", "'+"),
        ] {
            assert_eq!(text(Some(given)), written);
        }
    }

    #[test]
    fn the_id_comes_first_and_own_fields_are_asked_for_together() {
        let columns = Columns::parse("name, _phone,id,_adr_street").unwrap();
        assert_eq!(columns.names().collect::<Vec<_>>(), ["id", "name", "_phone", "_adr_street"]);
        let wanted = columns.wanted();
        assert_eq!(
            wanted.iter().map(|field| field.as_str()).collect::<Vec<_>>(),
            ["id", "name", "dopfields"]
        );
        for wrong in ["", "name,", "na me", "name,name", "ім'я"] {
            assert!(Columns::parse(wrong).is_err(), "{wrong}");
        }
    }
}
