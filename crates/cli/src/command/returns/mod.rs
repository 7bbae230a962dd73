//! `panel returns`: the round trip with partners, and what a return is made of.

mod approve;
mod as_filed;
mod key_file;
mod new_key;
pub(crate) mod receive;
mod schema;
mod template;

use std::path::PathBuf;

use clap::Subcommand;
use jiff::civil::Date;
use panel_core::Period;

use crate::day::read_day;
use crate::failure::Failure;
use crate::{output, quarter};

/// What to do with returns.
#[derive(Subcommand)]
pub(crate) enum Returns {
    /// Write the workbook that each partner fills in
    Template {
        /// The folder of the quarter
        folder: PathBuf,
        /// The folder to write to [default: FOLDER/out]
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Check what a partner sent, file it and print a receipt
    Receive {
        /// The folder of the quarter
        folder: PathBuf,
        /// What the partner sent: Excel workbooks (.xlsx) or CSV
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// The partner, by its name in plan.toml
        #[arg(long)]
        from: String,
        /// The day on which it arrived, such as 2014-11-20
        #[arg(long, value_name = "DAY", value_parser = read_day)]
        received: Date,
        /// Why figures that are filed already are revised
        #[arg(long, value_name = "REASON")]
        revises: Option<String>,
        /// Of a published source: the edition, such as "Year ending December 2014"
        #[arg(long, value_name = "EDITION")]
        edition: Option<String>,
        /// The months of which the records that were sent hold every one, such as 2024-04/2025-09
        #[arg(long, value_name = "PERIOD")]
        covers: Option<Period>,
        /// The file by which keys are made of the numbers in records; kept outside the repository
        #[arg(long, value_name = "FILE")]
        key_file: Option<PathBuf>,
    },
    /// Make the secret file by which keys are made of the numbers of people
    NewKey {
        /// The file, which is not there yet: outside every repository and quarter
        file: PathBuf,
    },
    /// Note that a board approved a table, so that it appears in the paper
    Approve {
        /// The folder of the quarter
        folder: PathBuf,
        /// The table, by its `name` in datapackage.json
        table: String,
        /// The board
        #[arg(long, value_name = "BOARD")]
        by: String,
        /// The day on which it approved it, such as 2014-11-27
        #[arg(long, value_name = "DAY", value_parser = read_day, required_unless_present = "withdraw")]
        on: Option<Date>,
        /// The board has not approved it, or no longer does
        #[arg(long, conflicts_with = "on")]
        withdraw: bool,
    },
    /// Bring the schemas in datapackage.json into line with the declaration of returns
    Schema {
        /// The folder of the quarter
        folder: PathBuf,
    },
    /// Print the reference page of all returns, in Markdown
    Reference,
}

/// Does it.
pub(crate) fn run(action: &Returns) -> Result<(), Failure> {
    match action {
        Returns::Template { folder, out } => template::run(folder, out.as_deref()),
        Returns::Receive { folder, files, from, received, revises, edition, covers, key_file } => {
            receive::run(&receive::Sent {
                folder,
                files,
                from,
                received: *received,
                revises: revises.as_deref(),
                edition: edition.as_deref(),
                covers: *covers,
                key_file: key_file.as_deref(),
            })
        }
        Returns::NewKey { file } => new_key::run(file),
        Returns::Approve { folder, table, by, on, withdraw: _ } => {
            approve::run(folder, table, by, *on)
        }
        Returns::Schema { folder } => schema::run(folder),
        Returns::Reference => output::print(&panel_partner_returns::reference(&quarter::plan()?)),
    }
}
