//! Claims in a text: what they print, and what is told of them.

use panel_core::{Fault, SourceText};

use super::*;
use crate::{Commentary, Inline, Names, read};

/// Reads a text about a row that rose from 2,100 to 2,345.
fn commentary(text: &str) -> (Commentary, Vec<Fault>) {
    let figures = Figures::against_baseline(count(2_100), count(2_345));
    let finding = assessed(figures, Assessment::Red, Reason::SignificantlyWorse);
    let names = Names::of_rows(&[row(finding, Direction::Lower)]);
    let mut faults = Vec::new();
    let found = read(&SourceText::new("narrative/sp12.md", text), &names, &mut faults);
    (found, faults)
}

/// What is printed of a text without a fault.
#[track_caller]
fn printed(text: &str) -> String {
    let (found, faults) = commentary(text);
    assert_eq!(faults.iter().map(ToString::to_string).collect::<Vec<_>>(), [""; 0]);
    plain(&found)
}

fn plain(found: &Commentary) -> String {
    let text = |inline: &Inline| match inline {
        Inline::Text { text } => text.clone(),
        Inline::Strong { content } => format!("<{content:?}>"),
        other => format!("{other:?}"),
    };
    let paragraphs = found.paragraphs.iter();
    paragraphs
        .map(|one| one.content.iter().map(text).collect::<String>())
        .collect::<Vec<_>>()
        .join("|")
}

/// What is told of a text, with the remedies.
fn faults(text: &str) -> Vec<String> {
    commentary(text).1.iter().map(|fault| format!("{fault}; {}", fault.remedy)).collect()
}

