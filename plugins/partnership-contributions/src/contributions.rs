//! The returns of community safety partnerships, put together by theme.

use std::collections::{BTreeMap, BTreeSet};

use panel_core::{
    CollatedContext, CollatedLine, CollatedTheme, Collation, Column, Contradiction, Decimal,
    Direction, Holds, Partnership, Partnerships, Percentage, Quantity, RecordTable, TableRecord,
    Themes, Uncollated,
};

/// What a measure can be of, and how that is headed.
const THEMES: [(&str, &str); 4] = [
    ("reducing_offending", "Reducing offending and re-offending"),
    ("supporting_victims", "Supporting victims and witnesses"),
    ("safer_communities", "Making communities and neighbourhoods safer"),
    ("protecting_the_vulnerable", "Protecting the vulnerable"),
];

const THEME_NAMES: [&str; 4] = [THEMES[0].0, THEMES[1].0, THEMES[2].0, THEMES[3].0];

const COLUMNS: &[Column] = &[
    Column::new("partnership", "Partnership", Holds::Partnership)
        .said("The GSS code of the partnership; or of a local authority in it, whose counts are added to those of the others.")
        .key(),
    Column::new("theme", "Theme", Holds::OneOf(&THEME_NAMES)).said("What the measure is of.").key(),
    Column::new("measure", "Measure", Holds::Words).said("What is measured, in a few words.").key(),
    Column::new("unit", "Unit", Holds::OneOf(&["count", "percent"]))
        .said("Whether it is a number of events or people, or a percentage."),
    Column::new("wanted", "Wanted", Holds::OneOf(&["lower", "higher", "neither"]))
        .said("Which way the partnership wants it to go."),
    Column::new("latest", "Latest", Holds::Decimal)
        .said("The figure of the quarter; empty where it is not known.")
        .of("see unit")
        .optional(),
    Column::new("previous", "Previous", Holds::Decimal)
        .said("The figure of the same quarter of the year before; empty where it is not known.")
        .of("see unit")
        .optional(),
    Column::new("context", "Context", Holds::Words)
        .said("What a reader should know of the figure. It is printed as written: give no name, and nothing by which anybody could be known.")
        .optional(),
];

/// One line a measure of a partnership, or of an authority in it.
pub(crate) static CONTRIBUTIONS: RecordTable = RecordTable::new(
    "contributions",
    "Contributions",
    "What a community safety partnership measures and says of it, one line a measure.",
    COLUMNS,
)
.checked(contradictions);

/// The appendix that is made of them.
pub(crate) static APPENDIX: Collation = Collation {
    table: &CONTRIBUTIONS,
    title: "Contributions of the community safety partnerships",
    introduction: &[
        "The partnerships' own figures for the quarter, with the same quarter of the year before and what they say of them. No test of ours supports a difference, and partnerships may measure alike things differently: figures of two of them are not compared.",
    ],
    collate,
};

fn contradictions(line: &TableRecord) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for column in ["latest", "previous"] {
        let Some(number) = line.decimal(column) else { continue };
        let Err(message) = quantity(line.text("unit"), number) else { continue };
        let remedy = "correct the figure or its unit";
        found.push(Contradiction { column, message, remedy });
    }
    if line.is_blank("latest") && line.is_blank("context") {
        found.push(Contradiction {
            column: "context",
            message: "there is neither a figure nor a word of why there is none".to_owned(),
            remedy: "fill in `latest`, or say in `context` why it is not known",
        });
    }
    found
}

/// A figure in its unit, or why it cannot be one.
fn quantity(unit: &str, number: Decimal) -> Result<Quantity, String> {
    if unit == "percent" {
        let percentage = Percentage::new(number, None);
        return percentage.map(Quantity::Percentage).map_err(|error| error.to_string());
    }
    let whole = number.is_integer() && number >= Decimal::ZERO;
    let count = i64::try_from(number).ok().filter(|_| whole);
    count
        .map(Quantity::Count)
        .ok_or_else(|| format!("{number} is not a number of events or people"))
}

/// The lines of one measure of one partnership.
struct Measured<'a> {
    partnership: &'a Partnership,
    lines: Vec<&'a TableRecord>,
}

