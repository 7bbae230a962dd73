//! The only reader of files: returns, configuration and commentary of one quarter.
//!
//! [`read`] reads the whole folder and gives a [`Submission`], in which each figure knows its file
//! and line, with every fault at once.

mod awaited;
mod cell_mask;
mod cells;
mod collations;
mod configuration;
mod consistency;
mod csv_rows;
mod datapackage;
mod declared_sums;
mod disclosure;
mod explained;
mod fields;
mod filed_hash;
mod folder;
mod group_slips;
mod json_fields;
mod logo;
mod look;
mod meant_together;
mod owners;
mod partners;
mod partnerships;
mod period_meant;
mod plan_terms;
mod previous;
mod printed;
mod ranges;
mod record_cells;
mod record_lines;
mod record_tables;
mod repeats;
mod resource;
mod rows;
mod shares;
mod shown;
mod slips;
mod street_series;
mod table;
mod texts;
mod totals;
mod values;
mod would_be;
mod year_or_month;

use std::collections::BTreeSet;
use std::path::Path;

use panel_core::{
    Area, Asked, Collated, Date, Fault, FaultCode, PaperDetails, Partner, Partnerships, Records,
    ReturnKind, Returns, RowError, Severity, SourceText, StreetSeries, Terms, code, count_faults,
};

pub use cell_mask::{CellMask, mask_letters};
pub use cells::{Cell, Differing, Record, Spot};
pub use csv_rows::{CsvRows, LONGEST_ROW, first_line};
pub use filed_hash::{filed_hash, sha256_hex};
pub use folder::{
    bytes, bytes_up_to, bytes_within, decode, decode_text, find_no_quarter, is_of_commentary,
};
pub use meant_together::MOST_YEARS_TO_MEETING;
pub use panel_typeface::{LONGEST_NAME, find_excess};
pub use period_meant::period_meant;
pub use previous::Previous;
pub use record_cells::RecordReader;
pub use record_lines::{record_lines, record_rows};
pub use rows::{Parsed, RowReader, other_area, unknown_area, unknown_series};
pub use shown::{Cover, Shown};
pub use table::{MOST_ROWS, TableRows, all_lines, lines, records, rows_under};
pub use would_be::WouldBe;
pub use year_or_month::{year_alike, year_or_month};

use owners::Owners;
use record_tables::RecordTables;

/// The returns that rows read, and what becomes of others.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted<'a> {
    asked: &'a Asked,
    /// Whether a return that none of them reads is a fault.
    others_are_faults: bool,
    /// The areas that returns may speak of; `None` where the configuration could not be read.
    areas: Option<&'a [Area]>,
    /// The partnerships of the force's area; `None` where the configuration could not be read.
    partnerships: Option<&'a Partnerships>,
    /// The area of the force; `None` where the configuration could not be read.
    force: Option<&'a str>,
    /// The day of the paper, after which nothing can have happened.
    written: Option<Date>,
    /// What of the folder would be otherwise.
    would_be: WouldBe<'a>,
}

impl<'a> Wanted<'a> {
    /// Everything that is asked, as long as nothing is known of the quarter.
    fn of(asked: &'a Asked, others_are_faults: bool) -> Self {
        Self {
            asked,
            others_are_faults,
            areas: None,
            partnerships: None,
            force: None,
            written: None,
            would_be: WouldBe::default(),
        }
    }

    fn reads(&self, series: &str, kind: ReturnKind) -> bool {
        self.asked.needs.iter().any(|need| need.series.id() == series && need.kind == kind)
    }
}

/// Everything handed in for one quarter, as far as it could be read.
#[derive(Debug, Clone)]
pub struct Submission {
    /// What measures judge by.
    pub terms: Terms,
    /// The particulars of the paper.
    pub details: PaperDetails,
    /// The figures, and what is awaited.
    pub returns: Returns,
    /// The appendix that partnerships' returns were collated to, where any was received.
    pub collated: Option<Collated>,
    /// Who returns which series.
    pub partners: Vec<Partner>,
    /// The areas that returns may speak of, the force's own first.
    pub areas: Vec<Area>,
    /// The series that street files of police.uk are counted as.
    pub street_series: Vec<StreetSeries>,
    /// The folder of the last quarter, where one is named.
    pub previous: Option<Previous>,
}

