//! `panel paper --watch`: the paper is made again whenever something that it is made of changes.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use notify::{EventKind, RecursiveMode, Watcher as _};
use panel_companions::Companion;
use panel_files::in_words;
use panel_report::VirtualFile;

use super::{Loaded, Wanted, now, sources};
use crate::failure::Failure;
use crate::quarter::LockedReading;
use crate::writing::outputs::{Outputs, Replacing};
use crate::{faults, output, terminal};

/// An editor saves in several steps; what follows within this time belongs to the same change.
const STEPS: Duration = Duration::from_millis(20);

/// What never rests is not waited for longer than this.
const LONGEST: Duration = Duration::from_millis(500);

/// What is heard while waiting.
enum Heard {
    /// Something has changed; an error means that something may have been missed.
    Change(notify::Result<notify::Event>),
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
    ctrlc::set_handler(end).map_err(|error| match error {
        ctrlc::Error::System(why) => Failure::Watch(in_words(&why).what),
        other => Failure::Watch(other.to_string()),
    })?;
    let mut listening = Listening::to(folder, sender)?;
    terminal::note(&format!("watching {}; Ctrl-C ends it", folder.display()));
    let mut last = None;
    loop {
        match again(folder, &out, wanted, &mut last, &mut listening) {
            Err(Failure::Rejected(found)) => {
                faults::show(&found);
                terminal::note(&format!("{}; nothing was written", faults::counted(&found)));
            }
            other => other?,
        }
        if next(&receiver, &listening.inputs) == Next::End {
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
    listening: &mut Listening,
) -> Result<(), Failure> {
    let begun = now();
    let read = LockedReading::read(folder)?;
    // Before the last quarter is read, so that no change of it is missed.
    listening.follow(read.previous())?;
    let loaded = Loaded::from(read, wanted)?;
    let files = loaded.quarter.composition.files()?;
    let parts = Parts { files, texts: loaded.texts()? };
    let seconds = || format!("{:.3} s", begun.elapsed().as_secs_f64());
    if last.as_ref() == Some(&parts) {
        return output::print(&format!("nothing changes in the paper · {}\n", seconds()));
    }
    let made = loaded.laid_out(parts.texts.clone(), |_| ())?;
    let sources = sources(folder, loaded.previous.clone());
    // A viewer goes on looking at the file that it has opened, or at its folder.
    let replacing = if last.is_some() { Replacing::InPlace } else { Replacing::AtOnce };
    made.write(&mut Outputs::claim(out, &sources)?, replacing)?;
    *last = Some(parts);
    let path = out.join(&made.name);
    output::print(&format!("{} · {} pages · {}\n", path.display(), made.pages, seconds()))?;
    if wanted == Wanted::Draft || !loaded.quarter.faults.is_empty() {
        loaded.tell_faults(folder);
    }
    Ok(())
}

/// What comes next.
#[derive(PartialEq, Eq)]
enum Next {
    /// The paper, again.
    Paper,
    /// The end.
    End,
}

/// Waits for the next change of what the paper is made of, and for its end.
fn next(receiver: &Receiver<Heard>, inputs: &Inputs) -> Next {
    loop {
        match receiver.recv() {
            Ok(Heard::Change(event)) if inputs.are_changed_by(&event) => break,
            Ok(Heard::Change(_)) => {}
            Ok(Heard::End) | Err(_) => return Next::End,
        }
    }
    let longest = now() + LONGEST;
    let mut until = now() + STEPS;
    while now() < longest {
        match receiver.recv_timeout(until.saturating_duration_since(now())) {
            Ok(Heard::Change(event)) if inputs.are_changed_by(&event) => until = now() + STEPS,
            Ok(Heard::Change(_)) => {}
            Ok(Heard::End) | Err(RecvTimeoutError::Disconnected) => return Next::End,
            Err(RecvTimeoutError::Timeout) => break,
        }
    }
    Next::Paper
}

/// Who tells of changes, and which of them count.
struct Listening {
    watcher: notify::RecommendedWatcher,
    inputs: Inputs,
    /// Whether the folder of the last quarter was there when it was looked for.
    last_is_there: bool,
}

impl Listening {
    /// Listens to the folder of the quarter and, for the plan, to the one that it is in.
    fn to(folder: &Path, sender: Sender<Heard>) -> Result<Self, Failure> {
        // Changes are told by the full path.
        let folder = std::fs::canonicalize(folder)
            .map_err(|why| Failure::Watch(format!("{}: {}", folder.display(), in_words(&why))))?;
        let told = move |event| drop(sender.send(Heard::Change(event)));
        let mut watcher = notify::recommended_watcher(told)?;
        watcher.watch(&folder, RecursiveMode::Recursive)?;
        if let Some(above) = folder.parent() {
            watcher.watch(above, RecursiveMode::NonRecursive)?;
        }
        Ok(Self { watcher, inputs: Inputs { folder, last: None }, last_is_there: false })
    }

    /// Listens to the folder of the last quarter in the same way, whether it is there yet or not. One
    /// that is named no longer is heard still, and changes nothing.
    fn follow(&mut self, named: Option<PathBuf>) -> Result<(), Failure> {
        let Some(named) = named else { return Ok(()) };
        let Some(folder) = full(&named).filter(|full| *full != self.inputs.folder) else {
            return Ok(());
        };
        let is_there = folder.is_dir();
        if self.inputs.last.as_ref() == Some(&folder) && self.last_is_there == is_there {
            return Ok(());
        }
        let own = &self.inputs.folder;
        let heard = |above: &&Path| above.starts_with(own) || own.parent() == Some(*above);
        if let Some(above) = folder.parent().filter(|above| !heard(above)) {
            self.watcher.watch(above, RecursiveMode::NonRecursive)?;
        }
        if is_there {
            match self.watcher.watch(&folder, RecursiveMode::Recursive) {
                // It went in between, of which the folder that it was in tells.
                Err(_) if !folder.is_dir() => {}
                watched => watched?,
            }
            terminal::note(&format!("watching the last quarter too, {}", named.display()));
        }
        self.inputs.last = Some(folder);
        self.last_is_there = is_there;
        Ok(())
    }
}

impl From<notify::Error> for Failure {
    fn from(error: notify::Error) -> Self {
        Self::Watch(match &error.kind {
            notify::ErrorKind::Io(why) => in_words(why).what,
            notify::ErrorKind::PathNotFound => in_words(&io::ErrorKind::NotFound.into()).what,
            notify::ErrorKind::MaxFilesWatch => {
                "the system watches no more folders: close other programs that do".to_owned()
            }
            _ => error.to_string(),
        })
    }
}

/// The full path of a folder that may be there or may come; nothing where not even the folder that it
/// would be in is there.
fn full(folder: &Path) -> Option<PathBuf> {
    let there = || std::fs::canonicalize(folder).ok();
    let to_come = || Some(std::fs::canonicalize(folder.parent()?).ok()?.join(folder.file_name()?));
    there().or_else(to_come)
}

/// What a paper is made of: its own `out` and whatever else lies about are not.
struct Inputs {
    /// The folder of the quarter.
    folder: PathBuf,
    /// The folder of the last quarter, where one is named.
    last: Option<PathBuf>,
}

impl Inputs {
    fn are_changed_by(&self, event: &notify::Result<notify::Event>) -> bool {
        let Ok(event) = event else { return true };
        !matches!(event.kind, EventKind::Access(_))
            && (event.need_rescan() || event.paths.iter().any(|path| self.hold(path)))
    }

    fn hold(&self, path: &Path) -> bool {
        let folders = [Some(&self.folder), self.last.as_ref()].into_iter().flatten();
        let mut within = folders.filter_map(|folder| path.strip_prefix(folder).ok()).peekable();
        match within.peek() {
            None => path.file_name() == Some(OsStr::new("plan.toml")),
            Some(_) => within.any(is_input),
        }
    }
}

/// Whether what is at this place in the folder of a quarter is read.
fn is_input(within: &Path) -> bool {
    let mut parts = within.iter().map(|part| part.to_str().unwrap_or_default());
    match (parts.next(), parts.next()) {
        // A folder came or went, or a file of configuration changed.
        (None, _)
        | (Some("returns" | "narrative" | "panel.toml" | "plan.toml" | "awaited.toml"), None) => {
            true
        }
        (Some("returns" | "narrative"), Some(_)) => {
            let endings = ["csv", "json", "md"].map(OsStr::new);
            within.extension().is_some_and(|ending| endings.contains(&ending))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind};
    use notify::{Event, EventKind};

    use super::Inputs;

    #[test]
    fn only_what_a_paper_is_made_of_counts() {
        let inputs = Inputs { folder: "/reports/q2".into(), last: Some("/before/q1".into()) };
        let by =
            |kind, path: &str| inputs.are_changed_by(&Ok(Event::new(kind).add_path(path.into())));
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
            "/before/plan.toml",
            "/before/q1",
            "/before/q1/panel.toml",
            "/before/q1/returns/counts.csv",
            "/before/q1/narrative/sp9.md",
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
            "/before/q1/out/findings.json",
            "/before/q2/panel.toml",
        ] {
            assert!(!by(changed, path), "{path}");
        }
    }
}
