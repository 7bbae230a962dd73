//! `panel paper`: the main job.

mod many;
mod watch;

use std::path::{Path, PathBuf};
use std::time::Instant;

use panel_companions::{Companion, attachments};

use crate::failure::Failure;
use crate::progress::Progress;
use crate::quarter::{self, Quarter};
use crate::{faults, output};

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
    /// Write a draft whatever is missing or at fault: each fault stands in its place, and the paper
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
    let loaded = Loaded::of(folder, wanted)?;
    let made = loaded.made(|stage| progress.stage(stage))?;
    progress.stage("Writing the files");
    let out = out.map_or_else(|| folder.join("out"), Path::to_owned);
    made.write(&out)?;
    drop(progress);
    loaded.tell_faults(folder);
    output::print(&made.told(&out, begun.elapsed().as_secs_f64()))
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
    quarter: Quarter,
    wanted: Wanted,
}

impl Loaded {
    /// Reads, judges and composes.
    fn of(folder: &Path, wanted: Wanted) -> Result<Self, Failure> {
        let quarter = match wanted {
            Wanted::Paper => quarter::load(folder)?,
            Wanted::Draft => quarter::draft(folder)?,
        };
        Ok(Self { quarter, wanted })
    }

    /// What stands beside the paper. A draft is to be read and thrown away: nothing stands beside it
    /// and nothing is attached, because a file of figures cannot say on each page that it is a draft.
    fn companions(&self) -> Result<Vec<Companion>, Failure> {
        match self.wanted {
            Wanted::Paper => {
                Ok(panel_companions::of(&self.quarter.composition, &self.quarter.rows)?)
            }
            Wanted::Draft => Ok(Vec::new()),
        }
    }

    /// Makes every file; `stage` is told what is being done.
    fn made(&self, stage: impl Fn(&'static str)) -> Result<Made, Failure> {
        stage("Making the data, the workbook and the summary");
        self.laid_out(self.companions()?, stage)
    }

    /// The same, where what stands beside the paper is made already.
    fn laid_out(
        &self,
        companions: Vec<Companion>,
        stage: impl Fn(&'static str),
    ) -> Result<Made, Failure> {
        let composition = &self.quarter.composition;
        stage("Laying out the pages");
        let typesetting = composition.typeset(attachments(&companions))?;
        stage("Making the PDF");
        let pdf = typesetting.pdf()?;
        let tally = composition.summary.tally.iter();
        let tally: Vec<_> =
            tally.map(|one| format!("{} {}", one.rows, one.word.to_lowercase())).collect();
        Ok(Made {
            name: panel_companions::paper_name(composition),
            pdf,
            companions,
            pages: typesetting.pages(),
            tally: tally.join(", "),
        })
    }

    /// Shows what somebody should look at; of a draft, which tells its faults itself, their number.
    fn tell_faults(&self, folder: &Path) {
        let found = &self.quarter.faults;
        match self.wanted {
            Wanted::Paper => faults::show(found),
            Wanted::Draft if found.is_empty() => {
                output::note("no fault is left: without --draft this is the paper");
            }
            Wanted::Draft => output::note(&format!(
                "{}, told in the draft; `panel check {}` shows their lines",
                faults::counted(found),
                folder.display()
            )),
        }
    }
}

/// Every file of a paper or of a draft.
struct Made {
    name: String,
    pdf: Vec<u8>,
    companions: Vec<Companion>,
    pages: usize,
    tally: String,
}

impl Made {
    /// Writes all of it to `out`, or nothing.
    fn write(&self, out: &Path) -> Result<(), Failure> {
        let beside = self.companions.iter();
        let mut files: Vec<_> = beside.map(|one| (out.join(one.name), &*one.bytes)).collect();
        files.push((out.join(&self.name), &self.pdf));
        output::write_all_whole(&files)
    }

    /// What the user is told of it.
    fn told(&self, out: &Path, seconds: f64) -> String {
        let names: Vec<_> = self.companions.iter().map(|one| one.name).collect();
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
