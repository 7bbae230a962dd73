//! The cells of a record as values, noting every fault of every cell.

use jiff::civil::Time;
use panel_core::{
    Area, Column, Date, DateTime, Fault, FaultCode, Holds, Month, Partnerships, Period, Presence,
    RecordTable, RecordValue, Source, SourceText, TableRecord, code, plain_date,
};

use crate::cell_mask::CellMask;
use crate::cells::{Cell, Record};
use crate::printed::{Unprinted, print_words};
use crate::record_lines::is_key;
use crate::values::{SMALL, exact, stands_for_small};

/// Reads the cells of one record.
pub struct RecordReader<'a> {
    source: &'a SourceText,
    table: &'static RecordTable,
    record: &'a Record,
    /// The areas that it may speak of; any where they are not known.
    areas: Option<&'a [Area]>,
    /// The partnerships that it may speak of; any where they are not known.
    partnerships: Option<&'a Partnerships>,
    /// The day after which nothing in it can have happened, and which day that is.
    until: Option<(Date, &'static str)>,
    /// What of a cell a message may show.
    mask: CellMask<'static>,
    faults: &'a mut Vec<Fault>,
}

impl<'a> RecordReader<'a> {
    /// A reader of the line `record` of this table, which stood in `source`; for a sheet, a text that
    /// has the workbook's name and nothing else.
    #[must_use]
    pub fn new(
        source: &'a SourceText,
        table: &'static RecordTable,
        record: &'a Record,
        faults: &'a mut Vec<Fault>,
    ) -> Self {
        let mask = CellMask::new(table);
        Self { source, table, record, areas: None, partnerships: None, until: None, mask, faults }
    }

    /// The same, for records that cover these months: of other days only the shape is told.
    #[must_use]
    pub fn covering(self, covers: Option<Period>) -> Self {
        Self { mask: self.mask.covering(covers), ..self }
    }

    /// The same, for records of these areas alone.
    #[must_use]
    pub fn among(self, areas: Option<&'a [Area]>) -> Self {
        Self { areas, ..self }
    }

    /// The same, for partnerships of these and the authorities in them alone.
    #[must_use]
    pub fn of_partnerships(self, partnerships: Option<&'a Partnerships>) -> Self {
        Self { partnerships, ..self }
    }

    /// The same, for what happened up to the day of the paper.
    #[must_use]
    pub fn until(self, until: Option<Date>) -> Self {
        Self { until: until.map(|day| (day, "the day of the paper")), ..self }
    }

    /// The same, for what happened up to the day on which it arrived.
    #[must_use]
    pub fn arrived_on(self, day: Date) -> Self {
        Self { until: Some((day, "the day on which it arrived")), ..self }
    }

    /// The record, or nothing where any cell is at fault or contradicts another.
    #[must_use]
    pub fn parse(mut self) -> Option<TableRecord> {
        let before = self.faults.len();
        let mut cells = Vec::with_capacity(self.table.columns.len());
        for (column, cell) in self.table.columns.iter().zip(&self.record.cells) {
            cells.extend(self.value(column, cell));
        }
        if self.faults.len() > before || cells.len() != self.table.columns.len() {
            return None;
        }
        let place = Source { file: self.source.path.clone(), line: self.record.line };
        let read = TableRecord::of_table(place, self.table, cells.into());
        for found in (self.table.check)(&read) {
            let position = self.table.columns.iter().position(|one| one.name == found.column);
            let position = position.unwrap_or(0);
            let Some(cell) = self.record.cells.get(position) else { continue };
            let column = &self.table.columns[position];
            let message = self.contradiction(column, found.message);
            self.fault(code!("records::contradiction"), cell, message, found.remedy);
        }
        (self.faults.len() == before).then_some(read)
    }

