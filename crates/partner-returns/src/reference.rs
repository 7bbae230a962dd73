//! The reference page of the returns, in Markdown: every kind and table of records with its columns, what
//! is counted from records, and every series.

use std::fmt::Write as _;

use panel_core::{
    Column, Holds, Plan, Presence, RecordTable, ReturnKind, ReturnTable, ReturnedSeries,
    SOURCE_COLUMN, SeriesArea, Tally,
};

/// The page, from the declaration of the returns and the rows of the plan.
///
/// ```
/// use panel_core::{Code, Entry, Plan, Priority};
///
/// static FIRST: Entry = Entry::Priority(Priority::named(Code::sp(1), "To keep Anyshire safe"));
/// let plan = Plan::of(vec![&FIRST]).map_err(|_| "no plan")?;
/// let page = panel_partner_returns::reference(&plan);
/// assert!(page.starts_with("# Returns\n"));
/// // Every kind of return is explained, whether a row reads it or not.
/// assert!(page.contains("`monthly_counts`"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn reference(plan: &Plan) -> String {
    let series = plan.returned_series();
    let mut page = String::from(OPENING);
    for table in plan.asked().tables() {
        of_table(&mut page, table);
    }
    page.push_str(FILED);
    if !plan.record_tables().is_empty() {
        page.push_str(RECORDS);
        let all = plan.all_series();
        for table in plan.record_tables() {
            counted(&mut page, table, &plan.tallies(), &all);
        }
        page.push('\n');
    }
    page.push_str("## Series\n\nEach is read by the rows named beside it.\n");
    for kind in ReturnKind::ALL {
        let of_kind: Vec<_> = series.iter().filter(|one| one.kind == kind).collect();
        if !of_kind.is_empty() {
            list(&mut page, kind, &of_kind);
        }
    }
    page
}

const OPENING: &str = "\
# Returns

Written by `panel returns reference`; do not change it by hand.

A return is a table: one row for each series, area and period. Partners fill in the workbook that `panel returns
template` writes, or send a CSV with the same columns, which may be a sheet of the workbook saved as it is; `panel
returns receive` checks and files it. A CSV is UTF-8 with commas between its columns, a point before decimals and nothing
between thousands. A figure that is not known is left out, and `awaited.toml` says why. A figure is of the force's area
unless its series names another. A small number is sent as it is: the paper withholds by its own policy what must not be
printed.
";

const FILED: &str = "
## Filed tables

A table that `panel returns receive` filed has one column more, `source`: where the row was in what the partner sent,
with the file, the first digits of its SHA-256, the sheet and the cells. A text that begins like a formula has an
apostrophe before it, which the reader takes off again.

";

const RECORDS: &str = "\
## Records

A table of records has one line a person, family or event. Figures are counted from the lines when the quarter is read;
the lines are then dropped, and neither the paper nor anything beside it holds one. `records` of a partner in `plan.toml`
names the tables that it returns; the figures that are counted from them are asked of nobody.

- **Keys.** A partner writes the number by which its register knows the person, family or event. `panel returns receive
  --key-file FILE` files in its place the first 16 hexadecimal digits of HMAC-SHA-256 over the number, in capitals and
  without spaces, with the content of the key file. `panel returns new-key FILE` makes one. The same file makes the same
  key in every table and every quarter, so it is kept; it lies outside the repository. `keys` in `datapackage.json` tells
  one key file from another, and how numbers were written, without telling its content. A fault never repeats a number.
- **Covers.** `covers` in `datapackage.json`, which `--covers` sets, names the months of which the table holds every
  record. In a month that is covered no record means none; of a month that is not, no figure is given.
- **Twice.** Where columns name the record, a later delivery is filed beside the records there are: new
  ones are added, equal ones stay, and one that differs is replaced with `--revises REASON` alone. Where no column
  does, a later delivery replaces the whole table, and only with `--revises REASON`.
- **One quarter.** Records do not carry over to the next quarter. Lines go on being written after it: an offence is added,
  a person comes back to treatment, a comment is decided on. So each quarter every record is sent again of all months
  that its figures read, the baseline year among them. The same key file makes the same keys.
