#![doc = include_str!("../README.md")]

use panel_core::{Series, register};
use panel_measures::QuotedFigure;

const AVERAGE_STARS: Series = Series::higher_is_better("feedback/average-stars");
const COMMENTS: Series = Series::neither_is_better("feedback/comments");

register!(Item {
    place: 1,
    slug: "rate-your-local-police",
    id: "feedback",
    title: "Rate your Local Police",
    quoted: &[
        &QuotedFigure::new("average_stars", "Average of the stars", AVERAGE_STARS),
        &QuotedFigure::new("comments", "Comments posted", COMMENTS),
    ],
});

#[cfg(test)]
#[test]
fn conforms() {
    panel_testkit::assert_conforms!("rate-your-local-police");
}
