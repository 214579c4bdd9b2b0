//! A thousand calls while every third answer is lost: what the client says against what the billing did.

use isp_sandbox::nodeny::{ADMIN, Act, Deed, Running, SUBSCRIBER, Subscriber};
use isp_sandbox::{Fault, Sandbox};
use isp_test_support::Dice;
use nodeny_client::{CardOutcome, Client, CreditOutcome, Delivery, Effect, Error, ErrorKind, RetryBudget};
use rust_decimal::Decimal;
use tokio::task::JoinHandle;

use super::support::{account, quick};

/// Beside the subscriber who has services and a bank card, and an administrator.
const PEOPLE: u32 = 18;
const CALLS: u32 = 50;
const FIRST: u32 = 700;

/// A call that is on its way, and the deed that only it can do; none where nothing tells it from others.
struct Sent {
    uid: u32,
    deed: Option<Deed>,
    effect: Effect,
    /// `false`: another answer than expected.
    call: JoinHandle<Result<bool, Error>>,
}

fn spawn<T: Send + 'static>(
    call: impl IntoFuture<IntoFuture = impl Future<Output = Result<T, Error>> + Send + 'static>,
    did: impl Fn(T) -> bool + Send + 'static,
) -> JoinHandle<Result<bool, Error>> {
    let call = call.into_future();
    tokio::spawn(async move { call.await.map(did) })
}

/// What the billing asks for, commission included, as the sandbox has it. Different amounts stay different.
fn with_commission(hundredths: i64) -> i64 {
    hundredths + hundredths * 2 / 100
}

/// One call of a subscriber: the first ones are those that each can do only once.
fn send(billing: &Client, uid: u32, number: u32) -> Sent {
    let me = billing.subscriber();
    let word = format!("w{uid}n{number}");
    let hundredths = i64::from(number + 1) * 100 + 1;
    let amount = Decimal::new(hundredths, 2);
    let pay = |system| Some(Deed::PayRequested { system, id: 0, amount: with_commission(hundredths) });
    let connect = |service_id| Some(Deed::Connected { service_id, usr_service_id: 0, price: 0 });
    let (effect, deed, call) = match number {
        0 => (
            Effect::Once,
            Some(Deed::CreditTaken { amount: 316 }),
            spawn(me.take_credit(), |taken| taken.outcome == CreditOutcome::Ok),
        ),
        1..=4 => {
            let service_id = [33, 62, 63, 70][number as usize - 1];
            (Effect::Once, connect(service_id), spawn(me.connect_service(service_id.into()), |_| true))
        }
        5 | 6 => {
            let code = format!("7{uid}{number}");
            let deed = Deed::CardRedeemed { code: code.clone(), amount: 100 };
            (Effect::Once, Some(deed), spawn(me.redeem_card(code), |outcome| outcome == CardOutcome::Ok))
        }
        7 => {
            // Counted by the billing, and so done too.
            let deed = Deed::CardRefused { code: word.clone() };
            (
                Effect::Once,
                Some(deed),
                spawn(me.redeem_card(word), |outcome| outcome == CardOutcome::WrongCode),
            )
        }
        _ => match number % 14 {
            0 => (
                Effect::Once,
                Some(Deed::MessageSent { text: word.clone() }),
                spawn(me.send_message(word), |_| true),
            ),
            1 => {
                let raw = billing.raw("u_message", Effect::Once).param("msg", word.clone()).post();
                (Effect::Once, Some(Deed::MessageSent { text: word }), spawn(raw, |_| true))
            }
            2 => (Effect::Once, pay("fondy"), spawn(me.request_fondy_payment(amount), |_| true)),
            3 => (Effect::Once, pay("lpay"), spawn(me.request_liqpay_payment(amount), |_| true)),
            4 | 5 => {
                let deed = Deed::PushTokenStored { reg_id: word.clone() };
                (Effect::Replay, Some(deed), spawn(me.register_push_token(word), |_| true))
            }
            6 => (Effect::Read, None, spawn(me.account(), |_| true)),
            7 => (Effect::Read, None, spawn(me.messages(), |_| true)),
            8 => (Effect::Read, None, spawn(me.connections(), |_| true)),
            9 => (Effect::Read, None, spawn(me.services_to_connect(), |_| true)),
            10 => (Effect::Read, None, spawn(me.bank_cards(), |_| true)),
            11 => (Effect::Read, None, spawn(me.credit(), |_| true)),
            12 => (Effect::Read, None, spawn(billing.version(), |_| true)),
            _ if uid.is_multiple_of(2) => {
                let billing = billing.clone();
                (Effect::Replay, None, spawn(async move { billing.logout().await }, |()| true))
            }
            _ => {
                let billing = billing.clone();
                (Effect::Replay, None, spawn(async move { billing.login().await }, |_| true))
            }
        },
    };
    Sent { uid, deed, effect, call }
}

