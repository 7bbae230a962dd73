//! Note ①: which history the trends are fitted to, and the numbers that it gives.

use panel_core::{Caution, Columns, Figure, Measure, ReturnKind, Rule};
use panel_measures::RecordedOffences;

use crate::offences::{PUBLISHED, offences, poisson, thirty_months, totals};
use crate::support::{
    BASELINE, HIGHER, LATEST, LOWER, assert_near, describe_finding, inputs, number, settings, terms,
};

const QUARTERLY: Caution = Caution::QuarterlyTrends;
const ANNUAL: Caution = Caution::AnnualTrends;
const UNKNOWN: Caution = Caution::DispersionUnknown;
const HOLDS: &str = "Green improved_and_projected_to_hold";
const DOES_NOT_HOLD: &str = "Amber improved_not_projected_to_hold";
const UNAVAILABLE: &str = "Amber projection_unavailable";

const ROW: RecordedOffences = RecordedOffences::new(LOWER).projected_from(PUBLISHED);

/// Ten quarters from April 2012, falling or rising.
fn quarters(step: i64) -> Vec<i64> {
    (0..10).map(|quarter| 3000 + step * quarter).collect()
}

/// Years that end in September, the last of them 2014.
fn years(step: i64, count: i64) -> Vec<i64> {
    (0..count).map(|year| 12_000 + step * (year - count + 1)).collect()
}

#[test]
fn the_finest_history_is_used_and_the_forces_own_before_what_was_published() {
    let totals = || totals(12_000, 10_800);
    let months = |step: i64| thirty_months(move |month| 1000 + step * month);
    let monthly = |built: crate::support::Built, series, step| {
        built.and(ReturnKind::MonthlyCounts).with_run(series, 1, "2014-09", &months(step))
    };
    for (name, built, outcome, fitted) in [
        ("own months", monthly(totals(), LOWER, -10), HOLDS, 30),
        (
            "own months before own quarters",
            monthly(totals().with_run(LOWER, 3, "2014-09", &quarters(90)), LOWER, -10),
            HOLDS,
            30,
        ),
        (
            "own months before published months",
            monthly(monthly(totals(), PUBLISHED, 10), LOWER, -10),
            HOLDS,
            30,
        ),
        (
            "own quarters before published quarters",
            totals().with_run(PUBLISHED, 3, "2014-09", &quarters(90)).with_run(
                LOWER,
                3,
                "2014-09",
                &quarters(-90),
            ),
            HOLDS,
            10,
        ),
        (
            "published quarters before own years",
            totals().with_run(LOWER, 12, "2013-09", &years(-900, 5)).with_run(
                PUBLISHED,
                3,
                "2014-09",
                &quarters(90),
            ),
            DOES_NOT_HOLD,
            10,
        ),
        ("published months", monthly(totals(), PUBLISHED, 10), DOES_NOT_HOLD, 30),
        // The latest total is one of the five.
        ("own years", totals().with_run(LOWER, 12, "2013-09", &years(-500, 4)), HOLDS, 5),
        ("four years", totals().with_run(LOWER, 12, "2013-09", &years(-500, 3)), UNAVAILABLE, 0),
        (
            "years after a gap",
            totals().with_run(LOWER, 12, "2012-09", &years(-500, 9)),
            UNAVAILABLE,
            0,
        ),
    ] {
        let finding = built.judge(&ROW);
        assert_eq!(describe_finding(&finding), outcome, "{name}");
        let trend = finding.evidence().inputs.iter().filter(|input| input.name == "trend");
        assert_eq!(trend.count(), fitted, "{name}");
        let cautions = &finding.evidence().cautions;
        assert_eq!(cautions.contains(&QUARTERLY), fitted == 10, "{name}");
        assert_eq!(cautions.contains(&ANNUAL), fitted == 5, "{name}");
        assert_eq!(cautions.contains(&UNKNOWN), fitted == 0, "{name}");
    }
}

#[test]
fn published_years_need_a_baseline_of_their_own() {
    let rising = years(400, 6);
    let built = || totals(12_000, 10_800).with_run(PUBLISHED, 12, "2014-09", &rising);
    assert_eq!(describe_finding(&built().judge(&ROW)), UNAVAILABLE);
    let with_baseline = built().with_area(PUBLISHED, crate::support::OWN, BASELINE, 11_000);
    let finding = with_baseline.judge(&ROW);
    assert_eq!(describe_finding(&finding), DOES_NOT_HOLD);
    assert_eq!(number(finding.evidence(), "trends fitted"), Some(3.0), "no T4 for years");
}

