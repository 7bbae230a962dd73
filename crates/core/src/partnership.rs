//! Community safety partnerships, and the local authorities in them.

use std::collections::BTreeSet;

/// A community safety partnership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partnership {
    /// Its code from the Government Statistical Service.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The codes of the local authorities in it.
    pub authorities: BTreeSet<String>,
}

/// The community safety partnerships of one police force's area, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Partnerships(Vec<Partnership>);

impl Partnerships {
    /// These partnerships, in whatever order they come.
    #[must_use]
    pub fn new(mut all: Vec<Partnership>) -> Self {
        all.sort_by(|one, other| (&one.name, &one.code).cmp(&(&other.name, &other.code)));
        Self(all)
    }

    /// All of them, by name.
    #[must_use]
    pub fn all(&self) -> &[Partnership] {
        &self.0
    }

    /// The partnership that has this code, or of which an authority has it.
    ///
    /// ```
    /// use panel_core::{Partnership, Partnerships};
    ///
    /// let vale = Partnership {
    ///     code: "X22000001".to_owned(),
    ///     name: "Vale".to_owned(),
    ///     authorities: ["X07000001".to_owned()].into(),
    /// };
    /// let partnerships = Partnerships::new(vec![vale]);
    /// assert_eq!(partnerships.of_code("X07000001").unwrap().name, "Vale");
    /// assert_eq!(partnerships.of_code("X22000002"), None);
    /// ```
    #[must_use]
    pub fn of_code(&self, code: &str) -> Option<&Partnership> {
        self.0.iter().find(|one| one.code == code || one.authorities.contains(code))
    }
}
