//! From the folder of a quarter to its paper, as every command goes: read the returns, the configuration
//! and the commentary, assess each row, screen them by disclosure control, count the tests of all,
//! compare with the last quarter, compose.
//!
//! Pure but for reading: nothing is written, printed or locked here. Every step gives all faults that were
//! found so far.
//!
//! ```no_run
//! use panel_core::Plan;
//! use panel_quarter::QuarterReading;
//!
//! # fn paper(plan: Plan) -> Result<(), Vec<panel_core::Fault>> {
//! let quarter = QuarterReading::read("reports/2014-15-q2".as_ref(), plan).judge()?.compose()?;
//! assert_eq!(quarter.composition.findings.quarter, "2014-15-q2");
//! # Ok(())
//! # }
//! ```

mod composed;
mod judged;
mod last;
mod reading;

pub use composed::ComposedQuarter;
pub use judged::JudgedQuarter;
pub use last::judge_earlier;
pub use reading::QuarterReading;
