//! What the billing keeps: subscribers and groups, houses, switches, services, operations.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

/// Who may log in. Both are compared exactly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Administrator {
    pub(crate) login: String,
    pub(crate) password: String,
}

/// The login in the vendor's examples.
pub const LOGIN: &str = "Administrator";
/// The password in the vendor's examples.
pub const PASSWORD: &str = "servicemode";

/// A subscriber with a balance of 433.33, an address below 128.0.0.0 and a service; `&` and quotes in the comment.
pub const SUBSCRIBER: i32 = 1204;
/// A subscriber with a balance of -0.50 and addresses above 128.0.0.0.
pub const DEBTOR: i32 = 1377;
/// The group of both.
pub const GROUP: i32 = 210;
/// The group of that group, and of [`OTHER_GROUP`].
pub const ROOT_GROUP: i32 = 1;
/// Another group, with one deleted subscriber.
pub const OTHER_GROUP: i32 = 220;
/// The house that the vendor's example deletes.
pub const HOUSE: i32 = 10;
/// A switch in another house.
pub const SWITCH: i32 = 31;
/// A service row of [`SUBSCRIBER`].
pub const SERVICE: i32 = 77;

/// A subscriber, or a group of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscriber {
    /// `USER_ID`, `ID`.
    pub id: i32,
    /// The group it stands in.
    pub parent_id: Option<i32>,
    /// It is a group: `END_USER` is 0.
    pub group: bool,
    /// `LOGIN`.
    pub login: Option<String>,
    /// `NAME`, `IDENTIFY`.
    pub name: String,
    /// `EMAIL`.
    pub email: Option<String>,
    /// `IP`: an integer, in `CLN_USR_FIND_2` a text.
    pub ip: Option<Ipv4Addr>,
    /// `BALANCE`, in hundredths.
    pub balance: i64,
    /// `CONTRACT_NUMBER`.
    pub contract: Option<String>,
    /// `SMS`.
    pub phone: Option<String>,
    /// `COMMENT` of `CLN_USR_FIND_2`.
    pub comment: Option<String>,
    /// `GEN_PWD`.
    pub password: Option<String>,
    /// `TARIF_ID`.
    pub tariff_id: Option<i32>,
    /// `HOME_ID`.
    pub home_id: Option<i32>,
    /// `SWITCH_ID`.
    pub switch_id: Option<i32>,
    /// `ROUTER_IP`, the subscriber's switch.
    pub router_ip: Option<Ipv4Addr>,
    /// `ROUTER_VLAN`.
    pub router_vlan: Option<i32>,
    /// `ROUTER_PORT`.
    pub router_port: Option<i32>,
    /// `NAS_IP`.
    pub nas_ip: Option<Ipv4Addr>,
    /// `ENABLED`.
    pub enabled: bool,
    /// `DELETED`.
    pub deleted: bool,
    /// `FINANCE_USER`.
    pub financial: bool,
    /// Any of the administrators' rights; all of them are shown.
    pub administrator: bool,
    /// Columns of `CLN_USR_GET` by their documented names, with the text to show instead of what is made up otherwise;
    /// `None` is null. Other names are more columns, at the end.
    pub columns: BTreeMap<String, Option<String>>,
}

impl Subscriber {
    /// A subscriber with nothing on the account.
    pub fn new(id: i32, login: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            id,
            parent_id: Some(ROOT_GROUP),
            group: false,
            login: Some(login.into()),
            name: name.into(),
            email: None,
            ip: None,
            balance: 0,
            contract: None,
            phone: None,
            comment: None,
            password: None,
            tariff_id: None,
            home_id: None,
            switch_id: None,
            router_ip: None,
            router_vlan: None,
            router_port: None,
            nas_ip: None,
            enabled: true,
            deleted: false,
            financial: true,
            administrator: false,
            columns: BTreeMap::new(),
        }
    }

    /// A group.
    pub fn group(id: i32, parent_id: Option<i32>, name: impl Into<String>) -> Self {
        Self { parent_id, group: true, login: None, ..Self::new(id, "", name) }
    }
}

/// A house: the arguments of `CLN_HOME_EDIT`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct House {
    /// `ID`.
    pub id: i32,
    /// `PULL_ID`.
    pub pull_id: Option<i32>,
    /// `CONNECT_DATE`, as `YYYY-MM-DD HH:MM:SS`.
    pub connect_date: Option<String>,
    /// `ZIP_CODE`.
    pub zip_code: Option<String>,
    /// `COUNTRY`.
    pub country: Option<String>,
    /// `CITY`.
    pub city: Option<String>,
    /// `REGION`.
    pub region: Option<String>,
    /// `STREET`.
    pub street: Option<String>,
    /// `S_NUMBER`.
    pub number: Option<i32>,
    /// `S_LITER`.
    pub liter: Option<String>,
}

/// A switch: the arguments of `CLN_SWITCH_EDIT`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Switch {
    /// `ID`.
    pub id: i32,
    /// `NAME`.
    pub name: Option<String>,
    /// `IP`.
    pub ip: Option<Ipv4Addr>,
    /// `SWITCH_TYPE`.
    pub switch_type: Option<String>,
    /// `PSW_SNMP`.
    pub psw_snmp: Option<String>,
    /// `PSW_SSH`.
    pub psw_ssh: Option<String>,
    /// `PSW_TELNET`.
    pub psw_telnet: Option<String>,
    /// `HOME_ID`.
    pub home_id: Option<i32>,
    /// `PORTS_CNT`.
    pub ports: Option<i32>,
}

/// A service of a subscriber: the arguments of `CLN_USR_USLUGA_EDIT`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Service {
    /// `ID`.
    pub id: i32,
    /// `USER_ID`.
    pub user_id: i32,
    /// `USLUGA_ID`.
    pub usluga_id: Option<i32>,
    /// `ENABLED`.
    pub enabled: Option<i32>,
    /// `CREATE_DATE`, as `YYYY-MM-DD HH:MM:SS`.
    pub create_date: Option<String>,
    /// `NEXT_DATE`, alike.
    pub next_date: Option<String>,
    /// `COUNTT`.
    pub count: Option<i32>,
    /// `COMMENT`.
    pub comment: Option<String>,
    /// `EQUIPMENT_ID`.
    pub equipment_id: Option<i32>,
    /// `SIP_ID`.
    pub sip_id: Option<String>,
}

/// A financial operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// Its own id.
    pub id: i32,
    /// Whose it is.
    pub user_id: i32,
    /// When, as `YYYY-MM-DD HH:MM:SS`: `OP_DATE`, or the sandbox's moment.
    pub op_date: String,
    /// How much, in hundredths.
    pub sum: i64,
    /// `DESCR`.
    pub descr: Option<String>,
    /// `NUMBER`.
    pub number: Option<String>,
    /// 2: incoming.
    pub op_type: i32,
}
