//! The sheet of what has changed since the last report.

use std::collections::BTreeMap;

use calamine::Data;
use panel_companions::Companion;

use super::read::{Sheet, sheets};
use crate::changes::{CHANGES, CHART, Edit, Pair, SAID};
use crate::quarters;

/// A line of the sheet, by its heads.
type Line = BTreeMap<String, Data>;

fn workbook(pair: &Pair) -> Companion {
    let (_, rows, composition) = quarters::composed(&pair.next());
    panel_companions::workbook(&composition, &rows).unwrap()
}

fn changes(pair: &Pair) -> Sheet {
    let sheets = sheets(&[workbook(pair)]);
    sheets.into_iter().find(|sheet| sheet.name == "Changes").unwrap()
}

fn of_kind(lines: &[Line], kind: &str) -> Vec<String> {
    let of = lines.iter().filter(|line| line["What changed"] == Data::String(kind.to_owned()));
    let cells = ["Rows and figure, or setting", "Months", "Before", "Now", "Why, and what differs"];
    of.map(|line| cells.map(|cell| line[cell].to_string()).join(" | ")).collect()
}

#[test]
fn the_sheet_has_every_change_a_line() {
    let pair = Pair::new(&[], &[&CHANGES[..], &[SAID]].concat());
    let (_, rows, composition) = quarters::composed(&pair.next());
    let companions = [panel_companions::workbook(&composition, &rows).unwrap()];
    let sheets = sheets(&companions);
    let sheet = sheets.iter().find(|sheet| sheet.name == "Changes").unwrap();
    assert_eq!(sheet.above()[0], "What has changed since the report for Quarter 3 of 2024/25");
    super::assert_table(sheet, "Changes");
    let lines = sheet.rows();

    let comparison = composition.comparison.as_ref().unwrap();
    let shown = comparison.changes.iter().filter(|one| !one.is_awaited_now()).count();
    let rows = of_kind(&lines, "Colour or state");
    assert_eq!(rows.len(), shown);
    let amber = "SP13 Satisfaction with service | [z] | Amber | Green | ";
    assert!(rows.iter().any(|row| row.starts_with(amber) && row.contains("Restated past: ")));
    let restated = of_kind(&lines, "Restated figure");
    assert_eq!(restated.len(), comparison.restated.len());
    let received = of_kind(&lines, "Received since");
    assert_eq!(received.len(), comparison.awaited.resolved.len());
    assert!(received.contains(&"SP7 Satisfaction with service: baseline | [z] | Awaited | Received | Nobody was asked in the fictional year 2022/23. From: Anyshire Survey Unit.".to_owned()), "{received:#?}");
    let awaited = of_kind(&lines, "Newly awaited");
    assert_eq!(awaited.len(), comparison.awaited.new.len());
    let settings = of_kind(&lines, "Setting");
    assert_eq!(settings.len(), comparison.settings.len());
    assert_eq!(
        lines.len(),
        [&rows, &restated, &received, &awaited, &settings]
            .iter()
            .map(|one| one.len())
            .sum::<usize>()
    );

    let contents = sheets[1].rows();
    assert!(contents.iter().any(|row| row["Sheet"] == Data::String("Changes".to_owned())));
    let compared = "Compared with: the report for Quarter 3 of 2024/25";
    assert!(sheets[0].cells.iter().any(|row| row[0] == Data::String(compared.to_owned())));
}

/// The first report of a plan has none to be compared with.
#[test]
fn without_a_previous_quarter_there_is_no_such_sheet() {
    for quarter in quarters::all() {
        let has = sheets(&quarter.companions).iter().any(|sheet| sheet.name == "Changes");
        assert_eq!(has, quarter.composition.comparison.is_some(), "{}", quarter.name);
    }
}

const COUNTS: &str = "returns/counts.csv";
const WITHHELD: &str = "cohort/re-offending-18-24,X23000001,2024-01/2024-12,3,";
const WITHHELD_LATER: &str = "cohort/re-offending-18-24,X23000001,2025-01/2025-12,3,";

#[test]
fn what_is_withheld_is_not_on_the_sheet() {
    // Each quarter has a count that it withholds; two of each differ in these alone.
    let with = |last: &str, next: &str| {
        let last = WITHHELD.replace(",3,", last);
        let next = WITHHELD_LATER.replace(",3,", next);
        let later: Edit<'_> = (COUNTS, WITHHELD_LATER, &next);
        workbook(&Pair::new(&[(COUNTS, WITHHELD, &last)], &[CHART, later]))
    };
    assert!(with(",3,", ",4,") == with(",4,", ",0,"), "the workbook tells them apart");
}

#[test]
fn what_this_quarter_would_withhold_is_not_on_the_sheet_either() {
    // The last plan does not withhold this figure; it is restated now.
    let earlier = "treatment/re-offending,X23000001,2024-04/2024-12,310,";
    let last = earlier.replace(",310,", ",317,");
    let told = |policies: &[Edit<'_>]| {
        let pair = Pair::new(&[(COUNTS, earlier, &last)], &[&[CHART], policies].concat());
        let lines = changes(&pair).rows();
        lines.iter().flat_map(Line::values).any(|cell| cell.to_string().contains("317"))
    };
    assert!(told(&[]), "without a policy it is told");
    let policy = "zero_is_safe = false\n\n[[disclosure]]\nseries = [\"treatment/re-offending\"]\nthreshold = 400\n";
    assert!(!told(&[("plan.toml", "zero_is_safe = false\n", policy)]));
}
