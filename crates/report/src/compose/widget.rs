//! A widget of the dashboard.

use panel_core::{Columns, Figure, Priority, Row, Terms};

use panel_commentary::Action;

use super::cells::{change, empty, figure, not_available};
use super::exhibits::exhibits;
use super::listed::{self, Listed, Unjudged};
use super::numbering::Numbering;
use super::priority_names::{anchor, title};
use super::standing::{standing, word};
use super::{Material, reason};
use crate::exhibit::sparkline;
use crate::view::{Cell, Column, Inline, Note, Standing, Widget, WidgetRow};

/// What a column of a widget holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    Baseline,
    Latest,
    Change,
    Projection,
    YearToDate,
    LastYearToDate,
    ChangeToDate,
    Words,
}

/// The widget of one priority, or of one part of one.
pub(crate) fn of(
    priority: &Priority,
    material: Material<'_>,
    comments: Vec<Vec<Inline>>,
    actions: &[Action],
    numbering: &mut Numbering,
) -> Widget {
    let listed = listed::of(priority, material);
    let filled: Vec<_> = listed.iter().map(Listed::columns).collect();
    let contents = contents(&filled);
    let mut notes = Vec::new();
    let rows_shown = listed
        .iter()
        .map(|row| match row {
            Listed::Judged(row) => widget_row(row, &contents, actions, material.terms, &mut notes),
            Listed::Unjudged(row) => unjudged_row(row, &contents),
        })
        .collect();
    let judged = listed.iter().filter_map(|row| match row {
        Listed::Judged(row) => Some(*row),
        Listed::Unjudged(_) => None,
    });
    let rows: Vec<_> = judged.collect();
    Widget {
        code: priority.code.to_string(),
        title: title(priority),
        anchor: anchor(priority),
        statement: priority.statement.map(str::to_owned),
        columns: contents
            .iter()
            .map(|content| column(*content, &filled, &rows, material.terms))
            .collect(),
        rows: rows_shown,
        exhibits: exhibits(&rows, &format!("SP{}", priority.code), material, numbering),
        comments,
        notes: notes
            .into_iter()
            .enumerate()
            .map(|(index, text)| Note { mark: (index + 1).to_string(), text })
            .collect(),
    }
}

/// The columns that the rows of a widget need between them.
fn contents(filled: &[Columns]) -> Vec<Content> {
    let any = |wanted: fn(Columns) -> bool| filled.iter().copied().any(wanted);
    let mut contents = Vec::new();
    if any(|columns| matches!(columns, Columns::BaselineAndLatest { .. })) {
        contents.extend([Content::Baseline, Content::Latest, Content::Change]);
    } else if any(|columns| columns == Columns::Latest) {
        contents.push(Content::Latest);
    }
    if any(|columns| columns == Columns::BaselineAndLatest { projection: true }) {
        contents.push(Content::Projection);
    }
    if any(|columns| columns == Columns::YearToDate) {
        contents.extend([Content::LastYearToDate, Content::YearToDate, Content::ChangeToDate]);
    }
    if any(|columns| matches!(columns, Columns::Words { .. })) {
        contents.push(Content::Words);
    }
    contents
}

fn column(content: Content, filled: &[Columns], rows: &[&Row], terms: &Terms) -> Column {
    let last = terms.quarter.last_month();
    let to_date = terms.year_to_date();
    let (title, period) = match content {
        Content::Baseline => ("Baseline".to_owned(), terms.baseline_year.to_string()),
        Content::Latest if filled.iter().all(|columns| *columns == Columns::Latest) => {
            ("Latest".to_owned(), latest_period(rows))
        }
        // No figure there is compared with a baseline, so that each may be of months of its own.
        Content::Latest
            if !filled.iter().any(|one| matches!(one, Columns::BaselineAndLatest { .. })) =>
        {
            ("Latest".to_owned(), common_period(rows))
        }
        Content::Latest => ("Latest 12 months".to_owned(), format!("to {last}")),
        Content::Change | Content::ChangeToDate => ("Change".to_owned(), String::new()),
        Content::Projection => ("Projection".to_owned(), terms.projected_year().to_string()),
        Content::YearToDate => ("Year to date".to_owned(), to_date.to_string()),
        Content::LastYearToDate => {
            ("Last year to date".to_owned(), to_date.year_earlier().to_string())
        }
        Content::Words => {
            let head = filled.iter().find_map(|columns| match columns {
                Columns::Words { head } => Some(*head),
                _ => None,
            });
            (head.unwrap_or_default().to_owned(), format!("at {last}"))
        }
    };
    Column { title, period, words: content == Content::Words }
}

