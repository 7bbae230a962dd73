//! Cells whose stored text is not what a reader sees, and what is skipped: each is told with its cell, and
//! nothing of it is filed.

use std::fmt::Write as _;

use panel_partner_returns::Delivery;

use crate::edited::Edited;
use crate::made_up::{Quarter, template};

pub(crate) fn filled() -> Edited {
    Edited::new(template()).number("Counts", "E4", "398")
}

/// A second count, in a number format of its own.
fn in_format(code: &str, number: &str) -> Edited {
    let code = code.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    filled().in_format("Counts", "E5", number, &code)
}

pub(crate) fn describe_outcome(book: &Edited) -> String {
    let bytes = book.bytes();
    match Quarter::new().receive(&[Delivery { name: "r.xlsx", bytes: &bytes }], None) {
        Ok(filing) => {
            let filed = filing.files.iter().find(|(name, _)| name.ends_with("-counts.csv"));
            let rows = filed.map_or(0, |(_, text)| text.lines().count() - 1);
            format!("{rows} filed {:?}\n", filing.receipt.read)
        }
        Err(faults) => faults.iter().fold(String::new(), |mut text, fault| {
            let _ = writeln!(text, "{fault}\n  help: {}", fault.remedy);
            text
        }),
    }
}

#[test]
fn what_a_number_format_shows_otherwise_is_told_with_both() {
    let mut all = String::new();
    for (code, number) in [
        ("#,##0", "5150"),
        ("#,##0,", "5150"),
        ("0.0,,", "4200000"),
        ("0.0\"k\"", "5"),
        ("[>=1000]0,\"k\";0", "5150"),
        ("_-\"£\"* #,##0_-;-\"£\"* #,##0_-;_-\"£\"* \"-\"??_-;_-@_-", "80"),
        ("#,##0;-#,##0;\"-\"", "0"),
        ("000", "80"),
        ("# ?/?", "80"),
        ("# ?/?", "80.25"),
        ("# ????/????", "80.25"),
        ("0k", "80"),
        (";;;", "80"),
        ("[White]0", "80"),
        ("yyyy", "45627"),
    ] {
        let _ =
            writeln!(all, "## {number} as {code}\n{}", describe_outcome(&in_format(code, number)));
    }
    insta::assert_snapshot!("formats", all);
}

#[test]
fn what_nobody_sees_is_told() {
    let path = filled().path("Counts");
    let font = "<font><color rgb=\"FFFFFFFF\"/></font></fonts>";
    let white = filled().replacing("xl/styles.xml", "</fonts>", font);
    let fonts = white.part("xl/styles.xml").matches("<font>").count() - 1;
    let struck = filled().replacing("xl/styles.xml", "</fonts>", "<font><strike/></font></fonts>");
    let xf = format!("fontId=\"{fonts}\"");
    let mut all = String::new();
    for (what, book) in [
        ("a row without height", filled().number("Counts", "E5", "80").with_row(&path, 5, "ht=\"0\"")),
        ("a low row", filled().number("Counts", "E5", "80").with_row(&path, 5, "ht=\"0.5\"")),
        (
            "a row hidden by default",
            filled()
                .number("Counts", "E5", "80")
                .with_row(&path, 5, "")
                .with_defaults(&path, "zeroHeight=\"1\""),
        ),
        (
            "a row shown against the default",
            filled()
                .number("Counts", "E5", "80")
                .with_row(&path, 5, "hidden=\"0\"")
                .with_defaults(&path, "zeroHeight=\"1\""),
        ),
        ("a column without width", filled().with_column(&path, 7, "width=\"0\"").text("Counts", "G4", "A note.")),
        (
            "a nought in a sheet without them",
            filled().number("Counts", "E5", "0").replacing(
                &path,
                "<sheetView ",
                "<sheetView showZeros=\"0\" ",
            ),
        ),
        ("white on white", white.with_look("Counts", "E5", "80", &xf)),
        ("struck out", struck.with_look("Counts", "E5", "80", &xf)),
        (
            "white on dark",
            filled()
                .replacing("xl/styles.xml", "</fonts>", font)
                .replacing(
                    "xl/styles.xml",
                    "</fills>",
                    "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF000080\"/></patternFill></fill></fills>",
                )
                .with_look("Counts", "E5", "80", &format!("{xf} fillId=\"last\"")),
        ),
    ] {
        let _ = writeln!(all, "## {what}\n{}", describe_outcome(&book));
    }
    insta::assert_snapshot!("unseen", all);
}

