//! Cells that a reader sees otherwise than they are stored because of how they look or how the sheet is laid
//! out: each is refused with its place and what to do, and what hides nothing is filed.

use std::fmt::Write as _;

use crate::as_seen::{describe_outcome, filled};
use crate::edited::Edited;

const WHITE: &str = "<color rgb=\"FFFFFFFF\"/>";
const SOLID: &str = "<patternFill patternType=\"solid\"><fgColor rgb=\"COLOUR\"/></patternFill>";
pub(crate) const NONE: &str = "<patternFill patternType=\"none\"/>";

fn solid(colour: &str) -> String {
    SOLID.replace("COLOUR", colour)
}

fn describe_all(all: &[(&str, Edited)]) -> String {
    all.iter().fold(String::new(), |mut text, (what, book)| {
        let _ = writeln!(text, "## {what}\n{}", describe_outcome(book));
        text
    })
}

pub(crate) fn run(look: &str, text: &str) -> String {
    format!("<r><rPr>{look}</rPr><t>{text}</t></r>")
}

/// A second count in a font and on a fill.
fn coloured(font: &str, fill: &str) -> Edited {
    filled().in_colours(("Counts", "E5"), "<v>80</v>", (font, fill), "")
}

#[test]
fn a_text_of_which_a_piece_is_unseen_is_told_with_both_readings() {
    let of = |inner: &str| filled().runs("Counts", "E5", inner);
    let on_blue = |inner: &str| {
        let inner = format!("<is>{inner}</is>");
        let look = filled().in_colours(("Counts", "E5"), "", ("", &solid("FF1F497D")), "");
        let style = look.part(&look.path("Counts")).to_owned();
        let style = style.split("<c r=\"E5\" s=\"").nth(1).unwrap().split('"').next().unwrap();
        look.written("Counts", "E5", &format!(" s=\"{style}\" t=\"inlineStr\""), &inner)
    };
    let strings = format!("<si>{}{}</si></sst>", run("", "8"), run(WHITE, "0"));
    let shared = filled().replacing("xl/sharedStrings.xml", "</sst>", &strings);
    let count = shared.part("xl/sharedStrings.xml").matches("<si>").count();
    let shared = shared.written("Counts", "E5", " t=\"s\"", &format!("<v>{}</v>", count - 1));
    let all = describe_all(&[
        ("white", of(&(run("", "51") + &run(WHITE, "5")))),
        ("white, of the strings that cells share", shared),
        ("nearly white", of(&(run("", "51") + &run("<color theme=\"0\" tint=\"-0.05\"/>", "5")))),
        ("of size 1", of(&(run("<sz val=\"1\"/>", "5") + &run("<sz val=\"11\"/>", "15")))),
        ("hidden", of(&(run("<vanish/>", "5") + &run("", "15")))),
        ("in a font of pictures", of(&(run("<rFont val=\"Wingdings\"/>", "5") + &run("", "15")))),
        ("all white", of(&(run(WHITE, "5") + &run(WHITE, "15")))),
        (
            "of the colour of the fill",
            on_blue(&(run(WHITE, "51") + &run("<color rgb=\"FF1F497D\"/>", "5"))),
        ),
        ("without a colour, on a dark fill", on_blue(&(run(WHITE, "51") + &run("<b/>", "5")))),
        ("white on a dark fill", on_blue(&run(WHITE, "515"))),
        (
            "black and red",
            of(&(run("<color rgb=\"FF000000\"/>", "51") + &run("<color rgb=\"FFFF0000\"/>", "5"))),
        ),
        ("a white space", of(&(run("", "515") + &run(WHITE, "<![CDATA[ ]]>")))),
        ("a note", filled().runs("Counts", "G4", &(run("", "Final") + &run(WHITE, "not at all")))),
    ]);
    insta::assert_snapshot!("pieces", all);
}

