//! A delivery beside what was asked and when: periods that may be others, or were not over, and rows that
//! nobody asked for.

use jiff::civil::{Date, date};
use panel_core::{Fault, Wanted};
use panel_partner_returns::{Delivery, Filing, Receiving};

use crate::edited::Edited;
use crate::made_up::{Quarter, RECEIVED, template};

const COUNTS: &str = "series,area,period,count,status,note\n";

fn receive(quarter: &Quarter, received: Date, csv: &str) -> Result<Filing, Vec<Fault>> {
    let receiving = Receiving { received, ..quarter.receiving(0) };
    receiving.receive(&[Delivery { name: "r.csv", bytes: csv.as_bytes() }])
}

fn describe_faults(faults: &[Fault]) -> Vec<String> {
    faults.iter().map(|fault| format!("{fault} {}", fault.remedy)).collect()
}

#[test]
fn a_month_that_may_be_a_year_is_asked_about() {
    let quarter = Quarter::new();
    let rows = |texts: &[&str]| {
        let row = |text: &&str| format!("offences/burglary,X23000001,{text},5200,final,\n");
        format!("{COUNTS}{}", texts.iter().map(row).collect::<String>())
    };
    // The first three may be months; 2012-13 is a year alone.
    let faults = receive(&quarter, RECEIVED, &rows(&["2009-10", "2010-11", "2011-12", "2012-13"]));
    assert_eq!(
        describe_faults(&faults.unwrap_err()),
        [
            "r.csv:2:29: returns::year_or_month: `2009-10` may be October 2009 or the year 2009/10 write 2009/10 for the year, or 2009-10/2009-10 for the month",
            "r.csv:3:29: returns::year_or_month: `2010-11` may be November 2010 or the year 2010/11 write 2010/11 for the year, or 2010-11/2010-11 for the month",
            "r.csv:4:29: returns::year_or_month: `2011-12` may be December 2011 or the year 2011/12 write 2011/12 for the year, or 2011-12/2011-12 for the month",
        ]
    );
    for (clear, filed) in [
        ("2011/12", ",2011/12,"),
        ("2011-12/2011-12", ",2011-12/2011-12,"),
        ("2012-13", ",2012/13,"),
        ("2011-11", ",2011-11,"),
        ("2024-12", ",2024-12,"),
    ] {
        let filing = receive(&quarter, RECEIVED, &rows(&[clear])).unwrap();
        let table = filing.files.iter().find(|(name, _)| name.ends_with("-counts.csv")).unwrap();
        assert!(table.1.contains(filed), "{clear}: {}", table.1);
    }
}

#[test]
fn a_series_has_years_where_any_are_asked_stand_or_are_sent() {
    let csv = |more: &str| format!("{COUNTS}offences/burglary,X23000001,2011-12,30,final,\n{more}");
    let mut quarter = Quarter::new();
    quarter.series[0].wanted = vec![Wanted::AtTheEnd];
    let is_asked = |quarter: &Quarter, csv: &str| {
        let faults = receive(quarter, RECEIVED, csv).err().unwrap_or_default();
        faults.iter().any(|fault| fault.code == "returns::year_or_month")
    };
    assert!(is_asked(&quarter, &csv("")), "a year stands");
    quarter.texts.insert("returns/counts.csv".to_owned(), COUNTS.to_owned());
    quarter.read();
    assert!(!is_asked(&quarter, &csv("")), "it has months alone");
    let other = "reports/missing,X23000001,2010/11,9,final,\n";
    assert!(!is_asked(&quarter, &csv(other)), "another series has years");
    let own = "offences/burglary,X23000001,2010/11,9,final,\n";
    assert!(is_asked(&quarter, &csv(own)), "a year is sent beside it");
}

#[test]
fn a_date_is_no_period_and_one_of_months_must_be_seen_as_one() {
    // 40878 is 1 December 2011, as which a spreadsheet reads 2011/12.
    let book = Edited::new(template()).number("Counts", "E4", "398");
    let counts = book.clone().formatted("Counts", "D4", "40878", 17).bytes();
    let year = Edited::new(template())
        .number("Monthly counts", "E4", "31")
        .in_format("Monthly counts", "D4", "40878", "yyyy")
        .bytes();
    let receive = |bytes: &[u8]| {
        let sent = [Delivery { name: "r.xlsx", bytes }];
        describe_faults(&Quarter::new().receive(&sent, None).unwrap_err())
    };
    assert_eq!(
        receive(&counts),
        [
            "r.xlsx Counts!D4: workbook::date: a date is in `Period`, which holds periods (stored 2011-12-01, shown Dec-11) write the period as text, as in 2024/25 or 2024-10/2025-09"
        ]
    );
    assert_eq!(
        receive(&year),
        [
            "r.xlsx 'Monthly counts'!D4: workbook::part_of_date: a reader sees only `2011` of the date in this cell (stored 2011-12-01, shown 2011) set its format to one that shows the whole date, or write it as text"
        ]
    );
}

