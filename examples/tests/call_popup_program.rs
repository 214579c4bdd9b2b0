//! The program `call_popup` as its user starts it, on real servers that are the sandbox's: this binary is the program, too.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "../call_popup.rs"]
mod program;

use std::env;
use std::net::SocketAddr;
use std::process::{ExitCode, Stdio};

use examples::popup::sandbox::{Asked, CUSTOMER, NODENY_BILLING, OTHER, SECRET};
use isp_sandbox::kubalink::KEY;
use isp_sandbox::nodeny::ADMIN;
use isp_test_support::http::exchange;
use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader, Lines};
use tokio::net::TcpListener;
use tokio::process::Command;

const MARK: &str = "CALL_POPUP_IS_THE_PROGRAM";

fn main() -> ExitCode {
    if env::var_os(MARK).is_some() {
        return program::main();
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let asked = Asked::start().await.unwrap();
        half_of_a_server_is_bad_usage(&asked).await;
        it_goes_on_without_its_reader(&asked).await;
    });
    ExitCode::SUCCESS
}

/// The program with these variables and no others.
fn program(variables: &[(&str, &str)], words: &[&str]) -> Command {
    let mut program = Command::new(env::current_exe().unwrap());
    program.env_clear().env(MARK, "1").envs(variables.iter().copied()).args(words);
    program.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    program
}

async fn half_of_a_server_is_bad_usage(asked: &Asked) {
    let (erp, nodeny) = (asked.erp.url(), asked.nodeny.url());
    let taken = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let taken = taken.local_addr().unwrap().to_string();
    let erp = [("KUBALINK_URL", erp.as_str()), ("KUBALINK_KEY", KEY)];
    let secret = [("CALL_POPUP_SECRET", SECRET)];
    let nodeny =
        [("NODENY_URL", nodeny.as_str()), ("NODENY_LOGIN", ADMIN.login), ("NODENY_PASSWORD", ADMIN.password)];
    let cases: [(Vec<_>, &[&str], &str); 6] = [
        (secret.to_vec(), &[], "KUBALINK_URL and KUBALINK_KEY are not set"),
        (erp.to_vec(), &[], "a real server needs CALL_POPUP_SECRET"),
        ([&erp[..], &secret, &nodeny].concat(), &[], "NODENY_URL needs --nodeny-billing"),
        ([&erp[..], &secret].concat(), &["--hook", &taken], "--hook 127.0.0.1:"),
        ([&erp[..], &secret].concat(), &["--hook", "127.0.0.1:0", "--page", &taken], "--page 127.0.0.1:"),
        (Vec::new(), &["--page-name", "calls.example:8088"], "--page-name is a name"),
    ];
    for (variables, words, problem) in cases {
        let ended = program(&variables, words).output().await.unwrap();
        let said = String::from_utf8(ended.stderr).unwrap();
        assert!(ended.status.code() == Some(2) && said.contains(problem), "{problem}: {said}");
    }
}

async fn it_goes_on_without_its_reader(asked: &Asked) {
    let (erp, nodeny, billing) = (asked.erp.url(), asked.nodeny.url(), NODENY_BILLING.to_string());
    let variables = [
        ("KUBALINK_URL", erp.as_str()),
        ("KUBALINK_KEY", KEY),
        ("NODENY_URL", &nodeny),
        ("NODENY_LOGIN", ADMIN.login),
        ("NODENY_PASSWORD", ADMIN.password),
        ("CALL_POPUP_SECRET", SECRET),
    ];
    let words =
        ["--hook", "127.0.0.1:0", "--page", "127.0.0.1:0", "--within", "60", "--nodeny-billing", &billing];
    let mut running = program(&variables, &words).spawn().unwrap();
    let mut said = BufReader::new(running.stdout.take().unwrap()).lines();
    let mut noted = BufReader::new(running.stderr.take().unwrap()).lines();
    let hook = address(&until(&mut said, "Webhooks: ").await);
    let page = address(&until(&mut said, "Page: ").await);
    call(hook, CUSTOMER).await;
    until(&mut said, "[1]   NoDeny          2001 ").await;

    drop(said);
    call(hook, OTHER).await;
    until(&mut noted, "Nobody reads this any more.").await;
    call(hook, CUSTOMER).await;
    let shown = exchange(page, "GET", "/", &[], b"").await;
    // By a name that is not its own, but there.
    assert_eq!(shown.status, 421);
    assert!(running.try_wait().unwrap().is_none());
    running.kill().await.unwrap();
}

async fn call(hook: SocketAddr, number: &str) {
    let target = format!("/hook?authkey={SECRET}&key=k&number={number}");
    assert_eq!(exchange(hook, "GET", &target, &[], b"").await.status, 200);
}

/// The line that begins like this.
async fn until(lines: &mut Lines<BufReader<impl AsyncRead + Unpin>>, begin: &str) -> String {
    loop {
        let line = lines.next_line().await.unwrap().unwrap_or_else(|| panic!("no line {begin}"));
        if line.starts_with(begin) {
            return line;
        }
    }
}

fn address(line: &str) -> SocketAddr {
    line.split('/').nth(2).unwrap().parse().unwrap()
}
