//! What a delivery does to a quarter that stands: it is filed whole, or refused with the quarter as it was.

use std::fs;
use std::path::PathBuf;

use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::{contains, is_empty};
use tempfile::TempDir;

use super::panel::{Copied, contents, panel};
use crate::approval::copied;

const COUNTS: &str = "series,area,period,count,status,note\n";
const SURVEYS: &str = "series,area,period,positive,surveyed,published_percent,status,note\n";
const SURVEY_UNIT: &str = "Anyshire Survey Unit";
const FORCE: &str = "Anyshire Constabulary";
const BOARD: &str = "Fictional Performance Board";

/// A copy of the fictional quarter, and what is done with it.
struct Quarter {
    folder: PathBuf,
    kept: TempDir,
}

impl Quarter {
    fn new() -> Self {
        let (kept, folder) = copied();
        Self { folder, kept }
    }

    /// `panel COMMAND FOLDER ARGUMENTS…`.
    fn panel(&self, command: &str, arguments: &[&str]) -> assert_cmd::Command {
        let mut panel = panel(&[command]);
        panel.arg(&self.folder).args(arguments);
        panel
    }

    fn approve(&self, table: &str, arguments: &[&str]) -> assert_cmd::Command {
        let mut panel = panel(&["returns", "approve"]);
        panel.arg(&self.folder).arg(table).args(["--by", BOARD]).args(arguments);
        panel
    }

    /// Writes `to` for the one `from` in a file of the quarter.
    fn edit(&self, name: &str, from: &str, to: &str) {
        let path = self.folder.join(name);
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.matches(from).count(), 1, "{name} has {from} once");
        fs::write(path, text.replace(from, to)).unwrap();
    }

    /// Receives this text as a CSV.
    fn receive(&self, from: &str, csv: &str, arguments: &[&str]) -> assert_cmd::Command {
        let sent = self.kept.path().join("sent.csv");
        fs::write(&sent, csv).unwrap();
        let mut panel = panel(&["returns", "receive"]);
        panel.arg(&self.folder).arg(sent).args(["--from", from]);
        panel.args(["--received", "2025-01-22"]).args(arguments);
        panel
    }
}

#[test]
fn a_pending_figure_of_another_area_stands_for_none_of_the_force() {
    let quarter = Quarter::new();
    // Of one series the force's figure is there, of the other it is awaited.
    let csv = format!(
        "{SURVEYS}satisfaction/anti-social-behaviour,X23000002,2024-01/2024-12,700,1000,,final,\n\
         awareness/domestic-abuse,X23000002,2024-01/2024-12,70,100,,final,\n\
         satisfaction/hate-crime,X23000002,2022/23,70,100,,final,\n"
    );
    quarter.receive(SURVEY_UNIT, &csv, &[]).assert().code(0).stderr(is_empty());
    quarter.panel("check", &[]).assert().code(0).stderr(is_empty());
    quarter
        .panel("explain", &["sp5.awareness"])
        .assert()
        .code(0)
        .stdout(contains("The fictional survey has not begun.").and(contains("Received").not()));
    // And more can be received.
    let own = format!("{SURVEYS}satisfaction/hate-crime,X23000001,2022/23,80,100,,final,\n");
    quarter.receive(SURVEY_UNIT, &own, &[]).assert().code(0).stderr(is_empty());
    quarter.panel("check", &[]).assert().code(0).stderr(is_empty());
}

#[test]
fn months_that_do_not_make_a_printed_total_are_not_filed() {
    let copied = Copied::quarter();
    let months = (0..12).map(|more| {
        let (year, month) = (2013 + (9 + more) / 12, (9 + more) % 12 + 1);
        format!("offences/all-crime,E23000021,{year}-{month:02},5000,final,\n")
    });
    let header = "series,area,month,count,status,note\n";
    copied.write("sent.csv", header.to_owned() + &months.collect::<String>());
    let before = copied.contents();
    panel(&["returns", "receive"])
        .arg(copied.folder())
        .arg(copied.path("sent.csv"))
        .args(["--from", "Leicestershire Police", "--received", "2014-11-20"])
        .assert()
        .code(3)
        .stdout(is_empty())
        .stderr(contains("returns::months_and_total").and(contains("returns/counts.csv:10:1")))
        .stderr(contains("but its months make 60,000"))
        .stderr(contains("of which the first is at sent.csv:2\n"))
        .stderr(contains("1 fault in 1 file; nothing was written"));
    assert!(copied.contents() == before);
}

