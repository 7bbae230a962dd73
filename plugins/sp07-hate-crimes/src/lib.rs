#![doc = include_str!("../README.md")]

use panel_core::{Code, GivenFigure, Series, Tally, register};
use panel_measures::{
    GroupPosition, OutcomeAudit, OutcomeQuestion, SurveyLevel, VictimOutcome, of_outcome_audit,
    of_survey_answers, outcome_audit,
};

const OUTCOME: Series = Series::higher_is_better("outcome/hate-crime");
const SATISFACTION: Series = Series::higher_is_better("satisfaction/hate-crime");
const AWARENESS: Series = Series::higher_is_better("awareness/hate-crime");
const HAPPY: Series = Series::higher_is_better("happy-with-outcome/hate-crime");
const AUDIT: OutcomeAudit = outcome_audit!("hate-crime");

static ANSWERS: Tally = of_survey_answers(&[
    GivenFigure::share(SATISFACTION),
    GivenFigure::share(AWARENESS),
    GivenFigure::share(HAPPY),
]);
static AUDITED: Tally = of_outcome_audit(&AUDIT.gives()).relating(AUDIT.relations);

register!(Priority {
    code: Code::sp(7),
    title: "To increase reporting of hate crimes and ensure a positive outcome",
    measures: &[
        &VictimOutcome(OUTCOME),
        &SurveyLevel::satisfaction(SATISFACTION),
        &GroupPosition::of_satisfaction(SATISFACTION),
        &SurveyLevel::awareness(AWARENESS),
    ],
    of_records: &[
        &OutcomeQuestion(HAPPY),
        &AUDIT.cases_audited(),
        &AUDIT.handled_well(),
        &AUDIT.learning_points(),
    ],
    tallies: &[&ANSWERS, &AUDITED],
});

#[cfg(test)]
#[test]
fn conforms() {
    panel_testkit::assert_conforms!(Code::sp(7));
}
