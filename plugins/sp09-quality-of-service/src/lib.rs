#![doc = include_str!("../README.md")]

use panel_core::{Code, Series, register};
use panel_measures::{GroupPosition, SurveyLevel};

const SATISFACTION: Series = Series::higher_is_better("satisfaction/all-users");

register!(Priority {
    code: Code::sp(9),
    title: "To improve the quality of service and response to victims of crime",
    measures: &[
        &SurveyLevel::satisfaction(SATISFACTION),
        &GroupPosition::of_satisfaction(SATISFACTION),
    ],
});

#[cfg(test)]
#[test]
fn conforms() {
    panel_testkit::assert_conforms!(Code::sp(9));
}
