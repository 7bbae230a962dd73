use panel_core::{
    Code, Columns, Entry, Evidence, Figure, Figures, Finding, Item, Measure, MeasureError, Need,
    Plan, PlanError, Priority, Reason, ReturnKind, Returns, Rule, Series, Terms,
};

use crate::support::{OFFENCES, observed, received, terms};

/// A row that shows the latest of a series.
struct Shown(&'static str, Series);

impl Measure for Shown {
    fn id(&self) -> &'static str {
        self.0
    }

    fn label(&self) -> &'static str {
        "Shown"
    }

    fn columns(&self) -> Columns {
        Columns::Latest
    }

    fn needs(&self) -> Vec<Need> {
        vec![Need { series: self.1, kind: ReturnKind::Counts }]
    }

    fn assess(&self, returns: &Returns, _: &Terms) -> Result<Finding, MeasureError> {
        let supply = returns.supply_latest(ReturnKind::Counts, self.1);
        let figure: Figure = supply.figure(ReturnKind::Counts, self.1, None)?;
        let evidence = Evidence::for_rule(Rule::NoTest);
        Ok(Finding::without_test(Figures::latest_only(figure), Reason::NoTestSet, evidence))
    }
}

type Rows = &'static [&'static dyn Measure];

const OFFENCES_ROW: Rows = &[&Shown("offences", OFFENCES)];
const REPORTS_ROW: Rows = &[&Shown("reports", Series::higher_is_better("reports/all"))];
const BOTH_ROWS: Rows = &[OFFENCES_ROW[0], REPORTS_ROW[0]];

fn priority(code: Code, title: &'static str) -> &'static Entry {
    with_rows(code, title, OFFENCES_ROW, &[])
}

fn with_rows(code: Code, title: &'static str, measures: Rows, quoted: Rows) -> &'static Entry {
    let priority = Priority { measures, quoted, ..Priority::named(code, title) };
    Box::leak(Box::new(Entry::Priority(priority)))
}

fn item(place: u8, slug: &'static str) -> &'static Entry {
    Box::leak(Box::new(Entry::Item(Item::named(place, slug, slug, slug))))
}

fn faults(entries: Vec<&'static Entry>) -> Vec<PlanError> {
    Plan::of(entries).err().unwrap_or_default()
}

#[test]
fn a_plan_needs_what_its_rows_read_on_the_dashboard_and_in_commentary() {
    let feedback: &'static Entry = Box::leak(Box::new(Entry::Item(Item {
        quoted: REPORTS_ROW,
        ..Item::named(1, "rate-your-local-police", "feedback", "Feedback")
    })));
    let entries = vec![feedback, with_rows(Code::sp(1), "Crime", OFFENCES_ROW, REPORTS_ROW)];
    let plan = Plan::of(entries).unwrap_or_else(|faults| panic!("{faults:?}"));
    let needs: Vec<_> = plan.needs().iter().map(|need| (need.series.id(), need.kind)).collect();
    let counts = ReturnKind::Counts;
    assert_eq!(needs, [("offences/all", counts), ("reports/all", counts), ("reports/all", counts)]);
    let rows: Vec<_> = plan.measures().map(|(id, _, shown)| (id.to_string(), shown)).collect();
    let wanted = [("sp1.offences", true), ("sp1.reports", false), ("feedback.reports", false)];
    assert_eq!(rows, wanted.map(|(id, shown)| (id.to_owned(), shown)));
}

#[test]
fn priorities_stand_in_plan_order_whatever_the_linker_does() {
    let entries = || {
        vec![
            priority(Code::part(2, 'B'), "Two"),
            priority(Code::sp(3), "Three"),
            item(2, "second"),
            priority(Code::sp(1), "One"),
            item(1, "first"),
            priority(Code::part(2, 'A'), "Two"),
        ]
    };
    let mut backwards = entries();
    backwards.reverse();
    for entries in [entries(), backwards] {
        let plan = Plan::of(entries).unwrap_or_else(|faults| panic!("{faults:?}"));
        let codes: Vec<_> = plan.priorities().iter().map(|one| one.code.to_string()).collect();
        assert_eq!(codes, ["1", "2A", "2B", "3"]);
        let slugs: Vec<_> = plan.items().iter().map(|one| one.slug).collect();
        assert_eq!(slugs, ["first", "second"]);
    }
}

