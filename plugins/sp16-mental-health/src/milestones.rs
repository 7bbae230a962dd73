//! The milestones as records: progress, state, owner, date and evidence of each.

use panel_core::{Column, GivenFigure, RecordTable, Series, Tally};
use panel_measures::{MILESTONE_RULE, count_milestones, milestone_columns, milestone_table};

pub(crate) const CONVEYANCING: Series = Series::neither_is_better("milestone/conveyancing");
pub(crate) const TRAINING: Series = Series::neither_is_better("milestone/training");
pub(crate) const POLICIES: Series = Series::neither_is_better("milestone/policies");
pub(crate) const UPDATE: Series = Series::neither_is_better("milestone/update");

const COLUMNS: &[Column] = &milestone_columns(&["conveyancing", "training", "policies", "update"]);

static TABLE: RecordTable =
    milestone_table("mental_health_milestones", "Mental health milestones", COLUMNS);

/// Each milestone, from its line.
pub(crate) static MILESTONES: Tally = Tally {
    tables: &[&TABLE],
    gives: &[
        GivenFigure::words(CONVEYANCING),
        GivenFigure::words(TRAINING),
        GivenFigure::words(POLICIES),
        GivenFigure::words(UPDATE),
    ],
    rule: MILESTONE_RULE,
    relations: &[],
    count: count_milestones,
};

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "milestone,progress,state,owner,due,evidence\n";

    #[test]
    fn each_milestone_is_read_from_its_own_line() {
        let text = format!(
            "{HEAD}training,Two thirds of the staff,on_track,Head of Training,2025-03,\nupdate,Given,done,Partnership Manager,2024-12,Minutes of December\n"
        );
        let counted = panel_testkit::counted(&MILESTONES, "2024-25 Q3", &[(&TABLE, &text)]);
        let figures = counted
            .figures
            .iter()
            .map(|(_, one)| format!("{} at {}, {}", one.series, one.source, one.value));
        assert_eq!(
            figures.collect::<Vec<_>>(),
            [
                "milestone/training at returns/mental_health_milestones.csv:2, On track: Two thirds of the staff. Due March 2025. Owner: Head of Training.",
                "milestone/update at returns/mental_health_milestones.csv:3, Done: Given. Due December 2024. Owner: Partnership Manager. Evidence: Minutes of December.",
            ]
        );
        let missing: Vec<_> = counted.nothing.iter().map(|(_, series, _)| series.id()).collect();
        assert_eq!(missing, ["milestone/conveyancing", "milestone/policies"]);
    }

    #[test]
    fn a_table_of_another_month_gives_nothing() {
        let text = format!("{HEAD}update,Given,late,Partnership Manager,2024-10,\n");
        let tables: &[(&'static RecordTable, &str)] = &[(&TABLE, &text)];
        for (covers, figures) in [("2024-11", 0), ("2024-12", 1), ("2025-01", 0)] {
            let covers = covers.parse().unwrap();
            let counted = panel_testkit::counted_within(&MILESTONES, "2024-25 Q3", covers, tables);
            assert_eq!(counted.figures.len(), figures, "{covers}");
        }
    }

    #[test]
    fn what_cannot_be_a_milestone_is_refused() {
        let faults = |line: &str| -> Vec<String> {
            let told = panel_testkit::record_faults(&TABLE, &format!("{HEAD}{line}\n"));
            told.iter()
                .filter_map(|fault| fault.splitn(3, ": ").nth(2))
                .map(str::to_owned)
                .collect()
        };
        for (line, fault) in [
            (
                "parking,Begun,on_track,Partnership Manager,2025-03,",
                "`parking` is not known in `milestone`",
            ),
            (
                "update,Given,on track,Partnership Manager,2025-03,",
                "`on track` is not known in `state`",
            ),
            ("update,Given,late,,2025-03,", "`owner` is empty"),
            (
                "update,Given,done,Partnership Manager,2025-03,",
                "`update` is said to be done, and nothing shows it",
            ),
            ("update,Given,late,Ms A,2025-03,", "the owner of `update` is a person"),
            ("update,Given,late,Dr. A,2025-03,", "the owner of `update` is a person"),
            ("update,Given,late,a@example.org,2025-03,", "the owner of `update` is a person"),
        ] {
            assert_eq!(faults(line), [fault]);
        }
        assert!(faults("update,Given,late,Drug Policy Officer,2025-03,").is_empty());
        assert_eq!(faults("update,Given,late,Partnership Manager,soon,").len(), 1);
    }
}
