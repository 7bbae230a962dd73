//! The pages: what stands where, that the PDF is valid, and that it is the same each time.

mod page;
mod streams;

use std::path::Path;
use std::sync::OnceLock;
use std::{fs, process};

use insta::{assert_snapshot, with_settings};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use panel_report::view::{Summary, SummaryPriority, Tally};

use crate::cli::panel::binary;
use crate::quarters::{self, Quarter};
use page::{LEFT, Page, RIGHT, pages};
use streams::{LENGTH_RULE, lengths_are_right};

/// A page that is less full than this looks forgotten.
const LEAST_FULL: f64 = 0.4;

/// The margins are told to a tenth of a point.
const ROUNDING: f64 = 0.1;

/// The edge of a notice and the ends of rules stand out from the body by their strokes.
const STROKE: f64 = 2.0;

/// The PDF of every quarter, in the order of [`quarters::all`].
pub(crate) fn pdfs() -> impl Iterator<Item = (&'static Quarter, &'static [u8])> {
    static PDFS: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    let pdfs = PDFS.get_or_init(|| {
        quarters::all().iter().map(|quarter| quarter.typesetting.pdf().unwrap()).collect()
    });
    quarters::all().iter().zip(pdfs.iter().map(Vec::as_slice))
}

/// The pages of every quarter, with how messages name them.
fn every_page() -> impl Iterator<Item = (String, Page)> {
    quarters::all().iter().flat_map(|quarter| {
        let numbered = (1..).zip(pages(&quarter.typesetting));
        numbered.map(|(number, page)| (format!("page {number} of {}", quarter.name), page))
    })
}

#[test]
fn every_page_lies_as_reviewed() {
    for quarter in quarters::all() {
        with_settings!({
            snapshot_suffix => &quarter.name,
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            for (number, page) in (1..).zip(quarter.typesetting.layout_tree()) {
                assert_snapshot!(format!("page-{number:02}"), page);
            }
        });
    }
}

#[test]
fn every_pdf_is_valid() {
    for (quarter, pdf) in pdfs() {
        for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA3a] {
            let options = ValidationOptions::default().profile(profile);
            let report = validate_pdf_bytes(pdf, &options).unwrap();
            let failures: Vec<_> = report
                .failures
                .iter()
                .map(ToString::to_string)
                .filter(|one| !(one.contains(LENGTH_RULE) && lengths_are_right(pdf)))
                .collect();
            let of_length = report.failures.iter().all(|one| one.to_string().contains(LENGTH_RULE));
            assert!(
                (report.is_compliant || of_length) && failures.is_empty(),
                "{} breaks {profile}:\n{}",
                quarter.name,
                failures.join("\n")
            );
            assert!(report.rules.passed > 0, "{profile} was not looked into");
        }
    }
}

#[test]
fn the_same_folder_gives_the_same_bytes_twice_in_one_process() {
    for ((quarter, pdf), folder) in pdfs().zip(quarters::folders()) {
        let again = quarters::load(&folder).typesetting.pdf().unwrap();
        assert!(pdf == again, "{} differs", quarter.name);
    }
}

#[test]
fn the_same_folder_gives_the_same_bytes_in_every_process() {
    for ((quarter, pdf), folder) in pdfs().zip(quarters::folders()) {
        let out = [(); 2].map(|()| tempfile::tempdir().unwrap());
        // Both at once, in no fixed order.
        let running = out.each_ref().map(|out| {
            process::Command::new(binary())
                .arg("paper")
                .arg(&folder)
                .arg("--out")
                .arg(out.path())
                .stdout(process::Stdio::null())
                .spawn()
                .unwrap()
        });
        for mut one in running {
            assert!(one.wait().unwrap().success(), "{}", quarter.name);
        }
        for out in out {
            let written = only_pdf(out.path());
            assert!(pdf == written, "the file of {} differs", quarter.name);
            for companion in &quarter.companions {
                let written = fs::read(out.path().join(companion.name)).unwrap();
                let name = companion.name;
                assert!(companion.bytes == written, "{name} of {} differs", quarter.name);
            }
        }
    }
}

/// The bytes of the one PDF in `folder`.
fn only_pdf(folder: &Path) -> Vec<u8> {
    let files = folder.read_dir().unwrap().map(|entry| entry.unwrap().path());
    let pdfs: Vec<_> =
        files.filter(|path| path.extension().is_some_and(|ending| ending == "pdf")).collect();
    assert_eq!(pdfs.len(), 1, "{pdfs:?}");
    fs::read(&pdfs[0]).unwrap()
}

#[test]
fn no_text_crosses_the_margins() {
    for quarter in quarters::all() {
        for (number, (least, greatest)) in (1..).zip(quarter.typesetting.text_extents()) {
            assert!(
                least >= LEFT - ROUNDING && greatest <= RIGHT + ROUNDING,
                "page {number} of {} has text from {least:.1} to {greatest:.1} points",
                quarter.name
            );
        }
    }
}

