use std::cmp::Ordering;

use panel_core::{Change, Percentage, Pounds, Proportion, Quantity, QuantityError, Unit};
use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};
use rust_decimal::Decimal;

use crate::support::decimal;

fn share(positive: u64, surveyed: u64) -> Quantity {
    Quantity::Proportion(Proportion::new(positive, surveyed).expect("a share"))
}

fn printed(percent: &str) -> Quantity {
    Quantity::Percentage(Percentage::new(decimal(percent), None).expect("a percentage"))
}

fn change(before: i64, after: i64) -> Change {
    Quantity::Count(after).change_from(&Quantity::Count(before)).expect("two counts")
}

#[test]
fn a_share_is_rounded_once_with_a_half_away_from_zero() {
    for (positive, surveyed, percent) in [
        (0, 5, "0.0"),
        (1, 3, "33.3"),
        (2, 3, "66.7"),
        (3, 80, "3.8"),   // 3.75
        (1, 400, "0.3"),  // 0.25
        (1, 2000, "0.1"), // 0.05
        (1, 2001, "0.0"),
        (24, 65, "36.9"),
        (25, 65, "38.5"),
        (24, 64, "37.5"),
        (845, 1000, "84.5"),
        (1, u64::MAX, "0.0"),
        (u64::MAX / 2, u64::MAX, "50.0"),
        (u64::MAX, u64::MAX, "100.0"),
    ] {
        assert_eq!(share(positive, surveyed).to_string(), format!("{percent}%"));
    }
}

#[test]
fn a_share_that_cannot_be_is_refused() {
    for (positive, surveyed, message) in [
        (
            0,
            0,
            "a share of 0 people says nothing; leave the row out and explain it in awaited.toml",
        ),
        (
            3,
            0,
            "a share of 0 people says nothing; leave the row out and explain it in awaited.toml",
        ),
        (33, 32, "33 of 32 people is more than all of them"),
        (u64::MAX, 1, "18446744073709551615 of 1 people is more than all of them"),
    ] {
        let refused = Proportion::new(positive, surveyed).expect_err("no share");
        assert_eq!(refused.to_string(), message);
    }
    for percent in ["-0.1", "100.1", "-79228162514264337593543950335"] {
        let refused = Percentage::new(decimal(percent), Some(65)).expect_err("no percentage");
        assert_eq!(refused, QuantityError::NotAPercentage(decimal(percent)));
        assert_eq!(refused.to_string(), format!("{percent}% is not between 0% and 100%"));
    }
    for percent in ["0", "0.0", "100", "100.0"] {
        assert!(Percentage::new(decimal(percent), None).is_ok(), "{percent}");
    }
}

#[test]
fn a_change_of_counts_is_printed_in_whole_per_cent() {
    for (before, after, printed, size) in [
        (667, 370, "−45%", Some("45%")),
        (58_805, 60_260, "+2%", Some("2%")), // 2.47
        (200, 201, "+1%", Some("1%")),       // 0.5
        (200, 199, "−1%", Some("1%")),       // −0.5
        (1000, 1004, "0%", Some("0%")),
        (1000, 996, "0%", Some("0%")),
        (5, 5, "0%", Some("0%")),
        (5, 0, "−100%", Some("100%")),
        (5, -5, "−200%", Some("200%")),
        (3, 4, "+33%", Some("33%")),
        (1, 1_000_001, "+100,000,000%", Some("100,000,000%")),
        (0, 5, "from 0", None),
        (0, 0, "0%", Some("0%")),
    ] {
        let change = change(before, after);
        assert_eq!(change.to_string(), printed, "{before} to {after}");
        assert_eq!(change.size().as_deref(), size, "{before} to {after}");
    }
}

#[test]
fn a_change_of_counts_has_a_sign_even_where_it_rounds_to_nothing() {
    for (before, after, sign) in [
        (1000, 1001, Ordering::Greater),
        (1000, 999, Ordering::Less),
        (1000, 1000, Ordering::Equal),
        (0, 5, Ordering::Greater),
        (0, 0, Ordering::Equal),
    ] {
        assert_eq!(change(before, after).sign(), sign, "{before} to {after}");
    }
}

#[test]
fn a_change_from_less_than_nothing_is_not_from_0() {
    assert_eq!(change(0, -3).sign(), Ordering::Less);
    assert_ne!(change(-5, 5).to_string(), "from 0", "it was from −5");
}

#[test]
fn a_change_is_rounded_once() {
    // 100 · 9 999 999 / 2 000 000 000 = 0.49999995, which is nearer to 0 than to 1.
    assert_eq!(change(2_000_000_000, 2_009_999_999).to_string(), "0%");
}

#[test]
fn a_change_of_shares_is_that_of_the_exact_shares() {
    for (name, before, after, change) in [
        ("up", share(845, 1000), share(880, 1000), "+3.5 percentage points"),
        ("down", share(880, 1000), share(845, 1000), "−3.5 percentage points"),
        ("none", share(1, 2), share(50, 100), "0.0 percentage points"),
        // 33.3% and 66.7% as printed would make it 33.4.
        ("thirds, rounded once", share(1, 3), share(2, 3), "+33.3 percentage points"),
        ("90.625 to 91.428571…", share(29, 32), share(96, 105), "+0.8 percentage points"),
        ("a half goes up", share(1, 2), share(1001, 2000), "+0.1 percentage points"),
        ("a half goes down", share(1001, 2000), share(1, 2), "−0.1 percentage points"),
        ("from all to none", share(9, 9), share(0, 4), "−100.0 percentage points"),
        ("printed to exact", printed("84.5"), share(88, 100), "+3.5 percentage points"),
        ("printed to printed", printed("90.1"), printed("89.9"), "−0.2 percentage points"),
        (
            "more people than exist",
            share(1, u64::MAX),
            share(u64::MAX, u64::MAX),
            "+100.0 percentage points",
        ),
    ] {
        let found = after.change_from(&before).expect(name).to_string();
        assert_eq!(found, change, "{name}");
    }
}

