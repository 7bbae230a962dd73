//! The paper as data: what every quarter's paper says, and what the paper of December 2014 must.

mod dashboard_of_2014;
pub(crate) mod plain;

use std::collections::BTreeSet;

use insta::{assert_snapshot, with_settings};
use panel_core::{Finding, Reason};
use panel_report::view::{Cell, Section, Standing, WidgetRow};
use serde_json::Value;

use crate::quarters::{self, Quarter};
use dashboard_of_2014::{COMPARED, Compared, LATEST, PROJECTED, SECTIONS, TO_DATE, WORDS};

/// What no quarter can show with today's plan, its terms and its measures.
///
/// - `PeriodsOverlap`: needs a quarter that begins within a year of the baseline year's end. The
///   tiny quarter's latest months are those of 2024, its baseline that of 2022/23.
/// - `NeitherIsBetter`: counts and surveys give it for a series of which neither way is better.
///   Each such series of the plan (milestones, savings, quoted figures) has no test in any case,
///   and gives `NoTestSet`.
/// - `ControlLinesNotComputed`: 18 months of any counts have lines.
/// - The others: a plan has five rows of offences, which cannot show every outcome of notes ① to ③
///   at once. The real quarters show some of them, the tests of the measures all.
const NOT_SHOWN: [Reason; 12] = [
    Reason::PeriodsOverlap,
    Reason::NeitherIsBetter,
    Reason::ControlLinesNotComputed,
    Reason::ImprovedNotProjectedToHold,
    Reason::ProjectedToImprove,
    Reason::SignificantlyWorseNow,
    Reason::ProjectionUnavailable,
    Reason::PlanYearAchieved,
    Reason::ImprovedTargetNotMet,
    Reason::TargetMetNotImproved,
    Reason::PlanYearNotAchieved,
    Reason::Withheld,
];

fn quarter(name: &str) -> &'static Quarter {
    quarters::all().iter().find(|quarter| quarter.name == name).unwrap()
}

/// Whether what follows `before` is the number of a priority that the plan did not have in 2014.
fn is_newer(name: &str, before: &str) -> bool {
    let number =
        name.strip_prefix(before).map(|rest| rest.split(|letter: char| !letter.is_ascii_digit()));
    let number =
        number.and_then(|mut parts| parts.next()).and_then(|digits| digits.parse::<u8>().ok());
    number.is_some_and(|number| number > 18)
}

/// Every section, in the order of the paper.
fn sections(quarter: &Quarter) -> Vec<&Section> {
    let paper = &quarter.composition.paper;
    let priorities = quarter.composition.priorities.iter().map(|priority| &priority.section);
    paper.opening.iter().chain(priorities).chain(&paper.items).collect()
}

/// The commentary of a section as text.
fn text_of(quarter: &Quarter, number: &str) -> String {
    let sections = sections(quarter);
    let section = sections.iter().find(|section| section.number == number).unwrap();
    let paragraphs = section.paragraphs.iter().map(|one| plain::running(&one.content));
    paragraphs.collect::<Vec<_>>().join("\n")
}

/// Every row of the dashboard, with its cells by the heads of their columns.
fn rows(quarter: &Quarter) -> Vec<(&WidgetRow, Vec<(&str, &Cell)>)> {
    let widgets = quarter.composition.priorities.iter().flat_map(|priority| &priority.widgets);
    widgets
        .flat_map(|widget| {
            widget.rows.iter().map(|row| {
                let heads = widget.columns.iter().map(|column| column.title.as_str());
                (row, heads.zip(&row.cells).collect())
            })
        })
        .collect()
}

/// What row `id` says in the column whose head begins with `head`.
fn said<'a>(quarter: &'a Quarter, id: &str, head: &str) -> &'a str {
    let rows = rows(quarter);
    let (_, cells) = rows.iter().find(|(row, _)| row.id == id).unwrap_or_else(|| panic!("{id}"));
    let cell = cells.iter().find(|(title, _)| title.starts_with(head));
    cell.map_or("no such column", |(_, cell)| &cell.text)
}

