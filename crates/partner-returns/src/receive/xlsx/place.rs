//! Where a cell is: `D7`, and back; nothing beyond the end of a sheet.

/// The rows that a sheet has.
pub(super) const ROWS: u32 = 1_048_576;
/// The columns that a sheet has.
pub(super) const COLUMNS: u32 = 16_384;

/// A row and a column, from 0.
pub(in crate::receive) type At = (u32, u32);

/// `Counts!D7`, or `'Monthly counts'!D7`.
pub(in crate::receive) fn address(sheet: &str, (row, column): At) -> String {
    let quoted = !sheet.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
    let sheet = if quoted { format!("'{}'", sheet.replace('\'', "''")) } else { sheet.to_owned() };
    format!("{sheet}!{}{}", letters(column), u64::from(row) + 1)
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

/// The place that `D7` names; nothing where it names none, or none that a sheet has.
pub(super) fn place(text: &str) -> Option<At> {
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

/// The number of a row, from 1; nothing where no sheet has it.
pub(super) fn row_number(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
    let number = text.parse::<u32>().ok().filter(|_| digits)?;
    (1..=ROWS).contains(&number).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, ROWS, letters, place};

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
}
