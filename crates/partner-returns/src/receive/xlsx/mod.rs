//! Workbooks of Excel, read within limits whatever their bytes: their sheets, with what each cell holds
//! and what is hidden or merged.
//!
//! The parts of a workbook are found here and nowhere else, so that what is checked is what is read. No
//! part is kept whole, and no number that a file states is believed: what it holds is counted while it
//! is read. A workbook may contain much that a return does not need (pictures, pivot tables, macros);
//! that is never unpacked.

mod archive;
mod beside;
mod cells;
mod colours;
mod columns;
mod conditional;
mod fills;
mod formats;
mod grid;
mod ink;
mod known_formats;
mod limits;
mod moment;
mod names;
mod outline;
mod place;
mod relations;
mod sheet;
mod strings;
mod unpacked;
mod unseen;
mod visibility;
mod xml;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use archive::Parts;
pub(super) use cells::SheetCell;
use colours::Palette;
pub(super) use conditional::Changing;
use formats::Formats;
pub(super) use grid::Grid;
use limits::{Limit, SHEETS};
pub(super) use limits::{Refused, Spent};
use panel_core::{code, readable_line};
pub(super) use place::{address, letters, place};
use relations::{WHOLE, relations};
pub(super) use strings::Otherwise;
pub(super) use unseen::{Cut, Unseen};
use xml::{Name, What, is_true};

/// No spreadsheet lets a sheet have a longer name than 31 characters; some programs write longer ones.
const SHEET_NAME: Limit =
    Limit::letters(255, "characters in the name of a sheet", "give the sheet a shorter name");

/// A workbook, of which the sheets are read one at a time.
pub(super) struct Book<'a> {
    parts: Parts<'a>,
    spent: &'a Spent,
    shared: Shared,
    sheets: Vec<About>,
    others: Vec<String>,
}

/// What the cells of every sheet refer to.
#[derive(Default)]
struct Shared {
    strings: Vec<strings::RichPieces>,
    formats: Formats,
    /// Whether days are counted from 1904.
    from_1904: bool,
    /// Whether programs calculate everything anew when they open the workbook.
    recalculates: bool,
}

/// Whether a sheet is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SheetShown {
    /// It is.
    Shown,
    /// It is hidden.
    Hidden,
    /// It is hidden, and no menu shows it.
    NeverShown,
}

/// What the workbook says of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct About {
    /// Its name.
    pub(super) name: String,
    /// Whether it is shown, or can be.
    pub(super) shown: SheetShown,
    part: String,
}

impl<'a> Book<'a> {
    /// The workbook in these bytes.
    pub(super) fn new(bytes: &'a [u8], spent: &'a Spent) -> Result<Self, Refused> {
        let mut parts = Parts::new(bytes, spent)?;
        let main = main_part(&mut parts)?;
        let related = relations(&mut parts, &main)?;
        let one = |kind: &str, usual: &str| {
            let mut all = related.values().filter(|relation| relation.kind == kind);
            match (all.next(), all.next()) {
                (_, Some(_)) => {
                    Err(Refused::unreadable(format!("{main}: it names two parts as {kind}")))
                }
                (Some(relation), None) => Ok(relation.target.clone()),
                // Some programs do not name it, and all call it so.
                (None, None) => Ok(Some(format!("{}{usual}", folder(&main)))),
            }
        };
        let strings = one("sharedStrings", "sharedStrings.xml")?;
        let styles = one("styles", "styles.xml")?;
        let theme = one("theme", "theme/theme1.xml")?;
        let List { sheets, from_1904, recalculates } = listed(&mut parts, &main)?;
        let mut book = Self {
            parts,
            spent,
            shared: Shared::default(),
            sheets: Vec::new(),
            others: Vec::new(),
        };
        book.shared.from_1904 = from_1904;
        book.shared.recalculates = recalculates;
        let mut seen = BTreeSet::new();
        for (number, Listed { name, shown, id }) in (1..).zip(sheets) {
            // Its name may be that of a person.
            let refused = |why: &str| Refused::unreadable(format!("its sheet {number} {why}"));
            let relation = related.get(&id).ok_or_else(|| refused("is not in the file"))?;
            // It holds a chart, a macro or a dialogue, and not a table.
            if relation.kind != "worksheet" {
                book.others.push(name);
                continue;
            }
            let part = relation.target.clone().ok_or_else(|| refused("lies in another file"))?;
            if !seen.insert(name.to_lowercase()) || !seen.insert(format!("/{part}")) {
                return Err(refused("is there twice"));
            }
            book.sheets.push(About { name, shown, part });
        }
        let mut palette = Palette::default();
        if let Some(part) = theme.filter(|part| book.parts.has(part)) {
            palette.take_theme(book.parts.part(&part)?)?;
        }
        book.shared.formats = match styles.filter(|part| book.parts.has(part)) {
            Some(part) => Formats::read(book.parts.part(&part)?, palette)?,
            None => Formats::of_palette(palette),
        };
        if let Some(part) = strings.filter(|part| book.parts.has(part)) {
            let palette = &book.shared.formats.palette;
            book.shared.strings = strings::strings(book.parts.part(&part)?, palette)?;
        }
        Ok(book)
    }

