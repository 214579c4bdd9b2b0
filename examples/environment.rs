//! Real servers, named by environment variables: what an argument says, every user of the machine can read.

use std::env;
use std::fs;

use mobilon_client::Secret;
use procbill_client::ClientIdentity;

use crate::program::{Failure, usage};

/// The variables of a product, for `--help`; the words say whose account or key it takes.
#[macro_export]
macro_rules! variables {
    (kubalink, $whose:literal) => {
        concat!(
            "  KUBALINK_URL           the ERP, such as https://erp.example.net\n",
            "  KUBALINK_KEY           its key, ",
            $whose,
            "\n",
        )
    };
    (mobilon) => {
        concat!(
            "  MOBILON_URL            the PBX, such as https://connect.mobilon.ru\n",
            "  MOBILON_USER_KEY       the key of a portal user\n",
            "  MOBILON_ACCOUNT_TOKEN  the API-Token of the account\n",
        )
    };
    (mobilon_account) => {
        concat!(
            "  MOBILON_URL            the PBX, such as https://connect.mobilon.ru\n",
            "  MOBILON_ACCOUNT_TOKEN  the API-Token of the account\n",
        )
    };
    (nodeny, $whose:literal) => {
        concat!(
            "  NODENY_URL             the NoDeny billing, such as https://billing.example.net\n",
            "  NODENY_LOGIN           ",
            $whose,
            "\n",
            "  NODENY_PASSWORD\n",
        )
    };
    (procbill) => {
        concat!(
            "  PROCBILL_URL           the Carbon Billing, such as https://billing.example.net:1443\n",
            "  PROCBILL_LOGIN         of an administrator\n",
            "  PROCBILL_PASSWORD\n",
            "  PROCBILL_PFX           the file with the client's certificate\n",
            "  PROCBILL_PFX_PASSWORD  its password, if it has one\n",
            "  PROCBILL_PIN           the SHA-256 of the server's certificate; or else\n",
            "  PROCBILL_CA            a PEM file with the authority of that certificate\n",
        )
    };
}

/// Empty where it is not set.
fn value(name: &str) -> Result<String, Failure> {
    match env::var(name) {
        Err(env::VarError::NotUnicode(_)) => Err(usage(format!("{name} is not UTF-8"))),
        value => Ok(value.unwrap_or_default()),
    }
}

/// The values of these variables; none if none of them is set.
fn all_or_none<const N: usize>(names: [&str; N]) -> Result<Option<[String; N]>, Failure> {
    let mut values = names.map(|_| String::new());
    for (value, name) in values.iter_mut().zip(names) {
        *value = self::value(name)?;
    }
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

fn wrong_in(name: &str) -> impl Fn(kubalink_client::Error) -> Failure + '_ {
    move |error| usage(format!("{name}: {error}"))
}

/// The secret that the PBX has in the address of its webhooks, `CALL_POPUP_SECRET`. It needs no escaping there.
pub fn call_popup_secret() -> Result<Option<Secret>, Failure> {
    let secret = value("CALL_POPUP_SECRET")?;
    if secret.is_empty() {
        return Ok(None);
    }
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    if !(16..=64).contains(&secret.len()) || !secret.bytes().all(plain) {
        return Err(usage("CALL_POPUP_SECRET must be 16 to 64 of A-Z a-z 0-9 - . _ ~"));
    }
    Ok(Some(secret.into()))
}

/// The ERP of `KUBALINK_URL` and `KUBALINK_KEY`.
pub fn kubalink(program: &str) -> Result<Option<kubalink_client::Client>, Failure> {
    let Some([url, key]) = all_or_none(["KUBALINK_URL", "KUBALINK_KEY"])? else { return Ok(None) };
    let builder = kubalink_client::Client::builder(&url).map_err(wrong_in("KUBALINK_URL"))?.key(key);
    Ok(Some(builder.user_agent(program).build().map_err(wrong)?))
}

