//! `CLN_USR_GET`: the 114 documented columns, in their order. What is not of the subscriber is made up.

use std::borrow::Cow;

use jiff::civil::date;

use super::account::Subscriber;
use super::answer::Reply;
use super::dialect::UnknownSubscriber;
use super::state::Desk;
use super::value::{Row, Value, int, row, text};
use super::{firebird, generated};

impl Desk<'_> {
    pub(crate) fn subscriber(&self) -> Reply {
        let id = self.arguments.int("SELECT_ID");
        let known = id.and_then(|id| match self.live.people.get(&id) {
            Some(person) => Some(person.clone()),
            None => generated::find(id, self.state.generated),
        });
        match (known, self.dialect.unknown_subscriber) {
            (Some(person), _) => Reply::Rows(vec![self.columns(&person)]),
            (None, UnknownSubscriber::NoRows) => Reply::Rows(Vec::new()),
            (None, UnknownSubscriber::ErrorText) => Reply::Failed(firebird::UNKNOWN_SUBSCRIBER.to_owned()),
            (None, UnknownSubscriber::NullRow) => {
                let mut nulls = self.columns(&Subscriber::new(0, "", ""));
                for (_, value) in &mut nulls {
                    *value = Value::Null;
                }
                Reply::Rows(vec![nulls])
            }
        }
    }

    fn columns(&self, person: &Subscriber) -> Row {
        let promise = self.live.promises.get(&person.id);
        let switch = person.switch_id.and_then(|id| self.live.switches.get(&id));
        let mut row = row([
            ("USER_ID", int(person.id)),
            ("PARENT_ID", person.parent_id.into()),
            ("TARIF_ID", person.tariff_id.into()),
            ("USE_PARENT_TARIF", int(0)),
            ("LOGIN", person.login.as_ref().into()),
            ("NAME", text(&person.name)),
            ("EMAIL", person.email.as_ref().into()),
            ("PULL_ID", int(3)),
            ("USE_PARENT_PULL", int(1)),
            ("IP", person.ip.into()),
            ("SNATIP", Value::Null),
            ("USE_PARENT_SNATIP", int(1)),
            ("NET_SIZE", int(32)),
            ("OSTATOK", Value::Money(0)),
            ("CREDIT", Value::Money(0)),
            ("DEBIT", Value::Money(0)),
            ("BALANCE", Value::Money(person.balance)),
            ("LIMIT", Value::Money(0)),
            ("UNLIMITED", int(0)),
            ("FINANCE_USER", int(person.financial)),
            ("ENABLED", int(person.enabled)),
            ("DELETED", int(person.deleted)),
            ("END_USER", int(!person.group)),
            ("ROOT_ADMIN", int(person.administrator)),
            ("TECH_ADMIN", int(person.administrator)),
            ("FIN_ADMIN", int(person.administrator)),
            ("CARD_ADMIN", int(person.administrator)),
            ("AUTO_ACCOUNT", int(1)),
            ("AUTO_INTERVAL", int(1)),
            ("SERVER", int(0)),
            ("PSW", person.password.as_ref().map(|_| "psw-of-radius".to_owned()).into()),
            ("BALANCE_BUH", Value::Money(person.balance)),
            ("NEXT_AUTO_ACOUNT", Value::Moment(date(2026, 5, 1).at(0, 0, 0, 0))),
            ("AUTO_ACCOUNT_LOCK", int(0)),
            ("LIMIT_LOCK", int(0)),
            ("ALLOW_RECONNECT", int(1)),
            ("ALLOW_MAIL", int(0)),
            ("ALLOW_INTERNET_CONNECT", int(1)),
            ("LIMIT_WARNING", Value::Money(5000)),
            ("USE_LIMIT_WARNING", int(0)),
            ("LOGGED", Value::Null),
            ("USERS_COUNT", Value::Null),
            ("DEL_COUNT", Value::Null),
            ("ALLOW_VIEW_PARENT_LIMIT", Value::Null),
            ("DISABLED_DATE", Value::Null),
            ("ABONENT_PAY", Value::Money(35_000)),
            ("REDIRECT_MAIL", Value::Null),
            ("AUTH_TYPE", int(1)),
            ("USE_PARENT_AUTH_TYPE", Value::Null),
            ("AD_IS", int(0)),
            ("AD_BASEDN", Value::Null),
            ("AD_BINDDN", Value::Null),
            ("AD_PASS", Value::Null),
            ("AD_HOST", Value::Null),
            ("AD_UPDATE", Value::Null),
            ("AD_FILTER", Value::Null),
            ("DEF_ALLOW_MAIL", int(0)),
            ("DEF_AUTO_ACCOUNT_INTERVAL", int(0)),
            ("DEF_ALLOW_RECONNECT", int(0)),
            ("DEF_ALLOW_INTERNET_CONNECT", int(0)),
            ("DEF_ALLOW_VIEW_PARENT_LIMIT", int(0)),
            ("DEF_OSTATOK", Value::Null),
            ("DEF_LIMIT", Value::Null),
            ("DEF_WARNING", Value::Null),
            ("AD_DOMAIN", Value::Null),
            ("AD_LDAP_GROUP", Value::Null),
            ("AD_WINDOWS_GROUP", Value::Null),
            ("MAC", Value::Null),
            ("ALLOW_MAIL_INTERNET", int(0)),
            ("DEF_ALLOW_MAIL_INTERNET", int(0)),
            ("AD_DOMAIN_ISJOIN", int(0)),
            ("CONTRACT_NUMBER", person.contract.as_ref().into()),
            ("USE_PARENT_ABONENT_PAY", Value::Null),
            ("FORCE_MAILDIR", Value::Null),
            ("ALWAYS_LOGGED", int(0)),
            ("PLAN_NEXT_ID", Value::Null),
            ("READ_ADMIN", int(person.administrator)),
            ("ROUTER_IP", person.router_ip.into()),
            ("ROUTER_VLAN", person.router_vlan.into()),
            ("ROUTER_PORT", person.router_port.into()),
            ("NAS_IP", person.nas_ip.into()),
            ("OPT82", Value::Null),
            ("OWN_DISABLED_END", Value::Null),
            ("PROMISE_PAY", promise.map_or(Value::Null, |(amount, _)| Value::Money(*amount))),
            ("PROMISE_DATE_END", promise.map(|(_, end)| *end).into()),
            ("HOST_IP", Value::Null),
            ("FULL_ADMIN", int(person.administrator)),
            ("NAS_IP_LOCK", int(0)),
            ("CODE1C", Value::Null),
            ("SYNC1C", Value::Null),
            ("HOST_PULL_ID", Value::Null),
            ("KILL_TIME", Value::Null),
            ("SMS", person.phone.as_ref().into()),
            ("GEN_PWD", person.password.as_ref().into()),
            ("COMPANY", Value::Null),
            ("SEND_ACT", int(0)),
            ("HOME_ID", person.home_id.into()),
            ("SWITCH_ID", person.switch_id.into()),
            ("SWITCH_NAME", switch.and_then(|known| known.name.as_ref()).into()),
            ("A_HOME_NUMBER", Value::Null),
            ("ACL", Value::Null),
            ("TARIF_TXT", person.tariff_id.map(|id| format!("Тариф {id}")).into()),
            ("IP_RANGE", Value::Null),
            ("SNATIP_CACHE", Value::Null),
            ("CREATE_DATE", Value::Day(date(2012, 3, 15))),
            ("STB_IP", Value::Null),
            ("STB_IP_PULL_ID", Value::Null),
            ("STB_USE_PARENT_PULL", Value::Null),
            ("STB_MAC", Value::Null),
            ("VOIP_IP", Value::Null),
            ("VOIP_IP_PULL_ID", Value::Null),
            ("VOIP_USE_PARENT_PULL", Value::Null),
            ("VOIP_MAC", Value::Null),
            ("SORM_ADMIN", int(person.administrator)),
        ]);
        for (name, shown) in &person.columns {
            let value = shown.as_ref().into();
            match row.iter_mut().find(|(known, _)| known == name) {
                Some((_, known)) => *known = value,
                None => row.push((Cow::Owned(name.clone()), value)),
            }
        }
        row
    }
}
