use panel_stats::StatsError;
use panel_stats::normal::{LARGEST_Z, Z_975};
use panel_stats::proportions::difference::pooled_z;
use panel_stats::proportions::effective::{
    DesignEffect, EffectiveProportion, newcombe_effective, pooled_z_effective, wilson_effective,
    worst_case_effective,
};
use panel_stats::proportions::population::{
    PopulationCorrection, Surveyed, correction, required_size,
};
use panel_stats::proportions::proportion::{Proportion, wilson, worst_case_half_width};
use statrs::distribution::{Binomial, Discrete};

use crate::golden::{rows, sets};

fn effective(share: f64, size: f64) -> EffectiveProportion {
    EffectiveProportion::new(share, size).expect("a proportion")
}

#[test]
fn wilson_agrees_with_mpmath_and_statsmodels() {
    for row in rows("wilson_effective") {
        let proportion = effective(row.real("share"), row.real("size"));
        let interval = wilson_effective(proportion, Z_975).expect("an interval");
        row.check("low", interval.low());
        row.check("high", interval.high());
    }
}

#[test]
fn newcombe_agrees_with_statsmodels() {
    for row in rows("newcombe_effective") {
        let group = |share, size| effective(row.real(share), row.real(size));
        let (first, second) = (group("share1", "size1"), group("share2", "size2"));
        let difference = newcombe_effective(first, second, Z_975).expect("a difference");
        row.check("estimate", difference.estimate);
        row.check("low", difference.interval.low());
        row.check("high", difference.interval.high());
    }
}

#[test]
fn weights_agree_with_fractions() {
    for rows in sets("weighted") {
        let answers: Vec<_> =
            rows.iter().map(|row| (row.count("success") == 1, row.real("weight"))).collect();
        let weights: Vec<_> = answers.iter().map(|&(_, weight)| weight).collect();
        let found = EffectiveProportion::weighted(&answers).expect("a proportion");
        rows[0].check("share", found.share());
        rows[0].check("size", found.size());
        rows[0].check("effect", DesignEffect::kish(&weights).expect("an effect").factor());
    }
}

#[test]
fn sizes_agree_with_statsmodels_and_a_published_table() {
    for row in rows("required_size") {
        let population = Some(row.count("population")).filter(|&people| people > 0);
        let size =
            required_size(row.real("share"), row.real("half_width"), row.real("z"), population);
        assert_eq!(size, Ok(row.count("size")), "{row}");
    }
}

#[test]
fn a_whole_size_is_not_rounded_up_further() {
    assert_eq!(required_size(0.5, 0.1, 2.0, None), Ok(100));
    assert_eq!(required_size(0.5, 0.05, 2.0, None), Ok(400));
    assert_eq!(required_size(0.5, 1e-6, LARGEST_Z, Some(1)), Ok(1));
    assert_eq!(required_size(0.5, 1e-6, LARGEST_Z, None), Ok(361_000_000_000_000));
    assert_eq!(required_size(1e-300, 0.5, 1e-300, None), Ok(1));
}

/// The chance that Wilson's interval holds the share, all outcomes enumerated: near 95% on
/// average over the shares, whatever the size.
#[test]
fn wilson_covers_what_it_says_on_average() {
    for trials in [5, 10, 32, 100] {
        let intervals: Vec<_> = (0..=trials)
            .map(|x| wilson(Proportion::new(x, trials).expect("a proportion"), Z_975))
            .collect::<Result<_, _>>()
            .expect("intervals");
        let mut average = 0.0;
        for thousandths in 1..1_000 {
            let share = f64::from(thousandths) / 1_000.0;
            let outcomes = Binomial::new(share, trials).expect("a distribution");
            let covered: f64 = (0..)
                .zip(&intervals)
                .filter(|(_, interval)| interval.contains(share))
                .map(|(x, _)| outcomes.pmf(x))
                .sum();
            assert!(covered > 0.83, "{share} of {trials}: {covered}");
            average += covered / 999.0;
        }
        assert!((0.945..0.965).contains(&average), "{trials}: {average}");
    }
}

