//! The rows of the section: each shows what was counted, and none is tested.

use panel_core::{
    Caution, Columns, Evidence, Exhibit, Figure, Figures, Finding, MOST_STARS, Measure,
    MeasureError, Need, Observation, Quantity, Reason, ReturnKind, Returns, Rule, Series,
    StarDistribution, Supply, Terms,
};

use panel_measures::QuotedFigure;

use crate::counting::{
    BY_REASON, BY_STARS, DAYS_TO_REPLY, ENDED_IN_TIME, ENDINGS_RUNNING, HELD, MOST_COMMENTS,
    MOST_FIVE_STARS, MOST_ONE_STAR, NOT_POSTED, NOTICES_IN_TIME, NOTICES_RUNNING, OF_THEMES,
    REPLIED_IN_TIME, REPLIES_RUNNING,
};

/// Every row that is there where comments are returned, in the order of the paper.
pub(crate) const ALL: &[&dyn Measure] = &[
    &ByStars,
    &theme("theme_reporting", "Average of the stars: reporting an incident", 0),
    &theme("theme_response_times", "Average of the stars: response times", 1),
    &theme("theme_follow_up", "Average of the stars: follow-up", 2),
    &theme("theme_low_level_crime", "Average of the stars: low-level crime", 3),
    &theme("theme_professionalism", "Average of the stars: professionalism", 4),
    &theme("theme_helpfulness", "Average of the stars: helpfulness", 5),
    &theme("theme_other", "Average of the stars: anything else", 6),
    &words("most_comments", "Theme of most comments", MOST_COMMENTS),
    &words("most_one_star", "Theme of most one-star ratings", MOST_ONE_STAR),
    &words("most_five_stars", "Theme of most five-star ratings", MOST_FIVE_STARS),
    &share("not_posted", "Not posted, of all comments received", NOT_POSTED),
    &share("active_proceedings", "Not posted: active proceedings", BY_REASON[0]),
    &share("defamatory", "Not posted: defamatory", BY_REASON[1]),
    &share("identifying", "Not posted: identifying somebody", BY_REASON[2]),
    &share("duplicate", "Not posted: a duplicate", BY_REASON[3]),
    &count("held", "Held, and still to be decided", HELD),
    &share("replied_in_time", "Replied to within 5 working days", REPLIED_IN_TIME),
    &Shown {
        kind: ReturnKind::Figures,
        ..count("reply_days", "Median working days to a reply", DAYS_TO_REPLY)
    },
    &count("replies_running", "Replies not yet due at the end of the quarter", REPLIES_RUNNING),
    &share("notices_in_time", "Notices of complaint acted on within 48 hours", NOTICES_IN_TIME),
    &count("notices_running", "Notices not yet due at the end of the quarter", NOTICES_RUNNING),
    &share("ended_in_time", "Complaints brought to their end in time", ENDED_IN_TIME),
    &count("ended_running", "Complaints whose end was not yet due", ENDINGS_RUNNING),
];

/// A figure that is shown.
struct Shown {
    id: &'static str,
    label: &'static str,
    series: Series,
    kind: ReturnKind,
    /// For an average: the comments that it is of.
    of: Option<Series>,
    /// Whether it says what those who chose to comment think.
    self_selected: bool,
}

const fn count(id: &'static str, label: &'static str, series: Series) -> Shown {
    Shown { id, label, series, kind: ReturnKind::Counts, of: None, self_selected: false }
}

const fn share(id: &'static str, label: &'static str, series: Series) -> Shown {
    Shown { kind: ReturnKind::Surveys, ..count(id, label, series) }
}

const fn words(id: &'static str, label: &'static str, series: Series) -> Shown {
    Shown { kind: ReturnKind::Words, self_selected: true, ..count(id, label, series) }
}

const fn theme(id: &'static str, label: &'static str, index: usize) -> Shown {
    let (stars, comments) = OF_THEMES[index];
    let shown = count(id, label, stars);
    Shown { kind: ReturnKind::Figures, of: Some(comments), self_selected: true, ..shown }
}

