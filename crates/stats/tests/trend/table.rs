//! Reads the tables beside `tests/golden/trend/generate.py`.

use std::path::Path;

use panel_stats::trend::{Cadence, History};

/// Numbers of one table, each with its case, quantity and place, and how near to come.
pub(crate) struct Table {
    name: &'static str,
    rows: Vec<csv::StringRecord>,
}

fn read(name: &str) -> Vec<csv::StringRecord> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/trend");
    let path = folder.join(name).with_extension("csv");
    let mut reader = csv::Reader::from_path(path).expect("a golden table");
    let rows: Vec<_> = reader.records().map(|row| row.expect("a full row")).collect();
    assert!(!rows.is_empty(), "{name} has no rows");
    rows
}

fn number(text: &str) -> f64 {
    text.parse().expect("a number")
}

impl Table {
    pub(crate) fn new(name: &'static str) -> Self {
        Self { name, rows: read(name) }
    }

    /// The rows of a quantity; none are an error.
    fn rows(&self, case: &str, quantity: &str) -> Vec<&csv::StringRecord> {
        let rows: Vec<_> =
            self.rows.iter().filter(|row| &row[0] == case && &row[1] == quantity).collect();
        assert!(!rows.is_empty(), "{} has no {quantity} of {case}", self.name);
        rows
    }

    /// Whether the case has the quantity.
    pub(crate) fn has(&self, case: &str, quantity: &str) -> bool {
        self.rows.iter().any(|row| &row[0] == case && &row[1] == quantity)
    }

    /// The values of a quantity.
    pub(crate) fn values(&self, case: &str, quantity: &str) -> Vec<f64> {
        self.rows(case, quantity).into_iter().map(|row| number(&row[3])).collect()
    }

    /// Fails unless `got` holds as many numbers as the table, each as near as it asks; where two
    /// sources give the quantity, both must be met.
    pub(crate) fn check(&self, case: &str, quantity: &str, got: &[f64]) {
        let rows = self.rows(case, quantity);
        assert_eq!(rows.len() % got.len(), 0, "{quantity} of {case}: {} numbers", got.len());
        for row in rows {
            let (got, want) = (got[row[2].parse::<usize>().expect("an index")], number(&row[3]));
            let allowed = number(&row[5]) + number(&row[4]) * want.abs();
            assert!((got - want).abs() <= allowed, "{got:e} is not {want:e} in {row:?}");
        }
    }
}

/// The values of a series of `series.csv`.
pub(crate) fn series(case: &str, cadence: Cadence) -> History {
    let values: Vec<f64> =
        read("series").iter().filter(|row| &row[0] == case).map(|row| number(&row[1])).collect();
    History::new(values, cadence).expect("a history")
}

/// The rows and values of a design of `designs.csv`.
pub(crate) fn design(case: &str) -> (Vec<Vec<f64>>, Vec<f64>) {
    let of_case = |row: &csv::StringRecord| {
        (&row[0] == case).then(|| (row[2].split(' ').map(number).collect(), number(&row[1])))
    };
    read("designs").iter().filter_map(of_case).unzip()
}
