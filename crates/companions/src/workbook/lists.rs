//! The sheets of words: the contents, what is awaited, the settings, and where figures come from.

use panel_report::Composition;

use super::cell::Cell;
use super::cover::COVER;
use super::sheet::Sheet;

/// What is awaited, the settings and the sources; a list that is empty has no sheet.
pub(crate) fn of(composition: &Composition) -> Vec<Sheet> {
    let method = &composition.paper.method;
    let awaited = method.awaited.iter();
    let sources = method.sources.iter().flat_map(|source| {
        let figures = source.figures.iter();
        figures.map(|one| [source.row.as_str(), &source.label, &one.name, &one.value])
    });
    let settings = method.settings.iter();
    [
        sheet(
            ("Awaited", "What was not received: why, from whom, and when it is expected"),
            "What was not received",
            [
                ("Rows that wait for it", 60),
                ("Why", 70),
                ("From", 40),
                ("Awaited since", 20),
                ("Expected in", 20),
            ],
            awaited.map(|one| [one.rows.as_str(), &one.why, &one.from, &one.since, &one.expected]),
        ),
        sheet(
            ("Settings", "The settings of the tests that gave the assessments"),
            "Settings of the tests, as Appendix B has them",
            [("Setting", 50), ("Value", 90)],
            settings.map(|one| [one.name.as_str(), &one.value]),
        ),
        sheet(
            ("Sources", "The file and line that each figure was read from"),
            "Where the figures come from",
            [("Row", 34), ("Measure", 36), ("Figure", 70), ("File and line", 40)],
            sources,
        ),
    ]
    .into_iter()
    .filter(|sheet| !sheet.rows.is_empty())
    .collect()
}

/// The list of the sheets.
pub(crate) fn contents(sheets: &[Sheet]) -> Sheet {
    let itself = [(COVER, "What this is, and how to read it")];
    let listed = itself.into_iter().chain(sheets.iter().map(|sheet| (sheet.name, sheet.what)));
    let rows = listed.map(|(name, what)| [name, what]);
    sheet(
        ("Contents", "The list of the sheets"),
        "Contents",
        [("Sheet", 20), ("What is on it", 70)],
        rows,
    )
}

fn sheet<'a, const N: usize>(
    (name, what): (&'static str, &'static str),
    title: &str,
    columns: [(&str, u16); N],
    rows: impl Iterator<Item = [&'a str; N]>,
) -> Sheet {
    Sheet {
        name,
        what,
        title: title.to_owned(),
        columns: columns.map(|(head, width)| (head.to_owned(), width)).to_vec(),
        rows: rows.map(|cells| cells.map(Cell::words).to_vec()).collect(),
        marks: [].into(),
    }
}
