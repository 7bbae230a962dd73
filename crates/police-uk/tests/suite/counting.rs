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

/// Rows of a month, each with an ID of its own that begins with `from`.
fn rows_with_ids(of_month: &str, from: u32, many: u32) -> Vec<String> {
    let ids = from..from + many;
    ids.map(|id| row(of_month, "Burglary").replacen("c0", &format!("id{id}"), 1)).collect()
}

#[test]
fn crime_ids_that_repeat_are_counted_each_and_reported() {
    let folder = Folder::new();
    let mut july = rows_with_ids("2014-07", 0, 50);
    // Whoever saves a file anew may write the IDs in capitals.
    july.extend(july.clone().iter().map(|row| row.replacen("id", "ID", 1)));
    july.extend(vec![row("2014-07", "Anti-social behaviour").replacen("c0", "", 1); 3]);
    folder.write(&name("2014-07"), street(&july));
    // Ten of them in August again, and forty others.
    folder.write(&name("2014-08"), street(&rows_with_ids("2014-08", 40, 50)));
    let counts = folder.read().unwrap();
    let force = force("leicestershire");
    assert_eq!(counts.count(force, month("2014-07"), category("Burglary")), Some(100));
    let repeats = counts.repeats(force);
    assert_eq!(repeats.within, BTreeMap::from([(month("2014-07"), 50)]));
    assert_eq!(repeats.across, Some(10));
}

#[test]
fn a_month_with_half_its_rows_or_all_of_them_twice_is_unusual() {
    let usual = [1_000, 1_040, 980, 1_010, 1_050, 1_000, 970, 1_020];
    for (slip, expected) in [(1_010, None), (505, Some(505)), (2_020, Some(2_020))] {
        let folder = Folder::new();
        for (number, many) in usual.into_iter().enumerate() {
            let text = format!("2014-0{}", number + 1);
            let many = if number == 3 { slip } else { many };
            folder.write(&name(&text), street(&rows_with_ids(&text, 0, many)));
        }
        let unusual = folder.read().unwrap().unusual(force("leicestershire"));
        let found = unusual.first().map(|one| (one.month.iso(), one.rows));
        assert_eq!(found, expected.map(|rows| ("2014-04".to_owned(), rows)));
        assert!(unusual.len() < 2);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// However the files are gathered, repeats are what a set of each month and of all months says.
    #[test]
    fn repeats_are_those_of_sets(ids in proptest::collection::vec(proptest::collection::vec(0..30_u32, 1..40), 1..6)) {
        use std::collections::BTreeSet;
        let folder = Folder::new();
        let (mut within, mut all, mut apart) = (BTreeMap::new(), BTreeSet::new(), 0);
        for (number, ids) in ids.iter().enumerate() {
            let text = format!("2014-0{}", number + 1);
            let rows: Vec<_> = ids.iter().flat_map(|id| rows_with_ids(&text, *id, 1)).collect();
            folder.write(&name(&text), street(&rows));
            let each: BTreeSet<_> = ids.iter().copied().collect();
            if each.len() < ids.len() {
                within.insert(month(&text), (ids.len() - each.len()) as u64);
            }
            apart += each.len();
            all.extend(each);
        }
        let repeats = folder.read().unwrap().repeats(force("leicestershire"));
        prop_assert_eq!(repeats.within, within);
        prop_assert_eq!(repeats.across, Some((apart - all.len()) as u64));
    }
}
