//! What the cover says.

use std::collections::BTreeSet;

use panel_report::Composition;

use super::sheet::legend;
use crate::{FIGURES, Shorthand, paper_name};

/// The name of the sheet.
pub(crate) const COVER: &str = "Cover";

/// The title of the workbook.
pub(crate) fn title(composition: &Composition) -> String {
    let marked = if composition.findings.fictional { "Fictional data: " } else { "" };
    format!("{marked}Dashboard, {}", composition.paper.running_head)
}

/// The lines under it.
pub(crate) fn lines(composition: &Composition, used: &BTreeSet<Shorthand>) -> Vec<String> {
    let paper = &composition.paper;
    let mut lines: Vec<String> = paper.notice.iter().cloned().collect();
    lines.push(format!("Published by: {}", paper.body));
    lines.push(format!("Force: {}", composition.findings.force));
    lines.push(format!("Panel: {}", paper.panel));
    lines.extend(
        paper
            .header
            .iter()
            .filter(|one| one.name == "Date")
            .map(|one| format!("Date: {}", one.value)),
    );
    lines.push(format!("Period: {}", paper.dashboard.period));
    if let Some(changes) = &composition.changes {
        lines.push(format!("Compared with: the report for {}", changes.since));
    }
    for contact in &paper.contacts {
        lines.push(format!("Contact: {}, {}", contact.name, contact.value));
    }
    let tally = composition.summary.tally.iter();
    let counted: Vec<_> =
        tally.map(|one| format!("{} {}", one.rows, one.word.to_lowercase())).collect();
    lines.push(format!("Rows: {}.", counted.join(", ")));
    lines.push("How to read it:".to_owned());
    lines.push("Contents lists the sheets. Each of them holds one table.".to_owned());
    for key in &paper.dashboard.key {
        lines.push(format!("{}: {}.", key.word, key.meaning));
    }
    lines.push(
        "Numbers are rounded as they are printed in the paper; changes of counts and intervals have one decimal. A row for the year to date is compared with the same months of the year before."
            .to_owned(),
    );
    lines.extend(legend(used));
    lines.push(format!(
        "The paper itself is {}; {FIGURES} holds the same figures, a line each.",
        paper_name(composition)
    ));
    lines
}
