//! Findings and commentary to the view model.

mod actions;
mod cells;
mod change_lines;
mod changes;
mod composition;
mod contributions;
mod dashboard;
mod draft;
mod exhibits;
mod items;
mod listed;
mod look;
mod method;
pub(crate) mod numbering;
mod priority_names;
mod reason;
mod rules;
mod sections;
mod sources;
mod standing;
mod summary;
mod widget;

use std::collections::BTreeMap;

use panel_compare::Comparison;
use panel_core::{
    Collated, Fault, FindingsRecord, PaperDetails, Plan, Priority, RowError, ScreenedRows,
    SourceText, Terms, code, spoken_date,
};

use crate::view::{Date, Field, Paper, PrioritySection, Section};
pub use composition::{Composition, findings_and_changes};
pub use draft::{compose_draft, told_once};
use numbering::Numbering;
use panel_commentary::{Commentary, Names};
pub use sections::section_files;
use sections::{by_number, commentary_file, sections};

/// What a paper is composed of.
#[derive(Clone, Copy)]
pub struct Material<'a> {
    /// The priorities and items, for their order and titles.
    pub plan: &'a Plan,
    /// The terms of the plan.
    pub terms: &'a Terms,
    /// The particulars of the paper.
    pub details: &'a PaperDetails,
    /// Every row, as it may be shown.
    pub rows: &'a ScreenedRows,
    /// Rows that could not be judged. There is then no paper but a draft, and the commentary is
    /// checked.
    pub unjudged: &'a [RowError],
    /// The files of commentary.
    pub commentary: &'a [SourceText],
    /// What changed since the last report, where a previous quarter is named.
    pub comparison: Option<&'a Comparison>,
    /// The appendix that partnerships' returns were collated to, where any was received.
    pub collated: Option<&'a Collated>,
}

/// The sections before the priorities: the names of their files, and their titles.
const OPENING: [&str; 4] = ["purpose", "recommendation", "background", "performance"];

/// Composes the paper.
///
/// # Errors
/// Every fault of the commentary; an empty list where there is none but rows could not be judged.
///
/// ```
/// use panel_core::SourceText;
/// use panel_report::{Material, compose, compose_draft, section_files};
/// # use panel_core::{
/// #     Code, Entry, Force, PaperDetails, Plan, Priority, Terms, Tests,
/// # };
/// # static FIRST: Entry = Entry::Priority(Priority::named(Code::sp(1), "To keep Anyshire safe"));
/// # let plan = Plan::of(vec![&FIRST]).map_err(|_| "no plan")?;
/// # let terms = Terms {
/// #     quarter: "2024-25 Q3".parse()?,
/// #     force: Force { name: "Anyshire".to_owned(), area: "X23000001".to_owned(), fictional: true },
/// #     plan_name: "Fictional Plan".to_owned(),
/// #     baseline_year: "2022/23".parse()?,
/// #     plan_ends: "2027-03".parse()?,
/// #     comparison_group: "fictional group".to_owned(),
/// #     comparison_members: Vec::new(),
/// #     recording_changes: Vec::new(),
/// #     disclosure: Vec::new(),
/// #     tests: Tests::shipped(),
/// # };
/// # let details = PaperDetails {
/// #     body: "Anyshire Mayor for Policing".to_owned(),
/// #     office: "Office of the Anyshire Mayor for Policing".to_owned(),
/// #     panel: "Anyshire Policing and Crime Board".to_owned(),
/// #     marked: String::new(),
/// #     notice: String::new(),
/// #     report_of: "Anyshire Mayor for Policing".to_owned(),
/// #     date: "2025-02-13".parse()?,
/// #     author: "Head of Analysis".to_owned(),
/// #     comparison_note: String::new(),
/// #     look: panel_core::Look::default(),
/// #     areas: Vec::new(),
/// #     implications: Vec::new(),
/// #     background_papers: Vec::new(),
/// #     contacts: Vec::new(),
/// # };
///
/// // A plan of one priority without rows, and a paragraph of commentary for each section.
/// let commentary: Vec<_> = section_files(&plan)
///     .iter()
///     .map(|(file, _)| SourceText::new(file, "All of it is fictional.\n"))
///     .collect();
/// let rows = panel_core::JudgedRows::new(Vec::new()).screen(&[], &[]);
/// let material = Material {
///     plan: &plan,
///     terms: &terms,
///     details: &details,
///     rows: &rows,
///     unjudged: &[],
///     commentary: &commentary,
///     comparison: None,
///     collated: None,
/// };
/// let composition = compose(material).map_err(|faults| faults[0].to_string())?;
/// assert_eq!(composition.priorities[0].section.title, "Strategic priority 1: To keep Anyshire safe");
/// assert!(composition.paper.draft.is_none());
///
/// // Without its commentary there is no paper, and every section says so; but there is a draft.
/// let without = Material { commentary: &[], ..material };
/// let faults = compose(without).err().ok_or("a paper of nothing")?;
/// assert_eq!(faults.len(), commentary.len());
/// assert!(faults.iter().all(|fault| fault.code == "commentary::missing"));
/// let (draft, told) = compose_draft(without, Vec::new());
/// assert!(draft.paper.draft.is_some() && told == faults);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn compose(material: Material<'_>) -> Result<Composition, Vec<Fault>> {
    let mut faults = Vec::new();
    let texts = read_checked(material, &mut faults);
    if !faults.is_empty() || !material.unjudged.is_empty() {
        return Err(faults);
    }
    Ok(composed(material, &texts, None))
}

