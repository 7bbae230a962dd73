//! The figures that the rows of two reports read, and those that were restated between them.

use std::collections::BTreeMap;

use panel_core::{Caution, Input, Row, RowId, Source, Subject, Unit, WITHHELD};
use serde::Serialize;

/// A figure with the file and line that it was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Given {
    /// The series.
    pub series: String,
    /// The area, by its GSS code.
    pub area: String,
    /// The months.
    pub period: String,
    /// The figure as printed.
    pub value: String,
    /// The file and line, from the folder of its report.
    pub source: Source,
}

/// A figure that both reports read for the same months, and that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Restated {
    /// The series.
    pub series: String,
    /// The area, by its GSS code.
    pub area: String,
    /// The months.
    pub period: String,
    /// Its unit.
    pub unit: Unit,
    /// As the old report had it.
    pub old: String,
    /// The file and line in the old report's folder.
    pub old_source: Source,
    /// As the new report has it.
    pub new: String,
    /// The file and line in the new report's folder.
    pub new_source: Source,
    /// The rows that read it in either report, in the order of the dashboard.
    pub rows: Vec<RowId>,
}

/// The figures of a report by what they are of, each with the rows that read it.
pub(crate) struct Figures<'a>(BTreeMap<&'a Subject, Vec<(&'a Row, &'a Input)>>);

impl<'a> Figures<'a> {
    pub(crate) fn of(rows: &'a [Row]) -> Self {
        let mut figures: BTreeMap<&Subject, Vec<_>> = BTreeMap::new();
        for row in rows {
            for input in &row.finding.evidence().inputs {
                figures.entry(&input.subject).or_default().push((row, input));
            }
        }
        Self(figures)
    }

    /// Whether some row reads it.
    pub(crate) fn knows(&self, subject: &Subject) -> bool {
        self.0.contains_key(subject)
    }

    fn readers(&self, subject: &Subject) -> &[(&'a Row, &'a Input)] {
        self.0.get(subject).map_or(&[], Vec::as_slice)
    }
}

/// Every figure that was restated, by series, area and months.
pub(crate) fn restated(old: &Figures<'_>, new: &Figures<'_>) -> Vec<Restated> {
    old.0.keys().filter_map(|subject| differing(subject, old, new)).collect()
}

/// The figures among those that the row reads in either report that were restated.
pub(crate) fn restated_of(
    (before, now): (&Row, &Row),
    (old, new): (&Figures<'_>, &Figures<'_>),
) -> Vec<Restated> {
    let inputs = [before, now].into_iter().flat_map(|row| &row.finding.evidence().inputs);
    let mut subjects: Vec<_> = inputs.map(|input| &input.subject).collect();
    subjects.sort();
    subjects.dedup();
    subjects.into_iter().filter_map(|subject| differing(subject, old, new)).collect()
}

/// The figure as both reports have it, where they differ. What one of them withholds or rounds and
/// the other does not is no restatement.
fn differing(subject: &Subject, old: &Figures<'_>, new: &Figures<'_>) -> Option<Restated> {
    let (old, new) = (old.readers(subject), new.readers(subject));
    let comparable = |(before, earlier): &(&Row, &Input), (now, later): &(&Row, &Input)| {
        earlier.value != WITHHELD
            && later.value != WITHHELD
            && is_rounded(before) == is_rounded(now)
    };
    let mut pairs = Vec::new();
    for earlier in old {
        pairs.extend(
            new.iter().filter(|later| comparable(earlier, later)).map(|later| (earlier, later)),
        );
    }
    let ((_, earlier), (_, later)) = pairs.first().copied()?;
    // Two rows may have read two returns of one thing; a figure that either has is not restated.
    if pairs.iter().any(|((_, earlier), (_, later))| earlier.value == later.value) {
        return None;
    }
    let mut rows: Vec<_> = new.iter().chain(old).map(|(row, _)| row.id.clone()).collect();
    let mut seen = Vec::new();
    rows.retain(|id| {
        let first = !seen.contains(id);
        seen.push(id.clone());
        first
    });
    Some(Restated {
        series: subject.series.to_string(),
        area: subject.area.to_string(),
        period: subject.period.to_string(),
        unit: subject.unit,
        old: earlier.value.clone(),
        old_source: earlier.source.clone(),
        new: later.value.clone(),
        new_source: later.source.clone(),
        rows,
    })
}

fn is_rounded(row: &Row) -> bool {
    row.finding.evidence().cautions.contains(&Caution::Rounded)
}

/// The figures that the row reads and that no row of the old report read, oldest months first and, of
/// the same months, those of the area `own` last.
pub(crate) fn new_data(row: &Row, old: &Figures<'_>, own: &str) -> Vec<Given> {
    let inputs = row.finding.evidence().inputs.iter();
    let mut fresh: Vec<_> = inputs.filter(|input| !old.knows(&input.subject)).collect();
    fresh.sort_by_key(|input| {
        let subject = &input.subject;
        (subject.period.last(), *subject.area == *own, subject)
    });
    fresh.dedup_by_key(|input| &input.subject);
    let given = |input: &Input| Given {
        series: input.subject.series.to_string(),
        area: input.subject.area.to_string(),
        period: input.period.clone(),
        value: input.value.clone(),
        source: input.source.clone(),
    };
    fresh.into_iter().map(given).collect()
}
