use jiff::civil::{Date, date};
use panel_core::{FinancialYear, Month, Period, Quarter, spoken_date};
use proptest::prelude::{Strategy, prop_assert, prop_assert_eq, proptest};

use crate::support::{month, period};

#[test]
fn every_form_of_a_period_is_read_and_printed_in_its_one_form() {
    for (written, iso, printed, months) in [
        ("2014-09", "2014-09", "September 2014", 1),
        // A year and a month, never a financial year.
        ("2011-12", "2011-12", "December 2011", 1),
        ("2011/12", "2011/12", "2011/12", 12),
        ("1999/00", "1999/00", "1999/00", 12),
        ("2012-04/2013-03", "2012/13", "2012/13", 12),
        ("2014-15 Q1", "2014-04/2014-06", "April to June 2014", 3),
        ("2014/15 Q2", "2014-07/2014-09", "July to September 2014", 3),
        ("2014-15-q3", "2014-10/2014-12", "October to December 2014", 3),
        ("2014/15 q4", "2015-01/2015-03", "January to March 2015", 3),
        ("2013-10/2014-09", "2013-10/2014-09", "12 months to September 2014", 12),
        ("2014-01/2014-12", "2014-01/2014-12", "12 months to December 2014", 12),
        ("2013-10/2014-03", "2013-10/2014-03", "October 2013 to March 2014", 6),
        ("2014-04/2014-09", "2014-04/2014-09", "April to September 2014", 6),
        ("2014-09/2014-09", "2014-09", "September 2014", 1),
        ("2012-04/2014-09", "2012-04/2014-09", "April 2012 to September 2014", 30),
        ("2012-04/2014-03", "2012-04/2014-03", "April 2012 to March 2014", 24),
    ] {
        let read = period(written);
        let found = (read.iso(), read.to_string(), read.months());
        assert_eq!(found, (iso.to_owned(), printed.to_owned(), months), "{written}");
        assert_eq!(format!("{read:?}"), iso, "{written}");
    }
}

#[test]
fn what_is_no_period_is_refused_with_the_forms_that_are() {
    let forms = "is not a period; write a month (2014-09), a financial year (2014/15), a quarter (2014-15 Q2) or months from and to (2013-10/2014-09)";
    for written in [
        "2012-13",
        "2014-00",
        "2014/16",
        "2014-9",
        "14-09",
        "2014",
        "",
        " 2014-09",
        "2014-09 ",
        "2014-15 Q0",
        "2014-15 Q5",
        "Q2 2014-15",
        "2013-10/",
        "/2014-09",
        "2013-10/2014-13",
        "2013-10/2014-09/2015-09",
        "2013-10 to 2014-09",
        "2013-10–2014-09",
        "September 2014",
        "٢٠١٤-٠٩",
        "+201-09",
        "1899-12",
        "2201-01",
        "NA",
    ] {
        let refused = written.parse::<Period>().expect_err(written);
        assert_eq!(refused.to_string(), format!("`{written}` {forms}"));
    }
    let backwards = "2014-09/2013-10".parse::<Period>().expect_err("backwards");
    assert_eq!(
        backwards.to_string(),
        "`2014-09/2013-10` ends before it begins; write the earlier month first"
    );
    let made = Period::new(month("2014-09"), month("2014-08")).expect_err("backwards");
    assert_eq!(
        made.to_string(),
        "`2014-09/2014-08` ends before it begins; write the earlier month first"
    );
}

