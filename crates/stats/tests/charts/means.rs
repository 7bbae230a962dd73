use panel_stats::charts::chart::{Limits, Position, Scale};
use panel_stats::charts::recent_mean::{
    MeanComparison, Reading, RecentMean, recent_mean, recent_mean_exact,
};
use panel_stats::groups::group_lines::{GroupLines, OwnValue, group_lines, group_prediction_lines};

use crate::golden::rows;
use crate::support::{cases, near, places, reals};

const ANY: Scale = Scale::Unbounded;

fn compared(found: &RecentMean) -> MeanComparison {
    let RecentMean::Compared(comparison) = found else { panic!("{found:?}") };
    *comparison
}

#[test]
fn recent_means_agree_with_numpy_and_scipy() {
    for case in cases("recent_mean") {
        let (recent, earlier): (Vec<_>, Vec<_>) =
            case.iter().partition(|row| row.count("recent") == 1);
        let values = |rows: &[&_]| -> Vec<f64> {
            rows.iter().map(|row: &&crate::golden::Row| row.real("value")).collect()
        };
        let (earlier, recent) = (values(&earlier), values(&recent));
        let by = |reading| recent_mean(&earlier, &recent, reading, 1.96, ANY).expect("lines");
        for (name, found) in [
            ("individual", by(Reading::Individual)),
            ("standard_error", by(Reading::StandardErrorOfMean)),
            ("difference", by(Reading::Difference)),
            ("exact", recent_mean_exact(&earlier, &recent, 0.95, ANY).expect("lines")),
        ] {
            let found = compared(&found);
            case[0].check("earlier_mean", found.limits.centre());
            case[0].check("recent_mean", found.recent_mean);
            case[0].check("sd", found.sd);
            case[0].check(name, found.limits.half_width());
        }
    }
}

#[test]
fn t_agrees_with_scipy() {
    for row in rows("student_t") {
        let points = places(&row, "freedom") + 1;
        let earlier: Vec<_> = [1.0, 2.0].into_iter().cycle().take(points).collect();
        let found = recent_mean_exact(&earlier, &[1.5], row.real("confidence"), ANY);
        let found = compared(&found.expect("lines"));
        let points = f64::from(u32::try_from(points).expect("few"));
        row.check("t", found.limits.half_width() / (found.sd * (1.0 + 1.0 / points).sqrt()));
    }
}

#[test]
fn a_mean_on_a_line_is_within() {
    // s = √2 and d = 1: lines 1.4 either side of 2.
    let at = |recent: f64| {
        let multiple = 1.4 / 2.0_f64.sqrt();
        let found = recent_mean(&[1.0, 3.0], &[recent], Reading::Individual, multiple, ANY);
        compared(&found.expect("lines")).position
    };
    assert_eq!(at(3.4), Position::Within);
    assert_eq!(at(3.4 + 1e-12), Position::Above);
    assert_eq!(at(0.6), Position::Within);
    assert_eq!(at(0.6 - 1e-12), Position::Below);
}

#[test]
fn no_spread_and_too_few_have_names() {
    let by = |earlier: &[f64], recent: &[f64]| {
        recent_mean(earlier, recent, Reading::Difference, 1.96, Scale::NotNegative).expect("some")
    };
    for (recent, position) in
        [(0.1, Position::Within), (0.2, Position::Above), (0.0, Position::Below)]
    {
        let found = by(&[0.1; 12], &[recent; 6]);
        let RecentMean::NoSpread { earlier_mean, recent_mean, position: at } = found else {
            panic!("{found:?}")
        };
        assert!(near(earlier_mean, 0.1, 1.0) && near(recent_mean, recent, 1.0));
        assert_eq!(at, position);
    }
    for (earlier, recent) in [(0, 0), (0, 3), (1, 3), (5, 0)] {
        let found = by(&vec![1.0; earlier], &vec![1.0; recent]);
        assert_eq!(found, RecentMean::TooFew { earlier, recent });
        let exact = recent_mean_exact(&vec![1.0; earlier], &vec![1.0; recent], 0.95, ANY);
        assert_eq!(exact, Ok(RecentMean::TooFew { earlier, recent }));
    }
}

#[test]
fn a_rare_series_cannot_fall_below() {
    let earlier = [0.0, 1.0, 0.0, 2.0, 0.0, 0.0, 1.0, 0.0, 0.0, 3.0, 0.0, 0.0];
    let found = recent_mean(&earlier, &[0.0; 6], Reading::Difference, 1.96, Scale::NotNegative);
    let found = compared(&found.expect("lines"));
    assert!(found.limits.low_is_end_of_scale() && found.position == Position::Within);
}

fn drawn(found: &GroupLines) -> Limits {
    let GroupLines::Drawn(comparison) = found else { panic!("{found:?}") };
    comparison.limits
}

#[test]
fn group_lines_agree_with_numpy_and_scipy() {
    for case in cases("group") {
        let (values, row) = (reals(&case, "value"), &case[0]);
        let by = |own| drawn(&group_lines(&values, 0, own, 1.96, ANY).expect("lines"));
        row.check("in_centre", by(OwnValue::Included).centre());
        row.check("in_half", by(OwnValue::Included).half_width());
        row.check("out_centre", by(OwnValue::Excluded).centre());
        row.check("out_half", by(OwnValue::Excluded).half_width());
        let exact = drawn(&group_prediction_lines(&values, 0, 0.95, ANY).expect("lines"));
        row.check("out_centre", exact.centre());
        row.check("exact_half", exact.half_width());
    }
}

#[test]
fn small_and_equal_groups_have_names() {
    for values in [vec![1.0], vec![1.0, 2.0]] {
        let members = values.len();
        let too_few = Ok(GroupLines::TooFew { members });
        assert_eq!(group_lines(&values, 0, OwnValue::Included, 1.96, ANY), too_few);
        assert_eq!(group_prediction_lines(&values, 0, 0.95, ANY), too_few);
    }
    for own_value in [OwnValue::Included, OwnValue::Excluded] {
        let found = group_lines(&[0.1; 8], 2, own_value, 1.96, Scale::Share).expect("lines");
        assert!(matches!(found, GroupLines::NoSpread { position: Position::Within, .. }));
    }
    let apart = [5.0, 2.0, 2.0, 2.0];
    let found = group_lines(&apart, 0, OwnValue::Excluded, 1.96, ANY).expect("lines");
    assert!(matches!(found, GroupLines::NoSpread { position: Position::Above, .. }));
    let found = group_prediction_lines(&apart, 0, 0.95, ANY).expect("lines");
    assert!(matches!(found, GroupLines::NoSpread { position: Position::Above, .. }));
}
