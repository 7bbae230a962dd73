#![doc = include_str!("../README.md")]

use panel_core::{Code, Series, register};
use panel_measures::{QuotedShare, SurveyLevel, VictimOutcome};

const OUTCOME: Series = Series::higher_is_better("outcome/domestic-abuse");
const SATISFACTION: Series = Series::higher_is_better("satisfaction/domestic-abuse");
const AWARENESS: Series = Series::higher_is_better("awareness/domestic-abuse");
const TAKE_UP: Series = Series::higher_is_better("support-take-up/domestic-abuse");

register!(Priority {
    code: Code::sp(5),
    title: "To increase reporting of domestic abuse and ensure a positive outcome",
    measures: &[
        &VictimOutcome(OUTCOME),
        &SurveyLevel::satisfaction(SATISFACTION),
        &SurveyLevel::awareness(AWARENESS),
    ],
    quoted: &[&QuotedShare::new(
        "support_take_up",
        "Victims told of independent support who took it up",
        TAKE_UP
    )],
});

#[cfg(test)]
#[test]
fn conforms() {
    panel_testkit::assert_conforms!(Code::sp(5));
}
