#![doc = include_str!("../README.md")]

use panel_core::{Code, Series, register};
use panel_measures::{GroupPosition, SurveyLevel};

const CONFIDENCE: Series = Series::higher_is_better("confidence/doing-a-good-job");

register!(Priority {
    code: Code::sp(10),
    title: "To improve the police service to the communities",
    measures: &[&SurveyLevel::confidence(CONFIDENCE), &GroupPosition::of_confidence(CONFIDENCE),],
});

#[cfg(test)]
#[test]
fn conforms() {
    panel_testkit::assert_conforms!(Code::sp(10));
}
