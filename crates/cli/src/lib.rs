//! `panel`: from a quarter's returns and commentary to the paper for a Police and Crime Panel. The plan is that of
//! the plugins which the program links: one with other plugins is a `main` that names them and calls [`run`].
//!
//! Exit codes: 0 done, 2 usage, 3 returns, configuration or commentary rejected, or a new quarter or priority
//! refused, 4 the plan is mis-linked, 5 rendering or writing failed.

mod command;
mod day;
mod failure;
mod faults;
mod output;
mod pictures;
mod progress;
mod quarter;
mod terminal;
mod writing;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use failure::Doing;

/// From a quarter's returns and commentary to the paper for a Police and Crime Panel.
#[derive(Parser)]
#[command(name = "panel", version, arg_required_else_help = true, after_help = AFTER)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const AFTER: &str = "Exit codes: 0 done · 2 usage · 3 rejected: returns, configuration, commentary, a new quarter \
or priority · 4 the plan is mis-linked · 5 rendering or writing failed";

#[derive(Subcommand)]
enum Command {
    /// Check, assess and write the paper as PDF, with its data, a workbook and a summary beside it
    Paper(command::paper::Paper),
    /// Show every fault in returns, configuration and commentary
    Check {
        /// The folder of the quarter
        folder: PathBuf,
    },
    /// List the rows of the dashboard, one per line
    Findings {
        /// The folder of the quarter
        folder: PathBuf,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Say why a row is as it is: rule, method, inputs with file and line
    Explain {
        /// The folder of the quarter
        folder: PathBuf,
        /// The row, such as sp12.satisfaction
        row: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Say what the code of a fault means and what to do; without one, list every code
    ExplainError {
        /// The code of the fault, as it was printed
        code: Option<String>,
    },
    /// Say what changed between two quarters, and why
    Compare {
        /// The folder of the earlier quarter
        old: PathBuf,
        /// The folder of the later quarter
        new: PathBuf,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Show what a change did to the papers: pages, findings and words before and after, as one page
    Review(command::review::Review),
    /// Draw the cases whose outcome is audited, so that anyone can draw them again
    AuditSample(command::audit_sample::Draw),
    /// Calculate with a method of the statistics: a JSON object in, a JSON object out
    Method {
        /// The method, such as wilson; without it, the methods are listed
        name: Option<String>,
        /// The file that holds the input, or - for standard input [default: -]
        #[arg(long, requires = "name", conflicts_with = "schema")]
        input: Option<PathBuf>,
        /// Print the JSON Schemas of the method's input and output
        #[arg(long, requires = "name", conflicts_with = "json")]
        schema: bool,
        /// List the methods as JSON, with the schemas of their inputs and outputs
        #[arg(long, conflicts_with = "name")]
        json: bool,
    },
    /// Begin something new: a priority of the plan, or the next quarter
    New {
        #[command(subcommand)]
        what: command::new::New,
    },
    /// Make a return of what others publish
    Import {
        #[command(subcommand)]
        what: command::import::Import,
    },
    /// List the registered priorities in plan order, with their rows and series
    Priorities {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// The round trip with partners: what each is asked for, and the filing of what comes back
    Returns {
        #[command(subcommand)]
        action: command::returns::Returns,
    },
}

impl Command {
    /// Whether it writes files.
    fn doing(&self) -> Doing {
        match self {
            Self::Check { .. }
            | Self::Findings { .. }
            | Self::Explain { .. }
            | Self::ExplainError { .. }
            | Self::Compare { .. }
            | Self::Method { .. }
            | Self::Priorities { .. }
            | Self::Returns { action: command::returns::Returns::Reference } => Doing::Reading,
            Self::Paper(_)
            | Self::Review(_)
            | Self::AuditSample(_)
            | Self::New { .. }
            | Self::Import { .. }
            | Self::Returns { .. } => Doing::Writing,
        }
    }
}

/// Does what the arguments of the process ask, by the plan that is linked.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = Arguments::try_parse().unwrap_or_else(|error| refuse(&error));
    let doing = arguments.command.doing();
    let done = match arguments.command {
        Command::Paper(asked) => command::paper::run(&asked),
        Command::Check { folder } => command::check::run(&folder),
        Command::Findings { folder, json } => command::findings::run(&folder, json),
        Command::Explain { folder, row, json } => command::explain::run(&folder, &row, json),
        Command::ExplainError { code } => command::explain_error::run(code.as_deref()),
        Command::Compare { old, new, json } => command::compare::run(&old, &new, json),
        Command::AuditSample(asked) => command::audit_sample::run(&asked),
        Command::Review(asked) => command::review::run(&asked),
        Command::Method { name: None, json, .. } => command::method::list(json),
        Command::Method { name: Some(name), schema: true, .. } => command::method::schemas(&name),
        Command::Method { name: Some(name), input, .. } => {
            command::method::run(&name, input.as_deref())
        }
        Command::New { what } => command::new::run(&what),
        Command::Import { what } => command::import::run(&what),
        Command::Priorities { json } => command::priorities::run(json),
        Command::Returns { action } => command::returns::run(&action),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.tell(doing),
    }
}

/// Says why the arguments cannot be taken, or what was asked of them such as help, and ends.
fn refuse(error: &clap::Error) -> ! {
    let text = error.render().to_string();
    let readable = panel_core::readable_table(&text);
    if readable == text {
        error.exit();
    }
    // Something of the arguments would act on the terminal.
    terminal::note(readable.trim_end());
    std::process::exit(error.exit_code())
}
