//! What the rows of the plan ask to be returned: each series with its kind, what it is called, which
//! way is better, and the periods of a quarter.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Columns, Direction, Month, Period, Plan, ReturnKind, Returns, RowId, Series, Terms};

/// When the figures of a series are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wanted {
    /// For the baseline year and for the twelve months to the quarter's end.
    BaselineAndLatest,
    /// From April to the quarter's end, and for the same months of the year before.
    YearToDate,
    /// For each month from the baseline year to the quarter's end.
    EveryMonth,
    /// As it stood at the quarter's end.
    AtTheEnd,
    /// For whatever period it is known; the twelve months to the quarter's end are suggested.
    Latest,
}

impl Wanted {
    /// When, in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::BaselineAndLatest => "the baseline year; the 12 months to the quarter's end",
            Self::YearToDate => "April to the quarter's end; the same months of the year before",
            Self::EveryMonth => "every month from the baseline year to the quarter's end",
            Self::AtTheEnd => "the quarter's last month",
            Self::Latest => "the 12 months to the quarter's end, or the period that is known",
        }
    }

    /// The periods of a quarter.
    #[must_use]
    pub fn periods(self, terms: &Terms) -> Vec<Period> {
        let end = terms.quarter.last_month();
        match self {
            Self::BaselineAndLatest => vec![terms.baseline(), terms.latest()],
            Self::YearToDate => vec![terms.year_to_date().year_earlier(), terms.year_to_date()],
            Self::EveryMonth => months(terms.baseline().first(), end),
            Self::AtTheEnd => vec![Period::month(end)],
            Self::Latest => vec![terms.latest()],
        }
    }
}

fn months(first: Month, last: Month) -> Vec<Period> {
    let count = first.until(last);
    (0..=count).map(|more| Period::month(first.plus(more))).collect()
}

/// A series that some row reads, as its return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnedSeries {
    /// The series.
    pub series: Series,
    /// The kind of return.
    pub kind: ReturnKind,
    /// What it is called, after the rows that read it.
    pub title: String,
    /// The rows that read it, such as `sp12.offences`.
    pub rows: Vec<String>,
    /// When it is wanted.
    pub wanted: Vec<Wanted>,
}

impl ReturnedSeries {
    /// The periods of a quarter, in order.
    #[must_use]
    pub fn periods(&self, terms: &Terms) -> Vec<Period> {
        let mut periods: Vec<_> =
            self.wanted.iter().flat_map(|wanted| wanted.periods(terms)).collect();
        periods.sort_unstable();
        periods.dedup();
        periods
    }

    /// Whether a figure of this period is asked for.
    #[must_use]
    pub fn asks_for(&self, period: Period, terms: &Terms) -> bool {
        self.wanted.contains(&Wanted::Latest) || self.periods(terms).contains(&period)
    }

    /// The periods of a quarter for which no figure has arrived of the area that the series is of.
    #[must_use]
    pub fn missing(&self, returns: &Returns, terms: &Terms) -> Vec<Period> {
        let free = |wanted: &Wanted| matches!(wanted, Wanted::AtTheEnd | Wanted::Latest);
        if self.wanted.iter().all(free) && returns.own(self.kind, self.series).next().is_some() {
            return Vec::new();
        }
        let mut periods = self.periods(terms);
        periods.retain(|period| {
            !matches!(
                returns.supply_year(self.kind, self.series, *period),
                crate::Supply::Received(_)
            )
        });
        periods
    }

    /// The same, without those that arrived and are not approved yet.
    #[must_use]
    pub fn not_arrived(&self, returns: &Returns, terms: &Terms) -> Vec<Period> {
        let pending = || returns.pending_own(self.kind, self.series);
        let free = |wanted: &Wanted| matches!(wanted, Wanted::AtTheEnd | Wanted::Latest);
        if self.wanted.iter().all(free) && pending().next().is_some() {
            return Vec::new();
        }
        let mut periods = self.missing(returns, terms);
        periods.retain(|period| !pending().any(|one| one.speaks_of(*period)));
        periods
    }

    /// Which way is better, in words.
    #[must_use]
    pub fn better(&self) -> &'static str {
        match self.series.better() {
            Direction::Lower => "lower is better",
            Direction::Higher => "higher is better",
            Direction::Neither => "neither way is better",
        }
    }
}

impl Plan {
    /// Every series of which figures are asked, by kind and in the order of the plan.
    #[must_use]
    pub fn returned_series(&self) -> Vec<ReturnedSeries> {
        let of_records = self.of_records();
        self.series_of(|row| !of_records.contains(row))
    }

    /// The same with those that are there only where records are returned.
    #[must_use]
    pub fn all_series(&self) -> Vec<ReturnedSeries> {
        self.series_of(|_| true)
    }

    /// Every series that one of these rows reads, by kind and in the order of the plan.
    #[must_use]
    pub fn series_of(&self, asked: impl Fn(&RowId) -> bool) -> Vec<ReturnedSeries> {
        let mut found: Vec<ReturnedSeries> = Vec::new();
        let mut known = BTreeMap::new();
        // Those that are called after the row whose own they are, and not after one that reads them too.
        let mut named = BTreeSet::new();
        for (row, measure, _) in self.measures().filter(|(row, ..)| asked(row)) {
            let needs = measure.needs();
            let own = needs.first().map(|need| need.series);
            for need in needs {
                let wanted = wanted(need.kind, measure.columns());
                let index = *known.entry((need.kind, need.series.id())).or_insert_with(|| {
                    found.push(ReturnedSeries {
                        series: need.series,
                        kind: need.kind,
                        title: measure.label().to_owned(),
                        rows: Vec::new(),
                        wanted: Vec::new(),
                    });
                    found.len() - 1
                });
                let one = &mut found[index];
                if own == Some(need.series) && named.insert(index) {
                    measure.label().clone_into(&mut one.title);
                }
                one.rows.push(row.to_string());
                if !one.wanted.contains(&wanted) {
                    one.wanted.push(wanted);
                }
            }
        }
        // A row that asks for set periods says more than one that takes what there is.
        for one in &mut found {
            if one.wanted.iter().any(|wanted| *wanted != Wanted::Latest) {
                one.wanted.retain(|wanted| *wanted != Wanted::Latest);
            }
            one.wanted.sort_unstable();
        }
        found.sort_by_key(|one| one.kind);
        found
    }
}

fn wanted(kind: ReturnKind, columns: Columns) -> Wanted {
    match (kind, columns) {
        (ReturnKind::MonthlyCounts, _) => Wanted::EveryMonth,
        (ReturnKind::Positions | ReturnKind::Money | ReturnKind::Words, _) => Wanted::AtTheEnd,
        (_, Columns::BaselineAndLatest { .. }) => Wanted::BaselineAndLatest,
        (_, Columns::YearToDate) => Wanted::YearToDate,
        (_, Columns::Latest | Columns::Words { .. }) => Wanted::Latest,
    }
}
