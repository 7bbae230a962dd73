//! Figures as they are printed in cells.

use panel_core::{Change, Figure, Figures, Month, Period, Quantity, Terms, WITHHELD};

use crate::view::Cell;

/// A cell of which its row has nothing.
pub(super) fn empty() -> Cell {
    Cell { text: String::new(), detail: String::new() }
}

/// A figure that is withheld.
pub(super) fn withheld() -> Cell {
    Cell { text: WITHHELD.to_owned(), detail: String::new() }
}

/// A figure that was not received.
pub(super) fn not_available() -> Cell {
    Cell { text: "NA".to_owned(), detail: String::new() }
}

/// A figure as it stands in a cell.
pub(crate) fn figure(figure: Option<&Figure>, terms: &Terms) -> Cell {
    match figure {
        None => empty(),
        Some(Figure::Awaited(_)) => not_available(),
        Some(Figure::Withheld { .. }) => withheld(),
        Some(Figure::Known { value: Quantity::Milestone(milestone), .. }) => {
            Cell { text: milestone.standing(), detail: milestone.grounds() }
        }
        Some(Figure::Known { value, status, period, .. }) => {
            let detail = if let Some(mark) = status.mark() {
                mark.to_owned()
            } else if let Some(people) = value.surveyed() {
                format!("n = {}", Quantity::Count(people.cast_signed()))
            } else if matches!(value, Quantity::Place { .. }) {
                as_at(period, terms.quarter.last_month())
            } else {
                String::new()
            };
            Cell { text: value.to_string(), detail }
        }
    }
}

/// The month of a place, where it is not that of the other figures.
fn as_at(period: &str, last: Month) -> String {
    let of_the_quarter = [last.to_string(), Period::twelve_months_to(last).to_string()];
    if of_the_quarter.iter().any(|known| known == period) {
        String::new()
    } else {
        format!("at {period}")
    }
}

/// The change between the figures of a row, as it stands in a cell.
pub(super) fn change(figures: &Figures) -> Cell {
    let text = match figures.change() {
        None if figures.change_is_withheld() => return withheld(),
        None => return not_available(),
        Some(points @ Change::Points(_)) => {
            points.to_string().replace(" percentage points", "\u{a0}points")
        }
        Some(other) => other.to_string(),
    };
    Cell { text, detail: String::new() }
}