#[test]
fn a_history_with_a_gap_or_without_the_whole_baseline_year_is_not_projected() {
    let months = thirty_months(|month| 1000 - 10 * month);
    let start = || totals(12_000, 10_800).and(ReturnKind::MonthlyCounts);
    for (name, built) in [
        ("begins after the baseline", start().with_run(LOWER, 1, "2014-09", &months[12..])),
        ("begins within it", start().with_run(LOWER, 1, "2014-09", &months[1..])),
        (
            "has a gap within the baseline",
            start().with_run(LOWER, 1, "2014-09", &months[6..]).with_run(
                LOWER,
                1,
                "2012-08",
                &months[..5],
            ),
        ),
        (
            "has a gap after it",
            start().with_run(LOWER, 1, "2014-09", &months[20..]).with_run(
                LOWER,
                1,
                "2013-10",
                &months[..19],
            ),
        ),
        ("ends a month early", start().with_run(LOWER, 1, "2014-08", &months)),
        ("ends a month late", start().with_run(LOWER, 1, "2014-10", &months[29..])),
    ] {
        let finding = built.judge(&ROW);
        assert_eq!(describe_finding(&finding), UNAVAILABLE, "{name}");
    }
    // Months before the baseline year change nothing.
    let longer: Vec<_> = [5000; 6].into_iter().chain(months.iter().copied()).collect();
    let (with, without) = (
        start().with_run(LOWER, 1, "2014-09", &longer).judge(&ROW),
        start().with_run(LOWER, 1, "2014-09", &months).judge(&ROW),
    );
    assert_eq!(describe_finding(&with), HOLDS);
    assert_eq!(with.evidence().numbers, without.evidence().numbers);
}

#[test]
fn the_burglaries_of_2014_are_red_by_their_quarters() {
    // φ, z, p and T2 of statsmodels 0.15.0 with scipy 1.17.1: GLM(Poisson) of the quarters on t and
    // quarter effects, fit(scale="X2"); z = (L − B)/√(φ(L + B)).
    let quarters = [995, 994, 1064, 882, 803, 921, 1363, 1112, 930, 848];
    let built = totals(3935, 4253).with_run(PUBLISHED, 3, "2014-09", &quarters);
    let finding = built.judge(&ROW);
    assert_eq!(describe_finding(&finding), "Red not_improved_nor_projected_to");
    let evidence = finding.evidence();
    for (name, wanted, tolerance) in [
        ("dispersion φ", 19.083_025_869_18, 1e-8),
        ("z", 0.804_478_762_25, 1e-9),
        ("p", 0.421_120_529_90, 1e-9),
        ("total that would meet the target", 3_211.202_069_46, 1e-6),
        ("T0 no change: total", 4253.0, 1e-9),
        ("T2 log-linear: total", 4_191.987_479_60, 1e-5),
        ("trends that project it", 0.0, 0.0),
        ("trends fitted", 4.0, 0.0),
    ] {
        assert_near(name, number(evidence, name), wanted, tolerance);
    }
    assert_eq!(evidence.rule, Rule::NumberOfOffences);
    assert!(evidence.cautions.contains(&QUARTERLY));
    // As Poisson counts: 318/√8188.
    let as_poisson = built.judge_under(&ROW, &poisson());
    assert_eq!(describe_finding(&as_poisson), "Amber significantly_worse_now");
    assert_near("z", number(as_poisson.evidence(), "z"), 3.514_294_905_9, 1e-9);
    assert_eq!(number(as_poisson.evidence(), "dispersion φ"), Some(1.0));
}

#[test]
fn the_threshold_is_the_total_at_the_line() {
    let months = thirty_months(|month| 1000 - 10 * month);
    let base = 11_347.0;
    assert_eq!(months[..12].iter().sum::<i64>(), 11_347);
    for (series, width) in [(LOWER, 1.96), (HIGHER, 1.96), (LOWER, 3.0), (HIGHER, 2.5)] {
        let mut terms = terms();
        terms.tests.control_line_sd = width;
        let finding = offences(&months).judge_under(&RecordedOffences::new(series), &terms);
        let evidence = finding.evidence();
        let number = |name| number(evidence, name).expect("a number");
        let total = number("total that would meet the target");
        let factor = number("dispersion φ");
        assert_eq!(total < base, series == LOWER, "on the better side of {base}");
        let (left, right) = ((total - base).powi(2), width * width * factor * (total + base));
        assert_near("(T − B)²", Some(left), right, right * 1e-9);
    }
}

