//! What the next quarter knows from the last one: no figure changes, none is asked again, and each can be
//! followed to where it was received.

use std::fs;
use std::path::{Path, PathBuf};

use panel_core::{Observation, ReturnKind, Terms};
use panel_partner_returns::{not_counted, owed};
use panel_returns::{Reading, Submission, read};
use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::contains;
use serde_json::Value;
use tempfile::TempDir;

use super::panel::{Copied, all_contents, copy_folder, panel};
use crate::quarters::root;

/// Copies of every shipped quarter with the one after it: its name, and the day of its meeting.
const NEXT: [(&str, &str, &str); 3] = [
    ("2014-15-q2", "2014-15-q3", "2015-03-18"),
    ("2022-23-q2", "2022-23-q3", "2023-03-18"),
    ("example-anyshire", "2025-26-q3", "2026-03-18"),
];

/// The quarter `next` after that in `last`, beside it.
fn follow(last: &Path, next: &str, meeting: &str) -> PathBuf {
    let mut command = panel(&["new", "quarter", next, "--meeting", meeting, "--from"]);
    command.arg(last).assert().success().stdout(contains("figures carry over from Quarter"));
    last.with_file_name(next)
}

fn submission(folder: &Path) -> (Submission, Reading) {
    let reading = read(folder, &panel_plan::linked().unwrap().asked());
    (reading.submission.clone().unwrap(), reading)
}

/// The row ids of the quarter in `folder`, and the faults other than that nobody has written of it.
fn rows(folder: &Path) -> Vec<String> {
    let plan = panel_plan::linked().unwrap();
    let (submission, reading) = submission(folder);
    let (rows, unjudged) = plan.assess(&submission.returns, &submission.terms);
    assert!(reading.faults.iter().all(panel_returns::is_of_commentary), "{:?}", reading.faults);
    assert_eq!(reading.faults_of(&unjudged), []);
    rows.screen(&[], &[]).iter().map(|row| row.id.to_string()).collect()
}

/// What makes two figures the same, wherever each was read.
fn figure(kind: ReturnKind, one: &Observation) -> String {
    let Observation { series, area, period, value, status, note, .. } = one;
    format!("{kind:?} {series} {area} {period:?} {value:?} {status:?} {note:?}")
}

/// The cells of a line of a CSV, without the last where that says where the line stood.
fn cells(text: &str, line: usize) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let row = reader.records().nth(line - 2).unwrap().unwrap();
    row.iter().map(str::to_owned).collect()
}

/// The quarter, the file and the line that a figure which carried over leads to.
fn origin(folder: &Path, carried: &Observation) -> (String, String, usize, Vec<String>) {
    let file = folder.join(&*carried.source.file);
    let row = cells(&fs::read_to_string(file).unwrap(), carried.source.line as usize);
    let (source, row) = row.split_last().unwrap();
    let place = source.split(';').next().unwrap();
    let (quarter, place) = place.split_once(' ').unwrap();
    let (file, line) = place.rsplit_once(':').unwrap();
    (quarter.to_owned(), file.to_owned(), line.parse().unwrap(), row.to_vec())
}

/// How many figures partners are asked for that the last quarter knew.
fn known_and_asked(new: &Submission, last: &Submission) -> usize {
    let plan = panel_plan::linked().unwrap();
    let series = not_counted(&plan.returned_series(), &new.partners, &plan.tallies());
    let asked = |partner| owed(partner, &series, &new.returns, &new.terms);
    let known = |one: &panel_partner_returns::Owed<'_>| {
        let area = one.series.series.area().code(&new.terms.force.area).to_owned();
        last.returns.find(one.series.kind, one.series.series.id(), &area, one.period).is_some()
    };
    new.partners.iter().flat_map(asked).filter(known).count()
}

