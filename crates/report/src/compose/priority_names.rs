//! What a priority is called, and the name that links to it go to.

use panel_core::Priority;

/// The title of a priority, or of its part.
pub(crate) fn title(priority: &Priority) -> String {
    match priority.part {
        Some(part) => format!("{}: {part}", priority.title),
        None => priority.title.to_owned(),
    }
}

/// The name that links to its widget go to.
pub(crate) fn anchor(priority: &Priority) -> String {
    format!("widget-{}", priority.code.id())
}
