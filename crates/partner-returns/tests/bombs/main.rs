//! Workbooks and CSVs made of as much of each thing as goes into a small file: whatever is received of them,
//! no delivery takes more memory than a return needs.
//!
//! A program of its own, because it counts the memory of all that runs in it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where it stopped")]
#![expect(dead_code, reason = "the quarter can do more than is asked of it here")]

mod csv;
#[path = "../suite/made_up.rs"]
mod made_up;
#[path = "../suite/reports.rs"]
mod reports;

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::sync::Mutex;

use panel_partner_returns::Delivery;
use peak_alloc::PeakAlloc;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use made_up::Quarter;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Held by whoever counts, because all tests share the memory.
static ALONE: Mutex<()> = Mutex::new(());

/// What a delivery may take, besides what was sent.
const MOST: usize = 100 << 20;
/// What may be unpacked of a delivery.
const UNPACKED: usize = 32 << 20;

const RELATIONS: &str =
    r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>"#;
const HEAD: &str = r#"<row r="1"><c t="inlineStr"><is><t>Series</t></is></c><c t="inlineStr"><is><t>Area</t></is></c><c t="inlineStr"><is><t>Period</t></is></c><c t="inlineStr"><is><t>Count</t></is></c><c t="inlineStr"><is><t>Status</t></is></c><c t="inlineStr"><is><t>Note</t></is></c></row>"#;

/// A style of a long number format, struck out.
const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="200" formatCode="LONG"/><numFmt numFmtId="201" formatCode="0.DECIMALS"/></numFmts><fonts><font/><font><strike/></font></fonts><cellXfs><xf/><xf numFmtId="200" fontId="1"/><xf numFmtId="200"/><xf numFmtId="201"/></cellXfs></styleSheet>"#;

/// Where what is repeated stands: before it, itself, and after it.
struct Bomb {
    name: &'static str,
    part: &'static str,
    before: String,
    unit: Box<dyn Fn(usize) -> String>,
    after: &'static str,
}

