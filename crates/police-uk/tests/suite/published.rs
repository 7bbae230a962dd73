//! Three files as they were published, against the counts that were published of them.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use panel_police_uk::{Category, StreetCounts};

use super::written::{Folder, force, month, read_paths};

fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/fixtures/police-uk/leicestershire-2014-07-to-2014-09.zip")
}

/// Street-level crime of Leicestershire in July, August and September 2014 by category: the table of
/// monthly counts that was made of police.uk's files, with Python, before there was this program.
const COUNTS: [(&str, [u64; 3]); 14] = [
    ("Anti-social behaviour", [2_523, 2_093, 1_985]),
    ("Bicycle theft", [240, 187, 202]),
    ("Burglary", [588, 595, 557]),
    ("Criminal damage and arson", [760, 742, 682]),
    ("Drugs", [152, 164, 164]),
    ("Other crime", [57, 58, 55]),
    ("Other theft", [669, 712, 652]),
    ("Possession of weapons", [28, 18, 22]),
    ("Public order", [223, 191, 175]),
    ("Robbery", [39, 46, 42]),
    ("Shoplifting", [473, 510, 419]),
    ("Theft from the person", [84, 80, 84]),
    ("Vehicle crime", [611, 630, 653]),
    ("Violence and sexual offences", [1_075, 944, 998]),
];

#[track_caller]
fn assert_published(counts: &StreetCounts) {
    let leicestershire = force("leicestershire");
    let months = ["2014-07", "2014-08", "2014-09"].map(month);
    let rows = months.map(|month| counts.rows_of(leicestershire, month));
    assert_eq!(rows, [7_522, 6_970, 6_690].map(Some));
    assert_eq!((counts.files(), counts.rows()), (3, 7_522 + 6_970 + 6_690));
    for (category, (name, expected)) in Category::all().zip(COUNTS) {
        assert_eq!(category.name(), name);
        let found = months.map(|month| counts.count(leicestershire, month, category));
        assert_eq!(found, expected.map(Some), "{name}");
    }
    assert_eq!(counts.missing(leicestershire).count(), 0);
}

#[test]
fn the_archive_gives_the_published_counts() {
    assert_published(&read_paths(&[fixture()]).unwrap());
}

#[test]
fn the_unpacked_files_give_the_published_counts() {
    let folder = Folder::new();
    let mut archive = zip::ZipArchive::new(fs::File::open(fixture()).unwrap()).unwrap();
    let mut paths = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        paths.push(folder.write(&entry.name().unwrap(), bytes));
    }
    assert_published(&folder.read().unwrap());
    paths.reverse();
    assert_published(&read_paths(&paths).unwrap());
}

#[test]
fn the_return_has_a_line_a_series_and_month() {
    let text = read_paths(&[fixture()]).unwrap().to_csv();
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.len(), 1 + 14 * 3);
    assert_eq!(
        &lines[..3],
        [
            "series,area,month,count,status,note",
            "police-uk/anti-social-behaviour,E23000021,2014-07,2523,final,",
            "police-uk/anti-social-behaviour,E23000021,2014-08,2093,final,",
        ]
    );
    assert_eq!(lines[42], "police-uk/violence-and-sexual-offences,E23000021,2014-09,998,final,");
    assert!(text.ends_with(",\n") && !text.contains('\r'));
}
