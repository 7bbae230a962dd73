//! `datapackage.json`, beside the tables that it should list.
#![no_main]

use std::sync::{LazyLock, Mutex, PoisonError};

use libfuzzer_sys::fuzz_target;
use panel_core::{Area, Asked};
use panel_fuzz::{Quarter, assert_placed};
use panel_partner_returns::with_schemas;

static QUARTER: LazyLock<Mutex<Quarter>> = LazyLock::new(Mutex::default);

static AREAS: LazyLock<Vec<Area>> =
    LazyLock::new(|| vec![Area { code: "X23000001".to_owned(), name: "Anyshire".to_owned() }]);

fuzz_target!(|bytes: &[u8]| {
    let mut quarter = QUARTER.lock().unwrap_or_else(PoisonError::into_inner);
    let reading = quarter.with("returns/datapackage.json", bytes);
    assert_placed(&reading.faults);
    // To read it twice takes twice as long: some are enough.
    if bytes.len().is_multiple_of(8) {
        assert_eq!(quarter.read().faults, reading.faults);
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    // What `panel returns schema` wrote it has nothing to change in.
    let areas = &AREAS;
    if let Ok((once, _)) = with_schemas(text, &Asked::default().tables(), areas) {
        assert_eq!(with_schemas(&once, &Asked::default().tables(), areas), Ok((once, Vec::new())));
    }
});