#[test]
fn a_census_is_compared_exactly() {
    let asked = effective(0.75, 40.0);
    let census = Surveyed::among(asked, 40, 40).expect("a census");
    assert_eq!(census, Surveyed::Census { share: 0.75 });
    let point = census.interval(Z_975).expect("a point");
    assert!(point.width().abs() < f64::MIN_POSITIVE && point.contains(0.75));

    let both = newcombe_effective(census, Surveyed::Census { share: 0.5 }, Z_975);
    let both = both.expect("a difference");
    assert!(both.interval.width().abs() < f64::MIN_POSITIVE && both.interval.contains(-0.25));
    // A sample against a census keeps its own uncertainty.
    let sampled = newcombe_effective(asked, census, Z_975).expect("a difference");
    let alone = wilson_effective(asked, Z_975).expect("an interval");
    assert!((sampled.interval.width() - alone.width()).abs() < 1e-15);
}

#[test]
fn the_correction_shrinks_the_error_it_says() {
    let Ok(PopulationCorrection::Factor(factor)) = correction(300, 1_000) else {
        panic!("no factor")
    };
    let asked = effective(0.62, 300.0);
    let Ok(Surveyed::Sample(corrected)) = Surveyed::among(asked, 300, 1_000) else {
        panic!("no sample")
    };
    assert!((corrected.size() * factor * factor - 300.0).abs() < 1e-9);
    assert_eq!(correction(1, 2), Ok(PopulationCorrection::Factor(1.0)));
    assert_eq!(correction(1, 1), Ok(PopulationCorrection::Census));
    let Ok(PopulationCorrection::Factor(all_but_one)) = correction(u64::MAX - 1, u64::MAX) else {
        panic!("no factor")
    };
    assert!((0.0..=1.0).contains(&all_but_one));
}

#[test]
fn strata_are_their_answers_each_weighed_by_weight_over_size() {
    let (first, second) = (Proportion::new(80, 100).unwrap(), Proportion::new(150, 200).unwrap());
    let composed = EffectiveProportion::of_strata(&[(first, 100.0), (second, 300.0)]).unwrap();
    let answers = |share: Proportion, weight: f64| {
        (0..share.trials()).map(move |index| (index < share.successes(), weight))
    };
    let one_by_one: Vec<_> = answers(first, 1.0).chain(answers(second, 1.5)).collect();
    let weighted = EffectiveProportion::weighted(&one_by_one).unwrap();
    assert!((composed.share() - weighted.share()).abs() < 1e-12);
    assert!((composed.size() - weighted.size()).abs() < 1e-9);
    // In proportion to their sizes they are one sample; the units of the weights say nothing.
    let together = EffectiveProportion::of_strata(&[(first, 1e9), (second, 2e9)]).unwrap();
    assert!(
        (together.size() - 300.0).abs() < 1e-9 && (together.share() - 230.0 / 300.0).abs() < 1e-12
    );
    let all = Proportion::new(7, 7).unwrap();
    let everybody = EffectiveProportion::of_strata(&[(all, 1.0), (all, 0.3)]).unwrap();
    assert_eq!(everybody.share().to_bits(), 1.0_f64.to_bits());
    assert_eq!(EffectiveProportion::of_strata(&[]), Err(StatsError::NoTrials));
    let refused = EffectiveProportion::of_strata(&[(first, 0.0)]);
    assert_eq!(refused, Err(StatsError::WeightOutOfRange(0.0)));
}

