//! The way of one row that ARCHITECTURE.md follows: from a line of a return to its place in the paper.

use panel_core::Assessment;
use panel_quarter::QuarterReading;

use crate::quarters::root;

const ROW: &str = "sp6.satisfaction";

#[test]
fn a_row_is_followed_from_its_line_to_the_paper() {
    let folder = root().join("reports/2014-15-q2");
    let judged = QuarterReading::read(&folder, panel_plan::linked().unwrap()).judge().unwrap();
    let row = judged.rows.iter().find(|row| row.id.to_string() == ROW).unwrap().clone();
    let composition = judged.compose().unwrap().composition;
    let widgets = composition.priorities.iter().flat_map(|priority| &priority.widgets);
    let shown = widgets.flat_map(|widget| &widget.rows).find(|row| row.id == ROW).unwrap();

    let evidence = row.finding.evidence();
    assert_eq!((row.finding.assessment(), evidence.n), (Some(Assessment::Amber), Some(32)));
    assert_eq!(row.finding.reason().code(), "small_sample");
    let line = evidence.inputs.iter().find(|input| input.name == "latest").unwrap();
    assert_eq!(line.source.to_string(), "returns/surveys.csv:3");
    assert_eq!((shown.word.as_str(), shown.rule.as_str()), ("Amber", "⑤"));
    assert!(shown.cells.iter().any(|cell| cell.text == "90.6%" && cell.detail == "n = 32"));
}
