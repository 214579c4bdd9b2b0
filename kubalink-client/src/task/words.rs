//! What the parameters of tasks can be.

use isp_client_core::open_enum;

use crate::EmployeeId;
use crate::argument::{Argument, Given};
use crate::values::argument_enum;

open_enum! {
    /// What tasks are sorted by.
    pub enum TaskOrder {
        /// When they were made.
        DateAdd = "date_add",
        /// When they were changed.
        DateChange = "date_change",
        /// When they are to be done.
        DateDo = "date_do",
        /// When they were done.
        DateFinish = "date_finish",
        /// Their state.
        StateId = "state_id",
        /// Their kind.
        TypeId = "type_id",
    }
}

open_enum! {
    /// In which way a task was changed.
    pub enum ChangeOperation {
        /// A comment was added.
        AddComment = "add_comment",
        /// The state was changed.
        ChangeState = "change_state",
    }
}
argument_enum!(ChangeOperation, TaskOrder);

/// Who does a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Performer {
    /// Nobody yet.
    Nobody,
    /// This employee.
    Employee(EmployeeId),
}

impl From<EmployeeId> for Performer {
    fn from(id: EmployeeId) -> Self {
        Self::Employee(id)
    }
}

impl From<u64> for Performer {
    fn from(id: u64) -> Self {
        Self::Employee(id.into())
    }
}

impl Argument for Performer {
    fn given(self) -> Given {
        match self {
            Self::Nobody => Given::plain("-1"),
            Self::Employee(id) => id.given(),
        }
    }
}
