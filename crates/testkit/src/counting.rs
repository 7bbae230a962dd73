//! What a tally counts from records that stand in a test as CSV.

use panel_core::{
    Area, Counted, Counting, Fault, FinancialYear, Force, Month, Period, Quarter, RecordTable,
    Records, SourceText, Tally, Terms, Tests,
};
use panel_returns::{RecordReader, lines};

/// What `tally` counts in the quarter (`2024-25 Q3`) of a made-up force, from tables that are complete
/// for every month.
///
/// # Panics
/// Where a table is at fault.
#[must_use]
pub fn counted(
    tally: &'static Tally,
    quarter: &str,
    tables: &[(&'static RecordTable, &str)],
) -> Counted {
    counted_within(tally, quarter, always(), tables)
}

/// The same, from tables that are complete for these months alone.
///
/// # Panics
/// Where a table is at fault.
#[must_use]
pub fn counted_within(
    tally: &'static Tally,
    quarter: &str,
    covers: Period,
    tables: &[(&'static RecordTable, &str)],
) -> Counted {
    let records = records_within(covers, tables);
    let terms = terms(quarter);
    let area = Area { code: terms.force.area.clone(), name: terms.force.name.clone() };
    Counting::of(tally, &records, &terms, &[area])
}

/// The records of tables that are complete for these months.
///
/// # Panics
/// Where a table is at fault.
#[must_use]
pub fn records_within(covers: Period, tables: &[(&'static RecordTable, &str)]) -> Records {
    let mut records = Records::default();
    for (table, text) in tables {
        let (read, faults) = read(table, text);
        assert!(faults.is_empty(), "{}", crate::listed(&faults));
        records.add(table, &format!("returns/{}.csv", table.name).into(), covers, read);
    }
    records
}

/// The messages of the faults of a table of records, each with its line.
#[must_use]
pub fn record_faults(table: &'static RecordTable, text: &str) -> Vec<String> {
    read(table, text).1.iter().map(ToString::to_string).collect()
}

/// The records of a table that is without fault.
///
/// # Panics
/// Where it is not.
#[must_use]
pub fn records_of(table: &'static RecordTable, text: &str) -> Vec<panel_core::TableRecord> {
    let (read, faults) = read(table, text);
    assert!(faults.is_empty(), "{}", crate::listed(&faults));
    read
}

fn read(table: &'static RecordTable, text: &str) -> (Vec<panel_core::TableRecord>, Vec<Fault>) {
    let source = SourceText::new(&format!("returns/{}.csv", table.name), text);
    let mut faults = Vec::new();
    let lines = lines(&source, table.column_names(), &mut faults).unwrap_or_default();
    let each = lines.iter().filter(|line| line.whole);
    let records = each.filter_map(|line| {
        let reader = RecordReader::new(&source, table, line, &mut faults);
        reader.covering(Some(always())).parse()
    });
    let records = records.collect();
    (records, faults)
}

fn always() -> Period {
    let month = |year| Month::new(year, 1).unwrap_or_else(|error| panic!("{error}"));
    Period::new(month(1990), month(2050)).unwrap_or_else(|error| panic!("{error}"))
}

fn terms(quarter: &str) -> Terms {
    let quarter: Quarter = quarter.parse().unwrap_or_else(|error| panic!("{quarter}: {error}"));
    let first = quarter.year().first_month();
    Terms {
        quarter,
        force: Force {
            name: "Anyshire Constabulary".to_owned(),
            area: "X23000001".to_owned(),
            fictional: true,
        },
        plan_name: "Fictional Plan for Anyshire".to_owned(),
        baseline_year: FinancialYear::holding(first.plus(-12)),
        plan_ends: first.plus(23),
        comparison_group: "fictional group of forces".to_owned(),
        comparison_members: Vec::new(),
        recording_changes: Vec::new(),
        disclosure: Vec::new(),
        tests: Tests::shipped(),
    }
}
