//! The request lines of the vendor's page, with this sandbox's address and sessions.

use std::fmt::Write as _;

use isp_sandbox::nodeny::{ADMIN, SUBSCRIBER};

const OF_SUBSCRIBER: [(&str, &str); 16] = [
    ("version", "a=version"),
    ("account, services, credits, payments", "a=u_main"),
    ("messages", "a=u_message"),
    ("connections", "a=u_auth_log"),
    ("services to connect", "a=u_srv_select"),
    ("connect a service", "a=u_srv_add&service_id=63"),
    ("set the next service", "a=u_srv_add&cmd=set_next&usr_service_id=1234&service_id=63"),
    ("the credit on offer", "a=u_credit"),
    ("take it", "a=u_credit&go=1"),
    ("redeem a card", "a=u_cards&cod=21242830587619"),
    (
        "store a push token (the page's text has lost the start of its name)",
        "a=u_gcm&reg_id=c-kkWVxpBpM:APA91bFZGzWjxjWtnX2m0iu4yq-koveiZCk",
    ),
    ("a payment request, Fondy", "a=u_fondy&amt=100"),
    ("a payment request, LiqPay", "a=u_lpay&amt=100"),
    ("saved bank cards", "a=u_autopays"),
    ("switch one on (from another revision of the page)", "a=u_autopays&act=on&id=107"),
    ("switch it off", "a=u_autopays&act=off&id=107"),
];

const OF_ADMIN: [(&str, &str); 7] = [
    ("all subscribers", "a=api_users"),
    ("some of their fields", "a=api_users&fields=name,last_auth"),
    ("their extra fields", "a=api_users&fields=dopfields"),
    ("tickets", "a=op&act=tickets&start_date=31.01.2023&end_date=16.09.2023"),
    ("one subscriber", "a=u_main&uid=5"),
    ("all services", "a=api_services"),
    ("what the extra fields are", "a=api_dopdata"),
];

pub(crate) fn text(url: &str, subscriber: &str, admin: &str) -> String {
    let mut out = format!("NoDeny billing, emulated, at {url} (Ctrl-C stops it)\n");
    let (login, password) = (SUBSCRIBER.login, SUBSCRIBER.password);
    // Writing into a String cannot fail.
    let _ = write!(out, "\n# not authorised\ncurl -s '{url}'\n");
    let _ = write!(out, "\n# log in\ncurl -s '{url}?_uu={login}&_pp={password}'\n");
    for (lines, ses) in [(&OF_SUBSCRIBER[..], subscriber), (&OF_ADMIN[..], admin)] {
        for (what, query) in lines {
            let _ = write!(out, "\n# {what}\ncurl -s '{url}?{query}' --cookie 'noses={ses}'\n");
        }
    }
    let _ = write!(
        out,
        "\n# a message to the administration\ncurl -s '{url}?a=u_message' --cookie 'noses={subscriber}' \
         -X POST -d 'msg=У меня не работает интернет'\n"
    );
    let _ = write!(
        out,
        "\nAccounts:\n  {login} / {password}  subscriber {}\n  {} / {}  administrator\n",
        SUBSCRIBER.id, ADMIN.login, ADMIN.password
    );
    out
}
