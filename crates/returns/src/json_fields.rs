//! Typed reading of a JSON file: every wrong and missing field at once, each with its place.

use std::ops::Range;

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use panel_core::{Date, Fault, FaultCode, Slip, SourceText, code, quoted_piece, read_json_error};
use panel_typeface::{find_misprint, plain};
use serde::de::IgnoredAny;

/// Whatever does not fit this file's rules.
const UNREADABLE: FaultCode = code!("datapackage::unreadable");

/// Parses `source`, noting a fault of syntax.
pub(crate) fn parse_json<'a>(source: &'a SourceText, faults: &mut Vec<Fault>) -> Option<Value<'a>> {
    // The one is strict and goes no deeper than allowed, and the other knows the place of each value.
    if let Err(error) = serde_json::from_str::<IgnoredAny>(&source.text) {
        let line = source.line(u32::try_from(error.line()).unwrap_or(1));
        let offset = (line.start + error.column().saturating_sub(1)).min(line.end);
        let Slip { what, remedy } = read_json_error(&error.to_string());
        faults.push(Fault::at(UNREADABLE, source, offset..offset + 1, what, remedy));
        return None;
    }
    let parsed = parse_to_ast(&source.text, &CollectOptions::default(), &ParseOptions::default());
    let value = parsed.ok().and_then(|parsed| parsed.value);
    if value.is_none() {
        let remedy = "write it as `panel returns schema` does";
        faults.push(Fault::at(UNREADABLE, source, 0..1, "the file cannot be read", remedy));
    }
    value
}

/// An object whose fields are read one by one.
#[derive(Clone)]
pub(crate) struct JsonFields<'a> {
    source: &'a SourceText,
    object: &'a Object<'a>,
    /// What faults call it, such as `the resource`.
    name: &'static str,
}

impl<'a> JsonFields<'a> {
    /// The fields of a value, which is to be an object.
    pub(crate) fn of(
        source: &'a SourceText,
        value: &'a Value<'a>,
        name: &'static str,
        faults: &mut Vec<Fault>,
    ) -> Option<Self> {
        if let Value::Object(object) = value {
            return Some(Self { source, object, name });
        }
        let span = value.start()..value.end();
        let message = format!("{name} is not an object");
        faults.push(Fault::at(UNREADABLE, source, span, message, "write it between { and }"));
        None
    }

    /// The value of a field, where there is one.
    fn value(&self, field: &str) -> Option<&'a Value<'a>> {
        let named = |property: &&jsonc_parser::ast::ObjectProp<'_>| property.name.as_str() == field;
        let value = &self.object.properties.iter().find(named)?.value;
        (!matches!(value, Value::NullKeyword(_))).then_some(value)
    }

    /// Where a field stands, or the beginning of the object where it has none.
    pub(crate) fn span(&self, field: &str) -> Range<usize> {
        let start = self.object.range.start;
        self.value(field).map_or(start..start + 1, |value| value.start()..value.end())
    }

    /// A fault of a field.
    pub(crate) fn fault(
        &self,
        code: FaultCode,
        field: &str,
        message: String,
        remedy: &str,
        faults: &mut Vec<Fault>,
    ) {
        faults.push(Fault::at(code, self.source, self.span(field), message, remedy));
    }

    fn wrong(&self, field: &str, what: &str, faults: &mut Vec<Fault>) {
        let message = format!("`{field}` of {} is not {what}", self.name);
        self.fault(UNREADABLE, field, message, &format!("write {what}"), faults);
    }

    fn missing(&self, field: &str, faults: &mut Vec<Fault>) {
        let message = format!("{} has no `{field}`", self.name);
        self.fault(UNREADABLE, field, message, &format!("add \"{field}\""), faults);
    }

    /// A text of at most so many letters that may be left out, as it is printed; `None` where it is left out,
    /// or at fault.
    pub(crate) fn optional_text(
        &self,
        field: &str,
        most: usize,
        faults: &mut Vec<Fault>,
    ) -> Option<String> {
        let Value::StringLit(text) = self.value(field)? else {
            self.wrong(field, "text in quotation marks", faults);
            return None;
        };
        let Some(misprint) = find_misprint(&text.value, most) else {
            return Some(plain(&text.value).into_owned());
        };
        let code = if misprint.is_too_long {
            code!("datapackage::too_long")
        } else {
            code!("datapackage::not_printable")
        };
        let span = misprint.find_in(&self.source.text, text.range.start..text.range.end);
        let message = format!("`{field}` of {} {}", self.name, misprint.what);
        faults.push(Fault::at(code, self.source, span, message, misprint.remedy));
        None
    }

    /// The same of a text that must be there.
    pub(crate) fn text(&self, field: &str, most: usize, faults: &mut Vec<Fault>) -> Option<String> {
        if self.value(field).is_none() {
            self.missing(field, faults);
        }
        self.optional_text(field, most, faults)
    }

    /// `true` or `false`, which it is where it is left out.
    pub(crate) fn boolean(&self, field: &str, faults: &mut Vec<Fault>) -> bool {
        match self.value(field) {
            None => false,
            Some(Value::BooleanLit(boolean)) => boolean.value,
            Some(_) => {
                self.wrong(field, "true or false", faults);
                false
            }
        }
    }

    /// A day, which may be left out.
    pub(crate) fn date(&self, field: &str, faults: &mut Vec<Fault>) -> Option<Date> {
        let value = self.value(field)?;
        let text = value.as_string_lit().map(|text| &*text.value).unwrap_or_default();
        let date = text.parse().ok();
        if date.is_none() {
            let message = format!("`{field}` is `{}`, and not a day", quoted_piece(text));
            let remedy = "write year, month and day, such as \"2014-12-17\"";
            self.fault(UNREADABLE, field, message, remedy, faults);
        }
        date
    }

    /// An object within, called `name`, that must be there.
    pub(crate) fn object(
        &self,
        field: &str,
        name: &'static str,
        faults: &mut Vec<Fault>,
    ) -> Option<JsonFields<'a>> {
        let Some(value) = self.value(field) else {
            self.missing(field, faults);
            return None;
        };
        Self::of(self.source, value, name, faults)
    }

    /// The objects of a list that must be there, each called `name`.
    pub(crate) fn objects(
        &self,
        field: &str,
        name: &'static str,
        faults: &mut Vec<Fault>,
    ) -> Option<Vec<Option<JsonFields<'a>>>> {
        let Some(value) = self.value(field) else {
            self.missing(field, faults);
            return None;
        };
        let Value::Array(array) = value else {
            self.wrong(field, "a list in square brackets", faults);
            return None;
        };
        let one = |value| Self::of(self.source, value, name, faults);
        Some(array.elements.iter().map(one).collect())
    }
}
