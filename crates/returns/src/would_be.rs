//! A quarter as it would be, so that what is to be written can be checked before it is.

use std::path::Path;

use panel_core::{Fault, SourceText};

use crate::folder;

/// What would be other than it stands in a quarter's folder.
///
/// ```
/// use std::path::Path;
///
/// use panel_core::{Asked, SourceText};
/// use panel_returns::{WouldBe, read_as};
///
/// // The fictional quarter of the tests, if its counts were something else.
/// let folder = Path::new("../../tests/fixtures/tiny-quarter");
/// let files = [SourceText::new("returns/counts.csv", "Dear all,\n")];
/// let would_be = WouldBe { files: &files, approved: false };
/// let reading = read_as(folder, &Asked::default(), would_be);
/// assert!(reading.faults.iter().any(|fault| fault.code == "returns::wrong_header"));
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct WouldBe<'a> {
    /// The texts that would be in place of those in the folder, by their paths from it.
    pub files: &'a [SourceText],
    /// Whether every board would have approved what waits for it.
    pub approved: bool,
}

impl WouldBe<'_> {
    /// The text of `name` as it would be; `None` where it cannot be read, with the fault noted.
    pub(crate) fn text(
        self,
        folder: &Path,
        name: &str,
        faults: &mut Vec<Fault>,
    ) -> Option<SourceText> {
        match self.files.iter().find(|text| *text.path == *name) {
            Some(text) => Some(text.clone()),
            None => folder::text(folder, name, faults),
        }
    }

    /// Whether `name` would be there.
    pub(crate) fn has(self, folder: &Path, name: &str) -> bool {
        self.files.iter().any(|text| *text.path == *name) || folder.join(name).exists()
    }
}
