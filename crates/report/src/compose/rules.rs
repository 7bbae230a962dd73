//! The rules of the plan, each with the reading in force.

use panel_core::{Rule, Terms};

use super::widget::word;
use crate::view::{KeyEntry, RuleView, Standing};

/// The key and notes ① to ⑥.
pub(crate) fn all(terms: &Terms) -> Vec<RuleView> {
    let end = terms.plan_ends;
    let baseline = terms.baseline_year;
    vec![
        rule(
            Rule::Key,
            "Change on the baseline year",
            [
                format!("Significant improvement on {baseline}."),
                format!("No significant change on {baseline}."),
                format!("Significant deterioration on {baseline}."),
            ],
            vec![
                format!(
                    "Used for counts to which no note below applies. The latest count is compared with that of {baseline} by a z test of two rates, z = (c/t − C/T) / √(r (1/t + 1/T)), where c and t are the latest count and its months, C and T those of the baseline, and r = (c + C) / (t + T) the rate of both together. A change is significant where z is {} or more from 0. Where the counts together are below 100, or one is below 10, the exact conditional test is used instead, at p < 0.05.",
                    terms.tests.control_line_sd
                ),
                "Two totals do not show how much months vary, so the counts are taken as Poisson: such a test finds a change more easily than one that knows the variation.".to_owned(),
                "A row for the year to date is compared in the same way with the same months of the year before.".to_owned(),
                "A figure annualised from fewer months is tested as the count of those months over those months, never as the count of twelve.".to_owned(),
            ],
        ),
        rule(
            Rule::NumberOfOffences,
            "Number of offences",
            [
                format!("Significant improvement now, and at least one trend projects that it will be maintained in {}.", terms.projected_year()),
                format!("No significant improvement now, but at least one trend projects achievement by {end}."),
                format!("No significant improvement now, and no trend projects achievement by {end}."),
            ],
            vec!["Not yet applied: it needs monthly or quarterly counts and projections to the end of the plan, which this edition does not compute. Baseline, latest figure and change are shown without a colour.".to_owned()],
        ),
        rule(
            Rule::GroupPosition,
            "Position in the comparison group, offences",
            [
                "Below the lower control line of the group.".to_owned(),
                "Between the control lines.".to_owned(),
                "Above the upper control line of the group.".to_owned(),
            ],
            vec!["Needs the rates of the forces in the group. A place that was published without them is shown and has no colour: it is not evidence. 1st is the best.".to_owned()],
        ),
        rule(
            Rule::SpcVariance,
            "Statistical process control",
            [
                "The mean of the latest 6 months is below the lower control line.".to_owned(),
                "It is between the control lines.".to_owned(),
                "It is above the upper control line.".to_owned(),
            ],
            vec!["Not yet applied: compares the latest 6 months with the 12 before them, and so needs 18 consecutive months.".to_owned()],
        ),
        RuleView {
            outcomes: Vec::new(),
            ..rule(
                Rule::VictimOutcome,
                "Victim-focused outcome",
                [String::new(), String::new(), String::new()],
                vec!["Not defined yet: the plan has no rule for it. The rows stand in the dashboard and have no colour.".to_owned()],
            )
        },
        rule(
            Rule::SurveyLevel,
            "Satisfaction and confidence",
            [
                format!("95% confidence that the level is better than in {baseline}."),
                "No evidence of change at 95%.".to_owned(),
                format!("95% confidence that the level is worse than in {baseline}."),
            ],
            vec![
                "Applied to numbers of people, never to a bare percentage: without the number of people surveyed a row has no colour. The difference of the two shares has Newcombe's 95% interval, built from the Wilson interval of each; the change is significant where the interval leaves out 0.".to_owned(),
                small_samples(terms),
            ],
        ),
        rule(
            Rule::SurveyGroupPosition,
            "Position in the comparison group, satisfaction and confidence",
            [
                "Above the upper control line of the group.".to_owned(),
                "Between the control lines.".to_owned(),
                "Below the lower control line of the group.".to_owned(),
            ],
            vec!["As for offences: a place without the figures of the group has no colour.".to_owned()],
        ),
    ]
}

fn small_samples(terms: &Terms) -> String {
    let tests = &terms.tests;
    let first = format!(
        "A survey is small where its worst-case half-width, 1.96 × √(0.25 / n), exceeds {} percentage points, or where it asked fewer than {} people.",
        tests.small_sample_margin_points, tests.small_sample_people
    );
    let second = if tests.small_sample_forces_amber {
        "A small survey is amber even without a baseline, and whatever its test says."
    } else {
        "A small survey without a baseline is amber; with one it keeps the colour of its test."
    };
    format!("{first} {second}")
}

fn rule(rule: Rule, title: &str, meanings: [String; 3], reading: Vec<String>) -> RuleView {
    let standings = [Standing::Green, Standing::Amber, Standing::Red];
    RuleView {
        mark: rule.mark().unwrap_or_default().to_owned(),
        title: title.to_owned(),
        outcomes: standings
            .into_iter()
            .zip(meanings)
            .map(|(standing, meaning)| KeyEntry {
                standing,
                word: word(standing).to_owned(),
                meaning,
            })
            .collect(),
        reading,
    }
}
