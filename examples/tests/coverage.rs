//! `docs/coverage.md` is made from the tables of the clients. With `UPDATE_DOCS=1` set, this test writes it.

use std::fmt::Write as _;
use std::fs;

use mobilon_client::Operation;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/coverage.md");

#[test]
fn the_page_of_operations_is_up_to_date() {
    let page = render(&[
        ("KubaLink", kubalink_client::OPERATIONS),
        ("Mobilon", mobilon_client::OPERATIONS),
        ("NoDeny", nodeny_client::OPERATIONS),
        ("Carbon Billing", procbill_client::OPERATIONS),
    ]);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(PAGE, &page).expect("docs/ is there");
    }
    let known = fs::read_to_string(PAGE).expect("the page is checked in");
    assert!(known == page, "docs/coverage.md is stale: UPDATE_DOCS=1 cargo test -p examples --test coverage");
}

fn render(tables: &[(&str, &[Operation])]) -> String {
    let mut page = String::from(
        "# Operations\n\nMade from the `OPERATIONS` tables by a test; do not edit. *Effect*: what a repeat can do. \
         *Evidence*: how the\nanswer is known. *Answer*: a type, or the raw JSON or rows, since nobody has published it. A \
         parameter in brackets may\nbe left out.\n",
    );
    for (product, operations) in tables {
        let _ = write!(
            page,
            "\n## {product}\n\n| operation | parameters | effect | evidence | answer |\n| --- | --- | --- | --- | --- |\n"
        );
        for row in *operations {
            let parameters: Vec<_> = row
                .parameters
                .iter()
                .map(|parameter| match parameter.requirement {
                    mobilon_client::Requirement::Required => format!("`{}`", parameter.name),
                    mobilon_client::Requirement::Optional => format!("[`{}`]", parameter.name),
                    other => format!("`{}` ({other})", parameter.name),
                })
                .collect();
            let _ = writeln!(
                page,
                "| `{}` | {} | {} | {} | {} |",
                row.name,
                parameters.join(", "),
                row.effect,
                row.evidence,
                if row.evidence == mobilon_client::Evidence::Unknown { "raw" } else { "typed" },
            );
        }
    }
    page
}
