#![doc = include_str!("../README.md")]

use panel_core::{Code, GivenFigure, Series, Tally, register};
use panel_measures::{
    OutcomeAudit, OutcomeQuestion, QuotedShare, SurveyLevel, VictimOutcome, of_outcome_audit,
    of_survey_answers, outcome_audit,
};

const OUTCOME: Series = Series::higher_is_better("outcome/domestic-abuse");
const SATISFACTION: Series = Series::higher_is_better("satisfaction/domestic-abuse");
const AWARENESS: Series = Series::higher_is_better("awareness/domestic-abuse");
const TAKE_UP: Series = Series::higher_is_better("support-take-up/domestic-abuse");
const HAPPY: Series = Series::higher_is_better("happy-with-outcome/domestic-abuse");
const AUDIT: OutcomeAudit = outcome_audit!("domestic-abuse");

static ANSWERS: Tally = of_survey_answers(&[
    GivenFigure::share(SATISFACTION),
    GivenFigure::share(AWARENESS),
    GivenFigure::share(TAKE_UP),
    GivenFigure::share(HAPPY),
]);
static AUDITED: Tally = of_outcome_audit(&AUDIT.gives()).relating(AUDIT.relations);

register!(Priority {
    code: Code::sp(5),
    title: "To increase reporting of domestic abuse and ensure a positive outcome",
    measures: &[
        &VictimOutcome(OUTCOME),
        &SurveyLevel::satisfaction(SATISFACTION),
        &SurveyLevel::awareness(AWARENESS),
    ],
    of_records: &[
        &OutcomeQuestion(HAPPY),
        &AUDIT.cases_audited(),
        &AUDIT.handled_well(),
        &AUDIT.learning_points(),
    ],
    tallies: &[&ANSWERS, &AUDITED],
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
