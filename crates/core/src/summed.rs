//! Totals that nobody returned and that follow from the months or quarters which were.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::{
    Awaiting, Need, Observation, Period, Quantity, ReturnKind, Returns, Series, Source, Status,
    Terms,
};

/// The lengths of the counts that make a total, in months, the finest first.
const LENGTHS: [(ReturnKind, u32); 2] = [(ReturnKind::MonthlyCounts, 1), (ReturnKind::Counts, 3)];

/// What is known of a total that was not returned.
enum Total {
    /// All its parts were received.
    Known(Observation),
    /// All its parts came in, and a board has not approved some of them.
    Pending(Awaiting),
}

impl Returns {
    /// Adds each total that rows ask for, that was not returned, and whose months or quarters were: of
    /// the force and of every other area that has them. Such a total is no longer awaited.
    ///
    /// ```
    /// use panel_core::{Need, Observation, Period, Quantity, ReturnKind, Returns, Series, Source, Status};
    /// # use panel_core::{Force, Terms, Tests};
    /// # let terms = Terms {
    /// #     quarter: "2024-25 Q3".parse()?,
    /// #     force: Force { name: "Anyshire".to_owned(), area: "X23000001".to_owned(), fictional: true },
    /// #     plan_name: "Fictional Plan".to_owned(),
    /// #     baseline_year: "2022/23".parse()?,
    /// #     plan_ends: "2027-03".parse()?,
    /// #     comparison_group: "fictional group".to_owned(),
    /// #     comparison_members: Vec::new(),
    /// #     recording_changes: Vec::new(),
    /// #     disclosure: Vec::new(),
    /// #     tests: Tests::shipped(),
    /// # };
    ///
    /// const OFFENCES: Series = Series::lower_is_better("offences/all-crime");
    /// let mut returns = Returns::new("X23000001");
    /// for (back, line) in (0..12).zip(2..) {
    ///     let month = Period::month(terms.latest().last().plus(-back));
    ///     returns.receive(ReturnKind::MonthlyCounts, Observation {
    ///         series: OFFENCES.id().into(),
    ///         area: "X23000001".into(),
    ///         period: month,
    ///         value: Quantity::Count(10),
    ///         status: Status::Final,
    ///         note: None,
    ///         source: Source { file: "returns/months.csv".into(), line },
    ///         counted: None,
    ///         summed: None,
    ///     });
    /// }
    /// returns.add_sums(&[Need { series: OFFENCES, kind: ReturnKind::Counts }], &terms);
    /// let total = returns.find(ReturnKind::Counts, OFFENCES.id(), "X23000001", terms.latest());
    /// let total = total.ok_or("no total")?;
    /// assert_eq!(total.value, Quantity::Count(120));
    /// assert_eq!(total.note.as_deref(), Some("The sum of its 12 months."));
    /// assert_eq!(total.source.to_string(), "returns/months.csv, summed");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_sums(&mut self, needs: &[Need], terms: &Terms) {
        let to_date = terms.year_to_date();
        let periods =
            BTreeSet::from([terms.baseline(), terms.latest(), to_date.year_earlier(), to_date]);
        let counts = needs.iter().rev().filter(|need| need.kind == ReturnKind::Counts);
        let series: BTreeMap<_, _> = counts.map(|need| (need.series.id(), need.series)).collect();
        let pending = Pending::of(self.all_awaited());
        let mut totals = Vec::new();
        for series in series.into_values() {
            for area in self.areas_with_parts(series, &pending) {
                for period in &periods {
                    let total = self.total((series.id(), &area, *period), &pending);
                    totals.extend(total.map(|total| (series, area.clone(), *period, total)));
                }
            }
        }
        // The entries that explain just these totals explain nothing that is missing.
        let met: BTreeSet<_> = totals
            .iter()
            .filter(|(series, area, ..)| **area == *series.area().code(self.force()))
            .map(|(series, _, period, _)| (series.id(), *period))
            .collect();
        self.await_only(|one| {
            let total = one.period.map(|period| (&*one.series, period));
            one.pending
                || one.kind != ReturnKind::Counts
                || total.is_none_or(|total| !met.contains(&total))
        });
        for (.., total) in totals {
            match total {
                Total::Known(total) => self.receive(ReturnKind::Counts, total),
                Total::Pending(awaiting) => self.await_figure(awaiting),
            }
        }
    }

    /// The areas of which a month or a quarter of the series came in.
    fn areas_with_parts(&self, series: Series, pending: &Pending) -> BTreeSet<Arc<str>> {
        let received = LENGTHS.into_iter().flat_map(|(kind, months)| {
            let parts =
                self.of_series(kind, series).filter(move |one| one.period.months() == months);
            parts.map(|one| one.area.clone())
        });
        let waiting = pending.figures.keys().filter(|(kind, name, _, period)| {
            *name == series.id() && LENGTHS.contains(&(*kind, period.months()))
        });
        received.chain(waiting.map(|(_, _, area, _)| Arc::from(&**area))).collect()
    }

    /// The total that nobody returned, where its parts came in.
    fn total(
        &self,
        (series, area, period): (&str, &str, Period),
        pending: &Pending,
    ) -> Option<Total> {
        let returned = self.find(ReturnKind::Counts, series, area, period).is_some();
        if returned || pending.find(ReturnKind::Counts, series, area, period).is_some() {
            return None;
        }
        LENGTHS.into_iter().find_map(|(kind, months)| {
            let mut parts = Vec::new();
            let mut waiting = None;
            for part in period.parts(months) {
                match self.find(kind, series, area, part) {
                    Some(one) if one.status.is_as_counted() => parts.push(one),
                    Some(_) => return None,
                    None => waiting = Some(pending.find(kind, series, area, part)?),
                }
            }
            let kind = ReturnKind::Counts;
            match waiting {
                None => sum(&parts, months, period).map(Total::Known),
                Some(waiting) => {
                    let period = Some(period);
                    Some(Total::Pending(Awaiting { kind, period, ..waiting.clone() }))
                }
            }
        })
    }
}

