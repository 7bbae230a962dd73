//! The exhibits as pictures, and a list that says of each what it shows and what it says.

use panel_report::view::Exhibit;
use panel_report::{Composition, Picture};
use serde::Serialize;

use crate::CompanionError;

/// The folder of the pictures.
pub const EXHIBITS: &str = "exhibits";

/// The list of the pictures, within their folder.
const LIST: &str = "exhibits.json";

/// A file of the folder of pictures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureFile {
    /// Its name within the folder.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// An exhibit in the list.
#[derive(Debug, Serialize)]
struct Listed<'a> {
    number: usize,
    row: &'a str,
    title: &'a str,
    /// For those who do not see it.
    alternative: &'a str,
    svg: String,
    png: String,
    fictional: bool,
}

/// The pictures of a paper's exhibits, each as SVG and PNG, and their list.
///
/// # Errors
/// [`CompanionError`] where the list cannot be written as JSON.
pub fn pictures(
    composition: &Composition,
    pictures: Vec<Picture>,
) -> Result<Vec<PictureFile>, CompanionError> {
    let mut files = Vec::with_capacity(pictures.len() * 2 + 1);
    let widgets = composition.priorities.iter().flat_map(|priority| &priority.widgets);
    let of_items = composition.paper.items.iter().filter_map(|item| item.figures.as_ref());
    let of_items = of_items.flat_map(|figures| figures.exhibits.iter().flatten());
    // In the order of the paper, in which the sections stand before the dashboard.
    let exhibits: Vec<_> =
        of_items.chain(widgets.flat_map(|widget| widget.exhibits.iter().flatten())).collect();
    let listed: Vec<_> =
        exhibits.iter().map(|exhibit| listed(exhibit, composition.findings.fictional)).collect();
    let list = serde_json::to_vec_pretty(&listed)?;
    files.push(PictureFile { name: LIST.to_owned(), bytes: list });
    for Picture { anchor, svg, png } in pictures {
        let name = name(&anchor);
        files.push(PictureFile { name: format!("{name}.svg"), bytes: svg.into_bytes() });
        files.push(PictureFile { name: format!("{name}.png"), bytes: png });
    }
    Ok(files)
}

fn listed(exhibit: &Exhibit, fictional: bool) -> Listed<'_> {
    let name = name(&exhibit.anchor);
    Listed {
        number: exhibit.number,
        row: &exhibit.row,
        title: &exhibit.caption,
        alternative: &exhibit.alt,
        svg: format!("{name}.svg"),
        png: format!("{name}.png"),
        fictional,
    }
}

/// `sp12-offences` of `chart-sp12-offences`.
fn name(anchor: &str) -> &str {
    anchor.strip_prefix("chart-").unwrap_or(anchor)
}
