//! All the tests of a paper at once: which changes hold when every test is counted.

use panel_core::{Finding, Finite, ManyTests, Row, ScreenedRows, Terms};
use panel_stats::multiple::{DiscoveryRate, benjamini_hochberg};

/// Marks each tested row of the dashboard with what is left of its test among all of them, by
/// Benjamini and Hochberg at the plan's rate of false discoveries. Colours stay as they are.
/// The tests of all rows together could give one away that is withheld, so the rows are screened.
pub fn count_all_tests(rows: &mut ScreenedRows, terms: &Terms) {
    let Ok(rate) = DiscoveryRate::new(terms.tests.false_discovery_rate) else { return };
    let p_value = |row: &Row| match &row.finding {
        Finding::Assessed { evidence, .. } if row.on_dashboard => evidence.p_value,
        Finding::Assessed { .. } | Finding::Reported { .. } | Finding::Awaited { .. } => None,
    };
    let p_values: Vec<_> = rows.iter().filter_map(p_value).map(Finite::get).collect();
    let Ok(adjusted) = benjamini_hochberg(&p_values) else { return };
    let mut adjusted = adjusted.into_iter();
    rows.note_all_tests(|row| {
        p_value(row)?;
        let adjusted = adjusted.next()?;
        Finite::new(adjusted.adjusted).map(|adjusted_p| ManyTests {
            tests: p_values.len(),
            adjusted_p,
            survives: adjusted.survives(rate),
        })
    });
}
