//! Months at which recording changed.

use panel_core::{Period, Series, Terms};

/// Whether the recording of `series` changed within `period`, after its first month.
pub(crate) fn changed_within(series: Series, period: Option<Period>, terms: &Terms) -> bool {
    period.is_some_and(|period| {
        terms
            .recording_changes_of(series.id())
            .any(|change| change.from > period.first() && change.from <= period.last())
    })
}
