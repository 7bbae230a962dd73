//! The ledger's sums at their boundaries, and the lines that are refused.

use panel_core::Counted;

use super::*;

const HEAD: &str = "line,year,what,required,realised,identified,to_find\n";
// The quarter is of 2024/25.
const QUARTER: &str = "2024-25 Q3";

fn table(lines: &[&str]) -> String {
    format!("{HEAD}{}\n", lines.join("\n"))
}

fn counted(lines: &[&str]) -> Counted {
    panel_testkit::counted(&LEDGER, QUARTER, &[(&LINES, &table(lines))])
}

fn given(counted: &Counted) -> Vec<String> {
    let figures = counted.figures.iter().map(|(kind, one)| {
        assert_eq!((*kind, one.period.iso()), (ReturnKind::Money, "2024-12".to_owned()));
        let note = one.note.as_deref().map(|note| format!(" ({note})")).unwrap_or_default();
        format!("{} {}{note}", one.series.trim_start_matches("savings/"), one.value)
    });
    figures.collect()
}

const BEFORE: &str = "S1,2022/23,Fictional: a lease,1.5,1.5,0,0.0";
const LAST_YEAR: &str = "S1,2023/24,Fictional: a lease,0.5,0.25,0.25,0";
const NOW: &str = "S1,2024/25,Fictional: a lease,2.0,0.3,1.1,0.6";

#[test]
fn amounts_are_added_exactly_and_by_year() {
    // In binary fractions 0.1 and 0.2 make 0.30000000000000004.
    let tenths = "S2,2024/25,Fictional: vehicles,0.3,0.1,0.2,0";
    assert_eq!(
        given(&counted(&[BEFORE, LAST_YEAR, NOW, tenths])),
        [
            "required £4.3m",
            "realised £2.15m",
            "identified £1.55m",
            "to-identify £0.6m",
            "required-earlier-years £2.0m (Required from 2022/23 to 2023/24.)",
            "realised-earlier-years £1.75m (Required from 2022/23 to 2023/24.)",
            "identified-earlier-years £0.25m (Required from 2022/23 to 2023/24.)",
            "to-identify-earlier-years £0.0m (Required from 2022/23 to 2023/24.)",
            "required-this-year £2.3m (Required in 2024/25.)",
            "realised-this-year £0.4m (Required in 2024/25.)",
            "identified-this-year £1.3m (Required in 2024/25.)",
            "to-identify-this-year £0.6m (Required in 2024/25.)",
        ]
    );
}

#[test]
fn a_year_begins_in_april_and_the_next_one_is_later() {
    let next = "S1,2025/26,Fictional: a lease,1,0,0,1";
    let given = given(&counted(&[next]));
    assert_eq!(given[4], "required-later-years £1m (Required in 2025/26.)");
    assert_eq!(given.len(), 8, "no row of years of which there is no line");
}

#[test]
fn a_ledger_without_a_line_gives_nothing_and_says_so() {
    let none = counted(&[]);
    assert!(none.figures.is_empty());
    assert_eq!(none.nothing.len(), 4);
    assert!(none.nothing.iter().all(|(_, _, why)| *why == NO_LINE));
}

#[test]
fn a_ledger_of_another_month_gives_nothing() {
    let text = table(&[NOW]);
    for (covers, figures) in [("2024-10/2024-11", 0), ("2024-12", 8), ("2024-12/2025-01", 8)] {
        let tables: &[(&'static RecordTable, &str)] = &[(&LINES, &text)];
        let covers = covers.parse().unwrap();
        let counted = panel_testkit::counted_within(&LEDGER, QUARTER, covers, tables);
        assert_eq!(counted.figures.len(), figures, "{covers}");
    }
}

#[test]
fn the_order_of_the_lines_changes_no_figure() {
    assert_eq!(
        given(&counted(&[BEFORE, LAST_YEAR, NOW])),
        given(&counted(&[NOW, BEFORE, LAST_YEAR]))
    );
}

/// The messages of the faults of a ledger of this line.
fn faults(line: &str) -> Vec<String> {
    let told = panel_testkit::record_faults(&LINES, &table(&[line]));
    told.iter().filter_map(|fault| fault.splitn(3, ": ").nth(2)).map(str::to_owned).collect()
}

#[test]
fn a_line_whose_parts_do_not_make_it_is_named() {
    assert_eq!(
        faults("S7,2024/25,Fictional: vehicles,2.1,0.3,1.1,0.6"),
        ["the parts of line `S7` make £2.0m, but it requires £2.1m"]
    );
    assert_eq!(
        faults("S7,2024/25,Fictional: vehicles,2.000001,0.3,1.1,0.6"),
        ["the parts of line `S7` make £2.0m, but it requires £2.000001m"]
    );
    assert!(faults("S7,2024/25,Fictional: vehicles,2.00,0.3,1.1,0.6").is_empty());
}

#[test]
fn amounts_below_nothing_and_years_that_are_none_are_refused() {
    assert_eq!(
        faults("S7,2024/25,Fictional: vehicles,1,1.5,-0.5,0"),
        ["`identified` of line `S7` is less than nothing"]
    );
    assert!(faults("S7,2024/25,Fictional: vehicles,0,0,0,0").is_empty());
    assert_eq!(
        faults("S7,2024-10/2025-09,Fictional: vehicles,1,1,0,0"),
        ["line `S7` is of no financial year"]
    );
    assert_eq!(
        faults("S7,2024/26,Fictional: vehicles,\"1,000\",£1,0,1e3")[1..],
        [
            "`1,000` in `required` is not a number",
            "`£1` in `realised` is not a number",
            "`1e3` in `to_find` is not a number",
        ]
    );
    assert_eq!(
        faults("S7,2024/25,Fictional: vehicles,0.0000001,0,0,0.0000001"),
        ["`0.0000001` in `required` is not a number", "`0.0000001` in `to_find` is not a number",]
    );
    assert_eq!(faults("S7,2024/25,Fictional: vehicles,1,1,0,"), ["`to_find` is empty"]);
}
