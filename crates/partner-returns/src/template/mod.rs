//! The workbook that a partner fills in: a cover, the contents, a sheet for each kind of return and each
//! table of records, and what its columns, series and periods mean.
//!
//! One table a sheet, one header row, nothing merged, nothing said by colour alone; the same inputs
//! give the same bytes.

mod sheet;
mod words;

use panel_core::{
    Area, PaperDetails, Partner, Period, RecordTable, ReturnKind, ReturnTable, ReturnedSeries,
    Returns, Tally, Terms,
};
use panel_workbook::{About, Formats, Heading, WorkbookError, cover};
use rust_xlsxwriter::{Workbook, Worksheet};

use crate::owed::{Owed, owed, title};
pub(crate) use sheet::WHAT_IT_IS;
use sheet::list;

/// What a template is made from.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Whom it is for.
    pub partner: &'a Partner,
    /// The quarter and its terms.
    pub terms: &'a Terms,
    /// The particulars of the paper.
    pub details: &'a PaperDetails,
    /// The areas that it may speak of.
    pub areas: &'a [Area],
    /// What the plan's rows ask for.
    pub series: &'a [ReturnedSeries],
    /// How figures are counted from records.
    pub tallies: &'a [&'static Tally],
    /// Every table of records that the plan reads.
    pub record_tables: &'a [&'static RecordTable],
    /// What has arrived.
    pub returns: &'a Returns,
}

/// The sheet of the cover.
pub const COVER: &str = "Cover";
/// The sheet that lists the others.
pub const CONTENTS: &str = "Contents";
/// The sheet that lists the series.
pub const SERIES: &str = "Series";
/// The sheet that lists the periods.
pub const PERIODS: &str = "Periods";
/// The sheet that says what columns and statuses mean.
pub const NOTES: &str = "Notes";

