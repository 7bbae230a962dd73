//! Events for each 100 months at risk.

use panel_core::{Caution, Figure, Finding, Quantity, ReturnKind, Series, Status};
use panel_measures::RateAtRisk;

use crate::support::{
    BASELINE, Built, LATEST, LOWER, NEITHER, OWN, assert_near, decimal, describe_finding, inputs,
    number, returns,
};

const DAYS: Series = Series::neither_is_better("days-at-risk");
const DISPERSION: Series = Series::neither_is_better("dispersion");
const ROW: RateAtRisk = RateAtRisk {
    id: "rate",
    label: "Offences for each 100 months at liberty",
    events: LOWER,
    days: DAYS,
    dispersion: DISPERSION,
};

/// Events and days at risk in the baseline year and the latest twelve months.
fn built(baseline: (i64, i64), latest: (i64, i64)) -> Built {
    let days = Quantity::Count;
    returns(ReturnKind::Counts)
        .with_count(BASELINE, baseline.0)
        .with_count(LATEST, latest.0)
        .with_series(DAYS, BASELINE, days(baseline.1))
        .with_series(DAYS, LATEST, days(latest.1))
}

fn with_dispersion(built: Built, baseline: &str, latest: &str) -> Built {
    built
        .and(ReturnKind::Figures)
        .with_series(DISPERSION, BASELINE, Quantity::Number(decimal(baseline)))
        .with_series(DISPERSION, LATEST, Quantity::Number(decimal(latest)))
}

fn figures(finding: &Finding) -> Vec<String> {
    let printed = |figure: &Figure| match figure {
        Figure::Known { value, status, .. } => format!("{value} {}", status.name()),
        Figure::Awaited(awaited) => awaited.why.clone(),
        Figure::Withheld { .. } => "withheld".to_owned(),
    };
    finding.figures().all().map(printed).collect()
}

#[test]
fn rates_are_compared_and_not_events() {
    // As many events, of half the months: the rate has doubled.
    let finding = built((120, 60_875), (120, 30_438)).judge(&ROW);
    assert_eq!(describe_finding(&finding), "Red significantly_worse");
    assert_eq!(figures(&finding), ["6.0 final", "12.0 final"]);
    // Half the events of half the months: nothing has changed.
    let same = built((120, 60_875), (60, 30_438)).judge(&ROW);
    assert_eq!(describe_finding(&same), "Amber no_significant_change");
    assert_near("z", number(same.evidence(), "z"), 0.0, 0.01);
    let better = built((120, 60_875), (60, 60_875)).judge(&ROW);
    assert_eq!(describe_finding(&better), "Green significantly_better");
    assert_eq!(better.figures().change().expect("a change").to_string(), "−50%");
}

#[test]
fn the_row_names_its_numbers_and_the_lines_that_they_come_from() {
    let finding = with_dispersion(built((120, 60_875), (60, 60_875)), "1.5", "2").judge(&ROW);
    let evidence = finding.evidence();
    assert_eq!(
        inputs(evidence),
        [
            "baseline: events returns/counts.csv:2",
            "baseline: days at risk returns/counts.csv:4",
            "latest: events returns/counts.csv:3",
            "latest: days at risk returns/counts.csv:5"
        ]
    );
    assert_near("months", number(evidence, "months at risk, latest"), 2000.0, 1e-9);
    assert_near("rate", number(evidence, "events for each 100, latest"), 3.0, 1e-9);
    // The larger φ of the two: z = −60/√(2 × 180).
    assert_near("φ", number(evidence, "φ"), 2.0, 1e-12);
    assert_near("z", number(evidence, "z"), -60.0 / 360_f64.sqrt(), 1e-9);
    assert!(evidence.cautions.is_empty(), "{:?}", evidence.cautions);
}

#[test]
fn events_of_few_people_are_weaker_evidence() {
    let counts = || built((120, 60_875), (85, 60_875));
    assert_eq!(describe_finding(&counts().judge(&ROW)), "Green significantly_better");
    let clustered = with_dispersion(counts(), "1.0", "3.0").judge(&ROW);
    assert_eq!(describe_finding(&clustered), "Amber no_significant_change");
    // Small counts, too, which the exact test would take for those of many.
    let few = || built((30, 60_875), (12, 60_875));
    assert_eq!(describe_finding(&few().judge(&ROW)), "Green significantly_better");
    assert_eq!(
        describe_finding(&with_dispersion(few(), "3", "3").judge(&ROW)),
        "Amber no_significant_change"
    );
    assert_eq!(
        with_dispersion(few(), "1", "1").judge(&ROW).evidence().method,
        Some("exact conditional test of two Poisson counts over their months at risk")
    );
}

