//! Totals that nobody returned.

use panel_core::{
    Awaiting, Need, Observation, Period, Quantity, ReturnKind, Returns, Source, Status,
};
use proptest::prelude::{prop_assert_eq, proptest};

use crate::support::{OFFENCES, OTHER, OWN, awaiting, observed, period, terms};

const LATEST: &str = "2013-10/2014-09";
const NEEDS: [Need; 2] = [
    Need { series: OFFENCES, kind: ReturnKind::Counts },
    Need { series: OFFENCES, kind: ReturnKind::MonthlyCounts },
];

/// The months of the latest year with these counts, from line 2.
fn months(counts: impl IntoIterator<Item = i64>) -> Vec<Observation> {
    let parts = period(LATEST).parts(1).into_iter().zip(counts).zip(2..);
    parts.map(|((month, count), line)| observed(&month.iso(), count, line)).collect()
}

/// Returns with these months and these totals, and the sums that follow.
fn summed(months: &[Observation], totals: &[Observation], awaited: &[Awaiting]) -> Returns {
    let mut returns = Returns::new(OWN);
    for (kind, all) in [(ReturnKind::MonthlyCounts, months), (ReturnKind::Counts, totals)] {
        for one in all {
            returns.receive(kind, one.clone());
        }
    }
    for one in awaited {
        returns.await_figure(one.clone());
    }
    returns.add_sums(&NEEDS, &terms("2014-15 Q2"));
    returns
}

fn total(returns: &Returns, area: &str) -> Option<Observation> {
    returns.find(ReturnKind::Counts, OFFENCES.id(), area, period(LATEST)).cloned()
}

fn with_status(months: &mut [Observation], at: usize, status: Status) {
    months[at].status = status;
}

proptest! {
    #[test]
    fn a_year_is_the_sum_of_its_months(counts in proptest::array::uniform12(0_i64..100_000)) {
        let returns = summed(&months(counts), &[], &[]);
        let total = total(&returns, OWN).expect("a total");
        prop_assert_eq!(total.value, Quantity::Count(counts.iter().sum()));
        prop_assert_eq!(total.status, Status::Final);
        let lines: Vec<_> = total.summed.expect("its months").iter().map(|one| one.line).collect();
        prop_assert_eq!(lines, (2..14).collect::<Vec<_>>());
        prop_assert_eq!(total.source.line, Source::SUM);
        // The months of the year to date make that as well; those of the year before are not there.
        let to_date = returns.find(ReturnKind::Counts, OFFENCES.id(), OWN, period("2014-04/2014-09"));
        let of_half = to_date.map(|one| one.value.clone());
        prop_assert_eq!(of_half, Some(Quantity::Count(counts[6..].iter().sum())));
        prop_assert_eq!(returns.own(ReturnKind::Counts, OFFENCES).count(), 2);
    }

    #[test]
    fn a_year_without_one_of_its_months_has_no_sum(missing in 0_usize..12) {
        let mut all = months([7; 12]);
        all.remove(missing);
        assert_eq!(total(&summed(&all, &[], &[]), OWN), None);
    }
}

#[test]
fn quarters_make_a_year_where_months_do_not() {
    let quarters = period(LATEST).parts(3).into_iter().zip([10, 20, 30, 40]).zip(2..);
    let quarters: Vec<_> =
        quarters.map(|((part, count), line)| observed(&part.iso(), count, line)).collect();
    let year = total(&summed(&[], &quarters, &[]), OWN).expect("a total");
    assert_eq!(year.value, Quantity::Count(100));
    assert_eq!(year.note.as_deref(), Some("The sum of its 4 quarters."));
    assert_eq!(total(&summed(&[], &quarters[1..], &[]), OWN), None);
}

#[test]
fn what_was_returned_stands_as_it_was() {
    for sent in [observed(LATEST, 120, 9), observed(LATEST, 121, 9)] {
        let returns = summed(&months([10; 12]), std::slice::from_ref(&sent), &[]);
        assert_eq!(total(&returns, OWN), Some(sent));
    }
    let pending = Awaiting {
        area: Some(OWN.to_owned()),
        pending: true,
        ..awaiting(ReturnKind::Counts, Some(LATEST), "Received, but not yet approved.")
    };
    assert_eq!(total(&summed(&months([10; 12]), &[], &[pending]), OWN), None);
}

