use panel_stats::StatsError;
use panel_stats::proportions::whole_number::{PrintedPercentage, counts_giving, nearest};

fn printed(digits: u64, decimals: u8) -> PrintedPercentage {
    PrintedPercentage::new(digits, decimals).expect("a percentage")
}

#[test]
fn known_percentages() {
    for (digits, out_of, counts) in [
        (914, 105, Some(96..=96)),
        (906, 32, Some(29..=29)),
        (375, 65, None),
        (375, 64, Some(24..=24)),
    ] {
        assert_eq!(counts_giving(printed(digits, 1), out_of), Ok(counts), "{digits} of {out_of}");
    }
}

#[test]
fn a_tie_may_have_gone_either_way() {
    // 5 of 8 is 62.5%: printed as 63 or as 62.
    assert_eq!(counts_giving(printed(62, 0), 8), Ok(Some(5..=5)));
    assert_eq!(counts_giving(printed(63, 0), 8), Ok(Some(5..=5)));
    assert_eq!(counts_giving(printed(0, 0), 200), Ok(Some(0..=1)));
    assert_eq!(counts_giving(printed(100, 0), 200), Ok(Some(199..=200)));
}

#[test]
fn neighbours_of_an_impossible_percentage() {
    let around = nearest(printed(375, 1), 65).expect("neighbours");
    assert_eq!((around.below.successes(), around.above.successes()), (24, 25));
    let exact = nearest(printed(375, 1), 64).expect("neighbours");
    assert_eq!(exact.below, exact.above);
}

#[test]
fn the_largest_inputs_fit() {
    let all = printed(100_000_000_000_000, 12);
    assert_eq!(nearest(all, u64::MAX).expect("neighbours").above.successes(), u64::MAX);
    let counts = counts_giving(all, u64::MAX).expect("an answer").expect("counts");
    assert_eq!(*counts.end(), u64::MAX);
}

#[test]
fn faulty_inputs_are_named() {
    let above = StatsError::AboveOneHundredPercent { digits: 1001, decimals: 1 };
    assert_eq!(PrintedPercentage::new(1001, 1), Err(above));
    assert_eq!(PrintedPercentage::new(1, 13), Err(StatsError::TooManyDecimals(13)));
    assert_eq!(counts_giving(printed(375, 1), 0), Err(StatsError::NoTrials));
    assert_eq!(nearest(printed(375, 1), 0), Err(StatsError::NoTrials));
}

/// Every count, printed both ways of rounding a tie, gives exactly the counts found.
#[test]
fn agrees_with_brute_force() {
    for decimals in [0, 1] {
        let hundred = 100 * 10_u64.pow(u32::from(decimals));
        for out_of in 1..=300 {
            let mut counts_by_digits =
                vec![Vec::new(); usize::try_from(hundred).expect("small") + 1];
            for count in 0..=out_of {
                let (whole, rest) = (count * hundred / out_of, count * hundred % out_of);
                if 2 * rest <= out_of {
                    counts_by_digits[usize::try_from(whole).expect("small")].push(count);
                }
                if 2 * rest >= out_of {
                    counts_by_digits[usize::try_from(whole).expect("small") + 1].push(count);
                }
            }
            for (digits, counts) in (0..).zip(counts_by_digits) {
                let found = counts_giving(printed(digits, decimals), out_of).expect("an answer");
                let found: Vec<_> = found.into_iter().flatten().collect();
                assert_eq!(found, counts, "{digits} of {out_of}");
            }
        }
    }
}
