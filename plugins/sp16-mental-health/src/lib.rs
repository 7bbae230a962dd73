#![doc = include_str!("../README.md")]

use panel_core::{Code, Series, register};
use panel_measures::Milestone;

const CONVEYANCING: Series = Series::neither_is_better("milestone/conveyancing");
const TRAINING: Series = Series::neither_is_better("milestone/training");
const POLICIES: Series = Series::neither_is_better("milestone/policies");
const UPDATE: Series = Series::neither_is_better("milestone/update");

register!(Priority {
    code: Code::sp(16),
    title: "Improving the response for those with mental health needs",
    measures: &[
        &Milestone::new(
            "conveyancing",
            "Review how patients are conveyed between agencies, so that resources are used better",
            CONVEYANCING
        ),
        &Milestone::new(
            "training",
            "Train front-line staff, among them police, probation and housing officers",
            TRAINING
        ),
        &Milestone::new(
            "policies",
            "Review the agencies' policies, so that they are consistent and effective",
            POLICIES
        ),
        &Milestone::new("update", "Give the executive group a written update", UPDATE),
    ],
});

#[cfg(test)]
#[test]
fn conforms() {
    panel_testkit::assert_conforms!(Code::sp(16));
}
