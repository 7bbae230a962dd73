//! What the partner is told: what was filed, what is still awaited, and what happens next.

use std::fmt;

use jiff::civil::Date;
use panel_core::{Period, Quantity, ReturnKind, spoken_date};

/// How many awaited figures are named one by one.
const MOST_NAMED: usize = 20;

/// Rows filed in one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// The kind of return.
    pub kind: ReturnKind,
    /// The table.
    pub file: String,
    /// How many rows.
    pub rows: usize,
    /// How many of them revise what stood.
    pub revised: usize,
}

/// Records filed in one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiledRecords {
    /// What the table is called.
    pub title: &'static str,
    /// The table.
    pub file: String,
    /// The months of which it now holds every record.
    pub covers: Period,
    /// How many records were filed.
    pub rows: usize,
    /// How many of them revise what stood.
    pub revised: usize,
    /// How many stood already as they are.
    pub unchanged: usize,
    /// Whether they replaced all that stood.
    pub replaced: bool,
    /// Whether keys were made of numbers.
    pub keys: bool,
    /// The columns that were filled in and are not filed, by their titles.
    pub dropped: Vec<&'static str>,
    /// Whether the table is other than it stood.
    pub changed: bool,
}

/// The receipt of a partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Who sent it.
    pub partner: String,
    /// The board that approves it; empty where none does.
    pub board: String,
    /// The day by which it was due, where there was one.
    pub deadline: Option<Date>,
    /// The quarter.
    pub quarter: String,
    /// The day on which it arrived.
    pub received: Date,
    /// The edition that it is of, where the partner publishes it.
    pub edition: Option<String>,
    /// Whether nothing of it exists.
    pub fictional: bool,
    /// Each file with its SHA-256.
    pub deliveries: Vec<(String, String)>,
    /// What was filed.
    pub filed: Vec<Filed>,
    /// The tables of records that were sent.
    pub records: Vec<FiledRecords>,
    /// The records of which nothing has been received yet, by the titles of their tables.
    pub records_awaited: Vec<&'static str>,
    /// How many rows stood already as they are.
    pub unchanged: usize,
    /// How many rows were left empty.
    pub empty: usize,
    /// What was read in a way that the partner should know of.
    pub read: Vec<String>,
    /// The rows that nobody asked for, and that are filed as well.
    pub unasked: Vec<(ReturnKind, String, Period)>,
    /// What `awaited.toml` no longer names.
    pub arrived: Vec<String>,
    /// What stood in the paper, and waits for approval again.
    pub withdrawn: Vec<String>,
    /// The tables that wait for the board, by their names in the package.
    pub tables: Vec<String>,
    /// What is still awaited from the partner.
    pub awaited: Vec<(ReturnKind, String, Period)>,
}

fn some(count: usize, one: &str) -> String {
    if count == 1 {
        return format!("1 {one}");
    }
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    format!("{} {one}s", Quantity::Count(count))
}

/// What is awaited, months that follow each other taken together.
fn runs(awaited: &[(ReturnKind, String, Period)]) -> Vec<(ReturnKind, &str, Period)> {
    let mut runs: Vec<(ReturnKind, &str, Period)> = Vec::new();
    for (kind, series, period) in awaited {
        let longer = runs.last().and_then(|(of, one, run)| {
            let follows = run.last().plus(1) == period.first();
            let month = *kind == ReturnKind::MonthlyCounts && of == kind && *one == series;
            (month && follows).then(|| Period::new(run.first(), period.last()).ok())?
        });
        match (longer, runs.last_mut()) {
            (Some(longer), Some(last)) => last.2 = longer,
            _ => runs.push((*kind, series, *period)),
        }
    }
    runs
}

/// A list under its head, where there is anything: of many the first.
fn write_list(out: &mut fmt::Formatter<'_>, head: &str, all: &[String]) -> fmt::Result {
    if all.is_empty() {
        return Ok(());
    }
    writeln!(out, "{head}")?;
    for one in all.iter().take(MOST_NAMED) {
        writeln!(out, "  {one}")?;
    }
    match all.len().checked_sub(MOST_NAMED) {
        None | Some(0) => Ok(()),
        Some(more) => writeln!(out, "  and {more} more"),
    }
}

