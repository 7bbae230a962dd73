//! Tables of figures with something wrong in them.

use super::broken::Broken;

const COUNTS: &str = "returns/counts.csv";
const SURVEYS: &str = "returns/surveys.csv";

/// The row of burglaries in the baseline year, up to its count.
const BURGLARIES: &str = "offences/domestic-burglary,E23000021,2012/13";

fn counted(count: &str) -> Broken {
    Broken::quarter().row(COUNTS, BURGLARIES, &format!("{BURGLARIES},{count},final,"))
}

/// The first table with its text changed.
fn counts(change: impl FnOnce(&str) -> String) -> Broken {
    let broken = Broken::quarter();
    let changed = change(&broken.copied.text(COUNTS));
    broken.file(COUNTS, changed)
}

#[test]
fn a_count_that_is_not_available() {
    counted("n/a").rejected().only(
        "returns::wrong_count",
        (COUNTS, "n/a"),
        "leave the row out, and say in awaited.toml why the figure is missing",
    );
}

#[test]
fn a_count_left_empty() {
    counted("").rejected().only("returns::wrong_count", (COUNTS, BURGLARIES), "leave the row out");
}

#[test]
fn a_count_with_a_separator() {
    counted("\"3,935\"").rejected().only(
        "returns::wrong_count",
        (COUNTS, "\"3,935\""),
        "write it without separators",
    );
}

#[test]
fn a_count_with_a_separator_and_no_quotation_marks() {
    counted("3,935").rejected().only(
        "returns::wrong_length",
        (COUNTS, BURGLARIES),
        "put a text that holds a comma in quotation marks",
    );
}

#[test]
fn a_count_with_decimals() {
    counted("12.5").rejected().only(
        "returns::wrong_count",
        (COUNTS, "12.5"),
        "write a whole number in digits alone",
    );
}

#[test]
fn a_count_that_may_be_a_code() {
    for (written, plain) in [("03935", "3935"), ("+3935", "3935"), ("007", "7")] {
        counted(written).rejected().only(
            "returns::wrong_count",
            (COUNTS, written),
            &format!("write {plain} if it is a number"),
        );
    }
}

#[test]
fn a_digit_too_many() {
    counted("3935000000000").rejected().only(
        "returns::wrong_count",
        (COUNTS, "3935000000000"),
        "is a digit too many in it?",
    );
}

#[test]
fn a_status_that_there_is_not() {
    Broken::quarter()
        .row(COUNTS, BURGLARIES, &format!("{BURGLARIES},3935,preliminary,"))
        .rejected()
        .only("returns::wrong_status", (COUNTS, "preliminary"), "write one of final, provisional");
}

#[test]
fn a_period_that_is_none() {
    Broken::quarter()
        .row(COUNTS, BURGLARIES, "offences/domestic-burglary,E23000021,2012-2013,3935,final,")
        .rejected()
        .only("returns::wrong_period", (COUNTS, "2012-2013"), "a financial year (2014/15)");
}

#[test]
fn an_area_that_is_none() {
    Broken::quarter()
        .row(COUNTS, BURGLARIES, "offences/domestic-burglary,Leicestershire,2012/13,3935,final,")
        .rejected()
        .only("returns::wrong_area", (COUNTS, "Leicestershire"), "as in E23000021");
}

#[test]
fn an_area_that_is_not_the_force() {
    let other = Broken::quarter().replacing("panel.toml", "E23000021", "E23000099").rejected();
    other.tells("returns::other_area", ("panel.toml", ""), "correct `area` under [force]");
}

#[test]
fn several_cells_of_one_row() {
    let rejected =
        Broken::quarter().row(COUNTS, BURGLARIES, "Burglary!,Leics,13/14,many,finall,").rejected();
    for (code, begins) in [
        ("returns::wrong_series", "Burglary!"),
        ("returns::wrong_area", "Leics"),
        ("returns::wrong_period", "13/14"),
        ("returns::wrong_count", "many"),
        ("returns::wrong_status", "finall"),
    ] {
        rejected.tells(code, (COUNTS, begins), "");
    }
}

#[test]
fn an_impossible_percentage() {
    Broken::quarter()
        .row(
            SURVEYS,
            "support-take-up/domestic-abuse",
            "support-take-up/domestic-abuse,E23000021,2013-10/2014-09,,65,37.5,final,",
        )
        .rejected()
        .only(
            "returns::impossible_share",
            (SURVEYS, "37.5"),
            "enter `positive` and `surveyed`, not a percentage (24 of 65 are 36.9%, 25 are 38.5%)",
        );
}

