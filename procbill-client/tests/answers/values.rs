//! Single values: each line of the tables of vectors.

use procbill_client::SubscriberCard;
use procbill_client::testing::{Reply, Script};

use super::support::{fixture, with_login, with_suid};

async fn card(columns: &str) -> SubscriberCard {
    let body = format!("<r><w><user_id>1</user_id>{columns}</w></r>");
    let billing = with_suid(&Script::always(Reply::ok(body))).build().unwrap();
    billing.subscriber(1).await.unwrap().unwrap()
}

fn lines(table: &'static [u8]) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = str::from_utf8(table).unwrap().lines().skip(1);
    lines.map(|line| line.split('\t').collect())
}

#[tokio::test]
async fn addresses() {
    for line in lines(fixture!("ip_vectors.tsv")) {
        let [dotted, unsigned, signed, ..] = line[..] else { panic!("{line:?}") };
        let address =
            Some(dotted.parse().unwrap()).filter(|address: &std::net::Ipv4Addr| !address.is_unspecified());
        for text in [dotted, unsigned, signed] {
            assert_eq!(card(&format!("<ip>{text}</ip>")).await.ip, address, "{text}");
        }
    }
    for text in ["4294967296", "-2147483649", "10.0.0", "10.0.0.256", "1e3", "x"] {
        let card = card(&format!("<ip>{text}</ip>")).await;
        assert_eq!((card.ip, card.extra.get("ip")), (None, Some(text)));
    }
}

#[tokio::test]
async fn scalars() {
    let mut seen = 0;
    for line in lines(fixture!("scalar_vectors.tsv")) {
        let [kind, text, expected, ..] = line[..] else { panic!("{line:?}") };
        seen += 1;
        match kind {
            "money" => {
                let card = card(&format!("<balance>{text}</balance>")).await;
                let told = card.balance.map(|sum| format!("{sum:.2}"));
                let expected = match expected {
                    "null" | "reject" => None,
                    // Nobody has seen a comma; here it is read.
                    expected if expected.starts_with("accept") => Some("12.50"),
                    expected => Some(expected),
                };
                assert_eq!(told.as_deref(), expected, "{line:?}");
                assert_eq!(card.unreadable().count(), usize::from(line[2] == "reject"), "{line:?}");
            }
            "timestamp" => {
                let card = card(&format!("<kill_time>{text}</kill_time>")).await;
                let expected = (expected != "null").then(|| expected.parse().unwrap());
                assert_eq!(card.kill_time, expected, "{line:?}");
            }
            "date" => {
                for text in [text, "15.03.2012", "03/15/2012", "2012-03-15 00:00:00"] {
                    let card = card(&format!("<create_date>{text}</create_date>")).await;
                    assert_eq!(card.create_date, Some(expected.parse().unwrap()), "{text}");
                }
            }
            "int" => {
                let card = card(&format!("<opt82>{text}</opt82>")).await;
                assert_eq!(card.opt82, expected.parse().ok(), "{line:?}");
                assert_eq!(card.unreadable().count(), 0);
            }
            "suid" => {
                let script = Script::always(Reply::ok(format!("<suid>{text}</suid>")));
                let billing = with_login(&script).build().unwrap();
                billing.login().await.unwrap();
                assert_eq!(billing.suid().unwrap().expose(), expected);
            }
            _ => panic!("{line:?}"),
        }
    }
    assert_eq!(seen, 22);
}

/// A time that is none stays as it was written, and so does a day with a time.
#[tokio::test]
async fn what_is_no_time() {
    for text in ["2014-13-01 00:00:00", "13/13/2014 00:00:00", "01/02/03/2014", "soon", "2014-06-01 25:00:00"]
    {
        let card = card(&format!("<kill_time>{text}</kill_time>")).await;
        assert_eq!((card.kill_time, card.extra.get("kill_time")), (None, Some(text)));
    }
    let card = card("<create_date>2012-03-15 10:30:00</create_date>").await;
    assert_eq!((card.create_date, card.unreadable().collect::<Vec<_>>()), (None, vec!["create_date"]));
}
