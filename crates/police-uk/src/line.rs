//! Lines of bounded length, and their fields.

use std::io::{self, BufRead};

use csv_core::{ReadRecordResult, Reader};
use memchr::{memchr, memchr_iter, memrchr_iter};

/// How many columns a street file has.
pub(crate) const COLUMNS: usize = 12;

/// The longest line, in bytes, that is kept; the rows of police.uk have some 250.
pub(crate) const LONGEST_LINE: usize = 64 * 1024;

/// More fields than this are not told apart.
const MOST_FIELDS: usize = 64;

/// A line of a file, without its ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line<'a> {
    Whole { bytes: &'a [u8], ended: bool },
    TooLong(&'a [u8]),
}

/// Reads lines one after the other, out of the reader's own memory where a line lies whole in it.
pub(crate) struct Lines<R> {
    reader: R,
    /// The line read last, where it did not lie whole in the reader's memory.
    joined: Vec<u8>,
    /// How many bytes of the reader's memory the line read last takes.
    unconsumed: usize,
    /// The number of the line read last, from 1.
    pub(crate) number: u64,
    /// The offset in the file of the next line.
    pub(crate) next_offset: u64,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn new(reader: R) -> Self {
        Self { reader, joined: Vec::new(), unconsumed: 0, number: 0, next_offset: 0 }
    }

    /// The next line, or `None` after the last.
    pub(crate) fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        self.reader.consume(std::mem::take(&mut self.unconsumed));
        self.joined.clear();
        let line = loop {
            let memory = match self.reader.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                memory => memory?,
            };
            let end = memchr(b'\n', memory).map(|end| end + 1);
            match end {
                Some(end) if self.joined.is_empty() => {
                    self.unconsumed = end;
                    // The memory is as it was: nothing was consumed.
                    break &self.reader.fill_buf()?[..end];
                }
                None if memory.is_empty() || self.joined.len() > LONGEST_LINE + 1 => {
                    break self.joined.as_slice();
                }
                end => {
                    let room = LONGEST_LINE + 2 - self.joined.len().min(LONGEST_LINE + 2);
                    let taken = end.unwrap_or(memory.len()).min(room);
                    self.joined.extend_from_slice(&memory[..taken]);
                    self.reader.consume(taken);
                    if end.is_some() {
                        break self.joined.as_slice();
                    }
                }
            }
        };
        if line.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        self.next_offset += line.len() as u64;
        let ended = line.ends_with(b"\n");
        let bytes = line.strip_suffix(b"\n").unwrap_or(line);
        // A carriage return belongs to the ending; before no ending, it is what is left of one.
        let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
        if bytes.len() > LONGEST_LINE {
            return Ok(Some(Line::TooLong(bytes)));
        }
        Ok(Some(Line::Whole { bytes, ended }))
    }
}

/// Why a line is no row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Malformed {
    /// It has another number of columns.
    Columns(usize),
    /// It has more columns than are told apart.
    ManyColumns,
    /// A quotation is opened and not closed.
    OpenQuote,
    /// A carriage return stands inside it.
    CarriageReturn,
    /// It is not UTF-8 from this byte on.
    NotUtf8(usize),
}

/// The fields of a row that say what is counted, without their quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Row<'a> {
    pub(crate) crime_id: &'a [u8],
    pub(crate) month: &'a [u8],
    pub(crate) reported_by: &'a [u8],
    pub(crate) falls_within: &'a [u8],
    pub(crate) crime_type: &'a [u8],
}

/// What a line holds, seen in one pass.
#[derive(Debug, Clone, Copy, Default)]
struct Glance {
    commas: usize,
    /// Whether it has a quote or a carriage return.
    special: bool,
    ascii: bool,
}

impl Glance {
    fn at(line: &[u8]) -> Self {
        let (mut commas, mut special, mut all) = (0, 0, 0);
        // Few enough bytes at once that a byte can count them, so that many are counted side by side.
        for bytes in line.chunks(128) {
            let mut of_these = 0_u8;
            for byte in bytes {
                of_these += u8::from(*byte == b',');
                special |= u8::from(*byte == b'"') | u8::from(*byte == b'\r');
                all |= *byte;
            }
            commas += usize::from(of_these);
        }
        Self { commas, special: special != 0, ascii: all < 0x80 }
    }
}

/// Divides lines into their fields: commas, and double quotes where a field holds one.
pub(crate) struct Splitter {
    reader: Reader,
    text: Vec<u8>,
}

impl Splitter {
    pub(crate) fn new() -> Self {
        Self { reader: Reader::new(), text: Vec::new() }
    }

