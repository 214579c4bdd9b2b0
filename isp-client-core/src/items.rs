//! A stream of items that arrive one by one.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::decode::{Fault, json, xml};
use crate::{Error, OpenBody, Response};

/// Items that are read while the answer still arrives, one at a time.
///
/// Take them by [`Items::next`], or as a [`Stream`] with the combinators of your choice. Nothing is sent before the
/// first item is asked for. After an error there are no more items.
///
/// # Cancellation
///
/// Dropping the stream gives the rest of the answer up and frees its place among the calls in flight.
#[must_use = "a stream does nothing until it is polled"]
pub struct Items<T>(Option<Boxed<T>>);

type Boxed<T> = Pin<Box<dyn Stream<Item = Result<T, Error>> + Send>>;

impl<T> Items<T> {
    /// Wraps a stream. For the crates of this family: the trait is of a 0.x library.
    #[doc(hidden)]
    pub fn new(stream: impl Stream<Item = Result<T, Error>> + Send + 'static) -> Self {
        Self(Some(Box::pin(stream)))
    }

    /// The next item; `None` after the last one.
    ///
    /// # Errors
    ///
    /// Whatever ended the stream early.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// All items, in memory.
    ///
    /// # Errors
    ///
    /// The first one.
    pub async fn collect(mut self) -> Result<Vec<T>, Error> {
        let mut items = Vec::new();
        while let Some(item) = self.next().await {
            items.push(item?);
        }
        Ok(items)
    }
}

impl<T> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(stream) = &mut self.0 else { return Poll::Ready(None) };
        let next = ready!(stream.as_mut().poll_next(cx));
        if !matches!(next, Some(Ok(_))) {
            self.0 = None;
        }
        Poll::Ready(next)
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Items")
    }
}

/// Reads typed records out of an XML body while it arrives. At most the records of one chunk are in memory.
#[derive(Debug)]
pub struct XmlItems<T>(Reading<xml::RecordStream, T>);

impl<T: DeserializeOwned> XmlItems<T> {
    /// A reader at the start of a body.
    pub fn new(head: &Response, body: OpenBody, rule: xml::RecordRule) -> Self {
        Self(Reading::new(head, body, xml::RecordStream::new(rule, head.content_type())))
    }

    /// The next record; `None` after the last one of a whole document.
    ///
    /// # Errors
    ///
    /// Those of [`OpenBody::chunk`]; [`ErrorKind::Decode`](crate::ErrorKind::Decode) for a record that is not
    /// understood, after the good ones before it. A document that stops in the middle yields no part of a record.
    pub async fn next(&mut self) -> Result<Option<T>, Error> {
        Ok(self.0.next().await?.map(|(_, item)| item))
    }
}

/// Reads typed records out of a JSON body while it arrives. At most the records of one chunk are in memory.
///
/// ```
/// use isp_client_core::decode::json::RecordRule;
/// use isp_client_core::{Error, JsonItems, OpenBody, Response};
/// use serde_json::Value;
///
/// /// Counts the records of an answer, unless it is a refusal.
/// async fn count(head: &Response, body: OpenBody) -> Result<Option<usize>, Error> {
///     let mut items = JsonItems::<Value>::new(head, body, RecordRule::field("data").optional());
///     let mut count = 0;
///     while let Some((_key, _record)) = items.next_with_key().await? {
///         count += 1;
///     }
///     Ok((!items.envelope().contains_key("error")).then_some(count))
/// }
/// ```
///
#[derive(Debug)]
pub struct JsonItems<T>(Reading<json::RecordStream, T>);

impl<T: DeserializeOwned> JsonItems<T> {
    /// A reader at the start of a body.
    pub fn new(head: &Response, body: OpenBody, rule: json::RecordRule) -> Self {
        Self(Reading::new(head, body, json::RecordStream::new(rule, head.content_type())))
    }

    /// The next record; `None` after the last one of a whole document.
    ///
    /// # Errors
    ///
    /// Those of [`OpenBody::chunk`]; [`ErrorKind::Decode`](crate::ErrorKind::Decode) for a record that is not
    /// understood, after the good ones before it. A document that stops in the middle yields no part of a record.
    pub async fn next(&mut self) -> Result<Option<T>, Error> {
        Ok(self.0.next().await?.map(|(_, item)| item))
    }