#[test]
fn what_is_known_carries_over_and_leads_to_where_it_was_received() {
    for (name, next, meeting) in NEXT {
        let kept = tempfile::tempdir().unwrap();
        copy_folder(&root().join("reports"), kept.path());
        let last = kept.path().join(name);
        let before = all_contents(&last);
        let folder = follow(&last, next, meeting);
        assert!(all_contents(&last) == before, "{name} is not as it was");
        assert_eq!(rows(&folder), rows(&last), "{name}");
        let ((old, _), (new, _)) = (submission(&last), submission(&folder));
        let received: Vec<_> =
            old.returns.observations().map(|(kind, one)| figure(kind, one)).collect();
        let mut carried = 0;
        // A sum is no figure that was received: its parts are.
        for (kind, one) in new.returns.observations().filter(|(_, one)| one.summed.is_none()) {
            assert!(received.contains(&figure(kind, one)), "{name}: {one:?}");
            let (_, file, line, row) = origin(&folder, one);
            let there = cells(&fs::read_to_string(last.join(file)).unwrap(), line);
            assert_eq!(there[..row.len()], row, "{name}: {one:?}");
            carried += 1;
        }
        assert!(carried > 20, "{name}: {carried}");
        assert_eq!(known_and_asked(&new, &old), 0, "{name}");
        let counted = |one: &&Observation| one.counted.is_some();
        assert_eq!(new.returns.observations().map(|(_, one)| one).filter(counted).count(), 0);
        assert_baseline_is_known(&old, &new);
        // So do the files that say who is who.
        for own in ["plan.toml", "partnerships.csv"] {
            assert_eq!(
                fs::read(last.join(own)).ok(),
                fs::read(folder.join(own)).ok(),
                "{name} {own}"
            );
        }
    }
}

/// Every figure of the baseline year, every month and every total that was received is there.
fn assert_baseline_is_known(old: &Submission, new: &Submission) {
    let Terms { force, .. } = &new.terms;
    for (kind, one) in old.returns.observations().filter(|(_, one)| one.is_returned()) {
        let is_history = matches!(kind, ReturnKind::Counts | ReturnKind::MonthlyCounts);
        let of_baseline = one.period == new.terms.baseline() && *one.area == *force.area;
        if (is_history && one.status != panel_core::Status::Partial) || of_baseline {
            let there = new.returns.find(kind, &one.series, &one.area, one.period);
            assert!(there.is_some(), "{one:?}");
        }
    }
}

/// A copy of the first paper's quarter, and the one after it.
fn next_quarter() -> (Copied, PathBuf) {
    let copied = Copied::quarter();
    let folder = follow(&copied.folder(), "2014-15-q3", "2015-03-18");
    (copied, folder)
}

