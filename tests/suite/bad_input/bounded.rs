//! Inputs that are no files, and files of one byte over and over: each ends with a fault that names it,
//! at once and in few words.

use std::fs;
use std::process::Command;
use std::time::Duration;

use super::broken::Broken;

/// One file of each kind that a command reads.
const INPUTS: [&str; 6] = [
    "panel.toml",
    "../plan.toml",
    "awaited.toml",
    "returns/datapackage.json",
    "returns/counts.csv",
    "narrative/sp5.md",
];

/// A message is shorter than this, whatever it is about.
const MOST_BYTES: usize = 1 << 20;

/// Runs `check`, which must end by itself with faults of this file among others.
#[track_caller]
fn assert_refused(broken: &Broken, input: &str, what: &str) {
    let output = broken.copied.panel("check", &[]).timeout(Duration::from_mins(1)).output();
    let output = output.unwrap_or_else(|error| panic!("{input}, {what}: {error}"));
    let text = String::from_utf8_lossy(&output.stderr);
    let shown: String = text.chars().take(2_000).collect();
    assert_eq!(output.status.code(), Some(3), "{input}, {what}: {shown}");
    assert!(text.len() < MOST_BYTES, "{input}, {what}: {} bytes of messages", text.len());
    let name = input.rsplit('/').next().unwrap();
    assert!(text.contains(name), "{input}, {what}, is not named: {shown}");
}

#[test]
#[cfg(unix)]
fn an_input_that_is_not_a_plain_file_holds_nothing_up() {
    use std::os::unix::fs::symlink;

    for input in INPUTS {
        for what in ["a pipe", "a folder", "a link to a device", "a link to itself"] {
            let broken = Broken::quarter();
            let path = broken.copied.path(input);
            fs::remove_file(&path).unwrap();
            match what {
                "a pipe" => assert!(Command::new("mkfifo").arg(&path).status().unwrap().success()),
                "a folder" => fs::create_dir(&path).unwrap(),
                "a link to a device" => symlink("/dev/zero", &path).unwrap(),
                _ => symlink(&path, &path).unwrap(),
            }
            assert_refused(&broken, input, what);
        }
    }
}

#[test]
fn messages_are_short_however_a_file_repeats_itself() {
    for (index, input) in INPUTS.into_iter().enumerate() {
        // Each file is given some of them, so that every kind of reader sees zero bytes and text.
        for (number, what) in ["\0", "x", "\"", ",\n", "é", "[[a]]\n", "| a |\n"].iter().enumerate()
        {
            if number > 0 && (index + number) % 3 > 0 {
                continue;
            }
            let broken = Broken::quarter().file(input, what.repeat((1 << 19) / what.len()));
            assert_refused(&broken, input, &format!("{what:?} over and over"));
        }
    }
}
