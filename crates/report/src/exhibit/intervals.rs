//! Values with their intervals, a row each: shares of people asked, and totals that trends project.

use panel_core::{Finite, ProjectionFan, SurveyedShare};

use super::calendar::short;
use super::canvas::{Canvas, GAP, Plot, real, widest};
use super::lettering::{LINE, fitted};
use super::scale::{Scale, number};
use super::words::{Drawn, against, moved, plain, spoken};
use crate::view::{Align, Role};

const ROW: f64 = 15.0;
const NAMES: f64 = 0.4;

/// One value.
struct Level {
    name: String,
    value: f64,
    /// Intervals, the narrowest first, each with what it stands for.
    intervals: Vec<(f64, f64, Role)>,
    says: String,
    strong: bool,
}

/// A line from top to bottom.
struct Reference {
    name: String,
    value: f64,
    role: Role,
}

fn rows(levels: &[Level], references: &[Reference], scale: &Scale, across: f64) -> Canvas {
    let names: Vec<_> =
        levels.iter().map(|level| fitted(&level.name, across * NAMES - GAP)).collect();
    let left = widest(names.iter().zip(levels).map(|(name, level)| (name.as_str(), level.strong)));
    let right = widest(levels.iter().map(|level| (level.says.as_str(), level.strong)));
    let top = if references.is_empty() { 2.0 } else { LINE + GAP };
    let count = real(levels.len());
    let plot = Plot {
        left: left + 2.0 * GAP,
        right: across - right - 2.0 * GAP,
        top,
        bottom: top + count * ROW,
    };
    let mut canvas = Canvas::new(across, plot.bottom + LINE + GAP);
    canvas.value_axis_below(plot, scale);
    let mut above = Vec::new();
    for reference in references {
        let x = plot.x(scale.at(reference.value));
        canvas.line([[x, plot.top - 1.0], [x, plot.bottom]], reference.role);
        above.push((x, reference.name.clone(), false));
    }
    canvas.above(LINE / 2.0, above);
    for (index, (level, name)) in levels.iter().zip(names).enumerate() {
        let y = plot.top + (real(index) + 0.5) * ROW;
        for (order, (low, high, role)) in level.intervals.iter().enumerate().rev() {
            let half = 4.5 - 1.2 * real(order);
            let (low, high) = (plot.x(scale.at(*low)), plot.x(scale.at(*high)));
            canvas.rect([low, y - half.max(1.2)], [high.max(low + 0.5), y + half.max(1.2)], *role);
        }
        canvas.mark([plot.x(scale.at(level.value)), y], Role::Point);
        canvas.text([left, y], Align::Right, name, level.strong);
        canvas.text([plot.right + 2.0 * GAP, y], Align::Left, level.says.clone(), level.strong);
    }
    canvas
}

/// What a share is of.
#[derive(Clone, Copy)]
pub(super) enum Of {
    /// People who were asked.
    Asked,
    /// People or things of which there are records.
    Counted,
}

/// Two shares of people asked, or of what was counted, each with its 95% interval.
pub(super) fn shares(
    baseline: Option<&SurveyedShare>,
    latest: &SurveyedShare,
    (label, of): (&str, Of),
    across: f64,
) -> Drawn {
    let level = |share: &SurveyedShare, strong| Level {
        name: short(share.period),
        value: share.percent.get(),
        intervals: vec![(share.interval.low.get(), share.interval.high.get(), Role::Half)],
        says: says(share),
        strong,
    };
    let levels: Vec<_> = baseline
        .map(|share| level(share, false))
        .into_iter()
        .chain([level(latest, true)])
        .collect();
    let ends = levels
        .iter()
        .flat_map(|level| level.intervals.iter().flat_map(|(low, high, _)| [*low, *high]));
    let scale = Scale::over(ends, false, 4);
    let alt = match baseline {
        None => format!(
            "{label}: {} in {}, of {}. There is no baseline to compare with.",
            percent(latest),
            spoken(latest.period),
            said_of(latest, of)
        ),
        Some(baseline) => format!(
            "{label}: {} {} in {} ({}) to {} in {} ({}).",
            moved(baseline.percent.get(), latest.percent.get()),
            percent(baseline),
            spoken(baseline.period),
            said_of(baseline, of),
            percent(latest),
            spoken(latest.period),
            said_of(latest, of)
        ),
    };
    let end = |end: Finite| number(end.get(), 1);
    let alt = alt
        + &format!(
            " The 95% interval of the latest is {}% to {}%.",
            end(latest.interval.low),
            end(latest.interval.high)
        );
    Drawn {
        drawing: rows(&levels, &[], &scale, across).finish(),
        caption: match of {
            Of::Asked => format!("{label}: per cent of those asked"),
            Of::Counted => format!("{label}: per cent"),
        },
        reading: "Bars: 95% intervals.".to_owned(),
        alt,
    }
}