    /// The row that `line` is.
    pub(crate) fn row<'a>(&'a mut self, line: &'a [u8]) -> Result<Row<'a>, Malformed> {
        let glance = Glance::at(line);
        if !glance.ascii
            && let Err(error) = std::str::from_utf8(line)
        {
            return Err(Malformed::NotUtf8(error.valid_up_to()));
        }
        if glance.special {
            let [crime_id, month, reported_by, falls_within, _, _, _, _, _, crime_type, _, _] =
                self.quoted(line)?;
            return Ok(Row { crime_id, month, reported_by, falls_within, crime_type });
        }
        if glance.commas + 1 != COLUMNS {
            return Err(counted(glance.commas + 1));
        }
        // Five fields of twelve: four are near the beginning, one is near the end.
        let mut commas = memchr_iter(b',', line);
        let starts: [_; 4] = std::array::from_fn(|_| commas.next().map_or(line.len(), |at| at + 1));
        let mut commas = memrchr_iter(b',', line).skip(1);
        let ends: [_; 2] = std::array::from_fn(|_| commas.next().unwrap_or_default());
        let between = |start: usize, end: usize| line.get(start..end).unwrap_or_default();
        Ok(Row {
            crime_id: between(0, starts[0] - 1),
            month: between(starts[0], starts[1] - 1),
            reported_by: between(starts[1], starts[2] - 1),
            falls_within: between(starts[2], starts[3] - 1),
            crime_type: between(ends[1] + 1, ends[0]),
        })
    }

    /// The fields of `line`, without their quotes.
    pub(crate) fn split(&mut self, line: &[u8]) -> Result<[&[u8]; COLUMNS], Malformed> {
        match std::str::from_utf8(line) {
            Ok(_) => self.quoted(line),
            Err(error) => Err(Malformed::NotUtf8(error.valid_up_to())),
        }
    }

    fn quoted(&mut self, line: &[u8]) -> Result<[&[u8]; COLUMNS], Malformed> {
        if line.contains(&b'\r') {
            return Err(Malformed::CarriageReturn);
        }
        if memchr_iter(b'"', line).count() % 2 == 1 {
            return Err(Malformed::OpenQuote);
        }
        self.reader.reset();
        // Quotes are left out, so the text is no longer than the line.
        self.text.resize(line.len() + 1, 0);
        let mut ends = [0; MOST_FIELDS];
        let (mut read, mut written, mut fields) = (0, 0, 0);
        loop {
            let (result, read_now, written_now, fields_now) = self.reader.read_record(
                &line[read..],
                &mut self.text[written..],
                &mut ends[fields..],
            );
            read += read_now;
            written += written_now;
            fields += fields_now;
            match result {
                // Once more with nothing to read, which ends the record.
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::Record | ReadRecordResult::End => break,
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    return Err(Malformed::ManyColumns);
                }
            }
        }
        if fields != COLUMNS {
            // A line without anything has one column, which is empty.
            return Err(Malformed::Columns(fields.max(1)));
        }
        let text = &self.text;
        Ok(std::array::from_fn(|field| {
            let start = if field == 0 { 0 } else { ends[field - 1] };
            &text[start..ends[field]]
        }))
    }
}

