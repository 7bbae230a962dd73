//! Markup that other programs know and that would be printed as it was typed.
//!
//! What a reader of prose may have meant is left: a price ($5), `[sic]`, a time (10:30:15), “and | or”.

use std::ops::Range;

/// Signs that begin or end markup, where a text still holds them.
const LEFTOVERS: [&str; 9] = ["**", "__", "~~", "](", "][", "[[", "]]", "{", "}"];

/// How lines begin that begin a block for other programs.
const BLOCKS: [&str; 3] = ["!!!", "???", ":::"];

/// Markup found in a text, and where.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RawMarkup {
    pub(super) span: Range<usize>,
    /// What it is, such as `a formula`; `None` where the signs themselves say it.
    pub(super) kind: Option<&'static str>,
}

/// The markup in a text, the first of each kind.
pub(super) fn find_raw(signs: &str) -> Vec<RawMarkup> {
    let named = |kind| move |span| RawMarkup { span, kind: Some(kind) };
    let mut found: Vec<_> = [
        (find_sign(signs, "$$").or_else(|| formula(signs)), "a formula"),
        (between(signs, "^", is_raised), "a raised letter"),
        (between(signs, "~", is_raised), "a lowered letter"),
        (between(signs, "==", is_marked), "a mark"),
        (between(signs, "++", is_marked), "an insertion"),
        (between(signs, "%%", |_| true), "a hidden remark"),
        (find_sign(signs, "^["), "a note"),
        (short_code(signs), "a short code"),
        (rows(signs), "a table"),
        (contents(signs), "a table of contents"),
        (task(signs), "a task"),
        (lines(signs).find_map(|line| block(signs, line)), "a block"),
        (lines(signs).find_map(|line| definition(signs, line)), "a definition"),
        (command(signs), "a command"),
    ]
    .into_iter()
    .filter_map(|(span, kind)| span.map(named(kind)))
    .collect();
    // Of one slip one thing is said.
    let leftover = LEFTOVERS.iter().filter_map(|sign| find_sign(signs, sign));
    if let Some(span) = leftover.min_by_key(|span| span.start)
        && found.is_empty()
    {
        found.push(RawMarkup { span, kind: None });
    }
    found.sort_by_key(|one| one.span.start);
    found
}

fn find_sign(signs: &str, sign: &str) -> Option<Range<usize>> {
    signs.find(sign).map(|at| at..at + sign.len())
}

/// The first text between two like marks that is `meant` as markup.
fn between(signs: &str, mark: &str, meant: fn(&str) -> bool) -> Option<Range<usize>> {
    let mut marks = signs.match_indices(mark).map(|(at, _)| at);
    let mut open = marks.next()?;
    marks.find_map(|close| {
        let span = open..close + mark.len();
        let inner = &signs[open + mark.len()..close];
        open = close;
        meant(inner).then_some(span)
    })
}

fn is_raised(inner: &str) -> bool {
    let ends = [inner.chars().next(), inner.chars().next_back()];
    let is_end = |letter: &Option<char>| letter.is_some_and(char::is_alphanumeric);
    ends.iter().all(is_end) && !inner.contains(char::is_whitespace)
}

fn is_marked(inner: &str) -> bool {
    let ends = [inner.chars().next(), inner.chars().next_back()];
    let is_end = |letter: &Option<char>| letter.is_some_and(char::is_alphanumeric);
    ends.iter().all(is_end)
}

/// What stands between two dollar signs: a price has a space, or a digit after the second.
fn formula(signs: &str) -> Option<Range<usize>> {
    let mut dollars = signs.match_indices('$').map(|(at, _)| at);
    let mut open = dollars.next()?;
    dollars.find_map(|close| {
        let span = open..close + 1;
        let inner = &signs[open + 1..close];
        open = close;
        let beside = |letter: Option<char>| letter.is_some_and(|letter| !letter.is_whitespace());
        let is_price = signs[close + 1..].starts_with(|next: char| next.is_ascii_digit());
        let is_formula = beside(inner.chars().next()) && beside(inner.chars().next_back());
        (is_formula && !is_price).then_some(span)
    })
}

/// A word between colons, such as `:smile:`.
fn short_code(signs: &str) -> Option<Range<usize>> {
    let is_part = |letter: char| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || matches!(letter, '_' | '-' | '+')
    };
    let mut colons = signs.match_indices(':').map(|(at, _)| at);
    let mut open = colons.next()?;
    colons.find_map(|close| {
        let span = open..close + 1;
        let inner = &signs[open + 1..close];
        let is_word = inner.chars().all(is_part) && inner.contains(|one: char| one.is_alphabetic());
        let beside = [signs[..open].chars().next_back(), signs[close + 1..].chars().next()];
        open = close;
        let ends_there = !beside.iter().flatten().any(|letter| letter.is_alphanumeric());
        (is_word && ends_there).then_some(span)
    })
}

/// The lines of a text, without what surrounds them.
fn lines(signs: &str) -> impl Iterator<Item = Range<usize>> {
    signs.split('\n').map(move |line| {
        let line = line.trim();
        let start = line.as_ptr().addr() - signs.as_ptr().addr();
        start..start + line.len()
    })
}

/// Rows of a table: a line within bars, or two with bars.
fn rows(signs: &str) -> Option<Range<usize>> {
    let mut first = None;
    for span in lines(signs) {
        let line = &signs[span.clone()];
        let bars = line.matches('|').count();
        if bars > 1 && (line.starts_with('|') || line.ends_with('|')) {
            return Some(span);
        }
        if bars > 0 {
            match first {
                None => first = Some(span),
                found => return found,
            }
        }
    }
    None
}

