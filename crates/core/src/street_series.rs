//! What the categories of police.uk's street-level files are counted as.

use crate::covers;

/// A series whose months are counted from categories of police.uk, as `[[street_series]]` of the plan says.
///
/// ```
/// let all_crime = panel_core::StreetSeries {
///     series: "offences/all-crime".to_owned(),
///     categories: vec!["police-uk/*".to_owned()],
///     without: vec!["police-uk/anti-social-behaviour".to_owned()],
///     note: String::new(),
///     is_proxy: false,
/// };
/// assert!(all_crime.counts("police-uk/burglary"));
/// assert!(!all_crime.counts("police-uk/anti-social-behaviour"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreetSeries {
    /// The series.
    pub series: String,
    /// The categories that it is the sum of: names of their series, or beginnings of names followed by `/*`.
    pub categories: Vec<String>,
    /// Those of them that it leaves out.
    pub without: Vec<String>,
    /// What a reader should know beside each figure; empty where there is nothing.
    pub note: String,
    /// Whether what is counted stands in for the series, as the note says.
    pub is_proxy: bool,
}

impl StreetSeries {
    /// The series of a category by itself.
    #[must_use]
    pub fn category(series: &str) -> Self {
        Self {
            series: series.to_owned(),
            categories: vec![series.to_owned()],
            without: Vec::new(),
            note: String::new(),
            is_proxy: false,
        }
    }

    /// Whether it counts the category with this series.
    #[must_use]
    pub fn counts(&self, category: &str) -> bool {
        let among = |patterns: &[String]| patterns.iter().any(|one| covers(one, category));
        among(&self.categories) && !among(&self.without)
    }
}
