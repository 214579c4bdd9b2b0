//! The stored procedures: their arguments by position, with types and lengths.

use super::dialect::{Dialect, FindArguments};

/// The Firebird type of an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Integer,
    /// An INTEGER that holds an address.
    Address,
    /// NUMERIC(18,0).
    Suid,
    Double,
    Varchar(usize),
    Timestamp,
}

use Kind::{Address, Double, Integer, Suid, Timestamp, Varchar};

#[derive(Debug)]
pub(crate) struct Procedure {
    pub(crate) name: &'static str,
    pub(crate) arguments: &'static [(&'static str, Kind)],
    /// Fewer are refused; what is missing beyond is null. Documented for `CLN_FIN_OPER_ADD` (its last argument is
    /// "mandatory") and, by the example, for `CLN_HOME_EDIT`.
    at_least: usize,
}

const fn procedure(
    name: &'static str,
    at_least: usize,
    arguments: &'static [(&'static str, Kind)],
) -> Procedure {
    Procedure { name, arguments, at_least }
}

pub(crate) const AUTH_LOGIN: &str = "CLN_AUTH_LOGIN";
pub(crate) const USR_FIND_2: &str = "CLN_USR_FIND_2";

/// Names in lower case are not documented.
static PROCEDURES: [Procedure; 11] = [
    procedure(AUTH_LOGIN, 3, &[("login", Varchar(256)), ("password", Varchar(256)), ("zero", Integer)]),
    procedure(
        "CLN_HOME_EDIT",
        1,
        &[
            ("SUID", Suid),
            ("P_OP", Integer),
            ("ID", Integer),
            ("PULL_ID", Integer),
            ("CONNECT_DATE", Timestamp),
            ("ZIP_CODE", Varchar(10)),
            ("COUNTRY", Varchar(256)),
            ("CITY", Varchar(256)),
            ("REGION", Varchar(256)),
            ("STREET", Varchar(256)),
            ("S_NUMBER", Integer),
            ("S_LITER", Varchar(32)),
        ],
    ),
    procedure("CLN_HOME_LIST", 1, &[("SUID", Suid), ("P_ID", Integer)]),
    procedure(
        "CLN_SWITCH_EDIT",
        1,
        &[
            ("P_SUID", Suid),
            ("P_OP", Integer),
            ("ID", Integer),
            ("NAME", Varchar(1024)),
            ("IP", Address),
            ("SWITCH_TYPE", Varchar(256)),
            ("PSW_SNMP", Varchar(40)),
            ("PSW_SSH", Varchar(40)),
            ("PSW_TELNET", Varchar(40)),
            ("HOME_ID", Integer),
            ("PORTS_CNT", Integer),
            ("UPDATE_HOME_FLAG", Integer),
        ],
    ),
    procedure("CLN_SWITCH_LIST", 1, &[("P_SUID", Suid), ("P_ID", Integer), ("P_HOME_ID", Integer)]),
    procedure(
        "CLN_USR_USLUGA_EDIT",
        1,
        &[
            ("SUID", Suid),
            ("ID", Integer),
            ("USER_ID", Integer),
            ("USLUGA_ID", Integer),
            ("ENABLED", Integer),
            ("CREATE_DATE", Timestamp),
            ("NEXT_DATE", Timestamp),
            ("COUNTT", Integer),
            ("UK", Integer),
            ("COMMENT", Varchar(64)),
            ("EQUIPMENT_ID", Integer),
            ("SIP_ID", Varchar(32)),
        ],
    ),
    procedure("CLN_USR_GET", 1, &[("SUID", Suid), ("SELECT_ID", Integer)]),
    procedure(
        "WEB_USER_PROMISE_PAY",
        1,
        &[("SUID", Suid), ("USER_ID", Integer), ("PROMISE_PAY", Double), ("HOST", Varchar(15))],
    ),
    procedure(
        USR_FIND_2,
        1,
        &[
            ("SUID", Suid),
            ("NAME_IN", Varchar(128)),
            ("LOGIN_IN", Varchar(32)),
            ("ID_IN", Integer),
            ("EMAIL_IN", Varchar(128)),
            ("IP_IN", Address),
            ("FINANCE_IN", Integer),
            ("SERVER_IN", Integer),
            ("ADMIN_IN", Integer),
            ("BALANCEL_IN", Double),
            ("BALANCEH_IN", Double),
            ("PARENT_ID_IN", Integer),
            ("END_USER_IN", Integer),
            ("COUNT_USER_IN", Integer),
            ("ALL_IN", Integer),
            ("DELETED_IN", Integer),
            ("ATTRIBUTE", Varchar(128)),
            ("CONTRACT_NUMBER_IN", Varchar(32)),
            ("TARIFF_ID", Integer),
            ("ROUTER_IP", Address),
            ("ROUTER_VLAN", Integer),
            ("ROUTER_PORT", Integer),
            ("SIP_ID", Varchar(32)),
            ("SMS_IN", Varchar(32)),
            ("NAS_IP", Address),
        ],
    ),
    procedure(
        "CLN_FIN_OPER_ADD",
        8,
        &[
            ("SUID", Suid),
            ("USER_ID", Integer),
            ("OP_DATE", Timestamp),
            ("SUMMA", Double),
            ("DESCR", Varchar(255)),
            ("NUMBER", Varchar(10)),
            ("op_type", Integer),
            ("empty", Varchar(255)),
        ],
    ),
    procedure(
        "CLN_FIN_OPER",
        1,
        &[
            ("SUID", Suid),
            ("USER_ID", Integer),
            ("DATEL", Timestamp),
            ("DATEH", Timestamp),
            ("FINANCE_IN", Integer),
            ("OP_TYPE_IN", Integer),
            ("ID", Integer),
            ("END_USER", Integer),
            ("FIN_USER", Integer),
            ("PARENT_ID_IN", Integer),
        ],
    ),
];

pub(crate) fn find(name: &str) -> Option<&'static Procedure> {
    PROCEDURES.iter().find(|procedure| procedure.name == name)
}

impl Procedure {
    /// The arguments of this request, and the fewest it may have.
    pub(crate) fn signature(
        &self,
        dialect: &Dialect,
        suid_dropped: bool,
    ) -> (&'static [(&'static str, Kind)], usize) {
        let (mut arguments, mut at_least) = (self.arguments, self.at_least);
        if self.name == USR_FIND_2 {
            match dialect.find_arguments {
                FindArguments::TwentyFive => at_least = 25,
                FindArguments::TwentyFour => (arguments, at_least) = (&arguments[..24], 24),
                FindArguments::Any => {}
            }
        }
        if suid_dropped {
            (arguments, at_least) = (&arguments[1..], at_least - 1);
        }
        (arguments, at_least)
    }
}
