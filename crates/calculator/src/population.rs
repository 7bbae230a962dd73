//! Samples of a population whose size is known, and how large one must be.

use panel_stats::StatsError;
use panel_stats::proportions::effective::{DesignEffect, EffectiveProportion};
use panel_stats::proportions::population::{
    PopulationCorrection, Surveyed, correction, required_size,
};
use panel_stats::proportions::proportion::Proportion;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::fault::Fault;
use crate::input::z;
use crate::method::{Calculation, Method};
use crate::output::Interval;

pub(crate) const METHODS: &[&dyn Calculation] =
    &[&CorrectionFactor, &WilsonOfPopulation, &RequiredSize];

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    /// How many were asked: a count, from 1 to `population`.
    asked: u64,
    /// How many there are in all: a count.
    population: u64,
}

/// What is left of a standard error when the population is finite.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Left {
    /// Everyone was asked: there is no sampling error.
    Census,
    /// Some were asked.
    Factor {
        /// The factor of the standard error, above 0 and at most 1.
        factor: f64,
    },
}

struct CorrectionFactor;

impl Method for CorrectionFactor {
    type Input = Asked;
    type Output = Left;
    const NAME: &'static str = "population-correction";
    const SUMMARY: &'static str =
        "What is left of a standard error when much of a finite population was asked.";
    const SOURCE: &'static str = "Cochran 1977";
    const EXAMPLE: &'static str = r#"{"asked": 19, "population": 100}"#;

    fn run(Asked { asked, population }: Asked) -> Result<Left, Fault> {
        let found = correction(asked, population).map_err(|e| Fault::new("asked", e))?;
        Ok(match found {
            PopulationCorrection::Census => Left::Census,
            PopulationCorrection::Factor(factor) => Left::Factor { factor },
        })
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SampleOfPopulation {
    /// How many of those asked succeeded: a count, at most `asked`.
    successes: u64,
    /// How many were asked: a count, from 1 to `population`.
    asked: u64,
    /// How many there are in all: a count.
    population: u64,
    /// The design effect of the sample, 0.01 to 1e15; 1, a simple random sample, if left out.
    #[serde(default = "simple")]
    design_effect: f64,
    /// Half the width of the interval, in standard errors: above 0, at most 38. 1.96 (95%) if
    /// left out.
    #[serde(default = "z")]
    z: f64,
}

const fn simple() -> f64 {
    1.0
}

/// A share as it was surveyed.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum SurveyedShare {
    /// Everyone was asked: the share is what it is, and the interval a single point.
    Census {
        /// The share, from 0 to 1.
        estimate: f64,
        /// The share itself.
        interval: Interval,
    },
    /// Some were asked.
    Sample {
        /// The share, from 0 to 1.
        estimate: f64,
        /// The effective size, with what the finite population is worth.
        effective_size: f64,
        /// Wilson's interval, in shares.
        interval: Interval,
    },
}

struct WilsonOfPopulation;

impl Method for WilsonOfPopulation {
    type Input = SampleOfPopulation;
    type Output = SurveyedShare;
    const NAME: &'static str = "wilson-population";
    const SUMMARY: &'static str = "Wilson's interval for a sample of a known, finite population.";
    const SOURCE: &'static str = "Wilson 1927; Cochran 1977";
    const EXAMPLE: &'static str = r#"{"successes": 29, "asked": 32, "population": 60}"#;

    fn run(input: SampleOfPopulation) -> Result<SurveyedShare, Fault> {
        let proportion = Proportion::new(input.successes, input.asked).map_err(|e| match e {
            StatsError::NoTrials => Fault::new("asked", e),
            other => Fault::from(other),
        })?;
        let design = DesignEffect::new(input.design_effect)?;
        let sample = EffectiveProportion::of(proportion, design)?;
        let surveyed =
            Surveyed::among(sample, input.asked, input.population).map_err(|e| match e {
                StatsError::EffectiveSizeOutOfRange(_) => Fault::new("design_effect", e),
                other => Fault::new("asked", other),
            })?;
        let (estimate, interval) = (surveyed.share(), surveyed.interval(input.z)?.into());
        Ok(match surveyed {
            Surveyed::Census { .. } => SurveyedShare::Census { estimate, interval },
            Surveyed::Sample(sample) => {
                SurveyedShare::Sample { estimate, effective_size: sample.size(), interval }
            }
        })
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wanted {
    /// The half-width wanted: a share from 1e-6 to 0.5, 0.03 being 3 points.
    half_width: f64,
    /// The share expected: above 0, below 1. 0.5, the worst case, if left out.
    #[serde(default = "half")]
    share: f64,
    /// Half the width of the interval, in standard errors: above 0, at most 38. 1.96 (95%) if
    /// left out.
    #[serde(default = "z")]
    z: f64,
    /// How many there are in all, at least 1; without limit if left out.
    #[serde(default)]
    population: Option<u64>,
}

const fn half() -> f64 {
    0.5
}

#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Size {
    /// How many must answer: at least 1, at most the population.
    size: u64,
}

struct RequiredSize;

impl Method for RequiredSize {
    type Input = Wanted;
    type Output = Size;
    const NAME: &'static str = "required-size";
    const SUMMARY: &'static str =
        "How many must answer for a share to be known within a half-width.";
    const SOURCE: &'static str = "Cochran 1977";
    const EXAMPLE: &'static str = r#"{"half_width": 0.05, "population": 1000}"#;

    fn run(input: Wanted) -> Result<Size, Fault> {
        let size = required_size(input.share, input.half_width, input.z, input.population);
        Ok(Size {
            size: size.map_err(|e| match e {
                StatsError::NoTrials => Fault::new("population", "it is 0: give at least 1"),
                other => Fault::from(other),
            })?,
        })
    }
}
