//! Notes ② and ⑥: place in the comparison group.

use panel_core::{
    Columns, Evidence, Exhibit, Figure, Figures, Finding, Finite, Lines, Measure, MeasureError,
    Need, Observation, Period, Point, Quantity, Reason, ReturnKind, Returns, Rule, Series, Setting,
    Status, Terms,
};
use panel_stats::charts::chart::Scale;
use panel_stats::groups::group_lines::{GroupLines, OwnValue, group_lines};

use crate::spc_variance::colour;
use crate::supply::{count, received};

/// The people who live in an area, by whom counts are made rates.
const RESIDENTS: Series = Series::neither_is_better("population/usual-residents");

/// The force's place among the forces it is compared with, 1 the best.
///
/// The control lines of note ② need the rates of the group: where the members of the group are
/// named, and their counts and residents were received, the row is judged. A place that was
/// published without them is shown and never coloured.
pub struct GroupPosition {
    id: &'static str,
    rule: Rule,
    series: Series,
}

impl GroupPosition {
    /// The place by number of offences, note ②.
    #[must_use]
    pub const fn of_offences(series: Series) -> Self {
        Self { id: "group_position", rule: Rule::GroupPosition, series }
    }

    /// The place by satisfaction, note ⑥.
    #[must_use]
    pub const fn of_satisfaction(series: Series) -> Self {
        Self { id: "satisfaction_group_position", rule: Rule::SurveyGroupPosition, series }
    }

    /// The place by confidence, note ⑥.
    #[must_use]
    pub const fn of_confidence(series: Series) -> Self {
        Self { id: "confidence_group_position", rule: Rule::SurveyGroupPosition, series }
    }
}

impl Measure for GroupPosition {
    fn id(&self) -> &'static str {
        self.id
    }

    fn label(&self) -> &'static str {
        "Position in the group"
    }

    fn columns(&self) -> Columns {
        Columns::Latest
    }

    fn needs(&self) -> Vec<Need> {
        let published = Need { series: self.series, kind: ReturnKind::Positions };
        if self.rule != Rule::GroupPosition {
            return vec![published];
        }
        let counted =
            [self.series, RESIDENTS].map(|series| Need { series, kind: ReturnKind::Counts });
        std::iter::once(published).chain(counted).collect()
    }

    fn assess(&self, returns: &Returns, terms: &Terms) -> Result<Finding, MeasureError> {
        if self.rule == Rule::GroupPosition
            && let Some(group) = Group::of(self.series, returns, terms)?
        {
            return Ok(self.judged(&group, terms));
        }
        let supply = returns.supply_latest_own(ReturnKind::Positions, self.series);
        let figure = supply.figure(ReturnKind::Positions, self.series, None)?;
        let mut evidence = Evidence::for_rule(self.rule);
        if let Some(place) = received(supply) {
            evidence = evidence.with_input("latest", place);
        }
        Ok(Finding::without_test(Figures::latest_only(figure), Reason::RankOnly, evidence))
    }
}

impl GroupPosition {
    /// The truth table of note ②.
    fn judged(&self, group: &Group<'_>, terms: &Terms) -> Finding {
        let rates: Vec<_> = group.members.iter().map(|member| member.rate).collect();
        let own_value =
            if terms.tests.group_includes_own { OwnValue::Included } else { OwnValue::Excluded };
        let width = terms.tests.control_line_sd;
        let figures = Figures::latest_only(Figure::Known {
            value: Quantity::Place { place: group.place(), of: u32::try_from(rates.len()).ok() },
            status: Status::Final,
            note: None,
            period: group.period.to_string(),
        });
        let mut evidence = group.evidence(self.rule);
        evidence.settings.extend([
            Setting { name: "tests.control_line_sd", value: width.to_string() },
            Setting {
                name: "tests.group_includes_own",
                value: terms.tests.group_includes_own.to_string(),
            },
        ]);
        let (mean, low, high, position) =
            match group_lines(&rates, group.own, own_value, width, Scale::NotNegative) {
                Ok(GroupLines::Drawn(found)) => {
                    let limits = found.limits;
                    (limits.centre(), limits.low(), limits.high(), found.position)
                }
                Ok(GroupLines::NoSpread { centre, position, .. }) => {
                    (centre, centre, centre, position)
                }
                Ok(GroupLines::TooFew { .. }) | Err(_) => {
                    return Finding::without_test(figures, Reason::RankOnly, evidence);
                }
            };
        evidence.method = Some("control lines around the mean rate of the group");
        evidence.exhibit = group.exhibit((mean, low, high));
        let evidence = evidence
            .with_number("rate per 1,000 residents", rates[group.own], 2)
            .with_number("mean of the group", mean, 2)
            .with_number("lower line", low, 2)
            .with_number("upper line", high, 2);
        match colour(position, self.series.better()) {
            Some((assessment, reason)) => {
                Finding::Assessed { figures, assessment, reason, evidence }
            }
            None => Finding::without_test(figures, Reason::NeitherIsBetter, evidence),
        }
    }
}

