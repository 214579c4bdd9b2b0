//! Twenty thousand devices of the sandbox, over real HTTP.

use isp_sandbox::kubalink::{FIRST_GENERATED, Running};
use isp_sandbox::{Fault, Sandbox, StallPoint};
use kubalink_client::device::{Device, ObjectType};
use kubalink_client::{Client, Delivery, ErrorKind, Items};

use crate::support::patient;

const DEVICES: u32 = 20_000;
/// A part of the answer that holds many devices and far from all.
const PART: usize = 40_000;

async fn erp(devices: u32) -> (Running, Client) {
    let sandbox = Sandbox::kubalink().generated_devices(devices).start().await.unwrap();
    let client = patient(&sandbox).build().unwrap();
    (sandbox, client)
}

fn all(erp: &Client) -> Items<Device> {
    erp.device().get_data(ObjectType::Switch).stream()
}

#[tokio::test]
async fn the_stream_equals_the_whole() {
    let (sandbox, erp) = erp(DEVICES).await;
    let whole = erp.device().get_data(ObjectType::Switch).await.unwrap();
    assert!(whole.len() > DEVICES as usize);
    assert_eq!(whole.last().unwrap().id.get(), FIRST_GENERATED as u64 + u64::from(DEVICES) - 1);
    // Compared one by one: no second list is made.
    let mut expected = whole.iter();
    let mut streamed = all(&erp);
    while let Some(device) = streamed.next().await {
        assert_eq!(expected.next(), Some(&device.unwrap()));
    }
    assert_eq!((expected.next(), sandbox.calls().len()), (None, 2));
    assert!(whole.iter().all(|device| device.telnet_pass.is_none()), "hidden unless asked for");
}

#[tokio::test]
async fn the_first_comes_before_the_answer_ends() {
    let (sandbox, erp) = erp(2000).await;
    let stall = sandbox.stall_next(StallPoint::Body(PART));
    let mut devices = all(&erp);
    let first = devices.next().await.unwrap().unwrap();
    // The rest is held back until it is let go.
    stall.reached().await;
    stall.release();
    let rest = devices.collect().await.unwrap();
    let whole = erp.device().get_data(ObjectType::Switch).await.unwrap();
    assert_eq!(rest.len() + 1, whole.len());
    assert_eq!((first.id, rest.last().unwrap().id), (whole[0].id, whole.last().unwrap().id));
}

#[tokio::test]
async fn an_answer_that_breaks_off_gives_its_whole_devices_and_then_an_error() {
    let (sandbox, erp) = erp(2000).await;
    sandbox.fault_next(1, Fault::CutBody { after: PART });
    let mut devices = all(&erp);
    let mut ids = Vec::new();
    let error = loop {
        match devices.next().await.unwrap() {
            Ok(device) => ids.push(device.id),
            Err(error) => break error,
        }
    };
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Interrupted, Delivery::Unknown));
    assert_eq!(error.operation().unwrap().name, "device.get_data");
    assert!(devices.next().await.is_none());
    let whole = erp.device().get_data(ObjectType::Switch).await.unwrap();
    assert!(ids.len() > 10 && ids.len() < whole.len());
    assert!(whole.iter().zip(&ids).all(|(device, id)| device.id == *id));
    assert_eq!(sandbox.calls().len(), 2);
}

/// A stream that is dropped gives its place among the calls back.
#[tokio::test]
async fn a_stream_that_is_left_blocks_nobody() {
    let sandbox = Sandbox::kubalink().generated_devices(2000).start().await.unwrap();
    let erp = patient(&sandbox).in_flight(1).build().unwrap();
    for _ in 0..3 {
        let mut devices = all(&erp);
        devices.next().await.unwrap().unwrap();
        drop(devices);
        assert!(erp.task().show(501).await.unwrap().is_some());
    }
}
