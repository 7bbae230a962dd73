//! The cohort of those deemed at risk: who offended, who offended again, and how much for each month at
//! liberty.

use panel_core::{
    Column, Contradiction, Counting, Date, FigureRelation, GivenFigure, Holds, Month, Period,
    Quantity, RecordTable, ReturnKind, Series, Status, TableRecord, Tally,
};
use panel_measures::dispersion_among;

/// The oldest that somebody may be who joins the cohort.
const OLDEST: u64 = 24;

const COLUMNS: &[Column] = &[
    Column::new("person", "Person", Holds::Key).said("The key of the person.").key(),
    Column::new("joined", "Joined", Holds::Month)
        .said("The month in which the person joined the cohort, who is at risk from its first day."),
    Column::new("age", "Age", Holds::Whole { least: 18 })
        .said("Age in years on joining, from 18 to 24.")
        .of("years"),
    Column::new("offences", "Offences", Holds::Days)
        .said("The day of each proven offence since joining, a day twice where there were two; empty where there was none."),
    Column::new("prison_known", "Prison known", Holds::YesNo)
        .said("Whether it is known when the person was in prison."),
    Column::new("prison", "Prison", Holds::Days)
        .said("The days of coming into prison and of release, in turn; the last is one of coming in where the person is still there. Empty where the person was never in prison, or where it is not known."),
];

/// One line a person.
pub(crate) static COHORT: RecordTable = RecordTable::new(
    "cohort",
    "Cohort",
    "People deemed at risk of offending, aged 18 to 24 when they joined the cohort, one line each.",
    COLUMNS,
)
.checked(check);

fn check(person: &TableRecord) -> Vec<Contradiction> {
    let too_old = person.whole("age").filter(|age| *age > OLDEST).map(|age| Contradiction {
        column: "age",
        message: format!("{age} is not an age from 18 to {OLDEST}"),
        remedy: "correct the age on joining, or take the line out",
    });
    let joined = person.month("joined").map(Month::first_day);
    let first = person.days("offences").first();
    let early = first.filter(|day| joined.is_some_and(|joined| **day < joined));
    let before_joining = early.map(|day| Contradiction {
        column: "offences",
        message: format!("an offence of {day} is before the month of joining"),
        remedy: "leave out what was before, or correct the month",
    });
    let unknown = person.yes("prison_known") == Some(false) && !person.days("prison").is_empty();
    let known_after_all = unknown.then(|| Contradiction {
        column: "prison",
        message: "days in prison are given although they are said not to be known".to_owned(),
        remedy: "write yes in `prison_known`, or leave the days out",
    });
    [too_old, before_joining, known_after_all].into_iter().flatten().collect()
}

pub(crate) const OFFENDING: Series = Series::lower_is_better("cohort/offending-18-24");
pub(crate) const RE_OFFENDING: Series = Series::lower_is_better("cohort/re-offending-18-24");
pub(crate) const OFFENCES: Series = Series::lower_is_better("cohort/offences-at-liberty-18-24");
pub(crate) const DAYS: Series = Series::neither_is_better("cohort/days-at-liberty-18-24");
pub(crate) const DISPERSION: Series = Series::neither_is_better("cohort/dispersion-18-24");

/// Who offended and who offended again, and the offences and days behind the rate, in the baseline year
/// and the latest twelve months.
pub(crate) static AT_RISK: Tally = Tally {
    tables: &[&COHORT],
    gives: &[
        GivenFigure::count(OFFENDING),
        GivenFigure::count(RE_OFFENDING),
        GivenFigure::count(OFFENCES),
        GivenFigure::count(DAYS),
        GivenFigure::figure(DISPERSION),
    ],
    rule: "Offending are people with a proven offence in the period, re-offending those with another one on a later day of it. A person is at risk from the first day of the month of joining, and not in prison: the day of coming in counts as in prison, the day of release as at liberty. The rate is of offences at liberty over days at liberty; whose time in prison is not known counts as at liberty throughout.",
    relations: &[FigureRelation::Computed { figure: DISPERSION, from: &[OFFENCES, DAYS] }],
    count,
};

const NOBODY: &str = "Nobody of the cohort was at liberty in the period.";
const NOT_HELD: &str = "The records do not hold the period.";
const UNKNOWN: &str =
    "Time in prison is not known of everybody; those of whom it is not are counted as at liberty.";

