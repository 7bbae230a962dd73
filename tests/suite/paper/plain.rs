//! The view model as a reader sees it: one fact a line, indented under what it belongs to.
//!
//! Every struct is taken apart field by field, so that a new field cannot stay out of the
//! snapshots unnoticed: it does not compile until it is printed here.

mod items;

use std::fmt::{Display, Write as _};

use panel_report::view::{
    AwaitedView, Cell, ChangedRow, Changes, ChangesPart, Column, Dashboard, Date, Draft, Drawing,
    Endnote, Exhibit, Field, Inline, KeyEntry, List, Method, Note, Paper, Paragraph,
    PrioritySection, RestatedFigure, RuleView, Section, SourceView, Standing, StandingView,
    StillWrong, Summary, SummaryPriority, SummaryRow, Tally, Widget, WidgetRow,
};

/// Lines, each with its depth.
#[derive(Default)]
struct Lines {
    text: String,
    depth: usize,
}

impl Lines {
    fn line(&mut self, line: impl Display) {
        let indent = "  ".repeat(self.depth);
        writeln!(self.text, "{indent}{line}").unwrap();
    }

    fn named(&mut self, name: &str, value: impl Display) {
        self.line(format!("{name}: {value}").trim_end());
    }

    /// A heading with what stands under it.
    fn under(&mut self, heading: impl Display, inside: impl FnOnce(&mut Self)) {
        self.line(heading);
        self.depth += 1;
        inside(self);
        self.depth -= 1;
    }

    fn fields(&mut self, heading: &str, fields: &[Field]) {
        self.under(heading, |lines| {
            for Field { name, value } in fields {
                lines.named(name, value);
            }
        });
    }

    fn section(&mut self, section: &Section) {
        let Section { number, title, anchor, paragraphs, figures, faults } = section;
        self.under(format!("{number} {title} (#{anchor})"), |lines| {
            lines.still_wrong(faults);
            for paragraph in paragraphs {
                lines.paragraph(paragraph);
            }
            if let Some(figures) = figures {
                lines.figures(figures);
            }
        });
    }

