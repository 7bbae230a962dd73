//! The p-values of a recent mean and of a member of a group.

use panel_stats::charts::ChartError;
use panel_stats::charts::chart::{Position, Scale};
use panel_stats::charts::recent_mean::{RecentMean, RecentMeanP, recent_mean_exact, recent_mean_p};
use panel_stats::groups::group_lines::{
    GroupLines, GroupP, OwnValue, farthest_possible, group_lines, group_p, group_prediction_lines,
};
use panel_stats::student_t::StudentTest;
use proptest::collection::vec;
use proptest::prelude::{Strategy, prop_assert, prop_assert_eq, proptest};

use crate::golden::{Row, rows};
use crate::support::{cases, places, reals};

const ANY: Scale = Scale::Unbounded;

fn of_means(found: RecentMeanP) -> StudentTest {
    let RecentMeanP::Tested(test) = found else { panic!("{found:?}") };
    test
}

fn of_group(found: GroupP) -> StudentTest {
    let GroupP::Tested(test) = found else { panic!("{found:?}") };
    test
}

#[test]
fn the_p_of_a_recent_mean_agrees_with_scipy() {
    for case in cases("recent_mean") {
        let part = |recent| {
            let rows = case.iter().filter(move |row| row.count("recent") == recent);
            rows.map(|row: &Row| row.real("value")).collect::<Vec<_>>()
        };
        let (earlier, recent) = (part(0), part(1));
        let test = of_means(recent_mean_p(&earlier, &recent).expect("a test"));
        case[0].check("t", test.t);
        case[0].check("p", test.p_value);
        assert_eq!(test.freedom, earlier.len() - 1);
    }
}

#[test]
fn the_p_of_a_member_agrees_with_least_squares() {
    for case in cases("group") {
        let test = of_group(group_p(&reals(&case, "value"), 0).expect("a test"));
        case[0].check("t", test.t);
        case[0].check("p", test.p_value);
        assert_eq!(test.freedom, case.len() - 2);
    }
}

#[test]
fn tails_agree_with_scipy_however_far_out() {
    for row in rows("student_p") {
        // Earlier points with mean 0 and a standard deviation of their own, one recent point.
        let points = places(&row, "freedom") + 1;
        let mut earlier: Vec<_> = [1.0, -1.0].into_iter().cycle().take(points).collect();
        earlier[0] = if points % 2 == 1 { 0.0 } else { earlier[0] };
        let found = recent_mean_exact(&earlier, &[0.0], 0.95, ANY).expect("lines");
        let RecentMean::Compared(found) = found else { panic!("{found:?}") };
        let number = f64::from(u32::try_from(points).expect("few"));
        let error = found.sd * (1.0 + 1.0 / number).sqrt();
        let recent = row.real("t") * error;
        row.check("p", of_means(recent_mean_p(&earlier, &[recent]).expect("a test")).p_value);
    }
}

#[test]
fn no_spread_and_too_few_have_names() {
    for (earlier, recent) in [(0, 0), (0, 3), (1, 3), (5, 0)] {
        let found = recent_mean_p(&vec![1.0; earlier], &vec![1.0; recent]);
        assert_eq!(found, Ok(RecentMeanP::TooFew { earlier, recent }));
    }
    for recent_mean in [0.5, 2.0] {
        let found = recent_mean_p(&[0.5; 12], &[recent_mean; 6]);
        assert_eq!(found, Ok(RecentMeanP::NoSpread { earlier_mean: 0.5, recent_mean }));
    }
    // 1e100 in units of 1e-300 is no number.
    let found = recent_mean_p(&[0.0, 1e-300], &[1e100]).expect("an answer");
    assert!(matches!(found, RecentMeanP::NoSpread { .. }), "{found:?}");
    let refused = recent_mean_p(&[1.0, 2.0], &[1.0, f64::NAN]);
    assert!(matches!(refused, Err(ChartError::ValueOutOfRange { index: 1, .. })));

    for members in [1, 2] {
        assert_eq!(group_p(&vec![1.0; members], 0), Ok(GroupP::TooFew { members }));
    }
    let apart = group_p(&[5.0, 2.0, 2.0, 2.0], 0);
    assert_eq!(apart, Ok(GroupP::NoSpread { centre: 2.0, own: 5.0 }));
    let found = group_p(&[1e100, 0.0, 1e-300], 0).expect("an answer");
    assert!(matches!(found, GroupP::NoSpread { .. }), "{found:?}");
    let nobody = group_p(&[1.0, 2.0, 3.0], 3);
    assert_eq!(nobody, Err(ChartError::NoSuchMember { own: 3, members: 3 }));
}

