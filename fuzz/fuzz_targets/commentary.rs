//! A file of commentary: its figures bound, and its Markdown parsed to blocks.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use panel_commentary::{Commentary, Inline, Names, Unnumbered, UnnumberedList, read};
use panel_core::{
    Assessment, Columns, Direction, Evidence, Figure, Figures, Finding, JudgedRows, MeasureError,
    Quantity, Reason, ReturnKind, Row, RowError, RowId, Rule, SourceText, Status, Unit,
};
use panel_fuzz::{Quarter, assert_placed};

/// A row of sp12 that was judged.
fn judged(measure: &'static str, figures: Figures) -> Row {
    Row {
        id: RowId { owner: "sp12".to_owned(), measure },
        label: "A fictional row",
        columns: Columns::BaselineAndLatest { projection: false },
        better: Direction::Lower,
        on_dashboard: true,
        finding: Finding::Assessed {
            figures,
            assessment: Assessment::Red,
            reason: Reason::SignificantlyWorse,
            evidence: Evidence::for_rule(Rule::Key),
        },
        among_all: None,
    }
}

/// A row that rose, a place, and a row that is withheld.
fn rows() -> [Row; 3] {
    let period = || "2012/13".to_owned();
    let known = |value| Figure::Known {
        value,
        status: Status::Final,
        note: None,
        period: period(),
        subject: None,
    };
    let withheld = Figure::Withheld { unit: Unit::Count, period: period() };
    let count = |count| known(Quantity::Count(count));
    let place = known(Quantity::Place { place: 3, of: Some(8) });
    [
        judged("thefts", Figures::against_baseline(count(100), count(112))),
        judged("group_position", Figures::latest_only(place)),
        judged("hidden", Figures::against_baseline(count(100), withheld)),
    ]
}

/// The names of a quarter of which one row could not be judged.
static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let submission = Quarter::new().read().submission.expect("the quarter has no fault");
    let unjudged = RowError {
        id: RowId { owner: "sp12".to_owned(), measure: "offences" },
        error: Box::new(MeasureError::Unexplained {
            series: "offences/burglary",
            kind: ReturnKind::Counts,
            period: None,
        }),
    };
    Names::of(
        &JudgedRows::new(rows().into()).screen(&[], &[]),
        &[unjudged],
        &submission.terms,
        &submission.details,
    )
});

/// Asserts that the text can be placed: links lead to pages, and endnotes are there.
fn assert_inline(content: &[Inline], depth: usize, found: &Commentary) {
    assert!(depth <= 3, "{content:?} is too deep");
    for inline in content {
        match inline {
            Inline::Text { text } => assert!(!text.is_empty()),
            Inline::Strong { content } | Inline::Emphasis { content } => {
                assert_inline(content, depth + 1, found);
            }
            Inline::Link { url, content } => {
                let page = ["https://", "http://", "mailto:"];
                assert!(page.iter().any(|scheme| url.starts_with(scheme)), "{url}");
                assert_inline(content, depth + 1, found);
            }
            Inline::Endnote { mark, .. } => {
                assert!(found.endnotes.iter().any(|(label, _)| label == mark), "{mark}");
            }
        }
    }
}

fn assert_paragraphs(paragraphs: &[Unnumbered], depth: usize, found: &Commentary) {
    assert!(depth <= 3, "lists are too deep");
    for paragraph in paragraphs {
        assert!(!paragraph.content.is_empty());
        assert_inline(&paragraph.content, 0, found);
        for list in &paragraph.lists {
            match list {
                UnnumberedList::Numbered(items) => assert_paragraphs(items, depth + 1, found),
                UnnumberedList::Bullets(points) => {
                    points.iter().for_each(|point| assert_inline(point, 0, found));
                }
            }
        }
    }
}

fuzz_target!(|bytes: &[u8]| {
    let source = match panel_returns::decode("narrative/sp12.md", bytes) {
        Ok(source) => source,
        Err(fault) => return assert_placed(&[*fault]),
    };
    let read = |source: &SourceText| {
        let mut faults = Vec::new();
        (read(source, &NAMES, &mut faults), faults)
    };
    let (found, faults) = read(&source);
    assert_placed(&faults);
    assert_eq!(read(&source), (found.clone(), faults.clone()));
    if !faults.is_empty() {
        return;
    }
    assert!(!found.paragraphs.is_empty(), "a section without a paragraph");
    assert_paragraphs(&found.paragraphs, 0, &found);
    for content in found.comments.iter().chain(found.endnotes.iter().map(|(_, text)| text)) {
        assert_inline(content, 0, &found);
    }
});
