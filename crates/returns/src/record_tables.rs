//! Tables of records, read, counted and dropped.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{Hash, Hasher};

use panel_core::{
    Area, Awaiting, Collated, Counting, Fault, FewFaults, Partnerships, Period, RecordTable,
    RecordValue, Records, Returns, Source, SourceText, Supply, TableRecord, Terms, code,
};

use crate::cell_mask::CellMask;
use crate::collations::{self, CollatedFile};
use crate::record_cells::RecordReader;
use crate::record_lines::record_rows;
use crate::shown::Shown;
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
}

/// A record by the cells that name it.
struct Named<'a> {
    table: &'a RecordTable,
    record: &'a TableRecord,
}

impl<'a> Named<'a> {
    fn names(&self) -> impl Iterator<Item = &'a RecordValue> {
        let columns = self.table.columns.iter().filter(|column| column.names_the_row);
        let record = self.record;
        columns.map(|column| record.cell(column.name))
    }
}

impl PartialEq for Named<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.names().eq(other.names())
    }
}

impl Eq for Named<'_> {}

impl Hash for Named<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.names().for_each(|name| name.hash(state));
    }
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
        let mut found = Vec::new();
        let mut read = self.records_of(table, (text, text), covers, wanted, &mut found);
        if !found.is_empty() {
            // Only now the text is wanted that a fault may show, which may be as long again.
            found.clear();
            drop(read);
            let shown = CellMask::new(table).covering(Some(covers)).mask_text(text);
            read = self.records_of(table, (text, &shown), covers, wanted, &mut found);
            faults.append(&mut found);
            self.not_read(table);
        }
        let Some(read) = read else { return };
        self.records.add(table, &text.path, covers, read);
        if wanted.asked.collation.is_some_and(|one| std::ptr::eq(one.table, table)) {
            let held = held.map(|held| held.why);
            self.collated.push(CollatedFile {
                text: CellMask::new(table).mask_text(text),
                covers,
                held,
            });
            return;
        }
        if let Some(held) = held {
            self.held.insert(table.name, held);
        }
    }

    /// The records of one file, with every fault of it, told of the text `shown` in the order of its lines;
    /// nothing where it is no such table.
    fn records_of(
        &self,
        table: &'static RecordTable,
        (text, shown): (&SourceText, &SourceText),
        covers: Period,
        wanted: Wanted<'_>,
        faults: &mut Vec<Fault>,
    ) -> Option<Vec<TableRecord>> {
        let mut rows = record_rows(&text.text, &Shown::whole(shown.clone()), table, faults)?;
        let mut read = Vec::new();
        while let Some(row) = rows.next_row(faults) {
            if row.whole {
                let reader = RecordReader::new(shown, table, &row, faults);
                let reader = reader.among(wanted.areas).of_partnerships(wanted.partnerships);
                let reader = reader.covering(Some(covers));
                read.extend(reader.until(wanted.written).parse());
            }
        }
        self.twice(table, shown, &read, faults);
        faults.sort_by_key(|fault| fault.place.span.as_ref().map_or(usize::MAX, |span| span.start));
        Some(read)
    }

    /// Notes records that stand in the table more than once, in this file or in one that was read before.
    fn twice(
        &self,
        table: &RecordTable,
        shown: &SourceText,
        read: &[TableRecord],
        faults: &mut Vec<Fault>,
    ) {
        if table.columns.iter().all(|column| !column.names_the_row) {
            return;
        }
        let earlier = self.records.of(table);
        let mut few = FewFaults::from(faults);
        let mut seen: HashMap<Named<'_>, &Source> = HashMap::with_capacity(read.len());
        for record in earlier.iter().chain(read) {
            let Some(earlier) = seen.insert(Named { table, record }, &record.source) else {
                continue;
            };
            if *record.source.file == *shown.path {
                let message = format!("this record was given before, at {earlier}");
                let remedy = "keep one of the two";
                let line = shown.line(record.source.line);
                faults.push(Fault::at(code!("records::twice"), shown, line, message, remedy));
                few.keep(faults);
            }
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
                let given = returns.find(kind, &figure.series, &figure.area, figure.period);
                if let Some(given) = given {
                    let message = format!(
                        "`{}` for {} is at {}, and is counted from {} too",
                        figure.series, figure.period, given.source, figure.source.file
                    );
                    let remedy = "keep one of the two: the figure, or the records";
                    let file = given.source.file.clone();
                    faults.push(Fault::of_file(
                        code!("returns::counted_and_given"),
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
