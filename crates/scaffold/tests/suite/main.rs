//! Scaffolds of priorities that are made up, for a plan without any.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where it stopped")]

mod following;

use std::path::{Path, PathBuf};

use panel_core::{Direction, Entry, Plan, Priority};
use panel_scaffold::{
    AskedRow, Existing, Kind, NewPriority, NewQuarter, QuarterFolder, Refusal, Scaffold, Workspace,
};
use proptest::prelude::*;

static FIRST: Entry = Entry::Priority(Priority {
    code: panel_core::Code::sp(1),
    title: "To be first",
    part: None,
    statement: Some("There is nothing to count."),
    measures: &[],
    quoted: &[],
    of_records: &[],
    tallies: &[],
});

const MANIFEST: &str = "[dependencies]
panel-core.workspace = true
sp01-first = { path = \"../../plugins/sp01-first\" }
other = { path = \"../../plugins/other\" }
";

const CODE: &str =
    "//! The roster.\n\nuse other as _;\nuse sp01_first as _;\n\npub use panel_core::Plan;\n";

const PLAN: &str = "name = \"Plan\" # a note

[[partners]]
name = \"Anyshire Constabulary\"
returns = [\"offences/*\"]

[[partners]]
name = \"Anyshire Survey Unit\"
returns = [
  \"satisfaction/*\",
  \"confidence/*\",
]
";

fn existing(path: &str, text: &str) -> Existing {
    Existing { path: PathBuf::from(path), text: text.to_owned() }
}

fn workspace() -> Workspace {
    let quarter = |name: &str, fictional, plan| {
        let folder = Path::new("reports").join(name);
        let awaited = Existing { path: folder.join("awaited.toml"), text: String::new() };
        QuarterFolder { folder, awaited, force: "Anyshire".to_owned(), fictional, plan }
    };
    Workspace {
        manifest: existing("crates/plan/Cargo.toml", MANIFEST),
        code: existing("crates/plan/src/lib.rs", CODE),
        plans: vec![
            existing("reports/plan.toml", PLAN),
            existing("q2/plan.toml", "name = \"x\"\n"),
        ],
        quarters: vec![quarter("q1", false, 0), quarter("q2", true, 1)],
        taken: Vec::new(),
    }
}

fn asked(rows: &[&str]) -> NewPriority {
    NewPriority {
        number: 2,
        slug: "cyber-crime".to_owned(),
        title: "To reduce \"cyber\" crime".to_owned(),
        rows: rows.iter().map(|row| AskedRow::parse(row).unwrap()).collect(),
        partner: None,
    }
}

fn scaffold(new: &NewPriority, workspace: &Workspace) -> Result<Scaffold, Vec<Refusal>> {
    new.scaffold(&Plan::of(vec![&FIRST]).unwrap(), workspace)
}

fn text<'a>(scaffold: &'a Scaffold, path: &str) -> &'a str {
    let all = scaffold.made.iter().chain(&scaffold.changed);
    let found = all.into_iter().find(|written| written.path == Path::new(path));
    &found.unwrap_or_else(|| panic!("{path} is not written")).text
}

fn names(toml: &str) -> Vec<String> {
    let document: toml_edit::DocumentMut = toml.parse().unwrap();
    let tables = document["awaited"].as_array_of_tables().unwrap();
    let word = |table: &toml_edit::Table, key| table[key].as_str().unwrap().to_owned();
    let line = |table| {
        format!("{} {} {}", word(table, "series"), word(table, "return"), word(table, "from"))
    };
    tables.iter().map(line).collect()
}

#[test]
fn the_roster_gets_a_line_in_each_of_its_files() {
    let made = scaffold(&asked(&["offences:lower"]), &workspace()).unwrap();
    let with = |text: &str, after: &str, line: &str| text.replace(after, &format!("{after}{line}"));
    assert_eq!(
        text(&made, "crates/plan/Cargo.toml"),
        with(
            MANIFEST,
            "plugins/sp01-first\" }\n",
            "sp02-cyber-crime = { path = \"../../plugins/sp02-cyber-crime\" }\n"
        )
    );
    assert_eq!(
        text(&made, "crates/plan/src/lib.rs"),
        with(CODE, "use sp01_first as _;\n", "use sp02_cyber_crime as _;\n")
    );
}

#[test]
fn each_return_that_a_row_reads_is_awaited_from_who_returns_it() {
    let rows = ["offences:lower", "satisfaction:higher", "milestone:neither:Staff trained"];
    let made = scaffold(&asked(&rows), &workspace()).unwrap();
    assert_eq!(
        names(text(&made, "reports/q1/awaited.toml")),
        [
            "offences/cyber-crime counts Anyshire Constabulary",
            "offences/cyber-crime monthly_counts Anyshire Constabulary",
            "satisfaction/cyber-crime surveys Anyshire Survey Unit",
            "milestone/cyber-crime/staff-trained words Anyshire Constabulary",
        ]
    );
    // A plan without partners names nobody: the force itself returns the figures.
    let second = names(text(&made, "reports/q2/awaited.toml"));
    assert!(second.iter().all(|line| line.ends_with(" Anyshire")), "{second:?}");
    // Nobody returned milestones: the first partner does now, and the rest stands as it stood.
    let plan = text(&made, "reports/plan.toml");
    let first = "returns = [\"offences/*\"";
    let owed = "\"milestone/cyber-crime/staff-trained\"";
    assert_eq!(plan, PLAN.replace(first, &format!("{first}, {owed}")));
    assert!(made.changed.iter().all(|written| written.path != Path::new("q2/plan.toml")));
}

#[test]
fn the_partner_asked_for_returns_what_nobody_returns() {
    let mut new = asked(&["outcome:higher", "offences:lower"]);
    new.partner = Some("Anyshire Survey Unit".to_owned());
    let made = scaffold(&new, &workspace()).unwrap();
    let awaited = names(text(&made, "reports/q1/awaited.toml"));
    assert_eq!(awaited[0], "outcome/cyber-crime figures Anyshire Survey Unit");
    assert_eq!(awaited[1], "offences/cyber-crime counts Anyshire Constabulary");
    assert!(
        text(&made, "reports/plan.toml")
            .contains("  \"confidence/*\",\n  \"outcome/cyber-crime\",\n")
    );
}

#[test]
fn rows_of_one_series_share_a_constant() {
    let rows = ["offences:lower", "group-position:lower", "control-chart:lower"];
    let made = scaffold(&asked(&rows), &workspace()).unwrap();
    let code = text(&made, "plugins/sp02-cyber-crime/src/lib.rs");
    assert_eq!(code.matches("const OFFENCES").count(), 1);
    assert!(code.contains("title: \"To reduce \\\"cyber\\\" crime\","), "{code}");
}

#[test]
fn what_another_row_reads_already_is_not_awaited_again() {
    let first = scaffold(&asked(&["group-position:lower"]), &workspace()).unwrap();
    let plan = Plan::of(vec![&FIRST]).unwrap().with(first.priority).unwrap();
    let mut next = asked(&["group-position:lower"]);
    (next.number, next.slug) = (3, "fraud".to_owned());
    let made = next.scaffold(&plan, &workspace()).unwrap();
    let awaited = names(text(&made, "reports/q1/awaited.toml"));
    assert!(awaited.iter().all(|line| line.starts_with("offences/fraud ")), "{awaited:?}");
    let before = names(text(&first, "reports/q1/awaited.toml"));
    assert!(before.iter().any(|line| line.starts_with("population/usual-residents ")));
}

#[test]
fn a_fictional_quarter_says_so_and_no_other_does() {
    let made = scaffold(&asked(&["offences:lower"]), &workspace()).unwrap();
    assert!(!text(&made, "reports/q1/narrative/sp2.md").contains("fictional"));
    assert!(text(&made, "reports/q2/narrative/sp2.md").contains("fictional"));
}

#[test]
fn every_reason_is_told_at_once() {
    let mut new = asked(&["offences:lower", "group-position:higher", "offences:lower"]);
    new.number = 4;
    new.slug = "Cyber_crime".to_owned();
    new.title = "Two\nlines".to_owned();
    let mut workspace = workspace();
    workspace.code.text = "//! Nothing here.\n".to_owned();
    workspace.plans[0].text = "name = ".to_owned();
    workspace.taken = vec![PathBuf::from("plugins/sp04-Cyber_crime")];
    let refusals = scaffold(&new, &workspace).err().unwrap();
    let of_usage = refusals.iter().filter(|refusal| refusal.is_of_usage()).count();
    assert_eq!((of_usage, refusals.len()), (5, 8), "{refusals:#?}");
    assert!(matches!(refusals[0], Refusal::NumberLeavesAHole { number: 4, next: 2 }));
}

#[test]
fn a_number_that_is_taken_is_told_without_its_files() {
    let mut new = asked(&["offences:lower"]);
    new.number = 1;
    let mut workspace = workspace();
    workspace.taken = vec![PathBuf::from("reports/q1/narrative/sp1.md")];
    let title = "To be first".to_owned();
    let refusals = scaffold(&new, &workspace).err().unwrap();
    assert_eq!(refusals, [Refusal::NumberTaken { number: 1, title, next: 2 }]);
}

#[test]
fn a_roster_that_has_the_line_is_left_alone() {
    let mut workspace = workspace();
    workspace.code.text.push_str("use sp02_cyber_crime as _;\n");
    let refusals = scaffold(&asked(&["offences:lower"]), &workspace).err().unwrap();
    assert!(refusals[0].to_string().contains("has the line"), "{refusals:?}");
}

#[test]
fn rows_are_refused_for_what_is_wrong_with_them() {
    let fault = |text| AskedRow::parse(text).unwrap_err();
    assert_eq!(fault("offences"), Refusal::Row("offences".to_owned()));
    assert_eq!(fault("offence:lower"), Refusal::Kind("offence".to_owned()));
    assert_eq!(fault("offences:down"), Refusal::Way("down".to_owned()));
    assert_eq!(fault("count:lower"), Refusal::LabelMissing(Kind::Count));
    assert_eq!(fault("count:lower:Calls."), Refusal::Label("Calls.".to_owned()));
    assert_eq!(fault("count:lower:101 calls"), Refusal::Label("101 calls".to_owned()));
    let label = "Calls".to_owned();
    assert_eq!(
        fault("outcome:higher:Calls"),
        Refusal::LabelUnwanted { kind: Kind::Outcome, label }
    );
    let read = AskedRow::parse("year-to-date:higher:Calls: all").unwrap();
    assert_eq!((read.better, read.label.as_deref()), (Direction::Higher, Some("Calls: all")));
}

fn next_quarter() -> NewQuarter<'static> {
    NewQuarter {
        quarter: "2014-15-q3".parse().unwrap(),
        last: "2014-15-q2".parse().unwrap(),
        meeting: jiff::civil::date(2015, 3, 18),
        force: "Anyshire",
        partners: &[],
        awaited: &[],
        previous: Some("../2014-15-q2"),
    }
}

