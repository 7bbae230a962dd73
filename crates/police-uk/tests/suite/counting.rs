//! What is counted, what is missing, and that neither order nor threads change it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use panel_police_uk::{Category, Request, read};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::written::{
    Folder, HEADER, archive, force, month, name, read_paths, row, row_of, street,
};

fn categories() -> Vec<&'static str> {
    Category::all().map(Category::name).collect()
}

fn category(name: &str) -> Category {
    Category::all().find(|category| category.name() == name).unwrap()
}

#[test]
fn a_category_without_a_row_is_none_and_a_month_without_a_file_is_missing() {
    let folder = Folder::new();
    folder.write(&name("2014-07"), street(&[row("2014-07", "Burglary"), row("2014-07", "Drugs")]));
    folder.write(&name("2014-10"), street(&[row("2014-10", "Burglary")]));
    let (counts, force) = (folder.read().unwrap(), force("leicestershire"));
    assert_eq!(counts.count(force, month("2014-07"), category("Drugs")), Some(1));
    assert_eq!(counts.count(force, month("2014-10"), category("Drugs")), Some(0));
    assert_eq!(counts.count(force, month("2014-08"), category("Drugs")), None);
    assert_eq!(counts.missing(force).collect::<Vec<_>>(), ["2014-08", "2014-09"].map(month));
    let text = counts.to_csv();
    assert!(text.contains("\npolice-uk/drugs,E23000021,2014-07,1,final,\npolice-uk/drugs,E23000021,2014-10,0,final,\n"), "{text}");
    assert!(!text.contains("2014-08") && !text.contains("2014-09"), "{text}");
}

#[test]
fn rows_that_are_alike_are_counted_each() {
    let folder = Folder::new();
    let alike = row("2014-07", "Anti-social behaviour");
    folder.write(&name("2014-07"), street(&[alike.clone(), alike.clone(), alike]));
    let counts = folder.read().unwrap();
    let asb = category("Anti-social behaviour");
    assert_eq!(counts.count(force("leicestershire"), month("2014-07"), asb), Some(3));
}

#[test]
fn a_quoted_comma_and_a_doubled_quote_shift_nothing() {
    let folder = Folder::new();
    let row =
        row("2014-07", "Burglary").replace("On or near Any Street", "\"On or near \"\"A\"\", B\"");
    folder.write(&name("2014-07"), street(&[row]));
    let counts = folder.read().unwrap();
    assert_eq!(
        counts.count(force("leicestershire"), month("2014-07"), category("Burglary")),
        Some(1)
    );
}

#[test]
fn a_byte_order_mark_and_either_line_ending_are_accepted() {
    let text = street(&[row("2014-07", "Burglary"), row("2014-07", "Drugs")]);
    let mut all = Vec::new();
    for text in [text.clone(), text.replace('\r', ""), format!("\u{FEFF}{text}")] {
        let folder = Folder::new();
        folder.write(&name("2014-07"), text);
        all.push(folder.read().unwrap());
    }
    assert_eq!(all[0].rows(), 2);
    assert!(all.iter().all(|counts| counts == &all[0]));
}

#[test]
fn other_forces_months_and_kinds_are_passed_over() {
    let folder = Folder::new();
    folder.write(&name("2014-07"), street(&[row("2014-07", "Burglary")]));
    folder.write(&name("2014-08"), "not read");
    folder.write("2014-07/2014-07-derbyshire-street.csv", "not read");
    folder.write("2014-07/2014-07-leicestershire-outcomes.csv", "not read");
    folder.write("2014-07/._2014-07-leicestershire-street.csv", "not read");
    folder.write("notes.txt", "not read");
    let (paths, forces) = ([folder.path().to_owned()], [force("leicestershire")]);
    let july = Some(month("2014-07"));
    let request = Request { paths: &paths, forces: &forces, from: july, to: july };
    let counts = read(&request, &|_, _| {}).unwrap();
    assert_eq!((counts.files(), counts.rows(), counts.passed_over()), (1, 1, 5));
}

