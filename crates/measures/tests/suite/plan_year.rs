//! Note ①: the plan's target, its trends, its last year under way or over, and years that overlap.

use panel_core::{
    Caution, Exhibit, Finding, OffencesTarget, ProjectionFan, RecordingChange, ReturnKind, Terms,
    TrendFamily,
};
use panel_measures::RecordedOffences;

use crate::offences::thirty_months;
use crate::support::{
    BASELINE, Built, HIGHER, LOWER, assert_near, describe_finding, month, number, returns, terms,
    terms_of,
};

const ROW: RecordedOffences = RecordedOffences::new(LOWER);

/// Months from April 2012 that end with `last`, and the two totals that they make.
fn months_to(last: &str, months: &[i64]) -> Built {
    let latest = month(last);
    let year = format!("{}/{}", latest.plus(-11).iso(), latest.iso());
    let total = |months: &[i64]| months.iter().sum();
    returns(ReturnKind::Counts)
        .with_count(BASELINE, total(&months[..12]))
        .with_count(&year, total(&months[months.len() - 12..]))
        .and(ReturnKind::MonthlyCounts)
        .with_run(LOWER, 1, last, months)
}

/// So many months around a level that changes by `step` a month.
fn sloping(months: i64, step: i64) -> Vec<i64> {
    let noise = [0, 7, -4, 3, -6];
    (0..months)
        .zip(noise.iter().cycle())
        .map(|(month, noise)| 2000 + step * month + noise)
        .collect()
}

fn fan(finding: &Finding) -> ProjectionFan {
    match finding.evidence().exhibit().cloned() {
        Some(Exhibit::Projection(fan)) => fan,
        other => panic!("no fan but {other:?}"),
    }
}

fn with_target(target: OffencesTarget) -> Terms {
    let mut terms = terms();
    terms.tests.offences_target = target;
    terms
}

#[test]
fn the_target_is_what_the_plan_says() {
    use OffencesTarget::{BetterThanBaseline, Percent, SignificantImprovement};
    // A level that stays, but for 3 in the thousand: the totals of the trends lie just below.
    let hardly = thirty_months(|month| 1000 - month / 10);
    // 10 fewer a month: the year to March 2017 is some 480 a month below the baseline's 945.
    let steeply = thirty_months(|month| 1000 - 10 * month);
    for (name, target, months, outcome) in [
        ("any", BetterThanBaseline, &hardly, "Amber projected_to_improve"),
        ("significant", SignificantImprovement, &hardly, "Red not_improved_nor_projected_to"),
        ("by 3%", Percent(3.0), &hardly, "Red not_improved_nor_projected_to"),
        ("by 40%", Percent(40.0), &steeply, "Green improved_and_projected_to_hold"),
        ("by 90%", Percent(90.0), &steeply, "Amber improved_not_projected_to_hold"),
    ] {
        let finding = crate::offences::offences(months).judge_under(&ROW, &with_target(target));
        assert_eq!(describe_finding(&finding), outcome, "{name}");
    }
    let judged = |target| {
        let built = crate::offences::offences(&steeply);
        number(
            built.judge_under(&ROW, &with_target(target)).evidence(),
            "total that would meet the target",
        )
    };
    let baseline: i64 = steeply[..12].iter().sum();
    let baseline = f64::from(i32::try_from(baseline).expect("small"));
    assert_near("40% below", judged(Percent(40.0)), baseline * 0.6, 1e-9);
    assert_near("the baseline", judged(BetterThanBaseline), baseline, 1e-9);
}

#[test]
fn more_is_better_has_its_target_above_the_baseline() {
    let rising = thirty_months(|month| 1000 + 10 * month);
    let row = RecordedOffences::new(HIGHER);
    let built = || crate::offences::offences(&rising);
    let by = |percent| {
        describe_finding(&built().judge_under(&row, &with_target(OffencesTarget::Percent(percent))))
    };
    assert_eq!(by(30.0), "Green improved_and_projected_to_hold");
    assert_eq!(by(90.0), "Amber improved_not_projected_to_hold");
}

#[test]
fn only_the_trends_that_the_plan_names_are_asked() {
    let months = thirty_months(|month| 1000 - month);
    let mut terms = terms();
    for (trends, codes) in [
        (vec![TrendFamily::Linear], ["T0", "T1"].as_slice()),
        (vec![TrendFamily::Robust, TrendFamily::Smoothing], &["T0", "T3", "T4"]),
    ] {
        terms.tests.trends.clone_from(&trends);
        let finding = crate::offences::offences(&months).judge_under(&ROW, &terms);
        let drawn: Vec<_> = fan(&finding).trends.iter().map(|trend| trend.code).collect();
        assert_eq!(drawn, codes);
        let fitted = number(finding.evidence(), "trends fitted");
        assert_near("trends", fitted, f64::from(u8::try_from(trends.len()).expect("few")), 0.0);
    }
}

