//! A share composed of parts: its weights, its effective people, and note ⑤ applied to them.

use panel_core::{Caution, Figure, Finding, Quantity, ReturnKind, Series, Status};
use panel_measures::{ComposedShare, SharePart};

use crate::support::{
    BASELINE, Built, LATEST, OWN, assert_near, describe_finding, number, percentage, printed,
    returns, share, terms,
};

const HOUSES: Series = Series::higher_is_better("satisfaction/houses");
const CARS: Series = Series::higher_is_better("satisfaction/cars");
const OF_HOUSES: Series = Series::neither_is_better("victims/houses");
const OF_CARS: Series = Series::neither_is_better("victims/cars");
const PARTS: &[SharePart] = &[
    SharePart {
        name: "houses",
        weighed_by: "victims of houses",
        weight_name: "weight of houses, %",
        share: HOUSES,
        weight: OF_HOUSES,
    },
    SharePart {
        name: "cars",
        weighed_by: "victims of cars",
        weight_name: "weight of cars, %",
        share: CARS,
        weight: OF_CARS,
    },
];
const ROW: ComposedShare = ComposedShare::satisfaction(PARTS);
const AUDIT: ComposedShare = ComposedShare::handled_well(PARTS);

fn weights(houses: (i64, i64), cars: (i64, i64)) -> Built {
    returns(ReturnKind::Counts)
        .with_series(OF_HOUSES, BASELINE, Quantity::Count(houses.0))
        .with_series(OF_HOUSES, LATEST, Quantity::Count(houses.1))
        .with_series(OF_CARS, BASELINE, Quantity::Count(cars.0))
        .with_series(OF_CARS, LATEST, Quantity::Count(cars.1))
        .and(ReturnKind::Surveys)
}

fn usual() -> Built {
    weights((100, 100), (300, 300)).with_series(HOUSES, BASELINE, share(80, 100)).with_series(
        CARS,
        BASELINE,
        share(150, 200),
    )
}

fn latest(built: Built, houses: Quantity, cars: Quantity) -> Built {
    built.with_series(HOUSES, LATEST, houses).with_series(CARS, LATEST, cars)
}

fn note(finding: &Finding) -> &str {
    finding.figures().latest.as_ref().and_then(Figure::note).expect("a note")
}

#[test]
fn each_part_weighs_by_its_count_and_the_effective_people_take_the_place_of_n() {
    // By hand: (80/100 + 3·150/200)/4 and (88/100 + 3·176/200)/4; 400²/(100²/100 + 300²/200).
    let finding = latest(usual(), share(88, 100), share(176, 200)).judge(&ROW);
    assert_eq!(describe_finding(&finding), "Green significantly_better");
    assert_eq!(printed(&finding), ["76.3%", "88.0%"]);
    assert_eq!(
        note(&finding),
        "12 months to September 2014: composed by weight of houses 25.0%, cars 75.0%."
    );
    let evidence = finding.evidence();
    assert_eq!(evidence.n, Some(300));
    assert_near("n_eff", number(evidence, "effective number of people"), 290.909_090_9, 1e-6);
    assert_near("margin", number(evidence, "worst-case half-width, points"), 5.745_653_7, 1e-6);
    assert_near("weight", number(evidence, "weight of cars, %"), 75.0, 1e-9);
    let interval = evidence.interval.expect("an interval");
    assert_near("low", Some(interval.low.get()), 83.762_018_76, 1e-6);
    assert_near("high", Some(interval.high.get()), 91.247_479_71, 1e-6);
    assert_near("lower end", number(evidence, "difference, lower end, points"), 5.548_061_86, 1e-6);
    assert_near(
        "upper end",
        number(evidence, "difference, upper end, points"),
        17.891_199_33,
        1e-6,
    );
    assert_near("p", number(evidence, "p"), 0.000_216_766_967, 1e-9);
    assert_eq!(evidence.cautions, [Caution::EffectivePeople]);
    assert_eq!(evidence.inputs.len(), 8);
}

#[test]
fn no_evidence_and_worse_are_told_as_note_five_has_them() {
    let same = latest(usual(), share(82, 100), share(154, 200)).judge(&ROW);
    assert_eq!(describe_finding(&same), "Amber no_significant_change");
    let worse = latest(usual(), share(60, 100), share(110, 200)).judge(&ROW);
    assert_eq!(describe_finding(&worse), "Red significantly_worse");
}

#[test]
fn the_rule_of_small_samples_reads_the_effective_people() {
    let built = |houses| {
        weights((100, 9900), (300, 100))
            .with_series(HOUSES, BASELINE, share(80, 100))
            .with_series(CARS, BASELINE, share(150, 200))
            .with_series(HOUSES, LATEST, houses)
            .with_series(CARS, LATEST, share(900, 900))
    };
    // 996 people, of whom 99 in 100 weigh by 96 answers: 97.9 effective people, just enough.
    let enough = built(share(96, 96)).judge(&ROW);
    assert_eq!(describe_finding(&enough), "Green significantly_better");
    let few = built(share(94, 94)).judge(&ROW);
    assert_eq!(describe_finding(&few), "Amber small_sample");
    assert_eq!(few.evidence().n, Some(994));
    assert!(few.evidence().cautions.contains(&Caution::SmallSample));
    let mut terms = terms();
    terms.tests.small_sample_forces_amber = false;
    let unforced = built(share(94, 94)).judge_under(&ROW, &terms);
    assert_eq!(describe_finding(&unforced), "Green significantly_better");
}

