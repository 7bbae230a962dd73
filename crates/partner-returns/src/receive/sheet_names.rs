//! Names of sheets and heads of a workbook, as faults, receipts and filed rows may show them: the
//! number of a person may stand there as well.

use panel_core::{Fault, RecordTable, ReturnKind, ReturnTable, code, quoted_piece};
use panel_returns::{Spot, find_excess, mask_letters};

use super::heads::norm;
use super::table::{Table, has_keys};
use crate::template::{CONTENTS, COVER, NOTES, PERIODS, SERIES, WHAT_IT_IS};

/// More letters than the name of a sheet has; Excel allows 31.
const LONGEST: usize = 100;

/// Refuses tables in sheets whose names are too long to be told, and shortens what the faults from
/// `first` on say of such sheets.
pub(super) fn shorten(
    file: &str,
    found: &mut Vec<Table<'_>>,
    faults: &mut Vec<Fault>,
    first: usize,
) {
    let is_long = |address: &str| {
        let sheet = address.rsplit_once('!').map_or("", |(sheet, _)| sheet);
        find_excess(sheet, LONGEST).is_some()
    };
    let shortened = |text: &str| text.chars().take(LONGEST).chain(['…']).collect::<String>();
    let mut long = 0;
    for fault in faults.iter_mut().skip(first) {
        if let Some(cell) = fault.place.cell.as_mut().filter(|cell| is_long(cell)) {
            *cell = shortened(cell);
        }
        if fault.code == "workbook::unreadable"
            && find_excess(&fault.message, 10 * LONGEST).is_some()
        {
            fault.message = shortened(&fault.message);
        }
    }
    found.retain(|table| match &table.head.spot {
        Spot::Sheet { name, .. } if is_long(name) => {
            long += 1;
            false
        }
        _ => true,
    });
    if long > 0 {
        let message = format!("a sheet has a name of more than {LONGEST} letters");
        let remedy = "give the sheet a short name";
        faults.push(Fault::of_file(code!("workbook::long_name"), file, message, remedy));
    }
}

