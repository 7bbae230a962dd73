//! A street file of police.uk, or an archive of them: its bytes (`PK…`), or its parts as text.
#![no_main]

use std::path::PathBuf;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use panel_core::{ReturnKind, SourceText};
use panel_fuzz::{assert_placed, assert_rows_read_back, folder, packed, write};
use panel_police_uk::{Force, Request, read};

const STREET_FILE: &str = "2014-07-leicestershire-street.csv";

/// A folder of this process.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| folder("street-files"));

fuzz_target!(|bytes: &[u8]| {
    let archive = packed(bytes);
    let zipped = archive.is_some() || bytes.starts_with(b"PK");
    let path = FOLDER.join(if zipped { "downloaded.zip" } else { STREET_FILE });
    write(&path, archive.as_deref().unwrap_or(bytes));
    let forces = ["leicestershire".parse::<Force>().expect("a force")];
    let request = Request { paths: &[path], forces: &forces, from: None, to: None };
    let outcome = read(&request, &|_, _| {});
    assert_eq!(read(&request, &|_, _| {}), outcome);
    match outcome {
        Err(rejection) => {
            assert_placed(&rejection.faults);
            assert!(!rejection.faults.is_empty(), "refused without a fault");
        }
        Ok(counts) => {
            let months = counts.months().filter_map(|month| counts.rows_of(forces[0], month));
            assert_eq!(months.sum::<u64>(), counts.rows(), "a row is counted once");
            let table = SourceText::new("returns/street.csv", &counts.to_csv());
            assert!(assert_rows_read_back(&table, ReturnKind::MonthlyCounts), "{counts:?}");
        }
    }
});
