//! Command line.

use std::ffi::OsString;
use std::net::{Ipv4Addr, SocketAddr};
use std::str::FromStr;
use std::time::Duration;

use isp_sandbox::mobilon::Webhook;

pub(crate) const HELP: &str = "\
Back-office products of internet providers, emulated on loopback, each with curl lines to try.

usage: isp-sandbox [PRODUCT] [OPTIONS]

products:
  mobilon                   the Mobilon virtual PBX; this one if none is named
  nodeny                    the NoDeny billing
  procbill                  Carbon Billing, over TLS with a client's certificate
  kubalink                  the KubaLink ERP

options:
  --listen ADDR:PORT        where to listen (default 127.0.0.1:8081, of procbill 127.0.0.1:1443;
                            port 0 picks a free one)
  --allow-remote            let it listen on, and send webhooks to, addresses that are not loopback
  --help                    this text

options of mobilon:
  --webhook-events URL      POST the JSON events of every call here
  --webhook-template URL    GET this for each ringing subscriber; {KEY} and {NUMBER} are replaced
  --pace SECONDS            wait between the states of a call (default: all at once)
  --generated-day DATE:N    N made-up calls on the day YYYY-MM-DD; may be said for several days

options of nodeny:
  --generated-users N       N made-up subscribers

options of procbill:
  --certificates DIR        write ca.pem, client.pem, client.pfx and server.pem there
  --pfx-password WORD       the password of client.pfx (default kassa1)
  --plain-http              listen without TLS too, on the next port
  --generated-subscribers N N made-up subscribers

options of kubalink:
  --generated-customers N   N made-up customers
  --generated-devices N     N made-up switches
  --generated-houses N      N made-up houses
  --generated-history N     N made-up rows of the history of actions
  --lenient                 take parameters that the vendor's list does not have

It runs until Ctrl-C.

exit codes:
  0  it was ended by Ctrl-C
  1  it could not start
  2  bad usage
";

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Run(Place, Product),
    Help,
}

