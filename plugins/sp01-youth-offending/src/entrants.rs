//! First-time entrants, counted from the first outcome of each child.

use panel_core::{
    Column, Contradiction, Counting, FigureRelation, GivenFigure, Holds, Month, Period, Quantity,
    RecordTable, ReturnKind, Series, Status, TableRecord, Tally, Term,
};

/// What ends a case without a court.
const OUT_OF_COURT: [&str; 2] = ["youth_caution", "youth_conditional_caution"];

const DISPOSALS: &[&str] = &[
    OUT_OF_COURT[0],
    OUT_OF_COURT[1],
    "conditional_discharge",
    "fine",
    "reparation_order",
    "referral_order",
    "youth_rehabilitation_order",
    "detention_and_training_order",
    "other_court_disposal",
];

/// The oldest that a child can be.
const OLDEST: u64 = 17;

const COLUMNS: &[Column] = &[
    Column::new("child", "Child", Holds::Key).said("The key of the child.").key(),
    Column::new("day", "Day", Holds::Day)
        .said("The day of the first substantive outcome: of the caution, or of the sentence."),
    Column::new("disposal", "Disposal", Holds::OneOf(DISPOSALS))
        .said("The first substantive outcome. A community resolution is none; an absolute discharge and long-term detention are other disposals of a court."),
    Column::new("age", "Age", Holds::Whole { least: 10 })
        .said("Age in years on that day, from 10 to 17.")
        .of("years"),
];

/// One line a child.
pub(crate) static FIRST_OUTCOMES: RecordTable = RecordTable::new(
    "entrants",
    "First-time entrants",
    "Children aged 10 to 17 who entered the criminal justice system for the first time, one line each.",
    COLUMNS,
)
.checked(check);

fn check(entrant: &TableRecord) -> Vec<Contradiction> {
    let age = entrant.whole("age").filter(|age| *age > OLDEST);
    let too_old = age.map(|age| Contradiction {
        column: "age",
        message: format!("{age} is not an age of a child from 10 to {OLDEST}"),
        remedy: "correct the age on the day of the outcome, or take the line out",
    });
    too_old.into_iter().collect()
}

pub(crate) const ENTRANTS: Series = Series::lower_is_better("first-time-entrants/10-17");
/// Neither way is better: a child kept out of court counts here, and so does one who might have had no
/// caution at all.
pub(crate) const CAUTIONED: Series =
    Series::neither_is_better("first-time-entrants/10-17-out-of-court");
pub(crate) const SENTENCED: Series = Series::lower_is_better("first-time-entrants/10-17-in-court");

/// The entrants of the baseline year and of the latest twelve months, all of them and by whether a
/// court dealt with them.
pub(crate) static BY_DISPOSAL: Tally = Tally {
    tables: &[&FIRST_OUTCOMES],
    gives: &[
        GivenFigure::count(ENTRANTS),
        GivenFigure::count(CAUTIONED),
        GivenFigure::count(SENTENCED),
    ],
    rule: "A child counts once, on the day of its first substantive outcome. Out of court are youth cautions and youth conditional cautions; all else is a disposal of a court. Where the records do not hold the latest twelve months, those of the year to date are scaled to twelve. Where that gives no whole number, they are shown as a part.",
    relations: &[FigureRelation::Sum {
        total: Term::Count(ENTRANTS),
        parts: &[Term::Count(CAUTIONED), Term::Count(SENTENCED)],
    }],
    count,
};

fn count(counting: &mut Counting<'_>) {
    for (series, of) in [(ENTRANTS, None), (CAUTIONED, Some(true)), (SENTENCED, Some(false))] {
        let month = |entrant: &TableRecord| {
            let counts = of.is_none_or(|wanted| is_out_of_court(entrant) == wanted);
            entrant.day("day").filter(|_| counts).map(Month::of)
        };
        let [baseline, latest] = counting.against_baseline();
        counting.give_counts(series, &[baseline, latest], &FIRST_OUTCOMES, month);
        if !counting.records.cover(&FIRST_OUTCOMES, baseline) {
            let why = "The records do not hold the baseline year.";
            counting.give_nothing_of(ReturnKind::Counts, series, baseline, why);
        }
        if !counting.records.cover(&FIRST_OUTCOMES, latest) {
            year_to_date(counting, series, month);
        }
    }
}

fn is_out_of_court(entrant: &TableRecord) -> bool {
    OUT_OF_COURT.contains(&entrant.text("disposal"))
}

/// What stands for twelve months of which the records hold the last ones alone.
fn year_to_date(
    counting: &mut Counting<'_>,
    series: Series,
    month: impl Fn(&TableRecord) -> Option<Month>,
) {
    let to_date = counting.terms.year_to_date();
    if !counting.records.cover(&FIRST_OUTCOMES, to_date) {
        let why = "The records do not hold the year to date.";
        let latest = counting.terms.latest();
        return counting.give_nothing_of(ReturnKind::Counts, series, latest, why);
    }
    let all = counting.records.of(&FIRST_OUTCOMES).iter();
    let entrants: Vec<_> =
        all.filter(|one| month(one).is_some_and(|month| to_date.holds(month))).collect();
    let counted = i64::try_from(entrants.len()).unwrap_or(i64::MAX);
    let (value, status, how) = match scaled(counted, to_date) {
        Some(scaled) => (scaled, Status::Annualised, "Scaled to twelve months from"),
        None => (counted, Status::Partial, "Counted in"),
    };
    let note = format!("{how} {to_date}: the records do not hold all twelve.");
    let value = Quantity::Count(value);
    counting.give(ReturnKind::Counts, series, to_date, value, &entrants).stands(status, note);
}

/// So many in these months as a number in twelve, where that is a whole one.
fn scaled(counted: i64, period: Period) -> Option<i64> {
    let (twelvefold, months) = (counted.checked_mul(12)?, i64::from(period.months()));
    (twelvefold % months == 0).then_some(twelvefold / months)
}

#[cfg(test)]
mod tests;
