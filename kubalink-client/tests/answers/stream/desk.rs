//! A server of tasks that pages as it likes.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use kubalink_client::{BaseUrl, Body, BoxFuture, Client, Error, Incoming, Request, Transport};

/// How it misbehaves, if it does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Manner {
    /// With a limit, the count is that of the page.
    Exact,
    /// The count is that of all, with a limit too.
    CountsAll,
    IgnoresOffset,
    IgnoresLimit,
    /// It counts a thousand more than it has.
    CountsMore,
    /// At most a hundred at a time, whatever was asked for.
    Capped,
    /// A task is added at the front after each page.
    Grows,
    /// The second page is refused.
    Refuses,
}

/// It has tasks with these ids, in this order, and shows those with an even one.
#[derive(Debug, Clone)]
pub(crate) struct Desk {
    manner: Manner,
    ids: Arc<Mutex<Vec<u64>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Desk {
    pub(crate) fn new(manner: Manner, ids: impl IntoIterator<Item = u64>) -> Self {
        Self { manner, ids: Arc::new(Mutex::new(ids.into_iter().collect())), asked: Arc::default() }
    }

    pub(crate) fn client(&self) -> Client {
        Client::builder("https://erp.test").unwrap().key("the-key").transport(self.clone()).build().unwrap()
    }

    /// The forms that came, without the key, the category and the word `action`.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    /// How often this action was asked for.
    pub(crate) fn count(&self, action: &str) -> usize {
        let is_it = |form: &&String| form.split('&').next() == Some(action);
        self.asked().iter().filter(is_it).count()
    }

    fn answer(&self, form: &str) -> String {
        let form = form.strip_prefix("key=the-key&cat=task&action=").unwrap();
        let mut asked = self.asked.lock().unwrap();
        asked.push(form.to_owned());
        let value = |name: &str| {
            let fields: Vec<_> = url::form_urlencoded::parse(form.as_bytes()).into_owned().collect();
            fields.into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
        };
        let number = |name: &str| value(name).and_then(|value| value.parse::<usize>().ok());
        if form.starts_with("show") {
            return shown(&value("id").unwrap());
        }
        let mut ids = self.ids.lock().unwrap();
        let offset = if self.manner == Manner::IgnoresOffset { 0 } else { number("offset").unwrap_or(0) };
        let limit = match self.manner {
            Manner::IgnoresLimit => usize::MAX,
            Manner::Capped => number("limit").unwrap_or(100).min(100),
            _ => number("limit").unwrap_or(usize::MAX),
        };
        if self.manner == Manner::Refuses && offset > 0 {
            return r#"{"result":"ERROR","error":"enough"}"#.to_owned();
        }
        let page: Vec<_> = ids.iter().skip(offset).take(limit).map(u64::to_string).collect();
        let count = match self.manner {
            Manner::CountsAll | Manner::Capped => ids.len(),
            Manner::CountsMore => ids.len() + 1000,
            _ => page.len(),
        };
        if self.manner == Manner::Grows {
            let newest = 1_000_000 + 2 * asked.len() as u64;
            ids.insert(0, newest);
        }
        format!(r#"{{"result":"OK","count":{count},"list":"{}"}}"#, page.join(","))
    }
}

/// By id, which is not the order that was asked for; one alone without its key. A task with an odd id is gone.
fn shown(list: &str) -> String {
    let mut ids: Vec<u64> = list.split(',').map(|id| id.parse().unwrap()).collect();
    ids.sort_unstable();
    let task = |id: u64| {
        if id.is_multiple_of(2) { format!(r#"{{"id":{id},"priority":1}}"#) } else { "\"error\"".to_owned() }
    };
    match ids[..] {
        [id] if id.is_multiple_of(2) => format!(r#"{{"result":"OK","data":{}}}"#, task(id)),
        [_] => r#"{"result":"OK"}"#.to_owned(),
        _ => {
            let fields: Vec<_> = ids.into_iter().map(|id| format!(r#""{id}":{}"#, task(id))).collect();
            format!(r#"{{"result":"OK","data":{{{}}}}}"#, fields.join(","))
        }
    }
}

impl Transport for Desk {
    fn send<'a>(&'a self, request: &'a Request, _: &'a BaseUrl) -> BoxFuture<'a, Result<Incoming, Error>> {
        let body = self.answer(request.wire_form().unwrap().body().expose());
        let body = Body::whole(Bytes::from(body));
        Box::pin(async { Ok(Incoming::new(StatusCode::OK, HeaderMap::new(), body)) })
    }
}
