//! What is awaited: what is new, what still is, what was received since, and what is no longer asked.

use panel_core::{Awaited, Figure, Row};
use serde::Serialize;

use crate::{RowName, same};

/// A figure of a row that is, or was, awaited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AwaitedItem {
    /// The row.
    #[serde(flatten)]
    pub row: RowName,
    /// Which of its figures, such as `baseline`.
    pub figure: &'static str,
    /// Why, and from whom; of what was received, as the old report said it.
    #[serde(flatten)]
    pub awaited: Awaited,
}

/// What is awaited in two reports, in the order of the new one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct AwaitedItems {
    /// Awaited now, and not in the old report.
    pub new: Vec<AwaitedItem>,
    /// Awaited in both.
    pub still: Vec<AwaitedItem>,
    /// Awaited in the old report and received in the new one.
    pub resolved: Vec<AwaitedItem>,
    /// Awaited in the old report and asked for by no row of the new one.
    pub dropped: Vec<AwaitedItem>,
}

impl AwaitedItems {
    pub(crate) fn of(old: &[Row], new: &[Row]) -> Self {
        let mut items = Self::default();
        for now in new {
            let before = same(now, old);
            for (figure, value) in figures(now) {
                let earlier = before.and_then(|row| awaited(row, figure));
                match (earlier, value) {
                    (Some(_), Figure::Awaited(why)) => items.still.push(item(now, figure, why)),
                    (None, Figure::Awaited(why)) => items.new.push(item(now, figure, why)),
                    (Some(why), _) => items.resolved.push(item(now, figure, why)),
                    (None, _) => {}
                }
            }
        }
        for before in old {
            let now = same(before, new);
            for (figure, value) in figures(before) {
                let asked = now.is_some_and(|now| figures(now).any(|(name, _)| name == figure));
                if let (Figure::Awaited(why), false) = (value, asked) {
                    items.dropped.push(item(before, figure, why));
                }
            }
        }
        items
    }

    /// Whether the same is awaited as before.
    #[must_use]
    pub fn unchanged(&self) -> bool {
        self.new.is_empty() && self.resolved.is_empty() && self.dropped.is_empty()
    }
}

fn item(row: &Row, figure: &'static str, awaited: &Awaited) -> AwaitedItem {
    AwaitedItem { row: RowName::of(row), figure, awaited: awaited.clone() }
}

/// The figures of a row with their names.
pub(crate) fn figures(row: &Row) -> impl Iterator<Item = (&'static str, &Figure)> {
    let figures = row.finding.figures();
    [
        ("baseline", &figures.baseline),
        ("latest", &figures.latest),
        ("year to date", &figures.year_to_date),
        ("last year to date", &figures.last_year_to_date),
        ("projection", &figures.projection),
    ]
    .into_iter()
    .filter_map(|(name, figure)| Some((name, figure.as_ref()?)))
}

/// Why the figure of that name is awaited, where it is.
pub(crate) fn awaited<'a>(row: &'a Row, name: &str) -> Option<&'a Awaited> {
    figures(row).find(|(known, _)| *known == name).and_then(|(_, figure)| match figure {
        Figure::Awaited(awaited) => Some(awaited),
        Figure::Known { .. } | Figure::Withheld { .. } => None,
    })
}
