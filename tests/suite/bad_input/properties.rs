//! Whatever is handed in, it is read soundly or told with a fault; nothing panics.

use std::fs;
use std::path::Path;

use panel_core::Fault;
use panel_quarter::JudgedQuarter;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::TestCaseResult;
use serde_json::Value;

use crate::cli::panel::Copied;
use crate::quarters::judge;

/// Files of each kind that is read.
const FILES: [&str; 11] = [
    "../plan.toml",
    "panel.toml",
    "awaited.toml",
    "returns/datapackage.json",
    "returns/counts.csv",
    "returns/surveys.csv",
    "returns/positions.csv",
    "returns/savings.csv",
    "returns/figures.csv",
    "narrative/sp5.md",
    "narrative/sp4.md",
];

/// The tables of the quarter that rows read.
const TABLES: &[&str] = &["counts", "surveys", "positions", "savings", "figures", "assessments"];

/// A change to a file.
#[derive(Debug, Clone)]
enum Change {
    Flip(Index, u8),
    Insert(Index, Vec<u8>),
    Truncate(Index),
    DeleteLine(Index),
    RepeatLine(Index),
    SwapCells(Index, Index, Index),
}

/// What means something to one of the readers.
const TELLING: &[&str] = &[
    "\"",
    ",",
    "\n",
    "\0",
    "\u{feff}",
    "{{",
    "{%",
    "[^x]",
    "`",
    "=",
    "]]",
    "99999999999999999999",
    "£",
];

fn change() -> impl Strategy<Value = Change> {
    let index = any::<Index>;
    prop_oneof![
        (index(), any::<u8>()).prop_map(|(at, byte)| Change::Flip(at, byte)),
        (index(), proptest::sample::select(TELLING))
            .prop_map(|(at, text)| Change::Insert(at, text.as_bytes().to_vec())),
        index().prop_map(Change::Truncate),
        index().prop_map(Change::DeleteLine),
        index().prop_map(Change::RepeatLine),
        (index(), index(), index())
            .prop_map(|(line, one, other)| Change::SwapCells(line, one, other)),
    ]
}

fn changed(bytes: &[u8], change: &Change) -> Vec<u8> {
    let mut lines: Vec<Vec<u8>> = bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let mut bytes = bytes.to_vec();
    match change {
        Change::Flip(at, byte) if !bytes.is_empty() => {
            let at = at.index(bytes.len());
            bytes[at] ^= byte;
        }
        Change::Insert(at, more) => {
            let at = at.index(bytes.len() + 1);
            bytes.splice(at..at, more.iter().copied());
        }
        Change::Truncate(at) => bytes.truncate(at.index(bytes.len() + 1)),
        Change::DeleteLine(at) => {
            lines.remove(at.index(lines.len()));
            bytes = lines.join(&b'\n');
        }
        Change::RepeatLine(at) => {
            let at = at.index(lines.len());
            lines.insert(at, lines[at].clone());
            bytes = lines.join(&b'\n');
        }
        Change::SwapCells(line, one, other) => {
            let line = line.index(lines.len());
            let mut cells: Vec<_> =
                lines[line].split(|byte| *byte == b',').map(<[u8]>::to_vec).collect();
            let (one, other) = (one.index(cells.len()), other.index(cells.len()));
            cells.swap(one, other);
            lines[line] = cells.join(&b',');
            bytes = lines.join(&b'\n');
        }
        Change::Flip(..) => {}
    }
    bytes
}

/// Asserts that a fault can be shown and says what to do.
fn well_told(fault: &Fault) -> TestCaseResult {
    prop_assert!(fault.code.contains("::"));
    prop_assert!(!fault.message.trim().is_empty() && !fault.remedy.trim().is_empty(), "{fault}");
    prop_assert!(!fault.message.contains(char::is_control), "{fault:?}");
    if let Some(span) = &fault.place.span {
        let text = &fault.place.source.text;
        prop_assert!(text.get(span.clone()).is_some(), "{fault} is at {span:?} of {}", text.len());
    }
    Ok(())
}

