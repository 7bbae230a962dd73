//! The export: PDF/A-3a and PDF/UA-1, the same bytes from the same data.

use typst::foundations::{Datetime, Smart};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::TypesetError;
use crate::view::Date;

/// How a paper of this date is exported.
pub(super) fn options(date: Date) -> Result<PdfOptions, TypesetError> {
    let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1])
        .map_err(|error| TypesetError::Standards(error.message().to_string()))?;
    Ok(PdfOptions {
        ident: Smart::Custom(format!(
            "panel-paper/{:04}-{:02}-{:02}",
            date.year, date.month, date.day
        )),
        creator: Smart::Custom(Some("panel".to_owned())),
        timestamp: Some(timestamp(date)?),
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    })
}

/// Midnight of the day of the meeting: a paper bears its own date, not that of the run.
fn timestamp(date: Date) -> Result<Timestamp, TypesetError> {
    let parts = (u8::try_from(date.month).ok()).zip(u8::try_from(date.day).ok());
    parts
        .and_then(|(month, day)| Datetime::from_ymd_hms(i32::from(date.year), month, day, 0, 0, 0))
        .map(Timestamp::new_utc)
        .ok_or(TypesetError::Date(date))
}
