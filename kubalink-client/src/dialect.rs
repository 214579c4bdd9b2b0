//! Where the key goes, and how an error hides in a 200.

use isp_client_core::{
    Auth, BoxFuture, Delivery, Dialect, Error, ErrorKind, Line, Method, Request, Response, Secret,
};

use crate::Refusal;
use crate::envelope::Envelope;
use crate::read::json;

pub(crate) const PATH: &str = "api.php";
/// Marks a request whose answer is JSON.
pub(crate) const JSON: &str = "key";
/// Marks a request whose answer is a file: it may begin with anything.
pub(crate) const FILE: &str = "key, for a file";

/// A message of PHP stands at the start of a body, behind a little markup.
const PHP_START: usize = 200;
const PHP_WORDS: [&[u8]; 6] =
    [b"Warning", b"Notice", b"Deprecated", b"Fatal error", b"Parse error", b"Strict Standards"];

#[derive(Debug, Clone)]
pub(crate) struct Kubalink {
    pub(crate) key: Secret,
}

impl Dialect for Kubalink {
    fn authorize<'a>(
        &'a self,
        request: &'a mut Request,
        _: &'a Line<'a>,
    ) -> BoxFuture<'a, Result<Auth, Error>> {
        match request.method() {
            Method::Get => request.prepend_query("key", self.key.clone()),
            _ => request.prepend_form("key", self.key.clone()),
        }
        Box::pin(async { Ok(Auth::NONE) })
    }

    fn inspect(&self, request: &Request, _: Auth, response: &Response) -> Result<(), Error> {
        let begins_json = matches!(response.first_byte(), Some(b'{' | b'['));
        // Of a stream this is only the start: what is cut cannot be read here, and is looked at in the end.
        let is_file = request.needs_credential() == Some(FILE);
        let envelope = begins_json.then(|| json::<Envelope>(response).unwrap_or_default());
        let envelope = envelope.map(|envelope| if is_file { envelope.of_file() } else { envelope });
        let refusal = envelope.and_then(|envelope| envelope.refusal(response));
        if let Err(error) = response.check_status() {
            return Err(match (error.kind(), refusal) {
                (ErrorKind::Auth, refusal) => with_message_of(error.with_refusal(Refusal::Key), refusal),
                (ErrorKind::Status, Some(refusal)) if !response.status().is_redirection() => refusal,
                (_, refusal) => with_message_of(error, refusal),
            });
        }
        match refusal {
            Some(error) => Err(error),
            None if begins_json || is_file => Ok(()),
            None => Err(no_json(response)),
        }
    }
}

/// The words of the server, for an error that says more than they.
fn with_message_of(error: Error, refusal: Option<Error>) -> Error {
    match refusal.as_ref().and_then(Error::message) {
        Some(message) => error.with_message(message),
        None => error,
    }
}

fn no_json(response: &Response) -> Error {
    let start = &response.body()[..response.body().len().min(PHP_START)];
    let holds = |word: &[u8]| start.windows(word.len()).any(|window| window == word);
    let refusal = match response.first_byte() {
        None => Refusal::Empty,
        _ if response.looks_like_html() => Refusal::Page,
        _ if PHP_WORDS.iter().any(|word| holds(word)) => Refusal::Php,
        Some(_) => Refusal::Text,
    };
    Error::new(ErrorKind::Decode, Delivery::Unknown, refusal.to_string())
        .with_response(response)
        .with_refusal(refusal)
}
