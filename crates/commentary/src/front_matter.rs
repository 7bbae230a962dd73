//! What stands before a section's text, between two lines `+++`: the actions for its red rows.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;

use jiff::civil::Date;
use panel_core::{Fault, Slip, SourceText, code, quoted_piece, read_toml_error};
use panel_typeface::{LONGEST_NAME, PLAIN_WORDS, find_markup, find_misprint, plain};
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

/// The line before and after.
const FENCE: &str = "+++";

/// How each action begins.
const ACTIONS: &str = "[[actions]]";

/// How it is written by mistake.
const ONE_BRACKET: &str = "[actions]";

/// More letters than a cell has room for that stays on one page, those of a line that is not full among them.
const MOST_OF_ONE_ROW: usize = 3_000;

/// Letters of a line, half of which the end of an action leaves free, and those of the words beside it.
const BESIDE_AN_ACTION: usize = 90;

/// What is done about a row, by whom and by when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// The row, such as `sp12.offences`.
    pub row: String,
    /// What is done.
    pub action: String,
    /// Who owns it, by role.
    pub owner: String,
    /// The day by which it is done.
    pub due: Date,
    /// Where the row stands in the file.
    pub span: Range<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    actions: Vec<WrittenAction>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenAction {
    row: Spanned<String>,
    action: Spanned<String>,
    owner: Spanned<String>,
    due: Spanned<WrittenDay>,
}

/// A day, in quotation marks or without them.
#[derive(Deserialize)]
#[serde(untagged)]
enum WrittenDay {
    Day(Datetime),
    Text(String),
}

impl fmt::Display for WrittenDay {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(formatter, "{day}"),
            Self::Text(text) => formatter.write_str(text),
        }
    }
}

