//! What is withheld is in no output: two quarters that differ in it alone give the same bytes.

mod alike;
mod attack;
mod counted;
mod known;
mod solve;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use panel_report::compose_draft;
use tempfile::TempDir;

pub(crate) use alike::any_policy;

use crate::cli::panel::{copy_folder, panel};
use crate::quarters::{Quarter, judged, load, root};

/// A copy of the fictional quarter.
pub(crate) struct Edited {
    kept: TempDir,
}

impl Edited {
    pub(crate) fn new(edits: &[(&str, &str, &str)]) -> Self {
        let kept = tempfile::tempdir().unwrap();
        let edited = Self { kept };
        copy_folder(&root().join("tests/fixtures/tiny-quarter"), &edited.folder());
        for (name, from, to) in edits {
            let path = edited.folder().join(name);
            let text = fs::read_to_string(&path).unwrap();
            assert!(text.contains(from), "{name} holds no {from}");
            fs::write(path, text.replacen(from, to, 1)).unwrap();
        }
        edited
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.kept.path().join("tiny-quarter")
    }

    fn printed(&self, command: &str, arguments: &[&str]) -> String {
        let folder = self.folder();
        let ran = panel(&[command, folder.to_str().unwrap()]).args(arguments).output().unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        String::from_utf8(ran.stdout).unwrap()
    }
}

/// Everything that any output is made of.
fn outputs(quarter: &Quarter) -> Vec<(String, String)> {
    let mut outputs = vec![("rows".to_owned(), format!("{:#?}", quarter.rows))];
    for file in quarter.composition.files().unwrap() {
        outputs.push((file.name, String::from_utf8(file.bytes).unwrap()));
    }
    for companion in &quarter.companions {
        // A letter a byte, so that none is lost.
        let bytes = companion.bytes.iter().map(|byte| char::from(*byte)).collect();
        outputs.push((companion.name.to_owned(), bytes));
    }
    outputs.push(("layout".to_owned(), quarter.typesetting.layout_tree().join("\n")));
    outputs
}

/// Asserts that no output tells the quarters apart; `explained` are rows to ask the command for.
fn assert_alike(first: &Edited, second: &Edited, explained: &[&str]) {
    let (one, other) = (load(&first.folder()), load(&second.folder()));
    for ((name, one), (_, other)) in outputs(&one).iter().zip(outputs(&other)) {
        let differing = one.lines().zip(other.lines()).find(|(one, other)| one != other);
        assert_eq!(differing, None, "{name}");
        assert_eq!(*one, other, "{name}");
    }
    let bytes = |quarter: &Quarter| quarter.typesetting.pdf().unwrap();
    assert!(bytes(&one) == bytes(&other), "the PDFs differ");
    for row in explained {
        for arguments in [vec![*row], vec![*row, "--json"]] {
            let (one, other) =
                (first.printed("explain", &arguments), second.printed("explain", &arguments));
            assert_eq!(one, other);
            assert!(one.contains("[c]"), "{one}");
        }
    }
    assert_eq!(first.printed("findings", &[]), second.printed("findings", &[]));
}

fn withheld(quarter: &Quarter) -> Vec<String> {
    let records = quarter.rows.iter().map(panel_core::RowRecord::of);
    let hidden = records.filter(|record| !record.withheld.is_empty());
    hidden.map(|record| format!("{} {}", record.id, record.withheld.join(" "))).collect()
}

const COUNTS: &str = "returns/counts.csv";
const OFFENDING: &str = "cohort/offending-18-24,X23000001,2024-01/2024-12,11,";
const RE_OFFENDING: &str = "cohort/re-offending-18-24,X23000001,2024-01/2024-12,3,";

#[test]
fn a_small_count_is_in_no_output() {
    let with = |offending: &str, re_offending: &str| {
        Edited::new(&[
            (COUNTS, OFFENDING, &OFFENDING.replace(",11,", offending)),
            (COUNTS, RE_OFFENDING, &RE_OFFENDING.replace(",3,", re_offending)),
        ])
    };
    let first = with(",3,", ",4,");
    assert_eq!(
        withheld(&load(&first.folder())),
        ["sp2.offending latest evidence", "sp2.reoffending latest evidence"]
    );
    assert_alike(&first, &with(",4,", ",0,"), &["sp2.offending", "sp2.reoffending"]);
}

