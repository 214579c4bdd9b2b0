//! Which request is which webhook.

use isp_client_core::Secret;
use isp_client_core::decode::decode_text;

use super::error::WebhookError;
use super::fields::{Fields, NAMES, SHORT, with_plus};
use super::pairs::pairs;
use super::{CallEvent, Webhook};

/// The most bytes of a query.
const QUERY: usize = 8 * 1024;

/// Reads webhooks as one account has set them up.
///
/// The parameter names of a templated GET are the user's own, and so is a shared secret in the address: the PBX sends no
/// signature. Set both as they stand in the address that was entered in the portal.
///
/// ```
/// use mobilon_client::webhook::{Webhook, WebhookError, WebhookParser};
///
/// // https://crm.example.test/hook?authkey=…&who={KEY}&from={NUMBER}
/// let parser = WebhookParser::new().shared_secret("authkey", "s3cret").key_parameter("who").number_parameter("from");
///
/// let webhook = parser.parse("GET", Some("authkey=s3cret&who=aB3cdEFGhi50JkL&from=89130000003"), None, b"")?;
/// let Webhook::Subscriber { key, number, .. } = webhook else { panic!("another form") };
/// assert_eq!((key.expose(), number.as_str()), ("aB3cdEFGhi50JkL", "89130000003"));
///
/// let forged = parser.parse("GET", Some("authkey=guess&who=aB3cdEFGhi50JkL&from=110"), None, b"");
/// assert_eq!(forged.unwrap_err(), WebhookError::SecretWrong);
/// # Ok::<(), WebhookError>(())
/// ```
#[derive(Debug, Clone)]
pub struct WebhookParser {
    key: String,
    number: String,
    callerid: String,
    time: String,
    incoming_number: String,
    secret: Option<(String, Secret)>,
    max_body: usize,
}

impl WebhookParser {
    /// Parameters named `key`, `number`, `callerid`, `time` and `incoming_number`, no shared secret, at most 64 KiB
    /// of body.
    pub fn new() -> Self {
        Self {
            key: "key".to_owned(),
            number: "number".to_owned(),
            callerid: "callerid".to_owned(),
            time: "time".to_owned(),
            incoming_number: "incoming_number".to_owned(),
            secret: None,
            max_body: 64 * 1024,
        }
    }

    /// The parameter that holds `{KEY}`, a subscriber's key.
    #[must_use]
    pub fn key_parameter(mut self, name: impl Into<String>) -> Self {
        self.key = name.into();
        self
    }

    /// The parameter that holds `{NUMBER}`, the caller's number.
    #[must_use]
    pub fn number_parameter(mut self, name: impl Into<String>) -> Self {
        self.number = name.into();
        self
    }

    /// The parameter that holds `{CALLERID}`.
    #[must_use]
    pub fn callerid_parameter(mut self, name: impl Into<String>) -> Self {
        self.callerid = name.into();
        self
    }

    /// The parameter that holds `{TIME}`.
    #[must_use]
    pub fn time_parameter(mut self, name: impl Into<String>) -> Self {
        self.time = name.into();
        self
    }

    /// The parameter that holds `{INCOMING_NUMBER}`.
    #[must_use]
    pub fn incoming_number_parameter(mut self, name: impl Into<String>) -> Self {
        self.incoming_number = name.into();
        self
    }

    /// Refuses requests that do not have `secret` in the query parameter `name`, before anything else of them is read.
    /// An empty secret lets nobody in.
    #[must_use]
    pub fn shared_secret(mut self, name: impl Into<String>, secret: impl Into<Secret>) -> Self {
        self.secret = Some((name.into(), secret.into()));
        self
    }

