//! Webhooks as they arrive: the emulated PBX sends them over a socket, a small receiver reads them.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::sync::{Arc, Mutex};

use isp_sandbox::Sandbox;
use isp_sandbox::mobilon::{
    ACCOUNT_TOKEN, ApiLeg, CallPlan, Dialect, EventStates, IncomingCall, Outcome as Ending, Running,
    USER_KEY, User, Webhook as Hooks,
};
use mobilon_client::webhook::{
    CallEvent, CallTracker, EventState, Outcome, TrackedCall, Webhook, WebhookError, WebhookParser,
};
use mobilon_client::{CallId, CallStatus, Client, Secret, UnixTime, UserKey};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const SECOND_KEY: &str = "Bb2cD3:secondkey0000001";
const CALLER: &str = "89130000003";
const NOW: UnixTime = UnixTime::from_seconds(1_800_000_000);

/// One request, as a receiver hands it to the parser.
#[derive(Debug, Clone)]
struct Delivery {
    method: String,
    query: Option<String>,
    content_type: Option<String>,
    body: Vec<u8>,
}

/// Answers every request with 200 at once, and keeps it.
struct Receiver {
    address: String,
    deliveries: Arc<Mutex<Vec<Delivery>>>,
}

impl Receiver {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let deliveries = Arc::new(Mutex::new(Vec::new()));
        let kept = deliveries.clone();
        tokio::spawn(async move {
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                let delivery = read_request(&mut stream).await;
                kept.lock().unwrap().push(delivery);
                let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";
                stream.write_all(answer).await.unwrap();
            }
        });
        Self { address, deliveries }
    }

    fn deliveries(&self) -> Vec<Delivery> {
        self.deliveries.lock().unwrap().clone()
    }
}

async fn read_request(stream: &mut TcpStream) -> Delivery {
    let mut bytes = Vec::new();
    let head_end = loop {
        if let Some(at) = bytes.windows(4).position(|end| end == b"\r\n\r\n") {
            break at + 4;
        }
        assert_ne!(stream.read_buf(&mut bytes).await.unwrap(), 0, "the head ended early");
    };
    let head = String::from_utf8(bytes[..head_end].to_vec()).unwrap();
    let header = |name: &str| {
        let lines = head.lines().skip(1).filter_map(|line| line.split_once(':'));
        lines.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    };
    let length: usize = header("content-length").map_or(0, |length| length.parse().unwrap());
    while bytes.len() < head_end + length {
        assert_ne!(stream.read_buf(&mut bytes).await.unwrap(), 0, "the body ended early");
    }
    let mut line = head.split(' ');
    let (method, target) = (line.next().unwrap(), line.next().unwrap());
    Delivery {
        method: method.to_owned(),
        query: target.split_once('?').map(|(_, query)| query.to_owned()),
        content_type: header("content-type").map(str::to_owned),
        body: bytes[head_end..].to_vec(),
    }
}

/// A PBX whose two addresses of webhooks hold the shared secret.
async fn start(dialect: Dialect) -> (Running, Receiver) {
    let receiver = Receiver::start().await;
    let hook = format!("http://{}/hook?authkey=inv3nted", receiver.address);
    let template = Some(format!("{hook}&who={{KEY}}&caller={{NUMBER}}"));
    let hooks = Hooks { template, ..Hooks::events(hook) };
    let second = User::new(SECOND_KEY, "114");
    let pbx = Sandbox::mobilon().user(second).webhook(hooks).dialect(dialect).start().await.unwrap();
    (pbx, receiver)
}

fn client(pbx: &Running) -> Client {
    let builder = Client::builder(&pbx.url()).unwrap();
    builder.user_key(USER_KEY).account_token(ACCOUNT_TOKEN).build().unwrap()
}

fn parser() -> WebhookParser {
    WebhookParser::new().shared_secret("authkey", "inv3nted").key_parameter("who").number_parameter("caller")
}

fn parse(parser: &WebhookParser, delivery: &Delivery) -> Result<Webhook, WebhookError> {
    let Delivery { method, query, content_type, body } = delivery;
    parser.parse(method, query.as_deref(), content_type.as_deref(), body)
}

