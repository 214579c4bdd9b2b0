//! One connection, in the clear or under TLS. The handshake takes place when the connection is first read, so that the
//! next peer need not wait for it.

use std::fmt;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::{FallibleAccept, TlsStream};

use super::listener::{CuttableStream, Switch};

/// How connections are secured, and how many handshakes failed.
#[derive(Clone)]
pub(crate) struct Tls {
    pub(crate) acceptor: TlsAcceptor,
    pub(crate) failed: Arc<AtomicU64>,
}

impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tls").finish_non_exhaustive()
    }
}

pub(crate) struct Wire {
    switch: Arc<Switch>,
    stage: Stage,
}

enum Stage {
    Plain(CuttableStream),
    Handshake(Box<FallibleAccept<CuttableStream>>, Arc<AtomicU64>),
    Secured(Box<TlsStream<CuttableStream>>),
    /// What the peer still sends is thrown away: unread, it would make the kernel send a reset, and the peer might lose
    /// the alert that says why.
    Refused {
        stream: CuttableStream,
        ended: bool,
        left: usize,
    },
}

/// How much of a refused peer's bytes is read.
const REFUSED_MOST: usize = 64 * 1024;

impl Wire {
    pub(crate) fn new(stream: CuttableStream, tls: Option<&Tls>) -> Self {
        let switch = stream.switch.clone();
        let stage = match tls {
            None => Stage::Plain(stream),
            Some(tls) => {
                let accept = tls.acceptor.accept(stream).into_fallible();
                Stage::Handshake(Box::new(accept), tls.failed.clone())
            }
        };
        Self { switch, stage }
    }

    pub(crate) fn switch(&self) -> Arc<Switch> {
        self.switch.clone()
    }

    /// Gets past the handshake.
    fn poll_open(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        if let Stage::Handshake(accept, failed) = &mut self.stage {
            self.stage = match ready!(Pin::new(accept).poll(context)) {
                Ok(secured) => Stage::Secured(Box::new(secured)),
                Err((_, stream)) => {
                    failed.fetch_add(1, Ordering::SeqCst);
                    Stage::Refused { stream, ended: false, left: REFUSED_MOST }
                }
            };
        }
        let Stage::Refused { stream, ended, left } = &mut self.stage else { return Poll::Ready(Ok(())) };
        if !*ended {
            // It ends anyway.
            let _ = ready!(Pin::new(&mut *stream).poll_shutdown(context));
            *ended = true;
        }
        let mut scratch = [0; 4096];
        while *left > 0 {
            let mut buffer = ReadBuf::new(&mut scratch);
            ready!(Pin::new(&mut *stream).poll_read(context, &mut buffer))?;
            let read = buffer.filled().len();
            *left = if read == 0 { 0 } else { left.saturating_sub(read) };
        }
        Poll::Ready(Err(io::Error::new(io::ErrorKind::InvalidData, "the TLS handshake failed")))
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        ready!(self.poll_open(context))?;
        match &mut self.stage {
            Stage::Plain(stream) => Pin::new(stream).poll_read(context, buffer),
            Stage::Secured(stream) => Pin::new(stream).poll_read(context, buffer),
            Stage::Handshake(..) | Stage::Refused { .. } => Poll::Ready(Ok(())),
        }
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        ready!(self.poll_open(context))?;
        match &mut self.stage {
            Stage::Plain(stream) => Pin::new(stream).poll_write(context, bytes),
            Stage::Secured(stream) => Pin::new(stream).poll_write(context, bytes),
            Stage::Handshake(..) | Stage::Refused { .. } => Poll::Ready(Ok(0)),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.stage {
            Stage::Plain(stream) => Pin::new(stream).poll_flush(context),
            Stage::Secured(stream) => Pin::new(stream).poll_flush(context),
            // Nothing was written yet; the handshake flushes its own.
            Stage::Handshake(..) | Stage::Refused { .. } => Poll::Ready(Ok(())),
        }
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.stage {
            Stage::Plain(stream) | Stage::Refused { stream, .. } => Pin::new(stream).poll_shutdown(context),
            Stage::Secured(stream) => Pin::new(stream).poll_shutdown(context),
            Stage::Handshake(..) => Poll::Ready(Ok(())),
        }
    }
}
