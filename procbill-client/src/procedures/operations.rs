//! `CLN_FIN_OPER`: the operations on accounts.

use std::sync::Arc;

use isp_client_core::{Effect, Endpoint, Error, Evidence, Operation, Request, Response};

use crate::dialect::READ;
use crate::procedure::{Rules, procedure};
use crate::reply::by_name;
use crate::{Columns, PRODUCT};

pub(crate) const OPERATION: Operation = Operation::new(
    PRODUCT,
    ListOperations::NAME,
    Effect::Read,
    Evidence::Unknown,
    ListOperations::PARAMETERS,
);

procedure! {
    /// Operations of a subscriber or group. See [`Client::operations`](crate::Client::operations).
    pub struct ListOperations = "CLN_FIN_OPER" {
        whose "USER_ID": integer;
        /// From this time on.
        optional "DATEL": timestamp as from;
        /// Not later than this.
        optional "DATEH": timestamp as to;
        /// Only real financial documents.
        optional "FINANCE_IN": flag as finance;
        /// Only of this type.
        optional "OP_TYPE_IN": integer as operation_type;
        /// Only this operation.
        optional "ID": integer as id;
        /// Only those of subscribers, or only those of groups.
        optional "END_USER": flag as end_user;
        /// Only those of the financially responsible.
        optional "FIN_USER": flag as financially_responsible;
        whose "PARENT_ID_IN": integer;
    }
}

impl ListOperations {
    pub(crate) fn of_user(rules: Arc<Rules>, id: i64) -> Self {
        let Self(arguments) = Self::new(rules);
        Self(arguments.with("USER_ID", id))
    }

    pub(crate) fn of_group(rules: Arc<Rules>, id: i64) -> Self {
        let Self(arguments) = Self::new(rules);
        Self(arguments.with("PARENT_ID_IN", id))
    }
}

impl Endpoint for ListOperations {
    type Output = Vec<Columns>;

    fn operation(&self) -> Operation {
        OPERATION
    }

    fn encode(&self) -> Result<Request, Error> {
        Ok(self.0.request(READ)?.max_body(256 << 20))
    }

    fn decode(&self, response: &Response) -> Result<Vec<Columns>, Error> {
        by_name(response)
    }
}