/// Waits for the webhooks. The JSON events, and the keys and numbers of the templated GETs.
async fn received(pbx: &Running, receiver: &Receiver) -> (Vec<CallEvent>, Vec<(Secret, String)>) {
    pbx.delivered().await;
    assert!(pbx.deliveries().iter().all(|delivery| delivery.status == 200));
    assert_eq!(pbx.deliveries().len(), receiver.deliveries().len());
    let (mut events, mut rings) = (Vec::new(), Vec::new());
    for delivery in receiver.deliveries() {
        match parse(&parser(), &delivery).unwrap() {
            Webhook::Event(event) => {
                assert!(event.extra.is_empty(), "{event:?}");
                events.push(*event);
            }
            Webhook::Subscriber { key, number, extra, .. } => {
                assert!(extra.is_empty(), "{extra:?}");
                rings.push((key, number));
            }
            other => panic!("{other:?}"),
        }
    }
    (events, rings)
}

/// The one call that all events are of.
fn the_call<'a>(events: impl IntoIterator<Item = &'a CallEvent>) -> TrackedCall {
    let mut tracker = CallTracker::new();
    for event in events {
        assert!(tracker.apply(event, NOW).evicted.is_empty());
    }
    let calls: Vec<_> = tracker.calls().collect();
    let [call] = calls[..] else { panic!("{} calls", calls.len()) };
    call.clone()
}

fn extensions(call: &TrackedCall) -> Vec<&str> {
    call.rung().iter().filter_map(|leg| leg.extension()).collect()
}

/// What the events tell must be what the PBX knows, whatever order they come in.
fn assert_as_known(pbx: &Running, events: &[CallEvent], outcome: Outcome) {
    let [known] = &pbx.calls()[..] else { panic!("one call was made") };
    for call in [the_call(events), the_call(events.iter().rev()), the_call(events.iter().chain(events))] {
        assert_eq!(call.outcome(), Some(outcome));
        assert_eq!(call.is_answered(), known.status == "ANSWERED");
        assert_eq!(call.call_id().map(CallId::as_str), Some(known.callid.as_str()));
        assert_eq!((call.from(), call.to()), (Some(known.from.as_str()), Some(known.to.as_str())));
        assert_eq!(call.started().map(UnixTime::seconds), Some(known.started.into()));
        assert_eq!(call.duration(), Some(known.duration));
        let end = i64::from(known.started) + i64::from(known.duration);
        assert_eq!(call.ended().map(UnixTime::seconds), Some(end));
    }
}

#[tokio::test]
async fn without_the_shared_secret_every_delivery_is_refused() {
    let (pbx, receiver) = start(Dialect::default()).await;
    pbx.incoming_call(IncomingCall::new(CALLER, CallPlan::answered(60))).await;
    received(&pbx, &receiver).await;
    let strict = WebhookParser::new().shared_secret("authkey", "inv3nteD");
    let elsewhere = WebhookParser::new().shared_secret("token", "inv3nted");
    for delivery in receiver.deliveries() {
        assert_eq!(parse(&strict, &delivery).unwrap_err(), WebhookError::SecretWrong);
        assert_eq!(parse(&elsewhere, &delivery).unwrap_err(), WebhookError::SecretMissing);
    }
}

#[tokio::test]
async fn an_incoming_call_that_nobody_answers() {
    let (pbx, receiver) = start(Dialect::default()).await;
    let callid = pbx.incoming_call(IncomingCall::new(CALLER, CallPlan::missed())).await;
    let (events, rings) = received(&pbx, &receiver).await;

    assert_as_known(&pbx, &events, Outcome::Missed);
    let call = the_call(&events);
    // It rang for 14 seconds, which is no sign of an answer.
    assert_eq!((call.duration(), call.answered_by()), (Some(14), None));
    assert_eq!((extensions(&call), call.outside_number()), (vec!["110"], Some(CALLER)));

    let [(key, number)] = &rings[..] else { panic!("one subscriber was rung") };
    assert!(UserKey::new(USER_KEY).is_of_webhook(key) && number == CALLER);

    let info = client(&pbx).call_info(callid.as_str()).await.unwrap().unwrap();
    assert!(!info.is_answered());
    assert_eq!((info.duration, info.call_id.as_ref()), (call.duration(), call.call_id()));
}

