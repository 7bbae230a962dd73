//! What formats draw, as spreadsheets show it; and that nothing is drawn that is not so.

use jiff::civil::date;
use proptest::prelude::*;

use super::{Drawn, NumberFormat, Shows};

fn drawn(code: &str, number: f64) -> String {
    match NumberFormat::new(code).draw_number(number) {
        Drawn::As(text) => text,
        Drawn::Nothing => "nothing".to_owned(),
        Drawn::Unknown => "unknown".to_owned(),
    }
}

#[test]
fn a_number_is_drawn_as_a_spreadsheet_shows_it() {
    for (code, number, shown) in [
        ("General", 84.456, "84.456"),
        ("General", 0.1 + 0.2, "0.3"),
        ("General", 1.0 / 3.0, "0.333333333"),
        ("General", -1234.5, "-1234.5"),
        ("General", 12_345_678_901.0, "12345678901"),
        ("General", 1_234_567_890_123.0, "1.23457E+12"),
        ("General", 0.0, "0"),
        ("@", 51.0, "51"),
        ("0", 80.4, "80"),
        ("0", 2.5, "3"),
        ("0", 0.5, "1"),
        ("0", -5.0, "-5"),
        ("0.0", 0.25, "0.3"),
        ("0.0", 9.96, "10.0"),
        ("0.00", 1.005, "1.01"),
        ("#", 0.0, "nothing"),
        (".00", 0.5, ".50"),
        ("0.##", 1.5, "1.5"),
        ("0.0#", 1.0, "1.0"),
        ("000", 7.0, "007"),
        ("??0.0?", 7.5, "  7.5 "),
        ("#,##0", 1_234_567.0, "1,234,567"),
        ("#,##0", 12.0, "12"),
        ("0,000", 12.0, "0,012"),
        // A comma after the digits shows thousands.
        ("#,##0,", 5_150.0, "5"),
        ("0.0,,", 4_200_000.0, "4.2"),
        ("0,.0", 5_150.0, "5.2"),
        ("£0.0,,\"m\"", 4_200_000.0, "£4.2m"),
        ("0%", 0.884, "88%"),
        ("0.0%", 0.8845, "88.5%"),
        ("%0", 0.5, "%50"),
        ("0.0\\%", 88.4, "88.4%"),
        ("0.00E+00", 12_345.0, "1.23E+04"),
        ("0E-0", 0.000_95, "1E-3"),
        ("0.0E+0", 9.99, "1.0E+1"),
        ("##0.0E+0", 12_345.0, "unknown"),
    ] {
        assert_eq!(drawn(code, number), shown, "{number} as {code}");
    }
    assert_eq!(drawn("0", f64::INFINITY), "unknown");
    assert_eq!(drawn("0", f64::NAN), "unknown");
}

