//! A task.

use isp_client_core::time::{LocalDateTime, UnixTime};
use isp_client_core::{lenient, record};
use rust_decimal::Decimal;
use serde::de::{Deserialize as _, Deserializer, Error as _};
use serde_json::{Map, Value};

use crate::attach::File;
use crate::envelope::is_nothing;
use crate::read::{self, AdditionalValue};
use crate::{
    AddressUnitId, CommentId, CustomerId, DivisionId, EmployeeId, NodeId, TaskId, TaskStateId, TaskTypeId,
    Text,
};

record! {
    /// A task.
    ///
    /// *Source:* the models of several clients of sibling products, whose servers mix two ways to spell names in one answer.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Task {
        /// The id.
        pub id: TaskId = "id" => read::id,
        /// The task that it is a part of.
        pub parent_task_id: Option<TaskId> = "parentTaskId" => read::opt_id,
        /// Its tags, as they came: what a tag looks like is not known.
        pub tags: Option<Value> = "tags" => read::as_it_came,
        /// How urgent it is.
        pub priority: Option<i64> = "priority" => lenient::opt_number,
        /// The kind of task (`type`).
        pub kind: Option<KindOfTask> = "type" => read::object,
        /// The state.
        pub state: Option<StateOfTask> = "state" => read::object,
        /// Times.
        pub date: Option<TaskDates> = "date" => read::object,
        /// Where.
        pub address: Option<TaskAddress> = "address" => read::object,
        /// The customers it is about: an id, or more than that.
        pub customer: Vec<TaskCustomer> = "customer" => customers,
        /// The customer it is about, on old servers.
        pub customer_id: Option<CustomerId> = "customerId" => read::opt_id,
        /// The nodes it is about.
        pub node: Vec<NodeId> = "node" => read::ids,
        /// What is to be done.
        pub description: Option<Text> = "description" => read::text,
        /// The same, shortened.
        pub description_short: Option<Text> = "description_short" => read::text,
        /// The name of somebody who is no customer yet.
        pub optional_customer_name: Option<Text> = "optional_customer_name" => read::text,
        /// Who made it.
        pub author_employee_id: Option<EmployeeId> = "author_employee_id" => read::opt_id,
        /// What is paid for it, where it is set for this task.
        pub price_custom: Option<Decimal> = "priceCustom" => lenient::opt_money,
        /// How much work it is.
        pub volume_custom: Option<Decimal> = "volumeCustom" => lenient::opt_money,
        /// Who does it.
        pub staff: Option<TaskStaff> = "staff" => read::object,
        /// Who watches it.
        pub watcher_employee_list: Vec<EmployeeId> = "watcher_employee_list" => read::ids,
        /// Comments. Left out by `is_without_comments`.
        pub comments: Vec<Comment> = "comments" => read::list,
        /// Additional fields.
        pub additional_data: Vec<AdditionalValue> = "additional_data" => read::additional,
        /// Files.
        pub attach: Vec<File> = "attach" => read::list,
        /// What was done with it.
        pub history: Vec<TaskEvent> = "history" => read::list,
        /// How long it was in which status.
        pub task_status_history: Vec<TaskStatusSpan> = "task_status_history" => read::list,
    }
}

record! {
    /// The kind of a task.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct KindOfTask {
        /// The id.
        pub id: Option<TaskTypeId> = "id" => read::opt_id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
    }
}

record! {
    /// The state of a task.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct StateOfTask {
        /// The id.
        pub id: Option<TaskStateId> = "id" => read::opt_id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
        /// What it means to the system.
        pub system_role: Option<i64> = "system_role" => lenient::opt_number,
        /// The same on other servers (`systemRole`).
        pub system_role_camel: Option<i64> = "systemRole" => lenient::opt_number,
        /// The same in words.
        pub system_role_text: Option<Text> = "system_role_text" => read::text,
    }
}

impl StateOfTask {
    /// What it means to the system, however the server spells it.
    pub fn role(&self) -> Option<i64> {
        self.system_role.or(self.system_role_camel)
    }
}

record! {
    /// The times of a task.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct TaskDates {
        /// When it was made.
        pub create: Option<LocalDateTime> = "create" => lenient::opt_date_time,
        /// When it is to be done.
        pub todo: Option<LocalDateTime> = "todo" => lenient::opt_date_time,
        /// When it was changed last.
        pub update: Option<LocalDateTime> = "update" => lenient::opt_date_time,
        /// When it was done.
        pub complete: Option<LocalDateTime> = "complete" => lenient::opt_date_time,
        /// How many hours it may take, where that is set for this task.
        pub deadline_individual_hour: Option<Decimal> = "deadline_individual_hour" => lenient::opt_money,
        /// How many hours the work may take, where that is set for this task.
        pub runtime_individual_hour: Option<Decimal> = "runtime_individual_hour" => lenient::opt_money,
    }
}

