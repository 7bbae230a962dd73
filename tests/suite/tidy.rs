//! The invariants of the architecture, each a test that reads the sources.
//!
//! `ARCHITECTURE.md` names the test beside each invariant.

mod plain_english;
mod sources;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use panel_core::Reason;
use sources::{File, assert_none, begins, files, holding, manifest, manifests, rust};

use crate::quarters::root;

/// The most lines that a file may have: more than one screen's worth of ideas is two files.
const LONGEST_FILE: usize = 400;

/// The most lines that a plugin may have.
const LONGEST_PLUGIN: usize = 60;

/// The names of the plugins' packages.
fn plugins() -> Vec<String> {
    let folders = manifests("plugins").into_iter();
    folders.map(|one| one.folder.trim_start_matches("plugins/").to_owned()).collect()
}

/// The packages outside `allowed` that depend on a package for which `is` holds.
fn depending(allowed: &[&str], is: impl Fn(&str) -> bool) -> Vec<String> {
    let mut packages = manifests("crates");
    packages.extend(manifests("plugins"));
    packages.push(manifest("tests"));
    let mut found = Vec::new();
    for package in packages.iter().filter(|package| !allowed.contains(&&*package.folder)) {
        for name in package.all().filter(|name| is(name)) {
            found.push(format!("{}/Cargo.toml: {name}", package.folder));
        }
    }
    found
}

#[test]
fn a_word_of_a_rule_is_found_where_a_name_begins_with_it() {
    for (line, word, found) in [
        ("let text = std::fs::read(path)?;", "std::fs", true),
        ("for argument in std::env::args_os() {", "env::args", true),
        ("if path.exists() {", ".exists()", true),
        ("use sp99_of_no_plan as _;", "sp99_of_no_plan", true),
        ("let file = MyFile::open(path);", "File::open", false),
        ("my_std::fs::read(path)", "std::fs", false),
    ] {
        assert_eq!(begins(line, word), found, "{line}");
    }
}

#[test]
fn only_the_roster_names_a_plugin() {
    let plugins = plugins();
    let depends = depending(&["crates/plan"], |name| plugins.iter().any(|plugin| plugin == name));
    assert_none(&depends, "only crates/plan depends on a plugin");
    let idents: Vec<_> = plugins.iter().map(|plugin| plugin.replace('-', "_")).collect();
    let idents: Vec<_> = idents.iter().map(String::as_str).collect();
    let mut code = rust(&["crates", "plugins", "tests"]);
    code.retain(|file| !file.path.starts_with("crates/plan/"));
    assert_none(&holding(&code, &idents), "only crates/plan names a plugin");
}

#[test]
fn plugins_depend_on_the_vocabulary_and_the_measures_alone() {
    for plugin in manifests("plugins") {
        let allowed = |name: &String| ["panel-core", "panel-measures"].contains(&name.as_str());
        assert!(plugin.needs().iter().all(allowed), "{}: {:?}", plugin.folder, plugin.needs());
        assert_eq!(plugin.needs_for_tests(), ["panel-testkit"], "{}", plugin.folder);
    }
}

#[test]
fn the_report_sees_findings_and_never_measures() {
    let report = manifest("crates/report");
    let ours: Vec<_> = report.all().filter(|name| name.starts_with("panel-")).collect();
    let sees = ["accessibility", "commentary", "compare", "core", "typeface"];
    assert!(ours.iter().map(|name| name.trim_start_matches("panel-")).eq(sees), "{ours:?}");
    let commentary = manifest("crates/commentary");
    let ours: Vec<_> = commentary.all().filter(|name| name.starts_with("panel-")).collect();
    assert_eq!(ours, ["panel-core", "panel-typeface"]);
}

#[test]
fn the_companions_see_the_composition_and_never_the_returns() {
    let companions = manifest("crates/companions");
    let ours: Vec<_> = companions.all().filter(|name| name.starts_with("panel-")).collect();
    assert_eq!(ours, ["panel-core", "panel-report", "panel-workbook"]);
    let workbook = manifest("crates/workbook");
    let ours = workbook.all().filter(|name| name.starts_with("panel-")).count();
    assert_eq!(ours, 0, "panel-workbook depends on a crate of ours");
}

