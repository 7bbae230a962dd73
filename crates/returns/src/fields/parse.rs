//! The syntax of a TOML file.

use std::ops::Range;

use panel_core::{Fault, Slip, SourceText, code, read_toml_error};
use toml::Spanned;
use toml::de::DeTable;

/// Parses `source`, noting every fault of syntax.
pub(crate) fn parse<'a>(
    source: &'a SourceText,
    faults: &mut Vec<Fault>,
) -> Option<Spanned<DeTable<'a>>> {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let broken = !errors.is_empty();
    if errors.len() > 1
        && let Some(list) =
            errors[0].span().and_then(|span| find_open_list(&source.text, span.start))
    {
        // All that follows is read as if it were in the list.
        let (what, remedy) = ("this list is not closed", "close it with ]");
        faults.push(Fault::at(code!("toml::syntax"), source, list, what, remedy));
        return None;
    }
    for error in errors {
        let span = error.span().unwrap_or(0..source.text.len().min(1));
        let Slip { what, remedy } = read_toml_error(error.message());
        faults.push(Fault::at(code!("toml::syntax"), source, span, what, remedy));
    }
    (!broken).then_some(table)
}

/// The line before `end` in which a list was opened that is not closed before it.
fn find_open_list(text: &str, end: usize) -> Option<Range<usize>> {
    let before = text.get(..end)?;
    let opens = |at: &usize| before[..*at].trim_end().ends_with('=');
    let open = before.rmatch_indices('[').map(|(at, _)| at).find(opens)?;
    let is_closed = before[open..].lines().any(|line| {
        let line = line.split('#').next().unwrap_or_default();
        line.contains(']') && !line.trim_start().starts_with('[')
    });
    let start = before[..open].rfind('\n').map_or(0, |at| at + 1);
    let length = text[start..].lines().next().map_or(0, str::len);
    (!is_closed).then_some(start..start + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_is_not_closed_is_one_fault_where_it_was_opened() {
        let text = "a = 1\nlist=[\n  \"x\",\n\n[table]\nname = \"b\"\nother = [1, 2]\n";
        let mut faults = Vec::new();
        assert!(parse(&SourceText::new("panel.toml", text), &mut faults).is_none());
        let told: Vec<_> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(told, ["panel.toml:2:1: toml::syntax: this list is not closed"]);
    }

    /// What the library says is nowhere told: not by its words, nor by the name of the format.
    #[test]
    fn slips_of_syntax_are_told_in_plain_english() {
        let (mut found, mut expected) = (Vec::new(), Vec::new());
        let missing = "a value is missing here, or its text is not in quotation marks";
        let nameless = "this line has not a name, = and a value";
        for (text, place, told) in [
            ("a = 1\na = 2", "2:1", "this name has a value already"),
            ("name = Plan", "1:8", missing),
            ("name = \"Plan", "1:13", "this text is not closed in its line"),
            ("[tests", "1:7", "the head of this table is not closed"),
            ("a = [1, 2", "1:10", "this list cannot be read"),
            ("a = [1 2]", "1:6", missing),
            ("a = \"D:\\Data\"", "1:9", "what follows a backslash cannot be read"),
            ("a = 01", "1:5", "this number cannot be read"),
            ("a = 2014-13-45", "1:5", "this is not a day of the calendar"),
            ("a", "1:2", nameless),
            ("a =", "1:4", missing),
            ("a = 1 b = 2", "1:9", nameless),
            ("a = { b = 1", "1:12", "what is in braces cannot be read"),
            ("= 1", "1:1", nameless),
        ] {
            let mut faults = Vec::new();
            parse(&SourceText::new("panel.toml", text), &mut faults);
            let first = faults.first().map(ToString::to_string);
            found.push((text, first));
            expected.push((text, Some(format!("panel.toml:{place}: toml::syntax: {told}"))));
        }
        assert_eq!(found, expected);
    }
}
