//! A share in the year to date: shown with its interval, and set no test.

use panel_core::{Columns, Measure, ReturnKind, Rule, Status};
use panel_measures::ShareToDate;

use crate::support::{
    HIGHER, TO_DATE, YEAR_BEFORE, describe_finding, inputs, printed, returns, share,
};

const ROW: ShareToDate = ShareToDate::new("interviews", "Interviews held in time", HIGHER);

#[test]
fn both_shares_are_shown_and_the_later_has_its_interval() {
    let built =
        returns(ReturnKind::Surveys).with(YEAR_BEFORE, share(5, 10)).with(TO_DATE, share(30, 40));
    let finding = built.judge(&ROW);
    assert_eq!(describe_finding(&finding), "reported no_test_set");
    assert_eq!(printed(&finding), ["75.0%", "50.0%"]);
    let evidence = finding.evidence();
    assert_eq!((evidence.rule, evidence.n), (Rule::NoTest, Some(40)));
    // Wilson's interval of 30 of 40.
    assert_eq!(evidence.interval.unwrap().printed(), "59.8% to 85.8%");
    assert_eq!(
        inputs(evidence),
        ["last year to date returns/surveys.csv:2", "year to date returns/surveys.csv:3"]
    );
    assert_eq!(ROW.columns(), Columns::YearToDate);
    assert_eq!(ROW.needs()[0].kind, ReturnKind::Surveys);
}

#[test]
fn one_share_alone_is_shown_and_none_is_awaited() {
    let surveys = || returns(ReturnKind::Surveys);
    let now = surveys().with(TO_DATE, share(30, 40)).awaiting(Some(YEAR_BEFORE)).judge(&ROW);
    assert_eq!((&*describe_finding(&now), now.evidence().n), ("reported no_test_set", Some(40)));
    let before = surveys().with(YEAR_BEFORE, share(5, 10)).awaiting(Some(TO_DATE)).judge(&ROW);
    assert_eq!((&*describe_finding(&before), before.evidence().n), ("awaited awaited", None));
    assert_eq!(describe_finding(&surveys().awaiting(None).judge(&ROW)), "awaited awaited");
    let differs = surveys().with(YEAR_BEFORE, share(5, 10)).with_status(
        TO_DATE,
        share(30, 40),
        Status::DefinitionDiffers,
    );
    assert_eq!(describe_finding(&differs.judge(&ROW)), "reported definitions_differ");
}
