//! A text that was read, and where its lines are.

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::readable::readable_excerpt;

/// More letters of a line than this are not shown at once.
const WINDOW: usize = 160;

/// As many of them stand before what is marked, where the line is longer.
const BEFORE: usize = 60;

/// A text that was read, so that a fault can show the line it speaks of.
#[derive(Clone)]
pub struct SourceText {
    /// Path from the quarter's folder, such as `returns/surveys.csv`.
    pub path: Arc<str>,
    /// What the file holds, or the lines of it that were kept; empty where it is no text.
    pub text: Arc<str>,
    /// The number, in the file, of the first line of `text`.
    first_line: u32,
    /// Where each line begins: found once, when it is first asked for, and shared.
    starts: Arc<OnceLock<Vec<usize>>>,
}

/// A piece of one line of a text, as it can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// The line, from 1.
    pub line: u32,
    /// The column in the whole line of what is marked, from 1, in characters.
    pub column: u32,
    /// The piece, with an ellipsis where the line was cut and an escape for what a terminal would obey.
    pub text: String,
    /// What of the piece is marked, in bytes.
    pub marked: Range<usize>,
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
        let starts = Arc::default();
        Self { path: path.into(), text: text.into(), first_line: first_line.max(1), starts }
    }

    /// Some other lines of the same file, of which the first is its line `first_line` (from 1).
    #[must_use]
    pub fn with_lines(&self, first_line: u32, text: &str) -> Self {
        let (path, starts) = (self.path.clone(), Arc::default());
        Self { path, text: text.into(), first_line: first_line.max(1), starts }
    }

    /// Where each line begins.
    fn starts(&self) -> &[usize] {
        self.starts.get_or_init(|| {
            let bytes = self.text.as_bytes();
            // A carriage return ends a line by itself as well, unless a line feed follows it.
            let ends = |at: &usize| match bytes[*at] {
                b'\n' => true,
                b'\r' => bytes.get(at + 1) != Some(&b'\n'),
                _ => false,
            };
            std::iter::once(0).chain((0..bytes.len()).filter(ends).map(|at| at + 1)).collect()
        })
    }

    /// The index of the line (from 0) of a byte offset.
    fn index(&self, offset: usize) -> usize {
        self.starts().partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// The line (from 1) of a byte offset.
    #[must_use]
    pub fn line_number(&self, offset: usize) -> u32 {
        let index = self.index(self.floor(offset));
        self.first_line.saturating_add(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The line (from 1) and column (from 1, in characters) of a byte offset.
    #[must_use]
    pub fn line_and_column(&self, offset: usize) -> (u32, u32) {
        let end = self.floor(offset);
        let start = self.starts()[self.index(end)];
        let column = self.text[start..end].chars().count() + 1;
        (self.line_number(end), u32::try_from(column).unwrap_or(u32::MAX))
    }

    /// The beginning of the character at an offset, or the end of the text.
    fn floor(&self, offset: usize) -> usize {
        self.text.floor_char_boundary(offset)
    }

    /// The part of `span` that lies in the text, on whole characters.
    pub(crate) fn within(&self, span: Range<usize>) -> Range<usize> {
        let start = self.floor(span.start);
        start..self.floor(span.end).max(start)
    }

    /// The bytes in the text of a line of the file (from 1), without its line ending.
    #[must_use]
    pub fn line(&self, line: u32) -> Range<usize> {
        let index = line.checked_sub(self.first_line).map(|index| index as usize);
        index.and_then(|index| self.nth(index)).unwrap_or(self.text.len()..self.text.len())
    }

    fn nth(&self, index: usize) -> Option<Range<usize>> {
        let start = *self.starts().get(index)?;
        let end = self.starts().get(index + 1).map_or(self.text.len(), |next| next - 1);
        Some(start..start + self.text[start..end].trim_end_matches('\r').len())
    }

    /// What can be shown of the line in which some bytes begin: the line, or of a long one the letters
    /// around them.
    ///
    /// ```
    /// use panel_core::SourceText;
    ///
    /// let source = SourceText::new("returns/counts.csv", "series,area\noffences/all,X\n");
    /// let window = source.window(25..26);
    /// assert_eq!((window.line, window.column, &*window.text), (2, 14, "offences/all,X"));
    /// assert_eq!(window.marked, 13..14);
    ///
    /// let long = SourceText::new("returns/counts.csv", &"0".repeat(20_000_000));
    /// let window = long.window(10_000_000..20_000_000);
    /// assert_eq!(window.column, 10_000_001);
    /// assert!(window.text.starts_with('…') && window.text.ends_with('…'));
    /// assert!(window.text.chars().count() <= 162);
    /// ```
    #[must_use]
    pub fn window(&self, span: Range<usize>) -> Window {
        let span = self.within(span);
        let (line, column) = self.line_and_column(span.start);
        let bytes = self.nth(self.index(span.start)).unwrap_or_default();
        let start = span.start.clamp(bytes.start, bytes.end);
        let end = span.end.clamp(start, bytes.end);
        let (mut first, mut last) = (bytes.start, bytes.end);
        if self.text[bytes.clone()].chars().nth(WINDOW).is_some() {
            let before = self.text[bytes.start..start].char_indices().rev().take(BEFORE);
            let left = before.last().map_or(start, |(at, _)| bytes.start + at);
            let room = WINDOW - self.text[left..start].chars().count();
            let after = self.text[start..bytes.end].char_indices().nth(room);
            (first, last) = (left, after.map_or(bytes.end, |(at, _)| start + at));
        }
        let shown = |range: Range<usize>| readable_excerpt(&self.text[range]);
        let mut text = String::new();
        if first > bytes.start {
            text.push('…');
        }
        text.push_str(&shown(first..start));
        let from = text.len();
        text.push_str(&shown(start..end.min(last)));
        let marked = from..text.len();
        text.push_str(&shown(end.min(last)..last));
        if last < bytes.end {
            text.push('…');
        }
        Window { line, column, text, marked }
    }
}

impl PartialEq for SourceText {
    fn eq(&self, other: &Self) -> bool {
        (&self.path, self.first_line, &self.text) == (&other.path, other.first_line, &other.text)
    }
}

impl Eq for SourceText {}

impl fmt::Debug for SourceText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SourceText({:?}, {} bytes)", self.path, self.text.len())
    }
}