#[test]
fn a_number_is_drawn_by_its_section() {
    const ACCOUNTING: &str = "_-\"£\"* #,##0.00_-;-\"£\"* #,##0.00_-;_-\"£\"* \"-\"??_-;_-@_-";
    for (code, number, shown) in [
        (";;;", 5.0, "nothing"),
        (";;;", 0.0, "nothing"),
        ("0;;", 0.0, "nothing"),
        ("0;-0;\"-\"", 0.0, "-"),
        ("0;[Red]0", -5.0, "5"),
        ("0;(0)", -5.0, "(5)"),
        ("0;-0", 0.0, "0"),
        ("[Red]-0;0", 5.0, "-5"),
        ("0;\"none\"", 5.0, "5"),
        ("\"none\"", -5.0, "-none"),
        ("0;0;0;0;0", 5.0, "unknown"),
        (ACCOUNTING, 84.456, " £84.46 "),
        (ACCOUNTING, 1_204.5, " £1,204.50 "),
        (ACCOUNTING, -5.0, "-£5.00 "),
        (ACCOUNTING, 0.0, " £-   "),
        ("[$£-809]#,##0", 5_000.0, "£5,000"),
        ("[$-F800]0", 5.0, "unknown"),
        ("[$-f400]#,##0", 5_000.0, "unknown"),
        ("[$-D000000]0", 5.0, "unknown"),
        ("[$-D00041E]0", 5.0, "unknown"),
        ("[$-1010409]General", 5.0, "5"),
        ("[$-en-GB]#,##0", 5_000.0, "5,000"),
        ("[$£-en-GB]0", 5.0, "£5"),
        ("[$-en-GB,7]0", 5.0, "unknown"),
        ("[$kr]0", 5.0, "kr5"),
        ("[DBNum1]0", 5.0, "unknown"),
        // Conditions.
        ("[>=1000]0,\"k\";0", 5_150.0, "5k"),
        ("[>=1000]0,\"k\";0", 515.0, "515"),
        ("[<10]\"few\";[<100]0;\"many\"", 3.0, "few"),
        ("[<10]\"few\";[<100]0;\"many\"", 100.0, "many"),
        ("[=1]\"one\"", 2.0, "unknown"),
        ("[>5]0;0", -7.0, "unknown"),
        ("[>5]0;0;0", 2.0, "unknown"),
        ("[>NaN]0", 2.0, "unknown"),
        // Words beside a number, and what is no number.
        ("0\" months\"", 12.0, "12 months"),
        ("0_)", 12.0, "12 "),
        ("# ?/?", 1.3, "1 1/3"),
        ("# ?/?", 0.25, " 1/4"),
        ("0 ?/?", 0.25, "0 1/4"),
        ("# ??/??", 3.18, "3 9/50"),
        ("# ??/??", std::f64::consts::PI, "3 1/7"),
        ("# ?/?", 80.0, "80"),
        ("# ?/?", 79.999, "80"),
        ("# ?/?", 0.0, "0"),
        ("?/?", 1.5, "3/2"),
        ("# ?/8", 1.3, "1 2/8"),
        ("# ?/?", -1.5, "-1 1/2"),
        ("# ???/???", 1.3, "1 3/10"),
        ("# ????/????", 1.3, "unknown"),
        ("# ?/0.0", 1.3, "unknown"),
        ("0?/?", 1.3, "4/3"),
        ("000-00", 12_345.0, "unknown"),
        ("0\"5\"", 3.0, "unknown"),
        ("0\",000\"", 3.0, "unknown"),
        ("0.0.0", 3.0, "unknown"),
        ("0k", 3.0, "unknown"),
        ("0\"", 3.0, "unknown"),
        ("[Red", 3.0, "unknown"),
        ("0\\", 3.0, "unknown"),
        ("yyyy", 45_570.0, "unknown"),
    ] {
        assert_eq!(drawn(code, number), shown, "{number} as {code}");
    }
}

#[test]
fn a_text_is_drawn_by_the_section_of_texts() {
    for (code, shown) in [
        ("General", Drawn::As("51".to_owned())),
        ("0", Drawn::As("51".to_owned())),
        ("@", Drawn::As("51".to_owned())),
        ("0;-0;0;@", Drawn::As("51".to_owned())),
        ("0;@\" (approx.)\"", Drawn::As("51 (approx.)".to_owned())),
        (";;;", Drawn::Nothing),
        ("0;0;0;", Drawn::Nothing),
        (";;;\"x\"", Drawn::As("x".to_owned())),
        ("0k", Drawn::As("51".to_owned())),
        ("0k;;;", Drawn::Unknown),
        ("0k;@", Drawn::Unknown),
    ] {
        assert_eq!(NumberFormat::new(code).draw_text("51"), shown, "{code}");
    }
}