/// Whether a delivery with these tables, from a partner that returns `own`, may hold numbers of people.
/// Of one without a table it is not known.
pub(super) fn may_name_people(found: &[Table<'_>], own: &[ReturnTable]) -> bool {
    found.is_empty() || found.iter().any(|table| has_keys(&table.of)) || own.iter().any(has_keys)
}

/// The name of a sheet as a receipt shows it.
pub(super) fn readable(
    name: &str,
    may_name_people: bool,
    known: &[&'static RecordTable],
) -> String {
    if may_name_people && !(Names { known }).shows_other(name) {
        return mask_letters(name);
    }
    match find_excess(name, LONGEST) {
        Some(_) => name.chars().take(LONGEST).chain(['…']).collect(),
        None => quoted_piece(name),
    }
}

/// Masks what may be the number of a person in names of sheets and in heads.
pub(super) fn mask(tables: &mut [Table<'_>], faults: &mut [Fault], known: &[&'static RecordTable]) {
    let names = Names { known };
    for fault in faults {
        if let Some(cell) = &mut fault.place.cell {
            *cell = names.masked_address(cell);
        }
        match fault.code.name() {
            "workbook::wrong_head" => fault.message = names.masked_head(&fault.message),
            "workbook::unreadable" => fault.message = names.masked_parts(&fault.message),
            _ => {}
        }
    }
    for table in tables {
        let cells = table.rows.kept_mut().iter_mut().flat_map(|row| &mut row.record.cells);
        for cell in cells.chain([&mut table.head]) {
            if let Spot::Sheet { name, .. } = &mut cell.spot {
                *name = names.masked_address(name);
            }
        }
        for row in table.rows.kept_mut() {
            row.place = names.masked_address(&row.place);
            for (place, _) in &mut row.read {
                *place = names.masked_address(place);
            }
        }
    }
}

/// Masks the same in places of cells.
pub(super) fn mask_addresses(addresses: &mut [String], known: &[&'static RecordTable]) {
    for address in addresses {
        *address = Names { known }.masked_address(address);
    }
}

/// Whether a spreadsheet makes this name of this word: a number of two digits at most stands behind it.
fn is_numbered(name: &str, word: &str) -> bool {
    name.strip_prefix(word)
        .is_some_and(|more| more.len() <= 2 && more.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a text is the name of a part of a workbook, such as `xl/worksheets/sheet12.xml`.
fn is_part(text: &str) -> bool {
    let stem = text.strip_suffix(".xml").or_else(|| text.strip_suffix(".rels"));
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    stem.is_some() && text.starts_with("xl/") && digits <= 3
}

/// The names that are declared.
struct Names<'a> {
    known: &'a [&'static RecordTable],
}

impl Names<'_> {
    /// Whether the name of a sheet without cells can be shown.
    fn shows_other(&self, name: &str) -> bool {
        is_numbered(name, "Chart") || self.shows(name)
    }

    /// Whether a name can be shown: it is declared, has no digit or is what a spreadsheet calls a sheet.
    fn shows(&self, name: &str) -> bool {
        is_numbered(name, "Sheet") || !name.chars().any(char::is_numeric) || self.is_declared(name)
    }

    fn is_declared(&self, name: &str) -> bool {
        let kinds = ReturnKind::ALL.into_iter().map(ReturnTable::Figures);
        let tables = kinds.chain(self.known.iter().map(|table| ReturnTable::Records(table)));
        let heads = |table: ReturnTable| {
            let heads = table.columns().iter().flat_map(|column| [column.name, column.title]);
            heads.chain([table.title(), table.name()]).any(|head| norm(head) == norm(name))
        };
        let ours = [CONTENTS, COVER, NOTES, PERIODS, SERIES, WHAT_IT_IS];
        ours.iter().any(|one| norm(one) == norm(name)) || tables.into_iter().any(heads)
    }

    /// `'*********'!A4:H4`.
    fn masked_address(&self, address: &str) -> String {
        let Some((sheet, cells)) = address.rsplit_once('!') else { return address.to_owned() };
        let name = sheet.strip_prefix('\'').and_then(|name| name.strip_suffix('\''));
        let name = name.unwrap_or(sheet).replace("''", "'");
        if self.shows(&name) {
            return address.to_owned();
        }
        format!("'{}'!{cells}", mask_letters(&name))
    }

    /// A message of which what stands between backticks is a head.
    fn masked_head(&self, message: &str) -> String {
        let (Some(from), Some(to)) = (message.find('`'), message.rfind('`')) else {
            return message.to_owned();
        };
        match message.get(from + 1..to) {
            Some(head) if !self.shows(head) => {
                format!("{}{}{}", &message[..=from], mask_letters(head), &message[to..])
            }
            _ => message.to_owned(),
        }
    }

    /// A message of which a part before a colon may be the name of a sheet.
    fn masked_parts(&self, message: &str) -> String {
        let mut parts: Vec<_> = message.split(": ").map(str::to_owned).collect();
        let before_last = parts.len().saturating_sub(1);
        for part in parts.iter_mut().take(before_last).skip(1) {
            if !self.shows(part) && !is_part(part) {
                *part = mask_letters(part);
            }
        }
        parts.join(": ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_digits_is_masked_unless_it_is_declared() {
        let names = Names { known: &[] };
        for (address, masked) in [
            ("Counts!A4", "Counts!A4"),
            ("Sheet1!A4", "Sheet1!A4"),
            ("'Monthly counts'!A4:H4", "'Monthly counts'!A4:H4"),
            ("QQ123456C!A4", "'*********'!A4"),
            ("'QQ 12 34 56 C'!A4:B5", "'** ** ** ** *'!A4:B5"),
            ("'It''s 7!'!A4", "'**** **'!A4"),
            ("Sheet123!A4", "'********'!A4"),
            ("line 7", "line 7"),
        ] {
            assert_eq!(names.masked_address(address), masked);
        }
        assert_eq!(names.masked_head("there is no column `A12`"), "there is no column `***`");
        assert_eq!(names.masked_head("no column `Minutes`"), "no column `Minutes`");
        assert_eq!(
            names.masked_parts("not read: A12: it is broken"),
            "not read: ***: it is broken"
        );
        assert_eq!(names.masked_parts("not read: 12 cells"), "not read: 12 cells");
        let part = "not read: xl/worksheets/sheet12.xml: it is broken";
        assert_eq!(names.masked_parts(part), part);
    }
}