/// Reads the commentary, noting every fault of it.
fn read_checked(material: Material<'_>, faults: &mut Vec<Fault>) -> BTreeMap<String, Commentary> {
    let texts = read_commentary(material, faults);
    actions::check(material, &texts, faults);
    changes::untold(material, &texts, faults);
    texts
}

/// The paper; where `faults` are given a draft that tells them.
fn composed(
    material: Material<'_>,
    texts: &BTreeMap<String, Commentary>,
    faults: Option<&[Fault]>,
) -> Composition {
    let mut numbering = Numbering::default();
    let opening = OPENING
        .iter()
        .map(|name| numbering.section(name, opening_title(name, material.terms), texts.get(*name)))
        .collect();
    let changes = changes::of(material, &mut numbering);
    // Before the widgets: their charts stand behind these.
    let mut figures = material
        .plan
        .items()
        .iter()
        .map(|item| items::figures(item, material, &mut numbering))
        .collect::<Vec<_>>()
        .into_iter();
    let priorities = by_number(material.plan)
        .into_iter()
        .map(|parts| priority(&parts, material, texts, &mut numbering))
        .collect::<Vec<_>>();
    let items = material
        .plan
        .items()
        .iter()
        .map(|item| {
            let text = texts.get(item.slug);
            let section = numbering.section(item.slug, item.title.to_owned(), text);
            Section { figures: figures.next().flatten(), ..section }
        })
        .collect();
    let mut composition = Composition {
        paper: Paper { changes, ..paper(material, opening, &priorities, items, numbering) },
        look: look::of(material.details),
        logo: look::logo(material.details),
        summary: summary::of(material),
        priorities,
        findings: FindingsRecord::of_dashboard(material.terms, material.rows),
        comparison: material.comparison.cloned(),
        changes: change_lines::of(material),
    };
    if let Some(faults) = faults {
        draft::mark(&mut composition, material, faults);
    }
    composition
}

