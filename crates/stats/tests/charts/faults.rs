//! Each faulty input is named, and each message says what to give instead.

use panel_stats::StatsError;
use panel_stats::charts::ChartError;
use panel_stats::charts::attributes::{c_chart, p_chart, u_chart};
use panel_stats::charts::chart::{LARGEST_VALUE, Scale};
use panel_stats::charts::cusum::cusum_chart;
use panel_stats::charts::ewma::ewma_chart;
use panel_stats::charts::individuals::{Screening, moving_range, xmr_chart};
use panel_stats::charts::laney::{laney_p_chart, laney_u_chart};
use panel_stats::charts::process::Process;
use panel_stats::charts::recent_mean::{Reading, recent_mean, recent_mean_exact};
use panel_stats::charts::run_chart::run_chart;
use panel_stats::charts::segments::Segments;
use panel_stats::charts::signals::{Rules, Third, TwoOfThree};
use panel_stats::counts::Counted;
use panel_stats::groups::funnel::{
    garwood_funnel_lines, proportion_funnel, rate_funnel, wilson_funnel_lines,
};
use panel_stats::groups::group_lines::{OwnValue, group_lines, group_prediction_lines};
use panel_stats::groups::overdispersion::{
    Extremes, RateTransform, overdispersed_proportions, overdispersed_rates,
};
use panel_stats::proportions::proportion::Proportion;

const ANY: Scale = Scale::Unbounded;

fn refused<T: std::fmt::Debug>(found: Result<T, ChartError>) -> ChartError {
    let error = found.expect_err("a refusal");
    let message = error.to_string();
    assert!(["give", "make", "use", "check", "leave"].iter().any(|word| message.contains(word)));
    error
}

#[test]
fn values_must_be_numbers_on_the_scale() {
    let five = Segments::whole(5).expect("segments");
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1.1 * LARGEST_VALUE] {
        let values = [1.0, 2.0, value, 1.0, 2.0];
        let process = Process::new(0.0, 1.0).expect("a process");
        for error in [
            refused(xmr_chart(&values, &five, 3.0, Screening::Off, ANY)),
            refused(moving_range(&values, Screening::Off)),
            refused(recent_mean(&values, &[1.0], Reading::Individual, 1.96, ANY)),
            refused(recent_mean(&[1.0, 2.0], &values, Reading::Individual, 1.96, ANY)),
            refused(recent_mean_exact(&values, &[1.0], 0.95, ANY)),
            refused(group_lines(&values, 0, OwnValue::Included, 1.96, ANY)),
            refused(group_prediction_lines(&values, 0, 0.95, ANY)),
            refused(run_chart(&values)),
            refused(ewma_chart(&values, process, 0.2, 3.0)),
            refused(cusum_chart(&values, process, 0.5, 5.0)),
            refused(Process::of_baseline(&values, Screening::Off)),
        ] {
            assert!(matches!(error, ChartError::ValueOutOfRange { index: 2, .. }), "{error}");
        }
        assert!(Process::new(value, 1.0).is_err());
    }
    for (value, scale) in [(-0.1, Scale::NotNegative), (-0.1, Scale::Share), (1.1, Scale::Share)] {
        let error = refused(group_lines(&[0.5, value, 0.5], 0, OwnValue::Included, 1.96, scale));
        assert_eq!(error, ChartError::OffScale { index: 1, value, scale });
    }
}

#[test]
fn multiples_and_confidences_must_be_in_range() {
    let five = Segments::whole(5).expect("segments");
    let (part, rate) = (Proportion::new(1, 2).expect("one"), Counted::in_one_period(3));
    let process = Process::new(0.0, 1.0).expect("a process");
    for k in [0.0, -3.0, 38.1, f64::NAN, f64::INFINITY] {
        for error in [
            refused(c_chart(&[1; 5], &five, k)),
            refused(u_chart(&[rate; 5], &five, k)),
            refused(p_chart(&[part; 5], &five, k)),
            refused(laney_u_chart(&[rate; 5], &five, k)),
            refused(laney_p_chart(&[part; 5], &five, k)),
            refused(xmr_chart(&[1.0; 5], &five, k, Screening::Off, ANY)),
            refused(recent_mean(&[1.0; 5], &[1.0], Reading::Individual, k, ANY)),
            refused(group_lines(&[1.0; 5], 0, OwnValue::Included, k, ANY)),
            refused(wilson_funnel_lines(0.5, 10, k)),
            refused(proportion_funnel(&[part; 5], k)),
            refused(overdispersed_proportions(&[part; 5], k, Extremes::Keep)),
            refused(overdispersed_rates(&[rate; 5], RateTransform::Logarithm, k, Extremes::Keep)),
            refused(ewma_chart(&[1.0], process, 0.2, k)),
        ] {
            let ChartError::Stats(StatsError::MultipleOutOfRange(_)) = error else {
                panic!("{error}")
            };
        }
    }
    for confidence in [0.0, 0.49, 1.0, 95.0, f64::NAN] {
        for error in [
            refused(recent_mean_exact(&[1.0; 5], &[1.0], confidence, ANY)),
            refused(group_prediction_lines(&[1.0; 5], 0, confidence, ANY)),
            refused(garwood_funnel_lines(10.0, confidence)),
            refused(rate_funnel(&[rate; 5], confidence)),
        ] {
            let ChartError::Stats(StatsError::ConfidenceOutOfRange(_)) = error else {
                panic!("{error}")
            };
        }
    }
}

