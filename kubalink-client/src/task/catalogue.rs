//! Kinds and states of tasks, and what else is chosen from.

use isp_client_core::{lenient, record};
use rust_decimal::Decimal;

use crate::{
    CommentId, DivisionId, EmployeeId, FieldId, LocalDateTime, TaskId, TaskStateId, TaskTypeGroupId,
    TaskTypeId, Text, read,
};

record! {
    /// To whom a task may be given.
    ///
    /// *Source:* the models of two clients of sibling products.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct AllowedStaff {
        /// These divisions.
        pub division: Vec<DivisionId> = "division" => read::ids,
        /// These employees.
        pub staff: Vec<EmployeeId> = "staff" => read::ids,
    }
}

record! {
    /// A kind of task.
    ///
    /// *Source:* the models of two clients of sibling products.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct TaskType {
        /// The id.
        pub id: TaskTypeId = "id" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
        /// The group.
        pub group_id: Option<TaskTypeGroupId> = "group_id" => read::opt_id,
        /// The states that such a task can have.
        pub allow_state: Vec<TaskStateId> = "allow_state" => read::ids,
        /// What is paid for it.
        pub amount: Option<Decimal> = "amount" => lenient::opt_money,
        /// What the customer pays.
        pub price_for_customer: Option<Decimal> = "price_for_customer" => lenient::opt_money,
        /// A description.
        pub description: Option<Text> = "description" => read::text,
        /// Whether what is paid is multiplied.
        pub is_amount_multiply: Option<bool> = "is_amount_multiply" => lenient::opt_flag,
        /// Whether what is paid can be set for each task.
        pub is_amount_custom: Option<bool> = "is_amount_custom" => lenient::opt_flag,
        /// Its place in the list.
        pub position: Option<i64> = "position" => lenient::opt_number,
        /// Additional fields.
        pub additional_field: Vec<FieldId> = "additional_field" => read::ids,
        /// Additional fields that must be filled in at the end.
        pub additional_field_finalize: Vec<FieldId> = "additional_field_finalize" => read::ids,
        /// What is special about it. Its words are not described.
        pub special_type: Option<Text> = "special_type" => read::text,
        /// Times.
        pub timescale: Option<TaskTimescale> = "timescale" => read::object,
        /// Who may do what with it.
        pub access: Vec<TaskTypeAccess> = "access" => read::list,
    }
}

record! {
    /// The times of a kind of task, in hours.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct TaskTimescale {
        /// Added when a task is made.
        pub add_task_additional_hour: Option<Decimal> = "add_task_additional_hour" => lenient::opt_money,
        /// Until when it must be begun.
        pub must_doing_hour_after_add: Option<Decimal> = "must_doing_hour_after_add" => lenient::opt_money,
        /// How long the work takes.
        pub hour_on_doing: Option<Decimal> = "hour_on_doing" => lenient::opt_money,
        /// How long before the deadline somebody is told.
        pub notify_hour_before_deadline: Option<Decimal> = "notify_hour_before_deadline" => lenient::opt_money,
        /// How long before the end somebody is told.
        pub notify_hour_before_finish: Option<Decimal> = "notify_hour_before_finish" => lenient::opt_money,
    }
}

record! {
    /// What a profile of employees may do with a kind of task.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct TaskTypeAccess {
        /// The profile.
        pub employee_profile_id: Option<u64> = "employee_profile_id" => lenient::opt_number,
        /// Make one.
        pub is_add: Option<bool> = "is_add" => lenient::opt_flag,
        /// Change one.
        pub is_edit: Option<bool> = "is_edit" => lenient::opt_flag,
        /// See one.
        pub is_view: Option<bool> = "is_view" => lenient::opt_flag,
        /// Delete one.
        pub is_delete: Option<bool> = "is_delete" => lenient::opt_flag,
        /// Change its date.
        pub is_change_date: Option<bool> = "is_change_date" => lenient::opt_flag,
        /// Change its state.
        pub is_change_state: Option<bool> = "is_change_state" => lenient::opt_flag,
        /// Change its works.
        pub is_change_works: Option<bool> = "is_change_works" => lenient::opt_flag,
        /// Change who does it.
        pub is_change_assigned: Option<bool> = "is_change_assigned" => lenient::opt_flag,
    }
}

record! {
    /// A group of kinds of tasks.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct TaskTypeGroup {
        /// The id.
        pub id: TaskTypeGroupId = "id" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
        /// Its place in the list.
        pub order: Option<i64> = "order" => lenient::opt_number,
    }
}

record! {
    /// A state of tasks.
    ///
    /// *Source:* the models of two clients of sibling products.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct TaskState {
        /// The id.
        pub id: TaskStateId = "id" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
        /// What it means to the system: a word or a number.
        pub system_role: Option<Text> = "system_role" => read::text,
        /// The same on old servers.
        pub sysrole: Option<Text> = "sysrole" => read::text,
    }
}

record! {
    /// A comment that was searched for.
    ///
    /// *Source:* the models of two clients of sibling products.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct FoundComment {
        /// The comment.
        pub comment_id: Option<CommentId> = "comment_id" => read::opt_id,
        /// The task.
        pub task_id: Option<TaskId> = "task_id" => read::opt_id,
        /// When it was made.
        pub date_add: Option<LocalDateTime> = "date_add" => lenient::opt_date_time,
        /// What it says.
        pub text: Option<Text> = "text" => read::text,
        /// Who made it.
        pub employee_id: Option<EmployeeId> = "employee_id" => read::opt_id,
    }
}

record! {
    /// A text that is often used as a comment.
    ///
    /// *Source:* the models of two clients of sibling products.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct TypicalComment {
        /// The id.
        pub id: Option<u64> = "id" => lenient::opt_number,
        /// What it says.
        pub text: Option<Text> = "text" => read::text,
        /// The kinds of tasks that it is for.
        pub task_type_ids: Vec<TaskTypeId> = "task_type_ids" => read::ids,
    }
}

read::keyed! {
    TaskState, id = "id";
    TaskType, id = "id";
    TaskTypeGroup, id = "id";
}
read::optional_key! { TypicalComment, id; }
read::unkeyed!(AllowedStaff, FoundComment, TaskTimescale, TaskTypeAccess);
