//! Partners, deadlines and areas with something wrong in them.

use super::broken::Broken;

const PLAN: &str = "../plan.toml";

#[test]
fn a_series_that_two_partners_return() {
    let again = "\"outcome/*\"]\n\n[[partners]]\nname = \"City";
    Broken::quarter()
        .replacing(
            PLAN,
            "returns = [\"awareness/*\"]",
            "returns = [\"awareness/*\", \"outcome/*\"]",
        )
        .rejected()
        .only("partners::two_owe", (PLAN, again), "leave each series to one partner");
}

#[test]
fn a_series_that_no_row_reads() {
    Broken::quarter()
        .replacing(PLAN, "\"treatment/re-offending\"", "\"treatment/re-ofending\"")
        .rejected()
        .only(
            "partners::unknown_series",
            (PLAN, "\"treatment/re-ofending\""),
            "is `treatment/re-offending` meant?",
        );
}

#[test]
fn records_from_which_nothing_is_counted() {
    let owes = "returns = [\"families/*\"]";
    Broken::quarter()
        .replacing(PLAN, owes, &format!("{owes}\nrecords = [\"familes\"]"))
        .rejected()
        .only("partners::records", (PLAN, "\"familes\""), "is `families` meant?");
    Broken::quarter()
        .replacing(PLAN, owes, &format!("{owes}\nrecords = [\"families\", \"families\"]"))
        .rejected()
        .only("toml::twice", (PLAN, "\"families\"]\n"), "keep one of them");
}

#[test]
fn a_deadline_of_nobody_and_one_after_the_meeting() {
    let deadlines = "[[deadlines]]\npartner = \"Leicestershire Polise\"\ndate = 2014-11-20\n\n\
                     [[deadlines]]\npartner = \"Leicestershire Police\"\ndate = 2014-12-18\n";
    let rejected = Broken::quarter().with_line("panel.toml", deadlines).rejected();
    assert_eq!(rejected.count("partners::deadline"), 2);
}

#[test]
fn two_partners_of_one_name() {
    let again = "\n[[partners]]\nname = \"Leicestershire-Police\"\nreturns = []\n";
    let rejected = Broken::quarter().with_line(PLAN, again).rejected();
    assert_eq!(rejected.count("partners::name"), 1);
}

#[test]
fn what_is_awaited_of_nobody_is_a_warning() {
    let broken = Broken::quarter().replacing(PLAN, "\"milestone/*\"", "\"milestone/training\"");
    let checked = broken.copied.panel("check", &[]).assert().code(0).get_output().stderr.clone();
    let told = String::from_utf8(checked).unwrap();
    assert!(told.contains("partners::nobody_owes") && told.contains("milestone/update"), "{told}");
}

#[test]
fn the_figure_of_england_and_wales_under_the_code_of_the_force() {
    Broken::quarter().replacing("returns/figures.csv", "K04000001", "E23000021").rejected().only(
        "returns::other_area_of_series",
        ("returns/figures.csv", "E23000021,2010-10/2014-09,16"),
        "write K04000001 if the figure is of that area",
    );
}

#[test]
fn an_area_that_the_quarter_does_not_list() {
    Broken::quarter()
        .replacing("panel.toml", "code = \"K04000001\"", "code = \"E92000001\"")
        .rejected()
        .only(
            "returns::unknown_area",
            ("returns/figures.csv", "K04000001"),
            "list it as one of the [[areas]] in panel.toml",
        );
}
