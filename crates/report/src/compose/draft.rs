//! A draft: the paper as far as it goes, with each fault shown in its place.

use std::collections::{BTreeMap, BTreeSet};

use panel_core::{DisclosurePolicy, Fault, Severity, count_faults, group_alike, shortened};

use super::sections::{NARRATIVE, commentary_file, sections};
use super::{Material, composed, read_checked};
use crate::Composition;
use crate::view::{Draft, StillWrong};

/// More faults of one file than this are counted and not told: it is the wrong file.
const MOST_OF_ONE_FILE: usize = 20;

/// So many faults of one kind in one file are told: the others are like them.
const ALIKE: usize = 10;

/// No more faults than these are laid out, however many files are at fault.
const MOST: usize = 200;

/// No remedy has more lines than this.
const MOST_LINES: usize = 40;

/// More letters than this tell nothing more.
const LONGEST: usize = 600;

/// Composes a draft: rows that could not be judged stand in their widgets with why, faults of
/// commentary in their sections, others at the front. `found` are the faults found so far; every
/// fault there is comes back with the draft.
#[must_use]
pub fn compose_draft(material: Material<'_>, found: Vec<Fault>) -> (Composition, Vec<Fault>) {
    let mut faults = found;
    let texts = read_checked(material, &mut faults);
    told_once(&mut faults);
    faults.sort_by_key(|fault| fault.severity);
    (composed(material, &texts, Some(&faults)), faults)
}

/// Whether a fault says that there is not any commentary.
fn is_of_folder(fault: &Fault) -> bool {
    fault.code == "commentary::missing" && *fault.place.source.path == *NARRATIVE
}

/// Takes away what follows from another fault: a file of commentary that could not be read is not
/// missing as well, nor is each file of a folder that is missing.
pub fn told_once(faults: &mut Vec<Fault>) {
    let unread: BTreeSet<_> = faults
        .iter()
        .filter(|fault| fault.code.starts_with("file::"))
        .map(|fault| fault.place.source.path.clone())
        .collect();
    let without_folder = faults.iter().any(is_of_folder);
    faults.retain(|fault| {
        let follows = without_folder || unread.contains(&fault.place.source.path);
        fault.code != "commentary::missing" || !follows || is_of_folder(fault)
    });
}

/// Makes a draft of the composition: each page says that it is one, and each fault stands where it
/// belongs.
pub(super) fn mark(composition: &mut Composition, material: Material<'_>, faults: &[Fault]) {
    let Composition { paper, priorities, .. } = composition;
    paper.title = format!("Draft: {}", paper.title);
    paper.running_head = format!("Draft: {}", paper.running_head);
    let notice = paper.notice.take().map_or_else(String::new, |notice| format!(" {notice}"));
    paper.notice = Some(format!("Draft, not for publication.{notice}"));
    let faults = &without_withheld(faults, &material.terms.disclosure);
    paper.draft = Some(front(material, faults));
    let of_priorities = priorities.iter_mut().map(|priority| &mut priority.section);
    let of_paper = paper.opening.iter_mut().chain(&mut paper.items);
    for section in of_paper.chain(of_priorities) {
        let name = section.anchor.trim_start_matches("section-");
        section.faults = of_section(faults, name);
    }
}

/// Faults as a draft shows them. Whoever sees a draft learns nothing of a figure that is withheld: no warning of
/// a figure that a policy may withhold is shown, and of an error in its row only the place.
fn without_withheld(faults: &[Fault], policies: &[DisclosurePolicy]) -> Vec<Fault> {
    let may_tell = |fault: &Fault| match &fault.series {
        Some(series) => !policies.iter().any(|policy| policy.covers(series)),
        // Which figure a fault of a table names is known where it says so alone.
        None => policies.is_empty() || !fault.place.source.path.ends_with(".csv"),
    };
    let shown = faults.iter().filter_map(|fault| {
        let mut shown = fault.clone();
        if shown.series.is_some() && !policies.is_empty() {
            // Those that it represents may be of withheld figures.
            shown.more = 0;
        }
        if may_tell(fault) {
            return Some(shown);
        }
        "a figure that may be withheld is at fault".clone_into(&mut shown.message);
        "run “panel check” to see what is wrong".clone_into(&mut shown.remedy);
        (fault.severity == Severity::Error).then_some(shown)
    });
    shown.collect()
}

