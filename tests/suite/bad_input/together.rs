//! Particulars that are right by themselves and cannot be meant together.

use std::fs;

use predicates::str::contains;

use super::broken::Broken;
use crate::approval::copied;
use crate::cli::panel::panel;

const PLAN: &str = "../plan.toml";
const PANEL: &str = "panel.toml";

#[test]
fn a_plan_that_ended_before_its_quarter() {
    Broken::quarter().replacing(PLAN, "ends = \"2017-03\"", "ends = \"2014-06\"").rejected().tells(
        "toml::plan_ended",
        (PANEL, "\"2014-15 Q2\""),
        "correct `quarter`, or put the plan that is in force into plan.toml",
    );
}

#[test]
fn a_meeting_before_its_quarter_ended_or_years_after_it() {
    for (day, remedy) in [("9999-12-17", "correct the year"), ("2014-08-17", "correct the day")] {
        Broken::quarter()
            .replacing(PANEL, "date = 2014-12-17", &format!("date = {day}"))
            .rejected()
            .tells("toml::far_day", (PANEL, day), remedy);
    }
}

#[test]
fn a_plan_whose_baseline_is_to_come_or_whose_end_is_far() {
    Broken::quarter()
        .replacing(PLAN, "baseline_year = \"2012/13\"", "baseline_year = \"2015/16\"")
        .rejected()
        .tells(
            "toml::baseline_ahead",
            (PANEL, "\"2014-15 Q2\""),
            "or `baseline_year` in plan.toml",
        );
    for ends in ["2099-03", "2012-03"] {
        Broken::quarter()
            .replacing(PLAN, "ends = \"2017-03\"", &format!("ends = \"{ends}\""))
            .rejected()
            .tells("toml::far_month", (PLAN, &format!("\"{ends}\"")), "correct `ends`");
    }
}

#[test]
fn a_group_of_one() {
    let group = "members = [\"E23000021\"]\nname = \"most similar group of forces\"";
    let rejected = Broken::quarter()
        .replacing(PANEL, "name = \"most similar group of forces\"", group)
        .rejected();
    assert_eq!(rejected.count("toml::group_of_one"), 1, "{}", rejected.text);
}

#[test]
fn markup_in_what_is_printed_as_it_is() {
    for sign in ["{{ plan.end }}", "**bold**", "~~no~~", "[x](https://example.org)"] {
        let rejected = Broken::quarter()
            .replacing(PANEL, "author = \"", &format!("author = \"{sign} "))
            .rejected();
        assert_eq!(rejected.count("toml::markup"), 1, "{}", rejected.text);
    }
}

#[test]
fn a_change_of_recording_after_the_plan() {
    let change = "\n[[recording_changes]]\nseries = \"offences/domestic-burglary\"\nfrom = \"2090-10\"\nwhy = \"Counted anew.\"\n";
    Broken::quarter().with_line(PLAN, change).rejected().only(
        "toml::far_month",
        (PLAN, "\"2090-10\""),
        "correct the month",
    );
}

#[test]
fn areas_that_share_a_name_or_bear_another() {
    let area =
        |code: &str, name: &str| format!("\n[[areas]]\ncode = \"{code}\"\nname = \"{name}\"\n");
    let twice = format!("{}{}", area("E06000016", "Leicester"), area("E06000017", "leicester "));
    let rejected = Broken::quarter().with_line(PANEL, &twice).rejected();
    assert_eq!(rejected.count("toml::twice"), 1);
    for (code, name) in [("E23000021", "Derbyshire"), ("E06000016", "Leicestershire Police")] {
        let rejected = Broken::quarter().with_line(PANEL, &area(code, name)).rejected();
        assert_eq!(rejected.count("toml::own_area"), 1, "{code} {name}");
    }
}

#[test]
fn a_member_of_the_group_without_a_name() {
    let (_kept, folder) = copied();
    let particulars = folder.join(PANEL);
    let text = fs::read_to_string(&particulars).unwrap();
    let unnamed = text.replace("code = \"X23000002\"", "code = \"X23000022\"");
    assert_ne!(text, unnamed);
    fs::write(particulars, unnamed).unwrap();
    panel(&["check"])
        .arg(&folder)
        .assert()
        .code(3)
        .stderr(contains("nothing says what the member `X23000002` of the group is called"))
        .stderr(contains("add an [[areas]] with code = \"X23000002\" and its name"));
}

#[test]
fn a_paper_in_the_background_that_is_nothing() {
    Broken::quarter()
        .replacing(PANEL, "background_papers = []", "background_papers = [\"\"]")
        .rejected()
        .only("toml::empty", (PANEL, "\"\"]"), "say what it is, or take it away");
}

#[test]
fn commentary_that_another_program_wrote() {
    for name in ["narrative/sp9.docx", "narrative/Burglary.TXT", "narrative/a.pdf"] {
        let rejected = Broken::quarter().file(name, b"PK").rejected();
        rejected.only(
            "commentary::not_markdown",
            (name, ""),
            "put its text into the Markdown file",
        );
    }
}

#[test]
fn a_total_that_is_not_the_sum_of_its_declared_parts() {
    let sums = "\n[[disclosure]]\nseries = [\"reports/*\"]\n[[disclosure.sums]]\ntotal = \"reports/missing\"\nparts = [\"reports/absent\", \"reports/key-locations\"]\n";
    let counts = |absent: u32, places: u32| {
        let broken = Broken::quarter();
        let row = |(series, count)| format!("reports/{series},E23000021,2010/11,{count},final,");
        let rows = [("missing", 900), ("absent", absent), ("key-locations", places)].map(row);
        let rows = rows.join("\n");
        let text = broken.copied.text("returns/counts.csv");
        broken.copied.write("returns/counts.csv", format!("{}\n{rows}\n", text.trim_end()));
        let plan = format!("{}{sums}", broken.copied.text(PLAN));
        broken.copied.write(PLAN, plan);
        let output = broken.copied.panel("check", &[]).output().unwrap();
        String::from_utf8(output.stderr).unwrap()
    };
    let differs = "the parts of `reports/missing` do not make it for 2010/11";
    assert!(counts(700, 300).contains(differs));
    assert!(!counts(600, 300).contains(differs), "they make it");
    // Beside a part that is withheld nothing is told.
    assert!(!counts(3, 300).contains(differs));
}

#[test]
fn a_day_with_a_time() {
    Broken::quarter()
        .replacing(PANEL, "date = 2014-12-17", "date = 2014-12-17T10:00:00")
        .rejected()
        .tells("toml::wrong_type", (PANEL, "2014-12-17T10:00:00"), "write a day by itself");
}

#[test]
fn an_action_that_is_due_in_another_century_or_given_twice() {
    let action = |due: &str| {
        format!(
            "[[actions]]\nrow = \"sp9.offences\"\naction = \"Mark property.\"\nowner = \"Head of Crime\"\ndue = \"{due}\"\n"
        )
    };
    let with = |actions: String| {
        let broken = Broken::quarter();
        let text = broken.copied.text("narrative/sp9.md");
        broken.copied.write("narrative/sp9.md", format!("+++\n{actions}+++\n{text}"));
        broken.rejected()
    };
    for day in ["1925-01-31", "2012-06-30", "2030-01-31"] {
        let far = with(action(day));
        assert_eq!(far.count("commentary::far_day"), 1, "{}", far.text);
    }
    let twice = with(format!("{}{}", action("2015-01-31"), action("2015-01-31")));
    assert_eq!(twice.count("commentary::twice"), 1, "{}", twice.text);
}
