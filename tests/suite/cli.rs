//! The command line: every command, its outputs and its exit codes.

pub(crate) mod panel;

mod audit_sample;
mod compare;
mod drafts;
mod errors;
mod explain;
mod filing;
mod findings;
mod import;
mod key_file;
#[cfg(target_os = "linux")]
mod killed;
mod many;
mod method;
mod new;
mod next;
mod paper;
mod races;
#[cfg(target_os = "linux")]
mod readonly;
mod records;
mod returns;
mod review;
mod watch;
#[cfg(target_os = "linux")]
mod written;

use std::fs;

use panel::{Copied, panel};
use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::{contains, is_empty};
use serde_json::Value;

/// The arguments of each command that prints, for the copied quarter.
const PRINTING: [(&str, &[&str]); 6] = [
    ("check", &[]),
    ("findings", &[]),
    ("findings", &["--json"]),
    ("explain", &["sp5.satisfaction"]),
    ("explain", &["sp5.satisfaction", "--json"]),
    ("check", &["--help"]),
];

#[test]
fn no_arguments_and_unknown_ones_are_a_fault_of_usage() {
    panel(&[]).assert().code(2).stdout(is_empty()).stderr(contains("Usage"));
    panel(&["papers"]).assert().code(2).stderr(contains("'paper'"));
    panel(&["findings"]).assert().code(2).stderr(contains("<FOLDER>"));
    panel(&["priorities", "--yaml"]).assert().code(2).stderr(contains("--yaml"));
}

#[test]
fn help_names_every_command_and_exit_code() {
    let help = panel(&["--help"]).assert().code(0).get_output().stdout.clone();
    let help = String::from_utf8(help).unwrap();
    for command in [
        "paper",
        "check",
        "findings",
        "explain",
        "explain-error",
        "compare",
        "audit-sample",
        "method",
        "new",
        "import",
        "priorities",
        "returns",
        "review",
    ] {
        assert!(help.contains(&format!("\n  {command} ")), "{help}");
    }
    let codes = "0 done · 2 usage · 3 rejected: returns, configuration, commentary, a new quarter or priority · 4 the plan is \
                 mis-linked · 5 rendering or writing failed";
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words(&help).contains(&words(codes)), "{help}");
}

#[test]
fn a_folder_that_is_not_there_is_rejected() {
    for command in ["paper", "check", "findings"] {
        panel(&[command, "no/such/folder"])
            .assert()
            .code(3)
            .stdout(is_empty())
            .stderr(contains("folder::missing").and(contains("no/such/folder")));
    }
    panel(&["explain", "no/such/folder", "sp5.satisfaction"]).assert().code(3);
}

#[test]
fn a_folder_that_is_not_a_quarter_is_one_fault_and_names_one_that_is() {
    let copied = Copied::quarter();
    let above = copied.folder().join("..");
    let (missing, empty) = (above.join("no/such"), above.join("empty"));
    let file = above.join("plan.toml");
    fs::create_dir_all(empty.join("returns")).unwrap();
    let commands: [(&[&str], &[&str]); 9] = [
        (&["check"], &[]),
        (&["findings"], &[]),
        (&["paper"], &[]),
        (&["paper"], &["--draft"]),
        (&["explain"], &["sp5.satisfaction"]),
        (&["returns", "schema"], &[]),
        (&["returns", "template"], &[]),
        (&["returns", "approve"], &["counts", "--by", "A Board", "--on", "2014-11-20"]),
        (
            &["new", "quarter", "2014-15-q3", "--meeting", "2015-03-18", "--from"],
            &["--to", "never-made"],
        ),
    ];
    for (command, arguments) in commands {
        for (folder, said) in [
            (&missing, "there is no such folder"),
            (&file, "this is not a folder"),
            (&empty, "this is not the folder of a quarter: it has no panel.toml"),
            (&above, "name a quarter in it, such as "),
        ] {
            let shown = format!("{command:?} {}", folder.display());
            let refused = panel(command).arg(folder).args(arguments).output().unwrap();
            let told = String::from_utf8(refused.stderr).unwrap();
            // A file is not even asked for its folder of outputs.
            assert!(told.contains(said) || *folder == file, "{shown}: {told}");
            assert!([3, 5].contains(&refused.status.code().unwrap()), "{shown}: {told}");
            assert!(told.lines().count() <= 7 && !told.contains("narrative"), "{shown}: {told}");
        }
    }
}

#[test]
fn that_nothing_was_written_is_said_where_something_would_have_been() {
    let copied = Copied::quarter();
    copied.write("returns/counts.csv", "");
    for (command, arguments, writes) in [
        ("check", &[][..], false),
        ("findings", &[], false),
        ("explain", &["sp5.satisfaction"], false),
        ("paper", &[], true),
    ] {
        let refused = copied.panel(command, arguments).assert().code(3);
        let told = String::from_utf8(refused.get_output().stderr.clone()).unwrap();
        assert_eq!(told.contains("nothing was written"), writes, "{command}: {told}");
    }
}

