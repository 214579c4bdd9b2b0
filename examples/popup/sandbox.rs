//! The emulated systems with invented people in them, the same ones in each, and calls of theirs.

use std::time::Duration;

use isp_sandbox::kubalink::{self, KEY, Kind};
use isp_sandbox::mobilon::{self, CallPlan, EXTENSION, IncomingCall, User, Webhook};
use isp_sandbox::nodeny::{self, ADMIN};
use isp_sandbox::procbill::{self, GROUP, LOGIN, PASSWORD};
use isp_sandbox::{Sandbox, StallPoint};
use procbill_client::ClientIdentity;
use serde_json::json;
use tokio::time::sleep;

use super::calls::Board;
use super::card::Card;
use super::lookup::{Nodeny, Systems};
use super::server::Running;
use crate::program::Failure;
use crate::webhooks::Addresses;

/// A customer with everything.
pub const CUSTOMER: &str = "89130000003";
/// Two customers have this phone.
pub const SHARED: &str = "380500000002";
/// Another customer.
pub const OTHER: &str = "89130000007";
/// Nobody has this one.
pub const STRANGER: &str = "83910000099";
/// A second telephone of the PBX, beside [`EXTENSION`].
pub const SECOND_EXTENSION: &str = "111";
/// The secret in the address of the hook.
pub const SECRET: &str = "a-long-random-text-of-yours";
/// The states in which a task of the sandbox is open: new, and at work.
pub const OPEN_STATES: [u64; 2] = [1, 2];
/// NoDeny, among the billings that KubaLink's sandbox knows.
pub const NODENY_BILLING: u64 = 2;

/// The systems that are asked.
#[derive(Debug)]
pub struct Asked {
    pub erp: kubalink::Running,
    pub nodeny: nodeny::Running,
    pub carbon: procbill::Running,
}

/// KubaLink's id, which NoDeny has as `uid`; the name; the phone as it was typed in; the address; the balance.
const CUSTOMERS: [(i64, &str, &str, &str, &str); 4] = [
    (2001, "Соколов Пётр Ильич", "+79130000003", "Берёзовая, 9, кв. 23", "150.50"),
    (2002, "О'Коваль Ірина", "0500000002", "вул. Їжакова, 4, кв. 17", "12"),
    (2003, "ТОВ «Ранок»", "+380500000002", "вул. Їжакова, 4, офіс 1", "-125"),
    (2004, "Лебедева Анна", "89130000007", "Садовая, 12а, кв. 5", "0"),
];

impl Asked {
    /// Starts all three.
    ///
    /// # Errors
    ///
    /// What binding said.
    pub async fn start() -> std::io::Result<Self> {
        Self::with(Sandbox::kubalink(), Sandbox::nodeny(), Sandbox::procbill()).await
    }

    /// Starts all three, with more in them.
    ///
    /// # Errors
    ///
    /// What binding said.
    pub async fn with(
        erp: kubalink::Builder,
        nodeny: nodeny::Builder,
        carbon: procbill::Builder,
    ) -> std::io::Result<Self> {
        Ok(Self {
            erp: with_tasks(with_customers(erp)).start().await?,
            nodeny: with_accounts(nodeny).start().await?,
            carbon: with_subscribers(carbon).start().await?,
        })
    }

    /// Clients of all three.
    ///
    /// # Errors
    ///
    /// What is wrong with a client's settings.
    pub fn systems(&self, within: Duration) -> Result<Systems, Failure> {
        let erp = kubalink_client::Client::builder(&self.erp.url())?.key(KEY).build()?;
        let nodeny = nodeny_client::Client::builder(&self.nodeny.url())?.login(ADMIN.login, ADMIN.password);
        let identity = ClientIdentity::from_pkcs12(self.carbon.client_pfx(), self.carbon.pfx_password())?;
        let carbon = procbill_client::Client::builder(&self.carbon.url())?
            .login(LOGIN, PASSWORD)
            .client_identity(identity)
            .pin_sha256(self.carbon.server_sha256());
        Ok(Systems {
            erp,
            nodeny: Some(Nodeny { client: nodeny.build()?, billing: NODENY_BILLING }),
            carbon: Some(carbon.build()?),
            open_states: OPEN_STATES.map(Into::into).to_vec(),
            within,
        })
    }
}

/// A PBX that reports its calls to `running` in both forms that are known.
pub fn pbx(running: &Running) -> mobilon::Builder {
    let Addresses { events, template } = Addresses::new(&format!("http://{}", running.hook), SECRET);
    let webhook = Webhook { template: Some(template), ..Webhook::events(events) };
    Sandbox::mobilon().webhook(webhook).user(User::new("Qw3rT9:secondphone00111", SECOND_EXTENSION))
}

