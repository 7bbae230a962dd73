//! Counts of police.uk filed in a quarter: a delivery of a published source, like any other.

use std::path::Path;

use jiff::civil::Date;
use panel_core::{Fault, Plan, ReturnKind, StreetSeries, code};
use panel_police_uk::{Category, Force, StreetCounts};
use panel_returns::Submission;

use super::ranges;
use crate::command::returns::receive::{Handling, Recipient};
use crate::failure::Failure;
use crate::{output, quarter};

/// The partner that publishes the street files.
const PARTNER: &str = "police.uk";

/// What is said of the files that were counted.
#[derive(Clone, Copy)]
pub(super) struct Download<'a> {
    /// The day on which they were downloaded.
    pub(super) received: Date,
    /// Why figures that stand already are revised.
    pub(super) revises: Option<&'a str>,
    /// Their edition; the months that they hold where none is named.
    pub(super) edition: Option<&'a str>,
}

/// Files the months that were counted in the quarter in `folder`, under the series that its rows read.
pub(super) fn file(
    counts: &StreetCounts,
    folder: &Path,
    download: &Download<'_>,
) -> Result<(), Failure> {
    let Download { received, revises, edition } = *download;
    let there: Vec<_> = counts
        .months()
        .filter(|month| counts.forces().iter().any(|one| counts.rows_of(*one, *month).is_some()))
        .collect();
    let months = format!("Street-level files of {}", ranges(&there));
    let edition = Some(edition.unwrap_or(&months));
    let handling = Handling { from: PARTNER, received, revises, edition, covers: None, keys: None };
    handling.check_words()?;
    let recipient = Recipient::enter(quarter::plan()?, folder)?;
    let submission = &recipient.submission;
    if !submission.partners.iter().any(|one| one.name == PARTNER) {
        return Err(Failure::Usage(format!(
            "plan.toml knows no partner `{PARTNER}`; add it to the [[partners]], with kind = \"published source\" and the series that it gives"
        )));
    }
    check_areas(counts.forces(), submission)?;
    let series = series(recipient.plan(), submission)?;
    let name = match there.as_slice() {
        [first, .., last] => format!("police-uk-{}-to-{}.csv", first.iso(), last.iso()),
        [only] => format!("police-uk-{}.csv", only.iso()),
        [] => "police-uk.csv".to_owned(),
    };
    output::report(&unread_categories(&series))?;
    recipient.file(&handling, || (vec![(name, counts.to_return(&series))], Vec::new()))
}

/// Which categories no row of the plan reads, so that they are not filed.
fn unread_categories(series: &[StreetSeries]) -> String {
    let is_read = |category: &Category| series.iter().any(|one| one.counts(category.series()));
    let unread = Category::all().filter(|category| !is_read(category)).count();
    if unread == 0 {
        return String::new();
    }
    let read: Vec<_> = series.iter().map(|one| one.series.as_str()).collect();
    format!(
        "To be filed: {}. No row of the plan reads the other {unread} categories.\n\n",
        read.join(", ")
    )
}

/// Every force is of an area that the returns of the quarter may speak of.
fn check_areas(forces: &[Force], submission: &Submission) -> Result<(), Failure> {
    let is_known = |force: &&Force| submission.areas.iter().any(|area| area.code == force.area());
    let others = forces.iter().filter(|force| !is_known(force));
    let others: Vec<_> = others.map(|one| format!("{one} ({})", one.area())).collect();
    if others.is_empty() {
        return Ok(());
    }
    let message = format!(
        "the quarter has nothing to do with {}; leave --force out of the command, or add the area to `members` of [comparison_group] in panel.toml",
        others.join(", ")
    );
    Err(Failure::Usage(message))
}

/// The series whose months rows read, each with the categories that it is counted from.
fn series(plan: &Plan, submission: &Submission) -> Result<Vec<StreetSeries>, Failure> {
    let declared = &submission.street_series;
    let faults: Vec<_> = declared.iter().flat_map(without_category).collect();
    if !faults.is_empty() {
        return Err(Failure::Rejected(faults));
    }
    let needs = plan.needs();
    let months = needs.iter().filter(|need| need.kind == ReturnKind::MonthlyCounts);
    let mut names: Vec<_> = months.map(|need| need.series.id()).collect();
    names.sort_unstable();
    names.dedup();
    let found: Vec<_> = names
        .into_iter()
        .filter_map(|name| {
            let said = declared.iter().find(|one| one.series == name).cloned();
            let own = || Category::all().any(|category| category.series() == name);
            said.or_else(|| own().then(|| StreetSeries::category(name)))
        })
        .collect();
    if found.is_empty() {
        let message = "no row of the plan reads what police.uk counts; say in plan.toml what its categories are counted as, in [[street_series]]";
        return Err(Failure::Usage(message.to_owned()));
    }
    Ok(found)
}

/// The names in a declaration that no category of police.uk has.
fn without_category(one: &StreetSeries) -> Vec<Fault> {
    let is_category = |pattern: &&String| {
        Category::all().any(|category| panel_core::covers(pattern, category.series()))
    };
    let names = one.categories.iter().chain(&one.without);
    let mut unknown: Vec<_> = names.filter(|name| !is_category(name)).cloned().collect();
    if unknown.is_empty() && !Category::all().any(|category| one.counts(category.series())) {
        unknown.extend(one.categories.first().cloned());
    }
    let fault = |name: String| {
        let message = format!("`{name}` leaves no category of police.uk for `{}`", one.series);
        let known: Vec<_> = Category::all().map(Category::series).collect();
        let remedy = format!("write police-uk/*, or some of {}", known.join(", "));
        Fault::of_file(code!("street_series::unknown_category"), "plan.toml", message, remedy)
    };
    unknown.into_iter().map(fault).collect()
}
