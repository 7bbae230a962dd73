//! Lists of texts and of tables.

use std::ops::Range;

use panel_core::{Fault, code, quoted_piece};

use super::Fields;
use crate::repeats::note_repeats;

impl<'a> Fields<'a> {
    /// Names of some of `all`, at least one, each once, in the order of `all`.
    pub(crate) fn some_of<T: Copy>(
        &mut self,
        field: &'static str,
        all: &[T],
        name: fn(T) -> &'static str,
        faults: &mut Vec<Fault>,
    ) -> Option<Vec<T>> {
        let value = self.required(field, faults)?;
        let known: Vec<_> = all.iter().map(|one| format!("\"{}\"", name(*one))).collect();
        let known = known.join(", ");
        let wanted = format!("one or more of {known} in square brackets");
        let Some(array) = value.get_ref().as_array().filter(|array| !array.is_empty()) else {
            self.wrong(field, value, &wanted, faults);
            return None;
        };
        let (mut texts, before) = (Vec::new(), faults.len());
        for one in array {
            match one.get_ref().as_str() {
                Some(text) if all.iter().any(|one| name(*one) == text) => {
                    texts.push((text.to_owned(), one.span()));
                }
                Some(text) => {
                    let message = format!("`{field}` knows no `{}`", quoted_piece(text));
                    let remedy = format!("write one or more of {known}");
                    let code = code!("toml::wrong_value");
                    faults.push(Fault::at(code, self.source, one.span(), message, remedy));
                }
                None => self.wrong(field, one, "text in quotation marks", faults),
            }
        }
        note_repeats(self.source, &format!("`{field}`"), &texts, faults);
        let named = |one: &T| texts.iter().any(|(text, _)| text == name(*one));
        (faults.len() == before).then(|| all.iter().copied().filter(named).collect())
    }

    /// The tables of an array of tables; none where it is left out.
    pub(crate) fn tables(
        &mut self,
        field: &'static str,
        faults: &mut Vec<Fault>,
    ) -> Vec<Fields<'a>> {
        let Some(value) = self.optional(field) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong(field, value, &format!("tables [[{field}]]"), faults);
            return Vec::new();
        };
        let mut tables = Vec::new();
        for one in array {
            match one.get_ref().as_table() {
                Some(table) => {
                    let name = format!("[[{field}]]");
                    tables.push(Fields::of(self.source, table, one.span(), &name));
                }
                None => self.wrong(field, one, &format!("a table [[{field}]]"), faults),
            }
        }
        tables
    }

    /// The texts of an array; none where it is left out.
    pub(crate) fn texts(&mut self, field: &'static str, faults: &mut Vec<Fault>) -> Vec<String> {
        self.spanned_texts(field, faults).into_iter().map(|(text, _)| text).collect()
    }

    /// The texts of an array with their places; none where it is left out.
    pub(crate) fn spanned_texts(
        &mut self,
        field: &'static str,
        faults: &mut Vec<Fault>,
    ) -> Vec<(String, Range<usize>)> {
        let Some(value) = self.optional(field) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong(field, value, "texts in square brackets", faults);
            return Vec::new();
        };
        let mut texts = Vec::new();
        for one in array {
            match one.get_ref().as_str() {
                Some(text) if text.trim().is_empty() => {
                    let message = format!("a text of `{field}` is empty");
                    let remedy = "say what it is, or take it away";
                    faults.push(Fault::at(
                        code!("toml::empty"),
                        self.source,
                        one.span(),
                        message,
                        remedy,
                    ));
                }
                Some(text) => {
                    let printed = self.printed(field, text, one.span(), faults);
                    texts.extend(printed.map(|text| (text, one.span())));
                }
                None => self.wrong(field, one, "text in quotation marks", faults),
            }
        }
        note_repeats(self.source, &format!("`{field}`"), &texts, faults);
        texts
    }
}
