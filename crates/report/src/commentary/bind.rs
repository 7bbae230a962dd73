//! Puts the figures that commentary names into its text.

use std::collections::BTreeMap;
use std::ops::Range;

use minijinja::{Environment, UndefinedBehavior, Value};
use panel_core::{Fault, SourceText};

use super::names::{Bound, Names};

/// The text with every figure bound, line for line as in the file; `None` where a fault was noted.
pub(crate) fn bind(source: &SourceText, names: &Names, faults: &mut Vec<Fault>) -> Option<String> {
    let before = faults.len();
    if let Some(start) = source.text.find("{%") {
        faults.push(Fault::at(
            "commentary::logic",
            source,
            start..start + 2,
            "commentary binds figures and holds no logic",
            "write the sentence, and bind its figures as {{ sp12.satisfaction.latest }}",
        ));
        return None;
    }
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    // Escaping is for HTML; the parser that follows makes plain text of everything.
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    let template = match environment.template_from_named_str(&source.path, &source.text) {
        Ok(template) => template,
        Err(error) => {
            faults.push(fault_of(source, &error));
            return None;
        }
    };
    let mut used: Vec<_> = template.undeclared_variables(true).into_iter().collect();
    used.sort_unstable();
    let mut unjudged = false;
    for name in used {
        if names.is_unjudged(&name) {
            unjudged = true;
            continue;
        }
        let (code, message, remedy) = match names.get(&name) {
            Some(Bound::Prints(_)) => continue,
            Some(Bound::Nothing(why)) => (
                "commentary::nothing_to_bind",
                format!("`{name}` has nothing to print: {why}"),
                "write the sentence without it".to_owned(),
            ),
            None => (
                "commentary::unknown_name",
                format!("there is no figure `{name}`"),
                match names.nearest(&name) {
                    Some(nearest) => format!("is `{nearest}` meant?"),
                    None => "`panel findings` lists the rows; add .latest, .baseline, .change, .fall, .rise or .n".to_owned(),
                },
            ),
        };
        for span in uses(&source.text, &name) {
            faults.push(Fault::at(code, source, span, message.clone(), remedy.clone()));
        }
    }
    if unjudged || faults.len() > before {
        return None;
    }
    match template.render(tree(names)) {
        Ok(bound) => Some(bound),
        Err(error) => {
            faults.push(fault_of(source, &error));
            None
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

/// The names as nested values.
fn tree(names: &Names) -> Value {
    let mut root = BTreeMap::new();
    for (name, text) in names.printing() {
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
        Branch::Prints(text) => (name, Value::from(text)),
        Branch::Branches(inner) => (name, values(inner)),
    }))
}
