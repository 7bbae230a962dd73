//! What every tally must keep, whatever the records say of which it counts.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use panel_core::{
    Area, Column, Counted, Counting, Decimal, FinancialYear, Holds, Month, Period, Plan, Presence,
    Quantity, RecordTable, RecordValue, Records, Source, TableRecord, Tally, Terms,
};

use super::terms;

/// Numbers that look drawn, the same for the same seed.
struct Draws(u64);

impl Draws {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end.max(1)
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

/// Every tally of the plan under so many sets of records.
pub(super) fn conform_under(cases: u64) {
    let plan: Plan = panel_plan::linked().unwrap();
    let tallies = plan.tallies();
    assert!(!tallies.is_empty(), "no figure is counted from records");
    for tally in tallies {
        for seed in 0..cases {
            if let Err(rule) = keeps_the_rules(tally, seed, terms()) {
                let tables: Vec<_> = tally.tables.iter().map(|table| table.name).collect();
                panic!("the tally of {}, seed {seed}: {rule}", tables.join(" and "));
            }
        }
    }
}

/// What the tallies of these tables count from one set of generated records.
pub(super) fn counted(tallies: &[&'static Tally], seed: u64, terms: &Terms) -> Vec<Counted> {
    counted_with(tallies, seed, terms, &BTreeMap::new())
}

/// The same with other records at some lines: by table and place in it, the seed of each.
pub(crate) fn counted_with(
    tallies: &[&'static Tally],
    seed: u64,
    terms: &Terms,
    others: &BTreeMap<(&str, usize), u64>,
) -> Vec<Counted> {
    let mut all = Records::default();
    let last = terms.quarter.last_month();
    let covers = Period::new(last.plus(-60), last).unwrap();
    let mut added = Vec::new();
    for table in tallies.iter().flat_map(|tally| tally.tables) {
        if !added.contains(&table.name) {
            added.push(table.name);
            let file = format!("returns/{}.csv", table.name).into();
            // A table holds the same whichever others are counted.
            let own = table
                .name
                .bytes()
                .fold(seed, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
            let mut records = records(table, RECORDS, &mut Draws(own));
            for ((_, place), seed) in others.iter().filter(|((name, _), _)| *name == table.name) {
                if let Some(record) = records.get_mut(*place) {
                    redraw(table, record, *seed);
                }
            }
            all.add(table, &file, covers, records);
        }
    }
    let areas = [Area { code: terms.force.area.clone(), name: terms.force.name.clone() }];
    tallies.iter().map(|tally| Counting::of(tally, &all, terms, &areas)).collect()
}

/// How many records a generated table holds, before its check leaves some out.
pub(crate) const RECORDS: usize = 120;

/// Gives a record other cells, where the table's check lets them pass. It keeps its line and its keys.
fn redraw(table: &'static RecordTable, record: &mut TableRecord, seed: u64) {
    let mut draws = Draws(seed);
    let line = usize::try_from(record.source.line).unwrap() - 2;
    let cells = table.columns.iter().map(|column| (column.name, value(column, line, &mut draws)));
    let other = TableRecord::new(record.source.clone(), cells.collect());
    if (table.check)(&other).is_empty() {
        *record = other;
    }
}

fn keeps_the_rules(tally: &'static Tally, seed: u64, terms: &Terms) -> Result<(), String> {
    let mut draws = Draws(seed);
    let shape = draws.one(&[0, 1, 7, 60, 60, 400]);
    let lines: BTreeMap<&str, Vec<TableRecord>> =
        tally.tables.iter().map(|table| (table.name, records(table, shape, &mut draws))).collect();
    // Mostly complete; some begin late or end early, so that a period of a row is not covered.
    let last = terms.quarter.last_month();
    let (early, late) = (draws.one(&[-60, -60, -9, -3]), draws.one(&[0, 0, 0, -1]));
    let covers = Period::new(last.plus(early), last.plus(late)).unwrap();
    let count = |turned: bool| {
        let mut all = Records::default();
        for table in tally.tables {
            let mut own = lines[table.name].clone();
            if turned {
                own.reverse();
            }
            all.add(table, &format!("returns/{}.csv", table.name).into(), covers, own);
        }
        let areas = [Area { code: terms.force.area.clone(), name: terms.force.name.clone() }];
        catch_unwind(AssertUnwindSafe(|| Counting::of(tally, &all, terms, &areas)))
            .map_err(|_| "never panics on well-formed records".to_owned())
    };
    let (counted, turned) = (count(false)?, count(true)?);
    if counted.figures != turned.figures || counted.nothing.len() != turned.nothing.len() {
        return Err("counts the same whatever the order of records".to_owned());
    }
    stands(tally, &counted, lines.values().map(Vec::len).sum())
}

/// The rules of what was counted, by itself.
fn stands(tally: &Tally, counted: &Counted, records: usize) -> Result<(), String> {
    let mut seen = Vec::new();
    for (kind, figure) in &counted.figures {
        let id = &figure.series;
        let declared =
            |one: &panel_core::GivenFigure| one.kind == *kind && one.series.id() == &**id;
        if !tally.gives.iter().any(declared) {
            return Err(format!("{id}: gives what it declares"));
        }
        let key = (*kind, id.clone(), figure.area.clone(), figure.period);
        if seen.contains(&key) {
            return Err(format!("{id} for {}: gives each figure once", figure.period));
        }
        seen.push(key);
        let Some(from) = &figure.counted else {
            return Err(format!("{id}: says what it was counted from"));
        };
        let left_out: usize = from.left_out.iter().map(|(_, left_out)| left_out.len()).sum();
        if from.records.len() > records || left_out > records {
            return Err(format!("{id}: names no more records than there are"));
        }
        if let Quantity::Count(count) = figure.value
            && count < 0
        {
            return Err(format!("{id}: a count is not negative"));
        }
    }
    for (_, series, why) in &counted.nothing {
        if !why.ends_with('.') {
            return Err(format!("{}: says in a sentence why there is nothing", series.id()));
        }
    }
    Ok(())
}

/// So many records that a table's own check lets pass.
fn records(table: &'static RecordTable, count: usize, draws: &mut Draws) -> Vec<TableRecord> {
    let mut records = Vec::new();
    // Where a row is named by more than a key, the same key may well be in several.
    let named_by = table.columns.iter().filter(|column| column.names_the_row).count();
    for line in 0..count {
        let line_of_key = if named_by > 1 { draws.below(30) } else { line };
        let cells = table
            .columns
            .iter()
            .map(|column| (column.name, value(column, line_of_key, draws)))
            .collect::<BTreeMap<_, _>>();
        let file = format!("returns/{}.csv", table.name).into();
        let record =
            TableRecord::new(Source { file, line: u32::try_from(line).unwrap() + 2 }, cells);
        if (table.check)(&record).is_empty() {
            records.push(record);
        }
    }
    records
}

fn value(column: &Column, line: usize, draws: &mut Draws) -> RecordValue {
    if column.presence == Presence::Optional && draws.below(4) == 0 {
        return RecordValue::Blank;
    }
    match column.holds {
        // A key that names the row is never twice the same; another one often is.
        Holds::Key if column.names_the_row => RecordValue::Text(format!("{line:016x}").into()),
        Holds::Key => RecordValue::Text(format!("{:016x}", draws.below(30)).into()),
        Holds::Day => RecordValue::Day(day(draws)),
        Holds::Moment => {
            let (hour, minute) = (draws.below(24), draws.one(&[0, 59, 30]));
            let (hour, minute) = (i8::try_from(hour).unwrap(), i8::try_from(minute).unwrap());
            RecordValue::Moment(day(draws).at(hour, minute, 0, 0))
        }
        Holds::Days => {
            let mut days: Vec<_> = (0..draws.below(6)).map(|_| day(draws)).collect();
            days.sort_unstable();
            RecordValue::Days(days)
        }
        Holds::Month => RecordValue::Month(Month::of(day(draws))),
        Holds::YesNo => RecordValue::Yes(draws.below(2) == 1),
        Holds::OneOf(names) => RecordValue::Text((*draws.one(names)).into()),
        Holds::Whole { least } => {
            RecordValue::Whole(u64::from(least) + u64::try_from(draws.below(400)).unwrap())
        }
        // Few enough that some make the sum of others.
        Holds::Decimal => RecordValue::Decimal(Decimal::new(draws.one(&[0, 1, 2, 3]), 1)),
        Holds::Period => {
            RecordValue::Period(FinancialYear::holding(Month::of(day(draws))).period())
        }
        Holds::Area => RecordValue::Text(terms().force.area.clone().into()),
        _ => RecordValue::Text("Fictional words".into()),
    }
}

/// A day of the three years that end with the quarter.
fn day(draws: &mut Draws) -> panel_core::Date {
    let last = terms().quarter.last_month();
    let month = last.plus(-i32::try_from(draws.below(36)).unwrap());
    let first = month.first_day();
    let day = i8::try_from(draws.below(28)).unwrap() + 1;
    first.with().day(day).build().unwrap()
}
