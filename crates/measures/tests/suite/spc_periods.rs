//! Note ③ on quarters, without its season, on rare events, and the chart behind it.

use panel_core::{
    Caution, ControlChart, Exhibit, Finding, RecordingChange, ReturnKind, Series, Variation,
};
use panel_measures::SpcVariance;

use crate::support::{
    HIGHER, LOWER, NEITHER, assert_near, describe_finding, month, number, printed, returns, terms,
};

const PUBLISHED: Series = Series::lower_is_better("published");
const ROW: SpcVariance = SpcVariance::new(LOWER);

fn chart(finding: &Finding) -> ControlChart {
    match finding.evidence().exhibit().cloned() {
        Some(Exhibit::ControlChart(chart)) => chart,
        other => panic!("no chart but {other:?}"),
    }
}

fn monthly(months: &[i64]) -> crate::support::Built {
    returns(ReturnKind::MonthlyCounts).with_run(LOWER, 1, "2014-09", months)
}

#[test]
fn two_quarters_are_set_against_four_for_want_of_months() {
    // Domestic burglary in Leicestershire, July 2013 to September 2014 (Home Office); numpy 2.4 and
    // scipy's t with 3 degrees.
    let quarters = [803, 921, 1363, 1112, 930, 848];
    let row = SpcVariance::new(LOWER).or_published(PUBLISHED);
    for (series, published) in [(LOWER, false), (PUBLISHED, true)] {
        let built = returns(ReturnKind::Counts).with_run(series, 3, "2014-09", &quarters);
        let finding = built.judge(&row);
        let evidence = finding.evidence();
        assert_eq!(describe_finding(&finding), "Amber between_control_lines");
        assert_eq!(printed(&finding), ["889.0 against 1,049.8"]);
        assert_near("low", number(evidence, "lower line"), 634.592_168_446_746_1, 1e-9);
        assert_near("high", number(evidence, "upper line"), 1_464.907_831_553_253_8, 1e-9);
        assert_near("p", number(evidence, "p"), 0.503_084_080_409_083_1, 1e-9);
        assert!(evidence.cautions.contains(&Caution::QuarterlyMeans));
        assert_eq!(evidence.cautions.contains(&Caution::PublishedSeries), published);
        assert_eq!(evidence.inputs.len(), 6);
        assert_eq!((chart(&finding).recent, chart(&finding).earlier), (2, 4));
        assert_eq!(evidence.variation, None, "six points are too few for a chart");
    }
    let five = returns(ReturnKind::Counts)
        .with_run(LOWER, 3, "2014-09", &quarters[1..])
        .and(ReturnKind::MonthlyCounts)
        .awaiting(None);
    assert_eq!(describe_finding(&five.judge(&row)), "awaited awaited");
}

#[test]
fn months_are_judged_before_quarters() {
    let built = monthly(&[100; 18]).and(ReturnKind::Counts).with_run(
        LOWER,
        3,
        "2014-09",
        &[300, 310, 290, 300, 900, 900],
    );
    assert_eq!(describe_finding(&built.judge(&ROW)), "Amber between_control_lines");
}

/// Thirty months with a season, from April 2012.
fn seasonal() -> Vec<i64> {
    let season = [20, 10, 0, -10, -20, -30, -20, -10, 0, 10, 20, 30];
    let noise = [0, 7, -4, 3, -6];
    let months = season.iter().cycle().zip(noise.iter().cycle()).take(30);
    months.map(|(season, noise)| 1000 + 5 * season + noise).collect()
}

#[test]
fn the_season_is_removed_where_the_plan_asks_for_it() {
    let mut terms = terms();
    terms.tests.spc_seasonally_adjusted = true;
    let finding = monthly(&seasonal()).judge_under(&ROW, &terms);
    let evidence = finding.evidence();
    // statsmodels 0.15, seasonal_decompose(period=12, model="additive"), means and SD by numpy.
    assert_near(
        "recent",
        number(evidence, "mean of the latest 6 months"),
        999.746_527_777_777_8,
        1e-8,
    );
    assert_near("earlier", number(evidence, "mean of the 12 before"), 999.916_666_666_666_6, 1e-8);
    assert_near("low", number(evidence, "lower line"), 997.682_882_240_876_9, 1e-8);
    assert_near("high", number(evidence, "upper line"), 1_002.150_451_092_456_4, 1e-8);
    assert!(!evidence.cautions.contains(&Caution::NotSeasonallyAdjusted));
    assert!(evidence.method.is_some_and(|method| method.contains("seasonally adjusted")));

    let raw = monthly(&seasonal()).judge(&ROW);
    assert_near("raw", number(raw.evidence(), "mean of the latest 6 months"), 974.0, 1e-9);
    assert!(raw.evidence().cautions.contains(&Caution::NotSeasonallyAdjusted));

    // With 18 months there is no season to remove.
    let short = monthly(&seasonal()[12..]).judge_under(&ROW, &terms);
    assert!(short.evidence().cautions.contains(&Caution::NotSeasonallyAdjusted));
    assert!(short.evidence().cautions.contains(&Caution::SeasonNotRemoved));
}

