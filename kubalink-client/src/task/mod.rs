//! Tasks (задания, `task`): search, cards, comments, states, performers, marks.
//!
//! All actions are methods of [`Actions`].
//!
//! ```no_run
//! # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
//! use kubalink_client::task::TaskOrder;
//!
//! let mut open = erp.task().get_list().state_id([1, 2]).order_by(TaskOrder::DateDo).tasks();
//! while let Some(task) = open.next().await {
//!     let task = task?;
//!     println!("{} {}", task.id, task.description.unwrap_or_default());
//! }
//! # Ok(())
//! # }
//! ```
//!
//! The vendor calls a task `id` in most of these actions and `task_id` in others: here both are a
//! [`TaskId`].

mod card;
mod catalogue;
mod list;
mod words;

use rust_decimal::Decimal;

pub use self::card::*;
pub use self::catalogue::*;
pub use self::list::*;
pub use self::words::*;
use crate::action::actions;
use crate::{
    AddressUnitId, Answer, BuildingId, ChecklistItemId, CommentId, Coordinates, CustomerId, DeviceId,
    DivisionId, Done, EmployeeId, LocalDateTime, MarkId, NodeId, OwnerId, TaskId, TaskStateId, TaskTypeId,
};

actions! {
    "task";

    /// Adds a task.
    ///
    /// Times are those of the server.
    once Add = add(work_datedo: LocalDateTime, work_typer: TaskTypeId) {
        /// The flat.
        apart: text,
        /// The unit of the address.
        address_id: AddressUnitId,
        /// Who makes it.
        author_employee_id: EmployeeId,
        /// The customer it is about.
        customer_id: CustomerId,
        /// How many hours it may take from its acceptance.
        deadline_hour: u32,
        /// The device it is about.
        device_id: DeviceId,
        /// Which divisions do it.
        division_id: [DivisionId],
        /// An additional field, by its number.
        dopf as dopf_N: numbered,
        /// Who does it.
        employee_id: [EmployeeId],
        /// The name of somebody who is no customer yet.
        fio: text,
        /// Whether it is urgent.
        is_high_priority: flag,
        /// The node it is about.
        node_id: NodeId,
        /// What is to be done.
        opis: any_text,
        /// The task that it is a part of.
        parent_task_id: TaskId,
        /// How much work it is. The unit is not documented.
        work_amount: Decimal,
    } -> TaskId, observed;

    /// Ties a customer to a task.
    once AddCustomerToTask = add_customer_to_task(task_id: TaskId, customer_id: CustomerId) {} -> Done, observed;

    /// Ties a device to a task.
    once AddDeviceToTask = add_device_to_task(task_id: TaskId, device_id: DeviceId) {} -> Answer, unknown;

    /// Ties an owner of objects to a task.
    once AddOwnerToTask = add_owner_to_task(task_id: TaskId, owner_id: OwnerId) {} -> Answer, unknown;

    /// Sets when the work is to be done.
    replay ChangeDateWork = change_date_work(id: TaskId, value: LocalDateTime) {
        /// Who wants it, for the history.
        employee_id: EmployeeId,
    } -> Done, observed;

    /// Sets the state.
    ///
    /// The installation's triggers run, unless [`skip_internal_api`](ChangeState::skip_internal_api) is set: by a repeat they
    /// run again.
    replay ChangeState = change_state(id: TaskId, state_id: TaskStateId) {
        /// On whose behalf.
        employee_id: EmployeeId,
    } -> Done, observed;

    /// Checks the code that a customer tells when the work is done.
    ///
    /// `Once`: nobody says whether a code is good a second time. One client notes that the action does not work.
    once CheckVerifyCode = check_verify_code(id: TaskId, verify_code: text) {} -> Done, observed;

    /// Ticks an item of the checklist.
    replay ChecklistItemCheck = checklist_item_check(id: ChecklistItemId, task_id: TaskId, employee_id: EmployeeId) {}
        -> Done, observed;

    /// Takes the tick from an item of the checklist.
    replay ChecklistItemUncheck = checklist_item_uncheck(id: ChecklistItemId, task_id: TaskId) {} -> Done, observed;

    /// Adds a comment. `id` is the task.
    once CommentAdd = comment_add(id: TaskId, comment: text) {
        /// When it was made, if not now. The vendor's spelling.
        dateadd: LocalDateTime,
        /// Who made it.
        employee_id: EmployeeId,
        /// The comment that it answers.
        reply_comment_id: CommentId,
    } -> CommentId, observed;

    /// Changes the text of a comment. `id` is the comment.
    replay CommentEdit = comment_edit(id: CommentId, task_id: TaskId, body: text) {} -> Done, observed;

    /// Deletes a task.
    replay Delete = delete(id: TaskId) {} -> Done, observed;

    /// Gives a task to a division too.
    once DivisionAdd = division_add(id: TaskId, division_id: DivisionId) {
        /// Who wants it, for the history.
        employee_id: EmployeeId,
    } -> Done, observed;

    /// Takes a task from a division.
    replay DivisionDelete = division_delete(id: TaskId, division_id: DivisionId) {
        /// Who wants it, for the history.
        employee_id: EmployeeId,
    } -> Done, observed;

    /// Changes fields of a task. What is not set stays as it is.
    replay Edit = edit(id: TaskId) {
        /// The unit of the address.
        address_id: AddressUnitId,
        /// The flat.
        apartment: any_text,
        /// Who made it.
        author_employee_id: EmployeeId,
        /// What is to be done.
        body: any_text,
        /// How many hours it may take from its acceptance.
        deadline_hour: u32,
        /// Whether it is urgent.
        is_high_priority: flag,
        /// How many hours it may take from the start of the work.
        job_time_hour: u32,
        /// The task that it is a part of.
        parent_task_id: TaskId,
        /// The kind of task.
        type_id: TaskTypeId,
    } -> Done, observed;

    /// Gives a task to an employee too. `employee_id` is who does it.
    once EmployeeAdd = employee_add(id: TaskId, employee_id: EmployeeId) {
        /// Who wants it, for the history.
        author_employee_id: EmployeeId,
    } -> Done, observed;

    /// Takes a task from an employee.
    replay EmployeeDelete = employee_delete(id: TaskId, employee_id: EmployeeId) {
        /// Who wants it, for the history.
        author_employee_id: EmployeeId,
    } -> Done, observed;

    /// To whom a task may be given.
    read GetAllowStaff = get_allow_staff(id: TaskId) {} -> Option<AllowedStaff>, observed;

    /// The kinds of tasks: all, or those that fit.
    read GetCatalogType = get_catalog_type() {
        /// Only these.
        id: [TaskTypeId],
    } -> Vec<TaskType>, observed;

    /// The groups of kinds of tasks.
    read GetCatalogTypeGroup = get_catalog_type_group() {} -> Vec<TaskTypeGroup>, observed;

    /// The states of tasks: all, or those that fit.
    read GetCatalogState = get_catalog_state() {
        /// Only those of this kind of task.
        type_id: TaskTypeId,
        /// Only these.
        state_id: [TaskStateId],
    } -> Vec<TaskState>, observed;

    /// The comments that fit. At least one condition must be given.
    read GetComment = get_comment() {} any_of("condition") {
        /// Only these.
        id: [CommentId],
        /// Only those of these tasks.
        task_id: [TaskId],
        /// From this time on.
        date_add_from: LocalDateTime,
        /// Until this time.
        date_add_to: LocalDateTime,
        /// Only those by this employee.
        employee_id: EmployeeId,
    } -> Vec<FoundComment>, observed, big, parts(task_id);

    /// The ids of the tasks that all these conditions fit.
    ///
    /// One page by `limit` and `offset`, or one page after another by [`GetList::stream`], or the tasks themselves by
    /// [`GetList::tasks`].
    read GetList = get_list() {
        /// At these units of the address.
        address_id: [AddressUnitId],
        /// In this flat.
        apart: text,
        /// Made by these employees.
        author_employee_id: [EmployeeId],
        /// Changed by this employee.
        change_employee_id: EmployeeId,
        /// Changed in this way.
        change_operation_type: ChangeOperation,
        /// Closed by these employees.
        closer_employee_id: [EmployeeId],
        /// About these customers.
        customer_id: [CustomerId],
        /// Made since.
        date_add_from: LocalDateTime,
        /// Made until.
        date_add_to: LocalDateTime,
        /// Changed since.
        date_change_from: LocalDateTime,
        /// Changed until.
        date_change_to: LocalDateTime,
        /// To be done since.
        date_do_from: LocalDateTime,
        /// To be done until.
        date_do_to: LocalDateTime,
        /// Done since.
        date_finish_from: LocalDateTime,
        /// Done until.
        date_finish_to: LocalDateTime,
        /// About these devices.
        device_id: [DeviceId],
        /// Given to these divisions.
        division_id: [DivisionId],
        /// Given to these divisions or their employees.
        division_id_with_staff: [DivisionId],
        /// Given to these employees, or to nobody.
        employee_id: [Performer],
        /// In this building.
        house_id: BuildingId,
        /// Whether it is late.
        is_expired: flag,
        /// About this node.
        node_id: NodeId,
        /// In these states.
        state_id: [TaskStateId],
        /// Near this place; see `task_position_radius`.
        task_position: Coordinates,
        /// How near, in metres.
        task_position_radius: u32,
        /// Of these kinds.
        type_id: [TaskTypeId],
        /// Watched by these employees.
        watcher_employee_id: [EmployeeId],
        /// What to sort by.
        order_by: TaskOrder,
        /// How many at the most.
        limit: u32,
        /// How many to pass over.
        offset: u32,
    } -> TaskList, observed;

    /// The tasks that belong to a task.
    read GetRelatedTaskId = get_related_task_id(id: TaskId) {} -> Vec<TaskId>, observed;

    /// Texts that are often used as comments.
    read GetTypicalComments = get_typical_comments() {} -> Vec<TypicalComment>, observed;

    /// Puts a mark on a task.
    once MarkAdd = mark_add(task_id: TaskId, mark_id: MarkId) {} -> Answer, unknown;

    /// Takes a mark from a task.
    replay MarkDelete = mark_delete(task_id: TaskId, mark_id: MarkId) {} -> Answer, unknown;

    /// Notes that an employee has looked at a task.
    ///
    /// `Once`: a repeat may note it twice.
    once OverviewTask = overview_task(task_id: TaskId, employee_id: EmployeeId) {} -> Answer, unknown;

    /// Unties a customer from a task.
    replay RemoveCustomerFromTask = remove_customer_from_task(task_id: TaskId, customer_id: CustomerId) {}
        -> Done, observed;

    /// Unties an owner of objects from a task.
    replay RemoveOwnerFromTask = remove_owner_from_task(task_id: TaskId, owner_id: OwnerId) {} -> Answer, unknown;

    /// Sets what is paid for this task.
    replay SetRate = set_rate(task_id: TaskId, rate: Decimal) {} -> Done, observed;

    /// A task, with its comments, files and history.
    read Show = show(id: TaskId) {
        /// Who looks at it, for the history: a repeat of the read may note it twice.
        employee_id: EmployeeId,
        /// Leaves the comments out.
        is_without_comments: flag,
    } -> Option<Task>, observed;

    /// Several tasks. Those that there are not are left out.
    #[doc(alias = "show")]
    read ShowMany = show_many as show(id: [TaskId]) {
        /// Who looks at them, for the history: a repeat of the read may note it twice.
        employee_id: EmployeeId,
        /// Leaves the comments out.
        is_without_comments: flag,
    } -> Vec<Task>, observed, also, big, parts(id);

    /// Makes an employee a watcher of a task.
    once WatcherAdd = watcher_add(id: TaskId, employee_id: EmployeeId) {
        /// Who wants it, for the history.
        author_employee_id: EmployeeId,
    } -> Done, observed;

    /// Makes an employee no watcher of a task any more.
    replay WatcherDelete = watcher_delete(id: TaskId, employee_id: EmployeeId) {
        /// Who wants it, for the history.
        author_employee_id: EmployeeId,
    } -> Done, observed;
}
