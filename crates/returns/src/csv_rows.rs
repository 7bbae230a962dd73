//! The rows of a CSV one after the other, each cell with its place.
//!
//! Each byte is looked at a fixed number of times, however many rows there are; of a row that goes on and on no
//! more cells are kept than any table has, and it ends the reading where it is longer than any row.

use std::ops::Range;

use csv_core::{ReadRecordResult, Reader};
use memchr::{memchr_iter, memchr2, memchr3};
use panel_core::{Fault, code};

use crate::cells::{Cell, Record, Spot};

/// More cells of a row than this are counted and not kept: no table has as many columns.
const KEPT_CELLS: usize = 256;

/// A row with more bytes than this is not read: a spreadsheet's cell has 32,767 letters at most.
pub const LONGEST_ROW: usize = 256 * 1024;

/// More line ends than this one after the other are not passed over: no spreadsheet has as many rows.
const MOST_BREAKS: usize = 4 * 1024 * 1024;

/// What ended the reading before the text ended, and in which line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ended {
    /// A row that is too long.
    LongRow(u32),
    /// Empty lines without end.
    EmptyLines(u32),
}

/// Reads the rows of a text, the header among them.
#[derive(Debug)]
pub struct CsvRows<'a> {
    text: &'a str,
    /// Reads rows that have a quotation mark.
    reader: Reader,
    /// How many bytes were read.
    read: usize,
    /// The line of the byte `counted`.
    line: u32,
    counted: usize,
    /// The cells of the quoted row read last, one after the other, and where each of them ends.
    buffer: Vec<u8>,
    ends: Vec<usize>,
    /// How many cells the row read last has.
    length: usize,
    /// What ended the reading early.
    ended: Option<Ended>,
}

impl<'a> CsvRows<'a> {
    /// The rows of a text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let (mut reader, mut ends) = (Reader::new(), vec![0; KEPT_CELLS]);
        // It would drop a byte order mark wherever it begins to read.
        let _ = reader.read_record(b"\n", &mut [0; 8], &mut ends);
        Self {
            text,
            reader,
            read: 0,
            line: 1,
            counted: 0,
            buffer: vec![0; 1024],
            ends,
            length: 0,
            ended: None,
        }
    }

    /// How many cells the row read last has, with those that were not kept.
    #[must_use]
    pub fn length(&self) -> usize {
        self.length
    }

    /// The line (from 1) that begins at this byte of a text.
    pub(crate) fn line_at(text: &'a str, start: usize) -> u32 {
        Self::new(text).line_of(start)
    }

    /// What is wrong with the row that ended the reading before the text ended.
    #[must_use]
    pub fn fault(&self, path: &str) -> Option<Fault> {
        let (code, line, message, remedy) = match self.ended? {
            Ended::LongRow(line) => (
                code!("returns::long_row"),
                line,
                format!("the row has more than {} KiB", LONGEST_ROW / 1024),
                "end each row with its line; close each quotation mark in the row that opens it",
            ),
            Ended::EmptyLines(line) => (
                code!("returns::empty_lines"),
                line,
                format!("more than {} KiB of empty lines begin here", MOST_BREAKS / 1024),
                "delete the empty lines",
            ),
        };
        Some(Fault::in_cell(code, path, &format!("line {line}"), message, remedy))
    }

    /// Reads the row with quotation marks that begins at `start`; nothing where it is too long.
    fn quoted(&mut self, start: usize) -> Option<Record> {
        let rest = &self.text.as_bytes()[start..];
        let bytes = &rest[..rest.len().min(LONGEST_ROW + 1)];
        let (mut written, mut read, mut others) = (0, 0, [0; KEPT_CELLS]);
        self.length = 0;
        loop {
            let kept = self.length < KEPT_CELLS;
            let ends = if kept { &mut self.ends[self.length..] } else { &mut others[..] };
            // What is not kept is written over what was not kept before.
            let text = if kept { &mut self.buffer[written..] } else { &mut self.buffer[..] };
            if read == bytes.len() && bytes.len() < rest.len() {
                return None;
            }
            let (result, more, wrote, ended) = self.reader.read_record(&bytes[read..], text, ends);
            read += more;
            self.length += ended;
            written += if kept { wrote } else { 0 };
            match result {
                ReadRecordResult::OutputFull if kept => {
                    self.buffer.resize(2 * self.buffer.len(), 0);
                }
                // At the end of the text once more, with nothing to read: that ends the row.
                ReadRecordResult::InputEmpty
                | ReadRecordResult::OutputEndsFull
                | ReadRecordResult::OutputFull => {}
                ReadRecordResult::Record | ReadRecordResult::End => break,
            }
        }
        self.read = start + read;
        let is_break = |byte: &&u8| matches!(byte, b'\n' | b'\r');
        let ended = bytes[..read].iter().rev().take_while(is_break).count();
        let row = start..self.read - ended;
        if row.len() > LONGEST_ROW {
            return None;
        }
        let spans = cell_spans(&self.text.as_bytes()[..row.end], start);
        let (mut cells, mut begins) = (Vec::with_capacity(spans.len()), 0);
        for (index, end) in self.ends.iter().take(self.length.min(KEPT_CELLS)).enumerate() {
            let text = String::from_utf8_lossy(&self.buffer[begins..*end]).trim().to_owned();
            let spot = Spot::Bytes(spans.get(index).cloned().unwrap_or_else(|| row.clone()));
            cells.push(Cell { text, spot });
            begins = *end;
        }
        Some(self.record(row, cells))
    }

    /// Reads a row without a quotation mark.
    fn plain(&mut self, row: Range<usize>) -> Record {
        // Most rows have as many cells as the one before.
        let mut cells = Vec::with_capacity(self.length.clamp(1, KEPT_CELLS));
        let mut begins = row.start;
        let commas = memchr_iter(b',', &self.text.as_bytes()[row.clone()]);
        self.length = 0;
        for end in commas.map(|at| row.start + at).chain([row.end]) {
            self.length += 1;
            if self.length <= KEPT_CELLS {
                let text = self.text[begins..end].trim().to_owned();
                cells.push(Cell { text, spot: Spot::Bytes(begins..end) });
            }
            begins = end + 1;
        }
        self.read = row.end;
        self.record(row, cells)
    }

    fn record(&mut self, span: Range<usize>, cells: Vec<Cell>) -> Record {
        let line = self.line_of(span.start);
        Record { line, span, cells, whole: true, titled: false }
    }

    /// The line of a byte behind all that were asked for, with which a line begins.
    fn line_of(&mut self, offset: usize) -> u32 {
        let bytes = self.text.as_bytes();
        let passed = &bytes[self.counted..offset];
        // A carriage return ends a line by itself as well, unless a line feed follows it.
        let alone = |at: &usize| bytes.get(self.counted + at + 1) != Some(&b'\n');
        let breaks =
            memchr_iter(b'\n', passed).count() + memchr_iter(b'\r', passed).filter(alone).count();
        self.counted = offset;
        self.line = self.line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
        self.line
    }
}

