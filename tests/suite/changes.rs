//! What has changed since the last report: the section, its fault and its data, on the fictional quarter
//! and the one of a year later.

use std::fs;
use std::path::{Path, PathBuf};

use panel_compare::{Judged, compare};
use panel_report::{Composition, Material, compose, compose_draft};
use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::contains;
use tempfile::TempDir;

use crate::cli::panel::{copy_folder, panel};
use crate::paper::plain;
use crate::quarters::{composed, judged, load, root};

/// The fictional quarter, and beside it one of a year later with the same figures: its months are
/// those of the year after, and it names the other as `previous`.
pub(crate) struct Pair {
    kept: TempDir,
}

/// A file, a text that stands in it once, and what stands there instead.
pub(crate) type Edit<'a> = (&'a str, &'a str, &'a str);

impl Pair {
    pub(crate) fn new(last: &[Edit<'_>], next: &[Edit<'_>]) -> Self {
        let pair = Self { kept: tempfile::tempdir().unwrap() };
        let fixture = root().join("tests/fixtures/tiny-quarter");
        copy_folder(&fixture, &pair.last());
        copy_folder(&fixture, &pair.next());
        pair.move_on();
        for (folder, edits) in [(pair.last(), last), (pair.next(), next)] {
            for (name, from, to) in edits {
                edit(&folder.join(name), |text| {
                    assert_eq!(text.matches(from).count(), 1, "{name}: {from}");
                    text.replace(from, to)
                });
            }
        }
        pair
    }

    pub(crate) fn last(&self) -> PathBuf {
        self.kept.path().join("last")
    }

    pub(crate) fn next(&self) -> PathBuf {
        self.kept.path().join("next")
    }

    /// A year later: every figure of a month of 2023 or 2024 is that of the same month a year on. The
    /// months of counts go on, so that the baseline stays.
    fn move_on(&self) {
        let next = self.next();
        for entry in next.join("returns").read_dir().unwrap() {
            let path = entry.unwrap().path();
            edit(&path, |text| match path.file_name().unwrap().to_str().unwrap() {
                "datapackage.json" => text.replace("2025-01-20", "2026-01-20"),
                "months.csv" => {
                    let added = text.lines().filter(|line| line.contains(",2024-"));
                    let added: Vec<_> =
                        added.map(|line| line.replace(",2024-", ",2025-")).collect();
                    format!("{text}{}\n", added.join("\n"))
                }
                _ => a_year_later(&text),
            });
        }
        edit(&next.join("awaited.toml"), |text| a_year_later(&text));
        edit(&next.join("panel.toml"), |text| {
            let quarter = "quarter = \"2025-26 Q3\"\nprevious = \"../last\"";
            text.replace("quarter = \"2024-25 Q3\"", quarter).replace("= 2025-0", "= 2026-0")
        });
    }

    fn panel(&self, command: &str) -> assert_cmd::Command {
        let mut panel = panel(&[command]);
        panel.arg(self.next());
        panel
    }

    fn composition(&self) -> Composition {
        composed(&self.next()).2
    }
}

pub(crate) fn edit(path: &Path, edit: impl FnOnce(String) -> String) {
    let text = fs::read_to_string(path).unwrap();
    fs::write(path, edit(text)).unwrap();
}

/// The latest year first, so that none is moved twice. The term of the plan stays.
fn a_year_later(text: &str) -> String {
    let mut text = text.replace("2023-04/2027-03", "the plan");
    for year in (2021..=2024).rev() {
        for before in [",", "/", "\""] {
            text = text.replace(&format!("{before}{year}-"), &format!("{before}{}-", year + 1));
        }
    }
    text.replace("the plan", "2023-04/2027-03")
}

/// The chart of all crime turns amber in its second year, whatever else is changed.
pub(crate) const CHART: Edit<'_> =
    ("narrative/sp11.md", "In fictional", "It is {{ sp11.spc_variance.latest }}. In fictional");