/// What leaves the same state each time. The deeds of these calls are the same too, so that none belongs to one.
fn switch(billing: &Client, number: u32) -> Sent {
    let me = billing.subscriber();
    let on = number.is_multiple_of(3);
    let call = match number % 2 {
        0 => spawn(me.set_next_service(1537, if on { 33 } else { 34 }), |_| true),
        _ => spawn(me.switch_autopay(107, on), |_| true),
    };
    Sent { uid: SUBSCRIBER.id, deed: None, effect: Effect::Replay, call }
}

/// What an administrator reads. A stream that broke ends in an error: its rows were used.
fn administer(billing: &Client, number: u32) -> Sent {
    let all = billing.admin();
    let call = match number % 7 {
        0 => spawn(all.users(), |users| users.len() > 18),
        1 => spawn(async move { all.users().stream().collect().await }, |users| users.len() > 18),
        2 => spawn(all.services(), |services| services.result().is_some()),
        3 => spawn(all.extra_fields(), |fields| !fields.is_empty()),
        4 => spawn(all.tickets("2023-01-01".parse().unwrap()), |tickets| !tickets.is_empty()),
        5 => spawn(all.subscriber(FIRST.into()).account(), |account| account.user.is_some()),
        _ => spawn(all.subscriber(SUBSCRIBER.id.into()).bank_cards(), |cards| cards.len() == 1),
    };
    Sent { uid: ADMIN.id, deed: None, effect: Effect::Read, call }
}

/// Whether a deed of the ledger is the one that was asked for; ids and prices are the billing's own.
fn is_same(asked: &Deed, done: &Deed) -> bool {
    match (asked, done) {
        (Deed::Connected { service_id: asked, .. }, Deed::Connected { service_id: done, .. }) => {
            asked == done
        }
        (
            Deed::PayRequested { system: a, amount: x, .. },
            Deed::PayRequested { system: b, amount: y, .. },
        ) => (a, x) == (b, y),
        _ => asked == done,
    }
}

/// Every third answer is lost, in one of the ways in which answers are lost. The others are compressed, which changes
/// nothing and fills the places between.
fn plan(server: &Running, dice: &mut Dice, lost: usize) {
    for _ in 0..lost {
        server.fault_next(2, Fault::Gzip);
        server.fault_next(
            1,
            match dice.below(5) {
                0 => Fault::CutBody { after: 0 },
                1 => Fault::CutBody { after: dice.below(40) },
                2 => Fault::CutBody { after: usize::MAX },
                3 => Fault::Close,
                _ => Fault::CloseReused,
            },
        );
    }
}

async fn start() -> (Running, Vec<(u32, Client)>) {
    let mut builder = Sandbox::nodeny();
    for uid in FIRST..FIRST + PEOPLE {
        builder = builder.subscriber(Subscriber::new(uid, format!("login{uid}"), format!("пароль={uid}")));
        for number in [5, 6] {
            builder = builder.card(format!("7{uid}{number}"), 100);
        }
    }
    let server = builder.start().await.unwrap();
    let client = |uid: u32| {
        let builder = Client::builder(&format!("http://{}", server.addr())).unwrap();
        let builder = builder.login(format!("login{uid}"), format!("пароль={uid}"));
        quick(builder).retry_budget(RetryBudget::unlimited()).build().unwrap()
    };
    let clients = (FIRST..FIRST + PEOPLE).map(|uid| (uid, client(uid))).collect();
    (server, clients)
}

