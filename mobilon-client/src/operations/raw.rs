//! Any request below the base address: an operation that this crate does not know yet.

use std::borrow::Cow;

use isp_client_core::{Effect, Endpoint, Error, Operation, Request, Response, Value};

use super::PRODUCT;
use crate::Pending;
use crate::dialect::{KEY, TOKEN};

/// Which credential a raw request carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum With {
    UserKey,
    AccountToken,
}

/// A request of your own. See [`Client::raw`](crate::Client::raw).
#[derive(Debug, Clone)]
pub struct Raw {
    path: Cow<'static, str>,
    effect: Effect,
    with: Option<With>,
    query: Vec<(Cow<'static, str>, Value)>,
}

impl Raw {
    pub(crate) fn new(path: impl Into<Cow<'static, str>>, effect: Effect) -> Self {
        Self { path: path.into(), effect, with: None, query: Vec::new() }
    }
}

impl Pending<Raw> {
    /// Adds a parameter.
    pub fn query(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Value>) -> Self {
        self.endpoint_mut().query.push((name.into(), value.into()));
        self
    }

    /// Sends the client's user key as `key`.
    pub fn with_user_key(mut self) -> Self {
        self.endpoint_mut().with = Some(With::UserKey);
        self
    }

    /// Sends the client's account token as `token`.
    pub fn with_account_token(mut self) -> Self {
        self.endpoint_mut().with = Some(With::AccountToken);
        self
    }
}

impl Endpoint for Raw {
    type Output = Response;

    fn operation(&self) -> Operation {
        Operation::raw(PRODUCT, self.path.clone().into_owned(), self.effect)
    }

    fn encode(&self) -> Result<Request, Error> {
        let segments_are_plain =
            self.path.split('/').all(|part| !part.is_empty() && part != "." && part != "..");
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
        if !segments_are_plain || !self.path.bytes().all(plain) {
            return Err(Error::input("path", "must be a plain relative path such as `api/call/info`"));
        }
        let request = self
            .query
            .iter()
            .cloned()
            .fold(Request::get(self.path.clone()), |request, (name, value)| request.query(name, value));
        Ok(match self.with {
            Some(With::UserKey) => request.credential(KEY),
            Some(With::AccountToken) => request.credential(TOKEN),
            None => request,
        })
    }

    fn decode(&self, response: &Response) -> Result<Response, Error> {
        Ok(response.clone())
    }
}
