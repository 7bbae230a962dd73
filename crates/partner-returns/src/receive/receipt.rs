//! What the partner is told: what was filed, what is still awaited, and what happens next.

use std::fmt;

use jiff::civil::Date;
use panel_core::{Period, ReturnKind, spoken_date};

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

/// The receipt of a partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Who sent it.
    pub partner: String,
    /// The board that approves it; empty where it is not known.
    pub board: String,
    /// The quarter.
    pub quarter: String,
    /// The day on which it arrived.
    pub received: Date,
    /// Whether nothing of it exists.
    pub fictional: bool,
    /// Each file with its SHA-256.
    pub deliveries: Vec<(String, String)>,
    /// What was filed.
    pub filed: Vec<Filed>,
    /// How many rows stood already as they are.
    pub unchanged: usize,
    /// How many rows were left empty.
    pub empty: usize,
    /// What was read in a way that the partner should know of.
    pub read: Vec<String>,
    /// What `awaited.toml` no longer names.
    pub arrived: Vec<String>,
    /// What is still awaited from the partner.
    pub awaited: Vec<(ReturnKind, String, Period)>,
}

fn some(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

impl fmt::Display for Receipt {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.fictional { " (fictional)" } else { "" };
        writeln!(out, "Receipt for {}{mark}", self.partner)?;
        writeln!(out, "{}, received on {}\n", self.quarter, spoken_date(self.received))?;
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
        if self.filed.is_empty() {
            writeln!(out, "Filed: nothing, since nothing is new")?;
        }
        if self.unchanged > 0 {
            writeln!(out, "Unchanged: {} as before", some(self.unchanged, "row"))?;
        }
        if self.empty > 0 {
            writeln!(out, "Left empty: {}", some(self.empty, "row"))?;
        }
        for read in &self.read {
            writeln!(out, "Please check: {read}")?;
        }
        for arrived in &self.arrived {
            writeln!(out, "No longer awaited, in whole or in part: {arrived}")?;
        }
        match self.awaited.len() {
            0 => writeln!(out, "Still awaited from you: nothing")?,
            count => writeln!(out, "Still awaited from you: {}", some(count, "figure"))?,
        }
        for (kind, series, period) in self.awaited.iter().take(MOST_NAMED) {
            writeln!(out, "  {series}, {period} ({})", kind.title())?;
        }
        if let Some(more @ 1..) = self.awaited.len().checked_sub(MOST_NAMED) {
            writeln!(out, "  and {more} more")?;
        }
        let board = if self.board.is_empty() { "your management board" } else { &self.board };
        if !self.filed.is_empty() {
            writeln!(
                out,
                "Next: the figures go to {board} for approval; they stand as not yet approved."
            )?;
        }
        Ok(())
    }
}
