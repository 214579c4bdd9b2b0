//! Any request is answered, and no text shows what it held.

use mobilon_client::webhook::{Webhook, WebhookParser};
use proptest::prelude::*;

fn guarded() -> WebhookParser {
    WebhookParser::new().shared_secret("authkey", "s3cret")
}

fn shapes() -> impl Strategy<Value = String> {
    let token = prop_oneof![
        Just("{".to_owned()),
        Just("}".to_owned()),
        Just("\"uuid\":".to_owned()),
        Just("\"state\":\"END\",".to_owned()),
        Just("\"from\":1e999,".to_owned()),
        Just("key=".to_owned()),
        Just("&number=%".to_owned()),
        Just("%F".to_owned()),
        Just("callerid=".to_owned()),
        Just("\u{feff}".to_owned()),
        any::<String>(),
    ];
    prop::collection::vec(token, 0..20).prop_map(|tokens| tokens.concat())
}

proptest! {
    #[test]
    fn nothing_panics(query in shapes(), body in shapes(), header in any::<String>(), post in any::<bool>()) {
        let method = if post { "POST" } else { "GET" };
        for parser in [WebhookParser::new(), guarded()] {
            let _ = parser.parse(method, Some(&query), Some(&header), body.as_bytes());
            let _ = parser.parse(method, None, None, body.as_bytes());
            let _ = parser.parse(method, Some(&query), None, b"");
        }
    }

    #[test]
    fn no_bytes_panic(body in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = Webhook::parse("POST", None, None, &body);
    }

    /// Every field holds a marker, as text and where text does not fit. An error shows none of them; what was read
    /// hides its secrets, and whatever has no meaning here.
    #[test]
    fn no_formatter_shows_a_secret(unknown in "[a-z]{1,8}", broken in 0..4) {
        const MARK: &str = "Zq9Zq9";
        const OPEN: &str = "Op3nOp3n";
        let open = ["baseid", "subid", "state", "direction", "from", "to", "callstatus", "utmString", "inputDigits"];
        prop_assume!(!open.contains(&unknown.as_str()));
        let hidden = ["time", "userkey", "duration", "recordUrl", "callerid", "incoming_number", "key", "number", &unknown];
        let fields = open.iter().map(|name| (name, OPEN)).chain(hidden.iter().map(|name| (name, MARK)));
        let fields: Vec<_> = fields.map(|(name, value)| format!(r#""{name}":"{value}""#)).collect();
        let fields = fields.join(",");
        let body = match broken {
            0 => format!(r#"{{"uuid":"u",{fields}}}"#),
            1 => format!(r#"{{"uuid":"u",{fields}"#),
            2 => format!(r#"{{"uuid":"u",{fields}{MARK}}}"#),
            _ => format!(r#"{{"uuid":["{MARK}"],{fields}}}"#),
        };
        let wrong = format!("authkey={MARK}");
        let key = format!("key={MARK}&number=1&{unknown}{unknown}={MARK}");
        let results = [
            Webhook::parse("POST", Some(&wrong), Some(MARK), body.as_bytes()),
            Webhook::parse("GET", Some(&key), None, b""),
            Webhook::parse(MARK, Some(&key), None, b""),
            guarded().parse("GET", Some(&wrong), None, b""),
            Webhook::parse("POST", None, None, MARK.as_bytes()),
        ];
        for result in results {
            prop_assert!(!format!("{result:?} {result:#?}").contains(MARK), "{:?}", result);
            if let Err(error) = result {
                let shown = format!("{error} {error:?}");
                prop_assert!(!shown.contains(MARK) && !shown.contains(OPEN));
            }
        }
    }
}
