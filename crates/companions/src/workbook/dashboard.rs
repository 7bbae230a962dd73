//! The sheet of the dashboard: a row a row of the paper's widgets.

use std::collections::{BTreeMap, BTreeSet};

use panel_core::Unit;
use panel_report::Composition;
use panel_report::view::{Widget, WidgetRow};

use super::cell::Cell;
use super::notes::Notes;
use super::sheet::Sheet;
use crate::Shorthand;
use crate::figures::{FigureName, FigureRecord};

/// The name of the sheet.
pub(crate) const DASHBOARD: &str = "Dashboard";

/// The figures of one row, by name.
type Figures<'a> = BTreeMap<FigureName, &'a FigureRecord<'a>>;

/// The sheet, and the notes that its rows refer to.
pub(crate) fn of(composition: &Composition, figures: &[FigureRecord<'_>]) -> (Sheet, Notes) {
    let mut notes = Notes::default();
    let mut marks = BTreeSet::new();
    let mut rows = Vec::new();
    for widget in composition.priorities.iter().flat_map(|priority| &priority.widgets) {
        for row in &widget.rows {
            let own = figures.iter().filter(|one| one.row.id.to_string() == row.id);
            let own: Figures<'_> = own.map(|one| (one.name, one)).collect();
            rows.push(cells(widget, row, &own, &mut notes, &mut marks));
        }
    }
    let sheet = Sheet {
        name: DASHBOARD,
        what: "Every row of the dashboard: its figures, its assessment and why",
        title: format!("Dashboard: {}", composition.paper.dashboard.period),
        columns: columns(figures),
        rows,
        marks,
    };
    (sheet, notes)
}

fn columns(figures: &[FigureRecord<'_>]) -> Vec<(String, u16)> {
    let level = figures.iter().find_map(|one| one.row.interval).map(|interval| interval.level);
    let interval =
        level.map_or_else(|| "interval".to_owned(), |level| format!("{level}% interval"));
    [
        ("Row", 34),
        ("Strategic priority", 11),
        ("Title", 34),
        ("Measure", 36),
        ("Assessment", 16),
        ("Unit", 14),
        ("Baseline or last year to date", 14),
        ("Its period", 24),
        ("People asked for the baseline", 12),
        ("Latest or year to date", 14),
        ("Period of the latest", 24),
        ("People asked for the latest", 12),
        ("Latest in words", 34),
        ("Size of the group", 10),
        ("Change, per cent", 12),
        ("Change, percentage points", 13),
        ("Projection", 14),
        ("Period of the projection", 24),
        (&format!("Low end of the {interval}"), 12),
        (&format!("High end of the {interval}"), 12),
        ("Status of the figures", 30),
        ("Why", 70),
        ("Notes", 18),
        ("Rule in Appendix B", 12),
    ]
    .map(|(head, width)| (head.to_owned(), width))
    .to_vec()
}

fn cells(
    widget: &Widget,
    row: &WidgetRow,
    figures: &Figures<'_>,
    notes: &mut Notes,
    marks: &mut BTreeSet<Shorthand>,
) -> Vec<Cell> {
    let earlier = either(figures, FigureName::Baseline, FigureName::LastYearToDate);
    let latest = either(figures, FigureName::Latest, FigureName::YearToDate);
    let change = figures.get(&FigureName::Change).copied();
    let projection = figures.get(&FigureName::Projection).copied();
    let is_points = |one: &&FigureRecord<'_>| one.unit == Some(Unit::Points);
    let unit = [latest, earlier, projection].into_iter().flatten().find_map(|one| one.unit);
    let people = |figure| belonging(figure, (unit, Unit::Percent), |one| one.n.map(Cell::count));
    let interval = |name| number(figures.get(&name).copied());
    vec![
        Cell::words(&row.id),
        Cell::words(&widget.code),
        Cell::words(&widget.title),
        Cell::words(&row.label),
        Cell::words(&row.word),
        in_words(unit),
        number(earlier),
        period(earlier),
        people(earlier),
        number(latest),
        period(latest),
        people(latest),
        belonging(latest, (unit, Unit::Words), |one| one.words.as_deref().map(Cell::words)),
        belonging(latest, (unit, Unit::Place), |one| one.group_size.map(Cell::count)),
        number(change.filter(|one| !is_points(one))),
        number(change.filter(is_points)),
        number(projection),
        period(projection),
        interval(FigureName::IntervalLow),
        interval(FigureName::IntervalHigh),
        standing(figures, marks),
        Cell::words(&row.reason),
        notes.of(figures.values().filter(|one| one.number != Err(Shorthand::NotAvailable))),
        Cell::words(&row.rule),
    ]
}

fn either<'a>(
    figures: &Figures<'a>,
    first: FigureName,
    second: FigureName,
) -> Option<&'a FigureRecord<'a>> {
    figures.get(&first).or_else(|| figures.get(&second)).copied()
}

/// What stands for a number, a period or words that a figure has not.
fn without(figure: Option<&FigureRecord<'_>>) -> Cell {
    let instead = figure.and_then(|one| one.number.err());
    Cell::Shorthand(instead.unwrap_or(Shorthand::NotApplicable))
}

fn number(figure: Option<&FigureRecord<'_>>) -> Cell {
    match figure {
        Some(FigureRecord { number: Ok(number), .. }) => Cell::Number(*number),
        // That they are withheld stands where the words would.
        Some(FigureRecord { unit: Some(Unit::Words), .. }) => {
            Cell::Shorthand(Shorthand::NotApplicable)
        }
        _ => without(figure),
    }
}

fn period(figure: Option<&FigureRecord<'_>>) -> Cell {
    match figure.and_then(|one| one.period.as_deref()) {
        Some(period) => Cell::words(period),
        None => without(figure),
    }
}

/// What belongs to a figure of one unit alone; `own` is the unit of the row, where it is known.
fn belonging(
    figure: Option<&FigureRecord<'_>>,
    (own, unit): (Option<Unit>, Unit),
    found: impl Fn(&FigureRecord<'_>) -> Option<Cell>,
) -> Cell {
    match figure {
        Some(figure) if own.is_none_or(|own| own == unit) => found(figure).unwrap_or_else(|| {
            let instead = figure.number.err().filter(|one| *one == Shorthand::Confidential);
            Cell::Shorthand(instead.unwrap_or(Shorthand::NotAvailable))
        }),
        _ => Cell::Shorthand(Shorthand::NotApplicable),
    }
}

fn in_words(unit: Option<Unit>) -> Cell {
    match unit {
        Some(unit) => Cell::words(match unit {
            Unit::Count => "Number",
            Unit::Percent => "Per cent",
            Unit::Points => "Percentage points",
            Unit::MillionPounds => "Million pounds",
            Unit::Place => "Place, 1 the best",
            Unit::Stars => "Stars, 1 to 5",
            Unit::Number => "Rate",
            Unit::Words => "Words",
        }),
        None => Cell::Shorthand(Shorthand::NotAvailable),
    }
}

/// How each figure stands that is not simply as given.
fn standing(figures: &Figures<'_>, marks: &mut BTreeSet<Shorthand>) -> Cell {
    let mut told = Vec::new();
    for figure in figures.values() {
        let Some(status) = figure.status.filter(|status| *status != "final") else { continue };
        let mark = figure.standing.map(|one| format!(" {}", one.mark())).unwrap_or_default();
        marks.extend(figure.standing);
        told.push(format!("{}: {}{mark}", figure.name.in_words(), status.replace('_', " ")));
    }
    if told.is_empty() {
        let known = figures.values().any(|one| one.status.is_some());
        return if known {
            Cell::words("as given")
        } else {
            without(figures.values().next().copied())
        };
    }
    Cell::words(&told.join("; "))
}