fn bomb(
    name: &'static str,
    part: &'static str,
    around: (&str, &'static str),
    unit: &'static str,
) -> Bomb {
    let unit = Box::new(move |_| unit.to_owned());
    Bomb { name, part, before: around.0.to_owned(), unit, after: around.1 }
}

fn rows(name: &'static str, row: fn(usize) -> String) -> Bomb {
    let before = format!("<worksheet><sheetData>{HEAD}");
    let after = "</sheetData></worksheet>";
    Bomb { name, part: "xl/worksheets/sheet1.xml", before, unit: Box::new(row), after }
}

impl Bomb {
    /// The workbook, in which this part has about so many bytes.
    fn bytes(&self, size: usize) -> Vec<u8> {
        let mut text = self.before.clone();
        let mut index = 2;
        while text.len() < size {
            text.push_str(&(self.unit)(index));
            index += 1;
        }
        text.push_str(self.after);
        let sheet = format!("<worksheet><sheetData>{HEAD}</sheetData></worksheet>");
        let parts = [
            ("_rels/.rels", r#"<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#.to_owned()),
            ("xl/_rels/workbook.xml.rels", format!("{RELATIONS}</Relationships>")),
            ("xl/workbook.xml", r#"<workbook><sheets><sheet name="Counts" r:id="r1"/></sheets></workbook>"#.to_owned()),
            ("xl/styles.xml", STYLES.replace("LONG", &"0".repeat(250)).replace("DECIMALS", &"0".repeat(59))),
            ("xl/sharedStrings.xml", format!("<sst><si><t>{}</t></si></sst>", "b".repeat(32_000))),
            ("xl/worksheets/sheet1.xml", sheet),
        ];
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_level(Some(1));
        for (name, usual) in &parts {
            writer.start_file(*name, options).unwrap();
            let text = if *name == self.part { &text } else { usual };
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }
}

fn bombs() -> Vec<Bomb> {
    let sheet = "xl/worksheets/sheet1.xml";
    let data = ("<worksheet><sheetData>", "</sheetData></worksheet>");
    let workbook = r#"<workbook><sheets><sheet name="Counts" r:id="r1"/></sheets>"#;
    vec![
        bomb(
            "shared strings",
            "xl/sharedStrings.xml",
            (r#"<sst uniqueCount="9223372036854775807">"#, "</sst>"),
            "<si><t>a</t></si>",
        ),
        bomb(
            "a long string",
            "xl/sharedStrings.xml",
            ("<sst><si><t>", "</t></si></sst>"),
            "aaaaaaaaaaaaaaaa",
        ),
        bomb(
            "pieces of a string",
            "xl/sharedStrings.xml",
            ("<sst><si>", "</si></sst>"),
            "<r><t>a</t></r>",
        ),
        bomb(
            "raised strings",
            "xl/sharedStrings.xml",
            ("<sst>", "</sst>"),
            r#"<si><r><rPr><vertAlign val="superscript"/></rPr><t>aaaaaaaaaa</t></r></si>"#,
        ),
        bomb(
            "white strings",
            "xl/sharedStrings.xml",
            ("<sst>", "</sst>"),
            r#"<si><r><rPr><color rgb="FFFFFF"/></rPr><t>a</t></r></si>"#,
        ),
        bomb(
            "pieces of many looks",
            "xl/sharedStrings.xml",
            ("<sst><si>", "</si></sst>"),
            r"<r><rPr><b/></rPr><t>a</t></r><r><rPr><strike/></rPr><t>a</t></r><r><rPr><strike/></rPr><t/></r>",
        ),
        bomb(
            "sheets",
            "xl/workbook.xml",
            ("<workbook><sheets>", "</sheets></workbook>"),
            r#"<sheet name="A" r:id="r1"/>"#,
        ),
        bomb(
            "defined names",
            "xl/workbook.xml",
            (workbook, "</workbook>"),
            r#"<definedName name="A">A!A1</definedName>"#,
        ),
        Bomb {
            name: "relations",
            part: "xl/_rels/workbook.xml.rels",
            before: RELATIONS.to_owned(),
            unit: Box::new(|index| format!(r#"<Relationship Id="x{index}" Type="a" Target="b"/>"#)),
            after: "</Relationships>",
        },
        bomb(
            "merged cells",
            sheet,
            ("<worksheet><mergeCells>", "</mergeCells></worksheet>"),
            r#"<mergeCell ref="A1:B2"/>"#,
        ),
        bomb(
            "columns",
            sheet,
            ("<worksheet><cols>", "</cols></worksheet>"),
            r#"<col min="1" max="16384" hidden="1"/>"#,
        ),
        bomb("empty rows", sheet, data, "<row/>"),
        bomb(
            "empty cells",
            sheet,
            ("<worksheet><sheetData><row>", "</row></sheetData></worksheet>"),
            "<c r=\"A1\"/>",
        ),
        bomb("comments", sheet, data, "<!--a-->"),
        bomb("white space", sheet, data, " \n"),
        bomb("elements in each other", sheet, data, "<a>"),
    ]
}

/// Those that repeat looks of cells.
fn bombs_of_looks() -> Vec<Bomb> {
    let sheet = "xl/worksheets/sheet1.xml";
    vec![
        bomb(
            "conditional formats",
            sheet,
            ("<worksheet>", "</worksheet>"),
            r#"<conditionalFormatting sqref="A1:B9"><cfRule><iconSet showValue="0"/></cfRule></conditionalFormatting>"#,
        ),
        bomb(
            "ranges of a conditional format",
            sheet,
            (
                r#"<worksheet><conditionalFormatting sqref=""#,
                r#""><cfRule><iconSet showValue="0"/></cfRule></conditionalFormatting></worksheet>"#,
            ),
            "A1 ",
        ),
        bomb(
            "colours of a scale",
            sheet,
            (
                "<worksheet><conditionalFormatting><cfRule><colorScale>",
                "</colorScale></cfRule></conditionalFormatting></worksheet>",
            ),
            r#"<color rgb="FF0000"/>"#,
        ),
        bomb(
            "formats of cells",
            "xl/styles.xml",
            ("<styleSheet><cellXfs>", "</cellXfs></styleSheet>"),
            r#"<xf numFmtId="0"/>"#,
        ),
        bomb(
            "number formats",
            "xl/styles.xml",
            ("<styleSheet><numFmts>", "</numFmts></styleSheet>"),
            r#"<numFmt numFmtId="9" formatCode="0"/>"#,
        ),
        bomb(
            "fonts",
            "xl/styles.xml",
            ("<styleSheet><fonts>", "</fonts></styleSheet>"),
            "<font><b/></font>",
        ),
        Bomb {
            name: "long number formats",
            part: "xl/styles.xml",
            before: "<styleSheet><numFmts>".to_owned(),
            unit: Box::new(|index| {
                format!(r#"<numFmt numFmtId="{index}" formatCode="{}"/>"#, "?".repeat(255))
            }),
            after: "</numFmts></styleSheet>",
        },
        bomb(
            "looks of conditional formats",
            "xl/styles.xml",
            ("<styleSheet><dxfs>", "</dxfs></styleSheet>"),
            r#"<dxf><fill><patternFill><bgColor rgb="1"/></patternFill></fill></dxf>"#,
        ),
        bomb(
            "colours that run into each other",
            "xl/styles.xml",
            (
                "<styleSheet><fills><fill><gradientFill>",
                "</gradientFill></fill></fills></styleSheet>",
            ),
            r#"<stop><color rgb="1"/></stop>"#,
        ),
        bomb(
            "fills",
            "xl/styles.xml",
            ("<styleSheet><fills>", "</fills></styleSheet>"),
            r#"<fill><patternFill patternType="solid"><fgColor rgb="1"/></patternFill></fill>"#,
        ),
    ]
}

/// Those that repeat rows of a sheet.
fn bombs_of_rows() -> Vec<Bomb> {
    vec![
        rows("cells", |row| {
            format!(
                r#"<row r="{row}"><c><v>1</v></c><c><v>1</v></c><c><v>1</v></c><c><v>1</v></c><c><v>1</v></c><c><v>1</v></c></row>"#
            )
        }),
        rows("rows of one cell", |row| {
            format!(r#"<row r="{row}"><c r="D{row}"><v>1</v></c></row>"#)
        }),
        rows("cells that are drawn at length", |row| {
            format!(r#"<row r="{row}"><c r="D{row}" s="2"><v>1e308</v></c></row>"#)
        }),
        rows("rows of many decimals", |row| {
            format!(
                r#"<row r="{row}"><c t="inlineStr"><is><t>offences/x{row}</t></is></c><c t="inlineStr"><is><t>X23000001</t></is></c><c t="inlineStr"><is><t>2023/24</t></is></c><c s="3"><v>{row}</v></c><c t="inlineStr"><is><t>final</t></is></c></row>"#
            )
        }),
        rows("cells that are struck out", |row| {
            format!(r#"<row r="{row}"><c r="D{row}" s="1"><v>1e308</v></c></row>"#)
        }),
        rows("calculations", |row| {
            format!(
                r#"<row r="{row}"><c r="D{row}"><f t="shared" si="99999999999" ref="D9:D2"/><v>1</v></c></row>"#
            )
        }),
        rows("cells of long texts", |row| {
            format!(r#"<row r="{row}"><c r="F{row}" t="s"><v>0</v></c></row>"#)
        }),
        rows("hidden rows", |row| {
            format!(r#"<row r="{row}" hidden="1"><c r="D{row}"><v>1</v></c></row>"#)
        }),
        rows("groups that are folded up", |row| {
            let level = row % 9;
            format!(
                r#"<row r="{row}" outlineLevel="{level}" collapsed="1"><c r="D{row}"><v>1</v></c></row>"#
            )
        }),
        rows("rows at the edge", |row| {
            format!(r#"<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>"#)
        }),
        rows("rows that are nearly right", |row| {
            format!(
                r#"<row r="{row}"><c t="inlineStr"><is><t>offences/x{row}</t></is></c><c t="inlineStr"><is><t>X23000001</t></is></c><c t="inlineStr"><is><t>2023/24</t></is></c><c><v>{row}</v></c><c t="inlineStr"><is><t>final</t></is></c></row>"#
            )
        }),
    ]
}

/// The memory that receiving takes at most.
fn taken(deliveries: &[Delivery<'_>]) -> usize {
    let quarter = Quarter::new();
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let outcome = quarter.receive(deliveries, None);
    let taken = MEMORY.peak_usage().saturating_sub(before);
    assert!(
        outcome.is_err_and(|faults| faults.len() <= 1_002),
        "it is received, or told at length"
    );
    taken
}

/// Receives each bomb with parts of this size, which may take so much.
fn all_take_less(size: usize, most: usize) {
    let _alone = ALONE.lock().unwrap();
    let mut told = String::new();
    for bomb in bombs().into_iter().chain(bombs_of_looks()).chain(bombs_of_rows()) {
        let bytes = bomb.bytes(size);
        let taken = taken(&[Delivery { name: "r.xlsx", bytes: &bytes }]);
        let _ = writeln!(told, "{} ({} kB): {} MB", bomb.name, bytes.len() >> 10, taken >> 20);
        assert!(taken < most, "{told}");
    }
    show(&told);
}

#[expect(clippy::print_stdout, reason = "what each takes is looked at with --nocapture")]
fn show(told: &str) {
    println!("{told}");
}

#[test]
fn no_small_workbook_takes_more_memory_than_a_return_needs() {
    all_take_less(UNPACKED / 16, MOST);
}

/// A little under the limit on bytes, so that others must hold.
#[test]
#[ignore = "takes a minute"]
fn no_workbook_takes_more_memory_than_a_return_needs() {
    all_take_less(UNPACKED - (1 << 20), MOST);
}

#[test]
fn many_workbooks_take_no_more_than_one() {
    let _alone = ALONE.lock().unwrap();
    let bytes = rows("rows", |row| format!(r#"<row r="{row}"><c r="D{row}"><v>1</v></c></row>"#))
        .bytes(1 << 18);
    let names: Vec<_> = (0..200).map(|number| format!("r{number}.xlsx")).collect();
    let all: Vec<_> = names.iter().map(|name| Delivery { name, bytes: &bytes }).collect();
    let taken = taken(&all);
    assert!(taken < MOST, "{} MB", taken >> 20);
}