#[test]
fn a_claim_that_holds_prints_its_words_and_nothing_else() {
    for (text, expected) in [
        (
            r#"Burglary {{ claim("sp12.offences", "up", "has risen") }}, again."#,
            "Burglary has risen, again.",
        ),
        (
            r#"Burglary has risen{{ claim("sp12.offences", "up") }}, again."#,
            "Burglary has risen, again.",
        ),
        (
            r#"Burglary has risen {{ claim("sp12.offences", "up") }} again."#,
            "Burglary has risen again.",
        ),
        (r#"{{ claim("sp12.offences", "up") }} Burglary has risen."#, "Burglary has risen."),
        (r#"Burglary has risen. {{ claim("sp12.offences", "up") }}"#, "Burglary has risen."),
        (
            r#"{{ claim("sp12.offences", "up") }} {{ claim("sp12.offences", "red") }} It is {{ sp12.offences.latest }}."#,
            "It is 2,345.",
        ),
    ] {
        assert_eq!(printed(text), expected, "{text}");
    }
}

#[test]
fn the_words_of_a_claim_are_text_and_never_markup() {
    let text = r#"It {{ claim("sp12.offences", "up", "*rose* <b>so</b> [a](b) `c` #d \e & the force's") }}."#;
    assert_eq!(printed(text), "It *rose* <b>so</b> [a](b) `c` #d \\e & the force’s.");
}

#[test]
fn a_claim_that_fails_has_its_place_and_what_the_figures_say() {
    let text = "First.\n\nBurglary {{ claim(\"sp12.offences\", \"down\", \"has fallen\") }}.\n";
    assert_eq!(
        faults(text),
        [
            "narrative/sp12.md:3:37: commentary::claim: the figures of `sp12.offences` do not bear out \
          “down”; sp12.offences: 2,345 against 2,100: up 11.7%, significantly. The words say down: \
          correct them, or the claim"
        ]
    );
    assert_eq!(plain(&commentary(text).0), "First.|Burglary has fallen [not borne out].");
    let silent = "Fewer {{ claim(\"sp12.offences\", \"down\") }} burglaries.";
    assert_eq!(plain(&commentary(silent).0), "Fewer [not borne out] burglaries.");
}

#[test]
fn every_claim_that_fails_is_told_with_what_else_is_wrong() {
    let text = "{{ claim(\"sp12.offences\", \"down\", \"a\") }} {{ claim(\"sp12.offences\", \"green\", \"b\") }} {{ sp12.offences.lates }}";
    let told = faults(text);
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[2].contains("commentary::unknown_name"), "{told:?}");
}

#[test]
fn a_row_or_a_claim_that_there_is_not_is_told_with_what_was_meant() {
    for (text, expected) in [
        (
            r#"A {{ claim("sp12.ofences", "up", "rise") }}."#,
            "1:13: commentary::unknown_row: there is no row `sp12.ofences`; is `sp12.offences` meant?",
        ),
        (
            r#"A {{ claim("sp12.offences.latest", "up", "rise") }}."#,
            "1:13: commentary::unknown_row: there is no row `sp12.offences.latest`; a claim is made of a row, and not of one figure: `sp12.offences`",
        ),
        (
            r#"A {{ claim("umbrellas", "up", "rise") }}."#,
            "1:13: commentary::unknown_row: there is no row `umbrellas`; `panel findings` lists the rows",
        ),
        (
            r#"A {{ claim("sp12.offences", "rank 3", "rise") }}."#,
            "1:30: commentary::nothing_to_claim: “rank 3” cannot be claimed of `sp12.offences`: it is not a place in a group; claim it of the row with the place, such as `sp12.group_position`",
        ),
    ] {
        assert_eq!(faults(text), [format!("narrative/sp12.md:{expected}")]);
    }
    let both = faults(r#"A {{ claim("sp12.ofences", "uo", "rise") }}."#);
    assert_eq!(both.len(), 2, "{both:?}");
    assert!(
        both[0].contains("there is no claim `uo`; is `up` meant? a claim is one of"),
        "{both:?}"
    );
}

#[test]
fn a_claim_that_cannot_be_read_shows_how_to_write_one() {
    let told = faults("It {{ claim(sp12.offences, down) }} so.");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("narrative/sp12.md:1:4: commentary::binding: this claim cannot be read; write it as {{ claim("), "{told:?}");
}

#[test]
fn a_silent_claim_stands_in_the_line_of_its_words() {
    let told = faults("Burglary has risen,\n{{ claim(\"sp12.offences\", \"up\") }}\nand more.\n");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains(":2:1: commentary::binding: this claim is in a line without words"));
    assert!(
        faults("One:\n\n- {{ claim(\"sp12.offences\", \"up\") }}\n")[0].contains("without words")
    );
}

#[test]
fn a_row_of_which_something_is_claimed_is_spoken_of() {
    let (found, _) = commentary(r#"It {{ claim("sp12.offences", "up", "rose") }}."#);
    assert_eq!(found.speaks_of("sp12.offences"), Some(true));
    assert_eq!(found.speaks_of("sp12.satisfaction"), Some(false));
}

#[test]
fn lines_stay_where_they_are() {
    let text = "One {{ claim(\"sp12.offences\", \"up\", \"rose\") }}\ntwo {{ claim(\"sp12.offences\", \"up\") }}\n\n# Three\n";
    assert!(faults(text)[0].starts_with("narrative/sp12.md:4:1: commentary::heading"));
}

proptest::proptest! {
    #[test]
    fn no_text_with_claims_is_too_strange(
        parts in proptest::collection::vec(
            proptest::sample::select(vec![
                "{{ ", " }}", "claim(", "\"sp12.offences\"", "\"up\"", "\"down\"", ", ", ")", "'", "\"",
                "é", "\n", "\n\n", "- ", "{", "}", "{%", "\\", "words", " ", "sp12.offences.latest",
            ]),
            0..24,
        )
    ) {
        let text: String = parts.concat();
        for fault in commentary(&text).1 {
            assert!(!fault.remedy.is_empty());
            if let Some(span) = fault.place.span {
                assert!(fault.place.source.text.get(span).is_some());
            }
        }
    }
}