/// The month that every latest figure of the rows stands at, where it is one.
fn latest_period(rows: &[&Row]) -> String {
    match common_period(rows) {
        common if common.is_empty() => common,
        common => format!("at {common}"),
    }
}

/// The period of every latest figure that is compared with none, where it is one.
fn common_period(rows: &[&Row]) -> String {
    let of_their_own = rows.iter().filter(|row| row.columns == Columns::Latest);
    let mut periods = of_their_own
        .filter_map(|row| row.finding.figures().latest.as_ref().and_then(Figure::period));
    match periods.next() {
        Some(first) if periods.all(|period| period == first) => first.to_owned(),
        _ => String::new(),
    }
}

fn widget_row(
    row: &Row,
    contents: &[Content],
    actions: &[Action],
    terms: &Terms,
    notes: &mut Vec<String>,
) -> WidgetRow {
    let finding = &row.finding;
    let standing = standing(finding);
    let mut marks = Vec::new();
    for figure in finding.figures().all() {
        if let Some(note) = figure.note() {
            let index = notes.iter().position(|known| known == note).unwrap_or_else(|| {
                notes.push(note.to_owned());
                notes.len() - 1
            });
            let mark = (index + 1).to_string();
            if !marks.contains(&mark) {
                marks.push(mark);
            }
        }
    }
    WidgetRow {
        id: row.id.to_string(),
        label: row.label.to_owned(),
        rule: finding.evidence().rule.mark().unwrap_or_default().to_owned(),
        notes: marks,
        sparkline: sparkline::of(row),
        cells: contents.iter().map(|content| cell(*content, row, terms)).collect(),
        standing,
        word: word(standing).to_owned(),
        reason: reason::of(row),
        actions: reason::actions(row, standing, actions),
    }
}

/// A row of a draft that a fault kept from being judged.
fn unjudged_row(row: &Unjudged<'_>, contents: &[Content]) -> WidgetRow {
    let fills = |content: &Content| match (content, row.columns) {
        (
            Content::Baseline | Content::Latest | Content::Change,
            Columns::BaselineAndLatest { .. },
        )
        | (Content::Latest, Columns::Latest)
        | (
            Content::YearToDate | Content::LastYearToDate | Content::ChangeToDate,
            Columns::YearToDate,
        )
        | (Content::Words, Columns::Words { .. }) => true,
        (Content::Projection, Columns::BaselineAndLatest { projection }) => projection,
        _ => false,
    };
    WidgetRow {
        id: row.error.id.to_string(),
        label: row.label.to_owned(),
        rule: String::new(),
        notes: Vec::new(),
        sparkline: None,
        cells: contents
            .iter()
            .map(|content| if fills(content) { not_available() } else { empty() })
            .collect(),
        standing: Standing::NotJudged,
        word: word(Standing::NotJudged).to_owned(),
        reason: row.reason(),
        actions: Vec::new(),
    }
}

fn cell(content: Content, row: &Row, terms: &Terms) -> Cell {
    let figures = row.finding.figures();
    let words = matches!(row.columns, Columns::Words { .. });
    match content {
        Content::Baseline => figure(figures.baseline.as_ref(), terms),
        Content::Latest if words => empty(),
        Content::Latest => figure(figures.latest.as_ref(), terms),
        Content::Change | Content::ChangeToDate => {
            let to_date = row.columns == Columns::YearToDate;
            let compared = to_date || matches!(row.columns, Columns::BaselineAndLatest { .. });
            // A row has its change beside the figures that are compared, and nowhere else.
            if compared && to_date == (content == Content::ChangeToDate) {
                change(figures)
            } else {
                empty()
            }
        }
        Content::Projection => match row.columns {
            Columns::BaselineAndLatest { projection: true } => figures
                .projection
                .as_ref()
                .map_or_else(not_available, |one| figure(Some(one), terms)),
            _ => empty(),
        },
        Content::YearToDate => figure(figures.year_to_date.as_ref(), terms),
        Content::LastYearToDate => figure(figures.last_year_to_date.as_ref(), terms),
        Content::Words if words => figure(figures.latest.as_ref(), terms),
        Content::Words => empty(),
    }
}
