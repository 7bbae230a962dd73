//! The columns of a sheet as it describes them: their widths, their looks, and which of them are hidden.

use super::limits::{COLUMNS, Refused};
use super::outline::{Collapsing, Outlined};
use super::place;
use super::xml::{Element, is_true};

/// Narrower than this, in letters, a column shows nothing.
const NARROWEST: f64 = 1.0;
/// The width of a column where nothing says it: eight digits and what is left free beside them.
const USUAL_WIDTH: f64 = 9.14;
/// So much of a width, in letters, is left free beside a text.
const FREE: f64 = 0.71;

/// Columns that are described together.
#[derive(Debug, Clone, PartialEq)]
struct Described {
    first: u32,
    last: u32,
    is_hidden: bool,
    width: Option<f64>,
    style: Option<usize>,
}

/// The columns of a sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Columns {
    /// In their order; none is described twice.
    all: Vec<Described>,
    outlined: Vec<Outlined>,
    count: usize,
    usual_width: Option<f64>,
    /// Columns before this one are out of sight.
    pub(super) first_in_sight: u32,
}

impl Columns {
    /// Takes what the sheet says of columns that say nothing.
    pub(super) fn take_defaults(&mut self, element: &Element<'_>) -> Result<(), Refused> {
        let [width, base] = element.values(["defaultColWidth", "baseColWidth"])?;
        let number = |text: Option<&str>| text.and_then(|text| text.trim().parse::<f64>().ok());
        self.usual_width = number(width.as_deref())
            .or_else(|| number(base.as_deref()).map(|base| base + USUAL_WIDTH - 8.0));
        Ok(())
    }

    /// Takes a description of columns.
    pub(super) fn describe(&mut self, element: &Element<'_>) -> Result<(), Refused> {
        self.count += 1;
        COLUMNS.check("the sheet", self.count)?;
        let [first, last, hidden, width, style, level, collapsed] = element.values([
            "min",
            "max",
            "hidden",
            "width",
            "style",
            "outlineLevel",
            "collapsed",
        ])?;
        let number = |text: Option<&str>| text.and_then(|text| text.trim().parse::<u32>().ok());
        let width = width.and_then(|width| width.trim().parse::<f64>().ok());
        let is_hidden = is_true(hidden.as_deref()) || width.is_some_and(|width| width < NARROWEST);
        let (first, last) = match (number(first.as_deref()), number(last.as_deref())) {
            (Some(first), Some(last)) if 1 <= first && first <= last => {
                (first.min(place::COLUMNS) - 1, last.min(place::COLUMNS) - 1)
            }
            _ if is_hidden => {
                return Err(Refused::unreadable("it hides columns that no sheet has"));
            }
            _ => return Ok(()),
        };
        let style =
            super::formats::number(style.as_deref())?.and_then(|style| style.try_into().ok());
        let at = self.all.partition_point(|one| one.first <= first);
        let meets = |one: &Described| one.first <= last && first <= one.last;
        let beside = self.all.iter().skip(at.saturating_sub(1)).take(2);
        if beside.into_iter().any(meets) {
            return Err(Refused::unreadable("it describes a column twice"));
        }
        self.all.insert(at, Described { first, last, is_hidden, width, style });
        let level = level.and_then(|level| level.trim().parse().ok()).unwrap_or(0);
        let collapsed = is_true(collapsed.as_deref());
        if level > 0 || collapsed {
            let each = (first..=last).map(|column| Outlined::new(column, level, collapsed));
            self.outlined.extend(each);
        }
        Ok(())
    }

    /// Hides the columns of groups that are folded up.
    pub(super) fn fold(&mut self, collapsing: Collapsing) {
        let outlined = std::mem::take(&mut self.outlined);
        for column in collapsing.hidden(outlined) {
            if let Some(index) = self.index(column) {
                self.all[index].is_hidden = true;
            }
        }
    }

    fn index(&self, column: u32) -> Option<usize> {
        let before = self.all.partition_point(|one| one.first <= column).checked_sub(1)?;
        (column <= self.all[before].last).then_some(before)
    }

    fn described(&self, column: u32) -> Option<&Described> {
        self.index(column).map(|index| &self.all[index])
    }

    /// The look of a column's cells that have none of their own.
    pub(super) fn style(&self, column: u32) -> Option<usize> {
        self.described(column)?.style
    }

    fn width(&self, column: u32) -> f64 {
        let own = self.described(column).and_then(|one| one.width);
        own.or(self.usual_width).unwrap_or(USUAL_WIDTH)
    }

    /// Whether nothing is seen of a column.
    pub(super) fn hides(&self, column: u32) -> bool {
        let is_hidden = self.described(column).is_some_and(|one| one.is_hidden);
        is_hidden || column < self.first_in_sight || self.width(column) < NARROWEST
    }

    /// How many digits of the usual size a column has room for.
    pub(super) fn room(&self, column: u32) -> f64 {
        self.width(column) - FREE
    }
}

/// How wide a text is, in digits, in a usual font.
pub(super) fn width(text: &str) -> f64 {
    let width = |letter: char| match letter {
        '.' | ',' | ':' | ';' | '\'' | ' ' | 'i' | 'j' | 'l' | 'I' => 0.5,
        '-' | '/' | '(' | ')' | 'f' | 'r' | 't' | 's' => 0.65,
        '%' | 'm' | 'w' | 'M' | 'W' => 1.5,
        letter if letter.is_uppercase() => 1.15,
        _ => 1.0,
    };
    text.trim().chars().map(width).sum()
}
