//! Real servers, named by environment variables: what an argument says, every user of the machine can read.

use std::env;
use std::error::Error;
use std::fs;

use procbill_client::ClientIdentity;

/// The values of these variables; none if none of them is set.
fn all_or_none<const N: usize>(names: [&str; N]) -> Result<Option<[String; N]>, String> {
    let values = names.map(|name| env::var(name).unwrap_or_default());
    let missing: Vec<_> =
        names.iter().zip(&values).filter(|(_, value)| value.is_empty()).map(|(name, _)| *name).collect();
    match missing.len() {
        0 => Ok(Some(values)),
        count if count == N => Ok(None),
        _ => Err(format!("a real server needs all of {}; not set: {}", names.join(", "), missing.join(", "))),
    }
}

/// The ERP of `KUBALINK_URL` and `KUBALINK_KEY`.
pub fn kubalink(program: &str) -> Result<Option<kubalink_client::Client>, Box<dyn Error>> {
    let Some([url, key]) = all_or_none(["KUBALINK_URL", "KUBALINK_KEY"])? else { return Ok(None) };
    Ok(Some(kubalink_client::Client::builder(&url)?.key(key).user_agent(program).build()?))
}

/// The PBX of `MOBILON_URL`, `MOBILON_USER_KEY` and `MOBILON_ACCOUNT_TOKEN`.
pub fn mobilon(program: &str) -> Result<Option<mobilon_client::Client>, Box<dyn Error>> {
    let names = ["MOBILON_URL", "MOBILON_USER_KEY", "MOBILON_ACCOUNT_TOKEN"];
    let Some([url, key, token]) = all_or_none(names)? else { return Ok(None) };
    let builder = mobilon_client::Client::builder(&url)?.user_key(key).account_token(token);
    Ok(Some(builder.user_agent(program).build()?))
}

/// The billing of `NODENY_URL`, `NODENY_LOGIN` and `NODENY_PASSWORD`.
pub fn nodeny(program: &str) -> Result<Option<nodeny_client::Client>, Box<dyn Error>> {
    let names = ["NODENY_URL", "NODENY_LOGIN", "NODENY_PASSWORD"];
    let Some([url, login, password]) = all_or_none(names)? else { return Ok(None) };
    let builder = nodeny_client::Client::builder(&url)?.login(login, password);
    Ok(Some(builder.user_agent(program).build()?))
}

/// The billing of `PROCBILL_URL`, `PROCBILL_LOGIN`, `PROCBILL_PASSWORD` and the client's certificate in the file
/// `PROCBILL_PFX`. Its server is told by `PROCBILL_PIN` or by the authority in the file `PROCBILL_CA`: the certificates
/// of these servers are their own, so no system knows them.
pub fn procbill(program: &str) -> Result<Option<procbill_client::Client>, Box<dyn Error>> {
    let names = ["PROCBILL_URL", "PROCBILL_LOGIN", "PROCBILL_PASSWORD", "PROCBILL_PFX"];
    // A PFX without a password is in use.
    let [pfx_password, pin, ca] = ["PROCBILL_PFX_PASSWORD", "PROCBILL_PIN", "PROCBILL_CA"]
        .map(|name| env::var(name).unwrap_or_default());
    let Some([url, login, password, pfx]) = all_or_none(names)? else {
        if [pfx_password, pin, ca].iter().all(String::is_empty) {
            return Ok(None);
        }
        return Err(format!("a real server needs all of {}; none is set", names.join(", ")).into());
    };
    let bundle = fs::read(&pfx).map_err(|error| format!("PROCBILL_PFX, {pfx}: {error}"))?;
    let identity = ClientIdentity::from_pkcs12(bundle, pfx_password)?;
    let builder = procbill_client::Client::builder(&url)?.login(login, password).client_identity(identity);
    let builder = match (pin.is_empty(), ca.is_empty()) {
        (false, true) => builder.pin_sha256(pin),
        (true, false) => {
            builder.trust_only_pem(fs::read(&ca).map_err(|error| format!("PROCBILL_CA, {ca}: {error}"))?)
        }
        _ => return Err("a real server needs one of PROCBILL_PIN and PROCBILL_CA".into()),
    };
    Ok(Some(builder.user_agent(program).build()?))
}
