//! How fast all subscribers of a NoDeny billing are decoded beside strict serde_json.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::str::FromStr;

use isp_sandbox::Sandbox;
use isp_sandbox::nodeny::ADMIN;
use nodeny_client::testing::{Reply, Script};
use nodeny_client::{AccessState, Client, ConnectedService, UserRow};
use rust_decimal::Decimal;
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use tokio::runtime::Runtime;

use crate::figure::{Bound, Figure};
use crate::turns::{Turns, cpu};

const USERS: usize = 100_000;
/// The sandbox has these besides.
const READY_MADE: usize = 6;
const WARM_UP: usize = 1;
const ROUNDS: usize = 12;

pub(crate) fn speed() -> Figure {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let body = runtime.block_on(body());
    let client = client(&body);
    check(&ours(&runtime, &client), &serde(&body).result);

    // What was decoded is dropped after the clock has stopped. Each decode that counts comes after one of its own kind:
    // the memory that the other side has left behind changes its time by a fifth.
    let turns = Turns::run(
        WARM_UP,
        ROUNDS,
        [
            &mut || {
                drop(black_box(ours(&runtime, &client)));
                cpu(|| black_box(ours(&runtime, &client))).0
            },
            &mut || {
                drop(black_box(serde(&body)));
                cpu(|| black_box(serde(&body))).0
            },
        ],
    );
    let megabytes_per_second = |side| body.len() as f64 / 1e6 / turns.median(side);
    let speed = turns.ratio(1, 0);
    Figure {
        name: "nodeny_users_vs_serde",
        value: speed.median,
        unit: "ratio",
        bound: Bound::AtLeast(0.7),
        note: format!(
            "{ROUNDS} rounds of {USERS} subscribers, quartiles {:.3} and {:.3}; {:.0} MB/s, serde {:.0} MB/s",
            speed.lower,
            speed.upper,
            megabytes_per_second(0),
            megabytes_per_second(1),
        ),
    }
}

/// The whole answer, as the sandbox writes it.
async fn body() -> bytes::Bytes {
    let sandbox = Sandbox::nodeny().generated_users(USERS as u32).start().await.expect("a sandbox");
    let billing = Client::builder(&format!("http://{}", sandbox.addr()))
        .and_then(|builder| builder.login(ADMIN.login, ADMIN.password).build())
        .expect("a client");
    billing.login().await.expect("a session");
    let session = billing.session().expect("a session");
    let _ = rustls::crypto::ring::default_provider().install_default();
    let request = reqwest::Client::new().get(format!("{}?a=api_users", sandbox.url()));
    let answer = request.header("cookie", format!("noses={}", session.expose())).send().await;
    answer.expect("an answer").bytes().await.expect("a whole answer")
}

/// Gets this answer each time, in one piece and without a copy.
fn client(body: &bytes::Bytes) -> Client {
    let answer = Reply::ok(body.clone()).header("content-type", "text/html; charset=utf-8");
    let builder = Client::builder("https://billing.test").expect("an address");
    builder.session("session").transport(Script::always(answer)).build().expect("a client")
}

fn ours(runtime: &Runtime, client: &Client) -> Vec<UserRow> {
    runtime.block_on(client.admin().users().into_future()).expect("a good list")
}

fn serde(body: &[u8]) -> PlainAnswer {
    serde_json::from_slice(body).expect("a good list")
}

#[derive(Debug, Deserialize)]
struct PlainAnswer {
    result: Vec<PlainUser>,
}

/// What one writes for this list by hand: the fields of `UserRow`, and the one that it keeps as an extra.
#[derive(Debug, Deserialize)]
struct PlainUser {
    #[serde(default, deserialize_with = "parsed")]
    id: Option<u64>,
    name: Option<String>,
    fio: Option<String>,
    contract: Option<String>,
    #[serde(default, deserialize_with = "parsed")]
    grp: Option<u64>,
    #[serde(default, deserialize_with = "parsed")]
    balance: Option<Decimal>,
    state: Option<PlainState>,
    dopdata: BTreeMap<String, String>,
    services: Vec<PlainService>,
    next_title: Option<String>,
    #[serde(default, deserialize_with = "parsed")]
    next_service_id: Option<u64>,
    #[serde(default, deserialize_with = "parsed")]
    set_next_time: Option<i64>,
    #[serde(default, deserialize_with = "parsed")]
    last_traf: Option<i64>,
    #[serde(default, deserialize_with = "parsed")]
    last_auth: Option<i64>,
    ppc: Option<String>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum PlainState {
    On,
    Off,
}

#[derive(Debug, Deserialize)]
struct PlainService {
    #[serde(default, deserialize_with = "parsed")]
    id: Option<u64>,
    #[serde(default, deserialize_with = "parsed")]
    service_id: Option<u64>,
    #[serde(default, deserialize_with = "parsed")]
    next_service_id: Option<u64>,
    #[serde(default, deserialize_with = "parsed")]
    uid: Option<u64>,
    #[serde(default, deserialize_with = "parsed")]
    pay_id: Option<u64>,
    #[serde(default, deserialize_with = "parsed")]
    tm_start: Option<i64>,
    #[serde(default, deserialize_with = "parsed")]
    tm_end: Option<i64>,
    #[serde(default, deserialize_with = "parsed")]
    time_start: Option<i64>,
    #[serde(default, deserialize_with = "parsed")]
    time_left: Option<i64>,
    human_time: Option<String>,
    human_end_time: Option<String>,
    title: Option<String>,
    description: Option<String>,
    category: Option<String>,
    module: Option<String>,
    #[serde(default, deserialize_with = "between_commas")]
    tags: Vec<String>,
    #[serde(default, deserialize_with = "between_commas")]
    grp_list: Vec<u64>,
    #[serde(default, deserialize_with = "parsed")]
    price: Option<Decimal>,
    next_service_title: Option<String>,
    #[serde(default, deserialize_with = "parsed")]
    next_service_price: Option<Decimal>,
    #[serde(default, deserialize_with = "flag")]
    auto_renew: Option<bool>,
    #[serde(default, deserialize_with = "flag")]
    no_renew: Option<bool>,
    #[serde(default, deserialize_with = "parsed")]
    finish_count: Option<i64>,
    #[serde(default, deserialize_with = "flag")]
    frozen: Option<bool>,
    #[serde(default, deserialize_with = "flag")]
    can_change_srv: Option<bool>,
    next_title: Option<String>,
    #[serde(default, deserialize_with = "parsed")]
    set_next_time: Option<i64>,
}

/// Numbers come as text.
fn parsed<'de, T: FromStr, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    let text = Option::<&str>::deserialize(deserializer)?;
    text.map(|text| text.parse().map_err(|_| D::Error::custom("not a number"))).transpose()
}

fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    Ok(Some(<&str>::deserialize(deserializer)? == "1"))
}

fn between_commas<'de, T: FromStr, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    let values = <&str>::deserialize(deserializer)?.split(',').filter(|value| !value.is_empty());
    values.map(|value| value.parse().map_err(|_| D::Error::custom("not a list"))).collect()
}

/// Both sides have read the same. Only ours takes a time of 0 and an empty text for none.
fn check(ours: &[UserRow], theirs: &[PlainUser]) {
    assert_eq!((ours.len(), theirs.len()), (USERS + READY_MADE, USERS + READY_MADE));
    for (our, their) in ours.iter().zip(theirs) {
        assert_eq!((our.id, our.grp, our.balance), (their.id, their.grp, their.balance));
        assert_eq!((&our.name, &our.fio, &our.contract), (&their.name, &their.fio, &their.contract));
        assert_eq!(our.state == Some(AccessState::On), their.state == Some(PlainState::On));
        assert_eq!(our.dopdata.len(), their.dopdata.len());
        for field in &our.dopdata {
            assert_eq!(field.value.as_ref(), their.dopdata.get(field.name.as_ref().expect("a name")));
        }
        assert_eq!((our.next_service_id, &our.next_title), (their.next_service_id, &their.next_title));
        let times =
            [our.set_next_time, our.last_traf, our.last_auth].map(|time| time.map(|time| time.seconds()));
        assert_eq!(times, [their.set_next_time, their.last_traf, their.last_auth].map(not_zero));
        assert_eq!(our.extra.get("ppc").and_then(|code| code.as_str()), their.ppc.as_deref());
        assert_eq!(our.services.len(), their.services.len());
        our.services.iter().zip(&their.services).for_each(|(our, their)| check_service(our, their));
    }
}

fn check_service(our: &ConnectedService, their: &PlainService) {
    assert_eq!(
        (our.id, our.service_id, our.next_service_id, our.uid, our.pay_id),
        (their.id, their.service_id, their.next_service_id, their.uid, their.pay_id)
    );
    let times = [our.tm_start, our.tm_end, our.time_start, our.set_next_time];
    assert_eq!(
        times.map(|time| time.map(|time| time.seconds())),
        [their.tm_start, their.tm_end, their.time_start, their.set_next_time].map(not_zero)
    );
    assert_eq!((our.time_left, our.finish_count), (their.time_left, their.finish_count));
    assert_eq!(our.human_time.as_ref().map(|time| time.as_str()), their.human_time.as_deref());
    let texts = [&their.human_end_time, &their.title, &their.description, &their.category, &their.module];
    assert_eq!(
        [&our.human_end_time, &our.title, &our.description, &our.category, &our.module].map(Option::as_deref),
        texts.map(|text| text.as_deref().filter(|text| !text.is_empty()))
    );
    assert_eq!((&our.next_service_title, &our.next_title), (&their.next_service_title, &their.next_title));
    assert!(our.tags.iter().map(|tag| tag.as_str()).eq(&their.tags));
    assert_eq!(our.grp_list, their.grp_list);
    assert_eq!((our.price, our.next_service_price), (their.price, their.next_service_price));
    assert_eq!(
        (our.auto_renew, our.no_renew, our.frozen, our.can_change_srv),
        (their.auto_renew, their.no_renew, their.frozen, their.can_change_srv)
    );
    assert!(our.extra.is_empty());
}

fn not_zero(time: Option<i64>) -> Option<i64> {
    time.filter(|time| *time != 0)
}
