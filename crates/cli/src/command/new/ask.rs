//! Asks at the terminal which rows a new priority has.

use std::io::IsTerminal as _;

use dialoguer::{Input, MultiSelect, Select};
use panel_scaffold::{AskedRow, Kind, Refusal};

use crate::failure::Failure;

/// The ways as they are named, and as they are offered.
const WAYS: [(&str, &str); 3] = [
    ("lower", "lower is better"),
    ("higher", "higher is better"),
    ("neither", "neither way is better"),
];

/// The rows that the user picks; without a terminal they must be named on the command line.
pub(super) fn rows() -> Result<Vec<AskedRow>, Failure> {
    if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
        return Err(Failure::Scaffold(vec![Refusal::NoRows]));
    }
    let stopped = |error: dialoguer::Error| {
        let dialoguer::Error::IO(why) = error;
        Failure::Usage(format!("nothing was made: {}", panel_files::in_words(&why)))
    };
    let kinds = Kind::ALL.map(|kind| format!("{}: {}", kind.name(), kind.words()));
    let picked = MultiSelect::new()
        .with_prompt("Which rows has it? (space picks, enter goes on)")
        .items(&kinds)
        .interact()
        .map_err(stopped)?;
    let mut rows = Vec::with_capacity(picked.len());
    for kind in picked.into_iter().filter_map(|place| Kind::ALL.get(place).copied()) {
        let way = Select::new()
            .with_prompt(format!("Which way is better for {}?", kind.name()))
            .items(WAYS.map(|(_, words)| words))
            .default(0)
            .interact()
            .map_err(stopped)?;
        let Some((way, _)) = WAYS.get(way) else { continue };
        let row = format!("{}:{way}", kind.name());
        let row = if kind.is_labelled() {
            // As on the command line: a label that cannot be one is refused, here at once.
            let asked = Input::<String>::new()
                .with_prompt(format!("The label of the row {}", kind.name()))
                .validate_with(|label: &String| {
                    AskedRow::parse(&format!("{row}:{label}")).map(drop)
                })
                .interact_text();
            format!("{row}:{}", asked.map_err(stopped)?)
        } else {
            row
        };
        rows.push(AskedRow::parse(&row).map_err(|refusal| Failure::Scaffold(vec![refusal]))?);
    }
    Ok(rows)
}
