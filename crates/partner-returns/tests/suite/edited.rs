//! A workbook whose cells are changed as a spreadsheet would write them, part by part; what is not
//! changed keeps its bytes.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A workbook as its parts.
#[derive(Clone)]
pub(crate) struct Edited {
    parts: Vec<(String, String)>,
}

impl Edited {
    pub(crate) fn new(bytes: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let parts = (0..archive.len()).map(|index| {
            let mut entry = archive.by_index(index).unwrap();
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            // Whoever saves it has calculated what is in it.
            let text = text.replace(" fullCalcOnLoad=\"1\"", "");
            (entry.name().unwrap().into_owned(), text)
        });
        Self { parts: parts.collect() }
    }

    pub(crate) fn part(&self, name: &str) -> &str {
        &self.parts.iter().find(|(one, _)| one == name).unwrap().1
    }

    /// The part of a sheet: the writer numbers them in their order.
    pub(crate) fn path(&self, sheet: &str) -> String {
        let workbook = self.part("xl/workbook.xml");
        let names: Vec<_> = workbook
            .split("<sheet name=\"")
            .skip(1)
            .map(|after| after.split('"').next().unwrap())
            .collect();
        let index = names.iter().position(|name| *name == sheet);
        format!("xl/worksheets/sheet{}.xml", index.unwrap_or_else(|| panic!("no {sheet}")) + 1)
    }

    /// Puts `to` in place of the first `from` of a part.
    #[track_caller]
    pub(crate) fn replacing(mut self, part: &str, from: &str, to: &str) -> Self {
        let (_, text) = self.parts.iter_mut().find(|(name, _)| name == part).unwrap();
        assert!(text.contains(from), "{part} does not hold {from:?}:\n{text}");
        *text = text.replacen(from, to, 1);
        self
    }

    /// Puts these inner parts and attributes in a cell, in the style that it has.
    #[track_caller]
    fn cell(mut self, sheet: &str, cell: &str, attributes: &str, inner: &str) -> Self {
        let path = self.path(sheet);
        let (_, text) = self.parts.iter_mut().find(|(name, _)| *name == path).unwrap();
        let start = text.find(&format!("<c r=\"{cell}\""));
        let start = start.unwrap_or_else(|| panic!("{sheet} has no cell {cell}"));
        let head_end = start + text[start..].find('>').unwrap() + 1;
        let head = &text[start..head_end];
        let style = head.split("s=\"").nth(1).map(|after| after.split('"').next().unwrap());
        let style = style.map(|style| format!(" s=\"{style}\"")).unwrap_or_default();
        let end = if head.ends_with("/>") {
            head_end
        } else {
            head_end + text[head_end..].find("</c>").unwrap() + "</c>".len()
        };
        let style = if attributes.contains("s=\"") { String::new() } else { style };
        let written = format!("<c r=\"{cell}\"{style}{attributes}>{inner}</c>");
        text.replace_range(start..end, &written);
        self
    }

    #[track_caller]
    pub(crate) fn number(self, sheet: &str, cell: &str, number: &str) -> Self {
        self.cell(sheet, cell, "", &format!("<v>{number}</v>"))
    }

    #[track_caller]
    pub(crate) fn text(self, sheet: &str, cell: &str, text: &str) -> Self {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        let inner = format!("<is><t xml:space=\"preserve\">{text}</t></is>");
        self.cell(sheet, cell, " t=\"inlineStr\"", &inner)
    }

    #[track_caller]
    pub(crate) fn formula(self, sheet: &str, cell: &str, formula: &str, value: &str) -> Self {
        let value = if value.is_empty() { String::new() } else { format!("<v>{value}</v>") };
        self.cell(sheet, cell, "", &format!("<f>{formula}</f>{value}"))
    }

    /// The result of a calculation that failed.
    #[track_caller]
    pub(crate) fn failed(self, sheet: &str, cell: &str, error: &str) -> Self {
        self.cell(sheet, cell, " t=\"e\"", &format!("<f>1/0</f><v>{error}</v>"))
    }

