//! The chapter on KubaLink: a customer's card, money, tasks, devices, files, what a server says when it refuses, and
//! actions that no table knows.

use std::collections::BTreeMap;

use examples::program::Failure;
use examples::terminal::{or_unknown, plain};
use examples::{say, step};
use isp_sandbox::Sandbox;
use isp_sandbox::kubalink::{ATTACHMENT, Breakage, CUSTOMER, KEY, Running};
use kubalink_client::customer::CustomerKey;
use kubalink_client::device::ObjectType;
use kubalink_client::task::TaskOrder;
use kubalink_client::{Client, CustomerId, Decimal, Delivery, Effect, OPERATIONS, Refusal};

pub async fn on_the_sandbox() -> Result<(), Failure> {
    let server = Sandbox::kubalink().generated_devices(5000).start().await?;
    say!("The emulated ERP listens on {}.", server.url());
    let erp = step!(
        "A client: an address and a key. Everything goes by POST, the key in the body.",
        Client::builder(&server.url())?.key(KEY).build()?
    );
    reads(&erp, u64::try_from(CUSTOMER)?.into()).await?;
    money(&server, &erp).await?;
    devices(&erp).await?;
    file(&erp).await?;
    refused(&server, &erp).await?;
    any_action(&erp).await?;
    server.shutdown().await;
    Ok(())
}

/// Nothing here changes anything.
pub async fn on_a_real_server(erp: &Client) -> Result<(), Failure> {
    say!("A real server at {}, of which the tour only reads.", erp.base_url());
    let info = step!("Does it answer?", erp.system().get_system_info().await?);
    say!("    -> {}", or_unknown(info.and_then(|info| info.date_time_string)));
    let states = step!("The states of tasks.", erp.task().get_catalog_state().await?);
    for state in states.iter().take(5) {
        say!("    -> {:>4}  {}", state.id, or_unknown(state.name.as_ref()));
    }
    let list =
        step!("The ids of some tasks.", erp.task().get_list().order_by(TaskOrder::DateAdd).limit(5).await?);
    say!("    -> {:?}", list.ids);
    Ok(())
}

async fn reads(erp: &Client, customer: CustomerId) -> Result<(), Failure> {
    let card = step!("A customer's card: `None` if there is none.", erp.customer().get_data(customer).await?);
    let card = card.ok_or("the sandbox has this customer")?;
    say!(
        "    -> {}, balance {}, since {}",
        or_unknown(card.full_name.as_ref()),
        or_unknown(card.balance),
        or_unknown(card.date_connect)
    );
    let found = step!(
        "Who has this phone? Several may, so all ids come.",
        erp.customer().get_abon_ids(CustomerKey::Phone, "+79130000001").await?
    );
    say!("    -> {found:?}");

    let mut tasks = step!(
        "Their tasks: the ids page by page, the tasks a hundred at a time.",
        erp.task().get_list().customer_id([customer]).order_by(TaskOrder::DateDo).tasks()
    );
    while let Some(task) = tasks.next().await {
        let task = task?;
        let state = task.state.as_ref().and_then(|state| state.name.as_ref());
        let todo = task.date.as_ref().and_then(|date| date.todo);
        say!(
            "    -> {} {}, {}, for {}",
            task.id,
            or_unknown(task.description.as_ref()),
            or_unknown(state),
            or_unknown(todo)
        );
        let given = task.description.as_ref().map(|text| text.as_given().to_owned());
        say!("    -> as the server escapes it: {}", or_unknown(given));
    }
    Ok(())
}

/// What moves money is never repeated while it may have been done.
async fn money(server: &Running, erp: &Client) -> Result<(), Failure> {
    let customer = erp.customer();
    step!(
        "Take a payment.",
        customer.change_balance(42, Decimal::new(15_000, 2), "cash desk 3").employee_id(7).await?
    );
    say!("    -> balance {}", or_unknown(server.balance(CUSTOMER)));
    let input = step!(
        "A mistake is found before anything is sent.",
        customer.change_balance(0, Decimal::ONE, "cash desk 3").await
    );
    say!("    -> {}", input.err().map_or_else(String::new, |error| error.to_string()));
    server.break_next(Breakage::EmptyBody);
    let lost = step!(
        "Now the answer gets lost. The error says that the server may have acted.",
        customer.change_balance(42, Decimal::ONE, "cash desk 3").await
    );
    if let Err(error) = lost {
        say!("    -> {error}");
        say!("    -> ask before you repeat: {}", error.delivery() == Delivery::Unknown);
    }
    Ok(())
}

async fn devices(erp: &Client) -> Result<(), Failure> {
    let mut devices = step!(
        "All devices, one by one while the answer still arrives. Passwords are left out unless asked for.",
        erp.device().get_data(ObjectType::All).is_hide_ifaces_data(true).stream()
    );
    let (mut count, mut online) = (0, 0);
    while let Some(device) = devices.next().await {
        count += 1;
        online += usize::from(device?.is_online == Some(true));
    }
    say!("    -> {count}, {online} of them answer");
    let switch = step!(
        "What is asked for is a secret.",
        erp.device().get_data(ObjectType::Switch).object_id(71).is_hide_access_data(false).await?
    );
    say!("    -> telnet password: {:?}", switch.first().and_then(|switch| switch.telnet_pass.as_ref()));
    Ok(())
}

async fn file(erp: &Client) -> Result<(), Failure> {
    let file = step!("A file comes as a stream of bytes.", erp.attach().get_file(ATTACHMENT).await?);
    say!("    -> {} bytes", file.read_all(1 << 20).await?.len());
    Ok(())
}

async fn refused(server: &Running, erp: &Client) -> Result<(), Failure> {
    let url = server.url();
    let stranger = step!("With a wrong key:", Client::builder(&url)?.key("stolen").build()?);
    if let Err(error) = stranger.customer().get_data(42).await {
        say!("    -> {error}");
        say!("    -> refusal {:?}, delivery {}", error.refusal::<Refusal>(), error.delivery());
    }
    server.break_next(Breakage::LoginPage);
    if let Err(error) = step!("A login page in place of data:", erp.customer().get_data(42).await) {
        say!("    -> {error}");
        say!("    -> refusal {:?}", error.refusal::<Refusal>());
    }
    Ok(())
}

async fn any_action(erp: &Client) -> Result<(), Failure> {
    let own: BTreeMap<u64, BTreeMap<String, serde_json::Value>> = step!(
        "Any answer as a type of your own.",
        erp.address().get_house().building_id([900]).json().await?
    );
    say!("    -> {} house, {} fields", own.len(), own.values().next().map_or(0, BTreeMap::len));
    let old = step!(
        "Any action by its name, here the example of the vendor's page.",
        erp.raw("abon", "msg").param("usercode", 42).effect(Effect::Read).await?
    );
    say!("    -> {}", plain(old["data"][0]["Text"].as_str().unwrap_or("?")));
    let once = OPERATIONS.iter().filter(|row| row.effect == Effect::Once).count();
    say!("\nOf {} actions, {once} are never repeated while they may have been done.", OPERATIONS.len());
    Ok(())
}
