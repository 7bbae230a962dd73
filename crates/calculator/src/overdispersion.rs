//! Funnels for points that vary by more than chance.

use panel_stats::groups::overdispersion::{
    self, OverdispersedFunnel, overdispersed_proportions, overdispersed_rates,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::fault::Fault;
use crate::funnel::{FunnelPoint, of_rates};
use crate::input::{Counted, Object, Proportion, all_counted, all_proportions, z};
use crate::method::{Calculation, Method};
use crate::words::RateTransform;

pub(crate) const METHODS: &[&dyn Calculation] = &[&OfProportions, &OfRates];

/// What is done with the extreme points before the variation is estimated.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Extremes {
    /// Nothing: best below 10 points.
    #[default]
    Keep,
    /// Those beyond the quantiles of this share at each end are drawn in to them: above 0, below
    /// 0.5.
    Winsorise(f64),
    /// Those beyond the quantiles of this share at each end are left out: above 0, below 0.5.
    Trim(f64),
}

impl From<Extremes> for overdispersion::Extremes {
    fn from(ours: Extremes) -> Self {
        match ours {
            Extremes::Keep => Self::Keep,
            Extremes::Winsorise(share) => Self::Winsorise(share),
            Extremes::Trim(share) => Self::Trim(share),
        }
    }
}

/// A funnel with overdispersion.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Funnel {
    /// Fewer than 3 points to estimate the variation from.
    TooFew {
        /// How many there are, without those trimmed.
        members: usize,
    },
    /// Nothing was counted, or all or none succeeded everywhere.
    AllAlike,
    /// Lines at each point.
    Drawn {
        /// The pooled average: a share or a rate.
        average: f64,
        /// The mean squared z; 1 if there is chance alone.
        phi: f64,
        /// The variance between points beyond chance, on the transformed scale; often 0.
        tau_squared: f64,
        /// The points, in the order given.
        points: Vec<FunnelPoint>,
    },
}

impl From<OverdispersedFunnel> for Funnel {
    fn from(theirs: OverdispersedFunnel) -> Self {
        match theirs {
            OverdispersedFunnel::TooFew { members } => Self::TooFew { members },
            OverdispersedFunnel::AllAlike => Self::AllAlike,
            OverdispersedFunnel::Drawn(funnel) => Self::Drawn {
                average: funnel.average,
                phi: funnel.phi,
                tau_squared: funnel.tau_squared,
                points: funnel.points.into_iter().map(Into::into).collect(),
            },
        }
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProportionPoints {
    /// The points, 3 or more.
    proportions: Vec<Object<Proportion>>,
    /// Half the width, in standard errors: above 0, at most 38. 1.96 (95%) if left out.
    #[serde(default = "z")]
    multiple: f64,
    /// What is done with extreme points.
    #[serde(default)]
    extremes: Extremes,
}

struct OfProportions;

impl Method for OfProportions {
    type Input = ProportionPoints;
    type Output = Funnel;
    const NAME: &'static str = "overdispersed-proportions";
    const SUMMARY: &'static str = "A funnel of proportions that allows for overdispersion.";
    const SOURCE: &'static str = "Spiegelhalter 2005; Spiegelhalter and others 2012";
    const EXAMPLE: &'static str = r#"{"proportions": [{"successes": 410, "trials": 500},
 {"successes": 830, "trials": 1000}, {"successes": 350, "trials": 500},
 {"successes": 900, "trials": 1000}], "extremes": {"winsorise": 0.1}}"#;

    fn run(input: ProportionPoints) -> Result<Funnel, Fault> {
        let proportions = all_proportions("proportions", &input.proportions)?;
        let extremes = input.extremes.into();
        Ok(overdispersed_proportions(&proportions, input.multiple, extremes)?.into())
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RatePoints {
    /// The points, 3 or more.
    rates: Vec<Object<Counted>>,
    /// On which scale they are compared.
    #[serde(default)]
    transform: RateTransform,
    /// Half the width, in standard errors: above 0, at most 38. 1.96 (95%) if left out.
    #[serde(default = "z")]
    multiple: f64,
    /// What is done with extreme points.
    #[serde(default)]
    extremes: Extremes,
}

struct OfRates;

impl Method for OfRates {
    type Input = RatePoints;
    type Output = Funnel;
    const NAME: &'static str = "overdispersed-rates";
    const SUMMARY: &'static str = "A funnel of rates that allows for overdispersion.";
    const SOURCE: &'static str = "Spiegelhalter 2005; Spiegelhalter and others 2012";
    const EXAMPLE: &'static str = r#"{"rates": [{"count": 410, "exposure": 52},
 {"count": 830, "exposure": 99}, {"count": 220, "exposure": 50}, {"count": 640, "exposure": 61}]}"#;

    fn run(input: RatePoints) -> Result<Funnel, Fault> {
        let rates = all_counted("rates", &input.rates)?;
        let (transform, extremes) = (input.transform.into(), input.extremes.into());
        let found = overdispersed_rates(&rates, transform, input.multiple, extremes);
        Ok(found.map_err(of_rates)?.into())
    }
}
