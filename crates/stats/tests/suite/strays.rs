//! Which figures are out of line with those nearest to them.

use panel_stats::proportions::proportion::Proportion;
use panel_stats::strays::{Stray, stray_counts, stray_shares};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

fn places(found: &[Stray]) -> Vec<usize> {
    found.iter().map(|stray| stray.place).collect()
}

#[derive(Debug, Clone, Copy)]
enum Slip {
    TenTimes,
    ATenth,
    Nothing,
}

fn slip() -> impl Strategy<Value = Slip> {
    prop_oneof![Just(Slip::TenTimes), Just(Slip::ATenth), Just(Slip::Nothing)]
}

/// Counts within a tenth of their mean, of at least a hundred.
fn history() -> impl Strategy<Value = Vec<u64>> {
    (100..1_000_000_u64).prop_flat_map(|mean| vec(mean - mean / 10..=mean + mean / 10, 3..60))
}

proptest! {
    #[test]
    fn one_slip_is_found_and_nothing_else(mut counts in history(), at in any::<Index>(), slip in slip()) {
        prop_assert_eq!(stray_counts(&counts, 3.0), []);
        let at = at.index(counts.len());
        counts[at] = match slip {
            Slip::TenTimes => counts[at] * 10,
            Slip::ATenth => counts[at] / 10,
            Slip::Nothing => 0,
        };
        prop_assert_eq!(places(&stray_counts(&counts, 3.0)), [at]);
    }

    #[test]
    fn no_counts_are_too_strange(counts in vec(any::<u64>(), 0..80), factor in 1.0..20.0) {
        for stray in stray_counts(&counts, factor) {
            prop_assert!(stray.place < counts.len() && stray.usual < counts.len());
            prop_assert!(stray.place != stray.usual && stray.nearest < counts.len());
        }
    }
}

#[test]
fn months_that_nobody_counted_are_found_at_the_end_and_at_the_beginning() {
    let mut counts = [870; 36];
    counts[33..].fill(0);
    assert_eq!(places(&stray_counts(&counts, 3.0)), [33, 34, 35]);
    counts.reverse();
    assert_eq!(places(&stray_counts(&counts, 3.0)), [0, 1, 2]);
}

#[test]
fn a_new_level_that_lasts_is_not_a_stray() {
    let mut counts = [100; 36];
    counts[18..].fill(400);
    assert_eq!(stray_counts(&counts, 3.0), []);
}

#[test]
fn noughts_are_found_from_so_many_a_month_on() {
    // z² of 0 beside m is m, or m/2 in short histories, and 3.29² is 10.8.
    for (months, least) in [(12, 11), (4, 22)] {
        let with_nought = |mean| [vec![mean; months - 1], vec![0]].concat();
        assert_eq!(stray_counts(&with_nought(least - 1), 3.0), []);
        assert_eq!(places(&stray_counts(&with_nought(least), 3.0)), [months - 1]);
    }
}

#[test]
fn of_two_figures_the_second_is_given() {
    assert_eq!(places(&stray_counts(&[99_050, 9_905], 5.0)), [1]);
    assert_eq!(places(&stray_counts(&[9_905, 99_050], 5.0)), [1]);
    assert_eq!(stray_counts(&[9_905], 5.0), []);
    assert_eq!(stray_counts(&[], 5.0), []);
}

#[test]
fn shares_of_few_people_vary_by_themselves() {
    let share = |one: u64, all| Proportion::new(one, all).expect("a proportion");
    assert_eq!(places(&stray_shares(&[share(760, 1_000), share(76, 1_000)], 5.0)), [1]);
    assert_eq!(stray_shares(&[share(1, 10), share(5, 10)], 5.0), []);
    assert_eq!(stray_shares(&[share(10, 10), share(20, 20)], 5.0), []);
    let waves = [share(290, 320), share(29, 320), share(285, 310)];
    assert_eq!(places(&stray_shares(&waves, 5.0)), [1]);
}
