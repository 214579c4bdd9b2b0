//! The chapter on Carbon Billing: a client's certificate, a subscriber, a payment and one whose answer is lost.

use examples::program::Failure;
use examples::terminal::{clean, or_unknown};
use examples::{say, step};
use isp_sandbox::procbill::{LOGIN, PASSWORD, Running, SUBSCRIBER};
use isp_sandbox::{Fault, Sandbox};
use procbill_client::{
    Client, ClientIdentity, Columns, Confirmation, Decimal, Effect, Outcome, SubscriberCard,
};

pub async fn on_the_sandbox() -> Result<(), Failure> {
    let server = Sandbox::procbill().start().await?;
    say!(
        "The emulated billing listens on {}, and admits only clients that show a certificate.",
        server.url()
    );
    let (url, pin) = (server.url(), server.server_sha256());
    let (pfx, pfx_password) = (server.client_pfx(), server.pfx_password());
    let identity = step!(
        "The client's certificate, from the PFX file that the billing's own pages hand out.",
        ClientIdentity::from_pkcs12(pfx, pfx_password)?
    );
    say!("    -> {identity:?}");
    let billing = step!(
        "A client. The server's certificate is its own, so it is told by its SHA-256.",
        Client::builder(&url)?
            .login(LOGIN, PASSWORD)
            .client_identity(identity.clone())
            .pin_sha256(pin)
            .build()?
    );
    let other_pin = "00".repeat(32);
    let stranger = Client::builder(&url)?.login(LOGIN, PASSWORD).client_identity(identity);
    let stranger = stranger.pin_sha256(other_pin).build()?;
    if let Err(error) = step!("With another pin nothing is sent.", stranger.login().await) {
        say!("    -> kind {}, delivery {}: {error}", error.kind(), error.delivery());
    }

    let id: i64 = SUBSCRIBER.into();
    let found = step!(
        "A subscriber by the number of the contract. The first call logs in by itself.",
        billing.find_subscribers().contract("000123").await?
    );
    for found in &found {
        let (id, name) = (or_unknown(found.id), or_unknown(found.identify.as_deref()));
        say!("    -> {id}, {name}, balance {}", or_unknown(found.balance));
    }
    card(&billing, id).await?;
    lists(&billing).await?;
    payment(&server, &billing, id).await?;
    refused(&billing, id).await?;
    server.shutdown().await;
    Ok(())
}

/// Nothing here changes anything.
pub async fn on_a_real_server(billing: &Client) -> Result<(), Failure> {
    say!("A real server at {}, of which the tour only reads.", billing.base_url());
    step!("The certificates, the name and the password.", billing.login().await?);
    say!("    -> a session is open");
    let debtors = step!(
        "Subscribers with nothing on the account.",
        billing.find_subscribers().end_user(true).balance_to(Decimal::ZERO).await?
    );
    say!("    -> {} found", debtors.len());
    if let Some(id) = debtors.iter().find_map(|debtor| debtor.id) {
        card(billing, id).await?;
        let operations = step!("The operations on the account.", billing.operations(id).await?);
        names(&operations)?;
    }
    lists(billing).await
}

async fn card(billing: &Client, id: i64) -> Result<(), Failure> {
    let subscriber =
        step!("All columns of one. There may be none of that id.", billing.subscriber(id).await?);
    let Some(card) = subscriber else {
        say!("    -> none");
        return Ok(());
    };
    let SubscriberCard { name, balance, ip, enabled, gen_pwd, .. } = &card;
    say!(
        "    -> {}, balance {}, address {}, enabled: {}",
        or_unknown(name.as_deref()),
        or_unknown(*balance),
        or_unknown(*ip),
        or_unknown(*enabled)
    );
    say!("    -> the password is a secret, which nothing prints: {gen_pwd:?}");
    say!("    -> columns that this client does not know: {}", card.extra.iter().count());
    Ok(())
}

/// Of what procedure the columns are not published, rows come by the names that the server has.
async fn lists(billing: &Client) -> Result<(), Failure> {
    let homes =
        step!("Houses. Their columns are published nowhere: they come by name.", billing.homes().await?);
    for home in homes.iter().take(3) {
        let column = |name| or_unknown(home.value(name));
        say!("    -> {}, {} {}", column("city"), column("street"), column("s_number"));
    }
    names(&homes)?;
    let rows = step!(
        "Any procedure, known here or not. You say what a repeat would do.",
        billing.execute("CLN_SWITCH_LIST", Effect::Read).null().null().await?
    );
    names(&rows)
}

/// Names only: passwords may stand in the columns.
fn names(rows: &[Columns]) -> Result<(), Failure> {
    let names =
        rows.first().map(|row| row.iter().map(|(name, _)| clean(name)).collect::<Vec<_>>().join(", "));
    say!("    -> {} in all, of the columns {}", rows.len(), names.unwrap_or_default());
    Ok(())
}

async fn payment(server: &Running, billing: &Client, id: i64) -> Result<(), Failure> {
    let payment = step!(
        "A payment. Nothing is sent yet.",
        billing.add_payment(id, Decimal::new(35_050, 2)).description("Касса 3")
    );
    let receipt = step!("Its receipt, to keep before it is sent.", payment.receipt());
    say!("    -> reference {}, {} for {}", receipt.number, receipt.sum, receipt.user_id);
    let outcome = step!("Now it is sent, once.", payment.await?);
    let said = match &outcome {
        Outcome::Rows(rows) => format!("{} row", rows.len()),
        other => format!("{other:?}"),
    };
    say!("    -> {said}: no answer of an edit is published, so none proves anything");
    let booked = step!("Is it booked?", billing.confirm(&receipt).await?);
    say!("    -> {}", shown(&booked));

    say!("\nThe same again, and the server acts and hangs up before it answers.");
    server.fault_next(1, Fault::ResetAfter);
    let payment = billing.add_payment(id, Decimal::new(10_000, 2)).description("Касса 3");
    let receipt = payment.receipt();
    if let Err(error) = step!("It is not sent again: that could pay twice.", payment.await) {
        say!("    -> kind {}, delivery {}: {error}", error.kind(), error.delivery());
    }
    let settled = step!("The receipt finds out.", billing.confirm(&receipt).await?);
    let numbers: Vec<_> =
        server.operations(SUBSCRIBER).into_iter().filter_map(|operation| operation.number).collect();
    say!("    -> {}; the billing's own books have {}", shown(&settled), numbers.join(" and "));
    Ok(())
}

fn shown(confirmation: &Confirmation) -> String {
    match confirmation {
        Confirmation::Booked(row) => format!("booked, as operation {}", or_unknown(row.value("id"))),
        Confirmation::NotBooked => "not booked".to_owned(),
        _ => "undecided: that is for a person".to_owned(),
    }
}

async fn refused(billing: &Client, id: i64) -> Result<(), Failure> {
    let error = step!(
        "A text that could end up as SQL is not sent, unless the builder is told to.",
        billing.add_payment(id, Decimal::ONE).description("Касса 'О'").await
    );
    if let Err(error) = error {
        say!("    -> kind {}, delivery {}: {error}", error.kind(), error.delivery());
    }
    let error = step!(
        "A procedure that the server does not have.",
        billing.execute("CLN_NO_SUCH", Effect::Once).await
    );
    if let Err(error) = error {
        let said = clean(error.message().unwrap_or_default());
        say!("    -> kind {}, delivery {}: {error}\n    -> {said}", error.kind(), error.delivery());
    }
    Ok(())
}