#[test]
fn letters_that_are_nearly_of_the_colour_behind_them_are_told() {
    let gradient = "<gradientFill><stop position=\"0\"><color rgb=\"FF1F497D\"/></stop><stop position=\"1\"><color rgb=\"FFFFFFFF\"/></stop></gradientFill>";
    let pattern = "<patternFill patternType=\"lightGray\"><fgColor rgb=\"FFFFFFFF\"/><bgColor rgb=\"FFF0F0F0\"/></patternFill>";
    let theme =
        filled().in_colours(("Counts", "E5"), "<v>80</v>", ("<color theme=\"4\"/>", NONE), "");
    let theme = theme.clone().replacing(
        "xl/theme/theme1.xml",
        theme
            .part("xl/theme/theme1.xml")
            .split("<a:accent1>")
            .nth(1)
            .unwrap()
            .split("</a:accent1>")
            .next()
            .unwrap(),
        "<a:srgbClr val=\"FDFDFD\"/>",
    );
    let white = coloured(WHITE, NONE);
    let styles = white.part("xl/styles.xml").split("<cellXfs").nth(1).unwrap();
    let style = styles.split("</cellXfs>").next().unwrap().matches("<xf ").count() - 1;
    let path = white.path("Counts");
    // A cell without a look of its own.
    let bare = |book: Edited| {
        book.written("Counts", "E5", " s=\"\"", "<v>80</v>").replacing(
            &path,
            "<c r=\"E5\" s=\"\">",
            "<c r=\"E5\">",
        )
    };
    let all = describe_all(&[
        ("F2F2F2", coloured("<color rgb=\"FFF2F2F2\"/>", NONE)),
        (
            "background, darker 5%",
            coloured("<color theme=\"0\" tint=\"-4.9989318521683403E-2\"/>", NONE),
        ),
        ("an accent that is nearly white", theme),
        ("indexed 9", coloured("<color indexed=\"9\"/>", NONE)),
        ("a colour that nothing names", coloured("<color theme=\"99\"/>", NONE)),
        ("grey 50%", coloured("<color rgb=\"FF808080\"/>", NONE)),
        ("red", coloured("<color rgb=\"FFFF0000\"/>", NONE)),
        ("black on black", coloured("", &solid("FF101010"))),
        ("white on dark blue", coloured(WHITE, &solid("FF000080"))),
        ("white on a gradient that ends white", coloured(WHITE, gradient)),
        ("white on a pale pattern", coloured(WHITE, pattern)),
        ("size 2", coloured("<sz val=\"2\"/>", NONE)),
        ("a font of pictures", coloured("<name val=\"Webdings\"/>", NONE)),
        (
            "the look of its row",
            bare(white.clone()).with_row(&path, 5, &format!("s=\"{style}\" customFormat=\"1\"")),
        ),
        (
            "the look of its column",
            bare(white.clone()).with_column(&path, 5, &format!("width=\"20\" style=\"{style}\"")),
        ),
        ("no look at all", bare(white)),
        ("yellow by its format", filled().in_format("Counts", "E5", "80", "[Yellow]0")),
        ("colour 2 by its format", filled().in_format("Counts", "E5", "80", "[Color2]0")),
        ("green by its format", filled().in_format("Counts", "E5", "80", "[Green]0")),
    ]);
    insta::assert_snapshot!("colours", all);
}

