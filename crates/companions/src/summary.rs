//! `summary.txt`: what the dashboard says, for an e-mail.

use std::fmt::Write as _;

use panel_report::Composition;
use panel_report::view::{AwaitedView, Column, Field, Standing, Widget, WidgetRow};

use crate::{FIGURES, FINDINGS, PACKAGE, WORKBOOK, paper_name};

/// No line is longer: a mail that is quoted stays whole.
const WIDTH: usize = 72;

/// The summary.
pub(crate) fn text(composition: &Composition) -> String {
    let paper = &composition.paper;
    let mut text = Text::default();
    if let Some(notice) = &paper.notice {
        text.paragraph(notice);
        text.gap();
    }
    text.paragraph(&paper.running_head);
    text.paragraph(&paper.body);
    text.paragraph(&format!("For the {}, {}", paper.panel, said(&paper.header, "Date")));
    text.paragraph(&paper.dashboard.period);
    text.gap();
    let tally = composition.summary.tally.iter();
    let rows: usize = tally.clone().map(|one| one.rows).sum();
    let counted: Vec<_> =
        tally.map(|one| format!("{} {}", one.rows, one.word.to_lowercase())).collect();
    text.paragraph(&format!("{rows} rows: {}.", counted.join(", ")));
    for (standing, word) in [(Standing::Red, "Red"), (Standing::Green, "Green")] {
        let found = rows_of(composition, standing);
        text.heading(&format!("{word} ({})", found.len()));
        if found.is_empty() {
            text.paragraph(&format!("No row is {}.", word.to_lowercase()));
        }
        for (widget, row) in found {
            text.point(&describe_row(widget, row));
        }
    }
    if let Some(comparison) = &composition.comparison {
        // Those that are awaited now stand below.
        let changes = comparison.changes.iter().filter(|change| !change.is_awaited_now());
        let changes: Vec<_> = changes.collect();
        text.heading(&format!("Changed since the last report ({})", changes.len()));
        if changes.is_empty() {
            text.paragraph("No row that is shown has changed colour or state.");
        }
        for change in changes {
            text.point(&change.sentence);
        }
    }
    text.heading("Figures awaited");
    if paper.method.awaited.is_empty() {
        text.paragraph("No figure is awaited.");
    }
    for awaited in &paper.method.awaited {
        text.point(&told_of_awaited(awaited));
    }
    text.heading("Where to find it");
    text.point(&format!(
        "The paper, with the rules in its Appendix B: {}",
        paper_name(composition)
    ));
    text.point(&format!("The dashboard as a workbook: {WORKBOOK}"));
    text.point(&format!("As data: {FIGURES}, explained by {PACKAGE}, and {FINDINGS}"));
    for contact in &paper.contacts {
        text.point(&format!("Contact: {}, {}", contact.name, contact.value));
    }
    text.0
}

/// What stands beside a name in the header block.
fn said<'a>(fields: &'a [Field], name: &str) -> &'a str {
    fields.iter().find(|field| field.name == name).map_or("", |field| field.value.as_str())
}

fn rows_of(composition: &Composition, standing: Standing) -> Vec<(&Widget, &WidgetRow)> {
    let widgets = composition.priorities.iter().flat_map(|priority| &priority.widgets);
    widgets
        .flat_map(|widget| widget.rows.iter().map(move |row| (widget, row)))
        .filter(|(_, row)| row.standing == standing)
        .collect()
}

/// A row in words: where it stands, its figures, and why.
fn describe_row(widget: &Widget, row: &WidgetRow) -> String {
    let figures: Vec<_> = widget
        .columns
        .iter()
        .zip(&row.cells)
        .filter(|(_, cell)| !cell.text.is_empty())
        .enumerate()
        .map(|(index, (column, cell))| {
            let detail = match cell.detail.as_str() {
                "" => String::new(),
                detail => format!(" ({detail})"),
            };
            let head = head(column);
            let head = if index == 0 { head } else { lower_first(&head) };
            format!("{head}: {}{detail}", cell.text)
        })
        .collect();
    // Two rows of a priority may have one label, under different rules.
    let rule = match row.rule.as_str() {
        "" => String::new(),
        rule => format!(" (rule {rule})"),
    };
    format!(
        "SP{} {}, {}{rule}. {}. {}",
        widget.code,
        widget.title,
        lower_first(&row.label),
        figures.join("; "),
        row.reason
    )
}

fn head(column: &Column) -> String {
    let Column { title, period, .. } = column;
    if period.is_empty() { title.clone() } else { format!("{title} {period}") }
}

fn told_of_awaited(awaited: &AwaitedView) -> String {
    let AwaitedView { rows, why, from, since, expected } = awaited;
    let mut text = format!("{rows}: {why} From: {from}.");
    for (name, when) in [("Since", since), ("Expected", expected)] {
        if when != "Not stated" {
            let _ = write!(text, " {name}: {when}.");
        }
    }
    text
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        // An abbreviation keeps its capitals.
        (Some(first), Some(second)) if first.is_uppercase() && !second.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

/// Lines that are wrapped.
#[derive(Default)]
struct Text(String);

impl Text {
    fn paragraph(&mut self, text: &str) {
        self.wrapped(text, "", "");
    }

    fn point(&mut self, text: &str) {
        self.wrapped(text, "* ", "  ");
    }

    fn heading(&mut self, text: &str) {
        self.gap();
        self.wrapped(text, "", "");
        let longest = self.0.lines().last().map_or(0, |line| line.chars().count());
        self.0.push_str(&"-".repeat(longest));
        self.0.push('\n');
    }

    fn gap(&mut self) {
        self.0.push('\n');
    }

    fn wrapped(&mut self, text: &str, first: &str, others: &str) {
        let text = on_one_line(text);
        let options = textwrap::Options::new(WIDTH)
            .initial_indent(first)
            .subsequent_indent(others)
            .word_separator(textwrap::WordSeparator::AsciiSpace)
            .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        // What was bound is whole now, and no mail need know such spaces.
        self.0.push_str(&textwrap::fill(&text, options).replace('\u{a0}', " "));
        self.0.push('\n');
    }
}

/// Text on one line: whatever breaks a line is a space; a space that binds its words stays.
fn on_one_line(text: &str) -> String {
    let breaks = |letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
    let text = text.replace(breaks, " ");
    let words: Vec<_> = text.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ").replace(" = ", "\u{a0}=\u{a0}")
}
