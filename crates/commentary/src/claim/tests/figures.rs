//! Claims that the figures alone decide.

use panel_core::Proportion;

use super::*;
use Direction::{Higher, Lower, Neither};

const WAYS: [&str; 3] = ["up", "down", "level"];

fn share(positive: u64, surveyed: u64) -> Figure {
    known(Quantity::Proportion(Proportion::new(positive, surveyed).unwrap()))
}

#[test]
fn up_down_and_level_are_of_the_two_figures_whatever_the_direction() {
    for better in [Lower, Higher, Neither] {
        for (before, now, way) in [
            (100, 101, "up"),
            (100, 99, "down"),
            (100, 100, "level"),
            // The least change of a large count is one, although it prints as 0%.
            (60_260, 60_261, "up"),
            (0, 0, "level"),
            (0, 1, "up"),
            (-5, -6, "down"),
        ] {
            only(&counts(before, now), better, &WAYS, &[way]);
        }
    }
}

#[test]
fn shares_are_level_where_their_change_prints_as_nothing() {
    // 84.50% and 84.54%: no tenth of a point apart.
    let level = Figures::against_baseline(share(8450, 10_000), share(8454, 10_000));
    only(&reported(level, Reason::NoTestSet), Higher, &WAYS, &["level"]);
    let up = Figures::against_baseline(share(8450, 10_000), share(8455, 10_000));
    only(&reported(up, Reason::NoTestSet), Higher, &WAYS, &["up"]);
}

#[test]
fn a_claim_that_fails_tells_what_the_figures_say() {
    let fell = Lower;
    let tested = |reason| {
        assessed(Figures::against_baseline(count(2_100), count(2_345)), Assessment::Red, reason)
    };
    assert_eq!(
        describe_faults(&tested(Reason::SignificantlyWorse), fell, "down"),
        "2,345 against 2,100: up 11.7%, significantly"
    );
    assert_eq!(
        describe_faults(&tested(Reason::NotImprovedNorProjectedTo), fell, "level"),
        "2,345 against 2,100: up 11.7%, not significantly"
    );
    for (before, now, says) in [
        (2_100, 2_345, "2,345 against 2,100: up 11.7%, which was not tested"),
        (60_260, 60_261, "60,261 against 60,260: up less than 0.1%, which was not tested"),
        (0, 5, "5 against 0: up, which was not tested"),
    ] {
        assert_eq!(describe_faults(&counts(before, now), Lower, "down"), says);
    }
    assert_eq!(
        describe_faults(&counts(7, 7), Lower, "up"),
        "7 against 7: level, which was not tested"
    );
}

#[test]
fn better_and_worse_turn_with_the_direction_of_the_series() {
    let words = ["better", "worse"];
    for (better, before, now, holds) in [
        (Lower, 100, 99, &["better"][..]),
        (Lower, 100, 101, &["worse"]),
        (Lower, 100, 100, &[]),
        (Higher, 100, 101, &["better"]),
        (Higher, 100, 99, &["worse"]),
        (Higher, 100, 100, &[]),
        (Neither, 100, 101, &[]),
    ] {
        only(&counts(before, now), better, &words, holds);
    }
    assert_eq!(
        describe_faults(&counts(100, 110), Lower, "better"),
        "110 against 100: up 10.0%, where lower is better"
    );
    assert!(
        describe_faults(&counts(100, 110), Neither, "better")
            .starts_with("nothing: neither direction")
    );
}

#[test]
fn the_year_to_date_is_set_against_the_year_before() {
    let figures = Figures::to_date(count(80), count(90));
    only(&reported(figures, Reason::NoTestSet), Lower, &WAYS, &["down"]);
}

#[test]
fn a_control_chart_compares_its_latest_points_with_the_mean_before() {
    let words = known(Quantity::Words("90.0 against 100.0".to_owned()));
    let finding = |values: &[f64]| {
        let latest = Figures::latest_only(words.clone());
        with(reported(latest, Reason::NoTestSet), |evidence| {
            draw(evidence, chart(1, values, 100.0));
        })
    };
    only(&finding(&[100.0, 100.0, 80.0, 100.0]), Lower, &WAYS, &["down"]);
    only(&finding(&[100.0, 100.0, 120.0, 100.0]), Lower, &WAYS, &["up"]);
    // To the tenth that is printed.
    only(&finding(&[100.0, 100.0, 100.0, 100.08]), Lower, &WAYS, &["level"]);
    assert_eq!(
        describe_faults(&finding(&[100.0, 100.0, 80.0, 100.0]), Lower, "up"),
        "90.0 against 100.0: down 10.0%, which was not tested"
    );
}

