//! The tables of each kind of return: their columns, and a row of each as a typed figure.

use std::str::FromStr;

use panel_core::{
    Fault, Month, Need, Period, Pounds, Quantity, ReturnKind, SourceText, Status, nearest,
};
use rust_decimal::Decimal;

use crate::table::{Cell, Record};

/// The columns of a kind of return, in their order.
pub(crate) fn columns(kind: ReturnKind) -> &'static [&'static str] {
    match kind {
        ReturnKind::Counts => &["series", "area", "period", "count", "status", "note"],
        ReturnKind::MonthlyCounts => &["series", "area", "month", "count", "status", "note"],
        ReturnKind::Surveys => &[
            "series",
            "area",
            "period",
            "positive",
            "surveyed",
            "published_percent",
            "status",
            "note",
        ],
        ReturnKind::Positions => {
            &["series", "area", "as_at", "place", "group_size", "status", "note"]
        }
        ReturnKind::Money => &["series", "area", "as_at", "million_pounds", "status", "note"],
        ReturnKind::Words => &["series", "area", "as_at", "assessment", "status", "note"],
        ReturnKind::Figures => &["series", "area", "period", "value", "unit", "status", "note"],
    }
}

/// A row as typed figures.
pub(crate) struct Parsed {
    pub(crate) series: String,
    pub(crate) area: String,
    pub(crate) period: Period,
    pub(crate) value: Quantity,
    pub(crate) status: Status,
    pub(crate) note: Option<String>,
}

/// A number of people in a cell that may be empty.
#[derive(Debug, Clone, Copy)]
pub(crate) enum People {
    Given(u64),
    NotGiven,
}

/// The series that was probably meant.
pub(crate) fn nearest_series(
    series: &str,
    kind: ReturnKind,
    needs: &[Need],
) -> Option<&'static str> {
    let known = needs.iter().filter(|need| need.kind == kind).map(|need| need.series.id());
    nearest(series, known)
}

/// The series that was probably meant, as a remedy.
pub(crate) fn suggestion(nearest: Option<&str>) -> String {
    nearest.map_or_else(
        || "correct its name; `panel priorities` lists the series".to_owned(),
        |id| format!("is `{id}` meant?"),
    )
}

/// Reads the cells of one row, noting every fault of every cell.
pub(crate) struct RowReader<'a> {
    source: &'a SourceText,
    kind: ReturnKind,
    record: &'a Record,
    faults: &'a mut Vec<Fault>,
}

impl<'a> RowReader<'a> {
    pub(crate) fn new(
        source: &'a SourceText,
        kind: ReturnKind,
        record: &'a Record,
        faults: &'a mut Vec<Fault>,
    ) -> Self {
        Self { source, kind, record, faults }
    }

    /// The row, or nothing where any cell is at fault.
    pub(crate) fn parse(mut self) -> Option<Parsed> {
        let before = self.faults.len();
        let series = self.name("series", "offences/domestic-burglary");
        let area = self.area();
        let period = match self.kind {
            ReturnKind::Counts | ReturnKind::Surveys | ReturnKind::Figures => {
                self.parsed::<Period>("period")
            }
            ReturnKind::MonthlyCounts => self.parsed::<Month>("month").map(Period::month),
            ReturnKind::Positions | ReturnKind::Money | ReturnKind::Words => {
                self.parsed::<Month>("as_at").map(Period::month)
            }
        };
        let status = self.status();
        let value = self.value(status.unwrap_or(Status::Final));
        if let (Some(Status::Annualised), Some(period)) = (status, period) {
            self.annualised(period);
        }
        let note = self.line_of_words("note");
        if self.faults.len() > before {
            return None;
        }
        Some(Parsed {
            series: series?,
            area: area?,
            period: period?,
            value: value?,
            status: status?,
            note: (!note.is_empty()).then_some(note),
        })
    }

