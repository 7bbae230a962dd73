//! A fault in what was handed in: what is wrong, where, and what to do.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A text that was read, so that a fault can show the line it speaks of.
#[derive(Clone, PartialEq, Eq)]
pub struct SourceText {
    /// Path from the quarter's folder, such as `returns/surveys.csv`.
    pub path: Arc<str>,
    /// What the file holds, or the lines of it that were kept; empty where it is no text.
    pub text: Arc<str>,
    /// The number, in the file, of the first line of `text`.
    first_line: u32,
}

impl SourceText {
    /// A text under the path that faults name.
    #[must_use]
    pub fn new(path: &str, text: &str) -> Self {
        Self::excerpt(path, 1, text)
    }

    /// Some lines of a file that is too large to keep, of which the first is its line `first_line`
    /// (from 1).
    #[must_use]
    pub fn excerpt(path: &str, first_line: u32, text: &str) -> Self {
        Self { path: path.into(), text: text.into(), first_line: first_line.max(1) }
    }

    /// The line (from 1) and column (from 1, in characters) of a byte offset.
    #[must_use]
    pub fn line_and_column(&self, offset: usize) -> (u32, u32) {
        let mut end = offset.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &self.text[..end];
        let breaks = before.bytes().filter(|byte| *byte == b'\n').count();
        let column = before.rsplit('\n').next().map_or(0, |tail| tail.chars().count()) + 1;
        let line = self.first_line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
        (line, u32::try_from(column).unwrap_or(u32::MAX))
    }

    /// The part of `span` that lies in the text, on whole characters.
    fn within(&self, span: Range<usize>) -> Range<usize> {
        let floor = |offset: usize| {
            let offset = offset.min(self.text.len());
            (0..=offset).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or(0)
        };
        let start = floor(span.start);
        start..floor(span.end).max(start)
    }

    /// The bytes in the text of a line of the file (from 1), without its line ending.
    #[must_use]
    pub fn line(&self, line: u32) -> Range<usize> {
        let mut start = 0;
        for (number, text) in (u64::from(self.first_line)..).zip(self.text.split('\n')) {
            if number == u64::from(line) {
                return start..start + text.trim_end_matches('\r').len();
            }
            start += text.len() + 1;
        }
        self.text.len()..self.text.len()
    }
}

impl fmt::Debug for SourceText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SourceText({:?}, {} bytes)", self.path, self.text.len())
    }
}

/// Where a fault is: a file, and the bytes in it where it has some.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The text.
    pub source: SourceText,
    /// The bytes that are wrong; `None` where the whole file is.
    pub span: Option<Range<usize>>,
    /// The cell of a workbook, such as `Counts!D7`; `None` for a text.
    pub cell: Option<String>,
}

/// Whether a fault stops the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The paper cannot be made.
    Error,
    /// The paper can be made; somebody should look.
    Warning,
}

/// One thing that is wrong with returns, configuration or commentary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// A stable name, such as `returns::impossible_share`.
    pub code: &'static str,
    /// Whether it stops the paper.
    pub severity: Severity,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
    /// Where.
    pub place: Place,
}

impl Fault {
    /// A fault at some bytes of a text.
    #[must_use]
    pub fn at(
        code: &'static str,
        source: &SourceText,
        span: Range<usize>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        let span = Some(source.within(span));
        let place = Place { source: source.clone(), span, cell: None };
        Self::new(code, place, &message.into(), &remedy.into())
    }

    /// A fault of a whole file, or of a file that is not there.
    #[must_use]
    pub fn of_file(
        code: &'static str,
        path: &str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        let place = Place { source: SourceText::new(path, ""), span: None, cell: None };
        Self::new(code, place, &message.into(), &remedy.into())
    }

    /// A fault in a cell of a workbook, such as `Counts!D7`.
    #[must_use]
    pub fn in_cell(
        code: &'static str,
        path: &str,
        cell: &str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        let (source, cell) = (SourceText::new(path, ""), Some(readable(cell)));
        let place = Place { source, span: None, cell };
        Self::new(code, place, &message.into(), &remedy.into())
    }

    fn new(code: &'static str, mut place: Place, message: &str, remedy: &str) -> Self {
        let severity = Severity::Error;
        // An archive names its files as it likes.
        let path = readable(&place.source.path).replace('\n', "\\n");
        if *place.source.path != *path {
            place.source.path = path.into();
        }
        Self { code, severity, message: readable(message), remedy: readable(remedy), place }
    }

    /// The same, as something to look at that does not stop the paper.
    #[must_use]
    pub fn as_warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// `returns/surveys.csv:14:9`, `return.xlsx Counts!D7`, or the path alone.
    #[must_use]
    pub fn location(&self) -> String {
        match &self.place.span {
            Some(span) => {
                let (line, column) = self.place.source.line_and_column(span.start);
                format!("{}:{line}:{column}", self.place.source.path)
            }
            None => match &self.place.cell {
                Some(cell) => format!("{} {cell}", self.place.source.path),
                None => self.place.source.path.to_string(),
            },
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}: {}", self.location(), self.code, self.message)
    }
}

/// What was handed in may hold anything: a terminal is not to obey it.
fn readable(text: &str) -> String {
    let plain = |letter: char| letter == '\n' || !letter.is_control();
    if text.chars().all(plain) {
        return text.to_owned();
    }
    text.chars()
        .flat_map(|letter| {
            let escaped = (!plain(letter)).then(|| letter.escape_debug());
            let kept = escaped.is_none().then_some(letter);
            escaped.into_iter().flatten().chain(kept)
        })
        .collect()
}
