#![doc = include_str!("../README.md")]

use panel_core::{Code, GivenFigure, Series, Tally, register};
use panel_measures::{SurveyLevel, of_survey_answers};

const SATISFACTION: Series = Series::higher_is_better("satisfaction/anti-social-behaviour");

static ANSWERS: Tally = of_survey_answers(&[GivenFigure::share(SATISFACTION)]);

register!(Priority {
    code: Code::sp(8),
    title: "To prevent ASB and improve the quality of service to its victims",
    measures: &[&SurveyLevel::satisfaction(SATISFACTION)],
    tallies: &[&ANSWERS],
});

#[cfg(test)]
#[test]
fn conforms() {
    panel_testkit::assert_conforms!(Code::sp(8));
}