#[test]
fn the_projected_column_is_the_middle_trend_with_how_many_achieve_it() {
    let months = thirty_months(|month| 1000 - 10 * month);
    let row = RecordedOffences::new(LOWER);
    let finding = offences(&months).judge(&row);
    assert_eq!(row.columns(), Columns::BaselineAndLatest { projection: true });
    let evidence = finding.evidence();
    let mut totals: Vec<_> =
        ["T1 linear: total", "T2 log-linear: total", "T3 robust: total", "T4 smoothing: total"]
            .into_iter()
            .map(|name| number(evidence, name).expect("a total"))
            .collect();
    totals.sort_by(f64::total_cmp);
    let Some(Figure::Known { value, note: Some(note), period, .. }) =
        finding.figures().projection.clone()
    else {
        panic!("nothing is projected");
    };
    let panel_core::Quantity::Count(middle) = value else { panic!("{value}") };
    #[expect(clippy::cast_precision_loss, reason = "a small count")]
    let found = middle as f64;
    assert_near("the middle", Some(found), f64::midpoint(totals[1], totals[2]), 0.5);
    assert_eq!(period, "2016/17");
    // A line that loses 120 a year: (1000 − 10·53.5)·12 = 5,580, but for the noise.
    assert_near("T1", number(evidence, "T1 linear: total"), 5580.0, 60.0);
    assert!(
        note.starts_with("The projection for 2016/17 is the middle one of 4 trends; 4 of 4 project a significant improvement on the baseline."),
        "{note}"
    );
    for chance in ["T1: chance, %", "T2: chance, %", "T3: chance, %", "T4: chance, %"] {
        let chance = number(evidence, chance).expect("a chance");
        assert!((50.0..=100.0).contains(&chance), "{chance}");
    }
}

#[test]
fn the_middle_of_three_trends_is_one_of_them() {
    let built = totals(12_000, 10_800).with_run(LOWER, 12, "2013-09", &years(-500, 5));
    let finding = built.judge(&ROW);
    let Some(Figure::Known { note: Some(note), period, .. }) = finding.figures().projection.clone()
    else {
        panic!("nothing is projected");
    };
    assert_eq!(period, "12 months to September 2017");
    assert!(note.contains("the middle one of 3 trends; "), "{note}");
    assert_eq!(number(finding.evidence(), "T4 smoothing: total"), None);
}

#[test]
fn every_setting_and_every_line_that_was_read_is_named() {
    let finding = offences(&thirty_months(|_| 1000)).judge(&RecordedOffences::new(LOWER));
    let evidence = finding.evidence();
    assert_eq!(
        settings(evidence),
        [
            "tests.control_line_sd 1.96",
            "tests.dispersion_estimated true",
            "tests.worse_is_red false",
            "tests.offences_target significant_improvement",
            "tests.trends linear, log_linear, robust, smoothing",
        ]
    );
    let lines = inputs(evidence);
    assert_eq!(lines.len(), 2 + 30);
    assert_eq!(lines[..2], ["baseline returns/counts.csv:2", "latest returns/counts.csv:3"]);
    // The oldest month comes first; the support writes the latest first, from line 2.
    assert_eq!(lines[2], "trend returns/monthly_counts.csv:31");
    assert_eq!(lines[31], "trend returns/monthly_counts.csv:2");
    assert_eq!(evidence.inputs[2].period, "April 2012");
    assert_eq!(evidence.inputs[31].period, "September 2014");
    let needs: Vec<_> = ROW.needs().iter().map(|need| (need.series.id(), need.kind)).collect();
    for wanted in [
        (LOWER.id(), ReturnKind::Counts),
        (LOWER.id(), ReturnKind::MonthlyCounts),
        (PUBLISHED.id(), ReturnKind::Counts),
    ] {
        assert!(needs.contains(&wanted), "{wanted:?}");
    }
    assert_eq!((ROW.id(), LATEST), ("offences", "2013-10/2014-09"));
}
