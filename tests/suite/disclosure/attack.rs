//! A recovery attack on the shipped papers: whoever reads all that is printed, and knows what adds up to
//! what, cannot work a withheld figure out, nor bound it to fewer numbers than the threshold.

use std::collections::{BTreeMap, BTreeSet};

use panel_core::{
    DisclosurePolicy, Figure, FigureRelation, Month, Period, Plan, Quantity, Row, ScreenedRows,
    Subject, Terms, WITHHELD,
};

use super::known::{ADDING_UP, Facet, RATIOS};
use super::solve::{Equation, Found, solve};
use crate::quarters::folders;

use Facet::{All, Count, No, Yes};

/// A count that a figure tells.
type Place = (Subject, Facet);

/// A quarter as received and as a policy lets it be shown.
struct Paper {
    /// Every count, whether it is shown or not.
    counts: BTreeMap<Place, u64>,
    shown: ScreenedRows,
    policy: DisclosurePolicy,
}

/// What an attack found.
#[derive(Debug, Default)]
struct Attacked {
    papers: usize,
    withheld: usize,
    exact: Vec<String>,
    narrow: Vec<String>,
}

fn counts_of(value: &Quantity) -> Vec<(Facet, u64)> {
    match value {
        Quantity::Count(count) => vec![(Count, count.unsigned_abs())],
        Quantity::Proportion(share) => {
            let (yes, all) = (share.positive(), share.surveyed());
            vec![(Yes, yes), (No, all - yes), (All, all)]
        }
        _ => Vec::new(),
    }
}

impl Paper {
    /// The places that a reader is told of: printed, drawn, or given away by a number that was computed
    /// from them alone.
    fn told(&self) -> BTreeSet<Place> {
        let mut told = BTreeSet::new();
        let known = |subject: &Subject| {
            let places = [Count, Yes, No, All].map(|facet| (subject.clone(), facet));
            places.into_iter().filter(|place| self.counts.contains_key(place))
        };
        for row in &self.shown {
            let evidence = row.finding.evidence();
            for input in &evidence.inputs {
                let numbers = !evidence.numbers.is_empty()
                    || evidence.interval.is_some()
                    || evidence.n.is_some()
                    || evidence.p_value.is_some()
                    || evidence.variation.is_some()
                    || evidence.worst_case_margin.is_some()
                    || row.finding.assessment().is_some();
                // A row with numbers of its own is taken to tell all that it reads.
                if input.value != WITHHELD || numbers || computed_of(row, &input.period) {
                    told.extend(known(&input.subject));
                }
            }
            let received = row.finding.figures().all().filter_map(|figure| match figure {
                Figure::Known { subject, .. } => subject.as_ref(),
                _ => None,
            });
            told.extend(received.flat_map(known));
            for (area, period) in
                evidence.exhibit().map(panel_core::Exhibit::draws).unwrap_or_default()
            {
                let drawn = self.counts.keys().filter(|(subject, _)| {
                    let series = |one: &panel_core::Input| {
                        (&one.subject.series, &one.subject.area) == (&subject.series, &subject.area)
                    };
                    subject.period == period
                        && area.is_none_or(|area| *area == *subject.area)
                        && evidence.inputs.iter().any(series)
                });
                told.extend(drawn.cloned());
            }
        }
        told
    }

    /// The figures that a reader is not told of although some row reads them.
    fn withheld(&self) -> BTreeSet<Subject> {
        let inputs = self.shown.iter().flat_map(|row| &row.finding.evidence().inputs);
        inputs.filter(|one| one.value == WITHHELD).map(|one| one.subject.clone()).collect()
    }

    /// The averages and rates that are shown.
    fn ratio(&self, series: &str) -> Option<(f64, Period)> {
        let inputs = self.shown.iter().flat_map(|row| &row.finding.evidence().inputs);
        let one = inputs.into_iter().find(|one| *one.subject.series == *series)?;
        Some((one.value.parse().ok()?, one.subject.period))
    }

