//! No text of a comment reaches an output: that of a comment held or withheld might prejudice a trial,
//! and what is not read at all cannot slip through.

use std::fs;
use std::path::PathBuf;

use panel_report::compose_draft;
use tempfile::TempDir;

use crate::cli::panel::{copy_folder, panel};
use crate::quarters::{self, Quarter, root};

const QUARTER: &str = "reports/example-anyshire";

/// Stands in the text of every comment of a copy of the quarter, and nowhere else.
const MARKER: &str = "Quillmarker";

fn comments() -> String {
    fs::read_to_string(root().join(QUARTER).join("returns/comments.csv")).unwrap()
}

/// The table of comments with a text in each.
fn with_texts(table: &str) -> String {
    let lines = table.lines().enumerate().map(|(number, line)| {
        let cells = line.split(',').enumerate().map(|(index, cell)| match (number, index) {
            (1.., 4) => format!("{MARKER} {number}"),
            _ => cell.to_owned(),
        });
        cells.collect::<Vec<_>>().join(",") + "\n"
    });
    lines.collect()
}

/// A copy of the quarter in which every comment has a text.
struct Texts {
    _kept: TempDir,
    folder: PathBuf,
}

impl Texts {
    fn new() -> Self {
        let kept = tempfile::tempdir().unwrap();
        let folder = kept.path().join("example-anyshire");
        copy_folder(&root().join(QUARTER), &folder);
        fs::write(folder.join("returns/comments.csv"), with_texts(&comments())).unwrap();
        Self { _kept: kept, folder }
    }
}

fn example() -> &'static Quarter {
    let mut quarters = quarters::all().iter();
    quarters.find(|quarter| quarter.name == "example-anyshire").unwrap()
}

#[track_caller]
fn assert_silent(name: &str, text: &str) {
    assert!(!text.contains(MARKER), "{name} says what a comment says");
}

#[test]
fn no_text_is_kept_of_any_comment_or_finding() {
    let tables = [("comments", "text"), ("outcome_audit", "finding")];
    for (quarter, (table, column)) in
        ["", "2025-26-q1/"].iter().flat_map(|one| tables.map(|table| (one, table)))
    {
        let path = root().join(QUARTER).join(format!("{quarter}returns/{table}.csv"));
        let text = fs::read_to_string(path).unwrap();
        let index = text.lines().next().unwrap().split(',').position(|one| one == column);
        for line in text.lines().skip(1) {
            assert_eq!(line.split(',').nth(index.unwrap()), Some(""), "{quarter}{table}: {line}");
        }
    }
    let table = comments();
    for state in ["posted", "active_proceedings", "defamatory", "identifying", "duplicate"] {
        assert!(table.contains(&format!(",{state},")), "no comment is {state}");
    }
    assert!(with_texts(&table).matches(MARKER).count() >= 48);
}

#[test]
fn what_comments_say_changes_no_byte_of_a_paper_or_of_what_stands_beside_it() {
    let texts = Texts::new();
    let (with, without) = (quarters::load(&texts.folder), example());
    let files = |quarter: &Quarter| -> Vec<(String, Vec<u8>)> {
        let composed = quarter.composition.files().unwrap().into_iter();
        let composed = composed.map(|file| (file.name.clone(), file.bytes.clone()));
        let beside = quarter.companions.iter();
        composed.chain(beside.map(|one| (one.name.to_owned(), one.bytes.clone()))).collect()
    };
    for (one, other) in files(&with).into_iter().zip(files(without)) {
        assert_silent(&one.0, &String::from_utf8_lossy(&one.1));
        assert!(one == other, "{} differs", one.0);
    }
    assert_eq!(with.typesetting.layout_tree(), without.typesetting.layout_tree());
}

#[test]
fn no_text_of_a_comment_is_in_what_the_commands_print() {
    let texts = Texts::new();
    let folder = texts.folder.to_str().unwrap();
    let rows = ["feedback.by_stars", "feedback.not_posted", "feedback.notices_in_time"];
    let explained = rows
        .iter()
        .flat_map(|row| [vec!["explain", folder, *row], vec!["explain", folder, *row, "--json"]]);
    let others =
        [vec!["check", folder], vec!["findings", folder], vec!["findings", folder, "--json"]];
    for arguments in explained.chain(others) {
        let ran = panel(&arguments).output().unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        assert_silent(arguments[0], &String::from_utf8_lossy(&ran.stdout));
    }
}

