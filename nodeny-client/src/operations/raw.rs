//! Any action: what this crate does not know yet, and what nobody has published.

use std::borrow::Cow;

use isp_client_core::{Effect, Endpoint, Error, Operation, Request, Response, Value};

use super::{PRODUCT, action, posted};
use crate::dialect::{PATH, SESSION};
use crate::{Answer, Pending};

/// Names that the server itself reads: they would change the session or the form of the answer.
const RESERVED: [&str; 10] =
    ["_uu", "_pp", "_mod", "_hash", "_ses", "_unikey", "__multi", "__array", "__render", "a"];

/// A request of your own. See [`Client::raw`](crate::Client::raw).
#[derive(Debug, Clone)]
pub struct Raw {
    name: String,
    effect: Effect,
    post: bool,
    parameters: Vec<(Cow<'static, str>, Value)>,
}

impl Raw {
    pub(crate) fn new(name: impl Into<String>, effect: Effect) -> Self {
        Self { name: name.into(), effect, post: false, parameters: Vec::new() }
    }
}

impl Pending<Raw> {
    /// Adds a parameter.
    pub fn param(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Value>) -> Self {
        self.endpoint_mut().parameters.push((name.into(), value.into()));
        self
    }

    /// Sends the parameters as a form in the body, for long texts: as multipart if the server could not read it
    /// otherwise, which is above 44,000 bytes. At most 20,000,000 bytes.
    pub fn post(mut self) -> Self {
        self.endpoint_mut().post = true;
        self
    }
}

impl Endpoint for Raw {
    type Output = Answer;

    fn operation(&self) -> Operation {
        Operation::raw(PRODUCT, self.name.clone(), self.effect)
    }

    fn encode(&self) -> Result<Request, Error> {
        if self.name.is_empty() || !self.name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        {
            return Err(Error::input("a", "must be letters, digits and underscores, at least one"));
        }
        for (name, _) in &self.parameters {
            if RESERVED.contains(&name.as_ref()) || name.starts_with("set_") {
                return Err(Error::input(name.as_ref(), "is a name that the server keeps for itself"));
            }
        }
        let parameters = self.parameters.iter().cloned();
        Ok(if self.post {
            let request = Request::post(PATH).credential(SESSION).form("a", self.name.clone());
            posted(parameters.fold(request, |request, (name, value)| request.form(name, value)))?
        } else {
            parameters.fold(action(self.name.clone()), |request, (name, value)| request.query(name, value))
        })
    }

    fn decode(&self, response: &Response) -> Result<Answer, Error> {
        Answer::read(response)
    }
}
