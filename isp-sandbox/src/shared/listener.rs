//! A listener whose connections can be cut or reset from outside, and the loopback rule.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, Weak};
use std::task::{Context, Poll};

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use futures_util::task::AtomicWaker;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

use super::lock;
use super::tls::{Tls, Wire};

/// # Errors
///
/// `InvalidInput` for an address that other machines can reach, unless that was allowed.
pub(crate) fn check_reach(addr: SocketAddr, allow_remote: bool) -> io::Result<()> {
    if allow_remote || addr.ip().to_canonical().is_loopback() {
        return Ok(());
    }
    Err(io::Error::new(
        io::ErrorKind::InvalidInput,
        "not a loopback address: the sandbox has no real protection, allow_remote() lets it out",
    ))
}

/// Cuts one connection.
#[derive(Debug, Default)]
pub(crate) struct Switch {
    off: AtomicBool,
    reset: AtomicBool,
    requests: AtomicUsize,
    reader: AtomicWaker,
    flush: Notify,
}

impl Switch {
    pub(crate) fn cut(&self) {
        self.off.store(true, Ordering::SeqCst);
        self.reader.wake();
    }

    /// As [`Switch::cut`], but the peer sees a reset instead of the end.
    pub(crate) fn reset(&self) {
        self.reset.store(true, Ordering::SeqCst);
        self.cut();
    }

    /// Counts a request; the number of those before it on this connection.
    pub(crate) fn count_request(&self) -> usize {
        self.requests.fetch_add(1, Ordering::Relaxed)
    }

    /// Waits until all that was written so far has left.
    pub(crate) async fn flushed(&self) {
        self.flush.notified().await;
    }
}

/// All open connections, and how many of the next ones are refused.
#[derive(Debug, Clone, Default)]
pub(crate) struct Switchboard {
    open: Arc<Mutex<Vec<Weak<Switch>>>>,
    refusals: Arc<AtomicUsize>,
}

impl Switchboard {
    pub(crate) fn refuse(&self, count: usize) {
        self.refusals.fetch_add(count, Ordering::SeqCst);
    }

    fn refuses(&self) -> bool {
        self.refusals.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok()
    }

    fn plug(&self) -> Arc<Switch> {
        let switch = Arc::new(Switch::default());
        let mut open = lock(&self.open);
        open.retain(|other| other.strong_count() > 0);
        open.push(Arc::downgrade(&switch));
        switch
    }

    pub(crate) fn cut_all(&self) {
        for switch in lock(&self.open).drain(..).filter_map(|switch| switch.upgrade()) {
            switch.cut();
        }
    }
}

#[derive(Debug)]
pub(crate) struct CuttableListener {
    pub(crate) tcp: TcpListener,
    pub(crate) switchboard: Switchboard,
    pub(crate) tls: Option<Tls>,
}

impl Listener for CuttableListener {
    type Io = Wire;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        loop {
            let (tcp, addr) = Listener::accept(&mut self.tcp).await;
            if self.switchboard.refuses() {
                // Where it fails, the connection ends instead.
                let _ = tcp.set_zero_linger();
                continue;
            }
            // Without it a small answer can wait for the peer's delayed acknowledgement; failing costs only time.
            let _ = tcp.set_nodelay(true);
            let stream = CuttableStream { tcp, switch: self.switchboard.plug() };
            return (Wire::new(stream, self.tls.as_ref()), addr);
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.tcp.local_addr()
    }
}

#[derive(Debug)]
pub(crate) struct CuttableStream {
    tcp: TcpStream,
    pub(crate) switch: Arc<Switch>,
}

impl CuttableStream {
    fn check(&self) -> io::Result<()> {
        if !self.switch.off.load(Ordering::SeqCst) {
            return Ok(());
        }
        if self.switch.reset.load(Ordering::SeqCst) {
            // Where it fails, the connection ends instead.
            let _ = self.tcp.set_zero_linger();
        }
        Err(io::ErrorKind::ConnectionAborted.into())
    }
}

impl AsyncRead for CuttableStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.switch.reader.register(context.waker());
        self.check()?;
        Pin::new(&mut self.tcp).poll_read(context, buffer)
    }
}

impl AsyncWrite for CuttableStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.check()?;
        Pin::new(&mut self.tcp).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.tcp).poll_flush(context);
        if flushed.is_ready() {
            self.switch.flush.notify_waiters();
        }
        flushed
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_shutdown(context)
    }
}

/// Handed to every request of the connection.
#[derive(Debug, Clone)]
pub(crate) struct Connection(pub(crate) Arc<Switch>);

impl Connected<IncomingStream<'_, CuttableListener>> for Connection {
    fn connect_info(stream: IncomingStream<'_, CuttableListener>) -> Self {
        Self(stream.io().switch())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_unless_allowed() {
        for loopback in ["127.0.0.1:0", "127.9.9.9:80", "[::1]:0", "[::ffff:127.0.0.1]:0"] {
            assert!(check_reach(loopback.parse().unwrap(), false).is_ok(), "{loopback}");
        }
        for remote in ["0.0.0.0:0", "192.0.2.1:80", "[::]:0"] {
            assert!(check_reach(remote.parse().unwrap(), false).is_err(), "{remote}");
            assert!(check_reach(remote.parse().unwrap(), true).is_ok(), "{remote}");
        }
    }
}
