//! `panel audit-sample`: the same cases whoever draws them, and nothing written over.

use std::fs;

use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::{contains, is_empty};

use super::panel::panel;
use crate::quarters::root;

/// The arguments for the example quarter, whose audit was drawn with this seed.
fn drawn(of: &str, precision: &str, seed: &str, out: &str) -> assert_cmd::Command {
    let quarter = root().join("reports/example-anyshire");
    let mut command = panel(&["audit-sample", &quarter.to_string_lossy()]);
    command.args(["--of", of, "--precision", precision, "--seed", seed, "--out", out]);
    command
}

#[test]
fn the_audit_of_the_example_quarter_is_the_sample_that_its_seed_draws() {
    let kept = tempfile::tempdir().unwrap();
    let returned = root().join("reports/example-anyshire/returns/outcome_audit.csv");
    let returned = fs::read_to_string(returned).unwrap();
    for (of, crime_type) in
        [("sp5", "domestic-abuse"), ("sp6", "serious-sexual-offences"), ("sp7", "hate-crime")]
    {
        let out = kept.path().join(format!("{of}.csv"));
        let out = out.to_string_lossy();
        drawn(of, "10", "2025-26-q2", &out).assert().code(0).stdout(contains(crime_type));
        let sample = fs::read_to_string(&*out).unwrap();
        let filled: Vec<_> = returned
            .lines()
            .filter(|line| line.contains(&format!(",{crime_type},")))
            .map(|line| line.split(',').take(4).collect::<Vec<_>>().join(","))
            .collect();
        let blank: Vec<_> =
            sample.lines().skip(1).map(|line| line.trim_end_matches(',').to_owned()).collect();
        assert_eq!(blank, filled, "{of}");
        assert_eq!(sample.lines().next(), returned.lines().next());
    }
}

#[test]
fn a_file_that_may_hold_findings_is_left_alone() {
    let kept = tempfile::tempdir().unwrap();
    let out = kept.path().join("audit.csv");
    fs::write(&out, "findings").unwrap();
    let refused = drawn("sp6", "10", "one", &out.to_string_lossy()).assert().code(2);
    refused.stderr(contains("may hold findings"));
    assert_eq!(fs::read_to_string(&out).unwrap(), "findings");
}

#[test]
fn what_cannot_be_drawn_is_a_fault_of_usage() {
    let kept = tempfile::tempdir().unwrap();
    let out = kept.path().join("audit.csv");
    let out = out.to_string_lossy();
    for (of, precision, seed, wanted) in [
        ("sp12", "10", "one", "--of is one of sp5, sp6, sp7"),
        ("sp6", "0", "one", "a precision of 0 points cannot be asked for"),
        ("sp6", "100", "one", "a precision of 100 points cannot be asked for"),
        ("sp6", "ten", "one", "invalid value 'ten'"),
        ("sp6", "10", " ", "--seed wants some words"),
    ] {
        let refused = drawn(of, precision, seed, &out).assert().code(2);
        refused.stdout(is_empty()).stderr(contains(wanted).and(contains("panicked").not()));
    }
    assert!(!kept.path().join("audit.csv").exists());
}
