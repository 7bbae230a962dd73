//! The members of the comparison group whose figures are known for one and the same twelve months.

use panel_core::{
    Awaiting, Direction, Evidence, Exhibit, Finite, GroupBars, GroupMember, Lines, MeasureError,
    Observation, Period, Quantity, ReturnKind, Returns, Series, Terms,
};
use panel_stats::charts::chart::Scale;

use crate::supply::{count, real};

const RESIDENTS: Series = Series::neither_is_better("population/usual-residents");
const HOUSEHOLDS: Series = Series::neither_is_better("population/households");

/// What makes the figures of forces of different size comparable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Basis {
    /// Offences for each 1,000 residents.
    Residents,
    /// Offences for each 1,000 households.
    Households,
    /// The share of the people asked.
    PeopleAsked,
}

impl Basis {
    /// The kind of return that holds the figures.
    pub(crate) fn kind(self) -> ReturnKind {
        match self {
            Self::Residents | Self::Households => ReturnKind::Counts,
            Self::PeopleAsked => ReturnKind::Surveys,
        }
    }

    /// The series by which counts are divided.
    pub(crate) fn population(self) -> Option<Series> {
        match self {
            Self::Residents => Some(RESIDENTS),
            Self::Households => Some(HOUSEHOLDS),
            Self::PeopleAsked => None,
        }
    }

    /// Where the values can lie.
    pub(crate) fn scale(self) -> Scale {
        match self {
            Self::Residents | Self::Households => Scale::NotNegative,
            Self::PeopleAsked => Scale::Share,
        }
    }

    /// What a value is printed as, and what it is multiplied by for that.
    pub(crate) fn unit(self) -> (&'static str, f64) {
        match self {
            Self::Residents => ("rate for each 1,000 residents", 1.0),
            Self::Households => ("rate for each 1,000 households", 1.0),
            Self::PeopleAsked => ("share, %", 100.0),
        }
    }

    fn input_names(self) -> (&'static str, &'static str) {
        match self {
            Self::Residents => ("count of a member", "residents of a member"),
            Self::Households => ("count of a member", "households of a member"),
            Self::PeopleAsked => ("share of a member", ""),
        }
    }
}

/// A member of the group with its rate or share.
struct Member<'a> {
    figure: &'a Observation,
    population: Option<&'a Observation>,
    value: f64,
}

/// The members whose values are known.
pub(crate) struct Group<'a> {
    basis: Basis,
    members: Vec<Member<'a>>,
    own: usize,
    pub(crate) period: Period,
}

impl<'a> Group<'a> {
    /// The group over twelve months for which the force and two others were received: of those that
    /// end within the year before the quarter, the twelve months with the most members, the latest
    /// of them; `None` where there are none.
    pub(crate) fn of(
        series: Series,
        basis: Basis,
        returns: &'a Returns,
        terms: &Terms,
    ) -> Result<Option<Self>, MeasureError> {
        let last = terms.quarter.last_month();
        let recent = |period: Period| period.last() > last.plus(-12);
        let mut best: Option<Self> = None;
        let periods = returns
            .own(basis.kind(), series)
            .map(|one| one.period)
            .filter(|period| period.months() == 12 && period.last() <= last);
        for period in periods {
            let Some(group) = Self::over(series, basis, period, returns, terms)? else { continue };
            let better = best.as_ref().is_none_or(|best| {
                (recent(group.period), group.members.len())
                    >= (recent(best.period), best.members.len())
                    || (!recent(best.period) && group.period.last() >= best.period.last())
            });
            if better {
                best = Some(group);
            }
        }
        Ok(best)
    }

