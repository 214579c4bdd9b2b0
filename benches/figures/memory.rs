//! The peak of this process' memory, and a server whose memory does not count.

use std::io::{self, BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};

/// The largest resident set that this process has had, in KiB. None on a system that does not tell. The system counts
/// it roughly: it may come out a few pages lower than before.
pub(crate) fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

/// A sandbox in a process of its own. It ends when this is dropped.
pub(crate) struct Server {
    child: Child,
    pub(crate) url: String,
}

impl Server {
    /// Runs this program once more with this argument, which makes it [`serve`].
    pub(crate) fn start(argument: &str) -> Self {
        let program = std::env::current_exe().expect("the path of this program");
        let mut child = Command::new(program)
            .arg(argument)
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

/// What the second process does: starts a sandbox, prints its address, and serves until its input ends.
pub(crate) fn serve<S>(sandbox: impl Future<Output = io::Result<S>>, url: impl FnOnce(&S) -> String) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.expect("a runtime");
    let sandbox = runtime.block_on(sandbox).expect("a sandbox");
    println!("{}", url(&sandbox));
    let _ = io::stdin().read_to_end(&mut Vec::new());
}
