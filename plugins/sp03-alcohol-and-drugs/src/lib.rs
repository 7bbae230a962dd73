#![doc = include_str!("../README.md")]

mod arrest_tests;
mod follow_up;
mod night_time;
mod treatment;

use arrest_tests::{AFTER_A_TEST, DESISTANCE, RE_OFFENDING};
use night_time::{AT_NIGHT, NIGHT_TIME_ECONOMY};
use panel_core::{Code, Series, register};
use panel_measures::{QuotedShare, YearToDate};
use treatment::{COMPLETED, COMPLETIONS, RE_PRESENTATIONS};

const IN_TREATMENT: Series = Series::lower_is_better("treatment/re-offending");

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
            IN_TREATMENT
        ),
        &YearToDate::new(
            "night_time_economy",
            "Night-time economy incidents, 7pm to 7am, in or near licensed premises",
            NIGHT_TIME_ECONOMY
        ),
    ],
    of_records: &[
        &QuotedShare::new("after_test", "Re-offending after a positive test", RE_OFFENDING),
        &QuotedShare::new("desistance", "Desistance after a positive test", DESISTANCE),
    ],
    tallies: &[&COMPLETED, &AFTER_A_TEST, &AT_NIGHT],
});

#[cfg(test)]
#[test]
fn conforms() {
    panel_testkit::assert_conforms!(Code::sp(3));
}
