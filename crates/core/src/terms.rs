//! The terms of the plan under which a quarter is judged.

use std::fmt;
use std::str::FromStr;

use strum::{EnumCount, VariantArray};
use thiserror::Error;

use crate::{DisclosurePolicy, FinancialYear, Month, Period, Quarter};

/// The police force that the paper speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Force {
    /// Its name.
    pub name: String,
    /// Its area, by its GSS code.
    pub area: String,
    /// Whether it is made up, for examples and tests.
    pub fictional: bool,
}

/// What the control lines of note ③ allow for. The note says 1.96 standard deviations, and not of
/// what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumCount, VariantArray)]
pub enum SpcReading {
    /// Of single months: the most literal reading, and far too wide for a mean of six.
    Individual,
    /// Of the mean of the recent months.
    StandardErrorOfMean,
    /// Of the difference between the two means: of the three the nearest to the 95% that the note is
    /// to match.
    Difference,
}

impl SpcReading {
    /// Every reading.
    pub const ALL: [Self; Self::COUNT] = match Self::VARIANTS.first_chunk() {
        Some(all) => *all,
        None => panic!("every variant is in the list"),
    };

    /// Its name in `plan.toml`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Individual => "individual",
            Self::StandardErrorOfMean => "standard_error_of_mean",
            Self::Difference => "difference",
        }
    }
}

/// A trend that may project the number of offences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumCount, VariantArray)]
pub enum TrendFamily {
    /// T1: a straight line by least squares.
    Linear,
    /// T2: log-linear.
    LogLinear,
    /// T3: the median slope.
    Robust,
    /// T4: exponential smoothing with a damped trend.
    Smoothing,
}

impl TrendFamily {
    /// Every trend.
    pub const ALL: [Self; Self::COUNT] = match Self::VARIANTS.first_chunk() {
        Some(all) => *all,
        None => panic!("every variant is in the list"),
    };

    /// Its name in `plan.toml`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::LogLinear => "log_linear",
            Self::Robust => "robust",
            Self::Smoothing => "smoothing",
        }
    }
}

/// What note ① means by achievement at the plan's end. The note does not say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum OffencesTarget {
    /// A significant improvement on the baseline year, by the test of the change so far.
    SignificantImprovement,
    /// Any improvement on the baseline year.
    BetterThanBaseline,
    /// An improvement on the baseline year by at least so many per cent.
    Percent(f64),
}

/// A target that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error(
    "a target is \"significant_improvement\", \"better_than_baseline\" or a percentage above 0% and up to 100%, such as \"20%\""
)]
pub struct NoSuchTarget;

impl FromStr for OffencesTarget {
    type Err = NoSuchTarget;

    fn from_str(text: &str) -> Result<Self, NoSuchTarget> {
        match text {
            "significant_improvement" => Ok(Self::SignificantImprovement),
            "better_than_baseline" => Ok(Self::BetterThanBaseline),
            other => {
                let percent = other.strip_suffix('%').and_then(|number| number.trim().parse().ok());
                let percent = percent.filter(|percent| *percent > 0.0 && *percent <= 100.0);
                percent.map(Self::Percent).ok_or(NoSuchTarget)
            }
        }
    }
}

impl fmt::Display for OffencesTarget {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SignificantImprovement => formatter.write_str("significant_improvement"),
            Self::BetterThanBaseline => formatter.write_str("better_than_baseline"),
            Self::Percent(percent) => write!(formatter, "{percent}%"),
        }
    }
}

/// A month from which a series is recorded in another way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordingChange {
    /// The series.
    pub series: String,
    /// The first month recorded anew.
    pub from: Month,
    /// What changed.
    pub why: String,
}

/// The settings of the tests, from `plan.toml`.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting with a name of its own")]
pub struct Tests {
    /// Control lines and tests of counts stand this many standard deviations out.
    pub control_line_sd: f64,
    /// A survey whose worst-case 95% half-width is wider than this many points is small.
    pub small_sample_margin_points: f64,
    /// A survey of fewer people than this is small.
    pub small_sample_people: u64,
    /// Whether a small survey is amber whatever its test says.
    pub small_sample_forces_amber: bool,
    /// Whether counts are tested with their estimated dispersion φ, not as Poisson.
    pub dispersion_estimated: bool,
    /// Whether an offence that is significantly worse is red although a trend projects better.
    pub worse_is_red: bool,
    /// What counts as achievement at the plan's end.
    pub offences_target: OffencesTarget,
    /// The trends that are asked, in the order of their numbers; never none.
    pub trends: Vec<TrendFamily>,
    /// What the control lines of note ③ allow for.
    pub spc_reading: SpcReading,
    /// Whether note ③ compares months from which the season has been removed.
    pub spc_seasonally_adjusted: bool,
    /// Whether the control lines of a comparison group rest on the force as well.
    pub group_includes_own: bool,
    /// The share of false alarms allowed among the changes that hold when all tests are counted.
    pub false_discovery_rate: f64,
}

impl Tests {
    /// The settings as `reports/plan.toml` ships them; a plan says each of them itself.
    #[must_use]
    pub fn shipped() -> Self {
        Self {
            control_line_sd: 1.96,
            small_sample_margin_points: 10.0,
            small_sample_people: 30,
            small_sample_forces_amber: true,
            dispersion_estimated: true,
            worse_is_red: false,
            offences_target: OffencesTarget::SignificantImprovement,
            trends: TrendFamily::ALL.to_vec(),
            spc_reading: SpcReading::Difference,
            spc_seasonally_adjusted: false,
            group_includes_own: true,
            false_discovery_rate: 0.1,
        }
    }
}

/// Quarter, baseline, end date and tests: what a measure judges by, besides the returns.
#[derive(Debug, Clone, PartialEq)]
pub struct Terms {
    /// The quarter of the paper.
    pub quarter: Quarter,
    /// The force.
    pub force: Force,
    /// What the plan is called.
    pub plan_name: String,
    /// The year that the plan compares with.
    pub baseline_year: FinancialYear,
    /// The month that the plan ends with.
    pub plan_ends: Month,
    /// What the force is compared with.
    pub comparison_group: String,
    /// The area codes of the group, the force's own among them; empty where they are not known.
    pub comparison_members: Vec<String>,
    /// The months at which recording changed.
    pub recording_changes: Vec<RecordingChange>,
    /// How small counts are kept from telling who is meant.
    pub disclosure: Vec<DisclosurePolicy>,
    /// The settings of the tests.
    pub tests: Tests,
}

impl Terms {
    /// The baseline financial year.
    #[must_use]
    pub fn baseline(&self) -> Period {
        self.baseline_year.period()
    }

    /// The twelve months that end with the quarter.
    #[must_use]
    pub fn latest(&self) -> Period {
        Period::twelve_months_to(self.quarter.last_month())
    }

    /// April to the end of the quarter.
    #[must_use]
    pub fn year_to_date(&self) -> Period {
        let first = self.quarter.year().first_month();
        Period::new(first, self.quarter.last_month())
            .unwrap_or_else(|_| Period::month(self.quarter.last_month()))
    }

    /// The months at which the recording of `series` changed.
    pub fn recording_changes_of(&self, series: &str) -> impl Iterator<Item = &RecordingChange> {
        self.recording_changes.iter().filter(move |change| change.series == series)
    }

    /// The financial year that the plan ends with, whose total is projected.
    #[must_use]
    pub fn projected_year(&self) -> FinancialYear {
        FinancialYear::holding(self.plan_ends)
    }
}
