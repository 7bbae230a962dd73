//! Proportions of samples that are weighted or clustered.

use panel_stats::proportions::effective::{
    DesignEffect, EffectiveProportion, newcombe_effective, wilson_effective,
};
use panel_stats::proportions::proportion;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::fault::{Fault, each};
use crate::input::{Object, z};
use crate::method::{Calculation, Method};
use crate::output::Estimate;

pub(crate) const METHODS: &[&dyn Calculation] =
    &[&DesignEffectOfWeights, &EffectiveSize, &WeightedShare, &WilsonEffective, &NewcombeEffective];

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Weights {
    /// One weight a respondent, in any units, from 1e-9 to 1e15; at least one.
    weights: Vec<f64>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Effect {
    /// How many times wider than a simple random sample's the variance is; at least 1.
    design_effect: f64,
}

struct DesignEffectOfWeights;

impl Method for DesignEffectOfWeights {
    type Input = Weights;
    type Output = Effect;
    const NAME: &'static str = "design-effect";
    const SUMMARY: &'static str = "Kish's design effect of unequal weights.";
    const SOURCE: &'static str = "Kish 1965";
    const EXAMPLE: &'static str = r#"{"weights": [1, 1, 2]}"#;

    fn run(Weights { weights }: Weights) -> Result<Effect, Fault> {
        each("weights", &weights, |weight| DesignEffect::kish(&[*weight]))?;
        let effect = DesignEffect::kish(&weights).map_err(|e| Fault::new("weights", e))?;
        Ok(Effect { design_effect: effect.factor() })
    }
}

/// A share and its effective sample size.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Known {
    /// The share, from 0 to 1.
    share: f64,
    /// The size of the simple random sample that would know it as well; not whole as a rule.
    effective_size: f64,
}

impl From<EffectiveProportion> for Known {
    fn from(theirs: EffectiveProportion) -> Self {
        Self { share: theirs.share(), effective_size: theirs.size() }
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Designed {
    /// How many succeeded: a count, at most `trials`.
    successes: u64,
    /// How many there were: a count, at least 1.
    trials: u64,
    /// How many times wider than a simple random sample's the variance is: 0.01 to 1e15.
    design_effect: f64,
}

struct EffectiveSize;

impl Method for EffectiveSize {
    type Input = Designed;
    type Output = Known;
    const NAME: &'static str = "effective-size";
    const SUMMARY: &'static str = "The effective size of a sample with a known design effect.";
    const SOURCE: &'static str = "Kish 1965";
    const EXAMPLE: &'static str = r#"{"successes": 507, "trials": 600, "design_effect": 1.5}"#;

    fn run(input: Designed) -> Result<Known, Fault> {
        let proportion = proportion::Proportion::new(input.successes, input.trials)?;
        let design = DesignEffect::new(input.design_effect)?;
        Ok(EffectiveProportion::of(proportion, design)?.into())
    }
}

/// One respondent's answer.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Answer {
    /// Whether it is a success.
    success: bool,
    /// The respondent's weight, in any units, from 1e-9 to 1e15.
    weight: f64,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Answers {
    /// The answers, at least one.
    answers: Vec<Object<Answer>>,
}

struct WeightedShare;

impl Method for WeightedShare {
    type Input = Answers;
    type Output = Known;
    const NAME: &'static str = "weighted-share";
    const SUMMARY: &'static str = "The share and the effective size of weighted answers.";
    const SOURCE: &'static str = "Kish 1965";
    const EXAMPLE: &'static str = r#"{"answers": [{"success": true, "weight": 1},
 {"success": false, "weight": 1}, {"success": true, "weight": 2}]}"#;

    fn run(Answers { answers }: Answers) -> Result<Known, Fault> {
        let pairs: Vec<_> =
            answers.into_iter().map(|Object(each)| (each.success, each.weight)).collect();
        each("answers", &pairs, |pair| EffectiveProportion::weighted(&[*pair]))?;
        let found = EffectiveProportion::weighted(&pairs);
        Ok(found.map_err(|e| Fault::new("answers", e))?.into())
    }
}

/// A share as it was published.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Published {
    /// The share, from 0 to 1.
    share: f64,
    /// The effective sample size: 1e-20 to 1e60.
    size: f64,
}

impl Object<Published> {
    fn checked(self, field: &str) -> Result<EffectiveProportion, Fault> {
        let Self(Published { share, size }) = self;
        EffectiveProportion::new(share, size).map_err(|e| Fault::from(e).within(field))
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OnePublished {
    /// The share, from 0 to 1.
    share: f64,
    /// The effective sample size: 1e-20 to 1e60.
    size: f64,
    /// Half the width of the interval, in standard errors: above 0, at most 38. 1.96 (95%) if
    /// left out.
    #[serde(default = "z")]
    z: f64,
}

struct WilsonEffective;

impl Method for WilsonEffective {
    type Input = OnePublished;
    type Output = Estimate;
    const NAME: &'static str = "wilson-effective";
    const SUMMARY: &'static str = "Wilson's interval with the effective size in place of n.";
    const SOURCE: &'static str = "Wilson 1927; Kish 1965";
    const EXAMPLE: &'static str = r#"{"share": 0.845, "size": 400}"#;

    fn run(OnePublished { share, size, z }: OnePublished) -> Result<Estimate, Fault> {
        let known = EffectiveProportion::new(share, size)?;
        Ok(Estimate { estimate: known.share(), interval: wilson_effective(known, z)?.into() })
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TwoPublished {
    /// The first share.
    first: Object<Published>,
    /// The second share: differences are second minus first.
    second: Object<Published>,
    /// Half the width of the intervals, in standard errors: above 0, at most 38. 1.96 (95%) if
    /// left out.
    #[serde(default = "z")]
    z: f64,
}

struct NewcombeEffective;

impl Method for NewcombeEffective {
    type Input = TwoPublished;
    type Output = Estimate;
    const NAME: &'static str = "newcombe-effective";
    const SUMMARY: &'static str =
        "The difference of two published shares, second minus first, by their effective sizes.";
    const SOURCE: &'static str = "Newcombe 1998; Kish 1965";
    const EXAMPLE: &'static str =
        r#"{"first": {"share": 0.60, "size": 61.5}, "second": {"share": 0.80, "size": 54.2}}"#;

    fn run(input: TwoPublished) -> Result<Estimate, Fault> {
        let (first, second) = (input.first.checked("first")?, input.second.checked("second")?);
        Ok(newcombe_effective(first, second, input.z)?.into())
    }
}
