//! The documented paths, each with and without a trailing slash, and the root for the WebSocket. GET only.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, RawQuery, Request, State as Shared};
use axum::http::{Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};

use super::answer::{self, Format};
use super::call::Call;
use super::dialect::{BadDate, UnknownCall};
use super::feed;
use super::fields::Pen;
use super::journal::{self, Day};
use super::state::State;
use crate::shared::clock::day_start;
use crate::shared::lock;

pub(crate) fn routes(state: Arc<State>) -> Router {
    let documented: [(&str, MethodRouter<Arc<State>>); 4] = [
        ("CallToSubscriber", get(call_to_subscriber)),
        ("info", get(info)),
        ("journal", get(journal)),
        ("record", get(record)),
    ];
    let prefix = state.prefix.clone();
    let mut own = Router::new()
        .route(&format!("{prefix}/"), get(feed::open))
        .route(&format!("{prefix}/login"), get(async || answer::login_page()))
        .route(&format!("{prefix}/records/{{file}}"), get(open_record));
    if !prefix.is_empty() {
        own = own.route(&prefix, get(feed::open));
    }
    let all = documented.into_iter().fold(own, |router, (name, handler)| {
        let path = format!("{prefix}/api/call/{name}");
        router.route(&path, handler.clone()).route(&format!("{path}/"), handler)
    });
    all.layer(middleware::from_fn(get_only)).with_state(state)
}

/// HEAD must not place a call, and POST is not documented.
async fn get_only(request: Request, next: Next) -> Response {
    if request.method() == Method::GET {
        return next.run(request).await;
    }
    (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET")]).into_response()
}

struct Parameters(Vec<(String, String)>);

impl Parameters {
    fn new(query: Option<String>) -> Self {
        Self(url::form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned().collect())
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// XML is what the documents showed before there was a choice.
    fn format(&self) -> Format {
        if self.get("format") == Some("json") { Format::Json } else { Format::Xml }
    }

    fn token(&self, state: &State) -> Option<&str> {
        self.get("token").filter(|token| state.tokens.iter().any(|known| known == token))
    }
}

async fn call_to_subscriber(Shared(state): Shared<Arc<State>>, RawQuery(query): RawQuery) -> Response {
    let parameters = Parameters::new(query);
    let key = parameters.get("key").unwrap_or_default();
    let number = parameters.get("outboundNumber").unwrap_or_default();
    let outcome = state.place_call(key, number, parameters.get("device")).await;
    answer::call(&state.dialect(), outcome.as_deref().map_err(|code| *code))
}

async fn info(Shared(state): Shared<Arc<State>>, RawQuery(query): RawQuery) -> Response {
    let parameters = Parameters::new(query);
    let dialect = state.dialect();
    let Some(token) = parameters.token(&state) else { return answer::bad_token(&dialect, &state.prefix) };
    let format = parameters.format();
    let pen = Pen { dialect: dialect.clone(), offset: state.offset, token: token.to_owned() };
    let body = match (state.find(parameters.get("callid").unwrap_or_default()), dialect.unknown_call, format)
    {
        (Some(call), _, Format::Xml) => xml_of(&pen, &call),
        (Some(call), _, Format::Json) => pen.info_json(&call),
        (None, UnknownCall::Empty, Format::Xml) => "<call></call>\n".to_owned(),
        (None, UnknownCall::Empty, Format::Json) => pen.wrap_info("{}".to_owned()),
        (None, UnknownCall::NoBody, _) => return answer::note(200, ""),
        (None, UnknownCall::FailJson, _) => {
            let fail = r#"{"result":"FAIL","description":"Call not found"}"#.to_owned();
            return answer::text(&dialect, Format::Json, StatusCode::OK, std::iter::once(fail), false);
        }
        (None, UnknownCall::Status(status), _) => return answer::note(status, "no such call\n"),
    };
    answer::text(&dialect, format, StatusCode::OK, std::iter::once(body), false)
}

fn xml_of(pen: &Pen, call: &Call) -> String {
    let mut out = String::new();
    pen.xml(call, "", &mut out);
    out
}

async fn journal(Shared(state): Shared<Arc<State>>, RawQuery(query): RawQuery) -> Response {
    let parameters = Parameters::new(query);
    let dialect = state.dialect();
    let Some(token) = parameters.token(&state) else { return answer::bad_token(&dialect, &state.prefix) };
    let day = match (day(&state, &parameters), dialect.bad_date) {
        (Some(day), _) => day,
        (None, BadDate::EmptyJournal) => Day::new(Vec::new(), None, 0, None),
        (None, BadDate::Status(status)) => {
            return answer::note(status, "date, limit or offset cannot be read\n");
        }
    };
    let streamed = day.is_generated();
    let format = parameters.format();
    let pen = Pen { dialect: dialect.clone(), offset: state.offset, token: token.to_owned() };
    let pieces = match format {
        Format::Xml => journal::xml(day, pen),
        Format::Json => journal::json(day, pen),
    };
    answer::text(&dialect, format, StatusCode::OK, pieces, streamed)
}

/// `None` for parameters that cannot be read.
fn day(state: &State, parameters: &Parameters) -> Option<Day> {
    let start = day_start(parameters.get("date")?, state.offset)?;
    let offset = parameters.get("offset").map_or(Ok(0), str::parse).ok()?;
    let limit = parameters.get("limit").map(str::parse).transpose().ok()?;
    let seconds = u64::from(start)..u64::from(start) + 86_400;
    let remembered = lock(&state.live).calls.between(seconds);
    let generated = state.generated.iter().find(|day| day.start == start).copied();
    Some(Day::new(remembered, generated, offset, limit))
}

async fn record(Shared(state): Shared<Arc<State>>, RawQuery(query): RawQuery) -> Response {
    let parameters = Parameters::new(query);
    if parameters.token(&state).is_none() {
        return answer::bad_token(&state.dialect(), &state.prefix);
    }
    recording(&state, parameters.get("callid").unwrap_or_default())
}

/// The `recordUrl` of events: needs no credential (observed).
async fn open_record(Shared(state): Shared<Arc<State>>, Path(file): Path<String>) -> Response {
    recording(&state, file.strip_suffix(".wav").unwrap_or_default())
}

fn recording(state: &State, callid: &str) -> Response {
    let dialect = state.dialect();
    let Some(bytes) = state.find(callid).and_then(|call| call.recording) else {
        return answer::note(dialect.no_recording_status, "");
    };
    let mut live = lock(&state.live);
    let refused = live.refused.get(callid).copied().unwrap_or(0);
    if refused < dialect.not_ready.requests {
        live.refused.insert(callid.to_owned(), refused + 1);
        return answer::note(dialect.not_ready.status, "");
    }
    answer::sound(&dialect, bytes)
}
