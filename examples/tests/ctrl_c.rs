//! A Ctrl-C that comes before a program waits for one. Alone in its process, which the signal is for.
#![cfg(unix)]

use std::process::{self, Command};

use examples::program::{self, Ended, ctrl_c};

#[tokio::test]
async fn one_that_comes_early_is_kept() {
    let mut is_stopped = false;
    program::run(
        "no help",
        |_| Ok(()),
        async |()| {
            let sent = Command::new("kill").args(["-INT", &process::id().to_string()]).status()?;
            assert!(sent.success());
            ctrl_c().await;
            is_stopped = true;
            Ok(Ended::Stopped)
        },
    )
    .await;
    assert!(is_stopped);
}
