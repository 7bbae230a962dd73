//! The summary: every priority and every row on one page.

use panel_core::{Change, Columns, Figure, Figures, Priority, Quantity, Row, WITHHELD, grouped};

use super::dashboard::tally;
use super::listed::{self, Listed, Unjudged};
use super::widget::{standing, word};
use super::{Material, widget};
use crate::exhibit::sparkline;
use crate::view::{Standing, Summary, SummaryPriority, SummaryRow};

/// The summary of the quarter.
pub(crate) fn of(material: Material<'_>) -> Summary {
    Summary {
        period: format!("Period ended {}", material.terms.quarter.last_month()),
        tally: tally(material),
        priorities: material.plan.priorities().iter().map(|one| priority(one, material)).collect(),
    }
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
        title: widget::title(priority),
        anchor: widget::anchor(priority),
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
