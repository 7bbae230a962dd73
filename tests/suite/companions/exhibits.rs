//! The list of the exhibits against the findings: the same rows, and the same figures in their words.

use panel_companions::FINDINGS;
use panel_core::{Figure, Row, grouped, ordinal};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::quarters::{self, Quarter};

/// The list of a quarter's exhibits and the names of the files that stand with it.
fn listed(quarter: &Quarter) -> (Vec<Value>, Vec<String>) {
    let pictures = quarter.typesetting.pictures().unwrap();
    let files = panel_companions::pictures(&quarter.composition, pictures).unwrap();
    let list = files.iter().find(|file| file.name == "exhibits.json").unwrap();
    let list = serde_json::from_slice(&list.bytes).unwrap();
    (list, files.into_iter().map(|file| file.name).collect())
}

/// The latest figure as exhibits print it, where they show it itself and not the months behind it.
fn latest(row: &Value) -> Option<String> {
    let latest: Decimal = row["latest"].to_string().parse().ok()?;
    match row["unit"].as_str()? {
        "percent" => Some(format!("{}%", grouped(latest))),
        "million_pounds" => Some(format!("£{}m", grouped(latest))),
        "place" => Some(ordinal(latest.to_string().parse().ok()?)),
        _ => None,
    }
}

#[test]
fn every_exhibit_is_of_a_row_and_says_its_figure() {
    let mut compared = 0;
    for quarter in quarters::all() {
        let findings: Value = serde_json::from_slice(quarter.companion(FINDINGS)).unwrap();
        let rows = findings["rows"].as_array().unwrap();
        let (list, files) = listed(quarter);
        assert_eq!(files.len(), 1 + 2 * list.len(), "{}", quarter.name);
        for (number, exhibit) in (1..).zip(&list) {
            let name = format!("exhibit {number} of {}", quarter.name);
            assert_eq!(exhibit["number"], number, "{name}");
            assert_eq!(exhibit["fictional"], findings["fictional"], "{name}");
            for picture in ["svg", "png"] {
                let file = exhibit[picture].as_str().unwrap();
                assert!(files.iter().any(|one| one == file), "{name} has no {file}");
            }
            let of_section = |row: &&Row| !row.on_dashboard && exhibit["row"] == row.id.to_string();
            if let Some(row) = quarter.rows.iter().find(of_section) {
                // No finding of the dashboard has it.
                let latest = row.finding.figures().latest.as_ref().and_then(Figure::value);
                let says = exhibit["alternative"].as_str().unwrap();
                assert!(says.contains(&latest.unwrap().to_string()), "{name}: {says}");
                compared += 1;
                continue;
            }
            let row = rows.iter().find(|row| row["id"] == exhibit["row"]);
            let row = row.unwrap_or_else(|| panic!("{name} is of {}", exhibit["row"]));
            let Some(latest) = latest(row) else { continue };
            let says = exhibit["alternative"].as_str().unwrap();
            assert!(says.contains(&latest), "{name} does not say {latest}: {says}");
            compared += 1;
        }
    }
    assert!(compared > 8, "{compared} figures were compared");
}
