//! The chapter on Mobilon: place a call, read it back, list a day, stream a recording, receive the webhooks.

use std::time::Duration;

use examples::program::Failure;
use examples::progress::Progress;
use examples::terminal::{clean, or_unknown};
use examples::webhooks::Addresses;
use examples::{clock, say, step};
use isp_sandbox::Sandbox;
use isp_sandbox::mobilon::{ACCOUNT_TOKEN, CallPlan, IncomingCall, Running, USER_KEY, Webhook as Hooks};
use mobilon_client::webhook::{CallTracker, Webhook};
use mobilon_client::{Call, CallId, Client, LocalDate, Recording, UnixTime};

use crate::Arguments;
use crate::receiver::Receiver;

pub async fn on_the_sandbox(arguments: &Arguments) -> Result<(), Failure> {
    let mut receiver = Receiver::start().await?;
    let Addresses { events, template } = receiver.addresses.clone();
    let hooks = Hooks { template: Some(template), ..Hooks::events(events) };
    let server = Sandbox::mobilon().webhook(hooks).start().await?;
    say!("The emulated PBX listens on {}, the receiver of its webhooks beside it.", server.url());

    let url = server.url();
    let pbx = step!(
        "A client: an address and two credentials, which nothing ever prints.",
        Client::builder(&url)?.user_key(USER_KEY).account_token(ACCOUNT_TOKEN).build()?
    );
    say!(
        "    -> {} (Debug of the whole client: {} characters, no secret)",
        pbx.base_url(),
        format!("{pbx:?}").len()
    );

    let number = arguments.call.as_deref().unwrap_or("89130000001");
    let call_id = place(&pbx, number).await?;
    read_back(&pbx, &call_id).await?;
    // Somebody calls and nobody answers: only the PBX itself can make that happen.
    server.incoming_call(IncomingCall::new("89130000007", CallPlan::missed())).await;
    let day = arguments.day.map_or_else(|| server.today().parse(), Ok)?;
    list(&pbx, day).await?;
    recording(&pbx, &call_id).await?;
    server.delivered().await;
    webhooks(&mut receiver, UnixTime::from_seconds(server.now().into()))?;
    refused(&server, &pbx).await?;
    server.shutdown().await;
    Ok(())
}

pub async fn on_a_real_server(pbx: &Client, arguments: &Arguments) -> Result<(), Failure> {
    say!("A real server at {}.", pbx.base_url());
    let mut call_id = None;
    match &arguments.call {
        Some(number) => {
            let placed = place(pbx, number).await?;
            read_back(pbx, &placed).await?;
            call_id = Some(placed);
        }
        None => say!("\nNo phone rings: give --call NUMBER to place a call."),
    }
    let day = arguments.day.map_or_else(clock::today, Ok)?;
    let calls = list(pbx, day).await?;
    let recorded = calls.into_iter().find(Call::has_recording).and_then(|call| call.call_id);
    match recorded.or(call_id) {
        Some(id) => recording(pbx, &id).await?,
        None => say!("\nNo call of that day has a recording."),
    }
    say!("\nWebhooks come to an address that you enter in the portal; the tour on the sandbox shows them.");
    Ok(())
}

async fn place(pbx: &Client, number: &str) -> Result<CallId, Failure> {
    let placed =
        step!("Place a call. It is never repeated while it may have been placed.", pbx.call(number).await?);
    say!("    -> {}", clean(placed.description.as_deref().unwrap_or("placed")));
    Ok(placed.call_id.ok_or("this server is too old to give an id")?)
}

async fn read_back(pbx: &Client, call_id: &CallId) -> Result<(), Failure> {
    match step!("Read it back by its id.", pbx.call_info(call_id).await?) {
        Some(call) => {
            show(&call)?;
            if let Some(seconds) = call.utc_offset() {
                say!("    -> the account's clock is {:+} h from UTC, by its id", f64::from(seconds) / 3600.0);
            }
        }
        None => say!("    -> the server knows nothing of it yet"),
    }
    Ok(())
}

async fn list(pbx: &Client, day: LocalDate) -> Result<Vec<Call>, Failure> {
    let mut calls =
        step!("List a day, call by call, while the answer still arrives.", pbx.journal(day).stream());
    let mut seen = Vec::new();
    let progress = Progress::counting("calls");
    while let Some(call) = calls.next().await {
        seen.push(call?);
        progress.at(seen.len() as u64);
    }
    drop(progress);
    say!("    -> {} calls on {day}", seen.len());
    seen.iter().take(5).try_for_each(show)?;
    Ok(seen)
}

async fn recording(pbx: &Client, call_id: &CallId) -> Result<(), Failure> {
    let patience = Duration::from_secs(30);
    let recording = step!(
        "Stream its recording, waiting if it is not ready.",
        pbx.recording(call_id).wait(patience).await?
    );
    match recording {
        Recording::Ready(mut audio) => {
            let (mut bytes, mut chunks) = (0, 0);
            let progress = Progress::counting("bytes");
            while let Some(chunk) = audio.chunk().await? {
                bytes += chunk.len();
                chunks += 1;
                progress.at(bytes as u64);
            }
            drop(progress);
            let kind = audio.content_type().unwrap_or("of an unknown type").to_owned();
            say!("    -> {bytes} bytes, {kind}, in {chunks} chunks");
        }
        Recording::NotReady { .. } => say!("    -> not ready yet"),
        _ => say!("    -> there is none"),
    }
    Ok(())
}

fn webhooks(receiver: &mut Receiver, now: UnixTime) -> Result<(), Failure> {
    let mut tracker = CallTracker::new();
    say!("\nMeanwhile the webhooks of that call came, and of another one that nobody answered.");
    while let Ok(webhook) = receiver.webhooks.try_recv() {
        match webhook {
            Webhook::Event(event) => {
                let who = (event.from.as_deref().unwrap_or("?"), event.to.as_deref().unwrap_or("?"));
                say!("    <- {:9} {} -> {}", event.state.as_str(), who.0, who.1);
                tracker.apply(&event, now);
            }
            Webhook::Subscriber { number, .. } => say!("    <- a subscriber's phone rings: {number}"),
            other => say!("    <- {other:?}"),
        }
    }
    let calls = step!("Fold the events into calls.", tracker.calls());
    for call in calls {
        let rung: Vec<_> = call.rung().iter().filter_map(|leg| leg.extension()).collect();
        let outcome = call.outcome().map_or("goes on".to_owned(), |outcome| format!("{outcome:?}"));
        say!("    -> {outcome}; subscribers asked: {}; {} s", rung.join(", "), call.duration().unwrap_or(0));
    }
    Ok(())
}

/// What goes wrong, and what the error says about it.
async fn refused(server: &Running, pbx: &Client) -> Result<(), Failure> {
    server.fail_next(4);
    let error = step!("And when it goes wrong, ask the error.", pbx.call("89130000001").await);
    if let Err(error) = error {
        say!("    -> {error}");
        say!("    -> kind {}, delivery {}: may the phone ring?", error.kind(), error.delivery());
    }
    if let Err(error) = step!("Bad input never leaves the machine.", pbx.call("+7 913 000-00-01").await) {
        say!("    -> {error}");
    }
    Ok(())
}

fn show(call: &Call) -> Result<(), Failure> {
    say!(
        "    -> {}  {} -> {}  {}, {} s",
        or_unknown(call.time),
        or_unknown(call.from.as_deref()),
        or_unknown(call.to.as_deref()),
        or_unknown(call.status.as_ref().map(|status| status.as_str())),
        call.duration.unwrap_or(0)
    );
    Ok(())
}