/// One figure of a past year restated, so that satisfaction is better, and an item received.
pub(crate) const CHANGES: [Edit<'_>; 4] = [
    CHART,
    (
        "returns/surveys.csv",
        "satisfaction/violence-with-injury,X23000001,2022/23,160,",
        "satisfaction/violence-with-injury,X23000001,2022/23,110,",
    ),
    (
        "returns/surveys.csv",
        "satisfaction/hate-crime,",
        "satisfaction/hate-crime,X23000001,2022/23,200,360,,final,\nsatisfaction/hate-crime,",
    ),
    (
        "awaited.toml",
        "[[awaited]]\nseries = \"satisfaction/hate-crime\"\nreturn = \"surveys\"\nperiod = \"2022/23\"\nwhy = \"Nobody was asked in the fictional year 2022/23.\"\nfrom = \"Anyshire Survey Unit\"\n",
        "",
    ),
];

pub(crate) const SAID: Edit<'_> =
    ("narrative/sp13.md", "there were", "it was {{ sp13.satisfaction.latest }}, and there were");

#[test]
fn the_section_says_what_changed_and_why() {
    let pair = Pair::new(&[], &[&CHANGES[..], &[SAID]].concat());
    let quarter = load(&pair.next());
    let changes = quarter.composition.paper.changes.as_ref().unwrap();
    insta::assert_snapshot!("section", plain::changes(changes));
    let pages = quarter.typesetting.layout_tree();
    let page = pages.iter().find(|page| page.contains("This report")).unwrap();
    let from = page.find("What has changed").unwrap();
    let to = page.find("Strategic priority 1:").unwrap();
    insta::assert_snapshot!("section_laid_out", &page[from..to]);
    let pdf = quarter.typesetting.pdf().unwrap();
    quarter.composition.accessibility("paper.pdf", &pdf).unwrap();
    let summary = String::from_utf8(quarter.companion("summary.txt").to_vec()).unwrap();
    let from = summary.find("Changed since").unwrap();
    insta::assert_snapshot!(
        "summary",
        &summary[from..summary.find("\nFigures awaited\n").unwrap()]
    );
    let findings: serde_json::Value =
        serde_json::from_slice(quarter.companion("findings.json")).unwrap();
    assert_eq!(findings["changes"]["old"]["quarter"], "2024-25-q3");
    assert_eq!(
        findings["changes"]["changes"].as_array().unwrap().len(),
        changes.parts[0].rows.len()
    );
}

#[test]
fn a_row_that_changed_colour_without_commentary_is_a_fault() {
    let pair = Pair::new(&[], &CHANGES);
    let told = "SP13 Satisfaction with service was amber in the last report and is green now";
    let fault = contains("commentary::change_not_explained").and(contains("narrative/sp13.md"));
    pair.panel("check").assert().code(3).stderr(
        fault
            .and(contains(told))
            .and(contains("{{ sp13.satisfaction.latest }}"))
            .and(contains("1 fault in 1 file")),
    );
    // A figure of another row is no commentary on this one; an action is.
    edit(&pair.next().join("narrative/sp13.md"), |text| {
        text.replace("\n+++\n", "\n[[actions]]\nrow = \"sp13.satisfaction\"\naction = \"Fictional: go on\"\nowner = \"Fictional Head\"\ndue = \"2026-06-30\"\n+++\n")
    });
    pair.panel("check").assert().code(0);
    // A binding that cannot be read is the one fault.
    edit(&pair.next().join("narrative/sp11.md"), |text| {
        text.replace("latest }}. In", "latest. In")
    });
    pair.panel("check").assert().code(3).stderr(contains("1 fault in 1 file"));
}

#[test]
fn a_draft_shows_the_fault_in_its_section() {
    let pair = Pair::new(&[], &CHANGES);
    let faults = judged(&pair.next(), |material, found| {
        let (draft, _) = compose_draft(material, found);
        let section = draft.priorities.into_iter().find(|one| one.id == "sp13").unwrap();
        assert!(draft.paper.changes.is_some());
        section.section.faults
    });
    assert_eq!(faults.len(), 1);
    assert!(faults[0].says.contains("SP13 Satisfaction with service was amber"), "{faults:?}");
}

