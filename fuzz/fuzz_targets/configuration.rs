//! `plan.toml`, `panel.toml` and `awaited.toml`: one of them, told by what it begins with.
#![no_main]

use std::sync::{LazyLock, Mutex, PoisonError};

use libfuzzer_sys::fuzz_target;
use panel_core::Severity;
use panel_fuzz::{Quarter, assert_placed};

static QUARTER: LazyLock<Mutex<Quarter>> = LazyLock::new(Mutex::default);

/// The remark in the first line of a seed, and the file that it is.
const FILES: [(&[u8], &str); 3] =
    [(b"# plan", "plan.toml"), (b"# panel", "panel.toml"), (b"# awaited", "awaited.toml")];

fuzz_target!(|bytes: &[u8]| {
    let named = FILES.into_iter().find(|(remark, _)| bytes.starts_with(remark));
    let (_, name) = named.unwrap_or(FILES[0]);
    let mut quarter = QUARTER.lock().unwrap_or_else(PoisonError::into_inner);
    let reading = quarter.with(name, bytes);
    assert_placed(&reading.faults);
    // To read it twice takes twice as long: some are enough.
    if bytes.len().is_multiple_of(8) {
        assert_eq!(quarter.read().faults, reading.faults);
    }
    // Without its configuration nothing of a quarter can be judged, and somebody is told why.
    let told = reading.faults.iter().any(|fault| fault.severity == Severity::Error);
    assert!(reading.submission.is_some() || told, "refused without a fault");
});