    /// What a check says of the record. Where it says a number or a day, that may be one of a person.
    fn contradiction(&self, column: &Column, message: String) -> String {
        let mut cells = self.table.columns.iter().zip(&self.record.cells);
        let is_shown = |(one, cell): (&Column, &Cell)| {
            let is_word = matches!(one.holds, Holds::OneOf(_) | Holds::YesNo | Holds::Words);
            is_word || one.holds == Holds::Key || self.mask.shows_cell(one, &cell.text)
        };
        if !message.chars().any(char::is_numeric) || cells.all(is_shown) {
            return message;
        }
        format!("`{}` contradicts another cell of its record", self.record.head(column))
    }

    /// The text of a cell in a message, as far as it may be shown.
    fn describe(&self, column: &Column, text: &str) -> String {
        self.mask.describe_cell(column, text)
    }

    fn value(&mut self, column: &Column, cell: &Cell) -> Option<RecordValue> {
        if cell.text.is_empty() {
            // Days may be none at all; whether that is known is for another column to say.
            if column.presence == Presence::Required && column.holds != Holds::Days {
                let message = format!("`{}` is empty", self.record.head(column));
                self.fault(
                    code!("records::empty"),
                    cell,
                    message,
                    "every record has it: fill it in",
                );
                return None;
            }
            return Some(match column.holds {
                Holds::Days if column.presence == Presence::Required => RecordValue::Days(vec![]),
                _ => RecordValue::Blank,
            });
        }
        match column.holds {
            Holds::Key => self.key(cell),
            Holds::Day => self.day(column, &cell.text, cell).map(RecordValue::Day),
            Holds::Days => {
                let mut days = Vec::new();
                for text in cell.text.split_whitespace() {
                    days.push(self.day(column, text, cell)?);
                }
                days.sort_unstable();
                Some(RecordValue::Days(days))
            }
            Holds::Moment => self.moment(column, cell),
            Holds::Month => self.month(column, cell),
            Holds::YesNo => self.yes(column, cell),
            Holds::OneOf(names) => self.one_of(column, names, cell),
            Holds::Whole { least } => self.whole(column, least, cell),
            Holds::Decimal => self.decimal(column, cell),
            Holds::Period => self.period(column, cell),
            Holds::Area => self.area(column, cell),
            Holds::Partnership => self.partnership(column, cell),
            // A record has no series, status or share of its own.
            Holds::Words | Holds::Series | Holds::Status | Holds::Percentage => {
                self.words(column, cell)
            }
        }
    }

    fn fault(&mut self, code: FaultCode, cell: &Cell, message: String, remedy: &str) {
        self.faults.push(cell.fault(code, self.source, &self.record.span, message, remedy));
    }

    fn key(&mut self, cell: &Cell) -> Option<RecordValue> {
        if is_key(&cell.text) {
            return Some(RecordValue::Text(cell.text.clone().into()));
        }
        // What stands there may be a person's number: it is not repeated.
        let message = "this is not a key of 16 hexadecimal digits".to_owned();
        let remedy =
            "never file a name or a number of a person: `panel returns receive` makes a key of it";
        self.fault(code!("records::open_key"), cell, message, remedy);
        None
    }

    fn day(&mut self, column: &Column, text: &str, cell: &Cell) -> Option<Date> {
        let Some(day) = plain_day(text.as_bytes()) else {
            let message = format!("{} is not a day", self.describe(column, text));
            self.fault(code!("records::wrong_day"), cell, message, "write it as in 2024-10-05");
            return None;
        };
        self.happened(day, column, text, cell).then_some(day)
    }

    fn moment(&mut self, column: &Column, cell: &Cell) -> Option<RecordValue> {
        let Some(moment) = plain_moment(cell.text.as_bytes()) else {
            let message =
                format!("{} is not a day with its time", self.describe(column, &cell.text));
            let remedy = "write it as in 2024-10-05T23:40";
            self.fault(code!("records::wrong_day"), cell, message, remedy);
            return None;
        };
        self.happened(moment.date(), column, &cell.text, cell)
            .then_some(RecordValue::Moment(moment))
    }

