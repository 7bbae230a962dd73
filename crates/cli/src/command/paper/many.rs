//! The papers of many quarters, made beside each other and told one after the other.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use super::{Loaded, Made, Wanted, now, sources};
use crate::failure::{Doing, Failure};
use crate::writing::outputs::{Outputs, Replacing, Sources};
use crate::{output, terminal};

/// Laying out goes deep; a thread has less room for that by default than a program has.
const STACK: usize = 16 * 1024 * 1024;

/// Makes the paper of each folder, and tells of each in the order given. One at fault does not stop
/// the others.
pub(super) fn run(folders: &[PathBuf], out: Option<&Path>, wanted: Wanted) -> Result<(), Failure> {
    let folders = quarters(folders)?;
    let mut written = BTreeMap::new();
    let mut failed = Vec::new();
    let told = in_order(
        &folders,
        |folder| made(folder, out.is_none(), wanted),
        |folder, made| {
            let told = made.and_then(|one| one.tell(folder, &folders, out, &mut written));
            match told {
                Err(failure @ (Failure::Print(_) | Failure::Untold(_))) => Err(failure),
                Err(failure) => {
                    terminal::note(&format!("{}:", folder.display()));
                    failure.tell(Doing::Writing);
                    failed.push(failure.code());
                    Ok(())
                }
                Ok(()) => Ok(()),
            }
        },
    );
    told?;
    match failed.iter().max() {
        None => Ok(()),
        Some(&worst) => Err(Failure::Several {
            worst,
            failed: failed.len(),
            of: folders.len(),
            what: "papers were not made",
        }),
    }
}

/// The folders among `named`: a file such as the plan stands beside them, where `reports/*` finds it.
fn quarters(named: &[PathBuf]) -> Result<Vec<&PathBuf>, Failure> {
    let (files, folders): (Vec<_>, Vec<_>) = named.iter().partition(|path| path.is_file());
    for file in files {
        terminal::note(&format!("{} is not the folder of a quarter: passed over", file.display()));
    }
    if folders.is_empty() {
        let message = "no folder of a quarter is named".to_owned();
        return Err(Failure::Usage(message));
    }
    Ok(folders)
}

/// A paper that is made but not written.
struct Ready {
    /// The folder that it is written to, where that is known before it is read.
    outputs: Option<Outputs>,
    loaded: Loaded,
    made: Made,
    seconds: f64,
}

fn made(folder: &Path, is_beside: bool, wanted: Wanted) -> Result<Ready, Failure> {
    let begun = now();
    let out = folder.join("out");
    let outputs = is_beside.then(|| Outputs::claim(&out, &sources(folder, None))).transpose()?;
    let loaded = Loaded::of(folder, wanted)?;
    if let Some(outputs) = &outputs {
        outputs.keep_clear_of(&sources(folder, loaded.previous.clone()))?;
    }
    let made = loaded.made(|_| ())?;
    Ok(Ready { outputs, loaded, made, seconds: begun.elapsed().as_secs_f64() })
}

impl Ready {
    /// Writes the paper and tells of it. With `out` each quarter has a folder there, named for it,
    /// which two of them cannot share.
    fn tell<'a>(
        self,
        folder: &'a Path,
        folders: &[&PathBuf],
        out: Option<&Path>,
        written: &mut BTreeMap<PathBuf, &'a Path>,
    ) -> Result<(), Failure> {
        let out = match out {
            Some(out) => out.join(&self.loaded.quarter.composition.findings.quarter),
            None => folder.join("out"),
        };
        if let Some(earlier) = written.get(&out) {
            return Err(Failure::Usage(format!(
                "{} is of the same quarter as {}: write it to another folder",
                folder.display(),
                earlier.display()
            )));
        }
        let mut outputs = if let Some(outputs) = self.outputs {
            outputs
        } else {
            let quarters = folders.iter().map(|folder| folder.as_path()).collect();
            let previous = self.loaded.previous.clone().into_iter().collect();
            Outputs::claim(&out, &Sources { quarters, previous })?
        };
        self.made.write(&mut outputs, Replacing::AtOnce)?;
        self.loaded.tell_faults(folder);
        output::report(&self.made.describe(&out, self.seconds))?;
        written.insert(out, folder);
        Ok(())
    }
}

/// Makes something of each folder, as many at once as there are processors, and hands it on in their
/// order. What waits for its turn is finished: files and figures, no pages.
fn in_order<'a, T: Send>(
    folders: &[&'a PathBuf],
    make: impl Fn(&Path) -> Result<T, Failure> + Sync,
    mut tell: impl FnMut(&'a Path, Result<T, Failure>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let at_once = thread::available_parallelism().map_or(1, NonZero::get).min(folders.len());
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for _ in 0..at_once {
            let (sender, next, make) = (sender.clone(), &next, &make);
            let work = move || loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(folder) = folders.get(index) else { return };
                // Nobody listens once the output is closed.
                if sender.send((index, make(folder))).is_err() {
                    return;
                }
                // The papers that are being made are not to lose what they are at.
                panel_report::forget_unused(2 * at_once);
            };
            let started = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
            started.map_err(Failure::Thread)?;
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut turns = folders.iter().enumerate().peekable();
        for (index, made) in receiver {
            waiting.insert(index, made);
            while let Some((turn, folder)) = turns.peek()
                && let Some(made) = waiting.remove(turn)
            {
                tell(folder, made)?;
                turns.next();
            }
        }
        Ok(())
    })
}
