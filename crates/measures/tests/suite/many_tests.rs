//! Which changes hold when the tests of every row are counted.

use panel_core::{
    Assessment, Columns, Direction, Evidence, Figures, Finding, Finite, JudgedRows, Reason, Row,
    RowId, Rule, Terms,
};
use panel_measures::count_all_tests;

use crate::support::{assert_near, terms};

fn row(p_value: Option<f64>, on_dashboard: bool) -> Row {
    let mut evidence = Evidence::for_rule(Rule::Key);
    evidence.p_value = p_value.and_then(Finite::new);
    let (assessment, reason) = (Assessment::Green, Reason::SignificantlyBetter);
    Row {
        id: RowId { owner: "sp1".to_owned(), measure: "row" },
        label: "Row",
        columns: Columns::Latest,
        better: Direction::Lower,
        on_dashboard,
        finding: Finding::Assessed { figures: Figures::default(), assessment, reason, evidence },
        among_all: None,
    }
}

fn at_rate(rate: f64) -> Terms {
    let mut terms = terms();
    terms.tests.false_discovery_rate = rate;
    terms
}

#[test]
fn adjusted_p_values_are_those_of_r() {
    // R 4.2.2: p.adjust(c(0.001, 0.03, 0.04, 0.2, 0.9), "BH").
    let p_values = [0.9, 0.001, 0.04, 0.2, 0.03];
    let adjusted = [0.9, 0.005, 0.2 / 3.0, 0.25, 0.2 / 3.0];
    let mut rows: Vec<_> = p_values.iter().map(|p| row(Some(*p), true)).collect();
    // A row that was not tested, and a figure that only commentary quotes, count for nothing.
    rows.insert(2, row(None, true));
    rows.push(row(Some(0.000_1), false));
    let mut rows = JudgedRows::new(rows).screen(&[], &[]);
    count_all_tests(&mut rows, &at_rate(0.1));
    let marked: Vec<_> = rows.iter().filter_map(|row| row.among_all).collect();
    assert_eq!(marked.len(), 5);
    for (found, wanted) in marked.iter().zip(adjusted) {
        assert_eq!(found.tests, 5);
        assert_near("adjusted", Some(found.adjusted_p.get()), wanted, 1e-12);
        assert_eq!(found.survives, wanted <= 0.1);
    }
    assert!(rows[2].among_all.is_none() && rows[6].among_all.is_none());
}

#[test]
fn a_stricter_rate_leaves_fewer() {
    let survivors = |rate| {
        let rows = [0.001, 0.03, 0.04].iter().map(|p| row(Some(*p), true)).collect();
        let mut rows = JudgedRows::new(rows).screen(&[], &[]);
        count_all_tests(&mut rows, &at_rate(rate));
        rows.iter().filter(|row| row.among_all.is_some_and(|found| found.survives)).count()
    };
    assert_eq!([survivors(0.1), survivors(0.01), survivors(0.002)], [3, 1, 0]);
}
