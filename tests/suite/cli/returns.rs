//! `panel returns`: templates, what is received, the declared schemas and the reference page.

use std::fs;

use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::{contains, is_empty};

use super::panel::{Copied, panel};
use crate::quarters::{folders, root};

const FORCE: &str = "Leicestershire Police";

/// A row that is awaited from the force.
const AWAITED: &str = "series,area,month,count,status,note\n\
                       offences/all-crime,E23000021,2014-09,4800,final,Made up.\n";

fn receive(copied: &Copied, file: &str, from: &str) -> assert_cmd::Command {
    let mut command = panel(&["returns", "receive"]);
    command.arg(copied.folder()).arg(file);
    command.args(["--from", from, "--received", "2014-11-20"]);
    command
}

#[test]
fn a_template_is_written_for_each_partner_that_owes_something() {
    let copied = Copied::quarter();
    let before = copied.contents();
    let template = || {
        let mut command = panel(&["returns", "template"]);
        command.arg(copied.folder());
        let done = command.assert().code(0).stderr(is_empty());
        String::from_utf8(done.get_output().stdout.clone()).unwrap()
    };
    let told = template();
    assert!(
        told.contains("Nothing is awaited from Troubled/Supported Families programme."),
        "{told}"
    );
    let first = copied.contents();
    let written: Vec<_> = first.keys().filter(|path| !before.contains_key(*path)).collect();
    assert!(written.iter().all(|path| path.extension().is_some_and(|ending| ending == "xlsx")));
    assert_eq!(written.len(), told.matches(".xlsx\n").count());
    assert!(written.len() > 1, "{told}");
    assert_eq!(template(), told);
    assert!(copied.contents() == first, "the same inputs give other bytes");
}

#[test]
fn nothing_that_stands_is_asked_in_the_example() {
    let out = tempfile::tempdir().unwrap();
    let mut command = panel(&["returns", "template"]);
    command.arg(root().join("reports/example-anyshire")).arg("--out").arg(out.path());
    let done = command.assert().code(0);
    let told = String::from_utf8(done.get_output().stdout.clone()).unwrap();
    // Records may always come in; figures are there, that of England and Wales among them.
    assert!(told.contains("records of Missing reports") && !told.contains("figure"), "{told}");
}

#[test]
fn what_was_received_is_filed_traced_and_no_longer_awaited() {
    let copied = Copied::quarter();
    copied.write("sent.csv", AWAITED);
    let file = copied.path("sent.csv");
    receive(&copied, file.to_str().unwrap(), FORCE)
        .assert()
        .code(0)
        .stdout(contains("Filed: 1 row of Monthly counts"))
        .stdout(contains(
            "No longer awaited, in whole or in part:\n  offences/all-crime (Monthly counts)\n",
        ))
        .stderr(is_empty());
    let table = "returns/received/leicestershire-police-monthly-counts.csv";
    assert!(copied.text(table).contains("2014-09,4800,final,Made up.,sent.csv sha256:"));
    assert!(copied.text("returns/datapackage.json").contains("received/leicestershire-police"));
    copied.panel("check", &[]).assert().code(0);
    let explained = copied.panel("explain", &["sp11.spc_variance"]);
    let mut explained = explained;
    explained.assert().code(0).stdout(contains("awaited.toml").or(contains(table)));
    // The same again changes nothing.
    let before = copied.contents();
    let again = receive(&copied, file.to_str().unwrap(), FORCE).assert().code(0);
    drop(again.stdout(contains("Unchanged: 1 row as before")));
    assert!(copied.contents() == before);
}

#[test]
fn a_return_at_fault_leaves_every_file_as_it_is() {
    let copied = Copied::quarter();
    let before = copied.contents();
    let fixtures = root().join("tests/fixtures/bad-returns");
    let mut tried = 0;
    for entry in fixtures.read_dir().unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "csv") {
            receive(&copied, path.to_str().unwrap(), FORCE)
                .assert()
                .code(3)
                .stdout(is_empty())
                .stderr(contains("nothing was written"));
            tried += 1;
        }
    }
    receive(&copied, "no/such.xlsx", FORCE).assert().code(3).stderr(contains("file::missing"));
    assert!(tried >= 8);
    assert!(copied.contents() == before, "a return at fault was filed in part");
}

#[test]
fn one_fault_among_good_rows_files_nothing() {
    let copied = Copied::quarter();
    copied.write("sent.csv", format!("{AWAITED}offences/all-crime,E23000021,2014-13,1,final,\n"));
    let before = copied.contents();
    let file = copied.path("sent.csv");
    receive(&copied, file.to_str().unwrap(), FORCE)
        .assert()
        .code(3)
        .stderr(contains("sent.csv:3:30").and(contains("`2014-13` is not a month")));
    assert!(copied.contents() == before);
}

