//! What the pages for maintainers name: files, tests, and lines that they quote.

use std::fs;
use std::path::{Path, PathBuf};

const PAGES: [&str; 2] = ["CONTRIBUTING.md", "docs/architecture.md"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn page(name: &str) -> String {
    fs::read_to_string(root().join(name)).expect("the page is checked in")
}

/// What stands between backticks, with the folder that the heading above it names; and the paths in pictures, which are
/// those of the core.
fn named(page: &str) -> Vec<(String, String)> {
    let (mut folder, mut fence, mut named) = (String::new(), None, Vec::new());
    for line in page.lines() {
        if let Some(head) = line.strip_prefix("```") {
            fence = fence.is_none().then_some(head);
            continue;
        }
        let words: Vec<_> = match fence {
            Some("text") => line
                .split([' ', ',', ':'])
                .filter(|word| word.ends_with('/') || word.ends_with(".rs"))
                .collect(),
            Some(_) => Vec::new(),
            None => line.split('`').skip(1).step_by(2).collect(),
        };
        if fence.is_none() && line.starts_with('#') {
            folder = words.first().map(|word| (*word).to_owned()).unwrap_or_default();
            continue;
        }
        let folder = if fence.is_some() { "isp-client-core/src" } else { &folder };
        named.extend(words.into_iter().map(|word| (folder.to_owned(), word.to_owned())));
    }
    named
}

/// A path, and the test in it if one is named.
fn as_path(word: &str) -> Option<(&str, Option<&str>)> {
    let (path, test) = word.split_once("::").map_or((word, None), |(path, test)| (path, Some(test)));
    let is_path = !path.contains(char::is_whitespace)
        && (path.contains('/') || [".rs", ".toml"].iter().any(|end| path.ends_with(end)));
    is_path.then_some((path, test))
}

#[test]
fn what_is_named_is_there() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for name in PAGES {
        for (folder, word) in named(&page(name)) {
            let Some((path, test)) = as_path(&word) else { continue };
            seen += 1;
            let places = [root().join(&folder).join(path), root().join(path)];
            let Some(place) = places.iter().find(|place| place.exists()) else {
                wrong.push(format!("{name}: no file {folder} {path}"));
                continue;
            };
            if let Some(test) = test
                && !fs::read_to_string(place).unwrap_or_default().contains(&format!("fn {test}("))
            {
                wrong.push(format!("{name}: no test {word}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen > 100, "{seen} paths were found: the pages are not read as they are written");
}

/// A fence that names a file quotes it.
#[test]
fn what_is_quoted_stands_in_the_file() {
    let page = page("CONTRIBUTING.md");
    let mut quotes = 0;
    for fence in page.split("\n```").skip(1).step_by(2) {
        let (head, quoted) = fence.split_once('\n').expect("a fence has lines");
        let Some((_, path)) = head.split_once(' ') else { continue };
        let file = fs::read_to_string(root().join(path)).expect(path);
        assert!(file.contains(quoted), "{path} has no such lines:\n{quoted}");
        quotes += 1;
    }
    assert!(quotes > 5, "{quotes} quotes were found");
}