    /// What the workbook says of its sheets, in their order.
    pub(super) fn sheets(&self) -> &[About] {
        &self.sheets
    }

    /// The names of those that are not worksheets: sheets of charts, macros and dialogues.
    pub(super) fn others(&self) -> &[String] {
        &self.others
    }

    /// A sheet.
    pub(super) fn grid(&mut self, about: &About) -> Result<Grid, Refused> {
        let of_sheet = |refused: Refused| Refused {
            message: format!("{}, in the sheet `{}`", refused.message, about.name),
            ..refused
        };
        let xml = self.parts.part(&about.part).map_err(of_sheet)?;
        let mut grid = sheet::grid(xml, &self.shared, self.spent).map_err(of_sheet)?;
        let formats = &self.shared.formats;
        beside::take(&mut grid, &mut self.parts, &about.part, formats).map_err(of_sheet)?;
        Ok(grid)
    }
}

/// The part that lists the sheets.
fn main_part(parts: &mut Parts<'_>) -> Result<String, Refused> {
    if !parts.has("_rels/.rels") && parts.has("content.xml") {
        return Err(Refused {
            code: code!("workbook::open_document"),
            message: "this is an OpenDocument spreadsheet (.ods)".to_owned(),
            remedy: "save it as Excel workbook (.xlsx)",
        });
    }
    if !parts.has("_rels/.rels") {
        return Err(Refused {
            code: code!("workbook::other_archive"),
            message: "this is an archive (.zip) of other files, and not a workbook".to_owned(),
            remedy: "unpack it, and receive the files that are in it",
        });
    }
    let all = relations(parts, WHOLE)?;
    let mut named = all.into_values().filter(|relation| relation.kind == "officeDocument");
    let main = match (named.next(), named.next()) {
        (Some(relation), None) => relation.target,
        (Some(_), Some(_)) => {
            return Err(Refused::unreadable("it says of two parts that they are the workbook"));
        }
        (None, _) => None,
    };
    let Some(main) = main else {
        return Err(Refused::unreadable("it does not say which of its parts is the workbook"));
    };
    if main.to_ascii_lowercase().rsplit('.').next() == Some("bin") {
        return Err(Refused {
            code: code!("workbook::binary"),
            message: "this is a binary workbook of Excel (.xlsb)".to_owned(),
            remedy: "save it as Excel workbook (.xlsx)",
        });
    }
    Ok(main)
}

/// A sheet in the list, with the id of its part.
struct Listed {
    name: String,
    shown: SheetShown,
    id: String,
}

/// The list of the sheets, and what the workbook says of all.
#[derive(Default)]
struct List {
    sheets: Vec<Listed>,
    from_1904: bool,
    recalculates: bool,
}

fn listed(parts: &mut Parts<'_>, main: &str) -> Result<List, Refused> {
    let mut list = List::default();
    let mut xml = parts.part(main)?;
    while let Some(step) = xml.step()? {
        let What::Open(element) = step.what else { continue };
        match step.path {
            [Name::Workbook, Name::WorkbookPr] => {
                let [date] = element.values(["date1904"])?;
                list.from_1904 = is_true(date.as_deref());
            }
            [Name::Workbook, Name::CalcPr] => {
                let [anew] = element.values(["fullCalcOnLoad"])?;
                list.recalculates = is_true(anew.as_deref());
            }
            [Name::Workbook, Name::Sheets, Name::Sheet] => {
                // A sheet has an id of its own besides that of its part, which has a prefix.
                let [name, state, id] = element.values(["name", "state", ":id"])?;
                let name = name.unwrap_or_default();
                // It is filed and printed: what acts or is not seen is written out.
                let name = readable_line(&name).into_owned();
                SHEET_NAME.check(main, name.chars().take(SHEET_NAME.most() + 1).count())?;
                let shown = match state.as_deref() {
                    None | Some("visible") => SheetShown::Shown,
                    Some("veryHidden") => SheetShown::NeverShown,
                    Some(_) => SheetShown::Hidden,
                };
                let id = id.unwrap_or_default().into_owned();
                list.sheets.push(Listed { name, shown, id });
                SHEETS.check("the workbook", list.sheets.len())?;
            }
            [other] if *other != Name::Workbook => {
                return Err(xml.fault("it is not the list of a workbook's sheets"));
            }
            _ => {}
        }
    }
    Ok(list)
}

fn folder(part: &str) -> &str {
    part.rfind('/').map_or("", |end| &part[..=end])
}
