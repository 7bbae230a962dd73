//! What a cell of a record says, where it can be read in one way only.

use std::borrow::Cow;

use jiff::civil::DateTime;
use panel_core::{Column, FaultCode, Holds, code};
use panel_returns::CellMask;

use super::heads::norm;
use super::number_format::NumberFormat;
use super::said::{Said, plain};
use super::value::{Stored, hidden_part};

/// A cell of a sheet in this column of a table of records. What may be the number of a person is never
/// repeated.
pub(super) fn said(
    stored: &Stored,
    column: &Column,
    format: &NumberFormat,
    mask: CellMask<'_>,
) -> Said {
    let shown = stored.shown(format);
    let masked = |code: FaultCode, message: String| match code.name() {
        // A format may hold any letters.
        "workbook::unknown_format" if mask.has_keys() => {
            "what a reader sees of this cell is not known: its number format is an unusual one"
                .to_owned()
        }
        _ if mask.shows_cell(column, &shown) => message,
        "workbook::leading_zeros" => {
            format!("{} begins with a nought, as codes do", mask.describe_cell(column, &shown))
        }
        "workbook::number_for_code" if column.holds != Holds::Key => {
            format!("{} is where a code should be", mask.describe_cell(column, &shown))
        }
        "workbook::number_for_day" => {
            let what = mask.describe_cell(column, &shown);
            format!("{what} is in `{}`", column.title)
        }
        "workbook::date" => {
            format!("a date is in `{}`, which holds something else", column.title)
        }
        _ => message,
    };
    match said_openly(stored, column, format) {
        Said::Refused { code, message, remedy } => {
            Said::Refused { code, message: masked(code, message), remedy }
        }
        other => other,
    }
}

/// The same, with the text of the cell in what is said of it.
fn said_openly(stored: &Stored, column: &Column, format: &NumberFormat) -> Said {
    match (stored, column.holds) {
        (Stored::Text(text), Holds::Key) => Said::As(text.clone()),
        (Stored::Number(_) | Stored::Day(..) | Stored::Truth(_), Holds::Key) => Said::Refused {
            code: code!("workbook::number_for_code"),
            message: "this is not stored as text, as the number of a register must be".to_owned(),
            remedy: "set the format of the column to Text and write it again, since a number loses its zeros".to_owned(),
        },
        (Stored::Text(text), _) => match stored.said(column, format) {
            Said::As(_) | Said::Read { .. } => Said::As(written(column, text).into_owned()),
            Said::Refused { code, message, .. } if code == "workbook::not_available" => {
                let remedy = "leave the cell empty where nothing is known".to_owned();
                Said::Refused { code, message, remedy }
            }
            refused @ Said::Refused { .. } => refused,
        },
        (Stored::Day(Some(moment), serial), Holds::Day | Holds::Days | Holds::Moment) => {
            of_moment(*moment, *serial, column, format)
        }
        (Stored::Day(Some(_), _), Holds::Month) => match stored.said(column, format) {
            Said::Read { text, .. } => {
                Said::Read { text, how: "a date was read as its month".to_owned() }
            }
            other => other,
        },
        (Stored::Number(number), Holds::Day | Holds::Days | Holds::Moment | Holds::Month) => {
            Said::Refused {
                code: code!("workbook::number_for_day"),
                message: format!("the number {} is in `{}`", plain(*number), column.title),
                remedy: "set the format of the cell to a date, or write the day as text, as in 2024-10-05"
                    .to_owned(),
            }
        }
        (Stored::Truth(truth), Holds::YesNo) => {
            Said::As(if *truth { "yes" } else { "no" }.to_owned())
        }
        _ => match stored.said(column, format) {
            Said::Read { text, .. } => {
                Said::Read { text, how: "a number was read without its last digits".to_owned() }
            }
            other => other,
        },
    }
}

