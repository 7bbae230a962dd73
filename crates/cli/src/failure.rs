//! Why a command could not be done, what the user is told, and the exit code.

use std::path::PathBuf;
use std::process::ExitCode;

use panel_calculator::CalculatorError;
use panel_companions::CompanionError;
use panel_core::{Fault, PlanError, Slip, read_json_error};
use panel_files::in_words;
use panel_police_uk::Rejection;
use panel_report::TypesetError;
use panel_review::ReviewError;
use panel_scaffold::Refusal;
use thiserror::Error;

use crate::{faults, terminal};

/// Why a command could not be done.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    /// The command line asks for something that is not there.
    #[error("{0}")]
    Usage(String),
    /// Returns, configuration or commentary are at fault.
    #[error("the quarter is rejected")]
    Rejected(Vec<Fault>),
    /// A scaffold cannot be made.
    #[error("nothing was made")]
    Scaffold(Vec<Refusal>),
    /// What Cargo or another program was asked for did not succeed, as it has told.
    #[error("{0} did not succeed")]
    Cargo(String),
    /// Files to import are at fault.
    #[error(transparent)]
    Import(Rejection),
    /// The input of a method is at fault, or has no answer.
    #[error(transparent)]
    Calculation(#[from] CalculatorError),
    /// The program is linked wrongly.
    #[error("the plan is mis-linked")]
    MisLinked(Vec<PlanError>),
    /// The paper could not be typeset.
    #[error(transparent)]
    Typeset(#[from] TypesetError),
    /// A companion of the paper could not be made.
    #[error(transparent)]
    Companion(#[from] CompanionError),
    /// What a change did to the papers could not be shown.
    #[error(transparent)]
    Review(#[from] ReviewError),
    /// The workbook of a partner could not be made.
    #[error("failed to make a workbook: {0}")]
    Workbook(#[from] panel_partner_returns::WorkbookError),
    /// A file could not be written.
    #[error("failed to write {}: {}", path.display(), in_words(why))]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What went wrong.
        why: std::io::Error,
    },
    /// The name of a file to be written has more bytes than every system allows.
    #[error("the name {} has more than {most} bytes", name.display())]
    LongName {
        /// The name.
        name: PathBuf,
        /// How many bytes a name may have.
        most: usize,
    },
    /// A file to be changed is a link that is not followed.
    #[error("{} cannot be changed: {why}", path.display())]
    Linked {
        /// The link.
        path: PathBuf,
        /// Why it is not followed.
        why: &'static str,
    },
    /// An interrupted command left changes half-way, and this user cannot end them.
    #[error(
        "a command was interrupted while it changed {}, and the changes cannot be ended: {}",
        folder.display(),
        in_words(why)
    )]
    Interrupted {
        /// The folder that it changed.
        folder: PathBuf,
        /// Why this command cannot end it.
        why: std::io::Error,
    },
    /// What is to be written would replace something of the user's.
    #[error("not ours to replace")]
    Occupied(Vec<PathBuf>),
    /// Another command has not let go of a folder.
    #[error("another panel command is still at work in {} after ten minutes", .0.display())]
    Busy(PathBuf),
    /// Something could not be printed as JSON.
    #[error("failed to write JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// Some of many could not be done, as was told of each.
    #[error("{failed} of {of} {what}")]
    Several {
        /// The gravest of their exit codes.
        worst: u8,
        /// How many.
        failed: usize,
        /// Of how many.
        of: usize,
        /// What became of them, such as `papers were not made`.
        what: &'static str,
    },
    /// Changes cannot be watched for.
    #[error("failed to watch for changes: {0}")]
    Watch(String),
    /// There is no room for another thread.
    #[error("failed to start a thread: {}", in_words(.0))]
    Thread(std::io::Error),
    /// The output was closed before everything was printed.
    #[error("failed to print: {}", in_words(.0))]
    Print(std::io::Error),
    /// The same, after everything was written.
    #[error("failed to print: {}", in_words(.0))]
    Untold(std::io::Error),
}

/// What a command does with files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Doing {
    /// It only tells: nobody expects it to have written.
    Reading,
    /// It writes: that nothing was written is worth knowing.
    Writing,
}

impl Failure {
    /// Tells the user and gives the exit code.
    pub(crate) fn tell(&self, doing: Doing) -> ExitCode {
        self.say(doing);
        ExitCode::from(self.code())
    }

    /// Another program, run as `asked`, that could not be started.
    pub(crate) fn unstarted(asked: &str, why: &std::io::Error) -> Self {
        let why = match why.kind() {
            std::io::ErrorKind::NotFound => "the program is not here: install it".to_owned(),
            _ => in_words(why).what,
        };
        Self::Cargo(format!("{asked} ({why})"))
    }

