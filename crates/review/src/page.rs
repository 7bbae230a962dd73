//! The pages of a paper, as they are read out and as they look.

use std::sync::Arc;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};
use panel_accessibility::{PageText, page_texts};
use rayon::prelude::*;

use crate::picture::Sheet;
use crate::region::Region;
use crate::{BuiltPaper, ReviewError};

/// How many dots a point has.
const SCALE: f32 = 1.5;

/// How far the letters of a line go above its baseline and below it, in points.
const LINE: (f64, f64) = (14.0, 8.0);

/// A page of a paper.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Page {
    pub(crate) text: PageText,
    pub(crate) sheet: Sheet,
}

/// Every page of a paper.
pub(crate) fn pages(paper: &BuiltPaper) -> Result<Vec<Page>, ReviewError> {
    let unreadable = |why| ReviewError::Paper { place: paper.place.clone(), why };
    let texts = page_texts(&paper.pdf).map_err(|error| unreadable(error.to_string()))?;
    let pdf =
        Pdf::new(Arc::new(paper.pdf.clone())).map_err(|error| unreadable(format!("{error:?}")))?;
    let numbered: Vec<_> = texts.into_iter().zip(pdf.pages().iter()).collect();
    let settings = RenderSettings {
        x_scale: SCALE,
        y_scale: SCALE,
        bg_color: WHITE,
        ..RenderSettings::default()
    };
    let drawn = numbered.into_par_iter().map(|(text, page)| {
        // All fonts of a paper are in its PDF: what the machine has must not show.
        let map = render(page, &RenderCache::new(), &InterpreterSettings::default(), &settings);
        let dots = map.data().iter().map(|dot| [dot.r, dot.g, dot.b]).collect();
        Page { text, sheet: Sheet::new(map.width().into(), map.height().into(), dots) }
    });
    Ok(drawn.collect())
}

impl Page {
    /// Whether a region lies within the running head or the foot.
    pub(crate) fn has_in_its_head_or_foot(&self, region: Region) -> bool {
        let point =
            |dots: usize| f64::from(u32::try_from(dots).unwrap_or(u32::MAX)) / f64::from(SCALE);
        let (top, bottom) = (point(region.y), point(region.y + region.height));
        self.text
            .head_and_foot
            .iter()
            .any(|baseline| top >= baseline - LINE.0 && bottom <= baseline + LINE.1)
    }

    /// All that it says.
    pub(crate) fn says(&self) -> String {
        self.text.parts.join(" ")
    }
}