#[test]
fn the_scaffold_sees_the_vocabulary_and_the_measures() {
    let scaffold = manifest("crates/scaffold");
    let ours: Vec<_> = scaffold.all().filter(|name| name.starts_with("panel-")).collect();
    assert_eq!(ours, ["panel-core", "panel-measures"]);
}

#[test]
fn the_comparison_sees_rows_and_terms_alone() {
    let compare = manifest("crates/compare");
    let ours: Vec<_> = compare.all().filter(|name| name.starts_with("panel-")).collect();
    assert_eq!(ours, ["panel-core"]);
}

#[test]
fn the_review_sees_papers_as_they_were_written() {
    let review = manifest("crates/review");
    let ours: Vec<_> = review.all().filter(|name| name.starts_with("panel-")).collect();
    assert_eq!(ours, ["panel-accessibility", "panel-core"]);
    let reading = manifest("crates/accessibility");
    let ours: Vec<_> = reading.all().filter(|name| name.starts_with("panel-")).collect();
    assert_eq!(ours, ["panel-typeface"], "it knows bytes alone");
}

#[test]
fn the_statistics_know_neither_police_nor_panel() {
    let ours = manifest("crates/stats").all().filter(|name| name.starts_with("panel-")).count();
    assert_eq!(ours, 0, "panel-stats depends on a crate of ours");
    let words = [
        "police",
        "crime",
        "offence",
        "burglar",
        "victim",
        "priority",
        "dashboard",
        "commissioner",
        "widget",
        "satisf",
        "leicester",
        "iquanta",
        "green",
        "amber",
    ];
    let mut broken = Vec::new();
    for file in files(&["crates/stats/src"]) {
        for (index, line) in file.text.lines().enumerate() {
            let line = line.to_lowercase();
            let said = |word: &&&str| {
                line.split(|letter: char| !letter.is_alphabetic())
                    .any(|one| one.starts_with(**word))
            };
            if let Some(word) = words.iter().find(said) {
                broken.push(format!("{}:{}: {word}", file.path, index + 1));
            }
        }
    }
    assert_none(&broken, "the statistics have no words of the police");
}

#[test]
fn only_the_vocabulary_knows_the_registry() {
    let depends = depending(&["crates/core"], |name| name == "inventory");
    assert_none(&depends, "only panel-core depends on inventory");
    let mut code = rust(&["crates", "plugins", "tests"]);
    code.retain(|file| {
        !file.path.starts_with("crates/core/") && !file.path.starts_with("tests/suite/tidy")
    });
    assert_none(&holding(&code, &["inventory::", "__inventory"]), "use panel_core::register!");
}

#[test]
fn only_the_vocabulary_withholds_figures() {
    let mut code = rust(&["crates", "plugins"]);
    // What a test makes up is withheld from nobody.
    code.retain(|file| !file.is_test() && !file.path.starts_with("crates/core/"));
    let ways = ["Figure::Withheld { unit", ".withholds(", "Caution::Withheld", "\"[c]\""];
    assert_none(&holding(&code, &ways), "only crates/core/src/disclosure says what is withheld");
}

#[test]
fn only_the_command_line_draws_faults() {
    assert_none(&depending(&["crates/cli"], |name| name == "miette"), "only panel-cli uses miette");
}

#[test]
fn only_the_report_knows_the_typesetter() {
    let typst = |name: &str| name == "typst" || name.starts_with("typst-");
    assert_none(&depending(&["crates/report", "tests"], typst), "only panel-report uses Typst");
}

#[test]
fn only_the_command_line_may_look_at_a_clock() {
    let mut code = rust(&["crates", "plugins", "tests"]);
    code.retain(|file| !file.path.starts_with("crates/cli/") && file.path != "tests/suite/tidy.rs");
    let clocks =
        ["SystemTime::now", "Instant::now", "Zoned::now", "Timestamp::now", "UNIX_EPOCH.elapsed"];
    assert_none(&holding(&code, &clocks), "every date comes from panel.toml");
}

