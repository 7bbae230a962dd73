//! The sample of cases for the audit of outcomes: how large, and which.

use std::fmt::{self, Write as _};

use panel_core::{Period, Records};
use panel_stats::StatsError;
use panel_stats::normal::Z_975;
use panel_stats::proportions::population::required_size;
use panel_stats::sampling::draw;
use thiserror::Error;

use crate::outcome_audit::{OUTCOME_AUDIT, STRATA};
use crate::survey_answers::{SURVEY_ANSWERS, was_in};

/// Why there is no sample.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum AuditSampleError {
    /// The survey does not hold every answer of the period.
    #[error("the survey answers do not cover {0}, so that some could never be drawn")]
    NotCovered(Period),
    /// Nobody said whether they were happy.
    #[error(
        "nobody interviewed about {crime_type} in {period} said whether they were happy with the outcome"
    )]
    NobodyAnswered {
        /// The type of crime.
        crime_type: String,
        /// The months.
        period: Period,
    },
    /// The wanted precision cannot be asked for.
    #[error(
        "a precision of {points} points cannot be asked for: give from 0.0001 to 50, such as 10"
    )]
    Precision {
        /// In percentage points.
        points: f64,
        /// What the statistics say of it.
        #[source]
        why: StatsError,
    },
}

/// The cases drawn from one stratum, in the order in which they were drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnStratum {
    /// `happy` or `not-happy`.
    pub name: &'static str,
    /// How many there are to draw from.
    pub of: usize,
    /// The keys of the cases.
    pub cases: Vec<String>,
}

/// A sample of cases to audit, which the same seed draws again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditSample {
    /// The type of crime.
    pub crime_type: String,
    /// The months of the interviews.
    pub period: Period,
    /// The strata that have anybody in them.
    pub strata: Vec<DrawnStratum>,
}

/// Draws the cases to audit among the answers of a period about one type of crime.
///
/// Each stratum is large enough that the share handled well in it is known within ± `precision`
/// percentage points with 95% confidence, whatever it is, out of all who answered so. Which cases
/// those are is for [`draw`] to say: the order of the records does not matter.
///
/// # Errors
/// [`AuditSampleError`].
pub fn audit_sample(
    answers: &Records,
    crime_type: &str,
    period: Period,
    precision: f64,
    seed: &str,
) -> Result<AuditSample, AuditSampleError> {
    if !answers.cover(&SURVEY_ANSWERS, period) {
        return Err(AuditSampleError::NotCovered(period));
    }
    let about = || {
        let all = answers.of(&SURVEY_ANSWERS).iter();
        all.filter(|one| one.text("crime_type") == crime_type && was_in(one, period))
    };
    let mut strata = Vec::new();
    for (name, happy) in STRATA {
        let keys: Vec<_> = about()
            .filter(|one| one.yes("happy_with_outcome") == Some(happy))
            .map(|one| one.text("case"))
            .collect();
        let Some(all) = u64::try_from(keys.len()).ok().filter(|all| *all > 0) else { continue };
        let size = required_size(0.5, precision / 100.0, Z_975, Some(all))
            .map_err(|why| AuditSampleError::Precision { points: precision, why })?;
        // Another seed for each stratum would only make the file harder to check.
        let cases = draw(seed, &keys, size).into_iter().map(str::to_owned).collect();
        strata.push(DrawnStratum { name, of: keys.len(), cases });
    }
    if strata.is_empty() {
        let crime_type = crime_type.to_owned();
        return Err(AuditSampleError::NobodyAnswered { crime_type, period });
    }
    Ok(AuditSample { crime_type: crime_type.to_owned(), period, strata })
}

/// As the table [`OUTCOME_AUDIT`], with the auditor's columns blank: keys, strata and their order, and
/// nothing else of a record.
impl fmt::Display for AuditSample {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns = OUTCOME_AUDIT.column_names();
        writeln!(formatter, "{}", columns.join(","))?;
        for stratum in &self.strata {
            for (index, case) in stratum.cases.iter().enumerate() {
                write!(formatter, "{},{},{case},{}", stratum.name, index + 1, self.crime_type)?;
                columns[4..].iter().try_for_each(|_| formatter.write_char(','))?;
                writeln!(formatter)?;
            }
        }
        Ok(())
    }
}