fn count(counting: &mut Counting<'_>) {
    for period in counting.against_baseline() {
        if counting.records.cover(&COHORT, period) {
            people(counting, period);
            rate(counting, period);
        } else {
            for series in [OFFENDING, RE_OFFENDING, OFFENCES, DAYS] {
                counting.give_nothing_of(ReturnKind::Counts, series, period, NOT_HELD);
            }
        }
    }
}

/// People with an offence in the period, and with another on a later day of it.
fn people(counting: &mut Counting<'_>, period: Period) {
    let cohort = counting.records.of(&COHORT);
    let within = |person: &TableRecord| {
        let days = person.days("offences").iter();
        days.copied().filter(|day| period.holds(Month::of(*day))).collect::<Vec<_>>()
    };
    let offending: Vec<_> = cohort.iter().filter(|one| !within(one).is_empty()).collect();
    let again = |one: &TableRecord| {
        let days = within(one);
        days.first() < days.last()
    };
    let re_offending: Vec<_> = offending.iter().copied().filter(|one| again(one)).collect();
    let once: Vec<_> = offending.iter().copied().filter(|one| !again(one)).collect();
    let number = |people: &[&TableRecord]| Quantity::Count(whole(people.len()));
    let kind = ReturnKind::Counts;
    counting.give(kind, OFFENDING, period, number(&offending), &offending);
    counting
        .give(kind, RE_OFFENDING, period, number(&re_offending), &re_offending)
        .leaving_out("people who offended on one day of the period alone", &once);
}

/// The offences and days at liberty, and how the offences are spread among people.
fn rate(counting: &mut Counting<'_>, period: Period) {
    let cohort = counting.records.of(&COHORT).iter();
    let at_risk: Vec<(&TableRecord, AtLiberty)> = cohort
        .map(|person| (person, at_liberty(person, period)))
        .filter(|(_, one)| one.days > 0)
        .collect();
    let people: Vec<_> = at_risk.iter().map(|(person, _)| *person).collect();
    let each: Vec<_> = at_risk.iter().map(|(_, one)| (one.offences, one.days)).collect();
    let (offences, days) =
        each.iter().fold((0, 0), |(offences, days), one| (offences + one.0, days + one.1));
    if days == 0 {
        for series in [OFFENCES, DAYS] {
            counting.give_nothing_of(ReturnKind::Counts, series, period, NOBODY);
        }
        return;
    }
    let number = |number: u64| Quantity::Count(i64::try_from(number).unwrap_or(i64::MAX));
    counting.give(ReturnKind::Counts, OFFENCES, period, number(offences), &people);
    let given = counting.give(ReturnKind::Counts, DAYS, period, number(days), &people);
    if people.iter().any(|person| person.yes("prison_known") != Some(true)) {
        given.stands(Status::Proxy, UNKNOWN);
    }
    if let Some(dispersion) = dispersion_among(&each) {
        counting.give(ReturnKind::Figures, DISPERSION, period, dispersion, &people);
    }
}

fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// What a person did in a period, and for how long the person could have done it.
#[derive(Debug, PartialEq, Eq)]
struct AtLiberty {
    offences: u64,
    days: u64,
}

fn at_liberty(person: &TableRecord, period: Period) -> AtLiberty {
    let end = period.last().plus(1).first_day();
    let start = period.first().first_day();
    let start = person.month("joined").map_or(end, |month| start.max(month.first_day()));
    // From each day of coming in to the day before release.
    let spells: Vec<(Date, Date)> = person
        .days("prison")
        .chunks(2)
        .map(|spell| (spell[0], spell.get(1).copied().unwrap_or(end.max(spell[0]))))
        .collect();
    let in_prison: u64 =
        spells.iter().map(|(into, out)| days_between(start.max(*into), end.min(*out))).sum();
    let free = |day: &&Date| {
        let inside = |(into, out): &(Date, Date)| into <= *day && *day < out;
        start <= **day && **day < end && !spells.iter().any(inside)
    };
    let offences = person.days("offences").iter().filter(free).count();
    AtLiberty {
        offences: offences as u64,
        days: days_between(start, end).saturating_sub(in_prison),
    }
}

/// Days from one to the other, the last not counted; none where it is earlier.
fn days_between(first: Date, end: Date) -> u64 {
    let hours = end.duration_since(first).as_hours();
    u64::try_from(hours / 24).unwrap_or(0)
}

#[cfg(test)]
mod tests;