#[test]
fn without_two_figures_that_can_be_compared_there_is_nothing_to_claim() {
    let alone = reported(Figures::latest_only(count(5)), Reason::NoTestSet);
    let impossible = Figure::Known {
        value: Quantity::Count(4),
        status: Status::Impossible,
        note: None,
        period: "2012/13".to_owned(),
        subject: None,
    };
    let untrue = reported(Figures::against_baseline(count(5), impossible), Reason::ImpossibleShare);
    let late = Figures::against_baseline(Figure::Awaited(awaited()), count(5));
    for (finding, why) in [
        (alone, "it has no earlier figure"),
        (untrue, "its two figures cannot be compared"),
        (
            reported(late, Reason::NoBaseline),
            "what it is compared with is awaited: The figures are late",
        ),
    ] {
        for words in ["up", "down", "level", "better", "worse"] {
            let told = describe_faults(&finding, Lower, words);
            assert!(told.starts_with(&format!("nothing: {why};")), "{words}: {told}");
        }
    }
}

#[test]
fn a_place_is_claimed_with_or_without_the_size_of_its_group() {
    let claims =
        ["rank 2", "rank 3", "rank 4", "rank 3 of 8", "rank 3 of 7", "best 2", "best 3", "best 4"];
    let place = |of| {
        let place = known(Quantity::Place { place: 3, of });
        reported(Figures::latest_only(place), Reason::RankOnly)
    };
    only(&place(Some(8)), Lower, &claims, &["rank 3", "rank 3 of 8", "best 3", "best 4"]);
    only(&place(None), Lower, &claims, &["rank 3", "best 3", "best 4"]);
    assert_eq!(describe_faults(&place(Some(8)), Lower, "best 2"), "3rd of 8");
    assert_eq!(
        describe_faults(&place(None), Lower, "rank 3 of 8"),
        "3rd in a group whose size is not given"
    );
    assert!(
        describe_faults(&counts(1, 2), Lower, "rank 3")
            .starts_with("nothing: it is not a place in a group")
    );
}

#[test]
fn a_run_is_of_the_latest_points_on_one_side_of_the_mean() {
    let claims = [
        "2 consecutive months below average",
        "3 consecutive months below average",
        "4 consecutive months below average",
        "2 consecutive months above average",
        "2 consecutive quarters below average",
    ];
    let of = |exhibit| with(counts(1, 2), |evidence| draw(evidence, exhibit));
    let three = [9.0, 11.0, 9.0, 8.0, 9.9];
    only(&of(chart(1, &three, 10.0)), Lower, &claims, &claims[..2]);
    only(&of(chart(3, &three, 10.0)), Lower, &claims, &[claims[4]]);
    only(&of(chart(1, &[9.0, 11.0, 12.0], 10.0)), Lower, &claims, &[claims[3]]);
    // A month at the mean ends a run, and a latest month at it has none.
    only(&of(chart(1, &[9.0, 10.0, 9.0, 9.0], 10.0)), Lower, &claims, &claims[..1]);
    only(&of(chart(1, &[9.0, 9.0, 10.0], 10.0)), Lower, &claims, &[]);
    // The mean of all months counted: 10.
    only(&of(projection(&[12.0, 11.0, 11.0, 8.0, 8.0])), Lower, &claims, &claims[..1]);
    assert_eq!(
        describe_faults(&of(chart(1, &three, 10.0)), Lower, claims[2]),
        "the latest 3 months are below the average of 10.0"
    );
    assert_eq!(
        describe_faults(&of(chart(1, &[11.0, 9.0], 10.0)), Lower, claims[0]),
        "the latest month is below the average of 10.0"
    );
    assert_eq!(
        describe_faults(&of(chart(1, &[11.0, 10.0], 10.0)), Lower, claims[0]),
        "the latest month is the average itself, 10.0"
    );
    let told = describe_faults(&counts(1, 2), Lower, claims[0]);
    assert!(told.starts_with("nothing: it shows no months with an average"), "{told}");
}

#[test]
fn a_run_ends_where_a_month_is_missing_and_each_month_has_its_own_mean() {
    let finding = |change: fn(&mut ControlChart)| {
        let Exhibit::ControlChart(mut chart) = chart(1, &[9.0, 9.0, 9.0, 9.0], 10.0) else {
            unreachable!()
        };
        change(&mut chart);
        with(counts(1, 2), |evidence| draw(evidence, Exhibit::ControlChart(chart)))
    };
    let claims = ["2 consecutive months below average", "3 consecutive months below average"];
    only(&finding(|_| ()), Lower, &claims, &claims);
    only(&finding(|chart| drop(chart.points.remove(1))), Lower, &claims, &claims[..1]);
    only(&finding(|chart| chart.points[1].limits = Some(lines(8.0))), Lower, &claims, &claims[..1]);
    only(&finding(|chart| chart.lines = None), Lower, &claims, &[]);
    only(&finding(|chart| chart.points.clear()), Lower, &claims, &[]);
}
