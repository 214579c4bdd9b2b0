//! The request lines of the vendor's page and of two public clients, with this sandbox's address and session.

use std::fmt::Write as _;

use isp_sandbox::procbill::{DEBTOR, DOMAIN, GROUP, LOGIN, PASSWORD, Running, SERVICE, SUBSCRIBER, SWITCH};

/// `argN` from `first` on; spaces become `%20`.
fn arguments(first: usize, values: &[&str]) -> String {
    let written = values
        .iter()
        .enumerate()
        .map(|(index, value)| format!("&arg{}={}", first + index, value.replace(' ', "%20")));
    written.collect()
}

fn call(proc: &str, suid: &str, values: &[&str]) -> String {
    format!("cmd=execute&proc={proc}&arg1={suid}{}", arguments(2, values))
}

fn find(suid: &str, count: usize, given: &[(usize, &str)]) -> String {
    let value =
        |position| given.iter().find(|(known, _)| *known == position).map_or("null", |(_, value)| value);
    let values: Vec<&str> = (2..=count).map(value).collect();
    call("CLN_USR_FIND_2", suid, &values)
}

fn lines(suid: &str) -> Vec<(&'static str, String)> {
    let (subscriber, debtor, group) = (SUBSCRIBER.to_string(), DEBTOR.to_string(), GROUP.to_string());
    let (switch, service) = (SWITCH.to_string(), SERVICE.to_string());
    let credentials = format!("login={LOGIN}&password={PASSWORD}");
    let add_service = ["null", &debtor, "4", "1", "null", "null", "1", "1", "VoIP", "null", "73430000002"];
    let add_switch =
        ["1", "null", "sw-2", "-1408236278", "DES-3200", "public", "null", "null", "11", "26", "0"];
    vec![
        (
            "log in (the vendor's first example)",
            format!("cmd=execute&proc=CLN_AUTH_LOGIN&arg1={LOGIN}&arg2={PASSWORD}&arg3=0"),
        ),
        ("houses", call("CLN_HOME_LIST", suid, &["null"])),
        ("delete house 10 (the second)", call("CLN_HOME_EDIT", suid, &["2", "10"])),
        (
            "the same in one step (the third)",
            format!("{credentials}&cmd=execute&proc=CLN_HOME_EDIT&arg1=2&arg2=10"),
        ),
        ("add a house", call("CLN_HOME_EDIT", suid, &["1", "null", "3", "2014-06-01", "620000"])),
        ("switches", call("CLN_SWITCH_LIST", suid, &["null", "null"])),
        ("add a switch", call("CLN_SWITCH_EDIT", suid, &add_switch)),
        ("delete a switch", call("CLN_SWITCH_EDIT", suid, &["2", &switch])),
        ("add a service", call("CLN_USR_USLUGA_EDIT", suid, &add_service)),
        (
            "delete a service (the code is the ninth argument)",
            call(
                "CLN_USR_USLUGA_EDIT",
                suid,
                &[&service, "null", "null", "null", "null", "null", "null", "2"],
            ),
        ),
        ("one subscriber", call("CLN_USR_GET", suid, &[&subscriber])),
        ("find by address", find(suid, 25, &[(6, "167775266")])),
        ("find by contract", find(suid, 25, &[(18, "000123")])),
        ("find debtors", find(suid, 25, &[(11, "0"), (13, "1")])),
        ("a promised payment", call("WEB_USER_PROMISE_PAY", suid, &[&debtor, "100.00", "127.0.0.1"])),
        (
            "take a payment",
            call(
                "CLN_FIN_OPER_ADD",
                suid,
                &[&subscriber, "2014-06-01 12:00:00", "350.00", "test", "A000001", "2", "null"],
            ),
        ),
        ("operations of a subscriber", call("CLN_FIN_OPER", suid, &[&subscriber])),
        (
            "operations of a group",
            call(
                "CLN_FIN_OPER",
                suid,
                &["null", "null", "null", "null", "null", "null", "null", "null", &group],
            ),
        ),
    ]
}

pub(crate) fn text(billing: &Running, dir: Option<&str>, suid: &str) -> String {
    let url = billing.url();
    let mut out = format!("Carbon Billing, emulated, at {url} (Ctrl-C stops it)\n");
    // Writing into a String cannot fail.
    let who = match dir {
        Some(dir) => {
            let _ = write!(
                out,
                "\nIn {dir}: ca.pem, client.pem, client.pfx (password {}), server.pem\n",
                billing.pfx_password()
            );
            format!("--cacert '{dir}/ca.pem' --cert '{dir}/client.pem' ")
        }
        None => {
            out.push_str("\nWithout --certificates DIR nobody has the client's certificate.\n");
            String::new()
        }
    };
    let _ = write!(
        out,
        "The server's certificate is for localhost, 127.0.0.1 and {DOMAIN}, SHA-256\n  {}\n",
        billing.server_sha256()
    );
    if dir.is_some() {
        for (what, query) in lines(suid) {
            let _ = write!(out, "\n# {what}\ncurl -s {who}'{url}?{query}'\n");
        }
    }
    if let Some(plain) = billing.plain_url() {
        let _ = write!(
            out,
            "\n# without TLS\ncurl -s '{plain}?{}'\n",
            call("CLN_USR_GET", suid, &[&SUBSCRIBER.to_string()])
        );
    }
    let _ = write!(out, "\nAdministrator:\n  {LOGIN} / {PASSWORD}\n");
    out
}
