//! A fictional quarter, in memory: partners, series, and what has arrived.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::{Date, date};
use panel_core::{
    Area, Fault, FinancialYear, Force, Month, Need, PaperDetails, Partner, RecordTable, ReturnKind,
    ReturnedSeries, Returns, Scale, Series, SourceText, Tally, Terms, Tests, Wanted,
};
use panel_partner_returns::{Asked, Delivery, Filing, Receiving};
use panel_returns::{RowReader, records};

pub(crate) const AREA: &str = "X23000001";
pub(crate) const RECEIVED: Date = date(2025, 1, 20);

const COUNTS: &str = "\
series,area,period,count,status,note
offences/burglary,X23000001,2023/24,407,final,
reports/missing,X23000001,2023/24,90,final,A fictional note.
";

const PACKAGE: &str = r#"{
 "name": "made-up",
 "resources": [
  {
   "name": "counts",
   "path": "counts.csv",
   "schema": { "fields": [ {"name": "series"} ] },
   "panel": { "return": "counts", "from": "Anyshire Constabulary" }
  }
 ]
}
"#;

const AWAITED: &str = r#"# Fictional, like all of this.

# The force counts again.
[[awaited]]
series = "offences/burglary"
return = "counts"
why = "It is being counted."
from = "Anyshire Constabulary"

[[awaited]]
series = "satisfaction/burglary"
return = "surveys"
period = "2023/24"
why = "Nobody was asked." # nor will be
from = "Anyshire Constabulary"

[[awaited]]
series = "milestone/training"
return = "words"
why = "The fictional group did not meet."
from = "Anyshire Partnership"
"#;

/// The quarter.
pub(crate) struct Quarter {
    pub(crate) terms: Terms,
    pub(crate) details: PaperDetails,
    pub(crate) partners: Vec<Partner>,
    pub(crate) areas: Vec<Area>,
    pub(crate) series: Vec<ReturnedSeries>,
    pub(crate) needs: Vec<Need>,
    pub(crate) tallies: Vec<&'static Tally>,
    pub(crate) record_tables: Vec<&'static RecordTable>,
    pub(crate) returns: Returns,
    pub(crate) texts: BTreeMap<String, String>,
}

fn series(id: &'static str, kind: ReturnKind, title: &str, wanted: Wanted) -> ReturnedSeries {
    // The template fills in the unit of a figure that has one.
    let scale = if kind == ReturnKind::Figures { Scale::Stars } else { Scale::Any };
    ReturnedSeries {
        series: Series::lower_is_better(id).measured_in(scale),
        kind,
        title: title.to_owned(),
        rows: vec![format!("sp12.{}", title.to_lowercase())],
        wanted: vec![wanted],
    }
}

fn partner(name: &str, board: &str, deadline: Option<Date>, returns: &[&str]) -> Partner {
    Partner {
        name: name.to_owned(),
        contact: "Head of Analysis".to_owned(),
        board: board.to_owned(),
        published: false,
        deadline,
        returns: returns.iter().map(|one| (*one).to_owned()).collect(),
        records: Vec::new(),
    }
}

fn terms() -> Terms {
    Terms {
        quarter: "2024-25 Q3".parse().unwrap(),
        force: Force {
            name: "Anyshire Constabulary".to_owned(),
            area: AREA.to_owned(),
            fictional: true,
        },
        plan_name: "Fictional plan".to_owned(),
        baseline_year: "2023/24".parse::<FinancialYear>().unwrap(),
        plan_ends: "2027-03".parse::<Month>().unwrap(),
        comparison_group: "a group".to_owned(),
        comparison_members: Vec::new(),
        recording_changes: Vec::new(),
        disclosure: Vec::new(),
        tests: Tests::shipped(),
    }
}

fn details() -> PaperDetails {
    PaperDetails {
        look: panel_core::Look::default(),
        areas: Vec::new(),
        body: "Anyshire Mayor for Policing".to_owned(),
        office: "Office of the Anyshire Mayor".to_owned(),
        panel: "Anyshire Policing Board".to_owned(),
        marked: String::new(),
        notice: String::new(),
        report_of: "Anyshire Mayor for Policing".to_owned(),
        date: date(2025, 2, 13),
        author: "Performance Officer".to_owned(),
        comparison_note: String::new(),
        implications: Vec::new(),
        background_papers: Vec::new(),
        contacts: Vec::new(),
    }
}

/// The workbook of the force, made once.
pub(crate) fn template() -> &'static [u8] {
    static MADE: OnceLock<Vec<u8>> = OnceLock::new();
    MADE.get_or_init(|| Quarter::new().template(0).unwrap())
}

