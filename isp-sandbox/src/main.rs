//! The sandbox in a terminal.
#![allow(clippy::print_stderr, reason = "it talks to the terminal")]

mod args;
mod kubalink_lines;
mod lines;
mod nodeny_lines;
mod procbill_lines;

use std::convert::Infallible;
use std::future::pending;
use std::io::Write as _;
use std::process::ExitCode;

use args::{Command, Place, Product};
use isp_sandbox::mobilon::{Call, EXTENSION, Running};
use isp_sandbox::{Sandbox, kubalink, nodeny};

#[tokio::main]
async fn main() -> ExitCode {
    let (place, product) = match args::parse(std::env::args_os().skip(1)) {
        Ok(Command::Run(place, product)) => (place, product),
        Ok(Command::Help) => {
            // Whoever does not read on has read enough.
            let _ = print(args::HELP);
            return ExitCode::SUCCESS;
        }
        Err(problem) => {
            eprintln!("{problem}\nSee --help.");
            return ExitCode::from(2);
        }
    };
    let run = async {
        match product {
            Product::Mobilon(options) => run_mobilon(place, options).await,
            Product::NoDeny { generated_users } => run_nodeny(place, generated_users).await,
            Product::Procbill(options) => run_procbill(place, options).await,
            Product::KubaLink(options) => run_kubalink(place, options).await,
        }
    };
    tokio::select! {
        // First, so that no Ctrl-C is missed once anything has been printed.
        biased;
        () = interrupted() => ExitCode::SUCCESS,
        Err(error) = run => {
            eprintln!("cannot start: {error}");
            ExitCode::FAILURE
        }
    }
}

/// `print!` panics where nobody reads on.
fn print(text: &str) -> std::io::Result<()> {
    std::io::stdout().write_all(text.as_bytes())
}

/// Without a signal handler it runs until it is killed.
async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        pending::<()>().await;
    }
}

async fn run_mobilon(place: Place, options: args::Mobilon) -> std::io::Result<Infallible> {
    let mut builder = Sandbox::mobilon().system_clock().bind(place.listen).webhook(options.webhook);
    if place.allow_remote {
        builder = builder.allow_remote();
    }
    for (date, calls) in options.generated_days {
        builder = builder.generated_day(date, calls);
    }
    if let Some(pace) = options.pace {
        builder = builder.pace(pace);
    }
    let pbx = builder.start().await?;
    let callid = add_sample(&pbx);
    print(&lines::text(&pbx.url(), &pbx.feed_url(), &pbx.today(), &callid))?;
    pending().await
}

async fn run_nodeny(place: Place, generated_users: u32) -> std::io::Result<Infallible> {
    let mut builder = Sandbox::nodeny().system_clock().bind(place.listen).generated_users(generated_users);
    if place.allow_remote {
        builder = builder.allow_remote();
    }
    let billing = builder.start().await?;
    let token = |account| billing.open_session(account).unwrap_or_default();
    let (subscriber, admin) = (token(nodeny::SUBSCRIBER), token(nodeny::ADMIN));
    print(&nodeny_lines::text(&billing.url(), &subscriber, &admin))?;
    pending().await
}

async fn run_procbill(place: Place, options: args::Procbill) -> std::io::Result<Infallible> {
    let mut builder = Sandbox::procbill()
        .system_clock()
        .bind(place.listen)
        .pfx_password(options.pfx_password)
        .generated_subscribers(options.generated_subscribers);
    if place.allow_remote {
        builder = builder.allow_remote();
    }
    if options.plain_http {
        builder = builder.plain_http();
    }
    let billing = builder.start().await?;
    if let Some(dir) = &options.certificates {
        billing.write_certificates(dir)?;
    }
    let suid = billing.open_session();
    print(&procbill_lines::text(&billing, options.certificates.as_deref(), &suid))?;
    pending().await
}

async fn run_kubalink(place: Place, options: args::KubaLink) -> std::io::Result<Infallible> {
    let dialect = kubalink::Dialect { strict: !options.lenient, ..kubalink::Dialect::default() };
    let mut builder = Sandbox::kubalink()
        .system_clock()
        .bind(place.listen)
        .dialect(dialect)
        .generated_customers(options.generated_customers)
        .generated_devices(options.generated_devices)
        .generated_houses(options.generated_houses)
        .generated_history(options.generated_history);
    if place.allow_remote {
        builder = builder.allow_remote();
    }
    let erp = builder.start().await?;
    print(&kubalink_lines::text(&erp.url()))?;
    pending().await
}

/// One finished call, so that every printed line works at once.
fn add_sample(pbx: &Running) -> String {
    let callid = format!("{}.000001", pbx.now());
    pbx.add_call(Call {
        callid: callid.clone(),
        started: pbx.now(),
        status: "ANSWERED".into(),
        duration: 3,
        from: EXTENSION.into(),
        direction: "OUTGOING".into(),
        to: "89130000001".into(),
        operator_id: None,
        subscriber_id: None,
        recording: Some(24_000),
    });
    callid
}
