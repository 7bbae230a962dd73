//! What faults may show of a table of records that has keys of people.
//!
//! A person's number, name or day of birth may stand in any cell: in another column, in a row that is too
//! long, over the table. So a fault shows a cell only where what its column declares explains the text: a declared
//! name or nearly one, a day of the months that the records cover, or a small number in a column of
//! numbers. Of every other cell it shows the shape.

use panel_core::{Column, Holds, Period, RecordTable, SourceText};

use crate::csv_rows::{cell_spans, first_line};
use crate::explained::{are_days_within, is_nearly, is_small_number};
use crate::rows::shown;

/// What faults may show of the cells of a table: all, where it has no keys of people.
///
/// ```
/// use panel_core::{Column, Holds, RecordTable};
/// use panel_returns::CellMask;
///
/// static PEOPLE: RecordTable = RecordTable::new("people", "People", "One line a person.", &[
///     Column::new("person", "Person", Holds::Key).key(),
///     Column::new("day", "Day", Holds::Day),
/// ]);
/// let mask = CellMask::new(&PEOPLE).covering("2024-04/2025-03".parse().ok());
/// let day = &PEOPLE.columns[1];
/// assert_eq!(mask.describe_cell(day, "05/10/2024"), "`05/10/2024`");
/// assert_eq!(mask.describe_cell(day, "05/10/1984"), "a text like `99/99/9999`");
/// assert_eq!(mask.describe_cell(day, "QQ123456C"), "a text like `AA999999A`");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct CellMask<'a> {
    table: &'a RecordTable,
    has_keys: bool,
    /// The months that its records cover; no day is shown where they are not known.
    covers: Option<Period>,
}

impl<'a> CellMask<'a> {
    /// What faults may show of this table.
    #[must_use]
    pub fn new(table: &'a RecordTable) -> Self {
        let has_keys = table.columns.iter().any(|column| column.holds == Holds::Key);
        Self { table, has_keys, covers: None }
    }

    /// The same, of records that cover these months.
    #[must_use]
    pub fn covering(self, covers: Option<Period>) -> Self {
        Self { covers, ..self }
    }

    /// Whether anything of the table may be the number of a person.
    #[must_use]
    pub fn has_keys(self) -> bool {
        self.has_keys
    }

    /// Whether a fault may show this text, which stands in a cell of this column.
    #[must_use]
    pub fn shows_cell(self, column: &Column, text: &str) -> bool {
        if !self.has_keys || text.is_empty() {
            return true;
        }
        let of_column = match column.holds {
            Holds::OneOf(names) => is_nearly(text, names),
            Holds::YesNo => text.eq_ignore_ascii_case("yes") || text.eq_ignore_ascii_case("no"),
            Holds::Day | Holds::Days | Holds::Moment | Holds::Month | Holds::Period => {
                self.covers.is_some_and(|covers| are_days_within(text, covers))
            }
            holds => holds.is_number() && is_small_number(text),
        };
        let may_name = !matches!(column.holds, Holds::Key | Holds::Words);
        may_name && (of_column || self.is_declared(text))
    }

    /// Whether a fault may show this text, which stands over a column or is the name of a sheet.
    #[must_use]
    pub fn shows_head(self, text: &str) -> bool {
        let mut heads = self.table.columns.iter().flat_map(|column| [column.name, column.title]);
        !self.has_keys || self.is_head(text) || heads.any(|head| is_nearly(text, &[head]))
    }

    /// The text of a cell in a message, between backticks: itself, or its shape.
    #[must_use]
    pub fn describe_cell(self, column: &Column, text: &str) -> String {
        if self.shows_cell(column, text) {
            format!("`{}`", shown(text))
        } else {
            format!("a text like `{}`", shown(&shape(text)))
        }
    }

    /// The text as faults may show it: as long, with the same cells and lines, and with stars for
    /// letters and digits of what they may not show.
    #[must_use]
    pub fn mask_text(self, source: &SourceText) -> SourceText {
        if !self.has_keys {
            return source.clone();
        }
        SourceText::new(&source.path, &self.mask_rows(&source.text, true))
    }

    /// The same of one row, be it that of the heads.
    #[must_use]
    pub fn mask_row(self, row: &str, is_head: bool) -> String {
        if self.has_keys { self.mask_rows(row, is_head) } else { row.to_owned() }
    }

