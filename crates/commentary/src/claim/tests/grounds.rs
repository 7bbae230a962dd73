//! Claims that the row's test, its colour or its state decides.

use super::*;
use Direction::{Higher, Lower, Neither};

const TESTED: [&str; 3] = ["significantly up", "significantly down", "no significant change"];

/// What a reason says of a change: for the better, none, for the worse, or nothing.
fn expected(reason: Reason) -> Option<i8> {
    use Reason as R;
    match reason {
        R::SignificantlyBetter
        | R::ImprovedAndProjectedToHold
        | R::ImprovedNotProjectedToHold
        | R::PlanYearAchieved
        | R::ImprovedTargetNotMet
        | R::BeyondControlLineBetter => Some(1),
        R::SignificantlyWorse | R::SignificantlyWorseNow | R::BeyondControlLineWorse => Some(-1),
        R::NoSignificantChange
        | R::ProjectedToImprove
        | R::NotImprovedNorProjectedTo
        | R::TargetMetNotImproved
        | R::PlanYearNotAchieved
        | R::BetweenControlLines
        | R::ProjectionNotComputed => Some(0),
        _ => None,
    }
}

#[test]
fn significance_is_what_the_rows_test_found() {
    for reason in Reason::ALL.into_iter().filter(|reason| *reason != Reason::ProjectionUnavailable)
    {
        let finding = reported(Figures::against_baseline(count(100), count(90)), reason);
        for (better, sign) in [(Lower, -1), (Higher, 1)] {
            let holds: &[&str] = match expected(reason).map(|turn| turn * sign) {
                Some(1) => &TESTED[..1],
                Some(-1) => &TESTED[1..2],
                Some(_) => &TESTED[2..],
                None => &[],
            };
            only(&finding, better, &TESTED, holds);
        }
        only(&finding, Neither, &TESTED, &[]);
    }
}

#[test]
fn a_change_so_far_without_a_trend_has_its_way_from_the_colour() {
    let finding = |colour| {
        let figures = Figures::against_baseline(count(100), count(90));
        assessed(figures, colour, Reason::ProjectionUnavailable)
    };
    only(&finding(Assessment::Amber), Lower, &TESTED, &["significantly down"]);
    only(&finding(Assessment::Red), Lower, &TESTED, &["significantly up"]);
    let figures = Figures::against_baseline(count(100), count(90));
    only(&reported(figures, Reason::ProjectionUnavailable), Lower, &TESTED, &[]);
}

#[test]
fn a_row_that_was_not_tested_says_why_and_what_can_be_claimed() {
    let figures = Figures::against_baseline(count(100), count(90));
    let finding = reported(figures, Reason::NumberSurveyedUnknown);
    assert_eq!(
        describe_faults(&finding, Higher, "significantly down"),
        "nothing: no test supports it: The number of people surveyed was not given; \
         90 against 100: down 10.0%, which says nothing of significance: claim up, down or level \
         of the figures alone"
    );
}

#[test]
fn a_test_against_the_group_is_none_of_a_change() {
    for rule in [Rule::GroupPosition, Rule::SurveyGroupPosition] {
        let place = Figures::latest_only(known(Quantity::Place { place: 2, of: Some(8) }));
        let finding = assessed(place, Assessment::Green, Reason::BeyondControlLineBetter);
        let finding = with(finding, |evidence| *evidence = Evidence::for_rule(rule));
        only(&finding, Lower, &TESTED, &[]);
        only(&finding, Lower, &["green", "best 2", "up", "better"], &["green", "best 2"]);
    }
}

#[test]
fn a_colour_is_that_of_the_dashboard() {
    let colours = ["green", "amber", "red"];
    let figures = || Figures::against_baseline(count(100), count(90));
    for (colour, word) in
        [(Assessment::Green, "green"), (Assessment::Amber, "amber"), (Assessment::Red, "red")]
    {
        let finding = assessed(figures(), colour, Reason::NoSignificantChange);
        only(&finding, Lower, &colours, &[word]);
    }
    let finding = reported(figures(), Reason::NoBaseline);
    only(&finding, Lower, &colours, &[]);
    assert_eq!(
        describe_faults(&finding, Lower, "red"),
        "not assessed: There is no baseline to compare with"
    );
    let finding = assessed(figures(), Assessment::Amber, Reason::NoSignificantChange);
    assert_eq!(describe_faults(&finding, Lower, "red"), "amber: No significant change");
}

/// A claim of every kind but `awaited`.
const OTHERS: [&str; 9] = [
    "up",
    "level",
    "significantly down",
    "no significant change",
    "better",
    "2 consecutive months below average",
    "rank 1",
    "best 3",
    "amber",
];

#[test]
fn of_an_awaited_row_nothing_is_claimed_but_that_it_is_awaited() {
    let figure = || Figure::Awaited(awaited());
    let nothing = Finding::without_test(
        Figures::against_baseline(figure(), figure()),
        Reason::Awaited,
        Evidence::for_rule(Rule::Key),
    );
    assert_eq!(nothing.state(), "awaited");
    let latest = reported(Figures::against_baseline(count(5), figure()), Reason::Awaited);
    for finding in [nothing, latest] {
        only(&finding, Lower, &["awaited"], &["awaited"]);
        for words in OTHERS {
            assert_eq!(
                describe_faults(&finding, Lower, words),
                "nothing: it is awaited: The figures are late; write the sentence without it, or \
                 say that it is awaited, as {{ claim(\"sp12.offences\", \"awaited\") }}"
            );
        }
    }
    let baseline = reported(Figures::against_baseline(figure(), count(1_234)), Reason::NoBaseline);
    assert_eq!(describe_faults(&baseline, Lower, "awaited"), "1,234, which was received");
}

#[test]
fn of_a_withheld_row_nothing_is_claimed_and_no_figure_told() {
    let latest = Figures::against_baseline(count(7_654), withheld());
    let baseline = Figures::against_baseline(withheld(), count(7_654));
    for finding in [
        assessed(latest, Assessment::Red, Reason::SignificantlyWorse),
        assessed(baseline, Assessment::Red, Reason::SignificantlyWorse),
        resting_on_a_withheld_figure(),
    ] {
        let mut all: Vec<_> =
            OTHERS.iter().map(|words| describe_faults(&finding, Lower, words)).collect();
        all.extend(
            ["down", "red", "worse", "awaited"]
                .map(|words| describe_faults(&finding, Lower, words)),
        );
        all.dedup();
        // The same whatever is claimed: that it differed would tell which claim holds.
        assert_eq!(
            all,
            ["nothing: figures of it are withheld, and a claim could give them away; write the \
              sentence without a claim, and without saying which way it went"]
        );
    }
}

#[test]
fn of_a_rounded_row_what_is_shown_is_claimed() {
    only(&rounded(), Lower, &["up", "down", "level"], &["up"]);
    assert_eq!(
        describe_faults(&rounded(), Lower, "down"),
        "120 against 100: up 20.0%, which was not tested"
    );
}
