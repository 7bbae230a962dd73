//! The audit of crimes whose victim was, or was not, happy with the outcome.

use std::collections::BTreeMap;

use panel_core::{
    Column, Contradiction, Counting, FigureRelation, GivenFigure, Holds, Priority, Quantity,
    RecordTable, ReturnKind, Scale, Series, TableRecord, Tally,
};

use crate::composed_share::{ComposedShare, SharePart};
use crate::named_counts::{CountsByName, NamedSeries};
use crate::quoted::QuotedFigure;
use crate::survey_answers::{CRIME_TYPES, SURVEY_ANSWERS, interviews_about, was_in};

/// The strata of the sample: those who were happy with the outcome, and those who were not.
pub(crate) const STRATA: [(&str, bool); 2] = [("happy", true), ("not-happy", false)];

/// What may be learned from a crime: the fixed list, as a record has it.
const LEARNING_POINTS: &[&str] = &[
    "victim-kept-informed",
    "decision-explained",
    "support-offered",
    "time-taken",
    "evidence-gathered",
];

const COLUMNS: &[Column] = &[
    Column::new("stratum", "Stratum", Holds::OneOf(&["happy", "not-happy"]))
        .said("Whether the victim was happy with the outcome."),
    Column::new("place", "Place", Holds::Whole { least: 1 })
        .said("Its place in the order in which the stratum was drawn."),
    Column::new("case", "Case", Holds::Key)
        .said("The key of the case, as the survey has it.")
        .key(),
    Column::new("crime_type", "Type of crime", Holds::OneOf(CRIME_TYPES))
        .said("The survey that it was drawn from."),
    Column::new("audited", "Audited on", Holds::Day)
        .said("The day of the audit; blank until then.")
        .optional(),
    Column::new("handled_well", "Outcome handled well", Holds::YesNo)
        .said("Whether the audit finds that the outcome was handled well.")
        .optional(),
    Column::new("learning_point", "Learning point", Holds::OneOf(LEARNING_POINTS))
        .said("What is to be learned from it, where anything is.")
        .optional(),
    Column::new("finding", "Finding", Holds::Words)
        .said("What the auditor found, in words. Nothing counts or prints it, and it is not filed.")
        .dropped(),
];

/// The sample that `panel audit-sample` drew, filled in by the auditor: one line a case.
pub static OUTCOME_AUDIT: RecordTable = RecordTable::new(
    "outcome_audit",
    "Audit of outcomes",
    "Cases drawn for the audit of outcomes, one line each; `panel audit-sample` draws them.",
    COLUMNS,
)
.checked(check);

fn check(case: &TableRecord) -> Vec<Contradiction> {
    let found = |column: &'static str, message: &str, remedy: &'static str| {
        vec![Contradiction { column, message: message.to_owned(), remedy }]
    };
    let judged = !case.is_blank("handled_well");
    let noted = !case.is_blank("learning_point") || !case.is_blank("finding");
    match case.day("audited") {
        Some(_) if !judged => found(
            "handled_well",
            "the audit does not say whether the outcome was handled well",
            "write yes or no, or leave `audited` blank until it is known",
        ),
        None if judged || noted => found(
            "audited",
            "something was found, but not on which day",
            "write the day of the audit",
        ),
        _ => Vec::new(),
    }
}

/// The series of the audit of crimes of one type; [`outcome_audit!`](crate::outcome_audit) makes them.
///
/// ```
/// use panel_core::Measure as _;
/// use panel_measures::{OutcomeAudit, outcome_audit};
///
/// const AUDIT: OutcomeAudit = outcome_audit!("hate-crime");
/// assert_eq!(AUDIT.audited.id(), "audit/hate-crime/audited");
/// assert_eq!(AUDIT.handled_well().id(), "handled_well");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct OutcomeAudit {
    /// The strata: of each the cases handled well, and how many it was drawn from.
    pub strata: &'static [SharePart; 2],
    /// The cases audited.
    pub audited: Series,
    /// The cases with each learning point, in the order of the list.
    pub learned: &'static [NamedSeries; 5],
    /// What is known of these beside each other, and beside the answers that they were drawn from.
    pub relations: &'static [FigureRelation; 3],
}

