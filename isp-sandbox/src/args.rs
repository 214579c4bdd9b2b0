//! Command line.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use isp_sandbox::mobilon::Webhook;

pub(crate) const HELP: &str = "\
The Mobilon virtual PBX, emulated.

  --listen ADDR:PORT        where to listen (default 127.0.0.1:8081; port 0 picks a free one)
  --allow-remote            let it listen on, and send webhooks to, addresses that are not loopback
  --webhook-events URL      POST the JSON events of every call here
  --webhook-template URL    GET this for each ringing subscriber; {KEY} and {NUMBER} are replaced
  --pace SECONDS            wait between the states of a call (default: all at once)
  --generated-day DATE:N    N made-up calls on the day YYYY-MM-DD
  --help                    this text
";

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Run(Options),
    Help,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Options {
    pub(crate) listen: SocketAddr,
    pub(crate) allow_remote: bool,
    pub(crate) webhook: Webhook,
    pub(crate) pace: Option<Duration>,
    pub(crate) generated_day: Option<(String, u32)>,
}

pub(crate) fn parse(mut words: impl Iterator<Item = String>) -> Result<Command, String> {
    let mut options = Options {
        listen: (Ipv4Addr::LOCALHOST, 8081).into(),
        allow_remote: false,
        webhook: Webhook::default(),
        pace: None,
        generated_day: None,
    };
    while let Some(option) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{option} wants a value"));
        let wrong = |value: &str| format!("{option} cannot be {value:?}");
        match option.as_str() {
            "--help" | "-h" => return Ok(Command::Help),
            "--allow-remote" => options.allow_remote = true,
            "--listen" => {
                let text = value()?;
                options.listen = text.parse().map_err(|_| wrong(&text))?;
            }
            "--webhook-events" => options.webhook.events = Some(value()?),
            "--webhook-template" => options.webhook.template = Some(value()?),
            "--pace" => {
                let text = value()?;
                options.pace = Some(Duration::from_secs(text.parse().map_err(|_| wrong(&text))?));
            }
            "--generated-day" => {
                let text = value()?;
                let day = text.split_once(':').and_then(|(date, n)| Some((date.to_owned(), n.parse().ok()?)));
                options.generated_day = Some(day.ok_or_else(|| wrong(&text))?);
            }
            _ => return Err(format!("unknown option {option}")),
        }
    }
    Ok(Command::Run(options))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Result<Command, String> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        for line in [
            "--verbose",
            "8081",
            "--listen",
            "--listen here",
            "--pace soon",
            "--generated-day 2026-04-14",
            "--generated-day 2026-04-14:many",
        ] {
            assert!(of(line).is_err(), "{line}");
        }
    }

    #[test]
    fn reads_every_option() {
        let line = "--listen 127.0.0.1:0 --allow-remote --webhook-events http://127.0.0.1:1/e \
            --webhook-template http://127.0.0.1:1/t?k={KEY} --pace 2 --generated-day 2026-04-14:50000";
        let Ok(Command::Run(options)) = of(line) else { panic!("not understood") };
        assert_eq!(options.listen.port(), 0);
        assert!(options.allow_remote);
        assert_eq!(options.webhook.events.as_deref(), Some("http://127.0.0.1:1/e"));
        assert_eq!(options.webhook.template.as_deref(), Some("http://127.0.0.1:1/t?k={KEY}"));
        assert_eq!(options.pace, Some(Duration::from_secs(2)));
        assert_eq!(options.generated_day, Some(("2026-04-14".into(), 50_000)));
        assert_eq!(of("--allow-remote --help"), Ok(Command::Help));
    }
}
