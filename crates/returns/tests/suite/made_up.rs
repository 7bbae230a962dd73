//! A quarter of one table, in a folder of its own.

use std::fs;
use std::path::Path;

use panel_core::{Asked, Need, Observation, ReturnKind, Series, Severity};
use panel_returns::Reading;
use tempfile::TempDir;

pub(crate) const AREA: &str = "E23000099";

const PLAN: &str = r#"name = "The plan"
baseline_year = "2012/13"
ends = "2017-03"
[tests]
control_line_sd = 1.96
small_sample_margin_points = 10
small_sample_people = 30
small_sample_forces_amber = true
dispersion_estimated = true
worse_is_red = false
spc_reading = "difference"
group_includes_own = true
offences_target = "significant_improvement"
trends = ["linear", "log_linear", "robust", "smoothing"]
spc_seasonally_adjusted = false
false_discovery_rate = 0.1
"#;

const PANEL: &str = r#"quarter = "2014-15 Q2"
[body]
name = "The body"
office = "The office"
panel = "The panel"
[force]
name = "The force"
area = "E23000099"
fictional = true
[paper]
report_of = "The commissioner"
date = 2014-12-17
author = "The author"
[comparison_group]
name = "the group"
"#;

const PACKAGE: &str = r#"{ "resources": [ { "name": "table", "path": "table.csv",
  "schema": { "fields": [ { "name": "series" }, { "name": "area" }, { "name": "period" },
    { "name": "count" }, { "name": "status" }, { "name": "note" } ] },
  "panel": { "return": "counts" } } ] }"#;

/// The header of the table.
pub(crate) const HEADER: &str = "series,area,period,count,status,note";

/// The series of the table: those that rows of a plan would read.
pub(crate) const SERIES: [&str; 3] = ["offences/a", "offences/b", "incidents/c-d"];

/// A quarter without its table.
pub(crate) fn quarter() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in
        [("plan.toml", PLAN), ("panel.toml", PANEL), ("returns/datapackage.json", PACKAGE)]
    {
        write(folder.path(), name, text);
    }
    write(folder.path(), "narrative/purpose.md", "Words.\n");
    folder
}

/// Writes `name` in `folder`.
pub(crate) fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Reads the quarter with this table.
pub(crate) fn read(folder: &Path, table: impl AsRef<[u8]>) -> Reading {
    write(folder, "returns/table.csv", table);
    let needs =
        SERIES.map(|id| Need { series: Series::neither_is_better(id), kind: ReturnKind::Counts });
    panel_returns::read(folder, &Asked::figures(needs.to_vec()))
}

/// What was read, with every observation; `None` where there is a fault.
pub(crate) fn received(reading: &Reading) -> Option<Vec<Observation>> {
    let is_sound = reading.faults.iter().all(|fault| fault.severity == Severity::Warning);
    let submission = reading.submission.as_ref().filter(|_| is_sound)?;
    Some(submission.returns.observations().map(|(_, one)| one.clone()).collect())
}