    fn mask_rows(self, text: &str, has_heads: bool) -> String {
        let mut masked = String::with_capacity(text.len());
        // A file without heads begins with a person.
        let (mut next, mut first) = (0, has_heads && self.has_heads(first_line(text)));
        while next < text.len() {
            let spans = cell_spans(text.as_bytes(), next);
            // A row of another length may have any cell anywhere.
            let columns = self.table.columns.len();
            let whole = spans.len() == columns || spans.len() == columns + 1;
            for (index, span) in spans.into_iter().enumerate() {
                masked.push_str(&text[next..span.start]);
                let cell = &text[span.clone()];
                let shows = match self.table.columns.get(index) {
                    _ if first => self.shows_head(unquoted(cell)),
                    Some(column) => whole && self.shows_cell(column, unquoted(cell)),
                    None => false,
                };
                if shows {
                    masked.push_str(cell);
                } else {
                    masked.extend(cell.chars().map(star));
                }
                next = span.end;
            }
            // The line end.
            let end = text[next..].find(|letter| !matches!(letter, '\n' | '\r'));
            let end = end.map_or(text.len(), |more| next + more);
            masked.push_str(&text[next..end]);
            next = end;
            first = false;
        }
        masked
    }

    /// Whether a row has any head of the table, however its cells are separated.
    fn has_heads(self, row: &str) -> bool {
        row.split([',', ';', '\t']).any(|cell| self.is_head(unquoted(cell)))
    }

    fn is_head(self, text: &str) -> bool {
        let mut heads = self.table.columns.iter().flat_map(|column| [column.name, column.title]);
        heads.any(|head| head == text) || text == self.table.title || text == self.table.name
    }

    fn is_declared(self, text: &str) -> bool {
        let declared = |column: &Column| match column.holds {
            Holds::OneOf(names) => names.contains(&text),
            Holds::YesNo => matches!(text, "yes" | "no"),
            _ => false,
        };
        self.table.columns.iter().any(declared)
    }
}

/// A text with stars for its letters and digits, as long as it was.
#[must_use]
pub fn mask_letters(text: &str) -> String {
    text.chars().map(star).collect()
}

/// A text with a nine for each digit, and one letter for all: `AA999999A`.
fn shape(text: &str) -> String {
    let each = text.chars().map(|letter| match letter {
        _ if letter.is_numeric() => '9',
        _ if letter.is_uppercase() => 'A',
        _ if letter.is_alphanumeric() => 'a',
        _ if letter.is_whitespace() => ' ',
        _ if letter.is_ascii_graphic() => letter,
        _ => '\u{b7}',
    });
    each.collect()
}

fn unquoted(cell: &str) -> &str {
    cell.trim().trim_matches('"').trim()
}

