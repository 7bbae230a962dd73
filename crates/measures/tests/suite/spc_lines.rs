//! Note ③: the mean of 6 months against the lines around the mean of the 12 before them.

use panel_core::{
    Caution, Exhibit, Finding, Quantity, ReturnKind, Rule, Series, SpcReading, Terms,
};
use panel_measures::SpcVariance;

use crate::support::{
    Built, HIGHER, LOWER, NEITHER, assert_near, describe_finding, number, printed, returns,
    settings, terms,
};

const BETTER: &str = "Green beyond_control_line_better";
const BETWEEN: &str = "Amber between_control_lines";
const WORSE: &str = "Red beyond_control_line_worse";

/// Mean 100, and squares that add to 44 = 11 · 2²: SD 2.
const EARLIER: [i64; 12] = [103, 97, 100, 102, 100, 98, 103, 97, 100, 100, 100, 100];

fn months(earlier: [i64; 12], recent: [i64; 6]) -> Built {
    let all: Vec<_> = earlier.into_iter().chain(recent).collect();
    returns(ReturnKind::MonthlyCounts).with_run(LOWER, 1, "2014-09", &all)
}

/// Six months that add to so many more than six times 100.
fn beyond(more: i64) -> [i64; 6] {
    [100, 100, 100, 100, 100, 100 + more]
}

fn read_as(reading: SpcReading, width: f64) -> Terms {
    let mut terms = terms();
    terms.tests.spc_reading = reading;
    terms.tests.control_line_sd = width;
    terms
}

fn judged(built: &Built, series: Series, terms: &Terms) -> Finding {
    built.judge_under(&SpcVariance::new(series), terms)
}

#[test]
fn each_reading_judges_by_its_own_lines_in_each_direction() {
    // Lines at 2 k SD of 2: individual k = 1, of a mean 1/√6, of a difference √(1/6 + 1/12) = 1/2.
    for (name, reading, width, within, outside) in [
        ("± 3.92", SpcReading::Individual, 1.96, 23, 24),
        ("± 4 exactly", SpcReading::Individual, 2.0, 24, 25),
        ("± 1.600", SpcReading::StandardErrorOfMean, 1.96, 9, 10),
        ("± 1.633", SpcReading::StandardErrorOfMean, 2.0, 9, 10),
        ("± 1.96", SpcReading::Difference, 1.96, 11, 12),
        ("± 2 exactly", SpcReading::Difference, 2.0, 12, 13),
    ] {
        let terms = read_as(reading, width);
        for (more, lower, higher) in [
            (outside, WORSE, BETTER),
            (within, BETWEEN, BETWEEN),
            (0, BETWEEN, BETWEEN),
            (-within, BETWEEN, BETWEEN),
            (-outside, BETTER, WORSE),
        ] {
            let built = months(EARLIER, beyond(more));
            let name = format!("{} {name}, {more} more", reading.name());
            assert_eq!(describe_finding(&judged(&built, LOWER, &terms)), lower, "{name}");
            assert_eq!(describe_finding(&judged(&built, HIGHER, &terms)), higher, "{name}");
            let neutral = judged(&built, NEITHER, &terms);
            assert_eq!(describe_finding(&neutral), "reported neither_is_better", "{name}");
        }
        let finding = judged(&months(EARLIER, beyond(0)), LOWER, &terms);
        let wanted = [
            format!("tests.control_line_sd {width}"),
            format!("tests.spc_reading {}", reading.name()),
            "tests.spc_seasonally_adjusted false".to_owned(),
        ];
        assert_eq!(settings(finding.evidence()), wanted);
    }
}

