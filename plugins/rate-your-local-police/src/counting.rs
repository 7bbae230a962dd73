//! What is counted from the comments of a quarter: ratings, moderation, replies and complaints.

use panel_core::{
    Counting, DateTime, FigureRelation, GivenFigure, MOST_STARS, Period, Quantity, ReturnKind,
    Scale, Series, StarDistribution, TableRecord, Tally, Term,
};

use crate::clocks::{self, Clock, end_of};
use crate::comments::{COMMENTS, REASONS, THEMES, is_posted};

const fn context(id: &'static str) -> Series {
    Series::neither_is_better(id)
}

pub(crate) const AVERAGE_STARS: Series =
    Series::higher_is_better("feedback/average-stars").measured_in(Scale::Stars);
pub(crate) const COMMENTS_POSTED: Series = context("feedback/comments").measured_in(Scale::Count);

/// Comments that gave one star, two stars and so on.
pub(crate) const BY_STARS: [Series; MOST_STARS] = [
    context("feedback/stars/one"),
    context("feedback/stars/two"),
    context("feedback/stars/three"),
    context("feedback/stars/four"),
    context("feedback/stars/five"),
];

/// Of each theme its average and its comments, in the order of [`THEMES`].
pub(crate) const OF_THEMES: [(Series, Series); 7] = [
    of_theme("feedback/themes/reporting/stars", "feedback/themes/reporting/comments"),
    of_theme("feedback/themes/response-times/stars", "feedback/themes/response-times/comments"),
    of_theme("feedback/themes/follow-up/stars", "feedback/themes/follow-up/comments"),
    of_theme("feedback/themes/low-level-crime/stars", "feedback/themes/low-level-crime/comments"),
    of_theme("feedback/themes/professionalism/stars", "feedback/themes/professionalism/comments"),
    of_theme("feedback/themes/helpfulness/stars", "feedback/themes/helpfulness/comments"),
    of_theme("feedback/themes/other/stars", "feedback/themes/other/comments"),
];

const fn of_theme(stars: &'static str, comments: &'static str) -> (Series, Series) {
    (Series::higher_is_better(stars).measured_in(Scale::Stars), context(comments))
}

/// The names of [`THEMES`] as they are printed.
pub(crate) const THEME_NAMES: [&str; 7] = [
    "Reporting an incident",
    "Response times",
    "Follow-up",
    "Low-level crime",
    "Professionalism",
    "Helpfulness",
    "Other",
];

pub(crate) const MOST_COMMENTS: Series = context("feedback/themes/most-comments");
pub(crate) const MOST_ONE_STAR: Series = context("feedback/themes/most-one-star");
pub(crate) const MOST_FIVE_STARS: Series = context("feedback/themes/most-five-stars");

/// Stars and themes of the comments that are posted.
pub(crate) static RATINGS: Tally = Tally {
    tables: &[&COMMENTS],
    gives: &RATINGS_GIVEN,
    rule: "Comments received in the quarter's months that are still posted; the average is their stars added, divided by their number. A theme leads where it has most of them; those with as many lead together.",
    relations: &RATINGS_RELATED,
    count: ratings,
};

const RATINGS_GIVEN: [GivenFigure; 24] = {
    let mut all = [GivenFigure::figure(COMMENTS_POSTED); 24];
    all[1] = GivenFigure::figure(AVERAGE_STARS);
    all[2] = words(MOST_COMMENTS);
    all[3] = words(MOST_ONE_STAR);
    all[4] = words(MOST_FIVE_STARS);
    let mut index = 0;
    while index < MOST_STARS {
        all[5 + index] = GivenFigure::count(BY_STARS[index]);
        index += 1;
    }
    let mut index = 0;
    while index < OF_THEMES.len() {
        all[10 + index] = GivenFigure::figure(OF_THEMES[index].0);
        all[17 + index] = GivenFigure::count(OF_THEMES[index].1);
        index += 1;
    }
    all
};

const COMMENTS_OF_THEMES: [Series; 7] = [
    OF_THEMES[0].1,
    OF_THEMES[1].1,
    OF_THEMES[2].1,
    OF_THEMES[3].1,
    OF_THEMES[4].1,
    OF_THEMES[5].1,
    OF_THEMES[6].1,
];