#[tokio::test]
async fn an_incoming_call_that_is_answered() {
    let (pbx, receiver) = start(Dialect::default()).await;
    pbx.incoming_call(IncomingCall::new(CALLER, CallPlan::answered(60))).await;
    let (events, _) = received(&pbx, &receiver).await;

    assert_as_known(&pbx, &events, Outcome::Answered);
    let call = the_call(&events);
    assert_eq!(extensions(&call), ["110"]);
    let leg = call.answered_by().unwrap();
    assert!(UserKey::new(USER_KEY).is_of_webhook(leg.userkey.as_ref().unwrap()));
    // The sandbox rings for five seconds.
    assert_eq!(call.answered().unwrap().seconds(), call.started().unwrap().seconds() + 5);

    let info = client(&pbx).call_info(call.call_id().unwrap()).await.unwrap().unwrap();
    assert_eq!(info.status, Some(CallStatus::Answered));
    let hangup = events.iter().find(|event| event.state == EventState::Hangup).unwrap();
    assert_eq!(hangup.record_url.is_some(), info.has_recording());
}

#[tokio::test]
async fn a_group_is_rung_and_the_second_answers() {
    let (pbx, receiver) = start(Dialect::default()).await;
    pbx.incoming_call(IncomingCall {
        rung: vec!["110".into(), "114".into(), "199".into()],
        answered_by: 1,
        input_digits: Some("2".into()),
        utm_string: Some("src=poster;mdm=qr".into()),
        ..IncomingCall::new(CALLER, CallPlan::answered(10))
    })
    .await;
    let (events, rings) = received(&pbx, &receiver).await;

    assert_as_known(&pbx, &events, Outcome::Answered);
    let call = the_call(&events);
    // They ring in one second; then the ids of their legs count.
    assert_eq!(extensions(&call), ["110", "114", "199"]);
    assert_eq!(call.answered_by().unwrap().extension(), Some("114"));
    assert!(UserKey::new(SECOND_KEY).is_of_webhook(call.answered_by().unwrap().userkey.as_ref().unwrap()));
    // Nobody owns 199, so there is no key to fill into the template.
    let [first, second] = &rings[..] else { panic!("two subscribers were rung") };
    assert!(UserKey::new(USER_KEY).is_of_webhook(&first.0));
    assert!(UserKey::new(SECOND_KEY).is_of_webhook(&second.0));

    let of = |state| events.iter().find(|event| event.state == state).unwrap();
    assert_eq!(of(EventState::Ivr).input_digits.as_deref(), Some("2"));
    assert_eq!(of(EventState::Hangup).utm.as_ref().unwrap().get("src"), Some("poster"));
}

#[tokio::test]
async fn a_group_is_rung_and_nobody_answers() {
    let (pbx, receiver) = start(Dialect::default()).await;
    let rung = vec!["114".into(), "110".into()];
    let plan = CallPlan::missed();
    pbx.incoming_call(IncomingCall { rung, ..IncomingCall::new(CALLER, plan) }).await;
    let (events, rings) = received(&pbx, &receiver).await;
    assert_as_known(&pbx, &events, Outcome::Missed);
    assert_eq!(extensions(&the_call(&events)), ["114", "110"]);
    assert_eq!(rings.len(), 2);
}

#[tokio::test]
async fn an_internal_call_is_not_missed() {
    let (pbx, receiver) = start(Dialect::default()).await;
    pbx.incoming_call(IncomingCall::internal("110", "114", CallPlan::missed())).await;
    let (events, _) = received(&pbx, &receiver).await;
    assert_as_known(&pbx, &events, Outcome::NotAnswered);
    let call = the_call(&events);
    assert!(call.is_internal() && call.outside_number().is_none());
}

