//! Receiving what partners send: every fault at once, or the rows filed with where they came from.
//!
//! Nothing is written here: a [`Filing`] is the new text of each file that changes.

mod alike_numbers;
mod awaited;
mod file_names;
mod filed_row;
mod filing;
mod given;
mod given_rows;
mod heads;
mod limits;
mod new_table;
mod noticed;
mod number_format;
mod pending;
mod periods;
mod person_cells;
mod reading;
mod receipt;
mod record_rows;
mod record_standing;
mod record_value;
mod registering;
mod rows;
mod said;
mod saved_csv;
mod sheet;
mod sheet_names;
mod sheet_rows;
mod short_cover;
mod shown_number;
mod strangers;
mod table;
mod traced;
mod value;
mod workbook;
mod xlsx;

use std::collections::BTreeMap;

use jiff::civil::Date;
use panel_core::{
    Area, Fault, Need, Partner, Period, Quantity, RecordTable, ReturnKind, ReturnedSeries, Returns,
    SourceText, Status, Tally, Terms, code,
};

pub use filing::PACKAGE;
pub use receipt::Receipt;
pub use traced::Traced;

use crate::keys::PersonKeys;
use crate::package::Package;

/// A file that a partner sent.
///
/// ```
/// use panel_partner_returns::Delivery;
///
/// let delivery = Delivery { name: "surveys.csv", bytes: b"abc" };
/// let begins = "ba7816bf8f01cfea414140de5dae2223";
/// assert!(delivery.sha256().starts_with(begins));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Delivery<'a> {
    /// Its name, without the folders that lead to it.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

impl Delivery<'_> {
    /// The SHA-256 of its bytes, in hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> String {
        panel_returns::sha256_hex(self.bytes)
    }
}

/// Who sent it, when, and what it is received into.
#[derive(Debug, Clone, Copy)]
pub struct Receiving<'a> {
    /// Who sent it.
    pub from: &'a Partner,
    /// Everybody who returns something.
    pub partners: &'a [Partner],
    /// The day on which it arrived.
    pub received: Date,
    /// Why figures that stand already are to be revised; nothing where they are not.
    pub revises: Option<&'a str>,
    /// The edition that it is of, where the partner publishes it.
    pub edition: Option<&'a str>,
    /// The quarter and its terms.
    pub terms: &'a Terms,
    /// The areas that returns may speak of.
    pub areas: &'a [Area],
    /// What the plan's rows read.
    pub needs: &'a [Need],
    /// What they ask for.
    pub series: &'a [ReturnedSeries],
    /// The same with what is asked for as records alone.
    pub all_series: &'a [ReturnedSeries],
    /// How figures are counted from records.
    pub tallies: &'a [&'static Tally],
    /// Every table of records that the plan reads.
    pub record_tables: &'a [&'static RecordTable],
    /// The months of which the records that were sent hold every one; nothing where it is not known.
    pub covers: Option<Period>,
    /// What makes keys of the numbers in records; nothing where no key file was given.
    pub keys: Option<&'a PersonKeys>,
    /// What has arrived.
    pub returns: &'a Returns,
    /// The texts that may change, by their paths from the quarter's folder: `datapackage.json`,
    /// `awaited.toml` and the tables of figures and records.
    pub texts: &'a BTreeMap<String, String>,
}

/// What is to be written, in this order, and what the partner is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filing {
    /// The files that change: path from the quarter's folder, and new text.
    pub files: Vec<(String, String)>,
    /// What the partner is told.
    pub receipt: Receipt,
}

/// What stops a filing.
type Problem = Box<Fault>;

/// The beginning of a note that says what was revised.
const REVISED_ON: &str = "Revised on ";

