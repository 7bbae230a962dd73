#![doc = include_str!("../README.md")]

mod families;

use families::{CITY, COUNTY, ENGAGED, REDUCED_RATE, ReducedRate, TOGETHER};
use panel_core::{Code, Series, register};
use panel_measures::{AssessedInWords, QuotedFigure};

const RE_OFFENDING: Series = Series::lower_is_better("families/re-offending");
const ANTI_SOCIAL_BEHAVIOUR: Series = Series::lower_is_better("families/anti-social-behaviour");

register!(Priority {
    code: Code::sp(4),
    title: "Reducing crime and anti-social behaviour (ASB) caused by families in a Troubled/Supported Families programme",
    measures: &[
        &AssessedInWords::new(
            "reoffending",
            "Re-offending within families engaged in the programme",
            RE_OFFENDING
        ),
        &AssessedInWords::new(
            "asb",
            "Recorded ASB by families engaged in the programme",
            ANTI_SOCIAL_BEHAVIOUR
        ),
    ],
    of_records: &[
        &ReducedRate {
            id: "reduced_rate_city",
            label: "City families with a reduced rate of crime and ASB",
            series: CITY
        },
        &ReducedRate {
            id: "reduced_rate_county",
            label: "County families with a reduced rate of crime or ASB",
            series: COUNTY
        },
        &ReducedRate {
            id: "reduced_rate",
            label: "Families with a reduced rate, City and County together",
            series: TOGETHER
        },
    ],
    tallies: &[&REDUCED_RATE],
    quoted: &[&QuotedFigure::new("families_engaged", "Families engaged in the programme", ENGAGED)],
});

#[cfg(test)]
#[test]
fn conforms() {
    panel_testkit::assert_conforms!(Code::sp(4));
}
