//! What a paper looks like.

use panel_core::PaperDetails;

use crate::typeset::VirtualFile;
use crate::view::{LogoView, Look};

/// What the paper looks like.
pub(crate) fn of(details: &PaperDetails) -> Look {
    Look {
        accent: details.look.accent.clone(),
        logo: details.look.logo.as_ref().map(|logo| LogoView {
            file: logo_file(&logo.name),
            alternative: logo.alternative.clone(),
        }),
        duplex: details.look.duplex,
    }
}

/// The crest, as a file that the template reads.
pub(crate) fn logo(details: &PaperDetails) -> Option<VirtualFile> {
    let logo = details.look.logo.as_ref()?;
    Some(VirtualFile { name: logo_file(&logo.name), bytes: logo.bytes.clone() })
}

/// In a folder of its own, so that a logo may have the name of a file of the paper.
fn logo_file(name: &str) -> String {
    format!("logo/{name}")
}
