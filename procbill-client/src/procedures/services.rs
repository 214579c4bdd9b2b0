//! `CLN_USR_USLUGA_EDIT`: services of a subscriber. Here the code of the operation is the ninth argument.

use std::sync::Arc;

use isp_client_core::{Effect, Endpoint, Error, Evidence, Operation, Request, Response};

use super::Edit;
use crate::dialect::WRITE;
use crate::procedure::{Rules, procedure};
use crate::{Outcome, PRODUCT};

pub(super) const CHANGE: Operation = Operation::new(
    PRODUCT,
    "CLN_USR_USLUGA_EDIT UK=0",
    Effect::Replay,
    Evidence::Unknown,
    EditService::PARAMETERS,
);
pub(super) const ADD: Operation = Operation::new(
    PRODUCT,
    "CLN_USR_USLUGA_EDIT UK=1",
    Effect::Once,
    Evidence::Unknown,
    EditService::PARAMETERS,
);
pub(super) const DELETE: Operation = Operation::new(
    PRODUCT,
    "CLN_USR_USLUGA_EDIT UK=2",
    Effect::Replay,
    Evidence::Unknown,
    EditService::PARAMETERS,
);

procedure! {
    /// A service of a subscriber that is added, changed or deleted. See [`Client::add_service`](crate::Client::add_service).
    pub struct EditService = "CLN_USR_USLUGA_EDIT" {
        /// The id of the row, where the server wants another one than it was given.
        optional "ID": integer as id;
        /// The subscriber.
        optional "USER_ID": integer as user_id;
        /// The service.
        optional "USLUGA_ID": integer as service_id;
        /// Whether it is on.
        optional "ENABLED": flag as enabled;
        /// When it was made; the server's default is now.
        optional "CREATE_DATE": timestamp as create_date;
        /// When it is charged next.
        optional "NEXT_DATE": timestamp as next_date;
        /// How many.
        optional "COUNTT": integer as count;
        required "UK": integer;
        /// A comment, at most 64 characters.
        optional "COMMENT": text(64) as comment;
        /// The equipment. The vendor's page says no more.
        optional "EQUIPMENT_ID": integer as equipment_id;
        /// The id on the equipment: the number of a VoIP phone or IPTV box, at most 32 characters.
        optional "SIP_ID": text(32) as sip_id;
    }
}

impl EditService {
    pub(crate) fn add(rules: Arc<Rules>, user_id: i64, service_id: i64) -> Self {
        let Self(arguments) = Self::by_code(rules, Edit::Add);
        Self(arguments.with("USER_ID", user_id).with("USLUGA_ID", service_id))
    }

    pub(crate) fn change(rules: Arc<Rules>, id: i64) -> Self {
        let Self(arguments) = Self::by_code(rules, Edit::Change);
        Self(arguments.with("ID", id))
    }

    pub(crate) fn delete(rules: Arc<Rules>, id: i64) -> Self {
        let Self(arguments) = Self::by_code(rules, Edit::Delete);
        Self(arguments.with("ID", id))
    }

    fn by_code(rules: Arc<Rules>, edit: Edit) -> Self {
        let Self(arguments) = Self::new(rules);
        Self(arguments.with("UK", edit as i64))
    }
}

impl Endpoint for EditService {
    type Output = Outcome;

    fn operation(&self) -> Operation {
        self.0.edit("UK", [CHANGE, ADD, DELETE])
    }

    fn encode(&self) -> Result<Request, Error> {
        self.0.request(WRITE)
    }

    fn decode(&self, response: &Response) -> Result<Outcome, Error> {
        Outcome::read(response)
    }
}