    /// Attacks the figures of each area for themselves.
    fn attack(&self, name: &str, attacked: &mut Attacked) {
        let (told, withheld) = (self.told(), self.withheld());
        attacked.papers += 1;
        attacked.withheld += withheld.len();
        let areas: BTreeSet<_> = withheld.iter().map(|subject| &subject.area).collect();
        for area in areas {
            let mut system = System::new(self, &told, area);
            system.build();
            let found = solve(&system.equations, system.unknown.len());
            for ((subject, facet), index) in &system.cells {
                if !withheld.contains(subject) {
                    continue;
                }
                let count = self.counts[&(subject.clone(), *facet)];
                let what = || {
                    let policy = (self.policy.threshold, self.policy.zero_is_safe);
                    format!("{name} {policy:?}: {} {facet:?} {}", subject.series, subject.period)
                };
                match found[*index] {
                    Found::Exactly => attacked.exact.push(format!("{} = {count}", what())),
                    Found::Between(low, high)
                        if high - low + 1 < i128::from(self.policy.threshold) =>
                    {
                        attacked.narrow.push(format!("{}: {low} to {high}", what()));
                    }
                    Found::Between(..) | Found::AtLeast(_) => {}
                }
            }
        }
    }
}

/// Whether the row shows a figure that was computed from inputs of these months.
fn computed_of(row: &Row, period: &str) -> bool {
    row.finding.figures().all().any(
        |figure| matches!(figure, Figure::Known { subject: None, period: of, .. } if of == period),
    )
}

/// The linear system of one area.
struct System<'a> {
    paper: &'a Paper,
    told: &'a BTreeSet<Place>,
    cells: BTreeMap<Place, usize>,
    /// What a series came to in a stretch of months, by its first.
    unknown: Vec<String>,
    equations: Vec<Equation>,
    begins: Vec<Month>,
}

impl<'a> System<'a> {
    fn new(paper: &'a Paper, told: &'a BTreeSet<Place>, area: &str) -> Self {
        let here = paper.counts.keys().filter(|(subject, _)| *subject.area == *area);
        let hidden = paper.withheld();
        let families: BTreeSet<_> = hidden.iter().map(|one| family(&one.series)).collect();
        // What is of another family has nothing to do with what is withheld.
        let here: Vec<_> =
            here.filter(|(subject, _)| families.contains(family(&subject.series))).collect();
        let ends = here.iter().flat_map(|(one, _)| [one.period.first(), one.period.last().plus(1)]);
        let begins = ends.collect::<BTreeSet<_>>().into_iter().collect();
        let read = |place: &&&Place| told.contains(**place) || hidden.contains(&place.0);
        let cells = here.iter().filter(read).map(|place| (*place).clone()).zip(0..).collect();
        let mut system =
            Self { paper, told, cells, unknown: Vec::new(), equations: Vec::new(), begins };
        system.unknown = vec![String::new(); system.cells.len()];
        system
    }

    /// The number of what is not shown at all.
    fn stretch(&mut self, series: &str, facet: Facet, begin: Month) -> usize {
        let name = format!("{series} {facet:?} {begin}");
        self.unknown.iter().position(|known| *known == name).unwrap_or_else(|| {
            self.unknown.push(name);
            self.unknown.len() - 1
        })
    }

    fn build(&mut self) {
        for (place, index) in self.cells.clone() {
            let (subject, facet) = &place;
            let mut terms = vec![(index, -1.0)];
            for begin in self.begins.clone() {
                if subject.period.holds(begin) {
                    terms.push((self.stretch(&subject.series, *facet, begin), 1.0));
                }
            }
            self.equations.push(Equation::exact(terms, 0.0));
            if self.told.contains(&place) {
                #[expect(clippy::cast_precision_loss, reason = "a count is far below 2^52")]
                let count = self.paper.counts[&place] as f64;
                self.equations.push(Equation::exact(vec![(index, 1.0)], count));
            }
        }
        let series: BTreeSet<_> =
            self.cells.keys().map(|(subject, facet)| (subject.series.clone(), *facet)).collect();
        let of_shares = series.iter().filter(|(_, facet)| *facet == All);
        let of_shares: Vec<_> = of_shares
            .map(|(name, _)| {
                ((name.to_string(), All), vec![(name.to_string(), Yes), (name.to_string(), No)])
            })
            .collect();
        let named = |(name, facet): &(&str, Facet)| ((*name).to_owned(), *facet);
        let adding_up = ADDING_UP
            .iter()
            .map(|(total, parts)| (named(total), parts.iter().map(named).collect()));
        let present: BTreeSet<_> = series.iter().map(|(name, _)| name.to_string()).collect();
        for (total, parts) in of_shares.into_iter().chain(adding_up) {
            if !present.contains(&total.0)
                && !parts.iter().any(|(name, _): &(String, _)| present.contains(name))
            {
                continue;
            }
            for begin in self.begins.clone() {
                let mut terms = vec![(self.stretch(&total.0, total.1, begin), -1.0)];
                for (name, facet) in &parts {
                    terms.push((self.stretch(name, *facet, begin), 1.0));
                }
                self.equations.push(Equation::exact(terms, 0.0));
            }
        }
        self.ratios();
    }

