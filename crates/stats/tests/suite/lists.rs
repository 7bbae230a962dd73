//! Answers given for a whole list: adjusted p-values, ranks, standardised rates.

use panel_stats::StatsError;
use panel_stats::counts::Counted;
use panel_stats::counts::standardised::{StandardisedRate, Stratum, directly_standardised};
use panel_stats::groups::ranks::{Best, Rank, competition_ranks};
use panel_stats::multiple::{DiscoveryRate, benjamini_hochberg};
use panel_stats::normal::Z_975;

use crate::golden::{Row, sets};

fn column(rows: &[Row], name: &str) -> Vec<f64> {
    rows.iter().map(|row| row.real(name)).collect()
}

#[test]
fn adjusted_p_values_agree_with_r() {
    for rows in sets("benjamini_hochberg") {
        let adjusted = benjamini_hochberg(&column(&rows, "p")).expect("p-values");
        for (row, test) in rows.iter().zip(adjusted) {
            row.check("p", test.p_value);
            row.check("adjusted", test.adjusted);
        }
    }
}

/// Four of their fifteen survive at 5%, as they print.
#[test]
fn four_of_fifteen_survive() {
    let published = sets("benjamini_hochberg").swap_remove(0);
    let five_percent = DiscoveryRate::new(0.05).expect("a rate");
    let adjusted = benjamini_hochberg(&column(&published, "p")).expect("p-values");
    assert_eq!(adjusted.iter().filter(|test| test.survives(five_percent)).count(), 4);
}

#[test]
fn ranks_agree_with_r() {
    for rows in sets("ranks") {
        let values = column(&rows, "value");
        for (best, name) in [(Best::Lowest, "lowest"), (Best::Highest, "highest")] {
            let ranks = competition_ranks(&values, best).expect("ranks");
            for (row, rank) in rows.iter().zip(ranks) {
                assert_eq!(rank.place as u64, row.count(name), "{row}");
                assert_eq!(rank.of, rows.len());
            }
        }
    }
}

#[test]
fn a_place_is_printed_with_how_many() {
    assert_eq!(Rank { place: 5, of: 8, sharing: 1 }.to_string(), "5 of 8");
    assert_eq!(Rank { place: 1, of: 8, sharing: 2 }.to_string(), "joint 1 of 8");
}

fn stratum(events: u64, exposure: f64, weight: f64) -> Stratum {
    Stratum::new(Counted::new(events, exposure).expect("a count"), weight).expect("a stratum")
}

#[test]
fn standardised_rates_agree_with_mpmath() {
    for rows in sets("standardised") {
        for z in [Z_975, 3.09] {
            let rows: Vec<_> = rows.iter().filter(|row| (row.real("z") - z).abs() < 1e-9).collect();
            let strata: Vec<_> = rows
                .iter()
                .map(|row| stratum(row.count("events"), row.real("exposure"), row.real("weight")))
                .collect();
            let found = directly_standardised(&strata, z).expect("a rate");
            let StandardisedRate::Rate { estimate, interval } = found else { panic!("none") };
            rows[0].check("rate", estimate);
            rows[0].check("low", interval.low());
            rows[0].check("high", interval.high());
        }
    }
}

#[test]
fn too_few_events_are_not_standardised() {
    for (strata, events) in [
        (vec![], 0),
        (vec![stratum(0, 1.0, 1.0)], 0),
        (vec![stratum(4, 1.0, 1.0), stratum(5, 2.0, 1.0)], 9),
    ] {
        let found = directly_standardised(&strata, Z_975);
        assert_eq!(found, Ok(StandardisedRate::TooFewEvents { events }));
    }
    let found = directly_standardised(&[stratum(10, 1.0, 1.0)], Z_975).expect("a rate");
    assert!(matches!(found, StandardisedRate::Rate { .. }));
}

#[test]
fn the_lower_end_is_held_at_zero() {
    let uneven = [stratum(9, 1.0, 1e-9), stratum(1, 1.0, 1.0)];
    let found = directly_standardised(&uneven, Z_975).expect("a rate");
    let StandardisedRate::Rate { estimate, interval } = found else { panic!("none") };
    assert!(interval.low().abs() < f64::MIN_POSITIVE && interval.contains(estimate));
}

#[test]
fn faulty_inputs_are_named() {
    for p in [-0.1, 1.1, f64::NAN] {
        assert!(matches!(benjamini_hochberg(&[0.5, p]), Err(StatsError::PValueOutOfRange(_))));
    }
    for rate in [0.0, 1.0, f64::NAN] {
        let refused = DiscoveryRate::new(rate);
        assert!(matches!(refused, Err(StatsError::DiscoveryRateOutOfRange(_))));
    }
    for value in [f64::NAN, f64::INFINITY] {
        let refused = competition_ranks(&[1.0, value], Best::Lowest);
        assert!(matches!(refused, Err(StatsError::ValueOutOfRange(_))));
    }
    for weight in [0.0, -1.0, 1e16, f64::NAN] {
        let refused = Stratum::new(Counted::in_one_period(1), weight);
        assert!(matches!(refused, Err(StatsError::WeightOutOfRange(_))));
    }
    let refused = directly_standardised(&[], 0.0);
    assert!(matches!(refused, Err(StatsError::MultipleOutOfRange(_))));
    assert_eq!(benjamini_hochberg(&[]), Ok(vec![]));
    assert_eq!(competition_ranks(&[], Best::Highest), Ok(vec![]));
}
