//! Puts the figures that commentary names into its text.

use std::collections::BTreeMap;
use std::ops::Range;

use panel_core::{Fault, FaultCode, SourceText, code};

use crate::binding::{Binding, BindingKind};
use crate::claim::{ClaimBinding, HOW_TO_CLAIM, is_claim, settle};
use crate::names::{Bound, Names};
use crate::places::{Places, Replacement};

/// What stands in for a figure that is not there, so that the rest can be checked, and read in a
/// draft.
const NO_FIGURE: &str = "[no figure]";

/// How a figure is bound.
const HOW_TO_BIND: &str =
    "write the sentence, and bind its figures as {{ sp12.satisfaction.latest }}";

/// No name of a figure has more letters.
const LONGEST_NAME: usize = 200;

/// For no more names that are unknown the nearest is looked for.
const MOST_SEARCHED: usize = 100;

/// A text with its figures in place, line for line as in the file.
pub(crate) struct BoundText {
    pub(crate) text: String,
    pub(crate) places: Places,
    /// The names that it binds, sorted; `None` where a binding could not be read.
    pub(crate) names: Option<Vec<String>>,
    /// The rows of which it claims something, sorted.
    pub(crate) claimed: Vec<String>,
}

/// Binds every figure. What cannot be bound is a fault, and the rest can still be read.
pub(crate) fn bind(source: &SourceText, names: &Names, faults: &mut Vec<Fault>) -> BoundText {
    let bindings = find_bindings(source, faults);
    let unread =
        |binding: &Binding| matches!(binding.kind, BindingKind::Unread | BindingKind::Sign);
    let is_read = !bindings.iter().any(unread);
    let settled = settle(source, &bindings, names, faults);
    let mut bound: BTreeMap<&str, Result<String, Refused>> = BTreeMap::new();
    let mut replacements = settled.replacements;
    for Binding { span, kind } in &bindings {
        let text = match kind {
            BindingKind::Name(place) => {
                let name = &source.text[place.clone()];
                let searched = bound.len() < MOST_SEARCHED;
                let found =
                    bound.entry(name).or_insert_with(|| text_bound_to(name, names, searched));
                match found {
                    Ok(text) => text.clone(),
                    Err(Refused { code, message, remedy }) => {
                        let (message, remedy) = (&**message, &**remedy);
                        faults.push(Fault::at(*code, source, place.clone(), message, remedy));
                        as_plain_text(NO_FIGURE)
                    }
                }
            }
            BindingKind::Unread => as_plain_text(NO_FIGURE),
            BindingKind::Sign => String::new(),
            BindingKind::Claim(_) => continue,
        };
        replacements.push(Replacement { span: span.clone(), text });
    }
    replacements.sort_by_key(|replacement| replacement.span.start);
    let names = is_read.then(|| bound.keys().map(|name| (*name).to_owned()).collect());
    let (text, places) = Places::replace(&source.text, replacements);
    BoundText { text, places, names, claimed: settled.rows }
}

/// Why a name cannot be bound.
struct Refused {
    code: FaultCode,
    message: String,
    remedy: String,
}

/// What a name prints, as Markdown.
fn text_bound_to(name: &str, names: &Names, searched: bool) -> Result<String, Refused> {
    if names.is_unjudged(name) {
        return Ok(as_plain_text(NO_FIGURE));
    }
    match names.get(name) {
        Some(Bound::Prints(text)) => Ok(as_plain_text(text)),
        Some(Bound::Nothing { why, remedy }) => Err(Refused {
            code: code!("commentary::nothing_to_bind"),
            message: format!("`{name}` prints nothing, since {why}"),
            remedy: remedy.clone(),
        }),
        None => Err(Refused {
            code: code!("commentary::unknown_name"),
            message: format!("there is no figure `{name}`"),
            remedy: names.meant_name(name, searched),
        }),
    }
}

/// Every binding of a text, in order. A binding is the name of a figure, or a claim: a sum or a number
/// written there would have no source.
fn find_bindings(source: &SourceText, faults: &mut Vec<Fault>) -> Vec<Binding> {
    let text = &*source.text;
    let mut bindings = Vec::new();
    for (marks, message) in [
        (["{%", "%}"], "commentary binds figures and holds no logic"),
        (["{#", "#}"], "commentary binds figures and holds no hidden remarks"),
    ] {
        // One place is enough to see what is meant.
        let Some(start) = text.find(marks[0]) else { continue };
        faults.push(Fault::at(
            code!("commentary::logic"),
            source,
            start..start + 2,
            message,
            HOW_TO_BIND,
        ));
        let signs = marks.iter().flat_map(|mark| text.match_indices(mark));
        let sign = |(at, _)| Binding { span: at..at + 2, kind: BindingKind::Sign };
        bindings.extend(signs.map(sign));
    }
    let (mut line_end, mut is_open, mut from) = (0, false, 0);
    for (open, _) in text.match_indices("{{") {
        if open < from {
            continue;
        }
        // A line may be long and hold thousands: it is measured once, and its first fault of this kind is enough.
        if open >= line_end {
            line_end = text[open..].find('\n').map_or(text.len(), |end| open + end);
            is_open = false;
        }
        let length = if is_open { None } else { text[open..line_end].find("}}") };
        let Some(length) = length else {
            if !is_open {
                faults.push(Fault::at(
                    code!("commentary::binding"),
                    source,
                    open..open + 2,
                    "this binding is not closed in its line",
                    "close it with }}",
                ));
            }
            is_open = true;
            bindings.push(Binding { span: open..open + 2, kind: BindingKind::Sign });
            continue;
        };
        from = open + length + 2;
        let kind =
            read_binding(text, open + 2..open + length).unwrap_or_else(|(message, remedy)| {
                faults.push(Fault::at(
                    code!("commentary::binding"),
                    source,
                    open..from,
                    message,
                    remedy,
                ));
                BindingKind::Unread
            });
        bindings.push(Binding { span: open..from, kind });
    }
    bindings.sort_by_key(|binding| binding.span.start);
    let mut end = 0;
    bindings.retain(|binding| {
        let is_apart = binding.span.start >= end;
        end = end.max(binding.span.end);
        is_apart
    });
    bindings
}

/// Reads what stands between `{{` and `}}`; what is wrong with it and what to do, where it is neither a name
/// nor a claim.
fn read_binding(text: &str, inner: Range<usize>) -> Result<BindingKind, (String, &'static str)> {
    let within = &text[inner.clone()];
    if is_claim(within) {
        let claim = ClaimBinding::read(text, inner);
        let unread = || {
            if within.contains(['“', '”', '„', '‘', '’']) {
                let remedy = "write straight quotation marks: \"";
                return ("the quotation marks of this claim are curly".to_owned(), remedy);
            }
            ("this claim cannot be read".to_owned(), HOW_TO_CLAIM)
        };
        return claim.map(BindingKind::Claim).ok_or_else(unread);
    }
    let name = within.trim();
    if name.len() > LONGEST_NAME {
        return Err((format!("this name has more than {LONGEST_NAME} letters"), HOW_TO_BIND));
    }
    let plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'.');
    let begins = name.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
    if !(begins && name.bytes().all(plain)) {
        return Err(("a binding names one figure and nothing else".to_owned(), HOW_TO_BIND));
    }
    let start = inner.start + (within.len() - within.trim_start().len());
    Ok(BindingKind::Name(start..start + name.len()))
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
