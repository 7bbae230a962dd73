//! Months or quarters against their mean and control lines.

use panel_core::{ChartedPoint, ControlChart, Lines};

use super::calendar::Calendar;
use super::canvas::{Canvas, GAP, Plot, axis_width, real, widest};
use super::lettering::LINE;
use super::scale::{Scale, decimals_for, number};
use super::words::{Drawn, counted, level_of, move_between, of_months};
use crate::view::Role;

const HEIGHT: f64 = 128.0;

/// With more points than this, only those that are out of the usual are marked.
const MOST_MARKED: usize = 60;

pub(super) fn draw(chart: &ControlChart, label: &str, across: f64) -> Drawn {
    let points = &chart.points;
    let values = || points.iter().map(|point| point.value.get());
    let decimals = decimals_for(values());
    let scale = Scale::over(values().chain(line_values(chart)), false, 4);
    let recent = mean_of_last(points, chart.recent);
    // Means of small whole numbers are no whole numbers.
    let of_means = decimals_for(chart.lines.into_iter().flat_map(all).chain(recent));
    let labels = labels(chart, recent, if chart.lines.is_some() { of_means } else { decimals });
    let right = widest(labels.iter().map(|(_, text, strong)| (text.as_str(), *strong)));
    let marked = if chart.changes.is_empty() { 5.0 } else { LINE + 3.0 };
    let plot = Plot {
        left: axis_width(&scale),
        right: across - if labels.is_empty() { GAP } else { right + GAP },
        top: marked,
        bottom: HEIGHT - LINE - GAP,
    };
    let mut canvas = Canvas::new(across, HEIGHT);
    let calendar = Calendar::new(points.iter().map(|point| point.period));
    let height = |value: f64| plot.y(scale.at(value));
    let (from, judged) = stretches(chart);
    spans(&mut canvas, plot, &calendar, chart);
    natural_limits(&mut canvas, points, |place| calendar.start(plot, place), height);
    canvas.value_axis(plot, &scale);
    calendar.draw(&mut canvas, plot, across);
    let (begin, middle, end) = (
        calendar.start(plot, from),
        calendar.start(plot, judged),
        calendar.start(plot, points.len()),
    );
    if let Some(lines) = chart.lines {
        canvas.line([begin, end].map(|x| [x, height(lines.mean.get())]), Role::Mean);
        for limit in [lines.low, lines.high] {
            canvas.line([begin, end].map(|x| [x, height(limit.get())]), Role::Limit);
        }
    }
    let at = |place: usize| [calendar.middle(plot, place), height(points[place].value.get())];
    canvas.line((0..points.len()).map(at), Role::Counted);
    if let (Some(recent), Some(_)) = (recent, chart.lines) {
        canvas.line([middle, end].map(|x| [x, height(recent)]), Role::RecentMean);
    }
    for (place, point) in points.iter().enumerate() {
        match role(point) {
            Role::Point if points.len() > MOST_MARKED => {}
            role => canvas.mark(at(place), role),
        }
    }
    changes(&mut canvas, plot, &calendar, chart);
    let beside = labels.into_iter().map(|(value, text, strong)| (height(value), text, strong));
    canvas.beside(plot, beside.collect());
    Drawn {
        drawing: canvas.finish(),
        caption: caption(chart, label),
        reading: reading(chart),
        alt: alt(chart, label, recent, (decimals, of_means)),
    }
}

fn all(lines: Lines) -> [f64; 3] {
    [lines.mean, lines.low, lines.high].map(panel_core::Finite::get)
}

fn line_values(chart: &ControlChart) -> impl Iterator<Item = f64> + '_ {
    let natural = chart.points.iter().filter_map(|point| point.limits);
    chart.lines.into_iter().chain(natural).flat_map(all)
}

/// The places at which the points that are compared with, and those that are judged, begin.
fn stretches(chart: &ControlChart) -> (usize, usize) {
    let judged = chart.points.len().saturating_sub(chart.recent);
    (judged.saturating_sub(chart.earlier), judged)
}

fn mean_of_last(points: &[ChartedPoint], count: usize) -> Option<f64> {
    let last = points.get(points.len().checked_sub(count)?..).filter(|last| !last.is_empty())?;
    let sum: f64 = last.iter().map(|point| point.value.get()).sum();
    Some(sum / real(last.len()))
}

/// The labels on the right, each with its value.
fn labels(chart: &ControlChart, recent: Option<f64>, decimals: u32) -> Vec<(f64, String, bool)> {
    let Some(lines) = chart.lines else {
        let last = chart.points.last().map(|point| point.value.get());
        return last.map(|last| (last, number(last, decimals), true)).into_iter().collect();
    };
    let one =
        |name: &str, value: f64| (value, format!("{name} {}", number(value, decimals)), false);
    let mut labels = vec![
        one("Upper", lines.high.get()),
        one("Mean", lines.mean.get()),
        one("Lower", lines.low.get()),
    ];
    if let Some(recent) = recent {
        labels.push((recent, format!("Latest {}", number(recent, decimals)), true));
    }
    labels
}