#[test]
fn a_part_that_weighs_nothing_is_left_out_and_needs_no_share() {
    let finding = weights((0, 0), (300, 300))
        .with_series(CARS, BASELINE, share(150, 200))
        .with_series(CARS, LATEST, share(150, 200))
        .judge(&ROW);
    assert_eq!(printed(&finding), ["75.0%", "75.0%"]);
    assert_near("n_eff", number(finding.evidence(), "effective number of people"), 200.0, 1e-9);
    let nothing = latest(weights((1, 0), (1, 0)), share(1, 2), share(1, 2))
        .with_series(HOUSES, BASELINE, share(1, 2))
        .with_series(CARS, BASELINE, share(1, 2));
    let why = "victims/houses is 0 at returns/counts.csv:3: of the parts of a share one must weigh something";
    assert_eq!(nothing.refusal(&ROW), why);
    let negative = latest(weights((1, -1), (1, 1)), share(1, 2), share(1, 2));
    assert!(negative.refusal(&ROW).contains("a count is not negative"));
}

#[test]
fn a_part_that_is_missing_is_told_or_awaited_and_nothing_is_composed_without_it() {
    let missing = usual().with_series(HOUSES, LATEST, share(88, 100));
    let why = "satisfaction/cars has no surveys return for 2013-10/2014-09, and nothing says why";
    assert_eq!(missing.refusal(&ROW), why);
    let no_weights = latest(returns(ReturnKind::Surveys), share(1, 2), share(1, 2));
    assert!(no_weights.refusal(&ROW).starts_with("victims/houses has no counts return"));
}

#[test]
fn a_percentage_without_its_people_is_composed_and_not_tested() {
    let finding = latest(usual(), percentage("88.0", None), share(176, 200)).judge(&ROW);
    assert_eq!(describe_finding(&finding), "reported number_surveyed_unknown");
    assert_eq!(printed(&finding), ["76.3%", "88.0%"]);
    assert_eq!(finding.evidence().n, None);
    assert_eq!(number(finding.evidence(), "effective number of people"), None);
    let baseline = latest(
        weights((100, 100), (300, 300))
            .with_series(HOUSES, BASELINE, percentage("80.0", None))
            .with_series(CARS, BASELINE, share(150, 200)),
        share(88, 100),
        share(176, 200),
    );
    assert_eq!(describe_finding(&baseline.judge(&ROW)), "reported baseline_number_unknown");
}

#[test]
fn the_weakest_status_of_a_part_is_that_of_the_whole() {
    let of = |status| {
        let built = usual().with_series(HOUSES, LATEST, share(88, 100));
        built.with_value(CARS, OWN, LATEST, share(176, 200), status).judge(&ROW)
    };
    for (status, wanted) in [
        (Status::DefinitionDiffers, "reported definitions_differ"),
        (Status::Impossible, "reported impossible_share"),
        (Status::Partial, "reported part_of_the_period"),
        (Status::Provisional, "Green significantly_better"),
        (Status::Revised, "Green significantly_better"),
    ] {
        assert_eq!(describe_finding(&of(status)), wanted, "{}", status.name());
    }
    assert!(of(Status::Provisional).evidence().cautions.contains(&Caution::Provisional));
}

#[test]
fn samples_of_known_numbers_are_corrected_for_them_and_never_coloured() {
    // By hand: ΣN²/n·(N − n)/(N − 1) of 37 of 60 and 22 of 28, and Wilson's interval of 168.9.
    let audit = |happy, all_happy, not, all_not| {
        latest(weights((1, all_happy), (1, all_not)), happy, not).judge(&AUDIT)
    };
    let finding = audit(share(30, 37), 60, share(12, 22), 28);
    assert_eq!(describe_finding(&finding), "reported not_defined");
    assert_eq!(printed(&finding), ["72.6%"]);
    let interval = finding.evidence().interval.expect("an interval");
    assert_near("low", Some(interval.low.get()), 65.467_317_02, 1e-6);
    assert_near("high", Some(interval.high.get()), 78.801_704_71, 1e-6);
    // Everybody audited: nothing is left to chance.
    let all = audit(share(30, 60), 60, share(14, 28), 28);
    let interval = all.evidence().interval.expect("an interval");
    assert_eq!((interval.low.get(), interval.high.get()), (50.0, 50.0));
    assert_eq!(all.evidence().cautions, [Caution::EffectivePeople]);
    // More audited than there are: no interval is made up.
    let more = audit(share(30, 61), 60, share(14, 28), 28);
    assert_eq!(more.evidence().interval, None);
}
