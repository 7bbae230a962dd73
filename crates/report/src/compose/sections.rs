//! The sections of a paper and the files of their commentary.

use panel_core::{Code, Plan, Priority};

use super::OPENING;

/// The folder of commentary.
pub(super) const NARRATIVE: &str = "narrative";

/// The file of a section's commentary.
pub(super) fn commentary_file(section: &str) -> String {
    format!("{NARRATIVE}/{section}.md")
}

/// The names of all sections, which are those of their files.
pub(super) fn sections(plan: &Plan) -> Vec<String> {
    let mut sections: Vec<String> = OPENING.iter().map(ToString::to_string).collect();
    sections.extend(by_number(plan).iter().map(|parts| parts[0].code.section_id()));
    sections.extend(plan.items().iter().map(|item| item.slug.to_owned()));
    sections
}

/// The file of each section's commentary, in the order of the paper, with the first halves of the names
/// of its rows.
///
/// ```
/// use panel_core::{Code, Entry, Plan, Priority};
///
/// static FIRST: Entry = Entry::Priority(Priority::named(Code::sp(1), "To keep Anyshire safe"));
/// let plan = Plan::of(vec![&FIRST]).map_err(|_| "no plan")?;
/// let files = panel_report::section_files(&plan);
/// let (first, last) = (files.first().ok_or("none")?, files.last().ok_or("none")?);
/// assert_eq!(first, &("narrative/purpose.md".to_owned(), Vec::new()));
/// assert_eq!(last, &("narrative/sp1.md".to_owned(), vec!["sp1".to_owned()]));
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn section_files(plan: &Plan) -> Vec<(String, Vec<String>)> {
    let owners = |section: &String| {
        let parts = plan.priorities().iter().map(|one| one.code);
        let parts = parts.filter(|code| code.section_id() == *section).map(Code::id);
        let item = plan.items().iter().filter(|item| item.slug == section);
        parts.chain(item.map(|item| item.id.to_owned())).collect()
    };
    let sections = sections(plan);
    sections.iter().map(|section| (commentary_file(section), owners(section))).collect()
}

/// The priorities, the parts of one together.
pub(super) fn by_number(plan: &Plan) -> Vec<Vec<&'static Priority>> {
    plan.priorities()
        .chunk_by(|first, second| first.code.number() == second.code.number())
        .map(<[_]>::to_vec)
        .collect()
}

/// What to do about a file of commentary that is of no section.
pub(super) fn meant_file(sections: &[String], path: &str) -> String {
    let stem = path.rsplit('/').next().and_then(|name| name.strip_suffix(".md")).unwrap_or(path);
    match panel_core::nearest(&stem.to_lowercase(), sections.iter().map(String::as_str)) {
        Some(section) => format!("is `{section}.md` meant?"),
        None => format!("take it away, or name it as one of {}", sections.join(", ")),
    }
}