/// A row that has been checked.
#[derive(Debug, Clone)]
struct Checked {
    kind: ReturnKind,
    series: String,
    area: String,
    period: Period,
    value: Quantity,
    status: Status,
    note: Option<String>,
    /// The cells as text, in the order of the kind's columns.
    cells: Vec<String>,
    /// Where it stood: file, hash, sheet and cells.
    source: String,
    /// What stood before, and where: file and line.
    revises: Option<(Quantity, panel_core::Source)>,
    /// What stood beside it; nothing where there was nothing.
    noted: Option<String>,
    /// Whether a board had approved what stood before, or none needed to.
    was_shown: bool,
}

impl Filing {
    /// The texts of the files, each taken out of the filing before the next: they may be long.
    #[must_use]
    pub fn into_texts(self) -> (Vec<SourceText>, Receipt) {
        let texts = self.files.into_iter().map(|(path, text)| SourceText::new(&path, &text));
        (texts.collect(), self.receipt)
    }
}

impl Receiving<'_> {
    /// Checks what was sent and says what is to be written.
    ///
    /// # Errors
    /// Every fault; then nothing is to be written. None of them repeats the number of a person.
    pub fn receive(&self, deliveries: &[Delivery<'_>]) -> Result<Filing, Vec<Fault>> {
        let (named, masked) = file_names::mask(self, deliveries);
        let named = named.iter().map(|(name, bytes)| Delivery { name, bytes });
        let mut filing = self.receive_named(&named.collect::<Vec<_>>())?;
        for index in masked {
            let (name, _) = &filing.receipt.deliveries[index];
            let message = format!("{name}: {}", file_names::WHY_MASKED);
            filing.receipt.read.insert(0, message);
        }
        Ok(filing)
    }

    /// What would be written of the figures that are right by themselves, where others are at fault: so
    /// that what contradicts what is filed is told as well. It is not to be written.
    #[must_use]
    pub fn without_faulty(&self, deliveries: &[Delivery<'_>]) -> Option<Filing> {
        let (named, _) = file_names::mask(self, deliveries);
        let named = named.iter().map(|(name, bytes)| Delivery { name, bytes });
        let named: Vec<_> = named.collect();
        let package = Package::read(self.texts.get(PACKAGE)?).ok()?;
        let rows = rows::check(self, &named, &package, &mut Vec::new());
        let rows = rows::Rows { records: Vec::new(), ..rows };
        filing::file(self, &named, &package, rows).ok().filter(|filing| !filing.files.is_empty())
    }

    /// The same, of files by the names that may be shown.
    fn receive_named(&self, deliveries: &[Delivery<'_>]) -> Result<Filing, Vec<Fault>> {
        let mut faults = Vec::new();
        let texts = self.texts.get(PACKAGE).map(String::as_str).unwrap_or_default();
        let package = Package::read(texts).map_err(|error| {
            let remedy = "see what `panel check` says of it";
            vec![Fault::of_file(
                code!("datapackage::unreadable"),
                PACKAGE,
                error.to_string(),
                remedy,
            )]
        })?;
        let checked = rows::check(self, deliveries, &package, &mut faults);
        let none = checked.new.is_empty() && checked.unchanged == 0 && checked.records.is_empty();
        if faults.is_empty() && none {
            let (what, wanted) = if self.from.records.is_empty() {
                ("no figure was filled in", "its figures")
            } else {
                ("neither a figure nor a record was filled in", "its figures and records")
            };
            for delivery in deliveries {
                faults.push(Fault::of_file(
                    code!("receive::nothing"),
                    delivery.name,
                    what,
                    format!("ask the partner to fill in {wanted}, or wait for them"),
                ));
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        filing::file(self, deliveries, &package, checked).map_err(|fault| vec![*fault])
    }

    /// What finds the faults of the quarter as it would be with this filing where those can find them who
    /// look for them before anything is written: in what was sent, or in what stands.
    #[must_use]
    pub fn tracing<'a>(
        &'a self,
        deliveries: &'a [Delivery<'a>],
        files: &'a [SourceText],
    ) -> Traced<'a> {
        Traced::new(self, deliveries, files)
    }
}
