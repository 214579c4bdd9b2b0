//! A server whose certificate has another name than the address.

use isp_client_core::{Delivery, ErrorKind, NotRepeated};

use crate::support::pki::{Authority, params};
use crate::support::product::{ALL_EFFECTS, Ask, builder};
use crate::support::server::{Read, Server, ok};
use crate::support::{chain, facts};

#[tokio::test]
async fn the_name_that_was_set_is_looked_for() {
    let ours = Authority::new();
    for version in rustls::ALL_VERSIONS {
        for name in ["billing.invalid", "192.0.2.7", "2001:db8::7"] {
            let server = Server::tls(ours.server_with(&params(name), &[version]), [Read, ok("named")]).await;
            for trusting in [builder().trust_only_pem(ours.pem()), builder().trust_pem(ours.pem())] {
                let client = trusting.tls_server_name(name).build(&server.url());
                assert_eq!(
                    client.call(Ask::read()).await.map_err(|error| chain(&error)),
                    Ok("named".to_owned())
                );
            }
            // The address is what HTTP speaks of all the same.
            let host = format!("host: 127.0.0.1:{}\r\n", server.port());
            assert!(
                server.requests().iter().all(|request| request.contains(&host)),
                "{:?}",
                server.requests()
            );
        }
    }
}

/// The host of the address does not do any more, and everything else is checked as ever.
#[tokio::test]
async fn nothing_else_is_taken() {
    let ours = Authority::new();
    let mut expired = params("billing.invalid");
    expired.not_after = rcgen::date_time_ymd(2001, 1, 1);
    for (what, config, trusted) in [
        ("not valid for name \"billing.invalid\"", ours.server(), ours.pem()),
        ("expired", ours.server_with(&expired, rustls::ALL_VERSIONS), ours.pem()),
        (
            "UnknownIssuer",
            ours.server_with(&params("billing.invalid"), rustls::ALL_VERSIONS),
            Authority::new().pem(),
        ),
    ] {
        let server = Server::tls(config, [Read, ok("")]).await;
        let client = builder()
            .attempts(3)
            .trust_only_pem(trusted)
            .tls_server_name("billing.invalid")
            .build(&server.url());
        for effect in ALL_EFFECTS {
            let error = client.call(Ask::new(effect)).await.unwrap_err();
            let expected = (ErrorKind::Tls, Delivery::NotSent, 1, Some(NotRepeated::CannotHelp));
            assert_eq!(facts(&error), expected, "{what}, {effect}: {}", chain(&error));
            assert!(chain(&error).contains(what), "{what}: {}", chain(&error));
        }
        assert_eq!(server.requests(), [""; 0]);
    }
}

#[test]
fn what_is_no_name_is_refused() {
    for name in ["", "https://billing.invalid", "billing.invalid:443", "a b", "билл"] {
        let error = builder().tls_server_name(name).try_build("https://127.0.0.1:1").unwrap_err();
        assert_eq!(facts(&error), (ErrorKind::Input, Delivery::NotSent, 0, None), "{name}");
        assert_eq!(error.path(), Some("tls_server_name"));
    }
}
