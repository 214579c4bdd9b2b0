use kubalink_client::LocalDateTime;
use kubalink_client::task::{Performer, TaskOrder};
use rust_decimal::dec;

use super::calls;

const TASK: u64 = isp_sandbox::kubalink::TASK as u64;
const CUSTOMER: u64 = isp_sandbox::kubalink::CUSTOMER as u64;
const EMPLOYEE: u64 = isp_sandbox::kubalink::EMPLOYEE as u64;
const NOBODY: u64 = 999_999;

fn noon() -> LocalDateTime {
    LocalDateTime::new(2026, 11, 21, 12, 0, 0).unwrap()
}

calls! {
    reads(erp) {
        erp.task().get_allow_staff(TASK);
        erp.task().get_catalog_type();
        erp.task().get_catalog_type_group();
        erp.task().get_catalog_state();
        erp.task().get_comment().task_id([TASK]);
        erp.task().get_list().order_by(TaskOrder::DateDo);
        erp.task().get_list().employee_id([Performer::Nobody, Performer::from(EMPLOYEE)]).limit(1);
        erp.task().get_list().customer_id([NOBODY]);
        erp.task().get_related_task_id(TASK);
        erp.task().get_typical_comments();
        erp.task().show(TASK);
        erp.task().show(NOBODY);
        erp.task().show_many([TASK]);
        erp.task().show_many([TASK, 502, NOBODY]);
    }
}

calls! {
    writes(erp) {
        erp.task().add(noon(), 1).customer_id(CUSTOMER).employee_id([EMPLOYEE]).dopf(5, "x").opis("Cable");
        erp.task().add_customer_to_task(TASK, CUSTOMER);
        erp.task().add_device_to_task(TASK, 71);
        erp.task().add_owner_to_task(TASK, 1);
        erp.task().change_date_work(TASK, noon()).employee_id(EMPLOYEE);
        erp.task().change_state(TASK, 2).employee_id(EMPLOYEE);
        erp.task().check_verify_code(TASK, "1234");
        erp.task().checklist_item_check(1, TASK, EMPLOYEE);
        erp.task().checklist_item_uncheck(1, TASK);
        erp.task().comment_add(TASK, "done").dateadd(noon()).employee_id(EMPLOYEE);
        erp.task().comment_edit(1, TASK, "done indeed");
        erp.task().division_add(TASK, 1).employee_id(EMPLOYEE);
        erp.task().division_delete(TASK, 1);
        erp.task().edit(TASK).body("").apartment("5").is_high_priority(true);
        erp.task().employee_add(TASK, EMPLOYEE).author_employee_id(EMPLOYEE);
        erp.task().employee_delete(TASK, EMPLOYEE);
        erp.task().mark_add(TASK, 1);
        erp.task().mark_delete(TASK, 1);
        erp.task().overview_task(TASK, EMPLOYEE);
        erp.task().remove_customer_from_task(TASK, CUSTOMER);
        erp.task().remove_owner_from_task(TASK, 1);
        erp.task().set_rate(TASK, dec!(1.5));
        erp.task().watcher_add(TASK, EMPLOYEE);
        erp.task().watcher_delete(TASK, EMPLOYEE);
        erp.task().delete(TASK);
    }
}
