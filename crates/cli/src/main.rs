//! The `panel` command with the roster of this repository.

use std::process::ExitCode;

use panel_plan as _;

fn main() -> ExitCode {
    panel_cli::run()
}
