//! The summary: every priority and every row on one page.

use panel_core::{Change, Columns, Figure, Figures, Priority, Quantity, Row, WITHHELD, grouped};

use super::Material;
use super::dashboard::tally;
use super::listed::{self, Listed, Unjudged};
use super::priority_names::{anchor, title};
use super::standing::{standing, word};
use crate::exhibit::real;
use crate::exhibit::sparkline;
use crate::view::{Standing, Summary, SummaryPriority, SummaryRow, Tally};

/// The table on its page, in points, as `theme.typ` has it: the width that is left for titles, labels and
/// words within their columns, the size of type, and the height that the page leaves for rows.
const TITLE: f64 = 112.0;
const LABEL: f64 = 144.9;
const WORDS: f64 = 146.0;
const SIZE: f64 = 7.0;
const ROOM: f64 = 656.0;

/// The height of a row of one line, and what each further line adds.
const FIRST_LINE: f64 = 8.5;
const NEXT_LINE: f64 = 7.8;

/// The summary of the quarter.
pub(crate) fn of(material: Material<'_>) -> Summary {
    let priorities = material.plan.priorities().iter().map(|one| priority(one, material)).collect();
    let period = format!("Period ended {}", material.terms.quarter.last_month());
    Summary::new(period, tally(material), priorities)
}

impl Summary {
    /// A summary, on one page as far as may be: whoever stops after one page has seen every row.
    #[must_use]
    pub fn new(period: String, tally: Vec<Tally>, priorities: Vec<SummaryPriority>) -> Self {
        let gathered = priorities.iter().map(height).sum::<f64>() > ROOM;
        Self { period, tally, priorities, gathered }
    }
}

/// The height of a priority's rows, each on its own. Measured here and not by Typst, which would lay out
/// the table twice for it.
fn height(priority: &SummaryPriority) -> f64 {
    let of = |lines: usize| FIRST_LINE + NEXT_LINE * real(lines.saturating_sub(1));
    let rows: f64 = priority
        .rows
        .iter()
        .map(|row| {
            let words = if row.words { lines(&row.latest, WORDS) } else { 1 };
            of(words.max(lines(&row.label, LABEL)))
        })
        .sum();
    rows.max(of(lines(&format!("SP{} {}", priority.code, priority.title), TITLE)))
}

/// In how many lines of this width a text is set, broken after spaces and hyphens.
fn lines(text: &str, across: f64) -> usize {
    let (mut lines, mut taken) = (1, String::new());
    for piece in text.split_inclusive([' ', '-']) {
        let longer = format!("{taken}{piece}");
        if taken.is_empty() || panel_typeface::width(longer.trim_end(), false, SIZE) <= across {
            taken = longer;
        } else {
            lines += 1;
            piece.clone_into(&mut taken);
        }
    }
    lines
}

fn priority(priority: &'static Priority, material: Material<'_>) -> SummaryPriority {
    let rows: Vec<_> = listed::of(priority, material)
        .iter()
        .map(|row| match row {
            Listed::Judged(row) => summary_row(row),
            Listed::Unjudged(row) => unjudged_row(row),
        })
        .collect();
    SummaryPriority {
        code: priority.code.to_string(),
        title: title(priority),
        anchor: anchor(priority),
        statement: priority.statement.filter(|_| rows.is_empty()).map(str::to_owned),
        rows,
    }
}

fn summary_row(row: &Row) -> SummaryRow {
    let finding = &row.finding;
    let figures = finding.figures();
    let standing = standing(finding);
    SummaryRow {
        id: row.id.to_string(),
        label: row.label.to_owned(),
        latest: printed(figures.current()),
        words: matches!(row.columns, Columns::Words { .. }),
        change: change(row.columns, figures),
        sparkline: sparkline::of(row),
        standing,
        word: word(standing).to_owned(),
    }
}

fn unjudged_row(row: &Unjudged<'_>) -> SummaryRow {
    SummaryRow {
        id: row.error.id.to_string(),
        label: row.label.to_owned(),
        latest: "NA".to_owned(),
        words: matches!(row.columns, Columns::Words { .. }),
        change: String::new(),
        sparkline: None,
        standing: Standing::NotJudged,
        word: word(Standing::NotJudged).to_owned(),
    }
}

fn printed(figure: Option<&Figure>) -> String {
    match figure {
        None | Some(Figure::Awaited(_)) => "NA".to_owned(),
        Some(Figure::Withheld { .. }) => WITHHELD.to_owned(),
        // Whose it is and when it is due stand in its widget.
        Some(Figure::Known { value: Quantity::Milestone(milestone), .. }) => milestone.standing(),
        Some(Figure::Known { value, .. }) => value.to_string(),
    }
}

/// `+318 (+8%)`: per cent alone hides how many they are.
fn change(columns: Columns, figures: &Figures) -> String {
    if matches!(columns, Columns::Latest | Columns::Words { .. }) {
        return String::new();
    }
    let change = match figures.change() {
        None if figures.change_is_withheld() => return WITHHELD.to_owned(),
        None => return "NA".to_owned(),
        Some(Change::Points(points)) => {
            let sign = if points.is_sign_positive() && !points.is_zero() { "+" } else { "" };
            return format!("{sign}{}\u{a0}points", grouped(points));
        }
        Some(change) => change,
    };
    let count = |figure: Option<&Figure>| match figure.and_then(Figure::value) {
        Some(Quantity::Count(count)) => Some(*count),
        _ => None,
    };
    let difference = count(figures.current())
        .zip(count(figures.earlier()))
        .and_then(|(now, before)| now.checked_sub(before));
    match difference {
        Some(0) | None => change.to_string(),
        Some(more) => {
            let sign = if more > 0 { "+" } else { "" };
            let more = format!("{sign}{}", grouped(more.into()));
            match change {
                Change::NoPercentage { .. } => more,
                percent => format!("{more} ({percent})"),
            }
        }
    }
}
