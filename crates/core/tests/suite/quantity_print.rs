use panel_core::{
    MilestoneStatus, Percentage, Pounds, Quantity, ReturnedMilestone, grouped, ordinal,
};
use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};
use rust_decimal::Decimal;

use crate::support::decimal;

#[test]
fn figures_print_in_their_units_with_a_real_minus() {
    let percentage = |written| Percentage::new(decimal(written), None).expect("a percentage");
    let money = |written| Quantity::Money(Pounds::millions(decimal(written)));
    for (figure, printed) in [
        (Quantity::Count(0), "0"),
        (Quantity::Count(999), "999"),
        (Quantity::Count(1000), "1,000"),
        (Quantity::Count(i64::MAX), "9,223,372,036,854,775,807"),
        (Quantity::Count(i64::MIN), "−9,223,372,036,854,775,808"),
        (Quantity::Percentage(percentage("37.5")), "37.5%"),
        (Quantity::Percentage(percentage("84")), "84%"),
        (Quantity::PercentChange(decimal("-12.5")), "−12.5%"),
        (Quantity::PercentChange(decimal("1234.5")), "1,234.5%"),
        (Quantity::Points(decimal("-3.5")), "−3.5 percentage points"),
        (Quantity::Points(decimal("2.0")), "2.0 percentage points"),
        (money("23.0"), "£23.0m"),
        (money("-1.25"), "−£1.25m"),
        (money("0.0"), "£0.0m"),
        (money("1234.5"), "£1,234.5m"),
        (money("-1234567"), "−£1,234,567m"),
        (Quantity::Place { place: 5, of: None }, "5th"),
        (Quantity::Place { place: 1, of: Some(8) }, "1st of 8"),
        (Quantity::Stars(decimal("4.3")), "4.3"),
        (Quantity::Number(decimal("6.25")), "6.3"),
        (Quantity::Number(decimal("1234")), "1,234.0"),
        (Quantity::Number(decimal("-0.04")), "0.0"),
        (Quantity::Words("No change".to_owned()), "No change"),
    ] {
        assert_eq!(figure.to_string(), printed);
    }
}

#[test]
fn money_that_is_nothing_has_no_minus() {
    let nothing = Quantity::Money(Pounds::millions(decimal("-0.0")));
    assert_eq!(nothing.to_string(), "£0.0m");
}

#[test]
fn ordinals_of_the_teens_are_th_in_every_hundred() {
    for (place, printed) in [
        (0, "0th"),
        (1, "1st"),
        (10, "10th"),
        (14, "14th"),
        (20, "20th"),
        (22, "22nd"),
        (23, "23rd"),
        (101, "101st"),
        (112, "112th"),
        (113, "113th"),
        (121, "121st"),
        (1011, "1011th"),
        (u32::MAX, "4294967295th"),
    ] {
        assert_eq!(ordinal(place), printed);
    }
}

#[test]
fn numbers_are_grouped_by_thousands() {
    for (written, printed) in [
        ("0", "0"),
        ("-0", "0"),
        ("-0.00", "0.00"),
        ("-0.5", "−0.5"),
        ("12.50", "12.50"),
        ("100", "100"),
        ("-100", "−100"),
        ("1000", "1,000"),
        ("999999.999999", "999,999.999999"),
        ("1000000.25", "1,000,000.25"),
        ("79228162514264337593543950335", "79,228,162,514,264,337,593,543,950,335"),
        ("-79228162514264337593543950335", "−79,228,162,514,264,337,593,543,950,335"),
    ] {
        assert_eq!(grouped(decimal(written)), printed);
    }
}

proptest! {
    #[test]
    fn a_grouped_number_reads_back(mantissa in any::<i64>(), scale in 0..=28_u32) {
        let number = Decimal::new(mantissa, scale);
        let printed = grouped(number);
        prop_assert!(!printed.contains('-'));
        prop_assert_eq!(decimal(&printed.replace(',', "").replace('\u{2212}', "-")), number);
        let whole = printed.trim_start_matches('\u{2212}').split('.').next().unwrap_or_default();
        let groups: Vec<_> = whole.split(',').map(str::len).collect();
        prop_assert!((1..=3).contains(&groups[0]));
        prop_assert!(groups[1..].iter().all(|digits| *digits == 3));
    }
}

#[test]
fn a_milestone_prints_as_sentences_whatever_they_end_with() {
    let of = |progress: &str, owner: &str, evidence: Option<&str>, status| {
        let due = "2025-12".parse().expect("a month");
        let (progress, owner) = (progress.to_owned(), owner.to_owned());
        let evidence = evidence.map(str::to_owned);
        Quantity::Milestone(Box::new(ReturnedMilestone { progress, status, owner, due, evidence }))
            .to_string()
    };
    assert_eq!(
        of("Begun", "Head of Policy", None, MilestoneStatus::NotStarted),
        "Not started: Begun. Due December 2025. Owner: Head of Policy."
    );
    assert_eq!(
        of("Is it done?", "The Chair.", Some("Minutes!"), MilestoneStatus::Late),
        "Late: Is it done? Due December 2025. Owner: The Chair. Evidence: Minutes!"
    );
}

#[test]
fn a_milestone_is_overdue_from_the_month_after_its_own_and_only_while_it_is_open() {
    let of = |status, due: &str| ReturnedMilestone {
        progress: String::new(),
        status,
        owner: String::new(),
        due: due.parse().expect("a month"),
        evidence: None,
    };
    let end = "2025-09".parse().expect("a month");
    for (status, due, overdue) in [
        (MilestoneStatus::OnTrack, "2025-10", false),
        (MilestoneStatus::OnTrack, "2025-09", false),
        (MilestoneStatus::OnTrack, "2025-08", true),
        (MilestoneStatus::NotStarted, "2025-09", false),
        (MilestoneStatus::NotStarted, "2025-08", true),
        (MilestoneStatus::Late, "2025-08", false),
        (MilestoneStatus::Done, "2025-08", false),
    ] {
        assert_eq!(of(status, due).is_overdue_at(end), overdue, "{status:?} {due}");
    }
}
