//! The names that commentary may bind, each with what it prints or why it prints nothing.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use panel_core::{
    Change, Figure, PaperDetails, Plan, Quantity, Row, RowError, ScreenedRows, Terms, WITHHELD,
};

use crate::claim::Claimable;

/// The figures of a row that names most often end with.
const FIGURES: [&str; 6] = ["latest", "baseline", "change", "fall", "rise", "n"];

/// What a row knows of its latest figure besides.
const EVIDENCE: [&str; 3] = ["n", "interval", "worst_case_margin"];

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Bound {
    /// The figure or words to print.
    Prints(String),
    /// The name is known, but there is nothing to print.
    Nothing {
        /// Why.
        why: String,
        /// What to write instead.
        remedy: String,
    },
}

/// A name that every quarter has, besides those of its rows.
pub struct QuarterName {
    /// The name, such as `force.name`.
    pub name: &'static str,
    /// What it prints, in a phrase.
    pub prints: &'static str,
    text: fn(&Terms, &PaperDetails) -> String,
}

impl QuarterName {
    const fn new(
        name: &'static str,
        prints: &'static str,
        text: fn(&Terms, &PaperDetails) -> String,
    ) -> Self {
        Self { name, prints, text }
    }
}

/// The names that every quarter has, besides those of its rows; `README.md` has the same table.
pub const QUARTER_NAMES: [QuarterName; 10] = [
    QuarterName::new("quarter.name", "the quarter, such as Quarter 2 of 2014/15", |terms, _| {
        terms.quarter.to_string()
    }),
    QuarterName::new("quarter.short", "the quarter without its year", |terms, _| {
        format!("Quarter {}", terms.quarter.number())
    }),
    QuarterName::new("period_end", "the last month of the quarter", |terms, _| {
        terms.quarter.last_month().to_string()
    }),
    QuarterName::new("plan.name", "the plan", |terms, _| terms.plan_name.clone()),
    QuarterName::new("plan.end", "the month in which the plan ends", |terms, _| {
        terms.plan_ends.to_string()
    }),
    QuarterName::new("plan.baseline_year", "the financial year of the baseline", |terms, _| {
        terms.baseline_year.to_string()
    }),
    QuarterName::new("force.name", "the force", |terms, _| terms.force.name.clone()),
    QuarterName::new("group.name", "the comparison group", |terms, _| {
        terms.comparison_group.clone()
    }),
    QuarterName::new("panel.name", "the panel", |_, details| details.panel.clone()),
    QuarterName::new("body.name", "the body that reports to the panel", |_, details| {
        details.body.clone()
    }),
];

/// Every name, such as `sp12.satisfaction.latest`.
#[derive(Debug, Clone, Default)]
pub struct Names {
    all: BTreeMap<String, Bound>,
    /// The rows of which something can be claimed.
    rows: BTreeMap<String, Claimable>,
    /// Rows that could not be judged: what their names stand for is not known.
    unjudged: Vec<String>,
}

impl Names {
    /// The names of a quarter.
    #[must_use]
    pub fn of(
        rows: &ScreenedRows,
        unjudged: &[RowError],
        terms: &Terms,
        details: &PaperDetails,
    ) -> Self {
        let unjudged = unjudged.iter().map(|error| format!("{}.", error.id)).collect();
        let mut names = Self { unjudged, ..Self::of_rows(rows) };
        for name in QUARTER_NAMES {
            names.prints(name.name, (name.text)(terms, details));
        }
        names
    }

    /// The names that rows bring with them.
    pub(crate) fn of_rows(rows: &[Row]) -> Self {
        let mut names = Self::default();
        for row in rows {
            names.add(row);
            names.rows.insert(row.id.to_string(), row.into());
        }
        names
    }

    /// The names of a quarter of which nothing could be judged: those of its rows are known, what
    /// they print is not.
    #[must_use]
    pub fn unjudged(plan: &Plan) -> Self {
        let rows = plan.measures().map(|(id, ..)| format!("{id}."));
        let unjudged = QUARTER_NAMES.iter().map(|name| name.name.to_owned()).chain(rows).collect();
        Self { unjudged, ..Self::default() }
    }

