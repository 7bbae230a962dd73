//! A drawing in the making: places in points, axes, and labels that are kept apart.

use super::lettering::{LINE, width};
use super::scale::Scale;
use crate::view::{Align, Drawing, Place, Role, Shape};

/// The width of a drawing that stands beside another, and of one that stands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    /// Half of the page.
    Half,
    /// The whole of it.
    Whole,
}

impl Measure {
    /// Points. The page leaves 170 mm between its margins, two drawings 14 points between them.
    pub(super) fn points(self) -> f64 {
        match self {
            Self::Half => 233.0,
            Self::Whole => 481.0,
        }
    }
}

/// The space between a text and what it names.
pub(super) const GAP: f64 = 4.0;

/// The rectangle that values are drawn in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Plot {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

impl Plot {
    /// From a fraction of the width.
    pub(super) fn x(&self, fraction: f64) -> f64 {
        self.left + (self.right - self.left) * fraction
    }

    /// From a fraction of the height, upwards.
    pub(super) fn y(&self, fraction: f64) -> f64 {
        self.bottom - (self.bottom - self.top) * fraction
    }
}

/// Shapes on a sheet of paper.
pub(super) struct Canvas {
    width: f64,
    height: f64,
    shapes: Vec<Shape>,
}

impl Canvas {
    pub(super) fn new(width: f64, height: f64) -> Self {
        Self { width, height, shapes: Vec::new() }
    }

    pub(super) fn rect(&mut self, from: Place, to: Place, role: Role) {
        self.shapes.push(Shape::Rect { from: near(from), to: near(to), role });
    }

    pub(super) fn line(&mut self, through: impl IntoIterator<Item = Place>, role: Role) {
        let through: Vec<_> = through.into_iter().map(near).collect();
        if through.len() > 1 {
            self.shapes.push(Shape::Line { through, role });
        }
    }

    pub(super) fn area(&mut self, corners: impl IntoIterator<Item = Place>, role: Role) {
        let corners: Vec<_> = corners.into_iter().map(near).collect();
        if corners.len() > 2 {
            self.shapes.push(Shape::Area { corners, role });
        }
    }

    pub(super) fn mark(&mut self, at: Place, role: Role) {
        self.shapes.push(Shape::Mark { at: near(at), role });
    }

    pub(super) fn text(&mut self, at: Place, align: Align, text: impl Into<String>, strong: bool) {
        let text = text.into();
        if !text.is_empty() {
            self.shapes.push(Shape::Text { at: near(at), align, text, strong });
        }
    }

    /// Lines to read values by, with the values on the left, and the line at the foot.
    pub(super) fn value_axis(&mut self, plot: Plot, scale: &Scale) {
        for (place, text) in scale.ticks() {
            let y = plot.y(place);
            self.line([[plot.left, y], [plot.right, y]], Role::Grid);
            self.text([plot.left - GAP, y], Align::Right, text, false);
        }
        self.line([[plot.left, plot.bottom], [plot.right, plot.bottom]], Role::Axis);
    }

    /// The same for values that go from left to right.
    pub(super) fn value_axis_below(&mut self, plot: Plot, scale: &Scale) {
        let ticks: Vec<_> = scale.ticks().map(|(place, text)| (plot.x(place), text)).collect();
        let widest = widest(ticks.iter().map(|(_, text)| (text.as_str(), false)));
        // As many values are written as have room beside each other; each has its line.
        let fits = |step: &usize| {
            ticks.get(*step).is_none_or(|next| next.0 - ticks[0].0 >= widest + 2.0 * GAP)
        };
        let step = (1..=ticks.len()).find(fits).unwrap_or(1);
        for (index, (x, text)) in ticks.into_iter().enumerate() {
            self.line([[x, plot.top], [x, plot.bottom]], Role::Grid);
            if index % step == 0 {
                // A text at an end stays on the sheet.
                let half = width(&text, false) / 2.0;
                let x = x.clamp(half, self.width - half);
                self.text([x, plot.bottom + GAP + LINE / 2.0], Align::Center, text, false);
            }
        }
    }

