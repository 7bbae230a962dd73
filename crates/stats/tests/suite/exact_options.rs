use panel_stats::StatsError;
use panel_stats::counts::Counted;
use panel_stats::counts::exact::{PValueKind, Ratio, exact_conditional, exact_conditional_with};
use panel_stats::proportions::fisher::{FisherTest, fisher};
use panel_stats::proportions::proportion::Proportion;
use statrs::distribution::{Binomial, Discrete};

use crate::golden::{Row, rows};

fn counts(row: &Row) -> (Counted, Counted) {
    let counted = |c, e| Counted::new(row.count(c), row.real(e)).expect("a count");
    (counted("c1", "e1"), counted("c2", "e2"))
}

fn fisher_p(row: &Row, kind: PValueKind) -> f64 {
    let part = |x, n| Proportion::new(row.count(x), row.count(n)).expect("a proportion");
    match fisher(part("x1", "n1"), part("x2", "n2"), kind).expect("a test") {
        FisherTest::P(p) => p,
        FisherTest::BothAtSameExtreme => panic!("no p in {row}"),
    }
}

#[test]
fn mid_p_agrees_with_fractions_and_statsmodels() {
    for row in rows("mid_p") {
        let (first, second) = counts(&row);
        let found = exact_conditional_with(first, second, PValueKind::Mid, 0.95);
        row.check("p", found.expect("a comparison").p_value);
    }
}

#[test]
fn every_confidence_agrees_with_r() {
    for row in rows("exact_confidence") {
        let (first, second) = counts(&row);
        let confidence = row.real("confidence");
        let found = exact_conditional_with(first, second, PValueKind::Ordinary, confidence);
        let found = found.expect("a comparison");
        row.check("p", found.p_value);
        let Ratio::Bounded { interval, .. } = found.ratio else { panic!("unbounded in {row}") };
        row.check("low", interval.low());
        row.check("high", interval.high());
    }
}

/// With equal exposures the mid-p is twice the smaller one-sided mid-p.
#[test]
fn mid_p_is_twice_the_one_sided_mid_p() {
    for total in 1..60_u64 {
        let outcomes = Binomial::new(0.5, total).expect("a distribution");
        for seen in 0..=total / 2 {
            let below: f64 = (0..seen).map(|k| outcomes.pmf(k)).sum();
            let one_sided = below + outcomes.pmf(seen) / 2.0;
            let (first, second) =
                (Counted::in_one_period(total - seen), Counted::in_one_period(seen));
            let found = exact_conditional_with(first, second, PValueKind::Mid, 0.95);
            let p = found.expect("a comparison").p_value;
            // In the middle the outcome is one, not two as on either side.
            let expected =
                if 2 * seen == total { 1.0 - outcomes.pmf(seen) / 2.0 } else { 2.0 * one_sided };
            assert!((p - expected).abs() < 1e-9, "{seen} of {total}");
        }
    }
}

/// Averaged over what could be seen if the rates are equal, the mid-p is ½.
#[test]
fn mid_p_is_a_half_on_average() {
    for (total, exposure) in [(1, 1.0), (9, 1.0), (40, 3.0), (41, 0.37)] {
        let outcomes = Binomial::new(exposure / (1.0 + exposure), total).expect("a distribution");
        let average: f64 = (0..=total)
            .map(|seen| {
                let first = Counted::in_one_period(total - seen);
                let second = Counted::new(seen, exposure).expect("a count");
                let found = exact_conditional_with(first, second, PValueKind::Mid, 0.95);
                found.expect("a comparison").p_value * outcomes.pmf(seen)
            })
            .sum();
        assert!((average - 0.5).abs() < 1e-9, "{total}: {average}");
    }
}

#[test]
fn fisher_agrees_with_r() {
    for row in rows("fisher") {
        row.check("p", fisher_p(&row, PValueKind::Ordinary));
    }
    for row in rows("fisher_mid_p") {
        row.check("p", fisher_p(&row, PValueKind::Mid));
    }
}

/// With very many trials in both groups, Fisher's test is the conditional test of the counts.
#[test]
fn fisher_is_the_conditional_test_for_rare_events() {
    let rare = |x| Proportion::new(x, 500_000).expect("a proportion");
    for (first, second) in [(3, 12), (0, 7), (4, 5), (20, 9)] {
        let counted = (Counted::in_one_period(first), Counted::in_one_period(second));
        let by_counts = exact_conditional(counted.0, counted.1).expect("a comparison").p_value;
        let by_shares = fisher(rare(first), rare(second), PValueKind::Ordinary).expect("a test");
        let FisherTest::P(by_shares) = by_shares else { panic!("at an extreme") };
        assert!((by_counts / by_shares - 1.0).abs() < 1e-3, "{first} and {second}");
    }
}

#[test]
fn extremes_have_names() {
    let part = |x, n| Proportion::new(x, n).expect("a proportion");
    for (first, second) in [(part(0, 3), part(0, 9)), (part(3, 3), part(9, 9))] {
        let found = fisher(first, second, PValueKind::Ordinary);
        assert_eq!(found, Ok(FisherTest::BothAtSameExtreme));
    }
    let far = fisher(part(0, 500_000), part(500_000, 500_000), PValueKind::Mid).expect("a test");
    assert!(matches!(far, FisherTest::P(p) if (0.0..1e-300).contains(&p)));
    let many = fisher(part(1, 1_000_000_000_000), part(1, 5), PValueKind::Ordinary);
    assert_eq!(many, Err(StatsError::TooManyForExact { total: 1_000_000_000_005 }));
    let none = Counted::in_one_period(0);
    let refused = exact_conditional_with(none, none, PValueKind::Ordinary, 1.0);
    assert_eq!(refused, Err(StatsError::ConfidenceOutOfRange(1.0)));
}
