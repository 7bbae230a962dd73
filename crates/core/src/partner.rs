//! Partners: who returns which series and records, by when, and which board approves it.

use jiff::civil::Date;

/// Somebody who returns figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    /// Its name.
    pub name: String,
    /// Whom to ask there, by role; empty where it is not known.
    pub contact: String,
    /// The management board that approves what it returns; empty where it is not known.
    pub board: String,
    /// Whether it publishes its figures: nobody asks it for them, and each comes with the edition that it is of.
    pub published: bool,
    /// The day by which the quarter's return is due, where there is one.
    pub deadline: Option<Date>,
    /// The series that it returns: names, or the beginnings of names followed by `/*`.
    pub returns: Vec<String>,
    /// The tables of records that it returns, by name.
    pub records: Vec<String>,
}

impl Partner {
    /// Whether it returns the series.
    #[must_use]
    pub fn owes(&self, series: &str) -> bool {
        self.returns.iter().any(|pattern| covers(pattern, series))
    }

    /// Whether it returns the records of that table.
    #[must_use]
    pub fn returns_records(&self, table: &str) -> bool {
        self.records.iter().any(|name| name == table)
    }

    /// Its name in those of files: lower case, with hyphens.
    ///
    /// ```
    /// let partner = panel_core::Partner {
    ///     name: "Anyshire Health & Care".to_owned(),
    ///     contact: String::new(),
    ///     board: String::new(),
    ///     published: false,
    ///     deadline: None,
    ///     returns: vec!["milestone/*".to_owned()],
    ///     records: vec!["families".to_owned()],
    /// };
    /// assert_eq!(partner.slug(), "anyshire-health-care");
    /// assert!(partner.owes("milestone/training") && !partner.owes("milestones"));
    /// assert!(partner.returns_records("families") && !partner.returns_records("family"));
    /// ```
    #[must_use]
    pub fn slug(&self) -> String {
        let words = self.name.split(|letter: char| !letter.is_ascii_alphanumeric());
        let words: Vec<_> =
            words.filter(|word| !word.is_empty()).map(str::to_ascii_lowercase).collect();
        words.join("-")
    }
}

/// Whether a name, or the beginning of names followed by `/*`, covers a series.
#[must_use]
pub fn covers(pattern: &str, series: &str) -> bool {
    match pattern.strip_suffix("/*") {
        Some(beginning) => series.strip_prefix(beginning).is_some_and(|rest| rest.starts_with('/')),
        None => pattern == series,
    }
}

/// An area that returns may speak of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// Its GSS code.
    pub code: String,
    /// Its name; empty where it is not known.
    pub name: String,
}
