//! The returns in memory: typed figures, each with its file and line, and what is awaited.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use strum::{EnumCount, VariantArray};

use crate::{CountedFrom, Month, Period, Quantity, Series, Source, Status};

/// The kinds of return, each with a table of its own shape.
///
/// ```
/// use panel_core::ReturnKind;
/// assert_eq!(ReturnKind::named("monthly_counts"), Some(ReturnKind::MonthlyCounts));
/// assert_eq!(ReturnKind::named("Monthly counts"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumCount, VariantArray)]
pub enum ReturnKind {
    /// Counts over a period of any length.
    Counts,
    /// Counts for each single month.
    MonthlyCounts,
    /// People who answered so, of people asked.
    Surveys,
    /// A place in the comparison group.
    Positions,
    /// Millions of pounds.
    Money,
    /// An assessment or progress in words.
    Words,
    /// Other figures, which commentary quotes.
    Figures,
}

impl ReturnKind {
    /// Every kind.
    pub const ALL: [Self; Self::COUNT] = match Self::VARIANTS.first_chunk() {
        Some(all) => *all,
        None => panic!("every variant is in the list"),
    };

    /// Its name in `datapackage.json` and `awaited.toml`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Counts => "counts",
            Self::MonthlyCounts => "monthly_counts",
            Self::Surveys => "surveys",
            Self::Positions => "positions",
            Self::Money => "money",
            Self::Words => "words",
            Self::Figures => "figures",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A figure as received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    /// The series it belongs to.
    pub series: Arc<str>,
    /// The area it speaks of, by its GSS code.
    pub area: Arc<str>,
    /// The months it covers.
    pub period: Period,
    /// The figure.
    pub value: Quantity,
    /// How it stands.
    pub status: Status,
    /// What a reader should know beside it.
    pub note: Option<String>,
    /// Where it was read; for a figure that was counted, the table of records, and for a sum that of its
    /// last part.
    pub source: Source,
    /// The records that it was counted from, where it was not returned as a figure.
    pub counted: Option<Arc<CountedFrom>>,
    /// The lines of the months or quarters that it is the sum of, where nobody returned it.
    pub summed: Option<Arc<[Source]>>,
}

impl Observation {
    /// Whether somebody returned it as it is, rather than records or parts of it.
    #[must_use]
    pub fn is_returned(&self) -> bool {
        self.counted.is_none() && self.summed.is_none()
    }
}

/// A figure that a row needs and that has not arrived, from `awaited.toml`, or that arrived and is not
/// approved yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Awaiting {
    /// The series.
    pub series: String,
    /// The kind of return.
    pub kind: ReturnKind,
    /// The area it speaks of, by its GSS code; `None` for the force's own.
    pub area: Option<String>,
    /// The one period that is missing, or of monthly counts a run of months; `None` where the whole
    /// series is.
    pub period: Option<Period>,
    /// Why, as printed beside “NA”.
    pub why: String,
    /// Who owes it.
    pub from: String,
    /// When it is expected.
    pub expected: Option<Month>,
    /// Since when it is awaited: the day it was due, or came in without being approved.
    pub since: Option<Date>,
    /// Whether it arrived, and its board has not approved it.
    pub pending: bool,
    /// Where that is written.
    pub source: Source,
}

impl Awaiting {
    /// Whether it speaks of exactly this period, or of a run of months that has it.
    #[must_use]
    pub fn speaks_of(&self, period: Period) -> bool {
        self.period.is_none_or(|awaited| {
            let in_run = self.kind == ReturnKind::MonthlyCounts
                && awaited.first() <= period.first()
                && period.last() <= awaited.last();
            awaited == period || in_run
        })
    }
}

