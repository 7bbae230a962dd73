//! How figures are counted from records, and what of each figure is known of its counting.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use super::{FigureRelation, RecordTable, Records, TableRecord};
use crate::{
    Area, Month, Observation, Period, Proportion, Quantity, ReturnKind, Series, Source, Status,
    Terms,
};

/// A figure that a tally may give: of which series, as which kind of return.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GivenFigure {
    /// The kind of return that it stands in for.
    pub kind: ReturnKind,
    /// The series.
    pub series: Series,
}

impl GivenFigure {
    /// A count over a period.
    #[must_use]
    pub const fn count(series: Series) -> Self {
        Self { kind: ReturnKind::Counts, series }
    }

    /// A share of people or records.
    #[must_use]
    pub const fn share(series: Series) -> Self {
        Self { kind: ReturnKind::Surveys, series }
    }

    /// An amount of money.
    #[must_use]
    pub const fn money(series: Series) -> Self {
        Self { kind: ReturnKind::Money, series }
    }

    /// An assessment or progress in words.
    #[must_use]
    pub const fn words(series: Series) -> Self {
        Self { kind: ReturnKind::Words, series }
    }

    /// Another figure, which the commentary quotes.
    #[must_use]
    pub const fn figure(series: Series) -> Self {
        Self { kind: ReturnKind::Figures, series }
    }
}

/// How figures are counted from records. Pure: same records in whatever order, same figures.
#[derive(Debug)]
pub struct Tally {
    /// The tables that it reads; nothing is counted before all of them are there.
    pub tables: &'static [&'static RecordTable],
    /// The figures that it may give.
    pub gives: &'static [GivenFigure],
    /// How it counts, in sentences that `panel explain` prints.
    pub rule: &'static str,
    /// What is known of these figures beside each other: the sums that they make, and those computed
    /// from others. Disclosure control reads it; the suite finds a sum that is missing.
    pub relations: &'static [FigureRelation],
    /// Counts.
    pub count: fn(&mut Counting<'_>),
}

impl Tally {
    /// The same, with what is known of its figures beside each other.
    #[must_use]
    pub const fn relating(self, relations: &'static [FigureRelation]) -> Self {
        Self { relations, ..self }
    }
}

/// The records that a figure was counted from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CountedFrom {
    /// How it was counted, in sentences.
    pub rule: &'static str,
    /// The records that it counts.
    pub records: Vec<Source>,
    /// Those of them that have what a share is of.
    pub positive: Option<Vec<Source>>,
    /// The records that were looked at and not counted, by reason.
    pub left_out: Vec<(&'static str, Vec<Source>)>,
}

/// One counting: records in, figures out.
pub struct Counting<'a> {
    /// The records.
    pub records: &'a Records,
    /// The terms of the plan, with the quarter.
    pub terms: &'a Terms,
    /// The areas that returns may speak of, the force's own first.
    pub areas: &'a [Area],
    tally: &'static Tally,
    counted: Counted,
}

/// What a tally counted.
#[derive(Debug, Clone, Default)]
pub struct Counted {
    /// The figures, by kind of return.
    pub figures: Vec<(ReturnKind, Observation)>,
    /// What the records could not give: the kind, the series and why, in a sentence.
    pub nothing: Vec<(ReturnKind, Series, &'static str)>,
    /// The periods of which the records could not give a figure, and why.
    pub nothing_of: Vec<(ReturnKind, Series, Period, &'static str)>,
}

impl<'a> Counting<'a> {
    /// What `tally` counts from these records, by kind of return.
    #[must_use]
    pub fn of(
        tally: &'static Tally,
        records: &'a Records,
        terms: &'a Terms,
        areas: &'a [Area],
    ) -> Counted {
        let mut counting = Self { records, terms, areas, tally, counted: Counted::default() };
        if tally.tables.iter().all(|table| records.has(table)) {
            (tally.count)(&mut counting);
        }
        counting.counted
    }

    /// The tally that counts.
    #[must_use]
    pub fn tally(&self) -> &'static Tally {
        self.tally
    }

    /// The area of the force.
    #[must_use]
    pub fn force(&self) -> &'a str {
        &self.terms.force.area
    }

    /// The periods that a row against its baseline asks for: the baseline year, the latest twelve
    /// months.
    #[must_use]
    pub fn against_baseline(&self) -> [Period; 2] {
        [self.terms.baseline(), self.terms.latest()]
    }

    /// The periods that a row of the year to date asks for.
    #[must_use]
    pub fn years_to_date(&self) -> [Period; 2] {
        [self.terms.year_to_date().year_earlier(), self.terms.year_to_date()]
    }

