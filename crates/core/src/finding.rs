//! What the panel is told about one row.

use serde::Serialize;

use crate::disclosure::WHY_WITHHELD;
use crate::{
    Awaiting, Change, Evidence, Month, Observation, Quantity, Reason, Source, Status, Subject,
    Unit, plain_date,
};

/// The colour, as the outcome of a stated test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Assessment {
    /// Better.
    Green,
    /// No evidence either way.
    Amber,
    /// Worse.
    Red,
}

impl Assessment {
    /// The word that stands beside the colour.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Green => "Green",
            Self::Amber => "Amber",
            Self::Red => "Red",
        }
    }
}

/// Why a figure is “NA”, as `awaited.toml` has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Awaited {
    /// Why, as printed.
    pub why: String,
    /// Who owes it.
    pub from: String,
    /// The month it is expected in.
    pub expected: Option<String>,
    /// The day since when it is awaited.
    pub since: Option<String>,
    /// Whether it arrived, and its board has not approved it.
    #[serde(skip)]
    pub pending: bool,
    /// Where that is written.
    pub source: Source,
}

impl From<&Awaiting> for Awaited {
    fn from(awaiting: &Awaiting) -> Self {
        Self {
            why: awaiting.why.clone(),
            from: awaiting.from.clone(),
            expected: awaiting.expected.map(|month: Month| month.to_string()),
            since: awaiting.since.map(plain_date),
            pending: awaiting.pending,
            source: awaiting.source.clone(),
        }
    }
}

/// A figure that a row prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    /// Received.
    Known {
        /// The figure.
        value: Quantity,
        /// How it stands.
        status: Status,
        /// What a reader should know beside it.
        note: Option<String>,
        /// The months it covers, or the month it stands at.
        period: String,
        /// What it is a figure of, where it was received as it is; `None` where it was computed.
        subject: Option<Subject>,
    },
    /// Not received: prints “NA”, with the reason.
    Awaited(Awaited),
    /// Received and withheld: prints `[c]`, with the reason.
    Withheld {
        /// The unit that it is in.
        unit: Unit,
        /// The months it covers, or the month it stands at.
        period: String,
    },
}

impl Figure {
    /// The figure of an observation.
    #[must_use]
    pub fn received(observation: &Observation) -> Self {
        Self::Known {
            value: observation.value.clone(),
            status: observation.status,
            note: observation.note.clone(),
            period: observation.period.to_string(),
            subject: Some(Subject::of(observation)),
        }
    }

    /// The figure, where it was received and may be shown.
    #[must_use]
    pub fn value(&self) -> Option<&Quantity> {
        match self {
            Self::Known { value, .. } => Some(value),
            Self::Awaited(_) | Self::Withheld { .. } => None,
        }
    }

    /// Its unit, where it was received.
    #[must_use]
    pub fn unit(&self) -> Option<Unit> {
        match self {
            Self::Known { value, .. } => Some(value.unit()),
            Self::Withheld { unit, .. } => Some(*unit),
            Self::Awaited(_) => None,
        }
    }

    /// Its months, where it was received.
    #[must_use]
    pub fn period(&self) -> Option<&str> {
        match self {
            Self::Known { period, .. } | Self::Withheld { period, .. } => Some(period),
            Self::Awaited(_) => None,
        }
    }

    /// What a reader should know beside it.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        match self {
            Self::Known { note, .. } => note.as_deref(),
            Self::Withheld { .. } => Some(WHY_WITHHELD),
            Self::Awaited(_) => None,
        }
    }

    /// Whether it was received and may not be shown.
    #[must_use]
    pub fn is_withheld(&self) -> bool {
        matches!(self, Self::Withheld { .. })
    }
}

/// The figures of a row, each in its column; `None` where the row has no such column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures {
    /// The baseline year.
    pub baseline: Option<Figure>,
    /// The latest figure.
    pub latest: Option<Figure>,
    /// The year to date.
    pub year_to_date: Option<Figure>,
    /// The same months of the year before.
    pub last_year_to_date: Option<Figure>,
    /// What is projected for the plan's last year.
    pub projection: Option<Figure>,
}

impl Figures {
    /// Baseline and latest.
    #[must_use]
    pub fn against_baseline(baseline: Figure, latest: Figure) -> Self {
        Self { baseline: Some(baseline), latest: Some(latest), ..Self::default() }
    }

    /// The latest figure alone.
    #[must_use]
    pub fn latest_only(latest: Figure) -> Self {
        Self { latest: Some(latest), ..Self::default() }
    }

    /// The year to date and the same months of the year before.
    #[must_use]
    pub fn to_date(this_year: Figure, last_year: Figure) -> Self {
        Self {
            year_to_date: Some(this_year),
            last_year_to_date: Some(last_year),
            ..Self::default()
        }
    }

    /// The figure that the row is about: the latest, or the year to date.
    #[must_use]
    pub fn current(&self) -> Option<&Figure> {
        self.latest.as_ref().or(self.year_to_date.as_ref())
    }