    /// [`next`](Self::next), with the key that the record has in an object. `None` is a record of an array.
    ///
    /// # Errors
    ///
    /// Those of [`next`](Self::next).
    pub async fn next_with_key(&mut self) -> Result<Option<(Option<String>, T)>, Error> {
        self.0.next().await
    }

    /// Whether the list was found, empty or not, as far as the answer was read.
    pub fn has_list(&self) -> bool {
        self.0.records.has_list()
    }

    /// Adds to an error that was found in what was read which call it belongs to.
    pub fn explain(&self, error: Error) -> Error {
        self.0.body.explain(error)
    }

    /// The fields beside the records, as far as they were read. Look here for the error of the product, also after
    /// [`next`](Self::next) failed: an answer that is an error has no records.
    pub fn envelope(&self) -> &Map<String, Value> {
        self.0.records.envelope()
    }
}

/// What the readers of records have in common.
trait Records {
    fn push(&mut self, piece: &[u8]);
    fn finish(&mut self);
    /// The next record, with its key where it has one.
    fn decode_next<T: DeserializeOwned>(&mut self) -> Result<Option<Keyed<T>>, Fault>;
}

type Keyed<T> = (Option<String>, T);

impl Records for xml::RecordStream {
    fn push(&mut self, piece: &[u8]) {
        self.push(piece);
    }

    fn finish(&mut self) {
        self.finish();
    }

    fn decode_next<T: DeserializeOwned>(&mut self) -> Result<Option<Keyed<T>>, Fault> {
        let Some(record) = self.next_record()? else { return Ok(None) };
        Ok(Some((None, record.decode()?)))
    }
}

impl Records for json::RecordStream {
    fn push(&mut self, piece: &[u8]) {
        self.push(piece);
    }

    fn finish(&mut self) {
        self.finish();
    }

    fn decode_next<T: DeserializeOwned>(&mut self) -> Result<Option<Keyed<T>>, Fault> {
        let Some(record) = self.next_record()? else { return Ok(None) };
        Ok(Some((record.key().map(str::to_owned), record.decode()?)))
    }
}

struct Reading<R, T> {
    head: Response,
    body: OpenBody,
    records: R,
    ready: VecDeque<Keyed<T>>,
    failed: Option<Fault>,
    ended: bool,
}

impl<R: Records, T: DeserializeOwned> Reading<R, T> {
    fn new(head: &Response, body: OpenBody, records: R) -> Self {
        Self { head: head.clone(), body, records, ready: VecDeque::new(), failed: None, ended: false }
    }

    async fn next(&mut self) -> Result<Option<Keyed<T>>, Error> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Ok(Some(item));
            }
            if let Some(fault) = self.failed.clone() {
                return Err(self.body.explain(self.head.fault(fault)));
            }
            if self.ended {
                return Ok(None);
            }
            match self.body.chunk().await? {
                Some(chunk) => self.records.push(&chunk),
                None => {
                    self.records.finish();
                    self.ended = true;
                }
            }
            self.decode_ready();
        }
    }

    fn decode_ready(&mut self) {
        loop {
            match self.records.decode_next() {
                Ok(None) => return,
                Ok(Some(item)) => self.ready.push_back(item),
                Err(fault) => return self.failed = Some(fault),
            }
        }
    }
}

/// Nothing of the body.
impl<R: fmt::Debug, T> fmt::Debug for Reading<R, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reading")
            .field("body", &self.body)
            .field("records", &self.records)
            .field("ready", &self.ready.len())
            .finish_non_exhaustive()
    }
}

impl Response {
    /// Decodes the records of an XML document.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode), with the path of the field that failed.
    pub fn xml<T: DeserializeOwned>(&self, rule: xml::RecordRule) -> Result<Vec<T>, Error> {
        xml::records(&self.text(), rule).map_err(|fault| self.fault(fault))
    }
}
