use std::collections::BTreeSet;

use panel_core::{Observation, ReturnKind, Returns, Series, Source, Status, Supply};
use proptest::prelude::{Just, Strategy, prop_assert, prop_assert_eq, proptest};

use crate::support::{OFFENCES, OTHER, OWN, awaiting, observed, period, received};

const LATEST: &str = "2013-10/2014-09";

fn of_other(mut observation: Observation) -> Observation {
    observation.area = OTHER.into();
    observation
}

fn annualised(mut observation: Observation) -> Observation {
    observation.status = Status::Annualised;
    observation
}

/// The line of what was received, or the reason of what was not.
fn describe_supply(supply: Supply<'_>) -> String {
    match supply {
        Supply::Received(observation) => format!("line {}", observation.source.line),
        Supply::Awaited(awaiting) => awaiting.why.clone(),
        Supply::Unexplained => "unexplained".to_owned(),
    }
}

#[test]
fn a_figure_is_supplied_for_exactly_its_period_series_kind_and_force() {
    let own = || observed(LATEST, 370, 2);
    let another = Series::lower_is_better("offences/other");
    for (name, observation, kind, series, wanted, found) in [
        ("the same", own(), ReturnKind::Counts, OFFENCES, LATEST, "line 2"),
        ("a shorter period", own(), ReturnKind::Counts, OFFENCES, "2014-04/2014-09", "unexplained"),
        ("a longer period", own(), ReturnKind::Counts, OFFENCES, "2013-09/2014-09", "unexplained"),
        ("another kind", own(), ReturnKind::Figures, OFFENCES, LATEST, "unexplained"),
        ("another series", own(), ReturnKind::Counts, another, LATEST, "unexplained"),
        ("another force", of_other(own()), ReturnKind::Counts, OFFENCES, LATEST, "unexplained"),
    ] {
        let returns = received([observation]);
        assert_eq!(describe_supply(returns.supply(kind, series, period(wanted))), found, "{name}");
    }
}

#[test]
fn a_year_is_supplied_by_itself_or_by_an_annualised_part_of_it() {
    let part = || annualised(observed("2014-04/2014-09", 370, 3));
    for (name, observations, found) in [
        ("nothing", vec![], "unexplained"),
        ("the year", vec![observed(LATEST, 370, 2)], "line 2"),
        ("an annualised half", vec![part()], "line 3"),
        ("a half that is not annualised", vec![observed("2014-04/2014-09", 185, 3)], "unexplained"),
        (
            "an annualised half of another end",
            vec![annualised(observed("2014-03/2014-08", 370, 3))],
            "unexplained",
        ),
        ("an annualised half of another force", vec![of_other(part())], "unexplained"),
    ] {
        let returns = received(observations);
        let supply = returns.supply_year(ReturnKind::Counts, OFFENCES, period(LATEST));
        assert_eq!(describe_supply(supply), found, "{name}");
        let plain = returns.supply(ReturnKind::Counts, OFFENCES, period(LATEST));
        assert_eq!(
            describe_supply(plain) == "line 2",
            name == "the year",
            "{name}: supply scales nothing"
        );
    }
}

#[test]
fn the_year_itself_goes_before_an_annualised_part_of_it() {
    let part = annualised(observed("2014-04/2014-09", 370, 3));
    let returns = received([observed(LATEST, 371, 2), part]);
    let supply = returns.supply_year(ReturnKind::Counts, OFFENCES, period(LATEST));
    assert_eq!(describe_supply(supply), "line 2");
}

#[test]
fn the_latest_figure_is_that_of_the_force_and_of_any_period() {
    for (name, observations, found) in [
        ("nothing", vec![], "unexplained"),
        ("one", vec![observed("2014-06", 1, 2)], "line 2"),
        ("the later end", vec![observed("2014-09", 1, 2), observed("2014-06", 1, 3)], "line 2"),
        ("of another area", vec![of_other(observed("2014-09", 1, 4))], "unexplained"),
        (
            "later, of another area",
            vec![observed("2014-06", 1, 2), of_other(observed("2014-09", 1, 4))],
            "line 2",
        ),
        (
            "the later beginning of one end",
            vec![observed("2014-07/2014-09", 1, 5), observed(LATEST, 1, 6)],
            "line 5",
        ),
    ] {
        let returns = received(observations);
        assert_eq!(
            describe_supply(returns.supply_latest(ReturnKind::Counts, OFFENCES)),
            found,
            "{name}"
        );
    }
}