/// How a day is written that was meant with its parts in the order of speech, as in 25/11/2015.
fn day_meant(text: &str) -> Option<Date> {
    let mut parts = text.trim().split(['/', '.', '-']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let (day, month) = (day.parse().ok()?, month.parse().ok()?);
    Date::new(year.parse().ok()?, month, day).ok().filter(|_| parts.next().is_none())
}

/// Takes the actions off the text, which keeps its lines: blanks stand where they stood.
pub(crate) fn take(source: &SourceText, faults: &mut Vec<Fault>) -> (Vec<Action>, SourceText) {
    let text = &*source.text;
    let Some(first) = text.lines().next().filter(|line| line.trim_end() == FENCE) else {
        // They would be printed as prose.
        if let Some(start) = text.find(ACTIONS) {
            faults.push(Fault::at(
                code!("commentary::front_matter"),
                source,
                start..start + ACTIONS.len(),
                "these actions are not between two lines +++ at the beginning",
                "begin the file with a line +++, and write another after the actions",
            ));
        }
        return (Vec::new(), source.clone());
    };
    let (mut actions, mut begin) = (Vec::new(), first.len());
    // Actions that were pasted above what a new quarter brings with it are a block of their own.
    let end = loop {
        let Some(end) = closing(text, begin) else {
            faults.push(Fault::at(
                code!("commentary::front_matter"),
                source,
                begin - FENCE.len()..begin,
                "what begins with +++ does not end",
                "write a line +++ after the actions",
            ));
            return (Vec::new(), source.clone());
        };
        actions.extend(read(source, begin..end.start, faults));
        let rest = &text[end.end..];
        let next = end.end + rest.len() - rest.trim_start().len();
        let opens = text[next..].lines().next().is_some_and(|line| line.trim_end() == FENCE);
        if !opens || closing(text, next + FENCE.len()).is_none() {
            break end;
        }
        begin = next + FENCE.len();
    };
    note_twice(source, &actions, faults);
    let rest: String = text[..end.end]
        .chars()
        .map(|letter| if letter == '\n' { '\n' } else { ' ' })
        .chain(text[end.end..].chars())
        .collect();
    (actions, SourceText::new(&source.path, &rest))
}

/// Notes an action that was given before.
fn note_twice(source: &SourceText, actions: &[Action], faults: &mut Vec<Fault>) {
    let mut seen = BTreeSet::new();
    for one in actions {
        if !seen.insert((&one.row, &one.action)) {
            faults.push(Fault::at(
                code!("commentary::twice"),
                source,
                one.span.clone(),
                format!("this action for `{}` was given before", one.row),
                "keep one of the two",
            ));
        }
    }
}

/// The line that closes, from its first byte to its last.
fn closing(text: &str, from: usize) -> Option<Range<usize>> {
    let mut start = from;
    for line in text[from..].split_inclusive('\n') {
        if start > from && line.trim_end() == FENCE {
            return Some(start..start + line.trim_end().len());
        }
        start += line.len();
    }
    None
}

fn read(source: &SourceText, within: Range<usize>, faults: &mut Vec<Fault>) -> Vec<Action> {
    let shift = within.start;
    let moved = |span: Range<usize>| span.start + shift..span.end + shift;
    let written: Written = match toml::from_str(&source.text[within]) {
        Ok(written) => written,
        Err(error) => {
            let span = error.span().map_or(0..FENCE.len(), moved);
            let Slip { what, .. } = read_toml_error(error.message());
            let single = source.text[..span.end].lines().any(|line| line.trim() == ONE_BRACKET);
            let what = if single { "their head has one bracket on each side" } else { &*what };
            let message = format!("the actions cannot be read: {what}");
            let remedy = "write each as [[actions]] with row, action, owner and due, such as due = \"2015-01-31\"";
            faults.push(Fault::at(
                code!("commentary::front_matter"),
                source,
                span,
                message,
                remedy,
            ));
            return Vec::new();
        }
    };
    let mut actions = Vec::new();
    let mut of_rows: BTreeMap<String, usize> = BTreeMap::new();
    for one in written.actions {
        let letters = of_rows.entry(one.row.get_ref().clone()).or_default();
        let had_room = *letters <= MOST_OF_ONE_ROW;
        let texts = one.action.get_ref().chars().chain(one.owner.get_ref().chars());
        *letters += BESIDE_AN_ACTION + texts.count();
        if *letters > MOST_OF_ONE_ROW {
            if had_room {
                faults.push(Fault::at(
                    code!("commentary::too_long"),
                    source,
                    moved(one.row.span()),
                    format!(
                        "the actions before this one fill the room that `{}` has",
                        one.row.get_ref()
                    ),
                    "say in fewer words what is done",
                ));
            }
            continue;
        }
        let before = faults.len();
        for (name, words) in [("action", &one.action), ("owner", &one.owner)] {
            check_words(source, (name, words.get_ref()), moved(words.span()), faults);
        }
        let written = one.due.get_ref().to_string();
        let due: Option<Date> = written.parse().ok();
        if due.is_none() {
            let remedy = day_meant(&written).map_or_else(
                || "write year, month and day, such as 2015-01-31".to_owned(),
                |meant| format!("write {meant}"),
            );
            faults.push(Fault::at(
                code!("commentary::front_matter"),
                source,
                moved(one.due.span()),
                format!("`{}` is not a day", quoted_piece(&written)),
                remedy,
            ));
        }
        if let (Some(due), true) = (due, faults.len() == before) {
            let span = moved(one.row.span());
            actions.push(Action {
                row: one.row.into_inner(),
                action: plain(one.action.get_ref().trim()).into_owned(),
                owner: plain(one.owner.get_ref().trim()).into_owned(),
                due,
                span,
            });
        }
    }
    actions
}

/// Notes what is wrong with the words of an action.
fn check_words(
    source: &SourceText,
    (name, words): (&str, &str),
    span: Range<usize>,
    faults: &mut Vec<Fault>,
) {
    if words.trim().is_empty() {
        let message = format!("`{name}` is empty");
        faults.push(Fault::at(
            code!("commentary::front_matter"),
            source,
            span.clone(),
            message,
            "say it in words, or take the action away: the paper then says that none was given",
        ));
    }
    if let Some(sign) = find_markup(words) {
        let message = format!("`{name}` has `{sign}`, and is printed as it is written");
        let span = span.clone();
        faults.push(Fault::at(code!("commentary::markup"), source, span, message, PLAIN_WORDS));
    }
    if let Some(misprint) = find_misprint(words, LONGEST_NAME) {
        let span = misprint.find_in(&source.text, span.clone());
        let code = if misprint.is_too_long {
            code!("commentary::too_long")
        } else {
            code!("commentary::not_printable")
        };
        let message = format!("`{name}` {}", misprint.what);
        faults.push(Fault::at(code, source, span, message, misprint.remedy));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(text: &str) -> (Vec<Action>, String, Vec<String>) {
        let mut faults = Vec::new();
        let (actions, rest) = take(&SourceText::new("narrative/sp12.md", text), &mut faults);
        (actions, rest.text.to_string(), faults.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn actions_are_taken_and_lines_kept() {
        let text = "+++\n[[actions]]\nrow = \"sp12.offences\"\naction = \"Mark property.\"\nowner = \"Head of Crime\"\ndue = \"2015-01-31\"\n+++\nText.\n";
        let (actions, rest, faults) = taken(text);
        assert_eq!(faults, [""; 0]);
        assert_eq!(actions.len(), 1);
        assert_eq!(&text[actions[0].span.clone()], "\"sp12.offences\"");
        assert_eq!(actions[0].due.to_string(), "2015-01-31");
        assert_eq!(rest.lines().count(), text.lines().count());
        assert_eq!(rest.trim(), "Text.");
    }

    #[test]
    fn blocks_one_after_the_other_are_read_as_one() {
        let action = "[[actions]]\nrow = \"a\"\naction = \"b\"\nowner = \"c\"\ndue = 2015-01-31\n";
        let facts = "+++\n# a.latest: 12.\n+++\nText.\n";
        let (actions, rest, faults) = taken(&format!("+++\n{action}+++\n\n{facts}"));
        assert_eq!((actions.len(), rest.trim(), faults), (1, "Text.", vec![]));
        assert_eq!(actions[0].due.to_string(), "2015-01-31");
        let (actions, _, faults) = taken(&format!("+++\n{action}+++\n+++\n{action}+++\nText.\n"));
        assert_eq!(actions.len(), 2);
        assert_eq!(
            faults,
            ["narrative/sp12.md:10:7: commentary::twice: this action for `a` was given before"]
        );
        // A line that opens nothing is text.
        let (_, rest, faults) = taken(&format!("+++\n{action}+++\n+++\nText.\n"));
        assert_eq!((rest.trim(), faults), ("+++\nText.", vec![]));
    }

    #[test]
    fn a_day_in_the_order_of_speech_is_told_how_to_be_written() {
        for (written, remedy) in [
            ("\"25/11/2015\"", "write 2015-11-25"),
            ("\"1.2.2015\"", "write 2015-02-01"),
            ("\"31 January\"", "write year, month and day, such as 2015-01-31"),
        ] {
            let text = format!(
                "+++\n[[actions]]\nrow = \"a\"\naction = \"b\"\nowner = \"c\"\ndue = {written}\n+++\n"
            );
            let mut faults = Vec::new();
            take(&SourceText::new("narrative/sp12.md", &text), &mut faults);
            let remedies: Vec<_> = faults.iter().map(|fault| fault.remedy.as_str()).collect();
            assert_eq!(remedies, [remedy], "{written}");
        }
    }

    #[test]
    fn text_without_a_fence_stays() {
        let (actions, rest, faults) = taken("Text with +++ in it.\n");
        assert_eq!((actions.len(), rest.as_str(), faults.len()), (0, "Text with +++ in it.\n", 0));
    }

    #[test]
    fn each_fault_has_its_place() {
        for (text, told) in [
            (
                "+++\nText.\n",
                "narrative/sp12.md:1:1: commentary::front_matter: what begins with +++ does not end",
            ),
            (
                "+++\n[[actions]]\nrow = \"a\"\naction = \" \"\nowner = \"b\"\ndue = \"31 January\"\n+++\n",
                "narrative/sp12.md:4:10: commentary::front_matter: `action` is empty",
            ),
            (
                "+++\n[[actions]]\nrow = \"a\"\naction = \"c\"\nowner = \"b\"\ndue = \"31 January\"\n+++\n",
                "narrative/sp12.md:6:7: commentary::front_matter: `31 January` is not a day",
            ),
            (
                "++\n[[actions]]\nrow = \"a\"\n++\n",
                "narrative/sp12.md:2:1: commentary::front_matter: these actions are not between two lines +++ at the beginning",
            ),
            (
                "+++\n[[actions]]\nrow = \"a\"\n+++\n",
                "narrative/sp12.md:2:1: commentary::front_matter: the actions cannot be read: `action` is missing",
            ),
            (
                "+++\n[actions]\nrow = \"a\"\n+++\n",
                "narrative/sp12.md:2:1: commentary::front_matter: the actions cannot be read: their head has one bracket on each side",
            ),
            (
                "+++\n[[actions]]\nrow = \"a\"\naction = \"Mark {{ sp12.offences.latest }} bicycles\"\nowner = \"b\"\ndue = 2015-01-31\n+++\n",
                "narrative/sp12.md:4:10: commentary::markup: `action` has `{{`, and is printed as it is written",
            ),
        ] {
            assert_eq!(taken(text).2.first().map(String::as_str), Some(told));
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_too_strange(text in "(\\+\\+\\+\r?\n)?\\PC{0,40}\n?(\\+\\+\\+)?\\PC*") {
            let (_, rest, _) = taken(&text);
            assert_eq!(rest.matches('\n').count(), text.matches('\n').count());
        }
    }
}
