//! One proportion and its intervals.

use panel_stats::proportions::proportion::{
    Proportion, clopper_pearson, wald, wilson, worst_case_half_width,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::fault::Fault;
use crate::input::{confidence, z};
use crate::method::{Calculation, Method};
use crate::output::{Estimate, Interval};

pub(crate) const METHODS: &[&dyn Calculation] =
    &[&Wilson, &ClopperPearson, &Wald, &WorstCaseMargin];

/// A proportion, and how wide its interval is.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WithMultiple {
    /// How many succeeded: a count, at most `trials`.
    successes: u64,
    /// How many there were: a count, at least 1.
    trials: u64,
    /// Half the width of the interval, in standard errors: above 0, at most 38. 1.96 (95%) if
    /// left out.
    #[serde(default = "z")]
    z: f64,
}

struct Wilson;

impl Method for Wilson {
    type Input = WithMultiple;
    type Output = Estimate;
    const NAME: &'static str = "wilson";
    const SUMMARY: &'static str = "Wilson's interval for a proportion: the default.";
    const SOURCE: &'static str = "Wilson 1927";
    const EXAMPLE: &'static str = r#"{"successes": 29, "trials": 32}"#;

    fn run(WithMultiple { successes, trials, z }: WithMultiple) -> Result<Estimate, Fault> {
        let proportion = Proportion::new(successes, trials)?;
        Ok(Estimate { estimate: proportion.estimate(), interval: wilson(proportion, z)?.into() })
    }
}

struct Wald;

impl Method for Wald {
    type Input = WithMultiple;
    type Output = Estimate;
    const NAME: &'static str = "wald";
    const SUMMARY: &'static str =
        "Wald's interval for a proportion: for print beside figures published with it, no judge.";
    const SOURCE: &'static str = "Laplace 1812; Wald 1943";
    const EXAMPLE: &'static str = r#"{"successes": 29, "trials": 32}"#;

    fn run(WithMultiple { successes, trials, z }: WithMultiple) -> Result<Estimate, Fault> {
        let proportion = Proportion::new(successes, trials)?;
        Ok(Estimate { estimate: proportion.estimate(), interval: wald(proportion, z)?.into() })
    }
}

/// A proportion, and how sure its interval is to be.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WithConfidence {
    /// How many succeeded: a count, at most `trials`.
    successes: u64,
    /// How many there were: a count, from 1 to 1 000 000.
    trials: u64,
    /// A share from 0.5 to 0.999999. 0.95 if left out.
    #[serde(default = "confidence")]
    confidence: f64,
}

struct ClopperPearson;

impl Method for ClopperPearson {
    type Input = WithConfidence;
    type Output = Estimate;
    const NAME: &'static str = "clopper-pearson";
    const SUMMARY: &'static str =
        "The exact interval for a proportion: never covers less than its confidence.";
    const SOURCE: &'static str = "Clopper & Pearson 1934";
    const EXAMPLE: &'static str = r#"{"successes": 29, "trials": 32, "confidence": 0.95}"#;

    fn run(input: WithConfidence) -> Result<Estimate, Fault> {
        let proportion = Proportion::new(input.successes, input.trials)?;
        let interval: Interval = clopper_pearson(proportion, input.confidence)?.into();
        Ok(Estimate { estimate: proportion.estimate(), interval })
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sample {
    /// How many there are: a count, at least 1.
    trials: u64,
    /// Half the width of the interval, in standard errors: above 0, at most 38. 1.96 (95%) if
    /// left out.
    #[serde(default = "z")]
    z: f64,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct HalfWidth {
    /// The most that an interval reaches to either side: a share, 0.17 being 17 points.
    half_width: f64,
}

struct WorstCaseMargin;

impl Method for WorstCaseMargin {
    type Input = Sample;
    type Output = HalfWidth;
    const NAME: &'static str = "worst-case-margin";
    const SUMMARY: &'static str =
        "The widest that a proportion's interval can be on either side, whatever is found.";
    const SOURCE: &'static str = "Cochran 1977";
    const EXAMPLE: &'static str = r#"{"trials": 32}"#;

    fn run(Sample { trials, z }: Sample) -> Result<HalfWidth, Fault> {
        Ok(HalfWidth { half_width: worst_case_half_width(trials, z)? })
    }
}
