//! `u_gcm`: where push notifications go.

use isp_client_core::{Effect, Endpoint, Error, Evidence, Operation, Parameter, Request, Response, Secret};

use super::{PRODUCT, action};
use crate::Answer;

pub(super) const OPERATION: Operation =
    Operation::new(PRODUCT, "u_gcm", Effect::Replay, Evidence::Unknown, &[Parameter::required("reg_id")]);

/// A push token to be stored. See [`Subscriber::register_push_token`](crate::Subscriber::register_push_token).
#[derive(Debug, Clone)]
pub struct RegisterPushToken {
    pub(crate) reg_id: Secret,
}

impl Endpoint for RegisterPushToken {
    type Output = Answer;

    fn operation(&self) -> Operation {
        OPERATION
    }

    fn encode(&self) -> Result<Request, Error> {
        let token = self.reg_id.expose();
        if token.is_empty() || token.len() > 4096 || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Error::input(
                "reg_id",
                "must be 1 to 4096 printable ASCII characters without spaces",
            ));
        }
        Ok(action("u_gcm").query("reg_id", self.reg_id.clone()))
    }

    fn decode(&self, response: &Response) -> Result<Answer, Error> {
        Answer::read(response)
    }
}
