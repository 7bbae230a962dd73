//! A sheet of a template that the partner saved as CSV.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use panel_core::Fault;
use panel_partner_returns::{Delivery, Filing};
use proptest::prelude::*;

use crate::made_up::{Quarter, template};
use crate::reports;

/// A sheet as a spreadsheet saves it: every row with as many commas.
fn saved(workbook: &[u8], sheet: &str) -> Vec<String> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(workbook)).unwrap();
    let quoted = |cell: &Data| match cell.to_string() {
        text if text.contains([',', '"']) => format!("\"{}\"", text.replace('"', "\"\"")),
        text => text,
    };
    let range = book.worksheet_range(sheet).unwrap();
    range.rows().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(",")).collect()
}

fn receive(lines: &[String]) -> Result<Filing, Vec<Fault>> {
    let text = lines.join("\r\n");
    Quarter::new().receive(&[Delivery { name: "Counts.csv", bytes: text.as_bytes() }], None)
}

fn counts() -> Vec<String> {
    saved(template(), "Counts")
}

fn describe_faults(refused: Result<Filing, Vec<Fault>>) -> Vec<String> {
    refused.unwrap_err().iter().map(|one| format!("{one} | {}", one.remedy)).collect()
}

#[test]
fn it_is_received_with_its_titles_or_from_its_heads_on() {
    let mut lines = counts();
    assert_eq!(lines[2], "What it is,Series,Area,Period,Count,Status,Note");
    lines[3] = lines[3].replace(",,final", ",398,final");
    for sent in [&lines[..], &lines[2..]] {
        let filing = receive(sent).unwrap();
        let (name, text) = &filing.files[1];
        assert_eq!(name, "returns/received/anyshire-constabulary-counts.csv");
        let row = text.lines().nth(1).unwrap();
        let filed = "offences/burglary,X23000001,2024-01/2024-12,398,final,,Counts.csv sha256:";
        assert!(row.starts_with(filed), "{text}");
        let line = sent.iter().position(|line| line.contains(",398,")).unwrap() + 1;
        assert!(row.ends_with(&format!(" line {line}")), "{text}");
        // The other row was not filled in, and is no fault.
        assert_eq!(text.lines().count(), 2);
        assert!(
            filing.receipt.to_string().contains("Left empty, so not filed: 1 row"),
            "{}",
            filing.receipt
        );
    }
}

#[test]
fn its_faults_have_its_heads_and_lines() {
    let mut lines = counts();
    lines[3] = lines[3].replace(",,final", ",\"1,204\",final");
    assert_eq!(
        describe_faults(receive(&lines)),
        [
            "Counts.csv:4:60: returns::wrong_count: `1,204` in `Count` is not a whole number | write it without separators"
        ]
    );
    lines[2] = lines[2].replace(",Count,", ",Number,");
    assert_eq!(
        describe_faults(receive(&lines)),
        [
            "Counts.csv:3:31: returns::wrong_header: a return of counts has no column `Number` | take the column away, or correct its head: there are Series, Area, Period, Count, Status, Note",
            "Counts.csv:3:1: returns::wrong_header: the column `Count` is missing | add it: there are Series, Area, Period, Count, Status, Note",
        ]
    );
}

#[test]
fn a_total_and_what_stands_beside_it_are_refused() {
    let mut lines: Vec<_> = counts().into_iter().map(|line| format!("{line},")).collect();
    lines[3] = lines[3].replace(",,final", ",398,final");
    lines[4].push_str("to follow");
    lines.push("Total,,,,398,,,".to_owned());
    lines.push(",,,,,,,".to_owned());
    let told = describe_faults(receive(&lines));
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told[0].starts_with("Counts.csv:6:10: returns::total_row: this is a total row"));
    assert!(told[1].starts_with("Counts.csv:5:") && told[1].contains("returns::beside"));
}

#[test]
fn another_separator_is_told_under_a_title() {
    let lines: Vec<_> = counts().iter().map(|line| line.replace(',', ";")).collect();
    let told = describe_faults(receive(&lines));
    assert!(told[0].contains("the columns are separated by semicolons"), "{told:?}");
}

