//! A fictional quarter of eight small tables, in a folder of this process.

use std::collections::BTreeMap;
use std::path::PathBuf;

use panel_core::{Asked, Need, ReturnKind, ReturnedSeries, Series, Wanted};
use panel_returns::Reading;

use crate::folder::{folder, write};
use crate::records::tallies;

/// Its files, by their paths from its folder.
pub const FILES: [(&str, &str); 13] = [
    ("plan.toml", include_str!("../quarter/plan.toml")),
    ("panel.toml", include_str!("../quarter/panel.toml")),
    ("awaited.toml", include_str!("../quarter/awaited.toml")),
    ("narrative/purpose.md", include_str!("../quarter/narrative/purpose.md")),
    ("returns/datapackage.json", include_str!("../quarter/returns/datapackage.json")),
    ("returns/counts.csv", include_str!("../quarter/returns/counts.csv")),
    ("returns/monthly_counts.csv", include_str!("../quarter/returns/monthly_counts.csv")),
    ("returns/surveys.csv", include_str!("../quarter/returns/surveys.csv")),
    ("returns/positions.csv", include_str!("../quarter/returns/positions.csv")),
    ("returns/money.csv", include_str!("../quarter/returns/money.csv")),
    ("returns/words.csv", include_str!("../quarter/returns/words.csv")),
    ("returns/figures.csv", include_str!("../quarter/returns/figures.csv")),
    ("returns/reports.csv", include_str!("../quarter/returns/reports.csv")),
];

/// The series that the rows of its plan would read.
const SERIES: [(&str, ReturnKind, Wanted); 8] = [
    ("offences/burglary", ReturnKind::Counts, Wanted::BaselineAndLatest),
    ("reports/missing", ReturnKind::Counts, Wanted::YearToDate),
    ("offences/burglary", ReturnKind::MonthlyCounts, Wanted::EveryMonth),
    ("satisfaction/burglary", ReturnKind::Surveys, Wanted::BaselineAndLatest),
    ("offences/burglary", ReturnKind::Positions, Wanted::AtTheEnd),
    ("savings/realised", ReturnKind::Money, Wanted::AtTheEnd),
    ("milestone/training", ReturnKind::Words, Wanted::AtTheEnd),
    ("feedback/stars", ReturnKind::Figures, Wanted::Latest),
];

/// What its plan reads.
#[must_use]
pub fn needs() -> Vec<Need> {
    let each = SERIES.into_iter();
    each.map(|(id, kind, _)| Need { series: Series::neither_is_better(id), kind }).collect()
}

/// The same, as what partners are asked for.
#[must_use]
pub fn series() -> Vec<ReturnedSeries> {
    let each = SERIES.into_iter().map(|(id, kind, wanted)| ReturnedSeries {
        series: Series::neither_is_better(id),
        kind,
        title: id.to_owned(),
        rows: vec![format!("sp12.{}", kind.name())],
        wanted: vec![wanted],
    });
    each.collect()
}

/// The folder, and what stands in it.
pub struct Quarter {
    folder: PathBuf,
    standing: BTreeMap<&'static str, Vec<u8>>,
}

impl Quarter {
    /// The quarter as it is, without a fault.
    ///
    /// # Panics
    /// Where it has one, since nothing behind it would be read.
    #[must_use]
    pub fn new() -> Self {
        let mut quarter = Self { folder: folder("quarters"), standing: BTreeMap::new() };
        for (name, text) in FILES {
            quarter.put(name, text.as_bytes());
        }
        let reading = quarter.read();
        assert!(reading.submission.is_some() && reading.faults.is_empty(), "{:?}", reading.faults);
        quarter
    }

    /// Reads it with `bytes` in the place of one of its files, and every other file as it is.
    pub fn with(&mut self, name: &'static str, bytes: &[u8]) -> Reading {
        for (other, text) in FILES.into_iter().filter(|(other, _)| *other != name) {
            self.put(other, text.as_bytes());
        }
        self.put(name, bytes);
        self.read()
    }

    /// Reads it.
    #[must_use]
    pub fn read(&self) -> Reading {
        panel_returns::read(
            &self.folder,
            &Asked { needs: needs(), tallies: tallies(), collation: None },
        )
    }

    fn put(&mut self, name: &'static str, bytes: &[u8]) {
        if self.standing.get(name).is_some_and(|standing| standing == bytes) {
            return;
        }
        write(&self.folder.join(name), bytes);
        self.standing.insert(name, bytes.to_owned());
    }
}

impl Default for Quarter {
    fn default() -> Self {
        Self::new()
    }
}
