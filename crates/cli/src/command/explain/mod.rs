//! `panel explain`: why a row is as it is.

mod listed;

use std::collections::BTreeMap;
use std::path::Path;

use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};
use panel_core::{Exhibit, Figure, Finding, ProjectedTrend, Row, Source, WITHHELD, nearest};

use crate::failure::Failure;
use crate::{output, quarter};

/// Explains the row `id` of the quarter in `folder`.
pub(crate) fn run(folder: &Path, id: &str, json: bool) -> Result<(), Failure> {
    let quarter = quarter::figures(folder)?;
    let Some(row) = quarter.rows.iter().find(|row| row.id.to_string() == id) else {
        return Err(Failure::Usage(no_such_row(id, &quarter.rows)));
    };
    if json {
        return output::print_data(&listed::write_json(row)?);
    }
    output::print(&format!("{} · {}\n\n{}\n", row.id, row.label, table(row).trim_fmt()))
}

/// What is said of a name that no row has: the one that is probably meant, and those beside it.
fn no_such_row(id: &str, rows: &[Row]) -> String {
    let asked = id.to_lowercase();
    let names: Vec<_> = rows.iter().map(|row| (&*row.id.owner, row.id.to_string())).collect();
    let mut owners: Vec<_> = names.iter().map(|(owner, _)| *owner).collect();
    owners.dedup();
    let meant = nearest(&asked, names.iter().map(|(_, name)| name.as_str()));
    let owner =
        asked.split('.').next().filter(|part| owners.iter().any(|one| belongs_to(one, part)));
    let owner =
        owner.or_else(|| names.iter().find(|(_, name)| Some(&**name) == meant).map(|one| one.0));
    let mut said = match meant {
        Some(meant) => format!("there is no row `{id}`; is `{meant}` meant?"),
        None => format!("there is no row `{id}`."),
    };
    let listed = match owner {
        Some(owner) => {
            let own = names.iter().filter(|(other, _)| belongs_to(other, owner));
            let own: Vec<_> = own.map(|(_, name)| name.as_str()).collect();
            format!(" The rows of {owner} are {}.", own.join(", "))
        }
        None => format!(" The name of a row begins with one of {}.", owners.join(", ")),
    };
    said.push_str(&listed);
    said
}

/// Whether rows of `owner` belong to the priority `asked`, whole or as a part of it, such as `sp14a`.
fn belongs_to(owner: &str, asked: &str) -> bool {
    let part = owner.strip_prefix(asked);
    part.is_some_and(|part| {
        part.len() < 2 && part.chars().all(|letter| letter.is_ascii_lowercase())
    })
}

fn table(row: &Row) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    let finding = &row.finding;
    let evidence = finding.evidence();
    let mut line = |name: &str, value: String, place: String| {
        table.add_row([name.to_owned(), value, place]);
    };
    let says = finding.assessment().map_or(finding.state(), |colour| colour.word());
    line("Says", format!("{says} ({})", finding.reason().code()), String::new());
    let because = match finding {
        Finding::Awaited { awaited, .. } => awaited.why.clone(),
        _ => finding.reason().sentence().to_owned(),
    };
    line("Because", because, String::new());
    line("Rule", evidence.rule.name().to_owned(), String::new());
    let method = match evidence.method {
        Some(method) => method,
        None if evidence.is_withheld() => WITHHELD,
        None => "no test was made",
    };
    line("Method", method.to_owned(), String::new());
    for input in &evidence.inputs {
        let value = format!("{} ({})", input.value, input.period);
        line(&format!("Input: {}", input.name), value, input.source.to_string());
        if let Some(parts) = &input.summed {
            line(
                "  summed",
                "Nobody returned it: it is the sum of these lines.".to_owned(),
                lines(parts, "line"),
            );
        }
        if let Some(counted) = &input.counted {
            line("  counted", counted.rule.to_owned(), records(&counted.records));
            if let Some(positive) = &counted.positive {
                line("  positive", String::new(), records(positive));
            }
            for (why, left_out) in &counted.left_out {
                line("  left out", (*why).to_owned(), records(left_out));
            }
        }
    }
    for (name, figure) in awaited(row) {
        if let Figure::Awaited(awaited) = figure {
            line(&format!("{name}: NA"), awaited.why.clone(), awaited.source.to_string());
        }
    }
    if let Some(awaited) = &evidence.waits_for {
        line("Test waits", awaited.why.clone(), awaited.source.to_string());
    }
    if let Some(n) = evidence.n {
        line("n", n.to_string(), String::new());
    }
    if let Some(interval) = evidence.interval {
        line(&format!("{}% interval", interval.level), interval.printed(), String::new());
    }
    for number in &evidence.numbers {
        line(number.name, number.printed(), String::new());
    }
    if let Some(Exhibit::Projection(fan)) = evidence.exhibit() {
        for trend in &fan.trends {
            line(&format!("{}: 50%, 80%, 95%", trend.code), intervals(trend), String::new());
        }
    }
    if let Some(p) = evidence.p_value {
        line("p, two-sided", p.printed(4), String::new());
    }
    if let Some(among_all) = row.among_all {
        let holds = if among_all.survives { "holds" } else { "does not hold" };
        let value = format!(
            "{holds}: adjusted p {} among {} tests",
            among_all.adjusted_p.printed(4),
            among_all.tests
        );
        line("All tests counted", value, String::new());
    }
    if let Some(variation) = evidence.variation {
        line("Chart of individual values", variation.name().to_owned(), String::new());
    }
    if let Some(what) = evidence.proxy_for {
        line("Used in its place", what.to_owned(), String::new());
    }
    for setting in &evidence.settings {
        line(setting.name, setting.value.clone(), "plan.toml".to_owned());
    }
    for caution in &evidence.cautions {
        line("Caution", caution.sentence().to_owned(), String::new());
    }
    // A rule is as long as it is: it goes on beneath itself. A place is never broken.
    if let Some(column) = table.column_mut(1) {
        column.set_constraint(ColumnConstraint::UpperBoundary(Width::Fixed(VALUE_WIDTH)));
    }
    table
}

