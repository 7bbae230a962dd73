//! Workbooks whose numbers, names and ranges are other than any program writes them: each is told or
//! read, and none ends the program.

use panel_partner_returns::Delivery;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::edited::Edited;
use crate::made_up::{Quarter, template};

/// What may stand where a number, a range, a name or a text stood.
const OTHERS: &[&str] = &[
    "9223372036854775807",
    "18446744073709551616",
    "4294967295",
    "1048577",
    "16385",
    "-1",
    "0",
    "",
    "1e308",
    "NaN",
    "E9:A2",
    "XFD1048576",
    "ZZZZ1",
    "A0",
    "1",
    "true",
    "../../a",
    "/",
    "#",
    "http://example.org",
    "&#x10FFFF;",
    "&lt;",
    "_xD800_",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_an_attribute_says_is_told_or_read(
        hits in prop::collection::vec((any::<Index>(), select(OTHERS)), 1..6),
        filled in any::<bool>(),
    ) {
        let mut book = Edited::new(template());
        if filled {
            book = book
                .number("Counts", "E4", "398")
                .formula("Counts", "E5", "E4*2", "80")
                .replacing(
                    &Edited::new(template()).path("Counts"),
                    "</sheetData>",
                    "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"J4:J5\"/></mergeCells>",
                );
        }
        let bytes = book.with_values(&hits).bytes();
        let outcome = Quarter::new().receive(&[Delivery { name: "r.xlsx", bytes: &bytes }], None);
        if let Err(faults) = outcome {
            prop_assert!(!faults.is_empty());
            prop_assert!(faults.iter().all(|one| !one.message.is_empty() && !one.remedy.is_empty()));
        }
    }
}

/// The workbook of another main part is the one that is checked: what it hides is told.
#[test]
fn the_workbook_that_is_named_is_the_one_that_is_checked() {
    let filled = Edited::new(template()).number("Counts", "E4", "398");
    let path = filled.path("Counts");
    let hiding = filled.clone().replacing(&path, "<row r=\"4\"", "<row r=\"4\" hidden=\"1\"");
    for (named, hides) in [(hiding.clone(), true), (filled.clone(), false)] {
        // Beside it lies the other, under the names that are usual.
        let other = if hides { &filled } else { &hiding };
        let both = named.moved("xl/", "other/").beside(other);
        let bytes = both.bytes();
        let outcome = Quarter::new().receive(&[Delivery { name: "r.xlsx", bytes: &bytes }], None);
        let told = outcome.err().is_some_and(|all| all[0].code == "workbook::hidden_row");
        assert_eq!(told, hides);
    }
}
