//! Sessions: opened by a login, prolonged by use, ended by idleness or by a logout of the whole account.

use std::collections::{HashMap, VecDeque};

use super::dialect::TokenForm;
use super::value::Chance;

/// The oldest are forgotten first.
const REMEMBERED: usize = 10_000;
/// A session is prolonged only when that moves its end by more than this (observed).
const PROLONGED_BY: u32 = 60;

/// Whose session it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Who {
    Subscriber(u32),
    Admin(u32),
}

impl Who {
    pub(crate) fn id(self) -> u32 {
        match self {
            Self::Subscriber(id) | Self::Admin(id) => id,
        }
    }
}

#[derive(Debug)]
struct Session {
    who: Who,
    ends: u32,
}

#[derive(Debug, Default)]
pub(crate) struct Sessions {
    by_token: HashMap<String, Session>,
    by_age: VecDeque<String>,
}

impl Sessions {
    pub(crate) fn open(
        &mut self,
        who: Who,
        now: u32,
        ttl: u32,
        form: TokenForm,
        chance: &mut Chance,
    ) -> String {
        let token = token(form, chance);
        self.by_token.insert(token.clone(), Session { who, ends: now.saturating_add(ttl) });
        self.by_age.push_back(token.clone());
        if self.by_age.len() > REMEMBERED
            && let Some(oldest) = self.by_age.pop_front()
        {
            self.by_token.remove(&oldest);
        }
        token
    }

    /// Whose session this is, if it has not ended; using it prolongs it, unless a script of a page asks.
    pub(crate) fn use_one(&mut self, token: &str, now: u32, ttl: u32, ajax: bool) -> Option<Who> {
        let session = self.by_token.get_mut(token).filter(|session| now < session.ends)?;
        let ends = now.saturating_add(ttl);
        if !ajax && ends.saturating_sub(session.ends) > PROLONGED_BY {
            session.ends = ends;
        }
        Some(session.who)
    }

    /// Ends every session of the account (observed).
    pub(crate) fn end_all_of(&mut self, who: Who) {
        self.by_token.retain(|_, session| session.who != who);
        self.by_age.retain(|token| self.by_token.contains_key(token));
    }

    pub(crate) fn clear(&mut self) {
        self.by_token.clear();
        self.by_age.clear();
    }

    pub(crate) fn count(&self, now: u32) -> usize {
        self.by_token.values().filter(|session| now < session.ends).count()
    }
}

/// The base64 of an MD5 without `+` and, in current builds, `/`.
fn token(form: TokenForm, chance: &mut Chance) -> String {
    const LETTERS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let length = 19 + chance.below(4);
    let mut token: String = (0..length).map(|_| char::from(LETTERS[chance.below(LETTERS.len())])).collect();
    if form == TokenForm::Slashes {
        token.replace_range(4..6, "//");
    }
    token
}