impl Asked<'_> {
    /// The workbook; nothing where nothing is awaited from the partner.
    ///
    /// # Errors
    /// Where the workbook cannot be written, which would be a fault of the program.
    pub fn template(&self) -> Result<Option<Vec<u8>>, WorkbookError> {
        let owed = owed(self.partner, self.series, self.returns, self.terms);
        let records = self.records();
        if owed.is_empty() && records.is_empty() {
            return Ok(None);
        }
        let mut workbook = Workbook::new();
        let subject = format!("Figures for the paper to the {}", self.details.panel);
        let title = self.title();
        workbook.set_properties(&self.about(&title, &subject).properties()?);
        let formats = Formats::new();
        let kinds: Vec<_> = ReturnKind::ALL
            .into_iter()
            .filter(|kind| owed.iter().any(|one| one.series.kind == *kind))
            .collect();
        let periods = periods(&owed);
        let figures = kinds.iter().map(|kind| ReturnTable::Figures(*kind));
        let tables: Vec<_> =
            figures.chain(records.iter().map(|table| ReturnTable::Records(table))).collect();
        let told = words::cover(self, &owed, &records);
        cover(workbook.add_worksheet(), COVER, &title, &told, &formats)?;
        self.contents(workbook.add_worksheet(), &tables, &formats)?;
        for kind in &kinds {
            let rows: Vec<_> = owed.iter().filter(|one| one.series.kind == *kind).collect();
            let sheet = workbook.add_worksheet();
            sheet::write(sheet, self, *kind, &rows, periods.len(), &formats)?;
        }
        for table in &records {
            sheet::write_records(workbook.add_worksheet(), self, table, &formats)?;
        }
        if !owed.is_empty() {
            self.list_series(workbook.add_worksheet(), &kinds, &formats)?;
            list_periods(workbook.add_worksheet(), &periods, &formats)?;
        }
        self.notes(workbook.add_worksheet(), &tables, &formats)?;
        workbook.save_to_buffer().map(Some)
    }

    /// The tables of records that the partner returns. Of a month that is over there may still be a
    /// record to come, so that they are asked for whatever has arrived.
    #[must_use]
    pub fn records(&self) -> Vec<&'static RecordTable> {
        let mut tables = self.record_tables.to_vec();
        tables.retain(|table| self.partner.returns_records(table.name));
        tables
    }

    /// What the workbook is called.
    fn title(&self) -> String {
        format!("Return of {} for {}", self.partner.name, self.terms.quarter)
    }

    fn about<'a>(&'a self, title: &'a str, subject: &'a str) -> About<'a> {
        let date = self.details.date;
        About {
            title,
            subject,
            body: &self.details.body,
            office: &self.details.office,
            date: (date.year(), date.month(), date.day()),
        }
    }

    fn contents(
        &self,
        sheet: &mut Worksheet,
        tables: &[ReturnTable],
        formats: &Formats,
    ) -> Result<(), WorkbookError> {
        let mut rows = vec![[COVER.to_owned(), "What this is, and how to fill it in".to_owned()]];
        for table in tables {
            rows.push([table.title().to_owned(), format!("To fill in. {}", table.description())]);
        }
        let figures = tables.iter().any(|table| !table.is_records());
        for (name, what) in [
            (SERIES, "The series that may be returned, and what each is"),
            (PERIODS, "The periods that are asked for, and how each is written"),
            (NOTES, "What each column and each status means"),
        ] {
            if !figures && name != NOTES {
                continue;
            }
            rows.push([name.to_owned(), what.to_owned()]);
        }
        let heading = Heading {
            name: CONTENTS,
            title: format!("Contents: {}", self.title()),
            sentences: vec!["Each sheet holds one table.".to_owned()],
        };
        list(sheet, &heading, &[("Sheet", 20), ("What is on it", 70)], &rows, formats)
    }

    /// The series that the partner returns, of the kinds that have a sheet here.
    fn list_series(
        &self,
        sheet: &mut Worksheet,
        kinds: &[ReturnKind],
        formats: &Formats,
    ) -> Result<(), WorkbookError> {
        let own = self
            .series
            .iter()
            .filter(|one| kinds.contains(&one.kind) && self.partner.owes(one.series.id()));
        let rows: Vec<_> = own
            .map(|one| {
                [
                    one.series.id().to_owned(),
                    one.kind.title().to_owned(),
                    title(one),
                    one.better().to_owned(),
                ]
            })
            .collect();
        let heading = Heading {
            name: SERIES,
            title: format!("Series that {} returns", self.partner.name),
            sentences: vec!["Each series is in the sheet of its kind of return.".to_owned()],
        };
        let columns = [("Series", 44), ("Sheet", 18), ("What it is", 60), ("Better", 24)];
        list(sheet, &heading, &columns, &rows, formats)
    }

    fn notes(
        &self,
        sheet: &mut Worksheet,
        tables: &[ReturnTable],
        formats: &Formats,
    ) -> Result<(), WorkbookError> {
        let heading = Heading {
            name: NOTES,
            title: "Notes: what columns and statuses mean".to_owned(),
            sentences: vec![
                "A cell that may be empty is one that you leave empty where nothing is known; \
                 write no n/a, dash or nought instead."
                    .to_owned(),
            ],
        };
        let columns =
            [("Sheet", 18), ("Column", 24), ("Holds", 40), ("Empty", 12), ("Meaning", 80)];
        list(sheet, &heading, &columns, &words::notes(self, tables), formats)
    }
}

/// The periods asked for, each once, in order.
fn periods(owed: &[Owed<'_>]) -> Vec<Period> {
    let mut periods: Vec<_> = owed.iter().map(|one| one.period).collect();
    periods.sort_unstable();
    periods.dedup();
    periods
}

fn list_periods(
    sheet: &mut Worksheet,
    periods: &[Period],
    formats: &Formats,
) -> Result<(), WorkbookError> {
    let heading = Heading {
        name: PERIODS,
        title: "Periods that are asked for".to_owned(),
        sentences: vec!["Another period is written in the same way.".to_owned()],
    };
    let rows: Vec<_> = periods
        .iter()
        .map(|period| {
            let (first, last) = (period.first(), period.last());
            let means = if first == last {
                first.to_string()
            } else {
                format!("{first} to {last}, both months in")
            };
            [period.iso(), means]
        })
        .collect();
    list(sheet, &heading, &[("Period", 24), ("Months", 60)], &rows, formats)
}
