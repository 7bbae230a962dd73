//! Records by what they are of: counted together, drawn apart, and set no test.

use panel_core::{
    Columns, Exhibit, Measure, NamedCount, NamedCounts, Quantity, ReturnKind, Rule, Series,
};
use panel_measures::{CountsByName, NamedSeries};

use crate::support::{
    Built, LATEST, LOWER, describe_finding, inputs, period, printed, returns, share,
};

const TIME: Series = Series::neither_is_better("learned/time");
const PARTS: &[NamedSeries] = &[
    NamedSeries { name: "explaining the decision", series: LOWER },
    NamedSeries { name: "the time that it took", series: TIME },
];
const ROW: CountsByName = CountsByName::new("learned", "Crimes with a learning point", PARTS);

fn explained(count: i64) -> Built {
    returns(ReturnKind::Figures).with_count(LATEST, count)
}

#[test]
fn the_counts_of_all_names_are_the_figure_and_each_is_drawn() {
    let finding = explained(8).with_series(TIME, LATEST, Quantity::Count(0)).judge(&ROW);
    assert_eq!(describe_finding(&finding), "reported no_test_set");
    assert_eq!(printed(&finding), ["8"]);
    let evidence = finding.evidence();
    assert_eq!(evidence.rule, Rule::NoTest);
    assert_eq!(
        inputs(evidence),
        [
            "explaining the decision returns/figures.csv:2",
            "the time that it took returns/figures.csv:3"
        ]
    );
    let counts = [("explaining the decision", 8), ("the time that it took", 0)]
        .map(|(name, count)| NamedCount { name, count });
    let drawn = NamedCounts { period: period(LATEST), counts: counts.to_vec() };
    assert_eq!(drawn.n(), 8);
    assert_eq!(evidence.exhibit(), Some(&Exhibit::NamedCounts(drawn)));
    assert_eq!(ROW.columns(), Columns::Latest);
    let needs: Vec<_> = ROW.needs().iter().map(|need| (need.series.id(), need.kind)).collect();
    assert_eq!(needs, [("the-series", ReturnKind::Figures), ("learned/time", ReturnKind::Figures)]);
}

#[test]
fn without_one_of_them_all_are_awaited() {
    let none = returns(ReturnKind::Figures).with_series(TIME, LATEST, Quantity::Count(3));
    assert_eq!(describe_finding(&none.awaiting(None).judge(&ROW)), "awaited awaited");
    let refusal = explained(8).refusal(&ROW);
    assert!(refusal.starts_with("learned/time has no figures return"), "{refusal}");
}

#[test]
fn only_counts_of_records_can_be_put_together() {
    let of = |value| explained(8).with_series(TIME, LATEST, value).refusal(&ROW);
    assert_eq!(
        of(share(1, 2)),
        "learned/time at returns/figures.csv:3 is in Percent, not in Count"
    );
    let negative = of(Quantity::Count(-1));
    assert_eq!(negative, "learned/time is −1 at returns/figures.csv:3: a count is not negative");
}
