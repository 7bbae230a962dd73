use panel_stats::charts::attributes::{c_chart, p_chart, u_chart};
use panel_stats::charts::chart::{Basis, Chart, Lines, Position, Scale};
use panel_stats::charts::individuals::{Screening, moving_range, xmr_chart};
use panel_stats::charts::laney::{laney_p_chart, laney_u_chart};
use panel_stats::charts::segments::Segments;
use panel_stats::counts::Counted;
use panel_stats::proportions::proportion::Proportion;

use crate::golden::Row;
use crate::support::{all_limits, cases, frozen_chart, near, places, reals};

fn check(case: &[Row], chart: &Chart) {
    let limits = all_limits(chart);
    assert_eq!(limits.len(), case.len());
    for (row, limits) in case.iter().zip(limits) {
        row.check("centre", limits.centre());
        row.check("low", limits.low());
        row.check("high", limits.high());
    }
}

fn frozen(case: &[Row]) -> Segments {
    let baseline = places(&case[0], "baseline");
    Segments::whole(case.len()).and_then(|all| all.frozen(0, 0..baseline)).expect("segments")
}

#[test]
fn individuals_agree_with_numpy_and_montgomery() {
    for case in cases("xmr") {
        let (values, k) = (reals(&case, "value"), case[0].real("k"));
        let screening = if case[0].count("screen") == 1 { Screening::Once } else { Screening::Off };
        let segments = Segments::whole(values.len()).expect("segments");
        let chart = xmr_chart(&values, &segments, k, screening, Scale::Unbounded);
        check(&case, &chart.expect("a chart"));
        let ranges = moving_range(&values, screening).expect("in range").expect("ranges");
        assert_eq!(ranges.dropped, places(&case[0], "dropped"));
    }
}

#[test]
fn rates_agree_with_numpy_and_montgomery() {
    for case in cases("rates") {
        let rates: Vec<_> = case
            .iter()
            .map(|row| Counted::new(row.count("count"), row.real("exposure")).expect("a rate"))
            .collect();
        let draw = if case[0].count("laney") == 1 { laney_u_chart } else { u_chart };
        check(&case, &draw(&rates, &frozen(&case), case[0].real("k")).expect("a chart"));
        if rates.iter().all(|rate| (rate.exposure() - 1.0).abs() < f64::EPSILON)
            && case[0].count("laney") == 0
        {
            let counts: Vec<_> = rates.iter().map(|rate| rate.count()).collect();
            check(&case, &c_chart(&counts, &frozen(&case), case[0].real("k")).expect("a chart"));
        }
    }
}

#[test]
fn shares_agree_with_numpy_and_montgomery() {
    for case in cases("shares") {
        let parts: Vec<_> = case
            .iter()
            .map(|row| Proportion::new(row.count("successes"), row.count("trials")).expect("some"))
            .collect();
        let draw = if case[0].count("laney") == 1 { laney_p_chart } else { p_chart };
        check(&case, &draw(&parts, &frozen(&case), case[0].real("k")).expect("a chart"));
    }
}

#[test]
fn few_points_have_trial_limits_or_none() {
    for points in 1..20 {
        let chart = c_chart(&vec![7; points], &Segments::whole(points).expect("some"), 3.0);
        match &chart.expect("a chart").segments[0].lines {
            Lines::TooFew { baseline } => assert!(points < 5 && *baseline == points),
            Lines::Drawn { basis, limits } => {
                assert_eq!(*basis, if points < 12 { Basis::Trial } else { Basis::Full });
                assert!(points >= 5 && limits.len() == points);
            }
        }
    }
}

#[test]
fn limits_start_anew_and_stay_frozen() {
    let values = [1.0, 3.0, 1.0, 3.0, 1.0, 9.0, 9.0, 50.0, 54.0, 50.0, 54.0, 50.0];
    let segments = Segments::rebased(12, &[7]).and_then(|all| all.frozen(0, 0..5));
    let segments = segments.expect("segments");
    let chart = xmr_chart(&values, &segments, 3.0, Screening::Off, Scale::Unbounded);
    let limits = all_limits(&chart.expect("a chart"));
    assert!(limits[..7].iter().all(|each| near(each.centre(), 1.8, 1.0)));
    assert!(limits[..7].iter().all(|each| near(each.half_width(), 6.0 / 1.128, 1.0)));
    assert!(limits[7..].iter().all(|each| near(each.centre(), 51.6, 1.0)));
    assert!(limits[7..].iter().all(|each| near(each.half_width(), 12.0 / 1.128, 1.0)));
    assert_eq!(limits[5].position(9.0), Position::Above);
}