#[test]
fn months_years_and_quarters_are_refused_in_their_own_words() {
    for written in ["2014-13", "2014-00", "2014/09", "2014-009", "20145-01", "1899-12", "2201-01"] {
        let refused = written.parse::<Month>().expect_err(written).to_string();
        assert_eq!(
            refused,
            format!("`{written}` is not a month; write year and month, such as 2014-09")
        );
    }
    for written in ["2014/16", "2014/14", "2014", "14/15", "2014/2015", "2199-0", "2200/01"] {
        let refused = written.parse::<FinancialYear>().expect_err(written).to_string();
        assert_eq!(
            refused,
            format!("`{written}` is not a financial year; write 2014/15 or 2014-15")
        );
    }
    for written in
        ["2014-15 Q0", "2014-15 Q5", "2014-15 Q", "2014-15 2", "2014-15", "2014 Q2", "2014-15-q22"]
    {
        let refused = written.parse::<Quarter>().expect_err(written).to_string();
        assert_eq!(
            refused,
            format!("`{written}` is not a quarter; write 2014-15 Q2 (July to September 2014)")
        );
    }
    assert_eq!(
        Month::new(2014, 13).expect_err("no month").to_string(),
        "`2014-13` is not a month; write year and month, such as 2014-09"
    );
    let year = FinancialYear::starting(2014).expect("a year");
    assert_eq!(
        Quarter::new(year, 5).expect_err("no quarter").to_string(),
        "`2014/15 Q5` is not a quarter; write 2014-15 Q2 (July to September 2014)"
    );
}

#[test]
fn a_financial_year_is_read_with_a_stroke_or_a_hyphen() {
    for written in ["2014/15", "2014-15"] {
        let year: FinancialYear = written.parse().expect(written);
        assert_eq!(year, FinancialYear::starting(2014).expect("a year"));
        assert_eq!(year.to_string(), "2014/15");
        assert_eq!(year.period().iso(), "2014/15");
        assert_eq!((year.first_month(), year.last_month()), (month("2014-04"), month("2015-03")));
    }
    assert_eq!("1999-00".parse::<FinancialYear>().expect("a year").to_string(), "1999/00");
    assert_eq!("2009/10".parse::<FinancialYear>().expect("a year").to_string(), "2009/10");
}

#[test]
fn every_quarter_has_its_three_months_and_one_name() {
    for (written, first, last, id, printed) in [
        ("2014-15 Q1", "2014-04", "2014-06", "2014-15-q1", "Quarter 1 of 2014/15"),
        ("2014/15 Q2", "2014-07", "2014-09", "2014-15-q2", "Quarter 2 of 2014/15"),
        ("2014-15-q3", "2014-10", "2014-12", "2014-15-q3", "Quarter 3 of 2014/15"),
        ("2014-15-Q4", "2015-01", "2015-03", "2014-15-q4", "Quarter 4 of 2014/15"),
        ("1999-00 Q4", "2000-01", "2000-03", "1999-00-q4", "Quarter 4 of 1999/00"),
    ] {
        let quarter: Quarter = written.parse().expect(written);
        assert_eq!(quarter.first_month(), month(first), "{written}");
        assert_eq!(quarter.last_month(), month(last), "{written}");
        assert_eq!(quarter.period().months(), 3, "{written}");
        assert_eq!(quarter.id(), id);
        assert_eq!(quarter.to_string(), printed);
        assert_eq!(quarter.id().parse::<Quarter>().expect(id), quarter);
    }
}

#[test]
fn the_financial_year_turns_in_april() {
    for (held, year) in [
        ("2014-03", "2013/14"),
        ("2014-04", "2014/15"),
        ("2014-12", "2014/15"),
        ("2015-01", "2014/15"),
        ("2015-03", "2014/15"),
        ("2000-01", "1999/00"),
    ] {
        assert_eq!(FinancialYear::holding(month(held)).to_string(), year, "{held}");
    }
}

#[test]
fn february_has_its_leap_day() {
    for (written, days, last) in [
        ("2012-02", 29, date(2012, 2, 29)),
        ("2013-02", 28, date(2013, 2, 28)),
        ("2000-02", 29, date(2000, 2, 29)),
        ("1900-02", 28, date(1900, 2, 28)),
        ("2100-02", 28, date(2100, 2, 28)),
        ("2014-04", 30, date(2014, 4, 30)),
        ("2014-12", 31, date(2014, 12, 31)),
    ] {
        let month = month(written);
        assert_eq!((month.days(), month.last_day()), (days, last), "{written}");
        assert_eq!(month.first_day(), Date::new(month.year(), month.number(), 1).expect("a day"));
        assert_eq!(Month::of(last), month);
    }
}

