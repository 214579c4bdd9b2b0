//! An action on its way: answered whole, in parts, one record after another, or as a file.

use std::fmt;
use std::marker::PhantomData;

use futures_util::stream;
use isp_client_core::{
    Download, Endpoint, Error, Items, OpenBody, Operation, Request, Response, StreamEndpoint,
};

use crate::Pending;
use crate::draft::Draft;
use crate::read::{Read, Row, RowStream};

impl Draft {
    pub(crate) fn pending<R>(self) -> Pending<Ask<R>> {
        let (core, options) = (self.client().core().clone(), self.options.clone());
        let mut call = core.call(Ask { draft: self, kind: PhantomData });
        *call.options_mut() = options;
        Pending::new(call)
    }

    /// The answers to all parts of a list, one after another.
    pub(crate) async fn collect<T: Row>(self) -> Result<Vec<T>, Error> {
        let mut rows = Vec::new();
        for part in self.split()? {
            rows.append(&mut part.pending::<Vec<T>>().await?);
        }
        Ok(rows)
    }

    /// The bytes of a file.
    pub(crate) async fn download(self) -> Result<Download, Error> {
        self.pending::<Download>().into_call().open().await
    }

    /// The records one by one, while the answer arrives.
    pub(crate) fn stream<T: Row>(self) -> Items<T> {
        let parts = match self.split() {
            Ok(parts) => parts,
            Err(error) => return Items::new(stream::iter([Err(error)])),
        };
        let start: (_, Option<Box<RowStream<T>>>) = (parts, None);
        Items::new(stream::try_unfold(start, |(mut parts, mut open)| async move {
            loop {
                let mut rows = match open.take() {
                    Some(rows) => rows,
                    None => match parts.next() {
                        Some(part) => Box::new(part.pending::<Vec<T>>().into_call().open().await?),
                        None => return Ok(None),
                    },
                };
                if let Some(row) = rows.next().await? {
                    return Ok(Some((row, (parts, Some(rows)))));
                }
            }
        }))
    }
}

/// An action, to be answered as `R`.
pub struct Ask<R> {
    draft: Draft,
    kind: PhantomData<fn() -> R>,
}

impl<R> Clone for Ask<R> {
    fn clone(&self) -> Self {
        Self { draft: self.draft.clone(), kind: PhantomData }
    }
}

impl<R> fmt::Debug for Ask<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.draft.fmt(f)
    }
}

impl<R: Read> Endpoint for Ask<R> {
    type Output = R::Output;

    fn operation(&self) -> Operation {
        self.draft.operation.clone()
    }

    fn encode(&self) -> Result<Request, Error> {
        let request = self.draft.request()?;
        Ok(match R::MAX_BODY {
            Some(bytes) => request.max_body(bytes),
            None => request,
        })
    }

    fn decode(&self, response: &Response) -> Result<R::Output, Error> {
        R::read(response)
    }
}

impl<T: Row> StreamEndpoint for Ask<Vec<T>> {
    type Output = RowStream<T>;

    fn operation(&self) -> Operation {
        self.draft.operation.clone()
    }

    fn encode(&self) -> Result<Request, Error> {
        Ok(self.draft.request()?.max_body(usize::MAX))
    }

    fn open(&self, head: &Response, body: OpenBody) -> Result<RowStream<T>, Error> {
        Ok(RowStream::new(head, body))
    }
}

impl StreamEndpoint for Ask<Download> {
    type Output = Download;

    fn operation(&self) -> Operation {
        self.draft.operation.clone()
    }

    fn encode(&self) -> Result<Request, Error> {
        Ok(self.draft.request()?.max_body(usize::MAX))
    }

    fn open(&self, head: &Response, body: OpenBody) -> Result<Download, Error> {
        Ok(Download::new(head, body))
    }
}
