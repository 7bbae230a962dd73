//! Asks at the terminal which rows a new priority has.

use std::io::IsTerminal as _;

use dialoguer::{Input, MultiSelect, Select};
use panel_core::Direction;
use panel_scaffold::{AskedRow, Kind, Refusal};

use crate::failure::Failure;

/// The ways as they are offered.
const WAYS: [(&str, Direction); 3] = [
    ("lower is better", Direction::Lower),
    ("higher is better", Direction::Higher),
    ("neither way is better", Direction::Neither),
];

/// The rows that the user picks; without a terminal they must be named on the command line.
pub(super) fn rows() -> Result<Vec<AskedRow>, Failure> {
    if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
        return Err(Failure::Scaffold(vec![Refusal::NoRows]));
    }
    let stopped = |error: dialoguer::Error| Failure::Usage(format!("nothing was made: {error}"));
    let kinds = Kind::ALL.map(|kind| format!("{}: {}", kind.name(), kind.words()));
    let picked = MultiSelect::new()
        .with_prompt("Which rows has it? (space picks, enter goes on)")
        .items(&kinds)
        .interact()
        .map_err(stopped)?;
    let mut rows = Vec::with_capacity(picked.len());
    for kind in picked.into_iter().filter_map(|place| Kind::ALL.get(place).copied()) {
        let label = if kind.is_labelled() {
            let prompt = format!("The label of the row {}", kind.name());
            Some(Input::<String>::new().with_prompt(prompt).interact_text().map_err(stopped)?)
        } else {
            None
        };
        let way = Select::new()
            .with_prompt(format!("Which way is better for {}?", kind.name()))
            .items(WAYS.map(|(words, _)| words))
            .default(0)
            .interact()
            .map_err(stopped)?;
        let better = WAYS.get(way).map_or(Direction::Neither, |(_, better)| *better);
        rows.push(AskedRow { kind, better, label });
    }
    Ok(rows)
}