#[test]
fn segments_must_fit() {
    assert_eq!(refused(Segments::whole(0)), ChartError::NoPoints);
    let error = refused(c_chart(&[1; 5], &Segments::whole(6).expect("segments"), 3.0));
    assert_eq!(error, ChartError::SegmentsOfAnotherLength { segmented: 6, points: 5 });
    for starts in [&[0_usize][..], &[10], &[4, 4], &[6, 4], &[4, 11]] {
        let error = refused(Segments::rebased(10, starts));
        assert!(matches!(error, ChartError::RebaseOutOfPlace { points: 10, .. }));
    }
    let rebased = Segments::rebased(10, &[4]).expect("segments");
    for (segment, from, to) in [(2, 0, 1), (0, 0, 5), (1, 3, 6), (1, 4, 11), (0, 2, 2), (0, 3, 2)] {
        let error = refused(rebased.clone().frozen(segment, from..to));
        assert_eq!(error, ChartError::BaselineOutOfPlace { segment, from, to });
    }
}

#[test]
fn settings_must_be_in_range() {
    let process = Process::new(0.0, 1.0).expect("a process");
    for (shift, trend) in [(2, 7), (7, 2), (0, 0)] {
        let rules = Rules::new(shift, trend, TwoOfThree::AllBeyondTwoSigma, Third::Anywhere);
        assert_eq!(refused(rules), ChartError::RunTooShort(shift.min(trend)));
    }
    for lambda in [0.0, 1e-4, 1.1, f64::NAN] {
        let error = refused(ewma_chart(&[1.0], process, lambda, 3.0));
        assert!(matches!(error, ChartError::LambdaOutOfRange(_)));
    }
    for (k, h) in [(-0.1, 5.0), (0.5, 0.0), (f64::NAN, 5.0), (0.5, f64::NAN), (101.0, 5.0)] {
        let error = refused(cusum_chart(&[1.0], process, k, h));
        assert!(matches!(error, ChartError::CusumSettingsOutOfRange { .. }));
    }
    for sigma in [0.0, -1.0, 1e-101, 1e101, f64::NAN] {
        assert!(matches!(refused(Process::new(0.0, sigma)), ChartError::SigmaOutOfRange(_)));
    }
    let error = refused(group_lines(&[1.0; 3], 3, OwnValue::Included, 1.96, ANY));
    assert_eq!(error, ChartError::NoSuchMember { own: 3, members: 3 });
    assert_eq!(
        refused(group_prediction_lines(&[], 0, 0.95, ANY)),
        ChartError::NoSuchMember { own: 0, members: 0 }
    );
}

#[test]
fn funnels_must_be_within_reach() {
    for average in [-0.1, 1.1, f64::NAN] {
        let error = refused(wilson_funnel_lines(average, 10, 1.96));
        assert!(matches!(error, ChartError::AverageOutOfRange(_)));
    }
    let error = refused(wilson_funnel_lines(0.5, 0, 1.96));
    assert_eq!(error, ChartError::Stats(StatsError::NoTrials));
    for expected in [0.0, 1e-4, 1.1e6, f64::NAN] {
        let error = refused(garwood_funnel_lines(expected, 0.95));
        assert!(matches!(error, ChartError::ExpectedOutOfRange(_)));
    }
    let part = Proportion::new(1, 2).expect("one");
    for share in [0.0, 0.5, -0.1, f64::NAN] {
        for extremes in [Extremes::Trim(share), Extremes::Winsorise(share)] {
            let error = refused(overdispersed_proportions(&[part; 5], 1.96, extremes));
            assert!(matches!(error, ChartError::ExtremesOutOfRange(_)));
        }
    }
    let rate = |count, exposure| Counted::new(count, exposure).expect("a rate");
    let zero = [rate(3, 1.0), rate(0, 1.0), rate(4, 1.0)];
    let by = |rates: &[Counted], k| {
        overdispersed_rates(rates, RateTransform::Logarithm, k, Extremes::Keep)
    };
    assert_eq!(refused(by(&zero, 1.96)), ChartError::LogarithmOfZero { index: 1 });
    let tiny = [rate(3, 1.0), rate(1, 1e-5), rate(4, 1.0)];
    assert!(matches!(refused(by(&tiny, 1.96)), ChartError::ExpectedOutOfRange(_)));
    let small = [rate(3, 1.0), rate(1, 5e-4), rate(4, 1.0)];
    assert_eq!(refused(by(&small, 38.0)), ChartError::LinesOutOfReach { index: 1 });
}