    /// The exit code.
    pub(crate) fn code(&self) -> u8 {
        match self {
            // A reader that has seen enough, such as `head`, is no failure.
            Self::Print(error) | Self::Untold(error)
                if error.kind() == std::io::ErrorKind::BrokenPipe =>
            {
                0
            }
            Self::Usage(_)
            | Self::LongName { .. }
            | Self::Calculation(CalculatorError::UnknownMethod { .. }) => 2,
            Self::Scaffold(refusals) if refusals.iter().all(Refusal::is_of_usage) => 2,
            Self::Rejected(_)
            | Self::Scaffold(_)
            | Self::Import(_)
            | Self::Calculation(_)
            | Self::Review(ReviewError::Findings { .. } | ReviewError::Paper { .. }) => 3,
            Self::MisLinked(_) => 4,
            Self::Several { worst, .. } => *worst,
            Self::Typeset(_)
            | Self::Companion(_)
            | Self::Review(_)
            | Self::Workbook(_)
            | Self::Write { .. }
            | Self::Linked { .. }
            | Self::Interrupted { .. }
            | Self::Json(_)
            | Self::Watch(_)
            | Self::Thread(_)
            | Self::Cargo(_)
            | Self::Busy(_)
            | Self::Occupied(_)
            | Self::Untold(_)
            | Self::Print(_) => 5,
        }
    }

    fn say(&self, doing: Doing) {
        match self {
            Self::Rejected(found) => {
                faults::show(found);
                let counted = faults::counted(found);
                match doing {
                    Doing::Reading => terminal::note(&counted),
                    Doing::Writing => terminal::note(&format!("{counted}; nothing was written")),
                }
            }
            Self::Import(rejection) => {
                faults::show(&rejection.faults);
                match rejection.more {
                    0 => {}
                    more => terminal::note(&format!("and {more} more faults, not shown")),
                }
                let least = if rejection.read_to_the_end { "" } else { "at least " };
                terminal::note(&format!("{least}{rejection}; nothing was written"));
            }
            Self::Scaffold(refusals) => {
                for refusal in refusals {
                    terminal::note(&format!("error: {refusal}"));
                }
                terminal::note("nothing was written");
            }
            Self::MisLinked(errors) => {
                for error in errors {
                    terminal::note(&format!("error: {error}"));
                }
            }
            Self::Calculation(error @ CalculatorError::UnknownMethod { .. }) => {
                terminal::note(&format!(
                    "error: {error}\n  help: `panel method` lists the methods"
                ));
            }
            Self::Calculation(CalculatorError::Syntax { column: 0, .. }) => {
                terminal::note(
                    "error: the input is empty\n  help: give one JSON object, such as the example",
                );
            }
            Self::Calculation(CalculatorError::Syntax { line, column, why }) => {
                let Slip { what, remedy } = read_json_error(why);
                terminal::note(&format!(
                    "error: line {line}, column {column}: {what}\n  help: {remedy}"
                ));
            }
            Self::Calculation(error) => {
                let said = error.to_string();
                let said = said.strip_prefix("`.`: ").unwrap_or(&said);
                terminal::note(&format!("error: {said}"));
            }
            Self::Usage(message) => terminal::note(&format!("error: {message}")),
            Self::Occupied(paths) => {
                for path in paths {
                    terminal::note(&format!(
                        "error: {} is in the way: panel did not write it, or somebody changed it since",
                        path.display()
                    ));
                }
                terminal::note(
                    "move it away, or name another place with --out; everything is as it was",
                );
            }
            Self::Untold(_) => {
                terminal::note(&format!("error: {self}"));
                terminal::note(
                    "everything was written all the same; only the account of it is missing",
                );
            }
            Self::Busy(_) => terminal::note(&format!("error: {self}; try again once it has ended")),
            Self::Several { .. } | Self::Cargo(_) => terminal::note(&self.to_string()),
            Self::Print(error) if error.kind() == std::io::ErrorKind::BrokenPipe => {}
            Self::Print(error) | Self::Thread(error) => {
                terminal::note(&format!("error: {self}; {}", in_words(error).remedy));
            }
            Self::LongName { .. } => terminal::note(&format!("error: {self}; give a shorter one")),
            Self::Linked { .. } => {
                terminal::note(&format!("error: {self}; put the file itself there"));
                terminal::note("everything is as it was");
            }
            Self::Interrupted { .. } => terminal::note(&format!(
                "error: {self}; ask somebody who may write there to run this command"
            )),
            Self::Write { why, .. } => {
                terminal::note(&format!("error: {self}; {}", in_words(why).remedy));
                terminal::note("an earlier file, if there was one, is as it was");
            }
            _ => {
                terminal::note(&format!("error: {self}"));
                if doing == Doing::Writing {
                    terminal::note("an earlier file, if there was one, is as it was");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Error;

    use super::*;

    #[test]
    fn no_failure_is_told_in_the_words_of_the_system() {
        let path = || PathBuf::from("reports/2014-15-q2");
        let numbered = (1..134).map(Error::from_raw_os_error);
        let wrapped = (1..134).map(|number| Error::other(Error::from_raw_os_error(number)));
        for why in numbered.chain(wrapped) {
            let again = || match why.raw_os_error() {
                Some(number) => Error::from_raw_os_error(number),
                None => Error::other(why.to_string()),
            };
            let failures = [
                Failure::unstarted("git", &why),
                Failure::Write { path: path(), why: again() },
                Failure::Interrupted { folder: path(), why: again() },
                Failure::Thread(again()),
                Failure::Print(again()),
                Failure::Untold(again()),
                Failure::from(notify::Error::io(again())),
            ];
            for failure in failures {
                let said = failure.to_string();
                assert!(!said.contains("os error") && !said.contains("(error"), "{said}");
            }
        }
    }
}
