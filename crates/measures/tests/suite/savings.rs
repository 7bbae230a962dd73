//! The savings ledger: a total is the sum of its parts, to the penny.

use panel_core::{Measure, MeasureError, ReturnKind, Rule, Series, Source};
use panel_measures::SavingsLine;

use crate::support::{
    Built, LOWER, OTHER, describe_finding, inputs, millions, printed, returns, terms,
};

const REALISED: Series = Series::higher_is_better("savings/realised");
const TO_FIND: Series = Series::lower_is_better("savings/to-find");
const TOTAL: SavingsLine = SavingsLine::new("required", "Required", LOWER)
    .total_of(&[("Realised", REALISED), ("To find", TO_FIND)]);
const PLAIN: SavingsLine = SavingsLine::new("required", "Required", LOWER);

/// A total as at September 2014.
fn total(written: &str) -> Built {
    returns(ReturnKind::Money).with("2014-09", millions(written))
}

#[test]
fn parts_that_make_the_total_are_its_inputs() {
    for (name, whole, realised, to_find) in [
        ("to a decimal", "23.0", "15.5", "7.5"),
        ("whatever the decimals", "23", "15.50", "7.500"),
        ("to the penny", "0.03", "0.01", "0.02"),
        ("with a part that takes away", "23.0", "23.5", "-0.5"),
        ("of nothing", "0", "0", "0"),
    ] {
        let built = total(whole).with_series(REALISED, "2014-09", millions(realised)).with_series(
            TO_FIND,
            "2014-09",
            millions(to_find),
        );
        let finding = built.judge(&TOTAL);
        assert_eq!(describe_finding(&finding), "reported no_test_set", "{name}");
        assert_eq!(printed(&finding), [format!("£{whole}m")], "{name}");
        assert_eq!(finding.evidence().rule, Rule::NoTest, "{name}");
        assert_eq!(
            inputs(finding.evidence()),
            ["latest returns/money.csv:2", "part returns/money.csv:3", "part returns/money.csv:4"],
            "{name}"
        );
    }
}

#[test]
fn parts_that_do_not_make_the_total_are_a_fault_at_its_line() {
    for (whole, realised, to_find, parts) in [
        ("23.0", "15.5", "7.4", "£22.9m"),
        ("23.0", "15.5", "7.51", "£23.01m"),
        ("23.0", "0", "0", "£0m"),
        ("-1.0", "1.0", "0.0", "£1.0m"),
    ] {
        let built = total(whole).with_series(REALISED, "2014-09", millions(realised)).with_series(
            TO_FIND,
            "2014-09",
            millions(to_find),
        );
        let fault = MeasureError::PartsDoNotMakeTotal {
            series: LOWER.id(),
            parts: parts.to_owned(),
            total: millions(whole).to_string(),
            source_line: Source { file: "returns/money.csv".into(), line: 2 },
        };
        assert_eq!(built.try_judge(&TOTAL, &terms()), Err(fault), "{whole}");
    }
    let built = total("23.0").with_series(REALISED, "2014-09", millions("15.5")).with_series(
        TO_FIND,
        "2014-09",
        millions("7.4"),
    );
    assert_eq!(built.refusal(&TOTAL), "the parts make £22.9m, but the-series is £23.0m");
}

#[test]
fn a_part_that_is_not_there_leaves_nothing_to_check() {
    for (name, built) in [
        ("one part awaited", total("23.0").with_series(REALISED, "2014-09", millions("99"))),
        ("both parts awaited", total("23.0")),
        (
            "a part as at another month",
            total("23.0").with_series(REALISED, "2014-09", millions("99")).with_series(
                TO_FIND,
                "2014-06",
                millions("99"),
            ),
        ),
    ] {
        let finding = built.judge(&TOTAL);
        assert_eq!(describe_finding(&finding), "reported no_test_set", "{name}");
        assert_eq!(inputs(finding.evidence()), ["latest returns/money.csv:2"], "{name}");
    }
}

#[test]
fn a_line_is_the_latest_or_awaited() {
    let built = total("23.0").with("2014-06", millions("22.0"));
    assert_eq!(printed(&built.judge(&PLAIN)), ["£23.0m"]);
    let money = || returns(ReturnKind::Money);
    for row in [PLAIN, TOTAL] {
        assert_eq!(describe_finding(&money().awaiting(None).judge(&row)), "awaited awaited");
        assert_eq!(money().refusal(&row), "the-series has no money return, and nothing says why");
    }
    assert_eq!(PLAIN.needs().len(), 1);
}

#[test]
fn a_total_needs_its_parts() {
    let needs: Vec<_> = TOTAL.needs().iter().map(|need| need.series.id()).collect();
    assert_eq!(needs, [LOWER.id(), REALISED.id(), TO_FIND.id()]);
}

#[test]
fn the_savings_of_another_force_are_not_ours() {
    let built = total("23.0").with_other_force("2014-09", millions("99.0"));
    assert_eq!(printed(&built.judge(&PLAIN)), ["£23.0m"], "not that of {OTHER}");
}
