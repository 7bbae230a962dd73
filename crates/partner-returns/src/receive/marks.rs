//! What a workbook says of its sheets besides their values: hidden rows and columns, and merged
//! cells. A value that nobody sees must not be filed in silence.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::ops::RangeInclusive;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::result::ZipError;

/// No sheet of a return is anywhere near this long when unpacked.
const LONGEST: u64 = 256 * 1024 * 1024;

/// The last row that a sheet can have; readers of workbooks count on from where it says it is.
const LAST_ROW: u32 = 1_048_576;

/// What is hidden or merged in a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// Hidden rows, from 0.
    pub(super) rows: Vec<u32>,
    /// Hidden columns, from 0.
    pub(super) columns: Vec<RangeInclusive<u32>>,
    /// Merged cells, such as `A4:B5`.
    pub(super) merged: Vec<String>,
}

/// The marks of every sheet, by its name.
///
/// # Errors
/// What is wrong with the file, in words.
pub(super) fn marks(bytes: &[u8]) -> Result<BTreeMap<String, Marks>, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|_| "the file is cut off, or is no workbook at all".to_owned())?;
    let mut unpacked = 0_u64;
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|error| error.to_string())?;
        unpacked = unpacked.saturating_add(entry.size());
    }
    if unpacked > LONGEST {
        return Err("unpacked it has more than 256 MiB".to_owned());
    }
    let workbook = part(&mut archive, "xl/workbook.xml")?;
    let related = related(&part(&mut archive, "xl/_rels/workbook.xml.rels")?)?;
    let mut marks = BTreeMap::new();
    for (name, id) in sheets(&workbook)? {
        let Some(target) = related.get(&id) else { continue };
        let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        let text = part(&mut archive, &path)?;
        marks.insert(name, of_sheet(&text)?);
    }
    Ok(marks)
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<String, String> {
    let entry = archive.by_name(name).map_err(|error| match error {
        ZipError::FileNotFound => format!("it has no {name}, as a workbook of Excel has"),
        error => format!("{name}: {error}"),
    })?;
    let mut text = String::new();
    // The size that the file states may be wrong.
    let read = entry.take(LONGEST).read_to_string(&mut text);
    read.map_err(|error| format!("{name}: {error}"))?;
    Ok(text)
}

/// Calls `see` with every element of the XML.
fn elements(text: &str, mut see: impl FnMut(&BytesStart<'_>)) -> Result<(), String> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) => see(&element),
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => return Err(error.to_string()),
        }
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|one| named(one.key.as_ref(), name))?;
    found
        .normalized_value(quick_xml::XmlVersion::Implicit1_0)
        .ok()
        .map(std::borrow::Cow::into_owned)
}

/// Whether an XML name is `name`, whatever stands before its colon.
fn named(found: &str, name: &str) -> bool {
    found.rsplit(':').next() == Some(name)
}

/// The sheets of the workbook: name, and the id of its part.
fn sheets(workbook: &str) -> Result<Vec<(String, String)>, String> {
    let mut sheets = Vec::new();
    elements(workbook, |element| {
        // A sheet has an id of its own besides that of its part, which stands after a colon.
        let part = element
            .attributes()
            .flatten()
            .find(|one| one.key.as_ref().contains(':') && named(one.key.as_ref(), "id"));
        if named(element.name().as_ref(), "sheet")
            && let (Some(name), Some(part)) = (attribute(element, "name"), part)
        {
            sheets.push((name, part.value.to_string()));
        }
    })?;
    Ok(sheets)
}

fn related(relations: &str) -> Result<BTreeMap<String, String>, String> {
    let mut related = BTreeMap::new();
    elements(relations, |element| {
        if let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target")) {
            related.insert(id, target);
        }
    })?;
    Ok(related)
}

fn of_sheet(text: &str) -> Result<Marks, String> {
    let mut marks = Marks::default();
    let (mut row, mut last) = (0_u32, 0);
    let mut far = None;
    elements(text, |element| {
        let places = ["r", "ref"].into_iter().filter_map(|name| attribute(element, name));
        far = far.take().or_else(|| places.into_iter().find(|place| is_far(place)));
        let hidden = || matches!(attribute(element, "hidden").as_deref(), Some("1" | "true"));
        let number = |name| attribute(element, name).and_then(|text| text.parse::<u32>().ok());
        let element_name = element.name();
        if named(element_name.as_ref(), "row") {
            // Rows are numbered from 1, and may leave their numbers out.
            row = number("r").unwrap_or(row.saturating_add(1));
            last = last.max(row);
            if hidden() {
                marks.rows.push(row.saturating_sub(1));
            }
        } else if named(element_name.as_ref(), "col") && hidden() {
            if let (Some(first), Some(last)) = (number("min"), number("max")) {
                marks.columns.push(first.saturating_sub(1)..=last.saturating_sub(1));
            }
        } else if named(element_name.as_ref(), "mergeCell") {
            marks.merged.extend(attribute(element, "ref"));
        }
    })?;
    if last > LAST_ROW {
        return Err(format!("it has a row {last}, and a sheet has {LAST_ROW} at most"));
    }
    if let Some(place) = far {
        let place: String = place.chars().take(40).collect();
        return Err(format!("it has a cell {place}, which is beyond the end of a sheet"));
    }
    Ok(marks)
}

/// Whether a place such as `A4:B5` names a row or a column that no sheet has; readers of workbooks
/// compute with both.
fn is_far(place: &str) -> bool {
    let letters = |run: &str| run.len() > 3 && run.bytes().all(|byte| byte.is_ascii_alphabetic());
    let digits = |run: &str| run.parse::<u64>().is_ok_and(|row| row > u64::from(LAST_ROW));
    let long = |run: &str| run.len() > 9 && run.bytes().all(|byte| byte.is_ascii_digit());
    let runs = place.as_bytes().chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit());
    runs.filter_map(|run| std::str::from_utf8(run).ok()).any(|run| {
        let run = run.trim_matches([':', '$']);
        letters(run) || digits(run) || long(run)
    })
}
