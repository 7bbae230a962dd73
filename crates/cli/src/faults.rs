//! Faults as the user sees them: the line, what is wrong in it, and the remedy.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::IsTerminal as _;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError,
    MietteSpanContents, SourceCode, SourceSpan, SpanContents,
};
use panel_core::{Fault, Severity};

use crate::output;

/// More faults of one file than this are counted and not shown: it is the wrong file.
const MOST_OF_ONE_FILE: usize = 50;

/// The one line that a fault is about.
#[derive(Debug)]
struct Line {
    path: String,
    text: String,
    /// Where the line begins in its file.
    start: usize,
    /// From 0.
    number: usize,
}

impl SourceCode for Line {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        _lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        // Without lines around it, miette asks where the span itself begins.
        let before = span.offset().saturating_sub(self.start);
        let column = match self.text.get(..before) {
            Some(text) if lines_before == 0 => text.chars().count(),
            _ => 0,
        };
        Ok(Box::new(MietteSpanContents::new_named(
            self.path.clone(),
            self.text.as_bytes(),
            SourceSpan::from((self.start, self.text.len())),
            self.number,
            column,
            1,
        )))
    }
}

/// A fault that miette can show.
#[derive(Debug)]
struct Shown<'a> {
    fault: &'a Fault,
    line: Option<Line>,
}

impl<'a> Shown<'a> {
    fn new(fault: &'a Fault) -> Self {
        let source = &fault.place.source;
        let line = fault.place.span.as_ref().map(|span| {
            let (number, _) = source.line_and_column(span.start);
            let bytes = source.line(number);
            Line {
                path: source.path.to_string(),
                text: harmless(source.text.get(bytes.clone()).unwrap_or_default()),
                start: bytes.start,
                number: number.saturating_sub(1) as usize,
            }
        });
        Self { fault, line }
    }
}

/// What was handed in may hold anything: a terminal is not to obey it. Bytes keep their places.
fn harmless(text: &str) -> String {
    let kept = |letter: char| letter == '\t' || !letter.is_control();
    let letters = text.chars().map(|letter| {
        if kept(letter) { letter.to_string() } else { "?".repeat(letter.len_utf8()) }
    });
    letters.collect()
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line.is_none() {
            write!(formatter, "{}: ", self.fault.location())?;
        }
        formatter.write_str(&self.fault.message)
    }
}

impl std::error::Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn code<'b>(&'b self) -> Option<Box<dyn fmt::Display + 'b>> {
        Some(Box::new(self.fault.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.fault.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }

    fn help<'b>(&'b self) -> Option<Box<dyn fmt::Display + 'b>> {
        Some(Box::new(&self.fault.remedy))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.line.as_ref().map(|line| line as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let span = self.fault.place.span.clone()?;
        let line = self.line.as_ref()?;
        let end = span.end.min(line.start + line.text.len());
        let length = end.saturating_sub(span.start);
        Some(Box::new(std::iter::once(LabeledSpan::new(None, span.start, length))))
    }
}

/// Shows every fault on standard error.
pub(crate) fn show(faults: &[Fault]) {
    let handler = if std::io::stderr().is_terminal() {
        GraphicalReportHandler::new()
    } else {
        GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor())
            .with_width(100)
            .with_wrap_lines(false)
    };
    let mut of_file: BTreeMap<&str, usize> = BTreeMap::new();
    for fault in faults {
        let shown = of_file.entry(&fault.place.source.path).or_default();
        *shown += 1;
        if *shown > MOST_OF_ONE_FILE {
            continue;
        }
        let mut text = String::new();
        match handler.render_report(&mut text, &Shown::new(fault)) {
            Ok(()) => output::note(&text),
            // What cannot be drawn is told plainly.
            Err(fmt::Error) => output::note(&format!("{fault}\n  help: {}", fault.remedy)),
        }
    }
    for (path, found) in of_file {
        if let Some(more @ 1..) = found.checked_sub(MOST_OF_ONE_FILE) {
            output::note(&format!("{path}: {more} more faults; is it the right file?"));
        }
    }
}

/// `3 faults in 2 files`.
pub(crate) fn counted(faults: &[Fault]) -> String {
    let errors: Vec<_> = faults.iter().filter(|fault| fault.severity == Severity::Error).collect();
    let files: BTreeSet<_> = errors.iter().map(|fault| &fault.place.source.path).collect();
    let some = |count: usize, one: &str| {
        if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
    };
    format!("{} in {}", some(errors.len(), "fault"), some(files.len(), "file"))
}