    /// A number in one of the number formats that every spreadsheet has, such as 10 for `0.00%`.
    #[track_caller]
    pub(crate) fn formatted(mut self, sheet: &str, cell: &str, number: &str, format: u8) -> Self {
        let (_, styles) = self.parts.iter_mut().find(|(name, _)| name == "xl/styles.xml").unwrap();
        let end = styles.find("</cellXfs>").unwrap();
        let start = styles.find("<cellXfs").unwrap();
        let style = styles[start..end].matches("<xf ").count();
        let xf = format!(
            "<xf numFmtId=\"{format}\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
        );
        styles.insert_str(end, &xf);
        self.cell(sheet, cell, &format!(" s=\"{style}\""), &format!("<v>{number}</v>"))
    }

    /// A number in a number format of the workbook's own.
    #[track_caller]
    pub(crate) fn in_format(self, sheet: &str, cell: &str, number: &str, code: &str) -> Self {
        let format = format!("<numFmt numFmtId=\"250\" formatCode=\"{code}\"/>");
        let styles = self.part("xl/styles.xml");
        let book = if styles.contains("</numFmts>") {
            self.replacing("xl/styles.xml", "</numFmts>", &format!("{format}</numFmts>"))
        } else {
            let numbers = format!("<numFmts>{format}</numFmts><fonts");
            self.replacing("xl/styles.xml", "<fonts", &numbers)
        };
        book.formatted(sheet, cell, number, 250)
    }

    /// A number in a style with these ids; `last` stands for the last fill.
    #[track_caller]
    pub(crate) fn with_look(self, sheet: &str, cell: &str, number: &str, ids: &str) -> Self {
        let styles = self.part("xl/styles.xml");
        let (start, end) = (styles.find("<cellXfs").unwrap(), styles.find("</cellXfs>").unwrap());
        let style = styles[start..end].matches("<xf ").count();
        let fills = styles.split("</fills>").next().unwrap().matches("<fill>").count();
        let ids = ids.replace("last", &(fills - 1).to_string());
        let xf = format!("<xf numFmtId=\"0\" {ids}/></cellXfs>");
        let book = self.replacing("xl/styles.xml", "</cellXfs>", &xf);
        book.cell(sheet, cell, &format!(" s=\"{style}\""), &format!("<v>{number}</v>"))
    }

    /// A cell in a look of its own, which this element describes.
    #[track_caller]
    pub(crate) fn in_look(self, sheet: &str, cell: &str, inner: &str, xf: &str) -> Self {
        let styles = self.part("xl/styles.xml");
        let (start, end) = (styles.find("<cellXfs").unwrap(), styles.find("</cellXfs>").unwrap());
        let style = styles[start..end].matches("<xf ").count();
        let book = self.replacing("xl/styles.xml", "</cellXfs>", &format!("{xf}</cellXfs>"));
        book.cell(sheet, cell, &format!(" s=\"{style}\""), inner)
    }

    /// The same in a font and on a fill of its own, which these elements describe.
    #[track_caller]
    pub(crate) fn in_colours(
        self,
        (sheet, cell): (&str, &str),
        inner: &str,
        (font, fill): (&str, &str),
        layout: &str,
    ) -> Self {
        let styles = self.part("xl/styles.xml");
        let fonts = styles.split("</fonts>").next().unwrap().matches("<font>").count();
        let fills = styles.split("</fills>").next().unwrap().matches("<fill>").count();
        let book = self
            .replacing("xl/styles.xml", "</fonts>", &format!("<font>{font}</font></fonts>"))
            .replacing("xl/styles.xml", "</fills>", &format!("<fill>{fill}</fill></fills>"));
        let xf = format!("<xf numFmtId=\"0\" fontId=\"{fonts}\" fillId=\"{fills}\">{layout}</xf>");
        book.in_look(sheet, cell, inner, &xf)
    }

    /// A cell with these attributes and parts.
    #[track_caller]
    pub(crate) fn written(self, sheet: &str, cell: &str, attributes: &str, inner: &str) -> Self {
        self.cell(sheet, cell, attributes, inner)
    }

    /// A conditional format of these cells, with the looks that its rules may refer to.
    #[track_caller]
    pub(crate) fn conditional(self, sheet: &str, cells: &str, rule: &str, looks: &str) -> Self {
        let path = self.path(sheet);
        let format = format!(
            "</sheetData><conditionalFormatting sqref=\"{cells}\">{rule}</conditionalFormatting>"
        );
        self.replacing(&path, "</sheetData>", &format).replacing(
            "xl/styles.xml",
            "</cellXfs>",
            &format!("</cellXfs><dxfs>{looks}</dxfs>"),
        )
    }

