//! Generated cells, looks and pieces of texts: the digits that are filed are those that a reader sees, or the
//! cell is refused with its place.

use panel_partner_returns::Delivery;
use proptest::prelude::*;
use proptest::sample::select;

use crate::as_seen::filled;
use crate::edited::Edited;
use crate::looks::{NONE, run};
use crate::made_up::Quarter;

/// How something looks, and whether a reader sees its digits as they are stored.
type Look = (&'static str, bool);

const RUNS: [Look; 12] = [
    ("", true),
    ("<b/>", true),
    ("<color rgb=\"FF000000\"/>", true),
    ("<color rgb=\"FFC00000\"/>", true),
    ("<sz val=\"8\"/>", true),
    ("<color theme=\"1\"/>", true),
    ("<color rgb=\"FFFFFFFF\"/>", false),
    ("<color indexed=\"65\"/>", false),
    ("<color theme=\"0\"/>", false),
    ("<sz val=\"1\"/>", false),
    ("<strike/>", false),
    ("<vertAlign val=\"superscript\"/>", false),
];
const FONTS: [Look; 7] = [
    ("<sz val=\"11\"/>", true),
    ("<color theme=\"3\"/>", true),
    ("<b/><color rgb=\"FF006100\"/>", true),
    ("<color rgb=\"FFFAFAFA\"/>", false),
    ("<color theme=\"0\" tint=\"-0.1\"/>", false),
    ("<sz val=\"2\"/>", false),
    ("<strike/>", false),
];
const LAYOUTS: [Look; 6] = [
    ("", true),
    ("horizontal=\"center\"", true),
    ("wrapText=\"1\"", true),
    ("horizontal=\"fill\"", false),
    ("textRotation=\"45\"", false),
    ("textRotation=\"255\"", false),
];
const COLUMNS: [Look; 4] = [
    ("width=\"12\"", true),
    ("width=\"30\"", true),
    ("width=\"2.5\"", false),
    ("width=\"0.1\"", false),
];
const ROWS: [Look; 4] = [("", true), ("ht=\"18\"", true), ("ht=\"5\"", false), ("ht=\"1\"", false)];
const CONDITIONAL: [Look; 6] = [
    ("<font><b/></font>", true),
    ("<fill><patternFill><bgColor rgb=\"FFC6EFCE\"/></patternFill></fill>", true),
    ("<font><color rgb=\"FFFFFFFF\"/></font>", false),
    ("<font><strike/></font>", false),
    ("<numFmt numFmtId=\"190\" formatCode=\"0,\"/>", false),
    ("<numFmt numFmtId=\"190\" formatCode=\";;\"/>", false),
];

/// What is filed of the second count, or where what is wrong is told.
fn filed(book: &Edited) -> Result<String, Vec<String>> {
    let bytes = book.bytes();
    let outcome = Quarter::new().receive(&[Delivery { name: "r.xlsx", bytes: &bytes }], None);
    let filing = outcome.map_err(|faults| {
        faults.iter().filter_map(|one| one.place.cell.clone()).collect::<Vec<_>>()
    })?;
    let (_, table) = filing.files.iter().find(|(name, _)| name.ends_with("-counts.csv")).unwrap();
    Ok(table.lines().last().unwrap().split(',').nth(3).unwrap().to_owned())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Of a text in pieces the digits that are filed are those that a reader sees.
    #[test]
    fn a_text_in_pieces_is_filed_as_it_is_seen_or_refused(
        pieces in prop::collection::vec((1_u32..99, select(&RUNS[..])), 1..5),
    ) {
        let stored: String = pieces.iter().map(|(digits, _)| digits.to_string()).collect();
        let is_seen = pieces.iter().all(|(_, look)| look.1);
        let runs: String = pieces.iter().map(|(digits, look)| run(look.0, &digits.to_string())).collect();
        match filed(&filled().runs("Counts", "E5", &runs)) {
            Ok(count) => {
                prop_assert!(is_seen, "{runs}");
                prop_assert_eq!(count, stored);
            }
            Err(cells) => {
                prop_assert!(!is_seen, "{runs}");
                prop_assert_eq!(&cells[0], "Counts!E5");
            }
        }
    }

    /// Of a number the digits that are filed are those that a reader sees, whatever hides them.
    #[test]
    fn a_number_is_filed_as_it_is_seen_or_refused(
        number in 1_000_u32..1_000_000,
        font in select(&FONTS[..]),
        layout in select(&LAYOUTS[..]),
        column in select(&COLUMNS[..]),
        row in select(&ROWS[..]),
        conditional in select(&CONDITIONAL[..]),
        usual in 0_usize..5,
    ) {
        // All but one hide nothing, so that each is found by itself.
        let one = |index: usize, look: Look, harmless: Look| if index == usual { look } else { harmless };
        let font = one(0, font, FONTS[0]);
        let layout = one(1, layout, LAYOUTS[0]);
        let column = one(2, column, COLUMNS[0]);
        let row = one(3, row, ROWS[0]);
        let conditional = one(4, conditional, CONDITIONAL[0]);
        let is_seen = [font, layout, column, row, conditional].iter().all(|look| look.1);
        let path = filled().path("Counts");
        let (inner, layout) = (format!("<v>{number}</v>"), format!("<alignment {}/>", layout.0));
        let book = filled()
            .in_colours(("Counts", "E5"), &inner, (font.0, NONE), &layout)
            .with_column(&path, 5, column.0)
            .with_row(&path, 5, row.0)
            .conditional("Counts", "E5:E6", "<cfRule type=\"x\" dxfId=\"0\"/>", &format!("<dxf>{}</dxf>", conditional.0));
        match filed(&book) {
            Ok(count) => {
                prop_assert!(is_seen);
                prop_assert_eq!(count, number.to_string());
            }
            Err(cells) => {
                prop_assert!(!is_seen, "{:?}", cells);
                // A row or a column that is hidden is told once, of all of it.
                let of_all = ["Counts!A5", "Counts!E3", "Counts!E4"];
                prop_assert!(cells[0] == "Counts!E5" || of_all.contains(&&*cells[0]), "{:?}", cells);
            }
        }
    }
}
