//! A running server: start, ledger and faults around the product's routes, stop.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::{self, Next};
use axum::response::Response;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::{JoinHandle, JoinSet};

use super::clock::WallClock;
use super::fault::{self, Fault, Faults, Planned, StallPoint};
use super::ledger::{Ledger, Received};
use super::listener::{Connection, CuttableListener, Switchboard, check_reach};
use super::lock;
use super::tls::Tls;

/// What stands between the listener and the product.
#[derive(Debug)]
pub(crate) struct Gate {
    pub(crate) clock: WallClock,
    pub(crate) faults: Faults,
    ledger: Mutex<Ledger>,
    tasks: Mutex<JoinSet<()>>,
}

impl Gate {
    pub(crate) fn new(clock: WallClock) -> Self {
        Self { clock, faults: Faults::default(), ledger: Mutex::default(), tasks: Mutex::default() }
    }

    pub(crate) fn requests(&self) -> Vec<Received> {
        lock(&self.ledger).rows()
    }

    /// Runs until done or until the server is dropped.
    pub(crate) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let mut tasks = lock(&self.tasks);
        while tasks.try_join_next().is_some() {}
        tasks.spawn(task);
    }
}

#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) gate: Arc<Gate>,
    pub(crate) switchboard: Switchboard,
    pub(crate) addr: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    serving: JoinHandle<io::Result<()>>,
}

/// Binds first, so that the product can know its own address.
pub(crate) async fn bind(addr: SocketAddr, allow_remote: bool) -> io::Result<TcpListener> {
    check_reach(addr, allow_remote)?;
    TcpListener::bind(addr).await
}

impl Server {
    pub(crate) fn start(tcp: TcpListener, gate: Arc<Gate>, routes: Router) -> io::Result<Self> {
        Self::start_on(tcp, None, gate, routes, Switchboard::default())
    }

    /// Under TLS if there is any; several servers may share a switchboard.
    pub(crate) fn start_on(
        tcp: TcpListener,
        tls: Option<Tls>,
        gate: Arc<Gate>,
        routes: Router,
        switchboard: Switchboard,
    ) -> io::Result<Self> {
        let addr = tcp.local_addr()?;
        let listener = CuttableListener { tcp, switchboard: switchboard.clone(), tls };
        let app = routes
            .layer(middleware::from_fn_with_state(gate.clone(), pass))
            .into_make_service_with_connect_info::<Connection>();
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = axum::serve(listener, app).with_graceful_shutdown(async {
            // A dropped sender stops the server too.
            let _ = stopped.await;
        });
        let serving = tokio::spawn(async move { serving.await });
        Ok(Self { gate, switchboard, addr, stop: Some(stop), serving })
    }

    /// Open answers are finished first.
    pub(crate) async fn shutdown(mut self) {
        self.stop.take();
        // It fails only by a panic, and the panic is printed already.
        let _ = (&mut self.serving).await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.serving.abort();
        lock(&self.gate.tasks).abort_all();
        self.switchboard.cut_all();
    }
}

async fn pass(
    State(gate): State<Arc<Gate>>,
    ConnectInfo(Connection(connection)): ConnectInfo<Connection>,
    request: Request,
    next: Next,
) -> Response {
    let number = lock(&gate.ledger).add(Received {
        at: gate.clock.now(),
        method: request.method().to_string(),
        path: request.uri().path().to_owned(),
        query: request.uri().query().unwrap_or_default().to_owned(),
        status: None,
    });
    let reused = connection.count_request() > 0;
    let answer = match gate.faults.take(reused) {
        None => next.run(request).await,
        Some(Planned::Fault(Fault::Status { status, retry_after })) => {
            fault::status_answer(status, retry_after.as_deref())
        }
        Some(Planned::Fault(Fault::CutBody { after })) => {
            fault::cut(next.run(request).await, after, connection)
        }
        Some(Planned::Fault(Fault::Gzip)) => fault::gzip(next.run(request).await).await,
        Some(Planned::Fault(Fault::Close)) => {
            let answer = next.run(request).await;
            connection.cut();
            return answer;
        }
        Some(Planned::Fault(Fault::ResetBefore)) => {
            connection.reset();
            return Response::default();
        }
        Some(Planned::Fault(Fault::ResetAfter)) => {
            let answer = next.run(request).await;
            connection.reset();
            return answer;
        }
        Some(Planned::Fault(Fault::CloseReused)) => {
            connection.cut();
            return Response::default();
        }
        Some(Planned::Stall(held)) => match held.at {
            StallPoint::BeforeHead => {
                held.wait().await;
                next.run(request).await
            }
            StallPoint::AfterAct => {
                let answer = next.run(request).await;
                held.wait().await;
                answer
            }
            StallPoint::Body(after) => fault::stall(next.run(request).await, after, held),
        },
    };
    lock(&gate.ledger).answered(number, answer.status().as_u16());
    answer
}
