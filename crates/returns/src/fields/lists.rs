//! Lists of texts and of tables.

use std::ops::Range;

use panel_core::Fault;

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
        let wanted = format!("one or more of {} in square brackets", known.join(", "));
        let texts: Option<Vec<_>> = value
            .get_ref()
            .as_array()
            .and_then(|array| array.iter().map(|one| one.get_ref().as_str()).collect());
        let named = |text: &&str| all.iter().any(|one| name(*one) == *text);
        match texts {
            Some(texts) if !texts.is_empty() && texts.iter().all(named) => {
                let each: Vec<_> =
                    texts.iter().map(|text| ((*text).to_owned(), value.span())).collect();
                note_repeats(self.source, &format!("`{field}`"), &each, faults);
                Some(all.iter().copied().filter(|one| texts.contains(&name(*one))).collect())
            }
            _ => {
                self.wrong(field, value, &wanted, faults);
                None
            }
        }
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