#[test]
fn forces_are_counted_apart_over_the_same_months() {
    let folder = Folder::new();
    folder.write(&name("2014-07"), street(&[row("2014-07", "Burglary")]));
    let rows = ["Devon & Cornwall Police"; 2].map(|name| row_of(name, "2014-08", "Drugs"));
    folder.write("2014-08-devon-and-cornwall-street.csv", street(&rows));
    let paths = [folder.path().to_owned()];
    let [devon, leicestershire] = ["devon-and-cornwall", "leicestershire"].map(force);
    let forces = [leicestershire, devon, leicestershire];
    let request =
        Request { paths: &paths, forces: &forces, from: None, to: Some(month("2014-09")) };
    let counts = read(&request, &|_, _| {}).unwrap();
    assert_eq!(counts.forces(), [devon, leicestershire]);
    assert_eq!(counts.rows_of(devon, month("2014-08")), Some(2));
    assert_eq!(counts.rows_of(leicestershire, month("2014-08")), None);
    let missing = |force| counts.missing(force).map(panel_core::Month::iso).collect::<Vec<_>>();
    assert_eq!(missing(devon), ["2014-07", "2014-09"]);
    assert_eq!(missing(leicestershire), ["2014-08", "2014-09"]);
    // By series, then by the code of the area: Leicestershire's E23000021 before E23000035.
    let text = counts.to_csv();
    let codes: Vec<_> = text.lines().skip(1).take(2).map(|line| line.split(',').nth(1)).collect();
    assert_eq!(codes, [Some("E23000021"), Some("E23000035")]);
}

#[test]
fn every_file_is_told_of_once() {
    let folder = Folder::new();
    for number in 1..=9 {
        let text = format!("2014-0{number}");
        folder.write(&name(&text), street(&[row(&text, "Burglary")]));
    }
    let (paths, forces) = ([folder.path().to_owned()], [force("leicestershire")]);
    let told = std::sync::Mutex::new(Vec::new());
    let request = Request { paths: &paths, forces: &forces, from: None, to: None };
    read(&request, &|done, all| told.lock().unwrap().push((done, all))).unwrap();
    let mut told = told.into_inner().unwrap();
    told.sort_unstable();
    assert_eq!(told, (0..=9).map(|done| (done, 9)).collect::<Vec<_>>());
}

/// A month's rows: each a category and a place, which may hold anything that a field can.
fn rows() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    proptest::collection::vec((select(categories()), "[a-z ,\"éŵ’]{0,12}"), 1..30)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_counts_are_those_of_a_naive_count(
        tables in proptest::collection::vec(rows(), 12),
        kept in subsequence((1..=12).collect::<Vec<u32>>(), 1..=12),
        archived in any::<bool>(),
        threads in 1..5_usize,
        turned in any::<bool>(),
    ) {
        let folder = Folder::new();
        let mut expected = BTreeMap::new();
        let (mut paths, mut files) = (Vec::new(), Vec::new());
        for (number, rows) in kept.iter().zip(&tables) {
            let month = format!("2015-{number:02}");
            let mut writer = csv::WriterBuilder::new()
                .terminator(csv::Terminator::CRLF)
                .from_writer(Vec::new());
            writer.write_record(HEADER.split(',')).unwrap();
            for (category, place) in rows {
                let force = "Leicestershire Police";
                let fields = ["", &month, force, force, "", "", place, "", "", category, "", ""];
                writer.write_record(fields).unwrap();
                *expected.entry((*category, month.clone())).or_insert(0_u64) += 1;
            }
            let bytes = writer.into_inner().unwrap();
            if archived {
                files.push((name(&month), bytes));
            } else {
                paths.push(folder.write(&name(&month), bytes));
            }
        }
        if archived {
            let files = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
            paths.push(folder.write("street.zip", archive(files)));
        }
        if turned {
            paths.reverse();
        }
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let counts = pool.install(|| read_paths(&paths)).unwrap();
        prop_assert_eq!(counts.rows(), expected.values().sum::<u64>());
        for number in 1..=12 {
            let text = format!("2015-{number:02}");
            for name in categories() {
                let found = counts.count(force("leicestershire"), month(&text), category(name));
                let here = kept.contains(&number);
                let counted = expected.get(&(name, text.clone())).copied().unwrap_or_default();
                prop_assert_eq!(found, here.then_some(counted), "{} {}", name, text);
            }
        }
    }

    #[test]
    fn faults_are_the_same_in_any_order_with_any_threads(
        broken in proptest::collection::vec(0..4_usize, 12),
        threads in 1..5_usize,
    ) {
        let folder = Folder::new();
        let mut paths: Vec<PathBuf> = Vec::new();
        for (number, how) in (1..).zip(&broken) {
            let month = format!("2015-{number:02}");
            let mut rows = vec![row(&month, "Burglary"); 20];
            match how {
                0 => {}
                1 => rows[3] = row(&month, "Burglarry"),
                2 => rows = vec![row("2013-01", "Burglary"); 20],
                _ => rows[19] = "a,b".to_owned(),
            }
            paths.push(folder.write(&name(&month), street(&rows)));
        }
        let first = read_paths(&paths);
        prop_assert_eq!(first.is_ok(), broken.iter().all(|how| *how == 0));
        paths.reverse();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        prop_assert_eq!(pool.install(|| read_paths(&paths)), first);
    }
}
