//! Straight lines: by least squares, and through the median slope.

use panel_stats::StatsError;
use panel_stats::trend::ols::{self, least_squares, project_line, straight_line};
use panel_stats::trend::theil_sen::{median_line, project_median_line};
use panel_stats::trend::{History, TrendError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::project::{Horizon, Prediction, Projection, history};
use crate::fault::{Fault, each};
use crate::input::{Object, confidence};
use crate::method::Method;
use crate::words::Cadence;

/// So many predictions are given at once: each has its intervals, some 6 kB in all.
const MOST_PREDICTIONS: usize = 10_000;

/// Refuses the first number that no trend computes with.
fn in_range(field: &str, values: &[f64]) -> Result<(), Fault> {
    let cadence = panel_stats::trend::Cadence::Annual;
    each(field, values, |value| History::new(vec![*value], cadence))
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LineInput {
    /// The times, in any units: one a value, within 1e15 of 0, not all equal.
    times: Vec<f64>,
    /// The values, in any units, within 1e15 of 0: 3 or more.
    values: Vec<f64>,
    /// Times at which the value is predicted: up to 10 000.
    #[serde(default)]
    predict: Vec<f64>,
    /// Times over which the total of the values is predicted, as one number.
    #[serde(default)]
    predict_total: Vec<f64>,
    /// The confidence of the intervals: a share from 0.5 to 0.999999. 0.95 if left out.
    #[serde(default = "confidence")]
    confidence: f64,
}

/// A straight line, in units of the values and of the times.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Line {
    /// Where the line stands at time 0.
    intercept: f64,
    /// By how much it rises per unit of time.
    slope: f64,
    /// The standard error of the intercept.
    intercept_error: f64,
    /// The standard error of the slope.
    slope_error: f64,
    /// The variance of the residuals, in squared units; 0 if the values lie on the line.
    residual_variance: f64,
    /// Its degrees of freedom.
    degrees: usize,
    /// The predictions, in the order of `predict`.
    predictions: Vec<Prediction>,
    /// The total over `predict_total`; left out if that is empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<Prediction>,
}

pub(crate) struct StraightLine;

impl Method for StraightLine {
    type Input = LineInput;
    type Output = Line;
    const NAME: &'static str = "straight-line";
    const SUMMARY: &'static str =
        "A straight line by least squares, with predictions for points and totals.";
    const SOURCE: &'static str = "Draper & Smith 1998";
    const EXAMPLE: &'static str = r#"{"times": [1, 2, 3, 4], "values": [2, 3, 5, 6], "predict": [5], "predict_total": [5, 6]}"#;

    fn run(input: LineInput) -> Result<Line, Fault> {
        let asked = input.predict.len();
        if asked > MOST_PREDICTIONS {
            let why = format!("{asked} predictions are too many: give at most {MOST_PREDICTIONS}");
            return Err(Fault::new("predict", why));
        }
        in_range("values", &input.values)?;
        in_range("times", &input.times)?;
        in_range("predict", &input.predict)?;
        in_range("predict_total", &input.predict_total)?;
        let line = straight_line(&input.times, &input.values).map_err(|e| match e {
            TrendError::Shape { .. } | TrendError::NotIndependent { .. } => Fault::new("times", e),
            TrendError::BeyondMeasure => Fault::new("values", e),
            other => Fault::from(other),
        })?;
        let row = |time: &f64| [1.0, *time];
        let predicted = |field: &'static str, rows: &[[f64; 2]]| {
            let found = line.predict_total(rows).map_err(|e| Fault::new(field, e))?;
            Prediction::of(found, input.confidence)
        };
        let points = input.predict.iter().map(|time| predicted("predict", &[row(time)]));
        let total: Vec<_> = input.predict_total.iter().map(row).collect();
        let errors = line.standard_errors();
        Ok(Line {
            intercept: line.coefficients()[0],
            slope: line.coefficients()[1],
            intercept_error: errors[0],
            slope_error: errors[1],
            residual_variance: line.residual_variance(),
            degrees: line.degrees_of_freedom(),
            predictions: points.collect::<Result<_, _>>()?,
            total: (!total.is_empty()).then(|| predicted("predict_total", &total)).transpose()?,
        })
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Regression {
    /// One row a value, all equally long; an intercept is a column of ones. Within 1e15 of 0.
    design: Vec<Vec<f64>>,
    /// The values, in any units, within 1e15 of 0: more than there are columns.
    values: Vec<f64>,
    /// Rows over which the total of the values is predicted, as one number.
    #[serde(default)]
    predict_total: Vec<Vec<f64>>,
    /// The confidence of the interval: a share from 0.5 to 0.999999. 0.95 if left out.
    #[serde(default = "confidence")]
    confidence: f64,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Fitted {
    /// The coefficients, one a column, in units of the values per unit of the column.
    coefficients: Vec<f64>,
    /// Their standard errors.
    standard_errors: Vec<f64>,
    /// The variance of the residuals, in squared units.
    residual_variance: f64,
    /// Its degrees of freedom.
    degrees: usize,
    /// The total over `predict_total`; left out if that is empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<Prediction>,
}

pub(crate) struct LeastSquares;

impl Method for LeastSquares {
    type Input = Regression;
    type Output = Fitted;
    const NAME: &'static str = "least-squares";
    const SUMMARY: &'static str = "Least squares with any design.";
    const SOURCE: &'static str = "Draper & Smith 1998";
    const EXAMPLE: &'static str = r#"{"design": [[1, 1, 0], [1, 2, 1], [1, 3, 0], [1, 4, 1], [1, 5, 0]],
 "values": [2, 4, 4, 6, 6.5], "predict_total": [[1, 6, 1]]}"#;

    fn run(input: Regression) -> Result<Fitted, Fault> {
        in_range("values", &input.values)?;
        for (index, row) in input.design.iter().enumerate() {
            in_range(&format!("design[{index}]"), row)?;
        }
        for (index, row) in input.predict_total.iter().enumerate() {
            in_range(&format!("predict_total[{index}]"), row)?;
        }
        if !input.design.is_empty() && input.design.iter().all(Vec::is_empty) {
            return Err(Fault::new("design", "its rows are empty: give each a number a column"));
        }
        let fit = least_squares(&input.design, &input.values).map_err(|e| match e {
            TrendError::BeyondMeasure => Fault::new("values", e),
            other => Fault::from(other),
        })?;
        let total = |fit: &ols::LeastSquares| {
            let total = fit.predict_total(&input.predict_total);
            Prediction::of(total.map_err(|e| Fault::new("predict_total", e))?, input.confidence)
        };
        Ok(Fitted {
            coefficients: fit.coefficients().to_vec(),
            standard_errors: fit.standard_errors(),
            residual_variance: fit.residual_variance(),
            degrees: fit.degrees_of_freedom(),
            total: (!input.predict_total.is_empty()).then(|| total(&fit)).transpose()?,
        })
    }
}

/// A history to project.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Projected {
    /// The values at equal distances, the earliest first, within 1e15 of 0: 3 to 1 200.
    values: Vec<f64>,
    /// How often there is one.
    cadence: Cadence,
    /// How many figures were estimated from the same history before: p − 1 for values adjusted by
    /// p seasonal figures. 0 if left out.
    #[serde(default)]
    already_estimated: usize,
    /// What is to be projected.
    ahead: Object<Horizon>,
}

/// Values too few for what was estimated of them before are that field's fault, if it is not 0.
fn of_estimated(error: TrendError, already_estimated: usize) -> Fault {
    match error {
        TrendError::TooFew { .. } if already_estimated > 0 => {
            Fault::new("already_estimated", error)
        }
        TrendError::Stats(StatsError::NotAnInterval { .. }) => Fault::new("values", error),
        other => Fault::from(other),
    }
}

pub(crate) struct LinearTrend;

impl Method for LinearTrend {
    type Input = Projected;
    type Output = Projection;
    const NAME: &'static str = "linear-trend";
    const SUMMARY: &'static str = "A history projected along its straight line.";
    const SOURCE: &'static str = "Draper & Smith 1998";
    const EXAMPLE: &'static str = r#"{"values": [410, 395, 402, 388, 379, 381], "cadence": "annual",
 "ahead": {"last": 2, "target": 740}}"#;

    fn run(input: Projected) -> Result<Projection, Fault> {
        let (history, ahead) = (history(input.values, input.cadence)?, input.ahead.ahead()?);
        let found = project_line(&history, input.already_estimated, ahead);
        input.ahead.shown(&found.map_err(|e| of_estimated(e, input.already_estimated))?)
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Robust {
    /// The values at equal distances, the earliest first, within 1e15 of 0: 3 to 1 200.
    values: Vec<f64>,
    /// How often there is one.
    cadence: Cadence,
    /// How many figures were estimated from the same history before. 0 if left out.
    #[serde(default)]
    already_estimated: usize,
    /// What is to be projected; nothing if left out.
    #[serde(default)]
    ahead: Option<Object<Horizon>>,
}

/// A line through the middle of a history, the first value being at time 1.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct MedianLine {
    /// Where the line stands at time 0, in units of the values.
    intercept: f64,
    /// The median slope, in units of the values per period.
    slope: f64,
    /// The projection; left out if none was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    projection: Option<Projection>,
}

pub(crate) struct TheilSen;

impl Method for TheilSen {
    type Input = Robust;
    type Output = MedianLine;
    const NAME: &'static str = "theil-sen";
    const SUMMARY: &'static str = "The median slope, which a few odd values do not move.";
    const SOURCE: &'static str = "Theil 1950; Sen 1968; Conover 1980";
    const EXAMPLE: &'static str =
        r#"{"values": [1, 2, 90, 4, 5], "cadence": "annual", "ahead": {"last": 1}}"#;

    fn run(input: Robust) -> Result<MedianLine, Fault> {
        let history = history(input.values, input.cadence)?;
        let line = median_line(&history)?;
        let project = |horizon: Object<Horizon>| {
            let found = project_median_line(&history, input.already_estimated, horizon.ahead()?);
            horizon.shown(&found.map_err(|e| of_estimated(e, input.already_estimated))?)
        };
        Ok(MedianLine {
            intercept: line.intercept,
            slope: line.slope,
            projection: input.ahead.map(project).transpose()?,
        })
    }
}
