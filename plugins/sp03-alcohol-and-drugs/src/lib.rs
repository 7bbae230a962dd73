#![doc = include_str!("../README.md")]

use panel_core::{Code, Series, register};
use panel_measures::YearToDate;

const COMPLETIONS: Series = Series::higher_is_better("treatment/completions");
const RE_PRESENTATIONS: Series = Series::lower_is_better("treatment/re-presentations");
const RE_OFFENDING: Series = Series::lower_is_better("treatment/re-offending");
const NIGHT_TIME_ECONOMY: Series = Series::lower_is_better("incidents/night-time-economy");

register!(Priority {
    code: Code::sp(3),
    title: "Reducing alcohol and drug related offending and re-offending",
    measures: &[
        &YearToDate::new(
            "treatment_completions",
            "Successful completions of drug and alcohol treatment",
            COMPLETIONS
        ),
        &YearToDate::new(
            "representations",
            "Re-presentations to drug and alcohol treatment",
            RE_PRESENTATIONS
        ),
        &YearToDate::new(
            "reoffending",
            "Re-offending by those entering criminal justice drug treatment",
            RE_OFFENDING
        ),
        &YearToDate::new(
            "night_time_economy",
            "Night-time economy incidents, 7pm to 7am, in or near licensed premises",
            NIGHT_TIME_ECONOMY
        ),
    ],
});

#[cfg(test)]
#[test]
fn conforms() {
    panel_testkit::assert_conforms!(Code::sp(3));
}
