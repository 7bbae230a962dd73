//! `panel compare`: what changed between two quarters, and why.

use std::path::Path;

use comfy_table::{ContentArrangement, Table, presets};
use panel_compare::{AwaitedItem, Comparison, Judged, Report, Restated, RowName, compare};
use panel_core::{Awaited, RowId, Terms};
use panel_quarter::{JudgedQuarter, judge_earlier};

use crate::failure::{Doing, Failure};
use crate::{output, quarter, terminal};

/// Compares the quarter in `new` with the earlier one in `old`.
pub(crate) fn run(old: &Path, new: &Path, json: bool) -> Result<(), Failure> {
    let (mut before, now) = both(old, new)?;
    // As in the paper: what either quarter would withhold is not shown.
    (before.rows, _) = judge_earlier(&before.plan, &before.submission, &now.submission.terms);
    for warning in doubts(&before.submission.terms, &now.submission.terms) {
        terminal::note(&format!("note: {warning}"));
    }
    let comparison = compare(judged(&before), judged(&now));
    if json {
        return output::print_json(&comparison);
    }
    output::print(&describe_comparison(&comparison))
}

/// Why these two quarters may not be the ones that were meant.
fn doubts(before: &Terms, now: &Terms) -> Vec<String> {
    let mut doubts = Vec::new();
    if before.force.area != now.force.area {
        let (one, other) = (&before.force.name, &now.force.name);
        doubts.push(format!("the first quarter is of {one}, the second of {other}"));
    }
    if before.quarter > now.quarter {
        let (one, other) = (before.quarter.id(), now.quarter.id());
        let order = "name the earlier one first";
        doubts.push(format!("the first quarter, {one}, is after the second, {other}: {order}"));
    }
    doubts
}

fn judged(quarter: &JudgedQuarter) -> Judged<'_> {
    Judged { terms: &quarter.submission.terms, rows: &quarter.rows }
}

/// Both quarters, or what is wrong with either.
fn both(old: &Path, new: &Path) -> Result<(JudgedQuarter, JudgedQuarter), Failure> {
    let failures = match (quarter::figures(old), quarter::figures(new)) {
        (Ok(before), Ok(now)) => return Ok((before, now)),
        (before, now) => [(old, before.err()), (new, now.err())],
    };
    let mut codes = Vec::new();
    for (folder, failure) in failures {
        let Some(failure) = failure else { continue };
        terminal::note(&format!("{}:", folder.display()));
        failure.tell(Doing::Reading);
        codes.push(failure.code());
    }
    let worst = codes.iter().copied().max().unwrap_or_default();
    Err(Failure::Several { worst, failed: codes.len(), of: 2, what: "quarters cannot be compared" })
}

fn describe_comparison(comparison: &Comparison) -> String {
    let Comparison { old, new, changes, settings, restated, awaited } = comparison;
    let mut text = Text(format!("{} compared with {}\n", named(new), named(old)));
    if comparison.is_empty() {
        text.line("");
        text.line("Nothing has changed.");
    } else {
        text.heading("Rows that changed colour or state", changes.len());
        for change in changes {
            text.line(&format!("  {} ({})", change.sentence, change.row.id));
            for cause in &change.causes {
                text.line(&format!("    - {cause}"));
            }
        }
        text.heading("Settings that differ", settings.len());
        let rows = settings.iter().map(|one| [one.name.clone(), one.old.clone(), one.new.clone()]);
        text.table(["Setting", "Before", "Now"], rows);
        text.heading("Figures restated", restated.len());
        let heads = ["Series", "Period", "Before", "", "Now", "", "Read by"];
        text.table(heads, restated.iter().map(|one| cells(one, new)));
        text.items("Newly awaited", &awaited.new);
        text.items("Awaited before and received now", &awaited.resolved);
        text.items("Awaited before and no longer asked for", &awaited.dropped);
    }
    text.items("Still awaited", &awaited.still);
    text.0
}

fn named(report: &Report) -> String {
    let fictional = if report.fictional { " (fictional)" } else { "" };
    format!("{}{fictional}, {}", report.force, report.quarter)
}

fn cells(restated: &Restated, new: &Report) -> [String; 7] {
    let of = if restated.area == new.area {
        restated.series.clone()
    } else {
        format!("{} ({})", restated.series, restated.area)
    };
    let rows: Vec<_> = restated.rows.iter().map(RowId::to_string).collect();
    [
        of,
        restated.period.clone(),
        restated.old.clone(),
        restated.old_source.to_string(),
        restated.new.clone(),
        restated.new_source.to_string(),
        rows.join(", "),
    ]
}

/// What is printed, a part after the other.
struct Text(String);

impl Text {
    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    fn heading(&mut self, what: &str, count: usize) {
        let count = if count == 0 { "none".to_owned() } else { count.to_string() };
        self.line("");
        self.line(&format!("{what}: {count}"));
    }

    fn table<const N: usize>(
        &mut self,
        heads: [&str; N],
        rows: impl ExactSizeIterator<Item = [String; N]>,
    ) {
        if rows.len() == 0 {
            return;
        }
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
        table.set_header(heads);
        table.add_rows(rows);
        for line in table.trim_fmt().lines() {
            self.line(&format!(" {line}"));
        }
    }

    /// What is awaited, by why and from whom.
    fn items(&mut self, what: &str, items: &[AwaitedItem]) {
        self.heading(what, items.len());
        for (awaited, rows) in grouped(items) {
            let expected = match &awaited.expected {
                Some(month) => format!(" Expected: {month}."),
                None => String::new(),
            };
            self.line(&format!("  {} From: {}.{expected}", awaited.why, awaited.from));
            for (row, figures) in rows {
                self.line(&format!("    - {row}: {} ({})", figures.join(", "), row.id));
            }
        }
    }
}

/// A row and which of its figures are awaited.
type RowFigures<'a> = (&'a RowName, Vec<&'static str>);

/// The items with one explanation together, in the order of the first of each, a row once.
fn grouped(items: &[AwaitedItem]) -> Vec<(&Awaited, Vec<RowFigures<'_>>)> {
    let mut groups: Vec<(&Awaited, Vec<RowFigures<'_>>)> = Vec::new();
    for AwaitedItem { row, figure, awaited } in items {
        let said = |other: &Awaited| {
            (&other.why, &other.from, &other.expected)
                == (&awaited.why, &awaited.from, &awaited.expected)
        };
        let at = groups.iter().position(|(known, _)| said(known)).unwrap_or_else(|| {
            groups.push((awaited, Vec::new()));
            groups.len() - 1
        });
        let rows = &mut groups[at].1;
        match rows.iter_mut().find(|(known, _)| *known == row) {
            Some((_, figures)) => figures.push(figure),
            None => rows.push((row, vec![figure])),
        }
    }
    groups
}
