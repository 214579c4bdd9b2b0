//! Houses, switches and services. In an edit a null overwrites, an id that is not there changes nothing, and so does an
//! operation code other than 0, 1 and 2: all unknown. So are the columns of the lists; here they are the arguments.

use super::account::{House, Service, Switch};
use super::act::Deed;
use super::answer::Reply;
use super::firebird;
use super::state::Desk;
use super::value::{Row, Value, int, row};

/// Operation codes: documented.
const CHANGE: i32 = 0;
const ADD: i32 = 1;
const DELETE: i32 = 2;

impl Desk<'_> {
    pub(crate) fn edit_house(&mut self) -> Reply {
        let asked = self.arguments;
        let house = |id| House {
            id,
            pull_id: asked.int("PULL_ID"),
            connect_date: asked.moment("CONNECT_DATE").map(Self::written),
            zip_code: asked.string("ZIP_CODE"),
            country: asked.string("COUNTRY"),
            city: asked.string("CITY"),
            region: asked.string("REGION"),
            street: asked.string("STREET"),
            number: asked.int("S_NUMBER"),
            liter: asked.string("S_LITER"),
        };
        match (asked.int("P_OP"), asked.int("ID")) {
            (Some(ADD), id) => {
                let id = id.unwrap_or_else(|| self.live.new_id());
                if self.live.houses.contains_key(&id) {
                    return Reply::Failed(firebird::primary_key("PK_HOMES", "HOMES"));
                }
                self.live.houses.insert(id, house(id));
                self.act(Deed::HouseAdded(house(id)));
                Reply::Edited(Some(id))
            }
            (Some(CHANGE), Some(id)) if self.live.houses.contains_key(&id) => {
                self.live.houses.insert(id, house(id));
                self.act(Deed::HouseChanged(house(id)));
                Reply::Edited(Some(id))
            }
            (Some(DELETE), Some(id)) => {
                if let Some(house) = self.live.houses.remove(&id) {
                    self.act(Deed::HouseDeleted(house));
                }
                Reply::Edited(Some(id))
            }
            (_, id) => Reply::Edited(id),
        }
    }

    pub(crate) fn houses(&self) -> Reply {
        let wanted = self.arguments.int("P_ID");
        let houses = self.live.houses.values().filter(|house| wanted.is_none_or(|id| house.id == id));
        Reply::Rows(houses.map(house_row).collect())
    }

    /// Each edit restarts dhcpd: documented.
    pub(crate) fn edit_switch(&mut self) -> Reply {
        let asked = self.arguments;
        let switch = |id| Switch {
            id,
            name: asked.string("NAME"),
            ip: asked.address("IP"),
            switch_type: asked.string("SWITCH_TYPE"),
            psw_snmp: asked.string("PSW_SNMP"),
            psw_ssh: asked.string("PSW_SSH"),
            psw_telnet: asked.string("PSW_TELNET"),
            home_id: asked.int("HOME_ID"),
            ports: asked.int("PORTS_CNT"),
        };
        let id = match (asked.int("P_OP"), asked.int("ID")) {
            (Some(ADD), id) => {
                let id = id.unwrap_or_else(|| self.live.new_id());
                if self.live.switches.contains_key(&id) {
                    return Reply::Failed(firebird::primary_key("PK_SWITCHES", "SWITCHES"));
                }
                self.live.switches.insert(id, switch(id));
                self.act(Deed::SwitchAdded(switch(id)));
                self.spread(id);
                Some(id)
            }
            (Some(CHANGE), Some(id)) if self.live.switches.contains_key(&id) => {
                self.live.switches.insert(id, switch(id));
                self.act(Deed::SwitchChanged(switch(id)));
                self.spread(id);
                Some(id)
            }
            (Some(DELETE), Some(id)) => {
                if let Some(switch) = self.live.switches.remove(&id) {
                    self.act(Deed::SwitchDeleted(switch));
                }
                Some(id)
            }
            (_, id) => id,
        };
        self.live.dhcpd_restarts += 1;
        Reply::Edited(id)
    }

    /// `UPDATE_HOME_FLAG`, read as: the subscribers of the house get this switch. The page's sentence is broken.
    fn spread(&mut self, switch_id: i32) {
        let home =
            self.arguments.int("HOME_ID").filter(|_| self.arguments.int("UPDATE_HOME_FLAG") == Some(1));
        let Some(home_id) = home else { return };
        let mut subscribers = 0;
        for person in self.live.people.values_mut().filter(|person| person.home_id == Some(home_id)) {
            person.switch_id = Some(switch_id);
            subscribers += 1;
        }
        self.act(Deed::SwitchSpread { switch_id, home_id, subscribers });
    }

    pub(crate) fn switches(&self) -> Reply {
        let (wanted, home) = (self.arguments.int("P_ID"), self.arguments.int("P_HOME_ID"));
        let switches = self.live.switches.values().filter(|switch| {
            wanted.is_none_or(|id| switch.id == id) && home.is_none_or(|id| switch.home_id == Some(id))
        });
        Reply::Rows(switches.map(switch_row).collect())
    }

    /// Here the operation code is the ninth argument: documented.
    pub(crate) fn edit_service(&mut self) -> Reply {
        let asked = self.arguments;
        let created = asked.moment("CREATE_DATE").unwrap_or(self.now);
        let service = |id, user_id| Service {
            id,
            user_id,
            usluga_id: asked.int("USLUGA_ID"),
            enabled: asked.int("ENABLED"),
            create_date: Some(Self::written(created)),
            next_date: asked.moment("NEXT_DATE").map(Self::written),
            count: asked.int("COUNTT"),
            comment: asked.string("COMMENT"),
            equipment_id: asked.int("EQUIPMENT_ID"),
            sip_id: asked.string("SIP_ID"),
        };
        match (asked.int("UK"), asked.int("ID")) {
            (Some(ADD), id) => {
                let user = asked.int("USER_ID");
                let Some(user_id) = user.filter(|user| self.live.is_subscriber(*user, self.state.generated))
                else {
                    return Reply::Failed(firebird::foreign_key("FK_USERS_USLUGA_USER", "USERS_USLUGA"));
                };
                let id = id.unwrap_or_else(|| self.live.new_id());
                if self.live.services.contains_key(&id) {
                    return Reply::Failed(firebird::primary_key("PK_USERS_USLUGA", "USERS_USLUGA"));
                }
                self.live.services.insert(id, service(id, user_id));
                self.act(Deed::ServiceAdded(service(id, user_id)));
                Reply::Edited(Some(id))
            }
            (Some(CHANGE), Some(id)) => {
                if let Some(owner) = self.live.services.get(&id).map(|known| known.user_id) {
                    let user_id = asked.int("USER_ID").unwrap_or(owner);
                    self.live.services.insert(id, service(id, user_id));
                    self.act(Deed::ServiceChanged(service(id, user_id)));
                }
                Reply::Edited(Some(id))
            }
            (Some(DELETE), Some(id)) => {
                if let Some(service) = self.live.services.remove(&id) {
                    self.act(Deed::ServiceDeleted(service));
                }
                Reply::Edited(Some(id))
            }
            (_, id) => Reply::Edited(id),
        }
    }
}

