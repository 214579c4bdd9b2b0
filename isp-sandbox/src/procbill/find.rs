//! `CLN_USR_FIND_2`: all filters together, none of them needed.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::net::Ipv4Addr;

use super::account::Subscriber;
use super::answer::Reply;
use super::dialect::TextMatch;
use super::generated::{self, FIRST_GENERATED};
use super::state::Desk;
use super::value::{Row, Value, int, row, text};

/// What is asked for; a filter that is `None` lets everybody through.
struct Filters {
    text_match: TextMatch,
    name: Option<String>,
    login: Option<String>,
    email: Option<String>,
    contract: Option<String>,
    phone: Option<String>,
    id: Option<i32>,
    tariff_id: Option<i32>,
    router_vlan: Option<i32>,
    router_port: Option<i32>,
    ip: Option<Ipv4Addr>,
    router_ip: Option<Ipv4Addr>,
    nas_ip: Option<Ipv4Addr>,
    financial: Option<i32>,
    server: Option<i32>,
    administrator: Option<i32>,
    end_user: Option<i32>,
    deleted: Option<i32>,
    least: Option<f64>,
    most: Option<f64>,
    /// Whose services have the SIP id.
    users: Option<HashSet<i32>>,
}

fn same<T: PartialEq>(wanted: Option<&T>, actual: Option<&T>) -> bool {
    wanted.is_none_or(|wanted| actual == Some(wanted))
}

fn flag(wanted: Option<i32>, actual: bool) -> bool {
    wanted.is_none_or(|wanted| (wanted != 0) == actual)
}

impl Filters {
    fn text(&self, wanted: Option<&String>, actual: Option<&String>) -> bool {
        wanted.is_none_or(|wanted| match self.text_match {
            TextMatch::Exact => actual == Some(wanted),
            TextMatch::Contains => actual.is_some_and(|actual| actual.contains(wanted)),
        })
    }

    fn let_through(&self, person: &Subscriber) -> bool {
        let balance = person.balance as f64;
        same(self.id.as_ref(), Some(&person.id))
            && self.text(self.name.as_ref(), Some(&person.name))
            && self.text(self.login.as_ref(), person.login.as_ref())
            && self.text(self.email.as_ref(), person.email.as_ref())
            && self.text(self.contract.as_ref(), person.contract.as_ref())
            && self.text(self.phone.as_ref(), person.phone.as_ref())
            && same(self.tariff_id.as_ref(), person.tariff_id.as_ref())
            && same(self.router_vlan.as_ref(), person.router_vlan.as_ref())
            && same(self.router_port.as_ref(), person.router_port.as_ref())
            && same(self.ip.as_ref(), person.ip.as_ref())
            && same(self.router_ip.as_ref(), person.router_ip.as_ref())
            && same(self.nas_ip.as_ref(), person.nas_ip.as_ref())
            && flag(self.financial, person.financial)
            && flag(self.server, false)
            && flag(self.administrator, person.administrator)
            && flag(self.end_user, !person.group)
            && flag(self.deleted, person.deleted)
            && self.least.is_none_or(|least| balance >= (least * 100.0).round())
            && self.most.is_none_or(|most| balance <= (most * 100.0).round())
            && self.users.as_ref().is_none_or(|users| users.contains(&person.id))
    }
}

/// What a row says of the group.
struct Groups {
    names: BTreeMap<i32, String>,
    sizes: HashMap<i32, i64>,
}

impl Desk<'_> {
    /// `PARENT_ID_IN` is documented as not used. `COUNT_USER_IN`, `ALL_IN` and `ATTRIBUTE` have no text; here they do
    /// nothing. Generated subscribers are made while the answer is sent.
    pub(crate) fn find(&self) -> Reply {
        let filters = self.filters();
        let known: Vec<Subscriber> = self.live.people.values().cloned().collect();
        let changed: HashSet<i32> = self.live.people.range(FIRST_GENERATED..).map(|(id, _)| *id).collect();
        let mut sizes = HashMap::new();
        for parent in known.iter().filter_map(|person| person.parent_id) {
            *sizes.entry(parent).or_default() += 1;
        }
        let names = known.iter().filter(|person| person.group).map(|group| (group.id, group.name.clone()));
        let groups = Groups { names: names.collect(), sizes };
        let made = (0..self.state.generated)
            .filter(move |index| !changed.contains(&(FIRST_GENERATED + index)))
            .map(generated::subscriber);
        let people = known.into_iter().chain(made).filter(move |person| filters.let_through(person));
        Reply::long(people.map(move |person| found(&person, &groups)))
    }

    fn filters(&self) -> Filters {
        let asked = self.arguments;
        let users = asked.text("SIP_ID").map(|sip_id| {
            let services = self.live.services.values();
            services
                .filter(|service| service.sip_id.as_deref() == Some(sip_id))
                .map(|service| service.user_id)
                .collect()
        });
        Filters {
            text_match: self.dialect.text_match,
            name: asked.string("NAME_IN"),
            login: asked.string("LOGIN_IN"),
            email: asked.string("EMAIL_IN"),
            contract: asked.string("CONTRACT_NUMBER_IN"),
            phone: asked.string("SMS_IN"),
            id: asked.int("ID_IN"),
            tariff_id: asked.int("TARIFF_ID"),
            router_vlan: asked.int("ROUTER_VLAN"),
            router_port: asked.int("ROUTER_PORT"),
            ip: asked.address("IP_IN"),
            router_ip: asked.address("ROUTER_IP"),
            nas_ip: asked.address("NAS_IP"),
            financial: asked.int("FINANCE_IN"),
            server: asked.int("SERVER_IN"),
            administrator: asked.int("ADMIN_IN"),
            end_user: asked.int("END_USER_IN"),
            deleted: asked.int("DELETED_IN"),
            least: asked.double("BALANCEL_IN"),
            most: asked.double("BALANCEH_IN"),
            users,
        }
    }
}

/// The fifteen documented columns, in their order. Here the address is a text: documented.
fn found(person: &Subscriber, groups: &Groups) -> Row {
    let parent = person.parent_id.and_then(|id| groups.names.get(&id));
    let size = groups.sizes.get(&person.id).copied().unwrap_or(0);
    row([
        ("ID", int(person.id)),
        ("PARENT_IDENTIFY", parent.into()),
        ("IDENTIFY", text(&person.name)),
        ("IP", person.ip.map(|ip| ip.to_string()).into()),
        ("BALANCE", Value::Money(person.balance)),
        ("DELETED", int(person.deleted)),
        ("END_USER", int(!person.group)),
        ("SERVER", int(0)),
        ("PARID", person.parent_id.into()),
        ("COMMENT", person.comment.as_ref().into()),
        ("PARID1", Value::Null),
        ("ID1", Value::Null),
        ("COUNT_USER", if person.group { int(size) } else { Value::Null }),
        ("LOGIN", person.login.as_ref().into()),
        ("COLOR", Value::Null),
    ])
}