/// The PBX of `MOBILON_URL`, `MOBILON_USER_KEY` and `MOBILON_ACCOUNT_TOKEN`.
pub fn mobilon(program: &str) -> Result<Option<mobilon_client::Client>, Failure> {
    let names = ["MOBILON_URL", "MOBILON_USER_KEY", "MOBILON_ACCOUNT_TOKEN"];
    let Some([url, key, token]) = all_or_none(names)? else { return Ok(None) };
    let builder = mobilon_client::Client::builder(&url).map_err(wrong_in("MOBILON_URL"))?;
    let builder = builder.user_key(key).account_token(token);
    Ok(Some(builder.user_agent(program).build().map_err(wrong)?))
}

/// The PBX of `MOBILON_URL` and `MOBILON_ACCOUNT_TOKEN`, for what only reads: no call can be placed with these.
pub fn mobilon_account(program: &str) -> Result<Option<mobilon_client::Client>, Failure> {
    let Some([url, token]) = all_or_none(["MOBILON_URL", "MOBILON_ACCOUNT_TOKEN"])? else { return Ok(None) };
    let builder = mobilon_client::Client::builder(&url).map_err(wrong_in("MOBILON_URL"))?;
    let builder = builder.account_token(token);
    Ok(Some(builder.user_agent(program).build().map_err(wrong)?))
}

/// The billing of `NODENY_URL`, `NODENY_LOGIN` and `NODENY_PASSWORD`.
pub fn nodeny(program: &str) -> Result<Option<nodeny_client::Client>, Failure> {
    let names = ["NODENY_URL", "NODENY_LOGIN", "NODENY_PASSWORD"];
    let Some([url, login, password]) = all_or_none(names)? else { return Ok(None) };
    let builder = nodeny_client::Client::builder(&url).map_err(wrong_in("NODENY_URL"))?;
    Ok(Some(builder.login(login, password).user_agent(program).build().map_err(wrong)?))
}

/// The billing of `PROCBILL_URL`, `PROCBILL_LOGIN`, `PROCBILL_PASSWORD` and the client's certificate in the file
/// `PROCBILL_PFX`. Its server is told by `PROCBILL_PIN` or by the authority in the file `PROCBILL_CA`: the certificates
/// of these servers are their own, so no system knows them.
pub fn procbill(program: &str) -> Result<Option<procbill_client::Client>, Failure> {
    let names = ["PROCBILL_URL", "PROCBILL_LOGIN", "PROCBILL_PASSWORD", "PROCBILL_PFX"];
    // A PFX without a password is in use.
    let (pfx_password, pin, ca) =
        (value("PROCBILL_PFX_PASSWORD")?, value("PROCBILL_PIN")?, value("PROCBILL_CA")?);
    let Some([url, login, password, pfx]) = all_or_none(names)? else {
        if [pfx_password, pin, ca].iter().all(String::is_empty) {
            return Ok(None);
        }
        return Err(usage(format!("a real server needs all of {}; none is set", names.join(", "))));
    };
    let read =
        |name: &str, file: &str| fs::read(file).map_err(|error| usage(format!("{name}, {file}: {error}")));
    let identity = ClientIdentity::from_pkcs12(read("PROCBILL_PFX", &pfx)?, pfx_password);
    let builder = procbill_client::Client::builder(&url)
        .map_err(wrong_in("PROCBILL_URL"))?
        .login(login, password)
        .client_identity(identity.map_err(wrong_in("PROCBILL_PFX"))?);
    let builder = match (pin.is_empty(), ca.is_empty()) {
        (false, true) => builder.pin_sha256(pin),
        (true, false) => builder.trust_only_pem(read("PROCBILL_CA", &ca)?),
        _ => return Err(usage("a real server needs one of PROCBILL_PIN and PROCBILL_CA")),
    };
    Ok(Some(builder.user_agent(program).build().map_err(wrong)?))
}
