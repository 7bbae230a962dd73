//! The vocabulary of a Police and Crime Plan.
//!
//! A *priority* is a plugin: a title and the *measures* that make the rows of its dashboard widget.
//! A measure judges one row from the *returns* under the *terms* of the plan and gives a *finding*,
//! with the *evidence* behind it. This crate does no input or output and knows no statistic.

mod caution;
mod change;
mod details;
mod disclosure;
mod evidence;
mod exhibit;
mod fault;
mod fault_code;
mod financial_year;
mod finding;
mod force_area;
mod formula;
mod input;
mod look;
mod measure;
mod milestone;
mod month;
mod nearest;
mod partner;
mod partnership;
mod period;
mod plan;
mod priority;
mod quantity;
mod readable;
mod reason;
mod record;
mod records;
mod return_schema;
mod return_table;
mod returned_series;
mod returns;
mod row;
mod scale;
mod screened;
mod series;
mod source;
mod source_text;
mod status;
mod street_series;
mod summed;
mod syntax;
mod terms;
mod variation;
mod working_time;

pub use caution::Caution;
pub use change::Change;
pub use details::PaperDetails;
pub use disclosure::{DisclosurePolicy, DisclosureSum, WITHHELD};
pub use evidence::{Evidence, Finite, Interval, Number, Rule, Setting, Statistic};
pub use exhibit::{
    ChartedPoint, ControlChart, DatedMilestone, Exhibit, FanStep, GroupBars, GroupMember, Lines,
    MOST_STARS, Marker, MilestoneStatus, Milestones, NamedCount, NamedCounts, Part, Point,
    ProjectedTrend, ProjectionFan, StarDistribution, SurveyedShare, Waterfall,
};
pub use fault::{Fault, FewFaults, KEPT_ALIKE, Place, Severity, count_faults, group_alike};
pub use fault_code::{FaultCode, FaultMeaning, fault_meanings};
pub use financial_year::{FinancialYear, Quarter};
pub use finding::{Assessment, Awaited, Figure, Figures, Finding};
pub use force_area::ForceArea;
pub use formula::{escape_formula, unescape_formula};
pub use input::{Input, Subject};
pub use look::{Logo, Look};
pub use measure::{Asked, Columns, Measure, MeasureError, Need};
pub use milestone::ReturnedMilestone;
pub use month::{Month, plain_date, spoken_date};
pub use nearest::nearest;
pub use partner::{Area, Partner, covers};
pub use partnership::{Partnership, Partnerships};
pub use period::{Period, PeriodError};
pub use plan::{Plan, PlanError};
pub use priority::{Code, Entry, Item, Priority};
pub use quantity::{
    Percentage, Pounds, Proportion, Quantity, QuantityError, Unit, grouped, ordinal,
};
pub use readable::{quoted_piece, readable, readable_line, readable_table, shortened};
pub use reason::Reason;
pub use record::{FindingsRecord, IntervalRecord, RowRecord, Value};
pub use records::{
    Collated, CollatedContext, CollatedLine, CollatedTheme, Collation, Contradiction, Counted,
    CountedFrom, Counting, FigureRelation, GivenFigure, NotReturned, RecordTable, RecordValue,
    Records, TableRecord, Tally, Term, Themes, Uncollated,
};
pub use return_schema::{Column, FIGURE_UNITS, Holds, Presence, SOURCE_COLUMN};
pub use return_table::ReturnTable;
pub use returned_series::{ReturnedSeries, Wanted};
pub use returns::{Awaiting, Observation, ReturnKind, Returns, Supply};
pub use row::{ManyTests, Row, RowError, RowId};
pub use scale::Scale;
pub use screened::{JudgedRows, ScreenedRows};
pub use series::{Direction, Series, SeriesArea};
pub use source::Source;
pub use source_text::{SourceText, Window};
pub use status::Status;
pub use street_series::StreetSeries;
pub use syntax::{Slip, read_json_error, read_toml_error};
pub use terms::{
    Force, NoSuchTarget, OffencesTarget, RecordingChange, SpcReading, Terms, Tests, TrendFamily,
};
pub use variation::Variation;
pub use working_time::{
    is_bank_holiday, is_working_day, working_days_after, working_days_until, working_hours_after,
};

/// A day, and a day with its time, as records hold them.
pub use jiff::civil::{Date, DateTime};

/// An exact number, as amounts of money are.
pub use rust_decimal::Decimal;

/// What the `register!` macro needs; not for use by name.
#[doc(hidden)]
pub use inventory as __inventory;
