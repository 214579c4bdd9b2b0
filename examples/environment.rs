//! Real servers, named by environment variables: what an argument says, every user of the machine can read.

use std::env;
use std::error::Error;

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
