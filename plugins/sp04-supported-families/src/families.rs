//! The families whose rate of offending fell, by the definition of the programme.

use panel_core::{
    Column, Columns, Counting, Evidence, FigureRelation, Figures, Finding, GivenFigure, Holds,
    Measure, MeasureError, Month, Need, Period, Quantity, Reason, RecordTable, ReturnKind, Returns,
    Rule, Scale, Series, Status, Supply, TableRecord, Tally, Terms,
};
use panel_measures::with_share;

const COLUMNS: &[Column] = &[
    Column::new("family", "Family", Holds::Key)
        .said("The number of the family in the programme.")
        .key(),
    Column::new("authority", "Authority", Holds::OneOf(&["city", "county"]))
        .said("Whose programme the family is in."),
    Column::new("anti_social_behaviour", "Anti-social behaviour", Holds::Days)
        .said("The day of each recorded incident of anti-social behaviour by any of the family in the last 12 months; empty where there was none."),
    Column::new("offences_by_minors", "Offences by minors", Holds::Days)
        .said("The day of each proven offence by a child of the family under 18 in the last 12 months; empty where there was none."),
];

/// One line a family.
pub(crate) static FAMILIES: RecordTable = RecordTable::new(
    "families",
    "Families",
    "Families engaged in the programme, one line each.",
    COLUMNS,
);

pub(crate) const ENGAGED: Series =
    Series::higher_is_better("families/engaged").measured_in(Scale::Count);
pub(crate) const CITY: Series = Series::higher_is_better("families/reduced-rate-city");
pub(crate) const COUNTY: Series = Series::higher_is_better("families/reduced-rate-county");
pub(crate) const TOGETHER: Series = Series::higher_is_better("families/reduced-rate");

/// Whether the families reduced their rate, by authority and together.
pub(crate) static REDUCED_RATE: Tally = Tally {
    tables: &[&FAMILIES],
    gives: &[
        GivenFigure::share(CITY),
        GivenFigure::share(COUNTY),
        GivenFigure::share(TOGETHER),
        GivenFigure::figure(ENGAGED),
    ],
    rule: "Anti-social behaviour across the family is down by 60% or more, offending by minors by 33% or more. The last 6 months are compared with the 6 before. The City asks for both, the County for either. What did not happen in the 6 months before cannot be down. A family with neither then cannot be assessed, nor can one of the City whose other is down.",
    relations: &[FigureRelation::Shares { total: TOGETHER, parts: &[CITY, COUNTY] }],
    count,
};

const NOBODY: &str = "No family had any anti-social behaviour or offending in the 6 months before, so none can be assessed.";

fn count(counting: &mut Counting<'_>) {
    let last = counting.terms.quarter.last_month();
    let year = Period::twelve_months_to(last);
    if !counting.records.cover(&FAMILIES, year) {
        return;
    }
    let families = counting.records.of(&FAMILIES);
    let of = |authority: &str| -> Vec<_> {
        families.iter().filter(|one| one.text("authority") == authority).collect()
    };
    let (city, county) = (of("city"), of("county"));
    let all: Vec<_> = families.iter().collect();
    let engaged = Quantity::Count(i64::try_from(all.len()).unwrap_or(i64::MAX));
    counting.give(ReturnKind::Figures, ENGAGED, Period::month(last), engaged, &all);
    // A programme that returned nothing has no share, and none can be told of both together.
    for (series, own) in [(CITY, &city), (COUNTY, &county)] {
        if !own.is_empty() {
            let _ = share(counting, series, own, last);
        }
    }
    if !city.is_empty()
        && !county.is_empty()
        && let Some(both) = share(counting, TOGETHER, &all, last)
    {
        both.stands(
            Status::DefinitionDiffers,
            "The City counts a family when anti-social behaviour and offending have fallen, the County when either has.",
        );
    }
}

fn share<'c>(
    counting: &'c mut Counting<'_>,
    series: Series,
    families: &[&TableRecord],
    last: Month,
) -> Option<&'c mut panel_core::Observation> {
    let judged = |wanted: Option<bool>| -> Vec<_> {
        families.iter().copied().filter(|one| reduced(one, last) == wanted).collect()
    };
    let (yes, no, unknown) = (judged(Some(true)), judged(Some(false)), judged(None));
    let assessed: Vec<_> = yes.iter().chain(&no).copied().collect();
    let period = Period::twelve_months_to(last);
    let given = counting.give_share(series, period, (&yes, &assessed), NOBODY)?;
    given.leaving_out("families that cannot be assessed: nothing in the 6 months before", &unknown);
    Some(given)
}

/// Whether the family reduced its rate; `None` where what happened before does not let it be known.
fn reduced(family: &TableRecord, last: Month) -> Option<bool> {
    let before_and_after = |column: &str| {
        let within = |first: i32, end: i32| {
            let days = family.days(column).iter();
            let months = days.map(|day| Month::of(*day));
            months.filter(|month| last.plus(first) <= *month && *month <= last.plus(end)).count()
        };
        (within(-11, -6), within(-5, 0))
    };
    let anti_social_behaviour = down_by(60, before_and_after("anti_social_behaviour"));
    let offending = down_by(33, before_and_after("offences_by_minors"));
    if family.text("authority") == "city" {
        // Both: one that is not down settles it, and one that cannot be known leaves it open.
        return match (anti_social_behaviour, offending) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (one, other) => Some(one? && other?),
        };
    }
    // Either: what did not happen before has not fallen.
    let known: Vec<_> = [anti_social_behaviour, offending].into_iter().flatten().collect();
    (!known.is_empty()).then(|| known.contains(&true))
}

