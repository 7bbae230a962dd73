//! A slip anywhere in a history is warned of, and the histories of the shipped quarters have none.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use panel_core::{Asked, Fault, Need, ReturnKind, Series, Severity};

use crate::made_up::{AREA, SERIES, quarter, read, write};

/// The other quarter of Anyshire has the beginning of the same histories.
const SHIPPED: [&str; 2] = [
    "../../reports/example-anyshire/returns/months.csv",
    "../../tests/fixtures/tiny-quarter/returns/months.csv",
];

/// The warnings of slips in a quarter with this table.
fn warnings(kind: ReturnKind, fields: &[&str], table: &str) -> Vec<Fault> {
    let folder = quarter();
    let field = |name: &&str| format!("{{ \"name\": \"{name}\" }}");
    let fields: Vec<_> = fields.iter().map(field).collect();
    let fields = fields.join(", ");
    let package = format!(
        "{{ \"resources\": [ {{ \"name\": \"table\", \"path\": \"table.csv\", \"schema\": {{ \"fields\": [ {fields} ] }}, \
         \"panel\": {{ \"return\": \"{}\" }} }} ] }}",
        kind.name()
    );
    write(folder.path(), "returns/datapackage.json", package);
    write(folder.path(), "returns/table.csv", table);
    let panel = fs::read_to_string(folder.path().join("panel.toml")).unwrap();
    write(
        folder.path(),
        "panel.toml",
        panel.replace("2014-15 Q2", "2029-30 Q4").replace("2014-12-17", "2030-12-17"),
    );
    let plan = fs::read_to_string(folder.path().join("plan.toml")).unwrap();
    write(folder.path(), "plan.toml", plan.replace("2017-03", "2030-12"));
    let needs = SERIES.map(|id| Need { series: Series::neither_is_better(id), kind });
    let faults = panel_returns::read(folder.path(), &Asked::figures(needs.to_vec())).faults;
    let (slips, others): (Vec<_>, Vec<_>) =
        faults.into_iter().partition(|fault| fault.code == "returns::out_of_line");
    assert!(others.is_empty(), "{others:?}");
    slips
}

fn lines(faults: &[Fault]) -> Vec<u32> {
    let line = |fault: &Fault| {
        assert_eq!(fault.severity, Severity::Warning);
        fault.place.source.line_and_column(fault.place.span.as_ref().unwrap().start).0
    };
    faults.iter().map(line).collect()
}

fn of_months(counts: &[u64]) -> Vec<u32> {
    let mut table = "series,area,month,count,status,note\n".to_owned();
    for (place, count) in counts.iter().enumerate() {
        let (year, month) = (2020 + place / 12, place % 12 + 1);
        writeln!(table, "{},{AREA},{year}-{month:02},{count},final,", SERIES[0]).unwrap();
    }
    let fields = ["series", "area", "month", "count", "status", "note"];
    lines(&warnings(ReturnKind::MonthlyCounts, &fields, &table))
}

#[test]
fn every_month_of_the_shipped_histories_may_slip_and_is_found() {
    for path in SHIPPED {
        let mut histories: BTreeMap<String, Vec<u64>> = BTreeMap::new();
        for line in fs::read_to_string(path).unwrap().lines().skip(1) {
            let cells: Vec<_> = line.split(',').collect();
            histories.entry(cells[0].to_owned()).or_default().push(cells[3].parse().unwrap());
        }
        for (series, counts) in histories {
            assert!(of_months(&counts).is_empty(), "{path} {series}");
            for place in 0..counts.len() {
                for slip in [counts[place] * 10, counts[place] / 10, 0] {
                    let mut slipped = counts.clone();
                    slipped[place] = slip;
                    assert_eq!(
                        of_months(&slipped),
                        [u32::try_from(place).unwrap() + 2],
                        "{path} {series} {slip}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_total_ten_times_its_year_before_is_warned_of_and_told_with_it() {
    let folder = quarter();
    let table = format!(
        "series,area,period,count,status,note\n{0},{AREA},2012/13,990,final,\n{0},{AREA},2013/14,9900,final,\n",
        SERIES[0]
    );
    let reading = read(folder.path(), table);
    let [fault] = &reading.faults[..] else { panic!("{:?}", reading.faults) };
    assert_eq!(fault.location(), "returns/table.csv:3:1");
    assert_eq!(
        fault.message,
        "`offences/a` is 9,900 for 2013/14, and 990 for 2012/13 at returns/table.csv:2"
    );
}

#[test]
fn totals_of_different_length_are_not_held_against_each_other() {
    let folder = quarter();
    let table = format!(
        "series,area,period,count,status,note\n{0},{AREA},2012/13,990,final,\n{0},{AREA},2013-04,80,final,\n",
        SERIES[0]
    );
    assert!(read(folder.path(), table).faults.is_empty());
}

#[test]
fn a_survey_a_tenth_of_the_one_before_is_warned_of() {
    let table = format!(
        "series,area,period,positive,surveyed,published_percent,status,note\n{0},{AREA},2012/13,760,1000,,final,\n{0},{AREA},2013/14,76,1000,,final,\n",
        SERIES[0]
    );
    let fields =
        ["series", "area", "period", "positive", "surveyed", "published_percent", "status", "note"];
    let found = warnings(ReturnKind::Surveys, &fields, &table);
    assert_eq!(lines(&found), [3]);
    assert!(found[0].message.contains("is 76 of 1000 (7.6%) for 2013/14"), "{}", found[0].message);
}