fn collate(lines: &[TableRecord], partnerships: &Partnerships) -> Themes {
    let (mut themes, mut faults) = (Vec::new(), Vec::new());
    for (name, title) in THEMES {
        let mut measured: BTreeMap<(&str, &str), Measured<'_>> = BTreeMap::new();
        for line in lines.iter().filter(|line| line.text("theme") == name) {
            let Some(partnership) = partnerships.of_code(line.text("partnership")) else {
                continue;
            };
            let key = (partnership.name.as_str(), line.text("measure"));
            let empty = || Measured { partnership, lines: Vec::new() };
            measured.entry(key).or_insert_with(empty).lines.push(line);
        }
        if measured.is_empty() {
            continue;
        }
        let mut collated = Vec::new();
        let mut context: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for ((partnership, measure), mut one) in measured {
            // Whatever the order of files and lines.
            one.lines.sort_by_key(|line| line.text("partnership"));
            faults.extend(one.fault());
            collated.push(one.line(measure));
            let said = context.entry(partnership).or_default();
            for words in one.lines.iter().map(|line| line.text("context")) {
                let words = format!("{measure}: {words}");
                if !words.ends_with(": ") && !said.contains(&words) {
                    said.push(words);
                }
            }
        }
        let context = context.into_iter().filter(|(_, words)| !words.is_empty());
        let context = context.map(|(partnership, words)| CollatedContext {
            partnership: partnership.to_owned(),
            words,
        });
        themes.push(CollatedTheme { title, lines: collated, context: context.collect() });
    }
    (themes, faults)
}

impl Measured<'_> {
    /// What keeps its lines from being added.
    fn fault(&self) -> Option<Uncollated> {
        let first = *self.lines.first()?;
        let fault = |line: &TableRecord, message: String, remedy| {
            Some(Uncollated { source: line.source.clone(), message, remedy })
        };
        for column in ["unit", "wanted"] {
            let differs = |line: &&&TableRecord| line.text(column) != first.text(column);
            if let Some(line) = self.lines.iter().find(differs) {
                let message =
                    format!("`{column}` differs from that of the same measure at {}", first.source);
                return fault(line, message, "give the lines of one measure the same");
            }
        }
        let name = &self.partnership.name;
        let given: BTreeSet<_> = self.lines.iter().map(|line| line.text("partnership")).collect();
        if given.contains(self.partnership.code.as_str()) {
            let other =
                self.lines.iter().find(|line| line.text("partnership") != self.partnership.code)?;
            let message = format!("the measure is given for {name} and for an authority in it");
            return fault(
                other,
                message,
                "keep the partnership's line, or those of its authorities",
            );
        }
        let authorities = &self.partnership.authorities;
        let missing: Vec<_> =
            authorities.iter().filter(|one| !given.contains(one.as_str())).cloned().collect();
        if !missing.is_empty() {
            let message = format!(
                "the measure is given for {} of {} authorities of {name}: {} not",
                given.len(),
                authorities.len(),
                missing.join(", ")
            );
            let remedy = "add their lines, with an empty figure where it is not known";
            return fault(first, message, remedy);
        }
        if self.lines.len() > 1 && first.text("unit") == "percent" {
            let message = format!("percentages of the authorities of {name} cannot be added");
            return fault(first, message, "return the percentage of the partnership as a whole");
        }
        None
    }

    fn line(&self, measure: &str) -> CollatedLine {
        let sum = |column: &str| -> Option<Quantity> {
            // Of what is not known of one there is no sum.
            let numbers: Option<Vec<_>> =
                self.lines.iter().map(|line| line.decimal(column)).collect();
            let sum = numbers?.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)?;
            quantity(self.lines.first()?.text("unit"), sum).ok()
        };
        CollatedLine {
            partnership: self.partnership.name.clone(),
            measure: measure.to_owned(),
            wanted: match self.lines.first().map_or("", |line| line.text("wanted")) {
                "lower" => Direction::Lower,
                "higher" => Direction::Higher,
                _ => Direction::Neither,
            },
            previous: sum("previous"),
            latest: sum("latest"),
            sources: self.lines.iter().map(|line| line.source.clone()).collect(),
        }
    }
}

#[cfg(test)]
#[path = "contributions_tests.rs"]
mod tests;
