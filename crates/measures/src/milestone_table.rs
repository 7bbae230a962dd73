//! The milestones of a priority as records: one line each.

use panel_core::{
    Column, Contradiction, Counting, Holds, MilestoneStatus, Period, Quantity, RecordTable,
    ReturnedMilestone, TableRecord,
};

const STATES: &[&str] = &["done", "on_track", "late", "not_started"];

/// The columns of a table of milestones, of which `names` are the last parts of their series: `training`
/// of `milestone/training`.
#[must_use]
pub const fn milestone_columns(names: &'static [&'static str]) -> [Column; 6] {
    [
        Column::new("milestone", "Milestone", Holds::OneOf(names))
            .said("Which milestone of the plan.")
            .key(),
        Column::new("progress", "Progress", Holds::Words)
            .said("What was done, in a sentence, as at the end of the quarter."),
        Column::new("state", "State", Holds::OneOf(STATES))
            .said("Its state at the end of the quarter: done; on_track: expected by its date; late: not reached or not expected by its date; not_started."),
        Column::new("owner", "Owner", Holds::Words)
            .said("The role that answers for it, never the name of a person."),
        Column::new("due", "Due", Holds::Month)
            .said("The month by whose end it is to be done."),
        Column::new("evidence", "Evidence", Holds::Words)
            .said("What shows it; blank where there is nothing yet.")
            .optional(),
    ]
}

/// A table of milestones. What is done has evidence, and what has an owner has a role.
///
/// ```
/// use panel_core::{Column, GivenFigure, RecordTable, Series, Tally};
/// use panel_measures::{MILESTONE_RULE, count_milestones, milestone_columns, milestone_table};
///
/// const TRAINING: Series = Series::neither_is_better("milestone/training");
/// const COLUMNS: &[Column] = &milestone_columns(&["training"]);
/// static MILESTONES: RecordTable = milestone_table("milestones", "Milestones", COLUMNS);
/// static TALLY: Tally = Tally {
///     tables: &[&MILESTONES],
///     gives: &[GivenFigure::words(TRAINING)],
///     rule: MILESTONE_RULE,
///     relations: &[],
///     count: count_milestones,
/// };
/// assert_eq!(TALLY.tables[0].column_names()[0], "milestone");
/// ```
#[must_use]
pub const fn milestone_table(
    name: &'static str,
    title: &'static str,
    columns: &'static [Column],
) -> RecordTable {
    RecordTable::new(name, title, "Milestones at the end of the quarter, one per row.", columns)
        .checked(contradictions)
}

/// How a milestone is read, in sentences.
pub const MILESTONE_RULE: &str = "Each milestone is shown in the state that its row gives for the end of the quarter. One whose month is past must be done or late: one that is said to be on track or not started is refused.";

fn contradictions(record: &TableRecord) -> Vec<Contradiction> {
    let mut found = Vec::new();
    if record.text("state") == MilestoneStatus::Done.code() && record.is_blank("evidence") {
        found.push(Contradiction {
            column: "evidence",
            message: format!(
                "`{}` is said to be done, and nothing shows it",
                record.text("milestone")
            ),
            remedy: "name what shows it, such as the minutes that record it",
        });
    }
    let owner = record.text("owner");
    let titled = ["Mr", "Mrs", "Ms", "Miss", "Dr"].iter().any(|title| {
        owner.split_whitespace().next().map(|word| word.trim_end_matches('.')) == Some(title)
    });
    if titled || owner.contains('@') {
        found.push(Contradiction {
            column: "owner",
            // Who stands there is not repeated.
            message: format!("the owner of `{}` is a person", record.text("milestone")),
            remedy: "write the role that answers for it",
        });
    }
    found
}

/// Gives each milestone that the tally names, from its line in the tally's table, as at the end of the
/// quarter.
pub fn count_milestones(counting: &mut Counting<'_>) {
    let tally = counting.tally();
    let as_at = Period::month(counting.terms.quarter.last_month());
    let records = counting.records;
    let Some(table) = tally.tables.first().filter(|table| records.cover(table, as_at)) else {
        return;
    };
    for one in tally.gives {
        let name = one.series.id().rsplit('/').next();
        let own = records.of(table).iter().filter(|line| Some(line.text("milestone")) == name);
        let line = own.min_by_key(|line| &line.source);
        let Some((line, milestone)) = line.and_then(|line| Some((line, returned(line)?))) else {
            counting.give_nothing(one.kind, one.series, NOTHING);
            continue;
        };
        let value = Quantity::Milestone(Box::new(milestone));
        // The one line that it was read from says more than the table.
        counting.give(one.kind, one.series, as_at, value, &[line]).source = line.source.clone();
    }
}

const NOTHING: &str = "The return of milestones has no line for this one.";

fn returned(line: &TableRecord) -> Option<ReturnedMilestone> {
    Some(ReturnedMilestone {
        progress: line.text("progress").to_owned(),
        status: MilestoneStatus::coded(line.text("state"))?,
        owner: line.text("owner").to_owned(),
        due: line.month("due")?,
        evidence: (!line.is_blank("evidence")).then(|| line.text("evidence").to_owned()),
    })
}
