use kubalink_client::task::{ChangeOperation, Performer, TaskOrder};
use kubalink_client::{Coordinates, LocalDateTime};
use rust_decimal::dec;

use super::{erp, every_form, form, forms, refusals};

fn noon() -> LocalDateTime {
    LocalDateTime::new(2026, 11, 21, 12, 0, 0).unwrap()
}

#[test]
fn forms_of_task() {
    let task = erp().task();
    every_form! {
        "task";
        task.add(noon(), 3) => "add&work_datedo=2026-11-21%2012:00:00&work_typer=3";
        task.add(noon(), 3).apart("5a").address_id(1100).author_employee_id(7).customer_id(42).deadline_hour(24)
            .device_id(71).division_id([1, 2]).dopf(5, "x y").dopf(6, "").employee_id([7, 8]).fio("О'Нил")
            .is_high_priority(true).node_id(301).opis("").parent_task_id(500).work_amount(dec!(1.50)) =>
            "add&work_datedo=2026-11-21%2012:00:00&work_typer=3&apart=5a&address_id=1100&author_employee_id=7\
             &customer_id=42&deadline_hour=24&device_id=71&division_id=1%2C2&dopf_5=x%20y&dopf_6=&employee_id=7%2C8\
             &fio=%D0%9E%27%D0%9D%D0%B8%D0%BB&is_high_priority=1&node_id=301&opis=&parent_task_id=500\
             &work_amount=1.50";
        task.add_customer_to_task(501, 42) => "add_customer_to_task&task_id=501&customer_id=42";
        task.add_device_to_task(501, 71) => "add_device_to_task&task_id=501&device_id=71";
        task.add_owner_to_task(501, 1) => "add_owner_to_task&task_id=501&owner_id=1";
        task.change_date_work(501, noon()).employee_id(7) =>
            "change_date_work&id=501&value=2026-11-21%2012:00:00&employee_id=7";
        task.change_state(501, 2).employee_id(7) => "change_state&id=501&state_id=2&employee_id=7";
        task.check_verify_code(501, "12 34") => "check_verify_code&id=501&verify_code=12%2034";
        task.checklist_item_check(9, 501, 7) => "checklist_item_check&id=9&task_id=501&employee_id=7";
        task.checklist_item_uncheck(9, 501) => "checklist_item_uncheck&id=9&task_id=501";
        task.comment_add(501, "готово") =>
            "comment_add&id=501&comment=%D0%B3%D0%BE%D1%82%D0%BE%D0%B2%D0%BE";
        task.comment_add(501, "a&b=c").dateadd(noon()).employee_id(7).reply_comment_id(4) =>
            "comment_add&id=501&comment=a%26b%3Dc&dateadd=2026-11-21%2012:00:00&employee_id=7&reply_comment_id=4";
        task.comment_edit(4, 501, "b") => "comment_edit&id=4&task_id=501&body=b";
        task.delete(501) => "delete&id=501";
        task.division_add(501, 1).employee_id(7) => "division_add&id=501&division_id=1&employee_id=7";
        task.division_delete(501, 1).employee_id(7) => "division_delete&id=501&division_id=1&employee_id=7";
        task.edit(501) => "edit&id=501";
        task.edit(501).address_id(1100).apartment("").author_employee_id(7).body("").deadline_hour(0)
            .is_high_priority(false).job_time_hour(2).parent_task_id(500).type_id(3) =>
            "edit&id=501&address_id=1100&apartment=&author_employee_id=7&body=&deadline_hour=0\
             &is_high_priority=0&job_time_hour=2&parent_task_id=500&type_id=3";
        task.employee_add(501, 7).author_employee_id(8) => "employee_add&id=501&employee_id=7&author_employee_id=8";
        task.employee_delete(501, 7).author_employee_id(8) =>
            "employee_delete&id=501&employee_id=7&author_employee_id=8";
        task.get_allow_staff(501) => "get_allow_staff&id=501";
        task.get_catalog_type() => "get_catalog_type";
        task.get_catalog_type().id([3, 4]) => "get_catalog_type&id=3%2C4";
        task.get_catalog_type_group() => "get_catalog_type_group";
        task.get_catalog_state() => "get_catalog_state";
        task.get_catalog_state().type_id(3).state_id([1, 2]) => "get_catalog_state&type_id=3&state_id=1%2C2";
        task.get_comment().id([4, 5]) => "get_comment&id=4%2C5";
        task.get_comment().task_id([501]).date_add_from(noon()).date_add_to(noon()).employee_id(7) =>
            "get_comment&task_id=501&date_add_from=2026-11-21%2012:00:00&date_add_to=2026-11-21%2012:00:00\
             &employee_id=7";
        task.get_list() => "get_list";
        task.get_list().address_id([1100, 1101]).apart("5").author_employee_id([7]).change_employee_id(7)
            .change_operation_type(ChangeOperation::AddComment).closer_employee_id([8, 9]).customer_id([42])
            .date_add_from(noon()).date_add_to(noon()).date_change_from(noon()).date_change_to(noon()) =>
            "get_list&address_id=1100%2C1101&apart=5&author_employee_id=7&change_employee_id=7\
             &change_operation_type=add_comment&closer_employee_id=8%2C9&customer_id=42\
             &date_add_from=2026-11-21%2012:00:00&date_add_to=2026-11-21%2012:00:00\
             &date_change_from=2026-11-21%2012:00:00&date_change_to=2026-11-21%2012:00:00";
        task.get_list().date_do_from(noon()).date_do_to(noon()).date_finish_from(noon()).date_finish_to(noon())
            .device_id([71]).division_id([1, 2]).division_id_with_staff([3])
            .employee_id([Performer::Nobody, Performer::from(7)]).house_id(900).is_expired(true).node_id(301) =>
            "get_list&date_do_from=2026-11-21%2012:00:00&date_do_to=2026-11-21%2012:00:00\
             &date_finish_from=2026-11-21%2012:00:00&date_finish_to=2026-11-21%2012:00:00\
             &device_id=71&division_id=1%2C2&division_id_with_staff=3&employee_id=-1%2C7&house_id=900&is_expired=1\
             &node_id=301";
        task.get_list().state_id([1, 2]).task_position(Coordinates::new(dec!(55.763787), dec!(37.526115)))
            .task_position_radius(500).type_id([3]).watcher_employee_id([7]).order_by(TaskOrder::DateDo).limit(10)
            .offset(0) =>
            "get_list&state_id=1%2C2&task_position=55.763787%2C37.526115&task_position_radius=500&type_id=3\
             &watcher_employee_id=7&order_by=date_do&limit=10&offset=0";
        task.get_related_task_id(501) => "get_related_task_id&id=501";
        task.get_typical_comments() => "get_typical_comments";
        task.mark_add(501, 2) => "mark_add&task_id=501&mark_id=2";
        task.mark_delete(501, 2) => "mark_delete&task_id=501&mark_id=2";
        task.overview_task(501, 7) => "overview_task&task_id=501&employee_id=7";
        task.remove_customer_from_task(501, 42) => "remove_customer_from_task&task_id=501&customer_id=42";
        task.remove_owner_from_task(501, 1) => "remove_owner_from_task&task_id=501&owner_id=1";
        task.set_rate(501, dec!(-0.5)) => "set_rate&task_id=501&rate=-0.5";
        task.show(501) => "show&id=501";
        task.show(501).employee_id(7).is_without_comments(true) => "show&id=501&employee_id=7&is_without_comments=1";
        task.show_many([501, 502]).employee_id(7).is_without_comments(false) =>
            "show&id=501%2C502&employee_id=7&is_without_comments=0";
        task.watcher_add(501, 7).author_employee_id(8) => "watcher_add&id=501&employee_id=7&author_employee_id=8";
        task.watcher_delete(501, 7).author_employee_id(8) =>
            "watcher_delete&id=501&employee_id=7&author_employee_id=8";
    }
}

