//! An action with its parameters, before it is sent.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use isp_client_core::{CallOptions, Error, Method, Operation, Request, Requirement, Value};

use crate::Client;
use crate::argument::Given;
use crate::dialect::{JSON, PATH};

/// Names that the client itself sends.
const RESERVED: [&str; 4] = ["key", "cat", "action", "subcat"];

const SKIP_INTERNAL_API: &str = "skip_internal_api";
const LANG: &str = "lang";

/// What is said with every action.
#[derive(Debug, Clone)]
pub(crate) struct Sending {
    pub(crate) method: Method,
    pub(crate) skip_internal_api: bool,
    pub(crate) lang: Option<String>,
    pub(crate) escape_slashes: bool,
}

impl Sending {
    pub(crate) fn check(&self) -> Result<(), Error> {
        let is_word = |text: &str| {
            !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
        };
        match &self.lang {
            Some(lang) if !is_word(lang) => {
                Err(Error::input("lang", "must be the code of a language, such as `en`"))
            }
            _ => Ok(()),
        }
    }
}

/// An action with its parameters and limits.
#[derive(Clone)]
pub(crate) struct Draft {
    client: Client,
    pub(crate) operation: Operation,
    category: Cow<'static, str>,
    action: Cow<'static, str>,
    parameters: Vec<(Cow<'static, str>, Given)>,
    pub(crate) options: CallOptions,
    pub(crate) sending: Sending,
    credential: &'static str,
    /// Send this list in parts of so many items.
    parts: Option<(&'static str, usize)>,
    check: Option<Check>,
}

/// A rule about several parameters of an action.
pub(crate) type Check = fn(&Draft) -> Result<(), Error>;

impl Draft {
    pub(crate) fn new(
        client: &Client,
        operation: Operation,
        category: impl Into<Cow<'static, str>>,
        action: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            client: client.clone(),
            operation,
            category: category.into(),
            action: action.into(),
            parameters: Vec::new(),
            options: client.core().options().clone(),
            sending: client.sending().clone(),
            credential: JSON,
            parts: None,
            check: None,
        }
    }

    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    pub(crate) fn checked_by(self, check: Check) -> Self {
        Self { check: Some(check), ..self }
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.parameters.iter().any(|(known, _)| known == name)
    }

    /// The names of the parameters that are given.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.parameters.iter().map(|(name, _)| name.as_ref())
    }

    /// The text of a parameter that is given and is one value.
    pub(crate) fn text_of(&self, name: &str) -> Option<&str> {
        match self.parameters.iter().find(|(known, _)| known == name)? {
            (_, Given::One(Value::Plain(text))) => Some(text),
            _ => None,
        }
    }

    /// Marks an action whose answer is a file.
    pub(crate) fn for_file(mut self) -> Self {
        self.credential = crate::dialect::FILE;
        self
    }

