#![doc = include_str!("../README.md")]

use panel_core::{Code, Scale, Series, register};
use panel_measures::{
    GroupPosition, QuotedFigure, RecordedOffences, SpcVariance, SurveyLevel, VictimOutcome,
};

const PUBLISHED: Series = Series::lower_is_better("published/domestic-burglary");
const OFFENCES: Series = Series::lower_is_better("offences/domestic-burglary");
const OUTCOME: Series = Series::higher_is_better("outcome/domestic-burglary");
const SATISFACTION: Series = Series::higher_is_better("satisfaction/domestic-burglary");
const LOWEST: Series =
    Series::higher_is_better("satisfaction/domestic-burglary/lowest").measured_in(Scale::Share);
const FALL: Series =
    Series::lower_is_better("satisfaction/domestic-burglary/fall").measured_in(Scale::Points);

register!(Priority {
    code: Code::sp(12),
    title: "To reduce domestic burglary and ensure a positive outcome",
    measures: &[
        &RecordedOffences::new(OFFENCES).projected_from(PUBLISHED),
        &GroupPosition::of_offences(OFFENCES).for_households(),
        &SpcVariance::new(OFFENCES).or_published(PUBLISHED),
        &VictimOutcome(OUTCOME),
        &SurveyLevel::satisfaction(SATISFACTION),
        &GroupPosition::of_satisfaction(SATISFACTION),
    ],
    quoted: &[
        &QuotedFigure::new("satisfaction_lowest", "Lowest satisfaction", LOWEST),
        &QuotedFigure::new("satisfaction_fall", "Fall to the lowest", FALL),
    ],
});

#[cfg(test)]
#[test]
fn conforms() {
    panel_testkit::assert_conforms!(Code::sp(12));
}
