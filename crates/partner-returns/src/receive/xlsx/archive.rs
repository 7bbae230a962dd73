//! The parts of a workbook: entries of a .zip archive, found by name and unpacked within limits.

use std::collections::BTreeMap;
use std::io::{BufReader, Cursor};

use memchr::memmem;
use zip::read::{ArchiveOffset, Config};
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::limits::{Counted, PACKED, PARTS, Refused, Spent};
use super::unpacked::Unpacked;
use super::xml::Xml;

/// What begins the description of an entry in an archive's directory.
const DIRECTORY_ENTRY: &[u8] = b"PK\x01\x02";

/// No part has a longer name.
const LONGEST_NAME: usize = 255;

/// The parts of a workbook.
pub(super) struct Parts<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Their entries, by name in small letters: names of parts differ in more than that.
    entries: BTreeMap<String, usize>,
    spent: &'a Spent,
}

impl<'a> Parts<'a> {
    /// The parts of what was sent.
    pub(super) fn new(bytes: &'a [u8], spent: &'a Spent) -> Result<Self, Refused> {
        PACKED.check("the workbook", bytes.len())?;
        // The reader keeps what it finds in the directory, so this comes first.
        let entries = memmem::find_iter(bytes, DIRECTORY_ENTRY).take(PARTS.most() + 1);
        PARTS.check("the workbook", entries.count())?;
        let config = Config { archive_offset: ArchiveOffset::Known(0) };
        let archive = ZipArchive::with_config(config, Cursor::new(bytes))
            .map_err(|_| Refused::unreadable("the file is cut off, or is not a workbook at all"))?;
        if archive.has_duplicate_names() {
            return Err(twice());
        }
        let mut entries = BTreeMap::new();
        for index in 0..archive.len() {
            let name = archive.name_for_index(index).transpose();
            let name = name
                .map_err(|_| Refused::unreadable("the name of one of its parts is damaged"))?
                .unwrap_or_default();
            let name = name.replace('\\', "/").to_ascii_lowercase();
            if name.starts_with('/') || name.split('/').any(|step| step == "..") {
                let why = "one of its parts has a name that leads out of it";
                return Err(Refused::unreadable(why));
            }
            if entries.insert(name, index).is_some() {
                return Err(twice());
            }
        }
        Ok(Self { archive, entries, spent })
    }

    /// Whether there is a part of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.contains_key(&name.to_ascii_lowercase())
    }

    /// A part, to be read as XML.
    pub(super) fn part(&mut self, name: &str) -> Result<Xml<'_>, Refused> {
        if name.len() > LONGEST_NAME {
            return Err(Refused::unreadable("it names a part whose name is too long"));
        }
        let Some(index) = self.entries.get(&name.to_ascii_lowercase()) else {
            let why = format!("it has no {name}, as a workbook of Excel has");
            return Err(Refused::unreadable(why));
        };
        let refused = |_: ZipError| Refused::unreadable(format!("its part {name} is damaged"));
        let about = self.archive.by_index_raw(*index).map_err(refused)?;
        if about.encrypted() {
            let why = format!("{name} has a password");
            return Err(Refused {
                remedy: "save it without a password",
                ..Refused::unreadable(why)
            });
        }
        if !matches!(about.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
            let why = format!("{name} is packed in a way that spreadsheets do not use");
            return Err(Refused::unreadable(why));
        }
        // What the archive says of the size may be wrong, but only a bomb says so much.
        self.spent.allows(Counted::Bytes, about.size(), name)?;
        drop(about);
        let entry = self.archive.by_index(*index).map_err(refused)?;
        let unpacked =
            Unpacked { entry: Box::new(entry), name: name.to_owned(), spent: self.spent };
        Ok(Xml::new(BufReader::with_capacity(1 << 15, unpacked), name, self.spent))
    }
}

fn twice() -> Refused {
    Refused::unreadable("two of its parts have the same name")
}