#[test]
fn a_conditional_format_that_may_hide_a_figure_is_told_with_its_range() {
    let rule = "<cfRule type=\"cellIs\" dxfId=\"00\" priority=\"1\" operator=\"greaterThan\"><formula>1</formula></cfRule>";
    let of = |look: &str| {
        let looks = format!("<dxf>{look}</dxf>");
        filled().number("Counts", "E5", "5150").conditional("Counts", "A1:B2 E4:E9", rule, &looks)
    };
    let shows = |rule: &str| {
        let rule = format!("<cfRule type=\"x\" priority=\"1\">{rule}</cfRule>");
        filled().conditional("Counts", "E:E", &rule, "")
    };
    let scale = |one: &str, other: &str| {
        shows(&format!("<colorScale><color rgb=\"{one}\"/><color rgb=\"{other}\"/></colorScale>"))
    };
    let filling = "<fill><patternFill><bgColor rgb=\"COLOUR\"/></patternFill></fill>";
    let later = |inner: &str| {
        let path = filled().path("Counts");
        let list = format!(
            "</sheetData><extLst><ext xmlns:x14=\"http://schemas.microsoft.com/office/spreadsheetml/2009/9/main\"><x14:conditionalFormattings><x14:conditionalFormatting xmlns:xm=\"http://schemas.microsoft.com/office/excel/2006/main\"><x14:cfRule>{inner}</x14:cfRule><xm:sqref>E4:E5</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>"
        );
        filled().replacing(&path, "</sheetData>", &list)
    };
    let two = filled().conditional(
        "Counts",
        "E4",
        "<cfRule dxfId=\"0\" type=\"x\"/><cfRule dxfId=\"1\" type=\"x\"/>",
        &format!(
            "<dxf><font>{WHITE}</font></dxf><dxf>{}</dxf>",
            filling.replace("COLOUR", "FF000080")
        ),
    );
    let all = describe_all(&[
        ("white letters", of(&format!("<font>{WHITE}</font>"))),
        ("a fill as black as the letters", of(&filling.replace("COLOUR", "FF000000"))),
        (
            "white on dark",
            of(&format!("<font>{WHITE}</font>{}", filling.replace("COLOUR", "FF000080"))),
        ),
        ("struck out", of("<font><strike/></font>")),
        ("another format", of("<numFmt numFmtId=\"200\" formatCode=\"0,&quot;k&quot;\"/>")),
        ("nothing", of("<numFmt numFmtId=\"200\" formatCode=\";;;\"/>")),
        ("commas between thousands", of("<numFmt numFmtId=\"200\" formatCode=\"#,##0\"/>")),
        (
            "bold red on pink",
            of(&format!(
                "<font><b/><color rgb=\"FF9C0006\"/></font>{}",
                filling.replace("COLOUR", "FFFFC7CE")
            )),
        ),
        ("a pale fill", of(&filling.replace("COLOUR", "FFFFEB9C"))),
        ("white letters by one rule, a dark fill by another", two),
        ("icons alone", shows("<iconSet showValue=\"0\"/>")),
        ("icons beside the value", shows("<iconSet/>")),
        ("a bar alone", shows("<dataBar showValue=\"0\"><color rgb=\"FF638EC6\"/></dataBar>")),
        ("a bar behind the value", shows("<dataBar><color rgb=\"FF638EC6\"/></dataBar>")),
        ("a scale that is dark", scale("FFFFFFFF", "FF000000")),
        ("a scale that is pale", scale("FFF8696B", "FF63BE7B")),
        ("later icons alone", later("<x14:iconSet showValue=\"0\"/>")),
        ("later icons", later("<x14:iconSet/>")),
        ("a later look", later(&format!("<x14:dxf><font>{WHITE}</font></x14:dxf>"))),
    ]);
    insta::assert_snapshot!("conditional", all);
}

#[test]
fn a_style_of_tables_that_may_hide_a_figure_is_told() {
    let path = filled().path("Counts");
    let book = filled();
    let table = book.part(&(path.replace("worksheets/", "worksheets/_rels/") + ".rels"));
    let table = table.split("../tables/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let styled = |part: &str, look: &str| {
        let tables = format!(
            "</cellXfs><dxfs><dxf>{look}</dxf></dxfs><tableStyles><tableStyle name=\"Own\"><tableStyleElement type=\"{part}\" dxfId=\"0\"/></tableStyle></tableStyles>"
        );
        let book = filled().replacing("xl/styles.xml", "</cellXfs>", &tables);
        let style = "<tableStyleInfo name=\"Own\" ";
        book.replacing(&format!("xl/tables/{table}"), "<tableStyleInfo ", style)
    };
    let white = format!("<font>{WHITE}</font>");
    for (part, look, is_told) in [
        ("wholeTable", &*white, true),
        ("firstRowStripe", &*white, true),
        ("headerRow", &*white, false),
        ("wholeTable", "<font><b/></font>", false),
    ] {
        let outcome = describe_outcome(&styled(part, look));
        let told = "Counts!E4: workbook::conditional: the style of the table of A3:G5 may hide this cell, or change what it shows";
        assert_eq!(outcome.contains(told), is_told, "{part} {look}: {outcome}");
        assert_eq!(outcome.starts_with("1 filed"), !is_told, "{outcome}");
    }
}