#[test]
fn only_the_edges_touch_files() {
    let edges =
        ["files", "returns", "police-uk", "cli", "testkit"].map(|it| format!("crates/{it}/"));
    let mut code = rust(&["crates", "plugins"]);
    code.retain(|file| !file.is_test() && !edges.iter().any(|edge| file.path.starts_with(edge)));
    let ways = [
        "std::fs",
        "std::{fs",
        "File::open",
        "OpenOptions",
        ".read_dir()",
        ".is_file()",
        ".exists()",
    ];
    assert_none(&holding(&code, &ways), "only the edges read and write files");
    // What others have put there is opened in one way: a pipe or a link must not get past it.
    let mut readers = rust(&["crates/returns", "crates/police-uk"]);
    readers.retain(|file| !file.is_test() && file.path.contains("/src/"));
    assert_none(&holding(&readers, &ways[2..4]), "readers open files with panel-files");
}

#[test]
fn only_the_writing_writes() {
    // Revisions are checked out under Cargo's target folder; `files` opens to read, and chooses how.
    let places = ["cli/src/writing/", "cli/src/command/review/revision.rs", "files/src/lib.rs"];
    let mut code = rust(&["crates", "plugins"]);
    code.retain(|file| !file.is_test() && !places.iter().any(|place| file.path.contains(place)));
    let ways = [
        "fs::write",
        "fs::rename",
        "fs::copy",
        "remove_file",
        "remove_dir",
        "create_dir",
        "File::create",
        "File::options",
        "OpenOptions",
    ];
    assert_none(&holding(&code, &ways), "files are written in one place");
}

#[test]
fn nothing_depends_on_the_environment() {
    let mut code = rust(&["crates", "plugins"]);
    code.retain(|file| !file.is_test());
    assert_none(&holding(&code, &["env::var", "env::args", "env::current_dir"]), "no environment");
    code.retain(|file| !file.path.ends_with("returns/new_key.rs"));
    assert_none(&holding(&code, &["getrandom::"]), "only a key file is random");
}

#[test]
fn every_module_says_what_it_is_for() {
    // The tests of a crate are told apart by their names.
    let of_crate = |file: &File| file.path.starts_with("crates/") && file.path.contains("/tests/");
    let undocumented: Vec<_> = rust(&["crates", "plugins", "tests/suite"])
        .into_iter()
        .filter(|file| !of_crate(file) || file.path.ends_with("/main.rs"))
        .filter(|file| !["//!", "#![doc"].iter().any(|start| file.text.starts_with(start)))
        .map(|file| file.path)
        .collect();
    assert_none(&undocumented, "a module begins with //! or #![doc");
}

#[test]
fn no_file_is_too_long_to_read() {
    let long: Vec<_> = rust(&["crates", "plugins", "tests/suite"])
        .iter()
        .map(|file| (file.path.as_str(), file.text.lines().count()))
        .filter(|(_, lines)| *lines > LONGEST_FILE)
        .map(|(path, lines)| format!("{path}: {lines}"))
        .collect();
    assert_none(&long, &format!("a file has {LONGEST_FILE} lines at most"));
}

#[test]
fn a_plugin_is_short() {
    let long: Vec<_> = rust(&["plugins"])
        .iter()
        .filter(|file| file.path.ends_with("/src/lib.rs"))
        .map(|file| (file.path.as_str(), file.text.lines().count()))
        .filter(|(_, lines)| *lines > LONGEST_PLUGIN)
        .map(|(path, lines)| format!("{path}: {lines}"))
        .collect();
    assert_none(&long, &format!("a plugin has {LONGEST_PLUGIN} lines at most"));
}

#[test]
fn no_name_says_nothing() {
    let empty = ["util", "utils", "helper", "helpers", "manager", "managers", "misc", "common"];
    let mut broken = Vec::new();
    for file in files(&["crates", "plugins", "tests"]) {
        let parts = Path::new(&file.path).components().filter_map(|part| part.as_os_str().to_str());
        for part in parts {
            let stem = part.split('.').next().unwrap_or_default();
            if stem.split(['-', '_']).any(|word| empty.contains(&word)) {
                broken.push(file.path.clone());
            }
        }
    }
    for name in empty {
        let named = [format!("mod {name} "), format!("mod {name};"), format!("mod {name}{{")];
        let named: Vec<_> = named.iter().map(String::as_str).collect();
        broken.extend(holding(&rust(&["crates", "plugins", "tests"]), &named));
    }
    assert_none(&broken, "a file or module is named for what it does");
}