    /// What the ratios tell, to the half of their last digit, where what they are divided by is known.
    fn ratios(&mut self) {
        for (ratio, of, by) in RATIOS {
            let Some((value, period)) = self.paper.ratio(ratio) else { continue };
            let find = |series: &str, facet| {
                let found = self.cells.iter().find(|((subject, of), _)| {
                    *subject.series == *series && *of == facet && subject.period == period
                });
                found.map(|(place, index)| (place.clone(), *index))
            };
            let Some((by, _)) = find(by.0, by.1).filter(|(place, _)| self.told.contains(place))
            else {
                continue;
            };
            let terms: Option<Vec<_>> =
                of.iter().map(|(series, weight)| Some((find(series, Count)?.1, *weight))).collect();
            let Some(terms) = terms else { continue };
            #[expect(clippy::cast_precision_loss, reason = "a count is far below 2^52")]
            let by = self.paper.counts[&by] as f64;
            self.equations.push(Equation { terms, sum: value * by, within: by * 0.05 });
        }
    }
}

fn family(series: &str) -> &str {
    series.split('/').next().unwrap_or(series)
}

/// The papers of every quarter: under its own policy, and under others for all that it counts.
fn attack(thresholds: &[u64], relations: &[FigureRelation]) -> Attacked {
    let plan = panel_plan::linked().unwrap();
    let mut attacked = Attacked::default();
    for folder in folders() {
        let submission = panel_returns::read(&folder, &plan.asked()).submission.unwrap();
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let (judged, _) = plan.assess(&submission.returns, &submission.terms);
        let mut counts = BTreeMap::new();
        for (_, one) in submission.returns.observations() {
            let places = counts_of(&one.value).into_iter();
            counts.extend(places.map(|(facet, count)| ((Subject::of(one), facet), count)));
        }
        for policies in policies(&plan, &submission.terms, thresholds) {
            let shown = judged.clone().screen(&policies, relations);
            let policy = policies[0].clone();
            Paper { counts: counts.clone(), shown, policy }.attack(&name, &mut attacked);
        }
    }
    attacked
}

fn policies(plan: &Plan, terms: &Terms, thresholds: &[u64]) -> Vec<Vec<DisclosurePolicy>> {
    let names: BTreeSet<_> = plan.needs().iter().map(|need| family(need.series.id())).collect();
    let mut all = Vec::new();
    if !terms.disclosure.is_empty() {
        all.push(terms.disclosure.clone());
    }
    for threshold in thresholds {
        for zero_is_safe in [false, true] {
            let of = |series: Vec<String>| {
                vec![DisclosurePolicy {
                    series,
                    threshold: *threshold,
                    zero_is_safe,
                    round_to: 1,
                    sums: Vec::new(),
                }]
            };
            all.push(of(names.iter().map(|name| format!("{name}/*")).collect()));
            all.extend(names.iter().map(|name| of(vec![format!("{name}/*")])));
        }
    }
    all
}

/// Attacks with the thresholds that papers have.
pub(super) fn attack_at_usual_thresholds() {
    let plan = panel_plan::linked().unwrap();
    let attacked = attack(&[5, 15], &plan.relations());
    assert!(attacked.papers > 20 && attacked.withheld > 100);
    assert_eq!(attacked.exact, [""; 0]);
    assert_eq!(attacked.narrow, [""; 0]);
}

#[test]
#[ignore = "eight thresholds for every family of every quarter, a minute without optimisation"]
fn nothing_that_is_withheld_can_be_worked_out_whatever_the_threshold() {
    let plan = panel_plan::linked().unwrap();
    let attacked = attack(&[5, 8, 10, 15, 25, 50, 100, 400], &plan.relations());
    assert_eq!(attacked.exact, [""; 0]);
    assert_eq!(attacked.narrow, [""; 0]);
}

#[test]
fn the_attack_finds_what_disclosure_control_is_not_told_of() {
    // 14 families of the City are 56 of both programmes less 42 of the County.
    let attacked = attack(&[5, 15], &[]);
    let told = attacked.exact.join("\n");
    assert!(told.contains("families/reduced-rate-city Yes"), "{told}");
}