impl Iterator for CsvRows<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        if self.ended.is_some() {
            return None;
        }
        let bytes = self.text.as_bytes();
        let is_break = |byte: &&u8| matches!(byte, b'\n' | b'\r');
        let left = &bytes[self.read..];
        let breaks = left[..left.len().min(MOST_BREAKS + 1)].iter().take_while(is_break).count();
        if breaks > MOST_BREAKS {
            let line = self.line_of(self.read);
            // The first of them may end the row before.
            let before = bytes[..self.read].last();
            let ends_row = before.is_some_and(|byte| !is_break(&byte));
            let line = line.saturating_add(u32::from(ends_row));
            self.ended = Some(Ended::EmptyLines(line));
            return None;
        }
        let start = self.read + breaks;
        let rest = &bytes[start..];
        if rest.is_empty() {
            self.read = start;
            return None;
        }
        let row = match memchr3(b'\n', b'\r', b'"', &rest[..rest.len().min(LONGEST_ROW + 1)]) {
            Some(at) if rest[at] == b'"' => self.quoted(start),
            Some(at) => Some(self.plain(start..start + at)),
            None if rest.len() <= LONGEST_ROW => Some(self.plain(start..bytes.len())),
            None => None,
        };
        if row.is_none() {
            self.ended = Some(Ended::LongRow(self.line_of(start)));
        }
        row
    }
}

/// The first line of a text, whatever ends it.
#[must_use]
pub fn first_line(text: &str) -> &str {
    &text[..memchr2(b'\n', b'\r', text.as_bytes()).unwrap_or(text.len())]
}

/// The bytes of each cell of the row that begins at `start`; of a row that goes on and on the last is the
/// rest of it.
pub(crate) fn cell_spans(bytes: &[u8], start: usize) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let (mut cell, mut quoted) = (start, false);
    let mut index = start;
    loop {
        match bytes.get(index) {
            Some(b'"') => quoted = !quoted,
            Some(b',') if !quoted && spans.len() < KEPT_CELLS => {
                spans.push(cell..index);
                cell = index + 1;
            }
            Some(b'\n' | b'\r') if !quoted => break,
            None => break,
            Some(_) => {}
        }
        index += 1;
    }
    spans.push(cell..index);
    spans
}

/// The last quotation mark that opens a cell and is never closed.
pub(crate) fn open_quotation(text: &str) -> Option<usize> {
    let marks = memchr_iter(b'"', text.as_bytes()).count();
    if marks % 2 == 1 { memchr::memrchr(b'"', text.as_bytes()) } else { None }
}