#[test]
fn a_percentage_called_impossible_that_is_not() {
    Broken::quarter()
        .row(
            SURVEYS,
            "support-take-up/domestic-abuse",
            "support-take-up/domestic-abuse,E23000021,2013-10/2014-09,,65,36.9,impossible,",
        )
        .rejected()
        .only("returns::possible_share", (SURVEYS, "36.9"), "36.9% of 65 is possible: 24");
}

#[test]
fn more_satisfied_than_surveyed() {
    Broken::quarter()
        .replacing(SURVEYS, "2014-09,96,105,91.4", "2014-09,106,105,91.4")
        .rejected()
        .only("returns::wrong_share", (SURVEYS, "106,105"), "correct the number of people");
}

#[test]
fn people_and_percentage_that_disagree() {
    Broken::quarter()
        .replacing(SURVEYS, "2014-09,96,105,91.4", "2014-09,96,105,94.1")
        .rejected()
        .only(
            "returns::shares_disagree",
            (SURVEYS, "94.1"),
            "96 of 105 people are 91.4%, not 94.1%",
        );
}

#[test]
fn a_percentage_whose_people_are_known() {
    Broken::quarter()
        .replacing(SURVEYS, "2014-09,96,105,91.4", "2014-09,,105,91.4")
        .rejected()
        .only("returns::share_without_people", (SURVEYS, "91.4"), "write 96 there");
}

#[test]
fn nobody_surveyed() {
    Broken::quarter().replacing(SURVEYS, "2014-09,96,105,91.4", "2014-09,0,0,").rejected().only(
        "returns::wrong_share",
        (SURVEYS, "0,0,"),
        "leave the row out",
    );
}

#[test]
fn a_place_that_is_none() {
    Broken::quarter()
        .row(
            "returns/positions.csv",
            "offences/all-crime",
            "offences/all-crime,E23000021,2014-09,0,,final,",
        )
        .rejected()
        .only("returns::wrong_place", ("returns/positions.csv", "0,,final"), "1 for the best");
}

#[test]
fn a_row_given_twice() {
    Broken::quarter().with_line(COUNTS, &format!("{BURGLARIES},3936,final,")).rejected().only(
        "returns::twice",
        (COUNTS, &format!("{BURGLARIES},3936")),
        "given before, at returns/counts.csv:11",
    );
}

#[test]
fn a_series_misspelt() {
    let rejected = Broken::quarter()
        .replacing(COUNTS, "offences/domestic-burglary", "offences/domestic-burglery")
        .rejected();
    rejected.tells(
        "returns::unknown_series",
        (COUNTS, "offences/domestic-burglery"),
        "is `offences/domestic-burglary` meant?",
    );
}

#[test]
fn a_series_that_nothing_reads() {
    Broken::quarter()
        .with_line(COUNTS, "lost-umbrellas/all,E23000021,2012/13,5,final,")
        .rejected()
        .only(
            "returns::unknown_series",
            (COUNTS, "lost-umbrellas"),
            "the sheet Series of the template lists the series, as does `panel priorities`",
        );
}

#[test]
fn parts_that_do_not_make_the_total() {
    Broken::quarter()
        .replacing("returns/savings.csv", "2014-09,7.8,", "2014-09,7.9,")
        .rejected()
        .only(
            "returns::parts_and_total",
            ("returns/savings.csv", "savings/required"),
            "the parts make £23.1m, but savings/required is £23.0m",
        );
}

#[test]
fn a_table_cut_off_within_a_row() {
    let cut = "offences/all-crime,E23000021,20";
    let rejected = counts(|text| text[..text.find(cut).unwrap() + cut.len()].to_owned()).rejected();
    rejected.tells("returns::wrong_length", (COUNTS, cut), "was the file cut off?");
    rejected.tells("awaited::unexplained", ("awaited.toml", ""), "offences/domestic-burglary");
}

#[test]
fn a_table_cut_off_at_the_end_of_a_row() {
    let rejected =
        counts(|text| text[..text.find("offences/domestic-burglary").unwrap()].to_owned())
            .rejected();
    rejected.tells(
        "awaited::unexplained",
        ("awaited.toml", ""),
        "sp12.offences: offences/domestic-burglary has no counts return for 2012/13",
    );
    assert_eq!(rejected.count("awaited::unexplained"), rejected.all());
}