fn of_moment(moment: DateTime, serial: f64, column: &Column, format: &NumberFormat) -> Said {
    let midnight = moment == moment.date().at(0, 0, 0, 0);
    if serial.abs() > 0.0 && serial < 1.0 {
        return Said::Refused {
            code: code!("workbook::time_without_day"),
            message: format!("a time without its day is in `{}`", column.title),
            remedy: "write the day as well".to_owned(),
        };
    }
    let drawn = format.draw_day(moment, serial);
    // What was stored as text of a day has no number, and is seen as it is.
    let seen = drawn.as_ref().map(|(_, seen)| *seen);
    if serial.abs() > 0.0 && !seen.is_some_and(|seen| seen.day) {
        return hidden_part(drawn.map(|(text, _)| text), format);
    }
    if column.holds != Holds::Moment {
        let text = moment.date().to_string();
        let how = "the time beside a day was left out".to_owned();
        return if midnight { Said::As(text) } else { Said::Read { text, how } };
    }
    if midnight && !seen.is_some_and(|seen| seen.time) {
        return Said::Refused {
            code: code!("workbook::day_without_time"),
            message: format!("a day without its time is in `{}`", column.title),
            remedy: "write the time as well, as in 2024-10-05T23:40".to_owned(),
        };
    }
    let text = moment.strftime("%Y-%m-%dT%H:%M").to_string();
    let how = "the seconds of a time were left out".to_owned();
    if moment.second() == 0 { Said::As(text) } else { Said::Read { text, how } }
}

/// A text as it is filed, where another way of writing the same can mean nothing else.
pub(super) fn written<'a>(column: &Column, text: &'a str) -> Cow<'a, str> {
    let same = || Cow::Borrowed(text);
    match column.holds {
        Holds::Moment if text.as_bytes().get(10) == Some(&b'T') && text.len() == 16 => same(),
        Holds::YesNo if matches!(text, "yes" | "no") => same(),
        Holds::OneOf(names) if names.contains(&text) => same(),
        Holds::Day => match split_moment(text) {
            Some((day, time)) if ["00:00", "00:00:00"].contains(&time) => day.into(),
            _ => same(),
        },
        Holds::Moment => match split_moment(text) {
            Some((day, time)) if is_time(time) => format!("{day}T{}", &time[..5]).into(),
            _ => same(),
        },
        Holds::Days => text.replace([',', ';'], " ").into(),
        Holds::YesNo => match &*text.to_lowercase() {
            "yes" | "y" | "true" => "yes".into(),
            "no" | "n" | "false" => "no".into(),
            _ => same(),
        },
        Holds::OneOf(names) => {
            let mut alike = names.iter().filter(|name| norm(name) == norm(text));
            match (alike.next(), alike.next()) {
                (Some(one), None) => Cow::Borrowed(*one),
                _ => same(),
            }
        }
        _ => same(),
    }
}

/// A day and the time after it.
fn split_moment(text: &str) -> Option<(&str, &str)> {
    let parts = text.split_once(['T', ' '])?;
    (text.is_ascii() && parts.0.len() == 10).then(|| (parts.0, parts.1.trim()))
}

