//! `[[disclosure]]` in `plan.toml`: which counts are withheld or rounded, and which make a sum.

use std::ops::Range;

use panel_core::{DisclosurePolicy, DisclosureSum, Fault, SourceText, code, covers, nearest};

use crate::Wanted;
use crate::fields::Fields;

/// The policies of the plan; `None` where one of them cannot be read, since nothing may then be
/// shown.
pub(crate) fn read(
    plan: &mut Fields<'_>,
    source: &SourceText,
    wanted: Wanted<'_>,
    faults: &mut Vec<Fault>,
) -> Option<Vec<DisclosurePolicy>> {
    let mut policies: Vec<DisclosurePolicy> = Vec::new();
    let earlier_faults = faults.len();
    for mut table in plan.tables("disclosure", faults) {
        let patterns = table.spanned_texts("series", faults);
        if patterns.is_empty() {
            let message = "this policy names no series".to_owned();
            let remedy = "add a line `series = [\"cohort/*\"]`".to_owned();
            table.fault(code!("disclosure::no_series"), "series", message, remedy, faults);
        }
        for (pattern, span) in &patterns {
            if policies.iter().any(|earlier| shares(earlier, pattern, wanted)) {
                faults.push(Fault::at(
                    code!("disclosure::two_policies"),
                    source,
                    span.clone(),
                    format!("`{pattern}` has a policy already"),
                    "leave each series to one policy",
                ));
            }
            read_by_a_row(pattern, span, source, wanted, faults);
        }
        let threshold = whole(
            &mut table,
            ("threshold", DisclosurePolicy::USUAL_THRESHOLD),
            (1.0, 1000.0),
            faults,
        );
        let zero_is_safe = match table.optional("zero_is_safe") {
            None => Some(false),
            Some(_) => table.boolean("zero_is_safe", faults),
        };
        let round_to = whole(&mut table, ("round_to", 1), (1.0, 1000.0), faults);
        let sums = sums(&mut table, source, wanted, faults);
        table.finish(faults);
        if let (Some(threshold), Some(zero_is_safe), Some(round_to)) =
            (threshold, zero_is_safe, round_to)
        {
            let series = patterns.into_iter().map(|(pattern, _)| pattern).collect();
            policies.push(DisclosurePolicy { series, threshold, zero_is_safe, round_to, sums });
        }
    }
    (faults.len() == earlier_faults).then_some(policies)
}

/// A whole number that may be left out.
fn whole(
    table: &mut Fields<'_>,
    (field, usual): (&'static str, u64),
    limits: (f64, f64),
    faults: &mut Vec<Fault>,
) -> Option<u64> {
    if table.optional(field).is_none() {
        return Some(usual);
    }
    let number = table.number(field, limits, faults)?;
    if number.fract() != 0.0 {
        let message = format!("`{field}` is {number}, not a whole number");
        let remedy = format!("write a whole number, such as {field} = {usual}");
        table.fault(code!("disclosure::not_whole"), field, message, remedy, faults);
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is whole, and within the limits"
    )]
    Some(number as u64)
}

/// The sums that the table names, each a total and two parts or more.
fn sums(
    table: &mut Fields<'_>,
    source: &SourceText,
    wanted: Wanted<'_>,
    faults: &mut Vec<Fault>,
) -> Vec<DisclosureSum> {
    let mut sums = Vec::new();
    for mut sum in table.tables("sums", faults) {
        let total = sum.spanned_text("total", faults);
        let parts = sum.spanned_texts("parts", faults);
        if parts.len() < 2 {
            let message = "a sum has two parts or more".to_owned();
            let remedy = "name the series that make the total".to_owned();
            sum.fault(code!("disclosure::no_sum"), "parts", message, remedy, faults);
        }
        sum.finish(faults);
        for (series, span) in total.iter().chain(&parts) {
            read_by_a_row(series, span, source, wanted, faults);
        }
        if let Some((total, _)) = total {
            let parts = parts.into_iter().map(|(part, _)| part).collect();
            sums.push(DisclosureSum { total, parts });
        }
    }
    sums
}

/// Notes a series that no row reads, which is probably misspelt: what it should protect would be
/// shown.
fn read_by_a_row(
    pattern: &str,
    span: &Range<usize>,
    source: &SourceText,
    wanted: Wanted<'_>,
    faults: &mut Vec<Fault>,
) {
    let known = || wanted.asked.needs.iter().map(|need| need.series.id());
    if !wanted.others_are_faults || known().any(|series| covers(pattern, series)) {
        return;
    }
    let remedy = nearest(pattern, known()).map_or_else(
        || "`panel priorities` lists the series".to_owned(),
        |meant| format!("is `{meant}` meant?"),
    );
    let message = format!("no row reads the series `{pattern}`");
    faults.push(Fault::at(
        code!("disclosure::unknown_series"),
        source,
        span.clone(),
        message,
        remedy,
    ));
}

/// Whether a policy speaks of a series that the pattern covers.
fn shares(policy: &DisclosurePolicy, pattern: &str, wanted: Wanted<'_>) -> bool {
    policy.series.iter().any(|one| one == pattern)
        || wanted
            .asked
            .needs
            .iter()
            .any(|need| policy.covers(need.series.id()) && covers(pattern, need.series.id()))
}
