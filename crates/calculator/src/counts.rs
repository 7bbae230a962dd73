//! Two counts compared. Differences are second minus first, ratios second over first.

use panel_stats::counts::comparison::{self, compare};
use panel_stats::counts::exact::{self, exact_conditional_with};
use panel_stats::counts::{Dispersion, RateComparison, rate_comparison};
use panel_stats::normal::two_sided_p;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::fault::Fault;
use crate::input::{Counted, Object, confidence};
use crate::method::{Calculation, Method};
use crate::output::Interval;
use crate::words::{Change, Direction, PValueKind};

pub(crate) const METHODS: &[&dyn Calculation] = &[&CompareCounts, &CompareRates, &ExactComparison];

/// Two counts to compare.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TwoCounts {
    /// The first count.
    first: Object<Counted>,
    /// The second count: differences are second minus first.
    second: Object<Counted>,
    /// How many times wider than Poisson's the variance is, at least 1; 1, Poisson's, if left out.
    #[serde(default = "poisson")]
    dispersion: f64,
}

const fn poisson() -> f64 {
    1.0
}

/// Second rate over first.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Ratio {
    /// Something was counted the first time.
    Bounded {
        /// Second rate over first.
        estimate: f64,
        /// Its exact interval.
        interval: Interval,
    },
    /// Nothing was counted the first time: no estimate and no upper limit.
    Unbounded {
        /// The exact lower limit.
        low: f64,
    },
    /// Nothing was counted either time: any ratio is possible.
    NothingCounted,
}

impl From<exact::Ratio> for Ratio {
    fn from(theirs: exact::Ratio) -> Self {
        match theirs {
            exact::Ratio::Bounded { estimate, interval } => {
                Self::Bounded { estimate, interval: interval.into() }
            }
            exact::Ratio::Unbounded { low } => Self::Unbounded { low },
            exact::Ratio::NothingCounted => Self::NothingCounted,
        }
    }
}

/// How two counts were compared.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum TestUsed {
    /// The exact conditional test.
    ExactConditional {
        /// Second rate over first, with 95%.
        ratio: Ratio,
    },
    /// The quasi-Poisson z.
    QuasiPoisson {
        /// Standard errors by which the second rate stands above the first.
        z: f64,
        /// The dispersion allowed for.
        dispersion: f64,
    },
    /// Both counts are 0.
    NothingCounted,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Compared {
    /// How they were compared.
    test: TestUsed,
    /// The two-sided p-value, from 0 to 1; 1 if nothing was counted.
    p_value: f64,
    /// Which way the second rate lies from the first.
    direction: Direction,
    /// What this is evidence of, at 5%.
    change: Change,
}

struct CompareCounts;

impl Method for CompareCounts {
    type Input = TwoCounts;
    type Output = Compared;
    const NAME: &'static str = "compare-counts";
    const SUMMARY: &'static str =
        "Two counts compared by the test that suits their size: exact, or quasi-Poisson z.";
    const SOURCE: &'static str = "Przyborowski & Wilenski 1940; McCullagh & Nelder 1989";
    const EXAMPLE: &'static str =
        r#"{"first": {"count": 3935}, "second": {"count": 4253}, "dispersion": 2.5}"#;

    fn run(input: TwoCounts) -> Result<Compared, Fault> {
        let (first, second) = (input.first.checked("first")?, input.second.checked("second")?);
        let found = compare(first, second, Dispersion::new(input.dispersion)?);
        Ok(Compared {
            test: match found.method {
                comparison::Method::ExactConditional { ratio } => {
                    TestUsed::ExactConditional { ratio: ratio.into() }
                }
                comparison::Method::QuasiPoisson { z, dispersion } => {
                    TestUsed::QuasiPoisson { z, dispersion: dispersion.factor() }
                }
                comparison::Method::NothingCounted => TestUsed::NothingCounted,
            },
            p_value: found.p_value,
            direction: found.direction.into(),
            change: found.change.into(),
        })
    }
}

/// What the z of two rates is.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum RateZ {
    /// There is one.
    Z {
        /// Standard errors by which the second rate stands above the first.
        z: f64,
        /// Its two-sided p-value, from 0 to 1.
        p_value: f64,
    },
    /// Both counts are 0: 0/0, and no evidence of a difference.
    NothingCounted,
}

struct CompareRates;

impl Method for CompareRates {
    type Input = TwoCounts;
    type Output = RateZ;
    const NAME: &'static str = "rate-comparison";
    const SUMMARY: &'static str = "The quasi-Poisson z of two rates, second minus first.";
    const SOURCE: &'static str = "Przyborowski & Wilenski 1940; McCullagh & Nelder 1989";
    const EXAMPLE: &'static str =
        r#"{"first": {"count": 340, "exposure": 365}, "second": {"count": 410, "exposure": 366}}"#;

    fn run(input: TwoCounts) -> Result<RateZ, Fault> {
        let (first, second) = (input.first.checked("first")?, input.second.checked("second")?);
        Ok(match rate_comparison(first, second, Dispersion::new(input.dispersion)?) {
            RateComparison::Z(z) => RateZ::Z { z, p_value: two_sided_p(z)? },
            RateComparison::NothingCounted => RateZ::NothingCounted,
        })
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExactInput {
    /// The first count; both together are at most 1 000 000.
    first: Object<Counted>,
    /// The second count: ratios are second over first.
    second: Object<Counted>,
    /// Which p-value is wanted.
    #[serde(default)]
    p_value: PValueKind,
    /// The confidence of the ratio's interval: a share from 0.5 to 0.999999. 0.95 if left out.
    #[serde(default = "confidence")]
    confidence: f64,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ExactFound {
    /// The two-sided p-value, from 0 to 1.
    p_value: f64,
    /// Second rate over first.
    ratio: Ratio,
}

struct ExactComparison;

impl Method for ExactComparison {
    type Input = ExactInput;
    type Output = ExactFound;
    const NAME: &'static str = "exact-comparison";
    const SUMMARY: &'static str = "The exact conditional test of two counts, ordinary or mid-p.";
    const SOURCE: &'static str = "Przyborowski & Wilenski 1940; mid-p, Lancaster 1961";
    const EXAMPLE: &'static str =
        r#"{"first": {"count": 3}, "second": {"count": 12}, "p_value": "mid", "confidence": 0.9}"#;

    fn run(input: ExactInput) -> Result<ExactFound, Fault> {
        let (first, second) = (input.first.checked("first")?, input.second.checked("second")?);
        let found = exact_conditional_with(first, second, input.p_value.into(), input.confidence);
        let found = found.map_err(|e| match e {
            panel_stats::StatsError::TooManyForExact { .. } => {
                let larger = if first.count() > second.count() { "first" } else { "second" };
                Fault::new(format!("{larger}.count"), e)
            }
            other => Fault::from(other),
        })?;
        Ok(ExactFound { p_value: found.p_value, ratio: found.ratio.into() })
    }
}
