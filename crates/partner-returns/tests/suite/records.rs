//! Records received: keys in place of numbers, what is filed, and what a second delivery does.

use panel_partner_returns::{Decision, Delivery, PersonKeys, not_counted, with_decision};

use crate::edited::Edited;
use crate::made_up::{Quarter, with_any_hash};
use crate::reports::{FILED, HEAD, covers, csv, keys, quarter, receive};

const ONE: &str = "r1,ab 7,2024-10-05,2024-10-05T23:40,missing,yes,2024-10-06 2024-10-05,2";
const TWO: &str = "R2,AB 7,2024-11-01,,not_known,no,,";

fn sent(text: &str) -> Delivery<'_> {
    Delivery { name: "sent.csv", bytes: text.as_bytes() }
}

/// The rows of the filed table without their sources, sorted by what was reported.
fn filed(text: &str) -> Vec<String> {
    let rows = text.lines().skip(1).map(|row| row.rsplit_once(',').unwrap().0.to_owned());
    let mut rows: Vec<_> = rows.collect();
    rows.sort_by_key(|row| row.split(',').nth(2).unwrap().to_owned());
    rows
}

#[test]
fn numbers_are_filed_as_keys_and_one_person_has_one_key() {
    let quarter = quarter();
    let text = csv(&[ONE, TWO]);
    let filing = receive(&quarter, &[sent(&text)], |_| {}).unwrap();
    let names: Vec<_> = filing.files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, [FILED, "returns/datapackage.json"]);
    let person = keys().key("AB 7");
    let (one, two) = (keys().key("R1"), keys().key("r2 "));
    assert_eq!(
        filed(&filing.files[0].1),
        [
            format!(
                "{one},{person},2024-10-05,2024-10-05T23:40,missing,yes,2024-10-05 2024-10-06,2"
            ),
            format!("{two},{person},2024-11-01,,not_known,no,,"),
        ]
    );
    assert!(filing.files[0].1.starts_with(&format!("{},source\n", HEAD.trim_end())));
    assert!(filing.files[0].1.contains(",sent.csv sha256:"));
    for (_, text) in &filing.files {
        assert!(!text.to_lowercase().contains("ab 7"), "{text}");
    }
    let said = filing.receipt.to_string();
    assert!(!said.contains(&person) && !said.to_lowercase().contains("ab 7"), "{said}");
    insta::assert_snapshot!("receipt_of_records", said);
    insta::assert_snapshot!("package_of_records", with_any_hash(&filing.files[1].1));
}

#[test]
fn what_is_filed_reads_back_and_the_same_again_changes_nothing() {
    let mut quarter = quarter();
    let text = csv(&[ONE, TWO]);
    let filing = receive(&quarter, &[sent(&text)], |_| {}).unwrap();
    quarter.file(&filing);
    let again = receive(&quarter, &[sent(&text)], |_| {}).unwrap();
    assert_eq!((again.files, again.receipt.records[0].unchanged), (Vec::new(), 2));
    // In another order, under another name, in other words for the same.
    let text = csv(&[
        TWO,
        " R1 ,Ab 7,2024-10-05 00:00:00,2024-10-05 23:40:00,Missing,TRUE,2024-10-05;2024-10-06,2",
    ]);
    let other = Delivery { name: "other.csv", bytes: text.as_bytes() };
    assert_eq!(receive(&quarter, &[other], |_| {}).unwrap().files, []);
}

