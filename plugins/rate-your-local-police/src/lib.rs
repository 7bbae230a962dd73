#![doc = include_str!("../README.md")]

mod clocks;
mod comments;
mod counting;
mod rows;

use counting::{AVERAGE_STARS, COMMENTS_POSTED, COMPLAINTS, MODERATION, RATINGS, REPLIES};
use panel_core::register;
use panel_measures::QuotedFigure;
use rows::SelfSelected;

register!(Item {
    place: 1,
    slug: "rate-your-local-police",
    id: "feedback",
    title: "Rate your Local Police",
    quoted: &[
        &SelfSelected(QuotedFigure::new("average_stars", "Average of the stars", AVERAGE_STARS)),
        &SelfSelected(QuotedFigure::new("comments", "Comments posted", COMMENTS_POSTED)),
    ],
    of_records: rows::ALL,
    tallies: &[&RATINGS, &MODERATION, &REPLIES, &COMPLAINTS],
});

#[cfg(test)]
#[test]
fn conforms() {
    panel_testkit::assert_conforms!("rate-your-local-police");
}
