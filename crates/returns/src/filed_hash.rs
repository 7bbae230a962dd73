//! What tells whether a table is as it was filed: its hash, in the field `hash` that Frictionless Data has for
//! it.

use std::fmt::Write as _;

use panel_core::{Fault, SourceText, code};
use sha2::{Digest as _, Sha256};

/// The SHA-256 of these bytes, in hexadecimal.
///
/// ```
/// assert!(panel_returns::sha256_hex(b"abc").starts_with("ba7816bf8f01cfea414140de5dae2223"));
/// ```
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a string succeeds.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The hash of a table as the package has it.
///
/// ```
/// assert_eq!(&panel_returns::filed_hash("abc")[..15], "sha256:ba7816bf");
/// ```
#[must_use]
pub fn filed_hash(table: &str) -> String {
    format!("sha256:{}", sha256_hex(table.as_bytes()))
}

/// Warns of a table that is not as it was filed. Line ends may be others: git changes them on some computers.
pub(crate) fn check(hash: Option<&str>, table: &SourceText, faults: &mut Vec<Fault>) {
    let Some(hash) = hash else { return };
    if filed_hash(&table.text) == hash || filed_hash(&table.text.replace("\r\n", "\n")) == hash {
        return;
    }
    faults.push(
        Fault::of_file(
            code!("datapackage::changed"),
            &table.path,
            "the table was changed after it was filed, so its figures cannot be followed to what was sent",
            "take the change back, and receive the right figures with --revises",
        )
        .as_warning(),
    );
}
