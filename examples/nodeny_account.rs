//! A subscriber's page of a NoDeny billing in the terminal. What cannot be had is shown as missing, with the reason.

use std::process::ExitCode;
use std::time::SystemTime;

use examples::environment;
use examples::program::{self, Ended, Failure};
use examples::progress::Progress;
use examples::terminal::{clean, or_unknown, plain, shortened, table, time};
use examples::{say, variables};
use isp_sandbox::Sandbox;
use isp_sandbox::nodeny::SUBSCRIBER;
use lexopt::Parser;
use nodeny_client::{
    Account, BankCard, Client, ConnectedService, Connection, CreditOffer, CreditOutcome, Error, Message, Pay,
    UnixTime, User,
};

const HELP: &str = concat!(
    "\
A subscriber's page of a NoDeny billing, from the sandbox inside this program or from a real server. It only reads.

usage: cargo run --example nodeny_account

environment, for a real server:
",
    variables!(nodeny, "of a subscriber"),
    "
Times are in UTC, but those that the server wrote for people itself, which are on its own clock.

exit codes:
    0  all is shown
    1  nothing could be had
    2  bad usage
    3  some is missing, and the page says why
  130  Ctrl-C
"
);

/// Payments and messages, the newest.
const ROWS: usize = 10;

fn arguments(mut words: Parser) -> Result<(), lexopt::Error> {
    words.next()?.map_or(Ok(()), |word| Err(word.unexpected()))
}

#[tokio::main]
async fn main() -> ExitCode {
    program::run(HELP, arguments, async |()| program::until_ctrl_c(shown()).await).await
}

async fn shown() -> Result<Ended, Failure> {
    if let Some(client) = environment::nodeny("nodeny-account")? {
        return page(&client, SystemTime::now().into()).await;
    }
    let server = Sandbox::nodeny().start().await?;
    let client = Client::builder(&format!("http://{}", server.addr()))?;
    let client = client.login(SUBSCRIBER.login, SUBSCRIBER.password).build()?;
    page(&client, UnixTime::from_seconds(server.now().into())).await
}

/// One block after the other: the server starts a process for each request.
async fn page(client: &Client, now: UnixTime) -> Result<Ended, Failure> {
    let me = client.subscriber();
    let mut blocks =
        Blocks { progress: Progress::waiting("asking NoDeny"), shown: 0, missing: 0, first: None };
    match me.account().await {
        Ok(Account { user, services, pays, .. }) => {
            match user {
                Some(user) => blocks.show("Account", &account(&user))?,
                None => blocks.miss("Account", "the answer has none")?,
            }
            blocks.show("Services", &connected(&services, now))?;
            blocks.show("Last payments", &payments(pays))?;
        }
        Err(error) => {
            for title in ["Account", "Services", "Last payments"] {
                blocks.miss(title, &reason(&error))?;
            }
            blocks.first = Some(error);
        }
    }
    blocks.add("Messages", me.messages().await.map(messages))?;
    blocks.add("Connected now", me.connections().await.map(|rows| connections(&rows)))?;
    blocks.add("Credit on offer", me.credit().await.map(|offer| credit(&offer)))?;
    blocks.add("Saved cards", me.bank_cards().await.map(|cards| bank_cards(&cards)))?;
    Ok(match blocks {
        Blocks { missing: 0, .. } => Ended::Done,
        Blocks { shown: 0, first: Some(error), .. } => return Err(error.into()),
        _ => Ended::Partly,
    })
}

struct Blocks {
    progress: Progress,
    shown: usize,
    missing: usize,
    /// Why something is missing.
    first: Option<Error>,
}

impl Blocks {
    fn add(&mut self, title: &str, text: Result<String, Error>) -> Result<(), Failure> {
        match text {
            Ok(text) => self.show(title, &text),
            Err(error) => {
                self.miss(title, &reason(&error))?;
                self.first.get_or_insert(error);
                Ok(())
            }
        }
    }

    fn show(&mut self, title: &str, text: &str) -> Result<(), Failure> {
        self.shown += 1;
        self.put(title, if text.is_empty() { "  none\n" } else { text })
    }

    fn miss(&mut self, title: &str, why: &str) -> Result<(), Failure> {
        self.missing += 1;
        self.put(title, &format!("  missing: {why}\n"))
    }

    fn put(&self, title: &str, text: &str) -> Result<(), Failure> {
        self.progress.aside(|| {
            say!("{title}\n{text}");
            Ok(())
        })
    }
}