#[test]
fn figures_are_told_before_anybody_has_written_of_them() {
    let copied = Copied::quarter();
    let told = |arguments: &[&str]| {
        let (command, rest) = arguments.split_first().unwrap();
        let done = copied.panel(command, rest).assert().code(0).stderr(is_empty());
        done.get_output().stdout.clone()
    };
    let asked: [&[&str]; 4] = [
        &["findings"],
        &["findings", "--json"],
        &["explain", "sp5.satisfaction"],
        &["explain", "sp5.satisfaction", "--json"],
    ];
    let before = asked.map(told);
    copied.write("narrative/sp8.md", "# A heading that may not be here");
    assert_eq!(asked.map(told), before);
    fs::remove_dir_all(copied.path("narrative")).unwrap();
    assert_eq!(asked.map(told), before);
    let (from, to) = (copied.folder(), copied.path("../2014-15-q3"));
    let new = ["new", "quarter", "2014-15-q3", "--meeting", "2015-03-18", "--from"];
    panel(&new).arg(from).arg("--to").arg(&to).assert().code(0);
    // A quarter that was just begun has figures to show, and nothing written of them.
    panel(&["findings"]).arg(&to).assert().code(0).stderr(is_empty());
    panel(&["compare"]).args([&copied.folder(), &to]).assert().code(0).stderr(is_empty());
    copied.panel("check", &[]).assert().code(3).stderr(contains("commentary::missing"));
}

#[test]
fn check_finds_no_fault_in_the_first_paper() {
    let copied = Copied::quarter();
    let before = copied.contents();
    let plan = panel_plan::linked().unwrap();
    // Of the rows that stand only where records are returned, this quarter has none.
    let asked = plan.measures().filter(|(id, ..)| !plan.is_of_records(id));
    let (shown, quoted): (Vec<_>, Vec<_>) = asked.partition(|(_, _, shown)| *shown);
    let (shown, quoted) = (shown.len(), quoted.len());
    copied
        .panel("check", &[])
        .assert()
        .code(0)
        .stdout(contains("No fault found"))
        .stdout(contains(format!(
            "{shown} rows of the dashboard and {quoted} others judged for Quarter 2"
        )))
        .stderr(is_empty());
    assert!(copied.contents() == before, "`panel check` writes files");
}

#[test]
fn the_folder_may_be_the_one_that_the_user_is_in() {
    let copied = Copied::quarter();
    panel(&["check", "."]).current_dir(copied.folder()).assert().code(0);
}

#[test]
fn priorities_stand_in_plan_order_with_their_rows_and_series() {
    let plan = panel_plan::linked().unwrap();
    let printed = panel(&["priorities"]).assert().code(0).stderr(is_empty());
    let printed = String::from_utf8(printed.get_output().stdout.clone()).unwrap();
    let mut rest = printed.as_str();
    for priority in plan.priorities() {
        let line = format!("{:>4}  {}", priority.code.to_string(), priority.title);
        let (_, after) = rest.split_once(&line).unwrap_or_else(|| panic!("no line {line}"));
        rest = after;
    }
    for item in plan.items() {
        let (_, after) = rest.split_once(item.title).unwrap_or_else(|| panic!("no {}", item.slug));
        rest = after;
    }
    for (id, measure, _) in plan.measures() {
        let line = printed.lines().find(|line| line.trim().starts_with(&format!("{id} ")));
        let line = line.unwrap_or_else(|| panic!("no row {id}"));
        for need in measure.needs() {
            assert!(line.contains(need.series.id()), "{line}");
        }
    }
}

#[test]
fn priorities_as_json_hold_the_same() {
    let plan = panel_plan::linked().unwrap();
    let printed = panel(&["priorities", "--json"]).assert().code(0).get_output().stdout.clone();
    let value: Value = serde_json::from_slice(&printed).unwrap();
    let texts = |list: &Value, field: &str| -> Vec<String> {
        let list = list.as_array().unwrap().iter();
        list.map(|one| one[field].as_str().unwrap().to_owned()).collect()
    };
    let codes: Vec<_> = plan.priorities().iter().map(|one| one.code.to_string()).collect();
    assert_eq!(texts(&value["priorities"], "code"), codes);
    let slugs: Vec<_> = plan.items().iter().map(|item| item.slug.to_owned()).collect();
    assert_eq!(texts(&value["items"], "slug"), slugs);
    for (priority, registered) in
        value["priorities"].as_array().unwrap().iter().zip(plan.priorities())
    {
        let id = registered.code.id();
        let rows: Vec<_> =
            registered.measures.iter().map(|measure| format!("{id}.{}", measure.id())).collect();
        assert_eq!(texts(&priority["rows"], "id"), rows);
        assert_eq!(priority["title"], registered.title);
        assert_eq!(priority["part"], registered.part.map_or(Value::Null, Value::from));
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let copied = Copied::quarter();
    for (command, arguments) in PRINTING {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let done = std::process::Command::new(panel::binary())
            .arg(command)
            .arg(copied.folder())
            .args(arguments)
            .stdout(writer)
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&done.stderr);
        assert!(!told.contains("panicked"), "{command} {arguments:?}: {told}");
        assert_eq!(done.status.code(), Some(0), "{command} {arguments:?}: {told}");
    }
}

#[test]
fn faults_that_nobody_reads_leave_the_exit_code_as_it_is() {
    let copied = Copied::quarter();
    copied.write("returns/counts.csv", "");
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let done = std::process::Command::new(panel::binary())
        .arg("check")
        .arg(copied.folder())
        .stderr(writer)
        .status()
        .unwrap();
    assert_eq!(done.code(), Some(3));
}
