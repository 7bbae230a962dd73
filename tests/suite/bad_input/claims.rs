//! Commentary that claims what the figures do not bear out.

use std::fs;

use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::contains;

use super::broken::Broken;
use crate::approval::copied;
use crate::cli::panel::{Copied, panel};
use crate::quarters::root;

/// Asserts what is told of a claim of a row, put before the commentary of burglary.
#[track_caller]
fn assert_told(row: &str, claim: &str, code: &str, words: &str) {
    let paragraph = format!("Burglary {{{{ claim(\"{row}\", \"{claim}\", \"is so\") }}}}.");
    let rejected = Broken::quarter().saying("sp12", &paragraph).rejected();
    let begins = if code == "commentary::unknown_row" { row } else { claim };
    rejected.only(code, ("narrative/sp12.md", begins), words);
}

#[test]
fn words_that_the_figures_contradict() {
    let told = "sp13.offences: 4,912 against 4,365: up 12.5%, not significantly. The words say down: correct them, or the claim";
    assert_told("sp13.offences", "down", "commentary::claim", told);
    let told = "sp17.missing: 3,804 against 5,929: down 35.8%, significantly. The words say no significant change";
    assert_told("sp17.missing", "no significant change", "commentary::claim", told);
    let told = "sp8.satisfaction: 80.6% against 82.9%: down 2.3 percentage points, where higher is better. The words say better";
    assert_told("sp8.satisfaction", "better", "commentary::claim", told);
}

#[test]
fn a_place_a_colour_and_a_state_that_are_others() {
    let told = "sp12.group_position: 7th in a group whose size is not given. The words say best 3";
    assert_told("sp12.group_position", "best 3", "commentary::claim", told);
    let told = "sp12.offences: red: No significant improvement now, and no trend projects one by the end of the plan. The words say green";
    assert_told("sp12.offences", "green", "commentary::claim", told);
    let told = "sp12.satisfaction: 88.3%, which was received. The words say awaited";
    assert_told("sp12.satisfaction", "awaited", "commentary::claim", told);
}

#[test]
fn months_where_there_are_quarters() {
    let told = "the latest 2 quarters are below the average of 1,049.8. The words say 2 consecutive months below average";
    let claim = "2 consecutive months below average";
    assert_told("sp12.spc_variance", claim, "commentary::claim", told);
}

#[test]
fn a_claim_of_a_row_that_was_not_tested_or_is_awaited() {
    let told = "no test supports it: The number of people surveyed was not given";
    let code = "commentary::nothing_to_claim";
    assert_told("sp12.satisfaction", "significantly down", code, told);
    let told = "say that it is awaited, as {{ claim(\"sp11.spc_variance\", \"awaited\") }}";
    assert_told("sp11.spc_variance", "down", code, told);
}

#[test]
fn a_claim_or_a_row_misspelt() {
    let told = "is `down` meant? a claim is one of: up, down, level, significantly up";
    assert_told("sp12.offences", "dwon", "commentary::unknown_claim", told);
    let told = "is `sp12.offences` meant?";
    assert_told("sp12.ofences", "up", "commentary::unknown_row", told);
    let told = "a claim is made of a row, and not of one figure: `sp12.offences`";
    assert_told("sp12.offences.latest", "up", "commentary::unknown_row", told);
}

#[test]
fn a_claim_that_is_not_written_as_one() {
    for claim in
        ["claim(sp12.offences, up)", "claim(“sp12.offences”, “up”)", "claim(\"sp12.offences\")"]
    {
        let rejected =
            Broken::quarter().saying("sp12", &format!("It {{{{ {claim} }}}}.")).rejected();
        let begins = format!("{{{{ {claim}");
        let remedy = if claim.contains('“') {
            "write straight quotation marks"
        } else {
            "write it as {{ claim(\"sp12.offences\", \"down\", \"has fallen\") }}"
        };
        rejected.only("commentary::binding", ("narrative/sp12.md", &begins), remedy);
    }
}

