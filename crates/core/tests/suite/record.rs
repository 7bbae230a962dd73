use panel_core::{
    Assessment, Awaited, Columns, Direction, Evidence, Figure, Figures, Finding, FindingsRecord,
    Finite, Interval, JudgedRows, MilestoneStatus, Proportion, Quantity, Reason, ReturnedMilestone,
    Row, RowId, RowRecord, Rule, Setting, Source, Status, Unit,
};
use serde_json::{Value, json};

use crate::support::{decimal, observed, terms};

/// Every documented field, in the documented order.
const FIELDS: [&str; 24] = [
    "id",
    "priority",
    "label",
    "state",
    "assessment",
    "reason",
    "awaited",
    "baseline",
    "latest",
    "status",
    "unit",
    "change_percent",
    "projection",
    "withheld",
    "n",
    "interval",
    "p_value",
    "survives_many_tests",
    "variation",
    "proxy_for",
    "method",
    "settings",
    "cautions",
    "sources",
];

fn row(finding: Finding) -> Row {
    Row {
        id: RowId { owner: "sp12".to_owned(), measure: "satisfaction" },
        label: "Satisfaction with service",
        columns: Columns::Latest,
        better: Direction::Higher,
        on_dashboard: true,
        finding,
        among_all: None,
    }
}

fn known(value: Quantity) -> Figure {
    let mut observation = observed("2013-10/2014-09", 0, 1);
    observation.value = value;
    Figure::received(&observation)
}

fn awaited() -> Awaited {
    Awaited {
        why: "not yet supplied".to_owned(),
        from: "Partner".to_owned(),
        expected: None,
        since: None,
        pending: false,
        source: Source { file: "awaited.toml".into(), line: 4 },
    }
}

#[test]
fn an_awaited_row_waits_for_the_figure_that_it_is_about() {
    let because = |why: &str| Figure::Awaited(Awaited { why: why.to_owned(), ..awaited() });
    let told = |figures: Figures| {
        let all: Vec<_> = figures.awaited().iter().map(|one| one.why.clone()).collect();
        let found = json_of(Finding::without_test(
            figures,
            Reason::Awaited,
            Evidence::for_rule(Rule::SurveyLevel),
        ));
        assert_eq!(found["awaited"], all[0]);
        all
    };
    let years = Figures::against_baseline(because("never asked"), because("not approved"));
    assert_eq!(told(years), ["not approved", "never asked"]);
    let months = Figures::to_date(because("not approved"), because("never asked"));
    assert_eq!(told(months), ["not approved", "never asked"]);
    let same = Figures::against_baseline(because("not approved"), because("not approved"));
    assert_eq!(told(same), ["not approved"]);
}

fn json_of(finding: Finding) -> Value {
    serde_json::to_value(RowRecord::of(&row(finding))).expect("JSON")
}

#[test]
fn an_assessed_row_carries_its_colour_and_its_grounds() {
    let share = |positive, n| Quantity::Proportion(Proportion::new(positive, n).expect("one"));
    let mut evidence = Evidence::for_rule(Rule::SurveyLevel)
        .with_input("baseline", &observed("2012/13", 1, 3))
        .with_input("latest", &observed("2013-10/2014-09", 1, 4));
    evidence.method = Some("Newcombe");
    evidence.n = Some(32);
    evidence.p_value = Finite::new(0.012_345_678);
    evidence.interval = Some(Interval {
        level: 95,
        low: Finite::new(75.7818).expect("finite"),
        high: Finite::new(96.7598).expect("finite"),
        unit: Unit::Percent,
    });
    evidence.settings.push(Setting { name: "tests.small_sample_people", value: "30".to_owned() });
    let figures = Figures::against_baseline(known(share(845, 1000)), known(share(29, 32)));
    let (assessment, reason) = (Assessment::Amber, Reason::SmallSample);
    let found = json_of(Finding::Assessed { figures, assessment, reason, evidence });
    assert_eq!(
        found,
        json!({
            "id": "sp12.satisfaction",
            "priority": "sp12",
            "label": "Satisfaction with service",
            "state": "assessed",
            "assessment": "amber",
            "reason": "small_sample",
            "awaited": null,
            "baseline": 84.5,
            "latest": 90.6,
            "status": "final",
            "unit": "percent",
            "change_percent": null,
            "projection": null,
            "withheld": [],
            "n": 32,
            "interval": { "level": 95, "low": 75.8, "high": 96.8 },
            "p_value": 0.01235,
            "survives_many_tests": null,
            "variation": null,
            "proxy_for": null,
            "method": "Newcombe",
            "settings": [{ "name": "tests.small_sample_people", "value": "30" }],
            "cautions": [],
            "sources": [
                { "file": "returns/counts.csv", "line": 3 },
                { "file": "returns/counts.csv", "line": 4 },
            ],
        })
    );
}

