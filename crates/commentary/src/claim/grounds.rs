//! What the figures of a row say of a claim.

use std::cmp::Ordering;

use panel_core::{
    Assessment, Awaited, Change, Direction, Exhibit, Figure, Finding, Finite, Quantity, Reason,
    Row, Rule, WITHHELD, grouped,
};
use rust_decimal::{Decimal, RoundingStrategy};

use super::run::Run;
use super::{Claim, way_word};

/// A row of which claims can be made.
#[derive(Debug, Clone)]
pub(crate) struct Claimable {
    finding: Finding,
    better: Direction,
}

/// Whether a claim holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The figures bear it out.
    Holds,
    /// They do not; what they say instead.
    Fails(String),
    /// Nothing can be claimed so.
    NothingToClaim {
        /// Why.
        why: String,
        /// What to write instead.
        remedy: String,
    },
}

/// Two figures, one after the other.
struct Compared {
    before: String,
    now: String,
    way: Ordering,
    /// How far apart they are, where that has a size.
    size: Option<String>,
}

impl From<&Row> for Claimable {
    fn from(row: &Row) -> Self {
        Self { finding: row.finding.clone(), better: row.better }
    }
}

impl Claimable {
    /// Whether the row called `row` bears `claim` out.
    pub(crate) fn verdict(&self, row: &str, claim: Claim) -> Verdict {
        if self.is_withheld() {
            return nothing(
                "figures of it are withheld, and a claim could give them away".to_owned(),
                "write the sentence without a claim, and without saying which way it went",
            );
        }
        match (claim, self.awaited()) {
            (Claim::Awaited, Some(_)) => Verdict::Holds,
            (_, Some(awaited)) => nothing(
                format!("it is awaited: {}", awaited.why.trim_end_matches('.')),
                &if awaited.pending {
                    "keep the sentence, and note the board's approval with `panel returns approve`"
                        .to_owned()
                } else {
                    format!(
                        "write the sentence without it, or say that it is awaited, as {{{{ claim(\"{row}\", \"awaited\") }}}}"
                    )
                },
            ),
            (Claim::Awaited, None) => Verdict::Fails(self.received()),
            (Claim::Went(way), None) => self.by_figures(|found| found.way == way),
            (Claim::Tested(way), None) => self.by_test(way),
            (Claim::Better { worse }, None) => self.by_direction(worse),
            (Claim::Run { length, step, side }, None) => self
                .by_run(|run| run.step == step && run.side == Some(side) && run.length >= length),
            (Claim::Rank { place, of: None }, None) => self.by_place(|found, _| found == place),
            (Claim::Rank { place, of }, None) => {
                self.by_place(|found, size| found == place && size == of)
            }
            (Claim::Best(places), None) => self.by_place(|found, _| found <= places),
            (Claim::Colour(colour), None) => self.by_colour(colour),
        }
    }

    /// Whether a figure is not shown, or rests on one that is not.
    fn is_withheld(&self) -> bool {
        let evidence = self.finding.evidence();
        self.finding.figures().all().any(Figure::is_withheld)
            || evidence.inputs.iter().any(|input| input.value == WITHHELD)
            || evidence.rests_on_withheld()
    }

    fn awaited(&self) -> Option<&Awaited> {
        match (&self.finding, self.finding.figures().current()) {
            (Finding::Awaited { awaited, .. }, _) | (_, Some(Figure::Awaited(awaited))) => {
                Some(awaited)
            }
            _ => None,
        }
    }

    fn received(&self) -> String {
        match self.finding.figures().current().and_then(Figure::value) {
            Some(value) => format!("{value}, which was received"),
            None => "it was received".to_owned(),
        }
    }

    /// The two figures of the row; of a control chart the latest mean and the one before; or why
    /// there is nothing to compare.
    fn compared(&self) -> Result<Compared, String> {
        let figures = self.finding.figures();
        let printed =
            |figure: Option<&Figure>| figure.and_then(Figure::value).map(ToString::to_string);
        if let (Some(change), Some(before), Some(now)) =
            (figures.change(), printed(figures.earlier()), printed(figures.current()))
        {
            return Ok(Compared { before, now, way: change.sign(), size: size(change) });
        }
        if let Some(found) = self.means() {
            return Ok(found);
        }
        Err(match (figures.earlier(), figures.current()) {
            (Some(Figure::Awaited(awaited)), _) => {
                format!(
                    "what it is compared with is awaited: {}",
                    awaited.why.trim_end_matches('.')
                )
            }
            (None, _) => "it has no earlier figure".to_owned(),
            _ => "its two figures cannot be compared".to_owned(),
        })
    }