#[test]
fn a_half_of_two_recurring_shares_is_still_a_half() {
    // Each is 0.05 percentage points exactly: 1 in 2000.
    for (n, m) in [(6000, 6000), (6000, 14_000), (14_000, 6000), (18_000, 22_000), (26_000, 6000)] {
        for before in 0..n {
            // after/m − before/n = 1/2000
            let numerator = (before * 2000 + n) * m;
            if numerator % (2000 * n) == 0 && numerator / (2000 * n) <= m {
                let (before, after) = (share(before, n), share(numerator / (2000 * n), m));
                let change = after.change_from(&before).expect("two shares").to_string();
                assert_eq!(change, "+0.1 percentage points", "{before:?} to {after:?}");
            }
        }
    }
}

#[test]
fn only_figures_of_one_kind_have_a_change() {
    let place = Quantity::Place { place: 3, of: Some(8) };
    let words = Quantity::Words("No change".to_owned());
    let money = Quantity::Money(Pounds::millions(decimal("1.5")));
    for (name, before, after) in [
        ("count and share", Quantity::Count(5), share(1, 2)),
        ("share and count", share(1, 2), Quantity::Count(5)),
        ("places", place.clone(), place),
        ("words", words.clone(), words),
        ("money", money.clone(), money),
        ("share and points", share(1, 2), Quantity::Points(decimal("1.0"))),
    ] {
        assert_eq!(after.change_from(&before), None, "{name}");
    }
}

#[test]
fn every_figure_has_its_unit_its_number_and_its_people() {
    let counted = Percentage::new(decimal("37.5"), Some(65)).expect("a percentage");
    for (figure, unit, number, people) in [
        (Quantity::Count(-3), Unit::Count, Some("-3"), None),
        (share(29, 32), Unit::Percent, Some("90.6"), Some(32)),
        (Quantity::Percentage(counted), Unit::Percent, Some("37.5"), Some(65)),
        (printed("84"), Unit::Percent, Some("84"), None),
        (Quantity::PercentChange(decimal("-12.5")), Unit::Percent, Some("-12.5"), None),
        (Quantity::Points(decimal("1.2")), Unit::Points, Some("1.2"), None),
        (
            Quantity::Money(Pounds::millions(decimal("23.0"))),
            Unit::MillionPounds,
            Some("23.0"),
            None,
        ),
        (Quantity::Place { place: 3, of: None }, Unit::Place, Some("3"), None),
        (Quantity::Stars(decimal("4.3")), Unit::Stars, Some("4.3"), None),
        (Quantity::Number(decimal("6.25")), Unit::Number, Some("6.3"), None),
        (Quantity::Words("x".to_owned()), Unit::Words, None, None),
    ] {
        assert_eq!(figure.unit(), unit, "{figure}");
        assert_eq!(figure.number(), number.map(decimal), "{figure}");
        assert_eq!(figure.surveyed(), people, "{figure}");
    }
}

fn any_share() -> impl Strategy<Value = (u64, u64)> {
    any::<u64>().prop_flat_map(|bits| {
        let surveyed = (bits >> (bits % 60)).max(1);
        (0..=surveyed, surveyed..=surveyed)
    })
}

proptest! {
    #[test]
    fn a_printed_share_is_the_nearest_tenth((positive, surveyed) in any_share()) {
        let percent = Proportion::new(positive, surveyed).expect("a share").percent();
        let tenths = u128::try_from((percent * Decimal::TEN).mantissa() / 10).expect("not negative");
        let (exact, printed) = (u128::from(positive) * 2000, tenths * 2 * u128::from(surveyed));
        prop_assert!(exact.abs_diff(printed) <= u128::from(surveyed), "{percent}");
        prop_assert!(percent >= Decimal::ZERO && percent <= Decimal::ONE_HUNDRED);
    }

    #[test]
    fn no_change_panics(before in any::<i64>(), after in any::<i64>()) {
        let change = change(before, after);
        prop_assert!(!change.to_string().contains('-'), "a hyphen in {change}");
        prop_assert_eq!(change.percent().is_none(), before <= 0 && before != after);
        if before > 0 {
            let wanted = (i128::from(after) - i128::from(before)).cmp(&0);
            // Six decimals: a change smaller than that is none.
            prop_assert!(change.sign() == wanted || change.sign() == Ordering::Equal);
        }
    }

    #[test]
    fn a_change_of_shares_swaps_its_sign_with_its_ends(
        (a, n) in any_share(),
        (b, m) in any_share(),
    ) {
        let forth = share(b, m).change_from(&share(a, n)).expect("two shares");
        let back = share(a, n).change_from(&share(b, m)).expect("two shares");
        prop_assert_eq!(forth.sign(), back.sign().reverse());
        prop_assert_eq!(forth.size(), back.size());
    }
}
