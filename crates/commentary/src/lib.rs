//! Commentary: Markdown with figures bound by name, parsed to typed blocks.
//!
//! A file is first bound (`{{ sp12.satisfaction.latest }}` becomes `88.3%`), then parsed. What is not
//! plain commentary (code, images, HTML, headings) is a fault: no markup reaches the typesetter.
//!
//! Words can be bound to the figures as well: `{{ claim("sp12.satisfaction", "down", "has slipped") }}`
//! becomes `has slipped`, and is a fault once satisfaction is not down.

mod bind;
mod binding;
mod claim;
mod front_matter;
mod inline;
mod names;
mod parse;
mod places;
mod typed;
mod unbound;

use panel_core::{Fault, SourceText};

pub use claim::CLAIMS;
pub use front_matter::Action;
pub use inline::Inline;
pub use names::{Names, QUARTER_NAMES, QuarterName};
pub use typed::typed_beside_withheld;
pub use unbound::shown_and_typed;

/// A paragraph before it is numbered.
#[derive(Debug, Clone, PartialEq)]
pub struct Unnumbered {
    /// The text.
    pub content: Vec<Inline>,
    /// The lists under it.
    pub lists: Vec<UnnumberedList>,
}

/// A list before it is numbered.
#[derive(Debug, Clone, PartialEq)]
pub enum UnnumberedList {
    /// Nested paragraphs, to be numbered.
    Numbered(Vec<Unnumbered>),
    /// Bullet points.
    Bullets(Vec<Vec<Inline>>),
}

/// One file of commentary, parsed. Endnotes still carry their labels as marks.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Commentary {
    /// The paragraphs.
    pub paragraphs: Vec<Unnumbered>,
    /// The points under the heading “Dashboard comments”.
    pub comments: Vec<Vec<Inline>>,
    /// The endnotes, by label, in the order of their first reference.
    pub endnotes: Vec<(String, Vec<Inline>)>,
    /// What is done about the rows that are red.
    pub actions: Vec<Action>,
    /// The names of the figures that it binds, sorted; `None` where they could not be read.
    pub bound: Option<Vec<String>>,
    /// The rows of which it claims something, sorted.
    pub claimed: Vec<String>,
}

impl Commentary {
    /// Whether something is said of the row of that name: a figure of it is bound, something is
    /// claimed of it, or an action is given for it. Of a text whose bindings cannot be read, that is not known.
    ///
    /// ```
    /// use panel_commentary::Commentary;
    ///
    /// let bound = Some(vec!["sp12.offences.latest".to_owned()]);
    /// let commentary = Commentary { bound, ..Commentary::default() };
    /// assert_eq!(commentary.speaks_of("sp12.offences"), Some(true));
    /// assert_eq!(commentary.speaks_of("sp12.satisfaction"), Some(false));
    /// // Of a text that cannot be read it is not known.
    /// assert_eq!(Commentary { bound: None, ..commentary }.speaks_of("sp12.offences"), None);
    /// ```
    #[must_use]
    pub fn speaks_of(&self, row: &str) -> Option<bool> {
        if self.actions.iter().any(|action| action.row == row) {
            return Some(true);
        }
        let figure =
            |name: &String| name.strip_prefix(row).is_some_and(|rest| rest.starts_with('.'));
        let claimed = self.claimed.iter().any(|claimed| claimed == row);
        Some(self.bound.as_ref()?.iter().any(figure) || claimed)
    }
}

/// Binds and parses one file, noting every fault; with none, it is commentary for a paper. With
/// some it is what a draft can show: words stand in for a figure that could not be bound.
///
/// ```
/// use panel_commentary::{Names, read};
/// use panel_core::SourceText;
///
/// let source = SourceText::new(
///     "narrative/sp12.md",
///     "Patrols went on.\n\nIt was {{ sp12.satisfaction.latest }}.\n",
/// );
/// let mut faults = Vec::new();
/// let commentary = read(&source, &Names::default(), &mut faults);
/// assert_eq!(commentary.paragraphs.len(), 2);
/// // Of the quarter no name is known here, so that the figure could not be bound.
/// assert_eq!(faults.len(), 1);
/// assert!(faults[0].location().starts_with("narrative/sp12.md:3"));
/// ```
pub fn read(source: &SourceText, names: &Names, faults: &mut Vec<Fault>) -> Commentary {
    let (actions, text) = front_matter::take(source, faults);
    let bound = bind::bind(&text, names, faults);
    let parsed = parse::parse(&text, &bound, faults);
    Commentary { actions, bound: bound.names, claimed: bound.claimed, ..parsed }
}
