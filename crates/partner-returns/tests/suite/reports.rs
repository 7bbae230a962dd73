//! Records in the round trip: made-up reports, each with the key of a person, and made-up visits that
//! nothing names.

use std::sync::OnceLock;

use panel_core::{
    Column, Contradiction, Counting, GivenFigure, Holds, Need, Period, RecordTable, ReturnKind,
    Series, TableRecord, Tally,
};
use panel_partner_returns::{Delivery, Filing, PersonKeys, Receiving};

use crate::made_up::Quarter;

const COLUMNS: &[Column] = &[
    Column::new("report", "Report", Holds::Key).said("The number of the report.").key(),
    Column::new("person", "Person", Holds::Key)
        .said("The number of the person reported.")
        .optional(),
    Column::new("reported", "Reported on", Holds::Day).said("The day of the report."),
    Column::new("found", "Found at", Holds::Moment).said("When the person was found.").optional(),
    Column::new("kind", "Kind", Holds::OneOf(&["missing", "not_known"])).said("What was reported."),
    Column::new("child", "Child", Holds::YesNo).said("Whether the person is a child."),
    Column::new("visits", "Visits", Holds::Days).said("The day of each visit."),
    Column::new("hours", "Hours", Holds::Whole { least: 0 }).said("How long it took.").optional(),
];

/// One line a report.
pub(crate) static REPORTS: RecordTable =
    RecordTable::new("reports", "Reports", "Reports of people missing, one line each.", COLUMNS)
        .checked(found_after_reported);

fn found_after_reported(report: &TableRecord) -> Vec<Contradiction> {
    match (report.day("reported"), report.day("found")) {
        (Some(reported), Some(found)) if found < reported => vec![Contradiction {
            column: "found",
            message: "the person was found before the report".to_owned(),
            remedy: "correct one of the two days",
        }],
        _ => Vec::new(),
    }
}

/// One line a visit, which nothing names.
pub(crate) static VISITS: RecordTable = RecordTable::new(
    "home_visits",
    "Home visits",
    "Visits, one line each.",
    &[Column::new("month", "Month", Holds::Month), Column::new("why", "Why", Holds::Words)],
);

const MISSING: Series = Series::lower_is_better("reports/missing");

static COUNTED: Tally = Tally {
    tables: &[&REPORTS],
    gives: &[GivenFigure::count(MISSING)],
    rule: "Every report counts on its day.",
    relations: &[],
    count,
};

fn count(counting: &mut Counting<'_>) {
    let periods = counting.against_baseline();
    counting.give_counts(MISSING, &periods, &REPORTS, |one| {
        one.day("reported").map(panel_core::Month::of)
    });
}

static OF_VISITS: Tally = Tally {
    tables: &[&VISITS],
    gives: &[],
    rule: "Nothing is counted.",
    relations: &[],
    count: |_| {},
};

/// The quarter of which the partnership returns the reports and the visits.
pub(crate) fn quarter() -> Quarter {
    let mut quarter = Quarter::new();
    quarter.tallies = vec![&COUNTED, &OF_VISITS];
    quarter.record_tables = vec![&VISITS, &REPORTS];
    quarter.needs.push(Need { series: MISSING, kind: ReturnKind::Counts });
    quarter.partners[1].records = vec!["reports".to_owned(), "home_visits".to_owned()];
    // The force no longer counts them.
    let text =
        "series,area,period,count,status,note\noffences/burglary,X23000001,2023/24,407,final,\n";
    quarter.texts.insert("returns/counts.csv".to_owned(), text.to_owned());
    quarter.read();
    quarter
}

pub(crate) fn keys() -> &'static PersonKeys {
    static KEYS: OnceLock<PersonKeys> = OnceLock::new();
    KEYS.get_or_init(|| PersonKeys::of(b"c0ffee000102030405060708090a0b0c").unwrap())
}

pub(crate) fn covers(text: &str) -> Period {
    text.parse().unwrap()
}

/// Receives from the partnership, with a key file, complete for the year.
pub(crate) fn receive<'a>(
    quarter: &'a Quarter,
    deliveries: &[Delivery<'_>],
    change: impl FnOnce(&mut Receiving<'a>),
) -> Result<Filing, Vec<panel_core::Fault>> {
    let (covers, keys) = (Some(covers("2024-01/2024-12")), Some(keys()));
    let mut receiving = Receiving { covers, keys, ..quarter.receiving(1) };
    change(&mut receiving);
    receiving.receive(deliveries)
}

/// The header of the reports.
pub(crate) const HEAD: &str = "report,person,reported,found,kind,child,visits,hours\n";

/// A CSV of reports.
pub(crate) fn csv(lines: &[&str]) -> String {
    format!("{HEAD}{}\n", lines.join("\n"))
}

/// The table that the partnership's reports are filed in.
pub(crate) const FILED: &str = "returns/received/anyshire-partnership-reports.csv";
