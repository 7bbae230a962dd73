//! `datapackage.json`, changed in place.

use panel_core::{Area, Asked};
use panel_partner_returns::{emptied, with_schemas};

const PACKAGE: &str = r#"{
  "name": "made-up",   "resources": [
    { "name": "odd", "schema": {}, "panel": { "return": "unknown" } },
    {
      "title": "Kept as it is",
      "name": "positions",
      "schema": { "fields": [], "mine": true },
      "panel": { "return": "positions" }
    }
  ]
}
"#;

fn areas() -> Vec<Area> {
    vec![Area { code: "X23000001".to_owned(), name: "Anyshire".to_owned() }]
}

#[test]
fn a_schema_is_written_and_nothing_else_is_changed() {
    let (written, changed) = with_schemas(PACKAGE, &Asked::default().tables(), &areas()).unwrap();
    assert_eq!(changed, ["positions"]);
    let (before, after) = PACKAGE.split_once("{ \"fields\": [], \"mine\": true }").unwrap();
    assert!(written.starts_with(before), "{written}");
    assert!(written.ends_with(after), "{written}");
    insta::assert_snapshot!("schema", &written[before.len()..written.len() - after.len()]);
}

#[test]
fn a_schema_as_declared_keeps_its_bytes() {
    let (written, _) = with_schemas(PACKAGE, &Asked::default().tables(), &areas()).unwrap();
    assert_eq!(
        with_schemas(&written, &Asked::default().tables(), &areas()).unwrap(),
        (written, Vec::new())
    );
}

#[test]
fn what_is_no_package_is_said() {
    for (text, said) in
        [("{", "the file cannot be read: "), ("[]", "no list of `resources`"), ("{}", "no list")]
    {
        let error =
            with_schemas(text, &Asked::default().tables(), &areas()).unwrap_err().to_string();
        assert!(error.contains(said), "{text}: {error}");
    }
}

#[test]
fn a_new_quarter_begins_without_tables_of_records_and_with_the_mark_of_the_key_file() {
    let records = r#",
    {
      "name": "reports",
      "path": "received/a-reports.csv",
      "panel": { "return": "reports", "covers": "2024-01/2024-12", "keys": "4b0d46bc" }
    }
  ]"#;
    let package = PACKAGE.replacen("\n  ]", records, 1);
    let (written, paths) = emptied(&package, "next", "Next").unwrap();
    assert_eq!(paths, [""; 0]);
    assert!(!written.contains("reports") && !written.contains("2024-01"), "{written}");
    assert!(written.contains("\"keys\": \"4b0d46bc\""), "{written}");
    // And so the quarter after it.
    let (again, _) = emptied(&written, "after", "After").unwrap();
    assert!(again.contains("\"keys\": \"4b0d46bc\""), "{again}");
}

#[test]
fn a_title_that_names_a_year_does_not_stand_over_another_quarter() {
    let titled = |title: &str| {
        let package = PACKAGE.replace("Kept as it is", title);
        emptied(&package, "next", "Next").unwrap().0
    };
    for dated in ["Places at 30 September 2014", "Fictional places of Quarter 2"] {
        let text = titled(dated);
        assert!(!text.contains(dated), "{text}");
        assert!(text.contains("Positions\""), "{text}");
        assert_eq!(text.contains("Fictional"), dated.starts_with("Fictional"), "{text}");
    }
    assert!(titled("The 10 places").contains("\"title\": \"The 10 places\""));
}