fn priority(
    parts: &[&'static Priority],
    material: Material<'_>,
    texts: &BTreeMap<String, Commentary>,
    numbering: &mut Numbering,
) -> PrioritySection {
    let first = parts[0];
    let id = first.code.section_id();
    let title = format!("Strategic priority {}: {}", first.code.number(), first.title);
    let text = texts.get(&id);
    let section = numbering.section(&id, title, text);
    let comments = text.map_or(&[][..], |text| text.comments.as_slice());
    let comments: Vec<_> = comments.iter().map(|one| numbering.with_endnotes(&id, one)).collect();
    let actions = text.map_or(&[][..], |text| text.actions.as_slice());
    let widgets = parts
        .iter()
        .enumerate()
        .map(|(index, part)| {
            // The parts of a priority share its comments, which stand once, under the last.
            let last = index + 1 == parts.len();
            let comments = if last { comments.clone() } else { Vec::new() };
            widget::of(part, material, comments, actions, numbering)
        })
        .collect();
    PrioritySection { id, section, widgets }
}

fn paper(
    material: Material<'_>,
    opening: Vec<Section>,
    priorities: &[PrioritySection],
    items: Vec<Section>,
    numbering: Numbering,
) -> Paper {
    let (terms, details) = (material.terms, material.details);
    let title = format!("Quarter {} performance report", terms.quarter.number());
    let field = |name: &str, value: &str| Field { name: name.to_owned(), value: value.to_owned() };
    let fields = |pairs: &[(String, String)]| pairs.iter().map(|(n, v)| field(n, v)).collect();
    let contributions = material.collated.map(contributions::of);
    let third = material.collated.map(|one| field("Appendix C", one.collation.title));
    Paper {
        body: details.body.clone(),
        office: details.office.clone(),
        panel: details.panel.clone(),
        date: Date {
            year: details.date.year(),
            month: details.date.month(),
            day: details.date.day(),
        },
        running_head: format!("{title}, {}", terms.quarter.year()),
        notice: notice(terms, details),
        draft: None,
        header: vec![
            field("Paper marked", &details.marked),
            field("Report of", &details.report_of),
            field("Date", &spoken_date(details.date)),
            field("Subject", &format!("{title}, {}", terms.quarter.year())),
            field("Author", &details.author),
        ],
        opening,
        changes: None,
        priorities: priorities.iter().map(|priority| priority.id.clone()).collect(),
        items,
        implications: fields(&details.implications),
        appendices: vec![
            field("Appendix A", &format!("Dashboard: the {}", terms.plan_name)),
            field("Appendix B", "How the assessments are made, and where each figure comes from"),
        ]
        .into_iter()
        .chain(third)
        .collect(),
        background_papers: details.background_papers.clone(),
        contacts: fields(&details.contacts),
        endnotes: numbering.into_endnotes(),
        dashboard: dashboard::of(material),
        method: method::of(material),
        contributions,
        title,
    }
}

/// What every page says of itself.
fn notice(terms: &Terms, details: &PaperDetails) -> Option<String> {
    if terms.force.fictional {
        let force = &terms.force.name;
        return Some(format!("Fictional data: {force} and its figures are made up."));
    }
    (!details.notice.is_empty()).then(|| details.notice.clone())
}

fn opening_title(name: &str, terms: &Terms) -> String {
    match name {
        "purpose" => "Purpose of report".to_owned(),
        "recommendation" => "Recommendation".to_owned(),
        "background" => "Background".to_owned(),
        _ => format!("Quarter {} performance: see Appendix A", terms.quarter.number()),
    }
}

/// The faults of commentary that can be found where nothing could be judged.
///
/// ```
/// use panel_core::{Code, Entry, Plan, Priority, SourceText};
///
/// static FIRST: Entry = Entry::Priority(Priority::named(Code::sp(1), "To keep Anyshire safe"));
/// let plan = Plan::of(vec![&FIRST]).map_err(|_| "no plan")?;
/// let misnamed = [SourceText::new("narrative/sp2.md", "Fictional.\n")];
/// let faults = panel_report::check_commentary(&plan, &misnamed);
/// let of = |code| faults.iter().filter(|fault| fault.code == code).count();
/// assert_eq!(of("commentary::no_such_section"), 1);
/// assert_eq!(of("commentary::missing"), panel_report::section_files(&plan).len());
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn check_commentary(plan: &Plan, commentary: &[SourceText]) -> Vec<Fault> {
    let mut faults = Vec::new();
    read_files(plan, commentary, &Names::unjudged(plan), &mut faults);
    faults
}

fn read_commentary(
    material: Material<'_>,
    faults: &mut Vec<Fault>,
) -> BTreeMap<String, Commentary> {
    let names = Names::of(material.rows, material.unjudged, material.terms, material.details);
    read_files(material.plan, material.commentary, &names, faults)
}

/// Binds and parses every file; a file that is missing, and one that belongs to no section, is a
/// fault.
fn read_files(
    plan: &Plan,
    commentary: &[SourceText],
    names: &Names,
    faults: &mut Vec<Fault>,
) -> BTreeMap<String, Commentary> {
    let sections = sections(plan);
    let mut texts = BTreeMap::new();
    for section in &sections {
        let Some(source) =
            commentary.iter().find(|source| *source.path == *commentary_file(section))
        else {
            faults.push(Fault::of_file(
                code!("commentary::missing"),
                &commentary_file(section),
                "the section has no commentary",
                "write the file, with at least one paragraph",
            ));
            continue;
        };
        texts.insert(section.clone(), panel_commentary::read(source, names, faults));
    }
    for source in commentary {
        if !sections.iter().any(|section| *source.path == *commentary_file(section)) {
            faults.push(Fault::of_file(
                code!("commentary::no_such_section"),
                &source.path,
                "no section of the paper has this name",
                sections::meant_file(&sections, &source.path),
            ));
        }
    }
    texts
}
