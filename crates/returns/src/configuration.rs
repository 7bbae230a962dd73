//! `plan.toml` and `panel.toml`: the terms of the plan and the particulars of the paper.

use std::path::{Path, PathBuf};

use panel_core::{
    Area, Fault, FinancialYear, Force, ForceArea, Month, PaperDetails, Partner, Quarter,
    SourceText, StreetSeries, Terms, code,
};

use crate::fields::{Fields, parse};
use crate::meant_together::{check_areas, meeting_after_quarter, quarter_within_plan};
use crate::partners::{self, Deadline};
use crate::repeats::note_repeats;
use crate::{Previous, Wanted, folder, look, plan_terms, previous};

/// Both files, read.
pub(crate) struct Configuration {
    pub(crate) terms: Terms,
    pub(crate) details: PaperDetails,
    pub(crate) partners: Vec<Partner>,
    pub(crate) areas: Vec<Area>,
    pub(crate) street_series: Vec<StreetSeries>,
    pub(crate) previous: Option<Previous>,
}

struct PanelTerms {
    quarter: Quarter,
    force: Force,
    comparison_group: String,
    comparison_members: Vec<String>,
    details: PaperDetails,
    areas: Vec<Area>,
    deadlines: Vec<Deadline>,
    previous: Option<Previous>,
}

/// What to do where there is no plan.
const NO_PLAN: &str = "put the plan of your office there, or in the folder of the quarter";

/// Reads both, noting every fault of both.
pub(crate) fn read(
    folder: &Path,
    wanted: Wanted<'_>,
    faults: &mut Vec<Fault>,
) -> Option<Configuration> {
    let (beside, name) = plan_folder(folder);
    let before = faults.len();
    let plan = folder::text_as(&beside, &beside.join("plan.toml"), name, faults);
    for fault in faults[before..].iter_mut().filter(|fault| fault.code == "file::missing") {
        NO_PLAN.clone_into(&mut fault.remedy);
    }
    let plan = plan.and_then(|source| plan_terms::read(&source, wanted, faults));
    let source = folder::text(folder, "panel.toml", faults);
    let spans = plan.as_ref().map(|plan| (plan.baseline_year, plan.ends));
    let panel = source.as_ref().and_then(|source| panel(source, folder, spans, faults));
    let (mut plan, panel) = (plan?, panel?);
    partners::set_deadlines(
        &mut plan.partners,
        &panel.deadlines,
        &source?,
        (panel.quarter.last_month().last_day(), panel.details.date),
        faults,
    );
    let areas = areas(&panel.force, &panel.comparison_members, panel.areas);
    Some(Configuration {
        terms: Terms {
            quarter: panel.quarter,
            force: panel.force,
            plan_name: plan.name,
            baseline_year: plan.baseline_year,
            plan_ends: plan.ends,
            comparison_group: panel.comparison_group,
            comparison_members: panel.comparison_members,
            recording_changes: plan.recording_changes,
            disclosure: plan.disclosure,
            tests: plan.tests,
        },
        details: panel.details,
        partners: plan.partners,
        areas,
        street_series: plan.street_series,
        previous: panel.previous,
    })
}

/// The force's own area, those of its group and the others that are listed, each once.
fn areas(force: &Force, members: &[String], listed: Vec<Area>) -> Vec<Area> {
    let mut areas = vec![Area { code: force.area.clone(), name: force.name.clone() }];
    let name =
        |code: &str| ForceArea::of_code(code).map_or_else(String::new, |area| area.name.to_owned());
    let members = members.iter().map(|code| Area { code: code.clone(), name: name(code) });
    for area in listed.into_iter().chain(members) {
        if areas.iter().all(|known| known.code != area.code) {
            areas.push(area);
        }
    }
    areas
}

/// The folder of the plan, and what faults call its file: a quarter's own goes before the one beside the
/// quarters' folders.
fn plan_folder(folder: &Path) -> (PathBuf, &'static str) {
    if folder.join("plan.toml").exists() {
        (folder.to_owned(), "plan.toml")
    } else {
        // The folder may be named `.`, whose parent is not found by taking a name away.
        (folder.join(".."), "../plan.toml")
    }
}