/// How wide the column of values may be, in letters.
const VALUE_WIDTH: u16 = 80;

/// Records by file and line, as `34 records: returns/families.csv:2-20, 24`.
fn records(sources: &[Source]) -> String {
    lines(sources, "record")
}

/// Lines by their file, and how many of what they are.
fn lines(sources: &[Source], one: &str) -> String {
    let mut files: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for source in sources {
        files.entry(&source.file).or_default().push(source.line);
    }
    let each: Vec<_> =
        files.iter().map(|(file, lines)| format!("{file}:{}", runs(lines))).collect();
    let noun = if sources.len() == 1 { one.to_owned() } else { format!("{one}s") };
    if each.is_empty() {
        return format!("no {noun}");
    }
    broken(&format!("{} {noun}: {}", sources.len(), each.join("; ")))
}

/// A list of lines over as many lines as it needs, broken after commas.
fn broken(list: &str) -> String {
    let mut lines: Vec<String> = vec![String::new()];
    for piece in list.split_inclusive(", ") {
        match lines.last_mut() {
            Some(line) if line.is_empty() || line.len() + piece.trim_end().len() <= LIST_WIDTH => {
                line.push_str(piece);
            }
            _ => lines.push(piece.to_owned()),
        }
    }
    lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n")
}

/// How wide a list of lines is, in letters.
const LIST_WIDTH: usize = 48;

/// Nobody looks up more runs of lines than this; `--json` lists more.
const MOST_RUNS: usize = 1_000;

/// Lines in order, those that follow each other as one: `2-20, 24`.
fn runs(lines: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for line in lines {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *line => *last = *line,
            _ => runs.push((*line, *line)),
        }
    }
    let printed = |(first, last): &(u32, u32)| {
        if first == last { first.to_string() } else { format!("{first}-{last}") }
    };
    let more = runs.len().saturating_sub(MOST_RUNS);
    let shown = runs.iter().take(MOST_RUNS).map(printed).collect::<Vec<_>>().join(", ");
    if more == 0 { shown } else { format!("{shown}, and {more} more runs of lines") }
}

/// The intervals of a projected total.
fn intervals(trend: &ProjectedTrend) -> String {
    trend.intervals.map_or_else(
        || "not known".to_owned(),
        |intervals| {
            let ends = |end: panel_core::Finite| end.printed(0);
            intervals.map(|one| format!("{} to {}", ends(one.low), ends(one.high))).join(" · ")
        },
    )
}

fn awaited(row: &Row) -> impl Iterator<Item = (&'static str, &Figure)> {
    let figures = row.finding.figures();
    [
        ("Baseline", figures.baseline.as_ref()),
        ("Latest", figures.latest.as_ref()),
        ("Last year to date", figures.last_year_to_date.as_ref()),
        ("Year to date", figures.year_to_date.as_ref()),
        ("Projection", figures.projection.as_ref()),
    ]
    .into_iter()
    .filter_map(|(name, figure)| Some((name, figure?)))
}
