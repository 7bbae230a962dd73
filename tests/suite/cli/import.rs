//! `panel import`: what it writes, that a quarter takes it, and what it refuses.

use std::fs;
use std::path::PathBuf;

use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::{contains, is_empty, starts_with};
use serde_json::Value;

use super::panel::{Copied, panel};
use crate::quarters::root;

/// Three street files of Leicestershire as they were published.
fn published() -> PathBuf {
    root().join("tests/fixtures/police-uk/leicestershire-2014-07-to-2014-09.zip")
}

#[test]
fn what_is_imported_is_a_return_that_the_quarter_takes() {
    let copied = Copied::quarter();
    let out = copied.path("returns/street.csv");
    let (zip, out) = (published(), out.to_str().unwrap());
    let arguments =
        ["import", "police-uk", zip.to_str().unwrap(), "--force", "leicestershire", "--out", out];
    let done = panel(&arguments).assert().code(0).stderr(is_empty());
    let told = String::from_utf8(done.get_output().stdout.clone()).unwrap();
    assert!(told.starts_with("Read 3 street files: 21,182 rows.\n"), "{told}");
    assert!(told.contains("  rows of 2014: 07 7,522 · 08 6,970 · 09 6,690\n"), "{told}");
    assert!(told.contains("1 crime ID is in the files of two months"), "{told}");
    assert_eq!(copied.text("returns/street.csv").lines().count(), 1 + 14 * 3);

    // The resource that is printed is all that the package needs.
    let resource: Value = serde_json::from_str(&told[told.find('{').unwrap()..]).unwrap();
    let mut package: Value =
        serde_json::from_str(&copied.text("returns/datapackage.json")).unwrap();
    package["resources"].as_array_mut().unwrap().push(resource);
    copied.panel("check", &[]).assert().code(3).stderr(contains("datapackage::unlisted"));
    copied.write("returns/datapackage.json", package.to_string());
    copied.panel("check", &[]).assert().code(0);
}

#[test]
fn a_month_that_is_missing_is_told_and_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let (zip, out) = (published(), folder.path().join("counts.csv"));
    let mut arguments = vec!["import", "police-uk", zip.to_str().unwrap()];
    arguments.extend(["--force", "leicestershire", "--out", out.to_str().unwrap()]);
    arguments.extend(["--from", "2014-08", "--to", "2014-11"]);
    panel(&arguments)
        .assert()
        .code(0)
        .stdout(contains("2 of 4 months, August 2014 to November 2014, 13,660 rows."))
        .stdout(contains("missing, and not written as 0: October 2014 to November 2014"));
    let text = fs::read_to_string(out).unwrap();
    assert!(text.contains(",2014-09,") && !text.contains(",2014-10,"), "{text}");
}

#[test]
fn a_fault_leaves_an_earlier_file_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let street = folder.path().join("2014-07-leicestershire-street.csv");
    fs::write(&street, "Crime ID,Month\r\n").unwrap();
    let out = folder.path().join("counts.csv");
    fs::write(&out, "earlier").unwrap();
    let mut arguments = vec!["import", "police-uk", street.to_str().unwrap()];
    arguments.extend(["--force", "leicestershire", "--out", out.to_str().unwrap()]);
    panel(&arguments)
        .assert()
        .code(3)
        .stdout(is_empty())
        .stderr(starts_with("street::header"))
        .stderr(contains("2014-07-leicestershire-street.csv:1:1]"))
        .stderr(contains("it has 2 columns, and `Reported by` is missing"))
        .stderr(contains("1 fault in 1 file; nothing was written"));
    assert_eq!(fs::read_to_string(&out).unwrap(), "earlier");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn arguments_that_cannot_be_are_a_fault_of_usage() {
    let zip = published();
    let with = |more: &[&str]| {
        let mut arguments = vec!["import", "police-uk", zip.to_str().unwrap()];
        arguments.extend(more);
        panel(&arguments).assert().code(2).stdout(is_empty())
    };
    with(&["--out", "x.csv"]).stderr(contains("--force <ID>"));
    with(&["--force", "leicestershire"]).stderr(contains("--out <FILE>"));
    with(&["--force", "leicester", "--out", "x.csv"]).stderr(contains("police.uk has no force"));
    with(&["--force", "btp", "--out", "x.csv"]).stderr(contains("no police force area"));
    with(&["--force", "kent", "--out", "."]).stderr(contains("is a folder"));
    let turned = ["--force", "kent", "--out", "x.csv", "--from", "2014-09", "--to", "2014-08"];
    with(&turned).stderr(contains("is later than").and(contains("2014-08")));
    assert!(!PathBuf::from("x.csv").exists());
}