#[cfg(test)]
mod tests {
    use panel_core::SourceText;
    use proptest::prelude::*;

    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let rows = CsvRows::new(text);
        rows.map(|row| row.cells.into_iter().map(|cell| cell.text).collect()).collect()
    }

    #[test]
    fn of_an_endless_row_a_few_cells_are_kept_and_all_are_counted() {
        for (cell, kept) in [("", 0), ("\"\"", 2)] {
            let count = 200_000 / (1 + kept);
            let row = vec![cell; count].join(",");
            let text = format!("a,b\n{row}\nc,d\n");
            let mut rows = CsvRows::new(&text);
            let _ = rows.next();
            let long = rows.next().unwrap();
            assert_eq!((long.cells.len(), rows.length()), (KEPT_CELLS, count));
            assert_eq!(long.span, 4..4 + row.len());
            let last = rows.next().unwrap();
            assert_eq!((last.line, &*last.cells[1].text, rows.length()), (3, "d", 2));
            assert!(rows.next().is_none() && rows.fault("a.csv").is_none());
            assert!(rows.buffer.len() < 10_000, "{}", rows.buffer.len());
        }
    }

    #[test]
    fn a_row_that_is_longer_than_any_ends_the_reading() {
        let quoted = format!("\"{}\"", "\n".repeat(LONGEST_ROW - 2));
        for (row, fits) in [
            ("a".repeat(LONGEST_ROW), true),
            ("a".repeat(LONGEST_ROW + 1), false),
            (quoted.clone(), true),
            (format!("{quoted}a"), false),
            ("\"".repeat(2 * LONGEST_ROW), false),
        ] {
            for end in ["", "\nb\n"] {
                let text = format!("a\n\r\n{row}{end}");
                let mut rows = CsvRows::new(&text);
                assert_eq!(rows.by_ref().count(), 1 + usize::from(fits) * (1 + end.len() / 3));
                let told = rows.fault("a.csv").map(|fault| fault.location());
                assert_eq!(told.as_deref(), (!fits).then_some("a.csv line 3"));
            }
        }
    }

    #[test]
    fn empty_lines_without_end_end_the_reading() {
        for (head, line) in [("", 1), ("a,b\n", 2), ("a,b\nc,d\n\ne,f\n", 5)] {
            for (more, fits) in [(0, true), (1, false)] {
                // The end of the row before is one of them.
                let count = MOST_BREAKS - usize::from(!head.is_empty()) + more;
                let text = format!("{head}{}g,h\n", "\n".repeat(count));
                let mut rows = CsvRows::new(&text);
                let read = rows.by_ref().count();
                assert_eq!(read, head.matches(',').count() + usize::from(fits));
                let told = rows.fault("a.csv").map(|fault| fault.location());
                let expected = (!fits).then(|| format!("a.csv line {line}"));
                assert_eq!(told, expected, "{head:?} {more}");
            }
        }
    }

    proptest! {
        /// The crate `csv` reads the same cells, at the same lines, of any text.
        #[test]
        fn rows_are_those_of_the_csv_crate(text in "[ab,\"\r\né ]{0,80}") {
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(text.as_bytes());
            let wanted: Vec<Vec<String>> = reader
                .records()
                .map(|row| row.unwrap().iter().map(|cell| cell.trim().to_owned()).collect())
                .collect();
            prop_assert_eq!(cells(&text), wanted);
            let source = SourceText::new("a.csv", &text);
            let mut end = 0;
            for row in CsvRows::new(&source.text) {
                prop_assert!(row.span.start >= end && row.span.end <= text.len());
                prop_assert_eq!(row.line, source.line_number(row.span.start));
                for cell in &row.cells {
                    let Spot::Bytes(span) = &cell.spot else { panic!("a text has bytes") };
                    prop_assert!(row.span.start <= span.start && span.end <= row.span.end);
                    prop_assert!(text.get(span.clone()).is_some());
                }
                end = row.span.end;
            }
        }

        /// What stands between quotation marks or commas is where its cell is said to be.
        #[test]
        fn a_cell_that_was_written_stands_in_its_place(
            rows in proptest::collection::vec(proptest::collection::vec("[ab\",\né]{0,5}", 2..5), 1..8),
        ) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let source = SourceText::new("a.csv", &text);
            for (row, written) in CsvRows::new(&source.text).zip(&rows) {
                for (cell, written) in row.cells.iter().zip(written) {
                    let Spot::Bytes(span) = &cell.spot else { panic!("a text has bytes") };
                    let there = text[span.clone()].trim_matches('"').replace("\"\"", "\"");
                    prop_assert_eq!(there.trim_matches('"'), written.trim_matches('"'));
                }
            }
        }
    }
}