/// Where it listens.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) listen: SocketAddr,
    pub(crate) allow_remote: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Product {
    Mobilon(Mobilon),
    NoDeny { generated_users: u32 },
    Procbill(Procbill),
    KubaLink(KubaLink),
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct KubaLink {
    pub(crate) generated_customers: u32,
    pub(crate) generated_devices: u32,
    pub(crate) generated_houses: u32,
    pub(crate) generated_history: u32,
    pub(crate) lenient: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Procbill {
    pub(crate) certificates: Option<String>,
    pub(crate) pfx_password: String,
    pub(crate) plain_http: bool,
    pub(crate) generated_subscribers: u32,
}

impl Default for Procbill {
    fn default() -> Self {
        Self {
            certificates: None,
            pfx_password: "kassa1".to_owned(),
            plain_http: false,
            generated_subscribers: 0,
        }
    }
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Mobilon {
    pub(crate) webhook: Webhook,
    pub(crate) pace: Option<Duration>,
    pub(crate) generated_days: Vec<(String, u32)>,
}

fn read<T: FromStr>(option: &str, value: &str) -> Result<T, String> {
    value.parse().map_err(|_| wrong(option, value))
}

fn wrong(option: &str, value: &str) -> String {
    format!("{option} cannot be {value:?}")
}

pub(crate) fn parse(words: impl Iterator<Item = OsString>) -> Result<Command, String> {
    let words = words.map(|word| word.into_string().map_err(|word| format!("{word:?} is not UTF-8")));
    let mut words = words.collect::<Result<Vec<_>, _>>()?.into_iter().peekable();
    let mut place = Place { listen: (Ipv4Addr::LOCALHOST, 8081).into(), allow_remote: false };
    let mut product = match words.next_if(|word| !word.starts_with('-')).as_deref() {
        None | Some("mobilon") => Product::Mobilon(Mobilon::default()),
        Some("nodeny") => Product::NoDeny { generated_users: 0 },
        Some("procbill") => {
            place.listen.set_port(1443);
            Product::Procbill(Procbill::default())
        }
        Some("kubalink") => Product::KubaLink(KubaLink::default()),
        Some(other) => return Err(format!("unknown product {other}")),
    };
    while let Some(option) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{option} wants a value"));
        match (option.as_str(), &mut product) {
            ("--help" | "-h", _) => return Ok(Command::Help),
            ("--allow-remote", _) => place.allow_remote = true,
            ("--listen", _) => place.listen = read(&option, &value()?)?,
            ("--webhook-events", Product::Mobilon(pbx)) => pbx.webhook.events = Some(value()?),
            ("--webhook-template", Product::Mobilon(pbx)) => pbx.webhook.template = Some(value()?),
            ("--pace", Product::Mobilon(pbx)) => {
                pbx.pace = Some(Duration::from_secs(read(&option, &value()?)?));
            }
            ("--generated-day", Product::Mobilon(pbx)) => {
                let text = value()?;
                let day = text.split_once(':').and_then(|(date, n)| Some((date.to_owned(), n.parse().ok()?)));
                pbx.generated_days.push(day.ok_or_else(|| wrong(&option, &text))?);
            }
            ("--generated-users", Product::NoDeny { generated_users }) => {
                *generated_users = read(&option, &value()?)?;
            }
            ("--certificates", Product::Procbill(billing)) => billing.certificates = Some(value()?),
            ("--pfx-password", Product::Procbill(billing)) => billing.pfx_password = value()?,
            ("--plain-http", Product::Procbill(billing)) => billing.plain_http = true,
            ("--generated-subscribers", Product::Procbill(billing)) => {
                billing.generated_subscribers = read(&option, &value()?)?;
            }
            ("--lenient", Product::KubaLink(erp)) => erp.lenient = true,
            (_, Product::KubaLink(erp)) => {
                let count = match option.as_str() {
                    "--generated-customers" => &mut erp.generated_customers,
                    "--generated-devices" => &mut erp.generated_devices,
                    "--generated-houses" => &mut erp.generated_houses,
                    "--generated-history" => &mut erp.generated_history,
                    _ => return Err(format!("unknown option {option}")),
                };
                *count = read(&option, &value()?)?;
            }
            _ => return Err(format!("unknown option {option}")),
        }
    }
    Ok(Command::Run(place, product))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Result<Command, String> {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        for line in [
            "--verbose",
            "carbon",
            "--allow-remote nodeny",
            "nodeny --pace 2",
            "nodeny --generated-users many",
            "mobilon --generated-users 5",
            "procbill --generated-users 5",
            "procbill --generated-subscribers many",
            "procbill --certificates",
            "nodeny --plain-http",
            "kubalink --generated-users 5",
            "kubalink --generated-customers many",
            "procbill --lenient",
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
            --webhook-template http://127.0.0.1:1/t?k={KEY} --pace 2 --generated-day 2026-04-14:50000 --generated-day 2026-04-13:7";
        let Ok(Command::Run(place, Product::Mobilon(pbx))) = of(line) else { panic!("not understood") };
        assert_eq!(place.listen.port(), 0);
        assert!(place.allow_remote);
        assert_eq!(pbx.webhook.events.as_deref(), Some("http://127.0.0.1:1/e"));
        assert_eq!(pbx.webhook.template.as_deref(), Some("http://127.0.0.1:1/t?k={KEY}"));
        assert_eq!(pbx.pace, Some(Duration::from_secs(2)));
        assert_eq!(pbx.generated_days, [("2026-04-14".into(), 50_000), ("2026-04-13".into(), 7)]);
        assert_eq!(of("--allow-remote --help"), Ok(Command::Help));
    }

    #[test]
    fn the_first_word_is_the_product() {
        assert_eq!(of(""), of("mobilon"));
        assert_eq!(of("--pace 2"), of("mobilon --pace 2"));
        let Ok(Command::Run(place, product)) = of("nodeny --generated-users 100000") else {
            panic!("not understood")
        };
        assert_eq!((place.listen.port(), product), (8081, Product::NoDeny { generated_users: 100_000 }));
        let line = "procbill --certificates made --pfx-password x --plain-http --generated-subscribers 9";
        let Ok(Command::Run(place, product)) = of(line) else { panic!("not understood") };
        let options = Procbill {
            certificates: Some("made".to_owned()),
            pfx_password: "x".to_owned(),
            plain_http: true,
            generated_subscribers: 9,
        };
        assert_eq!((place.listen.port(), product), (1443, Product::Procbill(options)));
        let line = "kubalink --generated-customers 1 --generated-devices 2 --generated-houses 3 --generated-history 4 --lenient";
        let Ok(Command::Run(place, product)) = of(line) else { panic!("not understood") };
        let options = KubaLink {
            generated_customers: 1,
            generated_devices: 2,
            generated_houses: 3,
            generated_history: 4,
            lenient: true,
        };
        assert_eq!((place.listen.port(), product), (8081, Product::KubaLink(options)));
    }
}
