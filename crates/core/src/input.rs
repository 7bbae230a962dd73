//! A figure that a finding rests on, with what it is of and where it was read.

use std::sync::Arc;

use serde::Serialize;

use crate::{CountedFrom, Observation, Period, Quantity, Source, Status, Unit, grouped};

/// What a figure is of: two with one subject say the same thing, and differ where one was restated.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// The series.
    pub series: Arc<str>,
    /// The area, by its GSS code.
    pub area: Arc<str>,
    /// The months.
    pub period: Period,
    /// The unit: a series may have counts and places.
    pub unit: Unit,
}

impl Subject {
    /// What an observation is a figure of.
    #[must_use]
    pub fn of(observation: &Observation) -> Self {
        Self {
            series: observation.series.clone(),
            area: observation.area.clone(),
            period: observation.period,
            unit: observation.value.unit(),
        }
    }
}

/// A figure that the test used, and where it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Input {
    /// What it is, such as `latest`.
    pub name: &'static str,
    /// The figure as printed, with the people behind it.
    pub value: String,
    /// The months it covers.
    pub period: String,
    /// The file and line.
    pub source: Source,
    /// The records that it was counted from, where it was not returned as a figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted: Option<Arc<CountedFrom>>,
    /// The lines that it is the sum of, where nobody returned it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summed: Option<Arc<[Source]>>,
    /// What it is a figure of.
    #[serde(skip)]
    pub subject: Subject,
    /// The figure itself, until disclosure control has seen it.
    #[serde(skip)]
    pub(crate) observed: Option<Observed>,
}

/// What was received, as disclosure control needs to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Observed {
    pub(crate) value: Quantity,
    pub(crate) status: Status,
    /// How many records it was counted from, where it was.
    pub(crate) records: Option<usize>,
}

impl Observed {
    /// The count as it was received: an annualised one is that of fewer months, scaled up. `None`
    /// where it is no count.
    pub(crate) fn received(&self, period: Period) -> Option<u64> {
        let Quantity::Count(count) = self.value else { return None };
        let count = u128::from(count.unsigned_abs());
        let received = match self.status {
            Status::Annualised => count * u128::from(period.months()) / 12,
            _ => count,
        };
        Some(u64::try_from(received).unwrap_or(u64::MAX))
    }
}

impl Input {
    /// An input from what was received.
    #[must_use]
    pub fn new(name: &'static str, observation: &Observation) -> Self {
        Self {
            name,
            value: printed(&observation.value),
            period: observation.period.to_string(),
            source: observation.source.clone(),
            counted: observation.counted.clone(),
            summed: observation.summed.clone(),
            subject: Subject::of(observation),
            observed: Some(Observed {
                value: observation.value.clone(),
                status: observation.status,
                records: observation.counted.as_ref().map(|counted| counted.records.len()),
            }),
        }
    }

    /// The lines that it was read from: its own, or those of a sum's parts.
    pub fn lines(&self) -> impl Iterator<Item = &Source> {
        let parts = self.summed.as_deref();
        parts.unwrap_or(std::slice::from_ref(&self.source)).iter()
    }

    /// Where it was read, as `returns/months.csv:3`; of a sum each file, as
    /// `returns/months.csv:3 to 14, summed`.
    #[must_use]
    pub fn origin(&self) -> String {
        let Some(parts) = &self.summed else { return self.source.to_string() };
        let files: Vec<_> = parts.chunk_by(|one, other| one.file == other.file).collect();
        let each = files.iter().filter_map(|of_file| {
            let (least, most) = (of_file.iter().min()?, of_file.iter().max()?);
            Some(if least == most {
                least.to_string()
            } else {
                format!("{least} to {}", most.line)
            })
        });
        format!("{}, summed", each.collect::<Vec<_>>().join("; "))
    }
}

/// A figure as an input, with the people behind it.
pub(crate) fn printed(value: &Quantity) -> String {
    match value {
        Quantity::Proportion(share) => {
            let people = |count: u64| grouped(count.into());
            format!("{} of {} people", people(share.positive()), people(share.surveyed()))
        }
        other => other.to_string(),
    }
}