#[test]
fn the_configuration_rolls_over_with_its_remarks() {
    let last = "quarter = \"2014-15 Q2\" # a remark\n\n[paper]\nmarked = \"E\" # by the clerk\ndate = 2014-12-17\n
[[deadlines]]\npartner = \"A\"\ndate = 2014-11-20\n\n[[contacts]]\nrole = \"Analyst\"\n";
    let next = "quarter = \"2014-15 Q3\" # a remark\nprevious = \"../2014-15-q2\"\n\n[paper]\nmarked = \"\" # by the clerk\ndate = 2015-03-18\n
[[contacts]]\nrole = \"Analyst\"\n";
    let written = next_quarter().configuration(&existing("panel.toml", last)).unwrap();
    assert_eq!(written.text, next);
    // The one that the last quarter followed is not the one that this one follows.
    let followed = last.replace("a remark\n", "a remark\nprevious = \"../2014-15-q1\" # by path\n");
    let written = next_quarter().configuration(&existing("panel.toml", &followed)).unwrap();
    assert!(
        written.text.contains("\nprevious = \"../2014-15-q2\" # by path\n"),
        "{}",
        written.text
    );
    let nowhere = NewQuarter { previous: None, ..next_quarter() };
    let written = nowhere.configuration(&existing("panel.toml", &followed)).unwrap();
    assert!(!written.text.contains("previous"), "{}", written.text);
    let without = next_quarter().configuration(&existing("panel.toml", "quarter = \"x\"\n"));
    assert!(without.unwrap_err().to_string().contains("it has no [paper]"));
}

