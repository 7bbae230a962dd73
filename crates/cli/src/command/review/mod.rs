//! `panel review`: what a change did to the papers, as one page to look at.

mod built;
mod revision;

use std::path::{Path, PathBuf};

use panel_core::{Fault, code};
use panel_review::{Gallery, Papers, gallery};

use crate::failure::Failure;
use crate::progress::Progress;
use crate::{output, writing};

/// What is asked of `panel review`.
#[derive(clap::Args)]
pub(crate) struct Review {
    /// The papers before the change: a folder of built papers, or a git revision such as HEAD
    old: String,
    /// The papers after it [default: the working tree, whose papers are made anew]
    new: Option<String>,
    /// The file to write
    #[arg(long, default_value = "review.html", value_name = "FILE")]
    out: PathBuf,
}

/// Writes the page and tells what changed.
pub(crate) fn run(asked: &Review) -> Result<(), Failure> {
    writing::check_name(&asked.out)?;
    let (old, new) = both(&asked.old, asked.new.as_deref())?;
    let progress = Progress::begin("Looking at every page");
    let gallery = gallery(&old, &new)?;
    let html = gallery.html()?;
    writing::rewrite_file(&asked.out, html.as_bytes(), panel_review::is_gallery)?;
    drop(progress);
    output::report(&describe_gallery(&gallery, &asked.out))
}

/// The papers of both, or what is wrong with either.
fn both(old: &str, new: Option<&str>) -> Result<(Papers, Papers), Failure> {
    let wanted: Vec<_> = [Some(old), new].into_iter().map(|one| one.map(Named::of)).collect();
    let mut faults = Vec::new();
    for one in wanted.iter().flatten() {
        if let Named::Unknown(name) = one {
            faults.push(unknown(name));
        }
    }
    if !faults.is_empty() {
        return Err(Failure::Rejected(faults));
    }
    let papers = |one: &Option<Named<'_>>| match one {
        Some(Named::Folder(folder)) => built::papers(folder),
        Some(Named::Revision(revision)) => revision::papers(revision),
        Some(Named::Unknown(name)) => Err(Failure::Rejected(vec![unknown(name)])),
        None => revision::working_tree(),
    };
    Ok((papers(&wanted[0])?, papers(&wanted[1])?))
}

/// What the user named.
enum Named<'a> {
    Folder(&'a Path),
    Revision(revision::Revision),
    Unknown(&'a str),
}

impl<'a> Named<'a> {
    fn of(name: &'a str) -> Self {
        let folder = Path::new(name);
        if folder.is_dir() {
            return Self::Folder(folder);
        }
        revision::Revision::named(name).map_or(Self::Unknown(name), Self::Revision)
    }
}

fn unknown(name: &str) -> Fault {
    let message = "this is neither a folder nor a git revision of the repository you are in";
    let remedy = "name a folder of built papers, such as reports, or a revision, such as HEAD~1";
    Fault::of_file(code!("review::unknown"), name, message, remedy)
}

/// What is said at the end: the file, and what changed.
fn describe_gallery(gallery: &Gallery, out: &Path) -> String {
    let mut said: Vec<_> = gallery
        .changed
        .iter()
        .map(|paper| format!("{}: {}", paper.title, paper.sentence))
        .collect();
    said.push(format!("Wrote {}: {}", out.display(), gallery.sentence));
    format!("{}\n", said.join("\n"))
}