#[test]
fn baselines_that_do_not_vary_give_no_width() {
    // 0.1 + 0.2 is not 0.3 to the last bit: rounding, not variation.
    for values in [vec![0.0; 6], vec![0.1; 6], vec![1e100; 6], vec![0.3, 0.1 + 0.2, 0.3, 0.3, 0.3]]
    {
        let limits = all_limits(&frozen_chart(&values, 5));
        assert!(limits.iter().all(|each| !each.has_width() && each.side(values[0]).is_none()));
    }
    let segments = Segments::whole(5).expect("segments");
    let counted = |count, exposure| Counted::new(count, exposure).expect("a rate");
    // Equal rates over unequal exposures.
    let level = [(1, 0.1), (3, 0.3), (7, 0.7), (6, 0.6), (10, 1.0)];
    let level = level.map(|(count, exposure)| counted(count, exposure));
    let part = |x| Proportion::new(x, 10).expect("a proportion");
    for chart in [
        c_chart(&[0; 5], &segments, 3.0),
        laney_u_chart(&[counted(0, 2.0); 5], &segments, 3.0),
        laney_u_chart(&level, &segments, 3.0),
        p_chart(&[part(10); 5], &segments, 3.0),
        p_chart(&[part(0); 5], &segments, 3.0),
        laney_p_chart(&[part(10); 5], &segments, 3.0),
        laney_p_chart(&[part(4); 5], &segments, 3.0),
    ] {
        let limits = all_limits(&chart.expect("a chart"));
        assert!(limits.iter().all(|each| !each.has_width()));
    }
    assert!(all_limits(&u_chart(&level, &segments, 3.0).expect("a chart"))[0].has_width());
}

#[test]
fn limits_stop_where_the_scale_does() {
    let segments = Segments::whole(5).expect("segments");
    let rare = all_limits(&c_chart(&[0, 1, 0, 2, 1], &segments, 3.0).expect("a chart"))[0];
    assert!(rare.low_is_end_of_scale() && !rare.high_is_end_of_scale());
    assert_eq!(rare.position(0.0), Position::Within);
    let part = Proportion::new(19, 20).expect("a proportion");
    let common = all_limits(&p_chart(&[part; 5], &segments, 3.0).expect("a chart"))[0];
    assert!(common.high_is_end_of_scale() && !common.low_is_end_of_scale());
    assert!(near(common.high(), 1.0, 1.0) && common.position(1.0) == Position::Within);
}

#[test]
fn a_point_on_a_limit_is_within() {
    // Ranges of 0.376 give σ = 1/3 around 0.3: with k = 3, limits of −0.7 and 1.3.
    let values = [0.112, 0.488, 0.112, 0.488, 0.112, 0.488];
    let limits = all_limits(&frozen_chart(&values, 6))[0];
    for (value, position) in [
        (1.3, Position::Within),
        (1.3 + 1e-12, Position::Above),
        (-0.7, Position::Within),
        (-0.7 - 1e-12, Position::Below),
    ] {
        assert_eq!(limits.position(value), position, "{value}");
    }
}

#[test]
fn screening_drops_the_outlier_once() {
    let values = [10.0, 11.0, 10.0, 11.0, 10.0, 40.0, 11.0, 10.0, 11.0, 10.0];
    let ranges = |screening| moving_range(&values, screening).expect("in range").expect("ranges");
    let (all, screened) = (ranges(Screening::Off), ranges(Screening::Once));
    assert!(near(all.mean, 66.0 / 9.0, 1.0) && all.dropped == 0);
    assert!(near(screened.mean, 1.0, 1.0) && screened.dropped == 2);
    assert_eq!(moving_range(&[1.0], Screening::Once), Ok(None));
    let level = moving_range(&[1.0, 1.0], Screening::Once).expect("in range").expect("one");
    assert!(level.mean.abs() < f64::MIN_POSITIVE && level.dropped == 0);
}