impl Measure for Shown {
    fn id(&self) -> &'static str {
        self.id
    }

    fn label(&self) -> &'static str {
        self.label
    }

    fn columns(&self) -> Columns {
        match self.kind {
            ReturnKind::Words => Columns::Words { head: "Latest" },
            _ => Columns::Latest,
        }
    }

    fn needs(&self) -> Vec<Need> {
        let comments = self.of.map(|series| Need { series, kind: ReturnKind::Counts });
        std::iter::once(Need { series: self.series, kind: self.kind }).chain(comments).collect()
    }

    fn assess(&self, returns: &Returns, _terms: &Terms) -> Result<Finding, MeasureError> {
        let supply = returns.supply_latest(self.kind, self.series);
        let figures = Figures::latest_only(supply.figure(self.kind, self.series, None)?);
        let mut evidence = Evidence::for_rule(Rule::NoTest);
        if self.self_selected {
            evidence = evidence.with_caution(Caution::SelfSelected);
        }
        if let Supply::Received(latest) = supply {
            evidence = evidence.with_input("latest", latest);
            evidence.n = latest.value.surveyed();
        }
        if let Some(series) = self.of
            && let Supply::Received(comments) = returns.supply_latest(ReturnKind::Counts, series)
        {
            evidence = evidence.with_input("comments", comments);
            evidence.n = number(comments);
        }
        Ok(Finding::without_test(figures, Reason::NoTestSet, evidence))
    }
}

fn number(count: &Observation) -> Option<u64> {
    match count.value {
        Quantity::Count(count) => u64::try_from(count).ok(),
        _ => None,
    }
}

/// A figure that a partner may return as well. Where it was counted from comments it says of itself that
/// they are self-selected; of a figure that was returned, the commentary does.
pub(crate) struct SelfSelected(pub(crate) QuotedFigure);

impl Measure for SelfSelected {
    fn id(&self) -> &'static str {
        self.0.id()
    }

    fn label(&self) -> &'static str {
        self.0.label()
    }

    fn columns(&self) -> Columns {
        self.0.columns()
    }

    fn needs(&self) -> Vec<Need> {
        self.0.needs()
    }

    fn assess(&self, returns: &Returns, terms: &Terms) -> Result<Finding, MeasureError> {
        let mut finding = self.0.assess(returns, terms)?;
        if let Finding::Reported { evidence, .. } = &mut finding
            && evidence.inputs.iter().any(|input| input.counted.is_some())
        {
            evidence.cautions.push(Caution::SelfSelected);
        }
        Ok(finding)
    }
}

/// How many comments gave one to five stars.
struct ByStars;

impl Measure for ByStars {
    fn id(&self) -> &'static str {
        "by_stars"
    }

    fn label(&self) -> &'static str {
        "Comments posted, by the stars that they gave"
    }

    fn columns(&self) -> Columns {
        Columns::Latest
    }

    fn needs(&self) -> Vec<Need> {
        BY_STARS.map(|series| Need { series, kind: ReturnKind::Counts }).to_vec()
    }

    fn assess(&self, returns: &Returns, _terms: &Terms) -> Result<Finding, MeasureError> {
        let mut evidence = Evidence::for_rule(Rule::NoTest).with_caution(Caution::SelfSelected);
        let mut comments = [0; MOST_STARS];
        let mut known = None;
        let mut drawn = Vec::new();
        for ((series, name), comments) in BY_STARS.into_iter().zip(NAMES).zip(&mut comments) {
            let supply = returns.supply_latest(ReturnKind::Counts, series);
            let figure = supply.figure(ReturnKind::Counts, series, None)?;
            let Supply::Received(count) = supply else {
                let figures = Figures::latest_only(figure);
                return Ok(Finding::without_test(figures, Reason::Awaited, evidence));
            };
            evidence = evidence.with_input(name, count);
            drawn.push(count);
            *comments = number(count).unwrap_or(0);
            known = Some((count, figure));
        }
        let Some((count, Figure::Known { status, note, period, .. })) = known else {
            return Err(MeasureError::Unexplained {
                series: BY_STARS[0].id(),
                kind: ReturnKind::Counts,
                period: None,
            });
        };
        let all: u64 = comments.iter().sum();
        let stars = StarDistribution { period: count.period, comments };
        evidence = evidence.drawing(Some(Exhibit::StarDistribution(stars)), drawn);
        evidence.n = Some(all);
        let value = Quantity::Count(i64::try_from(all).unwrap_or(i64::MAX));
        let subject = None;
        let figures = Figures::latest_only(Figure::Known { value, status, note, period, subject });
        Ok(Finding::without_test(figures, Reason::NoTestSet, evidence))
    }
}

const NAMES: [&str; MOST_STARS] =
    ["one star", "two stars", "three stars", "four stars", "five stars"];
