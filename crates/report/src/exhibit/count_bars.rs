//! Bars of counts that stand beneath each other, each with its share of all.

use panel_core::grouped;

use super::canvas::{Canvas, GAP, Measure, Plot, real, widest};
use super::lettering::{LINE, lines};
use crate::view::{Align, Drawing, Role};

/// The height of a bar with the space between two.
const ROW: f64 = 12.0;

/// A name with its count.
pub(super) struct CountBar {
    pub(super) name: String,
    pub(super) count: u64,
    /// Of all counts together.
    pub(super) percent: String,
    /// Of the longest bar.
    fraction: f64,
}

/// The bars of these names, in their order.
pub(super) fn count_bars(counted: impl Iterator<Item = (String, u64)>) -> Vec<CountBar> {
    let counted: Vec<_> = counted.collect();
    let most = counted.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let n = counted.iter().map(|(_, count)| u128::from(*count)).sum();
    let bar = |(name, count): (String, u64)| CountBar {
        name,
        count,
        percent: percent(count.into(), n),
        fraction: fraction(count, most),
    };
    counted.into_iter().map(bar).collect()
}

/// A whole per cent, a half going up; what is not nothing is not printed as nothing, nor what is not
/// all as all.
fn percent(count: u128, n: u128) -> String {
    match (200 * count + n).checked_div(2 * n) {
        Some(0) if count > 0 => "under 1%".to_owned(),
        Some(100) if count < n => "over 99%".to_owned(),
        of => format!("{}%", of.unwrap_or(0)),
    }
}

fn fraction(count: u64, most: u64) -> f64 {
    const PARTS: u128 = 100_000;
    let parts = (PARTS * u128::from(count)).checked_div(most.into()).unwrap_or(0);
    real(usize::try_from(parts).unwrap_or(0)) / 1e5
}

/// The bars under a line of words.
pub(super) fn bars(bars: &[CountBar], head: &str, across: f64) -> Drawing {
    let says: Vec<_> =
        bars.iter().map(|bar| format!("{} ({})", grouped(bar.count.into()), bar.percent)).collect();
    let top = LINE + GAP;
    let plot = Plot {
        left: widest(bars.iter().map(|bar| (bar.name.as_str(), false))) + GAP,
        right: across - widest(says.iter().map(|text| (text.as_str(), false))) - GAP,
        top,
        bottom: top + real(bars.len()) * ROW,
    };
    let mut canvas = Canvas::new(across, plot.bottom);
    canvas.text([0.0, LINE / 2.0], Align::Left, head, true);
    for (index, (bar, says)) in bars.iter().zip(says).enumerate() {
        let y = plot.top + (real(index) + 0.5) * ROW;
        let mut end = plot.left;
        if bar.count > 0 {
            end = plot.x(bar.fraction).max(plot.left + 0.5);
            canvas.rect([plot.left, y - ROW * 0.36], [end, y + ROW * 0.36], Role::Own);
        }
        canvas.text([plot.left - GAP, y], Align::Right, bar.name.clone(), false);
        canvas.text([end + GAP, y], Align::Left, says, false);
    }
    canvas.line([[plot.left, plot.top], [plot.left, plot.bottom]], Role::Axis);
    canvas.finish()
}

/// A sentence in the place of a drawing.
pub(super) fn said(why: &str, across: f64) -> Drawing {
    // No line is read more easily for being longer.
    let lines = lines(why, across.min(Measure::Half.points()));
    let mut canvas = Canvas::new(across, real(lines.len()) * LINE);
    for (index, line) in lines.into_iter().enumerate() {
        canvas.text([0.0, (real(index) + 0.5) * LINE], Align::Left, line, false);
    }
    canvas.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_neither_nothing_nor_all_unless_it_is() {
        for (count, n, text) in [
            (0, 5, "0%"),
            (5, 5, "100%"),
            (1, 3, "33%"),
            (1, 8, "13%"),
            (1, 1_000, "under 1%"),
            (999, 1_000, "over 99%"),
            (0, 0, "0%"),
        ] {
            assert_eq!(percent(count, n), text, "{count} of {n}");
        }
    }
}