#[test]
fn a_quarter_follows_another_and_ends_before_its_meeting() {
    assert_eq!(next_quarter().refusals(), []);
    let day =
        |month, day| NewQuarter { meeting: jiff::civil::date(2015, month, day), ..next_quarter() };
    assert_eq!(day(1, 1).refusals(), []);
    let earlier = NewQuarter { meeting: jiff::civil::date(2014, 12, 31), ..next_quarter() };
    assert_eq!(earlier.refusals().len(), 1);
    let same = NewQuarter { quarter: next_quarter().last, ..next_quarter() };
    assert!(same.refusals()[0].to_string().contains("is not after Quarter 2 of 2014/15"));
}

#[test]
fn a_table_keeps_its_header_alone() {
    assert_eq!(NewQuarter::emptied("\u{feff}series,area\r\na,b\r\n"), "series,area\n");
    assert_eq!(NewQuarter::emptied(""), "\n");
}

fn any_row() -> impl Strategy<Value = AskedRow> {
    let kind = prop::sample::select(Kind::ALL.as_slice());
    let way = prop::sample::select(["lower", "higher", "neither"].as_slice());
    (kind, way, "[a-zA-Z][ -~éß]{0,30}[a-z]").prop_map(|(kind, way, label)| {
        let label = if kind.is_labelled() { format!(":{label}") } else { String::new() };
        AskedRow::parse(&format!("{}:{way}{label}", kind.name())).unwrap()
    })
}

