use panel_stats::StatsError;
use panel_stats::counts::dispersion::{
    DispersionSource, Pearson, WhyUnknown, dispersion_from_counts, dispersion_from_variance,
};
use panel_stats::moments::{LARGEST_VALUE, Moments, moments};

use crate::golden::{Row, sets};

fn fit(rows: &[Row]) -> Pearson {
    let counts: Vec<_> = rows.iter().map(|row| row.count("count")).collect();
    let fitted: Vec<_> = rows.iter().map(|row| row.real("fitted")).collect();
    let parameters = usize::try_from(rows[0].count("parameters")).expect("small");
    Pearson::new(&counts, &fitted, parameters).expect("a fit")
}

#[test]
fn per_degree_agrees_with_r() {
    for rows in sets("pearson") {
        rows[0].check("dispersion", fit(&rows).per_degree());
    }
}

#[test]
fn a_fit_is_believed_from_twelve_degrees() {
    let baseline = [20; 12];
    let flat = |n: usize, parameters| {
        let counts: Vec<_> = (0..n as u64).map(|i| 10 + 10 * (i % 2)).collect();
        Pearson::new(&counts, &vec![15.0; n], parameters).expect("a fit")
    };
    let believed = dispersion_from_counts(&baseline, Some(flat(25, 13))).expect("a dispersion");
    let raw = 25.0 * 25.0 / 15.0 / 12.0;
    assert_eq!(believed.source, DispersionSource::Estimated { raw, df: 12 });
    assert!((believed.dispersion.factor() - raw).abs() < 1e-12);

    let doubted = dispersion_from_counts(&baseline, Some(flat(24, 13))).expect("a dispersion");
    assert_eq!(doubted.source, DispersionSource::FromVariance { raw: 0.0 });
    assert!((doubted.dispersion.factor() - 1.0).abs() < f64::EPSILON);
}

#[test]
fn the_unknown_has_a_reason() {
    for (counts, why) in [
        (vec![], WhyUnknown::TooFewPeriods { periods: 0 }),
        (vec![5; 11], WhyUnknown::TooFewPeriods { periods: 11 }),
        (vec![0; 12], WhyUnknown::NothingCounted),
    ] {
        let found = dispersion_from_variance(&counts).expect("a dispersion");
        assert_eq!(found.source, DispersionSource::Unknown(why));
        assert!((found.dispersion.factor() - 1.0).abs() < f64::EPSILON);
    }
}

#[test]
fn large_counts_stay_finite() {
    let mut counts = vec![u64::MAX; 12];
    counts[3] = 0;
    let found = dispersion_from_variance(&counts).expect("a dispersion");
    assert!(found.dispersion.factor().is_finite());
    let far = Pearson::new(&counts, &[1e-100; 12], 1).expect("a fit");
    assert!(far.per_degree().is_finite());
    assert!(dispersion_from_counts(&counts, Some(far)).is_ok());
}

#[test]
fn faulty_fits_are_named() {
    let lengths = StatsError::LengthsDiffer { observed: 2, fitted: 1 };
    assert_eq!(Pearson::new(&[1, 2], &[1.0], 1), Err(lengths));
    for parameters in [2, 3] {
        let none = StatsError::NoDegreesOfFreedom { observations: 2, parameters };
        assert_eq!(Pearson::new(&[1, 2], &[1.0, 2.0], parameters), Err(none));
    }
    for mean in [0.0, -1.0, 1e-101, 1e21, f64::INFINITY, f64::NAN] {
        let refused = Pearson::new(&[1, 2], &[1.0, mean], 1);
        assert!(matches!(refused, Err(StatsError::FittedOutOfRange(_))));
    }
}

#[test]
fn moments_agree_with_r() {
    for rows in sets("moments") {
        let values: Vec<_> = rows.iter().map(|row| row.real("value")).collect();
        let found = moments(&values).expect("moments");
        rows[0].check("mean", found.mean().expect("a mean"));
        rows[0].check("deviation", found.deviation().expect("a deviation"));
    }
}

#[test]
fn too_few_values_have_names() {
    assert_eq!(moments(&[]), Ok(Moments::Nothing));
    assert_eq!(moments(&[3.0]), Ok(Moments::One { mean: 3.0 }));
    assert_eq!((Moments::Nothing.mean(), Moments::Nothing.deviation()), (None, None));
    let far = moments(&[-LARGEST_VALUE, LARGEST_VALUE]).expect("moments");
    assert!(far.deviation().is_some_and(f64::is_finite));
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e101] {
        assert!(matches!(moments(&[1.0, value]), Err(StatsError::ValueOutOfRange(_))));
    }
}
