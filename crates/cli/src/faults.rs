//! Faults as the user sees them: the line, what is wrong in it, and the remedy.

use std::collections::BTreeSet;
use std::fmt;
use std::io::IsTerminal as _;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceCode,
};
use panel_core::{Fault, Severity};

use crate::output;

/// A fault that miette can show.
#[derive(Debug)]
struct Shown<'a> {
    fault: &'a Fault,
    source: Option<NamedSource<String>>,
}

impl<'a> Shown<'a> {
    fn new(fault: &'a Fault) -> Self {
        let source = fault.place.span.as_ref().map(|_| {
            let place = &fault.place.source;
            NamedSource::new(&*place.path, place.text.to_string())
        });
        Self { fault, source }
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.source.is_none() {
            write!(formatter, "{}: ", self.fault.place.source.path)?;
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
        self.source.as_ref().map(|source| source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let span = self.fault.place.span.clone()?;
        // The first line is enough to find the place.
        let text = &self.fault.place.source.text;
        let end = text.get(span.clone()).and_then(|text| text.find('\n'));
        let length = end.unwrap_or(span.len());
        let label = LabeledSpan::new(Some("here".to_owned()), span.start, length);
        Some(Box::new(std::iter::once(label)))
    }
}

/// Shows every fault on standard error.
pub(crate) fn show(faults: &[Fault]) {
    let handler = if std::io::stderr().is_terminal() {
        GraphicalReportHandler::new()
    } else {
        GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor()).with_width(100)
    };
    let handler = handler.with_context_lines(1);
    for fault in faults {
        let mut text = String::new();
        match handler.render_report(&mut text, &Shown::new(fault)) {
            Ok(()) => output::note(&text),
            // What cannot be drawn is told plainly.
            Err(fmt::Error) => output::note(&format!("{fault}\n  help: {}", fault.remedy)),
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
