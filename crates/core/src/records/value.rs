//! What a cell of a record holds, once it was read.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;

use crate::{Month, Period};

/// A cell of a record.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum RecordValue {
    /// An empty cell: what it would say is not known.
    Blank,
    /// Words, a code, a name of a list or the key of a person. A name of a list is that of its declaration:
    /// a million records would take as many copies.
    Text(Cow<'static, str>),
    /// One day.
    Day(Date),
    /// One month: of what is still to come, the day is not known.
    Month(Month),
    /// A day and the time of that day.
    Moment(DateTime),
    /// Days, in their order; none is not the same as not known.
    Days(Vec<Date>),
    /// Yes or no.
    Yes(bool),
    /// A whole number.
    Whole(u64),
    /// A number with decimals, such as an amount of money.
    Decimal(Decimal),
    /// Months from and to, such as those of a financial year.
    Period(Period),
}
