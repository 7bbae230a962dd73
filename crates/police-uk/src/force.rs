//! The police forces: their names on police.uk and the codes of their areas.

use std::fmt;
use std::str::FromStr;

use panel_core::nearest;
use thiserror::Error;

/// A territorial police force of England and Wales.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Force(usize);

/// The id in the names of police.uk's files, the name, and the code of the area from the Government
/// Statistical Service.
///
/// Source: ids from the file names of police.uk; names and codes from "Police Force Areas (December
/// 2016)" of the Office for National Statistics, matched by name. Contains public sector information
/// licensed under the Open Government Licence v3.0.
const FORCES: [(&str, &str, &str); 43] = [
    ("avon-and-somerset", "Avon and Somerset", "E23000036"),
    ("bedfordshire", "Bedfordshire", "E23000026"),
    ("cambridgeshire", "Cambridgeshire", "E23000023"),
    ("cheshire", "Cheshire", "E23000006"),
    ("city-of-london", "City of London", "E23000034"),
    ("cleveland", "Cleveland", "E23000013"),
    ("cumbria", "Cumbria", "E23000002"),
    ("derbyshire", "Derbyshire", "E23000018"),
    ("devon-and-cornwall", "Devon and Cornwall", "E23000035"),
    ("dorset", "Dorset", "E23000039"),
    ("durham", "Durham", "E23000008"),
    ("dyfed-powys", "Dyfed-Powys", "W15000004"),
    ("essex", "Essex", "E23000028"),
    ("gloucestershire", "Gloucestershire", "E23000037"),
    ("greater-manchester", "Greater Manchester", "E23000005"),
    ("gwent", "Gwent", "W15000002"),
    ("hampshire", "Hampshire", "E23000030"),
    ("hertfordshire", "Hertfordshire", "E23000027"),
    ("humberside", "Humberside", "E23000012"),
    ("kent", "Kent", "E23000032"),
    ("lancashire", "Lancashire", "E23000003"),
    ("leicestershire", "Leicestershire", "E23000021"),
    ("lincolnshire", "Lincolnshire", "E23000020"),
    ("merseyside", "Merseyside", "E23000004"),
    ("metropolitan", "Metropolitan Police", "E23000001"),
    ("norfolk", "Norfolk", "E23000024"),
    ("north-wales", "North Wales", "W15000001"),
    ("north-yorkshire", "North Yorkshire", "E23000009"),
    ("northamptonshire", "Northamptonshire", "E23000022"),
    ("northumbria", "Northumbria", "E23000007"),
    ("nottinghamshire", "Nottinghamshire", "E23000019"),
    ("south-wales", "South Wales", "W15000003"),
    ("south-yorkshire", "South Yorkshire", "E23000011"),
    ("staffordshire", "Staffordshire", "E23000015"),
    ("suffolk", "Suffolk", "E23000025"),
    ("surrey", "Surrey", "E23000031"),
    ("sussex", "Sussex", "E23000033"),
    ("thames-valley", "Thames Valley", "E23000029"),
    ("warwickshire", "Warwickshire", "E23000017"),
    ("west-mercia", "West Mercia", "E23000016"),
    ("west-midlands", "West Midlands", "E23000014"),
    ("west-yorkshire", "West Yorkshire", "E23000010"),
    ("wiltshire", "Wiltshire", "E23000038"),
];

/// Forces on police.uk for which there is no police force area of England and Wales.
const WITHOUT_AREA: [(&str, &str); 2] =
    [("btp", "British Transport Police"), ("northern-ireland", "Northern Ireland")];

/// Names that forces go by in files without their id following from it.
const OTHER_NAMES: [(&str, &str); 1] = [("hampshire", "Hampshire and Isle of Wight Constabulary")];

/// Words of a force's name that its id leaves out.
const LEFT_OUT: [&str; 3] = ["police", "constabulary", "service"];

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
        FORCES[self.0].0
    }

    /// Its name: `Leicestershire`.
    #[must_use]
    pub fn name(self) -> &'static str {
        FORCES[self.0].1
    }

    /// The code of its area: `E23000021`.
    #[must_use]
    pub fn area(self) -> &'static str {
        FORCES[self.0].2
    }

    /// Whether a row that says `name` in `Falls within` or `Reported by` is of this force.
    ///
    /// The ids of police.uk are the forces' names in small letters with hyphens, without "Police",
    /// "Constabulary" and "Service": "Avon and Somerset Constabulary" is `avon-and-somerset`.
    pub(crate) fn goes_by(self, name: &str) -> bool {
        let words = name.split([' ', '-']).map(|word| match word {
            "&" => "and".to_owned(),
            word => word.to_lowercase(),
        });
        let kept: Vec<_> = words.filter(|word| !LEFT_OUT.contains(&word.as_str())).collect();
        kept.join("-") == self.id() || OTHER_NAMES.contains(&(self.id(), name))
    }
}

impl FromStr for Force {
    type Err = ForceError;

    fn from_str(id: &str) -> Result<Self, ForceError> {
        if let Some(index) = FORCES.iter().position(|(known, _, _)| *known == id) {
            return Ok(Self(index));
        }
        if let Some((_, name)) = WITHOUT_AREA.iter().find(|(known, _)| *known == id) {
            return Err(ForceError::WithoutArea(name));
        }
        let nearest = nearest(id, FORCES.iter().map(|(known, _, _)| *known));
        Err(ForceError::Unknown { nearest })
    }
}

impl fmt::Display for Force {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
