//! Two proportions compared. Differences are second minus first.

use panel_stats::counts::exact;
use panel_stats::normal::two_sided_p;
use panel_stats::proportions::difference::{PooledZ, newcombe, pooled_z};
use panel_stats::proportions::fisher::{FisherTest, fisher};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::fault::{At as _, Fault};
use crate::input::{Object, Proportion, TwoProportions, z};
use crate::method::{Calculation, Method};
use crate::output::Estimate;
use crate::words::PValueKind;

pub(crate) const METHODS: &[&dyn Calculation] = &[&Newcombe, &PooledZTest, &Fisher];

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewcombeInput {
    /// The first group.
    first: Object<Proportion>,
    /// The second group: differences are second minus first.
    second: Object<Proportion>,
    /// Half the width of the intervals, in standard errors: above 0, at most 38. 1.96 (95%) if
    /// left out.
    #[serde(default = "z")]
    z: f64,
}

struct Newcombe;

impl Method for Newcombe {
    type Input = NewcombeInput;
    type Output = Estimate;
    const NAME: &'static str = "newcombe";
    const SUMMARY: &'static str =
        "The difference of two proportions, second minus first, with its interval.";
    const SOURCE: &'static str = "Newcombe 1998 (method 10)";
    const EXAMPLE: &'static str =
        r#"{"first": {"successes": 48, "trials": 80}, "second": {"successes": 56, "trials": 70}}"#;

    fn run(input: NewcombeInput) -> Result<Estimate, Fault> {
        let (first, second) = (input.first.checked("first")?, input.second.checked("second")?);
        Ok(newcombe(first, second, input.z)?.into())
    }
}

/// What a pooled z is.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum ZFound {
    /// There is one.
    Z {
        /// Standard errors by which the second stands above the first.
        z: f64,
        /// Its two-sided p-value, from 0 to 1.
        p_value: f64,
    },
    /// All or none succeeded in both groups: 0/0, and no evidence of a difference.
    BothAtSameExtreme,
}

struct PooledZTest;

impl Method for PooledZTest {
    type Input = TwoProportions;
    type Output = ZFound;
    const NAME: &'static str = "pooled-z";
    const SUMMARY: &'static str = "The pooled z of two proportions, second minus first.";
    const SOURCE: &'static str = "Pearson 1900; Fleiss, Levin & Paik 2003";
    const EXAMPLE: &'static str =
        r#"{"first": {"successes": 48, "trials": 80}, "second": {"successes": 56, "trials": 70}}"#;

    fn run(input: TwoProportions) -> Result<ZFound, Fault> {
        let [first, second] = input.checked()?;
        Ok(match pooled_z(first, second) {
            PooledZ::Z(z) => ZFound::Z { z, p_value: two_sided_p(z)? },
            PooledZ::BothAtSameExtreme => ZFound::BothAtSameExtreme,
        })
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FisherInput {
    /// The first group; the trials of both are at most 1 000 000.
    first: Object<Proportion>,
    /// The second group.
    second: Object<Proportion>,
    /// Which p-value is wanted.
    #[serde(default)]
    p_value: PValueKind,
}

/// What Fisher's test finds.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum FisherFound {
    /// A p-value.
    P {
        /// The two-sided p-value, from 0 to 1.
        p_value: f64,
    },
    /// All or none succeeded in both groups: no evidence of a difference.
    BothAtSameExtreme {
        /// 1, because nothing else could have been seen; the mid-p ½.
        p_value: f64,
    },
}

struct Fisher;

impl Method for Fisher {
    type Input = FisherInput;
    type Output = FisherFound;
    const NAME: &'static str = "fisher";
    const SUMMARY: &'static str = "Fisher's exact test of two proportions.";
    const SOURCE: &'static str = "Fisher 1935; mid-p, Lancaster 1961";
    const EXAMPLE: &'static str =
        r#"{"first": {"successes": 3, "trials": 4}, "second": {"successes": 1, "trials": 4}}"#;

    fn run(input: FisherInput) -> Result<FisherFound, Fault> {
        let (first, second) = (input.first.checked("first")?, input.second.checked("second")?);
        // The larger group is the one to look at.
        let larger = if first.trials() > second.trials() { "first" } else { "second" };
        let kind = input.p_value.into();
        let found = fisher(first, second, kind).at(format!("{larger}.trials"))?;
        Ok(match found {
            FisherTest::P(p_value) => FisherFound::P { p_value },
            FisherTest::BothAtSameExtreme => FisherFound::BothAtSameExtreme {
                p_value: match kind {
                    exact::PValueKind::Ordinary => 1.0,
                    exact::PValueKind::Mid => 0.5,
                },
            },
        })
    }
}