#[test]
fn a_day_is_drawn_with_the_parts_that_are_seen() {
    let evening = date(2011, 12, 1).at(23, 5, 9, 0);
    for (code, shown, seen) in [
        ("yyyy-mm-dd", "2011-12-01", "month day"),
        ("d mmm yy", "1 Dec 11", "month day"),
        ("[$-en-GB]d mmmm yyyy;@", "1 December 2011", "month day"),
        ("[$-809]dddd, d mmmm yyyy;@", "Thursday, 1 December 2011", "month day"),
        ("mmm-yy", "Dec-11", "month"),
        ("yyyy", "2011", ""),
        ("d-mmm", "1-Dec", ""),
        ("dd/mm/yyyy hh:mm", "01/12/2011 23:05", "month day time"),
        ("h:mm:ss AM/PM", "11:05:09 PM", "time"),
        ("mm:ss.0", "05:09.0", ""),
        ("ddd", "Thu", ""),
        ("m/d/yy h:mm", "12/1/11 23:05", "month day time"),
    ] {
        let (text, parts) = NumberFormat::new(code).draw_day(evening, 40_878.0).unwrap();
        let each = [(parts.month, "month"), (parts.day, "day"), (parts.time, "time")];
        let there: Vec<_> = each.iter().filter(|one| one.0).map(|one| one.1).collect();
        assert_eq!((text.as_str(), &*there.join(" ")), (shown, seen), "{code}");
    }
    for code in ["mmmmm", "[h]:mm", "hhh", "bbbb", "yyyy 0"] {
        assert_eq!(NumberFormat::new(code).draw_day(evening, 40_878.0), None, "{code}");
    }
}

#[test]
fn a_code_shows_a_day_where_it_has_the_letters_of_one() {
    for (code, as_what) in [
        ("General", Shows::Number),
        ("0.0", Shows::Number),
        ("#,##0;[Red]-#,##0", Shows::Number),
        ("0\" months\"", Shows::Number),
        ("0\\d", Shows::Number),
        ("_d0", Shows::Number),
        ("[$-809]0", Shows::Number),
        ("0;yyyy", Shows::Number),
        ("yyyy-mm", Shows::Moment),
        ("[$-809]d mmmm yyyy", Shows::Moment),
        ("[Red]H:MM", Shows::Moment),
        ("AM/PM", Shows::Moment),
        ("[h]:mm", Shows::Span),
        ("[SS].00", Shows::Span),
    ] {
        assert_eq!(NumberFormat::new(code).shows(1.0), as_what, "{code}");
    }
}

/// Pieces of formats, those that are known among them.
fn codes() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "0",
        "#",
        "?",
        ",",
        ".",
        "%",
        "E+",
        "/",
        "\"a\"",
        "\"",
        "\\",
        "_",
        "*",
        " ",
        ";",
        "[",
        "]",
        "[Red]",
        "[White]",
        "[>1]",
        "[<=0.5]",
        "[h]",
        "h",
        "mm",
        "ss",
        "d",
        "yyyy",
        "AM/PM",
        "@",
        "General",
        "-",
        "(",
        ")",
        "£",
        "é",
        "[$-809]",
        "[$£-809]",
        "1",
        "e",
        "#,##0",
        "0.00",
        ";;;",
    ]);
    prop::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn whatever_the_code_something_is_said(code in codes(), number in any::<f64>(), text in ".{0,9}") {
        let format = NumberFormat::new(&code);
        for number in [number, number % 1e6, (number % 1e4).round(), 0.0, 45_570.5] {
            if let Drawn::As(drawn) = format.draw_number(number) {
                prop_assert!(drawn.len() < 2_000);
            }
            let _ = format.draw_day(date(2011, 12, 1).at(23, 5, 9, 0), number);
        }
        let _ = format.draw_text(&text);
    }

    /// Against another way to the same: what the language itself prints of exact tenths.
    #[test]
    fn decimals_are_rounded_as_an_exact_sum_rounds_them(tenths in 0_u32..10_000_000, places in 0_usize..4) {
        let number = f64::from(tenths) / 10_000.0;
        let code = format!("0.{}", "0".repeat(places));
        let step = 10_u32.pow(4 - u32::try_from(places).unwrap());
        let rounded = (tenths + step / 2) / step;
        let scale = 10_u32.pow(u32::try_from(places).unwrap());
        let shown = format!("{}.{}", rounded / scale, &format!("{:0places$}", rounded % scale)[..]);
        let shown = if places == 0 { format!("{}.", rounded / scale) } else { shown };
        prop_assert_eq!(drawn(&code, number), shown);
    }
}
