//! The declaration of returns keeps what its readers rely on.

use std::collections::BTreeSet;

use panel_core::{Column, Holds, Presence, ReturnKind, SOURCE_COLUMN, Status, covers};

#[test]
fn a_row_is_named_by_series_area_and_one_period() {
    for kind in ReturnKind::ALL {
        let columns = kind.columns();
        assert_eq!((columns[0].holds, columns[1].holds), (Holds::Series, Holds::Area), "{kind:?}");
        let keys: Vec<_> = columns.iter().filter(|column| column.names_the_row).collect();
        assert_eq!(keys.len(), 3, "{kind:?}");
        assert!(keys[2].is_period() && keys.iter().all(|key| !key.is_figure()), "{kind:?}");
        assert!(columns.iter().any(Column::is_figure), "{kind:?} has no figure");
    }
}

#[test]
fn columns_are_told_apart_and_explained() {
    for kind in ReturnKind::ALL {
        let columns = kind.columns().iter().chain([SOURCE_COLUMN]);
        let (mut names, mut titles) = (BTreeSet::new(), BTreeSet::new());
        for column in columns {
            assert!(names.insert(column.name), "{kind:?}: {}", column.name);
            assert!(titles.insert(column.title.to_lowercase()), "{kind:?}: {}", column.title);
            assert!(kind.describe(column).ends_with('.'), "{kind:?}: {}", column.name);
            let number = column.holds.is_number();
            assert_eq!(number, !column.unit.is_empty(), "{kind:?}: {} has a unit", column.name);
        }
        assert!(kind.columns().iter().all(|column| column.presence != Presence::Filed));
    }
}

#[test]
fn a_kind_is_the_name_of_a_sheet() {
    let titles: BTreeSet<_> = ReturnKind::ALL.into_iter().map(ReturnKind::title).collect();
    assert_eq!(titles.len(), ReturnKind::ALL.len());
    // Excel's rule.
    assert!(titles.iter().all(|title| title.len() <= 31 && !title.contains(['/', '\\', ':', '*'])));
}

#[test]
fn every_status_is_that_of_some_kind_and_every_kind_can_be_final() {
    let all: Vec<_> = ReturnKind::ALL.into_iter().flat_map(ReturnKind::statuses).collect();
    assert!(Status::ALL.iter().all(|status| all.contains(&status)));
    assert!(ReturnKind::ALL.iter().all(|kind| kind.statuses()[0] == Status::Final));
}

#[test]
fn a_pattern_covers_what_stands_under_it() {
    assert!(covers("offences/*", "offences/all-crime"));
    assert!(covers("offences/*", "offences/all-crime/rise-last-year"));
    assert!(covers("offences/all-crime", "offences/all-crime"));
    assert!(!covers("offences/all-crime", "offences/all-crime/rise-last-year"));
    assert!(!covers("offences/*", "offences"));
    assert!(!covers("off/*", "offences/all-crime"));
}
