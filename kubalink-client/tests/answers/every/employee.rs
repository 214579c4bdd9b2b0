use isp_sandbox::kubalink::EMPLOYEE_PASSWORD;
use kubalink_client::employee::{
    AbsenceType, AccessibleAddress, EmployeeKey, PassCheck, PositionType, Timesheet, TimesheetType,
    TimesheetValue,
};
use kubalink_client::{Client, Error, LocalDate, LocalDateTime};
use rust_decimal::dec;

use super::{Call, calls};

const EMPLOYEE: u64 = isp_sandbox::kubalink::EMPLOYEE as u64;

fn day(day: u8) -> LocalDate {
    LocalDate::new(2026, 4, day).unwrap()
}

fn hour(hour: u8) -> LocalDateTime {
    LocalDateTime::new(2026, 4, 14, hour, 0, 0).unwrap()
}

calls! {
    found(erp) {
        erp.employee().address_access_list(EMPLOYEE, true);
        erp.employee().get_data();
        erp.employee().get_data().id([EMPLOYEE, 8]).in_parts_of(1);
        erp.employee().get_data().id([999_999]);
        erp.employee().get_division();
        erp.employee().get_division().id([11]);
        erp.employee().get_division_list();
        erp.employee().get_employee_id(EmployeeKey::Login, "anna");
        erp.employee().get_employee_id(EmployeeKey::Login, "nobody");
        erp.employee().get_history(day(13), day(16));
        erp.employee().get_history(day(13), day(16)).employee_id([8]).type_id([2]).object_id([502_u64]);
        erp.employee().get_history_type();
        erp.employee().get_work_time_data(day(1), day(16));
        erp.employee().get_unavailable_data().employee_id(EMPLOYEE);
        erp.employee().task_address_access_list(EMPLOYEE);
    }
}

/// What is compared of an answer that keeps all that the server sent, its spelling too.
pub(crate) fn reads(erp: &Client) -> Vec<Call> {
    async fn matches(check: impl Future<Output = Result<PassCheck, Error>>) -> Result<String, Error> {
        Ok(format!("{:?}", check.await?.is_match()))
    }
    async fn entries(sheet: impl Future<Output = Result<Timesheet, Error>>) -> Result<String, Error> {
        Ok(format!("{:#?}", sheet.await?.entries))
    }
    let employee = erp.employee();
    let mut calls = found(erp);
    let right = matches(employee.check_pass("anna", EMPLOYEE_PASSWORD).into_future());
    let wrong = matches(employee.check_pass("anna", "another").into_future());
    let sheet = entries(employee.get_timesheet_data(day(14), day(15)).into_future());
    calls.push(("check_pass, right", Box::pin(right)));
    calls.push(("check_pass, wrong", Box::pin(wrong)));
    calls.push(("get_timesheet_data", Box::pin(sheet)));
    calls
}

calls! {
    writes(erp) {
        erp.employee().add_notification(EMPLOYEE, "Call back").color("#ff0000");
        erp.employee().address_access_add(EMPLOYEE, AccessibleAddress::All, false);
        erp.employee().address_access_remove(EMPLOYEE, 3);
        erp.employee().division_employee_add(11, EMPLOYEE).position_type(PositionType::Worker).date_add(day(1));
        erp.employee().division_employee_remove(11, EMPLOYEE);
        erp.employee().edit(EMPLOYEE).short_name("").is_blocked(false);
        erp.employee().set_timesheet_data(EMPLOYEE, day(1), TimesheetType::Main, dec!(7.5));
        erp.employee().set_timesheet_data(EMPLOYEE, day(1), TimesheetType::Main, TimesheetValue::Delete);
        erp.employee().set_unavailable_data(EMPLOYEE, day(1), day(2)).type_id(AbsenceType::Vacation);
        erp.employee().task_address_access_add(EMPLOYEE, AccessibleAddress::WithoutAddress);
        erp.employee().task_address_access_remove(EMPLOYEE, 3);
        erp.employee().work_time_finish(EMPLOYEE, hour(17)).comment("late");
        erp.employee().work_time_start(EMPLOYEE, hour(8));
    }
}
