//! The number of a person, wherever it stands in what was sent: nothing that is said or filed repeats it.

use panel_partner_returns::{Delivery, Filing};
use panel_returns::CellMask;
use proptest::prelude::*;

use crate::edited::Edited;
use crate::reports::{FILED, HEAD, REPORTS, quarter, receive};

const COLUMNS: usize = 8;
const RIGHT: [&str; COLUMNS] = ["R1", "P1", "2024-10-05", "", "missing", "no", "", "2"];
/// The rows of the sheet that hold its heads, and the first record.
const HEADS_ROW: usize = 3;
const FIRST_ROW: usize = 4;

/// As registers write them: National Insurance, NHS, police national computer, custody and others.
fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Z]{2}[0-9]{6}[A-D]",
        "[A-Z]{2} [0-9]{2} [0-9]{2} [0-9]{2} [A-D]",
        "[a-z]{2}[0-9]{4,6}[a-z]",
        "[1-9][0-9]{2} [0-9]{3} [0-9]{4}",
        "[1-9][0-9]{3,11}",
        "0[0-9]{3,9}",
        "[0-9]{2}/[0-9]{4,6}[A-Z]",
        "(19|20)[0-9]{2}/[0-9]{7}[A-Z]",
        "[A-Z]{1,3}-[0-9]{3,7}",
        "[A-Z][a-z]{2}[0-9]{3}",
        "[0-9]{3}-[0-9]{3}-[0-9]{4}",
    ]
}

/// A name or a day of birth, as people write them.
fn of_person() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{6,12}",
        "[A-Z][a-z]{3,9}",
        "[A-Z][a-z]{2,9} [A-Z][a-z]{2,9}",
        "[a-z]\\.[a-z]{4,9}",
        "19[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])",
        "(0[1-9]|1[0-9]|2[0-8])/(0[1-9]|1[0-2])/(19[0-9]{2}|200[0-9])",
        "(0[1-9]|1[0-9]|2[0-8])\\.(0[1-9]|1[0-2])\\.19[0-9]{2}",
        "19[0-9]{2}-(0[1-9]|1[0-2])",
    ]
}

/// Where the number stands in a CSV.
#[derive(Debug, Clone, Copy)]
enum Spot {
    Cell(usize),
    /// One cell too many, before this one.
    Surplus(usize),
    /// In a row that ends with it.
    Last(usize),
    Head(usize),
    SurplusHead,
    OverTheHeads,
    /// In a quotation that is never closed, in this cell.
    OpenQuotation(usize),
}

impl Spot {
    /// Whether it is a cell of a whole row that may hold such a number: it is filed as what it says.
    fn may_hold(self, number: &str) -> bool {
        match self {
            Self::Cell(index) => may_hold(index, number),
            Self::Last(index) => index + 1 == COLUMNS && may_hold(index, number),
            _ => false,
        }
    }
}

fn spot() -> impl Strategy<Value = Spot> {
    prop_oneof![
        4 => (0..COLUMNS).prop_map(Spot::Cell),
        2 => (0..=COLUMNS).prop_map(Spot::Surplus),
        1 => (0..COLUMNS).prop_map(Spot::Last),
        2 => (0..COLUMNS).prop_map(Spot::Head),
        1 => Just(Spot::SurplusHead),
        1 => Just(Spot::OverTheHeads),
        1 => (0..COLUMNS).prop_map(Spot::OpenQuotation),
    ]
}

/// A table of reports with the number in it; its heads are the names of the columns, or their titles.
fn table(number: &str, spot: Spot, is_sheet: bool) -> String {
    let titles = REPORTS.columns.iter().map(|column| column.title);
    let mut heads: Vec<String> = if is_sheet {
        titles.map(str::to_owned).collect()
    } else {
        HEAD.trim_end().split(',').map(str::to_owned).collect()
    };
    let mut row: Vec<String> = RIGHT.iter().map(|cell| (*cell).to_owned()).collect();
    let mut before = String::new();
    match spot {
        Spot::Cell(index) => number.clone_into(&mut row[index]),
        Spot::Surplus(index) => row.insert(index, number.to_owned()),
        Spot::Last(index) => {
            row.truncate(index);
            row.push(number.to_owned());
        }
        Spot::Head(index) => number.clone_into(&mut heads[index]),
        Spot::SurplusHead => heads.push(number.to_owned()),
        Spot::OverTheHeads => before = format!("{number}\n"),
        Spot::OpenQuotation(index) => row[index] = format!("\"{number}"),
    }
    format!("{before}{}\n{}\n", heads.join(","), row.join(","))
}

