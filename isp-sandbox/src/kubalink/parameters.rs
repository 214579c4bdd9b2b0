//! Parameters as PHP merges them: query first, then form; the last of a name wins.

/// As they came, in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Parameters {
    pub(crate) query: Vec<(String, String)>,
    pub(crate) form: Vec<(String, String)>,
}

impl Parameters {
    pub(crate) fn read(query: &[u8], form: &[u8]) -> Self {
        let pairs = |bytes| url::form_urlencoded::parse(bytes).into_owned().collect();
        Self { query: pairs(query), form: pairs(form) }
    }

    pub(crate) fn all(&self) -> impl DoubleEndedIterator<Item = (&str, &str)> {
        self.query.iter().chain(&self.form).map(|(name, value)| (name.as_str(), value.as_str()))
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.all().rev().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// The value; empty when it is missing.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default()
    }

    /// The value, unless it is missing or empty.
    pub(crate) fn filled(&self, name: &str) -> Option<&str> {
        self.get(name).filter(|value| !value.is_empty())
    }

    /// A comma list of ids; `None` without the parameter. What is no number is no id.
    pub(crate) fn ids(&self, name: &str) -> Option<Vec<i64>> {
        let text = self.filled(name)?;
        Some(text.split(',').filter_map(|id| id.trim().parse().ok()).collect())
    }

    pub(crate) fn number(&self, name: &str) -> Option<i64> {
        self.filled(name)?.trim().parse().ok()
    }

    pub(crate) fn flag(&self, name: &str) -> bool {
        self.filled(name).is_some_and(|value| value != "0")
    }

    /// A PHP array, `name[]=value` or `name[key]=value`, with the key that stands in the brackets.
    pub(crate) fn array<'a>(&'a self, name: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.all().filter_map(move |(key, value)| Some((bracketed(key, name)?, value)))
    }
}

/// What stands in the brackets of `name[…]`.
pub(crate) fn bracketed<'a>(key: &'a str, name: &str) -> Option<&'a str> {
    key.strip_prefix(name)?.strip_prefix('[')?.strip_suffix(']')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn query_and_form_are_merged() {
        let parameters = Parameters::read(b"a=1&b=2&n=5,+6,x,7", b"b=3&data[]=1%7Cx&data[9]=y&dat=1&empty=");
        assert_eq!((parameters.get("a"), parameters.get("b")), (Some("1"), Some("3")));
        assert_eq!(parameters.ids("n"), Some(vec![5, 6, 7]));
        assert_eq!(parameters.array("data").collect::<Vec<_>>(), [("", "1|x"), ("9", "y")]);
        assert_eq!((parameters.get("empty"), parameters.filled("empty")), (Some(""), None));
    }
}