/// A letter of as many bytes that says nothing, so that every place is kept; what parts cells and
/// words stays.
fn star(letter: char) -> char {
    match letter.len_utf8() {
        _ if matches!(letter, '\n' | '\r' | '\t' | '"' | ',' | ';' | ' ') => letter,
        1 => '*',
        2 => '\u{b7}',
        3 => '\u{2022}',
        _ => '\u{1f784}',
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const COLUMNS: &[Column] = &[
        Column::new("person", "Person", Holds::Key).key(),
        Column::new("day", "Day", Holds::Day),
        Column::new("age", "Age", Holds::Whole { least: 0 }),
        Column::new("outcome", "Outcome", Holds::OneOf(&["Charged 2", "none", "not_known"])),
        Column::new("words", "Words", Holds::Words),
    ];
    static TABLE: RecordTable = RecordTable::new("people", "People", "One line a person.", COLUMNS);

    static OPEN: RecordTable =
        RecordTable::new("open", "Open", "Nobody.", &[Column::new("a", "A", Holds::Words)]);

    fn mask() -> CellMask<'static> {
        CellMask::new(&TABLE).covering("2024-04/2025-03".parse().ok())
    }

    fn masked(text: &str) -> String {
        let source = SourceText::new("returns/people.csv", text);
        let masked = mask().mask_text(&source);
        assert_eq!(masked.text.len(), text.len());
        assert_eq!(masked.text.chars().count(), text.chars().count());
        masked.text.to_string()
    }

    #[test]
    fn a_cell_is_shown_where_what_its_column_declares_explains_it() {
        let shown = |column: usize, text| mask().shows_cell(&COLUMNS[column], text);
        for text in [
            "2024-10-05",
            "05/10/2024",
            "2024-13-06",
            "2024-10-05T23:40",
            "2024-10-05 23:40",
            "2024-10-05 2024-11-06",
            "2025-03",
            "2024-07/2024-09",
        ] {
            assert!(shown(1, text), "{text}");
            assert!(!CellMask::new(&TABLE).shows_cell(&COLUMNS[1], text), "{text}");
            assert!([0, 2, 3, 4].iter().all(|column| !shown(*column, text)), "{text}");
        }
        for text in ["Charged 2", "charged 2", "none", "None", "not_knwon", "NOT_KNOWN"] {
            assert!(shown(3, text), "{text}");
        }
        for text in ["14", "2.5", "<5", "-"] {
            assert!(shown(2, text), "{text}");
        }
        for text in [
            "QQ123456C",
            "QQ 12 34 56 C",
            "qq123456c",
            "943 476 5919",
            "9434765919",
            "2004/0000123D",
            "04/123D",
            "123",
            "1 2 3",
            "A1",
            "Smith",
            "\u{ff11}\u{ff12}",
            "0123456789abcdef",
            "20241005",
            "1985-01-01",
            "01/01/1985",
            "2024-03-31",
            "2025-04-01",
            "1985-01-01 2024-10-05",
            "2004/05",
            "1985-01/2024-10",
            "23:40",
            "anne",
            "nona",
            "jdoe",
            "lost",
            "charlie 2",
        ] {
            for column in 0..COLUMNS.len() {
                assert!(!shown(column, text), "{text} in {column}");
            }
        }
        // A small number says nothing in a column of numbers, and may be a person's in another.
        assert!(!shown(1, "14") && !shown(3, "14"));
        assert!(CellMask::new(&OPEN).shows_cell(&COLUMNS[4], "QQ123456C"));
    }

    #[test]
    fn a_head_is_shown_where_it_is_declared_or_nearly() {
        for (head, shows) in [
            ("outcome", true),
            ("Outcome", true),
            ("outcme", true),
            ("Johnsmith", false),
            ("x", false),
        ] {
            assert_eq!(mask().shows_head(head), shows, "{head}");
            assert!(CellMask::new(&OPEN).shows_head(head), "{head}");
        }
    }

    #[test]
    fn of_what_is_not_shown_the_shape_is() {
        for (text, expected) in [
            ("QQ123456C", "a text like `AA999999A`"),
            ("9434765919", "a text like `9999999999`"),
            ("Smith", "a text like `Aaaaa`"),
            ("\u{dc}nal", "a text like `Aaaa`"),
            ("04/123D", "a text like `99/999A`"),
            ("1985-01-01", "a text like `9999-99-99`"),
            ("anne", "a text like `aaaa`"),
            ("2024-10-05", "`2024-10-05`"),
        ] {
            assert_eq!(mask().describe_cell(&COLUMNS[1], text), expected);
        }
    }

    proptest! {
        /// Nothing but the months of the records is told of a day.
        #[test]
        fn a_day_is_shown_in_the_months_of_its_records_alone(
            year in 1900_i16..2100,
            month in 1_i8..13,
            day in 13_i8..29,
            form in 0..4,
        ) {
            let text = match form {
                0 => format!("{year}-{month:02}-{day:02}"),
                1 => format!("{day:02}/{month:02}/{year}"),
                2 => format!("{year}-{month:02}-{day:02}T01:02"),
                _ => format!("{year}-{month:02}"),
            };
            let within = (2024, 4) <= (year, month) && (year, month) <= (2025, 3);
            prop_assert_eq!(mask().shows_cell(&COLUMNS[1], &text), within);
        }

        /// A shape is as long as its text, and has none of its letters and digits but nines and a's.
        #[test]
        fn a_shape_tells_no_letter_and_no_digit(text in "\\PC{0,30}") {
            let shape = shape(&text);
            prop_assert_eq!(shape.chars().count(), text.chars().count());
            prop_assert!(shape.chars().filter(|one| one.is_alphanumeric()).all(|one| "9aA".contains(one)));
        }
    }

    #[test]
    fn a_text_keeps_its_lines_and_cells_and_shows_what_it_may() {
        assert_eq!(
            masked(
                "person,day,age,outcome,words\nA123,2024-10-05,14,none,Words\n\
                 \"\u{dc}, 7\",x,143,None,\r\n0123456789abcdef,A123,A1,Smith,7\n"
            ),
            "person,day,age,outcome,words\n****,2024-10-05,14,none,*****\n\
             \"\u{b7}, *\",*,***,None,\r\n****************,****,**,*****,*\n"
        );
        // In a row of another length every cell may be a number.
        assert_eq!(
            masked("person,day,age,outcome,A123\nA123,2024-10-05\n"),
            "person,day,age,outcome,****\n****,**********\n"
        );
        assert_eq!(masked("A123,2024-10-05\n\"A1,\n23"), "****,**********\n\"**,\n**");
        // The cell after the last column says where a filed row stood, or is one too many.
        assert!(masked("person\n,,,,,A123\n").ends_with(",,,,,****\n"));
        // A file without heads begins with a person.
        assert_eq!(masked("Anne,2024-10-05\n"), "****,**********\n");
        assert_eq!(masked("anne,,,,smith\n"), "****,,,,*****\n");
    }
}