/// Shades what is compared with and what is judged, and says so where there is room.
fn spans(canvas: &mut Canvas, plot: Plot, calendar: &Calendar, chart: &ControlChart) {
    if chart.lines.is_none() {
        return;
    }
    let (from, judged) = stretches(chart);
    for (first, after, role) in
        [(from, judged, Role::Earlier), (judged, chart.points.len(), Role::Recent)]
    {
        let (left, right) = (calendar.start(plot, first), calendar.start(plot, after));
        canvas.rect([left, plot.top], [right, plot.bottom], role);
    }
}

/// The band of the natural limits, stretch by stretch.
fn natural_limits(
    canvas: &mut Canvas,
    points: &[ChartedPoint],
    start: impl Fn(usize) -> f64,
    height: impl Fn(f64) -> f64,
) {
    let mut place = 0;
    for stretch in points.chunk_by(|one, other| one.limits == other.limits) {
        let (left, right) = (start(place), start(place + stretch.len()));
        place += stretch.len();
        let Some(limits) = stretch[0].limits else { continue };
        for limit in [limits.low, limits.high] {
            canvas.line([left, right].map(|x| [x, height(limit.get())]), Role::Natural);
        }
    }
}

/// A line where recording changed, named above the plot.
fn changes(canvas: &mut Canvas, plot: Plot, calendar: &Calendar, chart: &ControlChart) {
    let mut labels = Vec::new();
    for (index, change) in chart.changes.iter().enumerate() {
        let Some(place) = calendar.place(change.period) else { continue };
        let x = calendar.start(plot, place);
        canvas.line([[x, plot.top - 2.0], [x, plot.bottom]], Role::Change);
        labels.push((x, format!("R{}", index + 1), true));
    }
    canvas.above(LINE / 2.0, labels);
}

fn role(point: &ChartedPoint) -> Role {
    if point.signals.contains(&"outside") {
        Role::Outside
    } else if point.signals.is_empty() {
        Role::Point
    } else {
        Role::Run
    }
}

fn caption(chart: &ControlChart, label: &str) -> String {
    let unit = of_months(chart.points.first().map(|point| point.period));
    format!("{label}: {unit} by {unit}")
}

fn reading(chart: &ControlChart) -> String {
    let unit = of_months(chart.points.first().map(|point| point.period));
    let mut said = Vec::new();
    if chart.lines.is_some() {
        said.push(format!(
            "Shaded: the latest {}, whose mean is judged, and the {} before.",
            level_of(chart.recent, unit),
            chart.earlier
        ));
        said.push("Dashed: the control lines around the mean of those before.".to_owned());
    }
    if chart.points.iter().any(|point| point.limits.is_some()) {
        said.push("Dotted: the natural limits of single values.".to_owned());
    }
    let of = |wanted| chart.points.iter().any(|point| role(point) == wanted);
    if of(Role::Outside) {
        said.push("Square: beyond them.".to_owned());
    }
    if of(Role::Run) {
        said.push("Diamond: in a run or trend that is more than chance.".to_owned());
    }
    for (index, change) in chart.changes.iter().enumerate() {
        let why = change.why.trim_end_matches('.');
        said.push(format!("R{}: recording changed in {}: {why}.", index + 1, change.period));
    }
    said.join(" ")
}

fn alt(
    chart: &ControlChart,
    label: &str,
    recent: Option<f64>,
    (decimals, of_means): (u32, u32),
) -> String {
    let (Some(first), Some(last)) = (chart.points.first(), chart.points.last()) else {
        return format!("{label}: no values.");
    };
    let unit = of_months(Some(first.period));
    let print = |value: f64| number(value, decimals);
    let (one, other) = (first.value.get(), last.value.get());
    let mut said = vec![format!(
        "Control chart of {}, {}: {}, the last.",
        counted(label),
        level_of(chart.points.len(), unit),
        move_between(one, other, first.period, last.period, print)
    )];
    if let (Some(lines), Some(recent)) = (chart.lines, recent) {
        let [low, mean, high] = [lines.low, lines.mean, lines.high].map(panel_core::Finite::get);
        let mean_of = |value: f64| number(value, of_means);
        let place = if recent > high {
            "above both control lines,"
        } else if recent < low {
            "below both control lines,"
        } else {
            "between the control lines"
        };
        said.push(format!(
            "The mean of the latest {} {unit}s is {}, {place} {} and {}, around the mean of the \
             {} before, {}.",
            chart.recent,
            mean_of(recent),
            mean_of(low),
            mean_of(high),
            chart.earlier,
            mean_of(mean)
        ));
    }
    let outside: Vec<_> =
        chart.points.iter().filter(|point| role(point) == Role::Outside).collect();
    if let Some(latest) = outside.last() {
        said.push(format!("{} of the {unit}s lie beyond the natural limits of single values, the latest {} with {}.",
            outside.len(),
            latest.period,
            print(latest.value.get())
        ));
    }
    for change in &chart.changes {
        said.push(format!(
            "Recording changed in {}: {}.",
            change.period,
            change.why.trim_end_matches('.')
        ));
    }
    said.join(" ")
}
