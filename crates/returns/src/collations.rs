//! The table that an appendix is collated from: which of its files may be shown, and what was collated.

use std::sync::Arc;

use panel_core::{
    Collated, Collation, Fault, Partnership, Partnerships, Period, Records, SourceText,
    TableRecord, Terms, code,
};

/// A file of the table.
pub(crate) struct CollatedFile {
    pub(crate) text: SourceText,
    pub(crate) covers: Period,
    /// Why nothing of it may be shown, where its board has not approved it.
    pub(crate) held: Option<String>,
}

/// What is collated of these files; nothing where there is none.
pub(crate) fn of(
    collation: &'static Collation,
    files: &[CollatedFile],
    records: &Records,
    partnerships: &Partnerships,
    terms: &Terms,
    faults: &mut Vec<Fault>,
) -> Option<Collated> {
    files.first()?;
    for file in files {
        of_the_quarter(file, terms, faults);
    }
    let lines = records.of(collation.table);
    let file_of = |path: &Arc<str>| files.iter().find(|file| file.text.path == *path);
    let held = |line: &TableRecord| file_of(&line.source.file).and_then(|file| file.held.clone());
    let shown: Vec<_> = lines.iter().filter(|line| held(line).is_none()).cloned().collect();
    // The code of a partnership names it in the first column of the table.
    let code = collation.table.columns.first().map_or("", |column| column.name);
    let why = |partnership: &Partnership| {
        let own = |line: &&TableRecord| partnerships.of_code(line.text(code)) == Some(partnership);
        lines.iter().filter(own).find_map(held)
    };
    let (collated, uncollated) = Collated::of(collation, &shown, partnerships, why);
    for one in uncollated {
        let Some(file) = file_of(&one.source.file) else { continue };
        let span = file.text.line(one.source.line);
        let code = code!("contributions::contradiction");
        faults.push(Fault::at(code, &file.text, span, one.message, one.remedy));
    }
    Some(collated)
}

/// A return of another quarter would be printed as one of this.
fn of_the_quarter(file: &CollatedFile, terms: &Terms, faults: &mut Vec<Fault>) {
    let quarter = terms.quarter.period();
    let covers = file.covers;
    if covers.first() <= quarter.first() && quarter.last() <= covers.last() {
        return;
    }
    faults.push(Fault::of_file(
        code!("contributions::other_quarter"),
        &file.text.path,
        format!("it covers {covers}, and the paper is of {quarter}"),
        "take the return of this quarter, or correct what `covers` says in datapackage.json",
    ));
}
