//! No text of a table is a formula, and each is read back as it was.

use panel_core::{escape_formula, unescape_formula};
use proptest::prelude::*;

#[test]
fn a_text_that_a_spreadsheet_could_run_has_an_apostrophe() {
    for text in [
        "=1+1",
        "+44 116",
        "-2+3 of five",
        "@SUM(A1:A9)",
        "\t=1",
        "\tx",
        "\rx",
        "  =1",
        "\u{a0}=1",
        "\u{feff}\u{2003}=1",
        "＝1",
        "'=1",
        "' =1",
    ] {
        assert_eq!(escape_formula(text), format!("'{text}"), "{text:?}");
    }
    for text in ["", "'", "1=1", "'tis done", " plain", "a-b", "\u{2013} none"] {
        assert_eq!(escape_formula(text), text);
        assert_eq!(unescape_formula(text), text);
    }
}

proptest! {
    #[test]
    fn every_text_reads_back(text in "['=+@\t\r\n \u{a0}-]{0,4}.{0,9}") {
        let written = escape_formula(&text);
        prop_assert_eq!(unescape_formula(&written), &*text);
        let first = written.trim_start().chars().next().unwrap_or('x');
        prop_assert!(!['=', '+', '-', '@', '＝', '＋', '－', '＠'].contains(&first), "{written:?}");
        prop_assert!(!written.starts_with(['\t', '\r', '\n']));
    }
}
