//! How much memory a long journal takes while it is streamed.

use std::io::{self, BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};

use isp_sandbox::Sandbox;
use isp_sandbox::mobilon::ACCOUNT_TOKEN;
use mobilon_client::{Client, LocalDate};

use crate::SERVE_JOURNAL;
use crate::figure::{Bound, Figure};

const DAY: &str = "2026-04-14";
const CALLS: u32 = 1_000_000;
const WARM_UP: u32 = 1_000;

/// None on a system that does not tell the peak.
pub(crate) fn growth() -> Option<Figure> {
    peak()?;
    let server = Server::start();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let client = Client::builder(&server.url)
        .and_then(|builder| builder.account_token(ACCOUNT_TOKEN).build())
        .expect("a client");
    let day: LocalDate = DAY.parse().expect("a date");

    let count = async |limit| {
        let mut calls = client.journal(day).limit(limit).stream();
        let mut count = 0_u32;
        while let Some(call) = calls.next().await {
            assert!(call.expect("a good journal").call_id.is_some());
            count += 1;
        }
        count
    };
    assert_eq!(runtime.block_on(count(WARM_UP)), WARM_UP);
    let before = peak()?;
    assert_eq!(runtime.block_on(count(CALLS)), CALLS);
    let after = peak()?;

    Some(Figure {
        name: "journal_stream_rss",
        value: (after - before) as f64 / 1024.0,
        unit: "MiB",
        bound: Bound::AtMost(24.0),
        note: format!("{CALLS} calls; peak {before} KiB after {WARM_UP} calls, {after} KiB at the end"),
    })
}

/// The largest resident set that this process has had, in KiB.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

/// The sandbox in a process of its own: its memory does not count. It ends when this is dropped.
struct Server {
    child: Child,
    url: String,
}

impl Server {
    fn start() -> Self {
        let program = std::env::current_exe().expect("the path of this program");
        let mut child = Command::new(program)
            .arg(SERVE_JOURNAL)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a second process");
        let mut url = String::new();
        let stdout = child.stdout.take().expect("a pipe");
        BufReader::new(stdout).read_line(&mut url).expect("the address of the sandbox");
        Self { child, url: url.trim().to_owned() }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        // It ends by itself when its input does; this only collects it.
        let _ = self.child.wait();
    }
}

/// What the second process does: prints its address, and serves until its input ends.
pub(crate) fn serve() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.expect("a runtime");
    let sandbox = runtime.block_on(Sandbox::mobilon().generated_day(DAY, CALLS).start());
    println!("{}", sandbox.as_ref().expect("a sandbox").url());
    let _ = io::stdin().read_to_end(&mut Vec::new());
}