#[test]
fn a_count_that_would_give_a_small_one_away_is_in_no_output() {
    // 20 = 3 + 17 = 4 + 16: the plan says that the two make the third.
    let policy = "zero_is_safe = false\n[[disclosure.sums]]\ntotal = \"cohort/offending-18-24\"\nparts = [\"cohort/re-offending-18-24\", \"reports/absent\"]\n";
    let absent = "reports/absent,X23000001,2024-01/2024-12,12,";
    let with = |small: &str, other: &str| {
        Edited::new(&[
            ("plan.toml", "zero_is_safe = false\n", policy),
            (COUNTS, OFFENDING, &OFFENDING.replace(",11,", ",20,")),
            (COUNTS, RE_OFFENDING, &RE_OFFENDING.replace(",3,", small)),
            (COUNTS, absent, &absent.replace(",12,", other)),
        ])
    };
    let first = with(",3,", ",17,");
    assert_eq!(
        withheld(&load(&first.folder())),
        ["sp2.reoffending latest evidence", "sp17.absent latest evidence"]
    );
    assert_alike(&first, &with(",4,", ",16,"), &["sp2.reoffending", "sp17.absent"]);
}

#[test]
fn a_month_of_a_history_is_in_no_output() {
    let month = "offences/domestic-burglary,X23000001,2024-12,60,";
    let with = |small: &str| {
        Edited::new(&[
            (
                "plan.toml",
                "series = [\"cohort/*\"]",
                "series = [\"cohort/*\", \"offences/domestic-burglary\"]",
            ),
            ("returns/months.csv", month, &month.replace(",60,", small)),
        ])
    };
    let first = with(",3,");
    let hidden = withheld(&load(&first.folder()));
    assert!(hidden.iter().any(|row| row.starts_with("sp12.spc")), "{hidden:?}");
    assert_alike(&first, &with(",4,"), &[]);
}

#[test]
fn a_warning_of_a_figure_that_may_be_withheld_is_in_check_and_in_no_draft() {
    let month = "offences/domestic-burglary,X23000001,2024-12,60,";
    let policy = "series = [\"cohort/*\", \"offences/domestic-burglary\"]";
    let draft = |policy: &str, small: &str| {
        let edited = Edited::new(&[
            ("plan.toml", "series = [\"cohort/*\"]", policy),
            ("returns/months.csv", month, &month.replace(",60,", small)),
        ]);
        let folder = edited.folder();
        let checked = panel(&["check", folder.to_str().unwrap()]).output().unwrap();
        let told = String::from_utf8(checked.stderr).unwrap();
        assert!(told.contains("returns/months.csv"), "{told}");
        let named = format!("`offences/domestic-burglary` is {}", small.trim_matches(','));
        assert!(told.contains(&named), "{told}");
        judged(&folder, |material, faults| {
            let (composition, _) = compose_draft(material, faults);
            composition
                .files()
                .unwrap()
                .into_iter()
                .map(|file| String::from_utf8(file.bytes).unwrap())
                .collect::<String>()
        })
    };
    assert!(draft("series = [\"cohort/*\"]", ",3,").contains("“offences/domestic-burglary” is 3"));
    let small = draft(policy, ",3,");
    assert!(small.contains("Warnings of figures that may be withheld are not in a draft"));
    assert!(!small.contains("offences/domestic-burglary” is"), "{small}");
    assert_eq!(small, draft(policy, ",4,"));
}

