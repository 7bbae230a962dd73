//! Names of the files that partners send, as faults, receipts and filed rows may show them: the number of
//! a person may be in them as well.

use std::borrow::Cow;

use panel_returns::mask_letters;

use super::table::{has_keys, own_tables};
use super::{Delivery, Receiving};

/// So many digits beside days, quarters and versions are no number of a person.
const MOST_DIGITS: usize = 2;

/// What the receipt says of a name that was masked.
pub(super) const WHY_MASKED: &str =
    "the name of the file may hold the number of a person, so it is neither shown nor filed";

/// A file by the name that may be shown.
pub(super) type Named<'a> = (Cow<'a, str>, &'a [u8]);

/// The deliveries by the names that may be shown, and the position of each name that was masked.
pub(super) fn mask<'a>(
    receiving: &Receiving<'_>,
    deliveries: &[Delivery<'a>],
) -> (Vec<Named<'a>>, Vec<usize>) {
    let people = receiving.keys.is_some() || own_tables(receiving).iter().any(has_keys);
    let mut masked = Vec::new();
    let shown = deliveries.iter().enumerate().map(|(index, Delivery { name, bytes })| {
        if people && may_name_a_person(name) {
            masked.push(index);
            (Cow::Owned(masked_name(name)), *bytes)
        } else {
            (Cow::Borrowed(*name), *bytes)
        }
    });
    (shown.collect(), masked)
}

/// The name with stars for its letters and digits, and its extension.
fn masked_name(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, kind)) if matches!(kind, "csv" | "xlsx" | "xlsm" | "txt") => {
            format!("{}.{kind}", mask_letters(stem))
        }
        _ => mask_letters(name),
    }
}

/// Whether a name has digits that are not of a day, a month, a year, a quarter or a version.
fn may_name_a_person(name: &str) -> bool {
    let letters: Vec<char> = name.chars().collect();
    let (mut at, mut others) = (0, 0);
    while at < letters.len() {
        let before = at.checked_sub(1).map(|index| letters[index]);
        if let Some(length) = explained_length(&letters[at..], before) {
            at += length;
        } else {
            others += usize::from(letters[at].is_numeric());
            at += 1;
        }
    }
    others > MOST_DIGITS
}

/// How many letters from here are a day, a month, a year or a quarter, where any are.
fn explained_length(rest: &[char], before: Option<char>) -> Option<usize> {
    // `Y` is a year of this century, `M` a month, `D` a day, `-` what parts words, `d` a digit.
    const FORMS: [&str; 9] = ["Y-M-D", "YMD", "D-M-Y", "DMY", "Y-dd", "YM", "Y", "Qd", "Vd"];
    if before.is_some_and(char::is_numeric) {
        return None;
    }
    let length = |form: &str| {
        let mut at = 0;
        for sign in form.chars() {
            let more = &rest[at..];
            at += match (sign, more) {
                ('Y', ['2', '0', one, other, ..])
                    if one.is_ascii_digit() && other.is_ascii_digit() =>
                {
                    4
                }
                ('M', [tens, units, ..]) if is_between(*tens, *units, 12) => 2,
                ('D', [tens, units, ..]) if is_between(*tens, *units, 31) => 2,
                ('d', [digit, ..]) if digit.is_ascii_digit() => 1,
                ('-', [letter, ..]) if !letter.is_alphanumeric() => 1,
                ('Q' | 'V', [letter, ..]) if letter.eq_ignore_ascii_case(&sign) => 1,
                _ => return None,
            };
        }
        let ends = !rest.get(at).is_some_and(|letter| letter.is_numeric());
        ends.then_some(at)
    };
    FORMS.into_iter().find_map(length)
}

/// Whether two digits are a number from 1 to `most`.
fn is_between(tens: char, units: char, most: u32) -> bool {
    let (tens, units) = (tens.to_digit(10), units.to_digit(10));
    tens.zip(units).is_some_and(|(tens, units)| (1..=most).contains(&(10 * tens + units)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_quarters_and_versions_are_of_nobody() {
        for name in [
            "returns.csv",
            "missing people 2014-15 Q2 v3.xlsx",
            "people_20141125.csv",
            "people 25.11.2014 (2).csv",
            "Returns-2014-11.xlsx",
            "nov2014.csv",
            "sp17.csv",
            "Smith.csv",
        ] {
            assert!(!may_name_a_person(name), "{name}");
        }
    }

    #[test]
    fn any_other_number_may_be_of_somebody() {
        for (name, masked) in [
            ("AB123456 Smith.csv", "******** *****.csv"),
            ("QQ 12 34 56 C.xlsx", "** ** ** ** *.xlsx"),
            ("943 476 5919.csv", "*** *** ****.csv"),
            ("9434765919", "**********"),
            ("00002000.csv", "********.csv"),
            ("04-123D.csv", "*******.csv"),
            ("2014-0000123D.csv", "*************.csv"),
            ("١٢٣٤.csv", "····.csv"),
        ] {
            assert!(may_name_a_person(name), "{name}");
            assert_eq!(masked_name(name).replace('-', "*"), masked.replace('-', "*"), "{name}");
        }
    }
}