fn percent(share: &SurveyedShare) -> String {
    format!("{}%", number(share.percent.get(), 1))
}

fn people(share: &SurveyedShare) -> String {
    panel_core::grouped(share.n.into())
}

fn said_of(share: &SurveyedShare, of: Of) -> String {
    match of {
        Of::Asked => format!("{} people asked", people(share)),
        Of::Counted => format!("{} counted", people(share)),
    }
}

fn says(share: &SurveyedShare) -> String {
    format!("{} (n = {})", percent(share), people(share))
}

/// What each trend makes of the year that the plan is judged by, against target and baseline.
pub(super) fn trends(fan: &ProjectionFan, label: &str, across: f64) -> Drawn {
    let levels: Vec<_> = fan
        .trends
        .iter()
        .map(|trend| {
            let bands = trend.intervals.iter().flatten();
            let roles = [Role::Half, Role::Eighty, Role::NinetyFive];
            let chance = trend.chance.map(|chance| format!(" · {}%", number(chance.get(), 0)));
            Level {
                name: format!("{} {}", trend.code, plain(trend.name)),
                value: trend.total.get(),
                intervals: bands
                    .zip(roles)
                    .map(|(band, role)| (band.low.get(), band.high.get(), role))
                    .collect(),
                says: number(trend.total.get(), 0) + &chance.unwrap_or_default(),
                strong: trend.achieves,
            }
        })
        .collect();
    let mut references = vec![Reference {
        name: format!("Baseline {}", number(fan.baseline.get(), 0)),
        value: fan.baseline.get(),
        role: Role::Mean,
    }];
    if let Some(target) = fan.target {
        references.push(Reference {
            name: format!("Target {}", number(target.get(), 0)),
            value: target.get(),
            role: Role::Target,
        });
    }
    let values = levels
        .iter()
        .flat_map(|level| {
            let ends = level.intervals.iter().flat_map(|(low, high, _)| [*low, *high]);
            ends.chain([level.value])
        })
        .chain(references.iter().map(|reference| reference.value));
    let scale = Scale::over(values, false, 4);
    let achieving = fan.trends.iter().filter(|trend| trend.achieves).count();
    let each: Vec<_> = fan
        .trends
        .iter()
        .map(|trend| {
            let chance = trend.chance.map(|chance| {
                format!(", with a chance of {}% to meet the target", number(chance.get(), 0))
            });
            format!(
                "{} ({}) {}, {} the baseline{}",
                trend.code,
                trend.name,
                number(trend.total.get(), 0),
                against(trend.total.get(), fan.baseline.get()),
                chance.unwrap_or_default()
            )
        })
        .collect();
    let target = fan.target.map(|target| format!(", target {}", number(target.get(), 0)));
    Drawn {
        drawing: rows(&levels, &references, &scale, across).finish(),
        caption: format!("{label}: the total for {} by each trend", fan.year),
        reading:
            "Bands: 50%, 80% and 95%. Per cent: the chance to meet the target. Bold: projects \
                  that it is met."
                .to_owned(),
        alt: format!(
            "Totals projected for {}: {}. Baseline {}{}. {achieving} of {} trends project that the \
             target is met.",
            fan.year,
            each.join("; "),
            number(fan.baseline.get(), 0),
            target.unwrap_or_default(),
            fan.trends.len()
        ),
    }
}
