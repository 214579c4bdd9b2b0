//! `CallToSubscriber`: place a call.

use isp_client_core::{
    Delivery, Effect, Endpoint, Error, ErrorKind, Evidence, Operation, Parameter, Request, Response, lenient,
    record,
};

use super::PRODUCT;
use crate::dialect::KEY;
use crate::{CallId, CallRefusal, Pending};

pub(super) const OPERATION: Operation = Operation::new(
    PRODUCT,
    "CallToSubscriber",
    Effect::Once,
    Evidence::Documented,
    &[Parameter::required("outboundNumber"), Parameter::optional("device")],
);

/// Which of the user's devices rings first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Device {
    /// `mobile`, the only value known; its exact effect is not documented.
    Mobile,
}

/// Rings the user's own phone, and when it answers, dials a number. See [`Client::call`](crate::Client::call).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallToSubscriber {
    number: String,
    device: Option<Device>,
}

impl CallToSubscriber {
    pub(crate) fn new(number: impl Into<String>) -> Self {
        Self { number: number.into(), device: None }
    }
}

impl Pending<CallToSubscriber> {
    /// Rings this device of the user instead of the default one (`device` on the wire).
    pub fn device(mut self, device: Device) -> Self {
        self.endpoint_mut().device = Some(device);
        self
    }
}

/// A call that the server has begun to place.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PlacedCall {
    /// Its id for [`Client::call_info`](crate::Client::call_info). Servers older than 2016-10 give none.
    pub call_id: Option<CallId>,
    /// What the server says (`description`, in the old form `message`).
    pub description: Option<String>,
}

record! {
    /// Both forms: `description` and `code`, and the old `message`.
    #[derive(Debug)]
    struct Answer {
        result: Option<String> = "result" => lenient::opt_text,
        description: Option<String> = "description" => lenient::opt_text,
        message: Option<String> = "message" => lenient::opt_text,
        code: Option<String> = "code" => lenient::opt_text,
        call_id: Option<String> = "callid" => lenient::opt_text,
    }
}

impl Endpoint for CallToSubscriber {
    type Output = PlacedCall;

    fn operation(&self) -> Operation {
        OPERATION
    }

    fn encode(&self) -> Result<Request, Error> {
        if self.number.is_empty() || !self.number.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(Error::input(
                "outboundNumber",
                "must be digits and Latin letters only, at least one",
            ));
        }
        Ok(Request::get("api/call/CallToSubscriber")
            .credential(KEY)
            .query("outboundNumber", self.number.clone())
            .query_opt("device", self.device.map(|Device::Mobile| "mobile")))
    }

    fn decode(&self, response: &Response) -> Result<PlacedCall, Error> {
        let answer: Answer = match response.json() {
            Ok(answer) => answer,
            Err(unreadable) => return Err(response.check_status().err().unwrap_or(unreadable)),
        };
        let text = answer.description.or(answer.message);
        match answer.result.as_deref().map(str::to_ascii_uppercase).as_deref() {
            Some("SUCCESS") => Ok(PlacedCall { call_id: answer.call_id.map(CallId::new), description: text }),
            Some("FAIL") => {
                let refusal = CallRefusal::new(answer.code.as_deref(), text.as_deref());
                let error = Error::new(refusal.kind(), refusal.delivery(), refusal.to_string());
                let error = error.with_response(response).with_refusal(refusal);
                let error = answer.code.into_iter().fold(error, Error::with_code);
                Err(text.into_iter().fold(error, Error::with_message))
            }
            _ => {
                response.check_status()?;
                let what = "the answer says neither SUCCESS nor FAIL";
                Err(Error::new(ErrorKind::Decode, Delivery::Unknown, what).with_response(response))
            }
        }
    }
}
