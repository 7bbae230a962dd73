//! Can a printed percentage come from whole numbers?

use panel_stats::proportions::proportion::Proportion;
use panel_stats::proportions::whole_number::{PrintedPercentage, counts_giving, nearest};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::fault::{At as _, Fault};
use crate::method::{Calculation, Method};

pub(crate) const METHODS: &[&dyn Calculation] = &[&WholeNumber];

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Printed {
    /// The printed digits without the point: 375 for 37.5%.
    digits: u64,
    /// How many of them stand after the point: 0 to 12.
    decimals: u8,
    /// How many people or events the percentage is of: a count, at least 1.
    out_of: u64,
}

/// A whole number and its percentage.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Neighbour {
    /// How many.
    count: u64,
    /// What percentage they are, from 0 to 100.
    percentage: f64,
}

impl From<Proportion> for Neighbour {
    fn from(theirs: Proportion) -> Self {
        Self { count: theirs.successes(), percentage: theirs.percentage() }
    }
}

/// Whether it can.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Possible {
    /// These counts round to the printed percentage.
    Possible {
        /// The fewest.
        fewest: u64,
        /// The most.
        most: u64,
    },
    /// No whole number does: these are the nearest.
    Impossible {
        /// The greatest below.
        below: Neighbour,
        /// The smallest above.
        above: Neighbour,
    },
}

struct WholeNumber;

impl Method for WholeNumber {
    type Input = Printed;
    type Output = Possible;
    const NAME: &'static str = "whole-number";
    const SUMMARY: &'static str = "Which whole numbers, if any, give a printed percentage.";
    const SOURCE: &'static str = "Brown & Heathers 2017 (GRIM)";
    const EXAMPLE: &'static str = r#"{"digits": 375, "decimals": 1, "out_of": 65}"#;

    fn run(Printed { digits, decimals, out_of }: Printed) -> Result<Possible, Fault> {
        let printed = PrintedPercentage::new(digits, decimals)?;
        if let Some(counts) = counts_giving(printed, out_of).at("out_of")? {
            return Ok(Possible::Possible { fewest: *counts.start(), most: *counts.end() });
        }
        let around = nearest(printed, out_of).at("out_of")?;
        Ok(Possible::Impossible { below: around.below.into(), above: around.above.into() })
    }
}