#[test]
fn a_policy_that_cannot_be_followed_is_told_with_its_remedy() {
    for (from, to, code, words) in [
        (
            "series = [\"cohort/*",
            "series = [\"cohrt/*",
            "disclosure::unknown_series",
            "no row reads the series `cohrt/*`",
        ),
        ("series = [\"cohort/*\"]", "series = []", "disclosure::no_series", "names no series"),
        (
            "series = [\"cohort/*\"]",
            "series = [\"cohort/*\", \"reports/absent\"]\n[[disclosure]]\nseries = [\"reports/*\"]",
            "disclosure::two_policies",
            "`reports/*` has a policy already",
        ),
        ("threshold = 5", "threshold = 4.5", "disclosure::not_whole", "is 4.5, not a whole number"),
        ("threshold = 5", "threshold = 0", "toml::wrong_type", "a number from 1 to 1000"),
        (
            "zero_is_safe = false\n",
            "[[disclosure.sums]]\ntotal = \"cohort/offending-18-24\"\nparts = [\"reports/absent\"]\n",
            "disclosure::no_sum",
            "a sum has two parts or more",
        ),
    ] {
        let edited = Edited::new(&[("plan.toml", from, to)]);
        let folder = edited.folder();
        let ran = panel(&["check", folder.to_str().unwrap()]).output().unwrap();
        let told = String::from_utf8(ran.stderr).unwrap().replace(['\n', '│'], " ");
        assert_eq!(ran.status.code(), Some(3), "{told}");
        assert!(told.contains(code) && told.contains(words), "{code}: {told}");
    }
}

#[test]
fn commentary_may_not_say_by_how_much_a_withheld_figure_fell() {
    let edited = Edited::new(&[
        (COUNTS, OFFENDING, &OFFENDING.replace(",11,", ",3,")),
        ("narrative/sp2.md", "In fictional", "It fell by {{ sp2.offending.fall }}. In fictional"),
    ]);
    let folder = edited.folder();
    let ran = panel(&["check", folder.to_str().unwrap()]).output().unwrap();
    let told = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(3), "{told}");
    assert!(told.contains("it could give a withheld figure away"), "{told}");
}

/// Every key in the tables of records of a quarter: who or what each record is about.
fn keys(folder: &std::path::Path) -> Vec<String> {
    let package = fs::read_to_string(folder.join("returns/datapackage.json")).unwrap();
    let package: serde_json::Value = serde_json::from_str(&package).unwrap();
    let tables = panel_plan::linked().unwrap().record_tables();
    let mut keys = Vec::new();
    for resource in package["resources"].as_array().unwrap() {
        let named = |table: &&&panel_core::RecordTable| resource["panel"]["return"] == table.name;
        let Some(table) = tables.iter().find(named) else { continue };
        let path = folder.join("returns").join(resource["path"].as_str().unwrap());
        let text = panel_core::SourceText::new("table", &fs::read_to_string(path).unwrap());
        let lines = panel_returns::lines(&text, table.column_names(), &mut Vec::new()).unwrap();
        for line in lines {
            let each = table.columns.iter().zip(line.cells);
            let of_keys = each.filter(|(column, _)| column.holds == panel_core::Holds::Key);
            keys.extend(of_keys.map(|(_, cell)| cell.text).filter(|key| !key.is_empty()));
        }
    }
    keys
}

#[test]
fn no_record_reaches_an_output() {
    let quarter = crate::quarters::all().iter().find(|one| one.name == "example-anyshire").unwrap();
    let keys = keys(&root().join("reports/example-anyshire"));
    assert!(keys.len() > 200, "the example quarter has records");
    let length = keys[0].len();
    assert!(keys.iter().all(|key| key.len() == length && key.bytes().all(is_of_key)));
    let keys: BTreeSet<_> = keys.iter().map(String::as_bytes).collect();
    for (name, text) in outputs(quarter) {
        // Each run of letters that a key could be in, and not the whole text for each key.
        let runs = text.as_bytes().split(|byte| !is_of_key(*byte));
        let told = runs.flat_map(|run| run.windows(length)).find(|part| keys.contains(part));
        assert_eq!(told, None, "{name} tells the key of a record");
    }
}

/// Whether a byte can be in a key.
fn is_of_key(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

#[test]
fn generated_quarters_that_differ_in_withheld_figures_are_alike() {
    alike::try_a_few();
}

#[test]
fn records_that_differ_in_withheld_figures_are_alike() {
    counted::try_a_few();
}

#[test]
fn nothing_that_is_withheld_can_be_worked_out() {
    attack::attack_at_usual_thresholds();
}
