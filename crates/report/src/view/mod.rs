//! The view model: the whole paper as data. Every output is made from it, and nothing else is.
//!
//! All text is final: rounded, numbered, with units. The templates only place it.

mod changes;
mod draft;
mod exhibit;
mod items;
mod summary;

pub use changes::{
    ChangeLine, ChangedRow, Changes, ChangesPart, ChangesTable, RestatedFigure, StandingView,
};
pub use draft::{Draft, StillWrong};
pub use exhibit::{Align, Drawing, Exhibit, Place, Role, Shape};
pub use items::{ContributedRow, ContributedTheme, Contributions, SectionFigures, SectionRow};
pub use panel_commentary::Inline;
use serde::Serialize;
pub use summary::{Summary, SummaryPriority, SummaryRow};

/// The paper, less its priorities, which are files of their own so that a change of one figure
/// typesets one section anew.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Paper {
    /// `Quarter 2 performance report`.
    pub title: String,
    /// The body that reports.
    pub body: String,
    /// Its office, the author of the document.
    pub office: String,
    /// The panel it reports to.
    pub panel: String,
    /// The date of the meeting.
    pub date: Date,
    /// What stands at the head of every page but the first.
    pub running_head: String,
    /// What is said on every page: that the data are fictional, or that the paper is no paper.
    pub notice: Option<String>,
    /// That it is a draft, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draft: Option<Draft>,
    /// The lines of the header block.
    pub header: Vec<Field>,
    /// Sections 1 to 4.
    pub opening: Vec<Section>,
    /// What has changed since the last report, where one is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<Changes>,
    /// The sections of the priorities, in order; each is a file, `ID.json`.
    pub priorities: Vec<String>,
    /// The sections after the priorities.
    pub items: Vec<Section>,
    /// The table of implications.
    pub implications: Vec<Field>,
    /// The list of appendices.
    pub appendices: Vec<Field>,
    /// The background papers; empty where there are none.
    pub background_papers: Vec<String>,
    /// The persons to contact, by role.
    pub contacts: Vec<Field>,
    /// The endnotes, in order of reference.
    pub endnotes: Vec<Endnote>,
    /// Appendix A, less its widgets.
    pub dashboard: Dashboard,
    /// Appendix B.
    pub method: Method,
    /// Appendix C, where partnerships returned something.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contributions: Option<Contributions>,
}

/// What the paper looks like; a file of its own, which the theme reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Look {
    /// The colour of headings, rules and tags; none for the theme's own.
    pub accent: Option<String>,
    /// The crest at its head.
    pub logo: Option<LogoView>,
    /// Whether an appendix begins on a right-hand page.
    pub duplex: bool,
}

/// A crest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LogoView {
    /// The file among those of the templates.
    pub file: String,
    /// What those hear who do not see it.
    pub alternative: String,
}

/// A date in numbers, for the document's metadata.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Date {
    /// Year.
    pub year: i16,
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31.
    pub day: i8,
}

/// A name and what stands beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    /// The name.
    pub name: String,
    /// What stands beside it.
    pub value: String,
}

/// A strategic priority: its section of commentary and its widgets.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PrioritySection {
    /// `sp14`.
    pub id: String,
    /// The commentary.
    pub section: Section,
    /// The widgets: one, or one a part.
    pub widgets: Vec<Widget>,
}

/// A numbered section.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section {
    /// `16`.
    pub number: String,
    /// The heading.
    pub title: String,
    /// The name that links go to.
    pub anchor: String,
    /// The paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// Its figures, where it is no priority and has some.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figures: Option<SectionFigures>,
    /// What is still wrong with them, in a draft.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<StillWrong>,
}

/// A numbered paragraph.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Paragraph {
    /// `20.1` or `20.1.1`.
    pub number: String,
    /// The text.
    pub content: Vec<Inline>,
    /// The lists under it.
    pub lists: Vec<List>,
}

/// A list under a paragraph.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum List {
    /// Nested numbered paragraphs.
    Numbered {
        /// The paragraphs.
        paragraphs: Vec<Paragraph>,
    },
    /// Bullet points.
    Bullets {
        /// The points.
        points: Vec<Vec<Inline>>,
    },
}

