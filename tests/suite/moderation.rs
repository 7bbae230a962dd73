//! No text of a comment reaches an output: that of a comment held or withheld might prejudice a trial,
//! and what is not read at all cannot slip through.

use std::fs;

use calamine::{Data, Reader as _};
use panel_companions::WORKBOOK;
use panel_report::compose_draft;

use crate::cli::panel::{copy_folder, panel};
use crate::companions::read::workbook;
use crate::quarters::{self, Quarter, root};

const QUARTER: &str = "reports/example-anyshire";

/// Stands in the texts of comments held and withheld, and nowhere else.
const MARKER: &str = "Quillmarker";

fn comments() -> String {
    fs::read_to_string(root().join(QUARTER).join("returns/comments.csv")).unwrap()
}

/// What no output may hold: the marker, and the words of each comment.
fn forbidden() -> Vec<String> {
    let table = comments();
    let texts = table.lines().skip(1).map(|line| line.split(',').nth(4).unwrap());
    let texts = texts.map(|text| text.trim_start_matches("Fictional: ").trim_end_matches('.'));
    let mut all: Vec<_> = texts.map(str::to_owned).collect();
    all.push(MARKER.to_owned());
    all.sort();
    all.dedup();
    all
}

fn example() -> &'static Quarter {
    let mut quarters = quarters::all().iter();
    quarters.find(|quarter| quarter.name == "example-anyshire").unwrap()
}

#[track_caller]
fn assert_silent(name: &str, text: &str) {
    for words in forbidden() {
        assert!(!text.contains(&words), "{name} says “{words}”");
    }
}

#[test]
fn the_marker_stands_in_every_comment_that_is_not_posted_and_in_no_other() {
    let table = comments();
    let (mut kept, mut posted) = (0, 0);
    for line in table.lines().skip(1) {
        let not_posted = line.contains(",held,") || line.contains(",withheld,");
        assert_eq!(line.contains(MARKER), not_posted, "{line}");
        *(if not_posted { &mut kept } else { &mut posted }) += 1;
    }
    assert!(kept >= 8 && posted >= 40, "{kept} and {posted}");
    for state in ["active_proceedings", "defamatory", "identifying", "duplicate"] {
        assert!(table.contains(&format!(",{state},")), "no comment is {state}");
    }
}

#[test]
fn no_text_of_a_comment_is_in_a_paper_or_beside_it() {
    let quarter = example();
    for file in quarter.composition.files().unwrap() {
        assert_silent(&file.name, &String::from_utf8_lossy(&file.bytes));
    }
    assert_silent("the rows", &format!("{:#?}", quarter.rows));
    for companion in &quarter.companions {
        assert_silent(companion.name, &String::from_utf8_lossy(&companion.bytes));
    }
    // A workbook is packed, so that its bytes alone would prove nothing.
    let mut cells = 0;
    let mut book = workbook(&quarter.companions);
    for name in book.sheet_names() {
        let sheet = book.worksheet_range(&name).unwrap();
        for (.., cell) in sheet.used_cells() {
            cells += 1;
            if let Data::String(text) = cell {
                assert_silent(WORKBOOK, text);
            }
        }
    }
    assert!(cells > 100, "{cells}");
    for page in quarter.typesetting.layout_tree() {
        assert_silent("a page", &page);
    }
}

#[test]
fn no_text_of_a_comment_is_in_what_the_commands_print() {
    let folder = root().join(QUARTER);
    let folder = folder.to_str().unwrap();
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
    let kept = tempfile::tempdir().unwrap();
    let folder = kept.path().join("example-anyshire");
    copy_folder(&root().join(QUARTER), &folder);
    let path = folder.join("returns/comments.csv");
    let broken = comments().replace(",withheld,duplicate,", ",withheld,,");
    fs::write(&path, broken).unwrap();
    let (draft, faults) = quarters::judged(&folder, compose_draft);
    assert!(faults.iter().any(|fault| fault.message == "it is withheld without a reason"));
    for file in draft.files().unwrap() {
        assert_silent(&file.name, &String::from_utf8_lossy(&file.bytes));
    }
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