    pub(crate) fn cell(&self, column: &str) -> &'a Cell {
        let index = columns(self.kind).iter().position(|name| *name == column).unwrap_or(0);
        &self.record.cells[index]
    }

    pub(crate) fn fault(&mut self, code: &'static str, cell: &Cell, message: String, remedy: &str) {
        let span = if cell.span.is_empty() { self.record.span.clone() } else { cell.span.clone() };
        self.faults.push(Fault::at(code, self.source, span, message, remedy));
    }

    /// A name such as `offences/domestic-burglary`.
    fn name(&mut self, column: &str, example: &str) -> Option<String> {
        let cell = self.cell(column);
        let right = !cell.text.is_empty()
            && cell
                .text
                .bytes()
                .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'/'));
        if right {
            return Some(cell.text.clone());
        }
        let message = format!("`{}` is not the name of a series", shown(&cell.text));
        let remedy = format!("write small letters, digits, hyphens and slashes, as in {example}");
        self.fault("returns::wrong_series", cell, message, &remedy);
        None
    }

    /// A GSS code.
    fn area(&mut self) -> Option<String> {
        let cell = self.cell("area");
        let (first, rest) = cell.text.split_at_checked(1).unwrap_or_default();
        let right = "EKNSWX".contains(first)
            && rest.len() == 8
            && rest.bytes().all(|byte| byte.is_ascii_digit());
        if right {
            return Some(cell.text.clone());
        }
        let message = format!("`{}` is not the code of an area", shown(&cell.text));
        let remedy = "write its GSS code: a letter and eight digits, as in E23000021";
        self.fault("returns::wrong_area", cell, message, remedy);
        None
    }

    fn parsed<T>(&mut self, column: &str) -> Option<T>
    where
        T: FromStr,
        T::Err: std::fmt::Display,
    {
        let cell = self.cell(column);
        match cell.text.parse() {
            Ok(parsed) => Some(parsed),
            Err(error) => {
                let remedy = format!("correct the `{column}`");
                self.fault("returns::wrong_period", cell, error.to_string(), &remedy);
                None
            }
        }
    }

    fn status(&mut self) -> Option<Status> {
        let cell = self.cell("status");
        let found = Status::ALL.into_iter().find(|status| status.name() == cell.text);
        if found.is_none() {
            let names: Vec<_> = Status::ALL.into_iter().map(Status::name).collect();
            let message = format!("`{}` is not a status", shown(&cell.text));
            let remedy = format!("write one of {}", names.join(", "));
            self.fault("returns::wrong_status", cell, message, &remedy);
        }
        found
    }

    /// Only a count can be annualised, and only from less than a year.
    fn annualised(&mut self, period: Period) {
        let counts = matches!(self.kind, ReturnKind::Counts);
        if counts && period.months() < 12 {
            return;
        }
        let message = if counts {
            format!(
                "an annualised count is of less than a year; {} has {} months",
                period,
                period.months()
            )
        } else {
            "only counts can be annualised".to_owned()
        };
        let remedy = "write `final`, or the shorter period that the count was scaled from";
        self.fault("returns::wrong_status", self.cell("status"), message, remedy);
    }

    fn value(&mut self, status: Status) -> Option<Quantity> {
        match self.kind {
            ReturnKind::Counts | ReturnKind::MonthlyCounts => {
                self.count("count").map(Quantity::Count)
            }
            ReturnKind::Surveys => self.share(status),
            ReturnKind::Positions => self.place(),
            ReturnKind::Money => self
                .decimal("million_pounds")
                .map(|number| Quantity::Money(Pounds::millions(number))),
            ReturnKind::Words => self.words(),
            ReturnKind::Figures => self.figure(),
        }
    }

    /// A whole number.
    fn whole(&mut self, column: &str) -> Option<i64> {
        let cell = self.cell(column);
        match cell.text.parse::<i64>() {
            Ok(number) if number.unsigned_abs() <= MOST => Some(number),
            Ok(_) => {
                let message = format!("`{}` is more than this paper can count", shown(&cell.text));
                self.fault("returns::wrong_count", cell, message, "is a digit too many in it?");
                None
            }
            Err(_) if all_digits(&cell.text) => {
                let message = format!("`{}` is more than this paper can count", shown(&cell.text));
                self.fault("returns::wrong_count", cell, message, "is a digit too many in it?");
                None
            }
            Err(_) => {
                let message =
                    format!("`{}` in `{column}` is not a whole number", shown(&cell.text));
                let remedy = if cell.text.contains(',') {
                    "write it without separators"
                } else if not_available(&cell.text) {
                    "leave the row out, and say in awaited.toml why the figure is missing"
                } else {
                    "write digits alone"
                };
                self.fault("returns::wrong_count", cell, message, remedy);
                None
            }
        }
    }

    /// A whole number that is not negative.
    fn count(&mut self, column: &str) -> Option<i64> {
        let number = self.whole(column)?;
        if number >= 0 {
            return Some(number);
        }
        let message = format!("{number} in `{column}` is less than none");
        let remedy = "take a revision off the period that it corrects";
        self.fault("returns::wrong_count", self.cell(column), message, remedy);
        None
    }

    /// A number of people, or nobody named where the cell is empty.
    pub(crate) fn people(&mut self, column: &str) -> Option<People> {
        if self.cell(column).text.is_empty() {
            return Some(People::NotGiven);
        }
        let number = self.whole(column)?;
        if let Ok(people) = u64::try_from(number) {
            return Some(People::Given(people));
        }
        let message = format!("{number} in `{column}` is less than nobody");
        self.fault("returns::wrong_count", self.cell(column), message, "write how many people");
        None
    }

    pub(crate) fn decimal(&mut self, column: &str) -> Option<Decimal> {
        let cell = self.cell(column);
        let parsed = Decimal::from_str_exact(&cell.text).ok();
        let number = parsed.filter(|one| one.abs() <= Decimal::from(MOST) && one.scale() <= 6);
        if number.is_none() {
            let message = format!("`{}` in `{column}` is not a number", shown(&cell.text));
            let remedy = if not_available(&cell.text) {
                "leave the row out, and say in awaited.toml why the figure is missing"
            } else {
                "write digits, with a point before decimals and without separators or units"
            };
            self.fault("returns::wrong_number", cell, message, remedy);
        }
        number
    }

    /// Words, with their line breaks made spaces.
    fn line_of_words(&mut self, column: &str) -> String {
        let cell = self.cell(column);
        let line = cell.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.chars().any(char::is_control) {
            let message = format!("the words in `{column}` hold a control character");
            self.fault("returns::wrong_words", cell, message, "write them as plain text");
        }
        line
    }

    fn words(&mut self) -> Option<Quantity> {
        let cell = self.cell("assessment");
        if cell.text.is_empty() {
            self.fault(
                "returns::no_words",
                cell,
                "there is no assessment".to_owned(),
                "write it, or leave the row out and say in awaited.toml why it is missing",
            );
            return None;
        }
        Some(Quantity::Words(self.line_of_words("assessment")))
    }

    fn place(&mut self) -> Option<Quantity> {
        let place = self.whole("place");
        let size = self.people("group_size")?;
        let place = place.and_then(|place| u32::try_from(place).ok()).filter(|place| *place >= 1);
        let of = match size {
            People::NotGiven => None,
            People::Given(size) => u32::try_from(size).ok(),
        };
        match (place, of) {
            (Some(place), of) if of.is_none_or(|of| place <= of) => {
                Some(Quantity::Place { place, of })
            }
            (Some(place), Some(of)) => {
                let message = format!("there is no place {place} in a group of {of}");
                let remedy = "correct `place` or `group_size`";
                self.fault("returns::wrong_place", self.cell("place"), message, remedy);
                None
            }
            _ => {
                let cell = self.cell("place");
                let message = format!("`{}` is not a place in the group", shown(&cell.text));
                self.fault("returns::wrong_place", cell, message, "write 1 for the best");
                None
            }
        }
    }

    fn figure(&mut self) -> Option<Quantity> {
        let unit = self.cell("unit");
        match unit.text.as_str() {
            "count" => self.count("value").map(Quantity::Count),
            "percent" => self.decimal("value").map(Quantity::PercentChange),
            "points" => self.decimal("value").map(Quantity::Points),
            "stars" => self.decimal("value").map(Quantity::Stars),
            "million_pounds" => {
                self.decimal("value").map(|number| Quantity::Money(Pounds::millions(number)))
            }
            other => {
                let message = format!("`{}` is not a unit", shown(other));
                let remedy = "write count, percent, points, stars or million_pounds";
                self.fault("returns::wrong_unit", unit, message, remedy);
                None
            }
        }
    }
}

/// More than any count, sum or survey of this plan, and small enough for exact arithmetic.
const MOST: u64 = 1_000_000_000_000;

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn not_available(text: &str) -> bool {
    matches!(
        text.to_ascii_lowercase().as_str(),
        "" | "n/a" | "na" | "-" | "–" | "tbc" | "nil" | "none" | "null" | "#n/a"
    )
}

/// Text of a cell in a message: short, and without control characters.
fn shown(text: &str) -> String {
    text.chars().take(40).collect::<String>().escape_debug().to_string()
}
