//! A fault in what was handed in: what is wrong, where, and what to do.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::SourceText;
use crate::fault_code::FaultCode;
use crate::readable::{readable, readable_line, shortened};

/// A message or a remedy is cut after so many letters.
const LONGEST: usize = 4_000;

/// So is a path: archives name their files as they like.
const LONGEST_PATH: usize = 1_000;

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
    pub code: FaultCode,
    /// Whether it stops the paper.
    pub severity: Severity,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
    /// Where.
    pub place: Place,
    /// The series whose figure its message may name; `None` where no series is known.
    pub series: Option<Box<str>>,
    /// How many faults of its kind, in the same file and after it, it stands for as well: see
    /// [`group_alike`].
    pub more: u64,
}

impl Fault {
    /// A fault at some bytes of a text.
    #[must_use]
    pub fn at(
        code: FaultCode,
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
        code: FaultCode,
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
        code: FaultCode,
        path: &str,
        cell: &str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        let (source, cell) = (SourceText::new(path, ""), Some(readable(cell).into_owned()));
        let place = Place { source, span: None, cell };
        Self::new(code, place, &message.into(), &remedy.into())
    }

    fn new(code: FaultCode, mut place: Place, message: &str, remedy: &str) -> Self {
        let path = shortened(&place.source.path, LONGEST_PATH);
        let path = readable_line(&path);
        if *place.source.path != *path {
            place.source.path = path.into();
        }
        let text = |text: &str| readable(&shortened(text, LONGEST)).into_owned();
        let (message, remedy) = (text(message), text(remedy));
        Self { code, severity: Severity::Error, message, remedy, place, series: None, more: 0 }
    }

    /// The same, as something to look at that does not stop the paper.
    #[must_use]
    pub fn as_warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// The same, with the series whose figure its message names.
    #[must_use]
    pub fn naming(mut self, series: &str) -> Self {
        self.series = Some(series.into());
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

/// Keeps of each kind of fault in each file the first `kept`, of those from the index `from` on. The last that
/// is kept stands for the others, which are counted and dropped.
///
/// ```
/// use panel_core::{Fault, code, count_faults, group_alike};
///
/// let fault = |file| Fault::of_file(code!("returns::wrong_count"), file, "wrong", "right");
/// let mut faults = vec![fault("a.csv"), fault("b.csv"), fault("a.csv"), fault("a.csv")];
/// group_alike(&mut faults, 0, 2);
/// assert_eq!(faults.iter().map(|fault| fault.more).collect::<Vec<_>>(), [0, 0, 1]);
/// assert_eq!(count_faults(&faults), 4);
/// ```
pub fn group_alike(faults: &mut Vec<Fault>, from: usize, kept: usize) {
    if faults.len().saturating_sub(from) <= kept {
        return;
    }
    let mut all = faults.split_off(from.min(faults.len()));
    let mut kinds: BTreeMap<(FaultCode, Arc<str>), (usize, usize)> = BTreeMap::new();
    for fault in all.drain(..) {
        let kind = (fault.code, fault.place.source.path.clone());
        let (found, last) = kinds.entry(kind).or_default();
        if *found >= kept.max(1) {
            faults[*last].more += 1 + fault.more;
            continue;
        }
        // What stands for others already is the last of its kind.
        *found = if fault.more > 0 { kept.max(1) } else { *found + 1 };
        *last = faults.len();
        faults.push(fault);
    }
}

/// How many faults these are, with those that some of them stand for.
#[must_use]
pub fn count_faults<'a>(faults: impl IntoIterator<Item = &'a Fault>) -> u64 {
    faults.into_iter().map(|fault| 1 + fault.more).sum()
}

/// Faults of one kind in one file that are kept while the file is read: more are counted alone, so that a
/// million faulty rows take no memory.
pub const KEPT_ALIKE: usize = 1_000;

/// Keeps the faults of one file few while they are found.
///
/// ```
/// use panel_core::{Fault, FewFaults, KEPT_ALIKE, code, count_faults};
///
/// let mut faults = Vec::new();
/// let mut few = FewFaults::from(&faults);
/// for _ in 0..100_000 {
///     faults.push(Fault::of_file(code!("returns::wrong_count"), "a.csv", "wrong", "right"));
///     few.keep(&mut faults);
///     assert!(faults.len() <= 3 * KEPT_ALIKE);
/// }
/// assert_eq!(count_faults(&faults), 100_000);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct FewFaults {
    from: usize,
    next: usize,
}

impl FewFaults {
    /// Begins after the faults that were found so far.
    #[must_use]
    pub fn from(faults: &[Fault]) -> Self {
        Self { from: faults.len(), next: faults.len() + 2 * KEPT_ALIKE }
    }

    /// Groups those that are alike, once there are many.
    pub fn keep(&mut self, faults: &mut Vec<Fault>) {
        if faults.len() > self.next {
            group_alike(faults, self.from, KEPT_ALIKE);
            self.next = faults.len() + 2 * KEPT_ALIKE;
        }
    }
}
