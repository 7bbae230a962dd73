//! Particulars that are right by themselves and cannot be meant together.

use jiff::civil::Date;
use panel_core::{Fault, FinancialYear, ForceArea, Month, Quarter, code, plain_date};

use crate::fields::Fields;

/// A meeting so many years after its quarter has a slip in its year.
pub const MOST_YEARS_TO_MEETING: i16 = 3;

/// A plan that ends so many months after its baseline has a slip in its year.
const MOST_MONTHS_OF_PLAN: i32 = 20 * 12;

/// Notes a quarter that begins after the plan has ended, or ends before there is a baseline.
pub(crate) fn quarter_within_plan(
    panel: &Fields<'_>,
    quarter: Quarter,
    (baseline, plan_ends): (FinancialYear, Month),
    faults: &mut Vec<Fault>,
) {
    if plan_ends < quarter.last_month().plus(-2) {
        let message = format!("the plan ended with {plan_ends}, before {quarter} began");
        let remedy = "correct `quarter`, or put the plan that is in force into plan.toml";
        panel.fault(code!("toml::plan_ended"), "quarter", message, remedy.to_owned(), faults);
    }
    if quarter.last_month() <= baseline.last_month() {
        let message =
            format!("the baseline of the plan, {baseline}, was not over when {quarter} ended");
        let remedy = "correct `quarter`, or `baseline_year` in plan.toml";
        panel.fault(code!("toml::baseline_ahead"), "quarter", message, remedy.to_owned(), faults);
    }
}

/// Notes a plan that ends before its baseline, or so long after it that its year has a slip.
pub(crate) fn plan_after_baseline(
    plan: &Fields<'_>,
    baseline: FinancialYear,
    ends: Month,
    faults: &mut Vec<Fault>,
) {
    let months = baseline.last_month().until(ends);
    if !(0..=MOST_MONTHS_OF_PLAN).contains(&months) {
        let message = format!("the plan ends with {ends}, and its baseline is {baseline}");
        let remedy = "correct `ends`, or `baseline_year`";
        plan.fault(code!("toml::far_month"), "ends", message, remedy.to_owned(), faults);
    }
}

/// Notes a meeting that is before the end of its quarter, or years after it.
pub(crate) fn meeting_after_quarter(
    paper: &Fields<'_>,
    quarter: Quarter,
    meeting: Date,
    faults: &mut Vec<Fault>,
) {
    let ended = quarter.last_month().last_day();
    if meeting <= ended {
        let message = format!(
            "the meeting is on {}, before {quarter} ended on {}",
            plain_date(meeting),
            plain_date(ended)
        );
        paper.fault(code!("toml::far_day"), "date", message, "correct the day".to_owned(), faults);
    }
    if meeting.year() - ended.year() > MOST_YEARS_TO_MEETING {
        let message = format!("the meeting is on {}, years after {quarter}", plain_date(meeting));
        paper.fault(code!("toml::far_day"), "date", message, "correct the year".to_owned(), faults);
    }
}

/// Notes an area that is the force's by its code or its name alone, and a member of the group that has no name.
pub(crate) fn check_areas(
    panel: &Fields<'_>,
    areas: &[(String, String)],
    (force, own): (&str, &str),
    members: &[String],
    faults: &mut Vec<Fault>,
) {
    for (code, name) in areas {
        if (code == own) != (name == force) {
            let message = format!(
                "`{code}` is called {name} in [[areas]], and the force's own area, `{own}`, {force}"
            );
            let remedy = "give the force's area one name and one code".to_owned();
            panel.fault(code!("toml::own_area"), "areas", message, remedy, faults);
        }
    }
    if let [only] = members {
        let message = format!("a group of one, `{only}`, compares the force with nobody");
        let remedy = "add its other members, or leave `members` out".to_owned();
        panel.fault(code!("toml::group_of_one"), "comparison_group", message, remedy, faults);
    }
    let is_named = |code: &str| {
        code == own
            || areas.iter().any(|(listed, _)| listed == code)
            || ForceArea::of_code(code).is_some()
    };
    for member in members.iter().filter(|code| !is_named(code)) {
        let message = format!("nothing says what the member `{member}` of the group is called");
        let remedy = format!("add an [[areas]] with code = \"{member}\" and its name");
        panel.fault(code!("toml::unnamed_member"), "comparison_group", message, remedy, faults);
    }
}