#[test]
fn an_awaited_row_has_every_field_with_null_for_what_does_not_apply() {
    let figures = Figures::latest_only(Figure::Awaited(awaited()));
    let evidence = Evidence::for_rule(Rule::VictimOutcome);
    let found = json_of(Finding::without_test(figures, Reason::NotDefined, evidence));
    assert_eq!(
        found,
        json!({
            "id": "sp12.satisfaction",
            "priority": "sp12",
            "label": "Satisfaction with service",
            "state": "awaited",
            "assessment": null,
            "reason": "awaited",
            "awaited": "not yet supplied",
            "baseline": null,
            "latest": null,
            "status": null,
            "unit": null,
            "change_percent": null,
            "projection": null,
            "withheld": [],
            "n": null,
            "interval": null,
            "p_value": null,
            "survives_many_tests": null,
            "variation": null,
            "proxy_for": null,
            "method": null,
            "settings": [],
            "cautions": [],
            "sources": [],
        })
    );
}

#[test]
fn every_row_has_every_documented_field_in_order() {
    let latest = Figures::latest_only(known(Quantity::Count(5)));
    let evidence = || Evidence::for_rule(Rule::NoTest);
    for finding in [
        Finding::without_test(latest, Reason::NoTestSet, evidence()),
        Finding::without_test(
            Figures::latest_only(Figure::Awaited(awaited())),
            Reason::NoTestSet,
            evidence(),
        ),
    ] {
        let text = serde_json::to_string(&RowRecord::of(&row(finding))).expect("JSON");
        let mut from = 0;
        for field in FIELDS {
            let at = text[from..].find(&format!("\"{field}\":"));
            from += at.unwrap_or_else(|| panic!("{field} is not in its place in {text}"));
        }
    }
}

fn milestone(evidence: Option<&str>) -> Quantity {
    Quantity::Milestone(Box::new(ReturnedMilestone {
        progress: "Begun".to_owned(),
        status: MilestoneStatus::OnTrack,
        owner: "Head of Training".to_owned(),
        due: "2014-12".parse().expect("a month"),
        evidence: evidence.map(str::to_owned),
    }))
}

#[test]
fn figures_are_given_as_they_are_printed() {
    for (quantity, value, unit) in [
        (Quantity::Count(370), json!(370), "count"),
        (Quantity::Count(-12), json!(-12), "count"),
        (Quantity::Place { place: 3, of: Some(8) }, json!(3), "place"),
        (Quantity::Words("No change".to_owned()), json!("No change"), "words"),
        (
            milestone(Some("Minutes")),
            json!({"progress": "Begun", "status": "on_track", "owner": "Head of Training", "due": "December 2014", "evidence": "Minutes"}),
            "words",
        ),
        (
            milestone(None),
            json!({"progress": "Begun", "status": "on_track", "owner": "Head of Training", "due": "December 2014", "evidence": null}),
            "words",
        ),
        (Quantity::Stars(decimal("4.3")), json!(4.3), "stars"),
        (Quantity::Number(decimal("6.25")), json!(6.3), "number"),
        (Quantity::Points(decimal("-1.5")), json!(-1.5), "points"),
        (Quantity::PercentChange(decimal("-12.5")), json!(-12.5), "percent"),
    ] {
        let figures = Figures::latest_only(known(quantity));
        let evidence = Evidence::for_rule(Rule::NoTest);
        let found = json_of(Finding::without_test(figures, Reason::NoTestSet, evidence));
        assert_eq!((&found["latest"], &found["unit"]), (&value, &json!(unit)));
        assert_eq!(found["baseline"], Value::Null, "a column the row has not is null");
    }
}

fn change_percent(before: i64, after: i64) -> Value {
    let figures =
        Figures::against_baseline(known(Quantity::Count(before)), known(Quantity::Count(after)));
    let evidence = Evidence::for_rule(Rule::Key);
    json_of(Finding::without_test(figures, Reason::NoTestSet, evidence))["change_percent"].clone()
}

#[test]
fn the_change_of_counts_is_given_to_one_decimal() {
    assert_eq!(change_percent(667, 370), json!(-44.5)); // −44.5277…
    assert_eq!(change_percent(3935, 4253), json!(8.1));
    assert_eq!(change_percent(0, 5), Value::Null);
}

#[test]
fn a_half_is_rounded_in_json_as_in_print() {
    assert_eq!(change_percent(4000, 4010), json!(0.3)); // 0.25
}