#[tokio::test]
async fn a_placed_call_is_the_one_that_the_events_tell_of() {
    for api_leg in [ApiLeg::CallApi, ApiLeg::Zeros] {
        let (pbx, receiver) = start(Dialect { api_leg, ..Dialect::default() }).await;
        let placed = client(&pbx).call("89130000001").await.unwrap();
        let (events, _) = received(&pbx, &receiver).await;

        assert_as_known(&pbx, &events, Outcome::Answered);
        let call = the_call(&events);
        assert_eq!(call.call_id(), placed.call_id.as_ref());
        assert_eq!(call.outside_number(), Some("89130000001"));
        // The ring of the user who asked for the call is nobody's.
        assert!(call.is_by_api() && call.rung().is_empty());
    }
}

#[tokio::test]
async fn a_placed_call_that_nobody_answers() {
    for outcome in [Ending::NoAnswer, Ending::Busy, Ending::Failed] {
        let (pbx, receiver) = start(Dialect::default()).await;
        pbx.plan_next(CallPlan { outcome, ..CallPlan::missed() });
        client(&pbx).call("89130000001").await.unwrap();
        let (events, _) = received(&pbx, &receiver).await;
        assert_as_known(&pbx, &events, Outcome::NotAnswered);
    }
}

#[tokio::test]
async fn a_placed_call_whose_own_phone_is_not_picked_up() {
    for api_leg in [ApiLeg::CallApi, ApiLeg::Zeros] {
        let (pbx, receiver) = start(Dialect { api_leg, ..Dialect::default() }).await;
        pbx.plan_next(CallPlan { outcome: Ending::OwnPhoneSilent, ..CallPlan::missed() });
        let placed = client(&pbx).call("89130000001").await.unwrap();
        let (events, _) = received(&pbx, &receiver).await;

        let call = the_call(&events);
        assert_eq!(call.call_id(), placed.call_id.as_ref());
        assert_eq!(call.outcome(), Some(Outcome::NotAnswered));
        // Only the API's own leg was told of, and the user's extension is nobody outside.
        assert!(call.is_by_api() && call.rung().is_empty());
        assert_eq!(call.outside_number(), None);
    }
}

#[tokio::test]
async fn accounts_that_get_final_events_only() {
    for (plan, outcome) in
        [(CallPlan::answered(60), Outcome::Answered), (CallPlan::missed(), Outcome::Missed)]
    {
        let (pbx, receiver) = start(Dialect { event_states: EventStates::Final, ..Dialect::default() }).await;
        pbx.incoming_call(IncomingCall::new(CALLER, plan)).await;
        let (events, _) = received(&pbx, &receiver).await;
        let states: Vec<_> = events.iter().map(|event| event.state.clone()).collect();
        assert_eq!(states, [EventState::Hangup, EventState::End]);
        assert_as_known(&pbx, &events, outcome);
        assert!(the_call(&events).rung().is_empty());
    }
}

#[tokio::test]
async fn calls_side_by_side_stay_apart() {
    let (pbx, receiver) = start(Dialect::default()).await;
    for n in 0..20 {
        let plan = if n % 2 == 0 { CallPlan::answered(n) } else { CallPlan::missed() };
        pbx.incoming_call(IncomingCall::new(format!("891300000{n:02}"), plan)).await;
    }
    let (mut events, _) = received(&pbx, &receiver).await;
    // As if all calls went on at once: first every START, and so on.
    events.sort_by_key(|event| EventState::KNOWN.iter().position(|known| *known == event.state));
    let mut tracker = CallTracker::new();
    for event in &events {
        tracker.apply(event, NOW);
    }
    assert_eq!(tracker.calls().count(), 20);
    for known in pbx.calls() {
        let id = CallId::new(known.callid);
        let call = tracker.calls().find(|call| call.call_id() == Some(&id)).unwrap();
        assert_eq!(call.is_answered(), known.status == "ANSWERED");
        assert_eq!(
            call.outcome(),
            Some(if call.is_answered() { Outcome::Answered } else { Outcome::Missed })
        );
        assert_eq!(call.from(), Some(known.from.as_str()));
    }
}