#[test]
fn a_series_of_england_and_wales_is_supplied_of_that_area_alone() {
    const NATIONAL: Series = OFFENCES.of_england_and_wales();
    let national =
        |months, line| Observation { area: "K04000001".into(), ..observed(months, 1, line) };
    let both = received([national("2014-06", 2), observed("2014-09", 1, 3)]);
    assert_eq!(describe_supply(both.supply_latest(ReturnKind::Counts, NATIONAL)), "line 2");
    assert_eq!(
        describe_supply(both.supply(ReturnKind::Counts, NATIONAL, period("2014-06"))),
        "line 2"
    );
    assert_eq!(describe_supply(both.supply_latest(ReturnKind::Counts, OFFENCES)), "line 3");
    let own = received([observed("2014-09", 1, 3)]);
    assert_eq!(describe_supply(own.supply_latest(ReturnKind::Counts, NATIONAL)), "unexplained");
}

#[test]
fn what_is_missing_is_explained_for_its_period_or_as_a_whole() {
    let counts = ReturnKind::Counts;
    for (name, explained, wanted, found) in [
        ("the whole series", awaiting(counts, None, "late"), Some(LATEST), "late"),
        ("the whole series, of any period", awaiting(counts, None, "late"), None, "late"),
        ("the period", awaiting(counts, Some(LATEST), "late"), Some(LATEST), "late"),
        ("some period, of any", awaiting(counts, Some(LATEST), "late"), None, "late"),
        ("another period", awaiting(counts, Some("2012/13"), "late"), Some(LATEST), "unexplained"),
        (
            "a longer period",
            awaiting(counts, Some("2013-09/2014-09"), "late"),
            Some(LATEST),
            "unexplained",
        ),
        ("another kind", awaiting(ReturnKind::Surveys, None, "late"), Some(LATEST), "unexplained"),
    ] {
        let mut returns = Returns::new(OWN);
        returns.await_figure(explained);
        let supply = returns.awaited(counts, OFFENCES, wanted.map(period));
        assert_eq!(describe_supply(supply), found, "{name}");
        let supply = match wanted {
            Some(wanted) => returns.supply(counts, OFFENCES, period(wanted)),
            None => returns.supply_latest(counts, OFFENCES),
        };
        assert_eq!(describe_supply(supply), found, "{name}, asked for the figure");
    }
}

#[test]
fn a_run_of_months_explains_each_of_them() {
    let months = ReturnKind::MonthlyCounts;
    let mut returns = Returns::new(OWN);
    returns.await_figure(awaiting(months, Some("2014-04/2014-08"), "late"));
    for (month, found) in [("2014-04", "late"), ("2014-08", "late"), ("2014-09", "unexplained")] {
        assert_eq!(
            describe_supply(returns.supply(months, OFFENCES, period(month))),
            found,
            "{month}"
        );
    }
}

#[test]
fn what_is_pending_of_another_area_stands_for_none_of_the_force() {
    let counts = ReturnKind::Counts;
    let mut of_other = awaiting(counts, Some(LATEST), "received of another");
    of_other.area = Some(OTHER.to_owned());
    let mut returns = Returns::new(OWN);
    returns.await_figure(of_other);
    assert_eq!(describe_supply(returns.supply(counts, OFFENCES, period(LATEST))), "unexplained");
    assert_eq!(describe_supply(returns.supply_latest(counts, OFFENCES)), "unexplained");
    // A series that is of another area waits for it, and the series is spoken of.
    let mut of_england = awaiting(counts, None, "received of England and Wales");
    of_england.area = Some("K04000001".to_owned());
    returns.await_figure(of_england);
    let of_both = OFFENCES.of_england_and_wales();
    assert_eq!(
        describe_supply(returns.supply_latest(counts, of_both)),
        "received of England and Wales"
    );
    assert!(returns.speaks_of(counts, OFFENCES));
    let mut own = awaiting(counts, Some(LATEST), "received of the force");
    own.area = Some(OWN.to_owned());
    returns.await_figure(own);
    assert_eq!(
        describe_supply(returns.supply(counts, OFFENCES, period(LATEST))),
        "received of the force"
    );
}

