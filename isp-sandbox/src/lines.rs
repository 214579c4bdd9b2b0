//! Request lines to copy.

use std::fmt::Write as _;

use isp_sandbox::mobilon::{ACCOUNT_TOKEN, KEY_NOT_REGISTERED, KEY_WITHOUT_SUBSCRIBER, USER_KEY};

/// The documented forms of each path.
fn documented(today: &str, callid: &str) -> [(&'static str, Vec<String>); 4] {
    let key = format!("key={USER_KEY}&outboundNumber=89130000001");
    let call = format!("token={ACCOUNT_TOKEN}&callid={callid}");
    let day = format!("token={ACCOUNT_TOKEN}&date={today}");
    [
        ("CallToSubscriber", vec![key.clone(), format!("{key}&device=mobile")]),
        ("info", vec![call.clone(), format!("{call}&format=json"), format!("{call}&format=xml")]),
        (
            "journal",
            vec![
                day.clone(),
                format!("{day}&format=json"),
                format!("{day}&format=xml"),
                format!("{day}&format=xml&offset=0&limit=10"),
            ],
        ),
        ("record", vec![call]),
    ]
}

pub(crate) fn text(url: &str, feed_url: &str, today: &str, callid: &str) -> String {
    let mut out = format!("Mobilon PBX, emulated, at {url} (Ctrl-C stops it)\n");
    for (path, queries) in documented(today, callid) {
        let _ = writeln!(out, "\n# {path}");
        for query in queries {
            for slash in ["", "/"] {
                let save = if path == "record" { " -o record.wav" } else { "" };
                let _ = writeln!(out, "curl -s{save} '{url}/api/call/{path}{slash}?{query}'");
            }
        }
    }
    let _ = write!(
        out,
        "\nKeys that are refused:\n  \
         {KEY_WITHOUT_SUBSCRIBER}  code 5\n  {KEY_NOT_REGISTERED}  code 1\n\n\
         WebSocket (silent: only a test can push): {feed_url}\n"
    );
    out
}
