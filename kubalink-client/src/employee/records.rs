//! What is known of employees, their divisions and their actions.

use isp_client_core::time::{LocalDate, LocalDateTime};
use isp_client_core::{lenient, record};

use super::{AccessibleAddress, PositionType};
use crate::read::{self, AdditionalValue};
use crate::{DivisionId, EmployeeId, HistoryTypeId, Text};

record! {
    /// An employee.
    ///
    /// *Source:* the models of several clients of sibling products.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Employee {
        /// The id.
        pub id: EmployeeId = "id" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
        /// A short form of the name.
        pub short_name: Option<Text> = "short_name" => read::text,
        /// The position.
        pub position: Option<Text> = "position" => read::text,
        /// The login.
        pub login: Option<Text> = "login" => read::text,
        /// The e-mail address.
        pub email: Option<Text> = "email" => read::text,
        /// The phone.
        pub phone: Option<Text> = "phone" => read::text,
        /// The number at the telephone exchange.
        pub asterisk_phone: Option<Text> = "asterisk_phone" => read::text,
        /// The chat in a messenger.
        pub messenger_chat_id: Option<Text> = "messenger_chat_id" => read::text,
        /// The IMEI of the GPS tracker.
        pub gps_imei: Option<Text> = "gps_imei" => read::text,
        /// The attached picture.
        pub image_uuid: Option<Text> = "image_uuid" => read::text,
        /// Whether the employee works here now.
        pub is_work: Option<bool> = "is_work" => lenient::opt_flag,
        /// Whether the account is blocked.
        pub is_blocked: Option<bool> = "is_blocked" => lenient::opt_flag,
        /// The profile of rights.
        pub profile_id: Option<u64> = "profile_id" => lenient::opt_number,
        /// The birthday.
        pub date_birthday: Option<LocalDate> = "date_birthday" => lenient::opt_date,
        /// When the employee came.
        pub date_in: Option<LocalDate> = "date_in" => lenient::opt_date,
        /// When the employee was active last.
        pub last_activity_time: Option<LocalDateTime> = "last_activity_time" => lenient::opt_date_time,
        /// Divisions.
        pub division: Vec<EmployeeDivision> = "division" => read::list,
        /// Rights, by their numbers.
        pub rights: Vec<u64> = "rights" => read::numbers,
        /// Addresses that the employee may see or change.
        pub access_address_id: Vec<AccessibleAddress> = "access_address_id" => read::numbers,
        /// Addresses where the employee may be sent.
        pub task_allow_assign_address_id: Vec<AccessibleAddress> = "task_allow_assign_address_id" => read::numbers,
        /// Additional fields.
        pub additional_data: Vec<AdditionalValue> = "additional_data" => read::additional,
    }
}

record! {
    /// A division of an employee.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct EmployeeDivision {
        /// The division.
        pub division_id: Option<DivisionId> = "division_id" => read::opt_id,
        /// The position in it.
        pub position: Option<Text> = "position" => read::text,
        /// Since when.
        pub date_add: Option<LocalDateTime> = "date_add" => lenient::opt_date_time,
        /// Until when.
        pub date_out: Option<LocalDateTime> = "date_out" => lenient::opt_date_time,
        /// Whether the employee works there now.
        pub is_work: Option<bool> = "is_work" => lenient::opt_flag,
    }
}

record! {
    /// A division.
    ///
    /// *Source:* the models of several clients of sibling products.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Division {
        /// The id.
        pub id: DivisionId = "id" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
        /// The division that it belongs to.
        pub parent_id: Option<DivisionId> = "parent_id" => read::opt_id,
        /// A comment.
        pub comment: Option<Text> = "comment" => read::text,
        /// When it was made.
        pub date_add: Option<LocalDateTime> = "date_add" => lenient::opt_date_time,
        /// Its staff. `get_division_list` leaves it out.
        pub staff: Option<DivisionStaff> = "staff" => read::object,
    }
}

record! {
    /// The staff of a division.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct DivisionStaff {
        /// Who works there.
        pub work: Vec<DivisionEmployee> = "work" => read::list,
        /// Who worked there.
        pub ex: Vec<DivisionEmployee> = "ex" => read::list,
    }
}

record! {
    /// An employee of a division.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct DivisionEmployee {
        /// The employee.
        pub employee_id: Option<EmployeeId> = "employee_id" => read::opt_id,
        /// The employee, on old servers.
        pub staff_id: Option<EmployeeId> = "staff_id" => read::opt_id,
        /// The position.
        pub position: Option<Text> = "position" => read::text,
        /// The kind of position.
        pub position_type: Option<PositionType> = "position_type" => lenient::opt_enum,
        /// Since when.
        pub date_add: Option<LocalDateTime> = "date_add" => lenient::opt_date_time,
        /// Until when.
        pub date_out: Option<LocalDateTime> = "date_out" => lenient::opt_date_time,
    }
}

record! {
    /// An action of an employee.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct HistoryEntry {
        /// Who did it.
        pub employee_id: Option<EmployeeId> = "employee_id" => read::opt_id,
        /// The IP address that it was done from, as given.
        pub operator_ip: Option<Text> = "operator_ip" => read::text,
        /// When it was done.
        pub date: Option<LocalDateTime> = "date" => lenient::opt_date_time,
        /// What was done.
        pub history_type_id: Option<HistoryTypeId> = "history_type_id" => read::opt_id,
        /// The kind of object that it was done with.
        pub object_type_id: Option<u64> = "object_type_id" => lenient::opt_number,
        /// The object that it was done with.
        pub object_id: Option<u64> = "object_id" => lenient::opt_number,
        /// The words for it.
        pub description: Option<Text> = "description" => read::text,
    }
}

record! {
    /// A kind of action.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct HistoryType {
        /// The id.
        pub id: HistoryTypeId = "id" => read::id,
        /// The words for it.
        pub description: Option<Text> = "description" => read::text,
    }
}

read::keyed! {
    Division, id = "id";
    Employee, id = "id";
    HistoryType, id = "id";
}
read::optional_key! {
    EmployeeDivision, division_id;
}
// Nobody says what the key of a list of these is, so it is not taken for an id.
read::unkeyed!(DivisionEmployee, DivisionStaff, HistoryEntry);
