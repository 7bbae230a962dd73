//! Each check on trees made by hand: what passes, and what each rule refuses.

use super::outcomes;
use super::structure::{Artifact, Kid, Mark, Run, Structure, Tag};

const TITLE: &str = "Quarter 2 performance report";

const ALT: &str =
    "Offences fell from 480 to 412; the latest 12 months, to September 2014, are 412.";

/// A tree in the making: each text gets the next mark of page 1.
#[derive(Default)]
struct Made {
    structure: Structure,
    next: i64,
}

impl Made {
    fn new() -> Self {
        let mut made = Self::default();
        made.structure.language = Some("en-GB".to_owned());
        made.structure.title = Some(TITLE.to_owned());
        made.structure.title_shown = true;
        made.structure.pages_labelled = true;
        made.structure.bookmarks = vec!["Purpose".to_owned()];
        made.structure.pages = 1;
        let heading = made.text("H1", 50.0, 80.0, "Purpose");
        made.add(heading);
        made
    }

    fn mark(&mut self, x: f64, y: f64, text: &str) -> Kid {
        let mark = Mark { page: 1, id: self.next };
        self.next += 1;
        let run = Run { x, y, size: 10.0, text: text.to_owned() };
        self.structure.content.marked.insert(mark, vec![run]);
        Kid::Mark(mark)
    }

    fn text(&mut self, role: &str, x: f64, y: f64, text: &str) -> Tag {
        let kid = self.mark(x, y, text);
        tag(role, vec![kid])
    }

    fn cell(&mut self, role: &str, x: f64, y: f64, text: &str) -> Kid {
        let mut cell = self.text(role, x, y, text);
        cell.scope = (role == "TH").then(|| "Column".to_owned());
        Kid::Tag(cell)
    }

    fn add(&mut self, tag: Tag) {
        self.structure.root.kids.push(Kid::Tag(tag));
    }

    /// A drawing with its caption above it, as Typst tags both.
    fn figure(&mut self, alt: Option<&str>, caption: &str) {
        let caption = self.text("Caption", 50.0, 200.0, caption);
        let mut figure = self.text("Figure", 50.0, 150.0, "412");
        figure.alt = alt.map(str::to_owned);
        self.add(tag("Div", vec![Kid::Tag(caption), Kid::Tag(figure)]));
    }

    /// Every breach, as it is told.
    fn breaches(&self) -> Vec<String> {
        let outcomes = outcomes(&self.structure, TITLE);
        outcomes.iter().flat_map(|one| &one.breaches).map(ToString::to_string).collect()
    }

    fn exceptions(&self) -> Vec<String> {
        outcomes(&self.structure, TITLE).into_iter().flat_map(|one| one.exceptions).collect()
    }
}

fn tag(role: &str, kids: Vec<Kid>) -> Tag {
    Tag { role: role.to_owned(), kids, ..Tag::default() }
}

#[track_caller]
fn assert_found(made: &Made, expected: &[&str]) {
    assert_eq!(made.breaches(), expected);
}

#[test]
fn a_paper_in_order_passes() {
    let mut made = Made::new();
    let number = made.mark(50.0, 100.0, "1.1");
    let text = made.mark(80.0, 100.0, "The panel is asked to note the report.");
    // An endnote's mark is raised, and smaller.
    let raised = made.mark(200.0, 95.8, "1");
    made.add(tag("P", vec![number, text, raised]));
    made.figure(Some(ALT), "Chart 1: Domestic burglary");
    let head = [made.cell("TH", 50.0, 220.0, "Measure"), made.cell("TH", 150.0, 220.0, "Latest")];
    let row = [made.cell("TD", 50.0, 240.0, "Offences"), made.cell("TD", 170.0, 236.0, "412")];
    let rows = [head, row].map(|cells| Kid::Tag(tag("TR", cells.into())));
    made.add(tag("Table", rows.into()));
    assert_found(&made, &[]);
    assert_eq!(
        made.exceptions(),
        ["A caption of page 1 is read before the drawing that it names, wherever it is."]
    );
}

#[test]
fn a_document_without_language_title_bookmarks_or_labels_is_refused() {
    let mut made = Made::new();
    made.structure.language = Some("en".to_owned());
    made.structure.title = None;
    made.structure.title_shown = false;
    made.structure.bookmarks.clear();
    made.structure.pages_labelled = false;
    assert_found(
        &made,
        &[
            "the language is en where it should be en-GB (language)",
            "the document's title is not the paper's, “Quarter 2 performance report” (title)",
            "a viewer would show the name of the file, not the title (title)",
            "there are 0 bookmarks for 1 sections (bookmarks)",
            "the pages have no labels (page-labels)",
        ],
    );
}

