//! The police forces of England and Wales, and the codes of their areas.

/// A territorial police force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ForceArea {
    /// Its name in small letters with hyphens, as in the names of police.uk's files.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The code of its area from the Government Statistical Service.
    pub code: &'static str,
}

const fn force(id: &'static str, name: &'static str, code: &'static str) -> ForceArea {
    ForceArea { id, name, code }
}

/// Words of a force's name that its id leaves out.
const LEFT_OUT: [&str; 3] = ["police", "constabulary", "service"];

/// Names that forces go by without their id following from it.
const OTHER_NAMES: [(&str, &str); 1] = [("hampshire", "Hampshire and Isle of Wight Constabulary")];

impl ForceArea {
    /// Every territorial police force of England and Wales, by id.
    ///
    /// Source: ids from the file names of police.uk; names and codes from "Police Force Areas (December
    /// 2016)" of the Office for National Statistics, matched by name. Contains public sector information
    /// licensed under the Open Government Licence v3.0.
    pub const ALL: [Self; 43] = [
        force("avon-and-somerset", "Avon and Somerset", "E23000036"),
        force("bedfordshire", "Bedfordshire", "E23000026"),
        force("cambridgeshire", "Cambridgeshire", "E23000023"),
        force("cheshire", "Cheshire", "E23000006"),
        force("city-of-london", "City of London", "E23000034"),
        force("cleveland", "Cleveland", "E23000013"),
        force("cumbria", "Cumbria", "E23000002"),
        force("derbyshire", "Derbyshire", "E23000018"),
        force("devon-and-cornwall", "Devon and Cornwall", "E23000035"),
        force("dorset", "Dorset", "E23000039"),
        force("durham", "Durham", "E23000008"),
        force("dyfed-powys", "Dyfed-Powys", "W15000004"),
        force("essex", "Essex", "E23000028"),
        force("gloucestershire", "Gloucestershire", "E23000037"),
        force("greater-manchester", "Greater Manchester", "E23000005"),
        force("gwent", "Gwent", "W15000002"),
        force("hampshire", "Hampshire", "E23000030"),
        force("hertfordshire", "Hertfordshire", "E23000027"),
        force("humberside", "Humberside", "E23000012"),
        force("kent", "Kent", "E23000032"),
        force("lancashire", "Lancashire", "E23000003"),
        force("leicestershire", "Leicestershire", "E23000021"),
        force("lincolnshire", "Lincolnshire", "E23000020"),
        force("merseyside", "Merseyside", "E23000004"),
        force("metropolitan", "Metropolitan Police", "E23000001"),
        force("norfolk", "Norfolk", "E23000024"),
        force("north-wales", "North Wales", "W15000001"),
        force("north-yorkshire", "North Yorkshire", "E23000009"),
        force("northamptonshire", "Northamptonshire", "E23000022"),
        force("northumbria", "Northumbria", "E23000007"),
        force("nottinghamshire", "Nottinghamshire", "E23000019"),
        force("south-wales", "South Wales", "W15000003"),
        force("south-yorkshire", "South Yorkshire", "E23000011"),
        force("staffordshire", "Staffordshire", "E23000015"),
        force("suffolk", "Suffolk", "E23000025"),
        force("surrey", "Surrey", "E23000031"),
        force("sussex", "Sussex", "E23000033"),
        force("thames-valley", "Thames Valley", "E23000029"),
        force("warwickshire", "Warwickshire", "E23000017"),
        force("west-mercia", "West Mercia", "E23000016"),
        force("west-midlands", "West Midlands", "E23000014"),
        force("west-yorkshire", "West Yorkshire", "E23000010"),
        force("wiltshire", "Wiltshire", "E23000038"),
    ];

    /// The force whose area has this code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|force| force.code == code)
    }

    /// The force that goes by this name.
    ///
    /// ```
    /// use panel_core::ForceArea;
    ///
    /// let force = ForceArea::named("Avon & Somerset Constabulary").unwrap();
    /// assert_eq!(force.code, "E23000036");
    /// assert_eq!(ForceArea::named("avon&somerset"), Some(force));
    /// assert_eq!(ForceArea::named("Anyshire Constabulary"), None);
    /// ```
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|force| force.goes_by(name))
    }

    /// Whether `name` is a name of this force.
    ///
    /// The ids of police.uk are the forces' names in small letters with hyphens, without "Police",
    /// "Constabulary" and "Service": "Avon and Somerset Constabulary" is `avon-and-somerset`.
    #[must_use]
    pub fn goes_by(self, name: &str) -> bool {
        let spelt_out = name.replace('&', " and ").to_lowercase();
        let words = spelt_out.split([' ', '-']);
        let kept: Vec<_> =
            words.filter(|word| !word.is_empty() && !LEFT_OUT.contains(word)).collect();
        kept.join("-") == self.id || OTHER_NAMES.contains(&(self.id, name))
    }
}
