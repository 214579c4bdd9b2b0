// A product that does not exist: a key in the query, and refusals in plain text. The examples of the guides include this
// file, so no `//!` may begin it; the tests over real sockets share it.

use std::time::Duration;

use isp_client_core::{
    Auth, Backoff, BoxFuture, Client, Delivery, Dialect, Effect, Endpoint, Error, ErrorKind, Evidence, Line,
    OpenBody, Operation, Request, Response, Secret, Settings, StreamEndpoint,
};

pub const ALL_EFFECTS: [Effect; 3] = [Effect::Read, Effect::Replay, Effect::Once];

#[derive(Debug)]
struct Keyed(Option<Secret>);

impl Dialect for Keyed {
    fn authorize<'a>(
        &'a self,
        request: &'a mut Request,
        _: &'a Line<'a>,
    ) -> BoxFuture<'a, Result<Auth, Error>> {
        if let Some(key) = &self.0 {
            request.prepend_query("key", key.clone());
        }
        Box::pin(async { Ok(Auth::NONE) })
    }

    fn inspect(&self, _: &Request, _: Auth, response: &Response) -> Result<(), Error> {
        let text = response.text();
        response.check_status().map_err(|error| error.with_message(text.clone()))?;
        match text.strip_prefix("refused: ") {
            Some(words) => {
                let error = Error::new(ErrorKind::Api, Delivery::Refused, "the product refused");
                Err(error.with_response(response).with_message(words).with_code(words))
            }
            None => Ok(()),
        }
    }
}

/// An operation that takes any request and gives the answer's text; opened, the answer itself.
#[derive(Debug, Clone)]
pub struct Ask {
    pub effect: Effect,
    pub request: Request,
}

impl Ask {
    pub fn new(effect: Effect) -> Self {
        Self { effect, request: Request::get("ask") }
    }

    pub fn read() -> Self {
        Self::new(Effect::Read)
    }

    pub fn with(request: Request) -> Self {
        Self { effect: Effect::Read, request }
    }
}

fn operation(effect: Effect) -> Operation {
    Operation::new("test", "ask", effect, Evidence::Documented, &[])
}

impl Endpoint for Ask {
    type Output = String;

    fn operation(&self) -> Operation {
        operation(self.effect)
    }

    fn encode(&self) -> Result<Request, Error> {
        Ok(self.request.clone())
    }

    fn decode(&self, response: &Response) -> Result<String, Error> {
        Ok(response.text().into_owned())
    }
}

impl StreamEndpoint for Ask {
    type Output = OpenBody;

    fn operation(&self) -> Operation {
        operation(self.effect)
    }

    fn encode(&self) -> Result<Request, Error> {
        Ok(self.request.clone())
    }

    fn open(&self, _: &Response, body: OpenBody) -> Result<OpenBody, Error> {
        Ok(body)
    }
}

/// An operation whose answer is a JSON array of numbers.
#[derive(Debug, Clone)]
pub struct AskNumbers(pub Effect);

impl Endpoint for AskNumbers {
    type Output = Vec<u32>;

    fn operation(&self) -> Operation {
        operation(self.0)
    }

    fn encode(&self) -> Result<Request, Error> {
        Ok(Request::get("numbers"))
    }

    fn decode(&self, response: &Response) -> Result<Vec<u32>, Error> {
        response.json()
    }
}

/// The builder, with the setters that every product's builder has.
#[derive(Debug)]
pub struct Builder {
    settings: Settings,
    key: Option<Secret>,
}

/// A client without waits between attempts and with limits that no slow machine reaches.
pub fn builder() -> Builder {
    let builder = Builder { settings: Settings::new("test-product/7.8"), key: None };
    builder
        .backoff(Backoff::new(Duration::ZERO, Duration::ZERO))
        .attempt_timeout(Duration::from_secs(300))
        .timeout(Duration::from_secs(300))
        .stall(Duration::from_secs(300))
}

impl Builder {
    isp_client_core::client_setters!();

    pub fn key(mut self, key: impl Into<Secret>) -> Self {
        self.key = Some(key.into());
        self
    }

    pub fn try_build(mut self, base: &str) -> Result<Client, Error> {
        if self.settings.transport.is_none() {
            self.settings.connect_timeout.get_or_insert(Duration::from_secs(300));
            self.settings.pool_idle.get_or_insert(Duration::from_secs(300));
        }
        Client::new(base.parse()?, Keyed(self.key), self.settings)
    }

    pub fn build(self, base: &str) -> Client {
        self.try_build(base).unwrap()
    }
}
