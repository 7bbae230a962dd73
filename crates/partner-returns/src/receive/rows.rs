//! What rows must be before they are filed: declared, of this partner, of this quarter, new.

use std::cell::RefCell;
use std::collections::BTreeMap;

use panel_core::{
    Fault, FaultCode, Observation, Period, ReturnKind, ReturnTable, SourceText, Status, code,
};
use panel_returns::{Parsed, Record, RowReader, other_area, unknown_area, unknown_series};

use super::given::{figure_index, of_no_series};
use super::limits::{MOST_FAULTS, MOST_FIGURES, MOST_TEXT, are_enough, too_many_rows};
use super::new_table::NewTable;
use super::noticed::{Noticed, put_in_order};
use super::pending::FiledFigures;
use super::periods;
use super::reading::tables;
use super::record_rows::{self, Sent};
use super::record_standing::Standing;
use super::strangers::{Strangers, not_theirs};
use super::table::{Expected, own_tables};
use super::xlsx::Spent;
use super::{Checked, Delivery, REVISED_ON, Receiving};
use crate::package::Package;

/// The rows of every delivery.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    /// What is to be filed.
    pub(super) new: Vec<Checked>,
    /// How many rows stand in the returns as they are.
    pub(super) unchanged: usize,
    /// How many rows were left empty.
    pub(super) empty: usize,
    /// What was read in a way that the partner should know of.
    pub(super) read: Vec<String>,
    /// The tables of records that were sent.
    pub(super) records: Vec<NewTable>,
}

/// The series and the area of a row.
type Named = Option<(String, String)>;

type Key = (ReturnKind, String, String, Period);

