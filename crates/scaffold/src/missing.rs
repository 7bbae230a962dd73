//! What a new quarter misses: of the rows that stood in the last one's paper, every figure that has not carried
//! over.

use std::collections::BTreeSet;

use panel_core::{
    Awaiting, MeasureError, Partner, Period, Plan, ReturnKind, ReturnedSeries, Returns, Row,
    Source, Supply, Terms,
};

/// A figure that is missing, or all of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The series.
    pub series: &'static str,
    /// The kind of return.
    pub kind: ReturnKind,
    /// The period, or of monthly counts a run of months; nothing where it is the whole series.
    pub period: Option<Period>,
}

/// Two quarters that follow each other.
#[derive(Clone, Copy)]
pub struct Following<'a> {
    /// The plan of both.
    pub plan: &'a Plan,
    /// Who returns which series.
    pub partners: &'a [Partner],
    /// The rows of the last one.
    pub rows: &'a [Row],
    /// What the last one had received, and awaited.
    pub last: &'a Returns,
    /// What carries over.
    pub carried: &'a Returns,
    /// The terms of the new one.
    pub terms: &'a Terms,
}

impl Following<'_> {
    /// What is missing. A series of which the last quarter neither received nor awaited anything is not: its rows
    /// are judged without it. Nor is what goes on from a published series, which nobody is asked for.
    #[must_use]
    pub fn missing(&self) -> Vec<Missing> {
        let stood: BTreeSet<_> = self.rows.iter().map(|row| &row.id).collect();
        let series = self.plan.series_of(|row| stood.contains(row));
        let asked = |one: &&ReturnedSeries| {
            self.last.speaks_of(one.kind, one.series)
                && !(self.is_known(one) && self.is_published(one))
        };
        let mut missing: Vec<_> =
            series.iter().filter(asked).flat_map(|one| self.of_series(one)).collect();
        // A row may read more than it is asked for: what it then finds neither received nor awaited is missing.
        loop {
            let unexplained = self.unexplained(&missing);
            if unexplained.is_empty() {
                return missing;
            }
            missing.extend(unexplained);
        }
    }

    fn of_series(&self, one: &ReturnedSeries) -> Vec<Missing> {
        let (kind, series) = (one.kind, one.series.id());
        if !self.is_known(one) {
            return vec![Missing { series, kind, period: None }];
        }
        let periods = one.not_arrived(self.carried, self.terms);
        let periods =
            if kind == ReturnKind::MonthlyCounts { Period::join_months(&periods) } else { periods };
        periods.into_iter().map(|period| Missing { series, kind, period: Some(period) }).collect()
    }

    /// Whether anything of the area that the series is of carries over.
    fn is_known(&self, one: &ReturnedSeries) -> bool {
        self.carried.own(one.kind, one.series).next().is_some()
            || self.carried.pending_own(one.kind, one.series).next().is_some()
    }

    /// Whether nobody is asked for the series, and the last quarter awaited nothing of it.
    fn is_published(&self, one: &ReturnedSeries) -> bool {
        let awaited =
            || matches!(self.last.awaited(one.kind, one.series, None), Supply::Awaited(_));
        !self.partners.is_empty()
            && !self
                .partners
                .iter()
                .any(|partner| !partner.published && partner.owes(one.series.id()))
            && !awaited()
    }

    fn carries(&self, kind: ReturnKind, series: &str) -> bool {
        let needs = self.plan.needs();
        let mut same = needs.iter().filter(|one| one.kind == kind && one.series.id() == series);
        same.any(|one| self.carried.own(kind, one.series).next().is_some())
    }

    /// What rows need and find neither received nor among what is missing.
    fn unexplained(&self, missing: &[Missing]) -> Vec<Missing> {
        let mut returns = self.carried.clone();
        for one in missing {
            returns.await_figure(one.awaiting());
        }
        let (_, errors) = self.plan.assess(&returns, self.terms);
        let mut found: Vec<Missing> = Vec::new();
        for error in errors {
            let MeasureError::Unexplained { series, kind, period } = *error.error else { continue };
            // An entry for a whole series of which something carries over would contradict it.
            let known = self.carries(kind, series);
            let period = period.or_else(|| known.then(|| self.terms.latest()));
            let one = Missing { series, kind, period };
            if !missing.contains(&one) && !found.contains(&one) {
                found.push(one);
            }
        }
        found
    }
}

impl Missing {
    fn awaiting(&self) -> Awaiting {
        Awaiting {
            series: self.series.to_owned(),
            kind: self.kind,
            area: None,
            period: self.period,
            why: String::new(),
            from: String::new(),
            expected: None,
            since: None,
            pending: false,
            source: Source { file: "awaited.toml".into(), line: 0 },
        }
    }
}
