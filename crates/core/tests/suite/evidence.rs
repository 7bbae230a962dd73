use panel_core::{
    Caution, Evidence, Finite, Input, Interval, Number, Percentage, Proportion, Quantity, Rule,
    Unit,
};
use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

use crate::support::{decimal, observed};

fn finite(number: f64) -> Finite {
    Finite::new(number).expect("finite")
}

fn printed(value: f64, decimals: usize) -> String {
    Number { name: "p", value: finite(value), decimals }.printed()
}

#[test]
fn only_finite_numbers_reach_a_finding() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(Finite::new(number), None, "{number}");
    }
    for number in [0.0, 1.96, -7.19, f64::MAX, f64::MIN_POSITIVE] {
        assert_eq!(finite(number).get().to_bits(), number.to_bits());
    }
    assert!(finite(-0.0).get().is_sign_positive(), "there is no negative nought");
}

#[test]
fn a_number_prints_with_its_decimals_and_a_real_minus() {
    for (value, decimals, wanted) in [
        (-7.194_848_5, 2, "−7.19"),
        (4.216_682_8, 2, "4.22"),
        (0.0, 4, "0.0000"),
        (-0.0, 2, "0.00"),
        (1.0, 4, "1.0000"),
        (0.000_1, 4, "0.0001"),
        (0.000_09, 4, "0.0001"),
        (0.000_049, 4, "below 0.0001"),
        (1e-300, 4, "below 0.0001"),
        (0.004, 2, "below 0.01"),
        (0.04, 1, "below 0.1"),
        (0.4, 0, "below 1"),
        (17.323_8, 1, "17.3"),
        (12.0, 0, "12"),
    ] {
        assert_eq!(printed(value, decimals), wanted, "{value} with {decimals}");
    }
}

#[test]
fn a_negative_number_that_rounds_away_is_not_minus_nought() {
    for (value, decimals) in [(-0.004, 2), (-0.000_01, 4), (-0.3, 0)] {
        let printed = printed(value, decimals);
        let nought = printed.bytes().all(|byte| !(b'1'..=b'9').contains(&byte));
        assert!(!(printed.starts_with('\u{2212}') && nought), "{value} prints as {printed}");
    }
}

#[test]
fn an_interval_prints_both_ends_in_its_unit() {
    let of = |low, high, unit| {
        Interval { level: 95, low: finite(low), high: finite(high), unit }.printed()
    };
    // Wilson for 29 of 32: statsmodels 0.15.0.
    assert_eq!(of(75.7818, 96.7598, Unit::Percent), "75.8% to 96.8%");
    assert_eq!(of(0.0, 100.0, Unit::Percent), "0.0% to 100.0%");
    assert_eq!(of(0.4794, 6.5226, Unit::Points), "0.5 to 6.5");
}

#[test]
fn an_interval_below_nought_has_a_real_minus() {
    let interval =
        Interval { level: 95, low: finite(-7.84), high: finite(-1.16), unit: Unit::Points };
    assert_eq!(interval.printed(), "−7.8 to −1.2");
}

#[test]
fn an_input_names_its_figure_its_months_and_its_line() {
    let mut observation = observed("2013-10/2014-09", 1234, 14);
    for (value, wanted) in [
        (Quantity::Count(1234), "1,234"),
        (Quantity::Proportion(Proportion::new(29, 32).expect("a share")), "29 of 32 people"),
        (Quantity::Proportion(Proportion::new(0, 12_345).expect("a share")), "0 of 12,345 people"),
        (Quantity::Percentage(Percentage::new(decimal("37.5"), Some(65)).expect("one")), "37.5%"),
        (Quantity::Words("No change".to_owned()), "No change"),
    ] {
        observation.value = value;
        let input = Input::new("latest", &observation);
        assert_eq!((input.name, input.value.as_str()), ("latest", wanted));
        assert_eq!(input.period, "12 months to September 2014");
        assert_eq!(input.source.to_string(), "returns/counts.csv:14");
    }
}

#[test]
fn evidence_starts_empty_and_leaves_out_what_is_not_finite() {
    let evidence = Evidence::for_rule(Rule::Key);
    assert_eq!((evidence.method, evidence.n, evidence.interval), (None, None, None));
    let evidence = evidence
        .with_input("latest", &observed("2014-09", 1, 2))
        .with_number("z", 1.5, 2)
        .with_number("p", f64::NAN, 4);
    assert_eq!(evidence.inputs.len(), 1);
    assert_eq!(evidence.numbers.iter().map(|one| one.name).collect::<Vec<_>>(), ["z"]);
    assert_eq!(evidence.cautions, [Caution::NotComputed]);
}

#[test]
fn every_rule_has_a_name_and_every_note_its_mark() {
    for (rule, begins, mark) in [
        (Rule::Key, "Key", None),
        (Rule::NumberOfOffences, "Note ①", Some("①")),
        (Rule::GroupPosition, "Note ②", Some("②")),
        (Rule::SpcVariance, "Note ③", Some("③")),
        (Rule::VictimOutcome, "Note ④", Some("④")),
        (Rule::SurveyLevel, "Note ⑤", Some("⑤")),
        (Rule::SurveyGroupPosition, "Note ⑥", Some("⑥")),
        (Rule::NoTest, "The plan sets no test", None),
    ] {
        assert!(rule.name().starts_with(begins), "{}", rule.name());
        assert_eq!(rule.mark(), mark, "{begins}");
    }
}

proptest! {
    #[test]
    fn a_printed_number_is_never_nought_unless_it_is(value in any::<f64>(), decimals in 0..9_usize) {
        prop_assert_eq!(Finite::new(value).is_some(), value.is_finite());
        if let Some(value) = Finite::new(value) {
            let printed = Number { name: "z", value, decimals }.printed();
            prop_assert!(!printed.contains('-'), "a hyphen in {printed}");
            let nought = printed.bytes().all(|byte| matches!(byte, b'0' | b'.'));
            prop_assert!(!nought || value.get().abs() < f64::MIN_POSITIVE, "{printed}");
        }
    }
}
