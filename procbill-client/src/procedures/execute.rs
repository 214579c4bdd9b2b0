//! Any procedure by its name.

use std::sync::Arc;

use isp_client_core::{Effect, Endpoint, Error, Operation, Request, Response};

use crate::builder::check_procedure;
use crate::dialect::{READ, WRITE};
use crate::procedure::{Rules, positional};
use crate::reply::by_name;
use crate::{ArgumentValue, Columns, PRODUCT, Pending};

/// A procedure of your own. See [`Client::execute`](crate::Client::execute).
#[derive(Debug, Clone)]
pub struct Execute {
    name: String,
    effect: Effect,
    arguments: Vec<ArgumentValue>,
    rules: Arc<Rules>,
}

impl Execute {
    pub(crate) fn new(rules: Arc<Rules>, name: impl Into<String>, effect: Effect) -> Self {
        Self { name: name.into(), effect, arguments: Vec::new(), rules }
    }
}

impl Pending<Execute> {
    /// The next argument, the session not counted. `None` is `null`.
    pub fn arg(mut self, value: impl Into<ArgumentValue>) -> Self {
        self.endpoint_mut().arguments.push(value.into());
        self
    }

    /// The next argument without a value.
    pub fn null(self) -> Self {
        self.arg(ArgumentValue::Null)
    }
}

impl Endpoint for Execute {
    type Output = Vec<Columns>;

    fn operation(&self) -> Operation {
        Operation::raw(PRODUCT, self.name.clone(), self.effect)
    }

    fn encode(&self) -> Result<Request, Error> {
        check_procedure("proc", &self.name)?;
        let written = self.arguments.iter().zip(1..);
        let written = written.map(|(value, at)| self.rules.writing.any(&format!("argument {at}"), value));
        let written: Vec<_> = written.collect::<Result<_, _>>()?;
        let purpose = if self.effect == Effect::Read { READ } else { WRITE };
        Ok(positional(self.name.clone().into(), &self.rules, purpose, written.into_iter()))
    }

    fn decode(&self, response: &Response) -> Result<Vec<Columns>, Error> {
        by_name(response)
    }
}