/// What a reading found.
#[derive(Debug, Clone)]
pub struct Reading {
    /// What could be read; `None` where the configuration could not, without which nothing can be
    /// judged.
    pub submission: Option<Submission>,
    /// The commentary, by file name, unparsed.
    pub commentary: Vec<SourceText>,
    /// Every fault.
    pub faults: Vec<Fault>,
    /// The files of figures, so that later faults can show a line of them.
    sources: Vec<SourceText>,
    unread: Unread,
    is_of_quarter: bool,
}

/// What is missing because it could not be read: that it is missing is no fault of its own.
#[derive(Debug, Clone, Default)]
pub(crate) struct Unread {
    /// The package or the explanations could not be read, so anything may be missing.
    anything: bool,
    kinds: BTreeSet<ReturnKind>,
    series: BTreeSet<(ReturnKind, String)>,
}

impl Unread {
    fn covers(&self, kind: ReturnKind, series: &str) -> bool {
        self.anything
            || self.kinds.contains(&kind)
            || self.series.contains(&(kind, series.to_owned()))
    }
}

/// Reads the folder of one quarter. `asked` is what the plan asks to be returned; a return that no row
/// reads is a fault, since its name is probably misspelt.
///
/// ```
/// use std::path::Path;
///
/// use panel_core::Asked;
///
/// let reading = panel_returns::read(Path::new("no/such/quarter"), &Asked::default());
/// assert!(reading.submission.is_none());
/// assert_eq!(reading.faults[0].code, "folder::missing");
/// ```
#[must_use]
pub fn read(folder: &Path, asked: &Asked) -> Reading {
    read_wanted(folder, Wanted::of(asked, true))
}

/// Reads the folder of one quarter as it would be, before anything is written.
#[must_use]
pub fn read_as(folder: &Path, asked: &Asked, would_be: WouldBe<'_>) -> Reading {
    read_wanted(folder, Wanted { would_be, ..Wanted::of(asked, true) })
}

/// Reads the folder of one quarter and keeps its records, for a sample to be drawn from them: for
/// everything else they are counted as they are read, and dropped.
#[must_use]
pub fn read_with_records(folder: &Path, asked: &Asked) -> (Reading, Records) {
    read_all(folder, Wanted::of(asked, true))
}

/// Reads what one priority needs, for its own tests: other returns are passed over.
///
/// ```
/// use std::path::Path;
///
/// use panel_core::{Asked, Need, Period, ReturnKind, Series, Supply};
///
/// // The fictional quarter of the tests, and of it the survey that one row reads.
/// const SATISFACTION: Series = Series::higher_is_better("satisfaction/violence-with-injury");
/// let need = Need { series: SATISFACTION, kind: ReturnKind::Surveys };
/// let folder = Path::new("../../tests/fixtures/tiny-quarter");
/// let reading = panel_returns::read_for_one(folder, &Asked::figures(vec![need]));
/// let submission = reading.submission.ok_or("no terms")?;
/// assert_eq!(submission.terms.quarter, "2024-25 Q3".parse()?);
///
/// let year: Period = "2022/23".parse()?;
/// let Supply::Received(figure) = submission.returns.supply(ReturnKind::Surveys, SATISFACTION, year)
/// else {
///     return Err("it was not received".into());
/// };
/// assert_eq!(&*figure.source.file, "returns/surveys.csv");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn read_for_one(folder: &Path, asked: &Asked) -> Reading {
    read_wanted(folder, Wanted::of(asked, false))
}

fn read_wanted(folder: &Path, wanted: Wanted<'_>) -> Reading {
    read_all(folder, wanted).0
}