/// A copy of the first paper's quarter whose plan takes its burglaries from police.uk.
fn quarter_of_street_files() -> Copied {
    let copied = Copied::quarter();
    let plan = copied.folder().with_file_name("plan.toml");
    let text = fs::read_to_string(&plan).unwrap();
    let others = "\"offences/all-crime\", \"offences/all-crime/*\", \"offences/violence-with-injury\", \
                  \"offences/theft-from-motor-vehicle\", \"offences/theft-of-motor-vehicle\",";
    let text = text.replacen("\"offences/*\",", others, 1);
    let own = "returns = [\"police-uk/*\", \"offences/domestic-burglary\"]";
    let text = text.replacen("returns = [\"police-uk/*\"]", own, 1);
    let declared = "\n[[street_series]]\nseries = \"offences/domestic-burglary\"\n\
                    categories = [\"police-uk/burglary\"]\nproxy = true\n\
                    note = \"Burglary of every kind.\"\n";
    fs::write(&plan, text + declared).unwrap();
    copied
}

fn import(copied: &Copied, more: &[&str]) -> assert_cmd::assert::Assert {
    let zip = published();
    let mut command = panel(&["import", "police-uk", zip.to_str().unwrap()]);
    command.args(["--force", "leicestershire", "--file"]).arg(copied.folder());
    command.args(more).assert()
}

#[test]
fn what_is_counted_is_filed_under_the_series_that_rows_read() {
    let copied = quarter_of_street_files();
    let out = copied.folder().with_file_name("street.csv");
    let done = import(&copied, &["--received", "2014-11-20", "--out", out.to_str().unwrap()]);
    let edition = "Edition: Street-level files of July 2014 to September 2014";
    done.code(0)
        .stdout(contains("Receipt for police.uk").and(contains(edition)))
        .stdout(contains("Filed: 6 rows of Monthly counts"))
        .stdout(contains("Still awaited").not());
    let table = copied.text("returns/received/police-uk-monthly-counts.csv");
    let written = fs::read_to_string(&out).unwrap();
    let count = |text: &str, series: &str, month: &str| {
        let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
        lines.find(|cells| cells[0] == series && cells[2] == month).map(|cells| cells[3].to_owned())
    };
    for month in ["2014-07", "2014-08", "2014-09"] {
        for (series, category) in [
            ("offences/domestic-burglary", "police-uk/burglary"),
            ("police-uk/violence-and-sexual-offences", "police-uk/violence-and-sexual-offences"),
        ] {
            let filed = count(&table, series, month);
            assert!(filed.is_some() && filed == count(&written, category, month), "{table}");
        }
        // Nothing else, and of no month without a file.
        let of_month = table.lines().filter(|line| line.split(',').nth(2) == Some(month));
        assert_eq!(of_month.count(), 2, "{table}");
    }
    assert_eq!(table.lines().count(), 1 + 6);
    assert!(table.contains(",proxy,Burglary of every kind.,"), "{table}");
    copied.panel("check", &[]).assert().code(0);
    // The same again is nothing new; another count is refused until it is a revision.
    import(&copied, &["--received", "2014-11-21"]).code(0).stdout(contains("Filed: nothing"));
    let path = "returns/received/police-uk-monthly-counts.csv";
    let count = count(&table, "offences/domestic-burglary", "2014-09").unwrap();
    copied.write(path, table.replacen(&format!("2014-09,{count},"), "2014-09,17,", 1));
    let before = copied.text(path);
    import(&copied, &["--received", "2014-11-21"]).code(3).stderr(contains("receive::restated"));
    assert_eq!(copied.text(path), before);
    let revised = ["--received", "2014-11-21", "--revises", "The files were published again"];
    import(&copied, &revised).code(0).stdout(contains("1 of them revised"));
}

