//! What a partner owes for a quarter and has not returned.

use panel_core::{Partner, Period, RecordTable, ReturnKind, ReturnedSeries, Returns, Tally, Terms};

/// One figure that a partner owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owed<'a> {
    /// Its series.
    pub series: &'a ReturnedSeries,
    /// The period that it is asked for.
    pub period: Period,
}

/// The figures that the partner owes, each of the area that its series is of, in the order of its sheets.
///
/// ```
/// use panel_core::{Partner, ReturnKind, ReturnedSeries, Returns, Series, Wanted};
/// use panel_partner_returns::owed;
/// # use panel_core::{Force, Terms, Tests};
/// # let terms = Terms {
/// #     quarter: "2024-25 Q3".parse()?,
/// #     force: Force { name: "Anyshire".to_owned(), area: "X23000001".to_owned(), fictional: true },
/// #     plan_name: "Fictional Plan".to_owned(),
/// #     baseline_year: "2022/23".parse()?,
/// #     plan_ends: "2027-03".parse()?,
/// #     comparison_group: "fictional group".to_owned(),
/// #     comparison_members: Vec::new(),
/// #     recording_changes: Vec::new(),
/// #     disclosure: Vec::new(),
/// #     tests: Tests::shipped(),
/// # };
///
/// let partner = Partner {
///     name: "Anyshire Survey Unit".to_owned(),
///     contact: String::new(),
///     board: String::new(),
///     published: false,
///     deadline: None,
///     returns: vec!["satisfaction/*".to_owned()],
///     records: Vec::new(),
/// };
/// let series = [ReturnedSeries {
///     series: Series::higher_is_better("satisfaction/burglary"),
///     kind: ReturnKind::Surveys,
///     title: "Satisfaction with service".to_owned(),
///     rows: vec!["sp12.satisfaction".to_owned()],
///     wanted: vec![Wanted::BaselineAndLatest],
/// }];
/// // Nothing has arrived for Quarter 3 of 2024/25: the baseline year and the latest are owed.
/// let nothing = Returns::new("X23000001");
/// let found = owed(&partner, &series, &nothing, &terms);
/// let periods: Vec<_> = found.iter().map(|one| one.period.iso()).collect();
/// assert_eq!(periods, ["2022/23", "2024-01/2024-12"]);
/// assert_eq!(found[0].title(), "SP12: Satisfaction with service");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn owed<'a>(
    partner: &Partner,
    series: &'a [ReturnedSeries],
    returns: &Returns,
    terms: &Terms,
) -> Vec<Owed<'a>> {
    let all = series;
    let own = series.iter().filter(|one| partner.owes(one.series.id()));
    own.flat_map(|series| {
        let missing = series.not_arrived(returns, terms).into_iter();
        let missing = missing.filter(|period| !follows(all, series, *period, returns));
        missing.map(move |period| Owed { series, period })
    })
    .collect()
}

/// Whether a total follows once its months have come, which are asked for as well: whoever has returned some
/// of them returns the others.
fn follows(
    all: &[ReturnedSeries],
    total: &ReturnedSeries,
    period: Period,
    returns: &Returns,
) -> bool {
    let months = |one: &&ReturnedSeries| {
        one.kind == ReturnKind::MonthlyCounts && one.series.id() == total.series.id()
    };
    let Some(months) = all.iter().find(months).filter(|_| total.kind == ReturnKind::Counts) else {
        return false;
    };
    let pending = || returns.pending_own(months.kind, months.series);
    period.parts(1).into_iter().any(|month| {
        returns.own(months.kind, months.series).any(|one| one.period == month)
            || pending().any(|one| one.speaks_of(month))
    })
}

/// The series without those that are counted from records which the partners return: whoever returned
/// such a figure as well would give it twice.
#[must_use]
pub fn not_counted(
    series: &[ReturnedSeries],
    partners: &[Partner],
    tallies: &[&'static Tally],
) -> Vec<ReturnedSeries> {
    let returned = |table: &&'static RecordTable| {
        partners.iter().any(|partner| partner.returns_records(table.name))
    };
    let counted = |one: &&ReturnedSeries| {
        let gives = |tally: &&&'static Tally| {
            let mut figures = tally.gives.iter();
            figures.any(|given| given.kind == one.kind && given.series == one.series)
        };
        tallies.iter().filter(gives).any(|tally| tally.tables.iter().all(&returned))
    };
    series.iter().filter(|one| !counted(one)).cloned().collect()
}

impl Owed<'_> {
    /// What is owed, as a partner reads it: `SP12: Satisfaction with service`.
    #[must_use]
    pub fn title(&self) -> String {
        title(self.series)
    }
}

/// What a series is called, after the priorities that read it.
pub(crate) fn title(series: &ReturnedSeries) -> String {
    let owner = |row: &String| row.split('.').next().unwrap_or_default().to_uppercase();
    let mut owners: Vec<_> = series.rows.iter().map(owner).collect();
    owners.dedup();
    owners.truncate(3);
    format!("{}: {}", owners.join(", "), series.title)
}