/// What came in and is not approved, by kind, series, area and period.
struct Pending {
    figures: BTreeMap<(ReturnKind, String, String, Period), Awaiting>,
}

impl Pending {
    fn of(awaited: &[Awaiting]) -> Self {
        let figures = awaited.iter().filter(|one| one.pending).filter_map(|one| {
            Some(((one.kind, one.series.clone(), one.area.clone()?, one.period?), one.clone()))
        });
        Self { figures: figures.collect() }
    }

    fn find(
        &self,
        kind: ReturnKind,
        series: &str,
        area: &str,
        period: Period,
    ) -> Option<&Awaiting> {
        self.figures.get(&(kind, series.to_owned(), area.to_owned(), period))
    }
}

/// The total of counts that follow each other; nothing where one is not a count, or where they are beyond
/// counting.
fn sum(parts: &[&Observation], months: u32, period: Period) -> Option<Observation> {
    let last = parts.last()?;
    let count = |one: &Observation| match one.value {
        Quantity::Count(count) => Some(count),
        _ => None,
    };
    let total = parts.iter().try_fold(0_i64, |total, one| total.checked_add(count(one)?))?;
    let status = [Status::Proxy, Status::Provisional, Status::Revised]
        .into_iter()
        .find(|status| parts.iter().any(|one| one.status == *status))
        .unwrap_or(Status::Final);
    Some(Observation {
        series: last.series.clone(),
        area: last.area.clone(),
        period,
        value: Quantity::Count(total),
        status,
        note: Some(note(parts, months)),
        source: Source { file: last.source.file.clone(), line: Source::SUM },
        counted: None,
        summed: Some(parts.iter().map(|one| one.source.clone()).collect()),
    })
}

/// That it is a sum; and what is noted beside its parts, where they all say the same.
fn note(parts: &[&Observation], months: u32) -> String {
    let noun = if months == 1 { "months" } else { "quarters" };
    let said = format!("The sum of its {} {noun}.", parts.len());
    let notes: BTreeSet<_> = parts.iter().map(|one| one.note.as_deref()).collect();
    match notes.first() {
        Some(Some(note)) if notes.len() == 1 => format!("{said} {note}"),
        Some(None) if notes.len() == 1 => said,
        _ => format!("{said} Some of them have notes of their own."),
    }
}
