//! Tells whether an attempt opened a connection of its own or was given one that had served before.
//!
//! reqwest does not say. A layer around its connector sees each new connection, and a task-local flag carries that
//! to the attempt which is being polled: a connector that goes on in the background, for a request that was given an
//! idle connection meanwhile, finds no flag.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use tower_layer::Layer;
use tower_service::Service;

use crate::BoxFuture;

tokio::task_local! {
    static DIALED: Arc<AtomicBool>;
}

/// Runs one attempt. The flag is set if it opened a connection.
pub(super) async fn watched<F: Future>(dialed: &Arc<AtomicBool>, attempt: F) -> F::Output {
    DIALED.scope(Arc::clone(dialed), attempt).await
}

#[derive(Clone)]
pub(super) struct DialLayer;

impl<S> Layer<S> for DialLayer {
    type Service = Dial<S>;

    fn layer(&self, connector: S) -> Dial<S> {
        Dial(Arc::new(connector))
    }
}

/// hyper clones its connector several times for each request, and seldom connects: only connecting clones the real one.
pub(super) struct Dial<S>(Arc<S>);

impl<S> Clone for Dial<S> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<S, R> Service<R> for Dial<S>
where
    S: Service<R> + Clone + Send + 'static,
    R: Send + 'static,
    S::Future: Send + 'static,
    S::Response: 'static,
    S::Error: 'static,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = BoxFuture<'static, Result<S::Response, S::Error>>;

    /// The clone that connects waits until it is ready.
    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: R) -> Self::Future {
        let mut connector = S::clone(&self.0);
        Box::pin(async move {
            poll_fn(|cx| connector.poll_ready(cx)).await?;
            let connected = connector.call(request).await?;
            let _ = DIALED.try_with(|dialed| dialed.store(true, Ordering::Relaxed));
            Ok(connected)
        })
    }
}
