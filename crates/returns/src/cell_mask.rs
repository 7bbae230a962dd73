//! What faults may show of a table of records that has keys of people.
//!
//! A person's number may stand in any cell: in another column, in a row that is too long, over the
//! table. So a fault shows a cell only where its text cannot be a number: a day, a time, a declared
//! name, a small number in a column of numbers, or one word in small letters. Of every other cell it
//! says what kind of text stands there.

use panel_core::{Column, Holds, RecordTable, SourceText};

use crate::csv_rows::cell_spans;
use crate::rows::shown;

/// More digits than this in a column of numbers may be a number of a person.
const MOST_DIGITS: usize = 2;
/// A word with more letters than this is not a misspelt name.
const LONGEST_WORD: usize = 24;

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
/// let (mask, day) = (CellMask::new(&PEOPLE), &PEOPLE.columns[1]);
/// assert_eq!(mask.describe_cell(day, "05/10/2024"), "`05/10/2024`");
/// assert_eq!(mask.describe_cell(day, "QQ123456C"), "a text of 9 letters and digits");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct CellMask<'a> {
    table: &'a RecordTable,
    has_keys: bool,
}

impl<'a> CellMask<'a> {
    /// What faults may show of this table.
    #[must_use]
    pub fn new(table: &'a RecordTable) -> Self {
        let has_keys = table.columns.iter().any(|column| column.holds == Holds::Key);
        Self { table, has_keys }
    }

    /// Whether anything of the table may be the number of a person.
    #[must_use]
    pub fn has_keys(self) -> bool {
        self.has_keys
    }

    /// Whether a fault may show this text, which stands in a cell of this column.
    #[must_use]
    pub fn shows_cell(self, column: &Column, text: &str) -> bool {
        let is_number = column.holds.is_number();
        !self.has_keys
            || text.is_empty()
            || !matches!(column.holds, Holds::Key | Holds::Words)
                && (self.is_declared(text)
                    || is_word(text)
                    || text.split_whitespace().all(has_form_of_time)
                    || is_number && is_small_number(text))
    }

    /// Whether a fault may show this text, which stands over a column or is the name of a sheet.
    #[must_use]
    pub fn shows_head(self, text: &str) -> bool {
        !self.has_keys || self.is_head(text) || !text.chars().any(char::is_numeric)
    }

    /// The text of a cell in a message: itself between backticks, or the kind of text that it is.
    #[must_use]
    pub fn describe_cell(self, column: &Column, text: &str) -> String {
        if self.shows_cell(column, text) { format!("`{}`", shown(text)) } else { kind_of(text) }
    }

    /// The text as faults may show it: as long, with the same cells and lines, and with stars for
    /// letters and digits of what they may not show.
    #[must_use]
    pub fn mask_text(self, source: &SourceText) -> SourceText {
        if !self.has_keys {
            return source.clone();
        }
        let text = &*source.text;
        let mut masked = String::with_capacity(text.len());
        let (mut next, mut first) = (0, true);
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
        SourceText::new(&source.path, &masked)
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

/// `a text of 9 letters and digits`.
fn kind_of(text: &str) -> String {
    let count = text.chars().count();
    let all = |is: fn(char) -> bool| text.chars().all(is);
    if all(char::is_numeric) {
        let digits = if count == 1 { "digit" } else { "digits" };
        return format!("a number of {count} {digits}");
    }
    let what = if all(char::is_alphabetic) {
        if count == 1 { "letter" } else { "letters" }
    } else if all(char::is_alphanumeric) {
        "letters and digits"
    } else if count == 1 {
        "character"
    } else {
        "characters"
    };
    format!("a text of {count} {what}")
}

fn unquoted(cell: &str) -> &str {
    cell.trim().trim_matches('"').trim()
}

/// One word in small letters, as a misspelt name is: numbers have digits, and names of people capitals.
fn is_word(text: &str) -> bool {
    text.len() <= LONGEST_WORD
        && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'_' | b'-' | b'?'))
}

fn is_small_number(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits <= MOST_DIGITS
        && text.len() <= digits + 2
        && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b',' | b'-' | b'<'))
}

