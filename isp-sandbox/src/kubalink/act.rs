//! What was asked, decoded, and what changed because of it.

/// One request as the product understood it, with all its parameters. Secrets stand in it as they came: they are the
/// test's own.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Call {
    /// Unix seconds of the sandbox's clock.
    pub at: u32,
    /// The HTTP method.
    pub method: String,
    /// The value of `cat` that won, as it came; empty when there was none.
    pub category: String,
    /// The value of `action`, or else of `subcat`; empty when there was none.
    pub action: String,
    /// The decoded parameters of the query, in order.
    pub query: Vec<(String, String)>,
    /// The decoded parameters of the form body, in order. They win over those of the query.
    pub form: Vec<(String, String)>,
}

impl Call {
    /// All parameters: those of the query, then those of the form.
    pub fn parameters(&self) -> impl DoubleEndedIterator<Item = (&str, &str)> {
        self.query.iter().chain(&self.form).map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The value of a parameter that won.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters().rev().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    pub(crate) fn size(&self) -> usize {
        self.parameters().map(|(name, value)| name.len() + value.len() + 48).sum()
    }
}

/// One change: an action that writes, applied once.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Act {
    /// Unix seconds of the sandbox's clock.
    pub at: u32,
    /// The category, as the vendor's list has it.
    pub category: &'static str,
    /// The action, as the vendor's list has it.
    pub action: &'static str,
    /// What was made, if the action makes something; else what its `id`, or the first parameter that ends in `_id`,
    /// says; 0 when there is none.
    pub id: i64,
    /// What came with it, but for the key and the names of category and action.
    pub parameters: Vec<(String, String)>,
}

impl Act {
    /// `category.action`.
    pub fn name(&self) -> String {
        format!("{}.{}", self.category, self.action)
    }

    /// The value of a parameter that won.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Whether an action changes something; its name tells.
pub(crate) fn writes(action: &str) -> bool {
    let reads = ["get", "find_", "check_", "read_", "list_"].iter().any(|start| action.starts_with(start))
        || ["_get", "_list", "_show"].iter().any(|end| action.ends_with(end))
        || ["show", "status", "msg", "abon_hist", "map_object_facilities_inside"].contains(&action);
    !reads
}