fn house_row(house: &House) -> Row {
    let date = house.connect_date.as_ref().and_then(|date| date.parse().ok());
    row([
        ("ID", int(house.id)),
        ("PULL_ID", house.pull_id.into()),
        ("CONNECT_DATE", date.map_or(Value::Null, Value::Moment)),
        ("ZIP_CODE", house.zip_code.as_ref().into()),
        ("COUNTRY", house.country.as_ref().into()),
        ("CITY", house.city.as_ref().into()),
        ("REGION", house.region.as_ref().into()),
        ("STREET", house.street.as_ref().into()),
        ("S_NUMBER", house.number.into()),
        ("S_LITER", house.liter.as_ref().into()),
    ])
}

fn switch_row(switch: &Switch) -> Row {
    row([
        ("ID", int(switch.id)),
        ("NAME", switch.name.as_ref().into()),
        ("IP", switch.ip.into()),
        ("SWITCH_TYPE", switch.switch_type.as_ref().into()),
        ("PSW_SNMP", switch.psw_snmp.as_ref().into()),
        ("PSW_SSH", switch.psw_ssh.as_ref().into()),
        ("PSW_TELNET", switch.psw_telnet.as_ref().into()),
        ("HOME_ID", switch.home_id.into()),
        ("PORTS_CNT", switch.ports.into()),
    ])
}