const RATINGS_RELATED: [FigureRelation; 13] = [
    FigureRelation::Sum {
        total: Term::Count(COMMENTS_POSTED),
        parts: &[
            Term::Count(BY_STARS[0]),
            Term::Count(BY_STARS[1]),
            Term::Count(BY_STARS[2]),
            Term::Count(BY_STARS[3]),
            Term::Count(BY_STARS[4]),
        ],
    },
    FigureRelation::Sum {
        total: Term::Count(COMMENTS_POSTED),
        parts: &[
            Term::Count(OF_THEMES[0].1),
            Term::Count(OF_THEMES[1].1),
            Term::Count(OF_THEMES[2].1),
            Term::Count(OF_THEMES[3].1),
            Term::Count(OF_THEMES[4].1),
            Term::Count(OF_THEMES[5].1),
            Term::Count(OF_THEMES[6].1),
        ],
    },
    FigureRelation::Computed { figure: AVERAGE_STARS, from: &BY_STARS },
    of_comments(MOST_COMMENTS, &COMMENTS_OF_THEMES),
    // They tell of how many comments they are, and of how many in each theme.
    of_comments(MOST_ONE_STAR, &[BY_STARS[0]]),
    of_comments(MOST_FIVE_STARS, &[BY_STARS[4]]),
    of_comments(OF_THEMES[0].0, &[OF_THEMES[0].1]),
    of_comments(OF_THEMES[1].0, &[OF_THEMES[1].1]),
    of_comments(OF_THEMES[2].0, &[OF_THEMES[2].1]),
    of_comments(OF_THEMES[3].0, &[OF_THEMES[3].1]),
    of_comments(OF_THEMES[4].0, &[OF_THEMES[4].1]),
    of_comments(OF_THEMES[5].0, &[OF_THEMES[5].1]),
    of_comments(OF_THEMES[6].0, &[OF_THEMES[6].1]),
];

const fn of_comments(figure: Series, from: &'static [Series]) -> FigureRelation {
    FigureRelation::Computed { figure, from }
}

const fn words(series: Series) -> GivenFigure {
    GivenFigure { kind: ReturnKind::Words, series }
}

pub(crate) const NOT_POSTED: Series = context("feedback/not-posted");
pub(crate) const HELD: Series = context("feedback/held");

/// Comments not posted, by [`REASONS`].
pub(crate) const BY_REASON: [Series; 4] = [
    context("feedback/not-posted/active-proceedings"),
    context("feedback/not-posted/defamatory"),
    context("feedback/not-posted/identifying"),
    context("feedback/not-posted/duplicate"),
];

/// What became of the comments that were received.
pub(crate) static MODERATION: Tally = Tally {
    tables: &[&COMMENTS],
    gives: &[
        GivenFigure::share(NOT_POSTED),
        GivenFigure::count(HELD),
        GivenFigure::share(BY_REASON[0]),
        GivenFigure::share(BY_REASON[1]),
        GivenFigure::share(BY_REASON[2]),
        GivenFigure::share(BY_REASON[3]),
    ],
    rule: "Of all comments received in the quarter's months, those held or withheld as the table was returned, with which of the four reasons. A held comment may still be posted.",
    relations: &[FigureRelation::Sum {
        total: Term::All(NOT_POSTED),
        parts: &[Term::All(BY_REASON[0])],
    }],
    count: moderation,
};

pub(crate) const REPLIED_IN_TIME: Series = Series::higher_is_better("feedback/replies/in-time");
pub(crate) const DAYS_TO_REPLY: Series = Series::lower_is_better("feedback/replies/median-days");
pub(crate) const REPLIES_RUNNING: Series = context("feedback/replies/running");

/// Replies to the comments that are posted.
pub(crate) static REPLIES: Tally = Tally {
    tables: &[&COMMENTS],
    gives: &[
        GivenFigure::share(REPLIED_IN_TIME),
        GivenFigure::figure(DAYS_TO_REPLY),
        GivenFigure::count(REPLIES_RUNNING),
    ],
    rule: "A reply is in time if it is posted by the end of the fifth working day after the comment came in. Saturdays, Sundays and the bank holidays of England do not count. Counted are the posted comments that were received in the quarter's months. Those whose reply was not yet due at the end of the quarter are counted by themselves. The median is the least number of working days within which half of the replies came.",
    relations: &[
        FigureRelation::Computed { figure: DAYS_TO_REPLY, from: &[REPLIED_IN_TIME] },
        FigureRelation::Sum {
            total: Term::Count(COMMENTS_POSTED),
            parts: &[Term::All(REPLIED_IN_TIME), Term::Count(REPLIES_RUNNING)],
        },
    ],
    count: replies,
};

pub(crate) const NOTICES_IN_TIME: Series = Series::higher_is_better("feedback/complaints/notices");
pub(crate) const NOTICES_RUNNING: Series = context("feedback/complaints/notices-running");
pub(crate) const ENDED_IN_TIME: Series = Series::higher_is_better("feedback/complaints/ended");
pub(crate) const ENDINGS_RUNNING: Series = context("feedback/complaints/ended-running");

