//! `panel paper`: the main job.

mod many;
mod watch;

use std::path::{Path, PathBuf};
use std::thread;
use std::time::Instant;

use panel_companions::{Companion, attachments};
use panel_quarter::ComposedQuarter;
use panel_report::{Typesetting, VirtualFile};

use crate::failure::Failure;
use crate::progress::Progress;
use crate::quarter::LockedReading;
use crate::writing::Written;
use crate::writing::outputs::{FileSet, Outputs, Replacing, Sources};
use crate::{faults, output, pictures, terminal};

/// What is asked of `panel paper`.
#[derive(clap::Args)]
pub(crate) struct Paper {
    /// The folder of the quarter, such as reports/2014-15-q2; the papers of several are made beside
    /// each other
    #[arg(required = true, value_name = "FOLDER")]
    folders: Vec<PathBuf>,
    /// The folder to write to [default: FOLDER/out]; for several, each quarter has a folder in it
    #[arg(long)]
    out: Option<PathBuf>,
    /// Write a draft whatever is missing or at fault: each fault is shown in its place, and the paper
    /// itself is left as it is
    #[arg(long)]
    draft: bool,
    /// Make it again whenever a return, the commentary or the configuration changes, until Ctrl-C
    #[arg(long)]
    watch: bool,
}

/// Does what was asked.
pub(crate) fn run(asked: &Paper) -> Result<(), Failure> {
    let wanted = if asked.draft { Wanted::Draft } else { Wanted::Paper };
    match asked.folders.as_slice() {
        [folder] if asked.watch => watch::run(folder, asked.out.as_deref(), wanted),
        [folder] => one(folder, asked.out.as_deref(), wanted),
        _ if asked.watch => {
            Err(Failure::Usage("--watch watches one folder, and several are named".to_owned()))
        }
        folders => many::run(folders, asked.out.as_deref(), wanted),
    }
}

/// Makes and writes the paper of one quarter.
fn one(folder: &Path, out: Option<&Path>, wanted: Wanted) -> Result<(), Failure> {
    let begun = now();
    let progress = Progress::begin("Reading returns and commentary");
    let out = out.map_or_else(|| folder.join("out"), Path::to_owned);
    // First: a paper that was read later is not to be replaced by this one.
    let claimed = Outputs::claim(&out, &sources(folder, None));
    let read = LockedReading::read(folder)?;
    let (read, mut outputs) = (read.of_quarter()?, claimed?);
    let loaded = Loaded::from(read, wanted)?;
    outputs.keep_clear_of(&sources(folder, loaded.previous.clone()))?;
    let made = loaded.made(|stage| progress.stage(stage))?;
    progress.stage("Writing the files");
    made.write(&mut outputs, Replacing::AtOnce)?;
    drop(progress);
    loaded.tell_faults(folder);
    output::report(&made.describe(&out, begun.elapsed().as_secs_f64()))
}

/// Makes every file of the paper and writes none: what `panel paper` would refuse is refused.
pub(crate) fn rehearse(
    quarter: ComposedQuarter,
    stage: impl Fn(&'static str),
) -> Result<ComposedQuarter, Failure> {
    let loaded = Loaded { quarter, previous: None, wanted: Wanted::Paper };
    loaded.made(stage)?;
    Ok(loaded.quarter)
}

/// What the paper of the quarter in `folder` is made of.
fn sources(folder: &Path, previous: Option<PathBuf>) -> Sources<'_> {
    Sources { quarters: vec![folder], previous: previous.into_iter().collect() }
}

/// What is to be made of a quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// The paper, or nothing.
    Paper,
    /// Something to read, whatever is wrong.
    Draft,
}

/// A quarter that a paper or a draft can be made of.
struct Loaded {
    quarter: ComposedQuarter,
    /// The folder of the last quarter, where one is named.
    previous: Option<PathBuf>,
    wanted: Wanted,
}

impl Loaded {
    /// Reads, judges and composes.
    fn of(folder: &Path, wanted: Wanted) -> Result<Self, Failure> {
        Self::from(LockedReading::read(folder)?, wanted)
    }

    /// Judges and composes.
    fn from(read: LockedReading, wanted: Wanted) -> Result<Self, Failure> {
        let previous = read.previous();
        let quarter = match wanted {
            Wanted::Paper => read.load()?,
            Wanted::Draft => read.draft()?,
        };
        Ok(Self { quarter, previous, wanted })
    }

    /// The texts that stand beside the paper. A draft is to be read and thrown away: nothing stands
    /// beside it and nothing is attached, because a file of figures cannot say on each page that it is
    /// a draft.
    fn texts(&self) -> Result<Vec<Companion>, Failure> {
        let ComposedQuarter { composition, rows, .. } = &self.quarter;
        match self.wanted {
            Wanted::Paper => Ok(panel_companions::texts(composition, rows)?),
            Wanted::Draft => Ok(Vec::new()),
        }
    }

    fn workbook(&self) -> Result<Option<Companion>, Failure> {
        let ComposedQuarter { composition, rows, .. } = &self.quarter;
        match self.wanted {
            Wanted::Paper => Ok(Some(panel_companions::workbook(composition, rows)?)),
            Wanted::Draft => Ok(None),
        }
    }

