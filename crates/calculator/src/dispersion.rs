//! How much more than Poisson's the counts vary.

use panel_stats::StatsError;
use panel_stats::counts::dispersion::{
    DispersionSource, Pearson, WhyUnknown, dispersion_from_counts,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::fault::{Fault, each};
use crate::input::Object;
use crate::method::{Calculation, Method};

pub(crate) const METHODS: &[&dyn Calculation] = &[&DispersionOfCounts, &ChiSquare];

/// Counts and the means fitted to them.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fit {
    /// The counts that were fitted.
    observed: Vec<u64>,
    /// The mean fitted to each of them, 1e-100 to 1e20: not its logarithm.
    fitted: Vec<f64>,
    /// How many parameters were fitted: fewer than there are counts.
    parameters: usize,
}

impl Fit {
    fn checked(&self) -> Result<Pearson, Fault> {
        each("fitted", &self.fitted, |mean| Pearson::new(&[0], &[*mean], 0))?;
        Ok(Pearson::new(&self.observed, &self.fitted, self.parameters)?)
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Baseline {
    /// The counts of equally long periods in which no change is looked for: 12 or more.
    counts: Vec<u64>,
    /// A fit to counts: used instead if it has 12 degrees of freedom or more.
    #[serde(default)]
    fit: Option<Object<Fit>>,
}

/// Where a dispersion comes from, with the estimate before it is held at 1.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Origin {
    /// The fit.
    Estimated {
        /// Chi-square over its degrees of freedom.
        raw: f64,
        /// The degrees of freedom.
        degrees: u64,
    },
    /// The variance of the counts over their mean, which a season or a trend inflates.
    FromVariance {
        /// Variance over mean.
        raw: f64,
    },
    /// Not known, as there are fewer than 12 periods: Poisson's is taken.
    TooFewPeriods {
        /// How many there are.
        periods: usize,
    },
    /// Not known, as nothing was counted: Poisson's is taken.
    NothingCounted,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Found {
    /// How many times wider than Poisson's the variance is, at least 1; 1 if it is not known.
    dispersion: f64,
    /// Where it comes from.
    source: Origin,
}

struct DispersionOfCounts;

impl Method for DispersionOfCounts {
    type Input = Baseline;
    type Output = Found;
    const NAME: &'static str = "dispersion";
    const SUMMARY: &'static str =
        "How many times wider than Poisson's the variance of counts is, from a fit or the counts.";
    const SOURCE: &'static str = "Fisher 1950; McCullagh & Nelder 1989";
    const EXAMPLE: &'static str = r#"{"counts": [31, 28, 45, 39, 52, 47, 60, 55, 41, 38, 29, 35]}"#;

    fn run(Baseline { counts, fit }: Baseline) -> Result<Found, Fault> {
        let fit = fit.map(|Object(fit)| fit.checked().map_err(|e| e.within("fit"))).transpose()?;
        let found = dispersion_from_counts(&counts, fit).map_err(|e| match e {
            // A fit so bad that its chi-square is no number.
            StatsError::DispersionOutOfRange(_) => Fault::new("fit", e),
            other => Fault::new("counts", other),
        })?;
        Ok(Found {
            dispersion: found.dispersion.factor(),
            source: match found.source {
                DispersionSource::Estimated { raw, df } => Origin::Estimated { raw, degrees: df },
                DispersionSource::FromVariance { raw } => Origin::FromVariance { raw },
                DispersionSource::Unknown(WhyUnknown::TooFewPeriods { periods }) => {
                    Origin::TooFewPeriods { periods }
                }
                DispersionSource::Unknown(WhyUnknown::NothingCounted) => Origin::NothingCounted,
            },
        })
    }
}

#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ChiSquareFound {
    /// Pearson's chi-square, at least 0.
    chi_square: f64,
    /// Its degrees of freedom, at least 1.
    degrees: u64,
    /// Chi-square over degrees: about 1 if the counts are Poisson around the fitted means.
    per_degree: f64,
}

struct ChiSquare;

impl Method for ChiSquare {
    type Input = Fit;
    type Output = ChiSquareFound;
    const NAME: &'static str = "pearson-chi-square";
    const SUMMARY: &'static str =
        "Pearson's chi-square of counts against the means fitted to them.";
    const SOURCE: &'static str = "McCullagh & Nelder 1989";
    const EXAMPLE: &'static str =
        r#"{"observed": [8, 12, 10, 14], "fitted": [9, 11, 11, 13], "parameters": 2}"#;

    fn run(fit: Fit) -> Result<ChiSquareFound, Fault> {
        let found = fit.checked()?;
        Ok(ChiSquareFound {
            chi_square: found.chi_square(),
            degrees: found.degrees(),
            per_degree: found.per_degree(),
        })
    }
}