    /// What `name` stands for.
    pub(crate) fn get(&self, name: &str) -> Option<&Bound> {
        self.all.get(name)
    }

    /// The row called `row`.
    pub(crate) fn claimable(&self, row: &str) -> Option<&Claimable> {
        self.rows.get(row)
    }

    /// What to write instead of the name of a row that there is not.
    pub(crate) fn meant_row(&self, wrong: &str) -> String {
        let unjudged = self.unjudged.iter().map(|row| row.trim_end_matches('.'));
        let rows: Vec<_> = self.rows.keys().map(String::as_str).chain(unjudged).collect();
        let of_figure = wrong.rsplit_once('.').map(|(row, _)| row).filter(|row| rows.contains(row));
        match (of_figure, panel_core::nearest(wrong, rows)) {
            (Some(row), _) => format!("a claim is made of a row, and not of one figure: `{row}`"),
            (None, Some(nearest)) => format!("is `{nearest}` meant?"),
            (None, None) => "`panel findings` lists the rows".to_owned(),
        }
    }

    /// Whether `name` is of a row that could not be judged, or of a quarter that could not be read.
    pub(crate) fn is_unjudged(&self, name: &str) -> bool {
        let is_of = |row: &String| name == row || row.ends_with('.') && name.starts_with(row);
        self.unjudged.iter().any(is_of)
    }

    /// Every name with what it prints.
    pub(crate) fn printing(&self) -> impl Iterator<Item = (&str, &str)> {
        self.all.iter().filter_map(|(name, bound)| match bound {
            Bound::Prints(text) => Some((name.as_str(), text.as_str())),
            Bound::Nothing { .. } => None,
        })
    }

    /// What to write instead of a name that there is not; the nearest is looked for where `searched` says so.
    pub(crate) fn meant_name(&self, wrong: &str, searched: bool) -> String {
        if let Some(figures) = self.figures_of_row(wrong) {
            return figures;
        }
        // What a row that could not be judged would print is not known, but its names are.
        let of_unjudged = self.unjudged.iter().flat_map(|row| {
            let figures = if row.ends_with('.') { &FIGURES[..] } else { &[""] };
            figures.iter().map(move |figure| format!("{row}{figure}"))
        });
        let known: Vec<_> = if searched {
            self.all.keys().cloned().chain(of_unjudged).collect()
        } else {
            Vec::new()
        };
        if let Some(nearest) = panel_core::nearest(wrong, known.iter().map(String::as_str)) {
            return format!("is `{nearest}` meant?");
        }
        let others = QUARTER_NAMES.map(|name| name.name).join(", ");
        let figures = FIGURES.join(", .");
        format!("write a row, which `panel findings` lists, with .{figures}, or one of {others}")
    }

    /// Where a name is of a row, and one that figures have: the figures that the row has.
    fn figures_of_row(&self, wrong: &str) -> Option<String> {
        let (row, figure) = wrong.rsplit_once('.')?;
        let is_figure = FIGURES.contains(&figure) || EVIDENCE.contains(&figure);
        if !is_figure || !self.rows.contains_key(row) {
            return None;
        }
        let of_row =
            self.printing().filter_map(|(name, _)| name.strip_prefix(row)?.strip_prefix('.'));
        let of_row: Vec<_> = of_row.map(|figure| format!("`.{figure}`")).collect();
        Some(match of_row.as_slice() {
            [] => format!("`{row}` has no figure in this quarter; say it in words"),
            _ => format!("`{row}` has {}", of_row.join(", ")),
        })
    }

    fn prints(&mut self, name: &str, text: String) {
        self.all.insert(name.to_owned(), Bound::Prints(text));
    }

