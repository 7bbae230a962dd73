//! How figures stand, whether they agree with each other, and whose codes they carry.

use std::fs;

use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::contains;

use super::broken::Broken;
use crate::approval::copied;
use crate::cli::panel::{copy_folder, panel};
use crate::quarters::root;

#[test]
fn a_revision_without_its_reason() {
    for status in ["revised", "partial", "proxy", "definition_differs"] {
        Broken::quarter()
            .row(
                "returns/counts.csv",
                "reports/missing,E23000021,2012/13",
                &format!("reports/missing,E23000021,2012/13,5929,{status},"),
            )
            .rejected()
            .tells(
                "returns::no_note",
                ("returns/counts.csv", "reports/missing,E23000021,2012/13"),
                &format!("`{status}` has no note"),
            );
    }
}

#[test]
fn a_status_of_another_kind_of_return() {
    Broken::quarter().replacing("returns/positions.csv", ",final,", ",partial,").rejected().tells(
        "returns::wrong_status",
        ("returns/positions.csv", "partial"),
        "write one of final, provisional, revised, proxy",
    );
}

#[test]
fn quarters_that_do_not_make_their_total() {
    Broken::quarter()
        .row(
            "returns/published-quarters.csv",
            "published/domestic-burglary,E23000021,2014-15 Q2",
            "published/domestic-burglary,E23000021,2014-15 Q2,849,final,",
        )
        .rejected()
        .tells(
            "returns::months_and_total",
            (
                "returns/published-rolling-totals.csv",
                "published/domestic-burglary,E23000021,2013-10/2014-09",
            ),
            "but its quarters make 4,254",
        );
}

#[test]
fn a_code_of_another_force_and_one_of_none() {
    let other = || {
        Broken::quarter().replacing(
            "panel.toml",
            "name = \"Leicestershire Police\"",
            "name = \"Derbyshire Constabulary\"",
        )
    };
    other().rejected().only(
        "toml::unknown_area",
        ("panel.toml", "\"E23000021\""),
        "the area of Derbyshire is E23000018",
    );
    Broken::quarter()
        .replacing("panel.toml", "area = \"E23000021\"", "area = \"E23000121\"")
        .rejected()
        .tells(
            "toml::unknown_area",
            ("panel.toml", "\"E23000121\""),
            "the area of Leicestershire is E23000021",
        );
}

#[test]
fn an_approval_without_board_or_day() {
    Broken::quarter()
        .replacing(
            "returns/datapackage.json",
            "\"approved_by\": null",
            "\"approval\": \"approved\"",
        )
        .rejected()
        .tells(
            "datapackage::approval",
            ("returns/datapackage.json", "\"counts.csv\""),
            "`panel returns approve` does",
        );
}

#[test]
fn an_approval_after_the_paper() {
    Broken::quarter()
        .replacing(
            "returns/datapackage.json",
            "\"approved_by\": null",
            "\"approved_by\": \"A Board\", \"approval\": \"approved\", \"approved\": \"2014-12-18\"",
        )
        .rejected()
        .tells(
            "datapackage::approval",
            ("returns/datapackage.json", "\"counts.csv\""),
            "correct `approved`",
        );
}

#[test]
fn a_last_month_that_jumps_is_a_warning_and_no_fault() {
    let (_kept, folder) = copied();
    // Three hundred more in the last month, and in the year that it is part of.
    for (file, from, to) in
        [("months.csv", "2024-12,808,", "2024-12,1108,"), ("counts.csv", ",9905,", ",10205,")]
    {
        let path = folder.join("returns").join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from));
        fs::write(&path, text.replace(from, to)).unwrap();
    }
    panel(&["check"])
        .arg(&folder)
        .assert()
        .code(0)
        .stdout(contains("1 warning, and no fault that stops the paper: "))
        .stdout(contains("No fault found").not())
        .stderr(contains("`offences/all-crime` is 1,108 in December 2024 after"));
}

#[test]
fn months_that_nobody_counted_are_warned_of_where_they_stand() {
    let (_kept, folder) = copied();
    let path = folder.join("returns/months.csv");
    let text = fs::read_to_string(&path).unwrap();
    let slipped = text.replace("2023-06,875,", "2023-06,88,").replace("2023-07,870,", "2023-07,0,");
    assert_ne!(slipped, text);
    fs::write(&path, slipped).unwrap();
    panel(&["check"])
        .arg(&folder)
        .assert()
        .code(0)
        .stdout(contains("2 warnings, and no fault that stops the paper: "))
        .stderr(contains("`offences/all-crime` is 88 for June 2023, and around 8"))
        .stderr(contains("`offences/all-crime` is 0 for July 2023, and around 8"))
        .stderr(contains("if nobody counted, leave the row out"));
}

#[test]
fn the_shipped_quarters_have_no_warning() {
    for folder in [
        "reports/2014-15-q2",
        "reports/2022-23-q2",
        "reports/example-anyshire",
        "reports/example-anyshire/2025-26-q1",
        "tests/fixtures/tiny-quarter",
    ] {
        let folder = crate::quarters::root().join(folder);
        panel(&["check"]).arg(folder).assert().code(0).stdout(contains("No fault found: "));
    }
}

/// A slip in what another force of the group counted, or in its people, moves the force's own place.
#[test]
fn a_force_that_is_far_from_the_others_of_its_group_is_warned_of() {
    let kept = tempfile::tempdir().unwrap();
    let folder = kept.path().join("example-anyshire");
    copy_folder(&root().join("reports/example-anyshire"), &folder);
    let counts = folder.join("returns/counts.csv");
    let right = fs::read_to_string(&counts).unwrap();
    for (row, wrong) in [
        ("offences/all-crime,X23000008,2024-10/2025-09,51678,", "516780"),
        ("offences/all-crime,X23000008,2024-10/2025-09,51678,", "0"),
        ("population/usual-residents,X23000005,2025-06,1036000,", "10360000"),
    ] {
        let (rest, _) = row.trim_end_matches(',').rsplit_once(',').unwrap();
        let text = right.replace(row, &format!("{rest},{wrong},"));
        assert_ne!(text, right);
        fs::write(&counts, text).unwrap();
        let output = panel(&["check"]).arg(&folder).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(told.matches("returns::unlike_group").count(), 1, "{wrong}: {told}");
        assert!(told.contains("places in the group rest on it"), "{told}");
    }
}
