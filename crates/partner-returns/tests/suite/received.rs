//! What a partner sent, received: what is filed, what is read with care, and what changes.

use jiff::civil::date;
use panel_core::{Fault, code};
use panel_partner_returns::{Decision, Delivery, Receiving, with_decision};

use crate::edited::Edited;
use crate::made_up::{Quarter, with_any_hash};
use crate::template::rows;

/// The workbook of the force with the first count filled in.
fn filled(quarter: &Quarter) -> Edited {
    Edited::new(&quarter.template(0).unwrap()).number("Counts", "E4", "398")
}

fn delivery<'a>(name: &'a str, bytes: &'a [u8]) -> Delivery<'a> {
    Delivery { name, bytes }
}

#[test]
fn a_figure_is_filed_with_where_it_stood() {
    let mut quarter = Quarter::new();
    let bytes = filled(&quarter).text("Counts", "G4", "A note,\nof two lines.").bytes();
    let sent = delivery("return.xlsx", &bytes);
    let filing = quarter.receive(&[sent], None).unwrap();
    let names: Vec<_> = filing.files.iter().map(|(name, _)| name.as_str()).collect();
    let table = "returns/received/anyshire-constabulary-counts.csv";
    assert_eq!(names, ["awaited.toml", table, "returns/datapackage.json"], "the package is last");
    let hash = &sent.sha256()[..12];
    assert_eq!(
        filing.files[1].1,
        format!(
            "series,area,period,count,status,note,source\n\
             offences/burglary,X23000001,2024-01/2024-12,398,final,\"A note, of two lines.\",return.xlsx sha256:{hash} Counts!B4:G4\n"
        )
    );
    let receipt = filing.receipt.to_string().replace(&sent.sha256(), "[hash]");
    insta::assert_snapshot!("receipt", receipt);
    let package = filing.files[2].1.replace(&sent.sha256(), "[hash]");
    let before = &quarter.texts["returns/datapackage.json"];
    let (kept, _) = before.split_once("\n ]\n}").unwrap();
    let added = package.strip_prefix(kept).unwrap_or_else(|| panic!("{package}"));
    insta::assert_snapshot!("resource", with_any_hash(added));
    quarter.file(&filing);
    assert_eq!(quarter.standing().len(), 3);
}

#[test]
fn what_has_arrived_is_no_longer_awaited() {
    let quarter = Quarter::new();
    let bytes =
        filled(&quarter).number("Surveys", "E4", "90").number("Surveys", "F4", "100").bytes();
    let filing = quarter.receive(&[delivery("return.xlsx", &bytes)], None).unwrap();
    let (_, awaited) = &filing.files[0];
    insta::assert_snapshot!("awaited", awaited);
}

#[test]
fn what_is_awaited_in_part_is_narrowed_to_its_periods() {
    let quarter = Quarter::new();
    let text =
        quarter.texts["awaited.toml"].replace("return = \"counts\"", "return = \"monthly_counts\"");
    let mut quarter = quarter;
    quarter.texts.insert("awaited.toml".to_owned(), text);
    let mut book = Edited::new(&quarter.template(0).unwrap());
    for row in 4..=22 {
        book = book.number("Monthly counts", &format!("E{row}"), "30");
    }
    let bytes = book.bytes();
    let filing = quarter.receive(&[delivery("return.xlsx", &bytes)], None).unwrap();
    let (_, awaited) = &filing.files[0];
    let (entries, _) = awaited.split_once("\n[[awaited]]\nseries = \"satisfaction").unwrap();
    insta::assert_snapshot!("narrowed", entries);
}

