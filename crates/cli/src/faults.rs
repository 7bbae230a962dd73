//! Faults as the user sees them: the line, what is wrong in it, and the remedy.

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};
use std::io::IsTerminal as _;
use std::path::Path;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError,
    MietteSpanContents, SourceCode, SourceSpan, SpanContents,
};
use panel_core::{Fault, Severity, Window, count_faults, group_alike};

use crate::terminal;

/// A draft shows its faults itself: the terminal names no more than these.
const NAMED: usize = 5;

/// So many faults of one kind in one file are shown: the others are like them.
const SHOWN_ALIKE: usize = 10;

/// No more is told of faults than so many bytes, however many files are at fault.
const MOST_TOLD: usize = 400_000;

/// What is shown of the one line that a fault is about.
#[derive(Debug)]
struct Line {
    path: String,
    window: Window,
}

impl SourceCode for Line {
    fn read_span<'a>(
        &'a self,
        _span: &SourceSpan,
        lines_before: usize,
        _lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        // Without lines around it, miette asks where the span itself begins.
        let column = if lines_before == 0 { self.window.column.saturating_sub(1) } else { 0 };
        let text = &self.window.text;
        Ok(Box::new(MietteSpanContents::new_named(
            self.path.clone(),
            text.as_bytes(),
            SourceSpan::from((0, text.len())),
            self.window.line.saturating_sub(1) as usize,
            column as usize,
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
        let line = fault
            .place
            .span
            .clone()
            .map(|span| Line { path: source.path.to_string(), window: source.window(span) });
        Self { fault, line }
    }
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
        let marked = self.line.as_ref()?.window.marked.clone();
        Some(Box::new(std::iter::once(LabeledSpan::new(None, marked.start, marked.len()))))
    }
}

/// Shows faults on standard error: of each kind in each file the first, and the number of the others.
pub(crate) fn show(faults: &[Fault]) {
    let handler = if std::io::stderr().is_terminal() {
        GraphicalReportHandler::new()
    } else {
        GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor())
            .with_width(100)
            .with_wrap_lines(false)
    };
    let mut few = faults.to_vec();
    group_alike(&mut few, 0, SHOWN_ALIKE);
    let mut told = 0;
    for (index, fault) in few.iter().enumerate() {
        if told > MOST_TOLD {
            let more = count_faults(&few[index..]);
            terminal::note(&format!("and {more} more faults, not shown"));
            return;
        }
        let mut text = String::new();
        // What cannot be drawn is told plainly.
        if handler.render_report(&mut text, &Shown::new(fault)).is_err() {
            text = format!("{fault}\n  help: {}", fault.remedy);
        }
        if fault.more > 0 {
            let (more, code, path) = (fault.more, fault.code, &fault.place.source.path);
            let what = match fault.severity {
                Severity::Error => "fault",
                Severity::Warning => "warning",
            };
            let plural = if more == 1 { "" } else { "s" };
            let _ = write!(text, "{path}: {more} more {what}{plural} of this kind ({code})");
        }
        terminal::drawn(&text);
        told += text.len();
    }
}

/// Tells how many faults a quarter has that were there before the command, where it has any.
pub(crate) fn note_standing(folder: &Path, standing: u64) {
    let what = match standing {
        0 => return,
        1 => "1 fault".to_owned(),
        more => format!("{more} faults"),
    };
    let folder = folder.display();
    terminal::note(&format!("the quarter had {what} before; `panel check {folder}` shows where"));
}

/// Whether none of them stops the paper.
pub(crate) fn are_warnings(faults: &[Fault]) -> bool {
    faults.iter().all(|fault| fault.severity == Severity::Warning)
}

/// Names the first few faults, each in a line.
pub(crate) fn name_first(faults: &[Fault]) {
    for fault in faults.iter().take(NAMED) {
        terminal::note(&format!("{}: {}", fault.location(), fault.message));
    }
}

/// `3 faults in 2 files`, or `1 warning` where there are no faults.
pub(crate) fn counted(faults: &[Fault]) -> String {
    let some = |count: u64, one: &str| {
        if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
    };
    let of = |severity| faults.iter().filter(move |fault| fault.severity == severity);
    let (errors, warnings) =
        (count_faults(of(Severity::Error)), count_faults(of(Severity::Warning)));
    let files: BTreeSet<_> = of(Severity::Error).map(|fault| &fault.place.source.path).collect();
    let found = format!("{} in {}", some(errors, "fault"), some(files.len() as u64, "file"));
    match (errors, warnings) {
        (0, 1..) => some(warnings, "warning"),
        (_, 0) => found,
        _ => format!("{found}, and {}", some(warnings, "warning")),
    }
}