    /// Whether it can have happened by the day of the paper.
    fn happened(&mut self, day: Date, column: &Column, text: &str, cell: &Cell) -> bool {
        match self.until {
            Some((until, which)) if day > until => {
                let shows = self.mask.shows_cell(column, text);
                let day = if shows { plain_date(day) } else { self.describe(column, text) };
                let message = format!("{day} is after {which}, {}", plain_date(until));
                self.fault(code!("records::future"), cell, message, "correct the day");
                false
            }
            _ => true,
        }
    }

    fn month(&mut self, column: &Column, cell: &Cell) -> Option<RecordValue> {
        match cell.text.parse::<Month>() {
            Ok(month) => Some(RecordValue::Month(month)),
            Err(error) => {
                let remedy = "write it as in 2024-10";
                let message = self.unread(column, cell, "a month", error.to_string());
                self.fault(code!("records::wrong_month"), cell, message, remedy);
                None
            }
        }
    }

    fn yes(&mut self, column: &Column, cell: &Cell) -> Option<RecordValue> {
        match &*cell.text {
            "yes" => Some(RecordValue::Yes(true)),
            "no" => Some(RecordValue::Yes(false)),
            other => {
                let head = self.record.head(column);
                let message =
                    format!("{} in `{head}` is neither yes nor no", self.describe(column, other));
                self.fault(code!("records::wrong_answer"), cell, message, "write yes or no");
                None
            }
        }
    }

    fn one_of(
        &mut self,
        column: &Column,
        names: &'static [&'static str],
        cell: &Cell,
    ) -> Option<RecordValue> {
        if let Some(name) = names.iter().find(|name| **name == cell.text) {
            return Some(RecordValue::Text((*name).into()));
        }
        let head = self.record.head(column);
        let message = format!("{} is not known in `{head}`", self.describe(column, &cell.text));
        let remedy = format!("write one of {}", names.join(", "));
        self.fault(code!("records::wrong_name"), cell, message, &remedy);
        None
    }

    fn whole(&mut self, column: &Column, least: u32, cell: &Cell) -> Option<RecordValue> {
        let digits = cell.text.bytes().all(|byte| byte.is_ascii_digit());
        let number = cell.text.parse::<u64>().ok().filter(|_| digits);
        let Some(number) = number.filter(|number| (u64::from(least)..=MOST).contains(number))
        else {
            let message = format!(
                "{} in `{}` is not a whole number of {least} or more",
                self.describe(column, &cell.text),
                self.record.head(column)
            );
            let remedy = if stands_for_small(&cell.text) {
                SMALL
            } else {
                "write a whole number in digits alone"
            };
            self.fault(code!("records::wrong_number"), cell, message, remedy);
            return None;
        };
        Some(RecordValue::Whole(number))
    }

    fn decimal(&mut self, column: &Column, cell: &Cell) -> Option<RecordValue> {
        let number = exact(&cell.text);
        if number.is_none() {
            let head = self.record.head(column);
            let message =
                format!("{} in `{head}` is not a number", self.describe(column, &cell.text));
            let remedy =
                "write digits, with a point before decimals and without separators or units";
            self.fault(code!("records::wrong_number"), cell, message, remedy);
        }
        number.map(RecordValue::Decimal)
    }

    /// Why a cell cannot be read, where `error` says it of a text that may be shown.
    fn unread(&self, column: &Column, cell: &Cell, what: &str, error: String) -> String {
        if self.mask.shows_cell(column, &cell.text) {
            return error;
        }
        format!("{} is not {what}", self.describe(column, &cell.text))
    }

    fn period(&mut self, column: &Column, cell: &Cell) -> Option<RecordValue> {
        match cell.text.parse::<Period>() {
            Ok(period) => Some(RecordValue::Period(period)),
            Err(error) => {
                let remedy = "write it as in 2024/25 or 2024-10/2025-09";
                let message = self.unread(column, cell, "a period", error.to_string());
                self.fault(code!("records::wrong_period"), cell, message, remedy);
                None
            }
        }
    }

    fn area(&mut self, column: &Column, cell: &Cell) -> Option<RecordValue> {
        let known = self.areas.is_none_or(|areas| areas.iter().any(|one| one.code == cell.text));
        if known {
            return Some(RecordValue::Text(cell.text.clone().into()));
        }
        let message =
            format!("{} is none of the areas of this quarter", self.describe(column, &cell.text));
        let remedy = "correct it, or list it as one of the [[areas]] in panel.toml";
        self.fault(code!("returns::unknown_area"), cell, message, remedy);
        None
    }

    fn partnership(&mut self, column: &Column, cell: &Cell) -> Option<RecordValue> {
        if self.partnerships.is_none_or(|known| known.of_code(&cell.text).is_some()) {
            return Some(RecordValue::Text(cell.text.clone().into()));
        }
        let message = format!(
            "{} is neither a community safety partnership of the force's area nor an authority in one",
            self.describe(column, &cell.text)
        );
        let remedy = "correct the code; where partnerships have changed since December 2016, or are made up, list them in partnerships.csv beside panel.toml";
        self.fault(code!("partnerships::unknown"), cell, message, remedy);
        None
    }

    fn words(&mut self, column: &Column, cell: &Cell) -> Option<RecordValue> {
        match print_words(&cell.text) {
            Ok(line) => Some(RecordValue::Text(line.into())),
            Err(Unprinted { code, what, remedy }) => {
                let message = format!("`{}` {what}", self.record.head(column));
                self.fault(code, cell, message, remedy);
                None
            }
        }
    }
}

