//! A headless Chromium, steered over a pipe by the DevTools protocol: no port, and it ends when the pipe does.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::time::timeout;

/// Something is broken then: a test that goes well does not wait for any clock.
const PATIENCE: Duration = Duration::from_secs(120);

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

const FLAGS: [&str; 13] = [
    "--headless=new",
    // It shows one page of our own, and root has no other way.
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
];

/// The program that `CHROMIUM` names, or one that is installed.
pub fn installed() -> Option<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM").filter(|named| !named.is_empty()) {
        let named = PathBuf::from(named);
        assert!(named.is_file(), "CHROMIUM names no file");
        return Some(named);
    }
    let folders: Vec<_> = env::split_paths(&env::var_os("PATH").unwrap_or_default()).collect();
    NAMES
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|path| path.is_file())
}

/// A browser with one page.
pub struct Browser {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    profile: PathBuf,
    session: Option<String>,
    last_id: u64,
}

impl Browser {
    pub async fn start(program: &Path) -> Self {
        // Of a test that fails, it stays, with what the browser said.
        let profile = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("chromium-{}", std::process::id()));
        let _ = fs::remove_dir_all(&profile);
        fs::create_dir_all(&profile).unwrap();
        // It reads commands from 3 and writes answers to 4.
        let mut child = Command::new("sh")
            .args(["-c", r#"exec "$0" "$@" 3<&0 4>&1 </dev/null >/dev/null"#])
            .arg(program)
            .args(FLAGS)
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg("about:blank")
            .env("HOME", &profile)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(fs::File::create(profile.join("stderr.txt")).unwrap())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let (to, from) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        let mut browser = Self { child, to, from, profile, session: None, last_id: 0 };
        let page = browser.ask("Target.createTarget", json!({"url": "about:blank"})).await;
        let attach = json!({"targetId": page["targetId"], "flatten": true});
        let attached = browser.ask("Target.attachToTarget", attach).await;
        browser.session = attached["sessionId"].as_str().map(str::to_owned);
        browser
    }

    pub async fn version(&mut self) -> String {
        self.ask("Browser.getVersion", json!({})).await["product"].as_str().unwrap().to_owned()
    }

    /// The answer to a command.
    pub async fn ask(&mut self, method: &str, params: Value) -> Value {
        match self.try_ask(method, params).await {
            Ok(answer) => answer,
            Err(error) => panic!("{method}: {error}"),
        }
    }

    /// What the browser tells meanwhile is passed over.
    async fn try_ask(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        self.last_id += 1;
        let mut command = json!({"id": self.last_id, "method": method, "params": params});
        if let Some(session) = &self.session {
            command["sessionId"] = session.as_str().into();
        }
        self.to.write_all(format!("{command}\0").as_bytes()).await.unwrap();
        loop {
            let mut message = Vec::new();
            let read = timeout(PATIENCE, self.from.read_until(0, &mut message)).await;
            let read = read.unwrap_or_else(|_| panic!("no answer to {command}")).unwrap();
            assert_ne!(read, 0, "the browser is gone");
            message.pop();
            let message: Value = serde_json::from_slice(&message).unwrap();
            if message["id"] == self.last_id {
                return match message.get("error") {
                    Some(error) => Err(error.clone()),
                    None => Ok(message["result"].clone()),
                };
            }
        }
    }

    /// The value of an expression of the page, or of its promise.
    pub async fn value(&mut self, expression: &str) -> Value {
        let params = json!({"expression": expression, "awaitPromise": true, "returnByValue": true});
        let answer = self.ask("Runtime.evaluate", params).await;
        assert!(answer.get("exceptionDetails").is_none(), "{expression}: {answer}");
        answer["result"]["value"].clone()
    }

    /// Waits until an expression of the page is true. The page looks again at each change of its own.
    pub async fn until(&mut self, condition: &str) {
        let wait = format!(
            "new Promise((done) => {{
                const check = () => {{ if ({condition}) {{ watch.disconnect(); done(true); }} }};
                const watch = new MutationObserver(check);
                const all = {{ subtree: true, childList: true, attributes: true, characterData: true }};
                watch.observe(document, all);
                check();
            }})"
        );
        let params = json!({"expression": wait, "awaitPromise": true});
        let is_true = async {
            // A page that is left takes its promises with it.
            while self.try_ask("Runtime.evaluate", params.clone()).await.is_err() {}
        };
        if timeout(PATIENCE / 2, is_true).await.is_err() {
            let page = self.value("document.body.innerText").await;
            panic!("{condition} does not come true on\n{}", page.as_str().unwrap_or_default());
        }
    }

    /// Goes to an address and waits for its scripts.
    pub async fn go(&mut self, address: &str) {
        let gone = self.ask("Page.navigate", json!({"url": address})).await;
        assert!(gone.get("errorText").is_none(), "{gone}");
        self.until("location.href !== 'about:blank' && document.body?.dataset.link === 'live'").await;
    }

    /// Ends the browser and what it wrote.
    pub async fn end(mut self) {
        drop(self.to);
        let _ = timeout(PATIENCE, self.child.wait()).await;
        let _ = fs::remove_dir_all(&self.profile);
    }
}
