//! Returns of every series that the plan reads: none, one figure, zeros, gaps, ordinary and huge ones.

use std::fmt;

use panel_core::{
    Awaiting, Observation, Percentage, Period, Pounds, Proportion, Quantity, ReturnKind,
    ReturnedSeries, Returns, Source, Status, Terms,
};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// How the figures of a series are.
#[derive(Debug, Clone, Copy)]
enum Shape {
    Missing,
    One,
    Zeros,
    Gaps,
    Small,
    Ordinary,
    Huge,
}

const SHAPES: [Shape; 8] = [
    Shape::Missing,
    Shape::One,
    Shape::Zeros,
    Shape::Gaps,
    Shape::Small,
    Shape::Ordinary,
    Shape::Ordinary,
    Shape::Huge,
];

/// Generated returns, as lines in their order.
#[derive(Clone)]
pub(crate) struct Generated {
    force: String,
    lines: Vec<(ReturnKind, Observation)>,
    awaited: Vec<Awaiting>,
}

/// As the lines of a return: what a row that breaks a rule was shown.
impl fmt::Debug for Generated {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (kind, line) in &self.lines {
            let (series, area, period) = (&line.series, &line.area, line.period.iso());
            writeln!(formatter, "{} {series},{area},{period},{}", kind.name(), line.value)?;
        }
        Ok(())
    }
}

impl Generated {
    /// Every series awaited, and none received.
    pub(super) fn nothing(series: &[ReturnedSeries], terms: &Terms) -> Self {
        let awaited = series.iter().map(awaiting).collect();
        Self { force: terms.force.area.clone(), lines: Vec::new(), awaited }
    }

    /// These figures; what they leave out is awaited.
    pub(crate) fn holding(
        lines: Vec<(ReturnKind, Observation)>,
        series: &[ReturnedSeries],
        terms: &Terms,
    ) -> Self {
        Self { lines, ..Self::nothing(series, terms) }
    }

    pub(crate) fn figures(&self) -> impl Iterator<Item = &Observation> {
        self.lines.iter().map(|(_, figure)| figure)
    }

    pub(crate) fn in_order(&self) -> Returns {
        self.received(self.lines.iter())
    }

    /// The same from the last line to the first.
    pub(super) fn turned(&self) -> Returns {
        self.received(self.lines.iter().rev())
    }

    /// The same with other figures, where `changed` gives them.
    pub(crate) fn with(&self, changed: impl Fn(&Observation) -> Option<Quantity>) -> Self {
        let mut other = self.clone();
        for (_, line) in &mut other.lines {
            if let Some(value) = changed(line) {
                line.value = value;
            }
        }
        other
    }

    /// The same without these figures.
    pub(crate) fn without(&self, dropped: impl Fn(ReturnKind, &Observation) -> bool) -> Self {
        let mut other = self.clone();
        other.lines.retain(|(kind, line)| !dropped(*kind, line));
        other
    }

    fn received<'a>(
        &'a self,
        lines: impl Iterator<Item = &'a (ReturnKind, Observation)>,
    ) -> Returns {
        let mut returns = Returns::new(&self.force);
        lines.for_each(|(kind, observation)| returns.receive(*kind, observation.clone()));
        self.awaited.iter().for_each(|one| returns.await_figure(one.clone()));
        returns
    }
}

fn awaiting(series: &ReturnedSeries) -> Awaiting {
    Awaiting {
        series: series.series.id().to_owned(),
        kind: series.kind,
        area: None,
        period: None,
        why: "It has not been received.".to_owned(),
        from: "Anyshire Constabulary".to_owned(),
        expected: None,
        since: None,
        pending: false,
        source: Source { file: "awaited.toml".into(), line: 2 },
    }
}

