//! What a change did to the papers: the view model that the page is made of, and its bytes.

use std::fmt::Write as _;

use insta::{assert_snapshot, with_settings};
use panel_companions::FINDINGS;
use panel_review::{BuiltPaper, Gallery, PageChange, PaperChange, Papers, Piece, gallery};

use crate::disclosure::Edited;
use crate::quarters::{Quarter, load, root};

/// The paper of a quarter, as `panel paper` would have left it.
fn papers(name: &str, quarter: &Quarter) -> Papers {
    let pdf = quarter.typesetting.pdf().unwrap();
    let paper = BuiltPaper::new(name, quarter.companion(FINDINGS), pdf).unwrap();
    Papers { name: name.to_owned(), papers: vec![paper] }
}

/// The fictional quarter, and the same where more people were satisfied: a row that was red is amber.
fn both() -> (Papers, Papers) {
    let asked = "satisfaction/anti-social-behaviour,X23000001,2024-01/2024-12,";
    let (was, is) = (format!("{asked}760,"), format!("{asked}815,"));
    let edited = Edited::new(&[("returns/surveys.csv", &was, &is)]);
    let before = load(&root().join("tests/fixtures/tiny-quarter"));
    (papers("before", &before), papers("now", &load(&edited.folder())))
}

/// A fact a line.
fn facts(gallery: &Gallery) -> String {
    let Gallery { old, new, sentence, changed, same, removed, added } = gallery;
    let mut text = String::new();
    writeln!(text, "{old} → {new}: {sentence}").unwrap();
    for (what, titles) in [("same", same), ("removed", removed), ("added", added)] {
        for title in titles {
            writeln!(text, "{what}: {title}").unwrap();
        }
    }
    for PaperChange { title, sentence, findings, pages, unchanged, renumbered, .. } in changed {
        writeln!(text, "paper: {title}: {sentence}").unwrap();
        for finding in findings {
            writeln!(text, "  row {}: {}", finding.id, finding.sentence).unwrap();
            for detail in &finding.details {
                writeln!(text, "    {detail}").unwrap();
            }
        }
        for page in pages {
            of_page(&mut text, page);
        }
        writeln!(text, "  pages unchanged: {unchanged}, renumbered: {renumbered}").unwrap();
    }
    text
}

fn of_page(text: &mut String, page: &PageChange) {
    writeln!(text, "  {:?} {}: {}", page.kind, page.title, page.sentence).unwrap();
    for (what, picture) in
        [("before", &page.before), ("after", &page.after), ("difference", &page.difference)]
    {
        if picture.is_none() {
            writeln!(text, "    no picture: {what}").unwrap();
        }
    }
    for region in &page.regions {
        let closely = if region.closely.is_some() { ", shown closely" } else { "" };
        writeln!(text, "    region {}: {}{closely}", region.number, region.whereabouts).unwrap();
    }
    for change in &page.texts {
        let pieces: Vec<_> = change
            .pieces
            .iter()
            .map(|piece| match piece {
                Piece::Same(words) => words.clone(),
                Piece::Removed(words) => format!("[−{words}−]"),
                Piece::Added(words) => format!("[+{words}+]"),
            })
            .collect();
        writeln!(text, "    text: {}", pieces.join(" ")).unwrap();
    }
}

#[test]
fn a_changed_colour_reads_as_reviewed_and_gives_the_same_page_twice() {
    let (before, now) = both();
    let first = gallery(&before, &now).unwrap();
    with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        assert_snapshot!("review", facts(&first));
    });
    let html = first.html().unwrap();
    // From the papers made anew, with what each thread did in another order.
    let (before, now) = both();
    let again = gallery(&before, &now).unwrap();
    assert!(first == again, "the view differs");
    assert!(html == again.html().unwrap(), "the page has other bytes");
    assert!(html == first.html().unwrap(), "the same view gives another page");

    let same = gallery(&before, &before).unwrap();
    assert_eq!(same.sentence, "1 paper is the same.");
    assert_eq!(same.same.len(), 1);
}