fn reason(error: &Error) -> String {
    format!("{} (kind {}, delivery {})", plain(&error.to_string()), error.kind(), error.delivery())
}

fn account(user: &User) -> String {
    let rows = [
        ("name", or_unknown(user.fio.as_deref())),
        ("login", or_unknown(user.name.as_deref())),
        ("contract", or_unknown(user.contract.as_deref())),
        ("state", or_unknown(user.state.as_ref())),
        ("balance", or_unknown(user.balance)),
        ("to pay", or_unknown(user.recommended_pay.as_deref())),
        ("payment code", or_unknown(user.ppc.as_deref())),
    ];
    table(&rows.map(|(name, value)| [name.to_owned(), value]))
}

fn connected(services: &[ConnectedService], now: UnixTime) -> String {
    let header = ["name", "price", "next", "its price", "end"].map(str::to_owned);
    let rows = services.iter().map(|service| {
        let next = match (&service.next_service_title, service.next_service_id) {
            (Some(title), _) if !title.is_empty() => clean(title),
            (_, Some(0)) => "nothing".to_owned(),
            (_, Some(id)) if service.service_id == Some(id) => "the same".to_owned(),
            (_, id) => or_unknown(id),
        };
        let end = match (service.end(now), &service.human_time) {
            (Some(end), _) => time(end),
            (None, Some(text)) if !text.as_str().is_empty() => clean(text.as_str()),
            (None, _) => "no end".to_owned(),
        };
        let next_price = service.next_service_price.map_or_else(String::new, |price| price.to_string());
        [or_unknown(service.name()), or_unknown(service.price), next, next_price, end]
    });
    with_header(header, rows.collect())
}

fn payments(mut pays: Vec<Pay>) -> String {
    // In which order the server sends them is not known.
    pays.sort_by_key(|pay| std::cmp::Reverse(pay.time));
    let rows = pays.iter().take(ROWS).map(|pay| {
        [
            or_unknown(pay.time.map(time)),
            or_unknown(pay.cash),
            or_unknown(pay.category.as_ref().map(|category| format!("{category:?}"))),
            one_line(pay.comment.as_deref()),
        ]
    });
    table(&rows.collect::<Vec<_>>())
}

fn messages(mut messages: Vec<Message>) -> String {
    messages.sort_by_key(|message| std::cmp::Reverse(message.time));
    let rows = messages.iter().take(ROWS).map(|message| {
        [
            or_unknown(message.time.map(time)),
            or_unknown(message.category.as_ref().map(|category| format!("{category:?}"))),
            one_line(message.comment.as_deref().or(message.reason.as_deref())),
        ]
    });
    table(&rows.collect::<Vec<_>>())
}

fn one_line(text: Option<&str>) -> String {
    shortened(&plain(text.unwrap_or_default()), 60)
}

fn connections(connections: &[Connection]) -> String {
    let rows = connections.iter().filter(|connection| connection.is_active()).map(|connection| {
        let since = or_unknown(connection.start.map(time));
        [format!("since {since}"), or_unknown(connection.ip.or(connection.ipa))]
    });
    table(&rows.collect::<Vec<_>>())
}

fn credit(offer: &CreditOffer) -> String {
    match (&offer.outcome, &offer.credit) {
        (CreditOutcome::Ok, Some(credit)) => format!(
            "  {} {} for {} days, charged {}, of which {} commission\n",
            or_unknown(credit.amount),
            clean(credit.currency.as_deref().unwrap_or_default()),
            or_unknown(credit.days),
            or_unknown(credit.full_amount),
            or_unknown(credit.commission),
        ),
        (outcome, _) => format!("  none: {}\n", outcome),
    }
}

fn bank_cards(cards: &[BankCard]) -> String {
    let rows = cards.iter().map(|card| {
        let autopay = match card.enabled {
            Some(true) => "pays by itself",
            Some(false) => "does not pay by itself",
            None => "?",
        };
        let last = card.last_pay_time.as_ref().map(|time| format!("last on {}", clean(time.as_str())));
        [
            or_unknown(card.card.as_deref()),
            or_unknown(card.paysystem.as_ref()),
            autopay.to_owned(),
            last.unwrap_or_default(),
        ]
    });
    table(&rows.collect::<Vec<_>>())
}

fn with_header<const N: usize>(header: [String; N], mut rows: Vec<[String; N]>) -> String {
    if rows.is_empty() {
        return String::new();
    }
    rows.insert(0, header);
    table(&rows)
}