impl Quarter {
    pub(crate) fn new() -> Self {
        use ReturnKind::{Counts, Figures, Money, MonthlyCounts, Positions, Surveys, Words};
        let series = vec![
            series("offences/burglary", Counts, "Offences", Wanted::BaselineAndLatest),
            series("reports/missing", Counts, "Reports", Wanted::BaselineAndLatest),
            series("offences/burglary", MonthlyCounts, "Months", Wanted::EveryMonth),
            series("satisfaction/burglary", Surveys, "Satisfaction", Wanted::BaselineAndLatest),
            series("offences/burglary", Positions, "Position", Wanted::AtTheEnd),
            series("savings/realised", Money, "Savings", Wanted::AtTheEnd),
            series("milestone/training", Words, "Training", Wanted::AtTheEnd),
            series("feedback/stars", Figures, "Stars", Wanted::Latest),
        ];
        let needs = series.iter().map(|one| Need { series: one.series, kind: one.kind }).collect();
        let force = ["offences/*", "reports/*", "satisfaction/*", "savings/*", "feedback/*"];
        let mut quarter = Self {
            terms: terms(),
            details: details(),
            partners: vec![
                partner(
                    "Anyshire Constabulary",
                    "Fictional Performance Board",
                    Some(date(2025, 1, 24)),
                    &force,
                ),
                partner("Anyshire Partnership", "", None, &["milestone/*"]),
            ],
            areas: vec![Area { code: AREA.to_owned(), name: "Anyshire Constabulary".to_owned() }],
            series,
            needs,
            tallies: Vec::new(),
            record_tables: Vec::new(),
            returns: Returns::new(AREA),
            texts: BTreeMap::new(),
        };
        for (name, text) in [
            ("returns/counts.csv", COUNTS),
            ("returns/datapackage.json", PACKAGE),
            ("awaited.toml", AWAITED),
        ] {
            quarter.texts.insert(name.to_owned(), text.to_owned());
        }
        quarter.read();
        quarter
    }

    /// Reads the tables anew.
    pub(crate) fn read(&mut self) {
        self.returns = Returns::new(AREA);
        for (name, text) in self.texts.iter().filter(|(_, text)| text.starts_with("series,")) {
            let source = SourceText::new(name, text);
            let kind = ReturnKind::ALL
                .into_iter()
                .find(|kind| text.starts_with(&kind.column_names().join(",")))
                .unwrap();
            let mut faults = Vec::new();
            for record in records(&source, kind, &mut faults).unwrap() {
                let row = RowReader::new(&source, kind, &record, &mut faults).parse().unwrap();
                let file = name.as_str().into();
                let source = panel_core::Source { file, line: record.line };
                self.returns.receive(kind, row.into_observation(source));
            }
            assert_eq!(faults, []);
        }
    }

    /// Every figure that stands, as text with its source's file.
    pub(crate) fn standing(&self) -> Vec<String> {
        let all = self.returns.observations();
        all.map(|(kind, one)| {
            format!(
                "{} {} {} {} {:?}",
                kind.name(),
                one.series,
                one.period.iso(),
                one.value,
                one.note
            )
        })
        .collect()
    }

    /// The workbook for one of its partners.
    pub(crate) fn template(&self, partner: usize) -> Option<Vec<u8>> {
        let asked = Asked {
            partner: &self.partners[partner],
            terms: &self.terms,
            details: &self.details,
            areas: &self.areas,
            series: &self.series,
            tallies: &self.tallies,
            record_tables: &self.record_tables,
            returns: &self.returns,
        };
        asked.template().unwrap()
    }

    pub(crate) fn receive(
        &self,
        deliveries: &[Delivery<'_>],
        revises: Option<&str>,
    ) -> Result<Filing, Vec<Fault>> {
        self.receive_from(0, deliveries, revises)
    }

    pub(crate) fn receive_from(
        &self,
        partner: usize,
        deliveries: &[Delivery<'_>],
        revises: Option<&str>,
    ) -> Result<Filing, Vec<Fault>> {
        let receiving = Receiving { revises, ..self.receiving(partner) };
        receiving.receive(deliveries)
    }

    /// Receiving from a partner, without anything that need not be given.
    pub(crate) fn receiving(&self, partner: usize) -> Receiving<'_> {
        Receiving {
            from: &self.partners[partner],
            partners: &self.partners,
            received: RECEIVED,
            revises: None,
            edition: None,
            terms: &self.terms,
            areas: &self.areas,
            needs: &self.needs,
            series: &self.series,
            all_series: &self.series,
            tallies: &self.tallies,
            record_tables: &self.record_tables,
            covers: None,
            keys: None,
            returns: &self.returns,
            texts: &self.texts,
        }
    }

    /// Writes what is to be written, and reads it.
    pub(crate) fn file(&mut self, filing: &Filing) {
        self.texts.extend(filing.files.iter().cloned());
        self.read();
    }
}

/// A text of the package in which the hash of each table is one and the same, since those of workbooks are
/// in the tables.
pub(crate) fn with_any_hash(package: &str) -> String {
    let mut parts = package.split("\"sha256:");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| format!("{text}\"sha256:[hash]{}", &part[64..]))
}