#[test]
fn a_saved_sheet_of_records_shows_nothing_of_a_person() {
    let quarter = reports::quarter();
    let workbook = quarter.template(1).unwrap();
    let mut lines = saved(&workbook, "Reports");
    lines.truncate(3);
    lines.push("AB123,P77,2024-10-05,,missing,yes,2024-10-06,3".to_owned());
    let send = |lines: &[String]| {
        let text = lines.join("\n");
        reports::receive(&quarter, &[Delivery { name: "r.csv", bytes: text.as_bytes() }], |_| ())
    };
    assert!(send(&lines).is_ok());
    lines.push("AB124,P78,05/10/2024,,lost,yes,,".to_owned());
    for fault in send(&lines).unwrap_err() {
        let shown = &fault.place.source.text;
        assert!(!shown.contains("AB12") && !fault.to_string().contains("AB12"), "{shown}");
        assert!(!shown.contains("P7"), "{shown}");
        assert!(fault.message.contains("05/10/2024") || fault.message.contains("in `Kind`"));
    }
}

/// The same figures as spreadsheets and other programs write them.
#[derive(Debug, Clone)]
struct Written {
    end: &'static str,
    /// Empty columns behind the table, and in each row how many more.
    columns: usize,
    more: Vec<usize>,
    /// Empty rows behind it.
    rows: usize,
    titled: bool,
}

fn written() -> impl Strategy<Value = Written> {
    let ends = prop::sample::select(vec!["\n", "\r\n", "\r"]);
    let more = prop::collection::vec(0..4_usize, 3);
    (ends, 0..4_usize, more, 0..4_usize, any::<bool>())
        .prop_map(|(end, columns, more, rows, titled)| Written { end, columns, more, rows, titled })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    /// However lines end, and however much of nothing stands behind a table, the same is filed of the same
    /// line.
    #[test]
    fn what_a_program_adds_to_a_table_is_nothing(written in written()) {
        let head = if written.titled {
            "Series,Area,Period,Count,Status,Note"
        } else {
            "series,area,period,count,status,note"
        };
        let row = "offences/burglary,X23000001,2024-01/2024-12,398,final,";
        let mut lines = vec![head.to_owned(), ",".repeat(5), row.to_owned()];
        lines.extend(std::iter::repeat_n(",".repeat(5), written.rows));
        for (index, line) in lines.iter_mut().enumerate() {
            let more = if index == 0 || written.columns == 0 { 0 } else { written.more[index % 3] };
            line.push_str(&",".repeat(written.columns + more));
        }
        let text = lines.join(written.end);
        let sent = [Delivery { name: "sent.csv", bytes: text.as_bytes() }];
        let filing = Quarter::new().receive(&sent, None);
        let filing = filing.map_err(|faults| TestCaseError::fail(format!("{faults:?}")))?;
        let filed: Vec<_> = filing.files[1].1.lines().skip(1).collect();
        prop_assert_eq!(filed.len(), 1);
        prop_assert!(filed[0].starts_with(&format!("{row},sent.csv sha256:")), "{}", filed[0]);
        prop_assert!(filed[0].ends_with(" line 3"), "{}", filed[0]);
    }

    /// A cell that says something behind the table is told, and its line with it.
    #[test]
    fn what_stands_behind_a_table_is_told(written in written(), column in 0..8_usize) {
        let head = format!("series,area,period,count,status,note{}", ",".repeat(written.columns));
        let row = "offences/burglary,X23000001,2024-01/2024-12,398,final,";
        let text = format!("{head}{}{row}{}x", written.end, ",".repeat(column + 1));
        let sent = [Delivery { name: "sent.csv", bytes: text.as_bytes() }];
        let faults = Quarter::new().receive(&sent, None).expect_err("it is not read");
        prop_assert_eq!(faults[0].code, "returns::wrong_length");
        prop_assert_eq!(faults[0].location(), "sent.csv:2:1");
    }
}