#[test]
fn a_plan_linked_wrongly_says_how() {
    let one = || priority(Code::sp(1), "One");
    let twice: &'static Entry = with_rows(Code::sp(1), "One", OFFENCES_ROW, OFFENCES_ROW);
    for (entries, fault, message) in [
        (
            vec![],
            PlanError::NothingLinked,
            "no priority is registered; does the program name the roster (crates/plan)?",
        ),
        (
            vec![one(), priority(Code::sp(3), "Three")],
            PlanError::Missing(2),
            "strategic priority 2 is not registered, although later ones are; is its line in the roster (crates/plan) missing?",
        ),
        (
            vec![one(), priority(Code::part(1, 'A'), "One")],
            PlanError::WholeAndParts(1),
            "strategic priority 1 is registered both whole and in parts; keep one of the two",
        ),
        (
            vec![priority(Code::part(1, 'A'), "One"), priority(Code::part(1, 'B'), "Uno")],
            PlanError::PartsDisagree(1),
            "the parts of strategic priority 1 have different titles; give them one",
        ),
        (
            vec![one(), item(1, "a"), item(1, "b")],
            PlanError::ItemTwice("b"),
            "the item `b` is registered twice, or shares its place with another",
        ),
        (
            vec![twice],
            PlanError::RowTwice("sp1.offences".to_owned()),
            "the row sp1.offences is registered twice; give one of the measures another id",
        ),
    ] {
        assert_eq!(fault.to_string(), message);
        assert_eq!(faults(entries), [fault]);
    }
    // Its rows are there twice as well.
    let twice = faults(vec![one(), one()]);
    assert_eq!(twice[0], PlanError::RegisteredTwice(Code::sp(1)));
    assert_eq!(
        twice[0].to_string(),
        "strategic priority 1 is registered twice; give one of the plugins another number"
    );
}

#[test]
fn an_item_registered_twice_with_another_between_is_found() {
    let entries = vec![priority(Code::sp(1), "One"), item(1, "a"), item(2, "b"), item(3, "a")];
    assert_eq!(faults(entries), [PlanError::ItemTwice("a")]);
}

#[test]
fn codes_print_as_the_plan_numbers_them() {
    for (code, printed, id, section) in
        [(Code::sp(12), "12", "sp12", "sp12"), (Code::part(14, 'A'), "14A", "sp14a", "sp14")]
    {
        assert_eq!((code.to_string(), code.id()), (printed.to_owned(), id.to_owned()));
        assert_eq!(code.section_id(), section);
    }
    assert!(Code::sp(2) < Code::sp(10) && Code::part(2, 'B') < Code::sp(3));
}

#[test]
fn rows_that_cannot_be_judged_are_named_beside_those_that_can() {
    let plan = Plan::of(vec![with_rows(Code::sp(1), "One", BOTH_ROWS, &[])]);
    let plan = plan.unwrap_or_else(|faults| panic!("{faults:?}"));
    let (rows, errors) = plan.assess(&received([observed("2014-09", 5, 2)]), &terms("2014-15 Q2"));
    let rows = rows.screen(&[], &[]);
    assert_eq!(rows.iter().map(|row| row.id.to_string()).collect::<Vec<_>>(), ["sp1.offences"]);
    let messages: Vec<_> = errors.iter().map(|one| format!("{}: {}", one.id, one.error)).collect();
    assert_eq!(messages, ["sp1.reports: reports/all has no counts return, and nothing says why"]);
}