    /// Gives one figure of the force. `records` are those that it counts.
    pub fn give(
        &mut self,
        kind: ReturnKind,
        series: Series,
        period: Period,
        value: Quantity,
        records: &[&TableRecord],
    ) -> &mut Observation {
        let force = self.force();
        self.give_of(force, kind, series, period, value, records)
    }

    /// Gives one figure of an area.
    ///
    /// # Panics
    /// Where the tally does not declare that it gives this figure: a fault of the plugin, which the
    /// conformance suite finds.
    pub fn give_of(
        &mut self,
        area: &str,
        kind: ReturnKind,
        series: Series,
        period: Period,
        value: Quantity,
        records: &[&TableRecord],
    ) -> &mut Observation {
        debug_assert!(
            self.tally.gives.iter().any(|one| one.kind == kind && one.series == series),
            "{} is not among the figures of its tally",
            series.id()
        );
        // The table that was counted: a tally may read others, and a table have several files.
        let counted = records.iter().map(|one| &one.source.file).min();
        let table = match counted {
            Some(file) => Some(Source { file: file.clone(), line: Source::HEAD }),
            None => self.tally.tables.first().and_then(|table| self.records.source(table)),
        };
        let source =
            table.unwrap_or(Source { file: "returns/datapackage.json".into(), line: Source::HEAD });
        self.counted.figures.push((
            kind,
            Observation {
                series: series.id().into(),
                area: area.into(),
                period,
                value,
                status: Status::Final,
                note: None,
                source,
                counted: Some(Arc::new(CountedFrom {
                    rule: self.tally.rule,
                    records: sources(records),
                    positive: None,
                    left_out: Vec::new(),
                })),
                summed: None,
            },
        ));
        let last = self.counted.figures.len() - 1;
        &mut self.counted.figures[last].1
    }

    /// Says that there is no figure although there are records, and why: it is shown as awaited.
    pub fn give_nothing(&mut self, kind: ReturnKind, series: Series, why: &'static str) {
        self.counted.nothing.push((kind, series, why));
    }

    /// Says of one period that there is no figure although there are records, and why. A figure of
    /// that period that was returned as such stands all the same.
    pub fn give_nothing_of(
        &mut self,
        kind: ReturnKind,
        series: Series,
        period: Period,
        why: &'static str,
    ) {
        self.counted.nothing_of.push((kind, series, period, why));
    }

    /// Gives the share of these records that is `positive`; where nothing can be given, says why.
    pub fn give_share(
        &mut self,
        series: Series,
        period: Period,
        (positive, all): (&[&TableRecord], &[&TableRecord]),
        why_nothing: &'static str,
    ) -> Option<&mut Observation> {
        let count = |records: &[&TableRecord]| u64::try_from(records.len()).unwrap_or(u64::MAX);
        let Ok(share) = Proportion::new(count(positive), count(all)) else {
            self.give_nothing(ReturnKind::Surveys, series, why_nothing);
            return None;
        };
        let value = Quantity::Proportion(share);
        let given = self.give(ReturnKind::Surveys, series, period, value, all);
        if let Some(counted) = given.counted.as_mut() {
            Arc::make_mut(counted).positive = Some(sources(positive));
        }
        Some(given)
    }

    /// Gives the number of records in each of these periods, as far as the table covers it: `month`
    /// says when a record counts, and `None` that it does not.
    pub fn give_counts(
        &mut self,
        series: Series,
        periods: &[Period],
        table: &RecordTable,
        month: impl Fn(&TableRecord) -> Option<Month>,
    ) {
        for period in BTreeSet::from_iter(periods) {
            if !self.records.cover(table, *period) {
                continue;
            }
            let within = |one: &&TableRecord| month(one).is_some_and(|month| period.holds(month));
            let records: Vec<_> = self.records.of(table).iter().filter(within).collect();
            let count = i64::try_from(records.len()).unwrap_or(i64::MAX);
            self.give(ReturnKind::Counts, series, *period, Quantity::Count(count), &records);
        }
    }
}

impl Observation {
    /// Says of a figure that was counted which records were looked at and left out, and why.
    pub fn leaving_out(&mut self, why: &'static str, records: &[&TableRecord]) -> &mut Self {
        if let Some(counted) = self.counted.as_mut().filter(|_| !records.is_empty()) {
            Arc::make_mut(counted).left_out.push((why, sources(records)));
        }
        self
    }

    /// Says how a figure that was counted stands, with the sentence printed beside it.
    pub fn stands(&mut self, status: Status, note: impl Into<String>) -> &mut Self {
        (self.status, self.note) = (status, Some(note.into()));
        self
    }
}

/// Where records were read, in order.
fn sources(records: &[&TableRecord]) -> Vec<Source> {
    let mut sources: Vec<_> = records.iter().map(|one| one.source.clone()).collect();
    sources.sort();
    sources
}
