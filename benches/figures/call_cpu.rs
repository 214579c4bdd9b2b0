//! What a call costs beside reqwest and serde_json used by hand.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use mobilon_client::Client;
use serde::Deserialize;
use url::Url;

use crate::figure::{Bound, Figure};
use crate::pbx;
use crate::turns::{Turns, cpu};

const KEY: &str = "Ab3dE6:abcd1efghij2klmn";
const NUMBER: &str = "89130000001";

const WARM_UP: usize = 10;
const ROUNDS: usize = 200;
const CALLS_A_ROUND: u32 = 200;

pub(crate) fn ratio() -> Figure {
    let base = format!("http://{}", pbx::start());
    // One thread: the tasks that hyper spawns for a connection count too.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let client = Client::builder(&base).and_then(|builder| builder.user_key(KEY).build()).expect("a client");
    let plain = plain_client();

    let mut ours = || {
        let calls = async {
            for _ in 0..CALLS_A_ROUND {
                let placed = client.call(NUMBER).await.expect("the PBX places every call");
                assert!(placed.call_id.is_some());
            }
        };
        cpu(|| runtime.block_on(calls)).0
    };
    let mut theirs = || {
        let calls = async {
            for _ in 0..CALLS_A_ROUND {
                let placed = call(&plain, &base).await.expect("the PBX places every call");
                assert!(placed.callid.is_some());
            }
        };
        cpu(|| runtime.block_on(calls)).0
    };
    let turns = Turns::run(WARM_UP, ROUNDS, [&mut ours, &mut theirs]);

    let ratio = turns.ratio(0, 1);
    let microseconds = |side| turns.median(side) / f64::from(CALLS_A_ROUND) * 1e6;
    Figure {
        name: "mobilon_call_cpu_ratio",
        value: ratio.median,
        unit: "ratio",
        bound: Bound::AtMost(1.15),
        note: format!(
            "{ROUNDS} rounds of {CALLS_A_ROUND} calls, quartiles {:.3} and {:.3}; a call takes {:.1} µs, by hand {:.1} µs",
            ratio.lower,
            ratio.upper,
            microseconds(0),
            microseconds(1),
        ),
    }
}

/// The settings of our own client, as far as reqwest has them.
fn plain_client() -> reqwest::Client {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("ring has the default versions")
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    reqwest::Client::builder()
        .user_agent("mobilon-client/0.1.0 isp-client-core/0.1.0")
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .no_proxy()
        .http1_only()
        .connect_timeout(Duration::from_secs(5))
        .timeout(Duration::from_secs(30))
        .pool_idle_timeout(Duration::from_secs(4))
        // The default needs a provider that is installed for the whole process.
        .tls_backend_preconfigured(tls)
        .build()
        .expect("a client")
}

/// The fields that our client reads.
#[derive(Debug, Deserialize)]
struct Answer {
    result: String,
    description: Option<String>,
    message: Option<String>,
    code: Option<u32>,
    callid: Option<String>,
}

async fn call(client: &reqwest::Client, base: &str) -> Result<Answer, Box<dyn Error>> {
    let query = [("key", KEY), ("outboundNumber", NUMBER)];
    let url = Url::parse_with_params(&format!("{base}/api/call/CallToSubscriber"), query)?;
    let response = client.get(url).send().await?.error_for_status()?;
    let answer: Answer = serde_json::from_slice(&response.bytes().await?)?;
    if answer.result != "SUCCESS" {
        return Err(
            format!("refused: {:?} {:?} {:?}", answer.code, answer.description, answer.message).into()
        );
    }
    Ok(answer)
}