fn read_all(folder: &Path, wanted: Wanted<'_>) -> (Reading, Records) {
    let mut faults = Vec::new();
    let mut unread = Unread::default();
    if let Some(fault) = folder::find_no_quarter(folder) {
        return (Reading::without_quarter(fault), Records::default());
    }
    let configuration = configuration::read(folder, wanted, &mut faults);
    let partnerships = configuration
        .as_ref()
        .filter(|_| wanted.asked.collation.is_some())
        .map(|read| partnerships::read(folder, &read.terms.force.area, &mut faults));
    let wanted = Wanted {
        areas: configuration.as_ref().map(|read| &*read.areas),
        partnerships: partnerships.as_ref(),
        force: configuration.as_ref().map(|read| read.terms.force.area.as_str()),
        written: configuration.as_ref().map(|read| read.details.date),
        ..wanted
    };
    let area = configuration.as_ref().map_or("", |read| read.terms.force.area.as_str());
    let mut returns = Returns::new(area);
    let mut tables = RecordTables::default();
    let mut sources =
        datapackage::read(folder, wanted, &mut returns, &mut tables, &mut unread, &mut faults);
    let collated = configuration
        .as_ref()
        .zip(partnerships.as_ref())
        .and_then(|(read, known)| tables.collate(wanted, &read.terms, known, &mut faults));
    if let Some(read) = &configuration {
        tables.count(wanted, &read.terms, &read.areas, &mut returns, &mut unread, &mut faults);
    }
    sources.extend(awaited::read(folder, wanted, &mut returns, &mut unread, &mut faults));
    if let Some(read) = &configuration {
        returns.add_sums(&wanted.asked.needs, &read.terms);
        let owners = Owners::new(wanted.asked, &read.partners);
        returns.set_due(|series| read.partners.get(owners.owing(series)?)?.deadline);
    }
    let commentary = folder::commentary(folder, &mut faults);
    if let Some(read) = &configuration {
        let needs = &wanted.asked.needs;
        consistency::check(&read.terms, needs, &returns, &sources, &mut unread, &mut faults);
        ranges::check(&read.terms, needs, &returns, &sources, &mut faults);
        if wanted.others_are_faults {
            totals::check(&read.terms, &returns, &sources, &mut faults);
            group_slips::check(&read.terms, &returns, &sources, &mut faults);
            declared_sums::check(&read.terms, &returns, &sources, &mut faults);
            year_or_month::check(&returns, &sources, &mut faults);
        }
        partners::check_awaited(&read.partners, wanted, &returns, &sources, &mut faults);
    }
    let submission = configuration.map(|read| Submission {
        terms: read.terms,
        details: read.details,
        returns,
        collated,
        partners: read.partners,
        areas: read.areas,
        street_series: read.street_series,
        previous: read.previous,
    });
    let reading = Reading { submission, commentary, faults, sources, unread, is_of_quarter: true };
    (reading, tables.into_records())
}

/// Of what was read, whatever of it contradicts something else: a delivery may mend that.
const CONTRADICTIONS: [FaultCode; 2] =
    [code!("awaited::received"), code!("returns::months_and_total")];

/// How many of them stop the paper.
pub(crate) fn errors<'a>(faults: impl IntoIterator<Item = &'a Fault>) -> usize {
    let errors = faults.into_iter().filter(|fault| fault.severity == Severity::Error);
    usize::try_from(count_faults(errors)).unwrap_or(usize::MAX)
}

impl Reading {
    /// What there is to say of a folder that is not a quarter's: why it is not.
    fn without_quarter(fault: Fault) -> Self {
        Self {
            submission: None,
            commentary: Vec::new(),
            faults: vec![fault],
            sources: Vec::new(),
            unread: Unread::default(),
            is_of_quarter: false,
        }
    }

    /// Whether the folder is that of a quarter at all: of another one fault says everything.
    #[must_use]
    pub fn is_of_quarter(&self) -> bool {
        self.is_of_quarter
    }

    /// Whether the package could be read, so that it is known which tables there are.
    #[must_use]
    pub fn knows_tables(&self) -> bool {
        !self.unread.anything
    }

    /// The texts of figures and of what is awaited, as they were read.
    #[must_use]
    pub fn texts(&self) -> &[SourceText] {
        &self.sources
    }

    /// Whether everything could be read, so that more can be filed beside it. That figures contradict
    /// each other is no hindrance: a delivery may mend it.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let stops = |fault: &&Fault| fault.severity == Severity::Error;
        let mut faults = self.faults.iter().filter(stops);
        faults.all(|fault| CONTRADICTIONS.contains(&fault.code))
    }

    /// The faults behind rows that could not be judged. A row that misses what could not be read is
    /// left out: that fault is already told.
    #[must_use]
    pub fn faults_of(&self, errors: &[RowError]) -> Vec<Fault> {
        let returns = self.submission.as_ref().map(|submission| &submission.returns);
        consistency::of_rows(errors, returns, &self.sources, &self.unread)
    }
}
