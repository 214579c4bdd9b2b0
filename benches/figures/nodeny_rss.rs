//! How much memory a long list of subscribers takes while it is streamed.

use isp_sandbox::Sandbox;
use isp_sandbox::nodeny::{ADMIN, FIRST_GENERATED};
use nodeny_client::Client;

use crate::SERVE_USERS;
use crate::figure::{Bound, Figure};
use crate::memory::{self, Server, peak};

const USERS: u32 = 100_000;
const WARM_UP: u32 = 1_000;

/// None on a system that does not tell the peak.
pub(crate) fn growth() -> Option<Figure> {
    peak()?;
    let server = Server::start(SERVE_USERS);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let billing = Client::builder(&server.url)
        .and_then(|builder| builder.login(ADMIN.login, ADMIN.password).build())
        .expect("a client");

    // Subscribers that the sandbox has ready do not count.
    let count = async |most| {
        let mut users = billing.admin().users().stream();
        let mut count = 0_u32;
        while count < most
            && let Some(user) = users.next().await
        {
            let id = user.expect("a good list").id.expect("an id");
            count += u32::from(id >= FIRST_GENERATED.into());
        }
        count
    };
    assert_eq!(runtime.block_on(count(WARM_UP)), WARM_UP);
    let before = peak()?;
    assert_eq!(runtime.block_on(count(u32::MAX)), USERS);
    let after = peak()?;

    Some(Figure {
        name: "nodeny_users_rss",
        value: after.saturating_sub(before) as f64 / 1024.0,
        unit: "MiB",
        bound: Bound::AtMost(24.0),
        note: format!(
            "{USERS} subscribers; peak {before} KiB after {WARM_UP} of them, {after} KiB at the end"
        ),
    })
}

/// What the second process does.
pub(crate) fn serve() {
    let sandbox = Sandbox::nodeny().generated_users(USERS).start();
    memory::serve(sandbox, |sandbox| format!("http://{}", sandbox.addr()));
}
