//! `api_users`: all subscribers, whole or one by one.

use futures_util::stream::{self, TryStreamExt as _};
use isp_client_core::decode::Fault;
use isp_client_core::decode::json::{RecordRule, RecordStream};
use isp_client_core::time::UnixTime;
use isp_client_core::{
    Delivery, Effect, Endpoint, Error, ErrorKind, Evidence, Items, JsonItems, OpenBody, Operation, Parameter,
    Request, Response, StreamEndpoint, lenient, record,
};
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use super::{AccessState, ConnectedService, PRODUCT, action};
use crate::dialect::refusal_in;
use crate::field_value::field_values;
use crate::{FieldValue, Pending};

pub(super) const OPERATION: Operation =
    Operation::new(PRODUCT, "api_users", Effect::Read, Evidence::InPart, &[Parameter::optional("fields")]);

/// All subscribers of a large provider, in memory.
const WHOLE: usize = 256 << 20;

/// How much of a whole answer is decoded at a time, in bytes.
const PIECE: usize = 256 << 10;

/// A field of a subscriber, by its name on the wire. Any other name goes out as it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UserField {
    /// All extra fields (`dopfields`). *Evidence:* documented.
    DopFields,
    /// Extra fields. *Evidence:* documented.
    DopData,
    /// Active services. *Evidence:* documented.
    Services,
    /// The name of the next service. *Evidence:* documented.
    NextTitle,
    /// The id of the next service. *Evidence:* documented.
    NextServiceId,
    /// When a change of service was ordered last. *Evidence:* documented.
    SetNextTime,
    /// Last activity by traffic. *Evidence:* documented.
    LastTraf,
    /// Last activity by authorisation. *Evidence:* documented.
    LastAuth,
    /// The login. *Evidence:* documented.
    Name,
    /// The id. *Evidence:* a hint.
    Id,
    /// The full name. *Evidence:* a hint.
    Fio,
    /// The number of the contract. *Evidence:* a hint.
    Contract,
    /// The group. *Evidence:* a hint.
    Grp,
    /// The balance. *Evidence:* a hint.
    Balance,
    /// Whether access is on. *Evidence:* a hint.
    State,
    /// A name that is not known here.
    Other(String),
}

/// Names of columns are exact: `_fio` is another one than `fio`.
const FIELDS: [(&str, UserField); 15] = [
    ("dopfields", UserField::DopFields),
    ("dopdata", UserField::DopData),
    ("services", UserField::Services),
    ("next_title", UserField::NextTitle),
    ("next_service_id", UserField::NextServiceId),
    ("set_next_time", UserField::SetNextTime),
    ("last_traf", UserField::LastTraf),
    ("last_auth", UserField::LastAuth),
    ("name", UserField::Name),
    ("id", UserField::Id),
    ("fio", UserField::Fio),
    ("contract", UserField::Contract),
    ("grp", UserField::Grp),
    ("balance", UserField::Balance),
    ("state", UserField::State),
];

impl UserField {
    /// The name on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Other(name) => name,
            known => FIELDS.iter().find(|(_, field)| field == known).map_or("", |(name, _)| name),
        }
    }
}

impl From<&str> for UserField {
    fn from(name: &str) -> Self {
        let known = FIELDS.into_iter().find(|(known, _)| *known == name);
        known.map_or_else(|| Self::Other(name.to_owned()), |(_, field)| field)
    }
}

impl From<String> for UserField {
    fn from(name: String) -> Self {
        Self::from(name.as_str())
    }
}

record! {
    /// A subscriber in the list of all.
    ///
    /// *Source:* the vendor's page documents the fields from `dopdata` to `last_auth` and `name`; the others are columns of
    /// the account (`u_main`), as a hint.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct UserRow {
        /// The id. Where the list is an object and the row has no id, its key.
        pub id: Option<u64> = "id" => lenient::opt_number,
        /// The login.
        pub name: Option<String> = "name" => lenient::opt_text,
        /// The full name.
        pub fio: Option<String> = "fio" => lenient::opt_text,
        /// The number of the contract.
        pub contract: Option<String> = "contract" => lenient::opt_text,
        /// The group of subscribers.
        pub grp: Option<u64> = "grp" => lenient::opt_number,
        /// What is on the account.
        pub balance: Option<Decimal> = "balance" => lenient::opt_money,
        /// Whether access is on.
        pub state: Option<AccessState> = "state" => lenient::opt_enum,
        /// Extra fields.
        pub dopdata: Vec<FieldValue> = "dopdata" => field_values,
        /// Active services.
        pub services: Vec<ConnectedService> = "services" => lenient::rows,
        /// The name of the next service; see [`next_service`](Self::next_service).
        pub next_title: Option<String> = "next_title" => lenient::opt_text,
        /// The id of the next service; see [`next_service`](Self::next_service).
        pub next_service_id: Option<u64> = "next_service_id" => lenient::opt_number,
        /// When a change of service was ordered last; `None` if never.
        pub set_next_time: Option<UnixTime> = "set_next_time" => lenient::opt_unix_time,
        /// Last activity by traffic. That it is in unix seconds is a hint.
        pub last_traf: Option<UnixTime> = "last_traf" => lenient::opt_unix_time,
        /// Last activity by authorisation. That it is in unix seconds is a hint.
        pub last_auth: Option<UnixTime> = "last_auth" => lenient::opt_unix_time,
    }
}

/// What is connected when a service ends. See [`UserRow::next_service`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextService<'a> {
    /// Its id in the catalogue.
    pub service_id: u64,
    /// Its name.
    pub title: Option<&'a str>,
    /// When it was ordered; `None` if it never was.
    pub set_at: Option<UnixTime>,
}

