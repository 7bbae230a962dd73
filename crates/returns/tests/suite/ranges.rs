//! Figures outside what their series can be are refused; those in another unit than their baseline are told.

use std::fs;

use panel_core::{Asked, Need, ReturnKind, Scale, Series, Severity};
use proptest::prelude::*;

use crate::made_up::{quarter, write};

const AREA: &str = "E23000099";

/// What is told of the rows of one table, each fault by its code, its severity and its line.
fn find_faults(
    kind: ReturnKind,
    scale: Scale,
    rows: &[String],
) -> Vec<(&'static str, Severity, usize)> {
    read_faults(kind, scale, rows)
        .into_iter()
        .map(|(code, severity, line, _)| (code, severity, line))
        .collect()
}

fn read_faults(
    kind: ReturnKind,
    scale: Scale,
    rows: &[String],
) -> Vec<(&'static str, Severity, usize, String)> {
    let folder = quarter();
    let heads = kind.column_names();
    let fields: Vec<_> = heads.iter().map(|head| format!("{{ \"name\": \"{head}\" }}")).collect();
    let package = format!(
        "{{ \"resources\": [ {{ \"name\": \"table\", \"path\": \"table.csv\", \"schema\": {{ \"fields\": [{}] }}, \"panel\": {{ \"return\": \"{}\" }} }} ] }}",
        fields.join(", "),
        kind.name()
    );
    write(folder.path(), "returns/datapackage.json", package);
    write(
        folder.path(),
        "returns/table.csv",
        format!("{}\n{}\n", heads.join(","), rows.join("\n")),
    );
    assert!(fs::exists(folder.path().join("panel.toml")).unwrap());
    let series = |id| Series::higher_is_better(id).measured_in(scale);
    let needs = ["a/b", "a/c"].map(|id| Need { series: series(id), kind });
    let reading = panel_returns::read_for_one(folder.path(), &Asked::figures(needs.to_vec()));
    let in_table =
        reading.faults.into_iter().filter(|fault| &*fault.place.source.path == "returns/table.csv");
    let each = in_table.map(|fault| {
        let start = fault.place.span.clone().map_or(0, |span| span.start);
        let line = fault.place.source.line_number(start) as usize;
        (fault.code.name(), fault.severity, line, format!("{}; {}", fault.message, fault.remedy))
    });
    each.collect()
}

fn figure(series: &str, period: &str, value: &str, unit: &str) -> String {
    format!("{series},{AREA},{period},{value},{unit},final,")
}

fn share(period: &str, value: &str) -> String {
    format!("a/b,{AREA},{period},,,{value},final,")
}

fn count(period: &str, value: u32) -> String {
    format!("a/b,{AREA},{period},{value},final,")
}

const LATEST: &str = "2013-10/2014-09";

#[test]
fn a_figure_lies_where_its_series_can() {
    use Severity::Error;
    for (scale, value, unit, code) in [
        (Scale::Share, "0", "percent", None),
        (Scale::Share, "100", "percent", None),
        (Scale::Share, "-5", "percent", Some("returns::out_of_range")),
        (Scale::Share, "100.1", "percent", Some("returns::out_of_range")),
        (Scale::Share, "64", "count", Some("returns::wrong_unit")),
        (Scale::Change, "-5", "percent", None),
        (Scale::Change, "164.5", "percent", None),
        (Scale::Change, "5", "points", Some("returns::wrong_unit")),
        (Scale::Points, "-3.5", "points", None),
        (Scale::Stars, "1", "stars", None),
        (Scale::Stars, "5", "stars", None),
        (Scale::Stars, "35", "stars", Some("returns::out_of_range")),
        (Scale::Stars, "0", "stars", Some("returns::out_of_range")),
        (Scale::Any, "35", "stars", Some("returns::out_of_range")),
        (Scale::Any, "-5", "percent", None),
        (Scale::Count, "3", "count", None),
        (Scale::Count, "3", "percent", Some("returns::wrong_unit")),
        (Scale::MillionPounds, "4.2", "million_pounds", None),
        (Scale::MillionPounds, "4.2", "count", Some("returns::wrong_count")),
    ] {
        let found = find_faults(ReturnKind::Figures, scale, &[figure("a/b", LATEST, value, unit)]);
        let expected: Vec<_> = code.map(|code| (code, Error, 2)).into_iter().collect();
        assert_eq!(found, expected, "{value} {unit} of {scale:?}");
    }
}