#[test]
fn the_first_explanation_stands_and_a_figure_goes_before_any() {
    let mut returns = Returns::new(OWN);
    returns.await_figure(awaiting(ReturnKind::Counts, Some("2012/13"), "first"));
    returns.await_figure(awaiting(ReturnKind::Counts, None, "second"));
    let told_for = |returns: &Returns, months| {
        describe_supply(returns.supply(ReturnKind::Counts, OFFENCES, period(months)))
    };
    assert_eq!(told_for(&returns, "2012/13"), "first");
    assert_eq!(told_for(&returns, LATEST), "second");
    returns.receive(ReturnKind::Counts, observed("2012/13", 667, 9));
    assert_eq!(told_for(&returns, "2012/13"), "line 9");
    assert_eq!(returns.all_awaited().len(), 2);
}

#[test]
fn kinds_and_states_have_names_that_read_back() {
    let names: BTreeSet<_> = ReturnKind::ALL.into_iter().map(ReturnKind::name).collect();
    assert_eq!(names.len(), ReturnKind::ALL.len());
    for kind in ReturnKind::ALL {
        assert_eq!(ReturnKind::named(kind.name()), Some(kind));
    }
    assert_eq!(ReturnKind::named("Counts"), None);
    let states: Vec<_> = Status::ALL.into_iter().map(Status::name).collect();
    assert_eq!(
        states,
        [
            "final",
            "provisional",
            "revised",
            "annualised",
            "partial",
            "proxy",
            "definition_differs",
            "impossible"
        ]
    );
    let source = Source { file: "returns/counts.csv".into(), line: 14 };
    assert_eq!(source.to_string(), "returns/counts.csv:14");
}

/// One figure for each of some months, of one area or the other: no two of the same key.
fn figures() -> impl Strategy<Value = (Vec<Observation>, Vec<Observation>)> {
    let mut all = Vec::new();
    for (line, months) in
        ["2012/13", LATEST, "2014-04/2014-09", "2014-09", "2014-07/2014-09", "2013/14"]
            .into_iter()
            .enumerate()
    {
        let line = u32::try_from(line).expect("few lines") * 2;
        all.push(observed(months, 1, line));
        all.push(of_other(annualised(observed(months, 1, line + 1))));
    }
    (Just(all.clone()), Just(all).prop_shuffle())
}

proptest! {
    #[test]
    fn the_order_of_receipt_changes_nothing((sorted, shuffled) in figures()) {
        let (one, other) = (received(sorted), received(shuffled));
        let lines = |returns: &Returns| -> Vec<_> {
            returns.observations().map(|(kind, found)| (kind, found.source.line)).collect()
        };
        prop_assert_eq!(lines(&one), lines(&other));
        let (kind, series) = (ReturnKind::Counts, OFFENCES);
        prop_assert_eq!(
            describe_supply(one.supply_latest(kind, series)),
            describe_supply(other.supply_latest(kind, series))
        );
        for months in [LATEST, "2012/13", "2014-09"] {
            prop_assert_eq!(
                describe_supply(one.supply_year(kind, series, period(months))),
                describe_supply(other.supply_year(kind, series, period(months)))
            );
        }
        let ends: Vec<_> = other.own(kind, series).map(|found| found.period.last()).collect();
        prop_assert!(ends.is_sorted());
        prop_assert_eq!(ends.len() * 2, other.of_series(kind, series).count());
    }
}
