//! Reads a paper back from the bytes of its PDF and checks what validators miss: that what is seen
//! is also read out, in the same order and with the same structure. It knows bytes and widths of letters: neither how
//! the paper was made nor what it is made of.

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
pub use evidence::{
    Accessibility, PANEL, PDF_READER, PaperDate, PaperFacts, TYPESETTER, Tool, VALIDATOR,
};
pub use page_text::{PageText, page_texts};

use rayon::prelude::*;

use thiserror::Error;

use checks::Outcome;
use structure::Structure;

/// Why a PDF does not pass.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AccessibilityError {
    /// It cannot be read back, so that nothing is known of its accessibility.
    #[error("failed to read the PDF back: {0}")]
    Unreadable(String),
    /// It shuts somebody out.
    #[error("the paper is not accessible:\n{}", lines(.0))]
    Inaccessible(Vec<Breach>),
}

fn lines(breaches: &[Breach]) -> String {
    breaches.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Checks the PDF of `paper`, which is to be called `name`.
///
/// # Errors
/// [`AccessibilityError::Inaccessible`] with every breach, and [`AccessibilityError::Unreadable`] where the
/// bytes are no tagged PDF.
pub fn check(
    name: &str,
    pdf: &[u8],
    paper: &PaperFacts,
) -> Result<Accessibility, AccessibilityError> {
    let structure = reading::read(pdf).map_err(AccessibilityError::Unreadable)?;
    let outcomes = outcomes(&structure, &paper.title);
    let breaches: Vec<_> =
        outcomes.iter().flat_map(|outcome| outcome.breaches.iter().cloned()).collect();
    if breaches.is_empty() {
        Ok(Accessibility::passed(name, pdf, structure.pages, paper, outcomes))
    } else {
        Err(AccessibilityError::Inaccessible(breaches))
    }
}

fn outcomes(structure: &Structure, title: &str) -> Vec<Outcome> {
    let mut outcomes = checks::document(structure, title).to_vec();
    let checks: [fn(&Structure) -> Outcome; 5] = [
        checks::heading_levels,
        checks::tables,
        alternative::figures,
        checks::lost_text,
        order::reading_order,
    ];
    outcomes.par_extend(checks.into_par_iter().map(|check| check(structure)));
    outcomes
}
