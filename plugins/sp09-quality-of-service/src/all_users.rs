//! The three samples that “all user” satisfaction is composed of, and the victims whom each stands for.

use panel_core::Series;
use panel_measures::SharePart;

pub(crate) const BURGLARY: Series = Series::higher_is_better("satisfaction/burglary");
pub(crate) const VEHICLE_CRIME: Series = Series::higher_is_better("satisfaction/vehicle-crime");
pub(crate) const VIOLENT_CRIME: Series = Series::higher_is_better("satisfaction/violent-crime");

/// The parts, each weighing by its victims.
pub(crate) const ALL_USERS: &[SharePart] = &[
    SharePart {
        name: "burglary",
        weighed_by: "victims of burglary",
        weight_name: "weight of burglary, %",
        share: BURGLARY,
        weight: Series::neither_is_better("victims/burglary"),
    },
    SharePart {
        name: "vehicle crime",
        weighed_by: "victims of vehicle crime",
        weight_name: "weight of vehicle crime, %",
        share: VEHICLE_CRIME,
        weight: Series::neither_is_better("victims/vehicle-crime"),
    },
    SharePart {
        name: "violent crime",
        weighed_by: "victims of violent crime",
        weight_name: "weight of violent crime, %",
        share: VIOLENT_CRIME,
        weight: Series::neither_is_better("victims/violent-crime"),
    },
];