#[test]
fn a_sum_stands_as_its_parts_do() {
    for (statuses, status) in [
        (vec![], Some(Status::Final)),
        (vec![Status::Revised], Some(Status::Revised)),
        (vec![Status::Revised, Status::Provisional], Some(Status::Provisional)),
        (vec![Status::Provisional, Status::Proxy], Some(Status::Proxy)),
        // What is not of its months by count makes no total.
        (vec![Status::Annualised], None),
        (vec![Status::Partial], None),
    ] {
        let mut all = months([10; 12]);
        let told = format!("{statuses:?}");
        for (at, one) in statuses.into_iter().enumerate() {
            with_status(&mut all, at, one);
        }
        let total = total(&summed(&all, &[], &[]), OWN);
        assert_eq!(total.map(|one| one.status), status, "{told}");
    }
}

#[test]
fn what_all_parts_note_the_sum_notes() {
    let noted = |notes: [Option<&str>; 2]| {
        let mut all = months([10; 12]);
        for (at, one) in all.iter_mut().enumerate() {
            one.note = notes[at % 2].map(str::to_owned);
        }
        total(&summed(&all, &[], &[]), OWN).and_then(|one| one.note)
    };
    let sum = "The sum of its 12 months.";
    assert_eq!(noted([None, None]).as_deref(), Some(sum));
    let same = "Burglary of every kind.";
    assert_eq!(noted([Some(same), Some(same)]), Some(format!("{sum} {same}")));
    let mixed = Some(format!("{sum} Some of them have notes of their own."));
    assert_eq!(noted([Some(same), None]), mixed);
    assert_eq!(noted([Some(same), Some("Another.")]), mixed);
}

#[test]
fn other_areas_have_their_own_sums() {
    let mut all = months([10; 12]);
    let others = months([20; 12]).into_iter();
    all.extend(others.map(|one| Observation { area: OTHER.into(), ..one }));
    let returns = summed(&all, &[], &[]);
    for (area, count) in [(OWN, 120), (OTHER, 240)] {
        let total = total(&returns, area).map(|one| one.value);
        assert_eq!(total, Some(Quantity::Count(count)), "{area}");
    }
}

#[test]
fn beyond_counting_there_is_no_sum() {
    assert_eq!(total(&summed(&months([i64::MAX; 12]), &[], &[]), OWN), None);
}

#[test]
fn a_total_that_follows_is_no_longer_awaited() {
    let entries = || {
        [Some(LATEST), Some("2012/13"), None]
            .map(|months| awaiting(ReturnKind::Counts, months, "Not received."))
    };
    let left = |returns: &Returns| -> Vec<Option<Period>> {
        returns.all_awaited().iter().map(|one| one.period).collect()
    };
    let returns = summed(&months([10; 12]), &[], &entries());
    assert_eq!(left(&returns), [Some(period("2012/13")), None]);
    assert_eq!(left(&summed(&[], &[], &entries())).len(), 3);
}

#[test]
fn a_total_waits_with_its_months() {
    let all = months([10; 12]);
    let waiting = Awaiting {
        area: Some(OWN.to_owned()),
        pending: true,
        ..awaiting(ReturnKind::MonthlyCounts, Some("2013-10"), "Received, but not yet approved.")
    };
    let entry = awaiting(ReturnKind::Counts, Some(LATEST), "Not received.");
    let returns = summed(&all[1..], &[], &[entry, waiting.clone()]);
    assert_eq!(total(&returns, OWN), None);
    let of_total: Vec<_> =
        returns.all_awaited().iter().filter(|one| one.kind == ReturnKind::Counts).collect();
    assert_eq!(of_total.len(), 1, "the entry is met");
    assert!(of_total[0].pending && of_total[0].period == Some(period(LATEST)));
    assert_eq!(of_total[0].why, waiting.why);
}