#[test]
fn lines_that_no_member_can_leave() {
    for (members, figure) in [(0, 0.0), (1, 0.0), (3, 1.154_700_538), (8, 2.474_873_734)] {
        assert!((farthest_possible(members) - figure).abs() < 1e-9, "{members}");
    }
    // Thompson's bound is reached where all others are equal, and the lines know it.
    for members in 3..40 {
        let mut values = vec![1.0; members];
        values[1] = 7.0;
        for (beyond, expected) in [(1e-9, Position::Within), (-1e-9, Position::Above)] {
            let multiple = farthest_possible(members) + beyond;
            let found = group_lines(&values, 1, OwnValue::Included, multiple, ANY).expect("lines");
            let GroupLines::Drawn(found) = found else { panic!("{found:?}") };
            assert_eq!(found.position, expected, "{members} {multiple}");
        }
    }
}

/// Series of whole numbers, among which ties and outliers are common.
fn values(least: usize) -> impl Strategy<Value = Vec<f64>> {
    vec((-40..=40_i32).prop_map(f64::from), least..20)
}

proptest! {
    #[test]
    fn p_and_the_exact_lines_say_the_same(
        earlier in values(0),
        recent in values(0),
        confidence in 0.5..0.999,
    ) {
        let lines = recent_mean_exact(&earlier, &recent, confidence, ANY).expect("lines");
        match (lines, recent_mean_p(&earlier, &recent).expect("a test")) {
            (RecentMean::Compared(lines), RecentMeanP::Tested(test)) => {
                prop_assert!((0.0..=1.0).contains(&test.p_value));
                prop_assert_eq!(test.t > 0.0, lines.recent_mean > lines.limits.centre());
                if (test.p_value - (1.0 - confidence)).abs() > 1e-9 {
                    let outside = lines.position != Position::Within;
                    prop_assert_eq!(test.p_value < 1.0 - confidence, outside);
                }
            }
            (RecentMean::NoSpread { .. }, RecentMeanP::NoSpread { .. })
            | (RecentMean::TooFew { .. }, RecentMeanP::TooFew { .. }) => {}
            other => prop_assert!(false, "{other:?}"),
        }
    }

    #[test]
    fn p_and_the_prediction_lines_say_the_same(group in values(1), confidence in 0.5..0.999) {
        let lines = group_prediction_lines(&group, 0, confidence, ANY).expect("lines");
        match (lines, group_p(&group, 0).expect("a test")) {
            (GroupLines::Drawn(lines), GroupP::Tested(test)) => {
                prop_assert_eq!(test.t > 0.0, lines.own > lines.limits.centre());
                if (test.p_value - (1.0 - confidence)).abs() > 1e-9 {
                    let outside = lines.position != Position::Within;
                    prop_assert_eq!(test.p_value < 1.0 - confidence, outside);
                }
            }
            (GroupLines::NoSpread { .. }, GroupP::NoSpread { .. })
            | (GroupLines::TooFew { .. }, GroupP::TooFew { .. }) => {}
            other => prop_assert!(false, "{other:?}"),
        }
    }

    #[test]
    fn units_and_sides_change_no_p(group in values(3), factor in 1e-3..1e3) {
        if let GroupP::Tested(test) = group_p(&group, 0).expect("a test") {
            let turned: Vec<_> = group.iter().map(|value| -value * factor).collect();
            let again = of_group(group_p(&turned, 0).expect("a test"));
            prop_assert!((again.p_value - test.p_value).abs() < 1e-9 && again.t * test.t <= 0.0);
        }
    }
}
