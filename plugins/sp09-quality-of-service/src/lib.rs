#![doc = include_str!("../README.md")]

mod all_users;

use all_users::{ALL_USERS, BURGLARY, VEHICLE_CRIME, VIOLENT_CRIME};
use panel_core::{Code, FigureRelation, GivenFigure, Series, Tally, Term, register};
use panel_measures::{ComposedShare, GroupPosition, SurveyLevel, of_survey_answers};

const SATISFACTION: Series = Series::higher_is_better("satisfaction/all-users");

static ANSWERS: Tally = of_survey_answers(&[
    GivenFigure::share(SATISFACTION),
    GivenFigure::share(BURGLARY),
    GivenFigure::share(VEHICLE_CRIME),
    GivenFigure::share(VIOLENT_CRIME),
])
.relating(&[
    FigureRelation::Sum {
        total: Term::Yes(SATISFACTION),
        parts: &[Term::Yes(BURGLARY), Term::Yes(VEHICLE_CRIME), Term::Yes(VIOLENT_CRIME)],
    },
    FigureRelation::Sum {
        total: Term::No(SATISFACTION),
        parts: &[Term::No(BURGLARY), Term::No(VEHICLE_CRIME), Term::No(VIOLENT_CRIME)],
    },
]);

register!(Priority {
    code: Code::sp(9),
    title: "To improve the quality of service and response to victims of crime",
    measures: &[
        &SurveyLevel::satisfaction(SATISFACTION),
        &GroupPosition::of_satisfaction(SATISFACTION),
    ],
    of_records: &[&ComposedShare::satisfaction(ALL_USERS)],
    tallies: &[&ANSWERS],
});

#[cfg(test)]
#[test]
fn conforms() {
    panel_testkit::assert_conforms!(Code::sp(9));
}
