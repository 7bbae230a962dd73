//! `panel new`: what something new begins with.

mod ask;
mod priority;
mod quarter;
pub(crate) mod workspace;

use std::path::PathBuf;

use clap::Subcommand;

use crate::failure::Failure;

/// What is new.
#[derive(Subcommand)]
pub(crate) enum New {
    /// Write the plugin of a priority, its lines in the roster, and in each quarter what is awaited
    /// and a first sentence of commentary
    Priority(Asked),
    /// Make the folder of the quarter after another: its configuration, empty tables, everything
    /// awaited, and for each section the facts of the last one before whoever writes it
    Quarter(quarter::Asked),
}

/// What is asked of `panel new priority`.
#[derive(clap::Args)]
pub(crate) struct Asked {
    /// Its number in the plan: the next that is free
    number: u8,
    /// What it is about, as the name of its folder, such as cyber-crime
    slug: String,
    /// Its title, as the paper prints it
    title: String,
    /// A row, as KIND:WAY or KIND:WAY:LABEL, such as offences:lower; without any, you are asked.
    /// Kinds: offences, group-position, control-chart, outcome, satisfaction, awareness, confidence;
    /// and with a label: count, year-to-date, milestone. Ways: lower, higher, neither
    #[arg(long = "row", value_name = "ROW")]
    rows: Vec<String>,
    /// The partner who returns its figures, by the name in plan.toml, where the plan does not say so
    /// already [default: its first]
    #[arg(long, value_name = "NAME")]
    partner: Option<String>,
    /// The root of the clone
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    workspace: PathBuf,
    /// Only write the files: build nothing, and take no first snapshot
    #[arg(long)]
    write_only: bool,
}

/// Does it.
pub(crate) fn run(what: &New) -> Result<(), Failure> {
    match what {
        New::Priority(asked) => priority::run(asked),
        New::Quarter(asked) => quarter::run(asked),
    }
}
