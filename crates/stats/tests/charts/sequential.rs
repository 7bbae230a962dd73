use panel_stats::charts::chart::Side;
use panel_stats::charts::cusum::cusum_chart;
use panel_stats::charts::ewma::ewma_chart;
use panel_stats::charts::individuals::Screening;
use panel_stats::charts::process::{Baseline, Process};

use crate::golden::Row;
use crate::support::{cases, near, reals};

fn process(row: &Row) -> Process {
    Process::new(row.real("mu"), row.real("sigma")).expect("a process")
}

#[test]
fn averages_agree_with_scipy_and_montgomery() {
    for case in cases("ewma") {
        let (lambda, k) = (case[0].real("lambda"), case[0].real("k"));
        let points = ewma_chart(&reals(&case, "value"), process(&case[0]), lambda, k);
        for (row, point) in case.iter().zip(points.expect("points")) {
            row.check("average", point.average);
            row.check("low", point.limits.low());
            row.check("high", point.limits.high());
            let above = point.average > point.limits.high();
            let below = point.average < point.limits.low();
            assert_eq!(point.signal == Some(Side::High), above);
            assert_eq!(point.signal == Some(Side::Low), below);
        }
    }
}

#[test]
fn sums_agree_with_running_minima() {
    for case in cases("cusum") {
        let (k, h) = (case[0].real("k"), case[0].real("h"));
        let points = cusum_chart(&reals(&case, "value"), process(&case[0]), k, h);
        for (row, point) in case.iter().zip(points.expect("points")) {
            row.check("above", point.above);
            row.check("below", point.below);
            assert_eq!(point.signals_above, point.above > h);
            assert_eq!(point.signals_below, point.below > h);
        }
    }
}

#[test]
fn montgomerys_shift_is_found() {
    // Quoted, not opened: C⁺ is 5.28 at observation 29 (k ½, h 5); the EWMA's upper limit is 10.62
    // (λ 0.1, L 2.7), which his 10.6468 at observation 29 is the first to pass.
    let case = &cases("ewma")[0];
    let (values, process) = (reals(case, "value"), process(&case[0]));
    let averages = ewma_chart(&values, process, 0.1, 2.7).expect("points");
    assert_eq!(averages.iter().position(|point| point.signal.is_some()), Some(28));
    assert_eq!(format!("{:.2}", averages[28].limits.high()), "10.62");
    let sums = cusum_chart(&values, process, 0.5, 5.0).expect("points");
    assert_eq!(sums.iter().position(|point| point.signals_above), Some(28));
    assert_eq!(format!("{:.2}", sums[28].above), "5.28");
    assert!(sums.iter().all(|point| !point.signals_below));
}

#[test]
fn a_sum_at_h_is_no_signal() {
    let process = Process::new(0.0, 1.0).expect("a process");
    let points = cusum_chart(&[3.5, 2.5, 0.5, 0.75, -50.0], process, 0.5, 5.0).expect("points");
    let above: Vec<_> = points.iter().map(|point| point.signals_above).collect();
    assert_eq!(above, [false, false, false, true, false]);
    assert!(points[4].signals_below && near(points[4].below, 49.5, 1.0));
}

#[test]
fn baselines_that_give_no_process_have_names() {
    let of = |values: &[f64]| Process::of_baseline(values, Screening::Off).expect("in range");
    assert_eq!(of(&[1.0; 4]), Baseline::TooFew { points: 4 });
    assert_eq!(of(&[]), Baseline::TooFew { points: 0 });
    assert_eq!(of(&[0.1; 5]), Baseline::NoSpread { centre: 0.1 });
    assert!(matches!(of(&[0.0, 1e-120, 0.0, 1e-120, 0.0]), Baseline::NoSpread { .. }));
    let Baseline::Estimated(process) = of(&[1.0, 2.0, 1.0, 2.0, 1.0]) else { panic!("none") };
    assert!(near(process.centre(), 1.4, 1.0) && near(process.sigma(), 1.0 / 1.128, 1.0));
}

#[test]
fn extremes_are_finite_and_nothing_gives_nothing() {
    let process = Process::new(-1e100, 1e-100).expect("a process");
    let points = cusum_chart(&[1e100, -1e100, 1e100], process, 0.5, 5.0).expect("points");
    assert!(points.iter().all(|point| point.above.is_finite() && point.below.is_finite()));
    let wide = Process::new(1e100, 1e100).expect("a process");
    let points = ewma_chart(&[-1e100, 1e100], wide, 0.001, 38.0).expect("points");
    assert!(points.iter().all(|point| point.limits.high().is_finite()));
    assert_eq!(ewma_chart(&[], wide, 0.2, 3.0), Ok(vec![]));
    assert_eq!(cusum_chart(&[], wide, 0.5, 5.0), Ok(vec![]));
}
