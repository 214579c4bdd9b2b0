//! How much memory a long list of devices takes while it is streamed.

use isp_sandbox::Sandbox;
use isp_sandbox::kubalink::KEY;
use kubalink_client::Client;
use kubalink_client::device::ObjectType;

use crate::SERVE_DEVICES;
use crate::figure::{Bound, Figure};
use crate::memory::{self, Server, peak};

const DEVICES: u32 = 100_000;
const WARM_UP: u32 = 1_000;

/// None on a system that does not tell the peak.
pub(crate) fn growth() -> Option<Figure> {
    peak()?;
    let server = Server::start(SERVE_DEVICES);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let erp = Client::builder(&server.url).and_then(|builder| builder.key(KEY).build()).expect("a client");
    let count = async |most| {
        let mut devices = erp.device().get_data(ObjectType::All).stream();
        let mut count = 0_u32;
        while count < most
            && let Some(device) = devices.next().await
        {
            device.expect("a good list");
            count += 1;
        }
        count
    };
    assert_eq!(runtime.block_on(count(WARM_UP)), WARM_UP);
    let before = peak()?;
    // Some are ready-made.
    let all = runtime.block_on(count(u32::MAX));
    assert!(all >= DEVICES);
    let after = peak()?;

    Some(Figure {
        name: "kubalink_devices_rss",
        value: after.saturating_sub(before) as f64 / 1024.0,
        unit: "MiB",
        bound: Bound::AtMost(24.0),
        note: format!("{all} devices; peak {before} KiB after {WARM_UP} of them, {after} KiB at the end"),
    })
}

/// What the second process does.
pub(crate) fn serve() {
    let sandbox = Sandbox::kubalink().generated_devices(DEVICES).start();
    memory::serve(sandbox, |sandbox| sandbox.url());
}
