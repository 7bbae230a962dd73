//! Reads the golden tables. Each row names its source and how near the answer must come.

use std::path::Path;

/// One row of a golden table.
pub(crate) struct Row {
    names: csv::StringRecord,
    values: csv::StringRecord,
}

impl Row {
    /// A column as a count.
    pub(crate) fn count(&self, name: &str) -> u64 {
        self.text(name).parse().expect("a count")
    }

    /// A column as a real number.
    pub(crate) fn real(&self, name: &str) -> f64 {
        self.text(name).parse().expect("a number")
    }

    /// Fails unless `got` is as near the column as the row asks.
    pub(crate) fn check(&self, name: &str, got: f64) {
        let want = self.real(name);
        let allowed = self.real("absolute") + self.real("relative") * want.abs();
        assert!((got - want).abs() <= allowed, "{name}: {got:e} is not {want:e} in {self}");
    }

    fn text(&self, name: &str) -> &str {
        let column = self.names.iter().position(|known| known == name).expect("a known column");
        &self.values[column]
    }
}

impl std::fmt::Display for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.values)
    }
}

/// Every row of `tests/golden/{name}.csv`; a table without rows tests nothing and fails.
pub(crate) fn rows(name: &str) -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    let mut reader = csv::Reader::from_path(path.with_extension("csv")).expect("a golden table");
    let names = reader.headers().expect("a header").clone();
    let rows: Vec<_> = reader
        .records()
        .map(|values| Row { names: names.clone(), values: values.expect("a full row") })
        .collect();
    assert!(!rows.is_empty(), "{name} has no rows");
    rows
}

/// The rows of `tests/golden/{name}.csv` in groups: those that stand together and have the same
/// `set`.
#[allow(dead_code, reason = "not every target of the tests has sets of rows")]
pub(crate) fn sets(name: &str) -> Vec<Vec<Row>> {
    let mut groups: Vec<Vec<Row>> = Vec::new();
    for row in rows(name) {
        match groups.last_mut() {
            Some(group) if group[0].text("set") == row.text("set") => group.push(row),
            _ => groups.push(vec![row]),
        }
    }
    groups
}