/// An endnote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Endnote {
    /// `i`, `ii`, …
    pub mark: String,
    /// The text.
    pub content: Vec<Inline>,
}

/// How a row stands: what decides its mark and its tint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Better.
    Green,
    /// No evidence either way.
    Amber,
    /// Worse.
    Red,
    /// Shown without a test.
    NotAssessed,
    /// Not received.
    Awaited,
    /// A fault stands in the way, in a draft.
    NotJudged,
}

/// A widget of the dashboard: one priority, or one part of one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Widget {
    /// `12` or `14A`.
    pub code: String,
    /// The title.
    pub title: String,
    /// The name that links go to.
    pub anchor: String,
    /// What it says in words.
    pub statement: Option<String>,
    /// The heads of the columns of figures or words, between the measure and the assessment.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<WidgetRow>,
    /// The charts of the rows' evidence, those that stand beside each other together.
    pub exhibits: Vec<Vec<Exhibit>>,
    /// The comments.
    pub comments: Vec<Vec<Inline>>,
    /// The numbered notes.
    pub notes: Vec<Note>,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// The head.
    pub title: String,
    /// A second line, such as the period; empty where there is none.
    pub period: String,
    /// Whether it holds words, which stand on the left, and not figures.
    pub words: bool,
}

/// A row of a widget.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WidgetRow {
    /// `sp12.satisfaction`.
    pub id: String,
    /// The label.
    pub label: String,
    /// The mark of its rule in Appendix B (`⑤`); empty where it has none.
    pub rule: String,
    /// The marks of the numbered notes that it refers to.
    pub notes: Vec<String>,
    /// What was counted, in small.
    pub sparkline: Option<Drawing>,
    /// One cell a column.
    pub cells: Vec<Cell>,
    /// How it stands.
    pub standing: Standing,
    /// The word: `Green`, `Not assessed`, `Awaited`.
    pub word: String,
    /// Why, in a sentence.
    pub reason: String,
    /// What is done about it; that nothing is, where it is red.
    pub actions: Vec<String>,
}

/// A cell: a figure or words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// What it says; `NA` where the figure is awaited, empty where the row has no such column.
    pub text: String,
    /// What stands small beneath it, such as `n = 105`; empty where there is nothing.
    pub detail: String,
}

/// A numbered note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// `1`.
    pub mark: String,
    /// The text.
    pub text: String,
}

/// Appendix A, less its widgets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dashboard {
    /// `Appendix A: …`.
    pub title: String,
    /// `Period ended September 2014`.
    pub period: String,
    /// What stands above the widgets.
    pub introduction: String,
    /// What the marks mean.
    pub key: Vec<KeyEntry>,
    /// The notes under the key.
    pub notes: Vec<String>,
}

/// How many rows stand in one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Which way.
    pub standing: Standing,
    /// The word.
    pub word: String,
    /// How many.
    pub rows: usize,
}

/// What a mark means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyEntry {
    /// Which mark.
    pub standing: Standing,
    /// The word.
    pub word: String,
    /// What it means.
    pub meaning: String,
}

/// Appendix B: the rules, the settings in force and where each figure comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Method {
    /// `Appendix B: …`.
    pub title: String,
    /// What stands above the rules.
    pub introduction: Vec<String>,
    /// The rules.
    pub rules: Vec<RuleView>,
    /// The settings in force.
    pub settings: Vec<Field>,
    /// What was not received.
    pub awaited: Vec<AwaitedView>,
    /// Where each figure comes from.
    pub sources: Vec<SourceView>,
}

/// A rule, as applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleView {
    /// `①`; empty for the key.
    pub mark: String,
    /// What it judges.
    pub title: String,
    /// The three colours.
    pub outcomes: Vec<KeyEntry>,
    /// How it is read, and what is not yet applied.
    pub reading: Vec<String>,
}

/// Something awaited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AwaitedView {
    /// The rows that wait for it.
    pub rows: String,
    /// Why.
    pub why: String,
    /// Who owes it.
    pub from: String,
    /// Since when it is awaited.
    pub since: String,
    /// When it is expected.
    pub expected: String,
}

/// Where the figures of a row come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceView {
    /// `sp12.satisfaction`.
    pub row: String,
    /// What it says.
    pub label: String,
    /// The figures with their file and line.
    pub figures: Vec<Field>,
}
