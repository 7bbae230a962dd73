//! The rows of a CSV one after the other, each cell with its place.
//!
//! Each byte is looked at a fixed number of times, however many rows there are, and of a row that goes on
//! and on no more cells are kept than any table has.

use std::ops::Range;

use csv_core::{ReadRecordResult, Reader};
use memchr::memchr_iter;
use panel_core::SourceText;

use crate::cells::{Cell, Record, Spot};

/// More cells of a row than this are counted and not kept: no table has as many columns.
const KEPT_CELLS: usize = 256;

/// Reads the rows of a text, the header among them.
#[derive(Debug)]
pub struct CsvRows {
    source: SourceText,
    reader: Reader,
    /// How many bytes were read.
    read: usize,
    /// The line of the byte `counted`.
    line: u32,
    counted: usize,
    /// The cells of the row read last, one after the other, and where each of them ends.
    text: Vec<u8>,
    ends: Vec<usize>,
    /// How many cells the row read last has.
    length: usize,
}

impl CsvRows {
    pub(crate) fn new(source: &SourceText) -> Self {
        Self {
            source: source.clone(),
            reader: Reader::new(),
            read: 0,
            line: 1,
            counted: 0,
            text: vec![0; 1024],
            ends: vec![0; KEPT_CELLS],
            length: 0,
        }
    }

    /// How many cells the row read last has, with those that were not kept.
    #[must_use]
    pub fn length(&self) -> usize {
        self.length
    }

    /// Reads to the end of the next row, and says whether there was one.
    fn advance(&mut self) -> bool {
        let bytes = self.source.text.as_bytes();
        let (mut written, mut others) = (0, [0; KEPT_CELLS]);
        self.length = 0;
        loop {
            let kept = self.length < KEPT_CELLS;
            let ends = if kept { &mut self.ends[self.length..] } else { &mut others[..] };
            // What is not kept is written over what was not kept before.
            let text = if kept { &mut self.text[written..] } else { &mut self.text[..] };
            let (result, read, wrote, ended) =
                self.reader.read_record(&bytes[self.read..], text, ends);
            self.read += read;
            self.length += ended;
            written += if kept { wrote } else { 0 };
            match result {
                ReadRecordResult::OutputFull if kept => {
                    self.text.resize(2 * self.text.len(), 0);
                }
                // At the end of the text once more, with nothing to read: that ends the row.
                ReadRecordResult::InputEmpty
                | ReadRecordResult::OutputEndsFull
                | ReadRecordResult::OutputFull => {}
                ReadRecordResult::Record => return true,
                ReadRecordResult::End => return false,
            }
        }
    }

    /// The line of a byte behind all that were asked for.
    fn line_of(&mut self, offset: usize) -> u32 {
        let passed = &self.source.text.as_bytes()[self.counted..offset];
        let breaks = memchr_iter(b'\n', passed).count();
        self.counted = offset;
        self.line = self.line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
        self.line
    }
}

impl Iterator for CsvRows {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        let from = self.read;
        if !self.advance() {
            return None;
        }
        let bytes = self.source.text.as_bytes();
        let is_break = |byte: &u8| matches!(byte, b'\n' | b'\r');
        // The reader counts the line ends that it skipped as part of the next row.
        let skipped = bytes[from..self.read].iter().take_while(|byte| is_break(byte)).count();
        let start = from + skipped;
        let ended = bytes[start..self.read].iter().rev().take_while(|byte| is_break(byte)).count();
        let row = start..self.read - ended;
        let spans = cell_spans(&bytes[..row.end], start);
        let kept = self.length.min(KEPT_CELLS);
        let mut cells = Vec::with_capacity(kept);
        let mut begins = 0;
        for (index, end) in self.ends.iter().take(kept).enumerate() {
            let text = String::from_utf8_lossy(&self.text[begins..*end]).trim().to_owned();
            let spot = Spot::Bytes(spans.get(index).cloned().unwrap_or_else(|| row.clone()));
            cells.push(Cell { text, spot });
            begins = *end;
        }
        let line = self.line_of(start);
        Some(Record { line, span: row, cells, whole: true, titled: false })
    }
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
    let mut open = None;
    for (at, _) in text.match_indices('"') {
        open = if open.is_some() { None } else { Some(at) };
    }
    open
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let rows = CsvRows::new(&SourceText::new("a.csv", text));
        rows.map(|row| row.cells.into_iter().map(|cell| cell.text).collect()).collect()
    }

    #[test]
    fn of_an_endless_row_a_few_cells_are_kept_and_all_are_counted() {
        let text = format!("a,b\n{}\nc,d\n", ",".repeat(1_000_000));
        let mut rows = CsvRows::new(&SourceText::new("a.csv", &text));
        let _ = rows.next();
        let long = rows.next().unwrap();
        assert_eq!((long.cells.len(), rows.length()), (KEPT_CELLS, 1_000_001));
        assert_eq!(long.span, 4..1_000_004);
        let last = rows.next().unwrap();
        assert_eq!((last.line, &*last.cells[1].text, rows.length()), (3, "d", 2));
        assert!(rows.next().is_none());
        assert!(rows.text.len() < 10_000, "{}", rows.text.len());
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
            for row in CsvRows::new(&source) {
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
            for (row, written) in CsvRows::new(&source).zip(&rows) {
                for (cell, written) in row.cells.iter().zip(written) {
                    let Spot::Bytes(span) = &cell.spot else { panic!("a text has bytes") };
                    let there = text[span.clone()].trim_matches('"').replace("\"\"", "\"");
                    prop_assert_eq!(there.trim_matches('"'), written.trim_matches('"'));
                }
            }
        }
    }
}
