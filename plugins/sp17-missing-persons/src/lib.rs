#![doc = include_str!("../README.md")]

use panel_core::{Code, Series, register};
use panel_measures::CountAgainstBaseline;

const MISSING: Series = Series::lower_is_better("reports/missing");
const ABSENT: Series = Series::lower_is_better("reports/absent");
const KEY_LOCATIONS: Series = Series::lower_is_better("reports/key-locations");

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
});

#[cfg(test)]
#[test]
fn conforms() {
    panel_testkit::assert_conforms!(Code::sp(17));
}
