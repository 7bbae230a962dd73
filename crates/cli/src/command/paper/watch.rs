//! `panel paper --watch`: the paper is made again whenever something that it is made of changes.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use notify::{EventKind, RecursiveMode, Watcher as _};
use panel_companions::Companion;
use panel_report::VirtualFile;

use super::{Loaded, Wanted, now};
use crate::failure::Failure;
use crate::{faults, output};

/// An editor saves in several steps; what follows within this time belongs to the same change.
const STEPS: Duration = Duration::from_millis(20);

/// What never rests is not waited for longer than this.
const LONGEST: Duration = Duration::from_millis(500);

/// What is heard while waiting.
enum Heard {
    /// Something that the paper may be made of has changed.
    Change,
    /// The user has had enough.
    End,
}

/// Makes the paper of `folder`, and again after every change, until Ctrl-C. A quarter at fault is
/// told and waited for; the paper is as it was.
pub(super) fn run(folder: &Path, out: Option<&Path>, wanted: Wanted) -> Result<(), Failure> {
    let out = out.map_or_else(|| folder.join("out"), Path::to_owned);
    let (sender, receiver) = mpsc::channel();
    let ending = sender.clone();
    // That nobody waits any longer is what the user wants.
    let end = move || drop(ending.send(Heard::End));
    ctrlc::set_handler(end).map_err(|error| Failure::Watch(error.to_string()))?;
    let _watching = watching(folder, sender)?;
    output::note(&format!("watching {}; Ctrl-C ends it", folder.display()));
    let mut last = None;
    loop {
        match again(folder, &out, wanted, &mut last) {
            Err(Failure::Rejected(found)) => {
                faults::show(&found);
                output::note(&format!("{}; nothing was written", faults::counted(&found)));
            }
            other => other?,
        }
        if let Heard::End = next(&receiver) {
            return Ok(());
        }
    }
}

/// The parts of a paper: what its pages are laid out from, and the texts that stand beside it. The
/// workbook says nothing that those do not.
#[derive(PartialEq, Eq)]
struct Parts {
    files: Vec<VirtualFile>,
    texts: Vec<Companion>,
}

/// Reads the quarter again; where a part has changed, makes the paper, and remembers its parts.
fn again(
    folder: &Path,
    out: &Path,
    wanted: Wanted,
    last: &mut Option<Parts>,
) -> Result<(), Failure> {
    let begun = now();
    let loaded = Loaded::of(folder, wanted)?;
    let files = loaded.quarter.composition.files()?;
    let parts = Parts { files, texts: loaded.texts()? };
    let seconds = || format!("{:.3} s", begun.elapsed().as_secs_f64());
    if last.as_ref() == Some(&parts) {
        return output::print(&format!("nothing changes in the paper · {}\n", seconds()));
    }
    let made = loaded.laid_out(parts.texts.clone(), |_| ())?;
    made.write(out)?;
    *last = Some(parts);
    let path = out.join(&made.name);
    output::print(&format!("{} · {} pages · {}\n", path.display(), made.pages, seconds()))?;
    if wanted == Wanted::Draft || !loaded.quarter.faults.is_empty() {
        loaded.tell_faults(folder);
    }
    Ok(())
}

/// Waits for the next change, and for its end.
fn next(receiver: &Receiver<Heard>) -> Heard {
    let Ok(Heard::Change) = receiver.recv() else { return Heard::End };
    let begun = now();
    while begun.elapsed() < LONGEST {
        match receiver.recv_timeout(STEPS) {
            Ok(Heard::Change) => {}
            Ok(Heard::End) | Err(RecvTimeoutError::Disconnected) => return Heard::End,
            Err(RecvTimeoutError::Timeout) => break,
        }
    }
    Heard::Change
}

/// Listens to the folder of the quarter and, for the plan, to the one that it is in.
fn watching(folder: &Path, sender: Sender<Heard>) -> Result<notify::RecommendedWatcher, Failure> {
    let failed = |error: notify::Error| Failure::Watch(error.to_string());
    // Changes are told by the full path.
    let folder = std::fs::canonicalize(folder)
        .map_err(|why| Failure::Watch(format!("{}: {why}", folder.display())))?;
    let inputs = Inputs { folder: folder.clone() };
    let told = move |event: notify::Result<notify::Event>| {
        // An error means that something may have been missed.
        let changes = event.map_or(true, |event| inputs.are_changed_by(&event));
        if changes {
            let _ = sender.send(Heard::Change);
        }
    };
    let mut watcher = notify::recommended_watcher(told).map_err(failed)?;
    watcher.watch(&folder, RecursiveMode::Recursive).map_err(failed)?;
    if let Some(above) = folder.parent() {
        watcher.watch(above, RecursiveMode::NonRecursive).map_err(failed)?;
    }
    Ok(watcher)
}

/// What a paper is made of: its own `out` and whatever else lies about are not.
struct Inputs {
    folder: PathBuf,
}

impl Inputs {
    fn are_changed_by(&self, event: &notify::Event) -> bool {
        !matches!(event.kind, EventKind::Access(_))
            && (event.need_rescan() || event.paths.iter().any(|path| self.hold(path)))
    }

    fn hold(&self, path: &Path) -> bool {
        let Ok(within) = path.strip_prefix(&self.folder) else {
            return path.file_name() == Some(OsStr::new("plan.toml"));
        };
        let mut parts = within.iter().map(|part| part.to_str().unwrap_or_default());
        match (parts.next(), parts.next()) {
            // A folder came or went, or a file of configuration changed.
            (None, _)
            | (Some("returns" | "narrative" | "panel.toml" | "plan.toml" | "awaited.toml"), None) => {
                true
            }
            (Some("returns" | "narrative"), Some(_)) => {
                let endings = ["csv", "json", "md"].map(OsStr::new);
                path.extension().is_some_and(|ending| endings.contains(&ending))
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind};
    use notify::{Event, EventKind};

    use super::Inputs;

    #[test]
    fn only_what_a_paper_is_made_of_counts() {
        let inputs = Inputs { folder: "/reports/q2".into() };
        let by = |kind, path: &str| inputs.are_changed_by(&Event::new(kind).add_path(path.into()));
        let changed = EventKind::Modify(ModifyKind::Any);
        for path in [
            "/reports/plan.toml",
            "/reports/q2/plan.toml",
            "/reports/q2/panel.toml",
            "/reports/q2/awaited.toml",
            "/reports/q2/returns/counts.csv",
            "/reports/q2/returns/datapackage.json",
            "/reports/q2/narrative/sp9.md",
            "/reports/q2/narrative",
            "/reports/q2",
        ] {
            assert!(by(changed, path), "{path}");
            assert!(by(EventKind::Create(CreateKind::Any), path), "{path}");
            let read = EventKind::Access(AccessKind::Close(AccessMode::Read));
            assert!(!by(read, path), "{path}");
        }
        for path in [
            "/reports/q2/out/findings.json",
            "/reports/q2/out/.panel-paper-a1b2c3",
            "/reports/q2/out",
            "/reports/q2/narrative/.sp9.md.swp",
            "/reports/q2/notes.md",
            "/reports/other/panel.toml",
        ] {
            assert!(!by(changed, path), "{path}");
        }
    }
}
