//! Returns built by hand, and what a row says of them in a few words.

use panel_core::{
    Awaiting, Evidence, Figure, FinancialYear, Finding, Force, Measure, MeasureError, Month,
    Observation, Percentage, Period, Pounds, Proportion, Quantity, ReturnKind, Returns, Series,
    Source, Status, Terms, Tests,
};
use rust_decimal::Decimal;

pub(crate) const OWN: &str = "E23000021";
pub(crate) const OTHER: &str = "E23000022";

/// The periods of Quarter 2 of 2014/15 against the baseline year 2012/13.
pub(crate) const BASELINE: &str = "2012/13";
pub(crate) const LATEST: &str = "2013-10/2014-09";
pub(crate) const TO_DATE: &str = "2014-04/2014-09";
pub(crate) const YEAR_BEFORE: &str = "2013-04/2013-09";

/// One series, each way.
pub(crate) const LOWER: Series = Series::lower_is_better("the-series");
pub(crate) const HIGHER: Series = Series::higher_is_better("the-series");
pub(crate) const NEITHER: Series = Series::neither_is_better("the-series");

pub(crate) fn period(written: &str) -> Period {
    written.parse().expect("a period")
}

pub(crate) fn month(written: &str) -> Month {
    written.parse().expect("a month")
}

pub(crate) fn decimal(written: &str) -> Decimal {
    written.parse().expect("a number")
}

pub(crate) fn share(positive: u64, surveyed: u64) -> Quantity {
    Quantity::Proportion(Proportion::new(positive, surveyed).expect("a share"))
}

pub(crate) fn percentage(percent: &str, surveyed: Option<u64>) -> Quantity {
    Quantity::Percentage(Percentage::new(decimal(percent), surveyed).expect("a percentage"))
}

pub(crate) fn millions(written: &str) -> Quantity {
    Quantity::Money(Pounds::millions(decimal(written)))
}

pub(crate) fn terms() -> Terms {
    terms_of("2014-15 Q2")
}

pub(crate) fn terms_of(quarter: &str) -> Terms {
    Terms {
        quarter: quarter.parse().expect("a quarter"),
        force: Force { name: "Midshire".to_owned(), area: OWN.to_owned(), fictional: true },
        plan_name: "Police and Crime Plan for Midshire".to_owned(),
        baseline_year: FinancialYear::starting(2012).expect("a year"),
        plan_ends: month("2017-03"),
        comparison_group: "comparison group".to_owned(),
        comparison_members: Vec::new(),
        recording_changes: Vec::new(),
        disclosure: Vec::new(),
        tests: Tests::shipped(),
    }
}

/// Returns of one kind; its figures stand on the lines of one file, from line 2, in the order they
/// are added.
pub(crate) struct Built {
    kind: ReturnKind,
    returns: Returns,
    line: u32,
}

pub(crate) fn returns(kind: ReturnKind) -> Built {
    Built { kind, returns: Returns::new(OWN), line: 2 }
}

impl Built {
    /// A final figure of the force for the series that the tables use.
    pub(crate) fn with(self, months: &str, value: Quantity) -> Self {
        self.with_status(months, value, Status::Final)
    }

    pub(crate) fn with_status(self, months: &str, value: Quantity, status: Status) -> Self {
        self.line(LOWER, OWN, months, value, status)
    }

    pub(crate) fn with_count(self, months: &str, count: i64) -> Self {
        self.with(months, Quantity::Count(count))
    }

    pub(crate) fn with_other_force(self, months: &str, value: Quantity) -> Self {
        self.line(LOWER, OTHER, months, value, Status::Final)
    }

    pub(crate) fn with_series(self, series: Series, months: &str, value: Quantity) -> Self {
        self.line(series, OWN, months, value, Status::Final)
    }

    /// From here on, figures of another kind, from line 2 of its file.
    pub(crate) fn and(mut self, kind: ReturnKind) -> Self {
        (self.kind, self.line) = (kind, 2);
        self
    }

    /// Counts in a row, each over so many months, the last of them ending with `last`.
    pub(crate) fn with_run(self, series: Series, months: i32, last: &str, counts: &[i64]) -> Self {
        let end = month(last);
        (0_i32..).zip(counts.iter().rev()).fold(self, |built, (back, count)| {
            let ends = end.plus(-back * months);
            let period = format!("{}/{}", ends.plus(1 - months).iso(), ends.iso());
            built.with_series(series, &period, Quantity::Count(*count))
        })
    }