fn package(folder: &Path) -> Value {
    let text = fs::read_to_string(folder.join("returns/datapackage.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn resource<'a>(package: &'a Value, path: &str) -> &'a Value {
    let resources = package["resources"].as_array().unwrap();
    resources.iter().find(|one| one["path"] == path).unwrap_or_else(|| panic!("no {path}"))
}

#[test]
fn the_quarter_after_the_next_leads_to_the_first() {
    let (copied, second) = next_quarter();
    let third = follow(&second, "2014-15-q4", "2015-06-17");
    let path = "carried/2014-15-q2/counts.csv";
    let (two, three) = (package(&second), package(&third));
    assert_eq!(resource(&two, path), resource(&three, path));
    assert_eq!(resource(&three, path)["panel"]["carried"]["quarter"], "2014-15-q2");
    let table = |folder: &Path| fs::read_to_string(folder.join("returns").join(path)).unwrap();
    assert_eq!(table(&second), table(&third));
    let (new, _) = submission(&third);
    for (_, one) in new.returns.observations().filter(|(_, one)| one.summed.is_none()) {
        let (quarter, file, line, row) = origin(&third, one);
        assert_eq!(quarter, "2014-15-q2");
        assert_eq!(cells(&copied.text(&file), line)[..row.len()], row);
    }
}

#[test]
fn a_figure_that_carried_over_can_be_restated() {
    let (_copied, folder) = next_quarter();
    let sent = folder.with_file_name("sent.csv");
    let row = "series,area,period,count,status,note\n\
               offences/all-crime,E23000021,2012/13,58900,revised,Made up.\n";
    fs::write(&sent, row).unwrap();
    let receive = |more: &[&str]| {
        let mut command = panel(&["returns", "receive"]);
        command.arg(&folder).arg(&sent);
        command.args(["--from", "Leicestershire Police", "--received", "2015-02-01"]);
        command.args(more).assert()
    };
    receive(&[]).code(3).stderr(contains("carried/2014-15-q2/counts.csv:9"));
    receive(&["--revises", "Made up to be tested"]).code(0);
    let table = fs::read_to_string(folder.join("returns/carried/2014-15-q2/counts.csv")).unwrap();
    assert!(!table.contains("offences/all-crime,E23000021,2012/13"), "{table}");
    let explained = panel(&["explain"]).arg(&folder).arg("sp11.offences").assert().code(0);
    explained.stdout(contains("58,900 (2012/13)").and(contains("returns/received/")));
}

#[test]
fn what_waits_for_its_board_waits_in_the_next_quarter() {
    let copied = Copied::quarter();
    let before = copied.text("returns/datapackage.json");
    let said = "\"return\": \"surveys\",\n        \"received\": null,\n        \"from\": \"Leicestershire Police\",\n        \"approved_by\": null";
    assert!(before.contains(said));
    let pending = "\"return\": \"surveys\", \"received\": \"2014-11-14\", \"from\": \"Leicestershire Police\", \"approved_by\": \"A board\", \"approval\": \"pending\"";
    copied.write("returns/datapackage.json", before.replacen(said, pending, 1));
    let folder = follow(&copied.folder(), "2014-15-q3", "2015-03-18");
    let (old, new) = (submission(&copied.folder()).0, submission(&folder).0);
    assert_eq!(rows(&folder), rows(&copied.folder()));
    assert_eq!(known_and_asked(&new, &old), 0);
    let path = "carried/2014-15-q2/surveys.csv";
    let panel_of = |package: &Value| resource(package, path)["panel"].clone();
    let of = panel_of(&package(&folder));
    assert_eq!(
        (of["approval"].as_str(), of["received"].as_str()),
        (Some("pending"), Some("2014-11-14"))
    );
    let waiting = new.returns.all_awaited().iter().filter(|one| one.pending).count();
    assert!(waiting > 10, "{waiting}");
    let mut approve = panel(&["returns", "approve"]);
    approve.arg(&folder).arg("surveys-2014-15-q2").args(["--by", "A board", "--on", "2015-02-02"]);
    approve.assert().code(0);
    assert_eq!(panel_of(&package(&folder))["approval"], "approved");
    assert!(submission(&folder).0.returns.all_awaited().iter().all(|one| !one.pending));
}

#[test]
fn the_same_quarter_gives_the_same_next_one() {
    let relative = |folder: &Path| -> Vec<_> {
        let all = all_contents(folder);
        all.into_iter()
            .map(|(path, bytes)| (path.strip_prefix(folder).unwrap().to_owned(), bytes))
            .collect()
    };
    let made = || -> (TempDir, Vec<(PathBuf, Vec<u8>)>) {
        let kept = tempfile::tempdir().unwrap();
        copy_folder(&root().join("reports"), kept.path());
        let folder = follow(&kept.path().join("2014-15-q2"), "2014-15-q3", "2015-03-18");
        let found = relative(&folder);
        (kept, found)
    };
    assert!(made().1 == made().1);
}

#[test]
fn a_published_source_is_asked_for_nothing_and_gives_its_edition() {
    const ONS: &str = "Office for National Statistics";
    let (_copied, folder) = next_quarter();
    let out = tempfile::tempdir().unwrap();
    let mut template = panel(&["returns", "template"]);
    let told = template.arg(&folder).arg("--out").arg(out.path()).assert().code(0);
    told.stdout(contains(format!("{ONS} publishes its figures: nobody is asked for them.")));
    let written = all_contents(out.path());
    assert!(written.keys().all(|path| !path.to_string_lossy().contains("office-for-national")));
    let sent = folder.with_file_name("sent.csv");
    let row = "series,area,period,count,status,note\n\
               published/domestic-burglary,E23000021,2014-01/2014-12,4100,final,Made up.\n";
    fs::write(&sent, row).unwrap();
    let receive = |from: &str, more: &[&str]| {
        let mut command = panel(&["returns", "receive"]);
        command.arg(&folder).arg(&sent).args(["--from", from, "--received", "2015-02-01"]);
        command.args(more).assert()
    };
    let before = all_contents(&folder);
    receive(ONS, &[]).code(2).stderr(contains("--edition"));
    receive(ONS, &["--edition", " "]).code(2);
    receive("Leicestershire Police", &["--edition", "x"])
        .code(2)
        .stderr(contains("not a published source"));
    assert!(all_contents(&folder) == before);
    let edition = ["--edition", "Year ending December 2014"];
    receive(ONS, &edition).code(0).stdout(contains("Edition: Year ending December 2014"));
    let table = "received/office-for-national-statistics-counts.csv";
    let package = package(&folder);
    let files = &resource(&package, table)["panel"]["files"];
    assert_eq!(files[0]["edition"], "Year ending December 2014");
    rows(&folder);
    // It is a kind of its own, and there is not another.
    let plan = folder.with_file_name("plan.toml");
    let text = fs::read_to_string(&plan).unwrap();
    fs::write(&plan, text.replacen("\"published source\"", "\"publisher\"", 1)).unwrap();
    let check = panel(&["check"]).arg(&folder).assert().code(3);
    check.stderr(contains("partners::kind").and(contains("`publisher` is not a kind of partner")));
}

/// A line of each month from the first to the last, of a made-up count.
fn months_of(series: &str, first: &str, last: &str) -> String {
    let months = panel_core::Period::new(first.parse().unwrap(), last.parse().unwrap()).unwrap();
    let line = |month: panel_core::Month| {
        format!(
            "{series},E23000021,{},{},final,Made up.\n",
            month.iso(),
            300 + i32::from(month.number())
        )
    };
    let lines: String = months.each_month().map(line).collect();
    format!("series,area,month,count,status,note\n{lines}")
}

#[test]
fn who_returned_the_months_is_not_asked_for_their_total() {
    let (_copied, folder) = next_quarter();
    let asked = || {
        let (new, _) = submission(&folder);
        let plan = panel_plan::linked().unwrap();
        let series = not_counted(&plan.returned_series(), &new.partners, &plan.tallies());
        let each = new.partners.iter().flat_map(|one| owed(one, &series, &new.returns, &new.terms));
        let of_series = each.filter(|one| one.series.series.id() == "offences/domestic-burglary");
        let periods = of_series.map(|one| (one.series.kind, one.period.iso()));
        periods.collect::<Vec<_>>()
    };
    let totals = |asked: &[(ReturnKind, String)]| {
        let totals = asked.iter().filter(|(kind, _)| *kind == ReturnKind::Counts);
        totals.map(|(_, period)| period.clone()).collect::<Vec<_>>()
    };
    let entries = || {
        let text = fs::read_to_string(folder.join("awaited.toml")).unwrap();
        text.split("[[awaited]]")
            .filter(|entry| {
                entry.contains("\"offences/domestic-burglary\"") && entry.contains("\"counts\"")
            })
            .count()
    };
    assert_eq!((totals(&asked()), entries()), (vec!["2014-01/2014-12".to_owned()], 1));
    let sent = folder.with_file_name("sent.csv");
    let receive = |first: &str, last: &str| {
        fs::write(&sent, months_of("offences/domestic-burglary", first, last)).unwrap();
        let mut command = panel(&["returns", "receive"]);
        command.arg(&folder).arg(&sent);
        command.args(["--from", "Leicestershire Police", "--received", "2015-02-01"]);
        command.assert().code(0)
    };
    // Some of the months: the others are asked for, and their total is not.
    receive("2014-01", "2014-09");
    let left = asked();
    assert_eq!(totals(&left), [""; 0], "{left:?}");
    assert!(left.contains(&(ReturnKind::MonthlyCounts, "2014-12".to_owned())), "{left:?}");
    assert_eq!(entries(), 1);
    let explain = || panel(&["explain"]).arg(&folder).arg("sp12.offences").assert().code(0);
    explain().stdout(contains("Latest: NA"));
    // All of them: it follows, and nothing explains any more why it is missing.
    receive("2014-10", "2014-12").stdout(contains("offences/domestic-burglary (Counts)"));
    assert_eq!(entries(), 0);
    explain().stdout(contains("3,678 (12 months to December 2014)").and(contains("summed")));
    rows(&folder);
    // A total that its months do not make is refused, and one that they make is filed.
    for (count, code) in [("3679", 3), ("3678", 0)] {
        let row = format!(
            "series,area,period,count,status,note\n\
             offences/domestic-burglary,E23000021,2014-01/2014-12,{count},final,Made up.\n"
        );
        fs::write(&sent, row).unwrap();
        let mut command = panel(&["returns", "receive"]);
        command.arg(&folder).arg(&sent);
        command.args(["--from", "Leicestershire Police", "--received", "2015-02-01"]);
        command.assert().code(code);
    }
    explain().stdout(contains("3,678 (12 months to December 2014)").and(contains("counts.csv:2")));
}

#[test]
fn a_total_waits_for_the_board_with_its_months() {
    let (_copied, folder) = next_quarter();
    let plan = folder.with_file_name("plan.toml");
    let text = fs::read_to_string(&plan).unwrap();
    let named = "name = \"Leicestershire Police\"\n";
    fs::write(&plan, text.replacen(named, &format!("{named}board = \"A board\"\n"), 1)).unwrap();
    let sent = folder.with_file_name("sent.csv");
    fs::write(&sent, months_of("offences/domestic-burglary", "2014-01", "2014-12")).unwrap();
    let mut command = panel(&["returns", "receive"]);
    command.arg(&folder).arg(&sent);
    command.args(["--from", "Leicestershire Police", "--received", "2015-02-01"]);
    let table = "leicestershire-police-monthly-counts";
    let next =
        format!("panel returns approve {} {table} --by \"A board\" --on DAY", folder.display());
    command.assert().code(0).stdout(contains(next));
    rows(&folder);
    let explain = || panel(&["explain"]).arg(&folder).arg("sp12.offences").assert().code(0);
    explain().stdout(contains("Latest: NA").and(contains("not yet approved by A board")));
    let mut approve = panel(&["returns", "approve"]);
    approve.arg(&folder).args([table, "--by", "A board", "--on", "2015-02-02"]);
    approve.assert().code(0);
    rows(&folder);
    explain().stdout(contains("3,678 (12 months to December 2014)"));
}

#[test]
fn a_new_quarter_inside_the_files_of_the_last_one_is_refused() {
    let kept = tempfile::tempdir().unwrap();
    let last = kept.path().join("2014-15-q2");
    copy_folder(&root().join("reports/2014-15-q2"), &last);
    std::fs::copy(root().join("reports/plan.toml"), kept.path().join("plan.toml")).unwrap();
    for inside in ["returns", "returns/received", "narrative/x", "out/x"] {
        let mut command =
            panel(&["new", "quarter", "2014-15-q3", "--meeting", "2015-03-18", "--from"]);
        command.arg(&last).arg("--to").arg(last.join(inside));
        command.assert().code(2).stderr(contains("name another folder with --to"));
    }
    panel(&["check"]).arg(&last).assert().code(0);
}
