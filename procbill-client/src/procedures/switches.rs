//! `CLN_SWITCH_EDIT` and `CLN_SWITCH_LIST`: switches.

use std::sync::Arc;

use isp_client_core::{Effect, Endpoint, Error, Evidence, Operation, Request, Response};

use super::{Edit, edit};
use crate::dialect::{READ, SWITCH};
use crate::procedure::{Rules, procedure};
use crate::reply::by_name;
use crate::{Columns, Outcome, PRODUCT};

pub(super) const LIST: Operation =
    Operation::new(PRODUCT, ListSwitches::NAME, Effect::Read, Evidence::Unknown, ListSwitches::PARAMETERS);

procedure! {
    /// A switch that is added, changed or deleted. See [`Client::add_switch`](crate::Client::add_switch).
    pub struct EditSwitch = "CLN_SWITCH_EDIT" {
        required "P_OP": integer;
        /// The id, where the server wants another one than it was given.
        optional "ID": integer as id;
        /// The name, at most 1024 characters.
        optional "NAME": text(1024) as name;
        /// The address.
        optional "IP": address as ip;
        /// The name of the type, at most 256 characters.
        optional "SWITCH_TYPE": text(256) as switch_type;
        /// The password for SNMP, at most 40 characters.
        optional "PSW_SNMP": secret(40) as snmp_password;
        /// The password for SSH, at most 40 characters.
        optional "PSW_SSH": secret(40) as ssh_password;
        /// The password for Telnet, at most 40 characters.
        optional "PSW_TELNET": secret(40) as telnet_password;
        /// The house.
        optional "HOME_ID": integer as home_id;
        /// How many ports it has.
        optional "PORTS_CNT": integer as ports;
        /// Gives the house of the switch to all users of that house.
        optional "UPDATE_HOME_FLAG": flag as update_home;
    }
}

procedure! {
    /// Switches. See [`Client::switches`](crate::Client::switches).
    pub struct ListSwitches = "CLN_SWITCH_LIST" {
        /// Only this switch.
        optional "P_ID": integer as id;
        /// Only those of this house.
        optional "P_HOME_ID": integer as home_id;
    }
}

edit!(EditSwitch = "CLN_SWITCH_EDIT", "P_OP", SWITCH);

impl Endpoint for ListSwitches {
    type Output = Vec<Columns>;

    fn operation(&self) -> Operation {
        LIST
    }

    fn encode(&self) -> Result<Request, Error> {
        self.0.request(READ)
    }

    fn decode(&self, response: &Response) -> Result<Vec<Columns>, Error> {
        by_name(response)
    }
}
