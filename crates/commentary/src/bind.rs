//! Puts the figures that commentary names into its text.

use std::collections::BTreeMap;
use std::ops::Range;

use minijinja::{Environment, UndefinedBehavior, Value};
use panel_core::{Fault, SourceText};

use crate::claim::{ClaimBinding, HOW_TO_CLAIM, is_claim, settled};
use crate::names::{Bound, Names};

/// What stands in for a figure that is not there, so that the rest can be checked, and read in a
/// draft.
const NO_FIGURE: &str = "[no figure]";

/// A text with its figures in place, line for line as in the file.
pub(crate) struct BoundText {
    pub(crate) text: String,
    /// The names that it binds, sorted.
    pub(crate) names: Vec<String>,
    /// The rows of which it claims something, sorted.
    pub(crate) claimed: Vec<String>,
}

/// No name of a figure has more letters: one of thousands of parts would be followed part by part.
const LONGEST_NAME: usize = 200;

/// Binds every figure; `None` where a binding cannot be read.
pub(crate) fn bind(
    source: &SourceText,
    names: &Names,
    faults: &mut Vec<Fault>,
) -> Option<BoundText> {
    let before = faults.len();
    only_names(source, faults);
    if faults.len() > before {
        return None;
    }
    let settled = settled(source, names, faults);
    let before = faults.len();
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    // Escaping is for HTML; the parser that follows makes plain text of everything.
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    let template = match environment.template_from_named_str(&source.path, &settled.text) {
        Ok(template) => template,
        Err(error) => {
            faults.push(fault_of(source, &error));
            return None;
        }
    };
    let mut used: Vec<_> = template.undeclared_variables(true).into_iter().collect();
    used.sort_unstable();
    let mut stand_ins = Vec::new();
    for name in &used {
        if names.is_unjudged(name) {
            stand_ins.push(name.clone());
            continue;
        }
        let (code, message, remedy) = match names.get(name) {
            Some(Bound::Prints(_)) => continue,
            Some(Bound::Nothing { why, remedy }) => (
                "commentary::nothing_to_bind",
                format!("`{name}` has nothing to print: {why}"),
                remedy.clone(),
            ),
            None => (
                "commentary::unknown_name",
                format!("there is no figure `{name}`"),
                match names.nearest(name) {
                    Some(nearest) => format!("is `{nearest}` meant?"),
                    None => "`panel findings` lists the rows; add .latest, .baseline, .change, .fall, .rise or .n".to_owned(),
                },
            ),
        };
        for span in uses(&source.text, name) {
            faults.push(Fault::at(code, source, span, message.clone(), remedy.clone()));
        }
        stand_ins.push(name.clone());
    }
    match template.render(tree(names, &stand_ins)) {
        Ok(text) => Some(BoundText { text, names: used, claimed: settled.rows }),
        // A name that is no figure may stand in the way of others that are.
        Err(_) if faults.len() > before => None,
        Err(error) => {
            faults.push(fault_of(source, &error));
            None
        }
    }
}

