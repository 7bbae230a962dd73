//! Every linked priority and item, in plan order, checked.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use thiserror::Error;

use crate::{
    Asked, Code, Collation, Entry, FigureRelation, Item, JudgedRows, Measure, Need, Priority,
    RecordTable, Returns, Row, RowError, RowId, Tally, Terms,
};

/// A plan that is linked wrongly: a fault of the program, not of the returns.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PlanError {
    /// No plugin is linked.
    #[error("no priority is registered; does the program name the roster (crates/plan)?")]
    NothingLinked,
    /// A number was taken twice.
    #[error("strategic priority {0} is registered twice; give one of the plugins another number")]
    RegisteredTwice(Code),
    /// A priority stands both whole and in parts.
    #[error("strategic priority {0} is registered both whole and in parts; keep one of the two")]
    WholeAndParts(u8),
    /// The numbers have a hole.
    #[error(
        "strategic priority {0} is not registered, although later ones are; is its line in the roster (crates/plan) missing?"
    )]
    Missing(u8),
    /// The parts of a priority have different titles.
    #[error("the parts of strategic priority {0} have different titles; give them one")]
    PartsDisagree(u8),
    /// Two items have the same place or name.
    #[error("the item `{0}` is registered twice, or shares its place with another")]
    ItemTwice(&'static str),
    /// Two rows have the same name.
    #[error("the row {0} is registered twice; give one of the measures another id")]
    RowTwice(String),
}

/// Every linked priority and item, in plan order.
pub struct Plan {
    priorities: Vec<&'static Priority>,
    items: Vec<&'static Item>,
}

impl Plan {
    /// What the roster linked.
    ///
    /// # Errors
    /// [`PlanError`], every fault there is.
    pub fn linked() -> Result<Self, Vec<PlanError>> {
        // The linker's order is arbitrary: nothing else may iterate the registry.
        let entries: Vec<_> = inventory::iter::<Entry>().collect();
        Self::of(entries)
    }

    /// A plan of these entries, in whatever order they come.
    ///
    /// # Errors
    /// [`PlanError`], every fault there is.
    pub fn of(entries: Vec<&'static Entry>) -> Result<Self, Vec<PlanError>> {
        let (mut priorities, mut items) = (Vec::new(), Vec::new());
        for entry in entries {
            match entry {
                Entry::Priority(priority) => priorities.push(priority),
                Entry::Item(item) => items.push(item),
            }
        }
        priorities.sort_by_key(|priority| priority.code);
        items.sort_by_key(|item| (item.place, item.slug));
        let plan = Self { priorities, items };
        let faults = plan.faults();
        if faults.is_empty() { Ok(plan) } else { Err(faults) }
    }

    /// The one plugin with this id (`sp12`, or the name of an item), for its own tests: nothing
    /// else need be linked.
    #[must_use]
    pub fn alone(id: &str) -> Option<Self> {
        let (mut priorities, mut items) = (Vec::new(), Vec::new());
        for entry in inventory::iter::<Entry>() {
            match entry {
                Entry::Priority(priority) if priority.code.id() == id => priorities.push(priority),
                Entry::Item(item) if item.slug == id => items.push(item),
                Entry::Priority(_) | Entry::Item(_) => {}
            }
        }
        (priorities.len() + items.len() == 1).then_some(Self { priorities, items })
    }

    /// The plan with one priority more, as it will be once its plugin is linked.
    ///
    /// # Errors
    /// [`PlanError`], every fault there then is.
    pub fn with(&self, priority: &'static Priority) -> Result<Self, Vec<PlanError>> {
        let mut priorities = self.priorities.clone();
        priorities.push(priority);
        priorities.sort_by_key(|one| one.code);
        let plan = Self { priorities, items: self.items.clone() };
        let faults = plan.faults();
        if faults.is_empty() { Ok(plan) } else { Err(faults) }
    }

    fn faults(&self) -> Vec<PlanError> {
        if self.priorities.is_empty() {
            return vec![PlanError::NothingLinked];
        }
        let mut faults = Vec::new();
        for pair in self.priorities.windows(2) {
            let (first, second) = (pair[0], pair[1]);
            if first.code == second.code {
                faults.push(PlanError::RegisteredTwice(first.code));
            } else if first.code.number() == second.code.number() {
                if first.code.letter().is_none() {
                    faults.push(PlanError::WholeAndParts(first.code.number()));
                } else if first.title != second.title {
                    faults.push(PlanError::PartsDisagree(first.code.number()));
                }
            }
        }
        let numbers: BTreeSet<_> = self.priorities.iter().map(|one| one.code.number()).collect();
        let last = numbers.last().copied().unwrap_or_default();
        faults.extend((1..=last).filter(|n| !numbers.contains(n)).map(PlanError::Missing));
        let (mut places, mut slugs) = (BTreeSet::new(), BTreeSet::new());
        for item in &self.items {
            // Both are noted, whichever of the two is taken.
            let (place, slug) = (places.insert(item.place), slugs.insert(item.slug));
            if !place || !slug {
                faults.push(PlanError::ItemTwice(item.slug));
            }
        }
        let mut seen = BTreeSet::new();
        for (id, ..) in self.measures() {
            let name = id.to_string();
            if !seen.insert(id) {
                faults.push(PlanError::RowTwice(name));
            }
        }
        faults
    }

