//! The members of a comparison group, the force's own picked out.

use std::collections::BTreeMap;

use panel_core::{Direction, Finite, GroupBars, ordinal};

use super::canvas::{Canvas, GAP, Plot, real, widest};
use super::lettering::{LINE, fitted, width};
use super::scale::{Scale, number};
use super::words::{Drawn, against};
use crate::view::{Align, Role};

/// The height of a bar with the space between two.
const ROW: f64 = 11.0;

/// The most of the width that names may take.
const NAMES: f64 = 0.45;

/// Draws the bars, best on top; `names` are those of the members' areas.
pub(super) fn draw(
    bars: &GroupBars,
    names: &BTreeMap<String, String>,
    label: &str,
    across: f64,
) -> Drawn {
    let members = ranked(bars);
    let scale = Scale::over(
        members
            .iter()
            .map(|member| member.value)
            .chain([bars.lines.low.get(), bars.lines.high.get()]),
        true,
        4,
    );
    let name = |code: &str| names.get(code).map_or(code, String::as_str).to_owned();
    let shown: Vec<_> =
        members.iter().map(|member| fitted(&name(member.code), across * NAMES - GAP)).collect();
    let left = widest(shown.iter().zip(&members).map(|(text, member)| (text.as_str(), member.own)));
    let values: Vec<_> = members.iter().map(|member| number(member.value, 1)).collect();
    let right = widest(values.iter().map(|text| (text.as_str(), true)));
    let rows = real(members.len()) * ROW;
    let top = LINE + GAP;
    let plot =
        Plot { left: left + GAP, right: across - right - 2.0 * GAP, top, bottom: top + rows };
    let mut canvas = Canvas::new(across, plot.bottom + LINE + GAP);
    canvas.value_axis_below(plot, &scale);
    let nought = plot.x(scale.at(0.0));
    for (index, (member, (text, value))) in
        members.iter().zip(shown.iter().zip(&values)).enumerate()
    {
        let y = plot.top + (real(index) + 0.5) * ROW;
        let end = plot.x(scale.at(member.value));
        let role = if member.own { Role::Own } else { Role::Other };
        let half = ROW * 0.36;
        canvas.rect([nought.min(end), y - half], [nought.max(end), y + half], role);
        canvas.text([plot.left - GAP, y], Align::Right, text.clone(), member.own);
        canvas.text([across, y], Align::Right, value.clone(), member.own);
    }
    let mut above = Vec::new();
    for (what, value, role) in [
        ("Lower", bars.lines.low, Role::Limit),
        ("Mean", bars.lines.mean, Role::Mean),
        ("Upper", bars.lines.high, Role::Limit),
    ] {
        let x = plot.x(scale.at(value.get()));
        canvas.line([[x, plot.top - 1.0], [x, plot.bottom]], role);
        above.push((x, format!("{what} {}", number(value.get(), 1)), false));
    }
    canvas.above(LINE / 2.0, above);
    canvas.line([[nought, plot.top], [nought, plot.bottom]], Role::Axis);
    Drawn {
        drawing: canvas.finish(),
        caption: caption(bars, label),
        reading: "Lines: the mean of the group and its control lines.".to_owned(),
        alt: alt(bars, &name, &members),
    }
}

struct Ranked<'a> {
    code: &'a str,
    value: f64,
    own: bool,
}

/// The members, the best first; members with the same value in the order of the plan.
fn ranked(bars: &GroupBars) -> Vec<Ranked<'_>> {
    let mut members: Vec<_> = bars
        .members
        .iter()
        .enumerate()
        .map(|(index, member)| Ranked {
            code: &member.name,
            value: member.value.get(),
            own: index == bars.own,
        })
        .collect();
    members.sort_by(|one, other| match bars.better {
        Direction::Higher => other.value.total_cmp(&one.value),
        Direction::Lower | Direction::Neither => one.value.total_cmp(&other.value),
    });
    members
}

/// What the values are, as words of a sentence.
fn unit(bars: &GroupBars) -> &str {
    if bars.unit == "share, %" { "share in per cent" } else { bars.unit }
}

fn caption(bars: &GroupBars, label: &str) -> String {
    let order = match bars.better {
        Direction::Neither => "the least first",
        Direction::Lower | Direction::Higher => "the best first",
    };
    format!("{label}: {}, {}, {order}", unit(bars), bars.period)
}

fn alt(bars: &GroupBars, name: &impl Fn(&str) -> String, members: &[Ranked<'_>]) -> String {
    let Some(own) = members.iter().find(|member| member.own) else {
        return format!("Bars of the {}.", unit(bars));
    };
    // Members with the same value share the better place.
    let place =
        members.iter().position(|member| member.value.total_cmp(&own.value).is_eq()).unwrap_or(0)
            + 1;
    let place = ordinal(u32::try_from(place).unwrap_or(u32::MAX));
    let [low, mean, high] = [bars.lines.low, bars.lines.mean, bars.lines.high].map(Finite::get);
    let mut said = vec![format!(
        "Bars of the {} in {} forces, {}: {} is {place} of {} with {}, {} the mean of {} and {}.",
        unit(bars),
        members.len(),
        bars.period,
        name(own.code),
        members.len(),
        number(own.value, 1),
        against(own.value, mean),
        number(mean, 1),
        if own.value > high {
            format!("above the upper control line of {}", number(high, 1))
        } else if own.value < low {
            format!("below the lower control line of {}", number(low, 1))
        } else {
            format!("between the control lines of {} and {}", number(low, 1), number(high, 1))
        }
    )];
    if let (Some(first), Some(last)) = (members.first(), members.last()) {
        said.push(format!(
            "First is {} with {}, last {} with {}.",
            name(first.code),
            number(first.value, 1),
            name(last.code),
            number(last.value, 1)
        ));
    }
    said.join(" ")
}

/// The width that a name needs beside a value, to tell whether half of the page is enough.
pub(super) fn needs_the_whole_width(names: impl IntoIterator<Item = String>) -> bool {
    names.into_iter().any(|name| width(&name, true) > super::canvas::Measure::Half.points() * NAMES)
}
