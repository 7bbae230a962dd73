//! The intervals of one count, and of its rate; rates standardised to another population.

use panel_stats::counts;
use panel_stats::counts::rates::{byar, count_interval, garwood, rate_interval};
use panel_stats::counts::standardised::{self, StandardisedRate, directly_standardised};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::fault::Fault;
use crate::input::{Object, confidence, z};
use crate::method::{Calculation, Method};
use crate::output::{Interval, IntervalAlone};
use crate::words::CountMethod;

pub(crate) const METHODS: &[&dyn Calculation] =
    &[&Garwood, &Byar, &IntervalOfCount, &IntervalOfRate, &Standardised];

/// A count, and how sure its interval is to be.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CountWithConfidence {
    /// How many events.
    count: u64,
    /// A share from 0.5 to 0.999999. 0.95 if left out.
    #[serde(default = "confidence")]
    confidence: f64,
}

struct Garwood;

impl Method for Garwood {
    type Input = CountWithConfidence;
    type Output = IntervalAlone;
    const NAME: &'static str = "garwood";
    const SUMMARY: &'static str =
        "The exact interval of a Poisson count, in events; at most 1 000 000 of them.";
    const SOURCE: &'static str = "Garwood 1936";
    const EXAMPLE: &'static str = r#"{"count": 5}"#;

    fn run(input: CountWithConfidence) -> Result<IntervalAlone, Fault> {
        Ok(garwood(input.count, input.confidence).map_err(of_count)?.into())
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CountWithMultiple {
    /// How many events.
    count: u64,
    /// Half the width of the interval, in standard errors: above 0, at most 38. 1.96 (95%) if
    /// left out.
    #[serde(default = "z")]
    z: f64,
}

struct Byar;

impl Method for Byar {
    type Input = CountWithMultiple;
    type Output = IntervalAlone;
    const NAME: &'static str = "byar";
    const SUMMARY: &'static str = "Byar's approximate interval of a count, in events.";
    const SOURCE: &'static str = "Breslow & Day 1987";
    const EXAMPLE: &'static str = r#"{"count": 65}"#;

    fn run(input: CountWithMultiple) -> Result<IntervalAlone, Fault> {
        Ok(byar(input.count, input.z)?.into())
    }
}

#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct CountFound {
    /// How the interval was found.
    method: CountMethod,
    /// The interval, in events.
    interval: Interval,
}

struct IntervalOfCount;

impl Method for IntervalOfCount {
    type Input = CountWithConfidence;
    type Output = CountFound;
    const NAME: &'static str = "count-interval";
    const SUMMARY: &'static str =
        "The interval of a count by the rule of public health: exact below 10, Byar's from there.";
    const SOURCE: &'static str = "Public Health England, PHEindicatormethods (phe_rate)";
    const EXAMPLE: &'static str = r#"{"count": 9}"#;

    fn run(input: CountWithConfidence) -> Result<CountFound, Fault> {
        let found = count_interval(input.count, input.confidence).map_err(of_count)?;
        Ok(CountFound { method: found.method.into(), interval: found.interval.into() })
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RateInput {
    /// How many events.
    count: u64,
    /// What they were counted over, 1e-9 to 1e15: for a rate per 1 000 people, thousands.
    exposure: f64,
    /// A share from 0.5 to 0.999999. 0.95 if left out.
    #[serde(default = "confidence")]
    confidence: f64,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct RateFound {
    /// How the interval was found.
    method: CountMethod,
    /// Events per unit of exposure.
    rate: f64,
    /// The interval, in the same units.
    interval: Interval,
}

struct IntervalOfRate;

impl Method for IntervalOfRate {
    type Input = RateInput;
    type Output = RateFound;
    const NAME: &'static str = "rate-interval";
    const SUMMARY: &'static str = "A rate and its interval, the exposure taken as known.";
    const SOURCE: &'static str = "Public Health England, PHEindicatormethods (phe_rate)";
    const EXAMPLE: &'static str = r#"{"count": 7, "exposure": 52.0}"#;

    fn run(input: RateInput) -> Result<RateFound, Fault> {
        let counted = counts::Counted::new(input.count, input.exposure)?;
        let found = rate_interval(counted, input.confidence).map_err(of_count)?;
        Ok(RateFound {
            method: found.method.into(),
            rate: found.rate,
            interval: found.interval.into(),
        })
    }
}

/// The trials of an exact method are here the count.
fn of_count(error: panel_stats::StatsError) -> Fault {
    match error {
        panel_stats::StatsError::TooManyForExact { .. } => Fault::new("count", error),
        other => Fault::from(other),
    }
}

/// A stratum, such as an age band.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Stratum {
    /// How many events.
    count: u64,
    /// What they were counted over, 1e-9 to 1e15, in the same units throughout.
    exposure: f64,
    /// The stratum's size in the standard population, in any units: 1e-9 to 1e15.
    weight: f64,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Strata {
    /// The strata of the population.
    strata: Vec<Object<Stratum>>,
    /// Half the width of the interval, in standard errors: above 0, at most 38. 1.96 (95%) if
    /// left out.
    #[serde(default = "z")]
    z: f64,
}

/// A directly standardised rate.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum StandardisedFound {
    /// The rate and Dobson's interval, in events per unit of exposure.
    Rate {
        /// The rate that the standard population would have.
        estimate: f64,
        /// Dobson's interval.
        interval: Interval,
    },
    /// Fewer than 10 in all: too few to standardise.
    TooFewEvents {
        /// How many there were.
        events: u64,
    },
}

struct Standardised;

impl Method for Standardised {
    type Input = Strata;
    type Output = StandardisedFound;
    const NAME: &'static str = "standardised-rate";
    const SUMMARY: &'static str = "The directly standardised rate with Dobson's interval.";
    const SOURCE: &'static str = "Dobson and others 1991";
    const EXAMPLE: &'static str = r#"{"strata": [{"count": 12, "exposure": 4.0, "weight": 30000},
 {"count": 45, "exposure": 9.0, "weight": 50000}]}"#;

    fn run(Strata { strata, z }: Strata) -> Result<StandardisedFound, Fault> {
        let checked = strata.into_iter().enumerate().map(|(index, Object(each))| {
            let within = |e| Fault::from(e).within(format!("strata[{index}]"));
            let counted = counts::Counted::new(each.count, each.exposure).map_err(within)?;
            standardised::Stratum::new(counted, each.weight).map_err(within)
        });
        let checked: Vec<_> = checked.collect::<Result<_, _>>()?;
        Ok(match directly_standardised(&checked, z)? {
            StandardisedRate::Rate { estimate, interval } => {
                StandardisedFound::Rate { estimate, interval: interval.into() }
            }
            StandardisedRate::TooFewEvents { events } => StandardisedFound::TooFewEvents { events },
        })
    }
}