/// What the quarter gives: its findings, or nothing where it has a fault.
fn findings(folder: &Path) -> Result<Option<Value>, TestCaseError> {
    match judge(folder).and_then(JudgedQuarter::compose) {
        Ok(quarter) => Ok(Some(serde_json::to_value(quarter.composition.findings).unwrap())),
        Err(faults) => {
            prop_assert!(!faults.is_empty(), "there is neither a paper nor a fault");
            faults.iter().try_for_each(well_told)?;
            Ok(None)
        }
    }
}

/// Few cases, since each reads a whole quarter; what failed is shown and not kept in a file.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        max_shrink_iters: 200,
        ..ProptestConfig::default()
    }
}

/// Runs `test` on the quarter with the file changed so, and puts it right again.
fn with(copied: &Copied, name: &str, bytes: &[u8]) -> TestCaseResult {
    let right = fs::read(copied.path(name)).unwrap();
    copied.write(name, bytes);
    let found = findings(&copied.folder());
    copied.write(name, right);
    found.map(|_| ())
}

#[test]
fn arbitrary_bytes_in_place_of_any_file() {
    let copied = Copied::quarter();
    let bytes = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..200),
        any::<String>().prop_map(String::into_bytes),
        "[-\\[\\]{}=\"'.,:#*_`<>!a-z0-9 \n]{0,200}".prop_map(String::into_bytes),
    ];
    proptest!(cases(96), |(name in proptest::sample::select(&FILES[..]), bytes in bytes)| {
        with(&copied, name, &bytes)?;
    });
}

#[test]
fn arbitrary_changes_to_the_files_of_a_real_quarter() {
    let copied = Copied::quarter();
    let changes = proptest::collection::vec(change(), 1..4);
    proptest!(cases(160), |(name in proptest::sample::select(&FILES[..]), changes in changes)| {
        let right = fs::read(copied.path(name)).unwrap();
        let bytes = changes.iter().fold(right, |bytes, one| changed(&bytes, one));
        with(&copied, name, &bytes)?;
    });
}

#[test]
fn arbitrary_commentary() {
    let copied = Copied::quarter();
    let piece = prop_oneof![
        "[a-z ]{1,12}",
        proptest::sample::select(
            &[
                "# ",
                "## Dashboard comments",
                "- ",
                "1. ",
                "   - ",
                "> ",
                "```",
                "`",
                "**",
                "*",
                "_",
                "[^a]",
                "[^a]: ",
                "[a](b)",
                "![",
                "<b>",
                "<!--",
                "&amp;",
                "{{ sp5.satisfaction.latest }}",
                "{{ sp5.satisfaction.fall }}",
                "{{ sp5.",
                "{{ sp5['x'] }}",
                "{{ claim(\"sp5.satisfaction\", \"up\", \"rose\") }}",
                "{{ claim(\"sp5.satisfaction\", \"awaited\") }}",
                "{{ claim(\"",
                "\", \"",
                "\") }}",
                "}}",
                "{#",
                "#}",
                "\\",
                "|",
                "---",
                "\t",
            ][..]
        )
        .prop_map(str::to_owned),
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
    ];
    let text = proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat());
    proptest!(cases(160), |(text in text)| {
        with(&copied, "narrative/sp5.md", text.as_bytes())?;
    });
}

#[test]
fn the_order_of_rows_changes_nothing_but_their_lines() {
    let copied = Copied::quarter();
    let without_lines = |mut found: Value| {
        for row in found["rows"].as_array_mut().unwrap() {
            for source in row["sources"].as_array_mut().unwrap() {
                source["line"] = Value::Null;
            }
        }
        found
    };
    let right = findings(&copied.folder()).unwrap().map(without_lines);
    assert!(right.is_some(), "the quarter is at fault");
    let table = proptest::sample::select(TABLES);
    let shuffled = table.prop_flat_map(|table| {
        let name = format!("returns/{table}.csv");
        let text = Copied::quarter().text(&name);
        let rows: Vec<_> = text.lines().skip(1).map(str::to_owned).collect();
        let header = text.lines().next().unwrap().to_owned();
        (Just(name), Just(header), Just(rows).prop_shuffle())
    });
    proptest!(cases(24), |((name, header, rows) in shuffled)| {
        let before = copied.text(&name);
        copied.write(&name, format!("{header}\n{}\n", rows.join("\n")));
        let found = findings(&copied.folder());
        copied.write(&name, before);
        prop_assert_eq!(found?.map(without_lines), right.clone());
    });
}
