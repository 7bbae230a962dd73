//! The gallery as one HTML page: a fixed template, with its style, its script and every picture in it.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, Value, context};

use crate::{Gallery, ReviewError};

/// The name tells the template engine to escape what it places.
const PAGE: &str = "gallery.html";
const TEMPLATE: &str = include_str!("templates/gallery.html");
const STYLE: &str = include_str!("templates/gallery.css");
const SCRIPT: &str = include_str!("templates/gallery.js");

/// What the title of every such page begins with.
const TITLE: &[u8] = b"<title>What changed in the papers: ";

/// Whether a file is a page that was made here, so that another may take its place.
///
/// ```
/// assert!(!panel_review::is_gallery(b"<!DOCTYPE html><title>Minutes</title>"));
/// ```
#[must_use]
pub fn is_gallery(bytes: &[u8]) -> bool {
    bytes.get(..1000).unwrap_or(bytes).windows(TITLE.len()).any(|part| part == TITLE)
}

impl Gallery {
    /// The page; the same bytes from the same gallery.
    ///
    /// # Errors
    /// [`ReviewError::Template`], which would be a fault of the program.
    pub fn html(&self) -> Result<String, ReviewError> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment
            .set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
        environment.add_template(PAGE, TEMPLATE)?;
        let page = environment.get_template(PAGE)?;
        // Both are ours and hold nothing that is to be escaped.
        let [style, script] = [STYLE, SCRIPT].map(|text| Value::from_safe_string(text.to_owned()));
        Ok(page.render(
            context! { gallery => Value::from(Serde(self)), style => style, script => script },
        )?)
    }
}
