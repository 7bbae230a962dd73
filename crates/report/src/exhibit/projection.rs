//! What was counted and what the trends make of it: the fan of the middle trend.

use panel_core::{Finite, ProjectionFan};

use super::calendar::Calendar;
use super::canvas::{Canvas, GAP, Plot, axis_width, widest};
use super::lettering::{LINE, width};
use super::scale::{Scale, decimals_for, number};
use super::words::{Drawn, against, counted, level_of, move_between, of_months, plain};
use crate::view::Role;

const HEIGHT: f64 = 128.0;

pub(super) fn draw(fan: &ProjectionFan, label: &str, across: f64) -> Drawn {
    let history = || fan.history.iter().map(|point| point.value.get());
    let decimals = decimals_for(history());
    let bands = fan.steps.iter().flat_map(|step| &step.intervals);
    let values = history()
        .chain(bands.flat_map(|band| [band.low.get(), band.high.get()]))
        .chain(target_each(fan));
    let scale = Scale::over(values, false, 4);
    let labels = labels(fan, decimals);
    let right = widest(labels.iter().map(|(_, text, strong)| (text.as_str(), *strong)));
    let plot = Plot {
        left: axis_width(&scale),
        right: across - if labels.is_empty() { GAP } else { right + GAP },
        top: LINE + GAP,
        bottom: HEIGHT - LINE - GAP,
    };
    let mut canvas = Canvas::new(across, HEIGHT);
    let periods = fan.history.iter().map(|point| point.period);
    let calendar = Calendar::new(periods.chain(fan.steps.iter().map(|step| step.period)));
    let height = |value: f64| plot.y(scale.at(value));
    canvas.value_axis(plot, &scale);
    calendar.draw(&mut canvas, plot, across);
    let known = fan.history.len();
    let x = |ahead: usize| calendar.middle(plot, known + ahead);
    let begins = fan
        .history
        .last()
        .map(|last| [calendar.middle(plot, known.saturating_sub(1)), height(last.value.get())]);
    for (band, role) in [(2, Role::NinetyFive), (1, Role::Eighty), (0, Role::Half)] {
        let edge = |end: fn(&panel_core::Interval) -> Finite| {
            let steps = fan.steps.iter().enumerate();
            steps.map(move |(ahead, step)| [x(ahead), height(end(&step.intervals[band]).get())])
        };
        let lower: Vec<_> = edge(|band| band.low).collect();
        canvas.area(
            begins.into_iter().chain(edge(|band| band.high)).chain(lower.into_iter().rev()),
            role,
        );
    }
    if let Some(target) = target_each(fan) {
        let right = calendar.start(plot, known + fan.steps.len());
        canvas
            .line([calendar.start(plot, known), right].map(|x| [x, height(target)]), Role::Target);
    }
    let counted_at =
        |place: usize| [calendar.middle(plot, place), height(fan.history[place].value.get())];
    canvas.line((0..known).map(counted_at), Role::Counted);
    let middles =
        fan.steps.iter().enumerate().map(|(ahead, step)| [x(ahead), height(step.middle.get())]);
    canvas.line(begins.into_iter().chain(middles), Role::Projected);
    if known > 0 {
        canvas.mark(counted_at(known - 1), Role::Point);
    }
    if !fan.steps.is_empty() {
        let x = calendar.start(plot, known);
        canvas.line([[x, plot.top - LINE], [x, plot.bottom]], Role::Change);
        let (before, after) = ("counted", "projected");
        let half = |text: &str| GAP + width(text, false) / 2.0;
        canvas.above(
            LINE / 2.0,
            vec![
                (x - half(before), before.to_owned(), false),
                (x + half(after), after.to_owned(), false),
            ],
        );
    }
    let beside = labels.into_iter().map(|(value, text, strong)| (height(value), text, strong));
    canvas.beside(plot, beside.collect());
    Drawn {
        drawing: canvas.finish(),
        caption: caption(fan, label),
        reading: reading(fan),
        alt: alt(fan, label, decimals),
    }
}

/// The target for each step: the year's, shared out evenly among the steps of a year.
fn target_each(fan: &ProjectionFan) -> Option<f64> {
    let a_year = match fan.steps.last()?.period.months() {
        1 => 12.0,
        3 => 4.0,
        _ => 1.0,
    };
    Some(fan.target?.get() / a_year)
}

fn labels(fan: &ProjectionFan, decimals: u32) -> Vec<(f64, String, bool)> {
    let mut labels = Vec::new();
    let last = fan.steps.last().map(|step| (step.middle.get(), fan.trends.get(fan.shown)));
    if let Some((middle, Some(trend))) = last {
        labels.push((middle, format!("{} {}", trend.code, number(middle, decimals)), true));
    } else if let Some(last) = fan.history.last() {
        labels.push((last.value.get(), number(last.value.get(), decimals), true));
    }
    if let Some(target) = target_each(fan) {
        labels.push((target, format!("Target {}", number(target, decimals)), false));
    }
    labels
}

fn caption(fan: &ProjectionFan, label: &str) -> String {
    let unit = of_months(fan.history.first().map(|point| point.period));
    let projected = fan.trends.get(fan.shown).filter(|_| !fan.steps.is_empty());
    let projected = projected
        .map(|trend| format!(", and as projected by {} ({})", trend.code, plain(trend.name)));
    format!("{label}: {unit} by {unit}{}", projected.unwrap_or_default())
}

fn reading(fan: &ProjectionFan) -> String {
    let Some(step) = fan.steps.first() else { return String::new() };
    let bands = "Bands: where it will lie with chances of 50%, 80% and 95%.";
    match (target_each(fan), step.period.months()) {
        (None, _) => bands.to_owned(),
        (Some(_), 12..) => format!("{bands} Dashed line: the target."),
        (Some(_), _) => {
            format!("{bands} Dashed line: the target for {}, shared out evenly.", fan.year)
        }
    }
}

fn alt(fan: &ProjectionFan, label: &str, decimals: u32) -> String {
    let (Some(first), Some(last)) = (fan.history.first(), fan.history.last()) else {
        return format!("{label}: no values.");
    };
    let print = |value: f64| number(value, decimals);
    let unit = of_months(Some(first.period));
    let mut said = vec![format!(
        "Line of {}, {}: {}, the last counted.",
        counted(label),
        level_of(fan.history.len(), unit),
        move_between(first.value.get(), last.value.get(), first.period, last.period, print)
    )];
    if let Some(end) = fan.steps.last() {
        let band = &end.intervals[2];
        said.push(format!(
            "Projected to {}, the last step: {}, between {} and {} with a chance of 95%.",
            end.period,
            print(end.middle.get()),
            print(band.low.get()),
            print(band.high.get())
        ));
        if let Some(target) = target_each(fan) {
            said.push(format!(
                "That is {} the target of {} a {unit}.",
                against(end.middle.get(), target),
                print(target)
            ));
        }
    }
    said.join(" ")
}
