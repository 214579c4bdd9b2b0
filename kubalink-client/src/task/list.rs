//! A search for tasks: a page of ids, all ids, or the tasks themselves.

use std::collections::{HashMap, HashSet, VecDeque};

use futures_util::stream;
use isp_client_core::{Error, Items, Response};

use super::{GetList, Task};
use crate::argument::{Argument as _, Given};
use crate::draft::Draft;
use crate::read::{Payload, Read, ids_in, unexpected};
use crate::task::ShowMany;
use crate::{TaskId, task};

/// A page of ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct TaskList {
    /// The tasks, in the order of the server.
    pub ids: Vec<TaskId>,
    /// How many there are, as the server says. With `limit` it may be the number of this page.
    pub count: Option<u64>,
}

impl Read for TaskList {
    type Output = Self;

    const MAX_BODY: Option<usize> = Some(256 << 20);

    #[inline]
    fn read(response: &Response) -> Result<Self, Error> {
        let mut payload = Payload::read(response)?;
        let count = payload.field("count").and_then(|count| {
            count.as_u64().or_else(|| count.as_str().and_then(|count| count.trim().parse().ok()))
        });
        let list = payload.take_field("list").or(payload.data);
        let ids = match (list, count) {
            (Some(list), _) => ids_in(response, &list)?,
            (None, Some(0)) => Vec::new(),
            (None, _) => return Err(unexpected(response, "the answer holds no list of tasks")),
        };
        Ok(Self { ids, count })
    }
}

/// How many ids are asked for at a time.
const PAGE: usize = 500;
/// How many tasks are asked for at a time.
const BATCH: usize = 100;

impl GetList {
    /// The ids one after another, over all pages of 500. `limit` and `offset` count as set. Each page is a call with the
    /// limits of this one.
    ///
    /// While one reads, tasks can move between pages: one that was made or changed may come twice or not at all. One that
    /// comes again on the next page is left out.
    ///
    /// # Errors
    ///
    /// As awaiting it. A server that gives the same page again is [`ErrorKind::Decode`](crate::ErrorKind::Decode).
    #[inline]
    pub fn stream(self) -> Items<TaskId> {
        Items::new(stream::try_unfold(Pages::new(self.0), |mut pages| async {
            Ok(pages.next().await?.map(|id| (id, pages)))
        }))
    }

    /// The tasks themselves, by [`show`](super::Actions::show) of 100 at a time, in the order of the search. Tasks that
    /// are gone by then are left out.
    ///
    /// # Errors
    ///
    /// As [`GetList::stream`], and as `show`.
    #[inline]
    pub fn tasks(self) -> Items<Task> {
        self.tasks_with(|show| show)
    }

    /// [`tasks`](Self::tasks), with a say in how each hundred is asked for:
    /// `tasks_with(|show| show.is_without_comments(true))`.
    ///
    /// # Errors
    ///
    /// As [`GetList::tasks`].
    pub fn tasks_with(self, with: impl Fn(ShowMany) -> ShowMany + Send + 'static) -> Items<Task> {
        let actions = task::Actions::new(self.0.client());
        let (options, sending) = (self.0.options.clone(), self.0.sending.clone());
        let show = move |ids: Vec<TaskId>| {
            let mut show = actions.show_many(ids);
            (show.0.options, show.0.sending) = (options.clone(), sending.clone());
            with(show)
        };
        let start = (Pages::new(self.0), VecDeque::new(), show);
        Items::new(stream::try_unfold(start, |(mut pages, mut ready, show)| async {
            loop {
                if let Some(task) = ready.pop_front() {
                    return Ok(Some((task, (pages, ready, show))));
                }
                let ids = pages.batch(BATCH).await?;
                if ids.is_empty() {
                    return Ok(None);
                }
                let tasks = show(ids.clone()).await?;
                let mut tasks: HashMap<_, _> = tasks.into_iter().map(|task: Task| (task.id, task)).collect();
                ready.extend(ids.into_iter().filter_map(|id| tasks.remove(&id)));
            }
        }))
    }
}

/// The pages of a search.
struct Pages {
    draft: Draft,
    offset: usize,
    /// How many are still wanted.
    left: usize,
    ready: VecDeque<TaskId>,
    previous: HashSet<TaskId>,
    ended: bool,
}

impl Pages {
    fn new(draft: Draft) -> Self {
        let number = |name| draft.text_of(name).and_then(|text| text.parse().ok());
        let (offset, left) = (number("offset").unwrap_or(0), number("limit").unwrap_or(usize::MAX));
        Self { draft, offset, left, ready: VecDeque::new(), previous: HashSet::new(), ended: left == 0 }
    }

    async fn next(&mut self) -> Result<Option<TaskId>, Error> {
        while self.ready.is_empty() && !self.ended {
            self.turn().await?;
        }
        Ok(self.ready.pop_front())
    }

    async fn batch(&mut self, most: usize) -> Result<Vec<TaskId>, Error> {
        let mut ids = Vec::new();
        while ids.len() < most
            && let Some(id) = self.next().await?
        {
            ids.push(id);
        }
        Ok(ids)
    }

    /// Reads the next page.
    async fn turn(&mut self) -> Result<(), Error> {
        let asked = PAGE.min(self.left);
        let mut draft = self.draft.clone();
        draft.set("limit", (asked as u64).given());
        match self.offset {
            0 => draft.unset("offset"),
            offset => draft.set("offset", Given::plain(offset.to_string())),
        }
        let page = draft.pending::<TaskList>().await?;
        let came = page.ids.len();
        self.offset += came;
        let mut fresh: Vec<_> = page.ids.iter().filter(|id| !self.previous.contains(id)).copied().collect();
        // Less than was asked for is the end, unless the server counts more.
        let counts_more = page.count.is_some_and(|count| count > self.offset as u64);
        let is_end = came < asked && !counts_more;
        if came > 0 && fresh.is_empty() && !is_end {
            return Err(Error::new(
                isp_client_core::ErrorKind::Decode,
                isp_client_core::Delivery::Unknown,
                "the server gives the same page of tasks again",
            ));
        }
        fresh.truncate(self.left);
        self.left = self.left.saturating_sub(came);
        // More than was asked for is all, unless the server counts more.
        self.ended = came == 0 || self.left == 0 || is_end || (came > asked && !counts_more);
        self.previous = page.ids.into_iter().collect();
        self.ready.extend(fresh);
        Ok(())
    }
}
