//! What stands beside the paper: each companion read back, and every number compared across all of
//! them.

mod changes;
mod exhibits;
mod numbers;
pub(crate) mod read;
mod text;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use calamine::{Data, Reader as _};
use insta::{assert_snapshot, with_settings};
use panel_companions::{
    FIGURE_COLUMNS, FIGURES, FINDINGS, PACKAGE, SUMMARY, Shorthand, WORKBOOK, attachments,
};
use serde_json::Value;

use crate::quarters;
use read::{Sheet, sheets};

#[test]
fn summaries_and_sheets_read_as_reviewed() {
    for quarter in quarters::all() {
        with_settings!({
            snapshot_suffix => &quarter.name,
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            let summary = String::from_utf8(quarter.companion(SUMMARY).to_vec()).unwrap();
            assert_snapshot!("summary", summary);
            assert_snapshot!("sheets", listed(&sheets(&quarter.companions)));
        });
    }
}

/// The cover, then each sheet: what stands above its table, its heads and the number of its rows.
fn listed(sheets: &[Sheet]) -> String {
    let mut text = String::new();
    for sheet in sheets {
        writeln!(text, "{}", sheet.name).unwrap();
        if sheet.name == "Cover" {
            for row in &sheet.cells {
                writeln!(text, "  {}", row[0]).unwrap();
            }
            continue;
        }
        for line in sheet.above() {
            writeln!(text, "  {line}").unwrap();
        }
        let heads: Vec<_> = sheet.cells[sheet.heads()].iter().map(ToString::to_string).collect();
        writeln!(text, "  {} rows: {}", sheet.rows().len(), heads.join(" | ")).unwrap();
    }
    text
}

#[test]
fn the_same_quarter_gives_the_same_companions() {
    for (quarter, folder) in quarters::all().iter().zip(quarters::folders()) {
        let (_, rows, composition) = quarters::composed(&folder);
        let again = panel_companions::of(&composition, &rows).unwrap();
        for (one, other) in quarter.companions.iter().zip(&again) {
            assert!(one == other, "{} of {} differs", one.name, quarter.name);
        }
        let names: Vec<_> = again.iter().map(|one| one.name).collect();
        assert_eq!(names, [FINDINGS, FIGURES, PACKAGE, SUMMARY, WORKBOOK]);
    }
}

#[test]
fn the_pdf_carries_findings_and_figures_as_they_stand_beside_it() {
    let quarter = &quarters::all()[0];
    let pdf = lopdf::Document::load_mem(&quarter.typesetting.pdf().unwrap()).unwrap();
    let mut embedded = Vec::new();
    for object in pdf.objects.values() {
        let Ok(stream) = object.as_stream() else { continue };
        if stream.dict.get(b"Type").and_then(lopdf::Object::as_name).ok() == Some(b"EmbeddedFile") {
            let mime = stream.dict.get(b"Subtype").and_then(lopdf::Object::as_name).unwrap();
            let mime = String::from_utf8(mime.to_vec()).unwrap();
            embedded.push((mime, stream.decompressed_content().unwrap()));
        }
    }
    embedded.sort();
    let expected = [("application/json", FINDINGS), ("text/csv", FIGURES)];
    let expected = expected.map(|(mime, name)| (mime.to_owned(), quarter.companion(name).to_vec()));
    assert!(embedded == expected, "the PDF carries {} files", embedded.len());
    assert_eq!(attachments(&quarter.companions).len(), 2);
}

#[test]
fn the_package_explains_every_column() {
    for quarter in quarters::all() {
        let package: Value = serde_json::from_slice(quarter.companion(PACKAGE)).unwrap();
        let resource = &package["resources"][0];
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let names: Vec<_> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(names, FIGURE_COLUMNS.map(|column| column.name));
        assert_eq!(
            resource["schema"]["missingValues"],
            serde_json::json!(["", "[x]", "[z]", "[c]"])
        );
        let fictional = quarter.terms.force.fictional;
        assert_eq!(package["panel"]["fictional"], fictional, "{}", quarter.name);
        for text in [&package["title"], &package["description"], &resource["title"]] {
            assert_eq!(text.as_str().unwrap().starts_with("Fictional"), fictional, "{text}");
        }
        // A name that a field may hold is one that the schema lists, and an empty one is not required.
        for line in read::figures(&quarter.companions).values() {
            for field in fields {
                let (name, held) = (&field["name"], &line[field["name"].as_str().unwrap()]);
                let constraints = &field["constraints"];
                assert!(!held.is_empty() || constraints["required"] != true, "{name} is empty");
                let allowed = constraints["enum"].as_array();
                let among = |names: &Vec<Value>| names.iter().any(|one| one == held.as_str());
                assert!(held.is_empty() || allowed.is_none_or(among), "{name}: {held}");
            }
        }
    }
}

