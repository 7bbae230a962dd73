#![doc = include_str!("../README.md")]

use panel_core::{Code, Series, register};
use panel_measures::CountAgainstBaseline;

const ENTRANTS: Series = Series::lower_is_better("first-time-entrants/10-17");

register!(Priority {
    code: Code::sp(1),
    title: "Preventing and diverting young people from offending",
    measures: &[&CountAgainstBaseline::new(
        "first_time_entrants",
        "First-time entrants to the criminal justice system aged 10 to 17",
        ENTRANTS
    )],
});

#[cfg(test)]
#[test]
fn conforms() {
    panel_testkit::assert_conforms!(Code::sp(1));
}
