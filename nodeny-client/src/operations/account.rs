//! `version` and `logout`.

use isp_client_core::{Effect, Endpoint, Error, Evidence, Operation, Request, Response};

use super::{PRODUCT, action};
use crate::Answer;

pub(super) const VERSION: Operation =
    Operation::new(PRODUCT, "version", Effect::Read, Evidence::Unknown, &[]);
pub(super) const LOG_OUT: Operation =
    Operation::new(PRODUCT, "logout", Effect::Replay, Evidence::Observed, &[]);

/// The version of the server. See [`Client::version`](crate::Client::version).
#[derive(Debug, Clone)]
pub struct Version(());

impl Version {
    pub(crate) fn new() -> Self {
        Self(())
    }
}

impl Endpoint for Version {
    type Output = Answer;

    fn operation(&self) -> Operation {
        VERSION
    }

    fn encode(&self) -> Result<Request, Error> {
        Ok(action("version"))
    }

    fn decode(&self, response: &Response) -> Result<Answer, Error> {
        Answer::read(response)
    }
}

/// The end of every session of the account.
#[derive(Debug, Clone)]
pub(crate) struct LogOut(());

impl LogOut {
    pub(crate) fn new() -> Self {
        Self(())
    }
}

impl Endpoint for LogOut {
    type Output = ();

    fn operation(&self) -> Operation {
        LOG_OUT
    }

    fn encode(&self) -> Result<Request, Error> {
        Ok(action("logout"))
    }

    /// `{}`, whether there was a session or not.
    fn decode(&self, response: &Response) -> Result<(), Error> {
        response.json::<serde::de::IgnoredAny>().map(drop)
    }
}