#[test]
fn strata_of_known_size_are_one_population_where_there_is_one() {
    let asked = Proportion::new(29, 32).unwrap();
    let sample = EffectiveProportion::of(asked, DesignEffect::NONE).unwrap();
    let (Ok(Surveyed::Sample(one)), Ok(Surveyed::Sample(other))) =
        (Surveyed::of_strata(&[(asked, 60)]), Surveyed::among(sample, 32, 60))
    else {
        panic!("no sample")
    };
    assert!((one.size() - other.size()).abs() < 1e-9);
    // A stratum of which everybody was asked adds no variance.
    let half = [(Proportion::new(5, 10).unwrap(), 10), (Proportion::new(5, 10).unwrap(), 19)];
    let Ok(Surveyed::Sample(found)) = Surveyed::of_strata(&half) else { panic!("no sample") };
    assert!((found.size() - 29.0 * 29.0 / (19.0 * 19.0 / 10.0 * 0.5)).abs() < 1e-9);
    let more = StatsError::MoreThanAll { successes: 32, trials: 31 };
    assert_eq!(Surveyed::of_strata(&[(asked, 31)]), Err(more));
    assert_eq!(Surveyed::of_strata(&[]), Err(StatsError::NoTrials));
}

#[test]
fn the_pooled_z_of_whole_samples_is_that_of_their_counts() {
    let (first, second) = (Proportion::new(48, 80).unwrap(), Proportion::new(56, 70).unwrap());
    let effective = |one| EffectiveProportion::of(one, DesignEffect::NONE).unwrap();
    assert_eq!(pooled_z_effective(effective(first), effective(second)), pooled_z(first, second));
    let half_width = worst_case_effective(effective(first), Z_975).unwrap();
    let counted = worst_case_half_width(80, Z_975).unwrap();
    assert!((half_width - counted).abs() < 1e-12);
    assert!(worst_case_effective(effective(first), 0.0).is_err());
}

#[test]
fn faulty_inputs_are_named() {
    for share in [-0.1, 1.1, f64::NAN] {
        let refused = EffectiveProportion::new(share, 5.0);
        assert!(matches!(refused, Err(StatsError::ShareOutOfRange(_))));
        let refused = required_size(share, 0.1, 2.0, None);
        assert!(matches!(refused, Err(StatsError::ExpectedShareOutOfRange(_))));
    }
    for size in [0.0, -1.0, 1e61, f64::INFINITY, f64::NAN] {
        let refused = EffectiveProportion::new(0.5, size);
        assert!(matches!(refused, Err(StatsError::EffectiveSizeOutOfRange(_))));
    }
    for weight in [0.0, -1.0, 1e16, f64::NAN] {
        let refused = DesignEffect::kish(&[1.0, weight]);
        assert!(matches!(refused, Err(StatsError::WeightOutOfRange(_))));
        let refused = EffectiveProportion::weighted(&[(true, weight), (false, 1.0)]);
        assert!(matches!(refused, Err(StatsError::WeightOutOfRange(_))));
    }
    assert_eq!(DesignEffect::kish(&[]), Err(StatsError::NoTrials));
    assert_eq!(EffectiveProportion::weighted(&[]), Err(StatsError::NoTrials));
    for factor in [0.0, 0.001, -1.0, f64::INFINITY, f64::NAN] {
        let refused = DesignEffect::new(factor);
        assert!(matches!(refused, Err(StatsError::DesignEffectOutOfRange(_))));
    }
    for half_width in [0.0, 1e-7, 0.6, f64::NAN] {
        let refused = required_size(0.5, half_width, 2.0, None);
        assert!(matches!(refused, Err(StatsError::HalfWidthOutOfRange(_))));
    }
    assert_eq!(required_size(0.5, 0.1, 2.0, Some(0)), Err(StatsError::NoTrials));
    assert_eq!(correction(0, 5), Err(StatsError::NoTrials));
    let more = StatsError::MoreThanAll { successes: 6, trials: 5 };
    assert_eq!(correction(6, 5), Err(more));
    let census = Surveyed::Census { share: 0.5 };
    assert!(matches!(census.interval(0.0), Err(StatsError::MultipleOutOfRange(_))));
    let none = newcombe_effective(Surveyed::Census { share: f64::NAN }, census, 2.0);
    assert!(matches!(none, Err(StatsError::NotAnInterval { .. })));
}
