#![doc = include_str!("../README.md")]

mod ledger;

use ledger::{BY_YEAR, IDENTIFIED, LEDGER, REALISED, REQUIRED, TO_IDENTIFY};
use panel_core::{Code, Scale, Series, register};
use panel_measures::{QuotedFigure, SavingsLine};

const SHORTFALL: Series =
    Series::neither_is_better("savings/original-shortfall").measured_in(Scale::MillionPounds);
const SPENDING_REVIEW: Series =
    Series::neither_is_better("savings/spending-review").measured_in(Scale::MillionPounds);
const SECURED: Series = Series::higher_is_better("savings/realised-planned-or-nearly-complete")
    .measured_in(Scale::MillionPounds);

register!(Priority {
    code: Code::sp(18),
    title: "Transform the way we protect communities and deliver over £20m of savings by 2016/17",
    measures: &[
        &SavingsLine::new("required", "Latest estimate of savings required", REQUIRED).total_of(&[
            ("Realised", REALISED),
            ("Identified", IDENTIFIED),
            ("Still to be identified", TO_IDENTIFY),
        ]),
        &SavingsLine::new("realised", "Savings realised to date", REALISED),
        &SavingsLine::new("identified", "Savings identified but not yet realised", IDENTIFIED),
        &SavingsLine::new(
            "to_identify",
            "Savings still to be identified and realised",
            TO_IDENTIFY
        ),
    ],
    of_records: BY_YEAR,
    tallies: &[&LEDGER],
    quoted: &[
        &QuotedFigure::new("shortfall", "Original shortfall", SHORTFALL),
        &QuotedFigure::new("spending_review", "Savings over the spending review", SPENDING_REVIEW),
        &QuotedFigure::new("secured", "Savings realised, planned or nearly complete", SECURED),
    ],
});

#[cfg(test)]
#[test]
fn conforms() {
    panel_testkit::assert_conforms!(Code::sp(18));
}