#[test]
fn all_categories_of_a_pattern_are_summed() {
    let copied = quarter_of_street_files();
    let plan = copied.folder().with_file_name("plan.toml");
    let text = fs::read_to_string(&plan).unwrap();
    let some = "categories = [\"police-uk/burglary\"]";
    let all = "categories = [\"police-uk/*\"]\nwithout = [\"police-uk/anti-social-behaviour\"]";
    fs::write(&plan, text.replacen(some, all, 1)).unwrap();
    let out = copied.folder().with_file_name("street.csv");
    import(&copied, &["--received", "2014-11-20", "--out", out.to_str().unwrap()]).code(0);
    let lines = |text: &str, of: &dyn Fn(&str) -> bool| -> u64 {
        let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
        let counts = lines.by_ref().filter(|cells| of(cells[0]) && cells[2] == "2014-08");
        counts.map(|cells| cells[3].parse::<u64>().unwrap()).sum()
    };
    let written = fs::read_to_string(&out).unwrap();
    let crimes = lines(&written, &|series| series != "police-uk/anti-social-behaviour");
    let filed = copied.text("returns/received/police-uk-monthly-counts.csv");
    assert_eq!(lines(&filed, &|series| series == "offences/domestic-burglary"), crimes);
    // What no category is called is a fault of the plan.
    let text = fs::read_to_string(&plan).unwrap();
    fs::write(
        &plan,
        text.replacen("\"police-uk/*\"]\nwithout", "\"police-uk/arson\"]\nwithout", 1),
    )
    .unwrap();
    import(&copied, &["--received", "2014-11-20"])
        .code(3)
        .stderr(contains("street_series::unknown_category").and(contains("police-uk/arson")));
}

#[test]
fn nothing_is_filed_in_a_quarter_that_it_has_nothing_to_do_with() {
    let copied = Copied::quarter();
    let before = super::panel::all_contents(&copied.folder());
    // Without the day nothing can be filed, and without a place nothing can be written.
    import(&copied, &[]).code(2).stderr(contains("--received"));
    let plan = copied.folder().with_file_name("plan.toml");
    let text = fs::read_to_string(&plan).unwrap();
    fs::write(&plan, text.replacen("name = \"police.uk\"", "name = \"Street files\"", 1)).unwrap();
    import(&copied, &["--received", "2014-11-20"])
        .code(2)
        .stderr(contains("plan.toml knows no partner `police.uk`"));
    fs::write(&plan, &text).unwrap();
    let street = copied.folder().with_file_name("2014-07-derbyshire-street.csv");
    let row = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,\
               Crime type,Last outcome category,Context\r\nc0,2014-07,Derbyshire Constabulary,\
               Derbyshire Constabulary,,,On or near Any Street,,,Burglary,,\r\n";
    fs::write(&street, row).unwrap();
    let mut command = panel(&["import", "police-uk", street.to_str().unwrap()]);
    command.args(["--force", "derbyshire", "--received", "2014-11-20", "--file"]);
    command.arg(copied.folder()).assert().code(2).stderr(contains("nothing to do with Derbyshire"));
    assert!(super::panel::all_contents(&copied.folder()) == before);
    for (declared, code) in [
        (
            "series = \"offences/all-crimes\"\ncategories = [\"police-uk/*\"]",
            "toml::unknown_series",
        ),
        ("series = \"offences/all-crime\"", "street_series::no_category"),
        (
            "series = \"offences/all-crime\"\ncategories = [\"police-uk/*\"]\nproxy = true",
            "street_series::no_note",
        ),
    ] {
        fs::write(&plan, format!("{text}\n[[street_series]]\n{declared}\n")).unwrap();
        copied.panel("check", &[]).assert().code(3).stderr(contains(code));
    }
}
