//! What anybody knows who reads what the figures of a paper are called.

/// Which people of a figure are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Facet {
    Count,
    Yes,
    No,
    All,
}

use Facet::{All, Count, No, Yes};

/// A facet of a series.
type Named = (&'static str, Facet);
/// A facet, and those that it is counted from with how often.
type Ratio = (&'static str, &'static [(&'static str, f64)], Named);

/// What anybody knows who reads what the figures are called: a total, and its parts. Written down here
/// for itself, so that a tally that forgets one is found out.
pub(super) const ADDING_UP: &[(Named, &[Named])] = &[
    (
        ("first-time-entrants/10-17", Count),
        &[
            ("first-time-entrants/10-17-out-of-court", Count),
            ("first-time-entrants/10-17-in-court", Count),
        ],
    ),
    (
        ("families/reduced-rate", Yes),
        &[("families/reduced-rate-city", Yes), ("families/reduced-rate-county", Yes)],
    ),
    (
        ("families/reduced-rate", No),
        &[("families/reduced-rate-city", No), ("families/reduced-rate-county", No)],
    ),
    (
        ("reports/key-locations", Count),
        &[
            ("reports/key-location-1", Count),
            ("reports/key-location-2", Count),
            ("reports/key-location-3", Count),
            ("reports/key-location-4", Count),
            ("reports/key-location-5", Count),
            ("reports/key-location-6", Count),
            ("reports/key-location-7", Count),
            ("reports/key-location-8", Count),
            ("reports/key-location-9", Count),
        ],
    ),
    (("reports/share-repeatedly", Yes), &[("reports/people-repeatedly", Count)]),
    (
        ("treatment/re-offending-after-positive-test", Yes),
        &[("treatment/desistance-after-positive-test", No)],
    ),
    (
        ("treatment/re-offending-after-positive-test", No),
        &[("treatment/desistance-after-positive-test", Yes)],
    ),
    (
        ("satisfaction/all-users", Yes),
        &[
            ("satisfaction/burglary", Yes),
            ("satisfaction/vehicle-crime", Yes),
            ("satisfaction/violent-crime", Yes),
        ],
    ),
    (
        ("satisfaction/all-users", No),
        &[
            ("satisfaction/burglary", No),
            ("satisfaction/vehicle-crime", No),
            ("satisfaction/violent-crime", No),
        ],
    ),
    (
        ("feedback/comments", Count),
        &[
            ("feedback/stars/one", Count),
            ("feedback/stars/two", Count),
            ("feedback/stars/three", Count),
            ("feedback/stars/four", Count),
            ("feedback/stars/five", Count),
        ],
    ),
    (
        ("feedback/comments", Count),
        &[("feedback/replies/in-time", All), ("feedback/replies/running", Count)],
    ),
];

/// Averages and rates, with what they were taken of and divided by: 1.5 reports for each of 10 people are
/// 15 reports.
pub(super) const RATIOS: &[Ratio] = &[
    (
        "reports/each-person",
        &[("reports/missing", 1.0), ("reports/absent", 1.0)],
        ("reports/share-repeatedly", All),
    ),
    (
        "feedback/average-stars",
        &[
            ("feedback/stars/one", 1.0),
            ("feedback/stars/two", 2.0),
            ("feedback/stars/three", 3.0),
            ("feedback/stars/four", 4.0),
            ("feedback/stars/five", 5.0),
        ],
        ("feedback/comments", Count),
    ),
];
