//! `journal`: the calls of one day.

use std::collections::HashSet;

use futures_util::stream::{self, TryStreamExt as _};
use isp_client_core::time::LocalDate;
use isp_client_core::{
    Delivery, Effect, Endpoint, Error, ErrorKind, Evidence, Items, OpenBody, Operation, Parameter, Request,
    Response, StreamEndpoint, XmlItems,
};

use super::{Format, PRODUCT};
use crate::calls::{Entry, calls_in, rule};
use crate::dialect::TOKEN;
use crate::{Call, CallId, Pending};

const PARAMETERS: &[Parameter] = &[
    Parameter::required("date"),
    Parameter::optional("format"),
    Parameter::optional("limit"),
    Parameter::optional("offset"),
];
pub(super) const OPERATION: Operation =
    Operation::new(PRODUCT, "journal", Effect::Read, Evidence::Documented, PARAMETERS);
pub(super) const OPERATION_JSON: Operation =
    Operation::new(PRODUCT, "journal?format=json", Effect::Read, Evidence::Unknown, PARAMETERS);

/// A day of a busy installation, in memory.
const WHOLE_DAY: usize = 64 << 20;

/// The calls of one day. See [`Client::journal`](crate::Client::journal).
#[doc(alias = "journal")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journal {
    date: LocalDate,
    format: Format,
    limit: Option<u32>,
    offset: Option<u32>,
}

impl Journal {
    pub(crate) fn new(date: LocalDate) -> Self {
        Self { date, format: Format::Xml, limit: None, offset: None }
    }

    fn request(&self) -> Result<Request, Error> {
        if self.limit == Some(0) {
            return Err(Error::input("limit", "must be at least 1"));
        }
        if self.offset.is_some() && self.limit.is_none() {
            return Err(Error::input("offset", "needs a limit: the vendor documents the two together"));
        }
        Ok(Request::get("api/call/journal")
            .credential(TOKEN)
            .query("date", self.date.to_string())
            .query("format", self.format.as_str())
            .query_opt("limit", self.limit)
            .query_opt("offset", self.offset))
    }
}

impl Pending<Journal> {
    /// Asks for this form of the answer.
    pub fn format(mut self, format: Format) -> Self {
        self.endpoint_mut().format = format;
        self
    }

    /// At most so many calls (`limit`).
    pub fn limit(mut self, calls: u32) -> Self {
        self.endpoint_mut().limit = Some(calls);
        self
    }

    /// Leaves so many calls out at the start (`offset`). Needs a [`limit`](Self::limit).
    pub fn offset(mut self, calls: u32) -> Self {
        self.endpoint_mut().offset = Some(calls);
        self
    }

    /// The calls one by one, while the answer still arrives. Memory does not grow with the day.
    ///
    /// ```no_run
    /// # async fn f(client: mobilon_client::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut calls = client.journal("2026-11-20".parse()?).stream();
    /// while let Some(call) = calls.next().await {
    ///     println!("{:?}", call?.from);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As awaiting the journal. [`Format::Json`] is refused before anything is sent: its shape is not known, so it
    /// cannot be read in parts. After an answer that broke off come the whole calls of it, then
    /// [`ErrorKind::Interrupted`](crate::ErrorKind::Interrupted).
    pub fn stream(self) -> Items<Call> {
        Items::new(stream::once(self.into_call().open()).try_flatten())
    }

    /// The calls page by page, each once, with requests of `limit` calls, from the [`offset`](Self::offset) on.
    ///
    /// New calls push the older ones of today's journal onto the next page, where they would come again: what came
    /// before is left out, by its id. The server names no total. The end is a page that is not full, one without any
    /// new call, or one that is longer than asked for: such a server does not page, and gave all it has. A full page
    /// of new calls between two requests looks like a server that does not page: do not take a small `limit` for a
    /// day that is still going on.
    ///
    /// # Errors
    ///
    /// As awaiting the journal; a `limit` of zero.
    pub fn pages(mut self, limit: u32) -> Items<Call> {
        struct State {
            call: Pending<Journal>,
            seen: Seen,
            page: std::vec::IntoIter<Call>,
            next: Option<u32>,
        }
        let next = Some(self.endpoint_mut().offset.unwrap_or(0));
        let state =
            State { call: self.limit(limit), seen: Seen::default(), page: Vec::new().into_iter(), next };
        Items::new(stream::try_unfold(state, move |mut state| async move {
            loop {
                if let Some(call) = state.page.next() {
                    return Ok(Some((call, state)));
                }
                let Some(offset) = state.next else { return Ok(None) };
                let page = state.call.clone().offset(offset).await?;
                let is_full = page.len() == limit as usize;
                let (page, brought_new) = state.seen.leave_out_of(page);
                state.next = if is_full && brought_new { offset.checked_add(limit) } else { None };
                state.page = page.into_iter();
            }
        }))
    }
}

/// What came on the pages before.
#[derive(Default)]
struct Seen {
    ids: HashSet<CallId>,
    /// The calls without an id of the last page only: equal ones of a later page can be other calls.
    without_id: Vec<Call>,
}

impl Seen {
    /// The rest of the page, and whether it shows that the server goes on.
    fn leave_out_of(&mut self, mut page: Vec<Call>) -> (Vec<Call>, bool) {
        let without_id: Vec<_> = page.iter().filter(|call| call.call_id.is_none()).cloned().collect();
        let has_ids = without_id.len() < page.len();
        page.retain(|call| call.call_id.as_ref().is_none_or(|id| self.ids.insert(id.clone())));
        let has_new_id = page.len() > without_id.len();
        if !has_new_id && without_id == self.without_id {
            return (Vec::new(), false);
        }
        self.without_id = without_id;
        (page, has_new_id || !has_ids)
    }
}

impl Endpoint for Journal {
    type Output = Vec<Call>;

    fn operation(&self) -> Operation {
        match self.format {
            Format::Xml => OPERATION,
            Format::Json => OPERATION_JSON,
        }
    }

    fn encode(&self) -> Result<Request, Error> {
        self.request().map(|request| request.max_body(WHOLE_DAY))
    }

    fn decode(&self, response: &Response) -> Result<Vec<Call>, Error> {
        let calls = calls_in(response)?;
        if calls.iter().any(Call::names_no_call) {
            let what = "a record without any field of a call";
            return Err(Error::new(ErrorKind::Decode, Delivery::Unknown, what).with_response(response));
        }
        Ok(calls)
    }
}

impl StreamEndpoint for Journal {
    type Output = Items<Call>;

    fn operation(&self) -> Operation {
        Endpoint::operation(self)
    }

    fn encode(&self) -> Result<Request, Error> {
        if self.format == Format::Json {
            return Err(Error::input("format", "must be xml for a stream"));
        }
        self.request().map(|request| request.max_body(usize::MAX))
    }

    fn open(&self, head: &Response, body: OpenBody) -> Result<Items<Call>, Error> {
        let entries = XmlItems::<Entry>::new(head, body, rule());
        Ok(Items::new(stream::try_unfold(entries, |mut entries| async {
            Ok(entries.next().await?.map(|Entry(call)| (call, entries)))
        })))
    }
}
