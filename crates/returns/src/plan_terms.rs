//! `plan.toml`: the plan's baseline and end, and the settings of its tests.

use panel_core::{
    DisclosurePolicy, Fault, FinancialYear, Month, OffencesTarget, Partner, RecordingChange,
    SourceText, SpcReading, StreetSeries, Tests, TrendFamily, code, nearest,
};

use crate::fields::{Fields, parse};
use crate::meant_together::plan_after_baseline;
use crate::repeats::note_repeats;
use crate::{Wanted, disclosure, partners, street_series};

/// What `plan.toml` says.
pub(crate) struct PlanTerms {
    pub(crate) name: String,
    pub(crate) baseline_year: FinancialYear,
    pub(crate) ends: Month,
    pub(crate) recording_changes: Vec<RecordingChange>,
    pub(crate) disclosure: Vec<DisclosurePolicy>,
    pub(crate) tests: Tests,
    pub(crate) partners: Vec<Partner>,
    pub(crate) street_series: Vec<StreetSeries>,
}

/// Reads the plan, noting every fault of it.
pub(crate) fn read(
    source: &SourceText,
    wanted: Wanted<'_>,
    faults: &mut Vec<Fault>,
) -> Option<PlanTerms> {
    let table = parse(source, faults)?;
    let mut fields = Fields::of(source, table.get_ref(), 0..0, "the plan");
    let name = fields.words("name", faults);
    let baseline_year = fields.parsed("baseline_year", faults);
    let ends = fields.parsed("ends", faults);
    if let (Some(baseline), Some(ends)) = (baseline_year, ends) {
        plan_after_baseline(&fields, baseline, ends, faults);
    }
    let tests = tests(&mut fields, faults);
    let recording_changes = recording_changes(&mut fields, ends, wanted, faults);
    let disclosure = disclosure::read(&mut fields, source, wanted, faults);
    let partners = partners::read(&mut fields, source, wanted, faults);
    let street_series = street_series::read(&mut fields, wanted, faults);
    fields.finish(faults);
    Some(PlanTerms {
        name: name?,
        baseline_year: baseline_year?,
        ends: ends?,
        recording_changes: recording_changes?,
        disclosure: disclosure?,
        tests: tests?,
        partners,
        street_series,
    })
}

fn tests(plan: &mut Fields<'_>, faults: &mut Vec<Fault>) -> Option<Tests> {
    let mut tests = plan.table("tests", faults);
    let control_line_sd = tests.number("control_line_sd", (0.5, 5.0), faults);
    let margin = tests.number("small_sample_margin_points", (0.0, 100.0), faults);
    let people = tests.number("small_sample_people", (0.0, 100_000.0), faults);
    let forces_amber = tests.boolean("small_sample_forces_amber", faults);
    let dispersion_estimated = tests.boolean("dispersion_estimated", faults);
    let worse_is_red = tests.boolean("worse_is_red", faults);
    let offences_target = tests.parsed::<OffencesTarget>("offences_target", faults);
    let trends = tests.some_of("trends", &TrendFamily::ALL, TrendFamily::name, faults);
    let spc_reading = tests.one_of("spc_reading", &SpcReading::ALL, SpcReading::name, faults);
    let spc_seasonally_adjusted = tests.boolean("spc_seasonally_adjusted", faults);
    let group_includes_own = tests.boolean("group_includes_own", faults);
    let false_discovery_rate = tests.number("false_discovery_rate", (0.001, 0.999), faults);
    tests.finish(faults);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the field is limited to 0 to 100,000"
    )]
    let small_sample_people = people?.ceil() as u64;
    Some(Tests {
        control_line_sd: control_line_sd?,
        small_sample_margin_points: margin?,
        small_sample_people,
        small_sample_forces_amber: forces_amber?,
        dispersion_estimated: dispersion_estimated?,
        worse_is_red: worse_is_red?,
        offences_target: offences_target?,
        trends: trends?,
        spc_reading: spc_reading?,
        spc_seasonally_adjusted: spc_seasonally_adjusted?,
        group_includes_own: group_includes_own?,
        false_discovery_rate: false_discovery_rate?,
    })
}

/// The months at which recording changed; a series that no row reads is probably misspelt.
fn recording_changes(
    plan: &mut Fields<'_>,
    plan_ends: Option<Month>,
    wanted: Wanted<'_>,
    faults: &mut Vec<Fault>,
) -> Option<Vec<RecordingChange>> {
    let (mut changes, mut named) = (Vec::new(), Vec::new());
    let mut sound = true;
    for mut table in plan.tables("recording_changes", faults) {
        let series = table.words("series", faults);
        let from = table.parsed("from", faults);
        let why = table.words("why", faults);
        if let (Some(from), Some(ends)) = (from, plan_ends)
            && ends < from
        {
            let message = format!("recording changes from {from}, and the plan ends with {ends}");
            table.fault(
                code!("toml::far_month"),
                "from",
                message,
                "correct the month".to_owned(),
                faults,
            );
        }
        if let Some(series) = &series
            && wanted.others_are_faults
            && wanted.asked.needs.iter().all(|need| need.series.id() != series)
        {
            let known = wanted.asked.needs.iter().map(|need| need.series.id());
            let remedy = nearest(series, known).map_or_else(
                || "`panel priorities` lists the series".to_owned(),
                |meant| format!("is `{meant}` meant?"),
            );
            let message = format!("no row reads the series `{series}`");
            table.fault(code!("toml::unknown_series"), "series", message, remedy, faults);
        }
        let span = table.span();
        table.finish(faults);
        match (series, from, why) {
            (Some(series), Some(from), Some(why)) => {
                named.push((format!("{series} from {from}"), span));
                changes.push(RecordingChange { series, from, why });
            }
            _ => sound = false,
        }
    }
    note_repeats(plan.source(), "[[recording_changes]]", &named, faults);
    sound.then_some(changes)
}
