//! The figures that stand already, with those that are filed and wait for a board: nothing of the latter
//! is in the returns.

use std::collections::BTreeMap;

use panel_core::{Observation, Period, ReturnKind, Returns, Source, SourceText};
use panel_returns::{Parsed, RowReader, records};

use super::Receiving;

use crate::package::{Package, said_of, text_of};

/// A series of an area in a period.
type Key = (ReturnKind, String, String, Period);

/// Every figure that is filed.
pub(super) struct FiledFigures<'a> {
    shown: &'a Returns,
    pending: BTreeMap<Key, Observation>,
}

impl<'a> FiledFigures<'a> {
    /// Those of the quarter that is received into.
    pub(super) fn find(receiving: &Receiving<'a>, package: &Package) -> Self {
        let mut pending = BTreeMap::new();
        for kind in ReturnKind::ALL {
            for resource in package.of_return(kind.name()) {
                if said_of(&resource, "approval").is_none_or(|approval| approval != "pending") {
                    continue;
                }
                let Some(path) = text_of(&resource, "path") else { continue };
                for figure in read(receiving, kind, &format!("returns/{path}")) {
                    let (series, area) = (figure.series.to_string(), figure.area.to_string());
                    pending.insert((kind, series, area, figure.period), figure);
                }
            }
        }
        Self { shown: receiving.returns, pending }
    }

    /// The one of the same series, area and period, and whether its board has not approved it. A sum that
    /// nobody sent is not filed.
    pub(super) fn of_row(&self, kind: ReturnKind, row: &Parsed) -> Option<(&Observation, bool)> {
        let shown = self.shown.find(kind, &row.series, &row.area, row.period);
        if let Some(figure) = shown.filter(|one| one.summed.is_none()) {
            return Some((figure, false));
        }
        let key = (kind, row.series.clone(), row.area.clone(), row.period);
        self.pending.get(&key).map(|figure| (figure, true))
    }
}

/// The figures of a table that waits. What cannot be read is a fault of the quarter, told elsewhere.
fn read(receiving: &Receiving<'_>, kind: ReturnKind, name: &str) -> Vec<Observation> {
    let Some(text) = receiving.texts.get(name) else { return Vec::new() };
    let source = SourceText::new(name, text);
    let mut faults = Vec::new();
    let lines = records(&source, kind, &mut faults).unwrap_or_default();
    let figures = lines.iter().filter(|line| line.whole).filter_map(|line| {
        let row = RowReader::new(&source, kind, line, &mut faults).parse()?;
        Some(row.into_observation(Source { file: source.path.clone(), line: line.line }))
    });
    figures.collect()
}
