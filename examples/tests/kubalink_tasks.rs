//! The day's tasks of a team, on the sandbox.

use examples::tasks::{Line, of_the_day};
use isp_sandbox::Sandbox;
use isp_sandbox::kubalink::{Dialect, KEY, Kind, OneOrMany, Running, TASK};
use kubalink_client::{Client, LocalDate};
use serde_json::json;

const TEAM: u64 = 12;

async fn sandbox() -> Running {
    Sandbox::kubalink().start().await.expect("a free port on loopback")
}

async fn tasks(server: &Running, day: &str) -> Vec<Line> {
    let erp = Client::builder(&server.url()).and_then(|erp| erp.key(KEY).build()).expect("a client");
    let day: LocalDate = day.parse().expect("a date");
    of_the_day(&erp, TEAM.into(), day).await.expect("an answer")
}

fn asked(server: &Running) -> Vec<String> {
    server.calls().iter().map(|call| format!("{}.{}", call.category, call.action)).collect()
}

#[tokio::test]
async fn three_requests_for_the_whole_list() {
    let server = sandbox().await;
    let lines = tasks(&server, "2026-04-15").await;
    assert_eq!(asked(&server), ["task.get_list", "task.show", "customer.get_data"]);
    let [line] = &lines[..] else { panic!("{lines:?}") };
    assert_eq!(line.id.get(), TASK as u64);
    assert_eq!(line.customer.as_deref(), Some("Ivanov Ivan"));
    assert_eq!(line.phone.as_deref(), Some("+79130000001"));
    assert_eq!(line.address.as_deref(), Some("Birchville, Mill Street, 9, 23"));
    // Not as PHP has escaped it.
    assert_eq!(line.what.as_deref(), Some("No link, \"blinks\" & dies"));
}

#[tokio::test]
async fn one_request_when_there_is_nothing_to_do() {
    let server = sandbox().await;
    assert!(tasks(&server, "2026-01-01").await.is_empty());
    assert_eq!(asked(&server), ["task.get_list"]);
}

#[tokio::test]
async fn the_same_list_whether_one_is_an_object_or_a_map() {
    let server = sandbox().await;
    let lines = tasks(&server, "2026-04-15").await;
    server.set_dialect(Dialect { one_or_many: OneOrMany::AlwaysMap, ..Dialect::default() });
    assert_eq!(tasks(&server, "2026-04-15").await, lines);
}

#[tokio::test]
async fn a_task_without_an_address_shows_that_of_its_customer() {
    let task = json!({
        "id": 900, "type_id": 1, "state_id": 1, "date_do": "2026-05-01 08:00:00", "address_id": 0, "apart": "",
        "customer": [42], "division": [TEAM], "opis": "Survey",
    });
    let server =
        Sandbox::kubalink().object(Kind::Task, 900, task).start().await.expect("a free port on loopback");
    let lines = tasks(&server, "2026-05-01").await;
    assert_eq!(asked(&server), ["task.get_list", "task.show", "customer.get_data", "address.get_house"]);
    assert_eq!(lines[0].address.as_deref(), Some("Birchville, Mill Street, 9, 23"));
}