impl UserRow {
    /// The service that comes next, whether the server writes it beside the subscriber or, which the vendor's page leaves
    /// open, into the services: then of the first service that has one.
    pub fn next_service(&self) -> Option<NextService<'_>> {
        let Some(service_id) = self.next_service_id else {
            let service =
                self.services.iter().find(|service| service.next_service_id.is_some_and(|id| id != 0))?;
            let title = service.next_title.as_deref();
            return Some(NextService {
                service_id: service.next_service_id?,
                title,
                set_at: service.set_next_time,
            });
        };
        let title = self.next_title.as_deref();
        (service_id != 0).then_some(NextService { service_id, title, set_at: self.set_next_time })
    }

    fn keyed(mut self, key: Option<&str>) -> Self {
        self.id = self.id.or_else(|| key?.parse().ok());
        self
    }
}

/// All subscribers. See [`Admin::users`](crate::Admin::users).
#[derive(Debug, Clone)]
pub struct ApiUsers {
    fields: Vec<UserField>,
}

impl ApiUsers {
    pub(crate) fn new() -> Self {
        Self { fields: Vec::new() }
    }

    fn request(&self) -> Result<Request, Error> {
        for field in &self.fields {
            let name = field.as_str();
            if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
                return Err(Error::input("fields", "must be names of letters, digits and underscores"));
            }
        }
        let names: Vec<_> = self.fields.iter().map(UserField::as_str).collect();
        Ok(action("api_users").query_opt("fields", (!names.is_empty()).then(|| names.join(","))))
    }
}

impl Pending<ApiUsers> {
    /// Only these fields of each subscriber. Servers before revision 681 do not know it and send all.
    ///
    /// ```no_run
    /// # async fn f(billing: nodeny_client::Client) -> Result<(), nodeny_client::Error> {
    /// use nodeny_client::UserField;
    ///
    /// let users = billing.admin().users().fields([UserField::Name, UserField::LastAuth]).await?;
    /// let with_own = billing.admin().users().fields([UserField::Name, UserField::DopFields]).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn fields(mut self, fields: impl IntoIterator<Item = impl Into<UserField>>) -> Self {
        self.endpoint_mut().fields = fields.into_iter().map(Into::into).collect();
        self
    }

    /// The subscribers one by one, while the answer still arrives. Memory does not grow with their number.
    ///
    /// ```no_run
    /// # async fn f(billing: nodeny_client::Client) -> Result<(), nodeny_client::Error> {
    /// let mut users = billing.admin().users().stream();
    /// while let Some(user) = users.next().await {
    ///     println!("{:?}", user?.name);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As awaiting it. After an answer that broke off come the whole subscribers of it, then
    /// [`ErrorKind::Interrupted`](crate::ErrorKind::Interrupted).
    pub fn stream(self) -> Items<UserRow> {
        Items::new(stream::once(self.into_call().open()).try_flatten())
    }
}

fn rule() -> RecordRule {
    RecordRule::field("result").optional().or_root().ignoring("debug")
}

/// Adds the subscribers that have arrived.
fn read_into(users: &mut Vec<UserRow>, records: &mut RecordStream) -> Result<(), Fault> {
    while let Some(record) = records.next_record()? {
        users.push(record.decode::<UserRow>()?.keyed(record.key()));
    }
    Ok(())
}

/// What stands beside the rows: an error, in whatever place, or, where no list was found, one in a place that is not known.
fn check_envelope(head: &Response, envelope: &Map<String, Value>, has_list: bool) -> Result<(), Error> {
    if let Some((_, error)) = refusal_in(head, |name| envelope.get(name)) {
        return Err(error);
    }
    if !has_list && envelope.values().any(|value| value.is_array() || value.is_object()) {
        let what = "the answer holds no list of subscribers in a place that is known";
        return Err(Error::new(ErrorKind::Decode, Delivery::Unknown, what).with_response(head));
    }
    Ok(())
}

impl Endpoint for ApiUsers {
    type Output = Vec<UserRow>;

    fn operation(&self) -> Operation {
        OPERATION
    }

    fn encode(&self) -> Result<Request, Error> {
        Ok(self.request()?.max_body(WHOLE))
    }

    fn decode(&self, response: &Response) -> Result<Vec<UserRow>, Error> {
        let mut records = RecordStream::new(rule(), response.content_type());
        let mut users = Vec::new();
        // Decoded text is kept until its records are read: of a piece that is little, and still in the cache then.
        for piece in response.body().chunks(PIECE) {
            records.push(piece);
            read_into(&mut users, &mut records).map_err(|fault| response.fault(fault))?;
        }
        records.finish();
        read_into(&mut users, &mut records).map_err(|fault| response.fault(fault))?;
        check_envelope(response, records.envelope(), records.has_list())?;
        Ok(users)
    }
}

impl StreamEndpoint for ApiUsers {
    type Output = Items<UserRow>;

    fn operation(&self) -> Operation {
        OPERATION
    }

    fn encode(&self) -> Result<Request, Error> {
        Ok(self.request()?.max_body(usize::MAX))
    }

    fn open(&self, head: &Response, body: OpenBody) -> Result<Items<UserRow>, Error> {
        struct State {
            head: Response,
            records: JsonItems<UserRow>,
        }
        // What is kept for an error must not hold `debug`.
        let head = head.clone().with_body("");
        let records = JsonItems::new(&head, body, rule());
        Ok(Items::new(stream::try_unfold(State { head, records }, |mut state| async {
            if let Some((key, user)) = state.records.next_with_key().await? {
                return Ok(Some((user.keyed(key.as_deref()), state)));
            }
            let State { head, records } = &state;
            check_envelope(head, records.envelope(), records.has_list())
                .map_err(|error| records.explain(error))?;
            Ok(None)
        })))
    }
}