    fn add(&mut self, row: &Row) {
        let figures = row.finding.figures();
        let evidence = row.finding.evidence();
        self.figure(row, "latest", figures.current());
        self.figure(row, "baseline", figures.earlier());
        match (figures.change(), figures.earlier(), figures.current()) {
            (Some(change), ..) => self.change(row, change),
            (None, Some(Figure::Known { .. }), Some(Figure::Known { .. })) => {
                for made in ["change", "fall", "rise"] {
                    let why = "the two figures cannot be compared".to_owned();
                    let remedy = "say what each of them is".to_owned();
                    let nothing = Bound::Nothing { why, remedy };
                    self.all.insert(format!("{}.{made}", row.id), nothing);
                }
            }
            _ => {}
        }
        if figures.change_is_withheld() {
            self.withheld(row, &["change", "fall", "rise"]);
        }
        if evidence.is_withheld() {
            self.withheld(row, &EVIDENCE);
        }
        if let Some(n) = evidence.n {
            self.prints(&format!("{}.n", row.id), Quantity::Count(n.cast_signed()).to_string());
        }
        if let Some(interval) = evidence.interval {
            self.prints(&format!("{}.interval", row.id), interval.printed());
        }
        if let Some(margin) = evidence.worst_case_margin {
            let points = format!("{} percentage points", margin.printed(0));
            self.prints(&format!("{}.worst_case_margin", row.id), points);
        }
    }

    fn figure(&mut self, row: &Row, which: &str, figure: Option<&Figure>) {
        let name = format!("{}.{which}", row.id);
        match figure {
            Some(Figure::Known { value, .. }) => {
                self.prints(&name, value.to_string());
                if let Quantity::Milestone(milestone) = value {
                    self.prints(&format!("{}.status", row.id), milestone.status.name().to_owned());
                    self.prints(&format!("{}.due", row.id), milestone.due.to_string());
                    self.prints(&format!("{}.owner", row.id), milestone.owner.clone());
                }
            }
            Some(Figure::Withheld { .. }) => self.prints(&name, WITHHELD.to_owned()),
            Some(Figure::Awaited(awaited)) => {
                let nothing = || {
                    Bound::Nothing {
                    why: format!("the figure is awaited: {}", awaited.why),
                    remedy: if awaited.pending {
                        "keep the sentence, and note the board's approval with `panel returns approve`"
                    } else {
                        "write the sentence without it until it is received"
                    }
                    .to_owned(),
                }
                };
                self.all.insert(name, nothing());
                // Nor is there anything that would be made of it.
                let own: &[&str] = if which == "latest" { &EVIDENCE } else { &[] };
                for made in ["change", "fall", "rise"].iter().chain(own) {
                    self.all.insert(format!("{}.{made}", row.id), nothing());
                }
            }
            None => {}
        }
    }

    /// Names that print nothing, since they could give a withheld figure away.
    fn withheld(&mut self, row: &Row, names: &[&str]) {
        for name in names {
            let bound = Bound::Nothing {
                why: "it could give a withheld figure away".to_owned(),
                remedy: "say which way it went, if at all, and by how much in no sentence"
                    .to_owned(),
            };
            self.all.insert(format!("{}.{name}", row.id), bound);
        }
    }

    /// `change`, and `fall` or `rise`: the word that the figures do not bear out prints nothing.
    fn change(&mut self, row: &Row, change: Change) {
        self.prints(&format!("{}.change", row.id), change.to_string());
        let size = change.size();
        let words = [("fall", Ordering::Less, "rise"), ("rise", Ordering::Greater, "fall")];
        for (word, sign, other) in words {
            let bound = match &size {
                Some(size) if change.sign() == sign => Bound::Prints(size.clone()),
                _ => Bound::Nothing {
                    why: format!("there was no {word}: the change is {change}"),
                    remedy: if change.sign() == sign.reverse() {
                        format!(
                            "say that there was a {other}, and write {{{{ {}.{other} }}}}",
                            row.id
                        )
                    } else {
                        "say that there was no change".to_owned()
                    },
                },
            };
            self.all.insert(format!("{}.{word}", row.id), bound);
        }
    }
}