/// A binding is the name of a figure, or a claim: a sum or a number written there would have no source.
fn only_names(source: &SourceText, faults: &mut Vec<Fault>) {
    let text = &source.text;
    let remedy = "write the sentence, and bind its figures as {{ sp12.satisfaction.latest }}";
    for (mark, message) in [
        ("{%", "commentary binds figures and holds no logic"),
        ("{#", "commentary binds figures and holds no hidden remarks"),
    ] {
        // One place is enough to see what is meant.
        if let Some(start) = text.find(mark) {
            faults.push(Fault::at("commentary::logic", source, start..start + 2, message, remedy));
        }
    }
    let (mut line_end, mut is_open) = (0, false);
    for (open, _) in text.match_indices("{{") {
        // A line may be long and hold thousands: it is measured once, and its first fault of this kind is enough.
        if open >= line_end {
            line_end = text[open..].find('\n').map_or(text.len(), |end| open + end);
            is_open = false;
        }
        if is_open {
            continue;
        }
        let Some(length) = text[open..line_end].find("}}") else {
            is_open = true;
            faults.push(Fault::at(
                "commentary::binding",
                source,
                open..open + 2,
                "this binding is not closed in its line",
                "close it with }}",
            ));
            continue;
        };
        let inner = &text[open + 2..open + length];
        if is_claim(inner) {
            if ClaimBinding::read(text, open + 2..open + length).is_none() {
                faults.push(Fault::at(
                    "commentary::binding",
                    source,
                    open..open + length + 2,
                    "this claim cannot be read",
                    HOW_TO_CLAIM,
                ));
            }
            continue;
        }
        let name = inner.trim_matches(['-', '+']).trim();
        if name.len() > LONGEST_NAME {
            faults.push(Fault::at(
                "commentary::binding",
                source,
                open..open + length + 2,
                format!("this name has more than {LONGEST_NAME} letters"),
                remedy,
            ));
            continue;
        }
        let plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'.');
        let begins = name.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
        if !(begins && name.bytes().all(plain)) {
            faults.push(Fault::at(
                "commentary::binding",
                source,
                open..open + length + 2,
                "a binding names one figure and nothing else",
                remedy,
            ));
        }
    }
}

fn fault_of(source: &SourceText, error: &minijinja::Error) -> Fault {
    let line = u32::try_from(error.line().unwrap_or(1)).unwrap_or(1);
    let span = error.range().unwrap_or_else(|| source.line(line));
    let detail = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    Fault::at(
        "commentary::binding",
        source,
        span,
        format!("the binding cannot be read: {detail}"),
        "write it as {{ sp12.satisfaction.latest }}",
    )
}

/// Where `name` stands within `{{ … }}`.
fn uses(text: &str, name: &str) -> Vec<Range<usize>> {
    let inner = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.');
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find("{{").map(|at| from + at) {
        let close = text[open..].find("}}").map_or(text.len(), |at| open + at);
        let mut start = open;
        while let Some(at) = text[start..close].find(name).map(|at| start + at) {
            let end = at + name.len();
            let bytes = text.as_bytes();
            if !inner(bytes[at - 1]) && bytes.get(end).is_none_or(|byte| !inner(*byte)) {
                found.push(at..end);
            }
            start = end;
        }
        from = close;
    }
    if found.is_empty() {
        // Built in some other way, such as by an index: the whole file stands for the place.
        found.push(0..text.lines().next().map_or(0, str::len));
    }
    found
}

/// A part of a name: what it prints, or the parts after it.
enum Branch<'a> {
    Prints(&'a str),
    Branches(BTreeMap<&'a str, Branch<'a>>),
}

/// The names as nested values; those that are not there print that they are not.
fn tree(names: &Names, stand_ins: &[String]) -> Value {
    let mut root = BTreeMap::new();
    let stand_ins = stand_ins.iter().map(|name| (name.as_str(), NO_FIGURE));
    for (name, text) in names.printing().chain(stand_ins) {
        let mut branches = &mut root;
        let mut parts = name.split('.').peekable();
        while let Some(part) = parts.next() {
            if parts.peek().is_none() {
                branches.insert(part, Branch::Prints(text));
                break;
            }
            let branch = branches.entry(part).or_insert_with(|| Branch::Branches(BTreeMap::new()));
            // No name of ours goes on where another ends.
            let Branch::Branches(inner) = branch else { break };
            branches = inner;
        }
    }
    values(root)
}

fn values(branches: BTreeMap<&str, Branch<'_>>) -> Value {
    Value::from_pairs(branches.into_iter().map(|(name, branch)| match branch {
        Branch::Prints(text) => (name, Value::from(as_plain_text(text))),
        Branch::Branches(inner) => (name, values(inner)),
    }))
}

/// A figure or a partner's words are text, whatever signs of Markdown they hold.
fn as_plain_text(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii_punctuation() {
            plain.push('\\');
        }
        plain.push(letter);
    }
    plain
}
