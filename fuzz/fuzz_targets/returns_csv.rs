//! A table of returns or of records, whichever header it begins with: alone, and in its quarter.
#![no_main]

use std::sync::{LazyLock, Mutex, PoisonError};

use libfuzzer_sys::fuzz_target;
use panel_core::{ReturnKind, SourceText};
use panel_fuzz::{Quarter, assert_placed, assert_records_are_told, assert_rows_read_back};

static QUARTER: LazyLock<Mutex<Quarter>> = LazyLock::new(Mutex::default);

/// The file of a kind in the quarter.
fn file(kind: ReturnKind) -> &'static str {
    match kind {
        ReturnKind::Counts => "returns/counts.csv",
        ReturnKind::MonthlyCounts => "returns/monthly_counts.csv",
        ReturnKind::Surveys => "returns/surveys.csv",
        ReturnKind::Positions => "returns/positions.csv",
        ReturnKind::Money => "returns/money.csv",
        ReturnKind::Words => "returns/words.csv",
        ReturnKind::Figures => "returns/figures.csv",
    }
}

fuzz_target!(|bytes: &[u8]| {
    let header = |kind: &ReturnKind| bytes.starts_with(kind.column_names().join(",").as_bytes());
    let records = bytes.starts_with(b"report,");
    let kind = ReturnKind::ALL.into_iter().find(header).unwrap_or(ReturnKind::Counts);
    let file = if records { "returns/reports.csv" } else { file(kind) };
    let right = |source: &SourceText| {
        if records { assert_records_are_told(source) } else { assert_rows_read_back(source, kind) }
    };
    match panel_returns::decode(file, bytes) {
        // A quarter takes far longer to read than a table: of those at fault some are enough.
        Ok(source) if !right(&source) && !bytes.len().is_multiple_of(8) => {
            return;
        }
        Ok(_) => {}
        Err(fault) => assert_placed(&[*fault]),
    }
    let mut quarter = QUARTER.lock().unwrap_or_else(PoisonError::into_inner);
    let reading = quarter.with(file, bytes);
    assert_placed(&reading.faults);
    if bytes.len().is_multiple_of(8) {
        assert_eq!(quarter.read().faults, reading.faults);
    }
    let Some(submission) = reading.submission.filter(|_| reading.faults.is_empty()) else { return };
    let lines = bytes.split(|byte| *byte == b'\n').count();
    for (_, one) in submission.returns.observations() {
        let line = usize::try_from(one.source.line).unwrap_or(usize::MAX);
        assert!(*one.source.file != *file || (2..=lines).contains(&line), "{}", one.source);
    }
});
