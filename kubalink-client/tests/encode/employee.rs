use kubalink_client::employee::{
    Absence, AbsenceType, AccessibleAddress, EmployeeKey, PositionType, TimesheetType, TimesheetValue,
};
use kubalink_client::{LocalDate, LocalDateTime};
use rust_decimal::dec;

use super::{erp, forms, refused};

fn day(day: u8) -> LocalDate {
    LocalDate::new(2024, 3, day).unwrap()
}

fn morning() -> LocalDateTime {
    LocalDateTime::new(2024, 3, 1, 8, 30, 0).unwrap()
}

#[test]
fn forms_of_employees_cards() {
    let employee = erp().employee();
    forms! {
        employee.add_notification(7, "Call back").color("#ff0000") =>
            "cat=employee&action=add_notification&employee_id=7&body=Call%20back&color=%23ff0000";
        employee.check_pass("ivanov", "a&b") => "cat=employee&action=check_pass&login=ivanov&pass=a%26b";
        employee
            .division_employee_add(3, 7)
            .position_type(PositionType::Deputy)
            .position_name("fitter")
            .date_add(day(1)) =>
            "cat=employee&action=division_employee_add&division_id=3&employee_id=7&position_type=deputy\
             &position_name=fitter&date_add=2024-03-01";
        employee.division_employee_remove(3, 7).date_remove(day(31)) =>
            "cat=employee&action=division_employee_remove&division_id=3&employee_id=7&date_remove=2024-03-31";
        employee
            .edit(7)
            .date_birthday(day(1))
            .date_in(day(2))
            .date_out(day(3))
            .first_name("A")
            .gps_id("350000000000001")
            .ip_phone("101")
            .is_blocked(false)
            .middle_name("B")
            .last_name("C")
            .position("fitter")
            .short_name("")
            .messenger_chat_id("-5") =>
            "cat=employee&action=edit&id=7&date_birthday=2024-03-01&date_in=2024-03-02&date_out=2024-03-03\
             &first_name=A&gps_id=350000000000001&ip_phone=101&is_blocked=0&middle_name=B&last_name=C\
             &position=fitter&short_name=&messenger_chat_id=-5";
        employee.get_data() => "cat=employee&action=get_data";
        employee.get_data().id([7, 8]) => "cat=employee&action=get_data&id=7%2C8";
        employee.get_division().id([3]) => "cat=employee&action=get_division&id=3";
        employee.get_division_list() => "cat=employee&action=get_division_list";
        employee.get_employee_id(EmployeeKey::additional_field(12), "x") =>
            "cat=employee&action=get_employee_id&data_typer=additional_field_12&data_value=x";
        employee.get_employee_id(EmployeeKey::Login, "x") =>
            "cat=employee&action=get_employee_id&data_typer=login&data_value=x";
        employee.get_employee_id(EmployeeKey::MessengerChatId, "x") =>
            "cat=employee&action=get_employee_id&data_typer=messenger_chat_id&data_value=x";
        employee.get_employee_id(EmployeeKey::Name, "x") =>
            "cat=employee&action=get_employee_id&data_typer=name&data_value=x";
        employee.get_history(day(1), day(2)).employee_id([7, 8]).type_id([5]).object_id([42_u64, 43]) =>
            "cat=employee&action=get_history&date_from=2024-03-01&date_to=2024-03-02&employee_id=7%2C8&type_id=5\
             &object_id=42%2C43";
        employee.get_history_type().id(5) => "cat=employee&action=get_history_type&id=5";
    }
}