fn counted(columns: usize) -> Malformed {
    if columns > MOST_FIELDS { Malformed::ManyColumns } else { Malformed::Columns(columns) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(text: &[u8]) -> Vec<(Vec<u8>, bool)> {
        let mut lines = Lines::new(text);
        let mut all = Vec::new();
        while let Some(line) = lines.next().expect("memory can be read") {
            match line {
                Line::Whole { bytes, ended } => all.push((bytes.to_vec(), ended)),
                Line::TooLong(bytes) => panic!("{} bytes are too long", bytes.len()),
            }
        }
        all
    }

    fn line(text: &str, ended: bool) -> (Vec<u8>, bool) {
        (text.as_bytes().to_vec(), ended)
    }

    #[test]
    fn a_line_ends_with_a_line_feed_with_or_without_a_carriage_return() {
        assert_eq!(
            lines(b"a\r\nb\n\n\rc\n\xFF"),
            [
                line("a", true),
                line("b", true),
                line("", true),
                line("\rc", true),
                (vec![0xFF], false)
            ]
        );
        assert_eq!(lines(b""), []);
        assert_eq!(lines(b"a\r"), [line("a", false)]);
    }

    #[test]
    fn no_more_than_the_longest_line_is_kept() {
        let longest = vec![b'x'; LONGEST_LINE];
        assert_eq!(lines(&[&longest[..], b"\r\ny"].concat()).len(), 2);
        for of_one_read in [100, 10 * LONGEST_LINE] {
            let endless = io::BufReader::with_capacity(of_one_read, io::repeat(0));
            let mut lines = Lines::new(endless);
            assert!(matches!(lines.next(), Ok(Some(Line::TooLong(_)))), "{of_one_read}");
            assert!(lines.joined.capacity() < 4 * LONGEST_LINE, "{}", lines.joined.capacity());
        }
    }

    #[test]
    fn a_comma_within_quotes_shifts_nothing() {
        let mut splitter = Splitter::new();
        let line = br#"a,b,c,d,e,f,"On or near ""The Cross"", Hinckley",h,i,j,k,"#;
        let fields = splitter.split(line).expect("twelve fields");
        assert_eq!(fields[6], br#"On or near "The Cross", Hinckley"#);
        assert_eq!((fields[5], fields[7], fields[11]), (&b"f"[..], &b"h"[..], &b""[..]));
    }

    #[test]
    fn a_line_that_is_no_row_says_why() {
        let mut splitter = Splitter::new();
        for (line, why) in [
            (&b""[..], Malformed::Columns(1)),
            (b"a,b", Malformed::Columns(2)),
            (b"\"a,b\"", Malformed::Columns(1)),
            (b"\"a\"", Malformed::Columns(1)),
            (b",,,,,,,,,,,,", Malformed::Columns(13)),
            (b"\"\",,,,,,,,,,,,", Malformed::Columns(13)),
            (&[b','; 99], Malformed::ManyColumns),
            (b",,,,,,\"x,,,,,", Malformed::OpenQuote),
            (b",,,,\r,,,,,,,", Malformed::CarriageReturn),
            (b",\xC3", Malformed::NotUtf8(1)),
        ] {
            assert_eq!(splitter.split(line), Err(why), "{}", String::from_utf8_lossy(line));
            assert_eq!(splitter.row(line), Err(why), "{}", String::from_utf8_lossy(line));
        }
    }

    proptest! {
        /// The crate `csv` reads the same fields, written by itself with any quoting.
        #[test]
        fn fields_are_those_of_the_csv_crate(
            fields in proptest::collection::vec("[a-c,\" é]{0,6}", 1..16),
            always in any::<bool>(),
        ) {
            let style = if always { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
            let mut writer = csv::WriterBuilder::new().quote_style(style).from_writer(Vec::new());
            writer.write_record(&fields).expect("memory can be written");
            let written = writer.into_inner().expect("memory can be written");
            let line = written.strip_suffix(b"\n").expect("a line");
            let mut splitter = Splitter::new();
            match splitter.split(line) {
                Ok(read) => prop_assert_eq!(read.to_vec(), fields.iter().map(String::as_bytes).collect::<Vec<_>>()),
                Err(why) => prop_assert_eq!(why, Malformed::Columns(fields.len())),
            }
            prop_assert_eq!(fields.len() == COLUMNS, splitter.split(line).is_ok());
        }

        /// Lines are the same however little is read at once.
        #[test]
        fn lines_do_not_depend_on_the_memory(text in "[ab\r\n]{0,60}", memory in 1..20_usize) {
            let mut lines_of_memory = Lines::new(io::BufReader::with_capacity(memory, text.as_bytes()));
            let whole = lines(text.as_bytes());
            let mut offset = 0;
            for (bytes, ended) in &whole {
                prop_assert_eq!(lines_of_memory.next_offset, offset);
                let line = lines_of_memory.next().expect("memory can be read");
                prop_assert_eq!(line, Some(Line::Whole { bytes, ended: *ended }));
                offset = lines_of_memory.next_offset;
            }
            prop_assert_eq!(lines_of_memory.next().expect("memory can be read"), None);
            prop_assert_eq!(lines_of_memory.number, whole.len() as u64);
            prop_assert_eq!(lines_of_memory.next_offset, text.len() as u64);
        }

        /// The quick way to the five fields gives those of all twelve.
        #[test]
        fn a_row_has_the_fields_of_its_line(
            line in "([a-c é]{0,3}|[a-c]{0,200}|\"[a-c,]{0,3}\")(,([a-c é]{0,3}|\"[a-c,]{0,3}\")){9,13}",
            damage in proptest::option::of((any::<prop::sample::Index>(), any::<u8>())),
        ) {
            let mut line = line.into_bytes();
            if let Some((at, byte)) = damage {
                let at = at.index(line.len());
                line[at] = byte;
            }
            let (mut one, mut other) = (Splitter::new(), Splitter::new());
            let fields = one.split(&line).map(|fields| Row {
                crime_id: fields[0],
                month: fields[1],
                reported_by: fields[2],
                falls_within: fields[3],
                crime_type: fields[9],
            });
            prop_assert_eq!(other.row(&line), fields);
        }

        #[test]
        fn no_bytes_are_too_strange(text in proptest::collection::vec(any::<u8>(), 0..400)) {
            let mut splitter = Splitter::new();
            let mut lengths = 0;
            for (line, _) in lines(&text) {
                prop_assert_eq!(splitter.row(&line).is_ok(), Splitter::new().split(&line).is_ok());
                lengths += line.len();
            }
            prop_assert!(lengths <= text.len());
        }
    }
}