/// What the returns hold for a figure that a row needs.
#[derive(Debug, Clone, Copy)]
pub enum Supply<'a> {
    /// It arrived.
    Received(&'a Observation),
    /// It did not, and `awaited.toml` says why.
    Awaited(&'a Awaiting),
    /// It did not, and nothing says why.
    Unexplained,
}

/// The place of a figure among those of its series: the last and the first month of its period, its area,
/// and the number of those before it that have all three in common.
type Order = (Month, Month, Arc<str>, usize);

/// Before the month of any figure.
const EARLIEST: Month = Month::constant(1, 1);

/// Everything received for one quarter, and everything awaited.
#[derive(Debug, Clone)]
pub struct Returns {
    force: Arc<str>,
    observations: BTreeMap<(ReturnKind, Arc<str>), BTreeMap<Order, Observation>>,
    awaited: Vec<Awaiting>,
    /// What was returned and could not be read.
    unread: BTreeSet<(ReturnKind, &'static str)>,
}

impl Returns {
    /// The returns of the force with area code `force`.
    #[must_use]
    pub fn new(force: &str) -> Self {
        let (observations, awaited, unread) = (BTreeMap::new(), Vec::new(), BTreeSet::new());
        Self { force: force.into(), observations, awaited, unread }
    }

    /// The area of the force.
    #[must_use]
    pub fn force(&self) -> &str {
        &self.force
    }

    /// Adds a figure. Figures keep the order of their periods, so that the order of lines in a file
    /// changes nothing.
    pub fn receive(&mut self, kind: ReturnKind, observation: Observation) {
        let series = self.observations.entry((kind, observation.series.clone())).or_default();
        let (first, last) = (observation.period.first(), observation.period.last());
        let same = of_period(series, &observation.area, observation.period).count();
        series.insert((last, first, observation.area.clone(), same), observation);
    }

    /// The figure of an area for exactly this period.
    #[must_use]
    pub fn find(
        &self,
        kind: ReturnKind,
        series: &str,
        area: &str,
        period: Period,
    ) -> Option<&Observation> {
        let series = self.observations.get(&(kind, Arc::from(series)))?;
        of_period(series, area, period).next()
    }

    /// A figure that arrived although it is explained as awaited, of its own area or else of this one.
    #[must_use]
    pub fn arrived(&self, awaiting: &Awaiting, area: &str) -> Option<&Observation> {
        let series = self.observations.get(&(awaiting.kind, Arc::from(&*awaiting.series)))?;
        let area = awaiting.area.as_deref().unwrap_or(area);
        let Some(period) = awaiting.period else {
            return series.values().find(|one| *one.area == *area);
        };
        if awaiting.kind != ReturnKind::MonthlyCounts || period.months() == 1 {
            return of_period(series, area, period).next();
        }
        // A run of months: what it speaks of ends in one of them.
        let at = |month| (month, EARLIEST, Arc::from(""), 0);
        let mut within = series.range(at(period.first())..at(period.last().plus(1)));
        let found = within.find(|(_, one)| *one.area == *area && awaiting.speaks_of(one.period));
        found.map(|(_, one)| one)
    }

    /// Adds an explanation of what is missing.
    pub fn await_figure(&mut self, awaiting: Awaiting) {
        self.awaited.push(awaiting);
    }

    /// The force's figure for exactly `period`.
    #[must_use]
    pub fn supply(&self, kind: ReturnKind, series: Series, period: Period) -> Supply<'_> {
        let exact = self.own(kind, series).find(|observation| observation.period == period);
        exact
            .or_else(|| self.part_of(kind, series, period))
            .map_or_else(|| self.awaited(kind, series, Some(period)), Supply::Received)
    }

    /// A figure that says of itself that it is of a part of the period: the one with most months.
    fn part_of(&self, kind: ReturnKind, series: Series, period: Period) -> Option<&Observation> {
        let part = |one: &&Observation| {
            one.status == Status::Partial
                && one.period.first() >= period.first()
                && one.period.last() <= period.last()
        };
        self.own(kind, series).filter(part).max_by_key(|one| one.period.months())
    }

    /// The force's figure for twelve months, or the one that stands for them: a shorter period with
    /// the same last month, annualised.
    #[must_use]
    pub fn supply_year(&self, kind: ReturnKind, series: Series, period: Period) -> Supply<'_> {
        let exact = self.supply(kind, series, period);
        if let Supply::Received(_) = exact {
            return exact;
        }
        self.own(kind, series)
            .find(|observation| {
                observation.status == Status::Annualised
                    && observation.period.last() == period.last()
            })
            .map_or(exact, Supply::Received)
    }

    /// The latest figure of the series, of whatever period.
    #[must_use]
    pub fn supply_latest(&self, kind: ReturnKind, series: Series) -> Supply<'_> {
        self.own(kind, series)
            .next_back()
            .map_or_else(|| self.awaited(kind, series, None), Supply::Received)
    }

    /// The figures of the area that the series is of, as a rule the force's, by period.
    #[must_use]
    pub fn own(
        &self,
        kind: ReturnKind,
        series: Series,
    ) -> impl DoubleEndedIterator<Item = &Observation> {
        let area = series.area().code(&self.force);
        self.of_series(kind, series).filter(move |observation| *observation.area == *area)
    }

    /// The figures of a series, of every area, by period.
    #[must_use]
    pub fn of_series(
        &self,
        kind: ReturnKind,
        series: Series,
    ) -> impl DoubleEndedIterator<Item = &Observation> {
        let series = self.observations.get(&(kind, Arc::from(series.id())));
        series.into_iter().flat_map(BTreeMap::values)
    }

    /// Notes that something of the series was returned, and could not be read: it is missing, and its
    /// rows are rows all the same.
    pub fn could_not_be_read(&mut self, kind: ReturnKind, series: Series) {
        self.unread.insert((kind, series.id()));
    }

    /// Whether anything of the series was returned, or is explained as awaited.
    #[must_use]
    pub fn speaks_of(&self, kind: ReturnKind, series: Series) -> bool {
        self.unread.contains(&(kind, series.id()))
            || self.of_series(kind, series).next().is_some()
            || matches!(self.awaited_of_any_area(kind, series), Supply::Awaited(_))
    }

    /// Every figure, by kind, series and period.
    pub fn observations(&self) -> impl Iterator<Item = (ReturnKind, &Observation)> {
        self.observations.iter().flat_map(|((kind, _), all)| all.values().map(|one| (*kind, one)))
    }

    /// Says of each awaited figure of which it is not known since when: since the day it was due.
    pub fn set_due(&mut self, due: impl Fn(&str) -> Option<Date>) {
        for awaiting in &mut self.awaited {
            awaiting.since = awaiting.since.or_else(|| due(&awaiting.series));
        }
    }

    /// Everything awaited, in the order of `awaited.toml`.
    #[must_use]
    pub fn all_awaited(&self) -> &[Awaiting] {
        &self.awaited
    }

    /// The explanation for a figure of the series' own area that is not there. That of another area
    /// stands for none of it.
    #[must_use]
    pub fn awaited(&self, kind: ReturnKind, series: Series, period: Option<Period>) -> Supply<'_> {
        self.awaited_of(kind, series)
            .filter(|awaiting| self.is_own(series, awaiting))
            .find(|one| period.is_none_or(|period| one.speaks_of(period)))
            .map_or(Supply::Unexplained, Supply::Awaited)
    }

    /// The explanation for a figure of whatever area that is not there.
    fn awaited_of_any_area(&self, kind: ReturnKind, series: Series) -> Supply<'_> {
        self.awaited_of(kind, series).next().map_or(Supply::Unexplained, Supply::Awaited)
    }

    /// What of a series arrived and is not approved yet, of whatever area.
    pub fn pending(&self, kind: ReturnKind, series: Series) -> impl Iterator<Item = &Awaiting> {
        self.awaited_of(kind, series).filter(|awaiting| awaiting.pending)
    }

    /// The same, of the area that the series is of.
    pub fn pending_own(&self, kind: ReturnKind, series: Series) -> impl Iterator<Item = &Awaiting> {
        self.pending(kind, series).filter(move |awaiting| self.is_own(series, awaiting))
    }

    /// Forgets what is explained otherwise.
    pub(crate) fn await_only(&mut self, keep: impl FnMut(&Awaiting) -> bool) {
        self.awaited.retain(keep);
    }

    fn awaited_of(&self, kind: ReturnKind, series: Series) -> impl Iterator<Item = &Awaiting> {
        self.awaited.iter().filter(move |one| one.kind == kind && one.series == series.id())
    }

    fn is_own(&self, series: Series, awaiting: &Awaiting) -> bool {
        awaiting.area.as_deref().is_none_or(|area| *area == *series.area().code(&self.force))
    }
}

/// The figures of one area for exactly one period, in the order in which they were received.
fn of_period<'a>(
    series: &'a BTreeMap<Order, Observation>,
    area: &str,
    period: Period,
) -> impl Iterator<Item = &'a Observation> + use<'a> {
    let at = |number| (period.last(), period.first(), Arc::from(area), number);
    series.range(at(0)..=at(usize::MAX)).map(|(_, one)| one)
}