/// A block that is nothing but the sign for a table of contents.
fn contents(signs: &str) -> Option<Range<usize>> {
    let whole = signs.trim();
    let inner = whole.trim_start_matches('[').trim_end_matches(']').trim_matches('_');
    let is_contents = whole.starts_with('[')
        && whole.ends_with(']')
        && (inner.eq_ignore_ascii_case("toc") || inner.eq_ignore_ascii_case("contents"));
    is_contents.then(|| find_sign(signs, whole)).flatten()
}

/// A box to be ticked.
fn task(signs: &str) -> Option<Range<usize>> {
    let start = signs.len() - signs.trim_start().len();
    let ticked = ["[x] ", "[X] "].iter().any(|sign| signs[start..].starts_with(sign));
    let ticked = ticked.then_some(start..start + 3);
    ticked.or_else(|| find_sign(signs, "[ ]")).or_else(|| find_sign(signs, "[]"))
}

/// A line that begins a block.
fn block(signs: &str, line: Range<usize>) -> Option<Range<usize>> {
    let text = &signs[line.clone()];
    let sign = BLOCKS.iter().find(|sign| text.starts_with(**sign))?;
    let after = text[sign.len()..].trim_start_matches(['+', ' ', '{', '.']);
    let is_named = after.is_empty() || after.starts_with(|letter: char| letter.is_alphanumeric());
    is_named.then_some(line)
}

/// A definition of a link or an abbreviation that is none.
fn definition(signs: &str, line: Range<usize>) -> Option<Range<usize>> {
    let text = &signs[line.clone()];
    let is_abbreviation = text.starts_with("*[");
    let text = text.strip_prefix('*').unwrap_or(text);
    let (_, target) = text.strip_prefix('[')?.split_once("]:")?;
    let leads = ["http", "mailto:", "<", "/", "#", "www."];
    let leads = leads.iter().any(|start| target.trim_start().starts_with(start));
    (is_abbreviation || leads).then_some(line)
}

/// A command of a typesetter, such as `\newpage`.
fn command(signs: &str) -> Option<Range<usize>> {
    signs.match_indices('\\').find_map(|(at, _)| {
        let name = signs[at + 1..].bytes().take_while(u8::is_ascii_alphabetic).count();
        let before = signs[..at].chars().next_back();
        let begins = before.is_none_or(char::is_whitespace);
        (name > 1 && begins).then_some(at..at + 1 + name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, Option<&str>)> {
        find_raw(text).into_iter().map(|one| (&text[one.span], one.kind)).collect()
    }

    #[test]
    fn markup_of_other_programs_is_found() {
        for (text, span, kind) in [
            ("It is $x^2$ now.", "$x^2$", "a formula"),
            ("$$\nx\n$$", "$$", "a formula"),
            ("x^2^ and", "^2^", "a raised letter"),
            ("H~2~O", "~2~", "a lowered letter"),
            ("a ==marked\nword== b", "==marked\nword==", "a mark"),
            ("++ins++", "++ins++", "an insertion"),
            ("%% a remark %%", "%% a remark %%", "a hidden remark"),
            ("Words.^[A note.]", "^[", "a note"),
            ("Well :smile: done", ":smile:", "a short code"),
            ("a | b\nc | d", "a | b", "a table"),
            ("| a | b |", "| a | b |", "a table"),
            ("[TOC]", "[TOC]", "a table of contents"),
            ("[[_TOC_]]", "[[_TOC_]]", "a table of contents"),
            ("[ ] do it", "[ ]", "a task"),
            ("[x] done", "[x]", "a task"),
            ("!!! note", "!!! note", "a block"),
            ("::: warning", "::: warning", "a block"),
            ("*[PCC]: Commissioner", "*[PCC]: Commissioner", "a definition"),
            ("so\n[a]: https://example.org x y", "[a]: https://example.org x y", "a definition"),
            ("\\newpage", "\\newpage", "a command"),
        ] {
            let found = found(text);
            assert!(found.contains(&(span, Some(kind))), "{text}: {found:?}");
        }
        for (text, sign) in [
            ("**up", "**"),
            ("A heading {.class}", "{"),
            ("so }} it", "}"),
            ("[a](b", "]("),
            ("[[a", "[["),
        ] {
            assert_eq!(found(text), [(sign, None)], "{text}");
        }
    }

    #[test]
    fn prose_is_left_alone() {
        for text in [
            "It cost $5, and then $6 or US$7–$8.",
            "It cost $5–$6, £4 and 3€.",
            "He said [sic] that [the force] was [...] there [2014].",
            "At 10:30:15, ratio 3:2, and “so: then: now”.",
            "Yes and | or no.",
            "C++ and G++; a + b; 5 == 5; 100%; 5% of 10%.",
            "About ~5 to ~10, ~5–~10, x^2 and ^.",
            "*Provisional figures; and/or; snake_case; #12; @force; A & B.",
            "What??? Never!!! So...",
            "and\\or, D:\\Data",
            "The note [1]: see below.",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_found_is_in_the_text(text in "[a$^~=+%:{}|\\[\\]x !?\\\\5\n\u{1}é]{0,40}") {
            for one in find_raw(&text) {
                proptest::prop_assert!(text.get(one.span).is_some_and(|span| !span.is_empty()));
            }
        }
    }
}
