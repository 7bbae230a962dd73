//! `panel explain-error`: what the code of a fault means, how it comes about and what to do.

use std::fmt::Write as _;

use panel_core::{FaultMeaning, fault_meanings, nearest, quoted_piece};

use crate::failure::Failure;
use crate::output;

/// Prints what `code` means; without one, every code as a page in Markdown.
pub(crate) fn run(code: Option<&str>) -> Result<(), Failure> {
    let Some(code) = code else {
        return output::print(&page());
    };
    let Some(found) = fault_meanings().find(|one| one.code == code) else {
        let near = nearest(code, fault_meanings().map(|one| one.code));
        let remedy = near.map_or_else(
            || "`panel explain-error` lists the codes".to_owned(),
            |near| format!("is `{near}` meant?"),
        );
        return Err(Failure::Usage(format!(
            "no fault has the code `{}`; {remedy}",
            quoted_piece(code)
        )));
    };
    let FaultMeaning { code, meaning, cause, remedy } = found;
    output::print(&format!("{code}\n  {meaning}\n  cause: {cause}\n  help: {remedy}\n"))
}

/// What stands over the page.
const HEAD: &str = "# Faults\n\n\
    Every fault that `panel` prints has a code. This page says of each what it means, how it usually comes about and\n\
    what to do; `panel explain-error CODE` prints one. `panel explain-error > docs/errors.md` writes the page.\n";

/// Every code, one table per kind.
fn page() -> String {
    let mut page = HEAD.to_owned();
    let kind = |one: &FaultMeaning| one.code.split("::").next().unwrap_or_default().to_owned();
    let all: Vec<_> = fault_meanings().collect();
    for group in all.chunk_by(|one, other| kind(one) == kind(other)) {
        let name = group.first().map(|one| kind(one)).unwrap_or_default();
        let _ = write!(
            page,
            "\n## {name}\n\n| code | what it means | how it comes about | what to do |\n|---|---|---|---|\n"
        );
        for FaultMeaning { code, meaning, cause, remedy } in group {
            let _ = writeln!(page, "| `{code}` | {meaning} | {cause} | {remedy} |");
        }
    }
    page
}