/// The [`OutcomeAudit`] of a type of crime, named as in the survey.
#[macro_export]
macro_rules! outcome_audit {
    (@better $crime_type:literal $name:literal) => {
        $crate::__Series::higher_is_better(concat!("audit/", $crime_type, "/", $name))
    };
    (@neither $crime_type:literal $name:literal) => {
        $crate::__Series::neither_is_better(concat!("audit/", $crime_type, "/", $name))
    };
    (@asked $crime_type:literal) => {
        $crate::__Series::higher_is_better(concat!("happy-with-outcome/", $crime_type))
    };
    (@learned $about:literal $crime_type:literal $name:literal) => {
        $crate::NamedSeries {
            name: $about,
            series: $crate::outcome_audit!(@neither $crime_type $name),
        }
    };
    ($crime_type:literal) => {
        $crate::OutcomeAudit {
            strata: &[
                $crate::SharePart {
                    name: "victims who were happy",
                    weighed_by: "all whose victim was happy",
                    weight_name: "weight of victims who were happy, %",
                    share: $crate::outcome_audit!(@better $crime_type "happy"),
                    weight: $crate::outcome_audit!(@neither $crime_type "happy-in-all"),
                },
                $crate::SharePart {
                    name: "victims who were not happy",
                    weighed_by: "all whose victim was not happy",
                    weight_name: "weight of victims who were not happy, %",
                    share: $crate::outcome_audit!(@better $crime_type "not-happy"),
                    weight: $crate::outcome_audit!(@neither $crime_type "not-happy-in-all"),
                },
            ],
            audited: $crate::outcome_audit!(@neither $crime_type "audited"),
            learned: &[
                $crate::outcome_audit!(@learned "keeping the victim informed" $crime_type "victim-kept-informed"),
                $crate::outcome_audit!(@learned "explaining the decision" $crime_type "decision-explained"),
                $crate::outcome_audit!(@learned "offering support" $crime_type "support-offered"),
                $crate::outcome_audit!(@learned "the time that it took" $crime_type "time-taken"),
                $crate::outcome_audit!(@learned "gathering evidence" $crime_type "evidence-gathered"),
            ],
            relations: &[
                $crate::__FigureRelation::Sum {
                    total: $crate::__Term::Count($crate::outcome_audit!(@neither $crime_type "audited")),
                    parts: &[
                        $crate::__Term::All($crate::outcome_audit!(@better $crime_type "happy")),
                        $crate::__Term::All($crate::outcome_audit!(@better $crime_type "not-happy")),
                    ],
                },
                $crate::__FigureRelation::Sum {
                    total: $crate::__Term::Count($crate::outcome_audit!(@neither $crime_type "happy-in-all")),
                    parts: &[$crate::__Term::Yes($crate::outcome_audit!(@asked $crime_type))],
                },
                $crate::__FigureRelation::Sum {
                    total: $crate::__Term::Count($crate::outcome_audit!(@neither $crime_type "not-happy-in-all")),
                    parts: &[$crate::__Term::No($crate::outcome_audit!(@asked $crime_type))],
                },
            ],
        }
    };
}

impl OutcomeAudit {
    /// The row of the cases audited.
    #[must_use]
    pub const fn cases_audited(self) -> QuotedFigure {
        QuotedFigure::new(
            "audited",
            "Crimes audited, victim happy or not",
            self.audited.measured_in(Scale::Count),
        )
    }

    /// The row of the share handled well.
    #[must_use]
    pub const fn handled_well(self) -> ComposedShare {
        ComposedShare::handled_well(self.strata)
    }

    /// The row of the cases with something to learn, by what it is.
    #[must_use]
    pub const fn learning_points(self) -> CountsByName {
        CountsByName::new("learning_points", "Crimes audited with a learning point", self.learned)
    }

    /// The figures that its tally gives.
    #[must_use]
    pub const fn gives(self) -> [GivenFigure; 10] {
        [
            GivenFigure::share(self.strata[0].share),
            GivenFigure::count(self.strata[0].weight),
            GivenFigure::share(self.strata[1].share),
            GivenFigure::count(self.strata[1].weight),
            GivenFigure::figure(self.audited),
            GivenFigure::figure(self.learned[0].series),
            GivenFigure::figure(self.learned[1].series),
            GivenFigure::figure(self.learned[2].series),
            GivenFigure::figure(self.learned[3].series),
            GivenFigure::figure(self.learned[4].series),
        ]
    }
}

static TABLES: [&RecordTable; 2] = [&OUTCOME_AUDIT, &SURVEY_ANSWERS];

