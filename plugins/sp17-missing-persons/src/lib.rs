#![doc = include_str!("../README.md")]

mod missing_reports;

use missing_reports::{ABSENT, KEY_LOCATIONS, MISSING, REPORTED, ROWS};
use panel_core::{Code, register};
use panel_measures::CountAgainstBaseline;

register!(Priority {
    code: Code::sp(17),
    title: "To reduce repeat missing person reports",
    measures: &[
        &CountAgainstBaseline::new("missing", "Reports of people missing", MISSING),
        &CountAgainstBaseline::new("absent", "Reports of people absent", ABSENT),
        &CountAgainstBaseline::new(
            "key_locations",
            "Reports from the nine key locations",
            KEY_LOCATIONS
        ),
    ],
    of_records: ROWS,
    tallies: &[&REPORTED],
});

#[cfg(test)]
#[test]
fn conforms() {
    panel_testkit::assert_conforms!(Code::sp(17));
}