#[test]
fn an_unknown_partner_and_no_reason_are_faults_of_usage() {
    let copied = Copied::quarter();
    copied.write("sent.csv", AWAITED);
    let file = copied.path("sent.csv");
    receive(&copied, file.to_str().unwrap(), "Leicestershire Polce")
        .assert()
        .code(2)
        .stderr(contains("is `Leicestershire Police` meant?"));
    receive(&copied, file.to_str().unwrap(), FORCE)
        .args(["--revises", " "])
        .assert()
        .code(2)
        .stderr(contains("--revises wants the reason"));
    panel(&["returns"]).assert().code(2);
}

#[test]
fn every_schema_is_as_declared() {
    let plan = panel_plan::linked().unwrap();
    for folder in folders() {
        let reading = panel_returns::read(&folder, &plan.asked());
        let areas = reading.submission.unwrap().areas;
        let path = folder.join("returns/datapackage.json");
        let text = fs::read_to_string(&path).unwrap();
        let (written, changed) =
            panel_partner_returns::with_schemas(&text, &plan.asked().tables(), &areas).unwrap();
        assert_eq!(changed, [""; 0], "run `panel returns schema {}`", folder.display());
        assert_eq!(written, text, "{}", path.display());
    }
}

#[test]
fn a_schema_that_is_not_as_declared_is_written() {
    let copied = Copied::quarter();
    let package = "returns/datapackage.json";
    let right = copied.text(package);
    copied.write(package, right.replacen("\"maximum\": 100", "\"maximum\": 90", 1));
    let schema = || {
        let mut command = panel(&["returns", "schema"]);
        command.arg(copied.folder());
        command.assert().code(0)
    };
    schema().stdout(contains("wrote the schema of surveys"));
    assert_eq!(copied.text(package), right);
    schema().stdout("Every schema is as declared.\n");
}

#[test]
fn the_reference_page_is_as_the_returns_are_declared() {
    let printed = panel(&["returns", "reference"]).assert().code(0).get_output().stdout.clone();
    let page = fs::read_to_string(root().join("docs/returns.md")).unwrap();
    let printed = String::from_utf8(printed).unwrap();
    assert!(printed == page, "run `panel returns reference > docs/returns.md`");
}

#[test]
fn a_filed_table_that_was_changed_by_hand_is_warned_of() {
    let copied = Copied::quarter();
    let (file, table) =
        (copied.path("sent.csv"), "returns/received/leicestershire-police-monthly-counts.csv");
    let file = file.to_str().unwrap();
    let is_warned_of = || {
        let output = copied.panel("check", &[]).output().unwrap();
        String::from_utf8(output.stderr).unwrap().contains("datapackage::changed")
    };
    copied.write("sent.csv", AWAITED);
    receive(&copied, file, FORCE).assert().code(0);
    assert!(!is_warned_of());
    let text = copied.text(table);
    copied.write(table, text.replace('\n', "\r\n"));
    assert!(!is_warned_of(), "git may change the line ends");
    copied.write(table, text.replace(",4800,", ",4700,"));
    assert!(is_warned_of());
    // What is received after that is filed with the hash of the whole.
    copied.write(table, &text);
    copied.write("sent.csv", AWAITED.replace(",4800,", ",4700,"));
    receive(&copied, file, FORCE).args(["--revises", "Counted anew"]).assert().code(0);
    assert!(!is_warned_of());
}

#[test]
fn what_contradicts_the_quarter_is_told_with_what_is_wrong_by_itself() {
    let copied = Copied::quarter();
    let before = copied.contents();
    copied.write(
        "sent.csv",
        "series,area,period,value,unit,status,note\n\
         satisfaction/domestic-burglary/lowest,E23000021,2014-09,188,percent,final,\n\
         satisfaction/domestic-burglary/fall,E23000021,2014-13,3,points,final,\n",
    );
    receive(&copied, copied.path("sent.csv").to_str().unwrap(), FORCE)
        .assert()
        .code(3)
        .stderr(contains("`2014-13` is not a period"))
        .stderr(contains("is 188%, which is not between 0% and 100%"))
        .stderr(contains("sent.csv:2:1"))
        .stderr(contains("2 faults in 1 file; nothing was written"));
    copied.remove("sent.csv");
    assert!(copied.contents() == before);
}