#[test]
fn months_that_are_awaited_are_one_entry_and_lose_those_that_arrive() {
    let mut quarter = Quarter::new();
    let awaited = "awaited.toml";
    let text = quarter.texts[awaited].replace("return = \"counts\"", "return = \"monthly_counts\"");
    quarter.texts.insert(awaited.to_owned(), text);
    let mut periods = |months: &[&str]| {
        let row = |month: &&str| format!("offences/burglary,X23000001,{month},30,final,\n");
        let rows: String = months.iter().map(row).collect();
        let csv = format!("series,area,month,count,status,note\n{rows}");
        let filing = quarter.receive(&[delivery("m.csv", csv.as_bytes())], None).unwrap();
        quarter.file(&filing);
        let entries = quarter.texts[awaited].split("[[awaited]]");
        let months = entries.filter(|entry| entry.contains("monthly_counts"));
        months
            .map(|entry| {
                entry.split("period = \"").nth(1).unwrap().split('"').next().unwrap().to_owned()
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(periods(&["2024-12"]), ["2023-04/2024-11"]);
    assert_eq!(periods(&["2023-04", "2024-05"]), ["2023-05/2024-04", "2024-06/2024-11"]);
    assert_eq!(
        periods(&["2024-07", "2024-08", "2024-09", "2024-10", "2024-11"]),
        ["2023-05/2024-04", "2024-06"]
    );
    assert_eq!(periods(&["2024-06"]), ["2023-05/2024-04"]);
}

#[test]
fn what_was_left_empty_stays_awaited() {
    let quarter = Quarter::new();
    let bytes = filled(&quarter).bytes();
    let filing = quarter.receive(&[delivery("return.xlsx", &bytes)], None).unwrap();
    // Of 28 figures that were asked for.
    assert_eq!((filing.receipt.empty, filing.receipt.awaited.len()), (27, 27));
}

#[test]
fn a_date_in_a_column_of_months_is_its_month() {
    let quarter = Quarter::new();
    // 45627 is 1 December 2024; 17 is the format of months.
    let bytes = Edited::new(&quarter.template(0).unwrap())
        .formatted("Monthly counts", "D4", "45627", 17)
        .number("Monthly counts", "E4", "31")
        .bytes();
    let filing = quarter.receive(&[delivery("return.xlsx", &bytes)], None).unwrap();
    let table =
        &filing.files.iter().find(|(name, _)| name.ends_with("monthly-counts.csv")).unwrap().1;
    assert!(table.contains("offences/burglary,X23000001,2024-12,31,final,,"), "{table}");
    let read = "'Monthly counts'!D4: the date Sunday 1 December 2024 was read as the month 2024-12";
    assert_eq!(filing.receipt.read, [read]);
}

#[test]
fn what_is_read_with_care_is_told() {
    let quarter = Quarter::new();
    let bytes = Edited::new(&quarter.template(0).unwrap())
        .formula("Counts", "E4", "397+1", "398")
        .text("Counts", "E5", "80")
        .number("Money", "E4", "7.800000000000001")
        .bytes();
    let filing = quarter.receive(&[delivery("return.xlsx", &bytes)], None).unwrap();
    assert_eq!(
        filing.receipt.read,
        [
            "Counts!E4: the result of a calculation was taken",
            "Counts!E5: the text \"80\" was read as a number",
            "Money!E4: the stored 7.800000000000001 was read as 7.8",
        ]
    );
    let money = filing.files.iter().find(|(name, _)| name.ends_with("-money.csv")).unwrap();
    assert!(money.1.contains(",7.8,final,"), "{}", money.1);
}

#[test]
fn a_nought_that_the_format_shows_belongs_to_a_percentage() {
    let quarter = Quarter::new();
    // A format of the workbook's own would do as well; 2 is 0.00.
    let bytes =
        Edited::new(&quarter.template(0).unwrap()).formatted("Surveys", "G4", "84", 2).bytes();
    let filing = quarter.receive(&[delivery("return.xlsx", &bytes)], None).unwrap();
    let surveys = filing.files.iter().find(|(name, _)| name.ends_with("-surveys.csv")).unwrap();
    assert!(surveys.1.contains(",,,84.00,final,"), "{}", surveys.1);
}

#[test]
fn a_csv_is_received_in_every_form_that_spreadsheets_write() {
    let row = "offences/burglary,X23000001,2024-01/2024-12,398,final,";
    let plain = format!("series,area,period,count,status,note\n{row}\n");
    let right = {
        let quarter = Quarter::new();
        let filing = quarter.receive(&[delivery("a.csv", plain.as_bytes())], None).unwrap();
        let table = filing.files[1].1.clone();
        assert!(
            table.contains(&format!("{row},a.csv sha256:")) && table.contains(" line 2\n"),
            "{table}"
        );
        table
    };
    for form in [
        plain.replace('\n', "\r\n"),
        format!("\u{feff}{plain}"),
        plain.trim_end().to_owned(),
        format!("{plain},,,,,\n,,,,,\n"),
    ] {
        let quarter = Quarter::new();
        let filing = quarter.receive(&[delivery("a.csv", form.as_bytes())], None).unwrap();
        let without_hash = |table: &str| {
            let (before, after) = table.split_once("sha256:").unwrap();
            (before.to_owned(), after[12..].to_owned())
        };
        assert_eq!(without_hash(&filing.files[1].1), without_hash(&right), "{form:?}");
    }
}

#[test]
fn what_stands_already_is_left_as_it_is() {
    let mut quarter = Quarter::new();
    let bytes = filled(&quarter).bytes();
    let sent = [delivery("return.xlsx", &bytes)];
    let filing = quarter.receive(&sent, None).unwrap();
    quarter.file(&filing);
    let again = quarter.receive(&sent, None).unwrap();
    assert_eq!((again.files, again.receipt.unchanged), (Vec::new(), 1));
}

#[test]
fn a_revision_needs_a_reason_and_says_it() {
    let mut quarter = Quarter::new();
    let csv = "series,area,period,count,status,note\n\
               offences/burglary,X23000001,2023/24,410,final,\n";
    let sent = [delivery("b.csv", csv.as_bytes())];
    let refused = quarter.receive(&sent, None).unwrap_err();
    assert_eq!(refused[0].code, "receive::restated");
    assert_eq!(refused[0].location(), "b.csv:2:37");
    let filing = quarter.receive(&sent, Some("three offences were found.")).unwrap();
    let counts = filing.files.iter().find(|(name, _)| name == "returns/counts.csv").unwrap();
    assert!(!counts.1.contains("burglary") && counts.1.contains("missing"), "{}", counts.1);
    quarter.file(&filing);
    let note = "Some(\"Revised on Monday 20 January 2025 from 407: three offences were found.\")";
    let row = format!("counts offences/burglary 2023/24 410 {note}");
    assert!(quarter.standing().contains(&row), "{:#?}", quarter.standing());
    // Sent as final, it stands as revised; the same again is the same.
    let status = |filing: &panel_partner_returns::Filing| {
        let table = filing.files.iter().find(|(name, _)| name.contains("received/")).unwrap();
        assert!(table.1.contains(",revised,") && !table.1.contains(",final,"), "{}", table.1);
    };
    status(&filing);
    assert_eq!(quarter.receive(&sent, None).unwrap().files, []);
    // And what was revised can be revised again, in the partner's own table: the note says both.
    let csv = csv.replace("410,final,", "411,final,In hand.");
    let sent = [delivery("c.csv", csv.as_bytes())];
    let filing = quarter.receive(&sent, Some("one more")).unwrap();
    status(&filing);
    quarter.file(&filing);
    let standing = quarter.standing();
    let rows: Vec<_> = standing.iter().filter(|row| row.contains("burglary 2023/24")).collect();
    let note = "Revised on Monday 20 January 2025 from 410: one more. \
                Revised on Monday 20 January 2025 from 407: three offences were found. In hand.";
    assert!(rows.len() == 1 && rows[0].contains(note), "{rows:#?}");
    assert_eq!(quarter.receive(&sent, None).unwrap().files, []);
}

#[test]
fn another_status_or_note_is_history_restated_too() {
    let quarter = Quarter::new();
    let header = "series,area,period,count,status,note\n";
    let row = "reports/missing,X23000001,2023/24,90,final";
    let csv = format!("{header}{row},Another note.\n");
    let refused = quarter.receive(&[delivery("b.csv", csv.as_bytes())], None).unwrap_err();
    let said = "`reports/missing` for 2023/24 has another note at returns/counts.csv:3";
    assert_eq!(refused[0].message, said);
    // A note that is left out takes none away.
    let csv = format!("{header}{row},\n");
    let filing = quarter.receive(&[delivery("b.csv", csv.as_bytes())], None).unwrap();
    assert_eq!((filing.files, filing.receipt.unchanged), (Vec::new(), 1));
}

#[test]
fn a_late_return_is_told_so() {
    let mut quarter = Quarter::new();
    quarter.partners[0].deadline = Some(jiff::civil::date(2025, 1, 19));
    let bytes = filled(&quarter).bytes();
    let filing = quarter.receive(&[delivery("return.xlsx", &bytes)], None).unwrap();
    assert!(filing.receipt.to_string().contains("Late: it was due on Sunday 19 January 2025\n"));
    quarter.partners[0].deadline = Some(jiff::civil::date(2025, 1, 20));
    let filing = quarter.receive(&[delivery("return.xlsx", &bytes)], None).unwrap();
    assert!(!filing.receipt.to_string().contains("Late"));
}

#[test]
fn a_table_is_the_same_in_whatever_order_its_rows_arrive() {
    let header = "series,area,month,count,status,note\n";
    let first = format!("{header}offences/burglary,X23000001,2024-11,31,final,\n");
    let second = format!("{header}offences/burglary,X23000001,2024-10,29,final,\n");
    let filed = |order: [(&str, &str); 2]| {
        let mut quarter = Quarter::new();
        for (name, text) in order {
            let filing = quarter.receive(&[delivery(name, text.as_bytes())], None).unwrap();
            quarter.file(&filing);
        }
        quarter.texts["returns/received/anyshire-constabulary-monthly-counts.csv"].clone()
    };
    assert_eq!(
        filed([("1.csv", &first), ("2.csv", &second)]),
        filed([("2.csv", &second), ("1.csv", &first)])
    );
}

#[test]
fn a_later_delivery_is_not_approved_by_an_earlier_approval() {
    let mut quarter = Quarter::new();
    let header = "series,area,month,count,status,note\n";
    let csv = |month| format!("{header}offences/burglary,X23000001,{month},31,final,\n");
    let first = csv("2024-11");
    let filing = quarter.receive(&[delivery("1.csv", first.as_bytes())], None).unwrap();
    quarter.file(&filing);
    let package = quarter.texts.get_mut("returns/datapackage.json").unwrap();
    let (name, board) = ("anyshire-constabulary-monthly-counts", "Fictional Performance Board");
    let day = Decision::Approved("2024-12-20".parse().unwrap());
    *package = with_decision(package, name, board, day).unwrap();
    assert!(package.contains("\"approval\": \"approved\"") && package.contains("2024-12-20"));
    let second = csv("2024-12");
    let filing = quarter.receive(&[delivery("2.csv", second.as_bytes())], None).unwrap();
    let names: Vec<_> = filing.files.iter().map(|(name, _)| name.as_str()).collect();
    let table = "returns/received/anyshire-constabulary-monthly-counts-2.csv";
    assert!(names.contains(&table), "{names:?}");
    let (_, package) = filing.files.last().unwrap();
    let (first, second) = package.split_once("monthly-counts-2\"").unwrap();
    assert!(first.contains("\"approval\": \"approved\"") && first.contains("2024-12-20"));
    assert!(second.contains("\"approval\": \"pending\"") && second.contains("2.csv"));
    assert_eq!(filing.receipt.withdrawn, [""; 0]);
}

#[test]
fn a_fault_of_the_quarter_as_it_would_be_is_told_of_what_was_sent_and_of_what_stands() {
    let quarter = Quarter::new();
    let bytes = filled(&quarter).number("Counts", "E5", "80").bytes();
    let header = "series,area,period,count,status,note\n";
    let csv = format!("{header}offences/burglary,X23000001,2023/24,410,final,\n");
    let sent = [delivery("return.xlsx", &bytes), delivery("b.csv", csv.as_bytes())];
    let receiving = panel_partner_returns::Receiving {
        revises: Some("Three more were found"),
        ..quarter.receiving(0)
    };
    let (texts, _) = receiving.receive(&sent).unwrap().into_texts();
    let traced = |path: &str, line: u32| {
        let text = texts.iter().find(|text| *text.path == *path).unwrap();
        let remedy = format!("look at {path}:{line}, and not at {path}:99");
        let fault = Fault::at(code!("returns::twice"), text, text.line(line), "is wrong", remedy);
        let traced = receiving.tracing(&sent, &texts).fault(fault);
        (traced.location(), traced.remedy)
    };
    let filed = "returns/received/anyshire-constabulary-counts.csv";
    for (path, line, location, named) in [
        (filed, 2, "b.csv:2:1", "b.csv:2"),
        (filed, 3, "return.xlsx Counts!B4:G4", "return.xlsx Counts!B4:G4"),
        // The row above it was revised, and is taken away.
        ("returns/counts.csv", 2, "returns/counts.csv:3:1", "returns/counts.csv:3"),
    ] {
        let remedy = format!("look at {named}, and not at {path}:99");
        assert_eq!(traced(path, line), (location.to_owned(), remedy), "{path}:{line}");
    }
}

#[test]
fn a_year_in_another_form_is_read_and_told() {
    for (written, how) in [
        ("2024-25", "\"2024-25\" was read as 2024/25"),
        ("FYE 2025", "\"FYE 2025\" was read as 2024/25"),
        ("year ending December 2024", "was read as 12 months to December 2024"),
    ] {
        let mut quarter = Quarter::new();
        quarter.terms.quarter = "2024-25 Q4".parse().unwrap();
        let bytes = filled(&quarter).text("Counts", "D4", written).bytes();
        // The year is over.
        let receiving = Receiving { received: date(2025, 4, 10), ..quarter.receiving(0) };
        let filing = receiving.receive(&[delivery("r.xlsx", &bytes)]).unwrap();
        assert!(filing.receipt.to_string().contains(how), "{}", filing.receipt);
        let csv = format!(
            "series,area,period,count,status,note\noffences/burglary,X23000001,{written},3,final,\n"
        );
        let filing = receiving.receive(&[delivery("r.csv", csv.as_bytes())]).unwrap();
        assert!(filing.receipt.to_string().contains(how), "{}", filing.receipt);
        // The table holds what its schema declares.
        let filed = &filing.files.iter().find(|(name, _)| name.ends_with("counts.csv")).unwrap().1;
        assert!(!filed.contains(&format!(",{written},")), "{filed}");
    }
}

/// What the template fills in, a unit among it, is no figure.
#[test]
fn a_template_with_one_figure_is_received_and_its_other_rows_are_left_empty() {
    let quarter = Quarter::new();
    let bytes = filled(&quarter).bytes();
    assert_eq!(rows(&bytes, "Figures")[3][4..6], ["", "stars"]);
    let filing = quarter.receive(&[delivery("return.xlsx", &bytes)], None).unwrap();
    let filed: usize = filing.receipt.filed.iter().map(|filed| filed.rows).sum();
    assert_eq!(filed, 1);
    assert!(filing.receipt.empty > 1);
}
