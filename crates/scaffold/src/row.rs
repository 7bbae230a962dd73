//! A row that is asked for: its kind, which way is better and, for some kinds, its label.

use panel_core::{Direction, Measure, Series};

use crate::{Kind, Refusal};

/// A row that is asked for, such as `offences:lower`.
///
/// ```
/// use panel_core::Direction;
/// use panel_scaffold::{AskedRow, Kind, Refusal};
///
/// let row = AskedRow::parse("year-to-date:higher:Referrals made")?;
/// assert_eq!((row.kind, row.better), (Kind::YearToDate, Direction::Higher));
/// assert_eq!(row.label.as_deref(), Some("Referrals made"));
/// // No row is without a direction.
/// assert_eq!(AskedRow::parse("offences"), Err(Refusal::Row("offences".to_owned())));
/// # Ok::<(), Refusal>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedRow {
    /// Its kind.
    pub kind: Kind,
    /// Which way is better.
    pub better: Direction,
    /// Its label, for a kind that has none of its own.
    pub label: Option<String>,
}

impl AskedRow {
    /// Reads `KIND:WAY` or `KIND:WAY:LABEL`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let mut parts = text.splitn(3, ':').map(str::trim);
        let (Some(kind), Some(way)) = (parts.next(), parts.next()) else {
            return Err(Refusal::Row(text.to_owned()));
        };
        let kind = Kind::named(kind).ok_or_else(|| Refusal::Kind(kind.to_owned()))?;
        let better = match way {
            "lower" => Direction::Lower,
            "higher" => Direction::Higher,
            "neither" => Direction::Neither,
            other => return Err(Refusal::Way(other.to_owned())),
        };
        match (kind.is_labelled(), parts.next()) {
            (true, None) => Err(Refusal::LabelMissing(kind)),
            (false, Some(label)) => Err(Refusal::LabelUnwanted { kind, label: label.to_owned() }),
            (true, Some(label)) if !is_heading(label) || words_of(label).is_empty() => {
                Err(Refusal::Label(label.to_owned()))
            }
            (_, label) => Ok(Self { kind, better, label: label.map(str::to_owned) }),
        }
    }

    /// The row for the priority with this slug.
    pub(crate) fn planned(&self, slug: &str) -> PlannedRow {
        let beginning = self.kind.series_beginning();
        let words = self.label.as_deref().map(words_of);
        let series = match &words {
            Some(words) => format!("{beginning}/{slug}/{}", words.join("-")),
            None => format!("{beginning}/{slug}"),
        };
        let constant = match &words {
            Some(words) => words.join("_").to_uppercase(),
            None => beginning.to_uppercase(),
        };
        // The program is done soon after: what a plugin has for ever is kept for as long.
        let id: &'static str = words.map_or_else(String::new, |words| words.join("_")).leak();
        let label: &'static str = self.label.clone().unwrap_or_default().leak();
        let name: &'static str = series.leak();
        let series = match self.better {
            Direction::Lower => Series::lower_is_better(name),
            Direction::Higher => Series::higher_is_better(name),
            Direction::Neither => Series::neither_is_better(name),
        };
        let measure: &'static dyn Measure = Box::leak(self.kind.measure(id, label, series));
        PlannedRow { kind: self.kind, series, constant, id, label, measure }
    }
}

/// A row as the plugin will have it.
pub(crate) struct PlannedRow {
    pub(crate) kind: Kind,
    pub(crate) series: Series,
    /// The name of the constant that holds the series.
    pub(crate) constant: String,
    /// Its name, where the kind has none of its own.
    pub(crate) id: &'static str,
    /// Its label, where the kind has none of its own.
    pub(crate) label: &'static str,
    pub(crate) measure: &'static dyn Measure,
}

/// The words of a label in small letters and digits of ASCII, as names are made of; a name does not
/// begin with a digit.
fn words_of(label: &str) -> Vec<String> {
    let apart = label.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<_> = apart.filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let begins = words.first().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    if begins { Vec::new() } else { words }
}

/// Whether a text can stand as a title or a label.
pub(crate) fn is_heading(text: &str) -> bool {
    !text.trim().is_empty() && !text.ends_with('.') && !text.chars().any(char::is_control)
}
