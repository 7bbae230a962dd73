#![doc = include_str!("../README.md")]

use panel_core::{Code, Series, register};
use panel_measures::{GroupPosition, RecordedOffences, SpcVariance, SurveyLevel, VictimOutcome};

const TITLE: &str = "To reduce vehicle crime";

const OFFENCES_FROM: Series = Series::lower_is_better("offences/theft-from-motor-vehicle");
const OUTCOME_FROM: Series = Series::higher_is_better("outcome/theft-from-motor-vehicle");
const SATISFACTION_FROM: Series = Series::higher_is_better("satisfaction/theft-from-motor-vehicle");

register!(Priority {
    code: Code::part(14, 'A'),
    title: TITLE,
    part: Some("theft from motor vehicles"),
    measures: &[
        &RecordedOffences::new(OFFENCES_FROM),
        &GroupPosition::of_offences(OFFENCES_FROM),
        &SpcVariance::new(OFFENCES_FROM),
        &VictimOutcome(OUTCOME_FROM),
        &SurveyLevel::satisfaction(SATISFACTION_FROM),
        &GroupPosition::of_satisfaction(SATISFACTION_FROM),
    ],
});

const OFFENCES_OF: Series = Series::lower_is_better("offences/theft-of-motor-vehicle");
const OUTCOME_OF: Series = Series::higher_is_better("outcome/theft-of-motor-vehicle");
const SATISFACTION_OF: Series = Series::higher_is_better("satisfaction/theft-of-motor-vehicle");

register!(Priority {
    code: Code::part(14, 'B'),
    title: TITLE,
    part: Some("theft of motor vehicles"),
    measures: &[
        &RecordedOffences::new(OFFENCES_OF),
        &GroupPosition::of_offences(OFFENCES_OF),
        &SpcVariance::new(OFFENCES_OF),
        &VictimOutcome(OUTCOME_OF),
        &SurveyLevel::satisfaction(SATISFACTION_OF),
        &GroupPosition::of_satisfaction(SATISFACTION_OF),
    ],
});

#[cfg(test)]
#[test]
fn conforms() {
    panel_testkit::assert_conforms!(Code::part(14, 'A'));
    panel_testkit::assert_conforms!(Code::part(14, 'B'));
}
