//! Two listeners: one that the PBX has to reach, one with the page, which shows people's data and is nobody else's.

use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::{Stream, StreamExt as _, stream};
use mobilon_client::Secret;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;

use super::calls::{Board, Changes};
use crate::program::{Failure, usage};
use crate::webhooks;

/// The most pages that are open at the same time.
const MOST_PAGES: usize = 64;

/// Where to listen.
#[derive(Debug, Clone)]
pub struct Listen {
    pub hook: SocketAddr,
    pub page: SocketAddr,
    /// A name under which the page may be asked for, beside IP addresses and `localhost`.
    pub page_name: Option<String>,
}

impl Default for Listen {
    /// Free ports of this machine, which no other can reach.
    fn default() -> Self {
        let loopback = ([127, 0, 0, 1], 0).into();
        Self { hook: loopback, page: loopback, page_name: None }
    }
}

/// Both listeners. They end when this is dropped.
#[derive(Debug)]
pub struct Running {
    /// Where the webhooks come to.
    pub hook: SocketAddr,
    /// Where the page is.
    pub page: SocketAddr,
    tasks: [JoinHandle<io::Result<()>>; 2],
}

impl Running {
    /// Listens.
    ///
    /// # Errors
    ///
    /// Which address cannot be listened on, by its option, and why.
    pub async fn start(board: &Board, secret: impl Into<Secret>, listen: Listen) -> Result<Self, Failure> {
        let hook = bound("--hook", listen.hook).await?;
        let page = bound("--page", listen.page).await?;
        let addresses = (hook.local_addr()?, page.local_addr()?);
        let taker = board.clone();
        let hook_routes = webhooks::router(secret, move |read| taker.take(read));
        let page_routes = page_routes(board.clone(), listen.page_name);
        let tasks = [
            tokio::spawn(async move { axum::serve(hook, hook_routes).await }),
            tokio::spawn(async move { axum::serve(page, page_routes).await }),
        ];
        Ok(Self { hook: addresses.0, page: addresses.1, tasks })
    }
}

async fn bound(option: &str, address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| usage(format!("{option} {address}: {error}")))
}

impl Drop for Running {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}

/// Everything is the page's own: no other origin is asked or let in, and no script makes markup of text.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

const HEADERS: [(HeaderName, &str); 5] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// A proxy such as nginx would keep cards until it has a buffer full of them.
const UNBUFFERED: [(HeaderName, &str); 1] = [(HeaderName::from_static("x-accel-buffering"), "no")];

#[derive(Clone)]
struct Page {
    board: Board,
    name: Option<Arc<str>>,
    places: Arc<Semaphore>,
}

fn page_routes(board: Board, name: Option<String>) -> Router {
    let file = |kind: &'static str, text: &'static str| {
        get(move || async move { ([(header::CONTENT_TYPE, kind)], text) })
    };
    let page = Page { board, name: name.map(Into::into), places: Arc::new(Semaphore::new(MOST_PAGES)) };
    Router::new()
        .route("/", file("text/html; charset=utf-8", include_str!("page.html")))
        .route("/page.css", file("text/css; charset=utf-8", include_str!("page.css")))
        .route("/page.js", file("text/javascript; charset=utf-8", include_str!("page.js")))
        .route("/icon.svg", file("image/svg+xml", include_str!("icon.svg")))
        .route("/events", get(events))
        .layer(from_fn_with_state(page.clone(), guard))
        .with_state(page)
}

/// A page of somebody else's can make a name of its own point here (DNS rebinding), and then read what this one shows. It
/// cannot do so with an IP address.
async fn guard(State(page): State<Page>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let mut response = match host.is_some_and(|host| is_own(host, page.name.as_deref())) {
        true => next.run(request).await,
        false => (StatusCode::MISDIRECTED_REQUEST, "not under this name\n").into_response(),
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn is_own(host: &str, name: Option<&str>) -> bool {
    let bare = match host.rsplit_once(':') {
        Some((bare, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => bare,
        _ => host,
    };
    let is_address = match bare.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(six) => six.parse::<IpAddr>().is_ok_and(|ip| ip.is_ipv6()),
        None => bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_ipv4()),
    };
    is_address || [Some("localhost"), name].into_iter().flatten().any(|own| own.eq_ignore_ascii_case(bare))
}

async fn events(
    State(page): State<Page>,
) -> Result<([(HeaderName, &'static str); 1], Sse<impl Stream<Item = Result<Event, Infallible>>>), StatusCode>
{
    let place = page.places.try_acquire_owned().map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
    let events = changes(page.board).map(move |changes| {
        // As long as the page is open.
        let _ = &place;
        Ok(Event::default().event("cards").json_data(&changes).unwrap_or_default())
    });
    Ok((UNBUFFERED, Sse::new(events).keep_alive(KeepAlive::default())))
}

/// All cards at first, then those that have changed. Nothing waits in a queue for a page that reads slowly: it is sent the
/// cards as they are when it has read the last ones.
fn changes(board: Board) -> impl Stream<Item = Changes> {
    stream::unfold((board.watch(), board, None), |(mut watch, board, seen)| async move {
        loop {
            watch.borrow_and_update();
            let changes = board.since(seen.unwrap_or(0));
            if seen != Some(changes.version) {
                let seen = Some(changes.version);
                return Some((changes, (watch, board, seen)));
            }
            watch.changed().await.ok()?;
        }
    })
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::time::Duration;

    use futures_util::{FutureExt as _, StreamExt as _};
    use mobilon_client::webhook::WebhookError;

    use super::super::calls::Board;
    use super::super::sandbox::Asked;
    use super::{changes, is_own};

    #[tokio::test]
    async fn nothing_is_kept_for_who_does_not_read() {
        let asked = Asked::start().await.expect("loopback");
        let board = Board::new(asked.systems(Duration::from_secs(3600)).expect("settings"));
        let mut changes = pin!(changes(board.clone()));
        assert!(changes.next().await.is_some_and(|all| all.all));
        for _ in 0..1000 {
            board.take(Err(WebhookError::SecretWrong));
            tokio::task::yield_now().await;
        }
        // All of it at once, and then there is no more.
        assert_eq!(changes.next().await.map(|changes| changes.refused.count), Some(1000));
        assert!(changes.next().now_or_never().is_none());
    }

    #[test]
    fn a_name_that_anybody_can_point_here_is_not_this_page() {
        for host in [
            "127.0.0.1:8088",
            "127.0.0.1",
            "[::1]:8088",
            "localhost:1",
            "LOCALHOST",
            "192.0.2.7:80",
            "calls.example",
        ] {
            assert!(is_own(host, Some("calls.example")), "{host}");
        }
        for host in [
            "evil.example:8088",
            "127.0.0.1.evil.example",
            "",
            "::1",
            "localhost.evil.example",
            "[127.0.0.1]",
            "calls.example",
        ] {
            assert!(!is_own(host, None), "{host}");
        }
    }
}
