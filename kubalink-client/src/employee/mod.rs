//! Employees (сотрудники, `employee`): their cards, divisions, access to addresses, working time and history.
//!
//! All actions are methods of [`Actions`].
//!
//! ```no_run
//! # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
//! use kubalink_client::employee::EmployeeKey;
//!
//! let employee = erp.employee();
//! if let Some(id) = employee.get_employee_id(EmployeeKey::Login, "ivanov").await? {
//!     employee.add_notification(id, "The van is back").color("#00ff00").await?;
//! }
//! if employee.check_pass("ivanov", "secret").await?.is_match() {
//!     println!("hello");
//! }
//! # Ok(())
//! # }
//! ```

mod answers;
mod records;
mod words;

pub use self::answers::*;
pub use self::records::*;
pub use self::words::*;
use crate::action::actions;
use crate::values::Color;
use crate::{Answer, DivisionId, Done, EmployeeId, HistoryTypeId, LocalDate, LocalDateTime};

actions! {
    "employee";

    /// Sends a notice to an employee's screen (push).
    once AddNotification = add_notification(employee_id: EmployeeId, body: text) {
        /// The colour of its window.
        color: Color,
    } -> Done, observed;

    /// Adds to the addresses that an employee may see, or with `is_write` change.
    once AddressAccessAdd = address_access_add(
        employee_id: EmployeeId, address_id: AccessibleAddress, is_write: flag,
    ) {} -> Done, observed;

    /// The addresses that an employee may see, or with `is_write` change.
    read AddressAccessList = address_access_list(employee_id: EmployeeId, is_write: flag) {}
        -> Vec<AccessibleAddress>, observed;

    /// Takes away from the addresses that an employee may see or change.
    replay AddressAccessRemove = address_access_remove(employee_id: EmployeeId, address_id: AccessibleAddress) {}
        -> Done, observed;

    /// Whether the login and the password of an employee belong together.
    ///
    /// `Read`: it changes nothing that is documented. Whether attempts are counted is not.
    ///
    /// A server that tells a mismatch by an error is not told apart from one in trouble: that stays an error. The
    /// password is sent as plain text; by [`Method::Get`](crate::Method::Get) it would stand in the logs of servers.
    read CheckPass = check_pass(login: text, pass: secret) {} -> PassCheck, observed;

    /// Puts an employee into a division.
    once DivisionEmployeeAdd = division_employee_add(division_id: DivisionId, employee_id: EmployeeId) {
        /// The kind of position.
        position_type: PositionType,
        /// The position in the division.
        position_name: text,
        /// Since when.
        date_add: LocalDate,
    } -> Answer, unknown;

    /// Takes an employee out of a division.
    ///
    /// `Once`: nobody says whether a repeat is refused, or moves the day of leaving.
    once DivisionEmployeeRemove = division_employee_remove(division_id: DivisionId, employee_id: EmployeeId) {
        /// Since when.
        date_remove: LocalDate,
    } -> Answer, unknown;

    /// Changes the card of an employee.
    replay Edit = edit(id: EmployeeId) {
        /// The birthday.
        date_birthday: LocalDate,
        /// When the employee came.
        date_in: LocalDate,
        /// When the employee left.
        date_out: LocalDate,
        /// The first name.
        first_name: any_text,
        /// The IMEI of the GPS tracker.
        gps_id: any_text,
        /// The number of the IP phone.
        ip_phone: any_text,
        /// Whether the account is blocked.
        is_blocked: flag,
        /// The patronymic.
        middle_name: any_text,
        /// The last name.
        last_name: any_text,
        /// The position.
        position: any_text,
        /// A short form of the name.
        short_name: any_text,
        /// The chat in a messenger.
        messenger_chat_id: any_text,
    } -> Done, observed;

    /// The employees: all, or those that fit.
    read GetData = get_data() {
        /// Only these.
        id: [EmployeeId],
    } -> Vec<Employee>, observed, big, parts(id);

    /// The divisions with their staff: all, or those that fit.
    read GetDivision = get_division() {
        /// Only these.
        id: [DivisionId],
    } -> Vec<Division>, observed;

    /// The divisions, without their staff.
    read GetDivisionList = get_division_list() {} -> Vec<Division>, observed;

    /// The id of an employee, by something else that is known of them.
    ///
    /// A server that says "not found" by an error is not told apart from one in trouble: that stays an error.
    read GetEmployeeId = get_employee_id(data_typer: EmployeeKey, data_value: text) {} -> Option<EmployeeId>, observed;

    /// What employees did, from one day to another: at most 10000 entries.
    ///
    /// Whether the server says that it left some out is not known: an answer of so many may lack the rest.
    read GetHistory = get_history(date_from: LocalDate, date_to: LocalDate) {
        /// Only those of these employees.
        employee_id: [EmployeeId],
        /// Only those of these kinds.
        type_id: [HistoryTypeId],
        /// Only those with these objects, of whatever kind.
        object_id: [u64],
    } -> Vec<HistoryEntry>, observed, big;

    /// The kinds of actions in the history: all, or one.
    read GetHistoryType = get_history_type() {
        /// Only this one.
        id: HistoryTypeId,
    } -> Vec<HistoryType>, observed;

    /// The timesheet (табель), from one day to another.
    read GetTimesheetData = get_timesheet_data(date_from: LocalDate, date_to: LocalDate) {
        /// Only those of these employees.
        employee_id: [EmployeeId],
        /// Only those of these divisions.
        division_id: [DivisionId],
    } -> Timesheet, observed;

    /// When employees worked, from one day to another.
    read GetWorkTimeData = get_work_time_data(date_from: LocalDate, date_to: LocalDate) {
        /// Only those of these employees.
        employee_id: [EmployeeId],
    } -> Answer, unknown;

    /// When employees are away: holidays and sick leave.
    read GetUnavailableData = get_unavailable_data() {
        /// Only those of this employee.
        employee_id: EmployeeId,
        /// From this day on.
        date_from: LocalDate,
        /// Until this day.
        date_to: LocalDate,
    } -> Answer, unknown;

    /// Sets or deletes an entry of the timesheet.
    replay SetTimesheetData = set_timesheet_data(
        employee_id: EmployeeId, date: LocalDate, type_id: TimesheetType, value: TimesheetValue,
    ) {} -> Done, observed;

    /// Says that an employee is away, or deletes it.
    ///
    /// Without `type_id` the entry is deleted, by the vendor's words: the same as [`Absence::Delete`].
    replay SetUnavailableData = set_unavailable_data(
        employee_id: EmployeeId, date_from: LocalDate, date_to: LocalDate,
    ) {
        /// Why, or that it is to be deleted.
        type_id: Absence,
    } -> Done, observed;

    /// Adds to the addresses where an employee may be sent.
    once TaskAddressAccessAdd = task_address_access_add(employee_id: EmployeeId, address_id: AccessibleAddress) {}
        -> Done, observed;

    /// The addresses where an employee may be sent.
    read TaskAddressAccessList = task_address_access_list(employee_id: EmployeeId) {}
        -> Vec<AccessibleAddress>, observed;

    /// Takes away from the addresses where an employee may be sent.
    replay TaskAddressAccessRemove = task_address_access_remove(
        employee_id: EmployeeId, address_id: AccessibleAddress,
    ) {} -> Done, observed;

    /// Says when an employee stopped working.
    ///
    /// `Once`: a repeat could make a second entry, or be refused.
    once WorkTimeFinish = work_time_finish(employee_id: EmployeeId, date: LocalDateTime) {
        /// A comment.
        comment: any_text,
    } -> Done, observed;

    /// Says when an employee began to work.
    ///
    /// `Once`: a repeat could make a second entry, or be refused.
    once WorkTimeStart = work_time_start(employee_id: EmployeeId, date: LocalDateTime) {
        /// A comment.
        comment: any_text,
    } -> Done, observed;
}