    /// What was received of the group for twelve months, and is not approved yet.
    pub(crate) fn pending(
        series: Series,
        basis: Basis,
        returns: &'a Returns,
        terms: &Terms,
    ) -> Option<&'a Awaiting> {
        let of_group = |one: &&Awaiting| {
            let area = one.area.as_deref().unwrap_or(&terms.force.area);
            one.period.is_none_or(|period| period.months() == 12)
                && terms.comparison_members.iter().any(|member| member == area)
        };
        returns.pending(basis.kind(), series).find(of_group)
    }

    fn over(
        series: Series,
        basis: Basis,
        period: Period,
        returns: &'a Returns,
        terms: &Terms,
    ) -> Result<Option<Self>, MeasureError> {
        let mut members = Vec::new();
        let mut own = None;
        for area in &terms.comparison_members {
            let of_area = |kind, series| {
                returns
                    .of_series(kind, series)
                    .filter(|one| *one.area == **area && one.status.is_as_counted())
            };
            let Some(figure) = of_area(basis.kind(), series).find(|one| one.period == period)
            else {
                continue;
            };
            let population = match basis.population() {
                None => None,
                Some(of) => match of_area(ReturnKind::Counts, of).next_back() {
                    None => continue,
                    found => found,
                },
            };
            let Some(value) = value(series, figure, basis.population().zip(population))? else {
                continue;
            };
            if *area == terms.force.area {
                own = Some(members.len());
            }
            members.push(Member { figure, population, value });
        }
        Ok(match (own, members.len()) {
            (Some(own), 3..) => Some(Self { basis, members, own, period }),
            _ => None,
        })
    }

    /// The members' values, in the order of the configuration.
    pub(crate) fn values(&self) -> Vec<f64> {
        self.members.iter().map(|member| member.value).collect()
    }

    /// Which of them is the force's.
    pub(crate) fn own(&self) -> usize {
        self.own
    }

    /// The force's place, 1 the best; members with the same value share the better place.
    pub(crate) fn place(&self, better: Direction) -> Quantity {
        let own = self.members[self.own].value;
        let ahead = self
            .members
            .iter()
            .filter(|member| match better {
                Direction::Higher => member.value > own,
                Direction::Lower | Direction::Neither => member.value < own,
            })
            .count();
        Quantity::Place {
            place: u32::try_from(ahead).unwrap_or(u32::MAX).saturating_add(1),
            of: u32::try_from(self.members.len()).ok(),
        }
    }

    /// Every figure of every member.
    pub(crate) fn observed(&self) -> impl Iterator<Item = &'a Observation> {
        self.members
            .iter()
            .flat_map(|member| std::iter::once(member.figure).chain(member.population))
    }

    /// Every figure of every member as an input.
    pub(crate) fn inputs(&self, evidence: Evidence) -> Evidence {
        let (figure, population) = self.basis.input_names();
        self.members.iter().fold(evidence, |evidence, member| {
            let evidence = evidence.with_input(figure, member.figure);
            match member.population {
                Some(of) => evidence.with_input(population, of),
                None => evidence,
            }
        })
    }

    /// What an exhibit draws; `None` where a number is not finite.
    pub(crate) fn exhibit(
        &self,
        better: Direction,
        (mean, low, high): (f64, f64, f64),
    ) -> Option<Exhibit> {
        let (unit, times) = self.basis.unit();
        let points = self.members.iter().map(|member| {
            let name = member.figure.area.to_string();
            Some(GroupMember { name, value: Finite::new(member.value * times)? })
        });
        Some(Exhibit::GroupBars(GroupBars {
            members: points.collect::<Option<_>>()?,
            own: self.own,
            unit,
            better,
            period: self.period,
            lines: Lines {
                mean: Finite::new(mean * times)?,
                low: Finite::new(low * times)?,
                high: Finite::new(high * times)?,
            },
        }))
    }
}

/// The rate or share of a member; `None` where the share has no people behind it.
fn value(
    series: Series,
    figure: &Observation,
    population: Option<(Series, &Observation)>,
) -> Result<Option<f64>, MeasureError> {
    let Some((divisor, of)) = population else {
        return Ok(match figure.value {
            Quantity::Proportion(share) if share.surveyed() > 0 => {
                Some(real(share.positive()) / real(share.surveyed()))
            }
            _ => None,
        });
    };
    let people = count(divisor, of)?;
    if people == 0 {
        return Err(MeasureError::CannotBe {
            series: divisor.id(),
            found: of.value.to_string(),
            why: "an area without residents or households has no rate",
            source_line: of.source.clone(),
        });
    }
    Ok(Some(real(count(series, figure)?) * 1000.0 / real(people)))
}
