use panel_stats::normal::Z_975;
use panel_stats::proportions::difference::{PooledZ, newcombe, pooled_z};
use panel_stats::proportions::proportion::Proportion;

use crate::golden::{Row, rows};

fn groups(row: &Row) -> (Proportion, Proportion) {
    let group = |x, n| Proportion::new(row.count(x), row.count(n)).expect("a proportion");
    (group("x1", "n1"), group("x2", "n2"))
}

#[test]
fn newcombe_agrees_with_statsmodels_and_his_examples() {
    for row in rows("newcombe") {
        let (first, second) = groups(&row);
        let difference = newcombe(first, second, Z_975).expect("a difference");
        row.check("estimate", difference.estimate);
        row.check("low", difference.interval.low());
        row.check("high", difference.interval.high());
    }
}

#[test]
fn pooled_z_agrees_with_statsmodels() {
    for row in rows("pooled_z") {
        let (first, second) = groups(&row);
        let PooledZ::Z(z) = pooled_z(first, second) else { panic!("no z in {row}") };
        row.check("z", z);
        row.check("p", PooledZ::Z(z).p_value().expect("a p-value"));
    }
}

#[test]
fn the_same_extreme_has_a_name() {
    let part = |x, n| Proportion::new(x, n).expect("a proportion");
    assert_eq!(pooled_z(part(0, 10), part(0, 20)), PooledZ::BothAtSameExtreme);
    assert_eq!(pooled_z(part(10, 10), part(20, 20)), PooledZ::BothAtSameExtreme);
    assert_eq!(PooledZ::BothAtSameExtreme.p_value(), None);
    assert!(matches!(pooled_z(part(0, 10), part(20, 20)), PooledZ::Z(z) if z > 0.0));
}