#[test]
fn months_that_are_all_alike_have_lines_that_meet() {
    let caution = Caution::LinesMeet;
    for (name, level, recent, outcome) in [
        ("the same", 100, [100; 6], BETWEEN),
        ("the same on the whole", 100, [90, 110, 90, 110, 90, 110], BETWEEN),
        ("one more", 100, beyond(1), WORSE),
        ("one fewer", 100, beyond(-1), BETTER),
        ("nothing at all", 0, [0; 6], BETWEEN),
        ("one after nothing", 0, [0, 0, 0, 0, 0, 1], WORSE),
    ] {
        for reading in SpcReading::ALL {
            let terms = read_as(reading, 1.96);
            let finding = judged(&months([level; 12], recent), LOWER, &terms);
            assert_eq!(describe_finding(&finding), outcome, "{name}, {}", reading.name());
            assert!(finding.evidence().cautions.contains(&caution), "{name}");
            let lines = ["lower line", "upper line"].map(|line| number(finding.evidence(), line));
            assert_eq!(lines[0], lines[1], "{name}");
        }
    }
}

#[test]
fn a_rare_crime_cannot_fall_below_its_line() {
    let finding = judged(&months([0, 1, 0, 2, 0, 0, 3, 0, 1, 0, 0, 1], [0; 6]), LOWER, &terms());
    assert_eq!(describe_finding(&finding), BETWEEN);
    assert_eq!(number(finding.evidence(), "lower line"), Some(0.0));
}

#[test]
fn the_numbers_and_the_exhibit_are_those_of_numpy() {
    // numpy 2.4.6: mean() and std(ddof=1) = 4.2283 of the 12; mean ± 1.96 SD, SD/√6 and SD/2.
    let earlier = [100, 104, 98, 110, 95, 102, 97, 106, 101, 99, 103, 105];
    let recent = [110, 112, 108, 111, 109, 113];
    let built = months(earlier, recent);
    for (reading, low, high) in [
        (SpcReading::Individual, 93.379_136_786_470, 109.954_196_546_863),
        (SpcReading::StandardErrorOfMean, 98.283_296_760_908, 105.050_036_572_425),
        (SpcReading::Difference, 97.522_901_726_568, 105.810_431_606_765),
    ] {
        let finding = judged(&built, LOWER, &read_as(reading, 1.96));
        assert_eq!(describe_finding(&finding), WORSE);
        assert_eq!(printed(&finding), ["110.5 against 101.7"]);
        let evidence = finding.evidence();
        assert_eq!(evidence.rule, Rule::SpcVariance);
        for (name, wanted) in [
            ("mean of the latest 6 months", 110.5),
            ("mean of the 12 before", 101.666_666_666_667),
            ("lower line", low),
            ("upper line", high),
        ] {
            assert_near(name, number(evidence, name), wanted, 1e-9);
        }
        let season = Caution::NotSeasonallyAdjusted;
        assert_eq!(evidence.cautions, [season]);
        let Some(Exhibit::ControlChart(chart)) = evidence.exhibit() else {
            panic!("no chart");
        };
        let (months, lines) = (&chart.points, chart.lines.expect("lines"));
        assert_eq!((months.len(), chart.recent, chart.earlier), (18, 6, 12));
        assert_eq!(months[0].period.to_string(), "April 2013");
        assert_eq!(months[17].period.to_string(), "September 2014");
        assert_eq!(
            [months[0].value.get(), months[17].value.get()].map(f64::to_bits),
            [100.0, 113.0_f64].map(f64::to_bits)
        );
        assert_near("mean", Some(lines.mean.get()), 101.666_666_666_667, 1e-9);
        assert_near("low", Some(lines.low.get()), low, 1e-9);
        assert_near("high", Some(lines.high.get()), high, 1e-9);
    }
}

#[test]
fn only_the_months_of_the_force_are_in_the_lines() {
    let with_other = months(EARLIER, beyond(0))
        .with_other_force("2014-09", Quantity::Count(9000))
        .with_other_force("2013-05", Quantity::Count(9000));
    let alone = months(EARLIER, beyond(0));
    let numbers = |built: &Built| judged(built, LOWER, &terms()).evidence().numbers.clone();
    assert_eq!(numbers(&with_other), numbers(&alone));
}
