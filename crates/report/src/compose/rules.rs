//! The rules of the plan, each with the reading in force.

use panel_core::{OffencesTarget, Rule, SpcReading, Terms, TrendFamily};

use super::standing::word;
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
                    "Used for counts to which no note below applies. A z test of two rates compares the latest count with that of {baseline}: z = (c/t − C/T) / √(r (1/t + 1/T)). Here c and t are the latest count and its months, and C and T those of the baseline. The rate of both together is r = (c + C) / (t + T). A change is significant where z is {} or more from 0. The exact conditional test, at the p of the same width, decides where the counts together are below 100, or one is below 10.",
                    terms.tests.control_line_sd
                ),
                "Two totals do not show how much months vary, so the counts are taken as Poisson. Such a test finds a change more easily than one that knows the variation.".to_owned(),
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
            number_of_offences(terms),
        ),
        rule(
            Rule::GroupPosition,
            "Position in the comparison group, offences",
            [
                "Below the lower control line of the group.".to_owned(),
                "Between the control lines.".to_owned(),
                "Above the upper control line of the group.".to_owned(),
            ],
            group_position(terms),
        ),
        rule(
            Rule::SpcVariance,
            "Statistical process control",
            [
                "The mean of the latest 6 months is below the lower control line.".to_owned(),
                "It is between the control lines.".to_owned(),
                "It is above the upper control line.".to_owned(),
            ],
            statistical_process_control(terms),
        ),
        RuleView {
            outcomes: Vec::new(),
            ..rule(
                Rule::VictimOutcome,
                "Victim-focused outcome",
                [String::new(), String::new(), String::new()],
                vec!["Not defined yet: the plan has no rule for it. The rows are in the dashboard and have no colour.".to_owned()],
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
                "Applied to numbers of people, never to a bare percentage: without the number of people surveyed a row has no colour. The difference of the two shares has Newcombe's 95% interval, built from the Wilson interval of each. The change is significant where the interval leaves out 0.".to_owned(),
                small_samples(terms),
                format!("Confidence is projected for {} by a straight line through the logits of its quarters, where two years of them were received. The projection is printed and moves no colour.", terms.projected_year()),
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
            vec!["As for offences, by the shares of the people asked in each force, where they were received with their numbers. A place that was published without them has no colour.".to_owned()],
        ),
    ]
}

fn number_of_offences(terms: &Terms) -> Vec<String> {
    let tests = &terms.tests;
    let dispersion = if tests.dispersion_estimated {
        "φ is how much more the months, quarters or years vary than Poisson counts would. A log-linear fit with the season estimates it; where it cannot be estimated, φ is 1."
    } else {
        "φ is 1: the counts are taken as Poisson."
    };
    let worse = if tests.worse_is_red { "red" } else { "amber, and says so" };
    let achieves = match tests.offences_target {
        OffencesTarget::SignificantImprovement => {
            "would be a significant improvement by the same test".to_owned()
        }
        OffencesTarget::BetterThanBaseline => "would be better than the baseline".to_owned(),
        OffencesTarget::Percent(percent) => {
            format!("would be better than the baseline by {percent}% or more")
        }
    };
    let trends: Vec<_> = tests.trends.iter().map(|trend| trend_in_words(*trend)).collect();
    vec![
        format!(
            "Now: z = (L − B) / √(φ (L + B)), with L the latest twelve months and B those of {}; significant where z is {} or more from 0. {dispersion}",
            terms.baseline_year, tests.control_line_sd
        ),
        format!(
            "The exact conditional test decides instead where the counts together are below 100, or one is below 10. The trends are fixed: {}. They are fitted to months from April {} on, to quarters or to whole years, whichever is the finest received. A trend projects achievement where its total for {}, in place of L, {achieves}. Once that year has begun, what is counted of it counts, and the rest is projected; once it is over, its own total decides. The more trends are tried, the easier it is that one does: each row says how many of how many. Repeating the latest year is not a trend: it counts only for whether an improvement holds.",
            trends.join(", "),
            terms.baseline().first().year(),
            terms.projected_year()
        ),
        format!(
            "Where the two years overlap, the months they share are left out of both. Improved, but no trend projects that it holds: amber. Significantly worse, but a trend projects an improvement: {worse}. No trend could be fitted: amber where improved, red where worse, and no colour otherwise."
        ),
    ]
}

fn trend_in_words(trend: TrendFamily) -> &'static str {
    match trend {
        TrendFamily::Linear => "T1 a straight line",
        TrendFamily::LogLinear => "T2 log-linear",
        TrendFamily::Robust => "T3 the median slope",
        TrendFamily::Smoothing => "T4 damped smoothing",
    }
}

fn group_position(terms: &Terms) -> Vec<String> {
    let own =
        if terms.tests.group_includes_own { "the force included" } else { "the force left out" };
    vec![
        format!(
            "The lines are {} standard deviations (n − 1) around the unweighted mean of the group's rates for each 1,000 residents (burglary: households), {own}; a rate on a line is between them. The twelve months compared end within the year before the quarter's end. They are those for which the most members' figures were received, and of such the latest.",
            terms.tests.control_line_sd
        ),
        "Where the group's figures were received for a wider series alone, that series may be used instead, and the row says so. A place that was published without the rates of the group is shown and has no colour: it is not evidence. 1st is the best.".to_owned(),
    ]
}

fn statistical_process_control(terms: &Terms) -> Vec<String> {
    let width = terms.tests.control_line_sd;
    let reading = match terms.tests.spc_reading {
        SpcReading::Individual => "of single months",
        SpcReading::StandardErrorOfMean => "of a mean of six months",
        SpcReading::Difference => "of the difference between the two means, s √(1/6 + 1/12)",
    };
    let season = if terms.tests.spc_seasonally_adjusted {
        "Where there are two years of them, the season is removed first."
    } else {
        "Not seasonally adjusted: half a year is set against a whole one."
    };
    vec![
        format!(
            "The lines are {width} standard deviations {reading} around the mean of the 12 months before the latest 6. The standard deviation s is of those 12 (n − 1)."
        ),
        format!(
            "Needs 18 consecutive months; a missing month is never filled in. Without them 2 quarters are set against the 4 before in the same way. {season}"
        ),
        "Where the lower line would lie below 0 and the counts are small, the exact conditional test compares the two periods instead. Beside the colour, the chart of individual values says whether the latest month is part of a special cause. One such is a month outside limits of three sigma (2.66 mean moving ranges). The others are seven in a row on one side of the mean, seven rising or falling, and two of three near a limit.".to_owned(),
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
