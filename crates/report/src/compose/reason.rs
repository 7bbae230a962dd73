//! Why a row is as it is, and why each NA of it is one, in sentences.

use panel_core::{
    Caution, Columns, Evidence, Figure, Figures, Finding, Quantity, Reason, Row, Rule, Statistic,
    spoken_date,
};

use crate::view::Standing;
use panel_commentary::Action;

/// What is done about a row, as its commentary says; a red row without any says so.
pub(crate) fn actions(row: &Row, standing: Standing, actions: &[Action]) -> Vec<String> {
    let id = row.id.to_string();
    let mut said: Vec<_> = actions.iter().filter(|action| action.row == id).map(sentence).collect();
    if said.is_empty() && standing == Standing::Red {
        said.push("No action has been given.".to_owned());
    }
    said
}

fn sentence(action: &Action) -> String {
    let ends = if action.action.ends_with(['.', '!', '?']) { "" } else { "." };
    let due = spoken_date(action.due);
    format!("{}{ends} Owner: {}. Due: {due}.", action.action, action.owner)
}

/// The sentences under the measure of a row.
pub(crate) fn of(row: &Row) -> String {
    let finding = &row.finding;
    let mut sentences = Vec::new();
    if let Finding::Awaited { figures, .. } = finding {
        for awaited in figures.awaited() {
            sentences.push(awaited.why.clone());
            sentences
                .extend(awaited.expected.as_ref().map(|month| format!("Expected in {month}.")));
        }
        return sentences.join(" ");
    }
    sentences.push(finding.reason().sentence().to_owned());
    sentences.extend(tested(finding.evidence()));
    sentences.extend(among_all(row));
    sentences.extend(finding.evidence().variation.map(|found| format!("Chart: {}.", found.name())));
    if finding.evidence().rule == Rule::NumberOfOffences
        && finding.assessment().is_some()
        && finding.evidence().cautions.contains(&Caution::DispersionUnknown)
    {
        sentences.push(
            "How much the months vary is unknown, so that the test finds a change easily."
                .to_owned(),
        );
    }
    if finding.evidence().cautions.contains(&Caution::RecordingChanged) {
        sentences.push("Recording changed within the months compared.".to_owned());
    }
    sentences.extend(partly_awaited(finding.figures()));
    let waits_for = finding.evidence().waits_for.as_ref();
    sentences.extend(waits_for.map(|awaited| format!("The test waits: {}", awaited.why)));
    let place = finding.figures().latest.as_ref().and_then(Figure::value);
    if matches!(place, Some(Quantity::Place { of: None, .. })) {
        sentences.push("The size of the group was not given.".to_owned());
    }
    if let Some(interval) = finding.evidence().interval {
        sentences.push(format!("{}% interval {}.", interval.level, interval.printed()));
    }
    let projects = row.columns == Columns::BaselineAndLatest { projection: true };
    let missing = projects && finding.figures().projection.is_none();
    let over = matches!(
        finding.reason(),
        Reason::PlanYearAchieved
            | Reason::ImprovedTargetNotMet
            | Reason::TargetMetNotImproved
            | Reason::PlanYearNotAchieved
    );
    if missing
        && !over
        && !finding.evidence().is_withheld()
        && finding.reason() != Reason::ProjectionNotComputed
    {
        sentences.push("No projection has been computed.".to_owned());
    }
    sentences.join(" ")
}

/// What the test found, where there was one.
fn tested(evidence: &Evidence) -> Option<String> {
    Some(match evidence.statistic? {
        Statistic::Z(z) => format!("z = {}.", z.printed(2)),
        Statistic::Change { low, high } => {
            let (low, high) = (low.printed(1), high.printed(1));
            format!("95% interval of the change {low} to {high}\u{a0}points.")
        }
        Statistic::Exact(p) => {
            let p = p.printed(4);
            let sign = if p.starts_with("below") { "" } else { "= " };
            format!("Exact test, p {sign}{p}.")
        }
    })
}

/// That a change holds when the tests of every row are counted.
fn among_all(row: &Row) -> Option<String> {
    let among_all = row.among_all.filter(|among_all| among_all.survives)?;
    row.finding
        .reason()
        .tells_of_a_change()
        .then(|| format!("It holds when all {} tests are counted.", among_all.tests))
}

/// The explanation of each figure that is NA in a row of which others arrived.
fn partly_awaited(figures: &Figures) -> Vec<String> {
    [
        ("Baseline", &figures.baseline),
        ("Latest", &figures.latest),
        ("Last year", &figures.last_year_to_date),
        ("Year to date", &figures.year_to_date),
        ("Projection", &figures.projection),
    ]
    .into_iter()
    .filter_map(|(name, figure)| match figure {
        Some(Figure::Awaited(awaited)) => Some(format!("{name} NA. {}", awaited.why)),
        _ => None,
    })
    .collect()
}
