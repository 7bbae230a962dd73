//! The faults of one file: the first of them, and how many more there are.

use std::ops::Range;

use panel_core::{Fault, FaultCode, SourceText};

use crate::Rejection;

/// As many faults of one file are shown.
const KEPT: usize = 10;

/// A file with more faults than this is another kind of file: it is read no further.
const MOST: u64 = 1_000;

/// No more of a line is shown than this, in bytes.
const SHOWN: usize = 400;

/// A line of a file, as the fault shows it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FaultyLine<'a> {
    /// From 1.
    pub(crate) number: u64,
    pub(crate) bytes: &'a [u8],
}

/// Notes the faults of the file `path`.
#[derive(Debug)]
pub(crate) struct FileFaults<'a> {
    path: &'a str,
    kept: Vec<Fault>,
    found: u64,
}

impl<'a> FileFaults<'a> {
    pub(crate) fn new(path: &'a str) -> Self {
        Self { path, kept: Vec::new(), found: 0 }
    }

    pub(crate) fn are_none(&self) -> bool {
        self.found == 0
    }

    /// Whether the file is not worth reading on.
    pub(crate) fn are_too_many(&self) -> bool {
        self.found >= MOST
    }

    /// A fault of the whole file.
    pub(crate) fn of_file(&mut self, code: FaultCode, message: &str, remedy: &str) {
        self.note(|path| Fault::of_file(code, path, message, remedy));
    }

    /// A fault of a whole line.
    pub(crate) fn of_line(
        &mut self,
        code: FaultCode,
        line: FaultyLine<'_>,
        message: &str,
        remedy: &str,
    ) {
        self.note(|path| {
            let text = shown(line.bytes);
            at(code, path, line.number, &text, 0..text.len(), message, remedy)
        });
    }

    /// A fault of one field of `line`: its index, and what it holds.
    pub(crate) fn of_field(
        &mut self,
        code: FaultCode,
        line: FaultyLine<'_>,
        (index, value): (usize, &str),
        message: &str,
        remedy: &str,
    ) {
        self.note(|path| {
            let text = shown(line.bytes);
            // Where fields are quoted, commas do not tell where they begin.
            let start = if text.contains('"') {
                text.find(value)
            } else {
                let commas = text.match_indices(',').map(|(comma, _)| comma + 1);
                std::iter::once(0).chain(commas).nth(index)
            };
            let start = start.unwrap_or_default();
            at(code, path, line.number, &text, start..start + value.len(), message, remedy)
        });
    }

    /// A fault of one byte of `line`.
    pub(crate) fn of_byte(
        &mut self,
        code: FaultCode,
        line: FaultyLine<'_>,
        byte: usize,
        message: &str,
        remedy: &str,
    ) {
        self.note(|path| {
            let text = shown(line.bytes);
            let start = String::from_utf8_lossy(&line.bytes[..byte]).len();
            let end =
                start + text[start.min(text.len())..].chars().next().map_or(0, char::len_utf8);
            at(code, path, line.number, &text, start..end, message, remedy)
        });
    }

    fn note(&mut self, fault: impl FnOnce(&str) -> Fault) {
        self.found += 1;
        if self.kept.len() < KEPT {
            self.kept.push(fault(self.path));
        }
    }

    /// What is to be told of the file.
    pub(crate) fn into_rejection(self) -> Rejection {
        let more = self.found - self.kept.len() as u64;
        Rejection { faults: self.kept, more, files: 1, read_to_the_end: self.found < MOST }
    }
}

fn at(
    code: FaultCode,
    path: &str,
    number: u64,
    text: &str,
    span: Range<usize>,
    message: &str,
    remedy: &str,
) -> Fault {
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    Fault::at(code, &SourceText::excerpt(path, number, text), span, message, remedy)
}

fn shown(line: &[u8]) -> String {
    String::from_utf8_lossy(&line[..line.len().min(SHOWN)]).into_owned()
}
