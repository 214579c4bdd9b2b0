//! The core: who is asking, logins, and which action a request means.

use super::account::Admin;
use super::answer::Reply;
use super::dialect::{Unauthorized, Version};
use super::generated;
use super::money;
use super::session::Who;
use super::state::Desk;
use super::value::{Value, int, map, text};

/// Known actions of subscribers. `u_omegatv` and the poll module are not: nothing about them is known well enough.
const OF_SUBSCRIBERS: [&str; 10] = [
    "u_main",
    "u_message",
    "u_auth_log",
    "u_srv_select",
    "u_srv_add",
    "u_credit",
    "u_cards",
    "u_gcm",
    "u_fondy",
    "u_lpay",
];
const OF_ADMINS: [&str; 3] = ["api_users", "api_services", "api_dopdata"];

impl Desk<'_> {
    pub(crate) fn deal(&mut self, who: Option<Who>) -> Reply {
        let action = self.asked.action();
        // Said before the session is looked at (observed).
        if !self.is_known(action) {
            let name = action.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            return Reply::error(format!("Неизвестная команда '{name}'"));
        }
        let Some(who) = who else {
            return match (self.asked.parameters.get("_uu"), self.asked.parameters.get("_pp")) {
                (Some(login), Some(password)) => self.log_in(login, password),
                _ if action == "logout" => Reply::nothing(),
                _ => self.unauthorized(),
            };
        };
        if let Who::Admin(id) = who
            && let Some(refusal) = self.refuse_admin(id, action)
        {
            return refusal;
        }
        match (action, who) {
            ("logout", _) => {
                self.live.sessions.end_all_of(who);
                Reply::nothing()
            }
            ("check_auth", _) => Reply::Json(map([("result", text("auth ok")), ("data", self.data(who))])),
            // Logged in already: a login is no login, the default action runs (observed).
            ("", Who::Admin(_)) => Reply::nothing(),
            _ => match self.live.refusals.pop_front() {
                Some(message) => Reply::error(message),
                None => self.act_for(action, who),
            },
        }
    }

    fn is_known(&self, action: &str) -> bool {
        let core = ["", "logout", "version", "u_autopays"];
        core.contains(&action)
            || OF_SUBSCRIBERS.contains(&action)
            || OF_ADMINS.contains(&action)
            || (action == "check_auth" && self.dialect.check_auth)
            || (action == "op" && self.parameter("act") == "tickets")
    }

    fn act_for(&mut self, action: &str, who: Who) -> Reply {
        match (action, who) {
            ("version", _) => match self.dialect.version {
                Version::ResultText => Reply::result("2652"),
                Version::Key => Reply::Json(map([("version", Value::Computed(265_200))])),
            },
            ("op", Who::Admin(_)) => self.tickets(),
            (action, Who::Admin(_)) if OF_ADMINS.contains(&action) => self.for_admin(action),
            ("op", Who::Subscriber(_)) => self.no_privilege(),
            (action, Who::Subscriber(_)) if OF_ADMINS.contains(&action) => self.no_privilege(),
            (action, Who::Subscriber(uid)) => self.for_subscriber(action, uid),
            (action, Who::Admin(_)) => self.for_subscriber(action, money::int(self.parameter("uid"))),
        }
    }

    fn log_in(&mut self, login: &str, password: &str) -> Reply {
        let Some(who) = self.find(login, password) else {
            self.live.refused_logins += 1;
            let message = self.said(
                "Неверный логин или пароль",
                "Невірний логін або пароль",
                "Invalid login or password",
            );
            return Reply::coded(message, "wrong_password");
        };
        if let Who::Admin(id) = who
            && let Some(refusal) = self.refuse_blocked(id)
        {
            self.live.refused_logins += 1;
            return refusal;
        }
        self.live.logins += 1;
        let (ttl, form) = (self.dialect.session_ttl, self.dialect.token_form);
        let token = self.live.sessions.open(who, self.now, ttl, form, &mut self.live.chance);
        let body = map([("result", text("auth ok")), ("ses", text(&token)), ("data", self.data(who))]);
        Reply::Opened(body, token)
    }

    fn find(&mut self, login: &str, password: &str) -> Option<Who> {
        let admin = self.state.admins.iter().find(|admin| admin.login == login);
        if let Some(admin) = admin {
            return (admin.password == password).then_some(Who::Admin(admin.id));
        }
        let known = self.live.people.values().find(|person| person.account.login == login);
        let account = match known {
            Some(person) => person.account.clone(),
            None => generated::person(generated::index_of_login(login, self.state.generated)?).account,
        };
        (account.password == password).then_some(Who::Subscriber(account.id))
    }

    fn admin(&self, id: u32) -> Option<&Admin> {
        self.state.admins.iter().find(|admin| admin.id == id)
    }

    fn refuse_blocked(&self, id: u32) -> Option<Reply> {
        let admin = self.admin(id).filter(|admin| admin.blocked)?;
        // The text is observed in English only.
        Some(Reply::error(format!("Access for login <b>{}</b> is blocked", admin.login)))
    }

    fn refuse_admin(&self, id: u32, action: &str) -> Option<Reply> {
        let core = ["", "logout", "version", "check_auth"];
        let limited = self.admin(id).is_some_and(|admin| admin.limited) && !core.contains(&action);
        self.refuse_blocked(id).or_else(|| limited.then(|| self.no_privilege()))
    }

    /// The text is known from the core's source; who gets it besides an administrator without a privilege is unknown.
    fn no_privilege(&self) -> Reply {
        Reply::error("Недостаточно привилегий.")
    }

    fn unauthorized(&self) -> Reply {
        if self.dialect.unauthorized == Unauthorized::Legacy {
            return Reply::error("unauthorized");
        }
        let message = self.said("Вы не авторизованы", "Ви не авторизовані", "You are not authorized");
        Reply::coded(message, "unauthorized")
    }

    fn data(&self, who: Who) -> Value {
        let (role, trusted) = match who {
            Who::Admin(_) => ("admin", true),
            Who::Subscriber(uid) => {
                ("user", self.live.people.get(&uid).is_none_or(|person| person.account.trusted))
            }
        };
        let trust = Value::Computed(if trusted { 100 } else { 0 });
        map([("trust", trust), ("id", int(who.id())), ("role", text(role))])
    }

    /// Without `nolang` it speaks Russian, as the vendor's page does; an unknown language is English (observed).
    fn said(&self, ru: &'static str, ua: &'static str, en: &'static str) -> &'static str {
        match self.asked.cookie("nolang").map(str::to_ascii_uppercase).as_deref() {
            None | Some("RU") => ru,
            Some("UA") => ua,
            Some(_) => en,
        }
    }
}
