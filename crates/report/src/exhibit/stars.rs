//! Comments by the stars that they gave, five on top.

use panel_core::{StarDistribution, grouped};

use super::count_bars::{CountBar, bars, count_bars, said};
use super::words::{Drawn, joined, level_of, most_and_fewest, spoken};

/// What must be said wherever stars are shown.
const SELF_SELECTED: &str = "self-selected feedback, never compared with surveys";

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
fn levels(stars: &StarDistribution) -> Vec<CountBar> {
    let counts = stars.comments.iter().enumerate().rev();
    count_bars(counts.map(|(before, count)| (level_of(before + 1, "star"), *count)))
}
