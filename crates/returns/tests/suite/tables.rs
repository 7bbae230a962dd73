//! Any table is read as it stands, or told with its faults; nothing panics.

use std::fmt::Write as _;

use panel_core::{Fault, FinancialYear, Month, Period, Quantity};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use crate::made_up::{AREA, HEADER, SERIES, quarter, read, received, write};

fn month() -> impl Strategy<Value = Month> {
    (1990..2010_i16, 1..=12_i8).prop_map(|(year, number)| Month::new(year, number).unwrap())
}

fn period() -> impl Strategy<Value = Period> {
    prop_oneof![
        month().prop_map(Period::month),
        month().prop_map(|month| FinancialYear::holding(month).period()),
        (month(), 0..40).prop_map(|(first, more)| Period::new(first, first.plus(more)).unwrap()),
    ]
}

/// Series and period, count and note.
type Row = ((&'static str, Period), (i64, String));

/// Rows with a series and a period of their own, each with its count and note.
fn rows() -> impl Strategy<Value = Vec<Row>> {
    let key = (proptest::sample::select(&SERIES[..]), period());
    let note = "[A-Za-z\"', éß\n]{0,12}".prop_map(|note| note.trim().to_owned());
    btree_map(key, (0..1_000_000_i64, note), 0..8).prop_map(|rows| rows.into_iter().collect())
}

fn cell(text: &str) -> String {
    if text.contains([',', '"', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

fn well_told(fault: &Fault) -> TestCaseResult {
    prop_assert!(!fault.message.is_empty() && !fault.remedy.is_empty());
    if let Some(span) = &fault.place.span {
        prop_assert!(fault.place.source.text.get(span.clone()).is_some(), "{fault} is at {span:?}");
    }
    Ok(())
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() }
}

#[test]
fn a_right_table_is_read_as_it_stands_in_whatever_order() {
    let quarter = quarter();
    proptest!(config(), |(rows in rows().prop_shuffle())| {
        let mut table = format!("{HEADER}\n");
        let mut lines = Vec::new();
        for ((series, period), (count, note)) in &rows {
            lines.push(table.matches('\n').count() + 1);
            let note = cell(note);
            let mut period = period.iso();
            if panel_returns::year_alike(&period).is_some() {
                // A month that may be a year is written so that it is none.
                period = format!("{period}/{period}");
            }
            let _ = writeln!(table, "{series},{AREA},{period},{count},final,{note}");
        }
        let reading = read(quarter.path(), &table);
        // Figures drawn at random may look like slips.
        let found = received(&reading);
        prop_assert!(found.is_some(), "{:?}", reading.faults);
        let found = found.unwrap();
        prop_assert_eq!(found.len(), rows.len());
        for (((series, period), (count, note)), line) in rows.iter().zip(lines) {
            let one = found.iter().find(|one| *one.series == **series && one.period == *period);
            let one = one.unwrap();
            prop_assert_eq!(&one.value, &Quantity::Count(*count));
            // A note stands on one line, however it was written.
            let note = note.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(one.note.as_deref().unwrap_or_default(), note);
            prop_assert_eq!(one.source.line as usize, line);
        }
    });
}

#[test]
fn a_month_that_may_be_a_year_is_asked_about_where_the_series_has_years() {
    let quarter = quarter();
    let asked = |periods: &[&str]| {
        let rows: Vec<_> = periods
            .iter()
            .map(|period| format!("{},{AREA},{period},10,final,", SERIES[0]))
            .collect();
        let reading = read(quarter.path(), format!("{HEADER}\n{}\n", rows.join("\n")));
        let asked = reading.faults.iter().filter(|one| one.code == "returns::year_or_month");
        let at = |fault: &Fault| {
            let span = fault.place.span.clone().unwrap();
            (fault.place.source.text[span].to_owned(), fault.message.clone())
        };
        asked.map(at).collect::<Vec<_>>()
    };
    let message = "`2011-12` may be December 2011 or the year 2011/12".to_owned();
    assert_eq!(asked(&["2011-12", "2012/13"]), [("2011-12".to_owned(), message)]);
    for clear in [
        &["2011-12"][..],
        &["2011-12", "2011-11"],
        &["2011/12", "2012/13"],
        &["2011-12/2011-12", "2012/13"],
        &["2011-11", "2012/13"],
        &["2012-12", "2012/13"],
    ] {
        assert_eq!(asked(clear), [], "{clear:?}");
    }
}

#[test]
fn any_cells_under_a_right_header() {
    let quarter = quarter();
    let telling = proptest::sample::select(
        &[
            "offences/a",
            AREA,
            "2012/13",
            "10",
            "final",
            "",
            "\"",
            "-1",
            "1e9",
            "+5",
            "n/a",
            "٣",
            "\u{0}",
        ][..],
    );
    let cells = prop_oneof![3 => telling.prop_map(str::to_owned), 1 => any::<String>()];
    let rows = vec(vec(cells, 0..9).prop_map(|cells| cells.join(",")), 0..6);
    proptest!(config(), |(rows in rows)| {
        let reading = read(quarter.path(), format!("{HEADER}\n{}\n", rows.join("\n")));
        reading.faults.iter().try_for_each(well_told)?;
    });
}

#[test]
fn any_bytes_as_a_table() {
    let quarter = quarter();
    proptest!(config(), |(bytes in vec(any::<u8>(), 0..300))| {
        let reading = read(quarter.path(), bytes);
        prop_assert!(!reading.faults.is_empty());
        reading.faults.iter().try_for_each(well_told)?;
    });
}

#[test]
fn any_words_as_explanations() {
    let quarter = quarter();
    let line = prop_oneof![
        Just("[[awaited]]".to_owned()),
        proptest::sample::select(
            &["series", "return", "period", "why", "from", "expected", "x"][..]
        )
        .prop_flat_map(|key| "(\"[a-z/ 0-9]{0,9}\"|[0-9-]{1,10}|true|\\[\\])"
            .prop_map(move |value| format!("{key} = {value}"))),
        any::<String>(),
    ];
    proptest!(config(), |(lines in vec(line, 0..10))| {
        write(quarter.path(), "awaited.toml", lines.join("\n"));
        let reading = read(quarter.path(), format!("{HEADER}\n"));
        reading.faults.iter().try_for_each(well_told)?;
    });
}
