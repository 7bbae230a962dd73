//! A projector tried on the past.

use serde::Serialize;

use super::no_change::{no_change, yearly_differences};
use super::summary::{ROUNDING, largest, mean};
use super::{Ahead, History, Projection, TrendError};
use crate::number::length;

/// Anything that projects a history. Every function and closure of this shape is one.
pub trait Projector {
    /// Projects `history`.
    ///
    /// # Errors
    ///
    /// Whatever keeps it from doing so.
    fn project(&self, history: &History, ahead: Ahead) -> Result<Projection, TrendError>;
}

impl<F: Fn(&History, Ahead) -> Result<Projection, TrendError>> Projector for F {
    fn project(&self, history: &History, ahead: Ahead) -> Result<Projection, TrendError> {
        self(history, ahead)
    }
}

/// A mean absolute scaled error.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum ScaledError {
    /// Below 1: smaller errors than the one-year-ago rule made on the same history.
    Mase(f64),
    /// At some origin every value so far equalled that of a year before: 0 is no scale.
    NaiveIsExact,
}

/// What came of trying a projector on the past.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct BackTest {
    /// From how many moments in the past it projected.
    pub origins: usize,
    /// From how many it could not, and which count nowhere here.
    pub refused: usize,
    /// The mean |actual − projected|, in units of the values.
    pub mean_absolute_error: f64,
    /// The same, scaled.
    pub scaled: ScaledError,
    /// That of "no change" from the same moments: what the projector has to beat.
    pub no_change: ScaledError,
}

/// Tries `projector` from every moment of the past that leaves two years before it and
/// `steps` periods after it.
///
/// Formula: from each origin k = max(2p, 3)…n − `steps`, project the first k values `steps`
/// periods ahead; scale each |error| by the mean |yₜ − yₜ₋ₚ| of those k values; average over all
/// periods of all origins. p is 1 for annual values.
///
/// # Errors
///
/// [`TrendError::TooFew`] if there is no such moment; [`TrendError::NotAhead`] unless `steps` is
/// a horizon; the projector's own error if it refused at every origin;
/// [`TrendError::BeyondMeasure`].
///
/// # Source
///
/// Hyndman & Koehler 2006, *International Journal of Forecasting* 22:679–688; rolling origin,
/// Tashman 2000.
///
/// ```
/// use panel_stats::trend::back_test::{ScaledError, back_test};
/// use panel_stats::trend::{Cadence, History, ols::project_line};
///
/// let rising = History::new((1..=20).map(f64::from).collect::<Vec<_>>(), Cadence::Quarterly)?;
/// let tried = back_test(&rising, 4, &|history: &History, ahead| project_line(history, 0, ahead))?;
/// assert_eq!(tried.origins, 9);
/// assert!(matches!(tried.scaled, ScaledError::Mase(mase) if mase < 1e-9));
/// # Ok::<(), panel_stats::trend::TrendError>(())
/// ```
pub fn back_test(
    history: &History,
    steps: usize,
    projector: &impl Projector,
) -> Result<BackTest, TrendError> {
    let ahead = Ahead::new(1, steps)?;
    let first_origin = (2 * history.period()).max(3);
    history.at_least(first_origin + steps)?;

    let (mut absolute, mut scaled, mut benchmark) = (Vec::new(), Vec::new(), Vec::new());
    let (mut refusal, mut refused, mut naive_is_exact) = (None, 0, false);
    for origin in first_origin..=history.len() - steps {
        let past = history.first(origin);
        let projected = match projector.project(&past, ahead) {
            Ok(projected) => projected,
            Err(error) => {
                refusal = Some(error);
                refused += 1;
                continue;
            }
        };
        let actual = &history.values()[origin..origin + steps];
        let error = mean_absolute_error(actual, &projected);
        absolute.push(error);
        let scale = mean(&yearly_differences(&past).into_iter().map(f64::abs).collect::<Vec<_>>());
        if scale <= ROUNDING * largest(past.values()) {
            naive_is_exact = true;
        } else {
            scaled.push(error / scale);
            benchmark.push(mean_absolute_error(actual, &no_change(&past, ahead)?) / scale);
        }
    }

    let origins = absolute.len();
    if let (0, Some(error)) = (origins, refusal) {
        return Err(error);
    }
    let found = [mean(&absolute), mean(&scaled), mean(&benchmark)];
    if !found.into_iter().all(f64::is_finite) {
        return Err(TrendError::BeyondMeasure);
    }
    let of =
        |mase| if naive_is_exact { ScaledError::NaiveIsExact } else { ScaledError::Mase(mase) };
    Ok(BackTest {
        origins,
        refused,
        mean_absolute_error: found[0],
        scaled: of(found[1]),
        no_change: of(found[2]),
    })
}

/// The mean |actual − projected| over the periods of `actual`.
fn mean_absolute_error(actual: &[f64], projected: &Projection) -> f64 {
    let errors = actual.iter().zip(projected.points());
    errors.map(|(y, point)| (y - point.estimate()).abs()).sum::<f64>() / length(actual.len().max(1))
}
