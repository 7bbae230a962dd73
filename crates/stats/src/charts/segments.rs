//! Which points a chart's limits come from, and where they start anew.

use std::ops::Range;

use serde::Serialize;

use crate::charts::ChartError;

/// A stretch of points with one set of limits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Segment {
    points: Range<usize>,
    baseline: Range<usize>,
}

impl Segment {
    /// Its points, by their places in the whole series, from 0.
    #[must_use]
    pub const fn points(&self) -> Range<usize> {
        self.points.start..self.points.end
    }

    /// Those of its points that the limits come from.
    #[must_use]
    pub const fn baseline(&self) -> Range<usize> {
        self.baseline.start..self.baseline.end
    }
}

/// A series cut into segments, none empty. Limits never change of themselves: a rebase or a
/// frozen baseline is the caller's decision, and the caller's to explain.
///
/// ```
/// use panel_stats::charts::segments::Segments;
///
/// // Limits from the first 12 of 24 points; new limits from point 24 on, of 36.
/// let segments = Segments::rebased(36, &[24])?.frozen(0, 0..12)?;
/// assert_eq!(segments.iter().count(), 2);
/// # Ok::<(), panel_stats::charts::ChartError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Segments(Vec<Segment>);

impl Segments {
    /// All `points` in one segment, its limits from all of them.
    ///
    /// # Errors
    ///
    /// [`ChartError::NoPoints`] if there are none.
    pub fn whole(points: usize) -> Result<Self, ChartError> {
        Self::rebased(points, &[])
    }

    /// `points` with a new segment starting at each place in `starts`, counted from 0; each
    /// segment's limits come from all of its own points.
    ///
    /// # Errors
    ///
    /// [`ChartError::NoPoints`] if there are none; [`ChartError::RebaseOutOfPlace`] unless the
    /// places ascend, from at least 1 to below `points`.
    pub fn rebased(points: usize, starts: &[usize]) -> Result<Self, ChartError> {
        if points == 0 {
            return Err(ChartError::NoPoints);
        }
        let mut segments = Vec::with_capacity(starts.len() + 1);
        let mut from = 0;
        for &at in starts {
            if at <= from || at >= points {
                return Err(ChartError::RebaseOutOfPlace { at, points });
            }
            segments.push(Segment { points: from..at, baseline: from..at });
            from = at;
        }
        segments.push(Segment { points: from..points, baseline: from..points });
        Ok(Self(segments))
    }

    /// The same, with the limits of one segment frozen: they come from `baseline` alone and
    /// hold for all of the segment's points. Places are counted in the whole series, from 0.
    ///
    /// # Errors
    ///
    /// [`ChartError::BaselineOutOfPlace`] if there is no such segment, or if the baseline is
    /// empty or not within it.
    pub fn frozen(mut self, segment: usize, baseline: Range<usize>) -> Result<Self, ChartError> {
        let (from, to) = (baseline.start, baseline.end);
        let refused = ChartError::BaselineOutOfPlace { segment, from, to };
        let frozen = self.0.get_mut(segment).ok_or(refused)?;
        if from >= to || from < frozen.points.start || to > frozen.points.end {
            return Err(refused);
        }
        frozen.baseline = baseline;
        Ok(self)
    }

    /// The segments in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Segment> {
        self.0.iter()
    }

    /// How many points there are in all.
    #[must_use]
    pub fn points(&self) -> usize {
        self.0.last().map_or(0, |segment| segment.points.end)
    }
}

impl<'a> IntoIterator for &'a Segments {
    type Item = &'a Segment;
    type IntoIter = std::slice::Iter<'a, Segment>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
