#![doc = include_str!("../README.md")]

mod milestones;

use milestones::{CONVEYANCING, MILESTONES, POLICIES, TRAINING, UPDATE};
use panel_core::{Code, register};
use panel_measures::Milestone;

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
    tallies: &[&MILESTONES],
});

#[cfg(test)]
#[test]
fn conforms() {
    panel_testkit::assert_conforms!(Code::sp(16));
}
