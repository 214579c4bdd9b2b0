//! Each action against the exact form that it sends.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod additional_data;
mod address;
mod advertising;
mod attach;
mod billing;
mod cable_route;
mod call;
mod commutation;
mod cross;
mod customer;
mod cwdm;
mod device;
mod employee;
mod fiber;
mod gps;
mod inventory;
mod key;
mod map;
mod node;
mod notepad;
mod owner;
mod service;
mod setting;
mod sms;
mod splitter;
mod system;
mod tariff;
mod task;
mod trader;
mod vehicle;
mod vlan;
mod ways;
mod web;

use kubalink_client::testing::Script;
use kubalink_client::{Client, Error, OPERATIONS, Request};

/// A client that has nobody to talk to.
fn erp() -> Client {
    Client::builder("https://erp.test").unwrap().key("k").transport(Script::new([])).build().unwrap()
}

/// The form of a request, without the key.
fn form(request: Result<Request, Error>) -> String {
    request.unwrap().wire_form().unwrap().body().expose().to_owned()
}

/// What is wrong with a request: the field and the rule.
fn refused(request: Result<Request, Error>) -> String {
    let error = request.unwrap_err();
    assert_eq!(error.kind(), kubalink_client::ErrorKind::Input);
    error.to_string()
}

/// Each line is an action and its form, which begins with `cat` and `action`.
macro_rules! forms {
    ($( $action:expr => $form:literal; )+) => {
        $( assert_eq!(crate::form($action.request()), $form); )+
    };
}
use forms;

/// The same for all actions of a category: fails if an action or a parameter is in none of its lines.
macro_rules! every_form {
    ($category:literal; $( $action:expr => $form:literal; )+) => {{
        let mut sent = Vec::new();
        $( {
            let form = crate::form($action.request());
            assert_eq!(form, concat!("cat=", $category, "&action=", $form));
            sent.push(form);
        } )+
        crate::assert_whole($category, &sent);
    }};
}
use every_form;

/// Fails unless each action of the category was sent, and each of its parameters.
fn assert_whole(category: &str, sent: &[String]) {
    let mut missing = Vec::new();
    for row in OPERATIONS {
        let Some(action) = row.name.strip_prefix(category).and_then(|name| name.strip_prefix('.')) else {
            continue;
        };
        let start = format!("cat={category}&action={action}");
        let forms: Vec<Vec<&str>> = sent
            .iter()
            .map(|form| form.split('&').collect())
            .filter(|fields: &Vec<_>| fields[..2].join("&") == start)
            .collect();
        if forms.is_empty() {
            missing.push(row.name.to_string());
        }
        for parameter in row.parameters {
            let is_it = |field: &str| {
                let name = field.split('=').next().unwrap();
                // `dopf_N` goes out with the number of the field.
                name == parameter.name
                    || parameter.name.strip_suffix('N').is_some_and(|start| {
                        name.strip_prefix(start).is_some_and(|number| number.parse::<u32>().is_ok())
                    })
            };
            if !forms.iter().flatten().any(|field| is_it(field)) {
                missing.push(format!("{} {}", row.name, parameter.name));
            }
        }
    }
    assert!(missing.is_empty(), "never sent: {missing:#?}");
}

/// Fails unless each is refused for this field, which stands at the start of the text and as the path of the error.
macro_rules! refusals {
    ($( $action:expr => $field:literal; )+) => {
        $( crate::refused_for($action.request(), $field, stringify!($action)); )+
    };
}
use refusals;

#[track_caller]
fn refused_for(request: Result<Request, Error>, field: &str, action: &str) {
    let error = request.err().unwrap_or_else(|| panic!("{action} was not refused"));
    assert_eq!(error.kind(), kubalink_client::ErrorKind::Input, "{action}");
    assert_eq!(error.delivery(), kubalink_client::Delivery::NotSent, "{action}");
    assert_eq!(error.path(), Some(field), "{action}");
    assert!(error.to_string().contains(field), "{action}: {error}");
}

/// Each action and each parameter of the table stands in a form of this folder.
#[test]
fn every_action_and_parameter_has_its_form() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/encode");
    // A form can be broken over lines.
    let text = |path: &std::path::Path| {
        let text = std::fs::read_to_string(path).unwrap_or_default().replace("\\\n", "");
        text.split_whitespace().collect::<String>()
    };
    let all: String = std::fs::read_dir(&folder).unwrap().map(|file| text(&file.unwrap().path())).collect();
    let mut missing = Vec::new();
    for row in OPERATIONS {
        let (category, action) = row.name.split_once('.').unwrap();
        // The lines of some categories begin behind the name of the category, each in a file of its own.
        let own = text(&folder.join(format!("{category}.rs")));
        let whole = format!("cat={category}&action={action}");
        let short = format!("\"{action}");
        let forms: Vec<_> = all
            .split(&whole)
            .skip(1)
            .chain(own.split(&short).skip(1))
            .filter(|rest| rest.starts_with(['&', '"']))
            .map(|rest| rest.split('"').next().unwrap_or_default())
            .collect();
        if forms.is_empty() {
            missing.push(row.name.to_string());
        }
        for parameter in row.parameters {
            let name = parameter.name.trim_end_matches('N').trim_end_matches("[]");
            if !forms.iter().any(|form| form.contains(&format!("&{name}"))) {
                missing.push(format!("{} {}", row.name, parameter.name));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
