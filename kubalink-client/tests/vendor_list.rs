//! `OPERATIONS` against the vendor's list of parameters, which is `tests/data/actions.tsv`: every action, every parameter
//! and its requirement.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::{BTreeMap, BTreeSet};

use kubalink_client::{OPERATIONS, Requirement};

const LIST: &str = include_str!("data/actions.tsv");

/// Where the table differs from the list on purpose: action, parameter, what the list says, what the table says, why.
const DIFFERENCES: &[(&str, &str, &str, &str, &str)] = &[
    (
        "attach.add",
        "comment_id",
        "required",
        "optional",
        "the page says that it is for comments of tasks only",
    ),
    (
        "commutation.add",
        "object1_side",
        "required",
        "optional",
        "the page says that it is for cable lines only",
    ),
    (
        "commutation.add",
        "object2_side",
        "required",
        "optional",
        "the page says that it is for cable lines only",
    ),
];

/// Parameter and requirement by action.
type Table = BTreeMap<String, BTreeMap<String, String>>;

fn vendors() -> Table {
    let mut table = Table::new();
    for line in LIST.lines().skip(1) {
        let [category, action, parameter, requirement] =
            line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let parameters = table.entry(format!("{category}.{action}")).or_default();
        if requirement == "none" {
            continue;
        }
        // The page of `fiber.add` lists `object_a_id` twice; what must be given must be given.
        let known = parameters.entry(parameter.to_owned()).or_insert_with(|| requirement.to_owned());
        if requirement == "required" {
            requirement.clone_into(known);
        }
    }
    table
}

fn ours() -> Table {
    let mut table = Table::new();
    for row in OPERATIONS {
        let parameters: BTreeMap<_, _> = row
            .parameters
            .iter()
            .map(|parameter| {
                let requirement = match parameter.requirement {
                    Requirement::Required => "required",
                    Requirement::Optional => "optional",
                    Requirement::OneOf(_) | Requirement::AnyOf(_) => "one-of",
                    _ => "another",
                };
                (parameter.name.to_owned(), requirement.to_owned())
            })
            .collect();
        assert_eq!(parameters.len(), row.parameters.len(), "{} lists a parameter twice", row.name);
        assert!(table.insert(row.name.to_string(), parameters).is_none(), "{} stands twice", row.name);
    }
    table
}

#[test]
fn the_list_is_whole() {
    let vendors = vendors();
    assert_eq!(vendors.len(), 287);
    let categories: BTreeSet<_> = vendors.keys().map(|name| name.split('.').next().unwrap()).collect();
    assert_eq!(categories.len(), 31);
}

#[test]
fn every_action_is_there_and_no_other() {
    let (vendors, ours) = (vendors(), ours());
    let missing: Vec<_> = vendors.keys().filter(|name| !ours.contains_key(*name)).collect();
    let extra: Vec<_> = ours.keys().filter(|name| !vendors.contains_key(*name)).collect();
    assert!(missing.is_empty() && extra.is_empty(), "missing: {missing:?}\nextra: {extra:?}");
}

#[test]
fn every_parameter_is_there_as_the_vendor_requires_it() {
    let (mut vendors, ours) = (vendors(), ours());
    for (action, parameter, listed, table, reason) in DIFFERENCES {
        let requirement = vendors.get_mut(*action).unwrap().get_mut(*parameter).unwrap();
        assert_eq!(requirement, listed, "{action} {parameter}: {reason}");
        (*table).clone_into(requirement);
    }
    let mut wrong = Vec::new();
    for (action, parameters) in &ours {
        let Some(listed) = vendors.get(action) else { continue };
        let names: BTreeSet<_> = listed.keys().chain(parameters.keys()).collect();
        for name in names {
            let (theirs, own) = (listed.get(name), parameters.get(name));
            if theirs != own {
                wrong.push(format!("{action} {name}: the vendor says {theirs:?}, the table {own:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Actions whose answer nobody has published: they come as JSON.
#[test]
fn what_is_unknown_is_told() {
    let unknown = OPERATIONS.iter().filter(|row| row.evidence == kubalink_client::Evidence::Unknown).count();
    assert_eq!(unknown, 25);
}
