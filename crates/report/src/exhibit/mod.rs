//! The exhibits of the rows' evidence: scales, labels and words are computed here, so that the
//! template only draws.

mod calendar;
mod canvas;
mod control_chart;
mod count_bars;
mod group_bars;
mod intervals;
mod lettering;
mod milestones;
mod named_counts;
mod projection;
mod scale;
pub(crate) mod sparkline;
mod stars;
#[cfg(test)]
mod tests;
mod waterfall;
mod words;

use std::collections::BTreeMap;

use panel_core::{Exhibit as Evidence, Milestones, Row};

use self::canvas::Measure;
pub(crate) use self::canvas::real;
use self::words::Drawn;
use crate::view::Exhibit;

/// Names of areas by their codes.
type AreaNames = BTreeMap<String, String>;

/// One drawing that is still to be made as wide as its place allows.
struct Planned<'a> {
    row: String,
    /// `sp12-offences-trends`: what its picture is filed under.
    slug: String,
    measure: Measure,
    draw: Box<dyn Fn(f64) -> Drawn + 'a>,
}

/// The exhibits of the rows of one priority or item, those that stand beside each other together;
/// `owner` is what their titles begin with, such as `SP12`. Each takes the next number.
pub(crate) fn of_rows(
    rows: &[&Row],
    owner: &str,
    (names, is_fictional): (&AreaNames, bool),
    next_number: &mut impl FnMut() -> usize,
) -> Vec<Vec<Exhibit>> {
    let together = milestones_of(rows);
    let planned = planned_of(rows, owner, names, together.as_ref());
    beside_each_other(&planned)
        .into_iter()
        .map(|together| {
            let measure = if together.len() > 1 { Measure::Half } else { Measure::Whole };
            let mut exhibit = |one: &Planned<'_>| {
                let Drawn { drawing, caption, mut reading, alt } = (one.draw)(measure.points());
                // A picture goes its own way.
                if is_fictional {
                    let space = if reading.is_empty() { "" } else { " " };
                    reading = reading + space + "Fictional data.";
                }
                Exhibit {
                    number: next_number(),
                    anchor: format!("chart-{}", one.slug),
                    row: one.row.clone(),
                    caption,
                    reading,
                    alt,
                    drawing,
                }
            };
            together.iter().map(&mut exhibit).collect()
        })
        .collect()
}

/// The milestones of a priority that has several rows of them.
fn milestones_of(rows: &[&Row]) -> Option<Milestones> {
    let mut each = rows.iter().filter_map(|row| milestones_in(row));
    let mut all = each.next()?.clone();
    let mut several = false;
    for more in each {
        several = true;
        all.milestones.extend(more.milestones.iter().cloned());
    }
    several.then_some(all)
}

fn milestones_in(row: &Row) -> Option<&Milestones> {
    match row.finding.evidence().exhibit() {
        Some(Evidence::Milestones(of)) => Some(of),
        _ => None,
    }
}

/// The drawings of the rows; where several rows are milestones, one at the place of the first.
fn planned_of<'a>(
    rows: &[&'a Row],
    owner: &str,
    names: &'a AreaNames,
    together: Option<&'a Milestones>,
) -> Vec<Planned<'a>> {
    let mut first = true;
    let each =
        rows.iter().flat_map(|row| match together.filter(|_| milestones_in(row).is_some()) {
            Some(all) if std::mem::take(&mut first) => {
                let slug = format!("{}-milestones", owner.to_lowercase());
                sheets(all, &row.id.to_string(), &slug, owner)
            }
            Some(_) => Vec::new(),
            None => planned(row, owner, names),
        });
    each.collect()
}

/// The sheets that milestones take.
fn sheets<'a>(of: &'a Milestones, row: &str, slug: &str, label: &str) -> Vec<Planned<'a>> {
    (1..)
        .zip(milestones::sheets(of, milestones::MEASURE.points()))
        .map(|(number, sheet)| {
            let label = label.to_owned();
            Planned {
                row: row.to_owned(),
                slug: if number == 1 { slug.to_owned() } else { format!("{slug}-{number}") },
                measure: milestones::MEASURE,
                draw: Box::new(move |across| milestones::draw(&sheet, &label, across)),
            }
        })
        .collect()
}

/// Pairs of those for which half of the page is enough, in their order; the others alone.
fn beside_each_other<'a, 'b>(planned: &'a [Planned<'b>]) -> Vec<&'a [Planned<'b>]> {
    let mut rows = Vec::new();
    let mut rest = planned;
    while !rest.is_empty() {
        let halves = rest.iter().take(2).filter(|one| one.measure == Measure::Half).count();
        let (together, others) = rest.split_at(if halves == 2 { 2 } else { 1 });
        rows.push(together);
        rest = others;
    }
    rows
}

fn planned<'a>(row: &'a Row, owner: &str, names: &'a AreaNames) -> Vec<Planned<'a>> {
    let slug = row.id.to_string().replace(['.', '_'], "-");
    let label = format!("{owner} {}", row.label);
    let owner = owner.to_owned();
    let one = |slug: String, measure, draw: Box<dyn Fn(f64) -> Drawn + 'a>| Planned {
        row: row.id.to_string(),
        slug,
        measure,
        draw,
    };
    match row.finding.evidence().exhibit() {
        None => Vec::new(),
        Some(Evidence::ControlChart(chart)) => vec![one(
            slug,
            Measure::Half,
            Box::new(move |across| control_chart::draw(chart, &label, across)),
        )],
        Some(Evidence::GroupBars(bars)) => {
            let shown = bars.members.iter().filter_map(|member| names.get(&member.name).cloned());
            let measure = if group_bars::needs_the_whole_width(shown) || bars.members.len() > 20 {
                Measure::Whole
            } else {
                Measure::Half
            };
            vec![one(
                slug,
                measure,
                Box::new(move |across| group_bars::draw(bars, names, &label, across)),
            )]
        }
        Some(Evidence::Projection(fan)) => {
            let of_trends = label.clone();
            let mut both = vec![one(
                slug.clone(),
                Measure::Half,
                Box::new(move |across| projection::draw(fan, &label, across)),
            )];
            if !fan.trends.is_empty() {
                both.push(one(
                    format!("{slug}-trends"),
                    Measure::Half,
                    Box::new(move |across| intervals::trends(fan, &of_trends, across)),
                ));
            }
            both
        }
        Some(Evidence::SurveyLevels { baseline, latest }) => vec![one(
            slug,
            Measure::Half,
            Box::new(move |across| {
                let inputs = &row.finding.evidence().inputs;
                let counted = inputs.iter().any(|input| input.counted.is_some());
                let of = if counted { intervals::Of::Counted } else { intervals::Of::Asked };
                intervals::shares(baseline.as_ref(), latest, (&label, of), across)
            }),
        )],
        Some(Evidence::Waterfall(of)) => vec![one(
            slug,
            waterfall::measure(of),
            Box::new(move |across| {
                waterfall::draw(of, owner.trim_start_matches("SP"), row.label, across)
            }),
        )],
        Some(Evidence::StarDistribution(of)) => {
            vec![one(slug, Measure::Half, Box::new(move |across| stars::draw(of, &owner, across)))]
        }
        Some(Evidence::NamedCounts(of)) => vec![one(
            slug,
            Measure::Half,
            Box::new(move |across| named_counts::draw(of, &label, across)),
        )],
        Some(Evidence::Milestones(of)) => sheets(of, &row.id.to_string(), &slug, &label),
    }
}
