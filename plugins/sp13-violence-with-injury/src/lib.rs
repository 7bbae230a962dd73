#![doc = include_str!("../README.md")]

use panel_core::{Code, Series, register};
use panel_measures::{GroupPosition, RecordedOffences, SpcVariance, SurveyLevel, VictimOutcome};

const PUBLISHED: Series = Series::lower_is_better("published/violence-with-injury");
const VIOLENCE: Series = Series::lower_is_better("police-uk/violence-and-sexual-offences");
const VIOLENCE_STANDS_IN: &str =
    "violence and sexual offences, used in place of violence with injury";
const OFFENCES: Series = Series::lower_is_better("offences/violence-with-injury");
const OUTCOME: Series = Series::higher_is_better("outcome/violence-with-injury");
const SATISFACTION: Series = Series::higher_is_better("satisfaction/violence-with-injury");

register!(Priority {
    code: Code::sp(13),
    title: "To reduce violence against the person with injury",
    measures: &[
        &RecordedOffences::new(OFFENCES).projected_from(PUBLISHED),
        &GroupPosition::of_offences(OFFENCES).or_stand_in(VIOLENCE, VIOLENCE_STANDS_IN),
        &SpcVariance::new(OFFENCES).or_published(PUBLISHED),
        &VictimOutcome(OUTCOME),
        &SurveyLevel::satisfaction(SATISFACTION),
        &GroupPosition::of_satisfaction(SATISFACTION),
    ],
});

#[cfg(test)]
#[test]
fn conforms() {
    panel_testkit::assert_conforms!(Code::sp(13));
}