#[test]
fn a_later_delivery_is_filed_beside_what_stands() {
    let mut quarter = quarter();
    let first = csv(&[ONE, TWO]);
    quarter.file(&receive(&quarter, &[sent(&first)], |_| {}).unwrap());
    let three = "R3,,2025-01-03,,missing,no,,";
    let next = csv(&[TWO, three]);
    let filing = receive(&quarter, &[sent(&next)], |receiving| {
        receiving.covers = Some(covers("2024-12"));
    });
    quarter.file(&filing.unwrap());
    let table = &quarter.texts[FILED];
    assert_eq!(filed(table).len(), 3, "{table}");
    assert!(quarter.texts["returns/datapackage.json"].contains("\"covers\": \"2024-01/2024-12\""));
    // One that stands otherwise wants its reason.
    let other = csv(&["R2,AB 7,2024-11-01,,not_known,yes,,"]);
    let refused = receive(&quarter, &[sent(&other)], |_| {}).unwrap_err();
    assert_eq!(refused.len(), 1);
    assert_eq!(
        refused[0].to_string(),
        format!("sent.csv:2:1: receive::restated: this record is different at {FILED}:{}", {
            let key = keys().key("R2");
            table.lines().position(|row| row.starts_with(&key)).unwrap() + 1
        })
    );
    let filing = receive(&quarter, &[sent(&other)], |receiving| {
        receiving.revises = Some("The age was found out.");
    });
    let filing = filing.unwrap();
    assert!(filing.receipt.to_string().contains("Filed: 1 record of Reports, 1 of them revised"));
    quarter.file(&filing);
    let table = &quarter.texts[FILED];
    assert_eq!(filed(table).len(), 3);
    assert!(table.contains("not_known,yes") && !table.contains("not_known,no"), "{table}");
    let package = &quarter.texts["returns/datapackage.json"];
    assert!(package.contains("\"revises\": \"The age was found out.\""), "{package}");
}

#[test]
fn months_between_two_deliveries_must_not_be_left_out() {
    let mut quarter = quarter();
    let text = csv(&[ONE]);
    quarter.file(&receive(&quarter, &[sent(&text)], |_| {}).unwrap());
    let cover = |text: &'static str| {
        let more = csv(&[TWO]);
        receive(&quarter, &[sent(&more)], |receiving| receiving.covers = Some(covers(text)))
            .map(|filing| filing.receipt.records[0].covers.iso())
            .map_err(|faults| faults[0].message.clone())
    };
    assert_eq!(cover("2023-04/2023-12"), Ok("2023-04/2024-12".to_owned()));
    assert_eq!(cover("2024-06/2024-07"), Ok("2024-01/2024-12".to_owned()));
    assert_eq!(
        cover("2023-01/2023-11"),
        Err("the records here cover 2024-01/2024-12, and these 2023-01/2023-11: between them are months of which nothing is known".to_owned())
    );
}

#[test]
fn records_that_nothing_names_replace_the_table_with_a_reason_alone() {
    let mut quarter = quarter();
    let text = "month,why\n2024-10,asked\n2024-10,asked\n2024-11,came by\n";
    let filing = receive(&quarter, &[sent(text)], |_| {}).unwrap();
    assert!(!filing.receipt.to_string().contains("Keys"), "{}", filing.receipt);
    quarter.file(&filing);
    let again = "month,why\n2024-11,came by\n2024-10,asked\n2024-10,asked\n";
    assert_eq!(receive(&quarter, &[sent(again)], |_| {}).unwrap().files, []);
    let fewer = "month,why\n2024-10,asked\n";
    let refused = receive(&quarter, &[sent(fewer)], |_| {}).unwrap_err();
    assert_eq!(
        refused[0].to_string(),
        "sent.csv:1:1: receive::restated: `home_visits` was received before, and nothing names its records: these would replace all of them"
    );
    let filing = receive(&quarter, &[sent(fewer)], |receiving| {
        receiving.revises = Some("Counted anew");
        // No key is in the table, so no key file is wanted.
        receiving.keys = None;
    });
    let filing = filing.unwrap();
    assert!(filing.receipt.to_string().contains("Replaced: every earlier record of Home visits"));
    quarter.file(&filing);
    let table = &quarter.texts["returns/received/anyshire-partnership-home-visits.csv"];
    assert_eq!(table.lines().count(), 2, "{table}");
}

