#![doc = include_str!("../README.md")]

use panel_core::{Code, Series, register};
use panel_measures::CountAgainstBaseline;

const OFFENDING: Series = Series::lower_is_better("cohort/offending-18-24");
const RE_OFFENDING: Series = Series::lower_is_better("cohort/re-offending-18-24");

register!(Priority {
    code: Code::sp(2),
    title: "Reducing re-offending amongst young people and adults",
    measures: &[
        &CountAgainstBaseline::new("offending", "Offending by 18 to 24 year olds", OFFENDING),
        &CountAgainstBaseline::new(
            "reoffending",
            "Re-offending by 18 to 24 year olds",
            RE_OFFENDING
        ),
    ],
});

#[cfg(test)]
#[test]
fn conforms() {
    panel_testkit::assert_conforms!(Code::sp(2));
}
