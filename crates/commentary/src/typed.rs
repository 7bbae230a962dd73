//! Figures that were typed by hand, where a binding would have kept them true or withheld.

use std::ops::Range;

use panel_core::{Fault, SourceText, Withheld};

use crate::claim::ClaimBinding;

/// Numbers as they are written out, from nought.
const WORDS: [&str; 11] =
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// A number that stands in the text itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TypedFigure {
    /// As digits: `1234`, `37.5%`.
    pub(crate) figure: String,
    /// Where it stands in the file.
    pub(crate) span: Range<usize>,
}

/// Every number of the text, in digits or in words, bindings left out.
pub(crate) fn typed_figures(text: &str) -> Vec<TypedFigure> {
    let mut figures = Vec::new();
    for (start, word) in words(text) {
        let inner = word.trim_matches(|sign: char| !sign.is_alphanumeric() && sign != '%');
        let from = start + (inner.as_ptr().addr() - word.as_ptr().addr());
        let figure = match WORDS.iter().position(|known| inner.eq_ignore_ascii_case(known)) {
            Some(number) => number.to_string(),
            None => inner.replace(',', ""),
        };
        let number = figure.strip_suffix('%').unwrap_or(&figure);
        if number.parse::<f64>().is_ok_and(f64::is_finite) {
            figures.push(TypedFigure { figure, span: from..from + inner.len() });
        }
    }
    figures
}

/// The parts of a text that are typed: all but what stands between `{{` and `}}`, of which only the
/// words that a claim prints are.
pub(crate) fn typed_parts(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut rest = 0..text.len();
    while let Some(open) = text[rest.clone()].find("{{").map(|at| rest.start + at) {
        found.push(rest.start..open);
        let close = text[open..].find("}}").map(|at| open + at);
        let claim = close.and_then(|close| ClaimBinding::read(text, open + 2..close));
        found.extend(claim.and_then(|claim| claim.printed));
        rest.start = close.map_or(text.len(), |close| close + 2);
    }
    found.push(rest);
    found
}

/// The words of what is typed in a text, each with where it begins.
fn words(text: &str) -> Vec<(usize, &str)> {
    let parted = |span: Range<usize>| {
        let part = &text[span.clone()];
        part.split(|sign: char| sign.is_whitespace() || matches!(sign, '-' | '–' | '—' | '/'))
            .map(move |word| (span.start + (word.as_ptr().addr() - part.as_ptr().addr()), word))
            .filter(|(_, word)| !word.is_empty())
            .collect::<Vec<_>>()
    };
    typed_parts(text).into_iter().flat_map(parted).collect()
}

/// Warns of each figure typed in a priority's commentary that a row of it withholds.
#[must_use]
pub fn withheld_and_typed(commentary: &[SourceText], withheld: &[Withheld]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for source in commentary {
        let of_section = withheld.iter().filter(|one| {
            let priority = one.row.owner.trim_end_matches(|part: char| part.is_ascii_alphabetic());
            *source.path == *format!("narrative/{priority}.md")
        });
        let hidden: Vec<_> = of_section.map(|one| (one, one.figure.replace(',', ""))).collect();
        for typed in typed_figures(&source.text) {
            let Some((one, _)) = hidden.iter().find(|(_, figure)| *figure == typed.figure) else {
                continue;
            };
            faults.push(
                Fault::at(
                    "commentary::withheld",
                    source,
                    typed.span,
                    format!("this is the figure that `{}` withholds, if it is meant", one.row),
                    "write the sentence without the figure; leave it where something else is meant",
                )
                .as_warning(),
            );
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use panel_core::RowId;

    use super::*;

    fn figures(text: &str) -> Vec<(String, &str)> {
        let typed = typed_figures(text).into_iter();
        typed.map(|one| (one.figure, &text[one.span])).collect()
    }

    #[test]
    fn numbers_are_found_in_digits_and_in_words_and_never_within_a_binding() {
        let text = "Four of 1,234 (37.5%) {{ sp2.offending.latest }} said 3, and “7”; A4 is none.";
        let found = figures(text);
        let expected =
            [("4", "Four"), ("1234", "1,234"), ("37.5%", "37.5%"), ("3", "3"), ("7", "7")];
        assert_eq!(found, expected.map(|(figure, text)| (figure.to_owned(), text)));
        assert_eq!(figures("{{ 5"), []);
        assert_eq!(
            figures("inf nan 2014-15"),
            [("2014".to_owned(), "2014"), ("15".to_owned(), "15")]
        );
    }

    #[test]
    fn the_words_that_a_claim_prints_are_typed_and_its_other_parts_are_not() {
        let text = r#"It {{ claim("sp2.offending", "best 3", "fell to 7, or 1,234") }} by 4."#;
        let found: Vec<_> = figures(text).into_iter().map(|(figure, _)| figure).collect();
        assert_eq!(found, ["7", "1234", "4"]);
    }

    #[test]
    fn only_the_commentary_of_the_priority_is_warned_of() {
        let row = RowId { owner: "sp2".to_owned(), measure: "offending" };
        let withheld = [Withheld { row, figure: "1,004".to_owned() }];
        let commentary = ["narrative/sp2.md", "narrative/sp20.md", "narrative/sp12.md"]
            .map(|path| SourceText::new(path, "First.\n\nThere were 1,004 of them.\n"));
        let told: Vec<_> =
            withheld_and_typed(&commentary, &withheld).iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "narrative/sp2.md:3:12: commentary::withheld: this is the figure that `sp2.offending` withholds, if it is meant"
            ]
        );
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_too_strange(text in "\\PC*") {
            for typed in typed_figures(&text) {
                assert!(text.get(typed.span).is_some());
            }
        }

        #[test]
        fn no_braces_are_too_strange(text in "[{} 0-9,.%é-]{0,40}") {
            for typed in typed_figures(&text) {
                assert!(text.get(typed.span).is_some());
            }
        }
    }
}
