//! Figures that were typed by hand, where a binding would have kept them true or withheld.

use std::ops::Range;

use panel_core::{Fault, Month, ScreenedRows, SourceText, code};

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

/// Warns of each number typed in the commentary of a priority that withholds figures, whatever number it
/// is: a warning that hung on the number would tell which one is withheld. Years, days, lengths of
/// time, the numbers of lists, what a row is called and the 95% of an interval are left out: they are the same
/// whatever was counted.
#[must_use]
pub fn typed_beside_withheld(commentary: &[SourceText], rows: &ScreenedRows) -> Vec<Fault> {
    let mut faults = Vec::new();
    let all_rows = rows;
    let withholding: Vec<_> =
        rows.iter().filter(|row| row.finding.evidence().is_withheld()).map(|row| &row.id).collect();
    for source in commentary {
        let of_section = withholding.iter().filter(|row| *source.path == *file_of(&row.owner));
        let rows: Vec<_> = of_section.map(|row| format!("`{row}`")).collect();
        let Some((first, others)) = rows.split_first() else { continue };
        let more = match others.len() {
            0 => String::new(),
            1 => " and 1 other row".to_owned(),
            more => format!(" and {more} other rows"),
        };
        for typed in typed_figures(&source.text) {
            let (text, span) = (&source.text, &typed.span);
            if is_of_a_date_or_list(text, span) || is_of_a_time(text, span) {
                continue;
            }
            let mut own = all_rows.iter().filter(|row| *source.path == *file_of(&row.id.owner));
            if own.any(|row| is_of_a_label(text, span, row.label)) {
                continue;
            }
            let fault = Fault::at(
                code!("commentary::withheld"),
                source,
                typed.span,
                format!("this number is typed beside figures of {first}{more} that are withheld"),
                "remove it if it reveals one of them",
            );
            faults.push(fault.as_warning());
        }
    }
    faults
}

/// Whether a number says how long something takes: “72 hours”.
fn is_of_a_time(text: &str, span: &Range<usize>) -> bool {
    const UNITS: [&str; 7] = ["second", "minute", "hour", "day", "week", "month", "year"];
    let next = text[span.end..].split_whitespace().next().unwrap_or_default();
    let next = next.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    UNITS.contains(&next.strip_suffix('s').unwrap_or(next))
}

/// Whether a number is of the words by which a row is called: “the nine key locations”.
fn is_of_a_label(text: &str, span: &Range<usize>, label: &str) -> bool {
    let next = text[span.end..].split_whitespace().next().unwrap_or_default();
    let called = format!("{} {next}", &text[span.clone()]);
    !next.is_empty() && label.contains(&called)
}

/// Whether a number is a year, the day of a month, the number of an item or the 95% of an interval.
fn is_of_a_date_or_list(text: &str, span: &Range<usize>) -> bool {
    let word = &text[span.clone()];
    let beside = |part: &str| Month::NAMES.iter().any(|month| part.contains(month));
    let next = text[span.end..].split_whitespace().next().unwrap_or_default();
    let before = text[..span.start].split_whitespace().next_back().unwrap_or_default();
    // The second half of a financial year, as in 2014/15.
    let of_a_year = before.len() == 5 && before.ends_with(['/', '-', '–']) && is_year(&before[..4]);
    // How sure an interval is, is not how many there were.
    let of_an_interval = word == "95%" && next.starts_with("interval");
    is_year(word)
        || of_a_year
        || of_an_interval
        || beside(next)
        || beside(before)
        || is_item(text, span.start, word)
}

/// The file of the section in which a name's row stands.
pub(crate) fn file_of(name: &str) -> String {
    let owner = name.split('.').next().unwrap_or_default();
    let priority = owner.trim_end_matches(|part: char| part.is_ascii_alphabetic());
    format!("narrative/{priority}.md")
}

/// A number without a separator that may be a year.
pub(crate) fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u16>().is_ok_and(|year| (1900..2100).contains(&year))
}

/// The number of an item of a list.
pub(crate) fn is_item(text: &str, start: usize, word: &str) -> bool {
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    text[line..start].trim().is_empty() && text[start + word.len()..].starts_with(['.', ')'])
}

#[cfg(test)]
mod tests {
    use panel_core::{Caution, Direction, Finding, JudgedRows};

    use super::*;
    use crate::claim::tests::{counts, row};

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

    fn describe_faults(count: i64, text: &str) -> Vec<String> {
        let mut row = row(counts(count, count), Direction::Lower);
        if let Finding::Reported { evidence, .. } = &mut row.finding {
            *evidence = evidence.clone().with_caution(Caution::Rounded);
        }
        let commentary = ["narrative/sp12.md", "narrative/sp1.md", "narrative/sp2.md"]
            .map(|path| SourceText::new(path, text));
        typed_beside_withheld(&commentary, &JudgedRows::new(vec![row]).screen(&[], &[]))
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn every_number_beside_a_withheld_figure_is_warned_of_whatever_it_is() {
        let text = "First.\n\nThere were 1,004 of them, or three.\n";
        let warned = [
            "narrative/sp12.md:3:12: commentary::withheld: this number is typed beside figures of `sp12.offences` that are withheld",
            "narrative/sp12.md:3:30: commentary::withheld: this number is typed beside figures of `sp12.offences` that are withheld",
        ];
        assert_eq!(describe_faults(1_004, text), warned);
        assert_eq!(describe_faults(3, text), warned);
    }

    #[test]
    fn a_year_a_day_and_the_number_of_an_item_are_not_warned_of() {
        assert_eq!(describe_faults(3, "1. In 2014/15, on 3 May 2014 and in May 7.\n"), [""; 0]);
        assert_eq!(describe_faults(3, "In 2014-15 there were 15.\n").len(), 1);
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
