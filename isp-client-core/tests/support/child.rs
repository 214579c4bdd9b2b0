//! One test of this binary again, in a process with an environment of its own.
//!
//! The environment belongs to the whole process, so a test that runs beside others must not change it.

use std::process::Command;

const MARK: &str = "ISP_CLIENT_CORE_CHILD_TEST";

/// Whether this process was started by [`run`].
pub fn is_child() -> bool {
    std::env::var_os(MARK).is_some()
}

/// Runs the test with this full name in a child process, and fails with what it printed if it fails.
pub fn run(test: &str, environment: &[(&str, &str)]) {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env(MARK, "1")
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && printed.contains("1 passed"),
        "{printed}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
