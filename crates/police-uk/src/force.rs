//! The police forces by their ids on police.uk.

use std::fmt;
use std::str::FromStr;

use panel_core::{ForceArea, nearest};
use thiserror::Error;

/// A territorial police force of England and Wales.
///
/// ```
/// use panel_police_uk::Force;
///
/// let force: Force = "avon-and-somerset".parse()?;
/// assert_eq!(force.name(), "Avon and Somerset");
/// assert_eq!("Avon & Somerset".parse(), Ok(force));
/// let misspelt = "avon-and-sommerset".parse::<Force>().map_err(|error| error.to_string());
/// assert!(misspelt.is_err_and(|why| why.contains("is `avon-and-somerset` meant?")));
/// # Ok::<(), panel_police_uk::ForceError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Force(ForceArea);

/// Forces on police.uk for which there is no police force area of England and Wales.
const WITHOUT_AREA: [(&str, &str); 2] =
    [("btp", "British Transport Police"), ("northern-ireland", "Northern Ireland")];

/// An id that counts cannot be imported for.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ForceError {
    /// Nobody on police.uk has the id.
    #[error("police.uk has no force of that id{}; ids are as in the names of its files, such as `leicestershire` in 2014-07-leicestershire-street.csv", meant(*.nearest))]
    Unknown {
        /// The id that was probably meant.
        nearest: Option<&'static str>,
    },
    /// A force without an area of its own.
    #[error(
        "{0} has no police force area of England and Wales, so a return of its counts would have no area code"
    )]
    WithoutArea(&'static str),
}

fn meant(nearest: Option<&str>) -> String {
    nearest.map(|id| format!(" (is `{id}` meant?)")).unwrap_or_default()
}

impl Force {
    /// Its id on police.uk, as in the names of the files: `leicestershire`.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.0.id
    }

    /// Its name: `Leicestershire`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// The code of its area: `E23000021`.
    #[must_use]
    pub fn area(self) -> &'static str {
        self.0.code
    }

    /// Whether a row that says `name` in `Falls within` or `Reported by` is of this force.
    pub(crate) fn goes_by(self, name: &str) -> bool {
        self.0.goes_by(name)
    }
}

impl FromStr for Force {
    type Err = ForceError;

    fn from_str(id: &str) -> Result<Self, ForceError> {
        if let Some(force) = ForceArea::ALL.into_iter().find(|force| force.id == id) {
            return Ok(Self(force));
        }
        if let Some(force) = ForceArea::named(id) {
            return Ok(Self(force));
        }
        if let Some((_, name)) = WITHOUT_AREA.iter().find(|(known, _)| *known == id) {
            return Err(ForceError::WithoutArea(name));
        }
        let nearest = nearest(id, ForceArea::ALL.iter().map(|force| force.id));
        Err(ForceError::Unknown { nearest })
    }
}

impl fmt::Display for Force {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
