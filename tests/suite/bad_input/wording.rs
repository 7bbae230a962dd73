//! The text of a handful of faults, as a reviewer reads it.

use super::broken::Broken;

/// Compares what is told with its snapshot, which stands beside this file.
macro_rules! assert_wording {
    ($name:literal, $broken:expr) => {
        let rejected = $broken.rejected();
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!($name, rejected.text);
        });
    };
}

#[test]
fn impossible_percentage() {
    assert_wording!(
        "impossible-percentage",
        Broken::quarter().row(
            "returns/surveys.csv",
            "support-take-up/domestic-abuse",
            "support-take-up/domestic-abuse,E23000021,2013-10/2014-09,,65,37.5,final,",
        )
    );
}

#[test]
fn several_cells() {
    assert_wording!(
        "several-cells",
        Broken::quarter().row(
            "returns/counts.csv",
            "offences/domestic-burglary,E23000021,2012/13",
            "offences/domestic-burglary,E23000021,2012-2013,\"3,935\",finall,",
        )
    );
}

#[test]
fn parts_and_total() {
    assert_wording!(
        "parts-and-total",
        Broken::quarter().replacing("returns/savings.csv", "2014-09,7.8,", "2014-09,7.9,")
    );
}

#[test]
fn unexplained() {
    assert_wording!(
        "unexplained",
        Broken::quarter().replacing(
            "returns/counts.csv",
            "offences/domestic-burglary,E23000021,2012/13,3935,final,\n",
            "",
        )
    );
}

#[test]
fn misspelt_figure() {
    assert_wording!(
        "misspelt-figure",
        Broken::quarter().file(
            "narrative/sp8.md",
            "Reports fell to {{ sp8.satisfacton.latest }}.\n\nMore follows.\n"
        )
    );
}

#[test]
fn fall_where_it_rose() {
    assert_wording!(
        "fall-where-it-rose",
        Broken::quarter().file(
            "narrative/sp13.md",
            "Violence fell by {{ sp13.offences.fall }}.\n\nMore follows.\n"
        )
    );
}

#[test]
fn words_not_borne_out() {
    assert_wording!(
        "words-not-borne-out",
        Broken::quarter().file(
            "narrative/sp13.md",
            "Violence with injury {{ claim(\"sp13.offences\", \"significantly down\", \"has fallen significantly\") }}.\n\nMore follows.\n"
        )
    );
}

#[test]
fn missing_section_and_unlisted_table() {
    assert_wording!(
        "missing-section-and-unlisted-table",
        Broken::quarter().without("narrative/sp8.md").file("returns/extra.csv", "series\n")
    );
}