/// Reads and checks every row, noting every fault.
pub(super) fn check(
    receiving: &Receiving<'_>,
    deliveries: &[Delivery<'_>],
    package: &Package,
    faults: &mut Vec<Fault>,
) -> Rows {
    let mut rows = Rows::default();
    let mut seen: BTreeMap<Key, String> = BTreeMap::new();
    let mut records: BTreeMap<&'static str, Vec<Sent<'_>>> = BTreeMap::new();
    let own = own_tables(receiving);
    let filed = FiledFigures::find(receiving, package);
    let so_far = Spent::default();
    let expected = Expected { known: receiving.record_tables, own: &own, covers: receiving.covers };
    let mut orders = Vec::new();
    let (mut figures, mut text) = (0, 0);
    for delivery in deliveries {
        let hash = delivery.sha256();
        let digits = hash.get(..12).unwrap_or(&hash);
        let (mut noticed, mut strangers) = (Noticed::default(), Strangers::default());
        let before = faults.len();
        let found = tables(*delivery, &expected, &so_far, &mut noticed, faults);
        rows.read.extend(noticed.said(delivery.name));
        orders.push((delivery.name, noticed.order));
        for table in found {
            if are_enough(faults) {
                break;
            }
            let ReturnTable::Figures(kind) = table.of else {
                // A sheet of records that nobody filled in says nothing.
                if !table.rows.is_empty() {
                    let (file, digits) = (delivery.name.to_owned(), digits.to_owned());
                    records.entry(table.of.name()).or_default().push(Sent { file, digits, table });
                }
                continue;
            };
            rows.empty += table.empty;
            let with_years = periods::series_with_years(&table, kind);
            let mut reading = table.rows.reading();
            while let Some((_, given)) = reading.next(faults) {
                if are_enough(faults) {
                    break;
                }
                figures += 1;
                if figures > MOST_FIGURES {
                    faults.push(too_many_rows(&table.shown, MOST_FIGURES));
                    break;
                }
                let named = RefCell::new(None);
                let parsed = table.shown.read(&given.record, faults, |source, record, faults| {
                    read(receiving, (source, record), kind, &given.said, &named, faults)
                });
                if let Some((series, area)) = named.take() {
                    strangers.count(receiving, &series, &area);
                }
                let Some(parsed) = parsed else { continue };
                let row = (&table, &given.record);
                if periods::note_wrong(receiving, row, (kind, &parsed), &with_years, faults) {
                    continue;
                }
                let key = (kind, parsed.series.clone(), parsed.area.clone(), parsed.period);
                let place = format!("{} {}", delivery.name, given.place);
                if let Some(earlier) = seen.insert(key, place.clone()) {
                    let message = format!(
                        "`{}` for {} was given before, at {earlier}",
                        parsed.series, parsed.period
                    );
                    let (code, remedy) = (code!("returns::twice"), "keep one of the two rows");
                    faults.push(table.row_fault(&given.record, 0, code, message, remedy));
                    continue;
                }
                if let Some(how) = periods::describe_future(receiving, kind, &parsed) {
                    rows.read.push(format!("{place}: {how}"));
                }
                rows.read.extend(given.read.iter().map(|(place, how)| format!("{place}: {how}")));
                let source = format!("{} sha256:{digits} {}", delivery.name, given.place);
                let earlier = filed.of_row(kind, &parsed);
                if earlier.is_some_and(|(one, _)| same(one, &parsed)) {
                    rows.unchanged += 1;
                    continue;
                }
                if let Some((code, message, remedy)) = refusal(receiving, earlier, &parsed) {
                    let index = figure_index(kind);
                    faults.push(table.row_fault(&given.record, index, code, message, remedy));
                    continue;
                }
                text += given.record.cells.iter().map(|cell| cell.text.len()).sum::<usize>();
                if text > MOST_TEXT {
                    faults.push(too_much_text(delivery.name));
                    break;
                }
                rows.new.push(checked(kind, parsed, &given.record, source, earlier));
            }
            rows.empty += reading.empty;
        }
        strangers.sum_up(receiving, delivery.name, before, faults);
    }
    check_records((receiving, package), &records, &mut rows, faults);
    put_in_order(faults, &orders);
    if are_enough(faults) {
        let message = format!("it has {MOST_FAULTS} faults or more, and the rest was not read");
        let remedy = "correct each fault, and send it again";
        let name = deliveries.first().map_or("", |delivery| delivery.name);
        faults.push(Fault::of_file(code!("receive::too_many_faults"), name, message, remedy));
    }
    rows
}

/// A row that is to be filed, in place of the earlier figure where there is one.
fn checked(
    kind: ReturnKind,
    parsed: Parsed,
    record: &Record,
    source: String,
    earlier: Option<(&Observation, bool)>,
) -> Checked {
    let status = filed_status(kind, earlier.map(|(one, _)| one), &parsed);
    Checked {
        kind,
        series: parsed.series,
        area: parsed.area,
        period: parsed.period,
        value: parsed.value,
        status,
        note: parsed.note,
        cells: record.cells.iter().map(|cell| cell.text.clone()).collect(),
        source,
        revises: earlier.map(|(one, _)| (one.value.clone(), one.source.clone())),
        noted: earlier.and_then(|(one, _)| one.note.clone()),
        was_shown: earlier.is_some_and(|(_, is_pending)| !is_pending),
    }
}

fn too_much_text(name: &str) -> Fault {
    let message = format!("the cells hold more than {} MiB of text", MOST_TEXT >> 20);
    let remedy = "shorten the notes, or send the figures in several deliveries";
    Fault::of_file(code!("receive::too_much"), name, message, remedy)
}

/// Checks every table of records that was sent.
fn check_records(
    (receiving, package): (&Receiving<'_>, &Package),
    records: &BTreeMap<&'static str, Vec<Sent<'_>>>,
    rows: &mut Rows,
    faults: &mut Vec<Fault>,
) {
    for table in receiving.record_tables {
        let Some(sent) = records.get(table.name).filter(|_| !are_enough(faults)) else { continue };
        rows.read.extend(read_with_care(sent));
        match Standing::of(receiving, package, table) {
            Ok(standing) => {
                let checked = record_rows::check(receiving, table, sent, &standing, faults);
                rows.read.extend(checked.iter().filter_map(|table| table.alike.clone()));
                rows.records.extend(checked);
            }
            Err(fault) => faults.push(*fault),
        }
    }
}

/// What was read of records in a way that the partner should know of: of many cells the first.
fn read_with_care(sent: &[Sent<'_>]) -> Vec<String> {
    let mut cells: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let all = sent.iter().flat_map(|one| one.table.rows.kept()).flat_map(|given| &given.read);
    for (place, how) in all {
        cells.entry(how).or_default().push(place);
    }
    let told = cells.into_iter().map(|(how, cells)| match cells.len() {
        1 => format!("{}: {how}", cells[0]),
        2 => format!("{} and another cell: {how}", cells[0]),
        many => format!("{} and {} more cells: {how}", cells[0], many - 1),
    });
    told.collect()
}

/// The row as a figure, where nothing is wrong with it by itself.
fn read(
    receiving: &Receiving<'_>,
    (source, record): (&SourceText, &Record),
    kind: ReturnKind,
    said: &str,
    named: &RefCell<Named>,
    faults: &mut Vec<Fault>,
) -> Option<Parsed> {
    if let Some((index, (code, message, remedy))) = of_no_series(kind.into(), record, said) {
        faults.push(at(source, record, index, code, message.to_owned(), remedy));
        return None;
    }
    let parsed = RowReader::new(source, kind, record, faults).parse()?;
    let known = |one: &&panel_core::Need| one.series.id() == parsed.series && one.kind == kind;
    let before = faults.len();
    if receiving.needs.iter().any(|need| known(&need)) {
        named.replace(Some((parsed.series.clone(), parsed.area.clone())));
        if let Some((code, message, remedy)) = not_theirs(receiving, &parsed) {
            faults.push(at(source, record, 0, code, message, &remedy));
        }
    } else {
        unknown_series(source, record, &parsed, kind, receiving.needs, faults);
    }
    unknown_area(source, record, &parsed, receiving.areas, faults);
    other_area(source, record, &parsed, kind, receiving.needs, faults);
    let last = receiving.terms.quarter.last_month();
    // Other figures may be plans or forecasts.
    if kind != ReturnKind::Figures && parsed.period.last() > last {
        let index = periods::period_index(kind);
        let message =
            format!("`{}` is of {}, after the quarter's end, {last}", parsed.series, parsed.period);
        let remedy = "correct the period, or leave the row for the next quarter";
        faults.push(at(source, record, index, code!("returns::future"), message, remedy));
    }
    (faults.len() == before).then_some(parsed)
}

fn at(
    source: &SourceText,
    record: &Record,
    column: usize,
    code: FaultCode,
    message: String,
    remedy: &str,
) -> Fault {
    record.cells[column].fault(code, source, &record.span, message, remedy)
}

/// Why a figure that is filed already, perhaps pending, is not replaced by another.
fn refusal(
    receiving: &Receiving<'_>,
    earlier: Option<(&Observation, bool)>,
    parsed: &Parsed,
) -> Option<(FaultCode, String, &'static str)> {
    let (earlier, is_pending) = earlier?;
    if earlier.counted.is_some() {
        let message = format!(
            "`{}` for {} is counted from records, and is {} by them",
            parsed.series, parsed.period, earlier.value
        );
        return Some((
            code!("receive::counted"),
            message,
            "take the row away, or correct the records",
        ));
    }
    if receiving.revises.is_some() {
        return None;
    }
    let remedy =
        "is it a revision? Then give its reason with --revises; if not, correct the figure";
    Some((code!("receive::restated"), restated(earlier, is_pending, parsed), remedy))
}

/// How what is filed differs from a row.
fn restated(earlier: &Observation, is_pending: bool, parsed: &Parsed) -> String {
    let figure = format!("`{}` for {}", parsed.series, parsed.period);
    let waits = if is_pending { ", not yet approved" } else { "" };
    let place = format!("{}{waits}", earlier.source);
    if earlier.value != parsed.value {
        return format!("{figure} is {} at {place}; here it is {}", earlier.value, parsed.value);
    }
    if earlier.status != parsed.status {
        let (filed, here) = (earlier.status.name(), parsed.status.name());
        return format!("{figure} has the status {filed} at {place}; here it is {here}");
    }
    format!("{figure} has another note at {place}")
}

/// How a figure is filed: one that was given as final in place of another is a revised one.
fn filed_status(kind: ReturnKind, earlier: Option<&Observation>, parsed: &Parsed) -> Status {
    let differs = earlier.is_some_and(|one| one.value != parsed.value);
    let revised = parsed.status == Status::Final || parsed.status == Status::Revised;
    if differs && revised && kind.statuses().contains(&Status::Revised) {
        Status::Revised
    } else {
        parsed.status
    }
}

/// Whether a row says what stands. A note that was lengthened, or a status that was set, when the row was
/// filed is the same.
fn same(earlier: &Observation, parsed: &Parsed) -> bool {
    let note = parsed.note.as_deref().unwrap_or_default();
    let noted = earlier.note.as_deref().unwrap_or_default();
    let set = earlier.status == Status::Revised
        && parsed.status == Status::Final
        && noted.starts_with(REVISED_ON);
    earlier.value == parsed.value
        && (earlier.status == parsed.status || set)
        && (note.is_empty() || noted.ends_with(note))
}