#[test]
fn a_heading_that_skips_a_level_is_refused() {
    let mut made = Made::new();
    let heading = made.text("H3", 50.0, 100.0, "Method");
    made.add(heading);
    assert_found(&made, &["page 1: the heading “Method” has level 3 after level 1 (headings)"]);
    let deeper = made.text("H4", 50.0, 120.0, "Settings");
    let back = made.text("H1", 50.0, 140.0, "Background");
    made.add(deeper);
    made.add(back);
    assert_eq!(made.breaches().len(), 1, "down by one and back to the top are no skips");
}

#[test]
fn a_table_without_header_cells_and_one_without_directions_are_refused() {
    let mut made = Made::new();
    let cells =
        vec![made.cell("TD", 50.0, 100.0, "Offences"), made.cell("TD", 150.0, 100.0, "412")];
    made.add(tag("Table", vec![Kid::Tag(tag("TR", cells))]));
    let bare = made.text("TH", 50.0, 120.0, "Measure");
    made.add(tag("Table", vec![Kid::Tag(tag("TR", vec![Kid::Tag(bare)]))]));
    assert_found(
        &made,
        &[
            "page 1: the table that begins “Offences412” has no header cell (tables)",
            "page 1: the header cell “Measure” heads neither row nor column (tables)",
        ],
    );
}

#[test]
fn a_drawing_says_what_it_shows_in_words_of_its_own() {
    let long = format!("{ALT} {}", "and so on ".repeat(100));
    for (alt, wrong) in [
        (Some(ALT), &[][..]),
        // Each kind of exhibit has its own way to say direction and last value.
        (Some("The force is above the mean of its group: 4th of 8, with 3.2 per 1,000 now."), &[]),
        (Some("Satisfaction is unchanged at 84.4% in the year to December 2024."), &[]),
        (Some("Totals projected for 2026/27: if nothing changes 9,905, below the baseline."), &[]),
        (Some("Satisfaction was 84.4% in the year to December 2024, with no baseline."), &[]),
        (None, &["no text alternative"]),
        (Some(" "), &["no text alternative"]),
        (Some("Fell: latest 412"), &["shorter than 20"]),
        (Some(&long), &["longer than 1000"]),
        (
            Some("Domestic burglary (monthly)"),
            &["no more than the caption", "no direction", "not say the last value"],
        ),
        (Some("Offences fell in every month of the year 2014."), &["not say the last value"]),
        (Some("Offences fell from 480. The latest are known."), &["not say the last value"]),
        (Some("The latest 12 months to September 2014 are 412."), &["no direction"]),
    ] {
        let mut made = Made::new();
        made.figure(alt, "Chart 1: Domestic burglary, monthly");
        let breaches = made.breaches();
        assert_eq!(breaches.len(), wrong.len(), "{alt:?}: {breaches:?}");
        for (breach, wrong) in breaches.iter().zip(wrong) {
            assert!(breach.contains(wrong) && breach.contains("page 1"), "{alt:?}: {breach}");
        }
    }
}

#[test]
fn text_outside_the_tags_is_refused_unless_it_repeats_what_is_within() {
    let mut made = Made::new();
    made.mark(50.0, 100.0, "lost");
    let run = |text: &str| Run { x: 50.0, y: 20.0, size: 7.5, text: text.to_owned() };
    made.structure.content.loose.push((2, run("astray")));
    for (head_or_foot, text) in [(true, "Page 1 of 2"), (false, "PUR POSE"), (false, "Draft")] {
        let runs = vec![run(text)];
        made.structure.content.artifacts.push(Artifact { page: 2, head_or_foot, runs });
    }
    assert_found(
        &made,
        &[
            "page 1: the text “lost” is in no tag (tagged-text)",
            "page 2: the text “astray” is in no tag (tagged-text)",
            "page 2: the text “Draft” is in no tag (tagged-text)",
        ],
    );
    let exceptions = made.exceptions();
    assert!(exceptions.iter().any(|one| one.starts_with("Page 2 repeats words")), "{exceptions:?}");
}

