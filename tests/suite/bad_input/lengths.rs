//! Texts that are longer than any name or paragraph: each is refused where it stands, and none is laid
//! out.

use std::collections::BTreeSet;

use panel_core::Fault;

use super::broken::Broken;

/// What is longer than everything: dots, which break nowhere, and words.
fn long_texts() -> [String; 2] {
    [".".repeat(15_000), "letters ".repeat(2_500)]
}

/// The faults of the copied quarter.
fn read(broken: &Broken) -> Vec<Fault> {
    let plan = panel_plan::linked().unwrap();
    panel_returns::read(&broken.copied.folder(), &plan.asked()).faults
}

/// The first line of each field of a TOML file that holds a text.
fn fields(text: &str) -> Vec<(String, String)> {
    let mut seen = BTreeSet::new();
    let of_line = |line: &str| {
        let (name, value) = line.split_once(" = \"")?;
        let value = value.split('"').next()?;
        seen.insert(name.to_owned()).then(|| (name.to_owned(), format!("{name} = \"{value}\"")))
    };
    text.lines().filter_map(of_line).collect()
}

#[test]
fn a_field_of_configuration_that_is_too_long_is_refused() {
    let mut tried = 0;
    for file in ["panel.toml", "../plan.toml", "awaited.toml"] {
        let whole = Broken::quarter();
        let text = whole.copied.text(file);
        for (index, (field, line)) in fields(&text).into_iter().enumerate() {
            let long = &long_texts()[index % 2];
            let broken = text.replacen(&line, &format!("{field} = \"{long}\""), 1);
            whole.copied.write(file, broken);
            let faults = read(&whole);
            let found = faults.iter().find(|fault| *fault.place.source.path == *file);
            let found = found.unwrap_or_else(|| panic!("{file} takes `{field}`: {faults:?}"));
            assert!(found.place.span.is_some(), "{found}");
            assert!(found.message.len() < 1_000, "`{field}`: {}", found.message.len());
            tried += 1;
        }
    }
    assert!(tried > 15, "{tried}");
}

#[test]
fn what_is_too_long_is_told_with_its_length_and_place() {
    let dots = ".".repeat(15_000);
    let named = format!("author = \"{dots}\"");
    Broken::quarter()
        .replacing("panel.toml", "author = \"Planning and Performance Co-ordinator\"", &named)
        .rejected()
        .only(
            "toml::too_long",
            ("panel.toml", "\"....."),
            "has 15000 letters, and 500 are the most",
        );
}

#[test]
fn a_note_or_a_resource_that_is_too_long_is_refused() {
    let package = "returns/datapackage.json";
    for long in long_texts() {
        let broken = Broken::quarter();
        let table = broken.copied.text("returns/assessments.csv");
        let line = table.lines().nth(1).unwrap().to_owned();
        let (before, _) = line.rsplit_once(',').unwrap();
        let broken = broken
            .file("returns/assessments.csv", table.replacen(&line, &format!("{before},{long}"), 1));
        let faults = read(&broken);
        let is_refused = faults.iter().any(|fault| fault.code == "returns::too_long");
        assert_eq!(is_refused, long.starts_with('.'), "words that can be broken are a note");
        let broken = Broken::quarter();
        let listed = broken.copied.text(package);
        let name = format!("\"name\": \"{}\"", long.trim());
        let broken = broken.file(package, listed.replacen("\"name\": \"counts\"", &name, 1));
        let faults = read(&broken);
        assert!(faults.iter().any(|fault| fault.code == "datapackage::too_long"), "{faults:?}");
    }
}
