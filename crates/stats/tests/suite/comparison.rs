use panel_stats::counts::comparison::{Change, Comparison, Direction, Method, compare};
use panel_stats::counts::{Counted, Dispersion};

fn compared(first: u64, second: u64, factor: f64) -> Comparison {
    compare(
        Counted::in_one_period(first),
        Counted::in_one_period(second),
        Dispersion::new(factor).expect("a dispersion"),
    )
}

#[test]
fn the_size_chooses_the_test() {
    for (first, second, name) in [
        (0, 0, "none: nothing counted"),
        (49, 50, "exact conditional test"),
        (50, 50, "quasi-Poisson z test"),
        (9, 1_000, "exact conditional test"),
        (1_000, 9, "exact conditional test"),
        (10, 1_000, "quasi-Poisson z test"),
        (0, 1_000_000, "exact conditional test"),
        (0, 1_000_001, "quasi-Poisson z test"),
        (1_000_000_000_000, 1_000_000_000_000, "quasi-Poisson z test"),
        (u64::MAX, 1, "quasi-Poisson z test"),
    ] {
        let found = compared(first, second, 1.0);
        assert_eq!(found.method.name(), name, "{first} to {second}");
        assert_eq!(found.z().is_some(), matches!(found.method, Method::QuasiPoisson { .. }));
    }
}

#[test]
fn changes_have_a_direction() {
    for (first, second, factor, direction, change) in [
        (3_935, 4_253, 1.0, Direction::Up, Change::Higher),
        (4_253, 3_935, 1.0, Direction::Down, Change::Lower),
        (3_935, 4_253, 3.2, Direction::Up, Change::Higher),
        (3_935, 4_253, 3.3, Direction::Up, Change::NoEvidence),
        (3, 12, 1.0, Direction::Up, Change::Higher),
        (12, 3, 1.0, Direction::Down, Change::Lower),
        (3, 11, 1.0, Direction::Up, Change::NoEvidence),
        (7, 7, 1.0, Direction::Level, Change::NoEvidence),
        (0, 0, 1.0, Direction::Level, Change::NoEvidence),
    ] {
        let found = compared(first, second, factor);
        assert_eq!((found.direction, found.change), (direction, change), "{first} to {second}");
    }
}

#[test]
fn equal_rates_over_unequal_exposures_are_level() {
    let first = Counted::new(10, 0.1).expect("a count");
    let second = Counted::new(30, 0.3).expect("a count");
    assert_eq!(compare(first, second, Dispersion::POISSON).direction, Direction::Level);
}

#[test]
fn a_line_reached_is_a_change() {
    // (10 098 − 9 702)/√19 800 = 2.81; a dispersion of (2.81/1.96)² brings z to the line itself.
    let z = 396.0 / 19_800_f64.sqrt();
    let at_the_line = (z / 1.96).powi(2);
    assert_eq!(compared(9_702, 10_098, at_the_line * (1.0 - 1e-12)).change, Change::Higher);
    assert_eq!(compared(9_702, 10_098, at_the_line * (1.0 + 1e-12)).change, Change::NoEvidence);
}