    /// The most bytes of a body.
    #[must_use]
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.max_body = bytes;
        self
    }

    /// Reads one request. `query` is the part of the address after `?`, as it stands there.
    ///
    /// What a request is shows in its content; `content_type` tells no more than a charset. A body that is not blank is
    /// a JSON object or a form; without one, the query is read. A JSON event and a route object keep the names of the
    /// vendor. Pairs of a query or a form have the user's names, or are the keys of an event.
    ///
    /// What the query has beside the webhook joins its extra fields. Where query and body both have a name, the body's
    /// value is taken. A name that comes more than once in one of them has a list of its values. A query has at most
    /// 8 KiB, and both together have at most 64 names, with repetitions.
    ///
    /// # Errors
    ///
    /// The shared secret is missing or wrong, a limit is passed, the method is neither `GET` nor `POST`, or the content
    /// is none of the known forms. Of an event, `uuid` and `state` must be there, of a templated GET the key and the
    /// number, of a route the `callerid`.
    pub fn parse(
        &self,
        method: &str,
        query: Option<&str>,
        content_type: Option<&str>,
        body: &[u8],
    ) -> Result<Webhook, WebhookError> {
        let query = query.unwrap_or_default();
        within(query.len(), QUERY, "bytes of query")?;
        self.check_secret(query)?;
        within(body.len(), self.max_body, "bytes of body")?;
        if !matches!(method, "GET" | "POST") {
            return Err(WebhookError::Method);
        }
        let mut names = NAMES;
        let mut query = Fields::from_pairs(query, &mut names)?;
        if let Some((name, _)) = &self.secret {
            query.remove(name);
        }

        let text = decode_text(body, content_type);
        let text = text.trim();
        match text.as_bytes().first() {
            None => self.read_pairs(query, Fields::default()),
            Some(b'{') => self.read_object(Fields::from_json(text, &mut names)?, query),
            Some(b'<') => Err(WebhookError::NotUnderstood("the body is XML or HTML")),
            Some(b'[' | b'"') => Err(WebhookError::NotUnderstood("the body is JSON but no object")),
            Some(_) if text.contains('=') => self.read_pairs(Fields::from_pairs(text, &mut names)?, query),
            Some(_) => Err(WebhookError::NotUnderstood("the body is neither a JSON object nor a form")),
        }
    }

    fn check_secret(&self, query: &str) -> Result<(), WebhookError> {
        let Some((name, secret)) = &self.secret else { return Ok(()) };
        let mut sent = pairs(query).filter(|(sent, _)| sent == name);
        let (_, candidate) = sent.next().ok_or(WebhookError::SecretMissing)?;
        let right = secret.matches(&candidate) && !candidate.is_empty();
        if right && sent.next().is_none() { Ok(()) } else { Err(WebhookError::SecretWrong) }
    }

    fn read_object(&self, mut fields: Fields, mut query: Fields) -> Result<Webhook, WebhookError> {
        if is_event(&fields) {
            return event(fields, query);
        }
        if fields.has("callerid") || fields.has("incoming_number") {
            let callerid = with_plus(fields.require("callerid")?);
            let incoming_number = fields.take_phone("incoming_number");
            let time = query.take_text(&self.time, SHORT);
            fields.join(query);
            return Ok(Webhook::Route { callerid, incoming_number, time, extra: fields.into_extra() });
        }
        if fields.has("uuid") || fields.has("state") {
            return event(fields, query);
        }
        Err(WebhookError::NotUnderstood("a JSON object without the keys of an event or a route"))
    }

    fn read_pairs(&self, mut fields: Fields, query: Fields) -> Result<Webhook, WebhookError> {
        if is_event(&fields) {
            return event(fields, query);
        }
        fields.join(query);
        let (key, number) = (fields.has(&self.key), fields.has(&self.number));
        let route = fields.has(&self.callerid) || fields.has(&self.incoming_number);
        if key && number || (key || number) && !route {
            let key = Secret::new(fields.require_replaced(&self.key)?);
            if key.expose().is_empty() {
                return Err(WebhookError::Field { name: self.key.clone(), problem: "is empty" });
            }
            let number = with_plus(fields.require_replaced(&self.number)?);
            return Ok(Webhook::Subscriber { key, number, extra: fields.into_extra() });
        }
        if route {
            let callerid = with_plus(fields.require_replaced(&self.callerid)?);
            let incoming_number = fields.take_phone(&self.incoming_number);
            let time = fields.take_text(&self.time, SHORT);
            return Ok(Webhook::Route { callerid, incoming_number, time, extra: fields.into_extra() });
        }
        if fields.has("uuid") || fields.has("state") {
            return event(fields, Fields::default());
        }
        Err(WebhookError::NotUnderstood("neither the parameters of a template nor the keys of an event"))
    }
}

impl Default for WebhookParser {
    fn default() -> Self {
        Self::new()
    }
}

fn is_event(fields: &Fields) -> bool {
    fields.has("uuid") && fields.has("state")
}

fn event(fields: Fields, query: Fields) -> Result<Webhook, WebhookError> {
    CallEvent::read(fields, query).map(|event| Webhook::Event(Box::new(event)))
}

fn within(size: usize, limit: usize, what: &'static str) -> Result<(), WebhookError> {
    if size > limit { Err(WebhookError::TooLarge { what, limit }) } else { Ok(()) }
}
