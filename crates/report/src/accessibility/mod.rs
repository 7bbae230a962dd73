//! Reads a paper back from the bytes of its PDF and checks what validators miss: that what is seen
//! is also read out, in the same order and with the same structure.

mod alternative;
mod checks;
mod content;
mod evidence;
mod order;
mod page_text;
mod reading;
mod structure;
#[cfg(test)]
mod tests;

pub use checks::Breach;
pub use evidence::{Accessibility, PANEL, PDF_READER, TYPESETTER, Tool, VALIDATOR};
pub use page_text::{PageText, page_texts};

use crate::typeset::TypesetError;
use crate::view::Paper;
use checks::Outcome;
use structure::Structure;

/// Checks the PDF of `paper`, which is to be called `name`.
///
/// # Errors
/// [`TypesetError::Inaccessible`] with every breach, and [`TypesetError::Unreadable`] where the
/// bytes are no tagged PDF.
pub fn check(name: &str, pdf: &[u8], paper: &Paper) -> Result<Accessibility, TypesetError> {
    let structure = reading::read(pdf).map_err(TypesetError::Unreadable)?;
    let outcomes = outcomes(&structure, &paper.title);
    let breaches: Vec<_> =
        outcomes.iter().flat_map(|outcome| outcome.breaches.iter().cloned()).collect();
    if breaches.is_empty() {
        Ok(Accessibility::passed(name, pdf, structure.pages, paper, outcomes))
    } else {
        Err(TypesetError::Inaccessible(breaches))
    }
}

fn outcomes(structure: &Structure, title: &str) -> Vec<Outcome> {
    let mut outcomes = checks::document(structure, title).to_vec();
    outcomes.extend([
        checks::heading_levels(structure),
        checks::tables(structure),
        alternative::figures(structure),
        checks::lost_text(structure),
        order::reading_order(structure),
    ]);
    outcomes
}
