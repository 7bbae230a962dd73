//! What several tests need.

use panel_stats::charts::chart::{Chart, Limits, Lines, Scale};
use panel_stats::charts::individuals::{Screening, xmr_chart};
use panel_stats::charts::segments::Segments;

use crate::golden::{Row, rows};

/// The rows of a golden table, a list for each `case`.
pub(crate) fn cases(name: &str) -> Vec<Vec<Row>> {
    let mut found: Vec<Vec<Row>> = Vec::new();
    for row in rows(name) {
        match found.last_mut() {
            Some(case) if case[0].count("case") == row.count("case") => case.push(row),
            _ => found.push(vec![row]),
        }
    }
    found
}

/// A column of a case.
pub(crate) fn reals(case: &[Row], name: &str) -> Vec<f64> {
    case.iter().map(|row| row.real(name)).collect()
}

/// A count that is an index or a length.
pub(crate) fn places(row: &Row, name: &str) -> usize {
    usize::try_from(row.count(name)).expect("a place")
}

/// The limits at every point of a chart in which each segment has some.
pub(crate) fn all_limits(chart: &Chart) -> Vec<Limits> {
    let limits = chart.segments.iter().map(|segment| match &segment.lines {
        Lines::Drawn { limits, .. } => limits.clone(),
        Lines::TooFew { baseline } => panic!("only {baseline} points"),
    });
    limits.flatten().collect()
}

/// The individuals chart at 3σ, its limits frozen at the first `baseline` points.
pub(crate) fn frozen_chart(values: &[f64], baseline: usize) -> Chart {
    let segments = Segments::whole(values.len()).and_then(|whole| whole.frozen(0, 0..baseline));
    let segments = segments.expect("segments");
    xmr_chart(values, &segments, 3.0, Screening::Off, Scale::Unbounded).expect("a chart")
}

/// Whether two figures are equal but for rounding.
pub(crate) fn near(one: f64, other: f64, size: f64) -> bool {
    (one - other).abs() <= 1e-12 * size.max(one.abs()).max(other.abs())
}
