//! A new quarter: the configuration of the last one rolled over, what is missing awaited, and for each
//! section the facts of the last one before whoever writes it.

use std::fmt::Write as _;
use std::path::PathBuf;

use panel_core::{Awaiting, Figure, Partner, Quarter, Row, WITHHELD};
use toml_edit::{DocumentMut, value};

use crate::refusal::say_slip;
use crate::{Existing, Missing, Refusal, Written, awaited};

/// A quarter that is to follow another.
///
/// ```
/// use panel_scaffold::{Existing, NewQuarter};
///
/// let next = NewQuarter {
///     quarter: "2014-15 Q3".parse()?,
///     last: "2014-15 Q2".parse()?,
///     meeting: jiff::civil::date(2015, 3, 18),
///     force: "Leicestershire Police",
///     partners: &[],
///     awaited: &[],
///     previous: Some("../2014-15-q2"),
/// };
/// assert!(next.refusals().is_empty());
/// let last = "quarter = \"2014-15 Q2\"\n[paper]\ndate = 2014-12-17\n".to_owned();
/// let made = next.configuration(&Existing { path: "panel.toml".into(), text: last })?;
/// assert!(made.text.contains("quarter = \"2014-15 Q3\""));
/// assert!(made.text.contains("previous = \"../2014-15-q2\""));
/// assert!(made.text.contains("date = 2015-03-18"));
/// // A quarter does not follow itself.
/// assert_eq!(NewQuarter { quarter: next.last, ..next }.refusals().len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct NewQuarter<'a> {
    /// The quarter.
    pub quarter: Quarter,
    /// The one that it follows.
    pub last: Quarter,
    /// The day on which the panel meets, as `2015-03-18`.
    pub meeting: jiff::civil::Date,
    /// The name of the force, which returns what no partner is named for.
    pub force: &'a str,
    /// Who returns which series.
    pub partners: &'a [Partner],
    /// What the last quarter awaited, and from whom.
    pub awaited: &'a [Awaiting],
    /// The way from its folder to that of the last quarter; none where no path leads there.
    pub previous: Option<&'a str>,
}

/// A section and what the last quarter's paper says of its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// Its file of commentary, from the folder of the quarter.
    pub file: PathBuf,
    /// One of its rows, by which the commentary can bind figures; the section may have none.
    pub row: Option<String>,
    /// A line a fact.
    pub facts: Vec<String>,
    /// What its commentary said, as it was written.
    pub said: String,
}

impl Prompt {
    /// The facts that `rows` hold.
    #[must_use]
    pub fn of<'a>(file: PathBuf, rows: impl IntoIterator<Item = &'a Row>, said: String) -> Self {
        let rows: Vec<_> = rows.into_iter().collect();
        let row = rows.first().map(|row| row.id.to_string());
        Self { file, row, facts: rows.into_iter().map(fact).collect(), said }
    }
}

/// How the reason begins that is given for what nobody has returned yet.
const NOT_RECEIVED: &str = "The return for";

