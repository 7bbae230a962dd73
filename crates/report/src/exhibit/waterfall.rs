//! A sum of money taken apart, a step a part.

use panel_core::Waterfall;

use super::canvas::{Canvas, GAP, Measure, Plot, axis_width, real, widest};
use super::lettering::{LINE, lines};
use super::scale::{Scale, number};
use super::words::Drawn;
use crate::view::{Align, Role};

const HEIGHT: f64 = 96.0;

pub(super) fn draw(waterfall: &Waterfall, code: &str, label: &str, across: f64) -> Drawn {
    let total = waterfall.millions.get();
    // Each bar: its name, its two ends, its text.
    let mut bars = vec![(label, 0.0, total, money(total))];
    let mut left = total;
    for part in &waterfall.parts {
        let size = part.millions.get();
        // To a thousand pounds, so that what should come to nothing does.
        let after = ((left - size) * 1e3).round() / 1e3;
        bars.push((part.name, left, after, money(size)));
        left = after;
    }
    let last = bars.len() - 1;
    let scale = Scale::over(bars.iter().flat_map(|(_, from, to, _)| [*from, *to]), true, 3);
    let plot_left = axis_width(&scale);
    let each = (across - plot_left) / real(bars.len());
    let names: Vec<_> = bars.iter().map(|(name, ..)| lines(name, each - GAP)).collect();
    let tallest = names.iter().map(Vec::len).max().unwrap_or(1);
    let foot = real(tallest) * LINE;
    let plot = Plot { left: plot_left, right: across, top: LINE + GAP, bottom: HEIGHT };
    let mut canvas = Canvas::new(across, HEIGHT + GAP + foot);
    canvas.value_axis(plot, &scale);
    let height = |value: f64| plot.y(scale.at(value));
    for (index, ((_, from, to, says), name)) in bars.iter().zip(&names).enumerate() {
        let middle = plot.left + (real(index) + 0.5) * each;
        let half = each * 0.32;
        let (upper, lower) = (height(from.max(*to)), height(from.min(*to)));
        let role = match index {
            0 => Role::Own,
            index if index == last && bars.len() > 2 => Role::Lacking,
            _ => Role::Other,
        };
        canvas.rect([middle - half, upper], [middle + half, lower.max(upper + 0.5)], role);
        canvas.text([middle, upper - GAP - 1.0], Align::Center, says.clone(), true);
        if index < last {
            let y = height(*to);
            canvas.line([[middle + half, y], [middle + each - half, y]], Role::Lead);
        }
        for (line, text) in (0u32..).zip(name) {
            let y = plot.bottom + GAP + (f64::from(line) + 0.5) * LINE;
            canvas.text([middle, y], Align::Center, text.clone(), false);
        }
    }
    let parts: Vec<_> = waterfall
        .parts
        .iter()
        .map(|part| format!("{} {}", part.name.to_lowercase(), money(part.millions.get())))
        .collect();
    Drawn {
        drawing: canvas.finish(),
        caption: format!("SP{code} {label}, and what it is made of, {}", waterfall.period),
        reading: String::new(),
        alt: format!(
            "Steps down from {} required in {}: {}. The last step leaves {}.",
            money(total),
            waterfall.period,
            parts.join(", "),
            money(left)
        ),
    }
}

/// The width at which every sum has room over its bar.
pub(super) fn measure(waterfall: &Waterfall) -> Measure {
    let parts = waterfall.parts.iter().map(|part| part.millions);
    let sums: Vec<_> =
        std::iter::once(waterfall.millions).chain(parts).map(|of| money(of.get())).collect();
    let widest = widest(sums.iter().map(|text| (text.as_str(), true)));
    let bars = real(sums.len());
    // The values of the axis take about as much as a sum.
    if (bars + 1.0) * (widest + GAP) <= Measure::Half.points() {
        Measure::Half
    } else {
        Measure::Whole
    }
}

fn money(millions: f64) -> String {
    let text = number(millions, 1);
    match text.strip_prefix('\u{2212}') {
        // What the sums of binary fractions leave over is nothing.
        Some("0.0") => "£0.0m".to_owned(),
        Some(owed) => format!("\u{2212}£{owed}m"),
        None => format!("£{text}m"),
    }
}