#[test]
fn that_nothing_changed_is_said() {
    judged(&root().join("tests/fixtures/tiny-quarter"), |material, _| {
        let same = Judged { terms: material.terms, rows: material.rows };
        let comparison = compare(same, same);
        let composition = compose(Material { comparison: Some(&comparison), ..material }).unwrap();
        let changes = composition.paper.changes.unwrap();
        assert_eq!(
            plain::changes(&changes),
            "5 What has changed since the last report (#section-changes)\n  5.1 Nothing has changed since the report for Quarter 3 of 2024/25.\n"
        );
    });
}

#[test]
fn a_quarter_that_cannot_be_compared_is_a_fault_of_its_line() {
    let pair = Pair::new(&[], &[CHART]);
    for (from, named, code) in [
        ("../last", "../nowhere", "previous::missing"),
        ("../nowhere", ".", "previous::itself"),
        ("\".\"", "\"/last\"", "previous::path"),
        ("/last", "../last", ""),
    ] {
        edit(&pair.next().join("panel.toml"), |text| text.replacen(from, named, 1));
        let checked = pair.panel("check").assert();
        if code.is_empty() {
            checked.code(0);
        } else {
            checked.code(3).stderr(contains(code).and(contains("panel.toml:3:")));
        }
    }
    let last = pair.last().join("panel.toml");
    let whole = fs::read_to_string(&last).unwrap();
    // What the last quarter names itself is not looked at.
    fs::write(&last, format!("previous = \"../gone\"\n{whole}")).unwrap();
    pair.panel("check").assert().code(0);
    fs::write(&last, whole.replace("2024-25 Q3", "2025-26 Q3")).unwrap();
    let later = contains("previous::at_fault").or(contains("previous::not_earlier"));
    pair.panel("check").assert().code(3).stderr(later);
    fs::write(&last, whole.replace("area = \"X23000001\"", "area = \"X23000002\"")).unwrap();
    let other = contains("previous::at_fault").or(contains("previous::another_force"));
    pair.panel("check").assert().code(3).stderr(other);
    fs::write(&last, &whole).unwrap();
    edit(&pair.last().join("plan.toml"), |text| {
        text.replace("name = \"Fictional Plan", "name = \"Other Plan")
    });
    pair.panel("check").assert().code(3).stderr(contains("previous::another_plan"));
    fs::write(pair.last().join("returns/counts.csv"), "").unwrap();
    let fault = contains("previous::at_fault").and(contains("panel check ../last"));
    pair.panel("check").assert().code(3).stderr(fault);
}

const COUNTS: &str = "returns/counts.csv";
const RE_OFFENDING: &str = "cohort/re-offending-18-24,X23000001,2024-01/2024-12,3,";
const RE_OFFENDING_LATER: &str = "cohort/re-offending-18-24,X23000001,2025-01/2025-12,3,";

#[test]
fn what_is_withheld_is_not_told_by_the_section() {
    // Each quarter has a count that it withholds; two of each differ in these alone.
    let with = |last: &str, next: &str| {
        let last = RE_OFFENDING.replace(",3,", last);
        let next = RE_OFFENDING_LATER.replace(",3,", next);
        Pair::new(&[(COUNTS, RE_OFFENDING, &last)], &[CHART, (COUNTS, RE_OFFENDING_LATER, &next)])
            .composition()
    };
    let (one, other) = (with(",3,", ",4,"), with(",4,", ",0,"));
    assert_eq!(one.paper.changes, other.paper.changes);
    assert_eq!(one.comparison, other.comparison);
}

#[test]
fn what_this_quarter_would_withhold_is_not_told_of_the_last() {
    // The last plan does not withhold this figure, which was small; it is restated now.
    let earlier = "treatment/re-offending,X23000001,2024-04/2024-12,310,";
    let last = earlier.replace(",310,", ",3,");
    let policy =
        ("plan.toml", "series = [\"cohort/*\"]", "series = [\"cohort/*\", \"treatment/*\"]");
    let told = |policies: &[Edit<'_>]| {
        let pair = Pair::new(&[(COUNTS, earlier, &last)], &[&[CHART], policies].concat());
        judged(&pair.next(), |material, _| {
            let comparison = material.comparison.unwrap();
            comparison.restated.iter().any(|one| one.old == "3")
        })
    };
    assert!(told(&[]), "without a policy it is told");
    assert!(!told(&[policy]));
}
