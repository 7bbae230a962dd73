#![doc = include_str!("../README.md")]

use panel_core::{Code, GivenFigure, Series, Tally, register};
use panel_measures::{
    OutcomeAudit, OutcomeQuestion, SurveyLevel, VictimOutcome, of_outcome_audit, of_survey_answers,
    outcome_audit,
};

const OUTCOME: Series = Series::higher_is_better("outcome/serious-sexual-offences");
const SATISFACTION: Series = Series::higher_is_better("satisfaction/serious-sexual-offences");
const AWARENESS: Series = Series::higher_is_better("awareness/serious-sexual-offences");
const HAPPY: Series = Series::higher_is_better("happy-with-outcome/serious-sexual-offences");
const AUDIT: OutcomeAudit = outcome_audit!("serious-sexual-offences");

static ANSWERS: Tally = of_survey_answers(&[
    GivenFigure::share(SATISFACTION),
    GivenFigure::share(AWARENESS),
    GivenFigure::share(HAPPY),
]);
static AUDITED: Tally = of_outcome_audit(&AUDIT.gives()).relating(AUDIT.relations);

register!(Priority {
    code: Code::sp(6),
    title: "To increase reporting of serious sexual offences and ensure a positive outcome",
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
});

#[cfg(test)]
#[test]
fn conforms() {
    panel_testkit::assert_conforms!(Code::sp(6));
}