/// The day in a text such as `2024-10-05`, which is the one way to write it: a million are read.
fn plain_day(text: &[u8]) -> Option<Date> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else { return None };
    let year = 100 * i16::from(two_digits(*y1, *y2)?) + i16::from(two_digits(*y3, *y4)?);
    Date::new(year, two_digits(*m1, *m2)?, two_digits(*d1, *d2)?).ok()
}

/// The day with its time in a text such as `2024-10-05T23:40`.
fn plain_moment(text: &[u8]) -> Option<DateTime> {
    let (day, [b'T', h1, h2, b':', m1, m2]) = text.split_at_checked(10)? else { return None };
    let time = Time::new(two_digits(*h1, *h2)?, two_digits(*m1, *m2)?, 0, 0).ok()?;
    Some(plain_day(day)?.to_datetime(time))
}

fn two_digits(tens: u8, ones: u8) -> Option<i8> {
    let digit = |byte: u8| byte.is_ascii_digit().then(|| byte - b'0');
    i8::try_from(10 * digit(tens)? + digit(ones)?).ok()
}

/// More than any number of a record, and small enough for exact sums.
const MOST: u64 = 1_000_000_000_000;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Days and times in their one form are those that the library for dates reads.
        #[test]
        fn days_and_times_are_read_as_by_their_library(
            year in 0..9999_i32, month in 0..14, day in 0..33, hour in 0..26, minute in 0..62,
        ) {
            let text = format!("{year:04}-{month:02}-{day:02}");
            prop_assert_eq!(plain_day(text.as_bytes()), text.parse().ok());
            let text = format!("{text}T{hour:02}:{minute:02}");
            prop_assert_eq!(plain_moment(text.as_bytes()), text.parse().ok());
        }

        #[test]
        fn in_no_other_form_are_they_read(text in "[0-9]{4}[-/0-9][0-9]{2}[-0-9][0-9 -]{2}[T ]?[0-9:Z+]{0,6}") {
            let day = plain_day(text.as_bytes());
            prop_assert_eq!(day.map(|day| day.to_string()), day.map(|_| text.clone()));
            let moment = plain_moment(text.as_bytes());
            prop_assert!(moment.is_none_or(|_| text.len() == 16 && text.as_bytes()[10] == b'T'));
        }
    }
}
