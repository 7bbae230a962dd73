//! Appendix B: the rules as applied, the settings in force, what is awaited, and where each figure
//! comes from.

use std::fmt::Write as _;

use panel_core::{DisclosurePolicy, OffencesTarget, Terms, WITHHELD};

use super::{Material, rules, sources};
use crate::view::{Field, Method};

/// The appendix.
pub(crate) fn of(material: Material<'_>) -> Method {
    let terms = material.terms;
    let tests = &terms.tests;
    let setting = |name: &str, value: String| Field { name: name.to_owned(), value };
    Method {
        title: "Appendix B: How the assessments are made".to_owned(),
        introduction: vec![
            "A colour is the outcome of one of the rules below and of nothing else. Where a rule could be read in more than one way, the reading used in this paper is stated. Figures are rounded only to be printed; tests use the figures as received.".to_owned(),
            comparison(material),
        ],
        rules: rules::all(terms),
        settings: vec![
            setting("Baseline year", terms.baseline_year.to_string()),
            setting("End of the plan", terms.plan_ends.to_string()),
            setting("Period of this report", format!("{}", terms.latest())),
            setting(
                "Width of control lines and of tests of counts",
                format!("{} standard deviations", tests.control_line_sd),
            ),
            setting(
                "Dispersion of counts",
                if tests.dispersion_estimated { "estimated" } else { "not used" }.to_owned(),
            ),
            setting(
                "Significantly worse, but projected to improve",
                if tests.worse_is_red { "red" } else { "amber" }.to_owned(),
            ),
            setting("Achievement at the plan's end", achievement(tests.offences_target)),
            setting(
                "Trends asked",
                tests
                    .trends
                    .iter()
                    .map(|trend| trend.name().replace('_', "-"))
                    .collect::<Vec<_>>()
                    .join(", "),
            ),
            setting(
                "Season in note ③",
                if tests.spc_seasonally_adjusted {
                    "removed where two years of months allow it"
                } else {
                    "not removed"
                }
                .to_owned(),
            ),
            setting("Reading of the lines of note ③", tests.spc_reading.name().replace('_', " ")),
            setting(
                "Lines of the comparison group",
                if tests.group_includes_own { "with the force" } else { "without the force" }
                    .to_owned(),
            ),
            setting("Confidence of survey intervals", "95%, two-sided".to_owned()),
            setting(
                "A survey is small",
                format!(
                    "where its worst-case 95% half-width exceeds {} percentage points, or it asked fewer than {} people",
                    tests.small_sample_margin_points, tests.small_sample_people
                ),
            ),
            setting(
                "A small survey",
                if tests.small_sample_forces_amber {
                    "is amber, whatever its test says".to_owned()
                } else {
                    "keeps the colour of its test".to_owned()
                },
            ),
            setting(
                "Many tests at once",
                format!(
                    "“It holds when all tests are counted” is said where a change survives at a rate of false discoveries of {}% (Benjamini and Hochberg, 1995); no colour depends on it",
                    tests.false_discovery_rate * 100.0
                ),
            ),
            setting("Changes of recording", recording_changes(terms)),
        ]
        .into_iter()
        .chain(terms.disclosure.iter().map(|policy| setting("Disclosure control", disclosure(policy))))
        .collect(),
        awaited: sources::awaited(material),
        sources: sources::figures(material),
    }
}

/// What a projected total must be.
fn achievement(target: OffencesTarget) -> String {
    match target {
        OffencesTarget::SignificantImprovement => {
            "a significant improvement on the baseline year".to_owned()
        }
        OffencesTarget::BetterThanBaseline => "anything better than the baseline year".to_owned(),
        OffencesTarget::Percent(percent) => {
            format!("better than the baseline year by {percent}% or more")
        }
    }
}

/// Each change of recording that the plan names.
fn recording_changes(terms: &Terms) -> String {
    if terms.recording_changes.is_empty() {
        return "none is named".to_owned();
    }
    let changes = terms.recording_changes.iter();
    changes
        .map(|change| format!("{} from {}: {}", change.series, change.from, change.why))
        .collect::<Vec<_>>()
        .join(" ")
}

/// What a policy withholds and rounds.
fn disclosure(policy: &DisclosurePolicy) -> String {
    let series = policy.series.join(", ");
    let zero = if policy.zero_is_safe { " except 0" } else { ", 0 among them," };
    let mut text = format!(
        "{series}: counts below {}{zero} are withheld ({WITHHELD}). So is every other figure of a sum or of overlapping months that would give one away. Their rows show no colour, change, statistics or test",
        policy.threshold
    );
    if policy.round_to > 1 {
        let _ = write!(text, ". Other counts are rounded to the nearest {}", policy.round_to);
    }
    for sum in &policy.sums {
        let _ = write!(text, ". {} is the sum of {}", sum.total, sum.parts.join(", "));
    }
    text
}

fn comparison(material: Material<'_>) -> String {
    let group = &material.terms.comparison_group;
    let note = &material.details.comparison_note;
    format!("The force is compared with its {group}. {note}").trim().to_owned()
}