#[test]
fn a_figure_of_a_period_that_was_not_over_is_refused() {
    let quarter = Quarter::new();
    let row = |status: &str, note: &str| {
        format!("{COUNTS}offences/burglary,X23000001,2024-01/2024-12,398,{status},{note}\n")
    };
    let outcome = |day: Date, status: &str, note: &str| {
        let outcome = receive(&quarter, day, &row(status, note));
        outcome.map(drop).map_err(|faults| describe_faults(&faults).join("; "))
    };
    let last = date(2024, 12, 31);
    assert_eq!(outcome(last, "final", ""), Ok(()), "its last day is the day of receipt");
    assert_eq!(
        outcome(date(2024, 12, 30), "final", ""),
        Err("r.csv:2:29: returns::not_over: `offences/burglary` is final for 12 months to December 2024, which was not over on 30 December 2024, the day of receipt correct the period or the day of receipt, or write the status `provisional`".to_owned())
    );
    assert_eq!(outcome(date(2024, 12, 30), "provisional", "It is early."), Ok(()));
    assert!(outcome(date(2024, 12, 30), "revised", "Recounted.").is_err());
    // Of a period that has not begun nothing is known.
    let before = outcome(date(2023, 12, 31), "provisional", "It is early.").unwrap_err();
    assert!(before.contains("is provisional for"), "{before}");
    // Other figures may be plans.
    let plan = "series,area,period,value,unit,status,note\nfeedback/stars,X23000001,2024-01/2025-12,4.5,stars,final,\n";
    assert!(receive(&quarter, RECEIVED, plan).is_ok());
}

#[test]
fn what_nobody_asked_for_is_listed_and_meets_no_request() {
    let quarter = Quarter::new();
    let csv = format!(
        "{COUNTS}offences/burglary,X23000001,2019/20,500,final,\noffences/burglary,X23000001,2020/21,480,final,\n"
    );
    let filing = receive(&quarter, RECEIVED, &csv).unwrap();
    let receipt = filing.receipt.to_string();
    assert!(!receipt.contains("No longer awaited"), "{receipt}");
    let listed = "Not asked for, and filed as well: 2 rows\n  offences/burglary, 2019/20 (Counts)\n  offences/burglary, 2020/21 (Counts)\n";
    assert!(receipt.contains(listed), "{receipt}");
    // What was asked for is awaited still.
    let awaited = &filing.files.iter().find(|(name, _)| name == "awaited.toml").unwrap().1;
    assert!(awaited.contains("series = \"offences/burglary\""), "{awaited}");
    let csv = format!("{csv}offences/burglary,X23000001,2024-01/2024-12,398,final,\n");
    let filing = receive(&quarter, RECEIVED, &csv).unwrap();
    let receipt = filing.receipt.to_string();
    let met = "No longer awaited, in whole or in part:\n  offences/burglary (Counts)\n";
    assert!(receipt.contains(met), "{receipt}");
    assert!(receipt.contains(listed), "{receipt}");
}

#[test]
fn a_file_that_is_wholly_of_another_partner_or_area_is_one_fault() {
    let quarter = Quarter::new();
    let partner = Receiving { from: &quarter.partners[1], ..quarter.receiving(0) };
    let csv = format!(
        "{COUNTS}offences/burglary,X23000001,2024-01/2024-12,398,final,\nreports/missing,X23000001,2024-01/2024-12,9,final,\n"
    );
    let sent = |receiving: &Receiving<'_>, csv: &str| {
        let sent = [Delivery { name: "r.csv", bytes: csv.as_bytes() }];
        describe_faults(&receiving.receive(&sent).unwrap_err())
    };
    assert_eq!(
        sent(&partner, &csv),
        [
            "r.csv: receive::not_theirs: every row is of a series that Anyshire Constabulary returns, and none is of Anyshire Partnership give --from \"Anyshire Constabulary\""
        ]
    );
    let others = sent(&quarter.receiving(0), &csv.replace("X23000001", "X23000009"));
    assert_eq!(others.len(), 1, "{others:?}");
    assert!(
        others[0].starts_with("r.csv: returns::unknown_area: every row is of the area `X23000009`")
    );
    // One row of many is told where it is.
    let mixed = sent(&quarter.receiving(0), &csv.replacen("X23000001", "X23000009", 1));
    assert!(mixed[0].starts_with("r.csv:2:"), "{mixed:?}");
}