    /// The latest points of a control chart and those before, as note ③ compares them.
    fn means(&self) -> Option<Compared> {
        let Some(Exhibit::ControlChart(chart)) = self.finding.evidence().exhibit() else {
            return None;
        };
        let before = chart.lines?.mean.get();
        let recent = chart.points.len().checked_sub(chart.recent)?;
        let recent: Vec<_> =
            chart.points.get(recent..)?.iter().map(|point| point.value.get()).collect();
        let count = f64::from(u32::try_from(recent.len()).ok().filter(|count| *count > 0)?);
        let now = recent.iter().sum::<f64>() / count;
        let (before, now) = (one_decimal(before)?, one_decimal(now)?);
        let apart = (!before.is_zero()).then(|| (now - before) / before * Decimal::ONE_HUNDRED);
        Some(Compared {
            way: now.cmp(&before),
            size: apart.map(|apart| printed_size(apart, "%")),
            before: printed(before),
            now: printed(now),
        })
    }

    /// What the row's test found: significantly up or down, or neither; or why it says nothing.
    fn tested(&self) -> Result<Ordering, &'static str> {
        if matches!(self.finding.evidence().rule, Rule::GroupPosition | Rule::SurveyGroupPosition) {
            return Err("it is tested against the group, and not against an earlier figure");
        }
        let reason = self.finding.reason();
        let better = match self.better {
            Direction::Lower => Ordering::Less,
            Direction::Higher => Ordering::Greater,
            Direction::Neither => return Err(reason.sentence().trim_end_matches('.')),
        };
        match turn(reason, self.finding.assessment()) {
            Some(Turn::Better) => Ok(better),
            Some(Turn::Worse) => Ok(better.reverse()),
            Some(Turn::Nothing) => Ok(Ordering::Equal),
            None => Err(reason.sentence().trim_end_matches('.')),
        }
    }

    /// `2,345 against 2,100: up 11.7%, significantly`.
    fn said(&self, found: &Compared) -> String {
        let tested = match self.tested() {
            Ok(Ordering::Equal) => ", not significantly".to_owned(),
            Ok(way) if way == found.way => ", significantly".to_owned(),
            Ok(way) => format!(", and significantly {} by its test", way_word(way)),
            Err(_) => ", which was not tested".to_owned(),
        };
        format!("{}{tested}", found.printed())
    }

    fn by_figures(&self, holds: impl Fn(&Compared) -> bool) -> Verdict {
        match self.compared() {
            Ok(found) if holds(&found) => Verdict::Holds,
            Ok(found) => Verdict::Fails(self.said(&found)),
            Err(why) => nothing(why, "say what the figure is, and not which way it went"),
        }
    }

    fn by_test(&self, way: Ordering) -> Verdict {
        let compared = self.compared();
        match self.tested() {
            Ok(found) if found == way => Verdict::Holds,
            Ok(found) => Verdict::Fails(match (compared, found) {
                (Ok(compared), _) => self.said(&compared),
                (Err(_), Ordering::Equal) => "no significant change".to_owned(),
                (Err(_), found) => format!("significantly {}", way_word(found)),
            }),
            Err(why) => {
                let remedy = match compared {
                    Ok(compared) => format!(
                        "{}, which says nothing of significance: claim up, down or level of the figures alone",
                        compared.printed()
                    ),
                    Err(_) => "say what the figure is, and no more".to_owned(),
                };
                nothing(format!("no test supports it: {why}"), &remedy)
            }
        }
    }

    fn by_direction(&self, worse: bool) -> Verdict {
        let (better, which) = match self.better {
            Direction::Lower => (Ordering::Less, "lower"),
            Direction::Higher => (Ordering::Greater, "higher"),
            Direction::Neither => {
                return nothing(
                    "neither direction of it is better".to_owned(),
                    "claim up, down or level, or say without a claim what you make of it",
                );
            }
        };
        match self.compared() {
            Ok(found) if found.way == if worse { better.reverse() } else { better } => {
                Verdict::Holds
            }
            Ok(found) => Verdict::Fails(format!("{}, where {which} is better", found.printed())),
            Err(why) => nothing(why, "say what the figure is, and not what became of it"),
        }
    }

    fn by_run(&self, holds: impl Fn(&Run) -> bool) -> Verdict {
        let Some(run) = Run::of(self.finding.evidence().exhibit()) else {
            return nothing(
                "it shows no months with an average".to_owned(),
                "claim it of the row with the control chart, or say it without a claim",
            );
        };
        if holds(&run) {
            return Verdict::Holds;
        }
        let average = one_decimal(run.average.get()).map(printed).unwrap_or_default();
        let step = run.step.one();
        Verdict::Fails(match (run.side, run.length) {
            (None, _) => format!("the latest {step} is the average itself, {average}"),
            (Some(side), 1) => format!("the latest {step} is {side} the average of {average}"),
            (Some(side), length) => {
                format!("the latest {length} {} are {side} the average of {average}", run.step)
            }
        })
    }

    fn by_place(&self, holds: impl Fn(u32, Option<u32>) -> bool) -> Verdict {
        let current = self.finding.figures().current().and_then(Figure::value);
        let Some(Quantity::Place { place, of }) = current else {
            return nothing(
                "it is not a place in a group".to_owned(),
                "claim it of the row with the place, such as `sp12.group_position`",
            );
        };
        if holds(*place, *of) {
            return Verdict::Holds;
        }
        let found = Quantity::Place { place: *place, of: *of };
        Verdict::Fails(match of {
            Some(_) => found.to_string(),
            None => format!("{found} in a group whose size is not given"),
        })
    }

    fn by_colour(&self, colour: Assessment) -> Verdict {
        let found = self.finding.assessment();
        if found == Some(colour) {
            return Verdict::Holds;
        }
        let word = found.map_or_else(|| "not assessed".to_owned(), |one| one.word().to_lowercase());
        let sentence = self.finding.reason().sentence().trim_end_matches('.');
        Verdict::Fails(format!("{word}: {sentence}"))
    }
}

