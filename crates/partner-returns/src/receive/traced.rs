//! Faults of a quarter as it would be, told of what was sent and of what stands: the tables that a
//! filing would write are not there yet.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use panel_core::{Fault, SOURCE_COLUMN, SourceText, unescape_formula};
use panel_returns::CsvRows;

use super::file_names::{self, Named};
use super::{Delivery, PACKAGE, Receiving};

/// What a filing would write, with what it was made of. What it takes long to find is found once, for all faults.
#[derive(Debug)]
pub struct Traced<'a> {
    receiving: &'a Receiving<'a>,
    /// What was sent, by the names that may be shown.
    deliveries: Vec<Named<'a>>,
    /// The texts that are to be written.
    files: &'a [SourceText],
    /// How each delivery begins the column `source` of the rows that came with it.
    origins: Vec<String>,
    /// The tables that stand, and the line in which each row of them stands first.
    before: RefCell<BTreeMap<&'a str, Before<'a>>>,
}

/// A table that stands, with the line in which each row of it stands first.
type Before<'a> = (SourceText, HashMap<&'a str, u32>);

/// Where a row stands.
enum Stands {
    /// In a line of what was sent as text.
    SentLine(usize, u32),
    /// In these cells of what was sent as a workbook.
    SentCells(usize, String),
    /// In a line of a table that is there.
    Here(u32),
}

impl<'a> Traced<'a> {
    pub(super) fn new(
        receiving: &'a Receiving<'a>,
        deliveries: &'a [Delivery<'a>],
        files: &'a [SourceText],
    ) -> Self {
        let (deliveries, _) = file_names::mask(receiving, deliveries);
        let origin = |(name, bytes): &Named<'a>| {
            let hash = Delivery { name, bytes }.sha256();
            format!("{name} sha256:{} ", hash.get(..12).unwrap_or(&hash))
        };
        let origins = deliveries.iter().map(origin).collect();
        let before = RefCell::default();
        Self { receiving, deliveries, files, origins, before }
    }

    /// The fault, told of what was sent, or of what stands.
    #[must_use]
    pub fn fault(&self, fault: Fault) -> Fault {
        let mut fault = Fault {
            message: self.name_places(&fault.message),
            remedy: self.name_places(&fault.remedy),
            ..fault
        };
        let path = fault.place.source.path.clone();
        let Some(span) = fault.place.span.clone() else { return fault };
        let line = fault.place.source.line_number(span.start);
        let moved = match self.stands(&path, line) {
            // A line of records may hold the number of a person.
            Some(Stands::SentLine(sent, line)) => {
                let text = self.text_of(sent, line).filter(|_| !self.is_of_records(&path));
                if let Some(text) = text {
                    let span = 0..text.text.len();
                    Fault::at(fault.code, &text, span, &*fault.message, &*fault.remedy)
                } else {
                    let (line, message) = (format!("line {line}"), &*fault.message);
                    Fault::in_cell(fault.code, self.name(sent), &line, message, &*fault.remedy)
                }
            }
            Some(Stands::SentCells(sent, cells)) => {
                Fault::in_cell(fault.code, self.name(sent), &cells, &*fault.message, &*fault.remedy)
            }
            Some(Stands::Here(line)) if self.is_of_records(&path) => {
                let line = format!("line {line}");
                Fault::in_cell(fault.code, &path, &line, &*fault.message, &*fault.remedy)
            }
            Some(Stands::Here(line)) => {
                let text = self.before(&path, |(text, _)| text.clone());
                let text = text.unwrap_or_else(|| SourceText::new(&path, ""));
                Fault::at(fault.code, &text, text.line(line), &*fault.message, &*fault.remedy)
            }
            None => return fault,
        };
        fault.place = moved.place;
        fault
    }

    fn name(&self, sent: usize) -> &str {
        &self.deliveries[sent].0
    }

    /// A line of a delivery that is a text.
    fn text_of(&self, sent: usize, line: u32) -> Option<SourceText> {
        let (name, bytes) = &self.deliveries[sent];
        let text = panel_returns::decode_text(name, bytes).ok()?;
        let row = CsvRows::new(text).find(|row| row.line >= line).filter(|row| row.line == line)?;
        Some(SourceText::excerpt(name, line, text.get(row.span)?))
    }

    /// What `of` finds in a table that stands.
    fn before<T>(&self, path: &str, of: impl FnOnce(&Before<'a>) -> T) -> Option<T> {
        let (path, text) = self.receiving.texts.get_key_value(path)?;
        let mut all = self.before.borrow_mut();
        let read = all.entry(path).or_insert_with(|| {
            let mut lines = HashMap::new();
            for (number, line) in (1..).zip(text.lines()) {
                lines.entry(line).or_insert(number);
            }
            (SourceText::new(path, text), lines)
        });
        Some(of(read))
    }

    /// Whether the table of this path holds records.
    fn is_of_records(&self, path: &str) -> bool {
        self.table(path).is_none_or(|table| !table.text.starts_with("series,"))
    }

    /// The text of a table that the filing would write.
    fn table(&self, path: &str) -> Option<&'a SourceText> {
        self.files.iter().find(|text| *text.path == *path && is_table(&text.path))
    }

    /// Where the row in this line of a table stands now.
    fn stands(&self, path: &str, line: u32) -> Option<Stands> {
        let table = self.table(path)?;
        let filed = cells(&table.text).last().is_some_and(|head| head == SOURCE_COLUMN.name);
        let span = table.line(line);
        let row = cells(&table.text[span.start..]);
        let sent = row.last().filter(|_| filed).and_then(|source| self.sent(source));
        if sent.is_some() {
            return sent;
        }
        let row = &table.text[span];
        self.before(path, |(_, lines)| lines.get(row).copied()).flatten().map(Stands::Here)
    }

    /// The place in what was sent that the column `source` names.
    fn sent(&self, source: &str) -> Option<Stands> {
        self.origins.iter().enumerate().find_map(|(sent, origin)| {
            let place = unescape_formula(source).strip_prefix(&**origin)?;
            let line = place.strip_prefix("line ").and_then(|line| line.parse().ok());
            Some(line.map_or_else(
                || Stands::SentCells(sent, place.to_owned()),
                |line| Stands::SentLine(sent, line),
            ))
        })
    }

    /// A sentence in which every line of a table that would be written is named by where it stands.
    fn name_places(&self, sentence: &str) -> String {
        let mut told = sentence.to_owned();
        for path in self.files.iter().map(|text| &*text.path).filter(|path| is_table(path)) {
            let name = format!("{path}:");
            let mut from = 0;
            while let Some(found) = told[from..].find(&name) {
                let start = from + found;
                let digits = start + name.len();
                let rest = told[digits..].bytes().take_while(u8::is_ascii_digit).count();
                from = digits + rest;
                let Ok(line) = told[digits..from].parse() else { continue };
                let place = match self.stands(path, line) {
                    Some(Stands::SentLine(sent, line)) => format!("{}:{line}", self.name(sent)),
                    Some(Stands::SentCells(sent, cells)) => format!("{} {cells}", self.name(sent)),
                    Some(Stands::Here(line)) => format!("{path}:{line}"),
                    None => continue,
                };
                told.replace_range(start..from, &place);
                from = start + place.len();
            }
        }
        told
    }
}

/// The cells of the row with which a text begins.
fn cells(text: &str) -> Vec<String> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let row = reader.records().flatten().next().unwrap_or_default();
    row.iter().map(str::to_owned).collect()
}

fn is_table(path: &str) -> bool {
    path.starts_with("returns/") && path != PACKAGE
}
