//! The counts of every month that was there, and the months that were not.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use panel_core::{Month, Status, StreetSeries, escape_formula};
use panel_stats::strays::stray_counts;

use crate::category::CATEGORIES;
use crate::{Category, Force, Repeats};

/// A month with half as many rows again as its neighbours, or two thirds of them, is unusual.
const FACTOR: f64 = 1.5;

/// The counts of each category in one month of one force.
pub(crate) type Month14 = [u64; CATEGORIES];

/// Street-level crime by month, force and category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreetCounts {
    pub(crate) counts: BTreeMap<(Force, Month), Month14>,
    pub(crate) forces: Vec<Force>,
    pub(crate) first: Month,
    pub(crate) last: Month,
    pub(crate) rows: u64,
    pub(crate) passed_over: u64,
    pub(crate) repeats: BTreeMap<Force, Repeats>,
}

/// A month whose rows are far fewer or far more than those of the months nearest to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnusualMonth {
    /// The month.
    pub month: Month,
    /// Its rows.
    pub rows: u64,
    /// The rows of the month in the middle of those nearest to it.
    pub usual: u64,
}

impl StreetCounts {
    /// How many crimes and incidents of `category` there were; `None` where the month is missing.
    #[must_use]
    pub fn count(&self, force: Force, month: Month, category: Category) -> Option<u64> {
        self.counts.get(&(force, month)).map(|counts| counts[category.index()])
    }

    /// How many rows of street files `force` has in `month`; `None` where the month is missing.
    #[must_use]
    pub fn rows_of(&self, force: Force, month: Month) -> Option<u64> {
        self.counts.get(&(force, month)).map(|counts| counts.iter().sum())
    }

    /// The months whose rows are far from those of their neighbours: a file may have been cut short at
    /// the end of a line, or hold its rows twice.
    #[must_use]
    pub fn unusual(&self, force: Force) -> Vec<UnusualMonth> {
        let rows: Vec<_> =
            self.months().filter_map(|month| Some((month, self.rows_of(force, month)?))).collect();
        let strays = stray_counts(&rows.iter().map(|(_, rows)| *rows).collect::<Vec<_>>(), FACTOR);
        let unusual = strays.into_iter().map(|stray| {
            let (month, of_month) = rows[stray.place];
            UnusualMonth { month, rows: of_month, usual: rows[stray.usual].1 }
        });
        unusual.collect()
    }

    /// The rows of `force` whose crime ID another row of it has.
    #[must_use]
    pub fn repeats(&self, force: Force) -> Repeats {
        let none = || Repeats { within: BTreeMap::new(), across: Some(0) };
        self.repeats.get(&force).cloned().unwrap_or_else(none)
    }

    /// How many files were read: one a force and month.
    #[must_use]
    pub fn files(&self) -> usize {
        self.counts.len()
    }

    /// How many rows were read.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// How many files were not read, being of other forces, months or kinds.
    #[must_use]
    pub fn passed_over(&self) -> u64 {
        self.passed_over
    }

    /// The forces that were asked for, in the order of their ids.
    #[must_use]
    pub fn forces(&self) -> &[Force] {
        &self.forces
    }

    /// The months that were asked for, or those from the first to the last that was found.
    pub fn months(&self) -> impl Iterator<Item = Month> + use<> {
        let first = self.first;
        (0..=first.until(self.last)).map(move |later| first.plus(later))
    }

    /// The months of `force` that no file was there for. That is not to say that nothing happened.
    pub fn missing(&self, force: Force) -> impl Iterator<Item = Month> {
        self.months().filter(move |month| !self.counts.contains_key(&(force, *month)))
    }

    /// The counts as a return of monthly counts, sorted by series, area and month.
    ///
    /// A category without a row in a month that was there is 0. A month that is missing has no line.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut text = "series,area,month,count,status,note\n".to_owned();
        let mut forces = self.forces.clone();
        forces.sort_by_key(|force| force.area());
        for category in Category::all() {
            for force in &forces {
                for month in self.months() {
                    let Some(count) = self.count(*force, month, category) else { continue };
                    let (series, area, month) = (category.series(), force.area(), month.iso());
                    // Neither series, code nor month holds a comma or a quote.
                    let _ = writeln!(text, "{series},{area},{month},{count},final,");
                }
            }
        }
        text
    }

    /// The counts of these series as a return of monthly counts: each the sum of its categories. A month that
    /// is missing has no line.
    #[must_use]
    pub fn to_return(&self, series: &[StreetSeries]) -> Vec<u8> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        // Writing to memory succeeds.
        let _ = writer.write_record(["series", "area", "month", "count", "status", "note"]);
        for one in series {
            let status = if one.is_proxy { Status::Proxy } else { Status::Final };
            let note = escape_formula(&one.note);
            let counted = || Category::all().filter(|category| one.counts(category.series()));
            for force in &self.forces {
                for month in self.months() {
                    let counts = counted().map(|category| self.count(*force, month, category));
                    let Some(count) = counts.sum::<Option<u64>>() else { continue };
                    let (month, count) = (month.iso(), count.to_string());
                    let cells = [&*one.series, force.area(), &month, &count, status.name(), &*note];
                    let _ = writer.write_record(cells);
                }
            }
        }
        writer.into_inner().unwrap_or_default()
    }
}
