//! The dashboard's key: significant change on the baseline year.

use panel_core::{Caution, Quantity, ReturnKind, Rule, Series, Status};
use panel_measures::CountAgainstBaseline;

use crate::support::{
    BASELINE, Built, HIGHER, LATEST, LOWER, NEITHER, TO_DATE, assert_near, describe_finding,
    inputs, number, printed, returns, settings, terms, terms_of,
};

const BETTER: &str = "Green significantly_better";
const NO_CHANGE: &str = "Amber no_significant_change";
const WORSE: &str = "Red significantly_worse";

const Z_TEST: &str = "z test of two Poisson counts with their months as exposure";
const EXACT: &str = "exact conditional test of two Poisson counts";
const NOTHING: &str = "none: nothing was counted in either period";

fn row(series: Series) -> CountAgainstBaseline {
    CountAgainstBaseline::new("count", "A count", series)
}

fn counts() -> Built {
    returns(ReturnKind::Counts)
}

fn compared(before: i64, after: i64) -> Built {
    counts().with_count(BASELINE, before).with_count(LATEST, after)
}

#[test]
fn two_counts_are_judged_by_z_or_exactly_in_each_direction() {
    // z is (L − B)/√(L + B); exact p is scipy 1.17.1, binomtest(L, B + L, 0.5).
    for (name, before, after, method, outcome) in [
        ("higher: z = 3.51", 3935, 4253, Z_TEST, WORSE),
        ("lower: z = −3.51", 4253, 3935, Z_TEST, BETTER),
        ("no evidence: z = 0.22", 1000, 1010, Z_TEST, NO_CHANGE),
        ("equal: z = 0", 50, 50, Z_TEST, NO_CHANGE),
        // 98/√2500 = 98/50.
        ("exactly at the line: z = 1.96", 1201, 1299, Z_TEST, WORSE),
        ("exactly at the other line: z = −1.96", 1299, 1201, Z_TEST, BETTER),
        ("one fewer is within: z = 1.94", 1202, 1299, Z_TEST, NO_CHANGE),
        ("a total of 100 is not small: z = 1.00", 45, 55, Z_TEST, NO_CHANGE),
        ("a total of 99 is small: p = 0.0699", 40, 59, EXACT, NO_CHANGE),
        ("small and higher: p = 0.0352", 3, 12, EXACT, WORSE),
        ("small and lower: p = 0.0352", 12, 3, EXACT, BETTER),
        ("small, no evidence: p = 0.4240", 5, 9, EXACT, NO_CHANGE),
        ("one of them below 10: p = 1e-282", 9, 1000, EXACT, WORSE),
        ("from nothing to 5: p = 0.0625", 0, 5, EXACT, NO_CHANGE),
        ("from nothing to 6: p = 0.0312", 0, 6, EXACT, WORSE),
        ("from 6 to nothing: p = 0.0312", 6, 0, EXACT, BETTER),
        ("from nothing to many", 0, 20, EXACT, WORSE),
        ("from nothing to more than an exact test takes", 0, 5_000_000, Z_TEST, WORSE),
        ("from nothing to nothing", 0, 0, NOTHING, NO_CHANGE),
        ("as many as can be", i64::MAX, i64::MAX, Z_TEST, NO_CHANGE),
        ("from nothing to as many as can be", 0, i64::MAX, Z_TEST, WORSE),
    ] {
        let built = compared(before, after);
        let finding = built.judge(&row(LOWER));
        assert_eq!(describe_finding(&finding), outcome, "{name}");
        assert_eq!(finding.evidence().method, Some(method), "{name}");
        let swapped = match outcome {
            BETTER => WORSE,
            WORSE => BETTER,
            amber => amber,
        };
        assert_eq!(describe_finding(&built.judge(&row(HIGHER))), swapped, "{name}, more is better");
        let neutral = built.judge(&row(NEITHER));
        assert_eq!(describe_finding(&neutral), "reported neither_is_better", "{name}");
        assert_eq!(neutral.evidence().method, Some(method), "{name}: the test is shown");
    }
}

#[test]
fn the_numbers_on_the_way_are_those_of_scipy() {
    for (before, after, z, p) in [
        (58_805, 60_260, Some(4.216_682_826_5), 2.479_222_953_7e-5),
        (3935, 4253, Some(3.514_294_905_9), 4.409_230_093_8e-4),
        (407, 171, Some(-9.816_305_903_5), 9.578_957_356_6e-23),
        (3, 12, None, 0.035_156_25),
        (40, 59, None, 0.069_900_573_695),
        (0, 6, None, 0.031_25),
    ] {
        let finding = compared(before, after).judge(&row(LOWER));
        let evidence = finding.evidence();
        match z {
            Some(z) => assert_near("z", number(evidence, "z"), z, 1e-9),
            None => assert_eq!(number(evidence, "z"), None),
        }
        assert_near("p", number(evidence, "p"), p, 1e-10);
    }
    // Nothing counted both times was not tested, and has no p.
    assert_eq!(number(compared(0, 0).judge(&row(LOWER)).evidence(), "p"), None);
}

