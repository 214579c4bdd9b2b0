//! `CLN_HOME_EDIT` and `CLN_HOME_LIST`: houses.

use std::sync::Arc;

use isp_client_core::{Effect, Endpoint, Error, Evidence, Operation, Request, Response};

use super::{Edit, edit};
use crate::dialect::{READ, WRITE};
use crate::procedure::{Rules, procedure};
use crate::reply::by_name;
use crate::{Columns, Outcome, PRODUCT};

pub(super) const LIST: Operation =
    Operation::new(PRODUCT, ListHomes::NAME, Effect::Read, Evidence::Unknown, ListHomes::PARAMETERS);

procedure! {
    /// A house that is added, changed or deleted. See [`Client::add_home`](crate::Client::add_home).
    pub struct EditHome = "CLN_HOME_EDIT" {
        required "P_OP": integer;
        /// The id, where the server wants another one than it was given.
        optional "ID": integer as id;
        /// The id of an IP pool. The vendor's page gives no type; a number is assumed.
        optional "PULL_ID": integer as pull_id;
        /// When it was connected.
        optional "CONNECT_DATE": timestamp as connect_date;
        /// The postcode, at most 10 characters.
        optional "ZIP_CODE": text(10) as zip_code;
        /// The country, at most 256 characters.
        optional "COUNTRY": text(256) as country;
        /// The city, at most 256 characters.
        optional "CITY": text(256) as city;
        /// The region, at most 256 characters.
        optional "REGION": text(256) as region;
        /// The street, at most 256 characters.
        optional "STREET": text(256) as street;
        /// The number of the house.
        optional "S_NUMBER": integer as number;
        /// The letter of the house, at most 32 characters.
        optional "S_LITER": text(32) as letter;
    }
}

procedure! {
    /// Houses. See [`Client::homes`](crate::Client::homes).
    pub struct ListHomes = "CLN_HOME_LIST" {
        /// Only this house.
        optional "P_ID": integer as id;
    }
}

edit!(EditHome = "CLN_HOME_EDIT", "P_OP", WRITE);

impl Endpoint for ListHomes {
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
