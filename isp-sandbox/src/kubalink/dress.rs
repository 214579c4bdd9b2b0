//! A plain value as the dialect writes it: numbers, flags, empties, lists, text, additional fields. What a value is
//! follows from its key, as it does for whoever reads the vendor's page.

use serde_json::{Map, Number, Value};

use super::dialect::Dialect;
use super::positions::{AdditionalData, AgreementDate, Empties, Flags, Lists, Typing};

/// Strings that are integers in other builds. `ip` is here the address as one.
const INTEGERS: [&str; 2] = ["billing_id", "ip"];
/// Strings that are numbers with a fraction in other builds.
const MONEY: [&str; 5] = ["balance", "credit", "discount", "amount", "cost"];

impl Dialect {
    /// `None` when the key must not stand there.
    pub(crate) fn dress(&self, key: &str, value: Value) -> Option<Value> {
        Some(match value {
            Value::Object(fields) if key == "additional_data" => self.dress_additional(fields)?,
            Value::Object(fields) => self.object(fields)?,
            Value::Array(items) => {
                let items = items.into_iter().filter_map(|item| self.dress(key, item));
                if matches!(self.lists, Lists::Lists) {
                    return Some(Value::Array(items.collect()));
                }
                let keyed: Map<_, _> =
                    items.enumerate().map(|(index, item)| (index.to_string(), item)).collect();
                // An empty array of PHP is `[]` whatever it was.
                if keyed.is_empty() { Value::Array(Vec::new()) } else { Value::Object(keyed) }
            }
            Value::Number(number) if is_flag(key) && is_bit(&number) => self.flag(number),
            Value::Number(number) if self.typing == Typing::Texts => Value::String(number.to_string()),
            Value::String(text) if self.typing == Typing::Numbers && INTEGERS.contains(&key) => {
                text.parse::<i64>().map_or(Value::String(text), Value::from)
            }
            Value::String(text) if self.typing == Typing::Numbers && MONEY.contains(&key) => {
                let number = text.parse().ok().and_then(Number::from_f64);
                number.map_or_else(|| Value::String(self.text(text)), Value::Number)
            }
            Value::String(text) => Value::String(self.text(text)),
            other => other,
        })
    }

    /// A map or an object; empty, it is what PHP makes of it.
    fn object(&self, fields: Map<String, Value>) -> Option<Value> {
        let dressed: Map<_, _> = fields
            .into_iter()
            .filter_map(|(key, value)| {
                let value = self.dress(&key, value)?;
                Some((key, value))
            })
            .collect();
        if dressed.is_empty() { self.empty() } else { Some(Value::Object(dressed)) }
    }

    pub(crate) fn empty(&self) -> Option<Value> {
        match self.empties {
            Empties::List => Some(Value::Array(Vec::new())),
            Empties::Object => Some(Value::Object(Map::new())),
            Empties::Null => Some(Value::Null),
            Empties::Absent => None,
        }
    }

    /// Kept as values where they are observed so, as objects elsewhere.
    fn dress_additional(&self, fields: Map<String, Value>) -> Option<Value> {
        let fields = fields.into_iter().map(|(field, value)| {
            let value = match (self.additional_data, value) {
                (AdditionalData::Objects, Value::String(text)) => additional_field(&field, &text),
                (AdditionalData::Values, Value::Object(mut of)) => of.remove("value").unwrap_or_default(),
                (_, value) => value,
            };
            (field, value)
        });
        match self.additional_data {
            AdditionalData::None => self.empty(),
            _ => self.object(fields.collect()),
        }
    }

    fn flag(&self, number: Number) -> Value {
        match self.flags {
            Flags::Numbers if self.typing == Typing::Texts => Value::String(number.to_string()),
            Flags::Numbers => Value::Number(number),
            Flags::Texts => Value::String(number.to_string()),
            Flags::Booleans => Value::Bool(number.as_u64() == Some(1)),
        }
    }

    fn text(&self, text: String) -> String {
        if !self.escaped || !text.contains(['&', '<', '>', '"', '\'']) {
            return text;
        }
        let mut out = String::with_capacity(text.len() + 16);
        for letter in text.chars() {
            match letter {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                '\'' => out.push_str("&#039;"),
                other => out.push(other),
            }
        }
        out
    }

    /// `full` is `YYYY-MM-DD HH:MM:SS`.
    pub(crate) fn written_agreement_date(&self, full: &str) -> String {
        let date = full.get(..10).unwrap_or(full);
        match self.agreement_date {
            AgreementDate::DateTime => full.to_owned(),
            AgreementDate::Date => date.to_owned(),
            AgreementDate::Dotted => {
                let mut parts: Vec<_> = date.split('-').collect();
                parts.reverse();
                parts.join(".")
            }
        }
    }
}

pub(crate) fn additional_field(field: &str, value: &str) -> Value {
    let id = field.parse::<i64>().map_or_else(|_| field.into(), Value::from);
    serde_json::json!({"id": id, "caption": format!("Field {field}"), "value": value})
}

/// `is_online` has three values and is none.
fn is_flag(key: &str) -> bool {
    (key.starts_with("is_") || key.starts_with("flag_")) && key != "is_online"
}

fn is_bit(number: &Number) -> bool {
    matches!(number.as_u64(), Some(0 | 1))
}
