//! Typed reading of a TOML file: every wrong, missing and unknown field at once, each with its place.

mod lists;
mod parse;

use std::collections::BTreeSet;
use std::ops::Range;
use std::str::FromStr;

use panel_core::{Fault, FaultCode, SourceText, code};
use panel_typeface::{
    LONGEST_NAME, LONGEST_PARAGRAPH, PLAIN_WORDS, find_markup, find_misprint, plain,
};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub(crate) use parse::parse;

/// The fields that hold sentences; every other text is a name.
const PARAGRAPHS: [&str; 4] = ["note", "notice", "text", "why"];

/// The fields that name a file or a folder, which are not printed.
const FILES: [&str; 2] = ["logo", "previous"];

/// A table whose fields are taken one by one; those left over are unknown.
pub(crate) struct Fields<'a> {
    source: &'a SourceText,
    table: Option<&'a DeTable<'a>>,
    span: Range<usize>,
    name: String,
    taken: BTreeSet<&'static str>,
}

impl<'a> Fields<'a> {
    /// The fields of `table`, which faults call `name`.
    pub(crate) fn of(
        source: &'a SourceText,
        table: &'a DeTable<'a>,
        span: Range<usize>,
        name: &str,
    ) -> Self {
        let (table, name) = (Some(table), name.to_owned());
        Self { source, table, span, name, taken: BTreeSet::new() }
    }

