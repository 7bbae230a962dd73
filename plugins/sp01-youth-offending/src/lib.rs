#![doc = include_str!("../README.md")]

mod entrants;

use entrants::{BY_DISPOSAL, CAUTIONED, ENTRANTS, SENTENCED};
use panel_core::{Code, register};
use panel_measures::CountAgainstBaseline;

register!(Priority {
    code: Code::sp(1),
    title: "Preventing and diverting young people from offending",
    measures: &[&CountAgainstBaseline::new(
        "first_time_entrants",
        "First-time entrants to the criminal justice system aged 10 to 17",
        ENTRANTS
    )],
    of_records: &[
        &CountAgainstBaseline::new(
            "out_of_court",
            "First-time entrants dealt with out of court",
            CAUTIONED
        ),
        &CountAgainstBaseline::new(
            "in_court",
            "First-time entrants dealt with in court",
            SENTENCED
        ),
    ],
    tallies: &[&BY_DISPOSAL],
});

#[cfg(test)]
#[test]
fn conforms() {
    panel_testkit::assert_conforms!(Code::sp(1));
}
