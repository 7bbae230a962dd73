use panel_stats::StatsError;
use panel_stats::charts::ChartError;
use panel_stats::charts::run_chart::{RunChart, Runs, run_chart, run_chart_about};

use crate::golden::rows;
use crate::support::{cases, places, reals};

fn judged(values: &[f64]) -> Runs {
    match run_chart(values).expect("a run chart") {
        RunChart::Judged(runs) => runs,
        RunChart::TooFew { useful } => panic!("only {useful} useful"),
    }
}

#[test]
fn runs_agree_with_numpy_and_scipy() {
    for case in cases("run_chart") {
        let runs = judged(&reals(&case, "value"));
        for (name, got) in [
            ("useful", runs.useful),
            ("longest", runs.longest_run),
            ("longest_expected", runs.longest_expected),
            ("crossings", runs.crossings),
            ("fewest_expected", runs.fewest_expected),
        ] {
            assert_eq!(got, places(&case[0], name), "{name} in {}", case[0]);
        }
    }
}

#[test]
fn critical_values_agree_with_scipy() {
    for row in rows("run_limits") {
        let useful = places(&row, "useful");
        let values: Vec<_> = [1.0, -1.0].into_iter().cycle().take(useful).collect();
        let RunChart::Judged(runs) = run_chart_about(&values, 0.0).expect("a run chart") else {
            panic!("too few in {row}")
        };
        assert_eq!(runs.longest_expected, places(&row, "longest_expected"), "{row}");
        assert_eq!(runs.fewest_expected, places(&row, "fewest_expected"), "{row}");
        assert!(!runs.is_signal() && runs.crossings == useful - 1);
    }
}

#[test]
fn observations_on_the_median_are_left_out() {
    // Five on the median lie among ten off it.
    let values = [5.0, 1.0, 5.0, 2.0, 9.0, 5.0, 8.0, 1.0, 9.0, 5.0, 2.0, 8.0, 1.0, 5.0, 9.0];
    let runs = judged(&values);
    assert_eq!((runs.useful, runs.longest_run, runs.crossings), (10, 2, 7));
    assert!((runs.centre - 5.0).abs() < f64::EPSILON);
}

#[test]
fn too_few_useful_have_a_name() {
    assert_eq!(run_chart(&[4.0]), Ok(RunChart::TooFew { useful: 0 }));
    assert_eq!(run_chart(&[4.0; 40]), Ok(RunChart::TooFew { useful: 0 }));
    assert_eq!(run_chart(&[1.0, 2.0, 3.0]), Ok(RunChart::TooFew { useful: 2 }));
    assert_eq!(run_chart(&[0.0; 0]), Err(ChartError::NoPoints));
    assert_eq!(run_chart_about(&[], 1.0), Err(ChartError::NoPoints));
    let refused = run_chart_about(&[1.0, 2.0], f64::NAN);
    assert!(matches!(refused, Err(ChartError::ValueOutOfRange { index: 2, .. })));
}

#[test]
fn a_step_is_a_signal() {
    let values: Vec<_> = (0..24).map(|i| if i < 12 { 1.0 } else { 2.0 }).collect();
    let runs = judged(&values);
    assert!(runs.is_run_too_long() && runs.are_crossings_too_few());
}

#[test]
fn very_long_series_are_refused() {
    let values: Vec<_> = [1.0, -1.0].into_iter().cycle().take(1_000_002).collect();
    let refused = StatsError::TooManyForExact { total: 1_000_001 };
    assert_eq!(run_chart(&values), Err(ChartError::Stats(refused)));
}