    /// A count of another area, or of the force.
    pub(crate) fn with_area(self, series: Series, area: &str, months: &str, count: i64) -> Self {
        self.line(series, area, months, Quantity::Count(count), Status::Final)
    }

    /// A figure of another area, or of the force.
    pub(crate) fn with_value(
        self,
        series: Series,
        area: &str,
        months: &str,
        value: Quantity,
        status: Status,
    ) -> Self {
        self.line(series, area, months, value, status)
    }

    fn line(
        mut self,
        series: Series,
        area: &str,
        months: &str,
        value: Quantity,
        status: Status,
    ) -> Self {
        let file = format!("returns/{}.csv", self.kind.name());
        let observation = Observation {
            series: series.id().into(),
            area: area.into(),
            period: period(months),
            value,
            status,
            note: None,
            source: Source { file: file.as_str().into(), line: self.line },
            counted: None,
            summed: None,
        };
        self.returns.receive(self.kind, observation);
        self.line += 1;
        self
    }

    /// Explains what is missing for those months, or for any.
    pub(crate) fn awaiting(mut self, months: Option<&str>) -> Self {
        self.returns.await_figure(Awaiting {
            series: LOWER.id().to_owned(),
            kind: self.kind,
            area: None,
            period: months.map(period),
            why: "not yet supplied".to_owned(),
            from: "Force performance team".to_owned(),
            expected: None,
            since: None,
            pending: false,
            source: Source { file: "awaited.toml".into(), line: 3 },
        });
        self
    }

    /// Figures of the force, or of other areas, that arrived and are not approved.
    pub(crate) fn pending(mut self, months: &str, areas: &[&str]) -> Self {
        for area in areas {
            self.returns.await_figure(Awaiting {
                series: LOWER.id().to_owned(),
                kind: self.kind,
                area: Some((*area).to_owned()),
                period: Some(period(months)),
                why: "not yet approved".to_owned(),
                from: "Force performance team".to_owned(),
                expected: None,
                since: None,
                pending: true,
                source: Source { file: "returns/received.csv".into(), line: 2 },
            });
        }
        self
    }

    pub(crate) fn try_judge(
        &self,
        row: &dyn Measure,
        terms: &Terms,
    ) -> Result<Finding, MeasureError> {
        row.assess(&self.returns, terms)
    }

    /// What the row finds under the usual terms.
    pub(crate) fn judge(&self, row: &dyn Measure) -> Finding {
        self.judge_under(row, &terms())
    }

    pub(crate) fn judge_under(&self, row: &dyn Measure, terms: &Terms) -> Finding {
        self.try_judge(row, terms).unwrap_or_else(|error| panic!("{error}"))
    }

    /// Why the row cannot be judged.
    pub(crate) fn refusal(&self, row: &dyn Measure) -> String {
        match self.try_judge(row, &terms()) {
            Ok(finding) => panic!("judged: {}", describe_finding(&finding)),
            Err(error) => error.to_string(),
        }
    }
}

/// `Green significantly_better`, `reported no_baseline`, `awaited awaited`.
pub(crate) fn describe_finding(finding: &Finding) -> String {
    let state = finding.assessment().map_or(finding.state(), panel_core::Assessment::word);
    format!("{state} {}", finding.reason().code())
}

/// A number on the way.
pub(crate) fn number(evidence: &Evidence, name: &str) -> Option<f64> {
    if name == "p" {
        return evidence.p_value.map(panel_core::Finite::get);
    }
    evidence.numbers.iter().find(|one| one.name == name).map(|one| one.value.get())
}

pub(crate) fn assert_near(name: &str, found: Option<f64>, wanted: f64, tolerance: f64) {
    let found = found.unwrap_or_else(|| panic!("{name} is not there"));
    assert!((found - wanted).abs() <= tolerance, "{name}: {found} is not {wanted}");
}

/// `baseline returns/counts.csv:2`, one for each input.
pub(crate) fn inputs(evidence: &Evidence) -> Vec<String> {
    evidence.inputs.iter().map(|input| format!("{} {}", input.name, input.source)).collect()
}

/// `tests.control_line_sd 1.96`, one for each setting.
pub(crate) fn settings(evidence: &Evidence) -> Vec<String> {
    evidence.settings.iter().map(|one| format!("{} {}", one.name, one.value)).collect()
}

/// The figures of the row as printed, with NA for what is awaited.
pub(crate) fn printed(finding: &Finding) -> Vec<String> {
    let figure = |figure: &Figure| figure.value().map_or("NA".to_owned(), ToString::to_string);
    finding.figures().all().map(figure).collect()
}