/// Shapes and links; of text the tree tells only the start of each part.
#[test]
fn no_shape_crosses_the_margins() {
    for (name, page) in every_page() {
        for line in &page.lines {
            let extent = line.extent();
            let within = extent.from >= LEFT - STROKE && extent.to <= RIGHT + STROKE;
            assert!(within, "{name}: {line}");
        }
    }
}

/// Less full may be the last page of a part (the paper, Appendix A, Appendix B), and one before a
/// widget or a rule, which stay whole.
#[test]
fn no_page_is_nearly_empty() {
    for quarter in quarters::all() {
        let pages = pages(&quarter.typesetting);
        for (number, pair) in (1..).zip(pages.windows(2)) {
            let [page, next] = pair else { unreachable!("windows of two") };
            let may_be = next.begins_an_appendix() || next.begins_with_something_whole();
            let filled = page.filled();
            assert!(
                filled >= LEAST_FULL || may_be,
                "page {number} of {} is only {:.0}% full",
                quarter.name,
                filled * 100.0
            );
        }
    }
}

#[test]
fn no_heading_ends_its_page() {
    for (name, page) in every_page() {
        let last = page.body().next_back().unwrap_or_else(|| panic!("{name} is empty"));
        assert!(!last.is_heading(), "{name} ends with the heading {last}");
    }
}

/// How many rows a line of the summary shows: awaited ones of one priority may stand together.
fn shown_in(line: &str, tally: &[Tally]) -> usize {
    // The tally's own line says how many rows there are, and shows none.
    if line.contains("Period ended") {
        return 0;
    }
    let together =
        line.split_once(" awaited").and_then(|(before, _)| before.split(' ').next_back());
    // “Red” is not the beginning of “Reducing”.
    let ends = |rest: &str| rest.starts_with([']', ' ']);
    let alone = || tally.iter().any(|one| line.split(&format!(" {}", one.word)).skip(1).any(ends));
    together.and_then(|number| number.parse().ok()).unwrap_or_else(|| usize::from(alone()))
}

/// Whoever stops after the first page of the dashboard has seen every row, or the first two where a
/// plan has more rows than a page holds.
#[track_caller]
fn assert_summary(name: &str, pages: &[Page], tally: &[Tally], rows: usize) {
    let first = pages.iter().position(Page::begins_an_appendix).unwrap();
    assert!(pages[first].says("Assessment"), "{name}");
    let after = pages[first..].iter().position(|page| page.says("How to read the dashboard"));
    // A page holds some seventy rows with all that stands in them.
    let most = rows.div_ceil(70).max(1);
    assert!(after.is_some_and(|after| (1..=most).contains(&after)), "{name}: {after:?}");
    let summary = pages[first..].iter().take(after.unwrap_or(1));
    let lines = summary.flat_map(Page::body);
    let shown: usize = lines.map(|line| shown_in(&line.to_string(), tally)).sum();
    assert_eq!(shown, rows, "{name}");
}

#[test]
fn the_summary_is_one_page() {
    for quarter in quarters::all() {
        let tally = &quarter.composition.summary.tally;
        let rows = tally.iter().map(|one| one.rows).sum();
        assert_summary(&quarter.name, &pages(&quarter.typesetting), tally, rows);
    }
}

/// A plan grows: the awaited rows of each priority make room for those of others.
#[test]
fn the_summary_of_a_longer_plan_is_one_page() {
    let (_, _, mut composition) = quarters::composed(&quarters::root().join("reports/2014-15-q2"));
    let Summary { period, tally, mut priorities, gathered } = composition.summary;
    assert!(!gathered);
    let another = priorities[1].clone();
    let more = ["19", "20"].map(|code| SummaryPriority { code: code.into(), ..another.clone() });
    let mut rows: usize = tally.iter().map(|one| one.rows).sum();
    rows += more.iter().map(|one| one.rows.len()).sum::<usize>();
    priorities.extend(more);
    composition.summary = Summary::new(period, tally.clone(), priorities);
    let pages = pages(&composition.typeset(Vec::new()).unwrap());
    assert_summary("a longer plan", &pages, &tally, rows);
}

#[test]
fn every_paper_has_its_three_parts() {
    for quarter in quarters::all() {
        let pages = pages(&quarter.typesetting);
        let parts = pages.iter().filter(|page| page.begins_an_appendix()).count();
        let third = usize::from(quarter.composition.paper.contributions.is_some());
        assert_eq!(parts, 2 + third, "{}", quarter.name);
        let headings = pages.iter().flat_map(Page::body).filter(|line| line.is_heading()).count();
        let sections = 24 + quarter.composition.priorities.len();
        assert!(headings > sections, "{} has {headings} headings", quarter.name);
    }
}

#[test]
fn every_page_is_counted_and_says_whether_it_is_fictional() {
    for quarter in quarters::all() {
        let count = quarter.typesetting.pages();
        for (number, page) in (1..).zip(pages(&quarter.typesetting)) {
            let name = format!("page {number} of {}", quarter.name);
            assert!(page.says(&format!("Page {number} of {count}")), "{name} is not counted");
            assert_eq!(page.says("Fictional data: "), quarter.terms.force.fictional, "{name}");
        }
    }
}
