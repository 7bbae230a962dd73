//! `panel method`: the list, answers, and what is said of a bad input.

use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::{contains, is_empty};
use serde_json::Value;

use super::panel::panel;

/// What `panel` prints with these arguments, as JSON.
#[track_caller]
fn json(arguments: &[&str], input: &str) -> Value {
    let done = panel(arguments).write_stdin(input).assert().code(0).stderr(is_empty());
    serde_json::from_slice(&done.get_output().stdout).unwrap()
}

/// The methods, from `panel method --json`.
fn listed() -> Vec<Value> {
    let Value::Array(methods) = json(&["method", "--json"], "") else { panic!("no list") };
    methods
}

#[test]
fn the_list_has_a_line_a_method() {
    let printed = panel(&["method"]).assert().code(0).stderr(is_empty());
    let printed = String::from_utf8(printed.get_output().stdout.clone()).unwrap();
    let methods = listed();
    assert_eq!(printed.lines().count(), methods.len());
    let column = |line: &str, text: &str| line[..line.find(text).unwrap()].chars().count();
    let mut sources = Vec::new();
    for (line, method) in printed.lines().zip(&methods) {
        let [name, summary, source] =
            ["name", "summary", "source"].map(|field| method[field].as_str().unwrap());
        assert!(line.starts_with(name) && line.contains(summary) && line.ends_with(source));
        sources.push(column(line, source));
    }
    assert!(sources.windows(2).all(|pair| pair[0] == pair[1]), "not aligned: {sources:?}");
}

#[test]
fn every_method_answers_its_own_example() {
    for method in listed() {
        let name = method["name"].as_str().unwrap();
        let answer = json(&["method", name], &method["example"].to_string());
        assert!(answer.is_object(), "{name}: {answer}");
        for schema in ["input", "output"] {
            assert!(method[schema].is_object(), "{name} has no schema of its {schema}");
        }
    }
}

#[test]
fn the_input_may_be_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("input.json");
    let input = r#"{"successes": 29, "trials": 32}"#;
    std::fs::write(&file, input).unwrap();
    let answer = json(&["method", "wilson", "--input", file.to_str().unwrap()], "");
    assert_eq!(answer["estimate"], 0.90625);
    assert_eq!(json(&["method", "wilson", "--input", "-"], input), answer);

    let missing = folder.path().join("missing.json");
    let arguments = ["method", "wilson", "--input", missing.to_str().unwrap()];
    panel(&arguments).assert().code(2).stdout(is_empty()).stderr(contains("missing.json"));
}

/// A shell that hands the program over as `$0`.
#[cfg(target_os = "linux")]
fn shell(script: &str) -> assert_cmd::Command {
    let mut shell = assert_cmd::Command::new("sh");
    shell.args(["-c", script]).arg(super::panel::binary());
    shell
}

#[cfg(target_os = "linux")]
#[test]
fn a_pipe_that_is_handed_over_by_its_path_is_read() {
    let json = r#"{"successes": 29, "trials": 32}"#;
    for path in ["-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"] {
        let script = format!("printf '%s' '{json}' | \"$0\" method wilson --input {path}");
        shell(&script).assert().code(0).stderr(is_empty()).stdout(contains("0.90625"));
    }
    // As a shell does for `<(…)`.
    let script = format!(
        "printf '%s' '{json}' | {{ exec 7<&0; exec 0</dev/null; \"$0\" method wilson --input /dev/fd/7; }}"
    );
    shell(&script).assert().code(0).stderr(is_empty()).stdout(contains("0.90625"));
}

#[cfg(target_os = "linux")]
#[test]
fn what_would_be_waited_for_is_refused_with_the_way_to_hand_it_over() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for path in [pipe.to_str().unwrap(), "/dev/zero"] {
        panel(&["method", "wilson", "--input", path])
            .timeout(std::time::Duration::from_secs(20))
            .assert()
            .code(2)
            .stdout(is_empty())
            .stderr(contains("hand it over as standard input, with --input -"));
    }
}

#[test]
fn an_input_that_is_too_long_is_refused_and_not_cut() {
    const MOST: usize = 8 * 1024 * 1024;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("long");
    let object = r#"{"successes": 29, "trials": 32}"#;
    for (length, fits) in [(MOST, true), (MOST + 1, false)] {
        let input = format!("{object}{}", " ".repeat(length - object.len()));
        std::fs::write(&file, &input).unwrap();
        let by_stream = panel(&["method", "wilson"]).write_stdin(input).output().unwrap();
        let by_path = ["method", "wilson", "--input", file.to_str().unwrap()];
        for done in [by_stream, panel(&by_path).output().unwrap()] {
            let told = String::from_utf8(done.stderr).unwrap();
            assert_eq!(done.status.code(), Some(if fits { 0 } else { 2 }), "{told}");
            assert_eq!(told.contains("it has more than 8 MiB; give one JSON object"), !fits);
        }
    }
}

#[test]
fn a_method_prints_its_schemas() {
    let schemas = json(&["method", "newcombe", "--schema"], "");
    assert_eq!(schemas["input"]["required"], serde_json::json!(["first", "second"]));
    assert!(schemas["output"]["properties"]["interval"].is_object());
}

#[test]
fn a_bad_input_is_rejected_and_its_field_named() {
    for (input, told) in [
        (r#"{"successes": 33, "trials": 32}"#, "`successes`: 33 of 32 is more than all"),
        (r#"{"trials": 32}"#, "`successes`: it is missing"),
        (r#"{"successes": 29"#, "line 1, column 16"),
        ("", "the input is empty"),
    ] {
        panel(&["method", "wilson"])
            .write_stdin(input)
            .assert()
            .code(3)
            .stdout(is_empty())
            .stderr(contains(told));
    }
}

#[test]
fn an_unknown_method_is_a_fault_of_usage() {
    panel(&["method", "wilsn"])
        .assert()
        .code(2)
        .stdout(is_empty())
        .stderr(contains("is `wilson` meant?").and(contains("panel method")));
    panel(&["method", "wilsn", "--schema"]).assert().code(2).stderr(contains("wilson"));
}

#[test]
fn arguments_that_do_not_go_together_are_a_fault_of_usage() {
    for arguments in [
        &["method", "--schema"][..],
        &["method", "--input", "-"],
        &["method", "wilson", "--json"],
        &["method", "wilson", "--schema", "--input", "-"],
    ] {
        panel(arguments).assert().code(2).stdout(is_empty());
    }
}
