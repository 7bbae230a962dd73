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

use rayon::prelude::*;

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