#[test]
fn a_revision_that_its_months_contradict_is_refused_where_it_was_sent() {
    let quarter = Quarter::new();
    let revised = format!("{COUNTS}offences/all-crime,X23000001,2022/23,10501,final,\n");
    let before = contents(&quarter.folder);
    quarter
        .receive(FORCE, &revised, &["--revises", "One crime was found"])
        .assert()
        .code(3)
        .stderr(contains("sent.csv:2:1").and(contains("is 10,501 for 2022/23")))
        .stderr(contains("of which the first is at returns/months.csv:"));
    assert!(contents(&quarter.folder) == before);
}

#[test]
fn a_delivery_that_mends_a_fault_is_filed_and_another_is_told_that_it_stands() {
    let quarter = Quarter::new();
    let row = "offences/all-crime,X23000001,2022/23,10500,final,";
    quarter.edit("returns/counts.csv", row, &row.replace("10500", "10501"));
    let mut check = quarter.panel("check", &[]);
    check.assert().code(3).stderr(contains("returns::months_and_total"));
    let other = format!("{SURVEYS}satisfaction/hate-crime,X23000001,2022/23,80,100,,final,\n");
    quarter
        .receive(SURVEY_UNIT, &other, &[])
        .assert()
        .code(0)
        .stderr(contains("the quarter had 1 fault before; `panel check "));
    let mended = format!("{COUNTS}{row}\n");
    let why = ["--revises", "It was a slip"];
    quarter.receive(FORCE, &mended, &why).assert().code(0).stderr(is_empty());
    quarter
        .approve("anyshire-constabulary-counts", &["--on", "2025-01-23"])
        .assert()
        .code(0)
        .stderr(is_empty());
    quarter.panel("check", &[]).assert().code(0);
}

#[test]
fn what_cannot_be_read_is_not_filed_beside() {
    let quarter = Quarter::new();
    quarter.edit("returns/counts.csv", ",10500,", ",ten thousand,");
    let csv = format!("{SURVEYS}satisfaction/hate-crime,X23000001,2022/23,80,100,,final,\n");
    let before = contents(&quarter.folder);
    let mut receive = quarter.receive(SURVEY_UNIT, &csv, &[]);
    receive.assert().code(3).stderr(contains("returns/counts.csv:14"));
    assert!(contents(&quarter.folder) == before);
}

#[test]
fn an_approval_after_which_the_quarter_is_at_fault_says_so_and_the_way_back() {
    let quarter = Quarter::new();
    let latest = "awareness/domestic-abuse,X23000001,2024-01/2024-12,80,100,,final,\n";
    quarter.receive(SURVEY_UNIT, &format!("{SURVEYS}{latest}"), &[]).assert().code(0);
    // Somebody says by hand that all of the series is awaited.
    quarter.edit("awaited.toml", "\"2025-04\"\nperiod = \"2022/23\"\n", "\"2025-04\"\n");
    quarter.panel("check", &[]).assert().code(0);
    let table = "anyshire-survey-unit-surveys";
    quarter
        .approve(table, &["--on", "2025-01-23"])
        .assert()
        .code(0)
        .stderr(contains("awaited::received"))
        .stderr(contains(format!("returns approve {} {table}", quarter.folder.display())))
        .stderr(contains("--withdraw` takes it back"));
}

#[test]
fn an_approval_is_by_the_board_of_the_partner_and_between_receipt_and_meeting() {
    let quarter = Quarter::new();
    let csv = format!("{SURVEYS}satisfaction/hate-crime,X23000001,2022/23,80,100,,final,\n");
    let mut late = quarter.receive(SURVEY_UNIT, &csv, &[]);
    let before = contents(&quarter.folder);
    // After the meeting of 13 February 2025.
    let mut receive = panel(&["returns", "receive"]);
    receive.arg(&quarter.folder).arg(quarter.kept.path().join("sent.csv"));
    receive.args(["--from", SURVEY_UNIT, "--received", "2025-02-14"]);
    let after = "--received 2025-02-14 is after the meeting that the paper is for, 2025-02-13";
    receive.assert().code(2).stderr(contains(after));
    assert!(contents(&quarter.folder) == before);
    late.assert().code(0);
    let before = contents(&quarter.folder);
    let table = "anyshire-survey-unit-surveys";
    let mut other = panel(&["returns", "approve"]);
    other.arg(&quarter.folder).args([table, "--by", "Some Other Board", "--on", "2025-01-23"]);
    other.assert().code(2).stderr(contains(
        "anyshire-survey-unit-surveys is for Fictional Performance Board to approve, not for Some Other Board",
    ));
    for (day, why) in [
        ("2025-01-21", "is before anyshire-survey-unit-surveys was received, 2025-01-22"),
        ("2025-02-14", "is after the meeting that the paper is for, 2025-02-13"),
    ] {
        quarter.approve(table, &["--on", day]).assert().code(2).stderr(contains(why));
    }
    assert!(contents(&quarter.folder) == before);
    quarter.approve(table, &["--on", "2025-01-22"]).assert().code(0);
}