#[test]
fn a_figure_in_another_unit_than_its_baseline_is_told() {
    use Severity::{Error, Warning};
    let unlike = |line| vec![("returns::unlike_baseline", Warning, line)];
    let figures = |scale, rows: &[(&str, &str, &str)]| {
        let rows: Vec<_> =
            rows.iter().map(|(period, value, unit)| figure("a/b", period, value, unit)).collect();
        find_faults(ReturnKind::Figures, scale, &rows)
    };
    let shares = |rows: &[(&str, &str)]| {
        let rows: Vec<_> = rows.iter().map(|(period, value)| share(period, value)).collect();
        find_faults(ReturnKind::Surveys, Scale::Any, &rows)
    };
    let counts = |before, now| {
        find_faults(ReturnKind::Counts, Scale::Any, &[count("2012/13", before), count(LATEST, now)])
    };
    assert_eq!(shares(&[("2012/13", "89.7"), (LATEST, "0.883")]), unlike(3));
    assert_eq!(shares(&[("2012/13", "0.897"), (LATEST, "88.3")]), unlike(2), "the part is told");
    assert_eq!(shares(&[("2012/13", "0.897"), ("2013/14", "89"), (LATEST, "88")]), unlike(2));
    assert_eq!(shares(&[("2012/13", "89.7"), (LATEST, "42.1")]), []);
    assert_eq!(shares(&[(LATEST, "0.883")]), [("returns::unlike_share", Warning, 2)]);
    assert_eq!(shares(&[(LATEST, "1.5")]), []);
    assert_eq!(shares(&[(LATEST, "0")]), []);
    let percent = [("2012/13", "88.3", "percent"), (LATEST, "0.883", "percent")];
    assert_eq!(figures(Scale::Share, &percent), unlike(3));
    assert_eq!(figures(Scale::Change, &percent), [], "changes may be anything");
    let money = [("2013-09", "4.2", "million_pounds"), ("2014-09", "4200000", "million_pounds")];
    let in_pounds = |line| vec![("returns::unlike_money", Warning, line)];
    assert_eq!(figures(Scale::MillionPounds, &money), in_pounds(3));
    let both = money.map(|(period, _, unit)| (period, "4200000", unit));
    assert_eq!(figures(Scale::MillionPounds, &both), [in_pounds(2), in_pounds(3)].concat());
    assert_eq!(
        shares(&[("2012/13", "0.84"), (LATEST, "0.86")]),
        [("returns::unlike_share", Warning, 3)]
    );
    let units = [("2012/13", "61", "percent"), (LATEST, "64", "count")];
    assert_eq!(figures(Scale::Any, &units), [("returns::units_differ", Error, 3)]);
    assert_eq!(counts(5, 5_150), unlike(3));
    assert_eq!(counts(5_150, 5), unlike(3));
    let three = [count("2012/13", 5), count("2013/14", 5_150), count(LATEST, 5_300)];
    let found = find_faults(ReturnKind::Counts, Scale::Any, &three);
    assert!(found.contains(&unlike(2)[0]) && !found.contains(&unlike(3)[0]), "{found:?}");
    assert_eq!(counts(5, 515), [], "few may become many");
    assert_eq!(counts(0, 5_150), [], "nothing is many times nought");
    assert_eq!(counts(515, 20_000), []);
    // A month is not a year.
    let rows = [count("2012/13", 60_000), count("2014-09", 1_100)];
    assert_eq!(find_faults(ReturnKind::Counts, Scale::Any, &rows), []);
}

#[test]
fn what_is_told_names_both_figures() {
    let describe = |kind, scale, rows: &[String]| read_faults(kind, scale, rows).remove(0).3;
    let rows = [share("2012/13", "89.7"), share(LATEST, "0.883")];
    assert_eq!(
        describe(ReturnKind::Surveys, Scale::Any, &rows),
        "`a/b` is 0.883% for 12 months to September 2014, less than a fiftieth of the 89.7% for 2012/13 at returns/table.csv:2; see whether 88.3% is meant"
    );
    assert_eq!(
        describe(ReturnKind::Surveys, Scale::Any, &rows[1..]),
        "`a/b` is 0.883%; see whether 88.3% is meant"
    );
    let rows = [figure("a/b", "2012/13", "61", "percent"), figure("a/b", LATEST, "64", "count")];
    assert_eq!(
        describe(ReturnKind::Figures, Scale::Any, &rows),
        "`a/b` has the unit `count` here, and `percent` at returns/table.csv:2; give both in one unit"
    );
    assert_eq!(
        describe(ReturnKind::Figures, Scale::Share, &rows[1..]),
        "`a/b` has the unit `count`, and is measured in `percent`; correct the unit or the figure"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// A share is refused where it is outside 0 to 100, told where it is a fiftieth, and nothing otherwise.
    #[test]
    fn every_share_is_judged_by_its_range_and_its_baseline(tenths in -500_i32..1_500, base in 1_u32..=1_000) {
        let text = |tenths: i32| format!("{}{}.{}", if tenths < 0 { "-" } else { "" }, tenths.abs() / 10, tenths.abs() % 10);
        let base = i32::try_from(base).unwrap();
        let rows = [
            figure("a/b", "2012/13", &text(base), "percent"),
            figure("a/b", LATEST, &text(tenths), "percent"),
        ];
        let found = find_faults(ReturnKind::Figures, Scale::Share, &rows);
        let far = tenths > 0 && (base >= 50 * tenths || tenths >= 50 * base);
        let expected = match tenths {
            // A part of one is told wherever it is.
            0..=1_000 if far && base <= 10 => vec![("returns::unlike_baseline", Severity::Warning, 2)],
            0..=1_000 if far => vec![("returns::unlike_baseline", Severity::Warning, 3)],
            0..=1_000 => vec![],
            _ => vec![("returns::out_of_range", Severity::Error, 3)],
        };
        // Beside a figure that cannot be, the other stands alone.
        let alone = !(0..=1_000).contains(&tenths) && base <= 10;
        let found: Vec<_> = found.into_iter().filter(|one| !(alone && one.0 == "returns::unlike_share")).collect();
        prop_assert_eq!(found, expected);
    }
}