/// Every text of a composition, whatever field it stands in.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| texts(value, found)),
        Value::Object(fields) => fields.values().for_each(|value| texts(value, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn all_texts(quarter: &Quarter) -> Vec<String> {
    let mut found = Vec::new();
    texts(&serde_json::to_value(&quarter.composition.paper).unwrap(), &mut found);
    texts(&serde_json::to_value(&quarter.composition.priorities).unwrap(), &mut found);
    texts(&serde_json::to_value(&quarter.composition.findings).unwrap(), &mut found);
    found
}

#[test]
fn every_paper_reads_as_reviewed() {
    for quarter in quarters::all() {
        let composition = &quarter.composition;
        with_settings!({
            snapshot_suffix => &quarter.name,
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            assert_snapshot!("paper", plain::paper(&composition.paper));
            assert_snapshot!("every_row", plain::summary(&composition.summary));
            assert_snapshot!("dashboard", plain::dashboard(&composition.paper.dashboard));
            assert_snapshot!("method", plain::method(&composition.paper.method));
            for priority in &composition.priorities {
                assert_snapshot!(priority.id.as_str(), plain::priority(priority));
            }
        });
    }
}

#[test]
fn every_na_has_its_reason() {
    for quarter in quarters::all() {
        for (row, cells) in rows(quarter) {
            let name = format!("{} of {}", row.id, quarter.name);
            assert!(!row.reason.is_empty(), "{name} has no reason");
            let na = |head: &str| {
                cells.iter().any(|(title, cell)| title.starts_with(head) && cell.text == "NA")
            };
            let awaited = row.standing == Standing::Awaited;
            let explained = |words: &str| awaited || row.reason.contains(words);
            let columns = [
                ("Baseline", "Baseline NA"),
                ("Latest", "Latest NA"),
                ("Last year", "Last year NA"),
                ("Year to date", "Year to date NA"),
                ("Projection", "projection"),
            ];
            for (head, words) in columns {
                assert!(!na(head) || explained(words), "{name}: {head}: {}", row.reason);
            }
            // A change that is NA is explained by the figure that it lacks.
            let lacks = na("Baseline") || na("Latest") || na("Last year") || na("Year to date");
            let not_compared = ["No whole number", "Shown, not tested"]
                .iter()
                .any(|words| row.reason.contains(words));
            assert!(!na("Change") || lacks || not_compared, "{name} has no change for no reason");
        }
    }
}

#[test]
fn everything_awaited_stands_in_appendix_b() {
    let plan = panel_plan::linked().unwrap();
    // An item that is no priority has no number, and is called by its title.
    let called = |owner: &str| {
        let item = plan.items().iter().find(|item| item.id == owner);
        item.map_or_else(|| owner.to_uppercase(), |item| item.title.to_owned())
    };
    for quarter in quarters::all() {
        for row in &quarter.rows {
            let Finding::Awaited { awaited, .. } = &row.finding else { continue };
            let listed = quarter.composition.paper.method.awaited.iter().any(|one| {
                one.why == awaited.why
                    && one.from == awaited.from
                    && one.rows.contains(row.label)
                    && one.rows.contains(&called(&row.id.owner))
            });
            assert!(listed, "{} of {}", row.id, quarter.name);
        }
    }
}

#[test]
fn only_a_fictional_quarter_says_that_it_is() {
    for quarter in quarters::all() {
        let fictional = quarter.terms.force.fictional;
        let notice = quarter.composition.paper.notice.as_deref().unwrap_or_default();
        assert_eq!(notice.starts_with("Fictional data: "), fictional, "{}", quarter.name);
        let says = |text: &String| {
            let text = text.to_lowercase();
            text.contains("fiction") || text.contains("made up")
        };
        if fictional {
            for section in sections(quarter) {
                assert!(says(&text_of(quarter, &section.number)), "section {}", section.number);
            }
        } else {
            let said: Vec<_> = all_texts(quarter).into_iter().filter(says).collect();
            assert_eq!(said, Vec::<String>::new(), "{}", quarter.name);
        }
    }
}

#[test]
fn the_tiny_quarter_shows_every_reason() {
    let shown: BTreeSet<_> =
        quarter("tiny-quarter").rows.iter().map(|row| row.finding.reason()).collect();
    let expected: BTreeSet<_> =
        Reason::ALL.into_iter().filter(|reason| !NOT_SHOWN.contains(reason)).collect();
    assert_eq!(shown, expected);
}

#[test]
fn the_tiny_quarter_shows_every_test() {
    let quarter = quarter("tiny-quarter");
    let shown: BTreeSet<_> = quarter
        .rows
        .iter()
        .filter_map(|row| {
            let colour = row.finding.assessment()?.word();
            Some((row.finding.evidence().method?.split([' ', ':']).next()?, colour))
        })
        .collect();
    let expected = [
        ("Newcombe's", "Amber"),
        ("Newcombe's", "Green"),
        ("Newcombe's", "Red"),
        ("Wilson's", "Amber"),
        ("control", "Red"),
        ("exact", "Amber"),
        ("exact", "Green"),
        ("exact", "Red"),
        ("mean", "Amber"),
        ("mean", "Green"),
        ("none", "Amber"),
        ("z", "Amber"),
        ("z", "Green"),
        ("z", "Red"),
    ];
    assert_eq!(shown, BTreeSet::from(expected));
}

#[test]
fn body_and_panel_are_configuration() {
    let said: Vec<_> = all_texts(quarter("tiny-quarter"))
        .into_iter()
        .filter(|text| text.contains("Commissioner") || text.contains("Crime Panel"))
        .collect();
    assert_eq!(said, Vec::<String>::new());
}

#[test]
fn the_sections_of_2014_stand_in_their_order() {
    let sections = sections(quarter("2014-15-q2"));
    for (number, section) in (1..).zip(&sections) {
        assert_eq!(section.number, number.to_string(), "{}", section.title);
    }
    // Those of priorities that the plan has gained since were not in the paper.
    let found = sections.iter().map(|section| section.title.as_str());
    let found: Vec<_> = found.filter(|title| !is_newer(title, "Strategic priority ")).collect();
    assert_eq!(found, SECTIONS);
}

#[test]
fn the_dashboard_of_2014_has_its_figures() {
    let quarter = quarter("2014-15-q2");
    let mut expected = BTreeSet::new();
    for Compared { id, baseline, latest, change } in COMPARED {
        expected.insert(*id);
        let found = (said(quarter, id, "Baseline"), said(quarter, id, "Latest 12 months"));
        assert_eq!(found, (*baseline, *latest), "{id}");
        if let Some(change) = change {
            assert_eq!(said(quarter, id, "Change"), *change, "{id}");
        }
    }
    for (id, last_year, this_year) in TO_DATE {
        expected.insert(id);
        let found = (said(quarter, id, "Last year"), said(quarter, id, "Year to date"));
        assert_eq!(found, (*last_year, *this_year), "{id}");
    }
    for (id, latest) in LATEST {
        expected.insert(id);
        assert_eq!(said(quarter, id, "Latest"), *latest, "{id}");
    }
    for (id, head, words) in WORDS {
        expected.insert(id);
        assert_eq!(said(quarter, id, head), *words, "{id}");
    }
    let (newer, found): (Vec<_>, Vec<_>) =
        rows(quarter).into_iter().partition(|(row, _)| is_newer(&row.id, "sp"));
    for (row, _) in newer {
        assert_eq!(row.standing, Standing::Awaited, "{} was not in the paper", row.id);
    }
    let found: BTreeSet<_> = found.into_iter().map(|(row, _)| row.id.as_str()).collect();
    assert_eq!(found, expected);
    let projected: Vec<_> = rows(quarter)
        .into_iter()
        .filter(|(row, _)| !["", "no such column"].contains(&said(quarter, &row.id, "Projection")))
        .map(|(row, _)| row.id.as_str())
        .collect();
    assert_eq!(projected, PROJECTED);
}

#[test]
fn the_place_for_confidence_of_2014_is_as_at_june() {
    let rows = rows(quarter("2014-15-q2"));
    let (_, cells) =
        rows.iter().find(|(row, _)| row.id == "sp10.confidence_group_position").unwrap();
    assert!(cells.iter().any(|(_, cell)| cell.text == "3rd" && cell.detail == "at June 2014"));
}

#[test]
fn the_framework_of_priority_15_is_told_in_words() {
    let priorities = &quarter("2014-15-q2").composition.priorities;
    let widget = &priorities.iter().find(|priority| priority.id == "sp15").unwrap().widgets[0];
    assert!(widget.rows.is_empty());
    assert!(widget.statement.as_ref().unwrap().contains("victim-focused performance framework"));
}

#[test]
fn the_endnotes_of_2014_tell_how_many_were_asked() {
    let quarter = quarter("2014-15-q2");
    let text = text_of(quarter, "9");
    assert!(text.contains("91.4%[i*] of victims"), "{text}");
    assert!(text.contains("only 37.5%[ii*] took it up"), "{text}");
    let notes = quarter.composition.paper.endnotes.iter();
    let notes: Vec<_> =
        notes.map(|note| format!("{} {}", note.mark, plain::running(&note.content))).collect();
    assert_eq!(
        notes,
        [
            "i n = 105.",
            "ii n = 65. No whole number of 65 people gives this percentage. It is printed as it was published."
        ]
    );
}

#[test]
fn the_savings_of_2014_add_up() {
    let quarter = quarter("2014-15-q2");
    let tenths = |id: &str| -> i64 {
        let printed = said(quarter, id, "Latest");
        let digits: String = printed.chars().filter(char::is_ascii_digit).collect();
        digits.parse().unwrap()
    };
    let parts = ["sp18.realised", "sp18.identified", "sp18.to_identify"].map(tenths);
    assert_eq!(parts, [78, 95, 57]);
    assert_eq!(parts.iter().sum::<i64>(), tenths("sp18.required"));
}
