//! The settings under which two reports were judged, by name, and those that differ.

use std::collections::BTreeMap;

use panel_core::{DisclosurePolicy, Row, Rule, Terms, Tests};
use serde::Serialize;

/// What stands for a setting that one of the two has not.
const NONE: &str = "none";

/// The beginning of the name of a setting that belongs to a series.
const RECORDING: &str = "recording_changes of ";

/// A setting that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangedSetting {
    /// Its name in `plan.toml` or `panel.toml`, such as `tests.control_line_sd`.
    pub name: String,
    /// Its value in the old report, or `none`.
    pub old: String,
    /// Its value in the new report, or `none`.
    pub new: String,
}

/// The settings that differ, in the order in which a plan states them.
pub(crate) fn changed(old: &Terms, new: &Terms) -> Vec<ChangedSetting> {
    let (old, new) = (settings(old), settings(new));
    let names = new.iter().chain(old.iter().filter(|(name, _)| value(&new, name).is_none()));
    let mut found = Vec::new();
    for (name, _) in names {
        let (old, new) = (value(&old, name).unwrap_or(NONE), value(&new, name).unwrap_or(NONE));
        if old != new {
            found.push(ChangedSetting {
                name: name.clone(),
                old: old.to_owned(),
                new: new.to_owned(),
            });
        }
    }
    found
}

fn value<'a>(settings: &'a [(String, String)], name: &str) -> Option<&'a str> {
    settings.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

/// Every setting but the quarter itself. Each field is named, so that a new one is not forgotten.
fn settings(terms: &Terms) -> Vec<(String, String)> {
    let Terms {
        quarter: _,
        force,
        plan_name,
        baseline_year,
        plan_ends,
        comparison_group,
        comparison_members,
        recording_changes,
        disclosure,
        tests,
    } = terms;
    let mut all = named([
        ("force.name", force.name.clone()),
        ("force.area", force.area.clone()),
        ("force.fictional", force.fictional.to_string()),
        ("name", plan_name.clone()),
        ("baseline_year", baseline_year.to_string()),
        ("ends", plan_ends.iso()),
        ("comparison_group.name", comparison_group.clone()),
        ("comparison_group.members", listed(comparison_members)),
    ]);
    all.extend(of_tests(tests));
    let mut recording: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for change in recording_changes {
        let said = format!("{}: {}", change.from.iso(), change.why);
        recording.entry(&change.series).or_default().push(said);
    }
    for (series, changes) in recording {
        all.push((format!("{RECORDING}{series}"), changes.join("; ")));
    }
    for policy in disclosure {
        all.push((format!("disclosure of {}", listed(&policy.series)), policy_said(policy)));
    }
    all
}

fn of_tests(tests: &Tests) -> Vec<(String, String)> {
    let Tests {
        control_line_sd,
        small_sample_margin_points,
        small_sample_people,
        small_sample_forces_amber,
        dispersion_estimated,
        worse_is_red,
        offences_target,
        trends,
        spc_reading,
        spc_seasonally_adjusted,
        group_includes_own,
        false_discovery_rate,
    } = tests;
    let trends: Vec<_> = trends.iter().map(|trend| trend.name().to_owned()).collect();
    named([
        ("tests.control_line_sd", control_line_sd.to_string()),
        ("tests.small_sample_margin_points", small_sample_margin_points.to_string()),
        ("tests.small_sample_people", small_sample_people.to_string()),
        ("tests.small_sample_forces_amber", small_sample_forces_amber.to_string()),
        ("tests.dispersion_estimated", dispersion_estimated.to_string()),
        ("tests.worse_is_red", worse_is_red.to_string()),
        ("tests.offences_target", offences_target.to_string()),
        ("tests.trends", listed(&trends)),
        ("tests.spc_reading", spc_reading.name().to_owned()),
        ("tests.spc_seasonally_adjusted", spc_seasonally_adjusted.to_string()),
        ("tests.group_includes_own", group_includes_own.to_string()),
        ("tests.false_discovery_rate", false_discovery_rate.to_string()),
    ])
}

fn named<const N: usize>(settings: [(&str, String); N]) -> Vec<(String, String)> {
    settings.map(|(name, value)| (name.to_owned(), value)).into()
}

fn listed(all: &[String]) -> String {
    if all.is_empty() { NONE.to_owned() } else { all.join(", ") }
}

fn policy_said(policy: &DisclosurePolicy) -> String {
    let DisclosurePolicy { series: _, threshold, zero_is_safe, round_to, sums } = policy;
    let mut said =
        format!("threshold {threshold}, zero_is_safe {zero_is_safe}, round_to {round_to}");
    for sum in sums {
        said.push_str(&[", ", &sum.total, " = ", &sum.parts.join(" + ")].concat());
    }
    said
}

/// Whether it is of the months at which the recording of a series changed.
pub(crate) fn is_recording(setting: &ChangedSetting) -> bool {
    setting.name.starts_with(RECORDING)
}

/// Whether the setting can have moved the row: one that its evidence names, one that its rule
/// rests on, or one of its series.
pub(crate) fn concerns(setting: &ChangedSetting, row: &Row) -> bool {
    let evidence = row.finding.evidence();
    let name = setting.name.as_str();
    match name {
        "force.area" => true,
        "baseline_year" => row.finding.figures().baseline.is_some() || adjusted(row),
        "ends" => evidence.rule == Rule::NumberOfOffences,
        "comparison_group.members" => {
            matches!(evidence.rule, Rule::GroupPosition | Rule::SurveyGroupPosition)
        }
        _ => match name.strip_prefix(RECORDING) {
            Some(series) => evidence.inputs.iter().any(|input| &*input.subject.series == series),
            None => evidence.settings.iter().any(|known| known.name == name),
        },
    }
}

/// Whether the season was removed, which is told from all months since the baseline year began.
fn adjusted(row: &Row) -> bool {
    let settings = &row.finding.evidence().settings;
    settings.iter().any(|one| one.name == "tests.spc_seasonally_adjusted" && one.value == "true")
}
