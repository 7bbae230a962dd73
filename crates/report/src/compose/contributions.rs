//! Appendix C: what partnerships returned, where any of them did.

use panel_core::{Collated, CollatedLine, Direction, Quantity};

use crate::view::{ContributedRow, ContributedTheme, Contributions, Field};

/// The appendix.
pub(crate) fn of(collated: &Collated) -> Contributions {
    let field = |name: &str, value: String| Field { name: name.to_owned(), value };
    let themes = collated.themes.iter().map(|theme| ContributedTheme {
        title: theme.title.to_owned(),
        rows: theme.lines.iter().map(row).collect(),
        context: theme
            .context
            .iter()
            .map(|one| field(&one.partnership, one.words.join(" ")))
            .collect(),
    });
    let not_returned = collated.not_returned.iter();
    Contributions {
        title: format!("Appendix C: {}", collated.collation.title),
        introduction: collated.collation.introduction.iter().map(ToString::to_string).collect(),
        heads: ["Partnership", "Measure", "Wanted", "Year before", "Latest", "Source"]
            .map(str::to_owned)
            .to_vec(),
        themes: themes.collect(),
        not_returned_title: "Not returned".to_owned(),
        not_returned: not_returned.map(|one| field(&one.partnership, one.why.clone())).collect(),
    }
}

fn row(line: &CollatedLine) -> ContributedRow {
    let printed = |figure: &Option<Quantity>| {
        figure.as_ref().map_or_else(|| "NA".to_owned(), ToString::to_string)
    };
    let sources = line.sources.iter().map(|source| {
        let source = source.to_string();
        source.strip_prefix("returns/").map_or(source.clone(), str::to_owned)
    });
    ContributedRow {
        partnership: line.partnership.clone(),
        measure: line.measure.clone(),
        wanted: match line.wanted {
            Direction::Lower => "Lower",
            Direction::Higher => "Higher",
            Direction::Neither => "Neither",
        }
        .to_owned(),
        previous: printed(&line.previous),
        latest: printed(&line.latest),
        source: sources.collect::<Vec<_>>().join(", "),
    }
}
