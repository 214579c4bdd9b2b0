//! `task.get_list` over all its pages, and the tasks themselves.

use isp_sandbox::Sandbox;
use isp_sandbox::kubalink::{Kind, TASK};
use kubalink_client::task::TaskOrder;
use kubalink_client::{ErrorKind, Items, TaskId};
use serde_json::json;

use super::desk::{Desk, Manner};
use crate::support::patient;

async fn ids(items: Items<TaskId>) -> Vec<u64> {
    items.collect().await.unwrap().into_iter().map(TaskId::get).collect()
}

/// From the largest to the smallest: no order that comes by itself.
fn down(count: u64) -> Vec<u64> {
    (1..=count).rev().collect()
}

#[tokio::test]
async fn pages_are_exact() {
    for (tasks, pages) in [(0, 1), (1, 1), (499, 1), (500, 2), (501, 2), (1234, 3)] {
        for manner in [Manner::Exact, Manner::CountsAll] {
            let desk = Desk::new(manner, down(tasks));
            let list = desk.client().task().get_list().state_id([1, 2]).order_by(TaskOrder::DateDo);
            assert_eq!(ids(list.stream()).await, down(tasks), "{manner:?}");
            let asked = desk.asked();
            // A full page may be followed by more, unless the server has counted them.
            assert!(asked.len() <= pages, "{tasks} {asked:?}");
            for (page, form) in asked.iter().enumerate() {
                let offset = if page == 0 { String::new() } else { format!("&offset={}", page * 500) };
                assert_eq!(*form, format!("get_list&state_id=1%2C2&order_by=date_do&limit=500{offset}"));
            }
        }
    }
}

#[tokio::test]
async fn limit_and_offset_count_as_set() {
    for (limit, offset, forms) in [
        (700, 0, vec!["limit=500", "limit=200&offset=500"]),
        (10, 0, vec!["limit=10"]),
        (500, 0, vec!["limit=500"]),
        (10, 100, vec!["limit=10&offset=100"]),
        (600, 1000, vec!["limit=500&offset=1000"]),
        (0, 0, vec![]),
    ] {
        let desk = Desk::new(Manner::Exact, down(1234));
        let list = desk.client().task().get_list().limit(limit).offset(offset);
        let expected: Vec<_> = down(1234).into_iter().skip(offset as usize).take(limit as usize).collect();
        assert_eq!(ids(list.stream()).await, expected, "{limit} {offset}");
        let expected: Vec<_> = forms.iter().map(|form| format!("get_list&{form}")).collect();
        assert_eq!(desk.asked(), expected);
    }
    // Without a limit, from an offset on.
    let desk = Desk::new(Manner::Exact, down(1234));
    assert_eq!(ids(desk.client().task().get_list().offset(1000).stream()).await, down(234));
    assert_eq!(desk.asked(), ["get_list&offset=1000&limit=500"]);
}

/// The same page again would be the same page for ever.
#[tokio::test]
async fn a_server_that_ignores_the_offset() {
    let desk = Desk::new(Manner::IgnoresOffset, down(1234));
    let mut list = desk.client().task().get_list().stream();
    for id in down(1234).into_iter().take(500) {
        assert_eq!(list.next().await.unwrap().unwrap().get(), id);
    }
    let error = list.next().await.unwrap().unwrap_err();
    assert_eq!((error.kind(), desk.asked().len()), (ErrorKind::Decode, 2));
    assert!(list.next().await.is_none());
    // A short page is all there is.
    let desk = Desk::new(Manner::IgnoresOffset, down(300));
    assert_eq!((ids(desk.client().task().get_list().stream()).await.len(), desk.asked().len()), (300, 1));
}

#[tokio::test]
async fn a_server_that_ignores_the_limit() {
    let desk = Desk::new(Manner::IgnoresLimit, down(1234));
    assert_eq!(ids(desk.client().task().get_list().stream()).await, down(1234));
    assert_eq!(desk.asked().len(), 1);
}

/// No more than the caller wants, whatever comes.
#[tokio::test]
async fn a_limit_holds_against_a_server_that_ignores_it() {
    let desk = Desk::new(Manner::IgnoresLimit, down(1234));
    assert_eq!(ids(desk.client().task().get_list().limit(10).stream()).await.len(), 10);
    let tasks = desk.client().task().get_list().limit(10).tasks().collect().await.unwrap();
    assert!(tasks.len() <= 10, "{}", tasks.len());
}

#[tokio::test]
async fn a_server_that_counts_more_than_it_gives() {
    let desk = Desk::new(Manner::CountsMore, down(1234));
    assert_eq!(ids(desk.client().task().get_list().stream()).await, down(1234));
    // One page more, to be sure.
    assert_eq!(desk.asked().len(), 4);
}