/// Whether a text has the form of a day, a month, a period or a time, which no number of a register has.
fn has_form_of_time(text: &str) -> bool {
    const FORMS: [&str; 12] = [
        "Y-dd-dd",
        "Y-dd-ddTdd:dd",
        "Y-dd-ddTdd:dd:dd",
        "dd/dd/Y",
        "dd-dd-Y",
        "dd.dd.Y",
        "Y/dd/dd",
        "Y-dd",
        "Y/dd",
        "Y-dd/Y-dd",
        "dd:dd",
        "dd:dd:dd",
    ];
    FORMS.iter().any(|form| has_form(text.as_bytes(), form.as_bytes()))
}

/// Whether a text has this form: `Y` is a year of this century or the last, and `d` a digit.
fn has_form(text: &[u8], form: &[u8]) -> bool {
    let Some((first, form)) = form.split_first() else { return text.is_empty() };
    match (first, text) {
        (b'Y', [b'1', b'9', rest @ ..] | [b'2', b'0', rest @ ..]) => {
            matches!(rest, [one, other, ..] if one.is_ascii_digit() && other.is_ascii_digit())
                && has_form(&rest[2..], form)
        }
        (b'd', [digit, rest @ ..]) => digit.is_ascii_digit() && has_form(rest, form),
        (wants, [letter, rest @ ..]) if *wants != b'Y' => letter == wants && has_form(rest, form),
        _ => false,
    }
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
    use super::*;

    const COLUMNS: &[Column] = &[
        Column::new("person", "Person", Holds::Key).key(),
        Column::new("day", "Day", Holds::Day),
        Column::new("age", "Age", Holds::Whole { least: 0 }),
        Column::new("outcome", "Outcome", Holds::OneOf(&["Charged 2", "none"])),
        Column::new("words", "Words", Holds::Words),
    ];
    static TABLE: RecordTable = RecordTable::new("people", "People", "One line a person.", COLUMNS);

    static OPEN: RecordTable =
        RecordTable::new("open", "Open", "Nobody.", &[Column::new("a", "A", Holds::Words)]);

    fn masked(text: &str) -> String {
        let source = SourceText::new("returns/people.csv", text);
        let masked = CellMask::new(&TABLE).mask_text(&source);
        assert_eq!(masked.text.len(), text.len());
        assert_eq!(masked.text.chars().count(), text.chars().count());
        masked.text.to_string()
    }

    #[test]
    fn a_cell_is_shown_where_it_cannot_be_a_number() {
        let mask = CellMask::new(&TABLE);
        let shown = |column: usize, text| mask.shows_cell(&COLUMNS[column], text);
        for text in ["2024-10-05", "05/10/2024", "2024-13-06", "2024-10-05T23:40", "23:40"] {
            assert!(shown(1, text), "{text}");
            assert!(!shown(0, text) && !shown(4, text), "{text}");
        }
        for text in ["Charged 2", "none", "lost", "not_knwon", "yes"] {
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
    fn what_is_not_shown_is_described() {
        let mask = CellMask::new(&TABLE);
        for (text, expected) in [
            ("QQ123456C", "a text of 9 letters and digits"),
            ("9434765919", "a number of 10 digits"),
            ("Smith", "a text of 5 letters"),
            ("04/123D", "a text of 7 characters"),
            ("perhaps", "`perhaps`"),
        ] {
            assert_eq!(mask.describe_cell(&COLUMNS[1], text), expected);
        }
    }

    #[test]
    fn a_text_keeps_its_lines_and_cells_and_shows_what_it_may() {
        assert_eq!(
            masked(
                "person,day,age,outcome,words\nA123,2024-10-05,14,none,Words\n\
                 \"\u{dc}, 7\",x,143,lost,\r\n0123456789abcdef,A123,A1,Smith,7\n"
            ),
            "person,day,age,outcome,words\n****,2024-10-05,14,none,*****\n\
             \"\u{b7}, *\",x,***,lost,\r\n****************,****,**,*****,*\n"
        );
        // In a row of another length every cell may be a number.
        assert_eq!(
            masked("person,day,age,outcome,A123\nA123,2024-10-05\n"),
            "person,day,age,outcome,****\n****,**********\n"
        );
        assert_eq!(masked("A123,2024-10-05\n\"A1,\n23"), "****,**********\n\"**,\n**");
        // The cell after the last column says where a filed row stood, or is one too many.
        assert!(masked("x\n,,,,,A123\n").ends_with(",,,,,****\n"));
    }
}
