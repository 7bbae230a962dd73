//! Figures, series and terms, as short as the tables need them.

use panel_core::{
    Awaiting, FinancialYear, Force, Month, Observation, Period, Quantity, ReturnKind, Returns,
    Series, Source, Status, Terms, Tests,
};
use rust_decimal::Decimal;

pub(crate) const OWN: &str = "E23000021";
pub(crate) const OTHER: &str = "E23000022";
pub(crate) const OFFENCES: Series = Series::lower_is_better("offences/all");

pub(crate) fn month(written: &str) -> Month {
    written.parse().expect("a month")
}

pub(crate) fn period(written: &str) -> Period {
    written.parse().expect("a period")
}

pub(crate) fn decimal(written: &str) -> Decimal {
    written.parse().expect("a number")
}

pub(crate) fn source(line: u32) -> Source {
    Source { file: "returns/counts.csv".into(), line }
}

/// The count `value` of the force for `months`, read on that line.
pub(crate) fn observed(months: &str, value: i64, line: u32) -> Observation {
    Observation {
        series: OFFENCES.id().into(),
        area: OWN.into(),
        period: period(months),
        value: Quantity::Count(value),
        status: Status::Final,
        note: None,
        source: source(line),
        counted: None,
        summed: None,
    }
}

pub(crate) fn awaiting(kind: ReturnKind, months: Option<&str>, why: &str) -> Awaiting {
    Awaiting {
        series: OFFENCES.id().to_owned(),
        kind,
        area: None,
        period: months.map(period),
        why: why.to_owned(),
        from: "Force performance team".to_owned(),
        expected: Some(month("2015-01")),
        since: None,
        pending: false,
        source: Source { file: "awaited.toml".into(), line: 3 },
    }
}

/// Returns that received these figures as counts, in this order.
pub(crate) fn received(observations: impl IntoIterator<Item = Observation>) -> Returns {
    let mut returns = Returns::new(OWN);
    for observation in observations {
        returns.receive(ReturnKind::Counts, observation);
    }
    returns
}

pub(crate) fn terms(quarter: &str) -> Terms {
    Terms {
        quarter: quarter.parse().expect("a quarter"),
        force: Force { name: "Midshire".to_owned(), area: OWN.to_owned(), fictional: true },
        plan_name: "Police and Crime Plan for Midshire".to_owned(),
        baseline_year: FinancialYear::starting(2012).expect("a year"),
        plan_ends: month("2017-03"),
        comparison_group: "comparison group".to_owned(),
        comparison_members: Vec::new(),
        recording_changes: Vec::new(),
        disclosure: Vec::new(),
        tests: Tests::shipped(),
    }
}
