use kubalink_client::employee::{AccessibleAddress, PassCheck, PositionType, Timesheet};
use kubalink_client::{Error, ErrorKind, LocalDate};

use super::{answered, refused};

async fn check(body: &str) -> Result<PassCheck, Error> {
    answered(body).employee().check_pass("ivanov", "secret").await
}

#[tokio::test]
async fn a_password_matches_only_by_the_word_ok() {
    for body in [r#"{"result": "OK"}"#, r#"{"Result": "ok", "id": 7}"#] {
        assert!(check(body).await.unwrap().is_match(), "{body}");
    }
    for body in [r#"{"match": 0}"#, "{}", "[]", r#"{"data": {"result": "OK"}}"#] {
        assert!(!check(body).await.unwrap().is_match(), "{body}");
    }
    let answer = check(r#"{"attempts": 2}"#).await.unwrap();
    assert_eq!(answer.answer().field("attempts").and_then(|value| value.as_u64()), Some(2));
}

#[tokio::test]
async fn a_doubtful_result_of_a_password_is_an_error() {
    for body in [
        r#"{"result": null}"#,
        r#"{"result": true}"#,
        r#"{"result": "1"}"#,
        r#"{"Result": "OK", "result": 1}"#,
    ] {
        assert!(refused(check(body).await).contains("result"), "{body}");
    }
    for body in [r#"{"result": "ERROR"}"#, r#"{"error": "no such login"}"#, r#"{"result": "0", "msg": "no"}"#]
    {
        assert_eq!(check(body).await.unwrap_err().kind(), ErrorKind::Api, "{body}");
    }
}

#[tokio::test]
async fn addresses_with_the_special_ones() {
    let list = |body: &str| answered(body).employee().address_access_list(7, true);
    let addresses = list(r#"{"result": "OK", "data": {"0": "-1", "1": -2, "5": 5}}"#).await.unwrap();
    let all = [AccessibleAddress::All, AccessibleAddress::WithoutAddress, AccessibleAddress::Unit(5.into())];
    assert_eq!(addresses, all);
    assert!(list(r#"{"result": "OK", "data": []}"#).await.unwrap().is_empty());
    refused(list(r#"{"result": "OK", "data": [-3]}"#).await);
    refused(list(r#"{"result": "OK", "data": ["Lenina"]}"#).await);
}

#[tokio::test]
async fn an_employee_with_divisions_and_access() {
    let body = r#"{"result": "OK", "data": {"7": {
        "name": "A. Ivanov", "is_work": 1, "date_in": "2020-01-15",
        "division": {"3": {"division_id": 3, "position": "fitter", "is_work": 1}},
        "rights": {"10": 10, "11": "11"}, "access_address_id": [-1], "task_allow_assign_address_id": "5,-2",
        "additional_data": {"12": "x"}
    }, "8": {"id": 8, "division": [], "rights": []}}}"#;
    let employees = answered(body).employee().get_data().await.unwrap();
    let [first, second] = employees.as_slice() else { panic!("two employees") };
    assert_eq!((first.id.get(), second.id.get()), (7, 8));
    assert_eq!(first.division[0].division_id, Some(3.into()));
    assert_eq!(first.rights, [10, 11]);
    assert_eq!(first.access_address_id, [AccessibleAddress::All]);
    assert_eq!(
        first.task_allow_assign_address_id,
        [AccessibleAddress::Unit(5.into()), AccessibleAddress::WithoutAddress]
    );
    assert_eq!(first.additional_data[0].id.get(), 12);
}

#[tokio::test]
async fn the_staff_of_a_division_in_both_spellings() {
    let body = r#"{"result": "OK", "data": {"3": {"id": 3, "name": "Fitters", "staff": {
        "work": {"0": {"employee_id": 7, "position_type": "head"}}, "ex": [{"staff_id": "9"}]
    }}, "4": {"id": 4, "staff": []}}}"#;
    let divisions = answered(body).employee().get_division().await.unwrap();
    let staff = divisions[0].staff.as_ref().unwrap();
    assert_eq!(staff.work[0].employee_id, Some(7.into()));
    assert_eq!(staff.work[0].position_type, Some(PositionType::Head));
    assert_eq!((staff.ex[0].employee_id, staff.ex[0].staff_id), (None, Some(9.into())));
    assert_eq!(divisions[1].staff, None);
}

async fn timesheet(body: &str) -> Result<Timesheet, Error> {
    let day = LocalDate::new(2024, 3, 1).unwrap();
    answered(body).employee().get_timesheet_data(day, day).await
}

#[tokio::test]
async fn a_timesheet_in_whatever_nesting() {
    let cell = r#"{"normal": "8", "overtime": "", "emergency": null, "x": 1}"#;
    for (body, path) in [
        (
            format!(r#"{{"result": "OK", "data": {{"7": {{"2024-03-01": {cell}}}}}}}"#),
            &["7", "2024-03-01"][..],
        ),
        (format!(r#"{{"Result": "OK", "Data": [[{cell}]]}}"#), &[]),
        (format!(r#"{{"result": "OK", "7": {{"name": "A", "days": [{cell}]}}}}"#), &["7", "days"]),
        (format!(r#"{{"result": "OK", "data": {cell}}}"#), &[]),
    ] {
        let timesheet = timesheet(&body).await.unwrap();
        let [entry] = timesheet.entries.as_slice() else { panic!("one entry in {body}") };
        assert_eq!(entry.path, path, "{body}");
        assert_eq!(entry.cell.normal.as_ref().map(|text| text.as_given()), Some("8"));
        assert_eq!((&entry.cell.overtime, &entry.cell.emergency), (&None, &None));
        assert!(entry.cell.extra.get("x").is_some());
    }
}

#[tokio::test]
async fn an_empty_timesheet_has_no_entries() {
    for body in
        [r#"{"result": "OK"}"#, r#"{"result": "OK", "data": []}"#, r#"{"result": "OK", "data": {"7": []}}"#]
    {
        assert!(timesheet(body).await.unwrap().entries.is_empty(), "{body}");
    }
}

#[tokio::test]
async fn a_timesheet_that_is_none_is_refused() {
    refused(timesheet(r#"{"result": "OK", "data": {"7": "hidden"}}"#).await);
    refused(timesheet(r#"{"result": "OK", "data": [[[[[[{"normal": "8"}]]]]]]}"#).await);
    refused(
        timesheet(r#"{"result": "OK", "data": {"7": {"normal": "8", "overtime": {"a": "hidden"}}}}"#).await,
    );
    let long = format!(r#"{{"result": "OK", "data": {{"{}": {{"normal": "8"}}}}}}"#, "hidden".repeat(20));
    let problem = refused(timesheet(&long).await);
    assert!(!problem.contains("hidden"), "{problem}");
}