/// Figures by series and period: of many the first.
fn write_runs(
    out: &mut fmt::Formatter<'_>,
    figures: &[(ReturnKind, String, Period)],
) -> fmt::Result {
    let runs = runs(figures);
    for (kind, series, period) in runs.iter().take(MOST_NAMED) {
        let each = period.months() > 1 && *kind == ReturnKind::MonthlyCounts;
        let each = if each { ", each month" } else { "" };
        writeln!(out, "  {series}, {period}{each} ({})", kind.title())?;
    }
    if let Some(more @ 1..) = runs.len().checked_sub(MOST_NAMED) {
        writeln!(out, "  and {more} more series or periods")?;
    }
    Ok(())
}

impl FiledRecords {
    /// What is said of them: numbers of records, and of nobody anything else.
    fn write(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { title, file, .. } = self;
        if self.rows > 0 {
            let revised = match self.revised {
                0 => String::new(),
                count => format!(", {count} of them revised"),
            };
            writeln!(out, "Filed: {} of {title}{revised}, in {file}", some(self.rows, "record"))?;
        }
        if self.replaced {
            writeln!(out, "Replaced: every earlier record of {title}")?;
        }
        if self.unchanged > 0 {
            writeln!(out, "Unchanged: {} of {title} as before", some(self.unchanged, "record"))?;
        }
        let (first, last) = (self.covers.first(), self.covers.last());
        writeln!(out, "Covered: {title} holds every record from {first} to {last}")?;
        if self.keys && self.rows > 0 {
            writeln!(out, "Keys: a key was made of each number in {title}; no number was kept")?;
        }
        for column in &self.dropped {
            writeln!(out, "Not kept: {column} of each record of {title}, which nothing reads")?;
        }
        Ok(())
    }
}

impl Receipt {
    fn is_nothing(&self) -> bool {
        self.filed.is_empty() && !self.records.iter().any(|records| records.changed)
    }
}

impl fmt::Display for Receipt {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.fictional { " (fictional)" } else { "" };
        writeln!(out, "Receipt for {}{mark}", self.partner)?;
        writeln!(out, "{}, received on {}\n", self.quarter, spoken_date(self.received))?;
        if let Some(deadline) = self.deadline.filter(|deadline| self.received > *deadline) {
            writeln!(out, "Late: it was due on {}", spoken_date(deadline))?;
        }
        if let Some(edition) = &self.edition {
            writeln!(out, "Edition: {edition}")?;
        }
        for (name, hash) in &self.deliveries {
            writeln!(out, "File: {name}\n  SHA-256 {hash}")?;
        }
        for filed in &self.filed {
            let revised = match filed.revised {
                0 => String::new(),
                count => format!(", {count} of them revised"),
            };
            let rows = some(filed.rows, "row");
            writeln!(out, "Filed: {rows} of {}{revised}, in {}", filed.kind.title(), filed.file)?;
        }
        for records in &self.records {
            records.write(out)?;
        }
        if self.is_nothing() {
            writeln!(out, "Filed: nothing, since nothing is new")?;
        }
        if self.unchanged > 0 {
            writeln!(out, "Unchanged: {} as before", some(self.unchanged, "row"))?;
        }
        if self.empty > 0 {
            writeln!(out, "Left empty, so not filed: {}", some(self.empty, "row"))?;
        }
        for read in &self.read {
            writeln!(out, "Please check: {read}")?;
        }
        if !self.unasked.is_empty() {
            let rows = some(self.unasked.len(), "row");
            writeln!(out, "Not asked for, and filed as well: {rows}")?;
            write_runs(out, &self.unasked)?;
        }
        write_list(out, "No longer awaited, in whole or in part:", &self.arrived)?;
        write_list(out, "No longer in the paper until it is approved again:", &self.withdrawn)?;
        match self.awaited.len() {
            // Nobody asks a published source for anything.
            0 if self.edition.is_some() => {}
            0 => writeln!(out, "Still awaited from you: nothing")?,
            count => writeln!(out, "Still awaited from you: {}", some(count, "figure"))?,
        }
        write_runs(out, &self.awaited)?;
        if !self.records_awaited.is_empty() {
            writeln!(out, "Records still awaited from you: {}", self.records_awaited.join(", "))?;
        }
        if self.is_nothing() {
            return Ok(());
        }
        if self.board.is_empty() {
            return writeln!(
                out,
                "Next: nothing. No board approves it: the figures are in the paper."
            );
        }
        let board = &self.board;
        writeln!(
            out,
            "Next: approval by the {board}. Until then the paper shows the figures as not approved."
        )
    }
}
