//! Where a cell is: `D7`, and back; nothing beyond the end of a sheet.

/// The rows that a sheet has.
pub(super) const ROWS: u32 = 1_048_576;
/// The columns that a sheet has.
pub(super) const COLUMNS: u32 = 16_384;

/// A row and a column, from 0.
pub(in crate::receive) type At = (u32, u32);

/// `Counts!D7`, or `'Monthly counts'!D7`.
pub(in crate::receive) fn address(sheet: &str, at: At) -> String {
    let quoted = !sheet.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
    let sheet = if quoted { format!("'{}'", sheet.replace('\'', "''")) } else { sheet.to_owned() };
    format!("{sheet}!{}", address_of(at))
}

/// `A` for 0, `AA` for 26.
pub(in crate::receive) fn letters(mut column: u32) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
        if column < 26 {
            break;
        }
        column = column / 26 - 1;
    }
    letters.iter().rev().collect()
}

/// `D7`.
pub(super) fn address_of((row, column): At) -> String {
    format!("{}{}", letters(column), u64::from(row) + 1)
}

/// The place that `D7` names; nothing where it names none, or none that a sheet has.
pub(in crate::receive) fn place(text: &str) -> Option<At> {
    let digits = text.find(|letter: char| letter.is_ascii_digit())?;
    let (column, row) = text.split_at(digits);
    if column.is_empty() || column.len() > 3 || !column.bytes().all(|one| one.is_ascii_alphabetic())
    {
        return None;
    }
    let column = column
        .bytes()
        .fold(0, |number, letter| number * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    let row = row_number(row)?;
    (column <= COLUMNS).then(|| (row - 1, column - 1))
}

/// The ranges that `A1:B9 D4` names, each as its first and its last place; nothing where one names none.
pub(super) fn ranges<R: FromIterator<(At, At)>>(text: &str) -> Option<R> {
    text.split_ascii_whitespace().map(range).collect()
}

/// The range that `A1:B9` names, or `D4`; `A:B` and `1:9` name all of their columns and rows.
pub(super) fn range(text: &str) -> Option<(At, At)> {
    let Some((first, last)) = text.split_once(':') else { return place(text).map(|at| (at, at)) };
    let whole = |text: &str, (row, column): At| {
        let all = [text.to_owned(), format!("{text}{}", row + 1), letters(column) + text];
        all.iter().find_map(|text| place(text))
    };
    let (first, last) = (whole(first, (0, 0))?, whole(last, (ROWS - 1, COLUMNS - 1))?);
    (first.0 <= last.0 && first.1 <= last.1).then_some((first, last))
}

/// The number of a row, from 1; nothing where no sheet has it.
pub(super) fn row_number(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
    let number = text.parse::<u32>().ok().filter(|_| digits)?;
    (1..=ROWS).contains(&number).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::{At, COLUMNS, ROWS, letters, place, range, ranges};

    #[test]
    fn a_place_is_read_as_it_is_written() {
        for column in (0..COLUMNS).step_by(7) {
            for row in [0, 6, ROWS - 1] {
                let text = format!("{}{}", letters(column), row + 1);
                assert_eq!(place(&text), Some((row, column)), "{text}");
            }
        }
        assert_eq!(place("xfd1048576"), Some((ROWS - 1, COLUMNS - 1)));
        for wrong in [
            "",
            "A",
            "1",
            "A0",
            "XFE1",
            "A1048577",
            "ABCD1",
            "A+1",
            "A-1",
            "$A$1",
            "A1B",
            "Ä1",
            "A99999999999",
        ] {
            assert_eq!(place(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_range_is_read_from_its_first_place_to_its_last() {
        for (text, expected) in [
            ("B2", Some(((1, 1), (1, 1)))),
            ("B2:C9", Some(((1, 1), (8, 2)))),
            ("B:C", Some(((0, 1), (ROWS - 1, 2)))),
            ("2:9", Some(((1, 0), (8, COLUMNS - 1)))),
            ("C9:B2", None),
            ("B2:", None),
            ("", None),
        ] {
            assert_eq!(range(text), expected, "{text}");
        }
        let all: Option<Vec<(At, At)>> = ranges("B2 C3:D4");
        assert_eq!(all, Some(vec![((1, 1), (1, 1)), ((2, 2), (3, 3))]));
        assert_eq!(ranges::<Vec<_>>("B2 x"), None);
    }
}
