//! Real servers, named by environment variables: what an argument says, every user of the machine can read.

use std::env;
use std::fs;

use procbill_client::ClientIdentity;

use crate::program::{Failure, usage};

/// The values of these variables; none if none of them is set.
fn all_or_none<const N: usize>(names: [&str; N]) -> Result<Option<[String; N]>, Failure> {
    let values = names.map(|name| env::var(name).unwrap_or_default());
    let missing: Vec<_> =
        names.iter().zip(&values).filter(|(_, value)| value.is_empty()).map(|(name, _)| *name).collect();
    match missing.len() {
        0 => Ok(Some(values)),
        count if count == N => Ok(None),
        _ => Err(usage(format!(
            "a real server needs all of {}; not set: {}",
            names.join(", "),
            missing.join(", ")
        ))),
    }
}

/// What is wrong with a variable's value is the user's to mend, too.
fn wrong(error: kubalink_client::Error) -> Failure {
    usage(error.to_string())
}

/// The ERP of `KUBALINK_URL` and `KUBALINK_KEY`.
pub fn kubalink(program: &str) -> Result<Option<kubalink_client::Client>, Failure> {
    let Some([url, key]) = all_or_none(["KUBALINK_URL", "KUBALINK_KEY"])? else { return Ok(None) };
    let builder = kubalink_client::Client::builder(&url).map_err(wrong)?.key(key);
    Ok(Some(builder.user_agent(program).build().map_err(wrong)?))
}

/// The PBX of `MOBILON_URL`, `MOBILON_USER_KEY` and `MOBILON_ACCOUNT_TOKEN`.
pub fn mobilon(program: &str) -> Result<Option<mobilon_client::Client>, Failure> {
    let names = ["MOBILON_URL", "MOBILON_USER_KEY", "MOBILON_ACCOUNT_TOKEN"];
    let Some([url, key, token]) = all_or_none(names)? else { return Ok(None) };
    let builder = mobilon_client::Client::builder(&url).map_err(wrong)?.user_key(key).account_token(token);
    Ok(Some(builder.user_agent(program).build().map_err(wrong)?))
}

/// The PBX of `MOBILON_URL` and `MOBILON_ACCOUNT_TOKEN`, for what only reads: no call can be placed with these.
pub fn mobilon_account(program: &str) -> Result<Option<mobilon_client::Client>, Failure> {
    let Some([url, token]) = all_or_none(["MOBILON_URL", "MOBILON_ACCOUNT_TOKEN"])? else { return Ok(None) };
    let builder = mobilon_client::Client::builder(&url).map_err(wrong)?.account_token(token);
    Ok(Some(builder.user_agent(program).build().map_err(wrong)?))
}

/// The billing of `NODENY_URL`, `NODENY_LOGIN` and `NODENY_PASSWORD`.
pub fn nodeny(program: &str) -> Result<Option<nodeny_client::Client>, Failure> {
    let names = ["NODENY_URL", "NODENY_LOGIN", "NODENY_PASSWORD"];
    let Some([url, login, password]) = all_or_none(names)? else { return Ok(None) };
    let builder = nodeny_client::Client::builder(&url).map_err(wrong)?.login(login, password);
    Ok(Some(builder.user_agent(program).build().map_err(wrong)?))
}

/// The billing of `PROCBILL_URL`, `PROCBILL_LOGIN`, `PROCBILL_PASSWORD` and the client's certificate in the file
/// `PROCBILL_PFX`. Its server is told by `PROCBILL_PIN` or by the authority in the file `PROCBILL_CA`: the certificates
/// of these servers are their own, so no system knows them.
pub fn procbill(program: &str) -> Result<Option<procbill_client::Client>, Failure> {
    let names = ["PROCBILL_URL", "PROCBILL_LOGIN", "PROCBILL_PASSWORD", "PROCBILL_PFX"];
    // A PFX without a password is in use.
    let [pfx_password, pin, ca] = ["PROCBILL_PFX_PASSWORD", "PROCBILL_PIN", "PROCBILL_CA"]
        .map(|name| env::var(name).unwrap_or_default());
    let Some([url, login, password, pfx]) = all_or_none(names)? else {
        if [pfx_password, pin, ca].iter().all(String::is_empty) {
            return Ok(None);
        }
        return Err(usage(format!("a real server needs all of {}; none is set", names.join(", "))));
    };
    let read =
        |name: &str, file: &str| fs::read(file).map_err(|error| usage(format!("{name}, {file}: {error}")));
    let identity = ClientIdentity::from_pkcs12(read("PROCBILL_PFX", &pfx)?, pfx_password).map_err(wrong)?;
    let builder = procbill_client::Client::builder(&url)
        .map_err(wrong)?
        .login(login, password)
        .client_identity(identity);
    let builder = match (pin.is_empty(), ca.is_empty()) {
        (false, true) => builder.pin_sha256(pin),
        (true, false) => builder.trust_only_pem(read("PROCBILL_CA", &ca)?),
        _ => return Err(usage("a real server needs one of PROCBILL_PIN and PROCBILL_CA")),
    };
    Ok(Some(builder.user_agent(program).build().map_err(wrong)?))
}
