//! Comments by the stars that they gave, five on top.

use panel_core::{StarDistribution, grouped};

use super::canvas::{Canvas, GAP, Measure, Plot, real, widest};
use super::lettering::{LINE, lines};
use super::words::{Drawn, joined, level_of, most_and_fewest, spoken};
use crate::view::{Align, Drawing, Role};

/// The height of a bar with the space between two.
const ROW: f64 = 12.0;

/// What must be said wherever stars are shown.
const SELF_SELECTED: &str = "self-selected feedback, never compared with surveys";

/// A number of stars with its comments.
struct Level {
    name: String,
    count: u64,
    percent: String,
    /// Of the longest bar.
    fraction: f64,
}

pub(super) fn draw(stars: &StarDistribution, label: &str, across: f64) -> Drawn {
    let caption = format!("{label}: comments by stars, {} ({SELF_SELECTED})", stars.period);
    let levels = levels(stars);
    let Some(average) = average(stars) else {
        let why = format!(
            "No comment was received in {}, so there is neither a distribution nor an average.",
            spoken(stars.period)
        );
        return Drawn {
            drawing: said(&why, across),
            caption,
            reading: String::new(),
            alt: format!(
                "Nothing is drawn: 0 comments were received in {}, so there is neither a distribution nor an average, and no baseline. This is {SELF_SELECTED}.",
                spoken(stars.period)
            ),
        };
    };
    let n = grouped(stars.n().into());
    let comments = if n == "1" { "1 comment".to_owned() } else { format!("{n} comments") };
    let each: Vec<_> = levels
        .iter()
        .map(|level| {
            format!("{} gave {} ({})", grouped(level.count.into()), level.name, level.percent)
        })
        .collect();
    let counted: Vec<_> = levels.iter().map(|level| (level.name.clone(), level.count)).collect();
    Drawn {
        drawing: bars(&levels, &format!("Average {average} of 5 stars (n = {n})"), across),
        caption,
        reading: String::new(),
        alt: format!(
            "{comments} in {}, {SELF_SELECTED}: {}. {} The average is {average} of 5 stars (n = {n}); there is no baseline.",
            spoken(stars.period),
            joined(&each),
            most_and_fewest("gave", &counted)
        ),
    }
}

/// `3.4`; none where there is no comment.
fn average(stars: &StarDistribution) -> Option<String> {
    stars.average_in_tenths().map(|tenths| format!("{}.{}", tenths / 10, tenths % 10))
}

/// Five stars first.
fn levels(stars: &StarDistribution) -> Vec<Level> {
    let most = stars.comments.iter().copied().max().unwrap_or(0);
    stars
        .comments
        .iter()
        .enumerate()
        .rev()
        .map(|(before, count)| Level {
            name: level_of(before + 1, "star"),
            count: *count,
            percent: percent((*count).into(), stars.n()),
            fraction: fraction(*count, most),
        })
        .collect()
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

fn bars(levels: &[Level], average: &str, across: f64) -> Drawing {
    let says: Vec<_> = levels
        .iter()
        .map(|level| format!("{} ({})", grouped(level.count.into()), level.percent))
        .collect();
    let top = LINE + GAP;
    let plot = Plot {
        left: widest(levels.iter().map(|level| (level.name.as_str(), false))) + GAP,
        right: across - widest(says.iter().map(|text| (text.as_str(), false))) - GAP,
        top,
        bottom: top + real(levels.len()) * ROW,
    };
    let mut canvas = Canvas::new(across, plot.bottom);
    canvas.text([0.0, LINE / 2.0], Align::Left, average, true);
    for (index, (level, says)) in levels.iter().zip(says).enumerate() {
        let y = plot.top + (real(index) + 0.5) * ROW;
        let mut end = plot.left;
        if level.count > 0 {
            end = plot.x(level.fraction).max(plot.left + 0.5);
            canvas.rect([plot.left, y - ROW * 0.36], [end, y + ROW * 0.36], Role::Own);
        }
        canvas.text([plot.left - GAP, y], Align::Right, level.name.clone(), false);
        canvas.text([end + GAP, y], Align::Left, says, false);
    }
    canvas.line([[plot.left, plot.top], [plot.left, plot.bottom]], Role::Axis);
    canvas.finish()
}

/// A sentence in the place of a drawing.
fn said(why: &str, across: f64) -> Drawing {
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
