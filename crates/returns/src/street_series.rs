//! `[[street_series]]` in `plan.toml`: which series are counted from which categories of police.uk.

use panel_core::{Fault, ReturnKind, StreetSeries, code, nearest};

use crate::Wanted;
use crate::fields::Fields;
use crate::repeats::note_repeats;

/// The series of the plan that street files are counted as; those at fault are left out.
pub(crate) fn read(
    plan: &mut Fields<'_>,
    wanted: Wanted<'_>,
    faults: &mut Vec<Fault>,
) -> Vec<StreetSeries> {
    let (mut found, mut named) = (Vec::new(), Vec::new());
    for mut table in plan.tables("street_series", faults) {
        let before = faults.len();
        let series = table.words("series", faults);
        let categories = table.texts("categories", faults);
        let without = match table.optional("without") {
            None => Vec::new(),
            Some(_) => table.texts("without", faults),
        };
        let note = table.text_or_empty("note", faults);
        let is_proxy = match table.optional("proxy") {
            None => Some(false),
            Some(_) => table.boolean("proxy", faults),
        };
        if let Some(series) = &series {
            read_by_a_row(series, &table, wanted, faults);
        }
        if categories.is_empty() && faults.len() == before {
            let message = "this series names no category".to_owned();
            let remedy = "add a line `categories = [\"police-uk/burglary\"]`".to_owned();
            table.fault(code!("street_series::no_category"), "categories", message, remedy, faults);
        }
        if is_proxy == Some(true) && note.as_ref().is_some_and(String::is_empty) {
            let message = "the figures are used in place of others, and no note says so".to_owned();
            let remedy = "add a line `note = \"…\"`".to_owned();
            table.fault(code!("street_series::no_note"), "proxy", message, remedy, faults);
        }
        let span = table.span();
        table.finish(faults);
        if let (Some(series), Some(note), Some(is_proxy)) = (series, note, is_proxy)
            && faults.len() == before
        {
            named.push((series.clone(), span));
            found.push(StreetSeries { series, categories, without, note, is_proxy });
        }
    }
    note_repeats(plan.source(), "[[street_series]]", &named, faults);
    found
}

/// Notes a series of which no row reads the months: it is probably misspelt.
fn read_by_a_row(series: &str, table: &Fields<'_>, wanted: Wanted<'_>, faults: &mut Vec<Fault>) {
    if !wanted.others_are_faults || wanted.reads(series, ReturnKind::MonthlyCounts) {
        return;
    }
    let monthly = wanted.asked.needs.iter().filter(|need| need.kind == ReturnKind::MonthlyCounts);
    let remedy = nearest(series, monthly.map(|need| need.series.id())).map_or_else(
        || "`panel priorities` lists the series".to_owned(),
        |meant| format!("is `{meant}` meant?"),
    );
    let message = format!("no row reads months of the series `{series}`");
    table.fault(code!("toml::unknown_series"), "series", message, remedy, faults);
}