/// The clocks of the law on comments that were complained of.
pub(crate) static COMPLAINTS: Tally = Tally {
    tables: &[&COMMENTS],
    gives: &[
        GivenFigure::share(NOTICES_IN_TIME),
        GivenFigure::count(NOTICES_RUNNING),
        GivenFigure::share(ENDED_IN_TIME),
        GivenFigure::count(ENDINGS_RUNNING),
    ],
    rule: "Notices of complaint received in the quarter's months, by section 5 of the Defamation Act 2013 and SI 2013/3028. A notice is in time if within 48 hours it was sent on to the poster, or the comment was removed and the complainant informed. A poster who was notified has until midnight at the end of the fifth day after. Then, or from the answer, 48 hours run. In them the office informs the complainant and, where there was no answer, removes the comment. No hour runs on a Saturday, a Sunday, Christmas Day, Good Friday or a bank holiday of England. What was not yet due at the end of the quarter, and not done, is counted by itself.",
    relations: &[],
    count: complaints,
};

/// The months of the quarter, where the table holds every comment of them.
fn quarter(counting: &Counting<'_>) -> Option<Period> {
    let quarter = counting.terms.quarter.period();
    counting.records.cover(&COMMENTS, quarter).then_some(quarter)
}

/// Midnight at the end of the quarter.
fn ends(counting: &Counting<'_>) -> DateTime {
    end_of(counting.terms.quarter.last_month().last_day())
}

/// The comments of which something happened in these months.
fn within<'a>(counting: &Counting<'a>, period: Period, column: &str) -> Vec<&'a TableRecord> {
    let records = counting.records.of(&COMMENTS);
    let month = |one: &&TableRecord| {
        one.day(column).is_some_and(|day| period.holds(panel_core::Month::of(day)))
    };
    records.iter().filter(month).collect()
}

fn count_of(records: &[&TableRecord]) -> i64 {
    i64::try_from(records.len()).unwrap_or(i64::MAX)
}

fn stars_of(comment: &TableRecord) -> usize {
    usize::try_from(comment.whole("stars").unwrap_or(0)).unwrap_or(0)
}

/// The average of these, in tenths; none of nothing.
fn average(period: Period, comments: &[&TableRecord]) -> Option<Quantity> {
    let mut counts = [0; MOST_STARS];
    for comment in comments {
        if let Some(count) = stars_of(comment).checked_sub(1).and_then(|at| counts.get_mut(at)) {
            *count += 1;
        }
    }
    let stars = StarDistribution { period, comments: counts };
    stars.average_in_tenths().map(Quantity::stars_in_tenths)
}

fn ratings(counting: &mut Counting<'_>) {
    let Some(period) = quarter(counting) else { return };
    let received = within(counting, period, "received");
    let (posted, others): (Vec<_>, Vec<_>) = received.into_iter().partition(|one| is_posted(one));
    let count = Quantity::Count(count_of(&posted));
    counting
        .give(ReturnKind::Figures, COMMENTS_POSTED, period, count, &posted)
        .leaving_out("comments held or withheld", &others);
    give_average(counting, AVERAGE_STARS, period, &posted);
    for (index, series) in BY_STARS.iter().enumerate() {
        let such: Vec<_> =
            posted.iter().copied().filter(|one| stars_of(one) == index + 1).collect();
        let count = Quantity::Count(count_of(&such));
        counting.give(ReturnKind::Counts, *series, period, count, &such);
    }
    for (theme, (stars, comments)) in THEMES.iter().zip(OF_THEMES) {
        let such: Vec<_> =
            posted.iter().copied().filter(|one| one.text("theme") == *theme).collect();
        let count = Quantity::Count(count_of(&such));
        counting.give(ReturnKind::Counts, comments, period, count, &such);
        give_average(counting, stars, period, &such);
    }
    leading(counting, MOST_COMMENTS, period, &posted);
    let with =
        |stars| posted.iter().copied().filter(|one| stars_of(one) == stars).collect::<Vec<_>>();
    leading(counting, MOST_ONE_STAR, period, &with(1));
    leading(counting, MOST_FIVE_STARS, period, &with(MOST_STARS));
}

fn give_average(
    counting: &mut Counting<'_>,
    series: Series,
    period: Period,
    comments: &[&TableRecord],
) {
    if let Some(stars) = average(period, comments) {
        counting.give(ReturnKind::Figures, series, period, stars, comments);
    } else {
        let why = "No comment was posted, so there is no average.";
        counting.give_nothing(ReturnKind::Figures, series, why);
    }
}

