//! `info`: one call by its id.

use isp_client_core::{
    Delivery, Effect, Endpoint, Error, ErrorKind, Evidence, Operation, Parameter, Request, Response,
};

use super::{Format, PRODUCT};
use crate::calls::calls_in;
use crate::dialect::TOKEN;
use crate::{Call, CallId, Pending};

const PARAMETERS: &[Parameter] = &[Parameter::required("callid"), Parameter::optional("format")];
pub(super) const OPERATION: Operation =
    Operation::new(PRODUCT, "info", Effect::Read, Evidence::Documented, PARAMETERS);
pub(super) const OPERATION_JSON: Operation =
    Operation::new(PRODUCT, "info?format=json", Effect::Read, Evidence::Unknown, PARAMETERS);

/// One call by its id. See [`Client::call_info`](crate::Client::call_info).
#[doc(alias = "info")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallInfo {
    call_id: CallId,
    format: Format,
}

impl CallInfo {
    pub(crate) fn new(call_id: CallId) -> Self {
        Self { call_id, format: Format::Xml }
    }
}

impl Pending<CallInfo> {
    /// Asks for this form of the answer.
    pub fn format(mut self, format: Format) -> Self {
        self.endpoint_mut().format = format;
        self
    }
}

impl Endpoint for CallInfo {
    type Output = Option<Call>;

    fn operation(&self) -> Operation {
        match self.format {
            Format::Xml => OPERATION,
            Format::Json => OPERATION_JSON,
        }
    }

    fn encode(&self) -> Result<Request, Error> {
        Ok(Request::get("api/call/info")
            .credential(TOKEN)
            .query("callid", self.call_id.checked()?)
            .query("format", self.format.as_str()))
    }

    fn decode(&self, response: &Response) -> Result<Option<Call>, Error> {
        let mut calls = calls_in(response)?;
        calls.retain(|call| !call.is_blank());
        let is_other = |call: &Call| call.call_id.as_ref().is_some_and(|id| *id != self.call_id);
        let is_named = |call: &Call| call.call_id.as_ref() == Some(&self.call_id);
        match calls.len() {
            0 => Ok(None),
            1 if calls.iter().any(is_other) => {
                Err(mismatch(response, "another call came than the one that was asked for"))
            }
            // The form of 2016 has no id: the question had it.
            1 => Ok(calls.pop().map(|call| Call { call_id: Some(self.call_id.clone()), ..call })),
            _ => match calls.iter().position(is_named) {
                Some(index) => Ok(Some(calls.swap_remove(index))),
                None => {
                    Err(mismatch(response, "several calls came, none of them the one that was asked for"))
                }
            },
        }
    }
}

fn mismatch(response: &Response, what: &'static str) -> Error {
    Error::new(ErrorKind::Decode, Delivery::Unknown, what).with_response(response)
}
