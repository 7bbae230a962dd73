//! The interval of a projected year by a straight line.

use panel_stats::trend::ols::project_line;
use panel_stats::trend::{Ahead, Cadence, History};

use crate::deviates::{Deviates, four_errors};

const SERIES: u32 = 3_000;

/// Exactly 95% if the errors are independent and normal, within 1.6 points here. Adding the months'
/// limits instead would hold 99.45%, which follows from t with 28 degrees of freedom (numpy 2.4.6,
/// scipy 1.17.1), within 0.5 points.
#[test]
fn a_year_ahead_holds_ninety_five_in_a_hundred() {
    let mut deviates = Deviates::new(31);
    let ahead = Ahead::new(19, 30).expect("a year");
    let mut held = [0_u32; 2];
    for _ in 0..SERIES {
        let line = (1..=60_u32).zip(deviates.normals(60));
        let months: Vec<_> = line.map(|(t, error)| 350.0 - f64::from(t) + 28.0 * error).collect();
        let history = History::new(months[..30].to_vec(), Cadence::Monthly).expect("months");
        let found = project_line(&history, 0, ahead).expect("a projection");
        let total: f64 = months[48..].iter().sum();
        let interval = found.interval(0.95).expect("an interval");
        held[0] += u32::from(interval.contains(total));
        let months: f64 = found.points()[18..].iter().map(|month| month.standard_error()).sum();
        let wider = months / found.total().standard_error();
        let far = (total - found.total().estimate()).abs();
        held[1] += u32::from(far <= interval.width() / 2.0 * wider);
    }
    let [year, months] = held.map(|held| f64::from(held) / f64::from(SERIES));
    assert!((year - 0.95).abs() < four_errors(0.95, SERIES), "{year}");
    assert!((months - 0.9945).abs() < four_errors(0.9945, SERIES), "{months}");
}
