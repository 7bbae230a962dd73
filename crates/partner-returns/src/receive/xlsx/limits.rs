//! What a workbook may be made of, so that none takes more memory or time than a return needs,
//! whatever its bytes; and why one is refused.

use panel_core::{FaultCode, code};
use std::cell::Cell;
use std::fmt;

/// Why a workbook is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::receive) struct Refused {
    /// A stable name.
    pub(in crate::receive) code: FaultCode,
    /// What is wrong, in a sentence without a full stop.
    pub(in crate::receive) message: String,
    /// What to do.
    pub(in crate::receive) remedy: &'static str,
}

impl Refused {
    /// It cannot be read.
    pub(super) fn unreadable(why: impl fmt::Display) -> Self {
        Self {
            code: code!("workbook::unreadable"),
            message: format!("this is not a workbook that can be read: {why}"),
            remedy: "open it in a spreadsheet and save it as an Excel workbook (.xlsx); if it does not open, ask the partner to send it again",
        }
    }

    /// It has more of something than a return has.
    fn too_large(place: &str, limit: &Limit) -> Self {
        let Limit { most, what, remedy } = limit;
        Self {
            code: code!("workbook::too_large"),
            message: format!("{place} has more than {most} {what}"),
            remedy,
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Refused {}

/// The most of something.
pub(super) struct Limit {
    most: usize,
    what: &'static str,
    remedy: &'static str,
}

impl Limit {
    /// The most letters of something.
    pub(super) const fn letters(most: usize, what: &'static str, remedy: &'static str) -> Self {
        Self { most, what, remedy }
    }

    /// How much is allowed.
    pub(super) const fn most(&self) -> usize {
        self.most
    }

    /// Refuses more than the limit; `place` says where.
    pub(super) fn check(&self, place: &str, count: usize) -> Result<(), Refused> {
        if count > self.most { Err(Refused::too_large(place, self)) } else { Ok(()) }
    }
}

const ANEW: &str = "copy the table into a new workbook, and send that";
const AS_CSV: &str = "send the table as CSV, or in several deliveries";

/// Bytes of a workbook as it was sent.
pub(super) const PACKED: Limit =
    Limit { most: 32 << 20, what: "bytes", remedy: "take its pictures away, and save it anew" };
/// Parts of a workbook.
pub(super) const PARTS: Limit = Limit { most: 2_000, what: "parts", remedy: ANEW };
/// Steps from the outermost element of a part to the innermost.
pub(super) const DEPTH: Limit =
    Limit { most: 64, what: "elements, one inside the other", remedy: ANEW };
/// Bytes of one tag, or of one text between tags: a cell holds 32,767 characters.
pub(super) const TOKEN: Limit =
    Limit { most: 256 << 10, what: "bytes in one tag or text", remedy: ANEW };
/// Relations of a part with others.
pub(super) const RELATIONS: Limit = Limit { most: 5_000, what: "relations", remedy: ANEW };
/// Sheets of a workbook.
pub(super) const SHEETS: Limit = Limit { most: 255, what: "sheets", remedy: ANEW };
/// Formats of cells, of which Excel allows as many.
pub(super) const CELL_FORMATS: Limit =
    Limit { most: 65_490, what: "formats of cells", remedy: ANEW };
/// Number formats.
pub(super) const NUMBER_FORMATS: Limit =
    Limit { most: 5_000, what: "number formats", remedy: ANEW };
/// Characters of a number format, of which Excel allows as many.
pub(super) const FORMAT_LETTERS: Limit =
    Limit { most: 255, what: "characters in a number format", remedy: ANEW };
/// Texts that cells share.
pub(super) const STRINGS: Limit = Limit { most: 400_000, what: "texts", remedy: AS_CSV };
/// Bytes of the texts that cells share.
pub(super) const STRING_BYTES: Limit =
    Limit { most: 16 << 20, what: "bytes of text", remedy: AS_CSV };
/// Characters of a cell, of which Excel allows as many.
pub(super) const CELL_LETTERS: Limit = Limit {
    most: 32_767,
    what: "characters in a cell",
    remedy: "shorten the text, or put it into several rows",
};
/// Descriptions of columns: a sheet has as many columns.
pub(super) const COLUMNS: Limit =
    Limit { most: 16_384, what: "descriptions of columns", remedy: ANEW };
/// Merged ranges of a sheet.
pub(super) const MERGED: Limit =
    Limit { most: 5_000, what: "merged ranges of cells", remedy: "unmerge them" };

/// Ranges of conditional formats of a sheet: each cell is held against each.
pub(super) const CONDITIONAL: Limit = Limit {
    most: 1_000,
    what: "ranges of conditional formats",
    remedy: "clear its conditional formats",
};
/// Comments of a sheet.
pub(super) const COMMENTS: Limit = Limit { most: 20_000, what: "comments", remedy: ANEW };

/// What a limit of a delivery is told of.
pub(super) const SENT: &str = "what was sent";

/// What all workbooks of a delivery share.
const TOGETHER: [Limit; 5] = [
    Limit { most: 32 << 20, what: "bytes when unpacked", remedy: AS_CSV },
    Limit { most: 1_250_000, what: "elements", remedy: AS_CSV },
    Limit { most: 400_000, what: "cells that are filled in", remedy: AS_CSV },
    Limit { most: 16 << 20, what: "bytes of text in cells", remedy: AS_CSV },
    Limit { most: 400_000, what: "cells in rows that are filled in", remedy: AS_CSV },
];

/// What of a delivery is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counted {
    /// Bytes as they come out of the archive.
    Bytes,
    /// Elements of XML.
    Elements,
    /// Cells that hold something.
    Cells,
    /// Bytes of their texts, each time that a cell shows one.
    Text,
    /// Cells of rows that are filled in, be they filled in or not.
    Slots,
}

/// What the workbooks of a delivery have taken so far.
#[derive(Debug, Default)]
pub(in crate::receive) struct Spent([Cell<usize>; TOGETHER.len()]);

impl Spent {
    /// Counts a row of so many columns of a table, which is kept whole.
    pub(in crate::receive) fn add_row(&self, columns: usize) -> Result<(), Refused> {
        self.add(Counted::Slots, columns, SENT)
    }

    /// Counts `more`, and refuses what goes over the limit.
    pub(super) fn add(&self, counted: Counted, more: usize, place: &str) -> Result<(), Refused> {
        let count = &self.0[counted as usize];
        count.set(count.get().saturating_add(more));
        TOGETHER[counted as usize].check(place, count.get())
    }

    /// Whether `more` would go over the limit.
    pub(super) fn allows(&self, counted: Counted, more: u64, place: &str) -> Result<(), Refused> {
        let more = usize::try_from(more).unwrap_or(usize::MAX);
        let all = self.0[counted as usize].get().saturating_add(more);
        TOGETHER[counted as usize].check(place, all)
    }
}
