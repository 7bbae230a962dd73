//! The clocks that run on a comment: for a reply, and by law once it is complained of.

use panel_core::{
    Date, DateTime, TableRecord, working_days_after, working_days_until, working_hours_after,
};

use crate::comments::removed;

/// How many working days after that on which a comment came in its reply is due.
pub(crate) const DAYS_TO_REPLY: u32 = 5;

/// The hours of the Defamation (Operators of Websites) Regulations 2013, SI 2013/3028.
const HOURS: u32 = 48;

/// The days that a poster has to answer. All days count.
const DAYS_TO_ANSWER: i32 = 5;

/// How a clock stands at the end of the quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Clock {
    /// What was due was done by then.
    InTime,
    /// It was not.
    Missed,
    /// It is not yet due, and not yet done.
    Running,
}

impl Clock {
    fn of(due: DateTime, done: Option<DateTime>, ends: DateTime) -> Self {
        match done {
            Some(done) if done <= due => Self::InTime,
            None if due > ends => Self::Running,
            _ => Self::Missed,
        }
    }
}

/// Whether a comment was replied to in time.
pub(crate) fn reply(comment: &TableRecord, ends: DateTime) -> Option<Clock> {
    let received = comment.day("received")?;
    // At midnight the day is over.
    let due = working_days_after(received, DAYS_TO_REPLY).at(23, 59, 59, 0);
    Some(Clock::of(due, comment.moment("replied"), ends))
}

/// The working days that a reply took.
pub(crate) fn days_to_reply(comment: &TableRecord) -> Option<u64> {
    Some(working_days_until(comment.day("received")?, comment.day("replied")?))
}

/// Whether a notice of complaint was acted on in time: sent on to the poster, or, where the poster was
/// not to be reached, the comment removed and the complainant told.
pub(crate) fn notice(comment: &TableRecord, ends: DateTime) -> Option<Clock> {
    let due = working_hours_after(comment.moment("complaint")?, HOURS);
    Some(Clock::of(due, comment.moment("poster_notified").or_else(|| closed(comment)), ends))
}

/// Whether a complaint of which the poster was notified was brought to its end in time: after the
/// answer, or after the days in which there was none and the comment must go.
pub(crate) fn ending(comment: &TableRecord, ends: DateTime) -> Option<Clock> {
    let notified = comment.day("poster_notified")?;
    let days = (0..DAYS_TO_ANSWER).try_fold(notified, |day, _| day.tomorrow().ok())?;
    let last = end_of(days);
    let answered = comment.moment("poster_answered").filter(|answered| *answered < last);
    let due = working_hours_after(answered.unwrap_or(last), HOURS);
    let done = match answered {
        Some(_) => comment.moment("complainant_told"),
        None => closed(comment),
    };
    Some(Clock::of(due, done, ends))
}

/// When the comment was both removed and reported to the complainant.
fn closed(comment: &TableRecord) -> Option<DateTime> {
    Some(removed(comment)?.max(comment.moment("complainant_told")?))
}

