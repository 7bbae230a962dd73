#![doc = include_str!("../README.md")]

use panel_core::{Code, Series, register};
use panel_measures::{GroupPosition, SurveyLevel, VictimOutcome};

const OUTCOME: Series = Series::higher_is_better("outcome/hate-crime");
const SATISFACTION: Series = Series::higher_is_better("satisfaction/hate-crime");
const AWARENESS: Series = Series::higher_is_better("awareness/hate-crime");

register!(Priority {
    code: Code::sp(7),
    title: "To increase reporting of hate crimes and ensure a positive outcome",
    measures: &[
        &VictimOutcome(OUTCOME),
        &SurveyLevel::satisfaction(SATISFACTION),
        &GroupPosition::of_satisfaction(SATISFACTION),
        &SurveyLevel::awareness(AWARENESS),
    ],
});

#[cfg(test)]
#[test]
fn conforms() {
    panel_testkit::assert_conforms!(Code::sp(7));
}
