//! A part of a workbook as it is unpacked, which may take no more than allowed.

use std::io::{self, Read};

use super::limits::{Counted, Spent};

/// A part as it is unpacked.
pub(super) struct Unpacked<'p> {
    pub(super) entry: Box<dyn Read + 'p>,
    pub(super) name: String,
    pub(super) spent: &'p Spent,
}

impl Read for Unpacked<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.entry.read(into)?;
        self.spent.add(Counted::Bytes, read, &self.name).map_err(io::Error::other)?;
        Ok(read)
    }
}