/// How often each end of a call with a deed of its own was seen: answered, refused, not sent, unknown and not done,
/// unknown and done.
type Tally = [usize; 5];

fn compare(sent: &Sent, ended: &Result<bool, Error>, acts: &[Act], tally: &mut Tally) {
    let what = format!("{} {:?} {ended:?}", sent.uid, sent.deed);
    if let Err(error) = ended {
        // A text, such as that a service is connected already, would speak of a second time.
        assert_ne!(error.kind(), ErrorKind::Api, "{what}");
    }
    assert_ne!(ended.as_ref().ok(), Some(&false), "another answer than expected: {what}");
    let Some(deed) = &sent.deed else { return };
    let times = acts.iter().filter(|act| act.uid == sent.uid && is_same(deed, &act.deed)).count();
    assert!(times <= 1 || sent.effect != Effect::Once, "done twice: {what}");
    let end = match ended.as_ref().map_err(Error::delivery) {
        Ok(_) => 0,
        Err(Delivery::Refused) => 1,
        Err(Delivery::NotSent) => 2,
        Err(_) => 3 + times.min(1),
    };
    match end {
        0 => assert!(times >= 1, "answered and not done: {what}"),
        1 | 2 => assert_eq!(times, 0, "done, and said not to be: {what}"),
        _ => {}
    }
    tally[end] += 1;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_calls_while_every_third_answer_is_lost() {
    let (server, clients) = start().await;
    let patient = |login| account(&server, login).retry_budget(RetryBudget::unlimited()).build().unwrap();
    let (subscriber, administrator) = (patient(SUBSCRIBER), patient(ADMIN));
    let mut dice = Dice(30_330);
    plan(&server, &mut dice, 1500);
    let mut sent = Vec::new();
    for number in 0..CALLS {
        sent.extend(clients.iter().map(|(uid, billing)| send(billing, *uid, number)));
        sent.extend([switch(&subscriber, number), administer(&administrator, number)]);
    }
    assert_eq!(sent.len(), 1000);
    let mut ended = Vec::new();
    for mut sent in sent {
        let end = (&mut sent.call).await.unwrap();
        ended.push((sent, end));
        if ended.len().is_multiple_of(100) {
            server.expire_sessions();
        }
    }
    // What a lost call does, it may do late: look when all are over.
    let acts = server.acts();
    let mut tally = Tally::default();
    for (sent, end) in ended {
        compare(&sent, &end, &acts, &mut tally);
    }
    assert!(tally[0] > 200, "most were answered: {tally:?}");
    assert!(tally[3] > 0 && tally[4] > 20, "both ends of not knowing were seen: {tally:?}");
    assert!(acts.iter().any(|act| matches!(act.deed, Deed::NextSet { .. })));
    assert!(acts.iter().any(|act| matches!(act.deed, Deed::AutopaySet { .. })));
}

/// One after the other: a call meets an expired session and a broken way at once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sessions_that_expire_again_and_again_while_answers_are_lost() {
    let server = Sandbox::nodeny().start().await.unwrap();
    let billing = account(&server, SUBSCRIBER).retry_budget(RetryBudget::unlimited()).build().unwrap();
    let mut dice = Dice(7);
    let mut tally = Tally::default();
    for number in 0..150 {
        if dice.below(2) == 0 {
            server.expire_sessions();
        }
        plan(&server, &mut dice, 1);
        let text = format!("n{number}");
        let call = spawn(billing.subscriber().send_message(text.as_str()), |_| true);
        let mut sent =
            Sent { uid: SUBSCRIBER.id, deed: Some(Deed::MessageSent { text }), effect: Effect::Once, call };
        let ended = (&mut sent.call).await.unwrap();
        compare(&sent, &ended, &server.acts(), &mut tally);
    }
    assert_eq!(tally.iter().sum::<usize>(), 150);
    assert!(tally[0] > 50 && tally[4] > 5, "{tally:?}");
}
