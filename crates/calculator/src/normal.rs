//! The normal tail, and the multiple of a confidence.

use panel_stats::normal::{multiple_for, two_sided_p};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::fault::Fault;
use crate::method::{Calculation, Method};

pub(crate) const METHODS: &[&dyn Calculation] = &[&TwoSidedP, &MultipleForConfidence];

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Z {
    /// In standard errors, of either sign.
    z: f64,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct P {
    /// The two-sided p-value, from 0 to 1; 0 beyond a z of 38.6 or so.
    p_value: f64,
}

struct TwoSidedP;

impl Method for TwoSidedP {
    type Input = Z;
    type Output = P;
    const NAME: &'static str = "two-sided-p";
    const SUMMARY: &'static str = "The two-sided p-value of a standard normal z.";
    const SOURCE: &'static str = "Abramowitz & Stegun 1964";
    const EXAMPLE: &'static str = r#"{"z": 1.96}"#;

    fn run(Z { z }: Z) -> Result<P, Fault> {
        Ok(P { p_value: two_sided_p(z)? })
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Confidence {
    /// A share from 0.5 to 0.999999.
    confidence: f64,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Multiple {
    /// In standard errors.
    z: f64,
}

struct MultipleForConfidence;

impl Method for MultipleForConfidence {
    type Input = Confidence;
    type Output = Multiple;
    const NAME: &'static str = "multiple-for-confidence";
    const SUMMARY: &'static str =
        "The multiple of the standard error at which an interval has a confidence.";
    const SOURCE: &'static str = "Abramowitz & Stegun 1964";
    const EXAMPLE: &'static str = r#"{"confidence": 0.998}"#;

    fn run(Confidence { confidence }: Confidence) -> Result<Multiple, Fault> {
        Ok(Multiple { z: multiple_for(confidence)? })
    }
}
