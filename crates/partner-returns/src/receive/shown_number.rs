//! Whether the digits that a reader sees of a number are those that are stored.

use panel_core::{Column, Holds, code};

use super::number_format::{Drawn, NumberFormat};
use super::said::{Said, plain};

/// What a cell says that holds a number in a column of numbers.
pub(super) fn said(number: f64, column: &Column, format: &NumberFormat) -> Said {
    if format.shows_per_cent(number) {
        return Said::Refused {
            code: code!("workbook::percent_format"),
            message: "the cell is formatted as a percentage".to_owned(),
            remedy: "set its format to General and write the percentage itself, such as 84.4"
                .to_owned(),
        };
    }
    let exact = plain(number);
    let drawn = match as_seen(number, column, format) {
        Ok(drawn) => drawn,
        Err(refused) => return refused,
    };
    let is_whole = matches!(column.holds, Holds::Whole { .. });
    if is_whole && drawn.contains('.') && !exact.contains('.') {
        return Said::Refused {
            code: code!("workbook::decimals"),
            message: format!("the cell shows decimals, and `{}` holds whole numbers", column.title),
            remedy: "set its format to General".to_owned(),
        };
    }
    if !format.is_general(number) {
        // A nought at the end is shown by the format alone, and belongs to a printed percentage.
        return Said::As(if drawn.contains('.') { drawn } else { exact });
    }
    let noise = number.to_string() != exact;
    if noise {
        let how = format!("the stored {number} was read as {exact}");
        return Said::Read { text: exact, how };
    }
    Said::As(exact)
}

/// The digits that a reader sees of a number, which are those that are stored; or why they are not.
pub(super) fn as_seen(number: f64, column: &Column, format: &NumberFormat) -> Result<String, Said> {
    let text = match format.draw_number(number) {
        Drawn::As(text) => text,
        Drawn::Nothing => String::new(),
        Drawn::Unknown => return Err(unknown(format)),
    };
    let exact = plain(number);
    let drawn = digits(&text, column);
    match drawn {
        Some(drawn) if value(&drawn) == value(&exact) => Ok(drawn),
        Some(drawn) if is_rounding(&drawn, number) => Err(Said::Refused {
            code: code!("workbook::rounded_by_format"),
            message: "the cell shows fewer decimals than it holds".to_owned(),
            remedy: "write the figure with the decimals that count, in the format General"
                .to_owned(),
        }),
        _ => Err(otherwise()),
    }
}

/// What is shown is not what is stored.
pub(super) fn otherwise() -> Said {
    Said::Refused {
        code: code!("workbook::shown_otherwise"),
        message: "the cell shows something other than it holds".to_owned(),
        remedy: "set its format to General, and write what a reader should see".to_owned(),
    }
}

/// What is shown is not known.
pub(super) fn unknown(format: &NumberFormat) -> Said {
    let code: String = format.code().chars().take(60).collect();
    Said::Refused {
        code: code!("workbook::unknown_format"),
        message: format!(
            "what a reader sees of this cell is not known: its number format is `{code}`"
        ),
        remedy: "set its format to General, and write what a reader should see".to_owned(),
    }
}

/// The number that a text shows, as digits with a point: without what groups them, and without the sign
/// of a currency or of per cent where the column is of such. Nothing where it shows no number, or one
/// that begins as codes do.
fn digits(text: &str, column: &Column) -> Option<String> {
    let (money, share) = match column.holds {
        Holds::Percentage => (false, true),
        Holds::Decimal => (column.unit != "per cent", column.unit != "millions of pounds"),
        _ => (false, false),
    };
    let text = text.trim();
    let inside = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    let (mut negative, mut left) = (inside.is_some(), inside.unwrap_or(text).trim());
    let mut signed = negative;
    // A sign stands before or after that of the currency.
    for _ in 0..3 {
        let mut letters = left.chars();
        match letters.next() {
            Some('-' | '−' | '+') if !signed => {
                negative = !left.starts_with('+');
                signed = true;
                left = letters.as_str().trim_start();
            }
            Some('£') if money => left = letters.as_str().trim_start(),
            _ => break,
        }
    }
    if share {
        left = left.strip_suffix('%').unwrap_or(left);
    }
    if money {
        left = ["million", "m"].iter().find_map(|unit| left.strip_suffix(unit)).unwrap_or(left);
    }
    let plain: String = left.trim_end().chars().filter(|letter| *letter != ',').collect();
    let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let right = !(whole.is_empty() && decimals.is_empty())
        && all_digits(whole)
        && all_digits(decimals)
        && (whole.len() < 2 || !whole.starts_with('0'));
    let whole = if whole.is_empty() { "0" } else { whole };
    let point = if decimals.is_empty() { "" } else { "." };
    let sign = if negative { "-" } else { "" };
    right.then(|| format!("{sign}{whole}{point}{decimals}"))
}

/// Digits without what does not change their value.
fn value(digits: &str) -> &str {
    let all = if digits.contains('.') {
        digits.trim_end_matches('0').trim_end_matches('.')
    } else {
        digits
    };
    if all == "-0" { "0" } else { all }
}

/// Whether what is drawn is the number with fewer decimals.
fn is_rounding(drawn: &str, number: f64) -> bool {
    let decimals = drawn.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let half = 0.5 * 10_f64.powi(-i32::try_from(decimals).unwrap_or(i32::MAX));
    let near = |drawn: f64| (drawn - number).abs() <= half * 1.000_001;
    drawn.parse::<f64>().is_ok_and(near)
}

#[cfg(test)]
mod tests {
    use panel_core::{Column, Holds};
    use proptest::prelude::*;

    use super::super::said::{Said, plain};
    use super::{NumberFormat, digits, said, value};

