//! Workbooks as programs write them are read as another reader reads them; and what no program writes is
//! refused by what is wrong with it.

use std::io::{Cursor, Write as _};

use calamine::{DataRef, Reader as _, Xlsx};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::value::Stored;
use super::place::address;
use super::{Book, Grid, Refused, Spent};

const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const ROW: &str = r#"<row r="2"><c r="B2"><v>5</v></c></row>"#;

/// A workbook by its parts.
#[derive(Clone)]
struct Package(Vec<(String, String)>);

impl Package {
    /// One sheet, with this inside.
    fn new(sheet: &str) -> Self {
        let relation = |id: &str, kind: &str, target: &str| {
            format!(r#"<Relationship Id="{id}" Type="{TYPES}/{kind}" Target="{target}"/>"#)
        };
        let relations = |inner: String| format!("<Relationships>{inner}</Relationships>");
        let own = relation("r1", "worksheet", "worksheets/sheet1.xml")
            + &relation("r2", "styles", "styles.xml")
            + &relation("r3", "sharedStrings", "sharedStrings.xml");
        let parts = [
            ("_rels/.rels", relations(relation("r1", "officeDocument", "xl/workbook.xml"))),
            ("xl/_rels/workbook.xml.rels", relations(own)),
            (
                "xl/workbook.xml",
                r#"<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>"#.to_owned(),
            ),
            ("xl/styles.xml", "<styleSheet><cellXfs><xf/></cellXfs></styleSheet>".to_owned()),
            ("xl/sharedStrings.xml", "<sst><si><t>a</t></si></sst>".to_owned()),
            ("xl/worksheets/sheet1.xml", format!("<worksheet>{sheet}</worksheet>")),
        ];
        Self(parts.into_iter().map(|(name, text)| (name.to_owned(), text)).collect())
    }

    #[track_caller]
    fn replacing(mut self, from: &str, to: &str) -> Self {
        let mut found = false;
        for (name, text) in &mut self.0 {
            found |= name.contains(from) || text.contains(from);
            (*name, *text) = (name.replace(from, to), text.replace(from, to));
        }
        assert!(found, "no part holds {from}");
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in &self.0 {
            writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }
}

fn first_sheet(bytes: &[u8]) -> Result<Grid, Refused> {
    let spent = Spent::default();
    let mut book = Book::new(bytes, &spent)?;
    let about = book.sheets()[0].clone();
    book.grid(&about)
}

fn refused(package: &Package) -> String {
    match first_sheet(&package.bytes()) {
        Ok(grid) => format!("read: {grid:?}"),
        Err(why) => why.message,
    }
}

/// A sheet as another reader reads it.
fn by_calamine(bytes: &[u8]) -> Vec<(String, Option<Stored>, String)> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let name = workbook.sheet_names()[0].clone();
    let mut reader = workbook.worksheet_cells_reader(&name).unwrap();
    let codes: Vec<_> = reader
        .styles()
        .iter()
        .map(|style| style.number_format.as_ref().map(|format| format.format_code.clone()))
        .collect();
    let mut cells = Vec::new();
    while let Some((cell, style)) = reader.next_cell_with_style_id().unwrap() {
        let stored = match cell.get_value() {
            DataRef::String(text) => Stored::text(text),
            DataRef::SharedString(text) => Stored::text(text),
            DataRef::Float(number) => Some(Stored::Number(*number)),
            DataRef::Bool(truth) => Some(Stored::Truth(*truth)),
            DataRef::DateTime(day) => {
                let (year, month, number, hour, minute, second, _) = day.to_ymd_hms_milli();
                let part = |part: u8| i8::try_from(part).unwrap();
                let year = i16::try_from(year).unwrap();
                let date = jiff::civil::Date::new(year, part(month), part(number));
                let moment = date.map(|date| date.at(part(hour), part(minute), part(second), 0));
                Some(Stored::Day(moment.ok().filter(|_| day.is_datetime()), day.as_f64()))
            }
            _ => None,
        };
        let code = codes.get(style).cloned().flatten().unwrap_or_else(|| "General".to_owned());
        cells.push((address("A", cell.get_position()), stored, code));
    }
    cells.retain(|(_, stored, _)| stored.is_some());
    cells
}

/// What a program writes into a cell.
#[derive(Debug, Clone)]
enum Written {
    Text(String),
    Number(f64, Option<&'static str>),
    Day(f64, &'static str),
    Truth(bool),
    Result(String),
}

fn written() -> impl Strategy<Value = Written> {
    let numbers = prop::sample::select(vec!["0.0", "#,##0", "0%", "0.00 \"pounds\"", "[Red]0"]);
    let days =
        prop::sample::select(vec!["yyyy-mm", "d mmm yyyy", "hh:mm", "[h]:mm", "dd/mm/yyyy hh:mm"]);
    prop_oneof![
        "[ -~\u{a0}é€😀]{1,30}".prop_map(Written::Text),
        "_x00[0-9A-F]{2}_ ?<&>".prop_map(Written::Text),
        (-1e9..1e9, prop::option::of(numbers))
            .prop_map(|(number, code)| Written::Number(number, code)),
        (0.0..60_000.0, days).prop_map(|(day, code)| Written::Day(day, code)),
        any::<bool>().prop_map(Written::Truth),
        "[0-9]{1,6}".prop_map(Written::Result),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_another_reader_reads_is_read(
        all in prop::collection::vec((0_u32..200, 0_u16..30, written()), 1..40),
    ) {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        for (row, column, what) in all {
            let at = (row, column);
            match what {
                Written::Text(text) => sheet.write_string(at.0, at.1, text),
                Written::Number(number, None) => sheet.write_number(at.0, at.1, number),
                Written::Number(number, Some(code)) => {
                    sheet.write_number_with_format(at.0, at.1, number, &Format::new().set_num_format(code))
                }
                Written::Day(day, code) => {
                    let day = ExcelDateTime::from_serial_datetime(day).unwrap();
                    sheet.write_datetime_with_format(at.0, at.1, &day, &Format::new().set_num_format(code))
                }
                Written::Truth(truth) => sheet.write_boolean(at.0, at.1, truth),
                Written::Result(result) => {
                    sheet.write_formula(at.0, at.1, Formula::new("=1+1").set_result(result))
                }
            }.unwrap();
        }
        let bytes = workbook.save_to_buffer().unwrap();
        let read = first_sheet(&bytes).unwrap();
        let read: Vec<_> = read
            .cells
            .into_iter()
            .map(|(at, cell)| (address("A", at), Some(cell.stored), cell.format.code().to_owned()))
            .collect();
        prop_assert_eq!(read, by_calamine(&bytes));
    }
}

#[test]
fn other_programs_spell_the_same_workbook_otherwise() {
    let usual = Package::new(&format!("<sheetData>{ROW}</sheetData>"));
    let expected = first_sheet(&usual.bytes()).unwrap();
    assert_eq!(expected.cells[&(1, 1)].stored, Stored::Number(5.0));
    let strict = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    let prefixed = Package::new("").replacing(
        "<worksheet></worksheet>",
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><x:worksheet xmlns:x="y"><x:sheetData><x:row r="2"><x:c r="B2"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>"#,
    );
    let unnumbered = "<sheetData><row/><row><c/><c><v>5</v></c></row></sheetData>";
    for (what, package) in [
        ("strict", usual.clone().replacing(TYPES, strict)),
        ("prefixed", prefixed),
        ("without numbers", Package::new(unnumbered)),
        ("an absolute target", usual.clone().replacing("\"worksheets/", "\"/xl/worksheets/")),
        ("another main part", usual.clone().replacing("workbook.xml", "workbook2.xml")),
        ("another folder", usual.clone().replacing("xl/", "office/")),
        (
            "capitals",
            usual.clone().replacing("Target=\"worksheets/sheet1", "Target=\"Worksheets/Sheet1"),
        ),
        (
            "other notes",
            usual.clone().replacing(
                "<sheetData>",
                "<extLst><ext><row r=\"0\"/></ext></extLst><!-- --><sheetData>",
            ),
        ),
        ("CDATA", usual.clone().replacing("<v>5</v>", "<v><![CDATA[5]]></v>")),
        ("a reference", usual.clone().replacing("<v>5</v>", "<v>&#53;</v>")),
    ] {
        assert_eq!(first_sheet(&package.bytes()).as_ref(), Ok(&expected), "{what}");
    }
}

#[test]
fn what_no_program_writes_is_refused() {
    let sheet = |inner: &str| Package::new(&format!("<sheetData>{inner}</sheetData>"));
    let beside = |more: &str| Package::new(&format!("<sheetData>{ROW}</sheetData>{more}"));
    let good = || beside("");
    let with = |name: &str| {
        let mut package = good();
        package.0.push((name.to_owned(), String::new()));
        package
    };
    for (package, told) in [
        (sheet(&ROW.repeat(2)), "it has the cell B2 twice"),
        (sheet(r#"<row r="3"><c r="B2"/></row>"#), "its cell B2 is written in row 3"),
        (sheet(r#"<row r="-1"/>"#), "it has a row, and a sheet has 1048576 at most"),
        (sheet(r#"<row r="1"><c r="XFE1"/></row>"#), "it has a cell that is beyond the end"),
        (sheet(r#"<row r="1"><c r="B-1"/></row>"#), "it has a cell that is not at a place"),
        (
            sheet(r#"<row><c t="s"><v>99999999999999999999</v></c></row>"#),
            "its cell A1 names a text that",
        ),
        (sheet(r#"<row><c t="n"><v>x</v></c></row>"#), "its cell A1 says that it is a number"),
        (sheet(r#"<row><c t="z"><v>1</v></c></row>"#), "its cell A1 is of a kind"),
        (sheet(r"<row><c><v>1</v><v>2</v></c></row>"), "its cell A1 has two values"),
        (
            beside(r#"<mergeCells><mergeCell ref="B9:A2"/></mergeCells>"#),
            "it merges cells in a range",
        ),
        (beside(r#"<cols><col hidden="1" min="9" max="2"/></cols>"#), "it hides columns that no"),
        (good().replacing("</worksheet>", "</worksheet><worksheet/>"), "it goes on after its end"),
        (good().replacing("</worksheet>", ""), "it is cut off"),
        (
            good().replacing("<worksheet>", "<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet>"),
            "it has a document type",
        ),
        (good().replacing("<v>5</v>", "<v>&b;</v>"), "a reference that XML does not know"),
        (
            good()
                .replacing("<worksheet>", "<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet>"),
            "it is not UTF-8",
        ),
        (
            good().replacing("Type=\"http", "TargetMode=\"External\" Type=\"http"),
            "does not say which of its parts",
        ),
        (good().replacing("workbook.xml", "workbook.bin"), "a binary workbook of Excel"),
        (good().replacing("r:id=\"r1\"", "r:id=\"r9\""), "is not in the file"),
        (
            good().replacing("/></sheets>", "/><sheet name=\"B\" r:id=\"r1\"/></sheets>"),
            "is there twice",
        ),
        (good().replacing("<sheets>", "<sheets><sheet name=\"a\" r:id=\"r1\"/>"), "is there twice"),
        (good().replacing("Id=\"r2\"", "Id=\"r1\""), "have the same id"),
        (with("/etc/passwd"), "a name that leads out of it"),
        (with("xl/../../a"), "a name that leads out of it"),
        (with("XL/Workbook.xml"), "two of its parts have the same name"),
    ] {
        let what = refused(&package);
        assert!(what.contains(told), "{told}: {what}");
    }
}

#[test]
fn more_of_anything_than_a_return_has_is_refused() {
    let beside = |more: &str| Package::new(&format!("<sheetData>{ROW}</sheetData>{more}"));
    let strings = |inner: String| beside("").replacing("<si><t>a</t></si>", &inner);
    let styles = |inner: String| beside("").replacing("<cellXfs><xf/></cellXfs>", &inner);
    for (package, told) in [
        (beside(&"<a>".repeat(65)), "has more than 64 elements, one inside the other"),
        (
            beside(&"<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>".repeat(5_001)),
            "has more than 5000 merged ranges",
        ),
        (
            beside(&"<cols><col/></cols>".repeat(16_385)),
            "has more than 16384 descriptions of columns",
        ),
        (beside(&"x".repeat(400 << 10)), "has more than 262144 bytes in one tag or text"),
        (
            beside(&format!("<!--{}-->", "x".repeat(400 << 10))),
            "has more than 262144 bytes in one tag or text",
        ),
        (
            beside(&format!("<a b=\"{}\"/>", "x".repeat(400 << 10))),
            "has more than 262144 bytes in one tag or text",
        ),
        (
            beside(&format!("<{}", "x".repeat(400 << 10))),
            "has more than 262144 bytes in one tag or text",
        ),
        (
            beside("").replacing("<v>5</v>", &format!("<is><t>{}</t></is>", "é".repeat(32_768))),
            "has more than 32767 characters in a cell",
        ),
        (strings("<si><t>a&#38;</t></si>".repeat(400_001)), "has more than 400000 texts"),
        (
            strings(format!("<si>{}</si>", "<r><t>aaaaaaaa</t></r>".repeat(5_000))),
            "has more than 32767 characters in a cell",
        ),
        (
            strings(format!("<si><t>{}</t></si>", "a".repeat(32_000)).repeat(600)),
            "has more than 16777216 bytes of text",
        ),
        (
            styles(format!("<cellXfs>{}</cellXfs>", "<xf/>".repeat(65_491))),
            "has more than 65490 formats of cells",
        ),
        (
            styles(format!(
                "<numFmts><numFmt numFmtId=\"9\" formatCode=\"{}\"/></numFmts>",
                "0".repeat(256)
            )),
            "has more than 255 characters in a number format",
        ),
        (
            beside("").replacing(
                "<sheets>",
                &format!("<sheets>{}", "<sheet name=\"b\" r:id=\"r1\"/>".repeat(255)),
            ),
            "has more than 255 sheets",
        ),
    ] {
        let what = refused(&package);
        assert!(what.contains(told), "{told}: {}", what.chars().take(300).collect::<String>());
    }
}