fn panel(
    source: &SourceText,
    folder: &Path,
    plan: Option<(FinancialYear, Month)>,
    faults: &mut Vec<Fault>,
) -> Option<PanelTerms> {
    let table = parse(source, faults)?;
    let mut fields = Fields::of(source, table.get_ref(), 0..0, "panel.toml");
    let quarter = fields.parsed("quarter", faults);
    if let (Some(quarter), Some(plan)) = (quarter, plan) {
        quarter_within_plan(&fields, quarter, plan, faults);
    }
    let previous = previous::key(source, &mut fields, faults);
    let background_papers = fields.texts("background_papers", faults);

    let mut body = fields.table("body", faults);
    let (name, office) = (body.words("name", faults), body.words("office", faults));
    let panel = body.words("panel", faults);
    body.finish(faults);

    let mut force = fields.table("force", faults);
    let force_name = force.words("name", faults);
    let area = force.words("area", faults);
    let fictional = force.boolean("fictional", faults);
    if let (Some(name), Some(area), Some(false)) = (&force_name, &area, fictional) {
        area_of_force(&force, name, area, faults);
    }
    force.finish(faults);

    let mut paper = fields.table("paper", faults);
    let marked = paper.text_or_empty("marked", faults);
    let notice = paper.text_or_empty("notice", faults);
    let report_of = paper.words("report_of", faults);
    let date = paper.date("date", faults);
    if let (Some(quarter), Some(date)) = (quarter, date) {
        meeting_after_quarter(&paper, quarter, date, faults);
    }
    let author = paper.words("author", faults);
    paper.finish(faults);

    let mut group = fields.table("comparison_group", faults);
    let group_name = group.words("name", faults);
    let comparison_note = group.text_or_empty("note", faults);
    let comparison_members = group.texts("members", faults);
    if fictional == Some(false) {
        for code in comparison_members.iter().filter(|code| ForceArea::of_code(code).is_none()) {
            let message = format!("`{code}` is the code of no police force area");
            let remedy = "write the code of a member's area, such as E23000021".to_owned();
            group.fault(code!("toml::unknown_area"), "members", message, remedy, faults);
        }
    }
    if let Some(area) = &area
        && !comparison_members.is_empty()
        && !comparison_members.contains(area)
    {
        let message =
            format!("the force's own area, `{area}`, is not among the members of its group");
        let remedy = format!("add \"{area}\" to `members`");
        group.fault(code!("toml::own_area"), "members", message, remedy, faults);
    }
    group.finish(faults);

    let look = look::read(&mut fields, folder, faults);
    let deadlines = partners::deadlines(&mut fields, faults);
    let first: Named = |(first, _)| first.clone();
    let second: Named = |(_, second)| second.clone();
    let areas = pairs(&mut fields, "areas", ("code", "name"), &[first, second], faults);
    let implications = pairs(&mut fields, "implications", ("heading", "text"), &[first], faults);
    // Two people may have one role.
    let both: Named = |(role, body)| format!("{role}: {body}");
    let contacts = pairs(&mut fields, "contacts", ("role", "body"), &[both], faults);
    if let (Some(areas), Some(name), Some(area)) = (&areas, &force_name, &area) {
        check_areas(&fields, areas, (name, area), &comparison_members, faults);
    }
    fields.finish(faults);
    let areas: Vec<_> = areas?.into_iter().map(|(code, name)| Area { code, name }).collect();
    Some(PanelTerms {
        quarter: quarter?,
        force: Force { name: force_name?, area: area?, fictional: fictional? },
        comparison_group: group_name?,
        comparison_members,
        details: PaperDetails {
            look: look?,
            areas: areas.clone(),
            body: name?,
            office: office?,
            panel: panel?,
            marked: marked?,
            notice: notice?,
            report_of: report_of?,
            date: date?,
            author: author?,
            comparison_note: comparison_note?,
            implications: implications?,
            background_papers,
            contacts: contacts?,
        },
        areas,
        deadlines,
        previous,
    })
}

/// What names a pair in its list.
type Named = fn(&(String, String)) -> String;

/// The tables of a list, of two texts each. Each thing that names one is there once.
fn pairs(
    fields: &mut Fields<'_>,
    name: &'static str,
    (first, second): (&'static str, &'static str),
    named_by: &[Named],
    faults: &mut Vec<Fault>,
) -> Option<Vec<(String, String)>> {
    let (mut pairs, mut spans) = (Vec::new(), Vec::new());
    for mut table in fields.tables(name, faults) {
        let pair = (table.words(first, faults), table.words(second, faults));
        let span = table.span();
        table.finish(faults);
        let pair = (pair.0?, pair.1?);
        spans.push(span);
        pairs.push(pair);
    }
    for named_by in named_by {
        let names: Vec<_> = pairs.iter().map(named_by).zip(spans.iter().cloned()).collect();
        note_repeats(fields.source(), &format!("[[{name}]]"), &names, faults);
    }
    Some(pairs)
}

/// Notes a force whose code is that of no area, or of another force.
fn area_of_force(fields: &Fields<'_>, name: &str, area: &str, faults: &mut Vec<Fault>) {
    let known = ForceArea::of_code(area);
    if known.is_some_and(|known| known.goes_by(name)) {
        return;
    }
    let message = match known {
        Some(known) => format!("`{area}` is the area of {}, not of {name}", known.name),
        None => format!("`{area}` is the code of no police force area"),
    };
    let remedy = match (ForceArea::named(name), known) {
        (Some(meant), _) => format!("the area of {} is {}", meant.name, meant.code),
        (None, Some(_)) => "correct `area`, or the force's `name`".to_owned(),
        (None, None) => "write the GSS code of the force's area, such as E23000021".to_owned(),
    };
    fields.fault(code!("toml::unknown_area"), "area", message, remedy, faults);
}
