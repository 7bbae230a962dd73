//! The number of a person in the name of a file or of a sheet, and numbers written in two ways.

use panel_partner_returns::{Delivery, Filing};
use proptest::prelude::*;

use crate::edited::Edited;
use crate::made_up::Quarter;
use crate::reports::{FILED, csv, quarter, receive};

fn all_that_is_said(filing: &Filing) -> String {
    let files: String = filing
        .files
        .iter()
        .flat_map(|(path, text)| [path.as_str(), "\n", text.as_str(), "\n"])
        .collect();
    format!("{}\n{files}", filing.receipt)
}

const RIGHT: &str = "R1,P1,2024-10-05,,missing,no,,2";

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_number_in_the_name_of_a_file_is_repeated(
        number in "[A-Z]{0,2}-?[0-9]{7,9}[A-D]?",
        word in "[qxz]{5,9}",
        wrong: bool,
    ) {
        // A day of this century is that of nobody.
        prop_assume!(!number.contains("20"));
        let name = format!("{number} {word}.csv");
        let text = csv(&[if wrong { "R1,P1,soon,,missing,no,,2" } else { RIGHT }]);
        let said = match receive(&quarter(), &[Delivery { name: &name, bytes: text.as_bytes() }], |_| {}) {
            Ok(filing) => all_that_is_said(&filing),
            Err(faults) => format!("{faults:?}"),
        };
        prop_assert!(!said.contains(&number) && !said.contains(&word), "{said}");
    }
}

#[test]
fn a_name_that_was_masked_is_filed_with_its_hash_and_told_of() {
    let text = csv(&[RIGHT]);
    let sent = [Delivery { name: "AB123456 Smith.csv", bytes: text.as_bytes() }];
    let filing = receive(&quarter(), &sent, |_| {}).unwrap();
    let receipt = filing.receipt.to_string();
    assert!(receipt.contains("File: ******** *****.csv\n"), "{receipt}");
    let why =
        "Please check: ******** *****.csv: the name of the file may hold the number of a person";
    assert!(receipt.contains(why), "{receipt}");
    let (_, filed) = filing.files.iter().find(|(path, _)| path == FILED).unwrap();
    assert!(filed.contains("******** *****.csv sha256:"), "{filed}");
}

#[test]
fn numbers_of_one_person_written_in_two_ways_are_asked_about() {
    let text = csv(&[
        "R1,AB123456,2024-10-05,,missing,no,,2",
        "R2,AB-123456,2024-10-06,,missing,no,,2",
        "R3,CD1,2024-10-07,,missing,no,,2",
    ]);
    let sent = [Delivery { name: "people.csv", bytes: text.as_bytes() }];
    let receipt = receive(&quarter(), &sent, |_| {}).unwrap().receipt.to_string();
    let asked =
        "write them alike if they are of one person: people.csv line 2 and people.csv line 3\n";
    assert!(receipt.contains(asked), "{receipt}");
    assert!(!receipt.contains("123456"), "{receipt}");
}

#[test]
fn the_name_of_a_sheet_that_turns_text_round_is_written_out() {
    let quarter = Quarter::new();
    let filled = Edited::new(&quarter.template(0).unwrap()).number("Counts", "E4", "398");
    let turned = "name=\"Co&#x202e;unts\"";
    let bytes = filled.replacing("xl/workbook.xml", "name=\"Counts\"", turned).bytes();
    let sent = [Delivery { name: "sent.xlsx", bytes: &bytes }];
    let said = all_that_is_said(&quarter.receive(&sent, None).unwrap());
    assert!(!said.contains('\u{202e}'), "{said}");
    assert!(said.contains("'Co\\u{202e}unts'!B4"), "{said}");
}
