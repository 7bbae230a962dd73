//! The companions, read back as any reader would.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use panel_companions::{Companion, FIGURES, WORKBOOK};
use rust_decimal::Decimal;

/// A line of the table of figures, by the heads of its columns.
pub(super) type Line = BTreeMap<String, String>;

/// A sheet: its name and its cells; the last table begins with its heads.
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) cells: Vec<Vec<Data>>,
}

pub(super) fn bytes<'a>(companions: &'a [Companion], name: &str) -> &'a [u8] {
    &companions.iter().find(|one| one.name == name).unwrap().bytes
}

/// The lines of the table of figures, by row and figure.
pub(super) fn figures(companions: &[Companion]) -> BTreeMap<(String, String), Line> {
    let mut table = csv::Reader::from_reader(bytes(companions, FIGURES));
    let lines: Vec<Line> = table.deserialize().map(Result::unwrap).collect();
    let count = lines.len();
    let named: BTreeMap<_, _> = lines
        .into_iter()
        .map(|line| ((line["row"].clone(), line["figure"].clone()), line))
        .collect();
    assert_eq!(named.len(), count, "a figure has two lines");
    named
}

/// The workbook.
pub(crate) fn workbook(companions: &[Companion]) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(bytes(companions, WORKBOOK).to_vec())).unwrap()
}

/// Its sheets.
pub(super) fn sheets(companions: &[Companion]) -> Vec<Sheet> {
    let worksheets = workbook(companions).worksheets();
    let sheets = worksheets.into_iter().map(|(name, range)| {
        assert_eq!(range.start(), Some((0, 0)), "{name} does not begin at A1");
        Sheet { name, cells: range.rows().map(<[Data]>::to_vec).collect() }
    });
    sheets.collect()
}

impl Sheet {
    /// The row of its heads: the first of which the second cell is filled.
    pub(super) fn heads(&self) -> usize {
        self.cells
            .iter()
            .position(|row| row.get(1).is_some_and(|cell| *cell != Data::Empty))
            .unwrap()
    }

    /// What stands above its table.
    pub(super) fn above(&self) -> Vec<String> {
        let above = &self.cells[..self.heads()];
        above.iter().map(|row| row[0].to_string()).collect()
    }

    /// The rows of its table, by head.
    pub(super) fn rows(&self) -> Vec<BTreeMap<String, Data>> {
        let heads: Vec<_> = self.cells[self.heads()].iter().map(ToString::to_string).collect();
        let rows = self.cells[self.heads() + 1..].iter();
        rows.map(|row| heads.iter().cloned().zip(row.iter().cloned()).collect()).collect()
    }
}

/// The number in a text as the paper prints it; nothing where it holds none.
pub(super) fn printed(text: &str) -> Option<Decimal> {
    let plain = text.replace('\u{2212}', "-").replace(['£', ',', '+'], "");
    let end = plain.char_indices().find(|(at, letter)| {
        !letter.is_ascii_digit() && *letter != '.' && (*at > 0 || *letter != '-')
    });
    let number = &plain[..end.map_or(plain.len(), |(at, _)| at)];
    number.trim_end_matches('.').parse::<Decimal>().ok().map(|number| number.normalize())
}

/// The number of a float, as it is written.
pub(super) fn number(float: f64) -> Decimal {
    float.to_string().parse::<Decimal>().unwrap().normalize()
}