/// A workbook of reports with the number in a cell or a head; as a number where it is `stored` as one.
fn workbook(number: &str, row: usize, column: usize, stored: bool, sheet: bool) -> Vec<u8> {
    let mut book = Edited::new(&quarter().template(1).unwrap());
    let at = |column: usize, row: usize| {
        format!("{}{row}", char::from(b'A' + u8::try_from(column).unwrap()))
    };
    for (index, cell) in RIGHT.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        book = book.text("Reports", &at(index, FIRST_ROW), cell);
    }
    book = if stored {
        book.number("Reports", &at(column, row), number)
    } else {
        book.text("Reports", &at(column, row), number)
    };
    if sheet {
        let name = number.replace('/', " ");
        book = book.replacing("xl/workbook.xml", "name=\"Reports\"", &format!("name=\"{name}\""));
    }
    book.bytes()
}

/// All that is said and filed, one after the other.
fn said(delivery: Delivery<'_>) -> String {
    match receive(&quarter(), &[delivery], |_| {}) {
        Ok(Filing { files, receipt }) => {
            let files = files.into_iter().map(|(_, text)| text);
            files.chain([receipt.to_string()]).collect::<Vec<_>>().join("\n")
        }
        Err(faults) => {
            let each = faults.iter().map(|fault| {
                let text = &fault.place.source.text;
                format!("{fault}\n{}\n{}\n{text}\n", fault.location(), fault.remedy)
            });
            each.collect()
        }
    }
}

/// A number as it may be repeated: as it is, or without spaces and in small letters.
fn assert_silent(text: &str, number: &str) -> Result<(), TestCaseError> {
    let bare = |text: &str| text.replace(' ', "").to_lowercase();
    prop_assert!(!text.contains(number), "{number} is repeated:\n{text}");
    prop_assert!(!bare(text).contains(&bare(number)), "{number} is repeated:\n{text}");
    Ok(())
}