    fn still_wrong(&mut self, faults: &[StillWrong]) {
        for StillWrong { kind, place, says, remedy } in faults {
            self.under(format!("{kind}: {place}"), |lines| {
                lines.line(says);
                lines.named("To do", remedy.join(" / "));
            });
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let Paragraph { number, content, lists } = paragraph;
        self.under(format!("{number} {}", running(content)), |lines| {
            for list in lists {
                match list {
                    List::Numbered { paragraphs } => {
                        for paragraph in paragraphs {
                            lines.paragraph(paragraph);
                        }
                    }
                    List::Bullets { points } => lines.bullets(points),
                }
            }
        });
    }

    fn bullets(&mut self, points: &[Vec<Inline>]) {
        for point in points {
            self.line(format!("• {}", running(point)));
        }
    }

    fn widget(&mut self, widget: &Widget) {
        let Widget { code, title, anchor, statement, columns, rows, exhibits, comments, notes } =
            widget;
        self.under(format!("Widget SP{code} {title} (#{anchor})"), |lines| {
            if let Some(statement) = statement {
                lines.line(statement);
            }
            for row in rows {
                lines.row(columns, row);
            }
            for exhibit in exhibits.iter().flatten() {
                lines.exhibit(exhibit);
            }
            lines.bullets(comments);
            for Note { mark, text } in notes {
                lines.line(format!("[{mark}] {text}"));
            }
        });
    }

    /// An exhibit in words; what is drawn is in the layout of its page.
    fn exhibit(&mut self, exhibit: &Exhibit) {
        let Exhibit { number, anchor, row, caption, reading, alt, drawing } = exhibit;
        let Drawing { width, height, shapes: _ } = drawing;
        self.under(format!("Chart {number}. {caption} (#{anchor})"), |lines| {
            lines.line(format!("of {row}, {width} by {height} points"));
            lines.named("Alternative", alt);
            lines.named("Reading", reading);
        });
    }

    fn row(&mut self, columns: &[Column], row: &WidgetRow) {
        let WidgetRow {
            id,
            label,
            rule,
            notes,
            cells,
            sparkline: _, // in the layout of its page
            standing,
            word,
            reason,
            actions,
        } = row;
        assert_eq!(columns.len(), cells.len(), "{id}");
        let marks: Vec<_> = notes.iter().map(|mark| format!("[{mark}]")).collect();
        let marks = marks.concat();
        self.under(format!("{label} {rule}{marks}").trim_end(), |lines| {
            lines.line(format!("id {id}"));
            for (column, Cell { text, detail }) in columns.iter().zip(cells) {
                let Column { title, period, words } = column;
                let head = format!("{title} {period}{}", if *words { " (words)" } else { "" });
                let cell = format!("{text} {}", in_brackets(detail));
                if !(text.is_empty() && detail.is_empty()) {
                    lines.named(head.trim(), cell.trim());
                }
            }
            lines.line(format!("{} {word}. {reason}", shape(*standing)));
            for action in actions {
                lines.named("Action", action);
            }
        });
    }

    fn entries(&mut self, entries: &[KeyEntry]) {
        for KeyEntry { standing, word, meaning } in entries {
            self.line(format!("{} {word}: {meaning}", shape(*standing)));
        }
    }

    fn rule(&mut self, rule: &RuleView) {
        let RuleView { mark, title, outcomes, reading } = rule;
        self.under(format!("{mark} {title}").trim_start(), |lines| {
            lines.entries(outcomes);
            for sentence in reading {
                lines.line(format!("• {sentence}"));
            }
        });
    }
}

/// What has changed since the last report.
pub(crate) fn changes(changes: &Changes) -> String {
    let Changes { number, title, anchor, parts } = changes;
    let mut lines = Lines::default();
    lines.under(format!("{number} {title} (#{anchor})"), |lines| {
        for ChangesPart { paragraph, rows, restated } in parts {
            lines.paragraph(paragraph);
            for ChangedRow { name, anchor, before, now, why } in rows {
                let stood = |standing: &Option<StandingView>| match standing {
                    Some(StandingView { standing, word }) => format!("{} {word}", shape(*standing)),
                    None => "none".to_owned(),
                };
                let link =
                    anchor.as_ref().map_or_else(String::new, |anchor| format!(" (#{anchor})"));
                lines.under(
                    format!("| {name}{link} | {} | {}", stood(before), stood(now)),
                    |lines| {
                        lines.line(why);
                    },
                );
            }
            for RestatedFigure { rows, period, before, now } in restated {
                lines.line(format!("| {rows} | {period} | {before} | {now}"));
            }
        }
    });
    lines.text
}

/// The paper, less its priorities and appendices.
pub(crate) fn paper(paper: &Paper) -> String {
    let Paper {
        title,
        body,
        office,
        panel,
        date: Date { year, month, day },
        running_head,
        notice,
        draft,
        header,
        opening,
        changes: changed,
        priorities,
        items,
        implications,
        appendices,
        background_papers,
        contacts,
        endnotes,
        dashboard: _, // a snapshot of its own, as has the next
        method: _,
        contributions,
    } = paper;
    let mut lines = Lines::default();
    lines.named("Title", title);
    lines.named("Body", body);
    lines.named("Office", office);
    lines.named("Panel", panel);
    lines.named("Date", format!("{year}-{month:02}-{day:02}"));
    lines.named("Running head", running_head);
    lines.named("Notice", notice.as_deref().unwrap_or("none"));
    if let Some(Draft { watermark, title, introduction, faults }) = draft {
        lines.under(format!("{watermark}: {title}"), |lines| {
            for sentence in introduction {
                lines.line(sentence);
            }
            lines.still_wrong(faults);
        });
    }
    lines.fields("Header", header);
    for section in opening {
        lines.section(section);
    }
    if let Some(changed) = changed {
        lines.under("What has changed", |lines| lines.line(changes(changed).trim_end()));
    }
    lines.line(format!("(priorities: {})", priorities.join(", ")));
    for section in items {
        lines.section(section);
    }
    lines.fields("Implications", implications);
    lines.fields("Appendices", appendices);
    lines.under("Background papers", |lines| {
        for paper in background_papers {
            lines.line(paper);
        }
    });
    lines.fields("Contacts", contacts);
    lines.under("Endnotes", |lines| {
        for Endnote { mark, content } in endnotes {
            lines.line(format!("{mark}. {}", running(content)));
        }
    });
    if let Some(contributions) = contributions {
        lines.contributions(contributions);
    }
    lines.text
}

/// A priority: its commentary and its widgets.
pub(crate) fn priority(priority: &PrioritySection) -> String {
    let PrioritySection { id: _, section, widgets } = priority; // the snapshot's name has the id
    let mut lines = Lines::default();
    lines.section(section);
    for widget in widgets {
        lines.widget(widget);
    }
    lines.text
}

/// The summary, a line a row.
pub(super) fn summary(summary: &Summary) -> String {
    let Summary { period, tally, priorities, gathered: _ } = summary;
    let mut lines = Lines::default();
    lines.line(period);
    for Tally { standing, word, rows } in tally {
        lines.line(format!("{} {word}: {rows}", shape(*standing)));
    }
    for SummaryPriority { code, title, anchor, statement, rows } in priorities {
        lines.under(format!("SP{code} {title} (#{anchor})"), |lines| {
            if let Some(statement) = statement {
                lines.line(statement);
            }
            for row in rows {
                let SummaryRow { id, label, latest, words, change, sparkline, standing, word } =
                    row;
                let words = if *words { " (words)" } else { "" };
                let history = if sparkline.is_some() { " (history)" } else { "" };
                let change = if change.is_empty() { String::new() } else { format!(", {change}") };
                lines.line(format!(
                    "{} {word}: {label}: {latest}{words}{change}{history} ({id})",
                    shape(*standing)
                ));
            }
        });
    }
    lines.text
}

/// Appendix A, less its widgets.
pub(super) fn dashboard(dashboard: &Dashboard) -> String {
    let Dashboard { title, period, introduction, key, notes } = dashboard;
    let mut lines = Lines::default();
    lines.line(title);
    lines.line(period);
    lines.line(introduction);
    lines.under("Key", |lines| lines.entries(key));
    lines.under("Notes", |lines| {
        for note in notes {
            lines.line(note);
        }
    });
    lines.text
}

/// Appendix B.
pub(super) fn method(method: &Method) -> String {
    let Method { title, introduction, rules, settings, awaited, sources } = method;
    let mut lines = Lines::default();
    lines.line(title);
    for sentence in introduction {
        lines.line(sentence);
    }
    for rule in rules {
        lines.rule(rule);
    }
    lines.fields("Settings", settings);
    lines.under("Awaited", |lines| {
        for AwaitedView { rows, why, from, since, expected } in awaited {
            lines.under(rows, |lines| {
                lines.line(why);
                lines.named("From", from);
                lines.named("Since", since);
                lines.named("Expected", expected);
            });
        }
    });
    lines.under("Where each figure comes from", |lines| {
        for SourceView { row, label, figures } in sources {
            lines.under(format!("{label} ({row})"), |lines| {
                for Field { name, value } in figures {
                    lines.line(format!("{name} < {value}"));
                }
            });
        }
    });
    lines.text
}

/// Running text on one line: `**strong**`, `_emphasis_`, `text <link>` and `[i]`, with a star where
/// the endnote links back.
pub(super) fn running(content: &[Inline]) -> String {
    content
        .iter()
        .map(|inline| match inline {
            Inline::Text { text } => text.clone(),
            Inline::Strong { content } => format!("**{}**", running(content)),
            Inline::Emphasis { content } => format!("_{}_", running(content)),
            Inline::Link { url, content } => format!("{} <{url}>", running(content)),
            Inline::Endnote { mark, first } => {
                format!("[{mark}{}]", if *first { "*" } else { "" })
            }
        })
        .collect()
}

fn in_brackets(detail: &str) -> String {
    if detail.is_empty() { String::new() } else { format!("({detail})") }
}

/// The shape of a standing, as the paper has it.
fn shape(standing: Standing) -> char {
    match standing {
        Standing::Green => '▲',
        Standing::Amber => '●',
        Standing::Red => '▼',
        Standing::NotAssessed => '○',
        Standing::Awaited => '–',
        Standing::NotJudged => '×',
    }
}