#[test]
fn a_silent_claim_without_words_beside_it() {
    let text = "It is higher.\n{{ claim(\"sp12.offences\", \"up\") }}\nThat is so.";
    Broken::quarter().saying("sp12", text).rejected().only(
        "commentary::binding",
        ("narrative/sp12.md", "{{ claim(\"sp12.offences\", \"up\") }}"),
        "put it into the line of the words that it covers",
    );
}

/// A cell of a table between its backticks.
fn quoted(cell: &str) -> &str {
    cell.trim().trim_matches('`')
}

#[test]
fn what_the_paper_of_2014_claims_and_its_figures_do_not_bear_out_is_listed() {
    let readme = fs::read_to_string(root().join("reports/2014-15-q2/README.md")).unwrap();
    let rows: Vec<Vec<_>> = readme
        .lines()
        .filter(|line| line.contains("`claim(") && line.starts_with('|'))
        .map(|line| line.trim_matches('|').split('|').collect())
        .collect();
    assert!(rows.len() >= 9, "the table was not found");
    let mut broken = Broken::quarter();
    for row in &rows {
        let section = quoted(row[0]).trim_end_matches(".md");
        broken = broken.saying(section, &format!("It is so. {{{{ {} }}}}", quoted(row[2])));
    }
    let rejected = broken.rejected();
    assert_eq!(rejected.all(), rows.len(), "{}", rejected.text);
    for row in &rows {
        let claim = quoted(row[2]).rsplit('"').nth(1).unwrap();
        let file = format!("narrative/{}", quoted(row[0]));
        let nothing = row[3].contains("no test") || row[3].contains("awaited");
        let code = if nothing { "commentary::nothing_to_claim" } else { "commentary::claim" };
        rejected.tells(code, (&file, claim), row[3].trim());
    }
}

#[test]
fn the_claims_of_the_paper_of_2014_are_those_that_its_figures_bear_out() {
    let quarter = Copied::quarter();
    let commentary = fs::read_dir(quarter.folder().join("narrative")).unwrap();
    let claims = commentary
        .map(|file| fs::read_to_string(file.unwrap().path()).unwrap().matches("{{ claim(").count());
    assert!(claims.sum::<usize>() >= 15);
    panel(&["check"]).arg(quarter.folder()).assert().code(0).stderr("");
}

#[test]
fn a_claim_of_a_withheld_row_tells_no_figure_whatever_it_claims() {
    let (_kept, folder) = copied();
    let path = folder.join("narrative/sp2.md");
    let text = fs::read_to_string(&path).unwrap();
    let mut told = Vec::new();
    for claim in ["up", "down", "significantly down", "red", "amber", "awaited"] {
        let claim = format!("It {{{{ claim(\"sp2.reoffending\", \"{claim}\", \"is so\") }}}}.");
        fs::write(&path, format!("{claim}\n\n{text}")).unwrap();
        let output = panel(&["check"]).arg(&folder).assert().code(3).get_output().stderr.clone();
        let output = String::from_utf8(output).unwrap();
        assert!(output.contains("figures of it are withheld"), "{output}");
        let remedy = output.lines().find(|line| line.contains("help:")).unwrap().to_owned();
        told.push(remedy);
    }
    told.dedup();
    let remedy = "help: write the sentence without a claim, and without saying which way it went";
    assert_eq!(told.iter().map(|one| one.trim()).collect::<Vec<_>>(), [remedy]);
}

#[test]
fn a_figure_typed_by_hand_is_a_warning_and_no_fault() {
    let quarter = Copied::quarter();
    let text = "There were 4,253 burglaries, and some 88% were satisfied.\n\n";
    let text = format!("{text}{}", quarter.text("narrative/sp12.md"));
    quarter.write("narrative/sp12.md", text);
    panel(&["check"])
        .arg(quarter.folder())
        .assert()
        .code(0)
        .stdout(contains("2 warnings, and no fault that stops the paper"))
        .stderr(
            contains("4,253, typed by hand, equals `sp12.offences.latest`")
                .and(contains("bind it with {{ sp12.offences.latest }}"))
                .and(contains("88%, typed by hand, equals `sp12.satisfaction_lowest.latest`"))
                .and(contains("narrative/sp12.md:1:12")),
        );
}