/// Whether a number in this column is one that it may hold.
fn may_hold(column: usize, number: &str) -> bool {
    let column = &REPORTS.columns[column];
    column.holds.is_number() && number.bytes().all(|byte| byte.is_ascii_digit())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_number_in_a_table_is_repeated(number in number(), spot in spot(), is_sheet: bool) {
        prop_assume!(!spot.may_hold(&number));
        let text = table(&number, spot, is_sheet);
        let sent = Delivery { name: "sent.csv", bytes: text.as_bytes() };
        assert_silent(&said(sent), &number)?;
    }

    /// Nor is a name or a day of birth, in a cell that is not what its column holds.
    #[test]
    fn nothing_of_a_person_in_a_table_is_repeated(text in of_person(), column in 0..COLUMNS, surplus: bool) {
        let spot = if surplus { Spot::Surplus(column) } else { Spot::Cell(column) };
        let sent = table(&text, spot, false);
        if let Err(faults) =
            receive(&quarter(), &[Delivery { name: "sent.csv", bytes: sent.as_bytes() }], |_| {})
        {
            for fault in faults {
                let shown = &fault.place.source.text;
                let said = format!("{}\n{shown}", fault.message);
                prop_assert!(!said.contains(&text), "{text} is repeated:\n{said}");
            }
        }
    }

    #[test]
    fn no_number_in_a_table_that_was_filed_by_hand_is_repeated(number in number(), spot in spot()) {
        let mut quarter = quarter();
        let right = table("R7", Spot::Cell(0), false);
        let sent = [Delivery { name: "sent.csv", bytes: right.as_bytes() }];
        quarter.file(&receive(&quarter, &sent, |_| {}).unwrap());
        prop_assume!(!spot.may_hold(&number));
        quarter.texts.insert(FILED.to_owned(), table(&number, spot, false));
        for fault in receive(&quarter, &sent, |_| {}).expect_err("no number is a key") {
            let text = &fault.place.source.text;
            assert_silent(&format!("{fault}\n{}\n{text}", fault.remedy), &number)?;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_number_in_a_workbook_is_repeated(
        number in number(),
        digits in "[1-9][0-9]{3,9}",
        head: bool,
        column in 0..COLUMNS,
        stored: bool,
        sheet: bool,
    ) {
        let number = if stored { digits } else { number };
        prop_assume!(head || !may_hold(column, &number));
        // A day that a spreadsheet stores as a number is that day.
        let row = if head { HEADS_ROW } else { FIRST_ROW };
        let bytes = workbook(&number, row, column, stored, sheet);
        assert_silent(&said(Delivery { name: "sent.xlsx", bytes: &bytes }), &number)?;
    }
}

/// How a cell looks that has the number in it.
#[derive(Debug, Clone, Copy)]
enum Look {
    /// The number is raised behind another text.
    Raised,
    /// It is struck out before another.
    Struck,
    /// Nobody sees it behind another.
    Unseen,
    /// Nobody sees another behind it.
    BesideUnseen,
    /// Its digits are grouped.
    Grouped,
    /// Its digits are shown in thousands.
    Scaled,
    /// It is shown as a day, as far as there is one.
    Day,
    /// The number format shows it beside what is stored.
    InFormat,
    /// The number format is not known.
    InUnknownFormat,
    /// It is the name of a sheet without cells.
    OtherSheet,
}

fn look() -> impl Strategy<Value = Look> {
    prop::sample::select(vec![
        Look::Raised,
        Look::Struck,
        Look::Unseen,
        Look::BesideUnseen,
        Look::Grouped,
        Look::Scaled,
        Look::Day,
        Look::InFormat,
        Look::InUnknownFormat,
        Look::OtherSheet,
    ])
}

/// A workbook of reports whose cell in this column has such a look.
fn workbook_with_look(number: &str, digits: &str, column: usize, look: Look) -> Vec<u8> {
    let mut book = Edited::new(&quarter().template(1).unwrap());
    let at =
        |column: usize| format!("{}{FIRST_ROW}", char::from(b'A' + u8::try_from(column).unwrap()));
    for (index, cell) in RIGHT.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        book = book.text("Reports", &at(index), cell);
    }
    let cell = at(column);
    let run = |look: &str| format!("<r><rPr>{look}</rPr><t>{number}</t></r>");
    let other = "<r><t>missing</t></r>";
    let in_format = |book: Edited, code: &str| book.in_format("Reports", &cell, digits, code);
    let book = match look {
        Look::Raised => {
            let raised = run("<vertAlign val=\"superscript\"/>");
            book.runs("Reports", &cell, &format!("{other}{raised}"))
        }
        Look::Struck => {
            let struck = run("<strike/>");
            book.runs("Reports", &cell, &format!("{struck}{other}"))
        }
        Look::Unseen => {
            let unseen = run("<color rgb=\"FFFFFFFF\"/>");
            book.runs("Reports", &cell, &format!("{other}{unseen}"))
        }
        Look::BesideUnseen => {
            let unseen = "<r><rPr><sz val=\"1\"/></rPr><t>7</t></r>";
            book.runs("Reports", &cell, &format!("{}{unseen}", run("<b/>")))
        }
        Look::Grouped => in_format(book, "#,##0"),
        Look::Scaled => in_format(book, "0,"),
        Look::Day => in_format(book, "d mmm yyyy"),
        Look::InFormat => {
            let code = format!("&quot;{number}&quot; 0");
            book.in_format("Reports", &cell, "7", &code)
        }
        Look::InUnknownFormat => {
            book.in_format("Reports", &cell, "7", &format!("0k&quot;{number}&quot;"))
        }
        Look::OtherSheet => {
            let name = number.replace('/', " ");
            let sheet = format!("<sheet name=\"{name}\" sheetId=\"99\" r:id=\"rId99\"/></sheets>");
            let relation = "<Relationship Id=\"rId99\" Type=\"x/chartsheet\" Target=\"a.xml\"/></Relationships>";
            book.replacing("xl/workbook.xml", "</sheets>", &sheet).replacing(
                "xl/_rels/workbook.xml.rels",
                "</Relationships>",
                relation,
            )
        }
    };
    book.bytes()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_number_in_a_cell_of_any_look_is_repeated(
        number in number(),
        digits in "[1-9][0-9]{3,9}",
        column in 0..COLUMNS,
        look in look(),
    ) {
        let has_digits = matches!(look, Look::Grouped | Look::Scaled | Look::Day);
        prop_assume!(!has_digits || !may_hold(column, &digits));
        let bytes = workbook_with_look(&number, &digits, column, look);
        let said = said(Delivery { name: "sent.xlsx", bytes: &bytes });
        let hidden = if has_digits { &digits } else { &number };
        assert_silent(&said, hidden)?;
        assert_silent(&said.replace(',', ""), hidden)?;
    }
}

#[test]
fn the_generated_numbers_are_numbers_that_the_mask_hides() {
    let mask = CellMask::new(&REPORTS);
    for number in ["QQ123456C", "943 476 5919", "1234", "2004/0000123D", "A-123"] {
        let shown = REPORTS.columns.iter().filter(|column| mask.shows_cell(column, number));
        assert_eq!(shown.count(), 0, "{number}");
        assert!(!mask.shows_head(number), "{number}");
    }
}
