//! Faults of a quarter as it would be, told of what was sent and of what stands: the tables that a
//! filing would write are not there yet.

use panel_core::{Fault, SOURCE_COLUMN, SourceText, unescape_formula};

use super::{Delivery, Filing, PACKAGE, Receiving};

/// A filing with what it was made of.
pub(super) struct Traced<'a> {
    pub(super) receiving: &'a Receiving<'a>,
    pub(super) deliveries: &'a [Delivery<'a>],
    pub(super) filing: &'a Filing,
}

/// Where a row stands.
enum Stands<'a> {
    /// In a line of what was sent as text.
    SentLine(&'a Delivery<'a>, u32),
    /// In these cells of what was sent as a workbook.
    SentCells(&'a Delivery<'a>, String),
    /// In a line of a table that is there.
    Here(u32),
}

impl<'a> Traced<'a> {
    pub(super) fn fault(&self, fault: Fault) -> Fault {
        let mut fault =
            Fault { message: self.told(&fault.message), remedy: self.told(&fault.remedy), ..fault };
        let path = fault.place.source.path.clone();
        let Some(span) = fault.place.span.clone() else { return fault };
        let (line, _) = fault.place.source.line_and_column(span.start);
        let moved = match self.stands(&path, line) {
            Some(Stands::SentLine(sent, line)) => {
                match panel_returns::decode(sent.name, sent.bytes) {
                    // A line of records may hold the number of a person.
                    Ok(text) if !self.is_of_records(&path) => {
                        let span = text.line(line);
                        Fault::at(fault.code, &text, span, &*fault.message, &*fault.remedy)
                    }
                    _ => {
                        let line = format!("line {line}");
                        Fault::in_cell(
                            fault.code,
                            sent.name,
                            &line,
                            &*fault.message,
                            &*fault.remedy,
                        )
                    }
                }
            }
            Some(Stands::SentCells(sent, cells)) => {
                Fault::in_cell(fault.code, sent.name, &cells, &*fault.message, &*fault.remedy)
            }
            Some(Stands::Here(line)) if self.is_of_records(&path) => {
                let line = format!("line {line}");
                Fault::in_cell(fault.code, &path, &line, &*fault.message, &*fault.remedy)
            }
            Some(Stands::Here(line)) => {
                let text = self.receiving.texts.get(&*path).map_or("", String::as_str);
                let text = SourceText::new(&path, text);
                Fault::at(fault.code, &text, text.line(line), &*fault.message, &*fault.remedy)
            }
            None => return fault,
        };
        fault.place = moved.place;
        fault
    }

    /// Whether the table of this path holds records.
    fn is_of_records(&self, path: &str) -> bool {
        self.table(path).is_none_or(|text| !text.starts_with("series,"))
    }

    /// The text of a table that the filing would write.
    fn table(&self, path: &str) -> Option<&'a str> {
        let mut files = self.filing.files.iter();
        let found = files.find(|(name, _)| name == path && is_table(name));
        found.map(|(_, text)| text.as_str())
    }

    /// Where the row in this line of a table stands now.
    fn stands(&self, path: &str, line: u32) -> Option<Stands<'a>> {
        let table = self.table(path)?;
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(table.as_bytes());
        let filed = reader.headers().ok()?.iter().next_back() == Some(SOURCE_COLUMN.name);
        let at = |row: &csv::StringRecord| {
            row.position().is_some_and(|place| place.line() == u64::from(line))
        };
        let row = reader.records().flatten().find(at);
        let sent = row.as_ref().and_then(|row| row.iter().next_back()).filter(|_| filed);
        if let Some(found) = sent.and_then(|source| self.sent(source)) {
            return Some(found);
        }
        let text = SourceText::new(path, table);
        let row = &table[text.line(line)];
        let before = self.receiving.texts.get(path)?;
        let index = before.lines().position(|line| line == row)?;
        Some(Stands::Here(u32::try_from(index).ok()?.saturating_add(1)))
    }

    /// The place in what was sent that the column `source` names.
    fn sent(&self, source: &str) -> Option<Stands<'a>> {
        self.deliveries.iter().find_map(|sent| {
            let hash = sent.sha256();
            let from = format!("{} sha256:{} ", sent.name, hash.get(..12)?);
            let place = unescape_formula(source).strip_prefix(&from)?;
            let line = place.strip_prefix("line ").and_then(|line| line.parse().ok());
            Some(line.map_or_else(
                || Stands::SentCells(sent, place.to_owned()),
                |line| Stands::SentLine(sent, line),
            ))
        })
    }

    /// A sentence in which every line of a table that would be written is named by where it stands.
    fn told(&self, sentence: &str) -> String {
        let mut told = sentence.to_owned();
        for (path, _) in self.filing.files.iter().filter(|(path, _)| is_table(path)) {
            let name = format!("{path}:");
            let mut from = 0;
            while let Some(found) = told[from..].find(&name) {
                let start = from + found;
                let digits = start + name.len();
                let rest = told[digits..].bytes().take_while(u8::is_ascii_digit).count();
                from = digits + rest;
                let Ok(line) = told[digits..from].parse() else { continue };
                let place = match self.stands(path, line) {
                    Some(Stands::SentLine(sent, line)) => format!("{}:{line}", sent.name),
                    Some(Stands::SentCells(sent, cells)) => format!("{} {cells}", sent.name),
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

fn is_table(path: &str) -> bool {
    path.starts_with("returns/") && path != PACKAGE
}