    /// Labels on the right of the plot, each as near its value as the others allow.
    pub(super) fn beside(&mut self, plot: Plot, labels: Vec<(f64, String, bool)>) {
        let mut labels = labels;
        labels.sort_by(|a, b| a.0.total_cmp(&b.0));
        let wanted: Vec<_> = labels.iter().map(|(y, ..)| (*y, LINE)).collect();
        // The values under the plot keep their place.
        let half = LINE / 2.0;
        let places = apart(&wanted, (0.0, plot.bottom + half));
        for (y, (_, text, strong)) in places.into_iter().zip(labels) {
            self.text([plot.right + GAP, y], Align::Left, text, strong);
        }
    }

    /// Labels above the plot, each as near its value as the others allow.
    pub(super) fn above(&mut self, y: f64, labels: Vec<(f64, String, bool)>) {
        let mut labels = labels;
        labels.sort_by(|a, b| a.0.total_cmp(&b.0));
        let wanted: Vec<_> =
            labels.iter().map(|(x, text, strong)| (*x, width(text, *strong) + 2.0 * GAP)).collect();
        let places = apart(&wanted, (0.0, self.width));
        for (x, (_, text, strong)) in places.into_iter().zip(labels) {
            self.text([x, y], Align::Center, text, strong);
        }
    }

    pub(super) fn finish(self) -> Drawing {
        Drawing { width: near_one(self.width), height: near_one(self.height), shapes: self.shapes }
    }
}

/// The width that the values of an axis take on its left.
pub(super) fn axis_width(scale: &Scale) -> f64 {
    scale.ticks().map(|(_, text)| width(&text, false)).fold(0.0, f64::max) + GAP
}

/// The width that labels take.
pub(super) fn widest<'a>(labels: impl IntoIterator<Item = (&'a str, bool)>) -> f64 {
    labels.into_iter().map(|(text, strong)| width(text, strong)).fold(0.0, f64::max)
}

/// Middles of things of such sizes, in the order given, as near to those wanted as the range and
/// the sizes allow; where all of them need more than the range, they are spread over it evenly.
pub(super) fn apart(wanted: &[(f64, f64)], (low, high): (f64, f64)) -> Vec<f64> {
    let needed: f64 = wanted.iter().map(|(_, size)| size).sum();
    let squeeze = if needed > high - low { (high - low) / needed } else { 1.0 };
    let mut places: Vec<f64> = Vec::with_capacity(wanted.len());
    let mut end = low;
    for (middle, size) in wanted {
        let half = size * squeeze / 2.0;
        let place = middle.max(end + half);
        places.push(place);
        end = place + half;
    }
    // What was pushed over the end pushes back.
    let mut end = high;
    for (place, (_, size)) in places.iter_mut().zip(wanted).rev() {
        let half = size * squeeze / 2.0;
        *place = place.min(end - half);
        end = *place - half;
    }
    places
}

/// A number of things, to be measured with.
pub(crate) fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// A hundredth of a point is finer than any printer.
fn near_one(value: f64) -> f64 {
    // Zero is added so that there is no negative zero.
    (value * 100.0).round() / 100.0 + 0.0
}

fn near(place: Place) -> Place {
    place.map(near_one)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn things_that_fit_stay_where_they_are() {
        assert_eq!(apart(&[(10.0, 8.0), (30.0, 8.0)], (0.0, 100.0)), [10.0, 30.0]);
        assert_eq!(apart(&[(10.0, 8.0), (12.0, 8.0)], (0.0, 100.0)), [10.0, 18.0]);
        assert_eq!(apart(&[(98.0, 8.0), (99.0, 8.0)], (0.0, 100.0)), [88.0, 96.0]);
        assert_eq!(apart(&[(1.0, 8.0)], (0.0, 4.0)), [2.0]);
        assert_eq!(apart(&[], (0.0, 4.0)), [0.0; 0]);
    }

    proptest! {
        #[test]
        fn nothing_lies_over_anything(
            mut middles in prop::collection::vec(-50.0_f64..150.0, 0..12),
            size in 1.0_f64..8.0,
        ) {
            middles.sort_by(f64::total_cmp);
            let wanted: Vec<_> = middles.into_iter().map(|middle| (middle, size)).collect();
            let places = apart(&wanted, (0.0, 100.0));
            for pair in places.windows(2) {
                prop_assert!(pair[1] - pair[0] >= size - 1e-9, "{places:?}");
            }
            for place in places {
                prop_assert!(place >= size / 2.0 - 1e-9 && place <= 100.0 - size / 2.0 + 1e-9);
            }
        }
    }
}