/// Returns of the force, and of some members of its group, for these series.
pub(crate) fn any_returns(
    series: Vec<ReturnedSeries>,
    terms: &'static Terms,
) -> impl Strategy<Value = Generated> {
    // The force is a member of its group.
    let others = terms.comparison_members.iter().filter(|one| **one != terms.force.area);
    let areas: Vec<String> = std::iter::once(&terms.force.area).chain(others).cloned().collect();
    let each: Vec<_> =
        series.iter().map(|_| (prop::sample::select(&SHAPES[..]), any::<u64>())).collect();
    (each, 1..=areas.len()).prop_map(move |(each, members)| {
        let mut generated = Generated::nothing(&series, terms);
        for (series, (shape, seed)) in series.iter().zip(each) {
            let own = series.series.area().code(&terms.force.area);
            let others = areas.iter().skip(1).map(String::as_str);
            for area in std::iter::once(own).chain(others).take(members) {
                figures(&mut generated.lines, series, area, shape, seed, terms);
            }
        }
        generated
    })
}

fn figures(
    lines: &mut Vec<(ReturnKind, Observation)>,
    series: &ReturnedSeries,
    area: &str,
    shape: Shape,
    seed: u64,
    terms: &Terms,
) {
    let periods = series.periods(terms);
    let take = match shape {
        Shape::Missing => 0,
        Shape::One => 1,
        _ => periods.len(),
    };
    // A member of the group has figures of its own.
    let mut state = seed ^ area.bytes().fold(7, |sum, byte| sum * 31 + u64::from(byte));
    for period in periods.into_iter().rev().take(take) {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let drawn = state >> 11;
        if matches!(shape, Shape::Gaps) && drawn.is_multiple_of(5) {
            continue;
        }
        let Some(value) = value(series.kind, shape, drawn) else { continue };
        let file = format!("returns/{}.csv", series.kind.name());
        let line = u32::try_from(lines.len()).unwrap() + 2;
        lines.push((series.kind, observation(series, area, period, value, &file, line)));
    }
}

fn observation(
    series: &ReturnedSeries,
    area: &str,
    period: Period,
    value: Quantity,
    file: &str,
    line: u32,
) -> Observation {
    Observation {
        series: series.series.id().into(),
        area: area.into(),
        period,
        value,
        status: Status::Final,
        note: None,
        source: Source { file: file.into(), line },
        counted: None,
        summed: None,
    }
}

/// A figure as this kind of return may hold.
fn value(kind: ReturnKind, shape: Shape, drawn: u64) -> Option<Quantity> {
    let count = match shape {
        Shape::Zeros => 0,
        Shape::Small => drawn % 12,
        Shape::Huge => 900_000_000_000 + drawn % 1_000_000_000,
        _ => 200 + drawn % 400,
    };
    Some(match kind {
        ReturnKind::Counts | ReturnKind::MonthlyCounts => {
            Quantity::Count(i64::try_from(count).ok()?)
        }
        ReturnKind::Surveys if drawn.is_multiple_of(17) => {
            let percent = Decimal::new(i64::try_from(drawn % 1001).ok()?, 1);
            Quantity::Percentage(Percentage::new(percent, None).ok()?)
        }
        ReturnKind::Surveys => {
            let asked = count.max(1);
            let positive = if matches!(shape, Shape::Zeros) { 0 } else { drawn / 7 % (asked + 1) };
            Quantity::Proportion(Proportion::new(positive, asked).ok()?)
        }
        ReturnKind::Positions => {
            let place = u32::try_from(drawn % 8).ok()? + 1;
            Quantity::Place { place, of: (drawn.is_multiple_of(2)).then_some(8) }
        }
        ReturnKind::Money => {
            let tenths = i64::try_from(drawn % 300).ok()?;
            Quantity::Money(Pounds::millions(Decimal::new(tenths, 1)))
        }
        ReturnKind::Words => Quantity::Words("As planned".into()),
        ReturnKind::Figures => Quantity::Count(i64::try_from(count).ok()?),
    })
}