#[test]
fn a_table_of_random_bytes() {
    // Xorshift with a fixed seed.
    let mut state = 0x2014_1217_u32;
    let bytes = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state.to_le_bytes()[1]
    });
    Broken::quarter().file(COUNTS, bytes.take(4096).collect::<Vec<_>>()).rejected().only(
        "file::not_utf8",
        (COUNTS, ""),
        "if it is a spreadsheet, export the sheet as CSV (UTF-8)",
    );
}

#[test]
fn an_empty_table() {
    counts(|_| String::new()).rejected().only(
        "returns::empty_file",
        (COUNTS, ""),
        "begin it with the header series,area,period,count,status,note",
    );
}

#[test]
fn two_columns_in_another_order() {
    let swapped = |text: &str| {
        let rows = text.lines().map(|row| {
            let cells: Vec<_> = row.splitn(5, ',').collect();
            format!("{},{},{},{},{}\n", cells[0], cells[1], cells[3], cells[2], cells[4])
        });
        rows.collect::<String>()
    };
    counts(swapped).rejected().only(
        "returns::wrong_header",
        (COUNTS, "count,period"),
        "the columns are in another order: `count` is where `period` should be",
    );
}

#[test]
fn the_values_of_two_columns_swapped() {
    let swapped = |text: &str| {
        let mut rows = text.lines();
        let header = rows.next().unwrap();
        let rows = rows.map(|row| {
            let cells: Vec<_> = row.splitn(4, ',').collect();
            format!("\n{},{},{},{}", cells[1], cells[0], cells[2], cells[3])
        });
        format!("{header}{}\n", rows.collect::<String>())
    };
    let rejected = counts(swapped).rejected();
    rejected.tells("returns::wrong_series", (COUNTS, "E23000021"), "small letters");
    rejected.tells("returns::wrong_area", (COUNTS, "first-time-entrants"), "GSS code");
}

#[test]
fn a_column_under_another_name() {
    let rejected = Broken::quarter().replacing(COUNTS, "count,status", "number,status").rejected();
    rejected.tells("returns::wrong_header", (COUNTS, "number"), "there is no column `number`");
    rejected.tells("returns::wrong_header", (COUNTS, "series"), "the column `count` is missing");
    assert_eq!(rejected.all(), 2);
}

#[test]
fn a_table_that_is_not_listed() {
    Broken::quarter().file("returns/extra.csv", "series,area\n").rejected().only(
        "datapackage::unlisted",
        ("returns/extra.csv", ""),
        "list it as a resource, or take it away",
    );
}

#[test]
fn a_table_that_is_listed_and_not_there() {
    Broken::quarter().without(COUNTS).rejected().only(
        "file::missing",
        (COUNTS, ""),
        "put the file there",
    );
}

#[test]
fn figures_that_cannot_be() {
    const FIGURES: &str = "returns/figures.csv";
    let broken = Broken::quarter();
    let figures = broken.copied.text(FIGURES);
    let line =
        |start: &str| figures.lines().find(|line| line.starts_with(start)).unwrap().to_owned();
    let with = |line: &str, value: &str| {
        let cells: Vec<_> = line.split(',').collect();
        format!("{},{value},{}", cells[..3].join(","), cells[4..].join(","))
    };
    let (stars, lowest) =
        (line("feedback/average-stars"), line("satisfaction/domestic-burglary/lowest"));
    let money = line("savings/original-shortfall");
    let (stars, lowest) = (with(&stars, "35"), with(&lowest, "-5"));
    let count = money.replace("million_pounds", "points");
    let rejected = broken
        .row(FIGURES, "feedback/average-stars", &stars)
        .row(FIGURES, "satisfaction/domestic-burglary/lowest", &lowest)
        .row(FIGURES, "savings/original-shortfall", &count)
        .rejected();
    rejected.tells("returns::out_of_range", (FIGURES, &stars), "is not between 1 and 5 stars");
    rejected.tells("returns::out_of_range", (FIGURES, &lowest), "is not between 0% and 100%");
    rejected.tells("returns::wrong_unit", (FIGURES, &count), "is measured in `million_pounds`");
    assert_eq!(rejected.all(), 3);
}
