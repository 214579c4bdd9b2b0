//! The chapter on NoDeny: a subscriber's account, credit, cards, a session that ends, and what an administrator asks.

use std::time::SystemTime;

use examples::program::Failure;
use examples::progress::Progress;
use examples::terminal::{clean, or_unknown, plain, time};
use examples::{say, step};
use isp_sandbox::Sandbox;
use isp_sandbox::nodeny::{ADMIN, CARD_FRESH, Running, SUBSCRIBER};
use nodeny_client::{Account, Client, ConnectedService, Role, TicketState, UnixTime};

pub async fn on_the_sandbox() -> Result<(), Failure> {
    let server = Sandbox::nodeny().generated_users(1000).start().await?;
    say!("The emulated billing listens on {}.", server.url());
    let url = format!("http://{}", server.addr());
    let billing = step!(
        "A client: an address and an account. Nothing is sent yet.",
        Client::builder(&url)?.login(SUBSCRIBER.login, SUBSCRIBER.password).build()?
    );
    let now = UnixTime::from_seconds(server.now().into());
    reads_of_a_subscriber(&billing, now).await?;
    changes(&billing).await?;
    session(&server, &billing).await?;
    refused(&server, &billing).await?;

    say!("\nThe same billing in the eyes of an administrator.");
    let billing = Client::builder(&url)?.login(ADMIN.login, ADMIN.password).build()?;
    // The tickets of the sandbox are of that year.
    reads_of_an_administrator(&billing, "2023-01-01").await?;
    server.shutdown().await;
    Ok(())
}

/// Nothing here changes anything.
pub async fn on_a_real_server(billing: &Client) -> Result<(), Failure> {
    say!("A real server at {}, of which the tour only reads.", billing.base_url());
    let identity = step!("Who is that?", billing.login().await?);
    say!("    -> {identity:?}");
    let now = UnixTime::from(SystemTime::now());
    if identity.role == Some(Role::Admin) {
        let month = UnixTime::from_seconds(now.seconds() - 30 * 86_400).local_at_offset(0);
        let start = month.ok_or("the clock of this machine")?.date().to_string();
        reads_of_an_administrator(billing, &start).await?;
    } else {
        reads_of_a_subscriber(billing, now).await?;
    }
    second_client(billing).await
}

async fn reads_of_a_subscriber(billing: &Client, now: UnixTime) -> Result<(), Failure> {
    let me = billing.subscriber();
    let account = step!("Read the account. The first call logs in by itself.", me.account().await?);
    if let Some(identity) = billing.identity() {
        say!("    -> logged in as {} {}", or_unknown(identity.role), or_unknown(identity.id));
    }
    show(&account, now)?;

    let messages = step!("Messages, which may be HTML.", me.messages().await?);
    for message in messages.iter().rev().take(3) {
        let text = plain(message.comment.as_deref().unwrap_or_default());
        say!("    -> {}  {text}", or_unknown(message.category.as_ref().map(|kind| format!("{kind:?}"))));
    }

    let connections = step!("Connections: which one goes on?", me.connections().await?);
    let active = connections.iter().find(|connection| connection.is_active());
    let since = active.and_then(|connection| connection.start).map(time);
    say!("    -> {} known, the active one since {}", connections.len(), or_unknown(since));

    let services = step!("What could be connected, and why not?", me.services_to_connect().await?);
    for service in services.iter().take(4) {
        let verdict = service.why_not.as_ref().map_or("can be connected", |reason| reason.as_str());
        say!("    -> {:12} {}", or_unknown(service.title.as_deref()), clean(verdict));
    }

    let offer = step!("Is there a credit on offer?", me.credit().await?);
    let credit = offer.credit.unwrap_or_default();
    say!(
        "    -> {}: {} {} for {} days",
        offer.outcome,
        or_unknown(credit.amount),
        credit.currency.as_deref().map(clean).unwrap_or_default(),
        or_unknown(credit.days)
    );

    let cards = step!("Bank cards for automatic payments. None is an empty list.", me.bank_cards().await?);
    for card in &cards {
        say!("    -> {}, {}", or_unknown(card.card.as_deref()), or_unknown(card.paysystem.as_ref()));
    }
    Ok(())
}