#[test]
fn pieces_of_a_text_are_read_with_their_looks() {
    let run = |look: &str, text: &str| format!("<r><rPr>{look}</rPr><t>{text}</t></r>");
    let plain = |text: &str| format!("<r><t>{text}</t></r>");
    let mut all = String::new();
    for (what, cell, inner) in [
        ("a raised note", "E5", plain("51") + &run("<vertAlign val=\"superscript\"/>", "5")),
        ("a lowered note", "E5", plain("51") + &run("<vertAlign val=\"subscript\"/>", "5")),
        ("a figure struck out", "E5", run("<strike/>", "515") + &plain("498")),
        ("not struck out", "E5", run("<strike val=\"0\"/>", "80")),
        ("bold", "E5", run("<b/>", "8") + &plain("0")),
        (
            "a raised letter in a note",
            "G4",
            plain("The 1") + &run("<vertAlign val=\"superscript\"/>", "st"),
        ),
        ("words struck out in a note", "G4", plain("Not ") + &run("<strike/>", "provisional")),
    ] {
        let book = if cell == "G4" { filled() } else { filled().text("Counts", "F5", "final") };
        let _ =
            writeln!(all, "## {what}\n{}", describe_outcome(&book.runs("Counts", cell, &inner)));
    }
    insta::assert_snapshot!("runs", all);
}

#[test]
fn a_calculation_that_gives_no_letters_is_an_empty_cell() {
    let blank = filled().blank_formula("Counts", "E5", "IF(B9=\"\",\"\",B9)");
    assert!(describe_outcome(&blank).starts_with("1 filed"), "{}", describe_outcome(&blank));
    let bytes = blank.bytes();
    let sent = [Delivery { name: "r.xlsx", bytes: &bytes }];
    assert_eq!(Quarter::new().receive(&sent, None).unwrap().receipt.empty, 27);
}

#[test]
fn a_title_over_the_table_may_be_merged() {
    let path = filled().path("Counts");
    let merged = |range: &str| {
        let merge = format!("</sheetData><mergeCells><mergeCell ref=\"{range}\"/></mergeCells>");
        describe_outcome(&filled().replacing(&path, "</sheetData>", &merge))
    };
    // The heads stand in row 3.
    assert!(merged("A1:G1").starts_with("1 filed"), "{}", merged("A1:G1"));
    assert!(merged("A1:G2").starts_with("1 filed"));
    for range in ["A1:A3", "A3:B3", "E4:E5"] {
        assert!(merged(range).contains("are merged"), "{range}");
    }
}

#[test]
fn a_sheet_without_cells_is_skipped_and_the_partner_is_told() {
    for (name, kind, shown) in [
        ("Chart1", "chartsheet", "Chart1"),
        ("Offences by month", "chartsheet", "Offences by month"),
        ("Macro1", "xlMacrosheet", "Macro1"),
        ("Dialog1", "dialogsheet", "Dialog1"),
    ] {
        let book = filled()
            .replacing(
                "xl/workbook.xml",
                "</sheets>",
                &format!("<sheet name=\"{name}\" sheetId=\"99\" r:id=\"rId99\"/></sheets>"),
            )
            .replacing(
                "xl/_rels/workbook.xml.rels",
                "</Relationships>",
                &format!("<Relationship Id=\"rId99\" Type=\"http://example.org/{kind}\" Target=\"other.xml\"/></Relationships>"),
            );
        let said = format!(
            "r.xlsx: the sheet `{shown}` has no cells, as one of a chart, and was not read"
        );
        assert_eq!(describe_outcome(&book), format!("1 filed {:?}\n", [said]));
    }
}
