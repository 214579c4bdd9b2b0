//! The procedures: one declaration each, and the table of all.

mod execute;
mod find;
mod homes;
mod operations;
mod payments;
mod services;
mod subscriber;
mod switches;

use isp_client_core::Operation;

pub use self::execute::Execute;
pub use self::find::{FindSubscribers, FoundSubscriber};
pub use self::homes::{EditHome, ListHomes};
pub use self::operations::ListOperations;
pub(crate) use self::operations::OPERATION as LIST_OPERATIONS;
pub use self::payments::{AddPayment, PromisePayment};
pub use self::services::EditService;
pub use self::subscriber::{GetSubscriber, SubscriberCard};
pub use self::switches::{EditSwitch, ListSwitches};

/// Every procedure of the vendor's page, as machine-readable rows: an edit once for each of its three codes.
///
/// ```
/// use procbill_client::{Effect, OPERATIONS};
///
/// let once: Vec<_> = OPERATIONS.iter().filter(|row| row.effect == Effect::Once).collect();
/// assert!(once.iter().any(|row| row.name == "CLN_FIN_OPER_ADD"));
/// ```
pub static OPERATIONS: &[Operation] = &[
    crate::login::OPERATION,
    homes::ADD,
    homes::CHANGE,
    homes::DELETE,
    homes::LIST,
    switches::ADD,
    switches::CHANGE,
    switches::DELETE,
    switches::LIST,
    services::ADD,
    services::CHANGE,
    services::DELETE,
    subscriber::OPERATION,
    payments::PROMISE,
    find::OPERATION,
    payments::ADD,
    operations::OPERATION,
];

/// What an edit does, by its code on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edit {
    Change = 0,
    Add = 1,
    Delete = 2,
}

/// Makes a procedure with a code of the operation an edit: its three rows, and its request by code and id.
macro_rules! edit {
    ($type:ident = $wire:literal, $code:literal, $purpose:ident) => {
        pub(super) const CHANGE: Operation = Operation::new(
            PRODUCT,
            concat!($wire, " ", $code, "=0"),
            Effect::Replay,
            Evidence::Unknown,
            $type::PARAMETERS,
        );
        pub(super) const ADD: Operation = Operation::new(
            PRODUCT,
            concat!($wire, " ", $code, "=1"),
            Effect::Once,
            Evidence::Unknown,
            $type::PARAMETERS,
        );
        pub(super) const DELETE: Operation = Operation::new(
            PRODUCT,
            concat!($wire, " ", $code, "=2"),
            Effect::Replay,
            Evidence::Unknown,
            $type::PARAMETERS,
        );

        impl $type {
            pub(crate) fn of(rules: Arc<Rules>, edit: Edit, id: Option<i64>) -> Self {
                let Self(arguments) = Self::new(rules);
                Self(arguments.with($code, edit as i64).with("ID", id))
            }
        }

        impl Endpoint for $type {
            type Output = Outcome;

            fn operation(&self) -> Operation {
                self.0.edit($code, [CHANGE, ADD, DELETE])
            }

            fn encode(&self) -> Result<Request, Error> {
                self.0.request($purpose)
            }

            fn decode(&self, response: &Response) -> Result<Outcome, Error> {
                Outcome::read(response)
            }
        }
    };
}
use edit;

/// How many arguments each procedure takes, the session aside.
pub(crate) const TABLES: [(&str, usize); 10] = [
    (EditHome::NAME, EditHome::ARGUMENTS.len()),
    (ListHomes::NAME, ListHomes::ARGUMENTS.len()),
    (EditSwitch::NAME, EditSwitch::ARGUMENTS.len()),
    (ListSwitches::NAME, ListSwitches::ARGUMENTS.len()),
    (EditService::NAME, EditService::ARGUMENTS.len()),
    (GetSubscriber::NAME, GetSubscriber::ARGUMENTS.len()),
    (FindSubscribers::NAME, FindSubscribers::ARGUMENTS.len()),
    (PromisePayment::NAME, PromisePayment::ARGUMENTS.len()),
    (AddPayment::NAME, AddPayment::ARGUMENTS.len()),
    (ListOperations::NAME, ListOperations::ARGUMENTS.len()),
];