#[test]
fn another_key_file_would_make_two_people_of_one() {
    let mut quarter = quarter();
    let text = csv(&[ONE]);
    quarter.file(&receive(&quarter, &[sent(&text)], |_| {}).unwrap());
    let other = PersonKeys::of(b"0123456789abcdef0123456789abcdef").unwrap();
    let receiving = panel_partner_returns::Receiving {
        covers: Some(covers("2024-01/2024-12")),
        keys: Some(&other),
        ..quarter.receiving(1)
    };
    let refused = receiving.receive(&[sent(&text)]).unwrap_err();
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert_eq!(refused[0].code, "receive::other_key_file");
    assert_eq!(refused[0].remedy, "give the key file that was used before");
    // Also where the last quarter's keys were made with another.
    let mut next = crate::reports::quarter();
    let package =
        next.texts["returns/datapackage.json"].replacen('{', "{ \"keys\": \"00000000\",", 1);
    next.texts.insert("returns/datapackage.json".to_owned(), package);
    let refused = receive(&next, &[sent(&text)], |_| {}).unwrap_err();
    assert_eq!(refused[0].code, "receive::other_key_file");
}

#[test]
fn keys_of_spaced_numbers_are_not_mixed_with_keys_of_numbers() {
    let mut quarter = quarter();
    let text = csv(&[ONE, "R2,a b\u{a0}7,2024-11-01,,not_known,no,,"]);
    let filing = receive(&quarter, &[sent(&text)], |_| {}).unwrap();
    assert_eq!(filing.files[0].1.matches(&keys().key("AB7")).count(), 2, "one person, one key");
    // The mark of the same key file, when "AB 7" and "AB7" were two.
    quarter.file(&filing);
    let package = quarter.texts.get_mut("returns/datapackage.json").unwrap();
    let mark = package.split("\"keys\": \"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    *package = package.replace(&mark, "969da592");
    let refused = receive(&quarter, &[sent(&text)], |_| {}).unwrap_err();
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert_eq!(refused[0].code, "receive::earlier_keys");
}

#[test]
fn a_number_of_which_nothing_is_seen_is_none() {
    let text = csv(&["\u{200b},AB7,2024-10-05,,missing,no,,"]);
    let refused = receive(&quarter(), &[sent(&text)], |_| {}).unwrap_err();
    assert_eq!(refused[0].code, "records::empty");
}

#[test]
fn a_record_of_another_partner_is_given_twice() {
    let mut quarter = quarter();
    let text = csv(&[ONE, TWO]);
    quarter.file(&receive(&quarter, &[sent(&text)], |_| {}).unwrap());
    quarter.partners[0].records = vec!["reports".to_owned()];
    let force = quarter.partners[0].clone();
    let text = csv(&[TWO]);
    let refused = receive(&quarter, &[sent(&text)], |receiving| receiving.from = &force);
    let refused = refused.unwrap_err();
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert!(
        refused[0].message.starts_with("this record is in another table already"),
        "{}",
        refused[0]
    );
}

#[test]
fn a_figure_that_is_counted_is_asked_of_nobody_and_awaited_no_longer() {
    let mut quarter = quarter();
    let asked = |quarter: &Quarter| {
        let series = not_counted(&quarter.series, &quarter.partners, &quarter.tallies);
        series.iter().any(|one| one.series.id() == "reports/missing")
    };
    assert!(!asked(&quarter));
    let awaited = "\n[[awaited]]\nseries = \"reports/missing\"\nreturn = \"counts\"\nperiod = \"2024-01/2024-12\"\nwhy = \"To come.\"\nfrom = \"Anyshire Partnership\"\n";
    quarter.texts.get_mut("awaited.toml").unwrap().push_str(awaited);
    let text = csv(&[ONE]);
    let filing = receive(&quarter, &[sent(&text)], |_| {}).unwrap();
    assert_eq!(filing.receipt.arrived, ["reports/missing (Counts)"]);
    let (_, awaited) = filing.files.iter().find(|(name, _)| name == "awaited.toml").unwrap();
    assert!(!awaited.contains("reports/missing"), "{awaited}");
    quarter.partners[1].records.clear();
    assert!(asked(&quarter));
}

#[test]
fn a_figure_that_stands_is_not_counted_as_well() {
    let mut quarter = quarter();
    quarter
        .texts
        .get_mut("returns/counts.csv")
        .unwrap()
        .push_str("reports/missing,X23000001,2024-01/2024-12,90,final,\n");
    quarter.read();
    let text = csv(&[ONE]);
    let refused = receive(&quarter, &[sent(&text)], |_| {}).unwrap_err();
    assert_eq!(
        refused[0].to_string(),
        format!(
            "returns/counts.csv: returns::counted_and_given: `reports/missing` for 12 months to December 2024 is at returns/counts.csv:3, and would be counted from {FILED} too"
        )
    );
}

#[test]
fn figures_and_records_come_in_one_workbook_and_an_empty_sheet_says_nothing() {
    let quarter = quarter();
    let book =
        Edited::new(&quarter.template(1).unwrap()).text("Words", "E4", "Two of three trained");
    let bytes = book.clone().bytes();
    let deliveries = [Delivery { name: "return.xlsx", bytes: &bytes }];
    let filing = receive(&quarter, &deliveries, |receiving| {
        (receiving.covers, receiving.keys) = (None, None);
    });
    let filing = filing.unwrap();
    assert_eq!((filing.receipt.filed.len(), filing.receipt.records.len()), (1, 0));
    assert!(
        filing.receipt.to_string().contains("Records still awaited from you: Home visits, Reports")
    );
    let bytes =
        book.text("Home visits", "A4", "2024-10").text("Home visits", "B4", "asked").bytes();
    let deliveries = [Delivery { name: "return.xlsx", bytes: &bytes }];
    let filing = receive(&quarter, &deliveries, |_| {}).unwrap();
    assert_eq!((filing.receipt.filed.len(), filing.receipt.records.len()), (1, 1));
    assert!(filing.receipt.to_string().contains("Records still awaited from you: Reports"));
}

#[test]
fn what_was_read_with_care_is_told_once_for_all_its_cells() {
    let quarter = quarter();
    let mut book = Edited::new(&quarter.template(1).unwrap());
    for row in [4, 5, 6] {
        book = book
            .text("Reports", &format!("A{row}"), &format!("R{row}"))
            .formatted("Reports", &format!("C{row}"), "45570.5", 22)
            .text("Reports", &format!("E{row}"), "missing")
            .text("Reports", &format!("F{row}"), "no");
    }
    let bytes = book.bytes();
    let deliveries = [Delivery { name: "return.xlsx", bytes: &bytes }];
    let filing = receive(&quarter, &deliveries, |_| {}).unwrap();
    assert_eq!(
        filing.receipt.read[..1],
        ["Reports!C4 and 2 more cells: the time beside a day was left out"]
    );
    assert!(filed(&filing.files[0].1).iter().all(|row| row.contains(",2024-10-05,")));
}

#[test]
fn records_that_were_approved_and_change_are_told_to_wait_again() {
    let mut quarter = quarter();
    quarter.partners[1].board = "Fictional Board".to_owned();
    let filing = receive(&quarter, &[sent(&csv(&[ONE]))], |_| {}).unwrap();
    assert_eq!(filing.receipt.withdrawn, [""; 0]);
    quarter.file(&filing);
    let package = quarter.texts.get_mut("returns/datapackage.json").unwrap();
    let day = Decision::Approved("2025-01-21".parse().unwrap());
    *package =
        with_decision(package, "anyshire-partnership-reports", "Fictional Board", day).unwrap();
    let filing = receive(&quarter, &[sent(&csv(&[TWO]))], |_| {}).unwrap();
    assert_eq!(filing.receipt.withdrawn, ["every figure counted from Reports"]);
    let said = "until it is approved again:\n  every figure counted from Reports\n";
    assert!(filing.receipt.to_string().contains(said));
}

#[test]
fn the_receipt_says_which_months_are_needed_besides_those_that_came() {
    let quarter = quarter();
    let sent = csv(&["R1,P1,2024-12-05,,missing,no,,2"]);
    let sent = [Delivery { name: "sent.csv", bytes: sent.as_bytes() }];
    let receipt = |covering: &str| {
        let filing = receive(&quarter, &sent, |one| one.covers = Some(covers(covering)));
        filing.unwrap().receipt.to_string()
    };
    let short = receipt("2024-10/2024-12");
    assert!(short.contains("still awaited: they need the records of Reports from"), "{short}");
    assert!(short.contains("and these cover October 2024 to December 2024"), "{short}");
    assert!(!receipt("2023-04/2024-12").contains("they need the records"));
}