    /// Makes every file; `stage` is told what is being done.
    fn made(&self, stage: impl Fn(&'static str)) -> Result<Made, Failure> {
        stage("Making the data and the summary");
        self.laid_out(self.texts()?, stage)
    }

    /// The same, where the texts beside the paper are made already.
    fn laid_out(
        &self,
        texts: Vec<Companion>,
        stage: impl Fn(&'static str),
    ) -> Result<Made, Failure> {
        let composition = &self.quarter.composition;
        stage("Laying out the pages and making the workbook");
        let (typesetting, workbook) =
            beside(|| composition.typeset(attachments(&texts)), || self.workbook())?;
        let (typesetting, workbook) = (typesetting?, workbook?);
        stage("Making the PDF and the pictures");
        let name = panel_companions::paper_name(composition);
        let (pdf, pictures) =
            rayon::join(|| self.exported(&typesetting, &name), || self.pictures(&typesetting));
        let ((pdf, record), pictures) = (pdf?, pictures?);
        let companions = texts.into_iter().chain(workbook);
        let mut files: Vec<_> =
            companions.map(|one| (PathBuf::from(one.name), one.bytes)).collect();
        files.extend(record.map(|record| (PathBuf::from(record.name), record.bytes)));
        files.extend(pictures);
        files.push((PathBuf::from(&name), pdf));
        let set = match self.wanted {
            Wanted::Paper => FileSet::Paper,
            Wanted::Draft => FileSet::Draft,
        };
        let tally = composition.summary.tally.iter();
        let tally: Vec<_> =
            tally.map(|one| format!("{} {}", one.rows, one.word.to_lowercase())).collect();
        Ok(Made { name, set, files, pages: typesetting.pages(), tally: tally.join(", ") })
    }

    /// The PDF, and the record of its accessibility; a draft is not held to that.
    fn exported(
        &self,
        typesetting: &Typesetting,
        name: &str,
    ) -> Result<(Vec<u8>, Option<VirtualFile>), Failure> {
        let pdf = typesetting.pdf()?;
        let record = match self.wanted {
            Wanted::Paper => Some(self.quarter.composition.accessibility(name, &pdf)?),
            Wanted::Draft => None,
        };
        Ok((pdf, record))
    }

    fn pictures(&self, typesetting: &Typesetting) -> Result<Vec<(PathBuf, Vec<u8>)>, Failure> {
        match self.wanted {
            Wanted::Paper => pictures::files(&self.quarter.composition, typesetting),
            Wanted::Draft => Ok(Vec::new()),
        }
    }

    /// Shows what somebody should look at; a draft shows its faults itself, and the first are named.
    fn tell_faults(&self, folder: &Path) {
        let found = &self.quarter.faults;
        match self.wanted {
            Wanted::Paper => faults::show(found),
            Wanted::Draft if found.is_empty() => {
                terminal::note("no fault is left: without --draft this is the paper");
            }
            Wanted::Draft => {
                faults::name_first(found);
                let (counted, folder) = (faults::counted(found), folder.display());
                terminal::note(&format!(
                    "{counted}; `panel check {folder}` shows each with its line"
                ));
                if faults::are_warnings(found) {
                    terminal::note("no fault is left: without --draft this is the paper");
                }
            }
        }
    }
}

/// Does the second on a thread of its own while the first goes on here, where there is room for pages.
fn beside<A, B: Send>(
    here: impl FnOnce() -> A,
    there: impl FnOnce() -> B + Send,
) -> Result<(A, B), Failure> {
    thread::scope(|scope| {
        let there = thread::Builder::new().spawn_scoped(scope, there).map_err(Failure::Thread)?;
        let done = here();
        let there = there.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        Ok((done, there))
    })
}

/// Every file of a paper or of a draft.
struct Made {
    name: String,
    set: FileSet,
    /// Each file with its path in the folder of outputs, the paper itself last.
    files: Vec<Written>,
    pages: usize,
    tally: String,
}

impl Made {
    /// Writes all of it, or nothing.
    fn write(&self, outputs: &mut Outputs, replacing: Replacing) -> Result<(), Failure> {
        outputs.replace(self.set, &self.files, replacing)
    }

    /// What the user is told of it: files by their names, folders once.
    fn describe(&self, out: &Path, seconds: f64) -> String {
        let mut names: Vec<String> = Vec::new();
        for (path, _) in self.files.iter().filter(|(path, _)| *path != Path::new(&self.name)) {
            let name = match path.parent().filter(|folder| *folder != Path::new("")) {
                Some(folder) => format!("{}/", folder.display()),
                None => path.display().to_string(),
            };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let beside = match names.as_slice() {
            [] => String::new(),
            names => format!("beside it {}\n", names.join(", ")),
        };
        format!(
            "{}\n{beside}{} pages · {} · {seconds:.1} s\n",
            out.join(&self.name).display(),
            self.pages,
            self.tally
        )
    }
}

#[expect(clippy::disallowed_methods, reason = "tells the user how long it took; no paper has it")]
fn now() -> Instant {
    Instant::now()
}