/// `23:40` or `23:40:15`.
fn is_time(text: &str) -> bool {
    let shape = text.bytes().map(|byte| if byte.is_ascii_digit() { b'0' } else { byte });
    let shape: Vec<_> = shape.collect();
    shape == b"00:00" || shape == b"00:00:00"
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn column(holds: Holds) -> Column {
        Column::new("cell", "Cell", holds)
    }

    #[test]
    fn of_what_may_be_the_number_of_a_person_the_shape_is_told() {
        const COLUMNS: &[Column] =
            &[Column::new("person", "Person", Holds::Key), Column::new("n", "N", Holds::Decimal)];
        static PEOPLE: panel_core::RecordTable =
            panel_core::RecordTable::new("people", "People", "One line a person.", COLUMNS);
        let mask = CellMask::new(&PEOPLE);
        let (number, text) = (Stored::Number(9_434_765_919.0), Stored::Text("0012".to_owned()));
        for (stored, holds, expected) in [
            (&number, Holds::Day, "a text like `9999999999` is in `Cell`"),
            (&number, Holds::Area, "a text like `9999999999` is where a code should be"),
            (
                &text,
                Holds::Whole { least: 0 },
                "a text like `9999` begins with a nought, as codes do",
            ),
        ] {
            match said(stored, &column(holds), &NumberFormat::new("General"), mask) {
                Said::Refused { message, .. } => assert_eq!(message, expected),
                other => panic!("{other:?}"),
            }
        }
    }

    fn describe(stored: &Stored, holds: Holds, format: &str) -> String {
        match said_openly(stored, &column(holds), &NumberFormat::new(format)) {
            Said::As(text) => text,
            Said::Read { text, how } => format!("{text} ({how})"),
            Said::Refused { code, .. } => code.name().to_owned(),
        }
    }

    #[test]
    fn a_date_of_a_spreadsheet_is_its_day_and_its_time_where_one_is_wanted() {
        let night = Stored::Day(Some(date(2024, 10, 5).at(23, 40, 0, 0)), 45_570.986_111);
        let day = Stored::Day(Some(date(2024, 10, 5).at(0, 0, 0, 0)), 45_570.0);
        let time = Stored::Day(Some(date(1899, 12, 31).at(12, 0, 0, 0)), 0.5);
        for (stored, holds, format, expected) in [
            (&day, Holds::Day, "yyyy-mm-dd", "2024-10-05"),
            (&day, Holds::Days, "dd/mm/yyyy", "2024-10-05"),
            (&night, Holds::Day, "dd/mm/yyyy", "2024-10-05 (the time beside a day was left out)"),
            (&night, Holds::Moment, "dd/mm/yyyy hh:mm", "2024-10-05T23:40"),
            (&day, Holds::Moment, "dd/mm/yyyy hh:mm", "2024-10-05T00:00"),
            (&day, Holds::Moment, "dd/mm/yyyy", "workbook::day_without_time"),
            (&day, Holds::Month, "mmm yy", "2024-10 (a date was read as its month)"),
            (&time, Holds::Moment, "hh:mm", "workbook::time_without_day"),
            (&time, Holds::Day, "hh:mm", "workbook::time_without_day"),
            (&day, Holds::Words, "dd/mm/yyyy", "workbook::date"),
            (&day, Holds::Period, "mmm yy", "workbook::date"),
            (&day, Holds::Day, "mmm yy", "workbook::part_of_date"),
            (&day, Holds::Month, "yyyy", "workbook::part_of_date"),
            (&night, Holds::Moment, "d mmm hh:mm", "workbook::part_of_date"),
            (&day, Holds::Day, "mmmmm-yy", "workbook::unknown_format"),
        ] {
            assert_eq!(describe(stored, holds, format), expected, "{stored:?} as {holds:?}");
        }
    }

    #[test]
    fn a_number_is_no_day_and_no_key() {
        let number = Stored::Number(45_570.0);
        assert_eq!(describe(&number, Holds::Day, "General"), "workbook::number_for_day");
        assert_eq!(describe(&number, Holds::Key, "General"), "workbook::number_for_code");
        assert_eq!(describe(&number, Holds::Whole { least: 0 }, "General"), "45570");
        let text = Stored::Text("007".to_owned());
        assert_eq!(describe(&text, Holds::Key, "@"), "007");
        assert_eq!(describe(&text, Holds::Whole { least: 0 }, "@"), "workbook::leading_zeros");
    }

    #[test]
    fn what_can_mean_one_thing_only_is_read_as_that() {
        let cases: [(Holds, &str, &str); 14] = [
            (Holds::YesNo, "Y", "yes"),
            (Holds::YesNo, "FALSE", "no"),
            (Holds::YesNo, "1", "1"),
            (Holds::OneOf(&["not_known", "city"]), "Not known", "not_known"),
            (Holds::OneOf(&["not_known", "city"]), "CITY", "city"),
            (Holds::OneOf(&["city"]), "cities", "cities"),
            (Holds::Day, "2024-10-05 00:00:00", "2024-10-05"),
            (Holds::Day, "2024-10-05 12:00", "2024-10-05 12:00"),
            (Holds::Day, "05/10/2024", "05/10/2024"),
            (Holds::Moment, "2024-10-05 23:40:15", "2024-10-05T23:40"),
            (Holds::Moment, "2024-10-05T2:40", "2024-10-05T2:40"),
            (Holds::Moment, "2024-10-0é T23:40", "2024-10-0é T23:40"),
            (Holds::Days, "2024-10-05, 2024-10-06;2024-10-07", "2024-10-05  2024-10-06 2024-10-07"),
            (Holds::Words, "As  it is", "As  it is"),
        ];
        for (holds, text, expected) in cases {
            assert_eq!(written(&column(holds), text), expected, "{holds:?}");
        }
        assert_eq!(describe(&Stored::Truth(true), Holds::YesNo, "General"), "yes");
    }
}