/// Counts the audit whose figures these are: those that [`OutcomeAudit::gives`].
#[must_use]
pub const fn of_outcome_audit(gives: &'static [GivenFigure]) -> Tally {
    Tally {
        tables: &TABLES,
        gives,
        rule: "Audited cases of the sample. Their victims were interviewed in the latest 12 months and said whether they were happy with the outcome. Each stratum weighs by all whom it was drawn from.",
        relations: &[],
        count,
    }
}

/// The type of crime that the priority's audit is of, where it has one.
#[must_use]
pub fn audited_crime_type(priority: &Priority) -> Option<&'static str> {
    let of_audit = |tally: &&Tally| {
        tally.tables.iter().any(|one| std::ptr::eq(*one, &raw const OUTCOME_AUDIT))
    };
    let gives = priority.tallies.iter().copied().find(of_audit)?.gives;
    crime_type_and_name(gives.first()?.series).map(|(crime_type, _)| crime_type)
}

/// `audit/hate-crime/happy` as `hate-crime` and `happy`.
fn crime_type_and_name(series: Series) -> Option<(&'static str, &'static str)> {
    series.id().strip_prefix("audit/")?.split_once('/')
}

const NONE_AUDITED: &str = "No case of this stratum of the sample has been audited yet.";

fn count(counting: &mut Counting<'_>) {
    let latest = counting.terms.latest();
    let records = counting.records;
    let named =
        counting.tally().gives.iter().map(|given| (crime_type_and_name(given.series), given));
    let named: Vec<_> = named.filter_map(|(named, given)| Some((named?, given))).collect();
    let Some(((crime_type, _), _)) = named.first().copied() else { return };
    let of_crime = |one: &&TableRecord| one.text("crime_type") == crime_type;
    let drawn: Vec<_> = records.of(&OUTCOME_AUDIT).iter().filter(of_crime).collect();
    let covered = [&SURVEY_ANSWERS, &OUTCOME_AUDIT].iter().all(|one| records.cover(one, latest));
    if drawn.is_empty() || !covered {
        return;
    }
    let answers: BTreeMap<_, _> = interviews_about(counting, &[crime_type])
        .into_iter()
        .filter(|one| was_in(one, latest))
        .filter_map(|one| Some((one.text("case"), (one.yes("happy_with_outcome")?, one))))
        .collect();
    let in_its_stratum = |case: &TableRecord| {
        answers.get(case.text("case")).is_some_and(|(happy, _)| {
            STRATA.iter().any(|(name, is)| is == happy && *name == case.text("stratum"))
        })
    };
    let (known, strange): (Vec<_>, Vec<_>) =
        drawn.into_iter().partition(|case| in_its_stratum(case));
    let (audited, waiting): (Vec<_>, Vec<_>) =
        known.into_iter().partition(|case| case.day("audited").is_some());
    let of_audited = |is: &dyn Fn(&TableRecord) -> bool| -> Vec<&TableRecord> {
        audited.iter().copied().filter(|case| is(case)).collect()
    };
    for ((_, name), GivenFigure { kind, series }) in named {
        let found = match (kind, name) {
            (ReturnKind::Counts, all) => {
                let wanted = all == "happy-in-all";
                let all: Vec<_> = (answers.values())
                    .filter_map(|(happy, one)| (*happy == wanted).then_some(*one))
                    .collect();
                counting.give(*kind, *series, latest, number(&all), &all);
                continue;
            }
            (ReturnKind::Surveys, stratum) => {
                let within = of_audited(&|case| case.text("stratum") == stratum);
                let well: Vec<_> = (within.iter().copied())
                    .filter(|case| case.yes("handled_well") == Some(true))
                    .collect();
                let shares = (&*well, &*within);
                let Some(share) = counting.give_share(*series, latest, shares, NONE_AUDITED) else {
                    continue;
                };
                share
            }
            (_, name) => {
                let counted =
                    of_audited(&|case| name == "audited" || case.text("learning_point") == name);
                counting.give(*kind, *series, latest, number(&counted), &counted)
            }
        };
        found
            .leaving_out("cases drawn that have not been audited", &waiting)
            .leaving_out("cases that are not in this stratum of the latest answers", &strange);
    }
}

fn number(records: &[&TableRecord]) -> Quantity {
    Quantity::Count(i64::try_from(records.len()).unwrap_or(i64::MAX))
}