/// Midnight at the end of a day.
pub(crate) fn end_of(day: Date) -> DateTime {
    day.tomorrow().unwrap_or(day).at(0, 0, 0, 0)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use panel_core::{RecordValue, Source};

    use super::*;

    fn comment(cells: &[(&'static str, &str)]) -> TableRecord {
        let value = |text: &str| match text.parse::<DateTime>() {
            Ok(moment) if text.contains('T') => RecordValue::Moment(moment),
            _ => RecordValue::Text(text.to_owned().into()),
        };
        let cells: BTreeMap<_, _> = cells.iter().map(|(name, text)| (*name, value(text))).collect();
        TableRecord::new(Source { file: "returns/comments.csv".into(), line: 2 }, cells)
    }

    fn quarter_end() -> DateTime {
        "2025-10-01T00:00".parse().unwrap()
    }

    #[test]
    fn a_reply_is_due_by_the_end_of_the_fifth_working_day() {
        // Thursday 21 August; Monday 25 is a bank holiday; the fifth working day is Friday 29.
        let replied = |moment| {
            let cells = [("received", "2025-08-21T23:59"), ("replied", moment)];
            reply(&comment(&cells), quarter_end())
        };
        assert_eq!(replied("2025-08-21T23:59"), Some(Clock::InTime));
        assert_eq!(replied("2025-08-29T23:59"), Some(Clock::InTime));
        assert_eq!(replied("2025-08-30T00:00"), Some(Clock::Missed));
    }

    #[test]
    fn without_a_reply_the_clock_runs_until_it_is_due() {
        let none = |received| reply(&comment(&[("received", received)]), quarter_end());
        // From Tuesday 23 September the fifth working day is Tuesday 30, which the quarter ends with.
        assert_eq!(none("2025-09-23T12:00"), Some(Clock::Missed));
        assert_eq!(none("2025-09-24T12:00"), Some(Clock::Running));
    }

    #[test]
    fn a_reply_takes_working_days() {
        let days = |received, replied| {
            days_to_reply(&comment(&[("received", received), ("replied", replied)]))
        };
        assert_eq!(days("2025-08-22T09:00", "2025-08-22T17:00"), Some(0));
        assert_eq!(days("2025-08-22T09:00", "2025-08-26T08:00"), Some(1));
        assert_eq!(days_to_reply(&comment(&[("received", "2025-08-22T09:00")])), None);
    }

    #[test]
    fn a_notice_is_sent_on_within_48_hours_that_count() {
        // Friday 15:00: 9 hours, then Monday and Tuesday but for 9 hours.
        let notified = |moment| {
            let cells = [("complaint", "2025-09-12T15:00"), ("poster_notified", moment)];
            notice(&comment(&cells), quarter_end())
        };
        assert_eq!(notified("2025-09-16T15:00"), Some(Clock::InTime));
        assert_eq!(notified("2025-09-16T15:01"), Some(Clock::Missed));
        let none = |complaint| notice(&comment(&[("complaint", complaint)]), quarter_end());
        assert_eq!(none("2025-09-29T00:00"), Some(Clock::Missed)); // due as the quarter ends
        assert_eq!(none("2025-09-29T00:01"), Some(Clock::Running));
        assert_eq!(notice(&comment(&[]), quarter_end()), None);
    }

    #[test]
    fn where_the_poster_is_not_reached_the_comment_goes_and_the_complainant_is_told() {
        let removed = |decided, told| {
            let cells = [
                ("complaint", "2025-09-15T10:00"),
                ("decision", "withheld"),
                ("decided", decided),
                ("complainant_told", told),
            ];
            notice(&comment(&cells), quarter_end())
        };
        assert_eq!(removed("2025-09-16T10:00", "2025-09-17T10:00"), Some(Clock::InTime));
        assert_eq!(removed("2025-09-16T10:00", "2025-09-17T10:01"), Some(Clock::Missed));
        // What was withheld before the complaint was not removed for it.
        assert_eq!(removed("2025-09-14T10:00", "2025-09-16T10:00"), Some(Clock::Missed));
    }

    #[test]
    fn without_an_answer_the_hours_run_from_the_end_of_the_fifth_day() {
        // Notified on Monday 1; the fifth day is Saturday 6; the hours begin on Monday 8.
        let ended = |decided, told| {
            let cells = [
                ("complaint", "2025-09-01T09:00"),
                ("poster_notified", "2025-09-01T12:00"),
                ("decision", "withheld"),
                ("decided", decided),
                ("complainant_told", told),
            ];
            ending(&comment(&cells), quarter_end())
        };
        assert_eq!(ended("2025-09-09T12:00", "2025-09-10T00:00"), Some(Clock::InTime));
        assert_eq!(ended("2025-09-09T12:00", "2025-09-10T00:01"), Some(Clock::Missed));
        let cells = [("complaint", "2025-09-01T09:00"), ("poster_notified", "2025-09-01T12:00")];
        assert_eq!(ending(&comment(&cells), quarter_end()), Some(Clock::Missed));
    }

    #[test]
    fn an_answer_starts_the_hours_and_a_late_one_does_not() {
        let ended = |answered, told| {
            let cells = [
                ("complaint", "2025-09-01T09:00"),
                ("poster_notified", "2025-09-01T12:00"),
                ("decision", "posted"),
                ("poster_answered", answered),
                ("complainant_told", told),
            ];
            ending(&comment(&cells), quarter_end())
        };
        assert_eq!(ended("2025-09-03T10:00", "2025-09-05T10:00"), Some(Clock::InTime));
        assert_eq!(ended("2025-09-03T10:00", "2025-09-05T10:01"), Some(Clock::Missed));
        // After the fifth day it is as if there were none, and the comment still stands.
        assert_eq!(ended("2025-09-07T00:00", "2025-09-08T10:00"), Some(Clock::Missed));
        assert_eq!(ending(&comment(&[("complaint", "2025-09-01T09:00")]), quarter_end()), None);
    }
}