/// The theme of most of these comments, with their number; themes with as many stand together.
fn leading(counting: &mut Counting<'_>, series: Series, period: Period, comments: &[&TableRecord]) {
    let of = |theme: &str| comments.iter().filter(|one| one.text("theme") == theme).count();
    let most = THEMES.iter().map(|theme| of(theme)).max().unwrap_or(0);
    if most == 0 {
        let why = "No such comment was posted.";
        return counting.give_nothing(ReturnKind::Words, series, why);
    }
    let themes = THEMES.iter().zip(THEME_NAMES).filter(|(theme, _)| of(theme) == most);
    let names: Vec<_> = themes.map(|(_, name)| name).collect();
    let each = if names.len() > 1 { " each" } else { "" };
    let words = format!("{} ({most} of {}{each})", names.join(", "), comments.len());
    let last = Period::month(period.last());
    counting.give(ReturnKind::Words, series, last, Quantity::Words(words), comments);
}

const NOTHING_RECEIVED: &str = "No comment was received, so there is no share of them.";

fn moderation(counting: &mut Counting<'_>) {
    let Some(period) = quarter(counting) else { return };
    let received = within(counting, period, "received");
    let kept: Vec<_> = received.iter().copied().filter(|one| !is_posted(one)).collect();
    let _ = counting.give_share(NOT_POSTED, period, (&kept, &received), NOTHING_RECEIVED);
    for (reason, series) in REASONS.iter().zip(BY_REASON) {
        let such: Vec<_> =
            kept.iter().copied().filter(|one| one.text("reason") == *reason).collect();
        let _ = counting.give_share(series, period, (&such, &received), NOTHING_RECEIVED);
    }
    let held: Vec<_> = kept.iter().copied().filter(|one| one.text("decision") == "held").collect();
    let count = Quantity::Count(count_of(&held));
    counting.give(ReturnKind::Counts, HELD, period, count, &held);
}

fn replies(counting: &mut Counting<'_>) {
    let Some(period) = quarter(counting) else { return };
    let ends = ends(counting);
    let mut posted = within(counting, period, "received");
    posted.retain(|one| is_posted(one));
    timed(counting, period, (REPLIED_IN_TIME, REPLIES_RUNNING), &posted, |one| {
        clocks::reply(one, ends)
    });
    let replied = posted.iter().copied().filter(|one| !one.is_blank("replied"));
    let mut taken: Vec<_> =
        replied.filter_map(|one| Some((clocks::days_to_reply(one)?, one))).collect();
    taken.sort_by_key(|(days, _)| *days);
    let middle = taken.len().checked_sub(1).and_then(|last| taken.get(last / 2));
    if let Some((days, _)) = middle {
        let days = Quantity::Count(i64::try_from(*days).unwrap_or(i64::MAX));
        let replied: Vec<_> = taken.iter().map(|(_, one)| *one).collect();
        counting.give(ReturnKind::Figures, DAYS_TO_REPLY, period, days, &replied);
    } else {
        let why = "No reply was posted, so there is no median.";
        counting.give_nothing(ReturnKind::Figures, DAYS_TO_REPLY, why);
    }
}

fn complaints(counting: &mut Counting<'_>) {
    let Some(period) = quarter(counting) else { return };
    let ends = ends(counting);
    let complained = within(counting, period, "complaint");
    timed(counting, period, (NOTICES_IN_TIME, NOTICES_RUNNING), &complained, |one| {
        clocks::notice(one, ends)
    });
    timed(counting, period, (ENDED_IN_TIME, ENDINGS_RUNNING), &complained, |one| {
        clocks::ending(one, ends)
    });
}

/// The share of clocks that were kept, of those that do not run any more; and how many still run.
fn timed(
    counting: &mut Counting<'_>,
    period: Period,
    (in_time, still): (Series, Series),
    comments: &[&TableRecord],
    clock: impl Fn(&TableRecord) -> Option<Clock>,
) {
    let such = |wanted| -> Vec<_> {
        comments.iter().copied().filter(|one| clock(one) == Some(wanted)).collect()
    };
    let (kept, missed, running) = (such(Clock::InTime), such(Clock::Missed), such(Clock::Running));
    let over: Vec<_> = kept.iter().chain(&missed).copied().collect();
    let why = "None had fallen due at the end of the quarter.";
    if let Some(given) = counting.give_share(in_time, period, (&kept, &over), why) {
        given.leaving_out("not yet due at the end of the quarter", &running);
    }
    let count = Quantity::Count(count_of(&running));
    counting.give(ReturnKind::Counts, still, period, count, &running);
}

#[cfg(test)]
#[path = "counting_tests.rs"]
mod tests;
