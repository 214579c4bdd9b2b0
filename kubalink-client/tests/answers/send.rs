//! What may travel between threads, checked when it is compiled.

use kubalink_client::attach::AttachTo;
use kubalink_client::commutation::ObjectType;
use kubalink_client::customer::Customer;
use kubalink_client::device::Device;
use kubalink_client::task::Task;
use kubalink_client::testing::Script;
use kubalink_client::{
    Answer, AsJson, Ask, BoxFuture, Client, ClientBuilder, Decimal, Done, Download, Error, Items, Newin,
    Pending, Raw, Refusal, Secret, attach, commutation, customer, device, task,
};
use serde_json::Value;

fn shared<T: Send + Sync + 'static>() {}
fn sent<T: Send + 'static>() {}

/// Gives what was tested on, so that the tests below read as calls.
fn spawned<T: Send + 'static>(
    future: impl IntoFuture<Output = Result<T, Error>, IntoFuture: Send + 'static>,
) {
    drop(future.into_future());
}

fn parked<T>(action: T) -> T
where
    T: Send + Sync + Clone + 'static,
{
    action
}

#[test]
fn clients_answers_and_errors_are_shared() {
    shared::<Client>();
    shared::<ClientBuilder>();
    shared::<Newin>();
    shared::<Error>();
    shared::<Refusal>();
    shared::<(attach::Actions, commutation::Actions, customer::Actions, device::Actions, task::Actions)>();
    shared::<(Customer, Device, Task, Done, Answer, Secret)>();
    shared::<(Raw, Pending<Ask<AsJson<Value>>>, Pending<Ask<Vec<Customer>>>)>();
    sent::<(Items<Customer>, Items<Task>, Download)>();
    sent::<BoxFuture<'static, Result<Value, Error>>>();
}

#[test]
fn actions_are_shared_and_their_futures_are_sent() {
    let builder = Client::builder("https://erp.test").unwrap_or_else(|error| panic!("{error}"));
    let erp = builder.key("k").transport(Script::new([])).build().unwrap_or_else(|error| panic!("{error}"));
    // Of each kind of answer one.
    spawned(parked(erp.customer().get_data(1)));
    spawned(parked(erp.customer().get_data_many([1])));
    spawned(parked(erp.customer().get_data_many([1])).in_parts_of(1));
    spawned(parked(erp.customer().add()));
    spawned(parked(erp.customer().get_abon_id(customer::CustomerKey::Ip, "1")));
    spawned(parked(erp.customer().get_customers_id()));
    spawned(parked(erp.customer().change_balance(1, Decimal::ONE, "x")));
    spawned(parked(erp.customer().get_mac_history(1)));
    spawned(parked(erp.customer().get_last_ip()));
    spawned(parked(erp.device().get_pon_level_history()));
    spawned(parked(erp.commutation().get_data(ObjectType::Customer)));
    spawned(parked(erp.attach().get_file("u")));
    spawned(parked(erp.attach().get_file_temporary_link("u")));
    spawned(parked(erp.attach().add(AttachTo::Task, 1, "https://files.example.net/a")));
    spawned(parked(erp.task().get_list()));
    spawned(parked(erp.task().show(1)).json::<Value>());
    spawned(parked(erp.raw("a", "b")));
    drop(parked(erp.task().get_list()).tasks_with(|show| show.is_without_comments(true)));
}

/// What a handler of a web server does: a future that borrows nothing of the client's.
#[tokio::test]
async fn a_call_on_another_thread() {
    let script = Script::always(kubalink_client::testing::Reply::ok(r#"{"Result":"OK","data":{"id":42}}"#));
    let builder = Client::builder("https://erp.test").unwrap_or_else(|error| panic!("{error}"));
    let erp = builder.key("k").transport(script).build().unwrap_or_else(|error| panic!("{error}"));
    let call = tokio::spawn(erp.customer().get_data(42).into_future());
    let mut stream = erp.customer().get_data_many([42]).stream();
    let streamed = tokio::spawn(async move { stream.next().await });
    drop(erp);
    assert!(matches!(call.await, Ok(Ok(Some(_)))));
    assert!(matches!(streamed.await, Ok(Some(Ok(_)))));
}