#[test]
fn the_year_to_date_stands_in_for_latest_and_baseline() {
    let figures = Figures::to_date(known(Quantity::Count(310)), known(Quantity::Count(300)));
    let evidence = Evidence::for_rule(Rule::Key);
    let found = json_of(Finding::without_test(figures, Reason::NoTestSet, evidence));
    assert_eq!((&found["baseline"], &found["latest"]), (&json!(300), &json!(310)));
}

#[test]
fn one_figure_received_makes_a_row_reported() {
    let figures = Figures::against_baseline(Figure::Awaited(awaited()), known(Quantity::Count(5)));
    let evidence = Evidence::for_rule(Rule::Key);
    let found = json_of(Finding::without_test(figures, Reason::NoBaseline, evidence));
    assert_eq!(found["state"], "reported");
    assert_eq!(found["reason"], "no_baseline");
    assert_eq!(found["awaited"], Value::Null);
}

#[test]
fn a_row_without_its_latest_figure_is_awaited_whatever_it_would_be_compared_with() {
    let (there, missing) = (|| known(Quantity::Count(5)), || Figure::Awaited(awaited()));
    for (figures, baseline) in [
        (Figures::against_baseline(there(), missing()), json!(5)),
        (Figures::to_date(missing(), there()), json!(5)),
        (Figures::latest_only(missing()), Value::Null),
    ] {
        let evidence = Evidence::for_rule(Rule::Key);
        let found = json_of(Finding::without_test(figures, Reason::Awaited, evidence));
        assert_eq!((&found["state"], &found["baseline"]), (&json!("awaited"), &baseline));
        assert_eq!(found["awaited"], json!(awaited().why));
    }
}

#[test]
fn a_quarter_records_the_rows_of_its_dashboard() {
    let figures = || Figures::latest_only(known(Quantity::Count(5)));
    let finding =
        || Finding::without_test(figures(), Reason::NoTestSet, Evidence::for_rule(Rule::NoTest));
    let mut quoted = row(finding());
    quoted.on_dashboard = false;
    let record = FindingsRecord::of_dashboard(
        &terms("2014-15 Q2"),
        &JudgedRows::new(vec![row(finding()), quoted]).screen(&[], &[]),
    );
    let found = serde_json::to_value(record).expect("JSON");
    assert_eq!(found["quarter"], "2014-15-q2");
    assert_eq!(found["force"], "Midshire");
    assert_eq!(found["fictional"], true);
    assert_eq!(found["rows"].as_array().map(Vec::len), Some(1));
}

#[test]
fn the_reason_of_too_few_months_has_one_code_too() {
    let reason = Reason::Needs18Months;
    assert_eq!(serde_json::to_value(reason).expect("JSON"), json!(reason.code()));
}

#[test]
fn reasons_have_one_code_for_json_and_a_sentence_for_readers() {
    for reason in Reason::ALL.into_iter().filter(|reason| *reason != Reason::Needs18Months) {
        assert_eq!(serde_json::to_value(reason).expect("JSON"), json!(reason.code()));
        assert!(reason.sentence().ends_with('.'), "{}", reason.sentence());
    }
    for (colour, code, word) in [
        (Assessment::Green, "green", "Green"),
        (Assessment::Amber, "amber", "Amber"),
        (Assessment::Red, "red", "Red"),
    ] {
        assert_eq!(serde_json::to_value(colour).expect("JSON"), code);
        assert_eq!(colour.word(), word);
    }
}

fn standing(value: i64, status: Status) -> Figure {
    let mut observation = observed("2013-10/2014-09", value, 1);
    observation.status = status;
    Figure::received(&observation)
}

#[test]
fn a_row_has_a_change_where_both_figures_are_there_and_can_be() {
    let sound = |value| standing(value, Status::Final);
    for (name, earlier, current, change) in [
        ("both", sound(200), sound(150), Some("−25%")),
        ("annualised", sound(200), standing(150, Status::Annualised), Some("−25%")),
        ("an impossible figure", sound(200), standing(150, Status::Impossible), None),
        ("an impossible baseline", standing(200, Status::Impossible), sound(150), None),
        ("the latest awaited", sound(200), Figure::Awaited(awaited()), None),
        ("the baseline awaited", Figure::Awaited(awaited()), sound(150), None),
    ] {
        for figures in [
            Figures::against_baseline(earlier.clone(), current.clone()),
            Figures::to_date(current.clone(), earlier.clone()),
        ] {
            assert_eq!(figures.current(), Some(&current), "{name}");
            assert_eq!(figures.earlier(), Some(&earlier), "{name}");
            let found = figures.change().map(|change| change.to_string());
            assert_eq!(found.as_deref(), change, "{name}");
        }
    }
    assert_eq!(Figures::latest_only(sound(1)).change(), None);
}
