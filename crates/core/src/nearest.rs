//! The name that was probably meant.

/// The one of `names` that `wrong` was probably meant to be: no more than four slips away, and fewer
/// than the half of it.
///
/// ```
/// let names = ["offences/all-crime", "offences/vehicle-crime"];
/// assert_eq!(panel_core::nearest("offences/al-crime", names), Some("offences/all-crime"));
/// assert_eq!(panel_core::nearest("savings", names), None);
/// ```
pub fn nearest<'a>(wrong: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = wrong.chars().count();
    let most = 4.min(length / 2);
    names
        .into_iter()
        // What is longer or shorter by more is that many slips away at least.
        .filter(|name| name.chars().count().abs_diff(length) <= most)
        .map(|name| (strsim::damerau_levenshtein(wrong, name), name))
        .min()
        .filter(|(slips, _)| *slips <= most)
        .map(|(_, name)| name)
}