    /// The figure that it is compared with: the baseline, or the year before to date.
    #[must_use]
    pub fn earlier(&self) -> Option<&Figure> {
        self.baseline.as_ref().or(self.last_year_to_date.as_ref())
    }

    /// How the current figure changed from the earlier one; `None` where either was not received,
    /// cannot be compared, or cannot be true.
    #[must_use]
    pub fn change(&self) -> Option<Change> {
        let sound = |figure: &Figure| match figure {
            // What is shown and never tested is not compared either.
            Figure::Known {
                status: Status::Impossible | Status::Partial | Status::DefinitionDiffers,
                ..
            } => None,
            other => other.value().cloned(),
        };
        let current = self.current().and_then(sound)?;
        current.change_from(&self.earlier().and_then(sound)?)
    }

    /// Every figure, earliest column first.
    pub fn all(&self) -> impl Iterator<Item = &Figure> {
        [
            &self.baseline,
            &self.latest,
            &self.year_to_date,
            &self.last_year_to_date,
            &self.projection,
        ]
        .into_iter()
        .flatten()
    }

    /// Why figures are awaited, each explanation once: first that of the figure that the row is about,
    /// without which the row says nothing.
    #[must_use]
    pub fn awaited(&self) -> Vec<&Awaited> {
        let mut found: Vec<&Awaited> = Vec::new();
        for figure in self.current().into_iter().chain(self.all()) {
            if let Figure::Awaited(awaited) = figure
                && !found.iter().any(|known| known.why == awaited.why)
            {
                found.push(awaited);
            }
        }
        found
    }

    pub(crate) fn all_mut(&mut self) -> impl Iterator<Item = &mut Figure> {
        [
            &mut self.baseline,
            &mut self.latest,
            &mut self.year_to_date,
            &mut self.last_year_to_date,
            &mut self.projection,
        ]
        .into_iter()
        .flatten()
    }

    /// Whether one of those that are compared is withheld, and with it the change between them.
    #[must_use]
    pub fn change_is_withheld(&self) -> bool {
        [self.current(), self.earlier()].into_iter().flatten().any(Figure::is_withheld)
    }
}

/// What the panel is told about one row.
#[derive(Debug, Clone, PartialEq)]
pub enum Finding {
    /// Judged by a stated test.
    Assessed {
        /// The figures.
        figures: Figures,
        /// The colour.
        assessment: Assessment,
        /// Why.
        reason: Reason,
        /// The grounds.
        evidence: Evidence,
    },
    /// Shown; no test was made, for a stated reason.
    Reported {
        /// The figures.
        figures: Figures,
        /// Why there is no colour.
        reason: Reason,
        /// What is known all the same.
        evidence: Evidence,
    },
    /// The figure that the row is about was not received.
    Awaited {
        /// The figures: of those awaited one, and perhaps what it would be compared with.
        figures: Figures,
        /// The explanation of the figure that the row is about.
        awaited: Awaited,
        /// The rule that waits for them.
        evidence: Evidence,
    },
}

impl Finding {
    /// Reported for `reason`, or awaited where the figure that the row is about was not received: what it
    /// would be compared with says nothing by itself.
    #[must_use]
    pub fn without_test(figures: Figures, reason: Reason, evidence: Evidence) -> Self {
        match figures.current() {
            Some(Figure::Awaited(awaited)) => {
                let awaited = awaited.clone();
                Self::Awaited { figures, awaited, evidence }
            }
            _ => Self::Reported { figures, reason, evidence },
        }
    }

    /// The figures.
    #[must_use]
    pub fn figures(&self) -> &Figures {
        match self {
            Self::Assessed { figures, .. }
            | Self::Reported { figures, .. }
            | Self::Awaited { figures, .. } => figures,
        }
    }

    /// The grounds.
    #[must_use]
    pub fn evidence(&self) -> &Evidence {
        match self {
            Self::Assessed { evidence, .. }
            | Self::Reported { evidence, .. }
            | Self::Awaited { evidence, .. } => evidence,
        }
    }

    /// The colour, where a test gave one.
    #[must_use]
    pub fn assessment(&self) -> Option<Assessment> {
        match self {
            Self::Assessed { assessment, .. } => Some(*assessment),
            Self::Reported { .. } | Self::Awaited { .. } => None,
        }
    }

    /// Why it is as it is.
    #[must_use]
    pub fn reason(&self) -> Reason {
        match self {
            Self::Assessed { reason, .. } | Self::Reported { reason, .. } => *reason,
            Self::Awaited { .. } => Reason::Awaited,
        }
    }

    /// `assessed`, `reported` or `awaited`.
    #[must_use]
    pub fn state(&self) -> &'static str {
        match self {
            Self::Assessed { .. } => "assessed",
            Self::Reported { .. } => "reported",
            Self::Awaited { .. } => "awaited",
        }
    }
}
