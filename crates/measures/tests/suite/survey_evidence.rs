//! Note ⑤: the grounds of a finding, and its kinds.

use panel_core::{Caution, Columns, Figure, Measure, ReturnKind, Rule};
use panel_measures::{QuotedShare, SurveyLevel};

use crate::support::{
    BASELINE, HIGHER, LATEST, assert_near, describe_finding, inputs, month, number, percentage,
    returns, settings, share,
};

#[test]
fn a_finding_names_its_method_its_lines_its_settings_and_its_interval() {
    let built = returns(ReturnKind::Surveys)
        .with(LATEST, share(880, 1000))
        .with(BASELINE, share(845, 1000));
    let finding = built.judge(&SurveyLevel::satisfaction(HIGHER));
    let evidence = finding.evidence();
    assert_eq!(evidence.rule, Rule::SurveyLevel);
    assert_eq!(
        evidence.method,
        Some("Newcombe's interval for a difference of two proportions, 95%")
    );
    assert_eq!(
        inputs(evidence),
        ["baseline returns/surveys.csv:3", "latest returns/surveys.csv:2"]
    );
    let values: Vec<_> = evidence.inputs.iter().map(|input| input.value.as_str()).collect();
    assert_eq!(values, ["845 of 1,000 people", "880 of 1,000 people"]);
    assert_eq!(
        settings(evidence),
        [
            "tests.small_sample_margin_points 10",
            "tests.small_sample_people 30",
            "tests.small_sample_forces_amber true",
        ]
    );
    assert_eq!(evidence.n, Some(1000));
    // statsmodels 0.15.0: proportion_confint(880, 1000, method="wilson").
    let interval = evidence.interval.expect("an interval");
    assert_near("low", Some(interval.low.get()), 85.8391, 5e-5);
    assert_near("high", Some(interval.high.get()), 89.8701, 5e-5);
    assert_eq!(interval.level, 95);
    assert!(evidence.cautions.is_empty());
}

#[test]
fn the_numbers_on_the_way_are_newcombes() {
    // statsmodels 0.15.0: confint_proportions_2indep(x1, n1, x0, n0, "newcomb", "diff"), in points.
    for (before, after, difference, low, high) in [
        ((845, 1000), (880, 1000), 3.5, 0.4794, 6.5226),
        ((845, 1000), (800, 1000), -4.5, -7.8426, -1.1504),
        ((500, 1000), (544, 1000), 4.4, 0.0223, 8.7539),
        ((48, 80), (56, 70), 20.0, 5.2431, 33.3873),
        ((1600, 2000), (12, 32), -42.5, -57.1644, -25.1597),
        ((0, 200), (0, 300), 0.0, -1.8845, 1.2643),
        ((200, 200), (300, 300), 0.0, -1.2643, 1.8845),
        ((0, 200), (300, 300), 100.0, 97.7307, 100.0),
        ((845, 1000), (29, 32), 6.125, -8.8675, 12.7034),
    ] {
        let built = returns(ReturnKind::Surveys)
            .with(BASELINE, share(before.0, before.1))
            .with(LATEST, share(after.0, after.1));
        let finding = built.judge(&SurveyLevel::satisfaction(HIGHER));
        let found = |name| number(finding.evidence(), name);
        assert_near("difference", found("difference, points"), difference, 5e-5);
        assert_near("low", found("difference, lower end, points"), low, 5e-5);
        assert_near("high", found("difference, upper end, points"), high, 5e-5);
    }
}

#[test]
fn the_paper_of_december_2014_is_cautious_of_32_people() {
    let built = returns(ReturnKind::Surveys).with(LATEST, share(29, 32)).awaiting(Some(BASELINE));
    let finding = built.judge(&SurveyLevel::satisfaction(HIGHER));
    let evidence = finding.evidence();
    assert_eq!(describe_finding(&finding), "Amber small_sample");
    assert_eq!(evidence.method, Some("Wilson's interval for a proportion"));
    assert_eq!(inputs(evidence), ["latest returns/surveys.csv:2"]);
    assert_eq!(settings(evidence).len(), 3);
    assert_eq!(evidence.interval.map(|one| one.printed()).as_deref(), Some("75.8% to 96.8%"));
    // “A confidence interval of 17%”: 1.959964·√(0.25/32), in points.
    assert_near("half", number(evidence, "worst-case half-width, points"), 17.3238, 5e-5);
}

