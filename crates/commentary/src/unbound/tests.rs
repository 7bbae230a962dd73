//! Which figures typed by hand are warned of.

use panel_core::{
    Direction, Figure, Figures, Finding, Force, JudgedRows, Percentage, Quantity, Row, RowId,
    Terms, Tests,
};

use super::*;
use crate::claim::tests::{count, counts, known, row};

fn terms() -> Terms {
    Terms {
        quarter: "2014-15 Q2".parse().unwrap(),
        force: Force { name: "Anyshire".to_owned(), area: "X23000001".to_owned(), fictional: true },
        plan_name: "Fictional Plan".to_owned(),
        baseline_year: "2012/13".parse().unwrap(),
        plan_ends: "2017-03".parse().unwrap(),
        comparison_group: "fictional group".to_owned(),
        comparison_members: Vec::new(),
        recording_changes: Vec::new(),
        disclosure: Vec::new(),
        tests: Tests::shipped(),
    }
}

fn of(measure: &'static str, finding: Finding) -> Row {
    let id = RowId { owner: "sp12".to_owned(), measure };
    Row { id, ..row(finding, Direction::Lower) }
}

fn latest(figure: Figure) -> Finding {
    Finding::without_test(
        Figures::latest_only(figure),
        panel_core::Reason::NoTestSet,
        panel_core::Evidence::for_rule(panel_core::Rule::NoTest),
    )
}

fn percent(percent: &str) -> Figure {
    known(Quantity::Percentage(Percentage::new(percent.parse().unwrap(), None).unwrap()))
}

/// What is told of a text about 4,253 after 3,935, 88.3%, £17.3m, 12 months and a withheld 61.
fn describe_faults(text: &str) -> Vec<String> {
    let hidden = Figure::Withheld { unit: panel_core::Unit::Count, period: "2012/13".to_owned() };
    let rows = [
        of("offences", counts(3_935, 4_253)),
        of("satisfaction", latest(percent("88.3"))),
        of(
            "savings",
            latest(known(Quantity::Money(panel_core::Pounds::millions("17.3".parse().unwrap())))),
        ),
        of("seven", latest(count(7))),
        of("twelve", latest(count(12))),
        of("year", latest(count(2_014))),
        of("hidden", latest(hidden)),
    ];
    let rows = JudgedRows::new(rows.into()).screen(&[], &[]);
    let source = [SourceText::new("narrative/sp12.md", text)];
    shown_and_typed(&source, &rows, &terms()).iter().map(ToString::to_string).collect()
}

#[track_caller]
fn assert_warned(text: &str, expected: &str) {
    let told = describe_faults(text);
    assert_eq!(told.len(), 1, "{text}: {told:?}");
    assert!(told[0].contains(expected), "{text}: {told:?}");
}

#[test]
fn a_figure_that_a_name_prints_is_warned_of_at_its_place() {
    assert_eq!(
        describe_faults("First.\n\nThere were 4,253 of them.\n"),
        [
            "narrative/sp12.md:3:12: commentary::typed: 4,253, typed by hand, equals `sp12.offences.latest`"
        ]
    );
    for (text, name) in [
        ("There were 3935 in 2012/13.", "equals `sp12.offences.baseline`"),
        ("It is **88.3%**[^n] now.", "equals `sp12.satisfaction.latest`"),
        ("It is 88.3 per cent now.", "equals `sp12.satisfaction.latest`"),
        ("Savings of £17.3m were made.", "equals `sp12.savings.latest`"),
        ("Savings of £17.3 million were made.", "equals `sp12.savings.latest`"),
        ("It rose by 8%, or 12 in all.", "equals `sp12.twelve.latest`"),
        (
            r#"It {{ claim("sp12.offences", "up", "rose to 4,253") }}."#,
            "equals `sp12.offences.latest`",
        ),
        ("“So they said.” There were 4,253.", "equals `sp12.offences.latest`"),
        (
            "In the latest year, to September 2014, there were 4,253.",
            "equals `sp12.offences.latest`",
        ),
    ] {
        assert_warned(text, name);
    }
}

#[test]
fn a_figure_that_was_rounded_by_hand_is_warned_of_too() {
    for (text, name) in [
        ("About 88% were satisfied.", "is nearly `sp12.satisfaction.latest`, which is 88.3%"),
        ("Some 4,250 burglaries.", "is nearly `sp12.offences.latest`, which is 4,253"),
        ("Some 4,300 burglaries.", "is nearly `sp12.offences.latest`, which is 4,253"),
        ("Savings of £17m.", "is nearly `sp12.savings.latest`, which is £17.3m"),
    ] {
        assert_warned(text, name);
    }
}

#[test]
fn what_is_no_figure_of_the_rows_is_let_be() {
    for text in [
        "There were 4,254, or 89%, or 88.4%, or 88, or 17.3.",
        "Some 4,000 burglaries, 4,200 of them at night.",
        "All 7 of them, or seven.",
        "The year 2014 was long.",
        "On 12 December and December 12 they met.",
        "It is the 12th, in 2012-12, at 12/12, aged 12-year-old.",
        "1. One\n\n12. Twelve\n",
        "They said “there were 4,253” and \"4,253\".",
        "The last report said 4,253.",
        "Previously there were 4,253.",
        "In 2011/12 there were 4,253, and in 2010 there were 3,935.",
        "In 2013/14 there were 4,253.",
        "It is {{ sp12.offences.latest }}, or {{ 4,253 }}.",
        "There were 88.3 per 1,000, and 12% of them, and 12 percentage points.",
        "There were 61 of what is hidden.",
        "+++\n[[actions]]\naction = \"Less than 4,253\"\n+++\nText.\n",
    ] {
        assert_eq!(describe_faults(text), [""; 0], "{text}");
    }
}

#[test]
fn a_count_that_looks_like_a_year_is_warned_of_where_it_has_a_separator() {
    assert_warned("There were 2,014 of them.", "equals `sp12.year.latest`");
}

#[test]
fn another_priority_is_let_be() {
    let rows = vec![of("offences", counts(3_935, 4_253))];
    let rows = JudgedRows::new(rows).screen(&[], &[]);
    let text = "There were 4,253.";
    let sources = ["narrative/sp1.md", "narrative/sp120.md", "narrative/background.md"]
        .map(|path| SourceText::new(path, text));
    assert_eq!(shown_and_typed(&sources, &rows, &terms()), []);
}

proptest::proptest! {
    #[test]
    fn no_text_is_too_strange(text in "\\PC*") {
        for typed in typed(&text, &Years::of(&terms())) {
            assert!(text.get(typed.span).is_some());
        }
    }

    #[test]
    fn no_number_is_too_strange(text in "[£%0-9,.m \n“”\"{}é–-]{0,40}") {
        for typed in typed(&text, &Years::of(&terms())) {
            assert!(text.get(typed.span).is_some());
        }
        let _ = describe_faults(&text);
    }

    #[test]
    fn no_digits_are_too_many(digits in "[0-9]{1,40}", figure in "[0-9]{1,28}") {
        let number = |text: &str| written(text, "");
        if let (Some(typed), Some(figure)) = (number(&digits), number(&figure)) {
            let _ = nearly(typed, figure);
        }
    }
}