";

/// What is counted from a table, by which rule, and which rows read it.
fn counted(page: &mut String, table: &RecordTable, tallies: &[&Tally], all: &[ReturnedSeries]) {
    let _ = write!(page, "\n### {}\n", table.title);
    for tally in tallies {
        if tally.tables.iter().all(|one| one.name != table.name) {
            continue;
        }
        let others = tally.tables.iter().filter(|one| one.name != table.name);
        let others: Vec<_> = others.map(|one| format!("`{}`", one.name)).collect();
        let _ = write!(page, "\nCounted from `{}`", table.name);
        if !others.is_empty() {
            let _ = write!(page, " and {}", others.join(", "));
        }
        let _ = write!(page, ": {}\n\n| figure | return | rows |\n|---|---|---|\n", tally.rule);
        for given in tally.gives {
            let same = |one: &&ReturnedSeries| one.kind == given.kind && one.series == given.series;
            let rows = all.iter().find(same).map(|one| one.rows.join(", ")).unwrap_or_default();
            let _ = writeln!(page, "| `{}` | {} | {rows} |", given.series.id(), given.kind.title());
        }
    }
}

fn of_table(page: &mut String, table: ReturnTable) {
    let _ = write!(
        page,
        "\n## {}: `{}`\n\n{}\n\n| column | title | holds | unit | empty? | meaning |\n|---|---|---|---|---|---|\n",
        table.title(),
        table.name(),
        table.description(),
    );
    for column in table.columns() {
        let _ = writeln!(
            page,
            "| `{}` | {} | {} | {} | {} | {} |",
            column.name,
            column.title,
            holds(table, column),
            column.unit,
            empty(column),
            table.describe(column),
        );
    }
    debug_assert!(!table.columns().contains(SOURCE_COLUMN));
}

/// Whether a cell of a column may be empty. Days may be none at all.
pub(crate) fn empty(column: &Column) -> &'static str {
    let may_be = column.presence == Presence::Optional || column.holds == Holds::Days;
    if may_be { "may be" } else { "no" }
}

/// What the cells of a column hold, in words.
pub(crate) fn holds(table: ReturnTable, column: &Column) -> String {
    match column.holds {
        Holds::Series => "name of a series".to_owned(),
        Holds::Area | Holds::Partnership => "GSS code: a letter and eight digits".to_owned(),
        Holds::Period => "period".to_owned(),
        Holds::Month => "year and month".to_owned(),
        Holds::Whole { least } => format!("whole number, {least} or more"),
        Holds::Decimal => "number".to_owned(),
        Holds::Percentage => "number from 0 to 100".to_owned(),
        Holds::OneOf(names) => names.join(" or "),
        Holds::Status => {
            let names: Vec<_> = table.statuses().iter().map(|status| status.name()).collect();
            names.join(" or ")
        }
        Holds::Words => "words".to_owned(),
        Holds::Key => "number of a register, filed as a key".to_owned(),
        Holds::Day => "day".to_owned(),
        Holds::Moment => "day and time".to_owned(),
        Holds::Days => "days with a space between them".to_owned(),
        Holds::YesNo => "yes or no".to_owned(),
    }
}

fn list(page: &mut String, kind: ReturnKind, series: &[&ReturnedSeries]) {
    let _ = write!(
        page,
        "\n### {}\n\n| series | what it is | better | wanted | rows |\n|---|---|---|---|---|\n",
        kind.title()
    );
    for one in series {
        let wanted: Vec<_> = one.wanted.iter().map(|wanted| wanted.words()).collect();
        let area = match one.series.area() {
            SeriesArea::Force => String::new(),
            area @ SeriesArea::EnglandAndWales => format!(" (area `{}`)", area.code("")),
        };
        let _ = writeln!(
            page,
            "| `{}` | {}{area} | {} | {} | {} |",
            one.series.id(),
            one.title,
            one.better().trim_end_matches(" is better"),
            wanted.join("; "),
            one.rows.join(", "),
        );
    }
}
