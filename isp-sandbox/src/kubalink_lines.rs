//! Request lines to copy: by GET, by POST with all in the form, and with the head in the query.

use std::fmt::Write as _;

use isp_sandbox::kubalink::{ATTACHMENT, BUILDING, CUSTOMER, EMPLOYEE, INVENTORY, KEY, NODE, TASK};

/// How a line sends its parameters.
#[derive(Clone, Copy)]
enum Way {
    Get,
    /// All in the form: the key stays out of the logs of the server.
    Form,
    /// Key, category and action in the query, the rest in the form.
    Mixed,
    /// All in the query, and a body with nothing in it.
    EmptyPost,
}

/// What it is about, how it is sent, category, action, the rest.
fn lines() -> Vec<(&'static str, Way, &'static str, &'static str, String)> {
    use Way::{EmptyPost, Form, Get, Mixed};
    let customer = format!("customer_id={CUSTOMER}");
    vec![
        ("the example of the vendor's page", Get, "abon", "msg", "usercode=1".into()),
        ("about the system", Get, "system", "get_system_info", String::new()),
        ("a customer's card, by GET", Get, "customer", "get_data", customer.clone()),
        ("the same, all in the form", Form, "customer", "get_data", customer.clone()),
        ("the same, mixed", Mixed, "customer", "get_data", customer.clone()),
        ("the same, an empty POST", EmptyPost, "customer", "get_data", customer.clone()),
        ("cards of several", Mixed, "customer", "get_data", "customer_id=42,43,44".into()),
        (
            "a customer by phone",
            Form,
            "customer",
            "get_abon_id",
            "data_typer=phone&data_value=%2B79130000001".into(),
        ),
        (
            "a payment",
            Form,
            "customer",
            "change_balance",
            format!("{customer}&amount=150.00&comment=cash+desk+3&employee_id={EMPLOYEE}"),
        ),
        ("operations of a customer", Get, "customer", "abon_hist", customer),
        (
            "a new task",
            Form,
            "task",
            "add",
            format!("work_typer=1&work_datedo=2026-04-16+10:00:00&customer_id={CUSTOMER}"),
        ),
        ("ids of open tasks", Get, "task", "get_list", "state_id=1,2&order_by=date_do&limit=10".into()),
        ("tasks", Get, "task", "show", format!("id={TASK},502")),
        ("a comment", Form, "task", "comment_add", format!("id={TASK}&comment=on+the+way&employee_id=8")),
        (
            "devices, without their passwords",
            Get,
            "device",
            "get_data",
            "object_type=all&is_hide_access_data=1".into(),
        ),
        ("a house", Get, "address", "get_house", format!("building_id={BUILDING}")),
        ("a node", Get, "node", "get", format!("id={NODE}")),
        ("an item of the warehouse", Get, "inventory", "get_inventory", format!("id={INVENTORY}")),
        ("files of a task", Get, "attach", "get", format!("object_type=task&object_id={TASK}")),
        (
            "a field of several objects",
            Form,
            "additional_data",
            "change_value_mass",
            "cat_id=28&field_id=12&data[]=42|home&data[]=43|shop".into(),
        ),
    ]
}

pub(crate) fn text(url: &str) -> String {
    let mut out = format!("KubaLink, emulated, at {url} (Ctrl-C stops it)\n");
    // Writing into a String cannot fail.
    for (what, way, category, action, rest) in lines() {
        let head = format!("key={KEY}&cat={category}&action={action}");
        let all = if rest.is_empty() { head.clone() } else { format!("{head}&{rest}") };
        let line = match way {
            Way::Get => format!("curl -s -g '{url}?{all}'"),
            Way::Form => format!("curl -s '{url}' -d '{all}'"),
            Way::Mixed => format!("curl -s '{url}?{head}' -d '{rest}'"),
            Way::EmptyPost => format!("curl -s -X POST '{url}?{all}'"),
        };
        let _ = write!(out, "\n# {what}\n{line}\n");
    }
    let head = format!("key={KEY}&cat=attach&action=get_file&uuid={ATTACHMENT}");
    let _ = write!(out, "\n# a file\ncurl -s -o contract.txt '{url}?{head}'\n");
    let _ = write!(out, "\n# the form of a connection request\ncurl -s '{url}?key={KEY}&cat=newin&map=1'\n");
    let _ = write!(
        out,
        "\n# where a browser is sent\ncurl -s -i '{url}?key={KEY}&cat=redirect&action=switch&typer=ip&value=192.168.1.1'\n"
    );
    let _ = write!(out, "\nKey for everything:\n  {KEY}\n");
    out
}