record! {
    /// Where a task is to be done.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct TaskAddress {
        /// The whole address.
        pub text: Option<Text> = "text" => read::text,
        /// The unit of the address.
        pub address_id: Option<AddressUnitId> = "addressId" => read::opt_id,
        /// The flat.
        pub apartment: Option<Text> = "apartment" => read::text,
        /// The flat, in the spelling of other servers.
        pub apartament: Option<Text> = "apartament" => read::text,
    }
}

impl TaskAddress {
    /// The flat, however the server spells it.
    pub fn flat(&self) -> Option<&Text> {
        self.apartment.as_ref().or(self.apartament.as_ref())
    }
}

record! {
    /// A customer that a task is about.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct TaskCustomer {
        /// The id.
        pub id: CustomerId = "id" => read::id,
        /// The name, where the server adds it.
        pub full_name: Option<Text> = "fullName" => read::text,
        /// The login, where the server adds it.
        pub login: Option<Text> = "login" => read::text,
        /// When the customer was active last, where the server adds it.
        pub date_activity: Option<LocalDateTime> = "dateActivity" => lenient::opt_date_time,
    }
}

/// Ids or records, in a list or an object, or one of them alone.
fn customers<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<TaskCustomer>, D::Error> {
    let read = |value: Value| match value {
        Value::Object(_) => TaskCustomer::deserialize(value),
        id => TaskCustomer::deserialize(Value::Object(Map::from_iter([("id".to_owned(), id)]))),
    };
    let customers: Result<Vec<_>, serde_json::Error> = match Value::deserialize(deserializer)? {
        nothing if is_nothing(&nothing) => Ok(Vec::new()),
        Value::Array(items) => items.into_iter().map(read).collect(),
        Value::Object(fields) if !fields.contains_key("id") => {
            fields.into_iter().map(|(_, item)| read(item)).collect()
        }
        one => read(one).map(|customer| vec![customer]),
    };
    match customers {
        Ok(customers) if customers.iter().all(|customer| customer.id.get() != 0) => Ok(customers),
        _ => Err(D::Error::custom("expected customers, by id or as records")),
    }
}

record! {
    /// Who does a task.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct TaskStaff {
        /// These employees.
        pub employee: Vec<EmployeeId> = "employee" => read::ids,
        /// These employees, on old servers.
        pub worker: Vec<EmployeeId> = "worker" => read::ids,
        /// These divisions.
        pub division: Vec<DivisionId> = "division" => read::ids,
    }
}

record! {
    /// A comment to a task.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Comment {
        /// The id.
        pub id: CommentId = "id" => read::id,
        /// When it was made.
        pub date_add: Option<LocalDateTime> = "dateAdd" => lenient::opt_date_time,
        /// Who made it.
        pub employee_id: Option<EmployeeId> = "employee_id" => read::opt_id,
        /// What it says.
        pub comment: Option<Text> = "comment" => read::text,
        /// Its files.
        pub attach: Vec<File> = "attach" => read::list,
    }
}

record! {
    /// Something that was done with a task.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct TaskEvent {
        /// What was done.
        pub type_id: Option<u64> = "type_id" => lenient::opt_number,
        /// The same (`type`), as other servers call it.
        pub kind: Option<Text> = "type" => read::text,
        /// When.
        pub date: Option<LocalDateTime> = "date" => lenient::opt_date_time,
        /// By whom.
        pub employee_id: Option<EmployeeId> = "employee_id" => read::opt_id,
        /// A comment.
        pub comment: Option<Text> = "comment" => read::text,
        /// Something about it.
        pub param1: Option<Text> = "param1" => read::text,
    }
}

record! {
    /// A time in which a task had a status.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct TaskStatusSpan {
        /// From when on.
        pub start_time: Option<UnixTime> = "start_time" => lenient::opt_unix_time,
        /// Until when.
        pub end_time: Option<UnixTime> = "end_time" => lenient::opt_unix_time,
        /// Which part of the whole time it is, in percent.
        pub percentage: Option<Decimal> = "percentage" => lenient::opt_money,
        /// The status.
        pub task_status_id: Option<u64> = "task_status_id" => lenient::opt_number,
        /// Its name.
        pub task_status_name: Option<Text> = "task_status_name" => read::text,
    }
}

read::keyed! {
    Comment, id = "id";
    Task, id = "id";
}
read::unkeyed!(KindOfTask, StateOfTask, TaskAddress, TaskDates, TaskEvent, TaskStaff, TaskStatusSpan);
