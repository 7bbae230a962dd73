//! A history small enough for the row of a table.

use panel_core::{Exhibit, Row};

use super::canvas::{Canvas, Plot, real};
use super::scale::Range;
use crate::view::{Drawing, Role};

const WIDTH: f64 = 40.0;
const HEIGHT: f64 = 6.0;

/// The line of what was counted, with its last point; `None` where the row has no history.
pub(crate) fn of(row: &Row) -> Option<Drawing> {
    let values: Vec<f64> = match row.finding.evidence().exhibit()? {
        Exhibit::ControlChart(chart) => {
            chart.points.iter().map(|point| point.value.get()).collect()
        }
        Exhibit::Projection(fan) => fan.history.iter().map(|point| point.value.get()).collect(),
        _ => return None,
    };
    drawn(&values)
}

fn drawn(values: &[f64]) -> Option<Drawing> {
    if values.len() < 2 {
        return None;
    }
    let range = Range::of(values.iter().copied());
    let plot = Plot { left: 2.0, right: WIDTH - 2.5, top: 0.5, bottom: HEIGHT - 0.5 };
    let steps = real(values.len() - 1);
    let mut canvas = Canvas::new(WIDTH, HEIGHT);
    let points = values.iter().enumerate();
    let through: Vec<_> = points
        .map(|(place, value)| [plot.x(real(place) / steps), plot.y(range.at(*value))])
        .collect();
    let last = through.last().copied();
    canvas.line(through, Role::Spark);
    if let Some(last) = last {
        canvas.mark(last, Role::Point);
    }
    Some(canvas.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Shape;

    #[test]
    fn the_line_goes_from_the_lowest_to_the_highest() {
        let drawing = drawn(&[1.0, 3.0, 2.0]).unwrap();
        let Shape::Line { through, .. } = &drawing.shapes[0] else { panic!("{drawing:?}") };
        assert_eq!(through, &[[2.0, 5.5], [19.75, 0.5], [37.5, 3.0]]);
    }

    #[test]
    fn equal_values_lie_in_the_middle_and_one_is_no_line() {
        let drawing = drawn(&[5.0, 5.0]).unwrap();
        let Shape::Line { through, .. } = &drawing.shapes[0] else { panic!("{drawing:?}") };
        assert_eq!(through, &[[2.0, 3.0], [37.5, 3.0]]);
        assert_eq!(drawn(&[5.0]), None);
        assert_eq!(drawn(&[]), None);
    }
}
