//! Notes ② and ⑥: place in the comparison group.

use panel_core::{
    Columns, Evidence, Figures, Finding, Measure, MeasureError, Need, Reason, ReturnKind, Returns,
    Rule, Series, Terms,
};

use crate::supply::received;

/// The force's place among the forces it is compared with, 1 the best.
///
/// The control lines of the notes need the rates of the group. A place that was published without
/// them is shown and never coloured.
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
        vec![Need { series: self.series, kind: ReturnKind::Positions }]
    }

    fn assess(&self, returns: &Returns, _terms: &Terms) -> Result<Finding, MeasureError> {
        let supply = returns.supply_latest_own(ReturnKind::Positions, self.series);
        let figure = supply.figure(ReturnKind::Positions, self.series, None)?;
        let mut evidence = Evidence::for_rule(self.rule);
        if let Some(place) = received(supply) {
            evidence = evidence.with_input("latest", place);
        }
        Ok(Finding::without_test(Figures::latest_only(figure), Reason::RankOnly, evidence))
    }
}