/// Whether a number is down by at least so many per cent; `None` from nothing.
fn down_by(percent: usize, (before, after): (usize, usize)) -> Option<bool> {
    (before > 0).then(|| after * 100 <= before * (100 - percent))
}

/// The share of families that reduced their rate, with its interval: shown, and set no test by the plan.
pub(crate) struct ReducedRate {
    pub(crate) id: &'static str,
    pub(crate) label: &'static str,
    pub(crate) series: Series,
}

impl Measure for ReducedRate {
    fn id(&self) -> &'static str {
        self.id
    }

    fn label(&self) -> &'static str {
        self.label
    }

    fn columns(&self) -> Columns {
        Columns::Latest
    }

    fn needs(&self) -> Vec<Need> {
        vec![Need { series: self.series, kind: ReturnKind::Surveys }]
    }

    fn assess(&self, returns: &Returns, terms: &Terms) -> Result<Finding, MeasureError> {
        let supply = returns.supply_latest(ReturnKind::Surveys, self.series);
        let figures =
            Figures::latest_only(supply.figure(ReturnKind::Surveys, self.series, None)?);
        let evidence = Evidence::for_rule(Rule::NoTest);
        let Supply::Received(share) = supply else {
            return Ok(Finding::without_test(figures, Reason::Awaited, evidence));
        };
        let evidence = with_share(evidence.with_input("latest", share), share, terms);
        let reason = match share.status {
            Status::DefinitionDiffers => Reason::DefinitionsDiffer,
            _ => Reason::NoTestSet,
        };
        Ok(Finding::without_test(figures, reason, evidence))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn down_by_sixty_per_cent_is_sixty_and_not_a_tenth_less() {
        assert_eq!(down_by(60, (1000, 400)), Some(true));
        assert_eq!(down_by(60, (1000, 401)), Some(false)); // 59.9%
        assert_eq!(down_by(33, (100, 67)), Some(true));
        assert_eq!(down_by(33, (1000, 671)), Some(false)); // 32.9%
        assert_eq!(down_by(33, (3, 2)), Some(true)); // 33.3%
        assert_eq!(down_by(60, (0, 0)), None);
        assert_eq!(down_by(60, (0, 5)), None);
    }

    const HEAD: &str = "family,authority,anti_social_behaviour,offences_by_minors\n";

    /// The shares of the City, the County and both, of made-up families.
    fn shares(lines: &[&str]) -> Vec<String> {
        let table = format!("{HEAD}{}\n", lines.join("\n"));
        let counted = panel_testkit::counted(&REDUCED_RATE, "2024-25 Q3", &[(&FAMILIES, &table)]);
        let shares = counted.figures.iter().filter(|(kind, _)| *kind == ReturnKind::Surveys);
        let figures = shares.map(|(_, one)| {
            let people = one.value.to_string();
            format!("{} {people} {}", one.series.trim_start_matches("families/"), one.status.name())
        });
        figures
            .chain(counted.nothing.iter().map(|(_, series, _)| format!("{}: none", series.id())))
            .collect()
    }

    const BEFORE: &str = "2024-04-01 2024-05-01 2024-06-01 2024-06-30 2024-06-30";

    #[test]
    fn the_city_asks_for_both_and_the_county_for_either() {
        // Anti-social behaviour from 5 to 2, which is 60%; offending from 1 to 1.
        let half = format!("{BEFORE} 2024-07-01 2024-12-31,2024-06-30 2024-07-01");
        let city = format!("00000000000000a1,city,{half}");
        let county = format!("00000000000000a2,county,{half}");
        assert_eq!(
            shares(&[&city, &county]),
            [
                "reduced-rate-city 0.0% final",
                "reduced-rate-county 100.0% final",
                "reduced-rate 50.0% definition_differs"
            ]
        );
    }

    #[test]
    fn what_did_not_happen_before_cannot_be_down() {
        // Neither before: not assessable. One before, and it is down: the County can tell, the City cannot.
        let none = "00000000000000a1,county,,2024-10-01";
        let one = "00000000000000a2,county,2024-05-01,";
        assert_eq!(shares(&[none, one]), ["reduced-rate-county 100.0% final"]);
        let city = "00000000000000a3,city,2024-05-01,";
        assert_eq!(shares(&[city]), ["families/reduced-rate-city: none"]);
    }

    #[test]
    fn one_authority_alone_has_no_share_together() {
        let county = "00000000000000a2,county,2024-05-01,2024-05-01 2024-11-01";
        assert_eq!(shares(&[county]), ["reduced-rate-county 100.0% final"]);
    }

    #[test]
    fn months_before_the_last_twelve_and_after_the_quarter_count_for_nothing() {
        let early = "00000000000000a2,county,2023-12-31,2024-06-01 2024-10-01 2025-01-01";
        assert_eq!(shares(&[early]), ["reduced-rate-county 0.0% final"]);
    }
}