/// What is at the front of a draft; sections show the faults of their own commentary.
fn front(material: Material<'_>, faults: &[Fault]) -> Draft {
    let files: Vec<_> =
        sections(material.plan).iter().map(|section| commentary_file(section)).collect();
    let (of_sections, others): (Vec<_>, Vec<_>) = faults
        .iter()
        .partition(|fault| files.iter().any(|file| *fault.place.source.path == **file));
    let mut introduction = vec![match errors(faults) {
        0 => "Nothing stops the paper.".to_owned(),
        1 => "1 fault stops the paper.".to_owned(),
        more => format!("{more} faults stop the paper."),
    }];
    match count_faults(faults) - errors(faults) {
        0 => {}
        1 => introduction.push("There is 1 warning to look at.".to_owned()),
        more => introduction.push(format!("There are {more} warnings to look at.")),
    }
    if !of_sections.is_empty() {
        introduction.push("Faults of commentary are shown in its sections.".to_owned());
    }
    match material.unjudged.len() {
        0 => {}
        1 => introduction.push("1 row could not be judged.".to_owned()),
        more => introduction.push(format!("{more} rows could not be judged.")),
    }
    if !material.terms.disclosure.is_empty() {
        introduction.push(
            "Warnings of figures that may be withheld are not in a draft: “panel check” shows them."
                .to_owned(),
        );
    }
    Draft {
        watermark: "Draft".to_owned(),
        title: if errors(faults) > 0 { "What is still wrong" } else { "What to look at" }
            .to_owned(),
        introduction,
        faults: list_wrong(&others),
    }
}

/// What is wrong with the commentary of a section.
fn of_section(faults: &[Fault], section: &str) -> Vec<StillWrong> {
    let file = commentary_file(section);
    let of_file =
        faults.iter().filter(|fault| *fault.place.source.path == *file || is_of_folder(fault));
    list_wrong(&of_file.collect::<Vec<_>>())
}

/// How many faults stop the paper.
fn errors(faults: &[Fault]) -> u64 {
    count_faults(faults.iter().filter(|fault| fault.severity == Severity::Error))
}

fn list_wrong(faults: &[&Fault]) -> Vec<StillWrong> {
    let mut few: Vec<_> = faults.iter().map(|fault| (*fault).clone()).collect();
    group_alike(&mut few, 0, ALIKE);
    let mut of_file: BTreeMap<&str, (usize, u64, bool)> = BTreeMap::new();
    let mut told = Vec::new();
    for fault in &few {
        let (shown, hidden, is_fault) = of_file.entry(&fault.place.source.path).or_default();
        if *shown < MOST_OF_ONE_FILE && told.len() < MOST {
            told.push(still_wrong(fault));
            *shown += 1;
            *hidden += fault.more;
            *is_fault |= fault.more > 0 && fault.severity == Severity::Error;
        } else {
            *hidden += 1 + fault.more;
            *is_fault |= fault.severity == Severity::Error;
        }
    }
    let hidden: Vec<_> = of_file.into_iter().filter(|(_, (_, hidden, _))| *hidden > 0).collect();
    for (path, (_, more, is_fault)) in hidden.iter().take(MOST) {
        let (kind, says) = if *is_fault {
            ("Fault", format!("{more} more faults; is it the right file?"))
        } else {
            ("To look at", format!("{more} more of this kind"))
        };
        told.push(StillWrong {
            kind: kind.to_owned(),
            place: cut(path),
            says,
            remedy: vec!["“panel check” shows more of them".to_owned()],
        });
    }
    told
}

fn still_wrong(fault: &Fault) -> StillWrong {
    let kind = match (fault.severity, fault.code.name()) {
        (_, "commentary::missing") => "No commentary yet",
        (Severity::Error, _) => "Fault",
        (Severity::Warning, _) => "To look at",
    };
    StillWrong {
        kind: kind.to_owned(),
        place: cut(&fault.location()),
        says: quoted(&cut(&fault.message)),
        remedy: fault.remedy.lines().take(MOST_LINES).map(|line| quoted(&cut(line))).collect(),
    }
}

/// Names in quotation marks and not between backticks, which the typeface sets as accents.
fn quoted(text: &str) -> String {
    let mut closes = false;
    let marked = |letter| match letter {
        '`' => {
            closes = !closes;
            if closes { '“' } else { '”' }
        }
        other => other,
    };
    text.chars().map(marked).collect()
}

fn cut(text: &str) -> String {
    shortened(text, LONGEST).into_owned()
}