impl NewQuarter<'_> {
    /// Why there can be no such quarter; every reason.
    #[must_use]
    pub fn refusals(&self) -> Vec<Refusal> {
        let mut refusals = Vec::new();
        let (new, last) = (self.quarter, self.last);
        if new <= last {
            refusals.push(Refusal::NotLater { new, last });
        }
        if panel_core::Month::of(self.meeting) <= new.last_month() {
            let meeting = panel_core::plain_date(self.meeting);
            refusals.push(Refusal::MeetingTooEarly { new, meeting });
        }
        refusals
    }

    /// `panel.toml` of the last quarter as that of this one: deadlines have gone by, and the letter of
    /// a paper is the clerk's to give.
    ///
    /// # Errors
    /// [`Refusal::NotSafe`] where it cannot be read.
    pub fn configuration(&self, last: &Existing) -> Result<Written, Refusal> {
        let not_safe = |why: String| Refusal::NotSafe { path: last.path.clone(), why };
        let mut document: DocumentMut =
            last.text.parse().map_err(|error| not_safe(say_slip(&error)))?;
        keep_decor(&mut document["quarter"], &self.name());
        document.remove("deadlines");
        match (self.previous, document.get_mut("previous")) {
            (Some(previous), Some(item)) => keep_decor(item, previous),
            (Some(previous), None) => drop(document.insert("previous", value(previous))),
            (None, _) => drop(document.remove("previous")),
        }
        let paper = document.get_mut("paper").and_then(toml_edit::Item::as_table_like_mut);
        let paper = paper.ok_or_else(|| not_safe("it has no [paper]".to_owned()))?;
        paper.insert("date", value(toml_date(self.meeting)));
        if let Some(marked) = paper.get_mut("marked") {
            keep_decor(marked, "");
        }
        Ok(Written { path: last.path.clone(), text: document.to_string() })
    }

    /// `awaited.toml`: an entry for everything that is missing. What the last quarter said of a period, or of
    /// a series of which nothing has ever come, holds still.
    ///
    /// # Errors
    /// None for a file that is not there yet.
    pub fn awaited(&self, missing: &[Missing]) -> Result<Written, Refusal> {
        let why = format!("{NOT_RECEIVED} {} has not been received.", self.quarter);
        let entry = |one: &'_ Missing| -> awaited::Entry<'_> {
            let Missing { series, kind, period } = *one;
            let said = self.said(one);
            awaited::Entry {
                series,
                kind,
                period,
                why: said.map_or(&why, |said| &said.why),
                from: said.map_or_else(|| self.from(one), |said| &said.from),
                expected: said.and_then(|said| said.expected),
            }
        };
        let entries: Vec<_> = missing.iter().map(entry).collect();
        let none = Existing { path: PathBuf::from("awaited.toml"), text: String::new() };
        awaited::with_entries(&none, &entries)
    }

    /// What the last quarter said of the same period, or of a series of which nothing has ever come. That a
    /// return of the last quarter was late does not hold for this one, nor what was to end before it did.
    fn said(&self, missing: &Missing) -> Option<&Awaiting> {
        let mut earlier = self.earlier(missing);
        let end = self.quarter.last_month();
        earlier.find(|one| {
            let holds = one.period.is_some()
                || (!one.why.starts_with(NOT_RECEIVED)
                    && one.expected.is_none_or(|month| month > end));
            one.period == missing.period && !one.pending && holds
        })
    }

    /// Who returns it: the partner whose it is, or whoever it was awaited from.
    fn from(&self, missing: &Missing) -> &str {
        let partner = self.partners.iter().find(|one| one.owes(missing.series));
        let earlier = || self.earlier(missing).next().map(|one| &*one.from);
        partner.map(|partner| &*partner.name).or_else(earlier).unwrap_or(self.force)
    }

    fn earlier(&self, missing: &Missing) -> impl Iterator<Item = &Awaiting> {
        let (kind, series) = (missing.kind, missing.series);
        self.awaited.iter().filter(move |one| one.kind == kind && one.series == series)
    }

    /// The files of commentary: nothing is written in them yet, so that `panel check` asks for each;
    /// the facts stand where they are not printed.
    #[must_use]
    pub fn narrative(&self, prompts: &[Prompt]) -> Vec<Written> {
        let text = |prompt: &Prompt| {
            let mut text = String::from("+++\n");
            let mut line = |words: &str| {
                // Writing to a string succeeds.
                let words = words.replace(char::is_control, " ");
                let _ = writeln!(text, "{}", format!("# {words}").trim_end());
            };
            line(&format!("{} said:", self.last));
            prompt.facts.iter().for_each(|fact| line(&format!("- {fact}")));
            prompt.said.lines().for_each(&mut line);
            let question = if prompt.facts.is_empty() {
                "What holds still, and what does not?"
            } else {
                "What has changed, why, and what is done about it?"
            };
            line(&format!("{}: {question}", self.quarter));
            if let Some(row) = &prompt.row {
                line(&format!("Figures are bound as {{{{ {row}.latest }}}}, words as"));
                line(&format!("{{{{ claim(\"{row}\", \"down\", \"has fallen\") }}}}."));
            }
            line("These lines are not printed. Write below the next one.");
            text + "+++\n"
        };
        prompts
            .iter()
            .map(|prompt| Written { path: prompt.file.clone(), text: text(prompt) })
            .collect()
    }

    /// The header of a table, without its rows.
    #[must_use]
    pub fn emptied(table: &str) -> String {
        let header = table.strip_prefix('\u{feff}').unwrap_or(table).lines().next();
        format!("{}\n", header.unwrap_or_default())
    }

    /// As `panel.toml` names it: `2014-15 Q3`.
    fn name(&self) -> String {
        format!("{} Q{}", self.quarter.year(), self.quarter.number()).replace('/', "-")
    }
}

/// What a row says, in a line: `sp12.offences, Number of offences: 4,034, before 3,911, amber. Why.`
fn fact(row: &Row) -> String {
    let finding = &row.finding;
    let figures = finding.figures();
    let says = finding.assessment().map_or(finding.state(), |colour| colour.word());
    let earlier = match figures.earlier() {
        Some(figure) => format!(", before {}", printed(figure)),
        None => String::new(),
    };
    let latest = figures.current().map_or_else(|| "NA".to_owned(), printed);
    let says = says.to_lowercase();
    format!("{}, {}: {latest}{earlier}, {says}. {}", row.id, row.label, finding.reason().sentence())
}

fn printed(figure: &Figure) -> String {
    match figure {
        Figure::Known { value, .. } => value.to_string(),
        Figure::Awaited(_) => "NA".to_owned(),
        Figure::Withheld { .. } => WITHHELD.to_owned(),
    }
}

/// Puts a text where another stood, with the comment that stands beside it.
fn keep_decor(item: &mut toml_edit::Item, text: &str) {
    let decor = item.as_value().map(|value| value.decor().clone());
    *item = value(text);
    if let (Some(decor), Some(value)) = (decor, item.as_value_mut()) {
        *value.decor_mut() = decor;
    }
}

fn toml_date(day: jiff::civil::Date) -> toml_edit::Datetime {
    let date = toml_edit::Date {
        year: day.year().unsigned_abs(),
        month: day.month().unsigned_abs(),
        day: day.day().unsigned_abs(),
    };
    toml_edit::Datetime { date: Some(date), time: None, offset: None }
}
