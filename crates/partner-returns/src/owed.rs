//! What a partner owes for a quarter and has not returned.

use panel_core::{Partner, Period, ReturnedSeries, Returns, Terms};

/// One figure that a partner owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owed<'a> {
    /// Its series.
    pub series: &'a ReturnedSeries,
    /// The period that it is asked for.
    pub period: Period,
}

/// The figures of the force's area that the partner owes, in the order of its sheets.
#[must_use]
pub fn owed<'a>(
    partner: &Partner,
    series: &'a [ReturnedSeries],
    returns: &Returns,
    terms: &Terms,
) -> Vec<Owed<'a>> {
    let own = series.iter().filter(|one| partner.owes(one.series.id()));
    own.flat_map(|series| {
        let missing = series.missing(returns, terms).into_iter();
        missing.map(move |period| Owed { series, period })
    })
    .collect()
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