#[test]
fn periods_step_back_by_whole_months() {
    for (last, twelve) in [
        ("2014-09", "2013-10/2014-09"),
        ("2013-03", "2012/13"),
        ("2012-02", "2011-03/2012-02"),
        ("2014-12", "2014-01/2014-12"),
    ] {
        assert_eq!(Period::twelve_months_to(month(last)).iso(), twelve, "{last}");
    }
    for (later, earlier) in [
        ("2014-04/2014-09", "2013-04/2013-09"),
        ("2012-02", "2011-02"),
        ("2014/15", "2013/14"),
        ("2000-01/2000-03", "1999-01/1999-03"),
    ] {
        assert_eq!(period(later).year_earlier(), period(earlier), "{later}");
    }
}

#[test]
fn dates_are_spoken_with_their_weekday() {
    for (day, spoken) in [
        (date(2014, 12, 17), "Wednesday 17 December 2014"),
        (date(2012, 2, 29), "Wednesday 29 February 2012"),
        (date(2015, 1, 1), "Thursday 1 January 2015"),
        (date(2015, 1, 2), "Friday 2 January 2015"),
        (date(2015, 1, 3), "Saturday 3 January 2015"),
        (date(2015, 1, 4), "Sunday 4 January 2015"),
        (date(2015, 1, 5), "Monday 5 January 2015"),
        (date(2015, 1, 6), "Tuesday 6 January 2015"),
    ] {
        assert_eq!(spoken_date(day), spoken);
    }
}

fn any_month() -> impl Strategy<Value = Month> {
    (1900..=2200_i16, 1..=12_i8).prop_map(|(year, number)| Month::new(year, number).expect("one"))
}

proptest! {
    #[test]
    fn a_month_reads_back_and_stepping_is_counting(from in any_month(), to in any_month()) {
        prop_assert_eq!(month(&from.iso()), from);
        prop_assert_eq!(from.plus(from.until(to)), to);
        prop_assert_eq!(from.until(to), -to.until(from));
        prop_assert_eq!(from < to, from.until(to) > 0);
        prop_assert_eq!(from.last_day().tomorrow().expect("a day"), from.plus(1).first_day());
    }

    #[test]
    fn a_period_reads_back_and_a_financial_year_holds_its_months(
        from in any_month(),
        more in 0..400_i32,
    ) {
        let to = from.plus(more);
        let whole = Period::new(from, to).expect("a period");
        prop_assert_eq!(i64::from(whole.months()), i64::from(more) + 1);
        prop_assert_eq!(Period::new(to, from).is_ok(), more == 0);
        let year = FinancialYear::holding(from).period();
        prop_assert!(year.first() <= from && from <= year.last());
        prop_assert_eq!(year.months(), 12);
        if from.year() > 1900 && to.year() <= 2199 {
            prop_assert_eq!(period(&whole.iso()), whole);
        }
    }

    #[test]
    fn no_text_makes_a_reader_panic(text in ".{0,20}") {
        let _ = text.parse::<Period>();
        let _ = text.parse::<Quarter>();
        let _ = text.parse::<FinancialYear>();
        let _ = text.parse::<Month>();
    }

    #[test]
    fn a_text_of_the_right_marks_is_a_period_only_if_its_own_form_reads_back(
        text in "[0-9]{4}[-/][0-9]{2}([/ -][Qq0-9][0-9]{0,3}(-[0-9]{2})?)?",
    ) {
        if let Ok(read) = text.parse::<Period>() {
            prop_assert_eq!(period(&read.iso()), read);
        }
    }
}
