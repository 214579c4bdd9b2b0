//! KubaLink: an ERP of providers behind one PHP script, `/api.php`, with 287 actions in 31 categories, a form and a
//! redirect.
//!
//! What each part rests on is said where it stands: *documented* (the vendor's own pages: all parameters, next to no
//! answers), *observed* (clients and dumps of UserSide and WorkerNet, which share this API; never KubaLink itself),
//! *unknown* (nobody has shown it; the sandbox offers plausible forms as switches of [`Dialect`]).

mod act;
mod additional;
mod addresses;
mod answer;
mod attachments;
mod builder;
mod catalogue;
mod commutation;
mod customer_search;
mod customers;
mod devices;
mod dialect;
mod dress;
mod employees;
mod generated;
mod inventory;
mod money;
mod nodes;
mod pages;
mod parameters;
mod plain;
mod positions;
mod reply;
mod routes;
mod running;
mod samples;
mod state;
mod table;
mod task_search;
mod tasks;
mod vlan;

pub use act::{Act, Call};
pub use answer::Breakage;
pub use builder::{Builder, DEFAULT_NOW, PATH};
pub use dialect::Dialect;
pub use employees::EMPLOYEE_PASSWORD;
pub use generated::FIRST_GENERATED;
pub use positions::{
    AdditionalData, AgreementDate, DeviceColumns, Empties, Envelope, ErrorKey, ErrorStyle, Flags, IdLists,
    Lists, MissingId, MissingItem, MissingObject, OneOrMany, Typing, UnknownContainer,
};
pub use running::Running;
pub use samples::{
    ATTACHMENT, BUILDING, CUSTOMER, DEVICE, EMPLOYEE, FORMER, HOUSE, INVENTORY, KEY, Kind, NEIGHBOUR, NODE,
    ONU, STORAGE, TASK,
};
