//! The texts that figures were read from.

use panel_core::{Observation, SourceText};

/// The text that a figure was read from.
pub(crate) fn find_text<'a>(
    sources: &'a [SourceText],
    one: &Observation,
) -> Option<&'a SourceText> {
    sources.iter().find(|source| *source.path == *one.source.file)
}
