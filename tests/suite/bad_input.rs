//! What is handed in wrongly: every fault at once, each with its place and a remedy; an earlier paper
//! stays as it was, and nothing else is written.

mod bounded;
mod broken;
mod claims;
mod commentary;
mod configuration;
mod lengths;
mod once_passed;
mod partners;
mod printed;
mod properties;
mod returns;
mod states;
mod together;
mod wording;

use broken::Broken;

#[test]
fn ten_faults_in_ten_files_are_told_in_one_run() {
    let rejected = Broken::quarter()
        .replacing("returns/counts.csv", "2012/13,3935,", "2012/13,n/a,")
        .replacing("returns/surveys.csv", ",,65,37.5,impossible", ",,65,37.5,final")
        .replacing("returns/positions.csv", "2014-09,3,", "2014-09,third,")
        .replacing("returns/savings.csv", "2014-09,7.8,", "2014-09,7.9,")
        .replacing("returns/figures.csv", "million_pounds", "pounds")
        .file("returns/extra.csv", "series\n")
        .replacing("panel.toml", "fictional = false", "fictional = false\nregion = \"East\"")
        .with_line(
            "awaited.toml",
            "\n[[awaited]]\nseries = \"x\"\nreturn = \"y\"\nwhy = \"z\"\nfrom = \"a\"",
        )
        .saying("sp5", "There were {{ sp5.satisfacton.latest }}.")
        .saying("sp8", "# A heading")
        .without("narrative/sp3.md")
        .file("narrative/sp21.md", "No section.\n")
        .rejected();
    for (code, place) in [
        ("returns::wrong_count", ("returns/counts.csv", "n/a")),
        ("returns::impossible_share", ("returns/surveys.csv", "37.5")),
        ("returns::wrong_count", ("returns/positions.csv", "third")),
        ("returns::parts_and_total", ("returns/savings.csv", "savings/required")),
        ("returns::wrong_unit", ("returns/figures.csv", "pounds")),
        ("datapackage::unlisted", ("returns/extra.csv", "")),
        ("toml::unknown", ("panel.toml", "region")),
        ("commentary::unknown_name", ("narrative/sp5.md", "sp5.satisfacton")),
        ("commentary::heading", ("narrative/sp8.md", "# A heading")),
        ("commentary::missing", ("narrative/sp3.md", "")),
        ("commentary::no_such_section", ("narrative/sp21.md", "")),
    ] {
        rejected.tells(code, place, "");
    }
    assert_eq!(rejected.count("awaited::unknown_return"), 1);
    assert!(rejected.text.trim_end().ends_with("in 12 files; nothing was written"));
}

#[test]
fn faults_of_configuration_and_commentary_at_once() {
    let rejected = Broken::quarter()
        .replacing("panel.toml", "area = \"E23000021\"", "area = 23")
        .saying("sp8", "# A heading")
        .without("narrative/sp3.md")
        .rejected();
    assert_eq!(rejected.count("commentary::heading"), 1);
    assert_eq!(rejected.count("commentary::missing"), 1);
}

#[test]
fn check_tells_what_paper_tells() {
    let broken = Broken::quarter()
        .replacing("returns/counts.csv", "2012/13,3935,", "2012/13,n/a,")
        .saying("sp8", "# A heading");
    let checked = broken.copied.panel("check", &[]).assert().code(3).get_output().stderr.clone();
    let explained = broken.copied.panel("explain", &["sp12.offences"]).assert().code(3);
    let explained = String::from_utf8(explained.get_output().stderr.clone()).unwrap();
    let rejected = broken.rejected();
    let of_paper = rejected.text.replace("; nothing was written", "");
    assert_eq!(of_paper, String::from_utf8(checked).unwrap());
    // The row is not to blame for what was written of another.
    assert!(explained.contains("returns/counts.csv") && !explained.contains("narrative/"));
    assert!(explained.ends_with("1 fault in 1 file\n"), "{explained}");
}
