//! The number formats that every spreadsheet has, and that workbooks name by number alone.

use super::super::number_format::NumberFormat;

/// The format of that number.
pub(super) fn known_format(number: u32) -> NumberFormat {
    // Those of money have the sign of the country that the reader is in.
    let code = match number {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        5 => "£#,##0_);\\(£#,##0\\)",
        6 => "£#,##0_);[Red]\\(£#,##0\\)",
        7 => "£#,##0.00_);\\(£#,##0.00\\)",
        8 => "£#,##0.00_);[Red]\\(£#,##0.00\\)",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 => "mm-dd-yy",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "m/d/yy h:mm",
        37 => "#,##0 ;(#,##0)",
        38 => "#,##0 ;[Red](#,##0)",
        39 => "#,##0.00;(#,##0.00)",
        40 => "#,##0.00;[Red](#,##0.00)",
        41 => "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)",
        42 => "_(£* #,##0_);_(£* (#,##0);_(£* \"-\"_);_(@_)",
        43 => "_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)",
        44 => "_(£* #,##0.00_);_(£* (#,##0.00);_(£* \"-\"??_);_(@_)",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mmss.0",
        48 => "##0.0E+0",
        49 => "@",
        // Those of East Asia have no code that is the same everywhere.
        27..=36 | 50..=81 => return NumberFormat::unknown(&format!("number {number}")),
        _ => "General",
    };
    NumberFormat::new(code)
}

#[cfg(test)]
mod tests {
    use super::super::super::number_format::{Drawn, Shows};
    use super::known_format;

    #[test]
    fn a_format_of_every_spreadsheet_is_known_by_its_number() {
        let drawn = |id, number| known_format(id).draw_number(number);
        let text = |text: &str| Drawn::As(text.to_owned());
        assert_eq!(drawn(44, 84.456), text(" £84.46 "));
        assert_eq!(drawn(43, -5.0), text(" (5.00)"));
        assert_eq!(drawn(41, 0.0), text(" - "));
        assert_eq!(drawn(99, 5.5), text("5.5"));
        assert_eq!(drawn(31, 5.5), Drawn::Unknown);
        for id in 0..=49_u32 {
            let format = known_format(id);
            let known = !matches!(id, 48 | 27..=36);
            let shows = format.shows(5.0) != Shows::Number;
            assert_eq!(format.draw_number(5.0) != Drawn::Unknown || shows, known, "{id}");
        }
    }
}