#[test]
fn no_path_of_one_machine_is_in_the_repository() {
    let mut all = files(&["crates", "plugins", "reports", "docs"]);
    for name in
        ["README.md", "ARCHITECTURE.md", "METHODS.md", "DESIGN.md", "CONTRIBUTING.md", "justfile"]
    {
        let text = fs::read_to_string(root().join(name)).unwrap_or_default();
        all.push(File { path: name.to_owned(), text });
    }
    let mut broken = Vec::new();
    for file in &all {
        for (index, line) in file.text.lines().enumerate() {
            if ["/work/", "/root/", "/home/", "/tmp/", "C:\\"]
                .iter()
                .any(|path| line.contains(path))
            {
                broken.push(format!("{}:{}", file.path, index + 1));
            }
        }
    }
    assert_none(&broken, "paths are relative");
}

#[test]
fn every_plugin_has_a_readme() {
    for plugin in plugins() {
        let readme = root().join("plugins").join(&plugin).join("README.md");
        let text = fs::read_to_string(&readme).unwrap_or_default();
        assert!(text.starts_with("# "), "plugins/{plugin}/README.md has no title");
        assert!(text.lines().count() >= 3, "plugins/{plugin}/README.md says nothing");
    }
}

#[test]
fn every_reason_has_a_code_and_a_sentence_of_its_own() {
    let codes: BTreeSet<_> = Reason::ALL.iter().map(|reason| reason.code()).collect();
    let sentences: BTreeSet<_> = Reason::ALL.iter().map(|reason| reason.sentence()).collect();
    assert_eq!((codes.len(), sentences.len()), (Reason::ALL.len(), Reason::ALL.len()));
    for reason in Reason::ALL {
        assert_eq!(serde_json::to_value(reason).unwrap(), reason.code(), "JSON has another code");
        assert!(reason.sentence().ends_with('.'), "{}", reason.sentence());
    }
}

#[test]
fn the_architecture_names_each_of_these_tests() {
    // Not written yet: nothing to compare.
    let Ok(architecture) = fs::read_to_string(root().join("ARCHITECTURE.md")) else { return };
    let (theme, accessibility) =
        (tests(include_str!("theme.rs")), tests(include_str!("accessibility.rs")));
    let conformance = tests(include_str!("conformance.rs"));
    let disclosure = tests(include_str!("disclosure.rs"));
    let tests = tests(include_str!("tidy.rs"));
    for line in
        architecture.lines().filter(|line| line.to_lowercase().contains("architecture invariant"))
    {
        let suites = [
            ("tidy", &tests),
            ("theme", &theme),
            ("accessibility", &accessibility),
            ("conformance", &conformance),
            ("disclosure", &disclosure),
        ];
        let named = suites
            .into_iter()
            .any(|(of, tests)| tests.iter().any(|test| line.contains(&format!("{of}::{test}`"))));
        assert!(named || line.contains("roster::"), "no test stands behind: {line}");
    }
    // Neither is an invariant of the architecture.
    let others = [
        "the_architecture_names_each_of_these_tests",
        "a_word_of_a_rule_is_found_where_a_name_begins_with_it",
    ];
    for test in tests.iter().filter(|test| !others.contains(*test)) {
        assert!(
            architecture.contains(&format!("tidy::{test}")),
            "ARCHITECTURE.md lacks tidy::{test}"
        );
    }
}

/// The names of the tests in a source text.
fn tests(text: &str) -> Vec<&str> {
    let names: Vec<_> =
        text.split("#[test]\nfn ").skip(1).filter_map(|after| after.split('(').next()).collect();
    assert!(names.len() > 3, "no test was recognised");
    names
}