#[tokio::test]
async fn a_server_that_gives_less_at_a_time() {
    let desk = Desk::new(Manner::Capped, down(1234));
    assert_eq!(ids(desk.client().task().get_list().stream()).await, down(1234));
    assert_eq!(desk.asked().len(), 13);
}

/// What moves to the next page while one reads comes once.
#[tokio::test]
async fn tasks_that_are_added_meanwhile() {
    let desk = Desk::new(Manner::Grows, down(1234));
    assert_eq!(ids(desk.client().task().get_list().stream()).await, down(1234));
}

#[tokio::test]
async fn a_page_that_is_refused() {
    let desk = Desk::new(Manner::Refuses, down(1234));
    let mut list = desk.client().task().get_list().stream();
    for _ in 0..500 {
        list.next().await.unwrap().unwrap();
    }
    let error = list.next().await.unwrap().unwrap_err();
    assert_eq!((error.kind(), error.message()), (ErrorKind::Api, Some("enough")));
    assert!(list.next().await.is_none());
    // As tasks: those of the whole hundreds before it.
    let mut tasks = Desk::new(Manner::Refuses, down(1234)).client().task().get_list().tasks();
    let mut seen = 0;
    let error = loop {
        match tasks.next().await.unwrap() {
            Ok(_) => seen += 1,
            Err(error) => break error,
        }
    };
    assert_eq!((seen, error.message()), (250, Some("enough")));
}

/// In the order of the search, those that are gone left out, in as few requests as there are hundreds.
#[tokio::test]
async fn the_tasks_themselves() {
    let desk = Desk::new(Manner::Exact, down(1234));
    let tasks = desk.client().task().get_list().tasks().collect().await.unwrap();
    let even: Vec<_> = down(1234).into_iter().filter(|id| id.is_multiple_of(2)).collect();
    assert_eq!(tasks.iter().map(|task| task.id.get()).collect::<Vec<_>>(), even);
    assert_eq!((desk.count("get_list"), desk.count("show")), (3, 13));
    let first: Vec<_> = down(1234).into_iter().take(100).map(|id| id.to_string()).collect();
    assert_eq!(desk.asked()[1], format!("show&id={}", first.join("%2C")));
}

/// A batch of one is answered without its key, and one of tasks that are gone has no task at all.
#[tokio::test]
async fn small_batches() {
    for (tasks, even) in
        [(vec![], 0), (vec![2], 1), (vec![1], 0), ((1..=101).rev().collect(), 50), (vec![1; 1], 0)]
    {
        let desk = Desk::new(Manner::Exact, tasks.clone());
        assert_eq!(desk.client().task().get_list().tasks().collect().await.unwrap().len(), even, "{tasks:?}");
    }
    let desk = Desk::new(Manner::Exact, (0..150).map(|at| 2 * at + 1));
    assert_eq!(desk.client().task().get_list().tasks().collect().await.unwrap(), []);
    assert_eq!(desk.count("show"), 2);
}

/// What was said of the search is said of the tasks too.
#[tokio::test]
async fn what_is_said_with_it() {
    let desk = Desk::new(Manner::Exact, [2, 4]);
    let list = desk.client().task().get_list().skip_internal_api(true).lang("ru");
    let tasks =
        list.tasks_with(|show| show.is_without_comments(true).employee_id(7)).collect().await.unwrap();
    assert_eq!(tasks.len(), 2);
    assert_eq!(
        desk.asked(),
        [
            "get_list&limit=500&skip_internal_api=1&lang=ru",
            "show&id=2%2C4&is_without_comments=1&employee_id=7&skip_internal_api=1&lang=ru",
        ]
    );
}

/// Against the sandbox, whose count with a limit is that of the page.
#[tokio::test]
async fn tasks_of_the_sandbox() {
    let mut builder = Sandbox::kubalink();
    for at in 0..620 {
        let date = format!("2027-01-{:02} {:02}:00:00", 1 + at % 28, at / 28);
        builder =
            builder.object(Kind::Task, 10_000 + at, json!({"type_id": 77, "state_id": 1, "date_do": date}));
    }
    let sandbox = builder.start().await.unwrap();
    let erp = patient(&sandbox).build().unwrap();
    let list = || erp.task().get_list().type_id([77]).order_by(TaskOrder::DateDo);
    let whole = list().await.unwrap();
    assert_eq!((whole.ids.len(), whole.count), (620, Some(620)));
    assert_eq!(list().stream().collect().await.unwrap(), whole.ids);
    let before = sandbox.calls().len();
    let tasks = list().tasks().collect().await.unwrap();
    assert_eq!(tasks.iter().map(|task| task.id).collect::<Vec<_>>(), whole.ids);
    assert_eq!(sandbox.calls().len() - before, 2 + 7);
    assert!(erp.task().show(TASK as u64).await.unwrap().is_some());
}
