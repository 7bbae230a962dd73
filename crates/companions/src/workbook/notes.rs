//! The notes that rows refer to: each is told once, and none that no row refers to.

use super::cell::Cell;
use super::sheet::Sheet;
use crate::Shorthand;
use crate::figures::FigureRecord;

/// The name of the sheet.
pub(crate) const NOTES: &str = "Notes";

/// The notes, in the order in which they are first referred to.
#[derive(Debug, Default)]
pub(crate) struct Notes(Vec<String>);

impl Notes {
    /// The markers of the notes of these figures.
    pub(crate) fn of<'a>(
        &mut self,
        figures: impl Iterator<Item = &'a &'a FigureRecord<'a>>,
    ) -> Cell {
        let mut marks: Vec<String> = Vec::new();
        for note in figures.filter_map(|figure| figure.note.as_deref()) {
            let index = self.0.iter().position(|known| known == note).unwrap_or_else(|| {
                self.0.push(note.to_owned());
                self.0.len() - 1
            });
            let mark = marker(index);
            if !marks.contains(&mark) {
                marks.push(mark);
            }
        }
        if marks.is_empty() {
            return Cell::Shorthand(Shorthand::NotApplicable);
        }
        Cell::words(&marks.join(" "))
    }

    /// The sheet of the notes; nothing where there are none.
    pub(crate) fn sheet(&self) -> Option<Sheet> {
        let rows: Vec<_> = (0..)
            .zip(&self.0)
            .map(|(index, note)| vec![Cell::words(&marker(index)), Cell::words(note)])
            .collect();
        (!rows.is_empty()).then(|| Sheet {
            name: NOTES,
            what: "The notes that the rows of the dashboard refer to",
            title: "Notes".to_owned(),
            columns: vec![("Note".to_owned(), 14), ("What it says".to_owned(), 90)],
            rows,
            marks: [].into(),
        })
    }
}

fn marker(index: usize) -> String {
    format!("[note {}]", index + 1)
}
