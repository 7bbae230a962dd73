//! A row of a return as a typed figure, whether it stood in a CSV or in a sheet.

use std::str::FromStr;

use panel_core::{
    Area, Fault, FaultCode, Holds, Month, Need, Observation, Period, Quantity, ReturnKind, Source,
    SourceText, Status, code, nearest,
};

use crate::cells::{Cell, Record};
use crate::period_meant::period_meant;

/// A row as a typed figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// The series.
    pub series: String,
    /// The area, by its GSS code.
    pub area: String,
    /// The months that it covers.
    pub period: Period,
    /// The figure.
    pub value: Quantity,
    /// How it stands.
    pub status: Status,
    /// What a reader should know beside it.
    pub note: Option<String>,
}

impl Parsed {
    /// The figure that stood in this place.
    #[must_use]
    pub fn into_observation(self, source: Source) -> Observation {
        Observation {
            series: self.series.into(),
            area: self.area.into(),
            period: self.period,
            value: self.value,
            status: self.status,
            note: self.note,
            source,
            counted: None,
            summed: None,
        }
    }
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
        || {
            "correct its name: the sheet Series of the template lists the series, as does `panel priorities`"
                .to_owned()
        },
        |id| format!("is `{id}` meant?"),
    )
}

/// After so many faults no name is looked for that was probably meant.
pub(crate) const SEARCHED: usize = 100;

/// Notes that no row of the plan reads the series, and gives the one that was probably meant.
pub fn unknown_series(
    source: &SourceText,
    record: &Record,
    row: &Parsed,
    kind: ReturnKind,
    needs: &[Need],
    faults: &mut Vec<Fault>,
) -> Option<&'static str> {
    let meant = nearest_series(&row.series, kind, needs);
    let message =
        format!("no row of the plan reads a {} return of `{}`", kind.name(), shown(&row.series));
    let remedy = suggestion(meant);
    let code = code!("returns::unknown_series");
    faults.push(record.cells[0].fault(code, source, &record.span, message, &remedy));
    meant
}

/// Notes that the area is none of `areas`.
pub fn unknown_area(
    source: &SourceText,
    record: &Record,
    row: &Parsed,
    areas: &[Area],
    faults: &mut Vec<Fault>,
) {
    if areas.iter().any(|area| area.code == row.area) {
        return;
    }
    let known: Vec<_> = areas.iter().take(10).map(|area| area.code.as_str()).collect();
    let message = format!("`{}` is none of the areas of this quarter", row.area);
    let remedy = format!(
        "correct it (there are {}), or list it as one of the [[areas]] in panel.toml",
        known.join(", ")
    );
    let code = code!("returns::unknown_area");
    faults.push(record.cells[1].fault(code, source, &record.span, message, &remedy));
}

/// Notes that the row is of another area than its series, which some row of the plan reads of one area
/// other than the force's. Gives whether it is.
pub fn other_area(
    source: &SourceText,
    record: &Record,
    row: &Parsed,
    kind: ReturnKind,
    needs: &[Need],
    faults: &mut Vec<Fault>,
) -> bool {
    let mut own = needs.iter().filter(|need| need.kind == kind && need.series.id() == row.series);
    let area = own.next().map(|need| need.series.area().code(&row.area));
    let Some(area) = area.filter(|area| *area != row.area) else { return false };
    let message = format!("`{}` is a figure of {area}, not of `{}`", row.series, row.area);
    let remedy = format!("write {area} if the figure is of that area; if not, take the row away");
    let code = code!("returns::other_area_of_series");
    faults.push(record.cells[1].fault(code, source, &record.span, message, &remedy));
    true
}

/// Reads the cells of one row, noting every fault of every cell.
pub struct RowReader<'a> {
    source: &'a SourceText,
    pub(crate) kind: ReturnKind,
    record: &'a Record,
    faults: &'a mut Vec<Fault>,
}

impl<'a> RowReader<'a> {
    /// A reader of the row `record` of a return of this kind, which stood in `source`; for a sheet,
    /// a text that has the workbook's name and nothing else.
    #[must_use]
    pub fn new(
        source: &'a SourceText,
        kind: ReturnKind,
        record: &'a Record,
        faults: &'a mut Vec<Fault>,
    ) -> Self {
        Self { source, kind, record, faults }
    }

    /// The row, or nothing where any cell is at fault.
    #[must_use]
    pub fn parse(mut self) -> Option<Parsed> {
        let before = self.faults.len();
        let series = self.name("series", "offences/domestic-burglary");
        let area = self.area();
        let period = self.period();
        let status = self.status();
        let value = self.value(status.unwrap_or(Status::Final));
        if let (Some(Status::Annualised), Some(period)) = (status, period) {
            self.annualised(period);
        }
        let note = self.line_of_words("note");
        if let Some(status) = status.filter(|status| status.wants_note() && note.is_empty()) {
            let message = format!("a figure that is `{}` has no note", status.name());
            let remedy = format!("say in its note what it is: {}", status.meaning());
            self.fault(code!("returns::no_note"), self.cell("note"), message, &remedy);
        }
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
        let mut columns = self.kind.columns().iter();
        &self.record.cells[columns.position(|one| one.name == column).unwrap_or(0)]
    }

