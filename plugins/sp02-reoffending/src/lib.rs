#![doc = include_str!("../README.md")]

mod cohort;

use cohort::{AT_RISK, DAYS, DISPERSION, OFFENCES, OFFENDING, RE_OFFENDING};
use panel_core::{Code, register};
use panel_measures::{CountAgainstBaseline, RateAtRisk};

register!(Priority {
    code: Code::sp(2),
    title: "Reducing re-offending amongst young people and adults",
    measures: &[
        &CountAgainstBaseline::new("offending", "Offending by 18 to 24 year olds", OFFENDING),
        &CountAgainstBaseline::new(
            "reoffending",
            "Re-offending by 18 to 24 year olds",
            RE_OFFENDING
        ),
    ],
    of_records: &[&RateAtRisk {
        id: "rate_at_liberty",
        label: "Offences by 18 to 24 year olds for each 100 months at liberty",
        events: OFFENCES,
        days: DAYS,
        dispersion: DISPERSION,
    }],
    tallies: &[&AT_RISK],
});

#[cfg(test)]
#[test]
fn conforms() {
    panel_testkit::assert_conforms!(Code::sp(2));
}