#[test]
fn every_kind_of_survey_row_has_its_columns_and_its_need() {
    for (row, id, projection) in [
        (SurveyLevel::satisfaction(HIGHER), "satisfaction", false),
        (SurveyLevel::confidence(HIGHER), "confidence", true),
        (SurveyLevel::awareness(HIGHER), "awareness", false),
    ] {
        assert_eq!((row.id(), row.columns()), (id, Columns::BaselineAndLatest { projection }));
        let needs: Vec<_> = row.needs().iter().map(|need| (need.series, need.kind)).collect();
        assert_eq!(needs, [(HIGHER, ReturnKind::Surveys)]);
    }
}

#[test]
fn a_quoted_share_has_its_interval_and_no_colour() {
    let row = QuotedShare::new("quoted", "Quoted", HIGHER);
    let surveys = || returns(ReturnKind::Surveys);
    let finding = surveys()
        .with(BASELINE, share(845, 1000))
        .with(LATEST, share(96, 105))
        .with_other_force(LATEST, share(1, 2))
        .judge(&row);
    assert_eq!(describe_finding(&finding), "reported no_test_set");
    let evidence = finding.evidence();
    assert_eq!((evidence.rule, evidence.n), (Rule::NoTest, Some(105)));
    // statsmodels 0.15.0: 84.5077 to 95.4251.
    assert_eq!(evidence.interval.map(|one| one.printed()).as_deref(), Some("84.5% to 95.4%"));
    let impossible =
        surveys().with_status(LATEST, percentage("37.5", Some(65)), panel_core::Status::Impossible);
    assert_eq!(describe_finding(&impossible.judge(&row)), "reported impossible_share");
    let bare = surveys().with(LATEST, percentage("84.5", None)).judge(&row);
    assert_eq!(
        (describe_finding(&bare), bare.evidence().method),
        ("reported no_test_set".to_owned(), None)
    );
    assert_eq!(describe_finding(&surveys().awaiting(None).judge(&row)), "awaited awaited");
    assert_eq!(surveys().refusal(&row), "the-series has no surveys return, and nothing says why");
}

#[test]
fn confidence_is_projected_for_print_and_moves_no_colour() {
    let row = SurveyLevel::confidence(HIGHER);
    // Ten quarters from April 2012 of 400 people each, and the two years that they make.
    let satisfied = [300, 304, 302, 306, 310, 309, 315, 318, 320, 324];
    let yearly = || {
        returns(ReturnKind::Surveys)
            .with(BASELINE, share(1212, 1600))
            .with(LATEST, share(1277, 1600))
    };
    let with_quarters = |from: usize| {
        (from..10).fold(yearly(), |built, place| {
            let first = month("2012-04").plus(3 * i32::try_from(place).expect("few"));
            let quarter = format!("{}/{}", first.iso(), first.plus(2).iso());
            built.with(&quarter, share(satisfied[place], 400))
        })
    };
    let finding = with_quarters(0).judge(&row);
    let plain = yearly().judge(&row);
    assert_eq!(describe_finding(&finding), describe_finding(&plain));
    assert_eq!(plain.figures().projection, None);
    // numpy 2.4: polyfit(1..10, log((x + .5)/(n − x + .5)), 1), the mean of quarters 17 to 20.
    let projected = number(finding.evidence(), "projected share, %");
    assert_near("share", projected, 85.104_617_210_202_36, 1e-9);
    let Some(Figure::Known { value, period, .. }) = &finding.figures().projection else {
        panic!("nothing is projected");
    };
    assert_eq!((value.to_string().as_str(), period.as_str()), ("85.1%", "2016/17"));
    assert!(finding.evidence().cautions.contains(&Caution::ProjectedForPrint));
    // Seven quarters are too few, and once the year has begun nothing is projected.
    assert_eq!(with_quarters(3).judge(&row).figures().projection, None);
    assert_eq!(
        with_quarters(0).judge(&SurveyLevel::satisfaction(HIGHER)).figures().projection,
        None
    );
}
