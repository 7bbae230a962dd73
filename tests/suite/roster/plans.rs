//! Plans of entries made up for the occasion: what each fault of linking is called.

use panel_core::{
    Code, Columns, Entry, Finding, Item, Measure, MeasureError, Need, Plan, PlanError, Priority,
    Returns, Terms,
};

/// A row with this name, which is never judged.
struct Named(&'static str);

impl Measure for Named {
    fn id(&self) -> &'static str {
        self.0
    }

    fn label(&self) -> &'static str {
        "A row"
    }

    fn columns(&self) -> Columns {
        Columns::Latest
    }

    fn needs(&self) -> Vec<Need> {
        Vec::new()
    }

    fn assess(&self, _: &Returns, _: &Terms) -> Result<Finding, MeasureError> {
        unreachable!("no plan of these is judged")
    }
}

const NONE: &[&dyn Measure] = &[];
const TWO_OF_ONE_NAME: &[&dyn Measure] = &[&Named("offences"), &Named("offences")];
const OFFENCES: &[&dyn Measure] = &[&Named("offences")];

/// Entries live as long as the program, as those of the registry do.
fn kept(entry: Entry) -> &'static Entry {
    Box::leak(Box::new(entry))
}

fn priority(code: Code, title: &'static str) -> &'static Entry {
    with_rows(code, title, NONE, NONE)
}

fn with_rows(
    code: Code,
    title: &'static str,
    measures: &'static [&'static dyn Measure],
    quoted: &'static [&'static dyn Measure],
) -> &'static Entry {
    kept(Entry::Priority(Priority { measures, quoted, ..Priority::named(code, title) }))
}

fn item(place: u8, slug: &'static str) -> &'static Entry {
    kept(Entry::Item(Item { quoted: NONE, ..Item::named(place, slug, slug, "An item") }))
}

fn sp(number: u8) -> &'static Entry {
    priority(Code::sp(number), "To reduce a crime")
}

#[track_caller]
fn assert_faults(entries: Vec<&'static Entry>, faults: &[PlanError]) {
    let mut reversed = entries.clone();
    reversed.reverse();
    // The linker's order is arbitrary, so either way round the same is told.
    for entries in [entries, reversed] {
        match Plan::of(entries) {
            Ok(_) => panic!("the plan was taken"),
            Err(found) => assert_eq!(found, faults),
        }
    }
}

#[test]
fn entries_come_in_any_order_and_stand_in_plan_order() {
    let entries = vec![
        item(2, "second"),
        priority(Code::part(2, 'B'), "In parts"),
        sp(3),
        item(1, "first"),
        sp(1),
        priority(Code::part(2, 'A'), "In parts"),
    ];
    let plan = Plan::of(entries).ok().unwrap();
    let codes: Vec<_> = plan.priorities().iter().map(|one| one.code.to_string()).collect();
    assert_eq!(codes, ["1", "2A", "2B", "3"]);
    let slugs: Vec<_> = plan.items().iter().map(|item| item.slug).collect();
    assert_eq!(slugs, ["first", "second"]);
}

#[test]
fn nothing_is_linked() {
    assert_faults(vec![], &[PlanError::NothingLinked]);
    assert_faults(vec![item(1, "alone")], &[PlanError::NothingLinked]);
}

#[test]
fn a_number_is_taken_twice() {
    assert_faults(vec![sp(1), sp(2), sp(2)], &[PlanError::RegisteredTwice(Code::sp(2))]);
    let part = || priority(Code::part(1, 'A'), "In parts");
    assert_faults(vec![part(), part()], &[PlanError::RegisteredTwice(Code::part(1, 'A'))]);
}

#[test]
fn a_number_is_left_out() {
    assert_faults(vec![sp(1), sp(3), sp(6)], &[2, 4, 5].map(PlanError::Missing));
    assert_faults(vec![sp(2)], &[PlanError::Missing(1)]);
}

#[test]
fn a_priority_is_there_whole_and_in_parts() {
    let part = |letter| priority(Code::part(1, letter), "To reduce a crime");
    assert_faults(vec![sp(1), part('A')], &[PlanError::WholeAndParts(1)]);
    assert_faults(vec![part('B'), sp(1), part('A')], &[PlanError::WholeAndParts(1)]);
}

#[test]
fn the_parts_have_different_titles() {
    let entries =
        vec![priority(Code::part(1, 'A'), "One title"), priority(Code::part(1, 'B'), "Another")];
    assert_faults(entries, &[PlanError::PartsDisagree(1)]);
}

#[test]
fn two_items_share_a_place_or_a_name() {
    assert_faults(vec![sp(1), item(1, "a"), item(1, "b")], &[PlanError::ItemTwice("b")]);
    assert_faults(vec![sp(1), item(1, "a"), item(2, "a")], &[PlanError::ItemTwice("a")]);
}

#[test]
fn two_rows_share_a_name() {
    let twice = vec![PlanError::RowTwice("sp1.offences".to_owned())];
    let title = "To reduce a crime";
    assert_faults(vec![with_rows(Code::sp(1), title, TWO_OF_ONE_NAME, NONE)], &twice);
    assert_faults(vec![with_rows(Code::sp(1), title, OFFENCES, OFFENCES)], &twice);
    // Rows of different priorities may share theirs.
    let entries = [1, 2].map(|number| with_rows(Code::sp(number), title, OFFENCES, NONE));
    assert!(Plan::of(entries.to_vec()).is_ok());
}

#[test]
fn every_fault_is_told_at_once() {
    let entries = vec![
        sp(1),
        sp(1),
        priority(Code::part(3, 'A'), "One title"),
        priority(Code::part(3, 'B'), "Another"),
        with_rows(Code::sp(4), "With rows", TWO_OF_ONE_NAME, NONE),
        sp(5),
        priority(Code::part(5, 'A'), "To reduce a crime"),
        item(1, "a"),
        item(1, "b"),
    ];
    assert_faults(
        entries,
        &[
            PlanError::RegisteredTwice(Code::sp(1)),
            PlanError::PartsDisagree(3),
            PlanError::WholeAndParts(5),
            PlanError::Missing(2),
            PlanError::ItemTwice("b"),
            PlanError::RowTwice("sp4.offences".to_owned()),
        ],
    );
}

#[test]
fn every_fault_says_what_to_do() {
    for (fault, does) in [
        (PlanError::NothingLinked, "name the roster (crates/plan)"),
        (PlanError::RegisteredTwice(Code::sp(2)), "give one of the plugins another number"),
        (PlanError::WholeAndParts(2), "keep one of the two"),
        (PlanError::Missing(2), "line in the roster (crates/plan) missing?"),
        (PlanError::PartsDisagree(2), "give them one"),
        (PlanError::ItemTwice("a"), "`a` is registered twice, or shares its place"),
        (PlanError::RowTwice("sp2.a".to_owned()), "give one of the measures another id"),
    ] {
        assert!(fault.to_string().contains(does), "{fault}");
    }
}
