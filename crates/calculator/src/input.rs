//! What several inputs share.

use std::fmt;
use std::marker::PhantomData;

use panel_stats::counts;
use panel_stats::normal::{CONTROL_LINE_MULTIPLE, Z_975};
use panel_stats::proportions::proportion;
use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::fault::Fault;

/// A JSON object, and not the array of its values that serde would take as well.
#[derive(Debug, Clone, Copy, Default, JsonSchema)]
#[schemars(transparent)]
pub(crate) struct Object<T>(pub(crate) T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Fields(PhantomData)).map(Self)
    }
}

struct Fields<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Fields<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<T, A::Error> {
        T::deserialize(MapAccessDeserializer::new(fields))
    }
}

/// The multiple of the standard error if none is given: that of 95%.
pub(crate) const fn z() -> f64 {
    Z_975
}

/// How many deviations lines stand from a mean if nothing is given: 1.96, to the letter.
pub(crate) const fn lines() -> f64 {
    CONTROL_LINE_MULTIPLE
}

/// The confidence if none is given.
pub(crate) const fn confidence() -> f64 {
    0.95
}

/// The multiple of sigma of a control chart if none is given.
pub(crate) const fn three() -> f64 {
    3.0
}

/// So many successes of so many trials.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Proportion {
    /// How many succeeded: a count, at most `trials`.
    successes: u64,
    /// How many there were: a count, at least 1.
    trials: u64,
}

impl Object<Proportion> {
    /// The proportion that stands in `field`.
    pub(crate) fn checked(self, field: &str) -> Result<proportion::Proportion, Fault> {
        let Self(Proportion { successes, trials }) = self;
        proportion::Proportion::new(successes, trials).map_err(|e| Fault::from(e).within(field))
    }
}

/// A count and what it was counted over.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Counted {
    /// How many were counted.
    count: u64,
    /// What they were counted over: days, people, member-months; in the same units throughout.
    /// 1 if left out, for periods of equal length.
    #[serde(default = "one")]
    exposure: f64,
}

const fn one() -> f64 {
    1.0
}

impl Object<Counted> {
    /// The count that stands in `field`.
    pub(crate) fn checked(self, field: &str) -> Result<counts::Counted, Fault> {
        let Self(Counted { count, exposure }) = self;
        counts::Counted::new(count, exposure).map_err(|e| Fault::from(e).within(field))
    }
}

/// The counts of a list.
pub(crate) fn all_counted(
    field: &str,
    list: &[Object<Counted>],
) -> Result<Vec<counts::Counted>, Fault> {
    let places = list.iter().enumerate();
    places.map(|(index, each)| each.checked(&format!("{field}[{index}]"))).collect()
}

/// The proportions of a list.
pub(crate) fn all_proportions(
    field: &str,
    list: &[Object<Proportion>],
) -> Result<Vec<proportion::Proportion>, Fault> {
    let places = list.iter().enumerate();
    places.map(|(index, each)| each.checked(&format!("{field}[{index}]"))).collect()
}

/// Two proportions to compare.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TwoProportions {
    /// The first group.
    first: Object<Proportion>,
    /// The second group: differences are second minus first.
    second: Object<Proportion>,
}

impl TwoProportions {
    /// Both, first and second.
    pub(crate) fn checked(&self) -> Result<[proportion::Proportion; 2], Fault> {
        Ok([self.first.checked("first")?, self.second.checked("second")?])
    }
}