/// A call that rings at both telephones.
pub fn call(from: &str, plan: CallPlan) -> IncomingCall {
    let rung = vec![EXTENSION.to_owned(), SECOND_EXTENSION.to_owned()];
    IncomingCall { rung, ..IncomingCall::new(from, plan) }
}

/// An answered call; one that is missed while NoDeny gives no answer; one of nobody; one of a phone that two customers have.
/// Ends when all is over and found.
pub async fn play(asked: &Asked, pbx: &mobilon::Running, board: &Board) {
    let before = board.since(0).cards.last().map_or(0, |card| card.id);
    pbx.incoming_call(call(CUSTOMER, CallPlan::answered(60))).await;
    until(board, before + 1, |card| card.found.is_complete()).await;
    let stall = asked.nodeny.stall_next(StallPoint::BeforeHead);
    pbx.incoming_call(call(OTHER, CallPlan::missed())).await;
    // It is not asked if it is said to be another billing.
    tokio::select! {
        () = stall.reached() => {}
        () = until(board, before + 2, |card| card.found.is_complete()) => {}
    }
    pbx.incoming_call(call(STRANGER, CallPlan::missed())).await;
    pbx.incoming_call(call(SHARED, CallPlan::answered(30))).await;
    for card in 1..=4 {
        until(board, before + card, |card| card.found.is_complete() && card.stage.is_over()).await;
    }
}

/// The same again and again.
pub async fn play_on(asked: &Asked, pbx: &mobilon::Running, board: &Board, pause: Duration) {
    loop {
        sleep(pause).await;
        play(asked, pbx, board).await;
    }
}

/// Until a card is like that, or has made place for others.
pub async fn until(board: &Board, id: u64, is_so: impl Fn(&Card) -> bool) {
    let mut watch = board.watch();
    loop {
        watch.borrow_and_update();
        let is_there = id >= board.since(u64::MAX).first;
        if !is_there || board.card(id).is_some_and(|card| is_so(&card)) {
            return;
        }
        if watch.changed().await.is_err() {
            return;
        }
    }
}

fn with_customers(erp: kubalink::Builder) -> kubalink::Builder {
    CUSTOMERS.into_iter().fold(erp, |erp, (id, name, phone, address, balance)| {
        let customer = json!({
            "id": id, "login": format!("user{id}"), "full_name": name, "balance": balance, "state_id": 2,
            "account_number": format!("1000{id}"), "billing_id": NODENY_BILLING.to_string(),
            "billing": {"id": NODENY_BILLING, "uuid": id.to_string()},
            "phone": [{"number": phone, "flag_main": 1}],
            "address": [{"type": "connect", "house_id": 900, "apartment": {"full_name": address}}],
        });
        erp.object(Kind::Customer, id, customer)
    })
}

fn with_tasks(erp: kubalink::Builder) -> kubalink::Builder {
    let task = |customer: i64, kind: u32, state: u32, what: &str| {
        json!({
            "type_id": kind, "state_id": state, "date_add": "2026-04-14 09:00:00", "date_do": "2026-04-16 10:00:00",
            "customer": [customer], "opis": what,
        })
    };
    erp.object(Kind::Task, 601, task(2001, 1, 1, "Нет связи с вечера, роутер мигает красным"))
        .object(Kind::Task, 602, task(2001, 2, 2, "Перенести кабель в другую комнату"))
        // Done.
        .object(Kind::Task, 603, task(2001, 1, 3, "Низкая скорость"))
        .object(Kind::Task, 604, task(2003, 1, 2, "Немає інтернету в офісі"))
}

/// NoDeny has them all, each with a balance of its own.
fn with_accounts(nodeny: nodeny::Builder) -> nodeny::Builder {
    let accounts = [(2001, 15_050), (2002, 1200), (2003, -12_500), (2004, 31_000)];
    accounts.into_iter().fold(nodeny, |nodeny, (id, balance)| {
        let name =
            CUSTOMERS.iter().find(|customer| customer.0 == i64::from(id)).map_or("", |customer| customer.1);
        let account = nodeny::Subscriber::new(id, format!("user{id}"), format!("pw-{id}"));
        nodeny.subscriber(nodeny::Subscriber { full_name: name.to_owned(), balance, ..account })
    })
}

/// Carbon Billing does not have the Ukrainian ones.
fn with_subscribers(carbon: procbill::Builder) -> procbill::Builder {
    let subscriber = |id, login: &str, name: &str, phone: &str, balance| procbill::Subscriber {
        parent_id: Some(GROUP),
        phone: Some(phone.to_owned()),
        balance,
        ..procbill::Subscriber::new(id, login, name)
    };
    carbon
        .subscriber(subscriber(2101, "sokolov_tv", "Соколов П. И. (ТВ)", "79130000003", -5_000))
        .subscriber(subscriber(2104, "lebedeva_tv", "Лебедева А. (ТВ)", "+79130000007", 22_500))
}