proptest! {
    /// Whatever is asked: refusals, or files that can be read and a plan that keeps its rules.
    #[test]
    fn whatever_is_asked_is_refused_or_whole(
        number in 0_u8..5,
        slug in "[a-z0-9-]{0,12}|\\PC{0,12}",
        title in "\\PC{0,40}|.{0,10}",
        rows in prop::collection::vec(any_row(), 0..5),
    ) {
        let new = NewPriority { number, slug, title: title.clone(), rows, partner: None };
        match scaffold(&new, &workspace()) {
            Err(refusals) => prop_assert!(!refusals.is_empty()),
            Ok(made) => {
                for written in made.made.iter().chain(&made.changed) {
                    if written.path.extension().is_some_and(|ending| ending == "toml") {
                        let document = written.text.parse::<toml_edit::DocumentMut>();
                        prop_assert!(document.is_ok(), "{}", written.text);
                    }
                }
                let manifest = text(&made, &format!("plugins/{}/Cargo.toml", made.package));
                let document: toml_edit::DocumentMut = manifest.parse().unwrap();
                prop_assert_eq!(document["package"]["description"].as_str(), Some(&*title));
                let plan = Plan::of(vec![&FIRST]).unwrap();
                prop_assert!(plan.with(made.priority).is_ok());
            }
        }
    }

    /// Any text as a row: read, or refused.
    #[test]
    fn any_text_is_a_row_or_is_refused(text in "\\PC{0,30}") {
        let _ = AskedRow::parse(&text);
    }
}
