//! Lists that are asked for by the name of their action alone.

use std::fmt;

use isp_client_core::{Endpoint, Error, Operation, Request, Response};
use serde::de::DeserializeOwned;

use super::{action, uid};
use crate::dialect::SESSION;
use crate::rows::rows;

/// A list of `T`. See the methods of [`Subscriber`](crate::Subscriber) and [`Admin`](crate::Admin) that return one.
pub struct List<T> {
    operation: Operation,
    credential: &'static str,
    uid: Option<u64>,
    /// Puts the key of a row into it, where the list is an object.
    keyed: fn(T, &str) -> T,
}

impl<T> List<T> {
    /// The name of the operation is the action.
    pub(crate) fn new(operation: Operation, uid: Option<u64>, keyed: fn(T, &str) -> T) -> Self {
        Self { operation, credential: SESSION, uid, keyed }
    }

    pub(super) fn credential(self, credential: &'static str) -> Self {
        Self { credential, ..self }
    }
}

impl<T> Clone for List<T> {
    fn clone(&self) -> Self {
        Self { operation: self.operation.clone(), ..*self }
    }
}

impl<T> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("List").field("operation", &self.operation.name).field("uid", &self.uid).finish()
    }
}

impl<T: DeserializeOwned + Send> Endpoint for List<T> {
    type Output = Vec<T>;

    fn operation(&self) -> Operation {
        self.operation.clone()
    }

    fn encode(&self) -> Result<Request, Error> {
        let request = action(self.operation.name.clone()).credential(self.credential);
        Ok(request.query_opt("uid", uid(self.uid)?))
    }

    fn decode(&self, response: &Response) -> Result<Vec<T>, Error> {
        rows(response, self.keyed)
    }
}