    /// Sets a parameter, in the place of what was set before.
    pub(crate) fn set(&mut self, name: impl Into<Cow<'static, str>>, given: Given) {
        let name = name.into();
        match self.parameters.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) => *old = given,
            None => self.parameters.push((name, given)),
        }
    }

    /// Adds a parameter, beside one of the same name: PHP's `name[]`.
    pub(crate) fn push(&mut self, name: impl Into<Cow<'static, str>>, given: Given) {
        self.parameters.push((name.into(), given));
    }

    /// Leaves a parameter out after all.
    pub(crate) fn unset(&mut self, name: &str) {
        self.parameters.retain(|(known, _)| known != name);
    }

    pub(crate) fn push_own(&mut self, name: Cow<'static, str>, value: Value) {
        // PHP takes `key[]` and ` key` for `key`.
        let base = name.trim_start().split('[').next().unwrap_or_default();
        let given = if RESERVED.contains(&base) {
            Given::Refused("is sent by the client itself".into())
        } else if name.is_empty() || name.chars().any(char::is_control) {
            Given::Refused("must be the name of a parameter".into())
        } else {
            Given::One(value)
        };
        self.push(name, given);
    }

    pub(crate) fn in_parts(&mut self, name: &'static str, of: usize) {
        self.parts = Some((name, of));
    }

    fn check_groups(&self) -> Result<(), Error> {
        for parameter in self.operation.parameters {
            let (Requirement::OneOf(group) | Requirement::AnyOf(group)) = parameter.requirement else {
                continue;
            };
            let members = self.operation.parameters.iter().filter(|other| match other.requirement {
                Requirement::OneOf(name) | Requirement::AnyOf(name) => name == group,
                _ => false,
            });
            let names: Vec<_> = members.map(|member| member.name).collect();
            let count = names.iter().filter(|name| self.has(name)).count();
            let exactly = matches!(parameter.requirement, Requirement::OneOf(_));
            if count == 0 || (exactly && count > 1) {
                let rule = if exactly {
                    "are alternatives: exactly one must be given"
                } else {
                    "are alternatives: at least one must be given"
                };
                return Err(Error::input(names.join(", "), rule));
            }
        }
        Ok(())
    }

    /// Of a name that comes twice PHP takes the last.
    fn check_names(&self) -> Result<(), Error> {
        let skips = self.sending.skip_internal_api.then_some(SKIP_INTERNAL_API);
        let lang = self.sending.lang.as_ref().map(|_| LANG);
        let mut seen = HashSet::new();
        match self.names().chain(skips).chain(lang).find(|name| !name.ends_with("[]") && !seen.insert(*name))
        {
            Some(name) => Err(Error::input(name.to_owned(), "is given twice")),
            None => Ok(()),
        }
    }

    /// The request, without the key.
    pub(crate) fn request(&self) -> Result<Request, Error> {
        for (name, given) in &self.parameters {
            if let Given::Refused(rule) = given {
                return Err(Error::input(name.as_ref(), rule.clone()));
            }
        }
        if self.parts.is_some() {
            return Err(Error::input("in_parts_of", "is for awaiting and `stream` only"));
        }
        self.check_names()?;
        self.check_groups()?;
        self.check.map_or(Ok(()), |check| check(self))?;
        self.sending.check()?;
        let request = match self.sending.method {
            Method::Get => Request::get(PATH),
            _ => Request::post(PATH),
        };
        let add = |request: Request, name: Cow<'static, str>, value: Value| match self.sending.method {
            Method::Get => request.query(name, value),
            _ => request.form(name, value),
        };
        let mut request = request.credential(self.credential);
        request = add(request, "cat".into(), self.category.to_string().into());
        request = add(request, "action".into(), self.action.to_string().into());
        for (name, given) in &self.parameters {
            let value = match given {
                Given::One(value) => self.escaped(value.clone()),
                Given::List(items) => self.escaped(items.join(",").into()),
                Given::Refused(_) => continue,
            };
            request = add(request, name.clone(), value);
        }
        if self.sending.skip_internal_api {
            request = add(request, SKIP_INTERNAL_API.into(), 1_u8.into());
        }
        if let Some(lang) = &self.sending.lang {
            request = add(request, LANG.into(), lang.clone().into());
        }
        Ok(request)
    }

    fn escaped(&self, value: Value) -> Value {
        match value {
            Value::Plain(text) if self.sending.escape_slashes => {
                text.replace('/', "&#047;").replace('\\', "&#092;").into()
            }
            other => other,
        }
    }

    /// This action, once for each part of its list.
    pub(crate) fn split(mut self) -> Result<impl Iterator<Item = Self> + Send, Error> {
        let (name, of) = self.parts.take().unwrap_or(("", usize::MAX));
        if of == 0 {
            return Err(Error::input("in_parts_of", "must be more than zero"));
        }
        let list = self.parameters.iter().find(|(known, _)| known == name);
        let parts: Vec<Option<Vec<String>>> = match list {
            Some((_, Given::List(items))) => {
                let mut seen = HashSet::new();
                let once: Vec<_> = items.iter().filter(|item| seen.insert(*item)).cloned().collect();
                once.chunks(of).map(|part| Some(part.to_vec())).collect()
            }
            _ => vec![None],
        };
        Ok(parts.into_iter().map(move |part| {
            let mut draft = self.clone();
            if let Some(part) = part {
                draft.set(name, Given::List(part));
            }
            draft
        }))
    }
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Action")
            .field("operation", &self.operation.name)
            .field("parameters", &self.parameters)
            .finish_non_exhaustive()
    }
}