    /// The file that they stand in.
    pub(crate) fn source(&self) -> &'a SourceText {
        self.source
    }

    /// The bytes of the table's head.
    pub(crate) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// A field that may be left out.
    pub(crate) fn optional(&mut self, field: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.taken.insert(field);
        self.table.and_then(|table| table.get(field))
    }

    /// A field that must be there.
    fn required(
        &mut self,
        field: &'static str,
        faults: &mut Vec<Fault>,
    ) -> Option<&'a Spanned<DeValue<'a>>> {
        let found = self.optional(field);
        if found.is_none() && self.table.is_some() {
            let message = format!("{} has no `{field}`", self.name);
            let remedy = format!("add a line `{field} = …`");
            faults.push(Fault::at(
                code!("toml::missing"),
                self.source,
                self.span(),
                message,
                remedy,
            ));
        }
        found
    }

    fn wrong(
        &self,
        field: &str,
        value: &Spanned<DeValue<'_>>,
        wanted: &str,
        faults: &mut Vec<Fault>,
    ) {
        faults.push(Fault::at(
            code!("toml::wrong_type"),
            self.source,
            value.span(),
            format!("`{field}` is {}, not {wanted}", self.described(value)),
            format!("write {wanted}"),
        ));
    }

    /// What a value is; a number as it was written, since another number may be meant.
    fn described(&self, value: &Spanned<DeValue<'_>>) -> &str {
        match value.get_ref() {
            DeValue::String(_) => "text",
            DeValue::Integer(_) | DeValue::Float(_) => {
                self.source.text.get(value.span()).unwrap_or("a number")
            }
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(day) if day.time.is_some() => "a date with a time",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        }
    }

    /// Text.
    pub(crate) fn text(&mut self, field: &'static str, faults: &mut Vec<Fault>) -> Option<String> {
        let value = self.required(field, faults)?;
        if let DeValue::String(text) = value.get_ref() {
            return self.printed(field, text, value.span(), faults);
        }
        self.wrong(field, value, "text in quotation marks", faults);
        None
    }

    /// The text as it is printed; a fault where it is longer than its field may be, or holds a letter
    /// that the typeface does not have. The name of a file stays as it is.
    fn printed(
        &self,
        field: &str,
        text: &str,
        span: Range<usize>,
        faults: &mut Vec<Fault>,
    ) -> Option<String> {
        let most = if PARAGRAPHS.contains(&field) { LONGEST_PARAGRAPH } else { LONGEST_NAME };
        let is_file = FILES.contains(&field);
        let misprint = find_misprint(text, most).filter(|found| found.is_too_long || !is_file);
        if let Some(misprint) = misprint {
            let code = if misprint.is_too_long {
                code!("toml::too_long")
            } else {
                code!("toml::not_printable")
            };
            let span = misprint.find_in(&self.source.text, span);
            let message = format!("`{field}` {}", misprint.what);
            faults.push(Fault::at(code, self.source, span, message, misprint.remedy));
            return None;
        }
        if is_file {
            return Some(text.to_owned());
        }
        if let Some(sign) = find_markup(text) {
            let at = self.source.text.get(span.clone()).and_then(|written| written.find(sign));
            let span = at.map_or(span.clone(), |at| span.start + at..span.start + at + sign.len());
            let message = format!("`{field}` has `{sign}`, and is printed as it is written");
            faults.push(Fault::at(code!("toml::markup"), self.source, span, message, PLAIN_WORDS));
            return None;
        }
        Some(plain(text).into_owned())
    }

    /// Text with its place.
    pub(crate) fn spanned_text(
        &mut self,
        field: &'static str,
        faults: &mut Vec<Fault>,
    ) -> Option<(String, Range<usize>)> {
        let text = self.words(field, faults)?;
        Some((text, self.optional(field)?.span()))
    }

    /// Text that says something.
    pub(crate) fn words(&mut self, field: &'static str, faults: &mut Vec<Fault>) -> Option<String> {
        let text = self.text(field, faults)?;
        if !text.trim().is_empty() {
            return Some(text);
        }
        let message = format!("`{field}` is empty");
        self.fault(code!("toml::empty"), field, message, "write what it is".to_owned(), faults);
        None
    }

    /// Text, or an empty one where the field is left out.
    pub(crate) fn text_or_empty(
        &mut self,
        field: &'static str,
        faults: &mut Vec<Fault>,
    ) -> Option<String> {
        if self.optional(field).is_none() {
            return Some(String::new());
        }
        self.text(field, faults)
    }

    /// Text that is parsed to a `T`.
    pub(crate) fn parsed<T>(&mut self, field: &'static str, faults: &mut Vec<Fault>) -> Option<T>
    where
        T: FromStr,
        T::Err: std::fmt::Display,
    {
        let text = self.text(field, faults)?;
        match text.parse() {
            Ok(parsed) => Some(parsed),
            Err(error) => {
                let remedy = format!("correct `{field}`");
                self.fault(code!("toml::wrong_value"), field, error.to_string(), remedy, faults);
                None
            }
        }
    }

    /// Text that is the name of one of `all`.
    pub(crate) fn one_of<T: Copy>(
        &mut self,
        field: &'static str,
        all: &[T],
        name: fn(T) -> &'static str,
        faults: &mut Vec<Fault>,
    ) -> Option<T> {
        let value = self.required(field, faults)?;
        let found = all.iter().copied().find(|one| value.get_ref().as_str() == Some(name(*one)));
        if found.is_none() {
            let known: Vec<_> = all.iter().map(|one| format!("\"{}\"", name(*one))).collect();
            self.wrong(field, value, &format!("one of {}", known.join(", ")), faults);
        }
        found
    }

    /// `true` or `false`.
    pub(crate) fn boolean(&mut self, field: &'static str, faults: &mut Vec<Fault>) -> Option<bool> {
        let value = self.required(field, faults)?;
        if let DeValue::Boolean(boolean) = value.get_ref() {
            return Some(*boolean);
        }
        self.wrong(field, value, "true or false", faults);
        None
    }

    /// A number between `least` and `most`.
    pub(crate) fn number(
        &mut self,
        field: &'static str,
        (least, most): (f64, f64),
        faults: &mut Vec<Fault>,
    ) -> Option<f64> {
        let value = self.required(field, faults)?;
        let number = match value.get_ref() {
            DeValue::Float(float) => float.as_str().parse::<f64>().ok(),
            DeValue::Integer(integer) if integer.radix() == 10 => {
                integer.as_str().parse::<f64>().ok()
            }
            _ => None,
        };
        match number {
            Some(number) if (least..=most).contains(&number) => Some(number),
            _ => {
                let wanted = format!("a number from {least} to {most}");
                self.wrong(field, value, &wanted, faults);
                None
            }
        }
    }

    /// A day.
    pub(crate) fn date(
        &mut self,
        field: &'static str,
        faults: &mut Vec<Fault>,
    ) -> Option<jiff::civil::Date> {
        let value = self.required(field, faults)?;
        let date = value.get_ref().as_datetime().and_then(|datetime| {
            let date = datetime.date.filter(|_| datetime.time.is_none())?;
            let year = i16::try_from(date.year).ok()?;
            jiff::civil::Date::new(
                year,
                i8::try_from(date.month).ok()?,
                i8::try_from(date.day).ok()?,
            )
            .ok()
        });
        if date.is_none() {
            let dated = value.get_ref().as_datetime().is_some();
            let wanted = if dated {
                "a day by itself, such as 2014-12-17"
            } else {
                "a date such as 2014-12-17, without quotation marks"
            };
            self.wrong(field, value, wanted, faults);
        }
        date
    }

    /// A table within.
    pub(crate) fn table(&mut self, field: &'static str, faults: &mut Vec<Fault>) -> Fields<'a> {
        let value = self.optional(field);
        if value.is_none() && self.table.is_some() {
            let message = format!("{} has no [{field}]", self.name);
            let remedy = format!("add a table [{field}]");
            faults.push(Fault::at(
                code!("toml::missing"),
                self.source,
                self.span(),
                message,
                remedy,
            ));
        }
        let table = value.and_then(|value| value.get_ref().as_table());
        if let (Some(value), None) = (value, table) {
            self.wrong(field, value, &format!("a table [{field}]"), faults);
        }
        let span = value.map_or(self.span(), Spanned::span);
        Fields {
            source: self.source,
            table,
            span,
            name: format!("[{field}]"),
            taken: BTreeSet::new(),
        }
    }

    /// A fault of the field itself, or of the whole table where the field is missing.
    pub(crate) fn fault(
        &self,
        code: FaultCode,
        field: &str,
        message: String,
        remedy: String,
        faults: &mut Vec<Fault>,
    ) {
        let value = self.table.and_then(|table| table.get(field));
        let span = value.map_or(self.span(), Spanned::span);
        faults.push(Fault::at(code, self.source, span, message, remedy));
    }

    /// Notes every field that was not taken.
    pub(crate) fn finish(self, faults: &mut Vec<Fault>) {
        let Some(table) = self.table else { return };
        for key in table.keys() {
            let name: &str = key.get_ref();
            if self.taken.contains(name) {
                continue;
            }
            let known: Vec<_> = self.taken.iter().map(|field| format!("`{field}`")).collect();
            faults.push(Fault::at(
                code!("toml::unknown"),
                self.source,
                key.span(),
                format!("{} knows no `{name}`", self.name),
                format!("remove it, or correct its name; known are {}", known.join(", ")),
            ));
        }
    }
}
