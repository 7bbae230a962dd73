//! Tables of records, read, counted and dropped.

use std::collections::{BTreeMap, BTreeSet};

use panel_core::{
    Area, Awaiting, Collated, Counting, Fault, Partnerships, Period, RecordTable, Records, Returns,
    Source, SourceText, Supply, Terms,
};

use crate::collations::{self, CollatedFile};
use crate::record_cells::RecordReader;
use crate::record_lines::record_lines;
use crate::{Unread, Wanted};

/// The tables that were read, for as long as they are counted.
#[derive(Default)]
pub(crate) struct RecordTables {
    records: Records,
    /// What is awaited of a table that its board has not approved.
    held: BTreeMap<&'static str, Awaiting>,
    not_read: BTreeSet<&'static str>,
    /// The files of the table that an appendix is collated from.
    collated: Vec<CollatedFile>,
    /// The records that a table has, by what names them.
    seen: BTreeMap<(&'static str, Vec<String>), Source>,
}

impl RecordTables {
    /// Notes that a table could not be read: what would be counted from it is not missing.
    pub(crate) fn not_read(&mut self, table: &'static RecordTable) {
        self.not_read.insert(table.name);
    }

    /// Reads one file of a table.
    pub(crate) fn read(
        &mut self,
        table: &'static RecordTable,
        text: &SourceText,
        covers: Period,
        held: Option<Awaiting>,
        wanted: Wanted<'_>,
        faults: &mut Vec<Fault>,
    ) {
        let Some((text, lines)) = record_lines(text, table, faults) else {
            return self.not_read(table);
        };
        let text = &text;
        let mut read = Vec::new();
        for line in &lines {
            let reader = RecordReader::new(text, table, line, faults);
            let record = line.whole.then(|| {
                let reader = reader.among(wanted.areas).of_partnerships(wanted.partnerships);
                reader.until(wanted.written).parse()
            });
            let Some(record) = record.flatten() else {
                self.not_read(table);
                continue;
            };
            let named: Vec<_> = table
                .columns
                .iter()
                .zip(&line.cells)
                .filter(|(column, _)| column.names_the_row)
                .map(|(_, cell)| cell.text.clone())
                .collect();
            if !named.is_empty() {
                let place = record.source.clone();
                if let Some(earlier) = self.seen.insert((table.name, named), place) {
                    let message = format!("this record was given before, at {earlier}");
                    let remedy = "keep one of the two";
                    let span = line.span.clone();
                    faults.push(Fault::at("records::twice", text, span, message, remedy));
                    self.not_read(table);
                    continue;
                }
            }
            read.push(record);
        }
        self.records.add(table, &text.path, covers, read);
        if wanted.asked.collation.is_some_and(|one| std::ptr::eq(one.table, table)) {
            let held = held.map(|held| held.why);
            self.collated.push(CollatedFile { text: text.clone(), covers, held });
            return;
        }
        if let Some(held) = held {
            self.held.insert(table.name, held);
        }
    }

    /// The records of every table, for those who draw from them.
    pub(crate) fn into_records(self) -> Records {
        self.records
    }

    /// What an appendix is collated of; nothing where nobody returned anything, or what was returned
    /// could not be read.
    pub(crate) fn collate(
        &self,
        wanted: Wanted<'_>,
        terms: &Terms,
        partnerships: &Partnerships,
        faults: &mut Vec<Fault>,
    ) -> Option<Collated> {
        let collation = wanted.asked.collation?;
        if self.not_read.contains(collation.table.name) {
            return None;
        }
        collations::of(collation, &self.collated, &self.records, partnerships, terms, faults)
    }

    /// Counts every figure that some tally gives and some row reads.
    pub(crate) fn count(
        &self,
        wanted: Wanted<'_>,
        terms: &Terms,
        areas: &[Area],
        returns: &mut Returns,
        unread: &mut Unread,
        faults: &mut Vec<Fault>,
    ) {
        for tally in &wanted.asked.tallies {
            let declared =
                || tally.gives.iter().filter(|one| wanted.reads(one.series.id(), one.kind));
            if tally.tables.iter().any(|table| self.not_read.contains(table.name)) {
                for one in declared() {
                    unread.series.insert((one.kind, one.series.id().to_owned()));
                    returns.could_not_be_read(one.kind, one.series);
                }
                continue;
            }
            let here = tally.tables.iter().all(|table| self.records.has(table));
            let held = tally.tables.iter().find_map(|table| self.held.get(table.name));
            if let Some(held) = held.filter(|_| here) {
                for one in declared() {
                    let series = one.series.id().to_owned();
                    returns.await_figure(Awaiting { series, kind: one.kind, ..held.clone() });
                }
                continue;
            }
            let counted = Counting::of(tally, &self.records, terms, areas);
            let whole =
                counted.nothing.iter().map(|(kind, series, why)| (*kind, *series, None, *why));
            let parts = counted.nothing_of.iter();
            let parts = parts.map(|(kind, series, of, why)| (*kind, *series, Some(*of), *why));
            for (kind, series, period, why) in whole.chain(parts) {
                // What was returned as a figure is not missing.
                let given = period.is_some_and(|period| {
                    matches!(returns.supply(kind, series, period), Supply::Received(_))
                });
                let Some(source) = tally.tables.first().and_then(|one| self.records.source(one))
                else {
                    continue;
                };
                if wanted.reads(series.id(), kind) && !given {
                    returns.await_figure(Awaiting {
                        series: series.id().to_owned(),
                        kind,
                        area: None,
                        period,
                        why: why.to_owned(),
                        from: "Counted from records".to_owned(),
                        expected: None,
                        since: None,
                        pending: false,
                        source,
                    });
                }
            }
            for (kind, figure) in counted.figures {
                if !wanted.reads(&figure.series, kind) {
                    continue;
                }
                let given = returns.observations().find(|(other, one)| {
                    *other == kind
                        && one.series == figure.series
                        && one.area == figure.area
                        && one.period == figure.period
                });
                if let Some((_, given)) = given {
                    let message = format!(
                        "`{}` for {} stands at {}, and is counted from {} too",
                        figure.series, figure.period, given.source, figure.source.file
                    );
                    let remedy = "keep one of the two: the figure, or the records";
                    let file = given.source.file.clone();
                    faults.push(Fault::of_file(
                        "returns::counted_and_given",
                        &file,
                        message,
                        remedy,
                    ));
                    continue;
                }
                returns.receive(kind, figure);
            }
        }
    }
}
