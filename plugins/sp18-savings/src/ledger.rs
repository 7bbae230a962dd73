//! The savings ledger, line by line: its sums, in all and by financial year.

use std::cmp::Ordering;

use panel_core::{
    Column, Contradiction, Counting, Decimal, FinancialYear, GivenFigure, Holds, Measure, Period,
    Pounds, Quantity, RecordTable, ReturnKind, Series, Status, TableRecord, Tally,
};
use panel_measures::SavingsLine;

const MILLIONS: &str = "millions of pounds";

const COLUMNS: &[Column] = &[
    Column::new("line", "Line", Holds::Words)
        .said("What the ledger calls the line, such as S01.")
        .key(),
    Column::new("year", "Year", Holds::Period)
        .said("The financial year in which the saving is required, such as 2025/26.")
        .key(),
    Column::new("what", "What", Holds::Words).said("What is saved, in a few words."),
    Column::new("required", "Required", Holds::Decimal)
        .said("The saving required: the sum of the three parts.")
        .of(MILLIONS),
    Column::new("realised", "Realised", Holds::Decimal)
        .said("What of it has been realised by the end of the quarter.")
        .of(MILLIONS),
    Column::new("identified", "Identified", Holds::Decimal)
        .said("What of it has been identified and not yet realised.")
        .of(MILLIONS),
    Column::new("to_find", "To find", Holds::Decimal)
        .said("What of it is still to be identified.")
        .of(MILLIONS),
];

/// One line of the ledger a line.
pub(crate) static LINES: RecordTable = RecordTable::new(
    "savings_lines",
    "Savings lines",
    "The savings ledger at the end of the quarter, one per row.",
    COLUMNS,
)
.checked(contradictions);

pub(crate) const REQUIRED: Series = Series::neither_is_better("savings/required");
pub(crate) const REALISED: Series = Series::higher_is_better("savings/realised");
pub(crate) const IDENTIFIED: Series = Series::higher_is_better("savings/identified");
pub(crate) const TO_IDENTIFY: Series = Series::lower_is_better("savings/to-identify");

const EARLIER: [Series; 4] = [
    Series::neither_is_better("savings/required-earlier-years"),
    Series::higher_is_better("savings/realised-earlier-years"),
    Series::higher_is_better("savings/identified-earlier-years"),
    Series::lower_is_better("savings/to-identify-earlier-years"),
];
const THIS_YEAR: [Series; 4] = [
    Series::neither_is_better("savings/required-this-year"),
    Series::higher_is_better("savings/realised-this-year"),
    Series::higher_is_better("savings/identified-this-year"),
    Series::lower_is_better("savings/to-identify-this-year"),
];
const LATER: [Series; 4] = [
    Series::neither_is_better("savings/required-later-years"),
    Series::higher_is_better("savings/realised-later-years"),
    Series::higher_is_better("savings/identified-later-years"),
    Series::lower_is_better("savings/to-identify-later-years"),
];

const EARLIER_PARTS: [(&str, Series); 3] = parts(EARLIER);
const THIS_YEAR_PARTS: [(&str, Series); 3] = parts(THIS_YEAR);
const LATER_PARTS: [(&str, Series); 3] = parts(LATER);

