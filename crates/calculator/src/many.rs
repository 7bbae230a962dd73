//! Many values: ranks, moments, and many tests at once.

use panel_stats::groups::ranks::competition_ranks;
use panel_stats::moments::{Moments, moments};
use panel_stats::multiple::{DiscoveryRate, benjamini_hochberg};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::fault::{At as _, Fault, each};
use crate::method::{Calculation, Method};
use crate::words::Best;

pub(crate) const METHODS: &[&dyn Calculation] = &[&BenjaminiHochberg, &Ranks, &MomentsOfValues];

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tests {
    /// The p-values of the tests that were made, each from 0 to 1.
    p_values: Vec<f64>,
    /// The share of the tests that survive which may be false alarms: above 0, below 1. 0.1 if
    /// left out.
    #[serde(default = "tenth")]
    discovery_rate: f64,
}

const fn tenth() -> f64 {
    0.1
}

/// A test among its neighbours.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Survival {
    /// The p-value of the test by itself.
    p_value: f64,
    /// The smallest rate of false discoveries at which it survives, from `p_value` to 1.
    adjusted: f64,
    /// Whether it survives at the rate given.
    survives: bool,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct AllAdjusted {
    /// The tests, in the order given.
    tests: Vec<Survival>,
}

struct BenjaminiHochberg;

impl Method for BenjaminiHochberg {
    type Input = Tests;
    type Output = AllAdjusted;
    const NAME: &'static str = "benjamini-hochberg";
    const SUMMARY: &'static str = "P-values adjusted for as many tests as were made at once.";
    const SOURCE: &'static str = "Benjamini & Hochberg 1995";
    const EXAMPLE: &'static str = r#"{"p_values": [0.04, 0.001, 0.03], "discovery_rate": 0.1}"#;

    fn run(Tests { p_values, discovery_rate }: Tests) -> Result<AllAdjusted, Fault> {
        let rate = DiscoveryRate::new(discovery_rate)?;
        each("p_values", &p_values, |p| benjamini_hochberg(&[*p]))?;
        let tests = benjamini_hochberg(&p_values)?.into_iter().map(|test| Survival {
            p_value: test.p_value,
            adjusted: test.adjusted,
            survives: test.survives(rate),
        });
        Ok(AllAdjusted { tests: tests.collect() })
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ranked {
    /// The values, in any units, within 1e100 of 0.
    values: Vec<f64>,
    /// Which end is 1st.
    #[serde(default)]
    best: Best,
}

/// A place among so many.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Rank {
    /// One more than the number of better values.
    place: usize,
    /// How many were ranked.
    of: usize,
    /// How many have this place, at least 1.
    sharing: usize,
    /// In words, such as "joint 3 of 8".
    text: String,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct AllRanks {
    /// The ranks, in the order of the values.
    ranks: Vec<Rank>,
}

struct Ranks;

impl Method for Ranks {
    type Input = Ranked;
    type Output = AllRanks;
    const NAME: &'static str = "ranks";
    const SUMMARY: &'static str = "Competition ranks (1224) of values, ties sharing a place.";
    const SOURCE: &'static str = "Standard competition ranking";
    const EXAMPLE: &'static str = r#"{"values": [7.5, 3.0, 7.5, 9.1], "best": "lowest"}"#;

    fn run(Ranked { values, best }: Ranked) -> Result<AllRanks, Fault> {
        each("values", &values, |value| moments(&[*value]))?;
        let ranks = competition_ranks(&values, best.into())?.into_iter().map(|rank| Rank {
            place: rank.place,
            of: rank.of,
            sharing: rank.sharing,
            text: rank.to_string(),
        });
        Ok(AllRanks { ranks: ranks.collect() })
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Values {
    /// The values, in any units, within 1e100 of 0.
    values: Vec<f64>,
}

/// What is known of values by how many there are, in their units.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum MomentsFound {
    /// No value: neither mean nor deviation.
    Nothing,
    /// One value: a mean, and nothing to deviate from.
    One {
        /// The value.
        mean: f64,
    },
    /// Two or more.
    Several {
        /// Their mean.
        mean: f64,
        /// Their sample standard deviation (n − 1).
        deviation: f64,
    },
}

struct MomentsOfValues;

impl Method for MomentsOfValues {
    type Input = Values;
    type Output = MomentsFound;
    const NAME: &'static str = "moments";
    const SUMMARY: &'static str = "Mean and sample standard deviation.";
    const SOURCE: &'static str = "Textbook";
    const EXAMPLE: &'static str = r#"{"values": [2, 4, 4, 4, 5, 5, 7, 9]}"#;

    fn run(Values { values }: Values) -> Result<MomentsFound, Fault> {
        each("values", &values, |value| moments(&[*value]))?;
        Ok(match moments(&values).at("values")? {
            Moments::Nothing => MomentsFound::Nothing,
            Moments::One { mean } => MomentsFound::One { mean },
            Moments::Several { mean, deviation } => MomentsFound::Several { mean, deviation },
        })
    }
}
