//! Texts for people: errors and messages that may be HTML, and times in the server's own form.

use std::fmt;

use isp_client_core::lenient;
use isp_client_core::time::LocalDateTime;
use serde::{Deserialize, Deserializer};

/// A text of the server without its markup, for a terminal or a log.
///
/// [`Error::message`](crate::Error::message) and the texts of messages come as the server wrote them, which may be
/// HTML. Tags that make a new line or block become a space, others go; the entities of XML become their characters.
///
/// ```
/// use nodeny_client::plain_text;
///
/// assert_eq!(plain_text("Access for login <b>a&lt;b</b> is blocked"), "Access for login a<b is blocked");
/// ```
pub fn plain_text(html: &str) -> String {
    let mut plain = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        plain.push_str(&rest[..open]);
        rest = &rest[open..];
        let name = rest[1..].trim_start_matches('/');
        let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!');
        let far = rest.len().min(TAG_MOST);
        let Some(close) = rest.as_bytes()[..far].iter().position(|byte| *byte == b'>').filter(|_| is_tag)
        else {
            plain.push('<');
            rest = &rest[1..];
            continue;
        };
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        if !INLINE.iter().any(|inline| inline.eq_ignore_ascii_case(&name[..end])) {
            plain.push(' ');
        }
        rest = &rest[close + 1..];
    }
    plain.push_str(rest);
    let plain = plain.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    let plain = plain.replace("&apos;", "'").replace("&nbsp;", " ").replace("&amp;", "&");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is longer, in bytes, is no tag.
const TAG_MOST: usize = 1024;
/// Tags within a word or sentence.
const INLINE: [&str; 12] = ["a", "b", "big", "em", "font", "i", "s", "small", "span", "strong", "sub", "u"];

/// A time as the server shows it to people, `28.11.2021 19:48`, in its own zone, which no answer tells.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct HumanTime(String);

impl HumanTime {
    /// As the server wrote it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The time on the server's clock; none if it is written in a form that is not known.
    pub fn local(&self) -> Option<LocalDateTime> {
        self.0.parse().ok()
    }
}

impl fmt::Display for HumanTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

pub(crate) fn opt_human_time<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<HumanTime>, D::Error> {
    Ok(lenient::opt_text(deserializer)?.map(HumanTime))
}

/// Reads an object or nothing in the places where Perl writes one or the other.
pub(crate) fn opt_json<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<serde_json::Value>, D::Error> {
    use serde_json::Value;

    Ok(Some(Value::deserialize(deserializer)?).filter(|value| match value {
        Value::Null => false,
        Value::Object(fields) => !fields.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::String(text) => !matches!(text.as_str(), "" | "0"),
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::Bool(_) => true,
    }))
}

#[cfg(test)]
mod tests {
    use super::{HumanTime, plain_text};

    #[test]
    fn markup_and_entities_go() {
        for (html, plain) in [
            ("plain", "plain"),
            ("Access for login <b>a&lt;b</b> is blocked", "Access for login a<b is blocked"),
            ("<p>one</p><p>two</p><br/>three<!-- no -->", "one two three"),
            ("<b>часто</b>, <i class='x'>скоро</i>", "часто, скоро"),
            ("1 < 2, 3 > 2", "1 < 2, 3 > 2"),
            ("a<b", "a<b"),
            ("&amp;lt;", "&lt;"),
            ("", ""),
        ] {
            assert_eq!(plain_text(html), plain, "{html}");
        }
    }

    #[test]
    fn a_time_for_people_is_kept_even_if_it_is_not_understood() {
        let time = HumanTime("28.11.2021 19:48".to_owned());
        assert_eq!(time.local().map(|local| local.to_string()).as_deref(), Some("2021-11-28 19:48:00"));
        let time = HumanTime("завтра".to_owned());
        assert_eq!((time.local(), time.as_str()), (None, "завтра"));
    }
}
