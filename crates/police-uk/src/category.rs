//! The categories that police.uk sorts street-level crime into.

use std::fmt;

use panel_core::Month;

/// How many categories there are.
pub(crate) const CATEGORIES: usize = 14;

/// One of the fourteen categories in use since May 2013, anti-social behaviour included.
///
/// Before, there were six (December 2010 to August 2011) and eleven (to April 2013); "Public
/// disorder and weapons", for one, was divided and cannot be carried on.
///
/// ```
/// use panel_police_uk::Category;
///
/// assert_eq!(Category::all().count(), 14);
/// let drugs = Category::all().find(|category| category.name() == "Drugs");
/// assert_eq!(drugs.map(Category::series), Some("police-uk/drugs"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Category(usize);

/// What the column `Crime type` says, and the name of the series; in the order of both.
const NAMES: [(&str, &str); CATEGORIES] = [
    ("Anti-social behaviour", "police-uk/anti-social-behaviour"),
    ("Bicycle theft", "police-uk/bicycle-theft"),
    ("Burglary", "police-uk/burglary"),
    ("Criminal damage and arson", "police-uk/criminal-damage-and-arson"),
    ("Drugs", "police-uk/drugs"),
    ("Other crime", "police-uk/other-crime"),
    ("Other theft", "police-uk/other-theft"),
    ("Possession of weapons", "police-uk/possession-of-weapons"),
    ("Public order", "police-uk/public-order"),
    ("Robbery", "police-uk/robbery"),
    ("Shoplifting", "police-uk/shoplifting"),
    ("Theft from the person", "police-uk/theft-from-the-person"),
    ("Vehicle crime", "police-uk/vehicle-crime"),
    ("Violence and sexual offences", "police-uk/violence-and-sexual-offences"),
];

/// Categories of the files of months before May 2013.
const FORMER: [&str; 2] = ["Violent crime", "Public disorder and weapons"];

impl Category {
    /// Every category, in the order of their names.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..CATEGORIES).map(Self)
    }

    /// The category that the column `Crime type` names.
    pub(crate) fn named(name: &[u8]) -> Option<Self> {
        NAMES.iter().position(|(known, _)| known.as_bytes() == name).map(Self)
    }

    /// Its name in the column `Crime type`, such as `Vehicle crime`.
    #[must_use]
    pub fn name(self) -> &'static str {
        NAMES[self.0].0
    }

    /// The series that its counts are returned as, such as `police-uk/vehicle-crime`.
    #[must_use]
    pub fn series(self) -> &'static str {
        NAMES[self.0].1
    }

    pub(crate) fn index(self) -> usize {
        self.0
    }
}

impl fmt::Display for Category {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// Whether files of months before May 2013 have the category `name`.
pub(crate) fn is_former(name: &str) -> bool {
    FORMER.contains(&name)
}

/// Whether the files of `month` have the fourteen categories.
pub(crate) fn in_use(month: Month) -> bool {
    (month.year(), month.number()) >= (2013, 5)
}
