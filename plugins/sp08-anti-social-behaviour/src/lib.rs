#![doc = include_str!("../README.md")]

use panel_core::{Code, Series, register};
use panel_measures::SurveyLevel;

const SATISFACTION: Series = Series::higher_is_better("satisfaction/anti-social-behaviour");

register!(Priority {
    code: Code::sp(8),
    title: "To prevent ASB and improve the quality of service to its victims",
    measures: &[&SurveyLevel::satisfaction(SATISFACTION)],
});

#[cfg(test)]
#[test]
fn conforms() {
    panel_testkit::assert_conforms!(Code::sp(8));
}