/// A member of the group with its rate.
struct Member<'a> {
    counted: &'a Observation,
    residents: &'a Observation,
    rate: f64,
}

/// The members whose rates are known for one and the same twelve months.
struct Group<'a> {
    series: Series,
    members: Vec<Member<'a>>,
    own: usize,
    period: Period,
}

impl<'a> Group<'a> {
    /// The group over the latest twelve months for which the force and two others were received;
    /// `None` where there are none.
    fn of(
        series: Series,
        returns: &'a Returns,
        terms: &Terms,
    ) -> Result<Option<Self>, MeasureError> {
        let last = terms.quarter.last_month();
        let mut periods: Vec<_> = returns
            .own(ReturnKind::Counts, series)
            .map(|one| one.period)
            .filter(|period| period.months() == 12 && period.last() <= last)
            .collect();
        periods.reverse();
        for period in periods {
            let mut members = Vec::new();
            let mut own = None;
            for area in &terms.comparison_members {
                let of_area = |kind, series| {
                    returns.of_series(kind, series).filter(|one| *one.area == **area)
                };
                let counted = of_area(ReturnKind::Counts, series).find(|one| one.period == period);
                let residents = of_area(ReturnKind::Counts, RESIDENTS).next_back();
                let (Some(counted), Some(residents)) = (counted, residents) else { continue };
                if *area == terms.force.area {
                    own = Some(members.len());
                }
                members.push(Member {
                    counted,
                    residents,
                    rate: rate(series, counted, residents)?,
                });
            }
            if let (Some(own), 3..) = (own, members.len()) {
                return Ok(Some(Self { series, members, own, period }));
            }
        }
        Ok(None)
    }

    /// The force's place, 1 the best; members with the same rate share the better place.
    fn place(&self) -> u32 {
        let own = self.members[self.own].rate;
        let lower_is_better = self.series.better() != panel_core::Direction::Higher;
        let better = self
            .members
            .iter()
            .filter(|member| if lower_is_better { member.rate < own } else { member.rate > own })
            .count();
        u32::try_from(better).unwrap_or(u32::MAX).saturating_add(1)
    }

    fn evidence(&self, rule: Rule) -> Evidence {
        self.members.iter().fold(Evidence::for_rule(rule), |evidence, member| {
            evidence
                .with_input("count of a member", member.counted)
                .with_input("residents of a member", member.residents)
        })
    }

    fn exhibit(&self, (mean, low, high): (f64, f64, f64)) -> Option<Exhibit> {
        let points = self.members.iter().map(|member| {
            let name = member.counted.area.to_string();
            Some(Point { name, value: Finite::new(member.rate)? })
        });
        Some(Exhibit::GroupBars {
            members: points.collect::<Option<_>>()?,
            own: self.own,
            period: self.period.to_string(),
            lines: Lines {
                mean: Finite::new(mean)?,
                low: Finite::new(low)?,
                high: Finite::new(high)?,
            },
        })
    }
}

/// Offences for every 1,000 residents.
#[expect(clippy::cast_precision_loss, reason = "both are far below 2^52")]
fn rate(
    series: Series,
    counted: &Observation,
    residents: &Observation,
) -> Result<f64, MeasureError> {
    let people = count(RESIDENTS, residents)?;
    if people == 0 {
        return Err(MeasureError::CannotBe {
            series: RESIDENTS.id(),
            found: residents.value.to_string(),
            why: "an area without residents has no rate",
            source_line: residents.source.clone(),
        });
    }
    Ok(count(series, counted)? as f64 * 1000.0 / people as f64)
}