#[test]
fn what_is_not_approved_yet_is_not_asked_for_again() {
    let quarter = Quarter::new();
    let row = |period: &str| {
        format!("{SURVEYS}awareness/domestic-abuse,X23000001,{period},70,100,,final,\n")
    };
    let awaited = |count: u32| contains(format!("Still awaited from you: {count} figures"));
    quarter.receive(SURVEY_UNIT, &row("2022/23"), &[]).assert().stdout(awaited(6));
    quarter.receive(SURVEY_UNIT, &row("2024-01/2024-12"), &[]).assert().stdout(awaited(5));
    // That of another area is none of those that are asked for.
    let other =
        row("2022/23").replace("X23000001", "X23000002").replace("domestic-abuse", "hate-crime");
    quarter.receive(SURVEY_UNIT, &other, &[]).assert().stdout(awaited(5));
}

#[test]
fn what_was_approved_stays_so_when_more_arrives() {
    let quarter = Quarter::new();
    let row = |period: &str, positive: u32| {
        format!("{SURVEYS}awareness/domestic-abuse,X23000001,{period},{positive},100,,final,\n")
    };
    let table = "anyshire-survey-unit-surveys";
    quarter.receive(SURVEY_UNIT, &row("2022/23", 70), &[]).assert().code(0);
    quarter.approve(table, &["--on", "2025-01-23"]).assert().code(0);
    quarter
        .receive(SURVEY_UNIT, &row("2024-01/2024-12", 80), &[])
        .assert()
        .code(0)
        .stdout(contains("in returns/received/anyshire-survey-unit-surveys-2.csv"))
        .stdout(contains("No longer in the paper").not());
    quarter
        .panel("explain", &["sp5.awareness"])
        .assert()
        .code(0)
        .stdout(contains("70 of 100").and(contains("Latest: NA")));
    // A figure that is revised waits, and the receipt says so; the others stay.
    let revises = ["--revises", "One was counted twice"];
    quarter
        .receive(SURVEY_UNIT, &row("2022/23", 69), &revises)
        .assert()
        .code(0)
        .stdout(contains(
            "No longer in the paper until it is approved again:\n  awareness/domestic-abuse, 2022/23 (Surveys)\n",
        ));
    quarter.approve(&format!("{table}-2"), &["--on", "2025-01-24"]).assert().code(0);
    quarter
        .panel("explain", &["sp5.awareness"])
        .assert()
        .code(0)
        .stdout(contains("69 of 100").and(contains("80 of 100")));
}

#[test]
fn a_figure_in_another_unit_than_its_baseline_is_filed_and_warned_of() {
    let quarter = Quarter::new();
    let sent = |percent| {
        format!(
            "{SURVEYS}satisfaction/domestic-burglary,X23000001,2024-01/2024-12,,,{percent},final,\n"
        )
    };
    quarter
        .receive(SURVEY_UNIT, &sent("0.883"), &["--revises", "Written otherwise."])
        .assert()
        .code(0)
        .stdout(contains("Filed: 1 row of Surveys, 1 of them revised"))
        .stderr(
            contains("returns::unlike_baseline")
                .and(contains(
                    "0.883% for 12 months to December 2024, less than a fiftieth of the 89.7%",
                ))
                .and(contains("sent.csv:2")),
        );
    quarter
        .receive(SURVEY_UNIT, &sent("88.4"), &["--revises", "Counted again."])
        .assert()
        .code(0)
        .stderr(is_empty());
}
