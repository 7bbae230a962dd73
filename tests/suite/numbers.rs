//! The number of a person, put into every place of every table of records that has keys: neither a
//! fault nor a draft nor a command repeats it.

use std::fs;
use std::path::{Path, PathBuf};

use panel_core::{Fault, Holds, RecordTable};
use panel_report::compose_draft;
use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::contains;
use tempfile::TempDir;

use crate::cli::panel::{copy_folder, panel};
use crate::quarters::{judged, root};

const QUARTER: &str = "reports/example-anyshire";

/// As registers write them; and a key, which is not repeated either.
const NUMBERS: [&str; 5] =
    ["QQ123456C", "943 476 5919", "2004/0000123D", "ab-47119", "4711993000000000"];

/// A copy of the example quarter whose tables with keys are broken.
struct Broken {
    _kept: TempDir,
    folder: PathBuf,
    /// The tables, with how many faults each is expected to have at the least.
    tables: Vec<&'static RecordTable>,
}

impl Broken {
    /// Each table of keys with its lines changed by `change`, which is given the table as well.
    fn new(change: impl Fn(&RecordTable, &mut Vec<Vec<String>>)) -> Self {
        let kept = tempfile::tempdir().unwrap();
        let folder = kept.path().join("example-anyshire");
        copy_folder(&root().join(QUARTER), &folder);
        let mut tables = Vec::new();
        for table in panel_plan::linked().unwrap().record_tables() {
            let path = folder.join(format!("returns/{}.csv", table.name));
            let has_keys = table.columns.iter().any(|column| column.holds == Holds::Key);
            if has_keys && path.exists() {
                break_table(&path, |lines| change(table, lines));
                tables.push(table);
            }
        }
        assert!(tables.len() > 8, "the example has tables with keys");
        Self { _kept: kept, folder, tables }
    }

    /// Asserts that each table has a fault, and that nothing repeats a number.
    #[track_caller]
    fn assert_silent(&self) {
        let (draft, faults) = judged(&self.folder, compose_draft);
        for table in &self.tables {
            let file = format!("returns/{}.csv", table.name);
            let found = faults.iter().any(|fault| *fault.place.source.path == *file);
            assert!(found, "{file} has no fault");
        }
        for fault in &faults {
            assert_hidden(&shown(fault));
        }
        for file in draft.files().unwrap() {
            assert_hidden(&String::from_utf8_lossy(&file.bytes));
        }
    }
}

fn break_table(path: &Path, change: impl FnOnce(&mut Vec<Vec<String>>)) {
    let text = fs::read_to_string(path).unwrap();
    let mut lines: Vec<Vec<String>> =
        text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect();
    change(&mut lines);
    let lines = lines.into_iter().map(|line| line.join(",") + "\n");
    fs::write(path, lines.collect::<String>()).unwrap();
}

/// All that a fault can show.
fn shown(fault: &Fault) -> String {
    let text = &fault.place.source.text;
    format!("{fault}\n{}\n{}\n{text}", fault.location(), fault.remedy)
}

#[track_caller]
fn assert_hidden(text: &str) {
    for number in NUMBERS {
        if let Some(at) = text.find(number) {
            let line = text[..at].rfind('\n').map_or(0, |start| start + 1);
            panic!("{number} is repeated: {}", text[line..].lines().next().unwrap_or_default());
        }
    }
}

fn number(index: usize) -> String {
    NUMBERS[index % NUMBERS.len()].to_owned()
}

/// Each line with a number in another of its cells.
fn in_each_cell(shift: usize) -> impl Fn(&RecordTable, &mut Vec<Vec<String>>) {
    move |table, lines| {
        for (index, line) in lines.iter_mut().skip(1).enumerate() {
            line[index % table.columns.len()] = number(index + shift);
        }
    }
}

#[test]
fn no_number_in_a_cell_is_repeated() {
    for shift in [0, 2] {
        Broken::new(in_each_cell(shift)).assert_silent();
    }
}

#[test]
fn no_number_in_a_row_of_another_length_is_repeated() {
    Broken::new(|table, lines| {
        for (index, line) in lines.iter_mut().skip(1).enumerate() {
            let at = index % (table.columns.len() + 1);
            if index % 2 == 0 {
                line.insert(at, number(index));
            } else {
                line.truncate(at.min(table.columns.len() - 2));
                line.push(number(index));
            }
        }
    })
    .assert_silent();
}

#[test]
fn no_number_over_a_table_is_repeated() {
    let first = |_: &RecordTable, lines: &mut Vec<Vec<String>>| lines[0][0] = number(0);
    let last =
        |_: &RecordTable, lines: &mut Vec<Vec<String>>| *lines[0].last_mut().unwrap() = number(2);
    let more = |_: &RecordTable, lines: &mut Vec<Vec<String>>| lines[0].push(number(1));
    let above = |_: &RecordTable, lines: &mut Vec<Vec<String>>| lines.insert(0, vec![number(3)]);
    let none = |_: &RecordTable, lines: &mut Vec<Vec<String>>| {
        lines.remove(0);
        lines[0][0] = number(0);
    };
    Broken::new(first).assert_silent();
    Broken::new(last).assert_silent();
    Broken::new(more).assert_silent();
    Broken::new(above).assert_silent();
    Broken::new(none).assert_silent();
}

#[test]
fn no_number_in_a_quotation_that_is_never_closed_is_repeated() {
    Broken::new(|table, lines| {
        let last = table.columns.len() - 1;
        lines[1][last] = format!("\"{}", number(0));
        lines[2][0] = number(1);
    })
    .assert_silent();
}

#[test]
fn the_commands_repeat_none_either() {
    let broken = Broken::new(in_each_cell(0));
    let folder = broken.folder.to_str().unwrap();
    for arguments in [vec!["check", folder], vec!["findings", folder]] {
        let mut ran = panel(&arguments).assert().code(3);
        for number in NUMBERS {
            ran = ran.stderr(contains(number).not()).stdout(contains(number).not());
        }
        // Where to look, and for what, is told.
        drop(ran.stderr(contains("AA999999A")));
    }
}