    fn column(holds: Holds) -> Column {
        Column::new("figure", "Figure", holds)
    }

    const COUNT: Holds = Holds::Whole { least: 0 };

    #[test]
    fn a_number_is_read_where_its_digits_are_seen() {
        for (number, holds, code, expected) in [
            (5_150.0, COUNT, "General", "5150"),
            (5_150.0, COUNT, "#,##0", "5150"),
            (5_150.0, COUNT, "#,##0,", "workbook::shown_otherwise"),
            (80.0, COUNT, "0.0", "workbook::decimals"),
            (80.0, COUNT, "0.#", "80"),
            (80.5, COUNT, "0.0", "80.5"),
            (80.0, COUNT, "*00", "workbook::unknown_format"),
            (80.0, COUNT, "0*5", "workbook::unknown_format"),
            (80.0, COUNT, "*-0", "workbook::unknown_format"),
            (80.0, COUNT, "0* 0", "workbook::unknown_format"),
            (80.0, COUNT, "* 0", "80"),
            (4_200_000.0, Holds::Decimal, "£0.0,,\"m\"", "workbook::shown_otherwise"),
            (4.2, Holds::Decimal, "£0.00\"m\"", "4.20"),
            (4.2, COUNT, "£0.00", "workbook::shown_otherwise"),
            (84.456, Holds::Percentage, "0.00", "workbook::rounded_by_format"),
            (84.456, Holds::Percentage, "0.0\\%", "workbook::rounded_by_format"),
            (84.4, Holds::Percentage, "0.00\\%", "84.40"),
            (0.884, Holds::Percentage, "0.0%", "workbook::percent_format"),
            (5.0, COUNT, "0\"k\"", "workbook::shown_otherwise"),
            (5.0, COUNT, "[>1]0,;0", "workbook::shown_otherwise"),
            (-5.0, Holds::Decimal, "0.0;(0.0)", "-5.0"),
            (-5.0, Holds::Decimal, "0;0", "workbook::shown_otherwise"),
            (5.0, Holds::Decimal, "+0;-0", "5"),
            (7.0, COUNT, "000", "workbook::shown_otherwise"),
            (0.0, COUNT, "0;-0;\"-\"", "workbook::shown_otherwise"),
            (5.0, COUNT, ";;;", "workbook::shown_otherwise"),
            (1.5, Holds::Decimal, "# ?/?", "workbook::shown_otherwise"),
            (3.0, COUNT, "# ?/?", "3"),
            (1.5, Holds::Decimal, "# ????/????", "workbook::unknown_format"),
            (1_234_567_890_123.0, COUNT, "General", "workbook::shown_otherwise"),
            (1.0 / 3.0, Holds::Decimal, "General", "workbook::rounded_by_format"),
            (0.5, Holds::Decimal, ".0", "0.5"),
        ] {
            let found = match said(number, &column(holds), &NumberFormat::new(code)) {
                Said::As(text) | Said::Read { text, .. } => text,
                Said::Refused { code, .. } => code.name().to_owned(),
            };
            assert_eq!(found, expected, "{number} as {code}");
        }
    }

    #[test]
    fn what_is_shown_is_a_number_or_not() {
        let decimal = column(Holds::Decimal);
        for (text, expected) in [
            ("1,204.50", Some("1204.50")),
            (" £84.46 ", Some("84.46")),
            ("-£5.00 ", Some("-5.00")),
            ("£(5)", None),
            ("(£5)", Some("-5")),
            ("-(5)", None),
            ("--5", None),
            ("5 million", Some("5")),
            ("5%", Some("5")),
            ("5k", None),
            ("", None),
            (".", None),
            ("007", None),
            ("1 1/3", None),
            ("1.2E+3", None),
        ] {
            assert_eq!(digits(text, &decimal).as_deref(), expected, "{text}");
        }
    }

    fn codes() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            "0", "#", "?", ",", ".", "%", "E+", "/", "\"a\"", "\\", "_", "*", " ", ";", "[Red]",
            "[>1]", "@", "General", "-", "(", ")", "£", "#,##0", "0.00", ";;;", "\"k\"", "\\0",
            "9",
        ]);
        prop::collection::vec(pieces, 0..8).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        /// Whatever the format: what is read is what is stored, and its digits, which nothing but signs
        /// parts, are those that a reader sees.
        #[test]
        fn what_is_read_is_seen(
            code in codes(),
            number in prop_oneof![
                (0_u32..100_000).prop_map(f64::from),
                (-10_000_i32..10_000).prop_map(|number| f64::from(number) / 100.0),
                any::<f64>().prop_filter("a number", |number| number.is_finite()),
            ],
            holds in prop::sample::select(vec![COUNT, Holds::Decimal, Holds::Percentage]),
        ) {
            use super::Drawn;

            let format = NumberFormat::new(&code);
            if let Said::As(text) | Said::Read { text, .. } = said(number, &column(holds), &format) {
                let exact = plain(number);
                prop_assert_eq!(value(&text), value(&exact));
                let Drawn::As(seen) = format.draw_number(number) else {
                    return Err(TestCaseError::fail("nothing is seen"));
                };
                let bare = |text: &str| text.replace(|one: char| !one.is_ascii_digit(), "");
                let point = seen.find('.').map_or("", |at| &seen[at..]);
                let whole = bare(seen.split('.').next().unwrap_or_default());
                let read = bare(text.split('.').next().unwrap_or_default());
                let decimals = text.split_once('.').map_or("", |(_, decimals)| decimals);
                prop_assert!(whole == read || whole.is_empty() && read == "0", "{} as {}", seen, text);
                let point = bare(point);
                prop_assert_eq!(
                    point.trim_end_matches('0'),
                    decimals.trim_end_matches('0'),
                    "{} as {}", seen, text
                );
            }
        }
    }
}
