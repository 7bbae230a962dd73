//! The register of fault codes, and the command that explains them.

use std::collections::BTreeSet;
use std::fs;

use panel_core::fault_meanings;
use predicates::str::contains;

use super::panel::panel;
use crate::quarters::root;

/// The codes that sources make faults with.
fn used_codes() -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    let mut folders = vec![root().join("crates")];
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir().unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(path).unwrap();
                let codes =
                    text.split("code!(\"").skip(1).filter_map(|rest| rest.split('"').next());
                used.extend(codes.map(str::to_owned));
            }
        }
    }
    // The documentation of the macro has one that does not compile.
    used.remove("returns::thrice");
    used
}

#[test]
fn every_code_is_in_the_register_once_and_used() {
    let codes: Vec<_> = fault_meanings().map(|one| one.code.to_owned()).collect();
    let sorted: BTreeSet<_> = codes.iter().cloned().collect();
    assert!(codes.iter().eq(sorted.iter()), "the register is in the order of its codes, each once");
    assert_eq!(sorted, used_codes());
    for one in fault_meanings() {
        for text in [one.meaning, one.cause, one.remedy] {
            assert!(text.ends_with('.') && !text.contains('|'), "{}: {text}", one.code);
            assert!(text.split_whitespace().count() <= 25, "{}: {text}", one.code);
        }
    }
}

#[test]
fn the_page_of_faults_is_what_the_register_says() {
    let page = panel(&["explain-error"]).assert().code(0).get_output().stdout.clone();
    let kept = fs::read_to_string(root().join("docs/errors.md")).unwrap();
    assert!(
        kept == String::from_utf8(page).unwrap(),
        "write docs/errors.md anew: its head says how"
    );
}

#[test]
fn a_code_is_explained_and_a_misspelt_one_is_guessed() {
    panel(&["explain-error", "returns::twice"])
        .assert()
        .code(0)
        .stdout(contains("returns::twice\n  "))
        .stdout(contains("\n  help: "));
    panel(&["explain-error", "returns::twise"])
        .assert()
        .code(2)
        .stderr(contains("is `returns::twice` meant?"));
}
