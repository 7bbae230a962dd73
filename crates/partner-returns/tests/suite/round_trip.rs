//! Template, filled in, received: the same rows.

use panel_core::{Quantity, ReturnKind, unescape_formula};
use panel_partner_returns::Delivery;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::edited::Edited;
use crate::made_up::{Quarter, template};

/// What is written in a sheet: for each of its rows a figure or nothing.
fn counts(rows: usize) -> impl Strategy<Value = Vec<Option<u32>>> {
    vec(proptest::option::of(0..1_000_000_u32), rows)
}

fn note() -> impl Strategy<Value = String> {
    "[A-Za-z\"', é;=&<>]{0,20}"
        .prop_map(|note| note.split_whitespace().collect::<Vec<_>>().join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_figures_that_were_filled_in_stand_in_the_returns(
        years in counts(2),
        months in counts(21),
        (positive, more) in (0..500_u32, 1..500_u32),
        tenths in -9_999..9_999_i32,
        note in note(),
    ) {
        let mut quarter = Quarter::new();
        let before = quarter.standing().len();
        let mut book = Edited::new(template());
        let mut expected = 2;
        for (sheet, figures) in [("Counts", &years), ("Monthly counts", &months)] {
            for (row, figure) in (4..).zip(figures) {
                if let Some(figure) = figure {
                    book = book.number(sheet, &format!("E{row}"), &figure.to_string());
                    expected += 1;
                }
            }
        }
        let surveyed = positive + more;
        let money = f64::from(tenths) / 10.0;
        let bytes = book
            .number("Surveys", "E5", &positive.to_string())
            .number("Surveys", "F5", &surveyed.to_string())
            .number("Money", "E4", &money.to_string())
            .text("Money", "G4", &note)
            .bytes();
        let filing = quarter.receive(&[Delivery { name: "r.xlsx", bytes: &bytes }], None);
        prop_assert!(filing.is_ok(), "{filing:?}");
        quarter.file(&filing.unwrap());
        prop_assert_eq!(quarter.standing().len(), before + expected);
        let all: Vec<_> = quarter.returns.observations().collect();
        let value = |kind: ReturnKind, period: &str| {
            let mut own = all.iter().filter(|(one, _)| *one == kind);
            own.find(|(_, one)| one.period.iso() == period).map(|(_, one)| one.value.clone())
        };
        for (index, figure) in (0..).zip(&months) {
            let month = "2023-04".parse::<panel_core::Month>().unwrap().plus(index);
            let expected = figure.map(|count| Quantity::Count(i64::from(count)));
            prop_assert_eq!(value(ReturnKind::MonthlyCounts, &month.iso()), expected);
        }
        let share = panel_core::Proportion::new(u64::from(positive), u64::from(surveyed)).unwrap();
        let found = value(ReturnKind::Surveys, "2024-01/2024-12");
        prop_assert_eq!(found, Some(Quantity::Proportion(share)));
        let (_, saved) = all.iter().find(|(kind, _)| *kind == ReturnKind::Money).unwrap();
        let printed = panel_core::Pounds::millions(money.to_string().parse().unwrap());
        prop_assert_eq!(&saved.value, &Quantity::Money(printed));
        // An apostrophe before a formula is a spreadsheet's mark for text, not part of the note.
        prop_assert_eq!(saved.note.as_deref().unwrap_or_default(), unescape_formula(&note));
    }

    /// Whatever the bytes, there is an answer.
    #[test]
    fn a_workbook_with_broken_bytes_is_told_or_read(
        hits in vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
        packed in any::<bool>(),
    ) {
        let quarter = Quarter::new();
        let bytes = if packed {
            let mut bytes = template().to_vec();
            for (index, byte) in hits {
                let at = index.index(bytes.len());
                bytes[at] = byte;
            }
            bytes
        } else {
            // Inside the parts, where the checksums of the archive do not see it.
            Edited::new(template()).garbled(&hits).bytes()
        };
        if let Err(faults) = quarter.receive(&[Delivery { name: "r.xlsx", bytes: &bytes }], None) {
            prop_assert!(!faults.is_empty());
            prop_assert!(faults.iter().all(|one| !one.message.is_empty() && !one.remedy.is_empty()));
        }
    }

    #[test]
    fn any_bytes_are_told_or_read(bytes in vec(any::<u8>(), 0..200)) {
        let quarter = Quarter::new();
        let outcome = quarter.receive(&[Delivery { name: "r.csv", bytes: &bytes }], None);
        prop_assert!(outcome.is_err());
    }
}
