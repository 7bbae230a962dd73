#![doc = include_str!("../README.md")]

use panel_core::{Code, Scale, Series, register};
use panel_measures::{GroupPosition, QuotedFigure, RecordedOffences, SpcVariance};

const PUBLISHED: Series = Series::lower_is_better("published/all-crime-without-fraud");
const OFFENCES: Series = Series::lower_is_better("offences/all-crime");
const RISE: Series =
    Series::lower_is_better("offences/all-crime/rise-last-year").measured_in(Scale::Change);
const FOUR_YEAR_FALL: Series =
    Series::higher_is_better("offences/all-crime/four-year-fall").measured_in(Scale::Change);
const NATIONAL_FALL: Series =
    Series::neither_is_better("offences/all-crime/four-year-fall-england-and-wales")
        .of_england_and_wales()
        .measured_in(Scale::Change);

register!(Priority {
    code: Code::sp(11),
    title: "To reduce all crime",
    measures: &[
        &RecordedOffences::new(OFFENCES).projected_from(PUBLISHED),
        &GroupPosition::of_offences(OFFENCES),
        &SpcVariance::new(OFFENCES).or_published(PUBLISHED),
    ],
    quoted: &[
        &QuotedFigure::new("rise_last_year", "Rise in the last financial year", RISE),
        &QuotedFigure::new("four_year_fall", "Fall in four years", FOUR_YEAR_FALL),
        &QuotedFigure::new(
            "four_year_fall_england_and_wales",
            "Fall in four years in England and Wales",
            NATIONAL_FALL
        ),
    ],
});

#[cfg(test)]
#[test]
fn conforms() {
    panel_testkit::assert_conforms!(Code::sp(11));
}