    /// Adds a part.
    pub(crate) fn with_part(mut self, name: &str, text: &str) -> Self {
        self.parts.push((name.to_owned(), text.to_owned()));
        self
    }

    /// A row that says this of itself and nothing else.
    #[track_caller]
    pub(crate) fn with_row(self, path: &str, row: u32, attributes: &str) -> Self {
        self.with_tag(
            path,
            &format!("<row r=\"{row}\""),
            &format!("<row r=\"{row}\" {attributes}>"),
        )
    }

    /// A column that says this of itself and nothing else.
    #[track_caller]
    pub(crate) fn with_column(self, path: &str, column: u32, attributes: &str) -> Self {
        let tag = format!("<col min=\"{column}\" max=\"{column}\" {attributes}/>");
        self.with_tag(path, &format!("<col min=\"{column}\""), &tag)
    }

    /// Puts a tag in place of the one that begins so.
    #[track_caller]
    fn with_tag(self, path: &str, begins: &str, tag: &str) -> Self {
        let text = self.part(path);
        let start = text.find(begins).unwrap_or_else(|| panic!("no {begins} in {text}"));
        let end = start + text[start..].find('>').unwrap() + 1;
        let old = text[start..end].to_owned();
        self.replacing(path, &old, tag)
    }

    /// What a sheet says of rows and columns that say nothing.
    #[track_caller]
    pub(crate) fn with_defaults(self, path: &str, attributes: &str) -> Self {
        let format = format!("<sheetFormatPr {attributes} ");
        self.replacing(path, "<sheetFormatPr ", &format)
    }

    /// A text in pieces.
    #[track_caller]
    pub(crate) fn runs(self, sheet: &str, cell: &str, runs: &str) -> Self {
        self.cell(sheet, cell, " t=\"inlineStr\"", &format!("<is>{runs}</is>"))
    }

    /// A calculation that gives a text without letters.
    #[track_caller]
    pub(crate) fn blank_formula(self, sheet: &str, cell: &str, formula: &str) -> Self {
        let formula = formula.replace('"', "&quot;");
        self.cell(sheet, cell, " t=\"str\"", &format!("<f>{formula}</f><v></v>"))
    }

    /// Letters of the parts changed to others, wherever these fall.
    pub(crate) fn garbled(mut self, hits: &[(proptest::sample::Index, u8)]) -> Self {
        for (index, byte) in hits {
            let count = self.parts.len();
            let (_, text) = &mut self.parts[usize::from(*byte) % count];
            let at = index.index(text.len().max(1));
            let letter = char::from(byte % 96 + 32).to_string();
            if text.is_char_boundary(at) && text.is_char_boundary(at + 1) {
                text.replace_range(at..=at, &letter);
            }
        }
        self
    }

    /// Puts other values where attributes have theirs.
    pub(crate) fn with_values(mut self, hits: &[(proptest::sample::Index, &str)]) -> Self {
        for (index, value) in hits {
            let part = index.index(self.parts.len());
            let text = &mut self.parts[part].1;
            let starts: Vec<_> = text.match_indices("=\"").map(|(at, _)| at + 2).collect();
            if starts.is_empty() {
                continue;
            }
            let start = starts[index.index(starts.len())];
            let end = start + text[start..].find('"').unwrap_or(0);
            text.replace_range(start..end, value);
        }
        self
    }

    /// Moves the parts of a folder to another, and says so where the workbook is named.
    pub(crate) fn moved(mut self, from: &str, to: &str) -> Self {
        for (name, text) in &mut self.parts {
            *name = name.replacen(from, to, 1);
            if name == "_rels/.rels" {
                *text = text.replace(from, to);
            }
        }
        self
    }

    /// Adds the parts of another workbook that have other names.
    pub(crate) fn beside(mut self, other: &Self) -> Self {
        for (name, text) in &other.parts {
            if !self.parts.iter().any(|(one, _)| one == name) {
                self.parts.push((name.clone(), text.clone()));
            }
        }
        self
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in &self.parts {
            writer.start_file(name, SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }
}
