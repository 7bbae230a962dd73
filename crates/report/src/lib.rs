//! Composes findings and commentary into one view model and typesets it as the panel paper.
//!
//! [`compose`] makes the [`view`], from which every output is made, and [`compose_draft`] the same of a
//! quarter that is not whole; [`typeset`] places it on pages;
//! `panel-accessibility` reads them back.
//! This crate sees findings, never measures.

mod breakable;
mod compose;
mod exhibit;
mod printable;
mod typeset;
pub mod view;

pub use compose::{
    Composition, Material, check_commentary, compose, compose_draft, findings_and_changes,
    section_files, told_once,
};
pub use typeset::{
    Attachment, Picture, TypesetError, Typesetting, VirtualFile, forget_unused, typeset,
};

impl VirtualFile {
    /// A file that holds `value` as JSON, indented for those who open it.
    ///
    /// # Errors
    /// [`TypesetError::Data`] where it cannot be written as JSON.
    pub fn json(name: &str, value: &impl serde::Serialize) -> Result<Self, TypesetError> {
        let bytes = serde_json::to_vec_pretty(value).map_err(|error| TypesetError::Data {
            name: name.to_owned(),
            why: error.to_string(),
        })?;
        Ok(Self { name: name.to_owned(), bytes })
    }
}