#[test]
fn a_dispersion_that_is_not_known_is_said_to_be_poissons() {
    let finding = built((120, 60_875), (60, 60_875)).judge(&ROW);
    assert_eq!(finding.evidence().cautions, [Caution::DispersionUnknown]);
    let nothing = built((0, 60_875), (0, 60_875)).judge(&ROW);
    assert_eq!(describe_finding(&nothing), "Amber no_significant_change");
    assert!(nothing.evidence().cautions.is_empty());
    assert_eq!(figures(&nothing), ["0.0 final", "0.0 final"]);
}

#[test]
fn the_interval_is_exact_for_few_events_and_wider_for_those_of_few_people() {
    let interval =
        |built: Built| built.judge(&ROW).evidence().interval.expect("an interval").printed();
    // 5 events in 1,000 months: Garwood's 1.623 to 11.668.
    assert_eq!(interval(built((9, 30_438), (5, 30_438))), "0.2 to 1.2");
    // 65 in 100 months: Byar's 50.16 to 82.85.
    assert_eq!(interval(built((65, 3044), (65, 3044))), "50.2 to 82.8");
    let clustered = with_dispersion(built((65, 3044), (65, 3044)), "4", "4");
    assert_eq!(interval(clustered), "38.0 to 102.8");
}

#[test]
fn time_that_is_not_known_is_a_caution_and_tested_all_the_same() {
    let days = |status| {
        returns(ReturnKind::Counts)
            .with_count(BASELINE, 120)
            .with_count(LATEST, 60)
            .with_series(DAYS, BASELINE, Quantity::Count(60_875))
            .with_value(DAYS, OWN, LATEST, Quantity::Count(60_875), status)
            .judge(&ROW)
    };
    let known = days(Status::Final);
    assert!(!known.evidence().cautions.contains(&Caution::AtRiskThroughout));
    let unknown = days(Status::Proxy);
    assert_eq!(describe_finding(&unknown), "Green significantly_better");
    assert!(unknown.evidence().cautions.contains(&Caution::AtRiskThroughout));
    assert!(!unknown.evidence().cautions.contains(&Caution::StandIn));
    assert_eq!(figures(&unknown), ["6.0 final", "3.0 final"]);
    assert_eq!(describe_finding(&days(Status::Partial)), "reported part_of_the_period");
}

#[test]
fn what_is_missing_is_awaited_and_what_is_there_is_shown() {
    let days = Quantity::Count;
    let latest = returns(ReturnKind::Counts)
        .with_count(LATEST, 60)
        .with_series(DAYS, LATEST, days(60_875))
        .awaiting(Some(BASELINE))
        .judge(&ROW);
    assert_eq!(describe_finding(&latest), "reported no_baseline");
    assert_eq!(figures(&latest), ["not yet supplied", "3.0 final"]);
    let none = returns(ReturnKind::Counts).awaiting(None).judge(&ROW);
    assert_eq!(describe_finding(&none), "awaited awaited");
    let silent = returns(ReturnKind::Counts).refusal(&ROW);
    assert_eq!(silent, "the-series has no counts return for 2012/13, and nothing says why");
    // Events without days have no rate.
    let no_days = returns(ReturnKind::Counts).with_count(BASELINE, 1).refusal(&ROW);
    assert_eq!(no_days, "days-at-risk has no counts return for 2012/13, and nothing says why");
}

#[test]
fn no_day_at_risk_gives_no_rate_and_is_refused() {
    let why = built((0, 0), (0, 1)).refusal(&ROW);
    assert!(why.contains("no rate can be taken of so many days"), "{why}");
    let huge = built((i64::MAX, 1), (1, 1)).judge(&ROW);
    assert_eq!(describe_finding(&huge), "Green significantly_better");
}

#[test]
fn a_direction_that_is_none_has_no_colour() {
    let row = RateAtRisk { events: NEITHER, ..ROW };
    let finding = built((120, 60_875), (60, 60_875)).judge(&row);
    assert_eq!(describe_finding(&finding), "reported neither_is_better");
}