#[test]
fn rare_events_are_compared_exactly_where_no_mean_could_be_below_the_line() {
    // 24 in twelve months, in fits and starts, so that the lower line would be below 0.
    let earlier = [8, 0, 0, 6, 0, 0, 4, 0, 0, 6, 0, 0];
    // scipy 1.17, binomtest(b, 24 + b, 1/3).
    for (recent, p, lower, higher) in [
        (2, 0.005_481_149_797_020_961, "Green", "Red"),
        (3, 0.013_276_465_167_000_978, "Green", "Red"),
        (4, 0.042_667_412_669_966_71, "Green", "Red"),
        (12, 1.0, "Amber", "Amber"),
        (21, 0.080_389_620_757_732_12, "Amber", "Amber"),
        (22, 0.042_147_417_433_937_12, "Red", "Green"),
    ] {
        let months: Vec<_> = earlier.into_iter().chain([recent, 0, 0, 0, 0, 0]).collect();
        let finding = monthly(&months).judge(&ROW);
        assert_eq!(finding.assessment().map(panel_core::Assessment::word), Some(lower), "{recent}");
        assert_near("p", number(finding.evidence(), "p"), p, 1e-9);
        assert!(finding.evidence().cautions.contains(&Caution::TooRareForLines));
        let other = monthly(&months).judge(&SpcVariance::new(HIGHER));
        assert_eq!(other.assessment().map(panel_core::Assessment::word), Some(higher), "{recent}");
    }
    // Many, but so uneven that no mean could lie below the line: the lines stay, and say so.
    let uneven: Vec<_> = [900, 0, 0, 0, 0, 0].repeat(3);
    let finding = monthly(&uneven).judge(&ROW);
    assert!(finding.evidence().cautions.contains(&Caution::NoLowerLine));
    assert_eq!(describe_finding(&finding), "Amber between_control_lines");
}

#[test]
fn the_chart_says_what_the_latest_month_is() {
    let level = [100, 104, 98, 110, 95, 102, 97, 106, 101, 99, 103, 105];
    let with = |latest: i64| {
        level.iter().copied().chain([100, 104, 98, 110, 95, latest]).collect::<Vec<_>>()
    };
    for (latest, series, variation) in [
        (160, LOWER, Variation::Concern),
        (160, HIGHER, Variation::Improvement),
        (160, NEITHER, Variation::High),
        (40, LOWER, Variation::Improvement),
        (40, NEITHER, Variation::Low),
        (102, LOWER, Variation::CommonCause),
    ] {
        let finding = monthly(&with(latest)).judge(&SpcVariance::new(series));
        assert_eq!(finding.evidence().variation, Some(variation), "{latest}");
    }
    // The mean and the upper limit by numpy: the range of 65 is screened out once.
    let chart = chart(&monthly(&with(160)).judge(&ROW));
    let limits = chart.points[17].limits.expect("limits");
    assert_near("mean", Some(limits.mean.get()), 104.833_333_333_333_33, 1e-9);
    assert_near("high", Some(limits.high.get()), 123.616_578_014_184_4, 1e-9);
    assert_eq!(chart.points[17].signals, ["outside"]);
    assert!(chart.points[..17].iter().all(|point| !point.signals.contains(&"outside")));
}

#[test]
fn limits_start_anew_where_recording_changed() {
    let months: Vec<_> = seasonal().into_iter().chain([]).collect();
    let mut terms = terms();
    terms.recording_changes = vec![RecordingChange {
        series: LOWER.id().to_owned(),
        from: month("2013-04"),
        why: "Counted by victim, not by call.".to_owned(),
    }];
    let finding = monthly(&months).judge_under(&ROW, &terms);
    let chart = chart(&finding);
    assert_eq!(chart.changes.len(), 1);
    assert_eq!(chart.changes[0].period.to_string(), "April 2013");
    let mean = |place: usize| chart.points[place].limits.map(|limits| limits.mean.get());
    // 1,000.6 in 2012/13 and 983.3 after, by hand.
    let of = |months: &[i64]| {
        let total: i64 = months.iter().sum();
        f64::from(i32::try_from(total).expect("small"))
            / f64::from(u8::try_from(months.len()).expect("few"))
    };
    assert_near("before", mean(11), of(&months[..12]), 1e-9);
    assert_near("after", mean(12), of(&months[12..]), 1e-9);
    // The 18 months of the note begin with that month, so nothing they compare has changed.
    assert!(!finding.evidence().cautions.contains(&Caution::RecordingChanged));
}
