//! A .zip archive written as text, so that its parts can be changed without breaking its checksums.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What begins the line that names a part.
const PART: &[u8] = b"=== ";

/// The archive that `input` writes out: a line `=== PATH` before the bytes of each part. `None` where
/// `input` does not begin so.
#[must_use]
pub fn packed(input: &[u8]) -> Option<Vec<u8>> {
    let mut left = input.strip_prefix(PART)?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    loop {
        let line = left.iter().position(|byte| *byte == b'\n').unwrap_or(left.len());
        let name = String::from_utf8_lossy(&left[..line]).into_owned();
        left = left.get(line + 1..).unwrap_or_default();
        let next = left.windows(PART.len() + 1).position(|five| five == b"\n=== ");
        let part = &left[..next.map_or(left.len(), |at| at + 1)];
        // The writer refuses a name that it has written already.
        if writer.start_file(name, options).is_ok() {
            writer.write_all(part).ok()?;
        }
        match next {
            Some(at) => left = &left[at + 1 + PART.len()..],
            None => return writer.finish().ok().map(Cursor::into_inner),
        }
    }
}
