//! The sandbox in a terminal.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it talks to the terminal")]

mod args;
mod lines;

use std::process::ExitCode;

use args::{Command, Options};
use isp_sandbox::Sandbox;
use isp_sandbox::mobilon::{Call, EXTENSION, Running};

#[tokio::main]
async fn main() -> ExitCode {
    let options = match args::parse(std::env::args().skip(1)) {
        Ok(Command::Run(options)) => options,
        Ok(Command::Help) => {
            print!("{}", args::HELP);
            return ExitCode::SUCCESS;
        }
        Err(problem) => {
            eprintln!("{problem}\n\n{}", args::HELP);
            return ExitCode::from(2);
        }
    };
    match start(options).await {
        Ok(pbx) => {
            let callid = add_sample(&pbx);
            print!("{}", lines::text(&pbx.url(), &pbx.feed_url(), &pbx.today(), &callid));
            // Without a signal handler it runs until it is killed.
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("cannot start: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn start(options: Options) -> std::io::Result<Running> {
    let mut builder = Sandbox::mobilon().system_clock().bind(options.listen).webhook(options.webhook);
    if options.allow_remote {
        builder = builder.allow_remote();
    }
    if let Some((date, calls)) = options.generated_day {
        builder = builder.generated_day(date, calls);
    }
    if let Some(pace) = options.pace {
        builder = builder.pace(pace);
    }
    builder.start().await
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