#[test]
fn forms_of_access() {
    let employee = erp().employee();
    forms! {
        employee.address_access_add(7, 5, true) =>
            "cat=employee&action=address_access_add&employee_id=7&address_id=5&is_write=1";
        employee.address_access_list(7, false) =>
            "cat=employee&action=address_access_list&employee_id=7&is_write=0";
        employee.address_access_remove(7, AccessibleAddress::All) =>
            "cat=employee&action=address_access_remove&employee_id=7&address_id=-1";
        employee.task_address_access_add(7, AccessibleAddress::WithoutAddress) =>
            "cat=employee&action=task_address_access_add&employee_id=7&address_id=-2";
        employee.task_address_access_list(7) => "cat=employee&action=task_address_access_list&employee_id=7";
        employee.task_address_access_remove(7, 5) =>
            "cat=employee&action=task_address_access_remove&employee_id=7&address_id=5";
    }
}

#[test]
fn forms_of_working_time() {
    let employee = erp().employee();
    forms! {
        employee.get_timesheet_data(day(1), day(2)).employee_id([7, 8]).division_id([3]) =>
            "cat=employee&action=get_timesheet_data&date_from=2024-03-01&date_to=2024-03-02&employee_id=7%2C8\
             &division_id=3";
        employee.get_work_time_data(day(1), day(2)).employee_id([7]) =>
            "cat=employee&action=get_work_time_data&date_from=2024-03-01&date_to=2024-03-02&employee_id=7";
        employee.get_unavailable_data().employee_id(7).date_from(day(1)).date_to(day(2)) =>
            "cat=employee&action=get_unavailable_data&employee_id=7&date_from=2024-03-01&date_to=2024-03-02";
        employee.set_timesheet_data(7, day(1), TimesheetType::Main, dec!(7.5)) =>
            "cat=employee&action=set_timesheet_data&employee_id=7&date=2024-03-01&type_id=1&value=7.5";
        employee.set_timesheet_data(7, day(1), TimesheetType::Overtime, TimesheetValue::Letter("V".into())) =>
            "cat=employee&action=set_timesheet_data&employee_id=7&date=2024-03-01&type_id=2&value=V";
        employee.set_timesheet_data(7, day(1), TimesheetType::Miscellaneous, TimesheetValue::Delete) =>
            "cat=employee&action=set_timesheet_data&employee_id=7&date=2024-03-01&type_id=3&value=";
        employee.set_unavailable_data(7, day(1), day(2)).type_id(AbsenceType::SickLeave) =>
            "cat=employee&action=set_unavailable_data&employee_id=7&date_from=2024-03-01&date_to=2024-03-02&type_id=2";
        employee.set_unavailable_data(7, day(1), day(2)).type_id(Absence::Delete) =>
            "cat=employee&action=set_unavailable_data&employee_id=7&date_from=2024-03-01&date_to=2024-03-02&type_id=";
        employee.work_time_finish(7, morning()).comment("late") =>
            "cat=employee&action=work_time_finish&employee_id=7&date=2024-03-01%2008:30:00&comment=late";
        employee.work_time_start(7, morning()).comment("") =>
            "cat=employee&action=work_time_start&employee_id=7&date=2024-03-01%2008:30:00&comment=";
    }
}

#[test]
fn what_employee_refuses() {
    let employee = erp().employee();
    let value = |value: TimesheetValue| {
        refused(employee.set_timesheet_data(7, day(1), TimesheetType::Main, value).request())
    };
    assert!(value(TimesheetValue::Hours(dec!(24.5))).contains("value"));
    assert!(value(TimesheetValue::Hours(dec!(-1))).contains("value"));
    assert!(value(TimesheetValue::Letter("8".into())).contains("value"));
    assert!(value(TimesheetValue::Letter(" ".into())).contains("value"));
    assert!(refused(employee.check_pass("ivanov", "").request()).contains("pass"));
    assert!(refused(employee.task_address_access_add(7, 0).request()).contains("address_id"));
    let nobodys = EmployeeKey::additional_field(0);
    assert!(refused(employee.get_employee_id(nobodys, "x").request()).contains("data_typer"));
}

#[test]
fn a_password_is_never_printed() {
    let action = erp().employee().check_pass("ivanov", "hunter2");
    assert!(!format!("{action:?} {:?}", action.request()).contains("hunter2"));
}