#[test]
fn what_the_layout_hides_is_told() {
    let path = filled().path("Counts");
    let second = || filled().number("Counts", "E5", "80");
    let laid = |layout: &str, number: &str| {
        let inner = format!("<v>{number}</v>");
        filled().in_colours(("Counts", "E5"), &inner, ("", NONE), &format!("<alignment {layout}/>"))
    };
    let view = |attributes: &str, inner: &str| {
        let book = second();
        let views = book.part(&path);
        let start = views.find("<sheetViews>").unwrap();
        let end = views.find("</sheetViews>").unwrap();
        let old = views[start..end].to_owned();
        let new =
            format!("<sheetViews><sheetView workbookViewId=\"0\" {attributes}>{inner}</sheetView>");
        book.replacing(&path, &old, &new)
    };
    let state = |state: &str| {
        second().replacing(
            "xl/workbook.xml",
            "<sheet name=\"Counts\"",
            &format!("<sheet state=\"{state}\" name=\"Counts\""),
        )
    };
    let grouped = |sum: &str, sides: &str| {
        let book = second().with_row(&path, 5, "outlineLevel=\"1\"");
        let sum = format!("<row r=\"6\" {sum}/></sheetData>");
        book.replacing(&path, "</sheetData>", &sum).replacing(
            &path,
            "<sheetPr>",
            &format!("<sheetPr>{sides}"),
        )
    };
    let frozen = "<pane xSplit=\"1\" ySplit=\"3\" topLeftCell=\"B9\" state=\"frozen\"/>";
    let all = describe_all(&[
        ("a narrow column", second().with_column(&path, 5, "width=\"2\"")),
        (
            "a narrow column of large numbers",
            laid("", "123456789").with_column(&path, 5, "width=\"8\""),
        ),
        ("room enough", laid("", "123456789").with_column(&path, 5, "width=\"10\"")),
        (
            "a narrow column that shrinks",
            laid("shrinkToFit=\"1\"", "123456789").with_column(&path, 5, "width=\"5\""),
        ),
        (
            "a column that shrinks to nothing",
            laid("shrinkToFit=\"1\"", "123456789").with_column(&path, 5, "width=\"2\""),
        ),
        ("a low row", second().with_row(&path, 5, "ht=\"3\"")),
        ("a row that cuts digits off", second().with_row(&path, 5, "ht=\"6\"")),
        ("a row of usual height", second().with_row(&path, 5, "ht=\"15\"")),
        ("a text that repeats itself", laid("horizontal=\"fill\"", "5")),
        ("turned", laid("textRotation=\"90\"", "80")),
        ("one letter under the other", laid("textRotation=\"255\"", "80")),
        ("not turned", laid("textRotation=\"0\"", "80")),
        ("calculations are shown", view("showFormulas=\"1\"", "")),
        ("shown small", view("zoomScale=\"10\"", "")),
        ("frozen at the top", view("", frozen)),
        ("frozen below the head", view("topLeftCell=\"A6\"", frozen)),
        ("a group that is folded up", grouped("collapsed=\"1\"", "")),
        ("a group that is not", grouped("", "")),
        ("a group after its sum", grouped("collapsed=\"1\"", "<outlinePr summaryBelow=\"0\"/>")),
        ("a hidden sheet", state("hidden")),
        ("a sheet that no menu shows", state("veryHidden")),
    ]);
    insta::assert_snapshot!("layout", all);
}