    pub(crate) fn fault(&mut self, code: FaultCode, cell: &Cell, message: String, remedy: &str) {
        self.faults.push(cell.fault(code, self.source, &self.record.span, message, remedy));
    }

    /// The head over a column, as whoever filled in the row reads it.
    pub(crate) fn head(&self, column: &str) -> &'static str {
        let mut columns = self.kind.columns().iter();
        columns.find(|one| one.name == column).map_or("", |one| self.record.head(one))
    }

    /// Whether a cell that must be filled in is blank, which is a fault.
    pub(crate) fn is_blank(&mut self, code: FaultCode, column: &str, remedy: &str) -> bool {
        let cell = self.cell(column);
        let blank = cell.text.is_empty();
        if blank {
            let message = format!("the cell `{}` is blank", self.head(column));
            self.fault(code, cell, message, remedy);
        }
        blank
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
        let blank = "write the name of its series, as in the sheet Series of the template";
        if self.is_blank(code!("returns::wrong_series"), column, blank) {
            return None;
        }
        let message = format!("`{}` is not the name of a series", shown(&cell.text));
        let remedy = format!("write small letters, digits, hyphens and slashes, as in {example}");
        self.fault(code!("returns::wrong_series"), cell, message, &remedy);
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
        let remedy = "write its GSS code: a letter and eight digits, as in E23000021";
        if self.is_blank(code!("returns::wrong_area"), "area", remedy) {
            return None;
        }
        let message = format!("`{}` is not the code of an area", shown(&cell.text));
        self.fault(code!("returns::wrong_area"), cell, message, remedy);
        None
    }

    /// The period, in the form that the kind of return declares.
    fn period(&mut self) -> Option<Period> {
        let column = self.kind.columns().iter().find(|column| column.is_period())?;
        match column.holds {
            Holds::Month => self.parsed::<Month>(column.name).map(Period::month),
            _ => self.parsed::<Period>(column.name),
        }
    }

    fn parsed<T>(&mut self, column: &str) -> Option<T>
    where
        T: FromStr,
        T::Err: std::fmt::Display,
    {
        let cell = self.cell(column);
        if self.is_blank(
            code!("returns::wrong_period"),
            column,
            "write when it was, such as 2014-12, 2014/15 or 2014-10/2014-12",
        ) {
            return None;
        }
        match cell.text.parse() {
            Ok(parsed) => Some(parsed),
            Err(error) => {
                let remedy = match period_meant(&cell.text) {
                    Some(period) => format!("if {period} is meant, write {}", period.iso()),
                    None => format!("correct the `{}`", self.head(column)),
                };
                self.fault(code!("returns::wrong_period"), cell, error.to_string(), &remedy);
                None
            }
        }
    }

    fn status(&mut self) -> Option<Status> {
        let cell = self.cell("status");
        let found = Status::ALL.into_iter().find(|status| status.name() == cell.text);
        if found.is_none() {
            let names: Vec<_> = self.kind.statuses().iter().map(|one| one.name()).collect();
            let remedy = format!("write one of {}", names.join(", "));
            if self.is_blank(code!("returns::wrong_status"), "status", &remedy) {
                return None;
            }
            let message = format!("`{}` is not a status", shown(&cell.text));
            let near = nearest(&cell.text.to_lowercase(), names.iter().copied());
            let remedy = near.map_or(remedy, |near| format!("is `{near}` meant?"));
            self.fault(code!("returns::wrong_status"), cell, message, &remedy);
        }
        // That only counts can be annualised is told with their period.
        let other = |status: &Status| {
            *status != Status::Annualised && !self.kind.statuses().contains(status)
        };
        if let Some(status) = found.filter(other) {
            let (kind, name) = (self.kind.name().replace('_', " "), status.name());
            let message = format!("a return of {kind} cannot be {}", name.replace('_', " "));
            let remedy = if status == Status::Impossible {
                "write `final`; `impossible` is for percentages of people".to_owned()
            } else {
                let names: Vec<_> = self.kind.statuses().iter().map(|one| one.name()).collect();
                format!("write one of {}", names.join(", "))
            };
            self.fault(code!("returns::wrong_status"), cell, message, &remedy);
        }
        found
    }

    /// Only a count can be annualised, and only from less than a year.
    fn annualised(&mut self, period: Period) {
        let counts = self.kind.statuses().contains(&Status::Annualised);
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
        self.fault(code!("returns::wrong_status"), self.cell("status"), message, remedy);
    }
}

/// Text of a cell in a message: short, and without anything that acts.
pub(crate) use panel_core::quoted_piece as shown;
