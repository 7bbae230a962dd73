#![doc = include_str!("../README.md")]

use panel_core::{Code, Series, register};
use panel_measures::{SurveyLevel, VictimOutcome};

const OUTCOME: Series = Series::higher_is_better("outcome/serious-sexual-offences");
const SATISFACTION: Series = Series::higher_is_better("satisfaction/serious-sexual-offences");
const AWARENESS: Series = Series::higher_is_better("awareness/serious-sexual-offences");

register!(Priority {
    code: Code::sp(6),
    title: "To increase reporting of serious sexual offences and ensure a positive outcome",
    measures: &[
        &VictimOutcome(OUTCOME),
        &SurveyLevel::satisfaction(SATISFACTION),
        &SurveyLevel::awareness(AWARENESS),
    ],
});

#[cfg(test)]
#[test]
fn conforms() {
    panel_testkit::assert_conforms!(Code::sp(6));
}