#[test]
fn a_cell_that_programs_read_otherwise_is_told() {
    let written =
        |attributes: &str, inner: &str| filled().written("Counts", "E5", attributes, inner);
    let text = "<is><t>80</t></is>";
    let other = "xmlns:o=\"http://example.org/other\"";
    let compatible = "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";
    let choice = format!(
        "<mc:AlternateContent {compatible}><mc:Choice Requires=\"x\"><v>515</v></mc:Choice><mc:Fallback><v>80</v></mc:Fallback></mc:AlternateContent>"
    );
    let styles = filled().in_format("Counts", "E5", "80.25", "0");
    let numbered =
        styles.replacing("xl/styles.xml", "<xf numFmtId=\"250\"", "<xf numFmtId=\"0250\"");
    let all = describe_all(&[
        ("a value beside a text", written(" t=\"inlineStr\"", &format!("<v>515</v>{text}"))),
        ("a text beside a value", written("", &format!("<v>515</v>{text}"))),
        ("a text that its kind hides", written("", text)),
        ("a value that its kind hides", written(" t=\"inlineStr\"", "<v>515</v>")),
        ("two values", written("", "<v>515</v><v>80</v>")),
        ("two texts", written(" t=\"inlineStr\"", &format!("{text}{text}"))),
        ("a text and a run", written(" t=\"inlineStr\"", "<is><t>51</t><r><t>5</t></r></is>")),
        (
            "a value of another kind of file",
            written("", &format!("<o:v {other}>515</o:v><v>80</v>")),
        ),
        ("alternatives", written("", &choice)),
        ("a calculation with a shared text", written(" t=\"s\"", "<f>A1</f><v>0</v>")),
        ("a calculation with a text", written(" t=\"str\"", "<f>A1</f><v>80</v>")),
        ("a look that is not there", written(" s=\"9999\"", "<v>80</v>")),
        ("a look that is not a number", written(" s=\"x\"", "<v>80</v>")),
        ("a look with noughts before it", written(" s=\"0000\"", "<v>80</v>")),
        ("a number format with noughts before its number", numbered),
        (
            "a workbook that is calculated anew",
            filled().formula("Counts", "E5", "E4*2", "0").replacing(
                "xl/workbook.xml",
                "<calcPr ",
                "<calcPr fullCalcOnLoad=\"1\" ",
            ),
        ),
        ("a count with decimals", filled().in_format("Counts", "E5", "80", "0.0")),
    ]);
    insta::assert_snapshot!("cells", all);
}

#[test]
fn the_receipt_says_where_comments_are() {
    let path = filled().path("Counts");
    let relations = path.replace("worksheets/", "worksheets/_rels/") + ".rels";
    let related = |target: &str| {
        format!(
            "<Relationship Id=\"c{target}\" Type=\"http://example.org/comments\" Target=\"../{target}\"/>"
        )
    };
    let comments = |count: u32| {
        let each = (4..4 + count).fold(String::new(), |mut each, row| {
            let text = "<text><t>515</t></text>";
            let _ = write!(each, "<comment ref=\"E{row}\" authorId=\"0\">{text}</comment>");
            each
        });
        format!("<comments><commentList>{each}</commentList></comments>")
    };
    for (count, said) in [
        (1, "r.xlsx: a cell has a comment, which is not filed: Counts!E4"),
        (2, "r.xlsx: cells have comments, which are not filed: Counts!E4, Counts!E5"),
        (
            12,
            "r.xlsx: cells have comments, which are not filed: Counts!E4, Counts!E5, Counts!E6, Counts!E7, Counts!E8, Counts!E9, Counts!E10, Counts!E11, Counts!E12, Counts!E13 and 2 more",
        ),
    ] {
        let book = filled()
            .replacing(
                &relations,
                "</Relationships>",
                &format!("{}</Relationships>", related("comments1.xml")),
            )
            .with_part("xl/comments1.xml", &comments(count));
        assert_eq!(describe_outcome(&book), format!("1 filed {:?}\n", [said]));
    }
}
