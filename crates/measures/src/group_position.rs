//! Notes ② and ⑥: place in the comparison group.

use panel_core::{
    Caution, Columns, Evidence, Figure, Figures, Finding, Finite, Measure, MeasureError, Need,
    Reason, ReturnKind, Returns, Rule, Series, Status, Terms,
};
use panel_stats::groups::group_lines::{
    GroupLines, GroupP, OwnValue, farthest_possible, group_lines, group_p,
};

use crate::comparison_group::{Basis, Group};
use crate::spc_variance::colour;
use crate::supply::received;

/// The force's place among the forces it is compared with, 1 the best.
///
/// The control lines need the rates or shares of the group: where the members of the group are
/// named, and their figures were received, the row is judged. A place that was published without
/// them is shown and never coloured.
///
/// ```
/// use panel_core::{Measure as _, Series};
/// use panel_measures::GroupPosition;
///
/// const SERIES: Series = Series::lower_is_better("offences/domestic-burglary");
/// const ROW: GroupPosition = GroupPosition::of_offences(SERIES).for_households();
/// assert_eq!(ROW.id(), "group_position");
/// ```
pub struct GroupPosition {
    id: &'static str,
    rule: Rule,
    series: Series,
    basis: Basis,
    stand_in: Option<(Series, &'static str)>,
}

impl GroupPosition {
    /// The place by number of offences, note ②.
    #[must_use]
    pub const fn of_offences(series: Series) -> Self {
        Self::of("group_position", Rule::GroupPosition, series, Basis::Residents)
    }

    /// The place by satisfaction, note ⑥.
    #[must_use]
    pub const fn of_satisfaction(series: Series) -> Self {
        let id = "satisfaction_group_position";
        Self::of(id, Rule::SurveyGroupPosition, series, Basis::PeopleAsked)
    }

    /// The place by confidence, note ⑥.
    #[must_use]
    pub const fn of_confidence(series: Series) -> Self {
        let id = "confidence_group_position";
        Self::of(id, Rule::SurveyGroupPosition, series, Basis::PeopleAsked)
    }

    const fn of(id: &'static str, rule: Rule, series: Series, basis: Basis) -> Self {
        Self { id, rule, series, basis, stand_in: None }
    }

    /// The same by rates for households, as for burglary of dwellings.
    #[must_use]
    pub const fn for_households(mut self) -> Self {
        self.basis = Basis::Households;
        self
    }

    /// The same, where the group's figures of another series stand in for want of the row's own;
    /// `what` says what they are and what for.
    #[must_use]
    pub const fn or_stand_in(mut self, series: Series, what: &'static str) -> Self {
        self.stand_in = Some((series, what));
        self
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
        let kind = self.basis.kind();
        let population = self.basis.population();
        let population = population.map(|series| Need { series, kind: ReturnKind::Counts });
        [
            Some(Need { series: self.series, kind: ReturnKind::Positions }),
            Some(Need { series: self.series, kind }),
            population,
            self.stand_in.map(|(series, _)| Need { series, kind }),
            // Where months of what stands in are published, its totals follow from them.
            self.stand_in
                .filter(|_| kind == ReturnKind::Counts)
                .map(|(series, _)| Need { series, kind: ReturnKind::MonthlyCounts }),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn assess(&self, returns: &Returns, terms: &Terms) -> Result<Finding, MeasureError> {
        if let Some(group) = Group::of(self.series, self.basis, returns, terms)? {
            return Ok(self.judged(&group, None, terms));
        }
        let supply = returns.supply_latest(ReturnKind::Positions, self.series);
        let published = received(supply);
        if let (None, Some((series, what))) = (published, self.stand_in)
            && let Some(group) = Group::of(series, self.basis, returns, terms)?
        {
            return Ok(self.judged(&group, Some(what), terms));
        }
        let mut evidence = Evidence::for_rule(self.rule);
        let pending = Group::pending(self.series, self.basis, returns, terms);
        let figure = match pending {
            Some(awaiting) if published.is_none() => Figure::Awaited(awaiting.into()),
            _ => supply.figure(ReturnKind::Positions, self.series, None)?,
        };
        if let Some(place) = published {
            evidence = evidence.with_input("latest", place);
            evidence.waits_for = pending.map(Into::into);
        }
        Ok(Finding::without_test(Figures::latest_only(figure), Reason::RankOnly, evidence))
    }
}

impl GroupPosition {
    /// The truth table of notes ② and ⑥.
    fn judged(&self, group: &Group<'_>, proxy_for: Option<&'static str>, terms: &Terms) -> Finding {
        let better = self.series.better();
        let included = terms.tests.group_includes_own;
        let own_value = if included { OwnValue::Included } else { OwnValue::Excluded };
        let width = terms.tests.control_line_sd;
        let (values, own) = (group.values(), group.own());
        let figures = Figures::latest_only(Figure::Known {
            value: group.place(better),
            status: Status::Final,
            note: proxy_for.map(|what| format!("The group is compared by {what}.")),
            period: group.period.to_string(),
            subject: None,
        });
        let mut evidence = group
            .inputs(Evidence::for_rule(self.rule))
            .with_setting("tests.control_line_sd", &width)
            .with_setting("tests.group_includes_own", &included);
        evidence.proxy_for = proxy_for;
        if proxy_for.is_some() {
            evidence = evidence.with_caution(Caution::StandIn);
        }
        if values.len() < terms.comparison_members.len() {
            evidence = evidence.with_caution(Caution::GroupIncomplete);
        }
        if included && farthest_possible(values.len()) <= width {
            evidence = evidence.with_caution(Caution::GroupTooSmall);
        }
        let (mean, low, high, position) =
            match group_lines(&values, own, own_value, width, self.basis.scale()) {
                Ok(GroupLines::Drawn(found)) => {
                    let limits = found.limits;
                    (limits.centre(), limits.low(), limits.high(), found.position)
                }
                Ok(GroupLines::NoSpread { centre, position, .. }) => {
                    evidence = evidence.with_caution(Caution::LinesMeet);
                    (centre, centre, centre, position)
                }
                Ok(GroupLines::TooFew { .. }) | Err(_) => {
                    return Finding::without_test(figures, Reason::RankOnly, evidence);
                }
            };
        evidence.method = Some("control lines around the mean of the group");
        evidence.p_value = match group_p(&values, own) {
            Ok(GroupP::Tested(found)) => Finite::new(found.p_value),
            Ok(_) | Err(_) => None,
        };
        let exhibit = group.exhibit(self.series.better(), (mean, low, high));
        let evidence = evidence.drawing(exhibit, group.observed());
        let (unit, times) = self.basis.unit();
        let evidence = evidence
            .with_number(unit, values[own] * times, 2)
            .with_number("mean of the group", mean * times, 2)
            .with_number("lower line", low * times, 2)
            .with_number("upper line", high * times, 2);
        match colour(position, better) {
            Some((assessment, reason)) => {
                Finding::Assessed { figures, assessment, reason, evidence }
            }
            None => Finding::without_test(figures, Reason::NeitherIsBetter, evidence),
        }
    }
}