#[test]
fn every_word_of_task() {
    let task = erp().task();
    for (order, word) in [
        (TaskOrder::DateAdd, "date_add"),
        (TaskOrder::DateChange, "date_change"),
        (TaskOrder::DateDo, "date_do"),
        (TaskOrder::DateFinish, "date_finish"),
        (TaskOrder::StateId, "state_id"),
        (TaskOrder::TypeId, "type_id"),
    ] {
        let sent = form(task.get_list().order_by(order).request());
        assert_eq!(sent, format!("cat=task&action=get_list&order_by={word}"));
    }
    let sent = form(task.get_list().change_operation_type(ChangeOperation::ChangeState).request());
    assert_eq!(sent, "cat=task&action=get_list&change_operation_type=change_state");
}

/// A setter that is called again takes the place of what was set before, and nothing goes out twice.
#[test]
fn the_last_value_counts() {
    forms! {
        erp().task().get_list().state_id([1]).limit(5).state_id([2, 3]) =>
            "cat=task&action=get_list&state_id=2%2C3&limit=5";
    }
}

#[test]
fn what_task_refuses() {
    let task = erp().task();
    let nobody: [u64; 0] = [];
    let far = Coordinates::new(dec!(90.1), dec!(0));
    let farther = Coordinates::new(dec!(0), dec!(-180.1));
    refusals! {
        task.add(noon(), 0) => "work_typer";
        task.add(noon(), 3).apart(" ") => "apart";
        task.add(noon(), 3).fio("") => "fio";
        task.add(noon(), 3).customer_id(0) => "customer_id";
        task.add(noon(), 3).employee_id(nobody) => "employee_id";
        task.add(noon(), 3).division_id([1, 0]) => "division_id";
        task.add(noon(), 3).parent_task_id(0) => "parent_task_id";
        task.add(noon(), 3).node_id(0) => "node_id";
        task.add(noon(), 3).device_id(0) => "device_id";
        task.add(noon(), 3).address_id(0) => "address_id";
        task.add(noon(), 3).author_employee_id(0) => "author_employee_id";
        task.add_customer_to_task(0, 42) => "task_id";
        task.add_customer_to_task(501, 0) => "customer_id";
        task.change_date_work(0, noon()) => "id";
        task.change_state(501, 0) => "state_id";
        task.change_state(501, 2).employee_id(0) => "employee_id";
        task.check_verify_code(501, "") => "verify_code";
        task.checklist_item_check(0, 501, 7) => "id";
        task.checklist_item_check(9, 0, 7) => "task_id";
        task.checklist_item_check(9, 501, 0) => "employee_id";
        task.comment_add(501, "\n") => "comment";
        task.comment_add(501, "x").reply_comment_id(0) => "reply_comment_id";
        task.comment_edit(4, 501, "") => "body";
        task.comment_edit(0, 501, "x") => "id";
        task.delete(0) => "id";
        task.division_add(501, 0) => "division_id";
        task.edit(0) => "id";
        task.edit(501).type_id(0) => "type_id";
        task.employee_add(501, 0) => "employee_id";
        task.get_catalog_type().id(nobody) => "id";
        task.get_catalog_state().state_id([0]) => "state_id";
        task.get_comment() => "id, task_id, date_add_from, date_add_to, employee_id";
        task.get_comment().task_id(nobody) => "task_id";
        task.get_list().state_id(nobody) => "state_id";
        task.get_list().employee_id([Performer::from(0)]) => "employee_id";
        task.get_list().apart("") => "apart";
        task.get_list().order_by(TaskOrder::Other(String::new())) => "order_by";
        task.get_list().task_position(far) => "task_position";
        task.get_list().task_position(farther) => "task_position";
        task.get_related_task_id(0) => "id";
        task.set_rate(0, dec!(1)) => "task_id";
        task.show(0) => "id";
        task.show_many(nobody) => "id";
        task.show_many([501, 0]) => "id";
        task.watcher_add(501, 0) => "employee_id";
    }
}
