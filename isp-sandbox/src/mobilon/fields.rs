//! The fields of a call as the dialect wants them, in documented order, as XML and as JSON.

use std::fmt::Write as _;

use jiff::tz::Offset;
use serde::{Serialize, Serializer};

use super::call::Call;
use super::dialect::{Ampersand, Dialect, FieldSet, InfoJson, RecordUrl, Scalars};
use crate::shared::clock::local_time;

/// How calls are written.
#[derive(Debug, Clone)]
pub(crate) struct Pen {
    pub(crate) dialect: Dialect,
    pub(crate) offset: Offset,
    /// The token of the request, for substituted URLs.
    pub(crate) token: String,
}

enum Field {
    Text(String),
    Number(u32),
    Link(String),
    Nothing,
}

impl Pen {
    fn fields(&self, call: &Call) -> Vec<(&'static str, Field)> {
        let newest = self.dialect.fields == FieldSet::V2017_04;
        let since_2017 = newest || self.dialect.fields == FieldSet::V2017_03;
        let text = |text: &str| Field::Text(text.to_owned());
        let id = |id: &Option<String>| id.clone().map_or(Field::Nothing, Field::Text);
        let fields = [
            (since_2017, "callid", text(&call.callid)),
            (true, "status", text(&call.status)),
            (call.recording.is_some() || self.dialect.record_url_always, "record_url", self.record_url(call)),
            (newest && self.dialect.has_record, "has_record", Field::Number(call.recording.is_some().into())),
            (true, "duration", Field::Number(call.duration)),
            (since_2017, "from", text(&call.from)),
            (newest, "direction", text(&call.direction)),
            (since_2017, "to", text(&call.to)),
            (since_2017, "time", Field::Text(local_time(call.started, self.offset))),
            (newest, "operator_id", id(&call.operator_id)),
            (newest, "subscriber_id", id(&call.subscriber_id)),
        ];
        fields.into_iter().filter(|(there, ..)| *there).map(|(_, name, field)| (name, field)).collect()
    }

    fn record_url(&self, call: &Call) -> Field {
        let (token, callid) = (&self.token, &call.callid);
        Field::Link(match &self.dialect.record_url {
            _ if call.recording.is_none() => String::new(),
            RecordUrl::Placeholders => "/api/call/record?token={token}&callid={callid}".to_owned(),
            RecordUrl::Substituted => format!("/api/call/record?token={token}&callid={callid}"),
            RecordUrl::OtherHost(base) => format!("{base}/records/{callid}.wav"),
            RecordUrl::Empty => String::new(),
        })
    }

    /// `<call>…</call>`, indented as in the documents.
    pub(crate) fn xml(&self, call: &Call, indent: &str, out: &mut String) {
        // Writing into a String cannot fail.
        let _ = writeln!(out, "{indent}<call>");
        for (name, field) in self.fields(call) {
            let text = match field {
                Field::Text(text) => escape(&text),
                Field::Number(number) => number.to_string(),
                Field::Link(url) if self.dialect.ampersand == Ampersand::Bare => {
                    escape(&url).replace("&amp;", "&")
                }
                Field::Link(url) => escape(&url),
                Field::Nothing => String::new(),
            };
            let _ = writeln!(out, "{indent}  <{name}>{text}</{name}>");
        }
        let _ = writeln!(out, "{indent}</call>");
    }

    /// One object, as an item of the journal.
    pub(crate) fn json(&self, call: &Call) -> String {
        serde_json::to_string(&Object { pen: self, call }).unwrap_or_default()
    }

    pub(crate) fn info_json(&self, call: &Call) -> String {
        self.wrap_info(self.json(call))
    }

    pub(crate) fn wrap_info(&self, object: String) -> String {
        match self.dialect.info_json {
            InfoJson::Flat => object,
            InfoJson::Wrapped => format!("{{\"call\":{object}}}"),
        }
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Keeps the documented order, which a JSON map would not.
struct Object<'a> {
    pen: &'a Pen,
    call: &'a Call,
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let scalars = self.pen.dialect.scalars;
        serializer.collect_map(self.pen.fields(self.call).into_iter().map(|(name, field)| {
            let value: serde_json::Value = match (field, scalars) {
                (Field::Text(text) | Field::Link(text), _) => text.into(),
                (Field::Number(number), Scalars::Numbers) => number.into(),
                (Field::Number(number), Scalars::Strings) => number.to_string().into(),
                (Field::Nothing, Scalars::Numbers) => serde_json::Value::Null,
                (Field::Nothing, Scalars::Strings) => "".into(),
            };
            (name, value)
        }))
    }
}
