//! Where the credential goes, and how a rejected one looks.

use isp_client_core::{
    Auth, BoxFuture, Delivery, Dialect, Error, ErrorKind, Line, Request, Response, Secret,
};

use crate::operations::{RECORD, is_answer_about_a_recording};
use crate::{AccountToken, UserKey};

/// The query parameter of a [`UserKey`].
pub(crate) const KEY: &str = "key";
/// The query parameter of an [`AccountToken`].
pub(crate) const TOKEN: &str = "token";

#[derive(Debug, Clone)]
pub(crate) struct Mobilon {
    pub(crate) user_key: Option<UserKey>,
    pub(crate) account_token: Option<AccountToken>,
}

impl Mobilon {
    /// What is wrong with a credential, before anything is sent.
    pub(crate) fn check(&self) -> Result<(), Error> {
        self.user_key.as_ref().map(UserKey::check).transpose()?;
        self.account_token.as_ref().map(AccountToken::check).transpose()?;
        Ok(())
    }

    /// The credential that a request asks for; none if it asks for none.
    fn credential_for(&self, request: &Request) -> Result<Option<(&'static str, Secret)>, Error> {
        let missing = |what| Error::config(what);
        Ok(match request.needs_credential() {
            Some(KEY) => {
                let missing =
                    || missing("this operation needs a user key: give the builder one by user_key()");
                Some((KEY, self.user_key.as_ref().ok_or_else(missing)?.secret()))
            }
            Some(_) => {
                let missing = || {
                    missing("this operation needs an account token: give the builder one by account_token()")
                };
                Some((TOKEN, self.account_token.as_ref().ok_or_else(missing)?.secret()))
            }
            None => None,
        })
    }
}

impl Dialect for Mobilon {
    fn check(&self, request: &Request) -> Result<(), Error> {
        self.credential_for(request).map(drop)
    }

    fn authorize<'a>(
        &'a self,
        request: &'a mut Request,
        _: &'a Line<'a>,
    ) -> BoxFuture<'a, Result<Auth, Error>> {
        Box::pin(async move {
            if let Some((name, secret)) = self.credential_for(request)? {
                request.prepend_query(name, secret);
            }
            Ok(Auth::NONE)
        })
    }

    /// A rejected token answers 200 with an HTML page, or a redirect to one (observed in 2026).
    fn inspect(&self, request: &Request, _: Auth, response: &Response) -> Result<(), Error> {
        let status = response.status();
        let leaves_api =
            status.is_redirection() && !response.location().is_some_and(|to| to.contains("/api/call/"));
        if leaves_api || (status.is_success() && response.looks_like_html()) {
            // A rejected key was never seen to look like this, so of a call it proves nothing.
            let (delivery, what) = match request.needs_credential() {
                Some(TOKEN) => {
                    (Delivery::Refused, "a web page came instead of data, as for a rejected account token")
                }
                _ => (Delivery::Unknown, "a web page came instead of data, as for a rejected credential"),
            };
            return Err(Error::new(ErrorKind::Auth, delivery, what).with_response(response));
        }
        if request.path() == RECORD && is_answer_about_a_recording(response) {
            return Ok(());
        }
        match response.check_status() {
            // The status of a refused call is not documented: its body says more.
            Err(error) if error.kind() != ErrorKind::Throttled && speaks_of_a_call(request, response) => {
                Ok(())
            }
            checked => checked,
        }
    }
}

fn speaks_of_a_call(request: &Request, response: &Response) -> bool {
    request.needs_credential() == Some(KEY)
        && response.text().trim_start_matches('\u{feff}').trim_start().starts_with('{')
}