/// The parts of what is required, each with its name in an exhibit.
const fn parts([_, realised, identified, to_identify]: [Series; 4]) -> [(&'static str, Series); 3] {
    [("Realised", realised), ("Identified", identified), ("Still to be identified", to_identify)]
}

/// The rows that stand in the widget where the ledger itself is returned.
pub(crate) static BY_YEAR: &[&dyn Measure] = &[
    &SavingsLine::new("earlier_years", "Savings required in earlier years", EARLIER[0])
        .total_of(&EARLIER_PARTS),
    &SavingsLine::new("this_year", "Savings required this financial year", THIS_YEAR[0])
        .total_of(&THIS_YEAR_PARTS),
    &SavingsLine::new("later_years", "Savings required in later years", LATER[0])
        .total_of(&LATER_PARTS),
];

/// The sums of the ledger.
pub(crate) static LEDGER: Tally = Tally {
    tables: &[&LINES],
    gives: &[
        GivenFigure::money(REQUIRED),
        GivenFigure::money(REALISED),
        GivenFigure::money(IDENTIFIED),
        GivenFigure::money(TO_IDENTIFY),
        GivenFigure::money(EARLIER[0]),
        GivenFigure::money(EARLIER[1]),
        GivenFigure::money(EARLIER[2]),
        GivenFigure::money(EARLIER[3]),
        GivenFigure::money(THIS_YEAR[0]),
        GivenFigure::money(THIS_YEAR[1]),
        GivenFigure::money(THIS_YEAR[2]),
        GivenFigure::money(THIS_YEAR[3]),
        GivenFigure::money(LATER[0]),
        GivenFigure::money(LATER[1]),
        GivenFigure::money(LATER[2]),
        GivenFigure::money(LATER[3]),
    ],
    rule: "The amounts of the ledger's lines are added, exactly as they were written. Each line must be the sum of its parts, or it is refused. A line belongs to the financial year in which its saving is required: before that of the quarter, in it, or after it.",
    relations: &[],
    count,
};

/// The columns that a line's amounts stand in: what is required, and its parts.
const AMOUNTS: [&str; 4] = ["required", "realised", "identified", "to_find"];

const NO_LINE: &str = "The savings ledger has no line.";

fn contradictions(record: &TableRecord) -> Vec<Contradiction> {
    let mut found = Vec::new();
    let name = record.text("line");
    for column in AMOUNTS {
        if amount(record, column) < Decimal::ZERO {
            found.push(Contradiction {
                column,
                message: format!("`{column}` of line `{name}` is less than nothing"),
                remedy: "take the amount off the line that it corrects",
            });
        }
    }
    if year(record).is_none() {
        found.push(Contradiction {
            column: "year",
            message: format!("line `{name}` is of no financial year"),
            remedy: "write the one year in which it is required, as in 2025/26",
        });
    }
    let [required, parts @ ..] = AMOUNTS.map(|column| amount(record, column));
    let sum: Decimal = parts.into_iter().sum();
    if sum != required {
        let printed = |millions| Quantity::Money(Pounds::millions(millions));
        found.push(Contradiction {
            column: "required",
            message: format!(
                "the parts of line `{name}` make {}, but it requires {}",
                printed(sum),
                printed(required)
            ),
            remedy: "correct what is required or its parts",
        });
    }
    found
}

fn amount(record: &TableRecord, column: &str) -> Decimal {
    record.decimal(column).unwrap_or_default()
}

/// The financial year of a line; none where its months are not those of one.
fn year(record: &TableRecord) -> Option<FinancialYear> {
    let period = record.period("year")?;
    let year = FinancialYear::holding(period.first());
    (year.period() == period).then_some(year)
}

fn count(counting: &mut Counting<'_>) {
    let as_at = Period::month(counting.terms.quarter.last_month());
    if !counting.records.cover(&LINES, as_at) {
        return;
    }
    let lines: Vec<_> = counting.records.of(&LINES).iter().collect();
    let totals = [REQUIRED, REALISED, IDENTIFIED, TO_IDENTIFY];
    if lines.is_empty() {
        for series in totals {
            counting.give_nothing(ReturnKind::Money, series, NO_LINE);
        }
        return;
    }
    give(counting, totals, as_at, &lines, None);
    let this_year = counting.terms.quarter.year();
    for (series, when) in
        [(EARLIER, Ordering::Less), (THIS_YEAR, Ordering::Equal), (LATER, Ordering::Greater)]
    {
        let own: Vec<_> = lines
            .iter()
            .copied()
            .filter(|line| year(line).is_some_and(|year| year.cmp(&this_year) == when))
            .collect();
        let years = own.iter().filter_map(|line| year(line));
        // A ledger that says nothing of these years has no row for them.
        if let (Some(first), Some(last)) = (years.clone().min(), years.max()) {
            give(counting, series, as_at, &own, Some((first, last)));
        }
    }
}

/// Gives what these lines require and its parts, and says of which years they are.
fn give(
    counting: &mut Counting<'_>,
    series: [Series; 4],
    as_at: Period,
    lines: &[&TableRecord],
    years: Option<(FinancialYear, FinancialYear)>,
) {
    for (series, column) in series.into_iter().zip(AMOUNTS) {
        let amounts = lines.iter().map(|line| amount(line, column));
        let decimals = amounts.clone().map(|one| one.scale()).max().unwrap_or_default();
        let mut sum: Decimal = amounts.sum();
        // As many decimals as the finest line has, in whatever order they are added.
        sum.rescale(decimals);
        let value = Quantity::Money(Pounds::millions(sum));
        let given = counting.give(ReturnKind::Money, series, as_at, value, lines);
        match years {
            Some((first, last)) if first == last => {
                given.stands(Status::Final, format!("Required in {first}."));
            }
            Some((first, last)) => {
                given.stands(Status::Final, format!("Required from {first} to {last}."));
            }
            None => {}
        }
    }
}

#[cfg(test)]
mod tests;
