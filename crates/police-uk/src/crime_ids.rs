//! Crime IDs that repeat: a file in which every row stands twice doubles every count.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hasher as _};

use panel_core::Month;

use crate::Force;

/// So many IDs, of all forces together, are held against those of other months: 128 MiB of them.
const MOST_HELD: usize = 16 * 1024 * 1024;

/// Rows with a crime ID that another row of the same force has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeats {
    /// Rows whose ID an earlier row of the same month has; a month without any is left out.
    pub within: BTreeMap<Month, u64>,
    /// IDs that the files of several months have, each counted once for each further month; `None`
    /// where there are too many IDs to hold them against each other.
    pub across: Option<u64>,
}

/// The IDs of one file. Equal hashes are taken as equal IDs: of sixteen million IDs no two that differ
/// have the same with a probability of 99.999%.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct FileIds(Vec<u64>);

impl FileIds {
    /// Takes the ID of a row; incidents of anti-social behaviour have none.
    pub(crate) fn add(&mut self, id: &[u8]) {
        let id = id.trim_ascii();
        if !id.is_empty() {
            let mut hasher = DefaultHasher::new();
            // They are hexadecimal, and whoever saves a file anew may write them in capitals.
            for letter in id {
                hasher.write_u8(letter.to_ascii_lowercase());
            }
            self.0.push(hasher.finish());
        }
    }
}

/// The IDs of many files, each once.
#[derive(Debug, Default)]
pub(crate) struct ManyIds {
    forces: BTreeMap<Force, ForceIds>,
    /// How many IDs the files have, each file by itself.
    all: usize,
}

#[derive(Debug, Default)]
struct ForceIds {
    within: BTreeMap<Month, u64>,
    /// In order, each once. Emptied where there are too many.
    distinct: Vec<u64>,
    across: u64,
}

impl ManyIds {
    pub(crate) fn of_file(force: Force, month: Month, ids: FileIds) -> Self {
        let mut distinct = ids.0;
        let rows = distinct.len();
        distinct.sort_unstable();
        distinct.dedup();
        distinct.shrink_to_fit();
        let (all, repeated) = (distinct.len(), (rows - distinct.len()) as u64);
        let within = (repeated > 0).then_some((month, repeated)).into_iter().collect();
        let ids = ForceIds { within, distinct, across: 0 };
        Self { forces: BTreeMap::from([(force, ids)]), all }
    }

    /// These and those of other files; the same in whatever order.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.all += other.all;
        let too_many = self.all > MOST_HELD;
        for (force, mut ids) in other.forces {
            let ours = self.forces.entry(force).or_default();
            ours.within.append(&mut ids.within);
            ours.across += ids.across;
            if !too_many {
                let before = ours.distinct.len() + ids.distinct.len();
                ours.distinct.append(&mut ids.distinct);
                ours.distinct.sort_unstable();
                ours.distinct.dedup();
                ours.across += (before - ours.distinct.len()) as u64;
            }
        }
        if too_many {
            self.forces.values_mut().for_each(|ids| ids.distinct = Vec::new());
        }
        self
    }

    pub(crate) fn into_repeats(self) -> BTreeMap<Force, Repeats> {
        let too_many = self.all > MOST_HELD;
        let repeats = |ids: ForceIds| Repeats {
            within: ids.within,
            across: (!too_many).then_some(ids.across),
        };
        self.forces.into_iter().map(|(force, ids)| (force, repeats(ids))).collect()
    }
}
