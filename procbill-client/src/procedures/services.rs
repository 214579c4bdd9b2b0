//! `CLN_USR_USLUGA_EDIT`: services of a subscriber. Here the code of the operation is the ninth argument.

use std::sync::Arc;

use isp_client_core::{Effect, Endpoint, Error, Evidence, Operation, Request, Response};

use super::{Edit, edit};
use crate::dialect::WRITE;
use crate::procedure::{Rules, procedure};
use crate::{Outcome, PRODUCT};

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

edit!(EditService = "CLN_USR_USLUGA_EDIT", "UK", WRITE);

impl EditService {
    pub(crate) fn add(rules: Arc<Rules>, user_id: i64, service_id: i64) -> Self {
        let Self(arguments) = Self::of(rules, Edit::Add, None);
        Self(arguments.with("USER_ID", user_id).with("USLUGA_ID", service_id))
    }
}