/// The checklist for spreadsheets of the Government Analysis Function, as far as a program can tell.
#[test]
fn the_workbook_is_accessible() {
    for quarter in quarters::all() {
        let mut workbook = read::workbook(&quarter.companions);
        for name in workbook.sheet_names() {
            assert!(workbook.merge_cells_by_sheet_name(&name).unwrap().is_empty(), "{name}");
        }
        let sheets = sheets(&quarter.companions);
        let names: Vec<_> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        assert_eq!(names[..2], ["Cover", "Contents"]);
        assert!(names.iter().all(|name| name.len() < 31));
        let contents = &sheets[1];
        let listed: Vec<_> = contents.rows().iter().map(|row| row["Sheet"].to_string()).collect();
        let expected: Vec<_> =
            names.iter().filter(|name| **name != "Contents").map(ToString::to_string).collect();
        assert_eq!(listed, expected);
        let notice = quarter.composition.paper.notice.as_deref();
        for sheet in &sheets {
            let name = format!("{} of {}", sheet.name, quarter.name);
            let said = sheet.cells.iter().flatten().any(|cell| Some(&*cell.to_string()) == notice);
            assert_eq!(said, notice.is_some(), "{name} lacks the notice");
            if sheet.name != "Cover" {
                assert_table(sheet, &name);
            }
        }
        assert_notes(&sheets, &quarter.name);
    }
}

/// One header row, a cell everywhere, and the shorthand that is used explained above it.
fn assert_table(sheet: &Sheet, name: &str) {
    let heads: BTreeSet<_> = sheet.cells[sheet.heads()].iter().map(ToString::to_string).collect();
    assert_eq!(heads.len(), sheet.cells[sheet.heads()].len(), "{name} has two heads alike");
    for row in &sheet.cells[..sheet.heads()] {
        assert!(row[1..].iter().all(|cell| *cell == Data::Empty) && row[0] != Data::Empty);
    }
    let mut used = BTreeSet::new();
    for cell in sheet.cells[sheet.heads()..].iter().flatten() {
        assert!(!cell.to_string().trim().is_empty(), "{name} has a blank cell");
        for shorthand in Shorthand::ALL {
            let text = cell.to_string();
            let stands = text == shorthand.mark()
                || (!shorthand.is_instead_of_a_number() && text.contains(shorthand.mark()));
            if stands {
                used.insert(shorthand);
            }
        }
    }
    let explained: BTreeSet<_> = Shorthand::ALL
        .into_iter()
        .filter(|one| sheet.above().iter().any(|line| line.starts_with(one.mark())))
        .collect();
    assert_eq!(explained, used, "{name}");
}

/// Every marker has a note, and every note is used.
fn assert_notes(sheets: &[Sheet], name: &str) {
    let sheet = |wanted: &str| sheets.iter().find(|sheet| sheet.name == wanted);
    let markers = |text: &str| -> Vec<String> {
        text.split_inclusive(']').map(|one| one.trim().to_owned()).collect()
    };
    let used: BTreeSet<_> = sheet("Dashboard")
        .unwrap()
        .rows()
        .iter()
        .flat_map(|row| markers(&row["Notes"].to_string()))
        .filter(|marker| marker != Shorthand::NotApplicable.mark())
        .collect();
    let told: BTreeSet<_> = sheet("Notes")
        .map(|notes| notes.rows().iter().map(|row| row["Note"].to_string()).collect())
        .unwrap_or_default();
    assert_eq!(used, told, "{name}");
}