#[test]
fn text_tagged_twice_or_not_there_or_without_letters_is_refused() {
    let mut made = Made::new();
    let twice = made.mark(50.0, 100.0, "twice");
    made.add(tag("P", vec![twice.clone(), twice]));
    made.add(tag("P", vec![Kid::Mark(Mark { page: 1, id: 99 })]));
    let unknown = made.text("P", 50.0, 120.0, "4\u{fffd}2");
    made.add(unknown);
    assert_found(
        &made,
        &[
            "page 1: a text is tagged twice (tagged-text)",
            "page 1: a tag speaks of content that is not there (tagged-text)",
            "page 1: the text “4\u{fffd}2” has letters without a meaning (tagged-text)",
        ],
    );
}

#[test]
fn what_is_read_goes_down_the_page_and_to_the_right() {
    let wrong = "is read after what is below it or to its right (reading-order)";
    for ((x, y), follows) in [
        ((50.0, 112.0), true),
        ((90.0, 100.0), true),
        ((90.0, 96.0), true),
        ((50.0, 88.0), false),
        ((40.0, 100.0), false),
        ((90.0, 90.0), false),
    ] {
        let mut made = Made::new();
        let (first, next) = (made.mark(50.0, 100.0, "first"), made.mark(x, y, "next"));
        made.add(tag("P", vec![first, next]));
        let expected = if follows { vec![] } else { vec![format!("page 1: “next” {wrong}")] };
        assert_eq!(made.breaches(), expected, "{x}, {y}");
    }
}

#[test]
fn a_staircase_of_raised_letters_does_not_climb_a_page() {
    let mut made = Made::new();
    let letters = (0..4).map(|step| {
        let step = f64::from(step);
        made.mark(step.mul_add(10.0, 50.0), step.mul_add(-4.0, 100.0), "x")
    });
    let letters = letters.collect();
    made.add(tag("P", letters));
    // The third stands above the line of the first two.
    assert_eq!(made.breaches().len(), 1, "{:?}", made.breaches());
}

#[test]
fn a_table_goes_row_by_row() {
    let table = |made: &mut Made, rows: [[(f64, f64); 2]; 2]| {
        let rows = rows.map(|row| {
            let cells = row.map(|(x, y)| made.cell("TH", x, y, &format!("{x},{y}")));
            Kid::Tag(tag("TR", cells.into()))
        });
        made.add(tag("Table", rows.into()));
    };
    // A cell over two rows stands between them.
    let mut made = Made::new();
    table(&mut made, [[(50.0, 100.0), (150.0, 108.0)], [(50.0, 115.0), (100.0, 115.0)]]);
    let after = made.text("P", 50.0, 130.0, "after");
    made.add(after);
    assert_found(&made, &[]);

    let mut made = Made::new();
    table(&mut made, [[(150.0, 115.0), (50.0, 115.0)], [(50.0, 100.0), (150.0, 100.0)]]);
    let beside = made.text("P", 200.0, 100.0, "beside");
    made.add(beside);
    assert_found(
        &made,
        &[
            "page 1: the cell “50,115” is read after a cell to its right (reading-order)",
            "page 1: the row “50,100150,100” is read after a row below it (reading-order)",
            "page 1: “beside” is read after what is below it or to its right (reading-order)",
        ],
    );
}

#[test]
fn columns_of_contents_and_drawings_may_stand_side_by_side_and_that_is_said() {
    for (role, said) in [("TOC", "Columns of contents"), ("Figure", "Drawings")] {
        let mut made = Made::new();
        for (x, texts) in [(50.0, ["1", "2"]), (300.0, ["3", "4"])] {
            let kids = texts.into_iter().zip([100.0, 115.0]);
            let kids = kids.map(|(text, y)| made.mark(x, y, text)).collect();
            made.add(Tag { alt: Some(ALT.to_owned()), ..tag(role, kids) });
        }
        let below = made.text("P", 50.0, 130.0, "below");
        made.add(below);
        assert_found(&made, &[]);
        let expected =
            format!("{said} of page 1 are side by side, and are read one after the other.");
        assert_eq!(made.exceptions(), [expected]);
    }
    // Running text may not.
    let mut made = Made::new();
    for (x, y, text) in [(50.0, 100.0, "1"), (50.0, 115.0, "2"), (300.0, 100.0, "3")] {
        let paragraph = made.text("P", x, y, text);
        made.add(paragraph);
    }
    assert_eq!(made.breaches().len(), 1);
}