#[test]
fn an_annualised_figure_is_tested_as_the_count_it_was_made_from() {
    // Priority 1 of December 2014: 667 in 2012/13, and 370 that is six months doubled. So 185 in 6
    // months against 667 in 12: rates 30.8333 and 55.5833 a month, pooled (667 + 185)/18 = 47.3333,
    // z = (30.8333 − 55.5833)/√(47.3333·(1/12 + 1/6)) = −24.75/3.43996 = −7.19.
    // As a count of twelve months, 370 would have given −9.22.
    let annualised = |before: i64, months: &str, printed: i64| {
        counts()
            .with_count(BASELINE, before)
            .with_status(months, Quantity::Count(printed), Status::Annualised)
            .judge(&row(LOWER))
    };
    let finding = annualised(667, TO_DATE, 370);
    assert_eq!(describe_finding(&finding), BETTER);
    assert_near("z", number(finding.evidence(), "z"), -7.194_848_509_2, 1e-9);
    assert_eq!(printed(&finding), ["667", "370"]);
    let caution = Caution::Annualised;
    assert!(finding.evidence().cautions.contains(&caution));

    // 10 is 5 in 6 months: with 30 in 12, scipy 1.17.1's binomtest(5, 35, 1/3) is 0.0184. As a count
    // of twelve months it would be 0.0022.
    let small = annualised(30, TO_DATE, 10);
    assert_eq!((describe_finding(&small).as_str(), small.evidence().method), (BETTER, Some(EXACT)));
    assert_near("p", number(small.evidence(), "p"), 0.018_427_942_5, 1e-9);
    assert!(small.evidence().cautions.contains(&caution));

    // 1,200 is 300 in 3 months: no change at all on 1,200.
    let same = annualised(1200, "2014-07/2014-09", 1200);
    assert_eq!(describe_finding(&same), NO_CHANGE);
    assert_near("z", number(same.evidence(), "z"), 0.0, 1e-12);
}

#[test]
fn the_plans_width_of_control_lines_decides() {
    for (name, sd, before, after, outcome) in [
        ("2 exactly at 2: 100/√2500", 2.0, 1200, 1300, WORSE),
        ("1.96 within 1.97", 1.97, 1201, 1299, NO_CHANGE),
        ("1.00 at 0.99", 0.99, 45, 55, WORSE),
        ("3.51 within 4", 4.0, 3935, 4253, NO_CHANGE),
    ] {
        let mut terms = terms();
        terms.tests.control_line_sd = sd;
        let finding = compared(before, after).judge_under(&row(LOWER), &terms);
        assert_eq!(describe_finding(&finding), outcome, "{name}");
        assert_eq!(settings(finding.evidence()), [format!("tests.control_line_sd {sd}")], "{name}");
    }
}

#[test]
fn the_plans_width_decides_for_small_counts_too() {
    // p = 0.0352 is beyond 1.96 standard deviations and within 3 (p < 0.0027).
    let mut terms = terms();
    terms.tests.control_line_sd = 3.0;
    let finding = compared(3, 12).judge_under(&row(LOWER), &terms);
    assert_eq!(describe_finding(&finding), NO_CHANGE);
    assert_eq!(settings(finding.evidence()), ["tests.control_line_sd 3"]);
}

const UNKNOWN_DISPERSION: Caution = Caution::DispersionOfTwoTotals;

#[test]
fn a_finding_names_its_method_its_lines_its_settings_and_its_caution() {
    let finding = compared(3935, 4253).judge(&row(LOWER));
    let evidence = finding.evidence();
    assert_eq!((evidence.rule, evidence.method), (Rule::Key, Some(Z_TEST)));
    let lines = ["baseline returns/counts.csv:2", "latest returns/counts.csv:3"];
    assert_eq!(inputs(evidence), lines);
    assert_eq!(settings(evidence), ["tests.control_line_sd 1.96"]);
    assert_eq!(evidence.cautions, [UNKNOWN_DISPERSION]);
    let exact = compared(3, 12).judge(&row(LOWER));
    assert_eq!(inputs(exact.evidence()), lines);
}

#[test]
fn small_counts_are_taken_as_poisson_and_say_so() {
    let finding = compared(3, 12).judge(&row(LOWER));
    assert_eq!(finding.evidence().cautions, [UNKNOWN_DISPERSION]);
}

#[test]
fn a_year_that_shares_months_with_the_baseline_is_not_tested() {
    for (quarter, latest, status, outcome) in [
        ("2013-14 Q1", "2012-07/2013-06", Status::Final, "reported periods_overlap"),
        ("2013-14 Q2", "2012-10/2013-09", Status::Final, "reported periods_overlap"),
        ("2013-14 Q3", "2013-01/2013-12", Status::Final, "reported periods_overlap"),
        ("2013-14 Q4", "2013/14", Status::Final, WORSE),
        ("2013-14 Q1", "2013-03/2013-06", Status::Annualised, "reported periods_overlap"),
        // Six months that were doubled share none.
        ("2013-14 Q2", "2013-04/2013-09", Status::Annualised, WORSE),
    ] {
        let built =
            counts().with_count(BASELINE, 1000).with_status(latest, Quantity::Count(2000), status);
        let finding = built.judge_under(&row(LOWER), &terms_of(quarter));
        assert_eq!(describe_finding(&finding), outcome, "{quarter} {status:?}");
    }
}
