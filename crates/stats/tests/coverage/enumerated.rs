//! The chance that an interval holds the truth, over all outcomes.

use panel_stats::counts::Counted;
use panel_stats::counts::exact::{Ratio, exact_conditional};
use panel_stats::counts::rates::byar;
use panel_stats::normal::Z_975;
use panel_stats::proportions::difference::newcombe;
use panel_stats::proportions::proportion::{Proportion, clopper_pearson};
use statrs::distribution::{Binomial, Discrete, Poisson};

use crate::golden::{Row, rows};

fn real(count: u64) -> f64 {
    f64::from(u32::try_from(count).expect("small"))
}

fn proportion(successes: u64, trials: u64) -> Proportion {
    Proportion::new(successes, trials).expect("a proportion")
}

/// Chances of 0, 1, … of `trials`.
fn binomial(share: f64, trials: u64) -> Vec<f64> {
    let law = Binomial::new(share, trials).expect("a share");
    (0..=trials).map(|successes| law.pmf(successes)).collect()
}

/// Chances of 0, 1, … up to `most`.
fn poisson(mean: f64, most: u64) -> Vec<f64> {
    let law = Poisson::new(mean).expect("a mean");
    (0..=most).map(|count| law.pmf(count)).collect()
}

/// The rows of one method.
fn of(method: u64) -> Vec<Row> {
    rows("coverage").into_iter().filter(|row| row.count("method") == method).collect()
}

/// The average and the least of chances, held against a row.
fn check(row: &Row, covered: &[f64]) -> f64 {
    let average = covered.iter().sum::<f64>() / real(covered.len() as u64);
    let least = covered.iter().copied().fold(1.0, f64::min);
    row.check("average", average);
    row.check("least", least);
    least
}

#[test]
fn newcombe_covers_as_in_statsmodels() {
    for row in of(0) {
        let (n1, n2) = (row.count("a"), row.count("b"));
        let intervals: Vec<Vec<_>> = (0..=n1)
            .map(|x1| {
                let with = |x2| newcombe(proportion(x1, n1), proportion(x2, n2), Z_975);
                (0..=n2).map(|x2| with(x2).expect("an interval").interval).collect()
            })
            .collect();
        let shares = 1..20_u64;
        let pairs = shares.clone().flat_map(|i| shares.clone().map(move |j| (i, j)));
        let covered = pairs.map(|(i, j)| {
            let truth = (real(j) - real(i)) / 20.0;
            let (first, second) = (binomial(real(i) / 20.0, n1), binomial(real(j) / 20.0, n2));
            let of_first = intervals.iter().zip(&first).map(|(row, chance)| {
                let holds = row.iter().zip(&second).filter(|(interval, _)| {
                    interval.low() <= truth + 1e-12 && truth - 1e-12 <= interval.high()
                });
                chance * holds.map(|(_, chance)| chance).sum::<f64>()
            });
            of_first.sum()
        });
        let least = check(&row, &covered.collect::<Vec<f64>>());
        assert!(least > 0.9, "{row}");
    }
}

#[test]
fn clopper_and_pearson_never_cover_less() {
    for row in of(1) {
        let trials = row.count("a");
        let intervals: Vec<_> = (0..=trials)
            .map(|x| clopper_pearson(proportion(x, trials), 0.95).expect("an interval"))
            .collect();
        let covered = (1..200_u64).map(|step| {
            let share = real(step) / 200.0;
            let outcomes = intervals.iter().zip(binomial(share, trials));
            outcomes.filter(|(i, _)| i.contains(share)).map(|(_, chance)| chance).sum()
        });
        assert!(check(&row, &covered.collect::<Vec<f64>>()) >= 0.95, "{row}");
    }
}

#[test]
fn byar_covers_what_it_says() {
    let intervals: Vec<_> = (0..400).map(|x| byar(x, Z_975).expect("an interval")).collect();
    for row in of(2) {
        let covered = (20 * row.count("a")..=20 * row.count("b")).map(|step| {
            let mean = real(step) / 20.0;
            let outcomes = intervals.iter().zip(poisson(mean, 399));
            outcomes.filter(|(i, _)| i.contains(mean)).map(|(_, chance)| chance).sum()
        });
        assert!(check(&row, &covered.collect::<Vec<f64>>()) >= 0.95, "{row}");
    }
}

#[test]
fn the_exact_ratio_never_covers_less() {
    for row in of(3) {
        let most = row.count("a");
        let ratios: Vec<Vec<_>> = (0..=most)
            .map(|first| {
                let with = |second| {
                    let counts = [first, second].map(Counted::in_one_period);
                    exact_conditional(counts[0], counts[1]).expect("a test").ratio
                };
                (0..=most).map(with).collect()
            })
            .collect();
        let means = [1.0, 2.0, 4.0, 7.0, 10.0];
        let pairs = means.iter().flat_map(|first| means.iter().map(move |second| (first, second)));
        let covered = pairs.map(|(&mean_first, &mean_second)| {
            let truth = mean_second / mean_first;
            let (first, second) = (poisson(mean_first, most), poisson(mean_second, most));
            let of_first = ratios.iter().zip(&first).map(|(row, chance)| {
                let holds = row.iter().zip(&second).filter(|(ratio, _)| match ratio {
                    Ratio::Bounded { interval, .. } => interval.contains(truth),
                    Ratio::Unbounded { low } => *low <= truth,
                    Ratio::NothingCounted => true,
                });
                chance * holds.map(|(_, chance)| chance).sum::<f64>()
            });
            of_first.sum()
        });
        assert!(check(&row, &covered.collect::<Vec<f64>>()) >= 0.95, "{row}");
    }
}