impl Compared {
    /// `2,345 against 2,100: up 11.7%`.
    fn printed(&self) -> String {
        let way = way_word(self.way);
        let size = self.size.as_ref().filter(|_| self.way != Ordering::Equal);
        let size = size.map_or_else(String::new, |size| format!(" {size}"));
        format!("{} against {}: {way}{size}", self.now, self.before)
    }
}

fn nothing(why: String, remedy: &str) -> Verdict {
    Verdict::NothingToClaim { why, remedy: remedy.to_owned() }
}

/// What a row's test found, as better and worse.
enum Turn {
    Better,
    Nothing,
    Worse,
}

/// What the test behind a reason found; `None` where it stands behind none.
fn turn(reason: Reason, assessment: Option<Assessment>) -> Option<Turn> {
    match reason {
        Reason::SignificantlyBetter
        | Reason::ImprovedAndProjectedToHold
        | Reason::ImprovedNotProjectedToHold
        | Reason::PlanYearAchieved
        | Reason::ImprovedTargetNotMet
        | Reason::BeyondControlLineBetter => Some(Turn::Better),
        Reason::SignificantlyWorse
        | Reason::SignificantlyWorseNow
        | Reason::BeyondControlLineWorse => Some(Turn::Worse),
        // Its colour is that of the change so far.
        Reason::ProjectionUnavailable => match assessment? {
            Assessment::Red => Some(Turn::Worse),
            Assessment::Green | Assessment::Amber => Some(Turn::Better),
        },
        Reason::NoSignificantChange
        | Reason::ProjectedToImprove
        | Reason::NotImprovedNorProjectedTo
        | Reason::TargetMetNotImproved
        | Reason::PlanYearNotAchieved
        | Reason::BetweenControlLines
        | Reason::ProjectionNotComputed => Some(Turn::Nothing),
        Reason::SmallSample
        | Reason::NoBaseline
        | Reason::NumberSurveyedUnknown
        | Reason::BaselineNumberUnknown
        | Reason::ImpossibleShare
        | Reason::RankOnly
        | Reason::Needs18Months
        | Reason::ControlLinesNotComputed
        | Reason::NotDefined
        | Reason::AssessedByPartner
        | Reason::PartOfThePeriod
        | Reason::DefinitionsDiffer
        | Reason::NoComparison
        | Reason::PeriodsOverlap
        | Reason::NoTestSet
        | Reason::Withheld
        | Reason::NeitherIsBetter
        | Reason::Awaited => None,
    }
}

/// How large a change is, to one decimal.
fn size(change: Change) -> Option<String> {
    match change {
        Change::Percent(percent) => Some(printed_size(percent, "%")),
        Change::Points(points) => Some(printed_size(points, " percentage points")),
        Change::NoPercentage { .. } => None,
    }
}

fn printed_size(size: Decimal, unit: &str) -> String {
    let mut rounded = round(size.abs());
    if rounded.is_zero() {
        return format!("less than 0.1{unit}");
    }
    rounded.rescale(1);
    format!("{}{unit}", grouped(rounded))
}

fn one_decimal(number: f64) -> Option<Decimal> {
    Finite::new(number).and_then(|number| Decimal::from_f64_retain(number.get())).map(round)
}

fn round(number: Decimal) -> Decimal {
    number.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero)
}

fn printed(mut number: Decimal) -> String {
    number.rescale(1);
    grouped(number)
}