#[test]
fn a_draft_tells_a_fault_of_a_comment_without_its_text() {
    let texts = Texts::new();
    let path = texts.folder.join("returns/comments.csv");
    let broken = with_texts(&comments()).replace(",withheld,duplicate,", ",withheld,,");
    fs::write(&path, broken).unwrap();
    let (draft, faults) = quarters::judged(&texts.folder, compose_draft);
    assert!(faults.iter().any(|fault| fault.message == "it is withheld without a reason"));
    for file in draft.files().unwrap() {
        assert_silent(&file.name, &String::from_utf8_lossy(&file.bytes));
    }
    for fault in faults {
        assert_silent("the line of a fault", &fault.place.source.text);
    }
}

#[test]
fn the_text_of_a_comment_is_not_filed_and_the_receipt_says_so() {
    let texts = Texts::new();
    let folder = &texts.folder;
    let plan = folder.join("plan.toml");
    let owes = "records = [\"missing_reports\",";
    let text = fs::read_to_string(&plan).unwrap();
    assert!(text.contains(owes));
    fs::write(&plan, text.replacen(owes, &format!("{owes} \"comments\","), 1)).unwrap();
    // The comments come from a partner, and not by hand.
    let package = folder.join("returns/datapackage.json");
    let mut listed: serde_json::Value =
        serde_json::from_slice(&fs::read(&package).unwrap()).unwrap();
    let resources = listed["resources"].as_array_mut().unwrap();
    resources.retain(|one| one["panel"]["return"] != "comments");
    fs::write(&package, serde_json::to_vec_pretty(&listed).unwrap()).unwrap();
    let sent = folder.join("../sent.csv");
    fs::rename(folder.join("returns/comments.csv"), &sent).unwrap();
    let keys = folder.join("../keys");
    fs::write(&keys, "c0ffee000102030405060708090a0b0c").unwrap();
    let mut command = panel(&["returns", "receive"]);
    command.arg(folder).arg(&sent).args(["--from", "Anyshire Constabulary"]);
    command.args(["--received", "2025-10-17", "--covers", "2025-04/2025-09", "--key-file"]);
    let ran = command.arg(&keys).assert().code(0);
    let ran = ran.get_output();
    let said = String::from_utf8_lossy(&ran.stdout);
    assert!(
        said.contains("Not kept: Text of each record of Comments, which nothing reads"),
        "{said}"
    );
    let filed = folder.join("returns/received/anyshire-constabulary-comments.csv");
    let filed = fs::read_to_string(filed).unwrap();
    assert_eq!(filed.lines().count(), comments().lines().count());
    assert_silent("what is filed", &filed);
}

#[test]
fn where_comments_are_counted_they_are_said_to_be_self_selected() {
    for quarter in quarters::all() {
        for figures in quarter.composition.paper.items.iter().filter_map(|one| one.figures.as_ref())
        {
            assert!(figures.notes.iter().any(|note| note.starts_with("Self-selected feedback")));
            for exhibit in figures.exhibits.iter().flatten() {
                assert!(exhibit.caption.contains("self-selected"), "{}", exhibit.caption);
                assert!(exhibit.alt.contains("self-selected"), "{}", exhibit.alt);
            }
        }
    }
    assert!(example().composition.paper.items.iter().any(|one| one.figures.is_some()));
}

#[test]
fn an_appendix_of_contributions_is_there_where_any_was_returned() {
    for quarter in quarters::all() {
        let paper = &quarter.composition.paper;
        let returned = quarter.name == "example-anyshire";
        assert_eq!(paper.contributions.is_some(), returned, "{}", quarter.name);
        let listed = paper.appendices.iter().any(|one| one.name == "Appendix C");
        assert_eq!(listed, returned, "{}", quarter.name);
    }
    let contributions = example().composition.paper.contributions.as_ref().unwrap();
    let missing: Vec<_> = contributions.not_returned.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(missing, ["Southfell"]);
    let added = contributions.themes.iter().flat_map(|theme| &theme.rows);
    let added: Vec<_> = added.filter(|row| row.source.contains(", ")).collect();
    // 188 and 143 of two districts.
    assert_eq!(added.iter().map(|row| row.latest.as_str()).collect::<Vec<_>>(), ["331"]);
}