    /// The priorities, by number and part.
    #[must_use]
    pub fn priorities(&self) -> &[&'static Priority] {
        &self.priorities
    }

    /// The items, by place.
    #[must_use]
    pub fn items(&self) -> &[&'static Item] {
        &self.items
    }

    /// Every measure with the name of its row, and whether it stands in the dashboard.
    pub fn measures(&self) -> impl Iterator<Item = (RowId, &'static dyn Measure, bool)> {
        let of_priorities = self.priorities.iter().flat_map(|priority| {
            let shown = priority.measures.iter().map(|measure| (*measure, true));
            let of_records = priority.of_records.iter().map(|measure| (*measure, true));
            let quoted = priority.quoted.iter().map(|measure| (*measure, false));
            let all = shown.chain(of_records).chain(quoted);
            all.map(|(measure, shown)| (priority.code.id(), measure, shown))
        });
        let of_items = self.items.iter().flat_map(|item| {
            let all = item.quoted.iter().chain(item.of_records);
            all.map(|measure| (item.id.to_owned(), *measure, false))
        });
        of_priorities
            .chain(of_items)
            .map(|(owner, measure, shown)| (RowId { owner, measure: measure.id() }, measure, shown))
    }

    /// The rows that stand in the paper only where the records are returned that they are counted from.
    #[must_use]
    pub fn of_records(&self) -> BTreeSet<RowId> {
        let of_priorities = self.priorities.iter().map(|one| (one.code.id(), one.of_records));
        let of_items = self.items.iter().map(|one| (one.id.to_owned(), one.of_records));
        let all = of_priorities.chain(of_items);
        all.flat_map(|(owner, rows)| {
            rows.iter().map(move |one| RowId { owner: owner.clone(), measure: one.id() })
        })
        .collect()
    }

    /// Whether a row is one of them.
    #[must_use]
    pub fn is_of_records(&self, row: &RowId) -> bool {
        self.of_records().contains(row)
    }

    /// Every return that some row reads.
    #[must_use]
    pub fn needs(&self) -> Vec<Need> {
        self.measures().flat_map(|(_, measure, _)| measure.needs()).collect()
    }

    /// What it asks to be returned.
    #[must_use]
    pub fn asked(&self) -> Asked {
        Asked { needs: self.needs(), tallies: self.tallies(), collation: self.collation() }
    }

    /// Every way in which figures are counted from records, in the order of the plan.
    #[must_use]
    pub fn tallies(&self) -> Vec<&'static Tally> {
        let of_priorities = self.priorities.iter().flat_map(|priority| priority.tallies);
        let of_items = self.items.iter().flat_map(|item| item.tallies);
        let mut tallies: Vec<&'static Tally> = Vec::new();
        // The parts of a priority may share one.
        for tally in of_priorities.chain(of_items) {
            if tallies.iter().all(|known| !std::ptr::eq(*known, *tally)) {
                tallies.push(tally);
            }
        }
        tallies
    }

    /// What its tallies know of their figures beside each other.
    #[must_use]
    pub fn relations(&self) -> Vec<FigureRelation> {
        self.tallies().into_iter().flat_map(|tally| tally.relations).copied().collect()
    }

    /// The appendix that one of its items collates: that of the first that does.
    #[must_use]
    pub fn collation(&self) -> Option<&'static Collation> {
        self.items.iter().find_map(|item| item.collates)
    }

    /// Every table of records that some tally reads or an appendix is collated from, by name.
    #[must_use]
    pub fn record_tables(&self) -> Vec<&'static RecordTable> {
        let tables = self.tallies().into_iter().flat_map(|tally| tally.tables);
        let collated = self.collation().map(|collation| collation.table);
        let by_name: BTreeMap<_, _> =
            tables.copied().chain(collated).map(|table| (table.name, table)).collect();
        by_name.into_values().collect()
    }

    /// Judges every row; those that could not be judged come with the reason. Nothing shows them before
    /// [`JudgedRows::screen`].
    #[must_use]
    pub fn assess(&self, returns: &Returns, terms: &Terms) -> (JudgedRows, Vec<RowError>) {
        // A row of records is no row where nobody returned them.
        let of_records = self.of_records();
        let here = |(id, measure, _): &(RowId, &dyn Measure, bool)| {
            !of_records.contains(id)
                || measure.needs().iter().any(|need| returns.speaks_of(need.kind, need.series))
        };
        let measures: Vec<_> = self.measures().filter(here).collect();
        // Beside each other, and gathered in their order.
        let judged: Vec<_> = measures
            .into_par_iter()
            .map(|(id, measure, shown)| Row::judge(&id.owner, measure, shown, returns, terms))
            .collect();
        let (mut rows, mut errors) = (Vec::new(), Vec::new());
        for one in judged {
            match one {
                Ok(row) => rows.push(row),
                Err(error) => errors.push(error),
            }
        }
        (JudgedRows::new(rows), errors)
    }
}
