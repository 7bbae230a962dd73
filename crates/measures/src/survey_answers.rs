//! Answers of people surveyed, one line an interview, and the shares that are counted from them.

use panel_core::{
    Column, Contradiction, Counting, GivenFigure, Holds, Month, Period, RecordTable, ReturnKind,
    TableRecord, Tally,
};

/// The types of crime that a survey may be about.
pub(crate) const CRIME_TYPES: &[&str] = &[
    "domestic-abuse",
    "serious-sexual-offences",
    "hate-crime",
    "anti-social-behaviour",
    "burglary",
    "vehicle-crime",
    "violent-crime",
];

/// Those whose victims are surveyed together as “all users”.
const ALL_USERS: &[&str] = &["burglary", "vehicle-crime", "violent-crime"];

const COLUMNS: &[Column] = &[
    Column::new("case", "Case", Holds::Key)
        .said("The key of the case that the person was interviewed about.")
        .key(),
    Column::new("interviewed", "Interviewed on", Holds::Day).said("The day of the interview."),
    Column::new("crime_type", "Type of crime", Holds::OneOf(CRIME_TYPES))
        .said("The survey: what the person was interviewed about."),
    Column::new("satisfied", "Satisfied", Holds::YesNo)
        .said("Whether the person is satisfied with the service; blank where the question was not answered.")
        .optional(),
    Column::new("aware_of_services", "Aware of services", Holds::YesNo)
        .said("Whether the person is aware of the services that are available; blank where the question was not answered.")
        .optional(),
    Column::new("took_up_support", "Took up support", Holds::YesNo)
        .said("Whether the person took up the independent support that they heard of; blank where they heard of none, or did not answer.")
        .optional(),
    Column::new("happy_with_outcome", "Happy with the outcome", Holds::YesNo)
        .said("The question added for a victim-focused outcome: whether the person is happy with the outcome; blank where it was not asked or not answered.")
        .optional(),
];

/// Answers of people surveyed, one line an interview.
///
/// ```
/// use panel_measures::SURVEY_ANSWERS;
///
/// assert_eq!(SURVEY_ANSWERS.column_names()[..3], ["case", "interviewed", "crime_type"]);
/// ```
pub static SURVEY_ANSWERS: RecordTable = RecordTable::new(
    "survey_answers",
    "Survey answers",
    "Answers of people surveyed, one line an interview.",
    COLUMNS,
)
.checked(check);

fn check(interview: &TableRecord) -> Vec<Contradiction> {
    let unaware = interview.yes("aware_of_services") == Some(false);
    if !(unaware && interview.yes("took_up_support") == Some(true)) {
        return Vec::new();
    }
    vec![Contradiction {
        column: "took_up_support",
        message: "support was taken up by a person who is not aware of any".to_owned(),
        remedy: "correct one of the two; leave blank what the person did not answer",
    }]
}

static TABLES: [&RecordTable; 1] = [&SURVEY_ANSWERS];

/// Counts shares of the [`SURVEY_ANSWERS`]. The name of each series says its question and its type
/// of crime: `satisfaction/…`, `awareness/…`, `support-take-up/…` or `happy-with-outcome/…`; the
/// three that are sampled as “all users” are `…/all-users` together.
///
/// ```
/// use panel_core::{GivenFigure, Series, Tally};
/// use panel_measures::of_survey_answers;
///
/// const SATISFACTION: Series = Series::higher_is_better("satisfaction/hate-crime");
/// static TALLY: Tally = of_survey_answers(&[GivenFigure::share(SATISFACTION)]);
/// assert_eq!(TALLY.gives.len(), 1);
/// ```
#[must_use]
pub const fn of_survey_answers(gives: &'static [GivenFigure]) -> Tally {
    Tally {
        tables: &TABLES,
        gives,
        rule: "Of the people interviewed in the period about this type of crime who answered the question, those who said yes. Each interview counts once; who did not answer is in neither number.",
        relations: &[],
        count,
    }
}

const NOBODY: &str = "Nobody who was interviewed in the period answered the question.";

fn count(counting: &mut Counting<'_>) {
    for given in counting.tally().gives {
        let [baseline, latest] = counting.against_baseline();
        let (both, latest) = (&[baseline, latest][..], &[latest][..]);
        let Some((question, crime_type)) = given.series.id().split_once('/') else { continue };
        let (column, periods) = match question {
            "satisfaction" => ("satisfied", both),
            "awareness" => ("aware_of_services", both),
            "support-take-up" => ("took_up_support", latest),
            "happy-with-outcome" => ("happy_with_outcome", latest),
            _ => continue,
        };
        let crime_types = if crime_type == "all-users" { ALL_USERS } else { &[crime_type] };
        share(counting, *given, column, crime_types, periods);
    }
}

fn share(
    counting: &mut Counting<'_>,
    given: GivenFigure,
    column: &str,
    crime_types: &[&str],
    periods: &[Period],
) {
    let about = interviews_about(counting, crime_types);
    // A survey of which no line is here may have been returned as figures.
    if about.is_empty() {
        return;
    }
    let mut nobody = false;
    for period in periods.iter().filter(|one| counting.records.cover(&SURVEY_ANSWERS, **one)) {
        let answered = |wanted: Option<bool>| -> Vec<_> {
            let within = about.iter().copied().filter(|one| was_in(one, *period));
            within.filter(|one| one.yes(column) == wanted).collect()
        };
        let (yes, no, blank) = (answered(Some(true)), answered(Some(false)), answered(None));
        let all: Vec<_> = yes.iter().chain(&no).copied().collect();
        if all.is_empty() {
            nobody = true;
        } else if let Some(share) = counting.give_share(given.series, *period, (&yes, &all), NOBODY)
        {
            share.leaving_out("people interviewed who did not answer the question", &blank);
        }
    }
    if nobody {
        counting.give_nothing(ReturnKind::Surveys, given.series, NOBODY);
    }
}

/// The interviews about these types of crime.
pub(crate) fn interviews_about<'a>(
    counting: &Counting<'a>,
    crime_types: &[&str],
) -> Vec<&'a TableRecord> {
    let interviews = counting.records.of(&SURVEY_ANSWERS).iter();
    interviews.filter(|one| crime_types.contains(&one.text("crime_type"))).collect()
}

/// Whether the interview was in the period.
pub(crate) fn was_in(interview: &TableRecord, period: Period) -> bool {
    interview.day("interviewed").is_some_and(|day| period.holds(Month::of(day)))
}
