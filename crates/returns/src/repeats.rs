//! Lists that name a thing twice: it would be counted twice, or the second would be lost.

use std::collections::BTreeSet;
use std::ops::Range;

use panel_core::{Fault, SourceText, code};

/// Notes each name of a list, such as `` `members` ``, that stands there before.
pub(crate) fn note_repeats(
    source: &SourceText,
    list: &str,
    names: &[(String, Range<usize>)],
    faults: &mut Vec<Fault>,
) {
    let mut seen = BTreeSet::new();
    for (name, span) in names {
        // Nobody who reads the paper tells them apart.
        let seen_as = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        if !seen.insert(seen_as) {
            let message = format!("{list} names `{name}` twice");
            faults.push(Fault::at(
                code!("toml::twice"),
                source,
                span.clone(),
                message,
                "keep one of them",
            ));
        }
    }
}
