//! The two lines of the roster: one in its manifest, one in its code.

use crate::{Existing, Refusal, Written};

/// The manifest with a line for `package`, after those of the other priorities.
pub(crate) fn manifest(existing: &Existing, package: &str) -> Result<Written, Refusal> {
    let line = format!("{package} = {{ path = \"../../plugins/{package}\" }}");
    after_the_last(existing, "sp", " = { path = ", &line)
}

/// The code with a line for `package`, after those of the other priorities.
pub(crate) fn code(existing: &Existing, package: &str) -> Result<Written, Refusal> {
    after_the_last(
        existing,
        "use sp",
        " as _;",
        &format!("use {} as _;", package.replace('-', "_")),
    )
}

/// `line` after the last line that begins with `beginning`, followed by a digit, and holds `mark`.
fn after_the_last(
    existing: &Existing,
    beginning: &str,
    mark: &str,
    line: &str,
) -> Result<Written, Refusal> {
    let is_one = |other: &str| {
        let rest = other.strip_prefix(beginning);
        rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
            && other.contains(mark)
    };
    let mut lines: Vec<&str> = existing.text.lines().collect();
    let why = if lines.contains(&line) {
        Some(format!("it has the line `{line}` already; take it away"))
    } else if existing.text.contains('\r') {
        Some("its lines end as on Windows; save it with plain line ends".to_owned())
    } else {
        None
    };
    let last = lines.iter().rposition(|other| is_one(other));
    match (why, last) {
        (None, Some(last)) => {
            lines.insert(last + 1, line);
            let text = lines.join("\n") + "\n";
            Ok(Written { path: existing.path.clone(), text })
        }
        (why, _) => Err(Refusal::NotSafe {
            path: existing.path.clone(),
            why: why.unwrap_or_else(|| {
                format!("no line of it begins with `{beginning}` and a number; restore it from git")
            }),
        }),
    }
}