#[test]
fn the_months_of_the_plans_last_year_that_are_known_are_counted() {
    // April 2012 to June 2016: the first three months of 2016/17 are known.
    let months = sloping(51, -10);
    let finding = months_to("2016-06", &months).judge_under(&ROW, &terms_of("2016-17 Q1"));
    assert_eq!(describe_finding(&finding), "Green improved_and_projected_to_hold");
    let evidence = finding.evidence();
    assert!(evidence.cautions.contains(&Caution::PartlyKnown));
    let known: i64 = months[48..].iter().sum();
    let real = |count: i64| f64::from(i32::try_from(count).expect("small"));
    assert_near("known", number(evidence, "counted of it so far"), real(known), 0.0);
    // T0 repeats July 2015 to March 2016, so that its year is the latest twelve months.
    let latest: i64 = months[39..].iter().sum();
    assert_near("T0", number(evidence, "T0 no change: total"), real(latest), 1e-9);
    // A straight line through 2000 − 10 t has some 1,520 in July 2016 and 1,440 in March 2017.
    let line: i64 = (51..60).map(|month| 2000 - 10 * month).sum();
    assert_near("T1", number(evidence, "T1 linear: total"), real(known + line), 30.0);
    let fan = fan(&finding);
    assert_eq!(fan.steps.first().map(|step| step.period.to_string()).as_deref(), Some("July 2016"));
    assert_eq!(fan.steps.last().map(|step| step.period.to_string()).as_deref(), Some("March 2017"));
    assert_eq!(fan.steps.len(), 9);
}

#[test]
fn a_year_that_is_over_is_judged_by_its_own_total() {
    for (name, step, target, outcome) in [
        ("improved", -10, OffencesTarget::SignificantImprovement, "Green plan_year_achieved"),
        (
            "improved, too little",
            -10,
            OffencesTarget::Percent(60.0),
            "Amber improved_target_not_met",
        ),
        ("hardly lower", 0, OffencesTarget::SignificantImprovement, "Red plan_year_not_achieved"),
        ("worse", 10, OffencesTarget::SignificantImprovement, "Red significantly_worse"),
    ] {
        let mut terms = terms_of("2016-17 Q4");
        terms.tests.offences_target = target;
        let finding = months_to("2017-03", &sloping(60, step)).judge_under(&ROW, &terms);
        assert_eq!(describe_finding(&finding), outcome, "{name}");
        assert_eq!(finding.figures().projection, None, "{name}");
    }
    // One fewer in a year meets “better than the baseline” without being significant.
    let mut months = vec![1000; 60];
    months[59] = 999;
    let mut terms = terms_of("2016-17 Q4");
    terms.tests.offences_target = OffencesTarget::BetterThanBaseline;
    let finding = months_to("2017-03", &months).judge_under(&ROW, &terms);
    assert_eq!(describe_finding(&finding), "Amber target_met_not_improved");
}

#[test]
fn after_the_plans_end_nothing_is_projected() {
    let finding =
        months_to("2017-06", &sloping(63, -10)).judge_under(&ROW, &terms_of("2017-18 Q1"));
    assert_eq!(describe_finding(&finding), "Amber projection_unavailable");
}

#[test]
fn years_that_overlap_are_compared_without_the_months_they_share() {
    // April 2012 to September 2013: October 2012 to March 2013 are in both years.
    let baseline = [100, 104, 98, 110, 95, 102, 97, 106, 101, 99, 103, 105];
    let months: Vec<_> = baseline.into_iter().chain([80, 82, 79, 85, 81, 83]).collect();
    let terms = terms_of("2013-14 Q2");
    let finding = months_to("2013-09", &months).judge_under(&ROW, &terms);
    let evidence = finding.evidence();
    assert_eq!(describe_finding(&finding), "Green improved_and_projected_to_hold");
    assert_near("before", number(evidence, "baseline without shared months"), 609.0, 0.0);
    assert_near("after", number(evidence, "latest without shared months"), 490.0, 0.0);
    // (490 − 609)/√1,099 by hand; φ is 1, as the variance of the baseline's months is below their mean.
    assert_near("z", number(evidence, "z"), -3.589_617_015_570_232, 1e-12);
    assert!(evidence.cautions.contains(&Caution::SharedMonthsDropped));
    assert!(evidence.cautions.contains(&Caution::DispersionFromSpread));

    // Without months nothing tells which are shared, and of the same year nothing is left.
    let totals =
        returns(ReturnKind::Counts).with_count(BASELINE, 1220).with_count("2012-10/2013-09", 1101);
    assert_eq!(describe_finding(&totals.judge_under(&ROW, &terms)), "reported periods_overlap");
    let same = months_to("2013-03", &baseline);
    assert_eq!(
        describe_finding(&same.judge_under(&ROW, &terms_of("2012-13 Q4"))),
        "reported periods_overlap"
    );
}

#[test]
fn dispersion_of_few_months_is_that_of_the_baseline_year() {
    // numpy: var(ddof=1)/mean of the baseline's twelve months; what follows is level.
    let baseline = [100, 140, 60, 110, 150, 50, 100, 140, 60, 110, 150, 50];
    let months: Vec<_> = baseline.into_iter().chain([100; 9]).collect();
    let finding = months_to("2013-12", &months).judge_under(&ROW, &terms_of("2013-14 Q3"));
    let evidence = finding.evidence();
    assert_near("φ", number(evidence, "dispersion φ"), 14.813_710_879_284_65, 1e-9);
    assert!(evidence.cautions.contains(&Caution::DispersionFromSpread));
}

#[test]
fn a_change_of_recording_within_the_months_compared_is_told() {
    let built = crate::offences::offences(&thirty_months(|month| 1000 - 10 * month));
    let mut terms = terms();
    for (series, from, told_of) in [
        (LOWER.id(), "2013-04", true),
        (LOWER.id(), "2014-09", true),
        (LOWER.id(), "2012-04", false),
        (LOWER.id(), "2014-10", false),
        ("another-series", "2013-04", false),
    ] {
        terms.recording_changes = vec![RecordingChange {
            series: series.to_owned(),
            from: month(from),
            why: "Counted by victim, not by call.".to_owned(),
        }];
        let finding = built.judge_under(&ROW, &terms);
        let cautions = &finding.evidence().cautions;
        assert_eq!(cautions.contains(&Caution::RecordingChanged), told_of, "{series} {from}");
    }
}