/// What moves money is never repeated while it may have been done.
async fn changes(billing: &Client) -> Result<(), Failure> {
    let me = billing.subscriber();
    let taken =
        step!("Take the credit. Why it is not given is an outcome, no error.", me.take_credit().await?);
    say!("    -> {:?}", taken.outcome);
    let again = step!("Once more.", me.take_credit().await?);
    say!("    -> {:?}", again.outcome);
    say!("    -> {:?}", step!("Redeem a scratch card.", me.redeem_card(CARD_FRESH).await?));
    say!("    -> {:?}", step!("And a wrong one.", me.redeem_card("12345").await?));
    Ok(())
}

async fn session(server: &Running, billing: &Client) -> Result<(), Failure> {
    let before = server.logins();
    server.expire_sessions();
    say!("\nMeanwhile the session expires.");
    let account = step!("The next call renews it.", billing.subscriber().account().await?);
    let balance = or_unknown(account.user.and_then(|user| user.balance));
    say!("    -> balance {balance}, logins {before} -> {}", server.logins());
    second_client(billing).await?;
    say!("    -> logins still {}", server.logins());
    Ok(())
}

async fn second_client(billing: &Client) -> Result<(), Failure> {
    let url = billing.base_url().to_string();
    let token = step!(
        "Keep the session over a restart. Nothing prints it.",
        billing.session().ok_or("no session is open")?
    );
    say!("    -> {token:?}");
    let second = step!(
        "A second client goes on with it, without a password.",
        Client::builder(&url)?.session(token).build()?
    );
    let answer = step!("And any action, known here or not, can be asked for.", second.version().await?);
    say!("    -> {}", or_unknown(answer.result()));
    Ok(())
}

async fn refused(server: &Running, billing: &Client) -> Result<(), Failure> {
    server.refuse_next("<p>Слишком <b>часто</b>, попробуйте позже</p>");
    let error = step!("When the server refuses, it may do so in HTML.", billing.subscriber().credit().await);
    if let Err(error) = error {
        let text = error.message().unwrap_or_default();
        say!("    -> kind {}, delivery {}: {text}", error.kind(), error.delivery());
        let text = step!("Its plain text:", nodeny_client::plain_text(text));
        say!("    -> {text}");
    }
    Ok(())
}

async fn reads_of_an_administrator(billing: &Client, since: &str) -> Result<(), Failure> {
    let admin = billing.admin();
    let mut users = step!(
        "All subscribers, one by one while the answer still arrives.",
        admin.users().fields(["id", "name", "balance"]).stream()
    );
    let mut count = 0;
    let progress = Progress::counting("subscribers");
    while let Some(user) = users.next().await {
        let user = user?;
        count += 1;
        progress.at(count);
        if count <= 3 {
            let (id, name) = (or_unknown(user.id), or_unknown(user.name.as_deref()));
            progress.aside(|| -> Result<(), Failure> {
                say!("    -> {id:>8}  {name:16}  {}", or_unknown(user.balance));
                Ok(())
            })?;
        }
    }
    drop(progress);
    say!("    -> {count} in all");

    let tickets = step!(
        "Tickets that are not closed.",
        admin.tickets(since.parse()?).state(TicketState::NotClosed).await?
    );
    for ticket in tickets.iter().take(3) {
        let state = or_unknown(ticket.state.as_ref());
        say!("    -> {:>8}  {state:8}  {}", or_unknown(ticket.id), or_unknown(ticket.subject.as_deref()));
    }
    say!("    -> {} since {since}", tickets.len());
    Ok(())
}

fn show(account: &Account, now: UnixTime) -> Result<(), Failure> {
    if let Some(user) = &account.user {
        say!(
            "    -> contract {}, balance {}, access {}",
            or_unknown(user.contract.as_deref()),
            or_unknown(user.balance),
            or_unknown(user.state.as_ref())
        );
    }
    for service in &account.services {
        let end = |service: &ConnectedService| service.end(now).map_or("no end".to_owned(), time);
        say!("    -> {}, {}, until {}", or_unknown(service.name()), or_unknown(service.price), end(service));
    }
    say!("    -> {} payments and charges", account.pays.len());
    Ok(())
}
