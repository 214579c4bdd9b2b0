//! `api_services`: all services.

use isp_client_core::{Effect, Endpoint, Error, Evidence, Operation, Request, Response};

use super::{PRODUCT, action};
use crate::Answer;

pub(super) const OPERATION: Operation =
    Operation::new(PRODUCT, "api_services", Effect::Read, Evidence::Unknown, &[]);

/// All services. See [`Admin::services`](crate::Admin::services).
#[derive(Debug, Clone)]
pub struct AllServices(());

impl AllServices {
    pub(crate) fn new() -> Self {
        Self(())
    }
}

impl Endpoint for AllServices {
    type Output = Answer;

    fn operation(&self) -> Operation {
        OPERATION
    }

    fn encode(&self) -> Result<Request, Error> {
        Ok(action("api_services"))
    }

    fn decode(&self, response: &Response) -> Result<Answer, Error> {
        Answer::read(response)
    }
}
