//! Records by what they are of, of ordinary and of extreme data.

use panel_core::{NamedCount, NamedCounts};

use super::{both, gallery, pairs};
use crate::exhibit::canvas::Measure;
use crate::exhibit::named_counts;
use crate::view::Shape;

const NAMES: [&str; 5] = [
    "keeping the victim informed",
    "explaining the decision",
    "offering support",
    "the time that it took",
    "gathering evidence",
];

fn given(counts: [u64; 5]) -> NamedCounts {
    let counts = NAMES.into_iter().zip(counts).map(|(name, count)| NamedCount { name, count });
    NamedCounts { period: "2013-10/2014-09".parse().unwrap(), counts: counts.collect() }
}

/// A few, one, all the same, millions, none at all, more than any number holds.
const COUNTS: [[u64; 5]; 6] = [
    [11, 8, 3, 4, 1],
    [0, 0, 1, 0, 0],
    [5, 5, 5, 5, 5],
    [1, 0, 0, 3_456_789, 12_345_678],
    [0; 5],
    [u64::MAX; 5],
];

#[test]
fn named_counts_of_extreme_data_are_whole() {
    for counts in COUNTS {
        both(|across| {
            named_counts::draw(&given(counts), "SP5 Crimes with a learning point", across)
        });
    }
}

#[test]
fn the_most_frequent_name_stands_on_top() {
    let drawn = named_counts::draw(&given([1, 8, 0, 4, 4]), "SP5 Learning points", 481.0);
    let names: Vec<_> = drawn
        .drawing
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Text { text, .. } => NAMES.iter().position(|name| *name == text.as_str()),
            _ => None,
        })
        .collect();
    // Those as frequent as each other stand as the list has them.
    assert_eq!(names, [1, 3, 4, 0, 2]);
}

#[test]
fn what_is_not_seen_of_them_is_said() {
    let alt = |counts| named_counts::draw(&given(counts), "SP5 Learning points", 233.0).alt;
    insta::assert_snapshot!("named_counts", alt(COUNTS[0]));
    insta::assert_snapshot!("no_named_counts", alt(COUNTS[4]));
}

#[test]
fn they_look_as_reviewed() {
    let label = "SP5 A row whose label takes sixty characters and perhaps one more";
    let mut rows =
        pairs(&COUNTS[..5], |counts, across| named_counts::draw(&given(*counts), label, across));
    rows.push(vec![named_counts::draw(&given(COUNTS[0]), label, Measure::Whole.points())]);
    gallery("named_counts", rows);
}
