//! Slips that once passed, or were told worse than they are now.

use super::broken::Broken;

const BURGLARIES: &str = "offences/domestic-burglary,E23000021,2012/13";

#[test]
fn fewer_offences_than_none() {
    Broken::quarter()
        .row("returns/counts.csv", BURGLARIES, &format!("{BURGLARIES},-3935,final,"))
        .rejected()
        .only("returns::wrong_count", ("returns/counts.csv", "-3935"), "");
}

#[test]
fn arithmetic_in_a_binding() {
    for binding in ["4253 - 3935", "4253", "'Burglaries'", "sp12.offences.latest | upper"] {
        let paragraph = format!("There were {{{{ {binding} }}}} more.");
        let rejected = Broken::quarter().saying("sp12", &paragraph).rejected();
        assert_eq!(rejected.count("commentary::binding"), 1);
    }
}

#[test]
fn a_quotation_mark_left_open() {
    let row = format!("{BURGLARIES},3935,final,\"It is");
    let rejected = Broken::quarter().row("returns/counts.csv", BURGLARIES, &row).rejected();
    assert!(rejected.text.contains("quotation mark"), "{}", rejected.text);
    assert_eq!(rejected.all(), 1);
}

#[test]
fn a_quotation_mark_left_open_in_a_table_for_reference() {
    let name = "returns/published-quarters.csv";
    let rejected =
        Broken::quarter().replacing(name, "1259,final,", "1259,final,\"It is").rejected();
    assert!(rejected.text.contains("quotation mark"), "{}", rejected.text);
}

#[test]
fn a_link_that_leads_to_no_page() {
    for target in ["javascript:alert(1)", "file:///etc/hosts", "../secret.md", ""] {
        let paragraph = format!("See [this]({target}).");
        let rejected = Broken::quarter().saying("sp12", &paragraph).rejected();
        assert_eq!(rejected.all(), 1, "{target}");
    }
}

#[test]
fn lists_and_emphasis_too_deep_to_typeset() {
    let levels: Vec<_> = (0..60).map(|level| "   ".repeat(level) + "1. Deeper").collect();
    let deep = levels.join(
        "
",
    );
    Broken::quarter().file("narrative/sp8.md", format!("Deep:\n\n{deep}")).rejected();
    let deep = format!("{}x{}", "*a **b ".repeat(100), "** c* ".repeat(100));
    Broken::quarter().file("narrative/sp8.md", deep).rejected();
}

#[test]
fn two_explanations_of_one_figure() {
    let broken = Broken::quarter();
    let text = broken.copied.text("awaited.toml");
    let last = text.rfind("[[awaited]]").unwrap();
    let twice = format!("{text}\n{}", &text[last..]);
    broken.file("awaited.toml", twice).rejected();
}

#[test]
fn a_file_among_the_returns_that_is_no_csv() {
    for name in ["returns/extra.CSV", "returns/extra.xlsx", "returns/more/extra.csv"] {
        Broken::quarter().file(name, "series\n").rejected().only(
            "datapackage::unlisted",
            (name, ""),
            "",
        );
    }
}

#[test]
fn a_path_with_a_dot_is_the_same_path() {
    let broken = Broken::quarter().replacing(
        "returns/datapackage.json",
        "\"path\": \"counts.csv\"",
        "\"path\": \"./counts.csv\"",
    );
    assert!(broken.copied.panel("check", &[]).output().unwrap().status.success());
}

#[test]
fn a_table_with_semicolons() {
    let broken = Broken::quarter();
    let text = broken.copied.text("returns/savings.csv").replace(',', ";");
    let rejected = broken.file("returns/savings.csv", text).rejected();
    assert!(rejected.text.contains("semicolon"), "{}", rejected.text);
    assert_eq!(rejected.all(), 1);
}

#[test]
fn a_figure_for_another_period() {
    let latest = "offences/domestic-burglary,E23000021,2013-10/2014-09";
    let other = "offences/domestic-burglary,E23000021,2013-09/2014-08,4253,final,";
    let rejected = Broken::quarter().row("returns/counts.csv", latest, other).rejected();
    assert!(rejected.text.contains("returns/counts.csv:12"), "{}", rejected.text);
}

#[test]
fn a_misspelt_figure_of_a_row_that_is_at_fault_itself() {
    let rejected = Broken::quarter()
        .row("returns/counts.csv", BURGLARIES, &format!("{BURGLARIES},n/a,final,"))
        .saying("sp12", "There were {{ sp12.ofences.latest }}.")
        .rejected();
    assert!(!rejected.text.contains("is `sp11.offences.latest` meant?"), "{}", rejected.text);
}

#[test]
fn a_file_of_commentary_that_is_none() {
    let broken = Broken::quarter().without("narrative/sp8.md").file("narrative/sp8.md/x", "");
    broken.rejected().only("file::not_a_file", ("narrative/sp8.md", ""), "");
}
